"""Read the law data: strict, whole, and with errors that name the file, the key and the remedy."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3 import __version__
from article3.law.cache import fingerprint, keep, recall, stamps
from article3.law.data_files import LawDataError, convert, read
from article3.law.dates import PartialDate
from article3.law.model import (
    ENDING,
    WHOLE,
    Authority,
    Court,
    Holding,
    How,
    Kind,
    LegalQuestion,
    Paragraph,
    Track,
    Treatment,
    Verification,
)
from article3.law.precedents import Issue, Precedent, Weighed, read_weighed
from article3.law.precedents import problems as precedent_problems

if TYPE_CHECKING:
    from collections.abc import Callable

_TWO = 2
"""Readings, at the least: a question with one answer is none."""

_SHAPE = "8"
"""Change it together with the types that are kept between runs."""

DATA = Path(__file__).parent
"""Where the law data that comes with the package lies."""


_WEIGHED = "precedents"
"""The part of the law data with issues and precedents, which has a copy of its own."""

_CHECKS = tuple(Path(__file__).with_name(name) for name in ("loading.py", "model.py", "precedents.py"))
"""The modules that check the data or have its types."""


class Caution(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Something every reader of a decision must know that no rule can state: a conflict, a gap, a matter in litigation.

    Attributes:
        says: in plain words, the safe course first.
        from_: the first day on which it matters.
        until: the last, if it has ended.
        because: ids of the authorities concerned.
    """

    says: str
    from_: dt.date
    until: dt.date | None = None
    because: tuple[str, ...] = ()


class _Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: str
    maintained_through: dt.date
    begins: dt.date
    cautions: tuple[Caution, ...] = ()


@dataclasses.dataclass(frozen=True, eq=False)
class Law:
    """Everything the law data says, by id.

    Attributes:
        version: version of the data, quoted in every decision.
        maintained_through: the last day whose law was looked for; a decision as of a later day says so.
        begins: the first day on which this law exists (the regulations' effective date).
        raised_by_facts: see :attr:`article3.law.precedents.Weighed.raised_by_facts`.
        weighed: gives issues and precedents; they are read only when somebody asks for them.
    """

    version: str
    maintained_through: dt.date
    begins: dt.date
    courts: dict[str, Court]
    authorities: dict[str, Authority]
    questions: dict[str, LegalQuestion]
    cautions: tuple[Caution, ...] = ()
    raised_by_facts: frozenset[str] = frozenset()
    weighed: Callable[[], Weighed] = Weighed

    def weighing(self, weighed: Weighed) -> Law:
        """The same law with other issues and precedents."""
        return dataclasses.replace(self, raised_by_facts=weighed.raised_by_facts, weighed=lambda: weighed)

    @functools.cached_property
    def issues(self) -> dict[str, Issue]:
        """What tribunals decide by weighing factors."""
        return {issue.id: issue for issue in self.weighed().issues}

    @functools.cached_property
    def precedents(self) -> tuple[Precedent, ...]:
        """What decisions say on the issues."""
        return self.weighed().precedents

    @functools.cached_property
    def decided(self) -> dict[str, tuple[Precedent, ...]]:
        """For each issue, what decisions say on it."""
        return {issue: tuple(one for one in self.precedents if one.issue == issue) for issue in self.issues}

    @functools.cached_property
    def answers(self) -> dict[str, tuple[tuple[Authority, Holding], ...]]:
        """For each question of law, the authorities that answer it, each with its holding."""
        found: dict[str, list[tuple[Authority, Holding]]] = {question: [] for question in self.questions}
        for authority in self.authorities.values():
            for holding in authority.holdings:
                if holding.question:
                    found[holding.question].append((authority, holding))
        return {question: tuple(pairs) for question, pairs in found.items()}

    @functools.cached_property
    def treated(self) -> dict[str, tuple[tuple[Authority, Treatment], ...]]:
        """For each authority, the later ones that treat it, each with what it does."""
        found: dict[str, list[tuple[Authority, Treatment]]] = {}
        for authority in self.authorities.values():
            for treatment in authority.treats:
                found.setdefault(treatment.authority, []).append((authority, treatment))
        return {authority: tuple(pairs) for authority, pairs in found.items()}

    def authority(self, identifier: str) -> Authority:
        """The authority with that id.

        Raises:
            LawDataError: if there is none.
        """
        try:
            return self.authorities[identifier]
        except KeyError:
            raise LawDataError(f"no authority has the id {identifier!r}: add law/authorities/{identifier}.toml") from None


