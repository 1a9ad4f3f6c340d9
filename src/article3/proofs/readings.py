"""That questions of law are answered everywhere, that each matters, and what the printed wording would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.harm import feared_harms
from article3.law.forums import circuits
from article3.law.periods import periods
from article3.law.stretches import ever_live
from article3.logic.fold import nodes
from article3.logic.propositions import Question, any_of, unless
from article3.proofs.exceptions import CONFLICTS, NOWHERE_ALIVE, WEIGHED_QUESTIONS, WORDINGS
from article3.proofs.record import Record
from article3.proofs.solver import z3
from article3.proofs.worlds import World
from article3.rules.rulebase import QUESTIONS, ROOTS, RULES

if TYPE_CHECKING:
    from article3.law.positions import Governance
    from article3.logic.propositions import Rule
    from article3.proofs.setting import Setting


def no_gap_or_conflict(setting: Setting) -> Record:
    """In every forum on every day each question of law has one reading, or is openly open."""
    law = setting.law
    record = Record(law, f"every question, circuit and day from {law.begins} to {law.maintained_through}, from the law data")
    for name, question in QUESTIONS.items():
        recorded = [reading.id for reading in law.questions[name].readings] if name in law.questions else []
        if set(recorded) != set(question.readings):
            record.fail(
                f"{name}: the rules have the readings {', '.join(question.readings)}, the law data {', '.join(recorded)}."
            )
    for name in law.questions:
        if name not in QUESTIONS:
            record.fail(f"{name}: no rule asks it.")
        for circuit in circuits(law):
            for period in periods(law, name, circuit, law.maintained_through):
                for step in period.steps:
                    record.checks += 1
                    _answered(record, name, circuit, f"from {step.from_}", step.governance)
    told = {excused.what for excused in record.exceptions}
    for question_, circuit in CONFLICTS:
        if f"{question_} in {circuit}" not in told:
            record.fail(f"The exception for {question_} in {circuit} is needed on no day.")
    return record


def _answered(record: Record, question: str, circuit: str, when: str, standing: Governance) -> None:
    if not standing.live:
        record.fail(f"{question} in {circuit} {when}: no reading is alive.")
    if len(standing.live) > 1 and not standing.why:
        record.fail(f"{question} in {circuit} {when}: open, and nothing says why.")
    courts = {position.authority.court for position in standing.governing}
    heard = {position.reading for position in standing.governing if position.standing.value == "binding"}
    if len(standing.live) > 1 and len(heard) > 1 and len(courts) == 1:
        if (question, circuit) in CONFLICTS:
            record.excused(f"{question} in {circuit}", CONFLICTS[question, circuit])
        else:
            record.fail(f"{question} in {circuit} {when}: decisions of one court conflict, and nobody has noted it.")


def every_question_matters(setting: Setting) -> Record:
    """Each question of law changes a conclusion in some case, each reading is alive somewhere."""
    record = Record(setting.law, "for each question a case in a forum there is that another reading decides differently, by z3")
    alive = ever_live(setting.law)
    for name, question in QUESTIONS.items():
        for reading in question.readings:
            if reading not in alive[name]:
                if (name, reading) in NOWHERE_ALIVE:
                    record.excused(f"{name}: {reading} is alive nowhere", NOWHERE_ALIVE[name, reading])
                else:
                    record.fail(f"{name}: the reading {reading} is alive in no forum on any day.")
            elif (name, reading) in NOWHERE_ALIVE:
                record.fail(f"{name}: {reading} is said to be alive nowhere, and is.")
    world = World(setting)
    asked = [(rule, scope) for rule in ROOTS for scope in world.scopes(rule)]
    holds = [world.holds(rule, scope) for rule, scope in asked]
    weighed = {name: [world.holds(rule, scope) for rule, scope in _askers(world, name)] for name in WEIGHED_QUESTIONS}
    world.keep(*world.forums())
    for name in QUESTIONS:
        record.trying(name, lambda: _matters(record, world, name, holds, weighed.get(name)))  # noqa: B023 - called at once
    record.counted(world)
    return record


def _askers(world: World, question: str) -> list[tuple[Rule, int | None]]:
    """The rules that ask a question, of every entity."""
    found: list[tuple[Rule, int | None]] = []
    for rule in RULES.values():
        if any(isinstance(node, Question) and node.id == question for node in nodes(rule.body, formula_only=True)):
            found += [(rule, scope) for scope in world.scopes(rule)]
    return found


def _matters(record: Record, world: World, name: str, holds: list[z3.BoolRef], weighed: list[z3.BoolRef] | None) -> None:
    readings = world.encoding.readings.get(name, {})  # none where no conclusion asks it

    def instead(told: z3.BoolRef, reading: str) -> z3.BoolRef:
        return z3.substitute(told, *((one, z3.BoolVal(other == reading)) for other, one in readings.items()))

    def can(told: list[z3.BoolRef]) -> bool:
        found = [z3.Xor(one, other) for one in told for reading in readings if not (other := instead(one, reading)).eq(one)]
        return bool(found) and world.ask(z3.Or(*found)) is not None

    matters = can(holds)
    if matters == (weighed is not None):
        record.fail(
            f"{name}: no conclusion ever turns on it." if not matters else f"{name}: said to be weighed only, and decides."
        )
    elif weighed is not None:
        record.excused(f"{name} is weighed only", WEIGHED_QUESTIONS[name])
        if not can(weighed):
            record.fail(f"{name}: not even the rule that asks it turns on it.")


def wordings_differ_only_where_listed(setting: Setting) -> Record:
    """The printed wording of 2020 and the operative one give the same State's part, except where listed."""
    record = Record(setting.law, "every harm, under every combination of readings, by z3")
    world = World(setting)
    scope = world.members[feared_harms][0]
    operative, printed = (QUESTIONS["operative_text"].readings[name] for name in ("wording_1999", "wording_2020"))
    differ = world.holds(any_of(unless(operative, printed), unless(printed, operative)), scope)
    conditions = [(one, world.holds(one.where, scope)) for one in WORDINGS if one.where is not None]
    if world.ask(differ, *(z3.Not(where) for _, where in conditions)) is not None:
        record.fail("The two wordings differ in a case that no listed difference covers.")
    for one, where in conditions:
        rest = [z3.Not(other) for excuse, other in conditions if excuse is not one]
        if world.ask(differ, where, *rest) is None:
            record.fail(f"The listed difference '{one.what}' makes none by itself.")
        else:
            record.excuse(one)
    record.counted(world)
    return record
