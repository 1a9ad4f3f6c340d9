"""The text of one document as it was read, some passages at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.db.models import Q

from article3.store.access import Verb, demand
from article3.store.errors import NoAccessError
from article3.store.models import Passage, StoredFile

if TYPE_CHECKING:
    from article3.store.models import Report, User

AT_ONCE = 60
"""Passages that are shown together."""


class Shown(msgspec.Struct, frozen=True):
    """Some passages of a document, in order.

    Attributes:
        passages: what is shown.
        earlier: the passage to begin with for those before them; ``None`` if these are the first.
        later: for those after them; ``None`` if these are the last.
    """

    passages: tuple[Passage, ...]
    earlier: int | None
    later: int | None


def passage_of(user: User, document: StoredFile, number: int) -> Passage:
    """One passage of a document of a case.

    Raises:
        NoAccessError: if they may not read it, or the document has no such passage.
    """
    demand(user, Verb.CASE_READ, document.case)
    found = Passage.objects.filter(file=document, pk=number).first()
    if found is None:
        raise NoAccessError("there is no such passage")
    return found


def passages_of(user: User, document: StoredFile | Report, begin: int = 0) -> Shown:
    """The passages of a document.

    Args:
        user: who reads them.
        document: of a case, or of the library.
        begin: number of the passage to begin with; the first if the document has no such passage.

    Raises:
        NoAccessError: if they may not read it.
    """
    if isinstance(document, StoredFile):
        demand(user, Verb.CASE_READ, document.case)
        among = Passage.objects.filter(file=document)
    else:
        demand(user, Verb.LIBRARY_READ)
        among = Passage.objects.filter(report=document)
    first = among.filter(pk=begin).first() or among.order_by("page", "position").first()
    if first is None:
        return Shown((), None, None)
    after = Q(page__gt=first.page) | Q(page=first.page, position__gte=first.position)
    found = list(among.filter(after).order_by("page", "position")[: AT_ONCE + 1])
    before = list(among.exclude(after).order_by("-page", "-position").values_list("pk", flat=True)[:AT_ONCE])
    later = found[AT_ONCE].pk if len(found) > AT_ONCE else None
    return Shown(tuple(found[:AT_ONCE]), before[-1] if before else None, later)
