"""Which facts reach which form of protection, and which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts import bars, persecution, proceeding
from article3.facts.after import asked_on, form
from article3.facts.fact import Text
from article3.facts.vocabulary import FACTS, full_id
from article3.proofs import favorable
from article3.proofs.exceptions import ASSUMED_ONLY, BARS_IN_SCREENING, DEFERRAL_NEEDS_A_BAR, SHOWN_ONLY, WEIGHED_ONLY
from article3.proofs.influence import Changed, against, better, places_of
from article3.proofs.record import Record
from article3.proofs.solver import z3
from article3.proofs.worlds import World, facts_below
from article3.rules.bars import mandatory_denial
from article3.rules.convention import deferral_cat, protection_cat, withholding_cat
from article3.rules.rulebase import FORMS, ROOTS
from article3.rules.statutory_withholding import withholding_ina

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from article3.logic.propositions import Rule
    from article3.logic.variables import Variable
    from article3.proofs.claims import Excuse
    from article3.proofs.setting import Setting

CONVENTION = (protection_cat, withholding_cat, deferral_cat)

ASYLUM_ONLY: tuple[Variable, ...] = (
    *(fact.variable for fact in proceeding.filing.facts.values()),
    bars.firmly_resettled,
    bars.safe_third_country,
    persecution.merits_discretion,
)
"""The year to file and its exceptions, earlier denial, resettlement, safe third country, discretion: asylum alone knows them."""

BARRING: tuple[Variable, ...] = (
    *(variable for variable in facts_below(mandatory_denial)),
    bars.aggravated_felony,
    bars.firmly_resettled,
    bars.safe_third_country,
)
"""Everything that bars asylum or withholding: crimes, persecution, terrorism, danger, health, resettlement."""


def asylum_bars_stay_in_asylum(setting: Setting) -> Record:
    """Neither deadline, earlier denial, resettlement nor discretion changes withholding or deferral."""
    record = Record(setting.law, _TWO)
    world = World(setting, copies=2)
    for rule in (*CONVENTION, withholding_ina):
        unchanged(record, world, rule, ASYLUM_ONLY, None)
    for rule in CONVENTION:
        unchanged(record, world, rule, [fact.variable for fact in persecution.persecution.facts.values()], None)
    record.counted(world)
    return record


def deferral_has_no_bar(setting: Setting) -> Record:
    """No crime and no other bar changes whether there is protection under the Convention, only its form."""
    record = Record(setting.law, _TWO)
    world = World(setting, copies=2)
    unchanged(record, world, protection_cat, BARRING, BARS_IN_SCREENING)
    record.counted(world)
    return record


_TWO = "every two cases that differ only so, under every combination of readings, by z3"


def unchanged(record: Record, world: World, rule: Rule, variables: Iterable[Variable], excuse: Excuse | None) -> None:
    """That a conclusion is the same however some facts of the case, and of every entity, change."""
    holds = world.holds(rule)
    places = [
        (variable, scope) for variable in variables for scope in ((None,) if variable.entity is None else _all(world, variable))
    ]
    changed = Changed(world, places)
    then = changed.then(holds)
    differs = z3.And(holds, z3.Not(then))
    excused = [] if excuse is None or excuse.where is None else [z3.Not(world.holds(excuse.where))]
    says = f"{rule.id} is reached by {', '.join(full_id(variable) for variable in variables)}"

    def check() -> None:
        against(record, changed, [differs, *changed.laws(), *excused], rule, says)
        if excuse is not None and excuse.where is not None:
            if world.ask(differs, *changed.laws(), world.holds(excuse.where)) is None:
                record.fail(f"The exception '{excuse.what}' is needed by no case.")
            else:
                record.excuse(excuse)

    record.trying(says, check)


def _all(world: World, variable: Variable) -> list[int]:
    return [index for collection, indexes in world.members.items() if collection.entity is variable.entity for index in indexes]


def favor_never_worsens(setting: Setting) -> Record:
    """A favorable answer in place of another never turns a form of protection from granted to not granted."""
    record = Record(
        setting.law, f"{_TWO}; a favorable answer in place of none follows, as nothing granted whatever the answer is lost by one"
    )
    world = World(setting, copies=2)
    granted = {rule: world.holds(rule) for rule in FORMS}
    reach_bar = set(facts_below(mandatory_denial))
    for variable, how in _directions():
        for place in places_of(world, variable):
            changed = Changed(world, [place])
            step = better(variable, world.encoding.fact(*place), changed.other(place), how)
            excused = variable in reach_bar
            reached = [rule for rule in FORMS if changed.matters_to(granted[rule])]
            plain = [rule for rule in reached if not (excused and rule is deferral_cat)]
            record.trying(full_id(variable), lambda: _not_worse(record, changed, step, plain))  # noqa: B023 - called at once
            if excused and deferral_cat in reached:
                lost = z3.And(granted[deferral_cat], z3.Not(changed.then(granted[deferral_cat])))
                if world.ask(step, lost, *changed.laws()) is None:
                    record.fail(f"{full_id(variable)}: the exception for {deferral_cat.id} is needed by no case.")
                else:
                    record.excuse(DEFERRAL_NEEDS_A_BAR)
    for variable, why in favorable.NEITHER.items():
        record.excused(f"{full_id(variable)} has no favorable answer", why)
    stated = {variable for variable, _ in _directions()} | set(favorable.NEITHER)
    for variable in facts_below(*FORMS):
        if variable not in stated:
            record.fail(f"{full_id(variable)}: a form of protection depends on it, and nobody has said which answer favors.")
    for variable in stated - set(facts_below(*FORMS)):
        record.fail(f"{full_id(variable)}: no form of protection depends on it, and an answer is said to favor.")
    record.counted(world)
    return record


def _directions() -> Iterator[tuple[Variable, object]]:
    yield from ((variable, True) for variable in (*favorable.YES_FAVORS, *favorable.MORE_FAVORS))
    yield from ((variable, False) for variable in (*favorable.NO_FAVORS, *favorable.LESS_FAVORS))
    yield from favorable.BETTER.items()


def _not_worse(record: Record, changed: Changed, step: z3.BoolRef, forms: Sequence[Rule]) -> None:
    world = changed.world
    lost = {rule: z3.And(world.holds(rule), z3.Not(changed.then(world.holds(rule)))) for rule in forms}
    if not lost or world.ask(step, z3.Or(*lost.values()), *changed.laws()) is None:
        return
    for rule, told in lost.items():
        against(record, changed, [step, told, *changed.laws()], rule, f"{full_id(changed.places[0][0])} takes {rule.id} away")


def every_fact_matters(setting: Setting) -> Record:
    """Each fact of the vocabulary can change some conclusion, in some forum on some day."""
    record = Record(setting.law, "for each fact two cases that differ in it alone, in a forum there is, by z3")
    world = World(setting)
    asked = [(rule, scope) for rule in ROOTS for scope in world.scopes(rule)]
    holds = [world.holds(rule, scope) for rule, scope in asked]
    world.keep(*world.forums())
    idle = {*WEIGHED_ONLY, *SHOWN_ONLY, *ASSUMED_ONLY}
    for variable in FACTS:
        if isinstance(variable, Text) or variable in {form, asked_on}:
            continue
        matters = any(_can_matter(record, world, place, holds) for place in places_of(world, variable))
        if matters and variable in idle:
            record.fail(f"{full_id(variable)}: it is said to decide nothing by itself, and does.")
        elif not matters and variable not in idle:
            record.fail(f"{full_id(variable)}: no conclusion ever depends on it.")
    told = ", ".join(full_id(variable) for variable in WEIGHED_ONLY)
    record.excused(f"weighed only: {told}", "The law says to weigh it, or it leads to other facts; it decides nothing by itself.")
    record.excused(f"shown only: {', '.join(full_id(one) for one in SHOWN_ONLY)}", "It chooses what is told, not what is found.")
    record.excused(
        f"only under a reading that is assumed: {', '.join(full_id(one) for one in ASSUMED_ONLY)}",
        "The reading that asks for it is alive in no forum (see 'every_question_matters').",
    )
    record.counted(world)
    return record


def _can_matter(record: Record, world: World, place: tuple[Variable, int | None], holds: list[z3.BoolRef]) -> bool:
    changed = Changed(world, [place])
    differ = [z3.Xor(told, changed.then(told)) for told in holds if changed.matters_to(told)]
    if not differ:
        return False
    seen: list[bool] = []
    record.trying(full_id(place[0]), lambda: seen.append(world.ask(z3.Or(*differ), *changed.laws()) is not None))
    return any(seen)
