"""A case as a decision knows it: with what binding decisions force, what a decision knows by itself, and what chains make likely.

Whoever evaluates a case in a forum prepares it here, so that a comparison knows what a decision knows. A case without factors
and without chains, as most are, loads nothing of either.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from article3.facts.after import asked_on
from article3.facts.built_in import with_built_in
from article3.facts.case import Case
from article3.logic.evaluation import BOUND, Evaluation
from article3.precedents.applied import Bears, PrecedentApplied
from article3.rules.rulebase import THRESHOLDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from article3.law.loading import Law
    from article3.logic.forum import Forum
    from article3.logic.variables import Variable

Place = tuple["Variable", "int | None"]
"""A fact, and the index of the entity it belongs to."""


class UnderPrecedent(msgspec.Struct, frozen=True, eq=False):
    """A case with what binding decisions force in a forum.

    Attributes:
        applied: for each assessment on which they bear, those that do.
        warnings: where they contradict what is recorded, or each other.
    """

    case: Case
    applied: Mapping[Place, tuple[PrecedentApplied, ...]] = {}
    warnings: tuple[str, ...] = ()


class Prepared(msgspec.Struct, frozen=True, eq=False):
    """A case as a decision knows it.

    Attributes:
        case: with all that it knows.
        under: the case as its file states it, with what binding decisions force.
        about_chains: warnings on what is computed from chains.
    """

    case: Case
    under: UnderPrecedent
    about_chains: tuple[str, ...] = ()


def needs_preparing(case: Case, law: Law) -> bool:
    """Whether a decision can know more of a case than its file states, apart from the day."""
    return bool(case.factors or case.chains or law.raised_by_facts)


def prepared(case: Case, forum: Forum, law: Law, live: Callable[[str], Sequence[str]], *, bound: int = BOUND) -> Prepared:
    """A case as a decision knows it in a forum.

    Args:
        case: as its file states it.
        forum: whose precedents bind, as of which day.
        law: the law data.
        live: the readings by which harms are torture, by question of law; those of the forum, or others for "what if".
        bound: see :data:`article3.logic.evaluation.BOUND`.
    """
    return completed(under_precedent(case, forum, law), forum.as_of, live, bound=bound)


def under_precedent(case: Case, forum: Forum, law: Law) -> UnderPrecedent:
    """The case with what binding decisions force in a forum; as it stands where no factor is known."""
    if not case.factors and not law.raised_by_facts:
        return UnderPrecedent(case)
    from article3.precedents.forcing import constrain  # noqa: PLC0415 - most cases state no factor

    found = constrain(case, forum, law)
    return UnderPrecedent(found.case, found.applied, found.warnings)


def completed(under: UnderPrecedent, as_of: dt.date, live: Callable[[str], Sequence[str]], *, bound: int = BOUND) -> Prepared:
    """The same with the day, the forms of protection and, if it states chains, the estimates that follow from them."""
    known = with_built_in(under.case, as_of)
    if not known.chains:
        return Prepared(known, under)
    from article3.findings.chains import with_chains  # noqa: PLC0415 - few cases state chains

    filled_in, warnings = with_chains(known, lambda stated: Evaluation(stated, live, THRESHOLDS, bound))
    return Prepared(filled_in, under, warnings)


def differing(one: Case, other: Case) -> frozenset[Place]:
    """The facts of which two states of a case know different things, apart from the day."""
    if one.answers is other.answers:
        return frozenset()
    places = one.answers.keys() | other.answers.keys()
    return frozenset(
        (variable, scope)
        for variable, scope in places
        if variable is not asked_on and one.value(variable, scope) != other.value(variable, scope)
    )


def forcing(under: UnderPrecedent, place: Place) -> tuple[PrecedentApplied, ...]:
    """The decisions that force an assessment."""
    return tuple(one for one in under.applied.get(place, ()) if one.bears is Bears.FORCES)
