"""The trail cannot be changed unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction

from article3.store import trail
from article3.store.kept import keep, release
from article3.store.models import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def test_the_database_refuses_to_change_or_remove_a_line() -> None:
    trail.record(None, "case.made", "a")
    for change in (lambda: Entry.objects.update(who=3), lambda: Entry.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    assert trail.verify().broken_at is None


@pytest.mark.parametrize(
    ("change", "broken_at"),
    [
        (lambda: Entry.objects.filter(number=2).update(who=7), 2),
        (lambda: Entry.objects.filter(number=2).update(detail={"version": 9}), 2),
        (lambda: Entry.objects.filter(number=2).delete(), 2),
        (lambda: Entry.objects.filter(number=1).delete(), 1),
        (lambda: Entry.objects.filter(number=3).update(hash="0" * 64), 3),
    ],
    ids=["who", "detail", "a line less", "the first less", "hash"],
)
def test_a_line_that_was_changed_all_the_same_is_found(change: Callable[[], object], broken_at: int) -> None:
    for number in range(4):
        trail.record(None, "case.saved", "a", version=number)
    assert trail.verify().lines == 4
    release(connection)
    change()
    assert trail.verify().broken_at == broken_at
    keep(connection)
