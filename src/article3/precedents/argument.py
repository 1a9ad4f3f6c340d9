"""An argument from precedent about a case, as data: what is forced, what would force it, and the nearest decisions on both sides.

These types are the published JSON: their names and fields change only with ``SCHEMA``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.facts.harm import feared_harms
from article3.facts.values import written
from article3.law.precedents import Issue, Side
from article3.precedents.applied import Bears
from article3.precedents.beside import Decision, Near, Use, to_answer, to_liken
from article3.precedents.forcing import constrain, contradicted
from article3.precedents.nearness import Compared, nearest
from article3.precedents.readings import LawHere, law_here, other_readings
from article3.precedents.reasons import Answer, Model, Outcome, answer, ways
from article3.precedents.situation import known, members, stated
from article3.precedents.standing import UNRELIABLE, Placed, Standing, of_ruling, placed
from article3.precedents.vocabulary import ENTITIES, established, fact_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.law.precedents import Factor
    from article3.logic.forum import Forum
    from article3.precedents.forcing import Constrained
    from article3.precedents.reasons import Factors, Known, Ruling, Way

SCHEMA = 1
"""Version of the argument's JSON schema."""

_ENOUGH = 2
"""So many factors that other facts show to be present raise an issue by themselves."""

_WAYS = 3
"""So many ways to force an outcome are told for each side; the shortest."""


class FactorStated(msgspec.Struct, frozen=True, omit_defaults=True):
    """A factor of the issue, and what is known of it in the case.

    Attributes:
        side: whom it favors: for the applicant, or against.
        asks: the plain question.
        says: that it is present, in a few words for a list.
        lacks: that it is not, likewise.
        value: yes, no or unknown.
        place: where in the case file it stands or belongs.
        cite: the authority that makes it matter.
        evidence: what kind of exhibit would show it.
        because: the exhibits that prove it.
        note: the author's reasons.
    """

    id: str
    side: Side
    asks: str
    says: str
    lacks: str
    value: str
    place: str
    cite: str
    evidence: str
    because: tuple[str, ...] = ()
    note: str = ""

    @property
    def stated(self) -> bool:
        """Whether it has a place of its own in the case file; otherwise it is read from another fact."""
        return ".factors." in self.place


class WouldForce(msgspec.Struct, frozen=True):
    """What would have to be known for a binding decision to force the outcome for a side.

    Attributes:
        present: factors to be shown.
        absent: factors to be ruled out.
    """

    authority: str
    cite: str
    present: tuple[str, ...]
    absent: tuple[str, ...]


class Established(msgspec.Struct, frozen=True, omit_defaults=True):
    """An assessment that an outcome on the issue settles.

    Attributes:
        place: where it stands in the case file.
        for_applicant: its answer if the issue comes out for the applicant; absent if none follows.
        against_applicant: its answer if it comes out against.
        recorded: what is recorded; absent if nothing is.
    """

    place: str
    question: str
    for_applicant: str = ""
    against_applicant: str = ""
    recorded: str = ""


class Argued(msgspec.Struct, frozen=True):
    """The argument on one issue about one harm or conviction.

    Attributes:
        id: the issue, followed by the id of the harm or conviction in brackets.
        about: that id.
        place: the entry of the case file.
        outcome: what is forced: for, against, conflict (binding decisions force both), or not forced.
        by: the decisions that force it; in a conflict, on both sides.
        contrary: those of lower tribunals that force the opposite.
        possible: sides for which it can still be forced once more is known.
        factors: every factor of the issue, with what is known.
        would_force: what would force it for the applicant and against, the shortest ways.
        liken: decisions for the applicant: those that rest on no other law than the law here first, of those the binding ones
            first, then the nearest.
        distinguish: decisions against: the binding ones first, then the nearest.
        others: further decisions on the issue, which share no known factor with the case.
        gone: decisions that have ended, and those for the applicant that cannot be relied on here.
        establishes: the assessments that an outcome settles.
        law: how the questions of law on which the decisions rest stand here.
        contradicted: where the outcome is forced and the contrary of what it settles is recorded, one sentence each.
    """

    id: str
    issue: str
    title: str
    asks: str
    about: str
    place: str
    outcome: Outcome
    by: tuple[Decision, ...]
    contrary: tuple[Decision, ...]
    possible: tuple[Side, ...]
    factors: tuple[FactorStated, ...]
    would_force: dict[str, tuple[WouldForce, ...]]
    liken: tuple[Near, ...]
    distinguish: tuple[Near, ...]
    others: tuple[Decision, ...]
    gone: tuple[Decision, ...]
    establishes: tuple[Established, ...]
    law: tuple[LawHere, ...]
    contradicted: tuple[str, ...]

    @property
    def speaks(self) -> bool:
        """Whether enough is known to argue it unasked: a factor is stated, or two are present by what other facts say.

        One fact alone, such as that the applicant is singled out, belongs to too many issues to raise one.
        """
        known = [factor for factor in self.factors if factor.value != "unknown"]
        return any(factor.stated for factor in known) or sum(factor.value == "yes" for factor in known) >= _ENOUGH