class _Contents(msgspec.Struct, frozen=True):
    """The law data in the form in which it is kept between runs."""

    edition: _Edition
    courts: tuple[Court, ...]
    authorities: tuple[Authority, ...]
    questions: tuple[LegalQuestion, ...]
    raised_by_facts: frozenset[str] = frozenset()


@functools.cache
def load(directory: Path = DATA) -> Law:
    """The law data, checked.

    Raises:
        LawDataError: naming the first file that is broken and what to do about it.
    """
    key = fingerprint(directory, __version__, _SHAPE, *stamps(*_CHECKS))
    kept = recall(key, _Contents)
    if kept is not None:
        return _law(kept, functools.partial(_weighed, directory / "precedents", key))
    weighed = read_weighed(directory / "precedents")
    contents = _contents(directory)
    for problem in problems(_law(contents, lambda: weighed)):
        raise LawDataError(problem)
    sound = msgspec.structs.replace(contents, raised_by_facts=weighed.raised_by_facts)
    keep(key, sound)
    keep(key, weighed, _WEIGHED)
    return _law(sound, lambda: weighed)


def _weighed(directory: Path, key: str) -> Weighed:
    """What was kept beside the rest and under the same key; should that copy be gone, what the files have."""
    return recall(key, Weighed, _WEIGHED) or read_weighed(directory)


def _contents(directory: Path) -> _Contents:
    courts = tuple(convert(entry, Court, "courts.toml") for entry in read(directory / "courts.toml").get("court", []))
    abbreviations = {court.id: court.abbreviation for court in courts}
    paths = [path for folder in ("authorities", "regulations") for path in sorted((directory / folder).glob("*.toml"))]
    seen: dict[str, Path] = {}
    for path in paths:
        if path.stem in seen:
            raise LawDataError(f"{path.parent.name}/{path.name}: {seen[path.stem].parent.name}/ has the same id; rename one")
        seen[path.stem] = path
    return _Contents(
        edition=convert(read(directory / "law.toml"), _Edition, "law.toml"),
        courts=courts,
        authorities=tuple(_authority(path, abbreviations) for path in paths),
        questions=tuple(
            convert({"id": path.stem} | read(path), LegalQuestion, path.name)
            for path in sorted((directory / "questions").glob("*.toml"))
        ),
    )


def _law(contents: _Contents, weighed: Callable[[], Weighed]) -> Law:
    edition = contents.edition
    return Law(
        edition.version,
        edition.maintained_through,
        edition.begins,
        {court.id: court for court in contents.courts},
        {authority.id: authority for authority in contents.authorities},
        {question.id: question for question in contents.questions},
        edition.cautions,
        contents.raised_by_facts,
        weighed,
    )


def problems(law: Law) -> list[str]:
    """Every reference in the data that leads nowhere, and every statement that contradicts another.

    One sentence each, naming the file and the remedy; an empty list means that the data is sound.
    """
    found: list[str] = []
    for question in law.questions.values():
        ids = [reading.id for reading in question.readings]
        if len(ids) < _TWO or len(set(ids)) < len(ids):
            found.append(f"questions/{question.id}.toml: a question needs two readings or more, each with an id of its own")
    for authority in law.authorities.values():
        found += _problems_of(authority, law)
    for question in law.questions.values():
        found += _problems_of_question(question, law)
    for caution in law.cautions:
        found += [
            f"law.toml: a caution names {name!r}, which has no file" for name in caution.because if name not in law.authorities
        ]
    found += precedent_problems(law.issues, law.precedents, law.authorities, law.questions)
    return found


def _problems_of_question(question: LegalQuestion, law: Law) -> list[str]:
    where, known = f"questions/{question.id}.toml", [reading.id for reading in question.readings]
    found = []
    if (question.begins is None) != (not question.before):
        found.append(f"{where}: 'begins' and 'before' belong together; give both or neither")
    if bool(question.after) != bool(question.because) or (question.after and question.begins is None):
        found.append(f"{where}: 'after' needs 'begins' and, in 'because', the provision that makes it the law")
    if question.because and question.because not in law.authorities:
        found.append(f"{where}: 'because' names {question.because!r}, which has no file")
    found += [
        f"{where}: {key!r} names {reading!r}; its readings are {', '.join(known)}"
        for key, reading in (("before", question.before), ("after", question.after))
        if reading and reading not in known
    ]
    return found


