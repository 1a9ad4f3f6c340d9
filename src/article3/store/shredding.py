"""A case destroyed: its key, its rows, its files. What was sealed under the key cannot be read by anybody again."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import OperationalError, connection, transaction

from article3.store import trail
from article3.store.access import Verb, demand
from article3.store.models import Case, Piece, StoredFile

if TYPE_CHECKING:
    from article3.store.models import User


def shred(user: User | None, case: Case) -> int:
    """Destroy a case. Backups that were made before still hold it; they have to be destroyed too.

    The embedded database overwrites what it deletes (``secure_delete``), and its journal is emptied at once.

    Args:
        user: who; ``None`` for the command line, whose user holds the key of the whole store.
        case: which.

    Returns:
        How many files went.

    Raises:
        NoAccessError: if they may not.
    """
    if user is not None:
        demand(user, Verb.CASE_SHRED, case)
    with transaction.atomic():
        named = list(StoredFile.objects.filter(case=case).values_list("id", flat=True))
        pieces = list(Piece.objects.filter(upload__case=case).values_list("id", flat=True))
        trail.record(user, "case.shredded", case.id, files=len(named))
        Case.objects.filter(id=case.id).update(key=bytes(32))
        Case.objects.filter(id=case.id).delete()
        transaction.on_commit(_empty_journal)
    root = Path(settings.ARTICLE3_FILES)  # type: ignore[misc] # a setting of ours
    for identifier in (*named, *pieces):
        (root / identifier.hex[:2] / identifier.hex).unlink(missing_ok=True)
    return len(named)


def _empty_journal() -> None:
    """Take what was deleted out of the embedded database's journal; who reads at this moment keeps it a little longer."""
    if connection.vendor == "sqlite":
        with contextlib.suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
