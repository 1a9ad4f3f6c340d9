"""Papers of a case: what was drafted and what a person made of it, version by version. None is ever written over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from article3.store import trail
from article3.store.access import Verb, demand
from article3.store.errors import NoAccessError
from article3.store.files import add
from article3.store.models import Case, Paper, User

ENGLISH = "en"


class From(msgspec.Struct, frozen=True):
    """What a paper was made from.

    Attributes:
        version: of the case.
        law: version of the law data.
        as_of: the day whose law was applied.
        circuit: whose law.
    """

    version: int
    law: str
    as_of: dt.date
    circuit: str


class Kept(msgspec.Struct, frozen=True):
    """A paper to be kept.

    Attributes:
        kind: such as ``brief``.
        name: of its file.
        pieces: its content.
        language: code of its language.
        remarks: what there is to say about it.
    """

    kind: str
    name: str
    pieces: Iterable[bytes]
    language: str = ENGLISH
    remarks: tuple[str, ...] = ()


class Listed(msgspec.Struct, frozen=True):
    """A paper with all its versions, the newest first.

    Attributes:
        case_changed: whether the case was saved again after the newest version that was made from it.
        law_changed: whether the law data is another since.
    """

    kind: str
    language: str
    versions: tuple[Paper, ...]
    case_changed: bool
    law_changed: bool

    @property
    def newest(self) -> Paper:
        """The newest version."""
        return self.versions[0]


def keep(user: User, case: Case, paper: Kept, made_from: From | None = None) -> Paper:
    """Keep a paper as the next version of its kind and language.

    Args:
        user: who made it, or sent it.
        case: the case.
        paper: what is kept.
        made_from: what it was made from; nothing for what a person sends back after editing.

    Raises:
        NoAccessError: if they may not.
        StoreError: if it is empty or too large.
    """
    demand(user, Verb.CASE_EDIT, case)
    file = add(user, case, paper.name, paper.pieces)
    with transaction.atomic():
        case.refresh_from_db(from_queryset=Case.objects.select_for_update())
        same = Paper.objects.filter(case=case, kind=paper.kind, language=paper.language)
        number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
        made = Paper(case=case, kind=paper.kind, language=paper.language, number=number, file=file, by=user, at=timezone.now())
        made.remarks = list(paper.remarks)
        if made_from is not None:
            made.of_version, made.law = made_from.version, made_from.law
            made.as_of, made.circuit = made_from.as_of, made_from.circuit
        made.save()
        trail.record(
            user, "paper.made" if made_from else "paper.sent", file.id, case=str(case.id), kind=paper.kind, number=number
        )
    return made


def papers_of(user: User, case: Case, law_version: str) -> list[Listed]:
    """The papers of a case.

    Raises:
        NoAccessError: if they may not read it.
    """
    demand(user, Verb.CASE_READ, case)
    together: dict[tuple[str, str], list[Paper]] = {}
    for paper in Paper.objects.filter(case=case).select_related("file", "by"):
        together.setdefault((paper.kind, paper.language), []).append(paper)
    return [_listed(kind, language, versions, case, law_version) for (kind, language), versions in together.items()]


def paper_of(user: User, case: Case, number: int) -> Paper:
    """One version of a paper, by its id.

    Raises:
        NoAccessError: if they may not, or there is none.
    """
    demand(user, Verb.CASE_READ, case)
    found = Paper.objects.filter(case=case, pk=number).select_related("file", "file__case").first()
    if found is None:
        raise NoAccessError("there is no such paper")
    return found


def _listed(kind: str, language: str, versions: list[Paper], case: Case, law_version: str) -> Listed:
    last = next((one for one in versions if one.of_version is not None), None)
    case_changed = last is not None and last.of_version != case.current
    return Listed(kind, language, tuple(versions), case_changed, last is not None and last.law != law_version)