class Argument(msgspec.Struct, frozen=True):
    """Arguments from precedent on a case in a forum.

    Attributes:
        schema: version of this format.
        circuit: id of the court of appeals.
        court: its name.
        as_of: the day whose law is applied.
        law_version: of the law data.
        maintained_through: the day to which the law data is kept.
        model: reason, or result.
        issues: one for each issue and each harm or conviction that was asked about.
        place: the immigration court or place from which the circuit was found, if it was.
        warnings: what a reader must know besides.
        source: the file the case was read from, as the user named it.
    """

    schema: int
    title: str
    circuit: str
    court: str
    as_of: dt.date
    law_version: str
    maintained_through: dt.date
    model: Model
    issues: tuple[Argued, ...]
    place: str = ""
    warnings: tuple[str, ...] = ()
    source: str = ""


def argument(
    case: Case,
    forum: Forum,
    law: Law,
    issues: Iterable[str],
    *,
    model: Model = Model.REASON,
    place: str = "",
    doubts: Iterable[str] = (),
) -> Argument:
    """Arguments from precedent on some issues.

    Args:
        case: the facts.
        forum: whose precedents bind, as of which day.
        law: the law data.
        issues: ids of the issues.
        model: see :class:`article3.precedents.reasons.Model`.
        place: the immigration court or place from which the circuit was found, if it was.
        doubts: why the circuit may be another.

    Raises:
        KeyError: if there is no such issue.
        article3.law.data_files.LawDataError: if an issue names a fact that does not exist.
    """
    late = forum.as_of > law.maintained_through
    kept = f"The law here is kept to {law.maintained_through}; you asked for {forum.as_of}. Look for newer decisions."
    return Argument(
        schema=SCHEMA,
        title=case.title,
        circuit=forum.circuit,
        court=law.courts[forum.circuit].name,
        as_of=forum.as_of,
        law_version=law.version,
        maintained_through=law.maintained_through,
        model=model,
        issues=tuple(argue(case, forum, law, issues, model)),
        place=place,
        warnings=(*(f"The forum: {doubt}" for doubt in doubts), *([kept] if late else [])),
    )


def argue(case: Case, forum: Forum, law: Law, issues: Iterable[str], model: Model = Model.REASON) -> Iterator[Argued]:
    """The argument on each of some issues, about each harm or conviction that the case lists.

    Args:
        case: the facts.
        forum: whose precedents bind, as of which day.
        law: the law data.
        issues: ids of the issues.
        model: see :class:`article3.precedents.reasons.Model`.

    Raises:
        KeyError: if there is no such issue.
        article3.law.data_files.LawDataError: if an issue names a fact that does not exist.
    """
    constrained = constrain(case, forum, law)
    for name in issues:
        issue = law.issues[name]
        for section, index in members(case, issue.entity):
            yield _Arguing(case, forum, law, issue, model, constrained=constrained).about(section, index)