def _problems_of(authority: Authority, law: Law) -> list[str]:
    where = f"{authority.id}.toml"
    found = []
    if authority.court not in law.courts:
        found.append(f"{where}: court {authority.court!r} is not in courts.toml; add it there or correct the id")
    if authority.kind is Kind.DECISION and not authority.cite:
        found.append(f"{where}: a decision needs a cite")
    if authority.kind is not Kind.DECISION and authority.holdings:
        found.append(f"{where}: only decisions have holdings; describe a provision by its paragraphs")
    checks = (authority.verification, *(v.verification for p in authority.paragraphs for v in p.versions))
    found += [
        f"{where}: what is verified as {checked.level.value!r} needs a source and the day it was read (on)"
        for checked in checks
        if checked.level is not Verification.UNREAD and (checked.on is None or not checked.source)
    ]
    for holding in authority.holdings:
        found += _problems_of_holding(where, holding, law)
    for treatment in authority.treats:
        found += _problems_of_treatment(where, treatment, authority, law)
    for paragraph in authority.paragraphs:
        found += _overlaps(where, paragraph)
    return found


def _problems_of_holding(where: str, holding: Holding, law: Law) -> list[str]:
    if not holding.question:
        return []
    question = law.questions.get(holding.question)
    if question is None:
        return [f"{where}: question {holding.question!r} has no file in questions/"]
    known = [reading.id for reading in question.readings]
    if holding.reading in known:
        return []
    return [f"{where}: question {question.id!r} has no reading {holding.reading!r}; its readings are {', '.join(known)}"]


def _problems_of_treatment(where: str, treatment: Treatment, authority: Authority, law: Law) -> list[str]:
    earlier = law.authorities.get(treatment.authority)
    if earlier is None:
        return [f"{where}: treats {treatment.authority!r}, which has no file; add it, unread if need be"]
    found = []
    if earlier.decided.first > authority.decided.last and treatment.on is None:
        found.append(f"{where}: cannot treat {treatment.authority!r}, which is later")
    known = treatment.point in law.questions or treatment.point in law.issues
    if re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", treatment.point) and not known:
        found.append(f"{where}: point {treatment.point!r} is no question of law and no issue; correct the id, or say it in words")
    if treatment.how is How.REINSTATES and not _was_ended(treatment, authority, law):
        found.append(
            f"{where}: reinstates {treatment.authority!r}, which nothing had ended before on that point; record first what did"
        )
    if treatment.how is How.LIMITS and treatment.point == WHOLE:
        found.append(f"{where}: to limit {treatment.authority!r}, name the point on which it is limited")
    return found


def _was_ended(treatment: Treatment, authority: Authority, law: Law) -> bool:
    """Whether something earlier had ended or limited what this reinstates."""
    day = treatment.on or authority.decided.last
    return any(
        (one.how in ENDING or one.how is How.LIMITS)
        and (one.on or by.decided.last) < day
        and treatment.point in {WHOLE, one.point}
        for by, one in law.treated.get(treatment.authority, ())
    )


def _overlaps(where: str, paragraph: Paragraph) -> list[str]:
    """Two versions of one paragraph on one track may never cover the same day."""
    found = []
    for track in Track:
        versions = sorted((v for v in paragraph.versions if v.track is track), key=lambda version: version.from_)
        for earlier, later in pairwise(versions):
            if earlier.until is None or earlier.until >= later.from_:
                found.append(f"{where}: two {track.value} versions of {paragraph.id} cover {later.from_}; end the earlier one")
    return found


def ends(how: How, point: str, question: str) -> bool:
    """Whether such a treatment ends an earlier authority's answer to ``question``.

    A treatment that ends the whole authority ends each of its answers; one on a named point ends only that. To *limit* an
    authority on a question of law confines it to its facts, so that it no longer picks the reading.
    """
    if how in ENDING:
        return point in {WHOLE, question}
    return how is How.LIMITS and point == question


def _authority(path: Path, abbreviations: dict[str, str]) -> Authority:
    data = read(path)
    for key, place in (("id", "the name of the file"), ("abbreviation", "in courts.toml")):
        if key in data:
            raise LawDataError(f"{path.name}: the {key} is {place}; remove the key {key!r}")
    try:
        decided = PartialDate.parse(data["decided"])
    except KeyError:
        raise LawDataError(f"{path.name}: the key 'decided' is missing; give the date as far as it is known") from None
    except ValueError as error:
        raise LawDataError(f"{path.name}: decided: {error}") from None
    data["decided"] = {"first": decided.first, "last": decided.last}
    more = {"id": path.stem, "abbreviation": abbreviations.get(str(data.get("court")), "")}
    return convert(data | more, Authority, path.name)
