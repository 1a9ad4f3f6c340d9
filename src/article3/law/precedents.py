"""Decided cases on open-textured issues: what each turned on. Two sorts of files in ``precedents/``.

``issues/ISSUE.toml`` has an issue and its factors, each favoring one side. ``decisions/AUTHORITY.toml`` tells, for an authority,
the factors that the decision states, its outcome, and the reason: the factors of the winning side on which it says it rests.
What follows from them in a case is worked out in :mod:`article3.precedents`.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

import msgspec

from article3.law.data_files import LawDataError, convert, read
from article3.law.model import Kind, Verification

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from article3.law.model import Authority

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_HELP = "docs/how-to/record-a-precedent.md tells what the file holds"
_PHRASES = {
    "says": "name the factor in a few words, as they read in a list, such as 'a bribe taken'",
    "lacks": "say in a few words that it is not so, as they read in a list, such as 'no bribe taken'",
}
_LONGEST = 9
"""So many words a phrase may have: several of them stand in one sentence."""


class Side(enum.Enum):
    """Whom a factor favors, or for whom a decision came out: for the applicant, or against."""

    FOR = "for"
    AGAINST = "against"

    @property
    def other(self) -> Side:
        """The opposing side."""
        return Side.AGAINST if self is Side.FOR else Side.FOR


class Entity(enum.Enum):
    """What an issue is asked about: a harm, feared or past, or a conviction."""

    HARM = "harm"
    CONVICTION = "conviction"


class Decided(enum.Enum):
    """In what way a tribunal came to the point.

    ``HOLDING``: it decided the point on the merits. ``UPHELD``: a court denied review because the record did not compel the
    contrary. ``REMAND``: it sent the case back. ``DICTUM``: it only spoke of the point. Only a holding can force an outcome.
    """

    HOLDING = "holding"
    UPHELD = "upheld"
    REMAND = "remand"
    DICTUM = "dictum"


class Factor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is"}):
    """A circumstance that favors one side of an issue.

    Attributes:
        asks: the plain question; yes means that the factor is present.
        says: that it is present, in a few words that read in a list after a colon; no more than the question asks.
        lacks: that it is not, likewise.
        by: id of the authority that makes it matter.
        pin: page or paragraph there.
        evidence: what kind of exhibit would show it.
        fact: id of a fact of the same entity that means exactly this factor, and from which it is then read.
        is_: for a fact that is a choice, the option that means it.
    """

    id: str
    side: Side
    asks: str
    says: str
    lacks: str
    by: str
    evidence: str
    pin: str = ""
    fact: str = ""
    is_: str = ""


class Issue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"for_": "for"}):
    """A legal characterization that tribunals decide by weighing circumstances.

    Attributes:
        id: the name of its file.
        asks: the plain question.
        entity: see :class:`Entity`.
        about: what it is and what the decisions turn on.
        by: id of the authority that raises the issue.
        factors: what is weighed.
        yes: whom the answer yes favors.
        for_: the assessments, by id of the fact, that an outcome for the applicant establishes.
        against: those that an outcome against the applicant establishes.
        questions: questions of law whose answer the decisions on this issue rest on: a decision that is no longer good on one of
            them is not good on this issue either.
    """

    id: str
    title: str
    asks: str
    entity: Entity
    about: str
    by: str
    factors: tuple[Factor, ...]
    pin: str = ""
    yes: Side = Side.FOR
    for_: dict[str, bool] = {}
    against: dict[str, bool] = {}
    questions: tuple[str, ...] = ()

    def factor(self, identifier: str) -> Factor:
        """The factor with that id.

        Raises:
            KeyError: if the issue has none.
        """
        for factor in self.factors:
            if factor.id == identifier:
                return factor
        raise KeyError(identifier)

    def listed(self, factors: Iterable[str]) -> str:
        """Factors that are present, by their ids, as words in a list.

        Raises:
            KeyError: if the issue has no factor of an id.
        """
        return ", ".join(self.factor(identifier).says for identifier in factors)

    def of(self, side: Side) -> tuple[str, ...]:
        """The ids of the factors that favor a side, in the order of the file."""
        return tuple(factor.id for factor in self.factors if factor.side is side)

    def establishes(self, side: Side) -> dict[str, bool]:
        """The assessments that an outcome for that side establishes."""
        return self.for_ if side is Side.FOR else self.against


class Precedent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"for_": "for"}):
    """What one decision says on one issue.

    Attributes:
        authority: id of the decision; the name of its file.
        issue: id of the issue.
        outcome: for whom the point came out.
        weight: see :class:`Decided`.
        reason: the winning side's factors on which the decision says it rests.
        for_: every factor for the applicant that it mentions as present.
        against: every factor against.
        says: what was decided and why, in our words.
        verified: how well these factors were read.
        source: where.
        note: anything else the reader should know.
        doubt: why the reason, as far as it was read, may not be the whole of it. What is in doubt forces nothing.
        past: whether it was decided of harm that had happened, as what officials did about it was. Of harm that is feared it is
            evidence, and forces nothing.
    """

    authority: str
    issue: str
    outcome: Side
    weight: Decided
    reason: tuple[str, ...]
    says: str
    verified: Verification
    source: str
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    pin: str = ""
    note: str = ""
    doubt: str = ""
    past: bool = False

    @property
    def forces(self) -> bool:
        """Whether it forces an outcome where it binds: a holding on the merits whose reason is known."""
        return self.weight is Decided.HOLDING and not self.doubt

    def of(self, side: Side) -> tuple[str, ...]:
        """Its factors that favor a side."""
        return self.for_ if side is Side.FOR else self.against


class Weighed(msgspec.Struct, frozen=True):
    """Everything that tribunals decide by weighing factors.

    Attributes:
        issues: with their factors.
        precedents: what decisions say on them.
    """

    issues: tuple[Issue, ...] = ()
    precedents: tuple[Precedent, ...] = ()

    @property
    def raised_by_facts(self) -> frozenset[str]:
        """The issues on which a precedent could force an outcome by what other facts say, though no factor is stated."""
        found = {issue.id: issue for issue in self.issues}
        return frozenset(one.issue for one in self.precedents if one.forces and not _to_state(one, found[one.issue]))


def _to_state(precedent: Precedent, issue: Issue) -> set[str]:
    """The factors that must be stated as such for a precedent to force an outcome: of its reason, and to be ruled out."""
    loser = precedent.outcome.other
    needed = {*precedent.reason, *(name for name in issue.of(loser) if name not in precedent.of(loser))}
    return {name for name in needed if not issue.factor(name).fact}


def read_weighed(directory: Path) -> Weighed:
    """Issues and precedents as the files in a directory have them.

    Raises:
        LawDataError: if a file is broken.
    """
    return Weighed(read_issues(directory), read_decisions(directory))


def read_issues(directory: Path) -> tuple[Issue, ...]:
    """The issues in ``directory/issues``.

    Raises:
        LawDataError: if a file is broken.
    """
    return tuple(_issue(path) for path in sorted((directory / "issues").glob("*.toml")))


def _issue(path: Path) -> Issue:
    name = f"precedents/issues/{path.name}"
    data = read(path, name=name)
    if "id" in data:
        raise LawDataError(f"{name}: the id is the name of the file; remove the key 'id'")
    factors = data.get("factors")
    for number, factor in enumerate(factors if isinstance(factors, list) else (), 1):
        for key in (key for key in _PHRASES if isinstance(factor, dict) and key not in factor):
            raise LawDataError(f"{name}: factor {factor.get('id', number)!r}: {key!r} is missing; {_PHRASES[key]}; {_HELP}")
    return convert({"id": path.stem} | data, Issue, name, remedy=_HELP)


def read_decisions(directory: Path) -> tuple[Precedent, ...]:
    """The precedents in ``directory/decisions``, in the order of files and entries.

    Raises:
        LawDataError: if a file is broken.
    """
    return tuple(precedent for path in sorted((directory / "decisions").glob("*.toml")) for precedent in _decision(path))


def _decision(path: Path) -> Iterator[Precedent]:
    name = f"precedents/decisions/{path.name}"
    data = read(path, name=name)
    entries = data.pop("on", [])
    if data:
        raise LawDataError(f"{name}: unknown key {next(iter(data))!r}; everything stands under [[on]]; {_HELP}")
    if not isinstance(entries, list):
        raise LawDataError(f"{name}: 'on' is no table; write [[on]] on a line, and below it what it says; {_HELP}")
    if not entries:
        raise LawDataError(f"{name}: no [[on]] was found; add one for each issue on which it speaks; {_HELP}")
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, dict) and "authority" in entry:
            raise LawDataError(f"{name}: on[{number}]: the authority is the name of the file; remove the key 'authority'")
        whole = {"authority": path.stem} | entry if isinstance(entry, dict) else entry
        yield convert(whole, Precedent, f"{name}: on[{number}]", remedy=_HELP)


def problems(
    issues: Mapping[str, Issue],
    precedents: tuple[Precedent, ...],
    authorities: Mapping[str, Authority],
    questions: Mapping[str, object],
) -> Iterator[str]:
    """What is wrong with issues and precedents, one sentence each, naming file, place and remedy.

    Whether the facts that an issue names exist is asked in :mod:`article3.precedents.vocabulary`, as this layer knows no facts.
    """
    for issue in issues.values():
        yield from _of_issue(issue, authorities, questions)
    seen: set[tuple[str, str, Side, Decided]] = set()
    for precedent in precedents:
        yield from _of_precedent(precedent, issues, authorities)
        same = (precedent.authority, precedent.issue, precedent.outcome, precedent.weight)
        if same in seen:
            yield f"{_place(precedent)}: it stands twice with this outcome and weight; put its factors into one entry"
        seen.add(same)


def _of_issue(issue: Issue, authorities: Mapping[str, Authority], questions: Mapping[str, object]) -> Iterator[str]:
    where = f"precedents/issues/{issue.id}.toml"
    if not _ID.fullmatch(issue.id):
        yield f"{where}: the file's name is no id; use small letters, digits and '_'"
    yield from (f"{where}: {key!r} is empty; say it" for key in ("title", "asks", "about") if not getattr(issue, key).strip())
    yield from _unusable(where, "'by'", issue.by, authorities)
    yield from (
        f"{where}: 'questions' names {name!r}, which has no file in questions/"
        for name in issue.questions
        if name not in questions
    )
    for key in sorted(issue.for_.keys() & issue.against.keys()):
        if issue.for_[key] == issue.against[key]:
            yield f"{where}: both outcomes establish {key} alike; an outcome establishes what the other does not"
    seen: set[str] = set()
    for factor in issue.factors:
        place = f"{where}: factor {factor.id!r}"
        if not _ID.fullmatch(factor.id):
            yield f"{place}: this is no id; use small letters, digits and '_'"
        if factor.id in seen:
            yield f"{place}: there are two of this id; rename one"
        seen.add(factor.id)
        yield from (f"{place}: {key!r} is empty; say it" for key in ("asks", "evidence") if not getattr(factor, key).strip())
        yield from (f"{place}: {problem}" for problem in _of_phrases(factor))
        yield from _unusable(place, "'by'", factor.by, authorities)
        if factor.is_ and not factor.fact:
            yield f"{place}: 'is' names an option of a fact; name the fact too, in 'fact'"
    for side in Side:
        if not issue.of(side):
            yield f"{where}: no factor is {side.value} the applicant; an issue needs factors on both sides"


def _of_phrases(factor: Factor) -> Iterator[str]:
    for key, remedy in _PHRASES.items():
        phrase: str = getattr(factor, key)
        if not phrase.strip():
            yield f"{key!r} is empty; {remedy}"
        elif set(phrase) & set(",;:?") or phrase.endswith("."):
            yield f"{key!r} has a mark that would break a list; use no comma, semicolon, colon or question mark, and no full stop"
        elif len(phrase.split()) > _LONGEST:
            yield f"{key!r} has {len(phrase.split())} words; use {_LONGEST} at most"
    if factor.says == factor.lacks:
        yield "'says' and 'lacks' are the same; one is the negation of the other"


def _entity(issues: Mapping[str, Issue], precedent: Precedent) -> Entity | None:
    return issues[precedent.issue].entity if precedent.issue in issues else None


def _of_precedent(precedent: Precedent, issues: Mapping[str, Issue], authorities: Mapping[str, Authority]) -> Iterator[str]:
    where = _place(precedent)
    authority = authorities.get(precedent.authority)
    if authority is None:
        yield f"{where}: no authority has the id {precedent.authority!r}: add law/authorities/{precedent.authority}.toml first"
    elif authority.kind is not Kind.DECISION:
        yield f"{where}: {authority.name} is no decision; only decisions are precedents"
    if precedent.verified is Verification.UNREAD:
        yield f"{where}: what nobody has read may not be used; read at least an account of it, or remove the file"
    yield from (f"{where}: {key!r} is empty; say it" for key in ("says", "source") if not getattr(precedent, key).strip())
    if precedent.past and (precedent.weight is not Decided.HOLDING or _entity(issues, precedent) is not Entity.HARM):
        yield f"{where}: 'past' keeps a holding on harm from forcing what is to come; this is none; remove it"
    if precedent.doubt and precedent.weight is not Decided.HOLDING:
        yield f"{where}: 'doubt' keeps a holding from forcing; this is no holding and forces nothing anyway; use 'note'"
    issue = issues.get(precedent.issue)
    if issue is None:
        yield f"{where}: there is no such issue; precedents/issues has {', '.join(issues) or 'none'}"
        return
    for side in Side:
        yield from _listed(f"{where}: {side.value!r}", precedent.of(side), side, issue)
    winner = precedent.outcome
    yield from _listed(f"{where}: 'reason'", precedent.reason, winner, issue)
    if not precedent.reason:
        yield f"{where}: 'reason' is empty; name the factors {winner.value} the applicant on which the decision rests"
    yield from (
        f"{where}: 'reason' names {factor!r}, which {winner.value!r} does not list; add it there"
        for factor in precedent.reason
        if factor not in precedent.of(winner)
    )


def _listed(where: str, factors: tuple[str, ...], side: Side, issue: Issue) -> Iterator[str]:
    """What is wrong with a list of factors that should all favor one side."""
    for factor in dict.fromkeys(factors):
        if factors.count(factor) > 1:
            yield f"{where} names {factor!r} twice; remove one"
        if factor in issue.of(side.other):
            yield f"{where} names {factor!r}, which is a factor {side.other.value} the applicant; move it to the other list"
        elif factor not in issue.of(side):
            yield (
                f"{where} names {factor!r}, which is no factor of precedents/issues/{issue.id}.toml; those {side.value} the "
                f"applicant are {', '.join(issue.of(side))}"
            )


def _unusable(where: str, key: str, identifier: str, authorities: Mapping[str, Authority]) -> Iterator[str]:
    authority = authorities.get(identifier)
    if authority is None:
        yield f"{where}: {key} names {identifier!r}, which has no file; add law/authorities/{identifier}.toml or correct the id"


def _place(precedent: Precedent) -> str:
    return f"precedents/decisions/{precedent.authority}.toml: on {precedent.issue}"