class _Arguing:
    def __init__(self, case: Case, forum: Forum, law: Law, issue: Issue, model: Model, *, constrained: Constrained) -> None:
        self._case = case
        self._forum = forum
        self._constrained = constrained
        self._law = law
        self._issue = issue
        self._model = model
        self._placed = tuple(
            one for one in placed(law, issue.id, forum.circuit, forum.as_of) if one.standing is not Standing.LATER
        )

    def about(self, section: str, index: int) -> Argued:
        issue, case = self._issue, self._case
        facts = known(case, issue, index)
        rulings = [one.ruling for one in self._placed if one.can_force(feared=section == feared_harms.id)]
        found = answer(rulings, facts, self._model)
        name = case.name(ENTITIES[issue.entity], index)
        entry = f"{section}[{name}]"
        usable = [one for one in self._placed if not _gone(one)]
        near = {side: self._near(facts, side, usable) for side in Side}
        told = {one.ruling.name for side in Side for one in near[side]}
        return Argued(
            id=f"{issue.id}[{name}]",
            issue=issue.id,
            title=issue.title,
            asks=issue.asks,
            about=name,
            place=entry,
            outcome=found.outcome,
            by=self._behind(found.by),
            contrary=self._behind(found.contrary),
            possible=found.possible,
            factors=tuple(self._factor(factor, entry, index) for factor in issue.factors),
            would_force={side.value: self._ways(rulings, facts, side, found) for side in Side},
            liken=tuple(sorted((self._beside(one, Use.LIKEN) for one in near[Side.FOR]), key=to_liken)),
            distinguish=tuple(sorted((self._beside(one, Use.DISTINGUISH) for one in near[Side.AGAINST]), key=to_answer)),
            others=tuple(self._decision(one) for one in usable if one.ruling.name not in told),
            gone=tuple(self._decision(one) for one in self._placed if _gone(one)),
            establishes=tuple(self._established(entry, index)),
            law=law_here(self._law, issue, self._forum.circuit, self._forum.as_of),
            contradicted=tuple(self._contradicted(found, index)),
        )

    def _near(self, facts: Known, side: Side, usable: Sequence[Placed]) -> tuple[Compared, ...]:
        return nearest([one.ruling for one in usable if one.precedent.outcome is side], facts)

    def _behind(self, rulings: Sequence[Ruling]) -> tuple[Decision, ...]:
        return tuple(self._decision(one) for one in self._placed if one.ruling in rulings)

    def _factor(self, factor: Factor, entry: str, index: int) -> FactorStated:
        found = stated(self._case, self._issue, factor, index)
        read_from = fact_of(self._issue.entity, factor)
        place = f"{entry}.factors.{self._issue.id}.{factor.id}" if read_from is None else f"{entry}.{read_from[0].id}"
        return FactorStated(
            factor.id,
            factor.side,
            factor.asks,
            factor.says,
            factor.lacks,
            "unknown" if found is None or found.value is None else written(found.value),
            place,
            self._law.authority(factor.by).cited(factor.pin),
            factor.evidence,
            () if found is None else found.because,
            "" if found is None else found.note,
        )

    def _ways(self, rulings: Sequence[Ruling], facts: Known, side: Side, found: Answer) -> tuple[WouldForce, ...]:
        if side not in found.possible:
            return ()
        return tuple(self._way(way) for way in ways(rulings, facts, side, self._model)[:_WAYS])

    def _way(self, way: Way) -> WouldForce:
        one = of_ruling(self._placed, way.ruling)
        cite = one.authority.cited(one.precedent.pin)
        return WouldForce(one.authority.id, cite, self._in_order(way.present), self._in_order(way.absent))

    def _beside(self, near: Compared, use: Use) -> Near:
        return Near(
            self._decision(of_ruling(self._placed, near.ruling)),
            use,
            near.level,
            self._in_order(near.shared),
            self._in_order(near.weaker),
            self._in_order(near.burdened),
            self._in_order(near.stronger),
            self._in_order(near.relieved),
            self._in_order(near.unknown_winning),
            self._in_order(near.unknown_opposing),
        )

    def _in_order(self, factors: Factors) -> tuple[str, ...]:
        return tuple(factor.id for factor in self._issue.factors if factor.id in factors)

    def _decision(self, one: Placed) -> Decision:
        said = one.precedent
        return Decision(
            said.authority,
            one.authority.cited(said.pin),
            said.outcome,
            said.weight,
            one.standing.value,
            one.forces,
            said.verified.value,
            " ".join(said.says.split()),
            said.reason,
            said.for_,
            said.against,
            other_readings(self._law, self._issue, one.authority, self._forum.circuit, self._forum.as_of),
            "" if one.ended_by is None else one.ended_by.full_cite,
            " ".join(said.doubt.split()),
            said.past,
        )

    def _contradicted(self, found: Answer, index: int) -> Iterator[str]:
        """What is recorded to the contrary of a forced outcome, as every command says it."""
        if found.outcome not in {Outcome.FOR, Outcome.AGAINST}:
            return
        for (variable, at), applied in self._constrained.applied.items():
            if at == index and any(one.issue == self._issue.id and one.bears is Bears.CONTRADICTS for one in applied):
                yield contradicted(self._case, variable, index, applied)

    def _established(self, entry: str, index: int) -> Iterator[Established]:
        sides = {side: established(self._issue, side) for side in Side}
        for variable in dict.fromkeys(variable for side in Side for variable in sides[side]):
            recorded = self._case.value(variable, index)
            says = {side: written(sides[side][variable]) if variable in sides[side] else "" for side in Side}
            yield Established(
                f"{entry}.{variable.id}",
                variable.question,
                says[Side.FOR],
                says[Side.AGAINST],
                "" if recorded is None else written(recorded),
            )


def _gone(one: Placed) -> bool:
    """Whether an advocate for the applicant has no use for it: it has ended, or favors the applicant and cannot be relied on."""
    return one.standing is Standing.ENDED or (one.standing in UNRELIABLE and one.precedent.outcome is Side.FOR)
