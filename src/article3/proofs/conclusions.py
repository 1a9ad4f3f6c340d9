"""What must hold of the conclusions of every case, whatever its facts and whatever the readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts import bars, harm, persecution
from article3.logic.fold import rules
from article3.logic.propositions import Not, Proposition, Rule, all_of, any_of, some, unless
from article3.logic.propositions import rule as named
from article3.logic.truth import Truth
from article3.proofs.record import Record
from article3.proofs.samples import evaluation, sampled, smaller, truth_in
from article3.proofs.solver import z3
from article3.proofs.worlds import World
from article3.rules.application import claim_raised
from article3.rules.asylum import any_aggravated_felony, asylum, asylum_bar, earlier_denial, safe_third_country, timely_filing
from article3.rules.bars import mandatory_denial, particularly_serious_crime, undisproved_bar
from article3.rules.convention import deferral_cat, protection_cat, withholding_cat
from article3.rules.credibility import proof
from article3.rules.hearing import hearing
from article3.rules.likelihood import all_sources, likely_torture, single_source
from article3.rules.rulebase import AFTER, FORMS, ROOTS, RULES
from article3.rules.statutory_withholding import withholding_ina
from article3.rules.torture import state_involvement, torture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.facts.case import Case
    from article3.proofs.setting import Setting

_EVERYWHERE = "every case, known in whole or in part, under every combination of readings, by z3"

_UNIQUE = (
    ("withholding and deferral are never both granted", Not(all_of(withholding_cat, deferral_cat))),
    (
        "protection under the Convention is one of its two forms",
        any_of(
            all_of(protection_cat, any_of(withholding_cat, deferral_cat)),
            Not(any_of(protection_cat, withholding_cat, deferral_cat)),
        ),
    ),
)
_BARRED = (
    ("withholding under the Convention is never granted past a bar", Not(all_of(mandatory_denial, withholding_cat))),
    ("withholding under the INA is never granted past a bar", Not(all_of(mandatory_denial, withholding_ina))),
    ("asylum is never granted past a bar", Not(all_of(asylum_bar, asylum))),
)
_GROUNDS: tuple[tuple[str, Proposition], ...] = (
    ("who persecuted others", bars.persecutor),
    ("who has aggravated felonies of five years or more", bars.aggravated_felony_years.at_least(5)),
    ("who has been convicted of a particularly serious crime", particularly_serious_crime),
    ("who committed a serious nonpolitical crime abroad", bars.serious_nonpolitical_crime),
    ("who is described in the terrorism grounds", bars.terrorism),
    ("who is a danger to security", bars.danger_to_security),
    ("who has not disproved a ground that the evidence indicates", undisproved_bar),
)
"""The grounds of INA 241(b)(3)(B) one by one, so that one that were left out of the bars is missed."""
_WITHHELD = (*_GROUNDS, ("who is deportable for torture or genocide", bars.human_rights_violator))
_NO_ASYLUM = (
    *_GROUNDS,
    ("who has been convicted of an aggravated felony", any_aggravated_felony),
    ("who is firmly resettled elsewhere", bars.firmly_resettled),
    ("who applied late without an excuse", Not(timely_filing)),
    ("who was denied before, with nothing changed", earlier_denial),
    ("who can go to a safe third country", safe_third_country),
    ("who does not merit it", Not(persecution.merits_discretion)),
)
_EACH_GROUND = (
    *(
        (f"nobody {who} is granted withholding", Not(all_of(ground, any_of(withholding_cat, withholding_ina))))
        for who, ground in _WITHHELD
    ),
    *((f"nobody {who} is granted asylum", Not(all_of(ground, asylum))) for who, ground in _NO_ASYLUM),
)
_ONE_FORM = any_of(unless(withholding_cat, deferral_cat), unless(deferral_cat, withholding_cat))
_MANDATORY = (
    (
        "a source of torture that is more likely than not gives one of the two forms, whatever else",
        any_of(Not(all_of(hearing, claim_raised, proof, single_source)), _ONE_FORM),
    ),
    (
        "sources that are more likely than not together give one of the two forms, whatever else",
        any_of(Not(all_of(hearing, claim_raised, proof, all_sources)), _ONE_FORM),
    ),
    (
        "likely torture gives one of the two forms, whatever else",
        any_of(Not(all_of(hearing, claim_raised, likely_torture)), _ONE_FORM),
    ),
    (
        "likely torture and a bar give deferral, whatever the bar",
        any_of(Not(all_of(hearing, claim_raised, likely_torture, mandatory_denial)), deferral_cat),
    ),
)
_STATE = (
    (
        "there is no protection without a feared harm in which the State has a part",
        any_of(Not(protection_cat), some(harm.feared_harms, state_involvement)),
    ),
    (
        "there is no protection without a feared harm that is torture",
        any_of(Not(protection_cat), some(harm.feared_harms, torture)),
    ),
)


def total_and_unique(setting: Setting) -> Record:
    """Every conclusion is established or not once all is known, never both, and what is established stays so."""
    record = Record(setting.law, _EVERYWHERE)
    whole = World(setting)
    asked = list(dict.fromkeys((rule, scope) for rule in rules(*ROOTS) for scope in _scopes(whole, rule)))
    completed = [whole.encoding.planes(*key) for key in asked]
    partly = World(setting, like=whole, completion=False)
    known = [partly.encoding.planes(*key) for key in asked]
    linked = [
        z3.Implies(chosen, partly.encoding.reading(question, name))
        for question, readings in whole.encoding.readings.items()
        for name, chosen in readings.items()
    ]
    everything = [
        *partly.encoding.known_facts.values(),
        *partly.encoding.listings.values(),
        *(z3.AtMost(*readings.values(), 1) for readings in partly.encoding.readings.values() if len(readings) > 1),
    ]
    breaches: tuple[tuple[str, list[z3.BoolRef], list[z3.BoolRef]], ...] = (
        ("established and not established at once", [], [z3.And(each.yes, each.no) for each in known]),
        ("neither, though all is known", everything, [z3.Not(z3.Or(each.yes, each.no)) for each in known]),
        (
            "established on what is known, and not in some completion",
            linked,
            [z3.And(part.yes, z3.Not(each.yes)) for part, each in zip(known, completed, strict=True)],
        ),
        (
            "not established on what is known, and established in some completion",
            linked,
            [z3.And(part.no, z3.Not(each.no)) for part, each in zip(known, completed, strict=True)],
        ),
    )
    partly.keep(*whole.laws())
    for what, given, broken in breaches:

        def check(what: str = what, given: list[z3.BoolRef] = given, broken: list[z3.BoolRef] = broken) -> None:
            model = partly.ask(*given, z3.Or(*broken))
            if model is not None:
                found = {rule.id for (rule, _), told in zip(asked, broken, strict=True) if z3.is_true(model.eval(told))}
                record.fail(f"{what}: {', '.join(sorted(found))}")

        record.trying(what, check)
    record.counted(partly)
    claims_hold(record, World(setting), _UNIQUE)
    return record


def _scopes(world: World, rule: Rule) -> Iterable[int | None]:
    """The entities of which a rule is asked: the case, each form of protection, or the first of each list."""
    if rule.entity is None:
        return (None,)
    of = [indexes for collection, indexes in world.members.items() if collection.entity is rule.entity]
    return [index for indexes in of for index in (indexes if rule in AFTER else indexes[:1])]


def bars_withhold(setting: Setting) -> Record:
    """No withholding and no asylum past a bar."""
    record = Record(setting.law, _EVERYWHERE)
    claims_hold(record, World(setting), (*_BARRED, *_EACH_GROUND))
    return record


def protection_is_mandatory(setting: Setting) -> Record:
    """Likely torture in which the State has a part gives withholding or deferral, whatever else."""
    record = Record(setting.law, _EVERYWHERE)
    claims_hold(record, World(setting), _MANDATORY)
    return record


def states_part_is_needed(setting: Setting) -> Record:
    """No protection without a feared harm that is torture and in which the State has a part."""
    record = Record(setting.law, f"{_EVERYWHERE}; the feared harms are listed")
    claims_hold(record, World(setting, always=[harm.feared_harms]), _STATE)
    return record


def claims_hold(record: Record, world: World, claims: Iterable[tuple[str, Proposition]]) -> None:
    """Note each claim that some case in some forum breaks, with a small case that does."""
    for says, formula in claims:
        record.trying(says, lambda: _claim(record, world, says, formula))  # noqa: B023 - called at once
    record.counted(world)


def _claim(record: Record, world: World, says: str, formula: Proposition) -> None:
    """That a claim holds of every case; otherwise a small case that breaks it."""
    claim = named("claim", says, formula, by=())
    breaks = z3.Not(world.holds(claim))
    if world.ask(breaks) is None:
        return
    if world.setting.instead:
        record.fail(f"It is not so that {says}.")  # decide has the rules as they are, so no case could be put to it
        return
    found = world.search(breaks)
    if found is None:
        record.narrowed.append(f"that {says}")
        return
    circuit, as_of, assume = found.circuit, found.as_of, found.assume

    def broken(case: Case) -> bool:
        return evaluation(case, circuit, as_of, record.law, assume).reached(claim).truth is Truth.NOT_ESTABLISHED

    if broken(found.case):
        found = msgspec.structs.replace(found, case=smaller(found.case, broken))
    concerned = {*_own_rules(formula), *FORMS}
    sample = sampled(
        found,
        record.law,
        f"Against: {says}",
        [(rule, None) for rule in RULES.values() if rule in concerned and rule.entity is None],
        lambda decision, case: truth_in(decision, formula, case, record.law) is Truth.NOT_ESTABLISHED,
    )
    record.fail(f"It is not so that {says}.", sample)


def _own_rules(formula: Proposition) -> Iterator[Rule]:
    """The rules that a claim names."""
    for part in formula.children:
        if isinstance(part, Rule):
            yield part
        else:
            yield from _own_rules(part)
