"""Every property is proved; one that is false, a slip in a rule and an exception that nothing needs are told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from article3.facts import harm
from article3.facts.case_file import parse_case
from article3.findings import decide
from article3.logic.forum import Forum
from article3.logic.propositions import Not, Proposition, all_of, any_of, some
from article3.logic.truth import Truth
from article3.proofs import conclusions, exceptions, favorable, influences, limbs, readings
from article3.proofs.claims import Outcome
from article3.proofs.prove import PROPERTIES, outcome, prove
from article3.proofs.record import Record
from article3.proofs.setting import Setting
from article3.proofs.solver import z3
from article3.proofs.worlds import World
from article3.rules.asylum import asylum
from article3.rules.bars import mandatory_denial
from article3.rules.convention import deferral_cat, protection_cat, withholding_cat
from article3.rules.likelihood import likely_torture
from article3.rules.rulebase import QUESTIONS, ROOTS
from article3.rules.statutory_withholding import withholding_ina
from article3.rules.torture import torture

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.law.loading import Law


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", [one.name for one in PROPERTIES])
def test_a_property_is_proved_well_within_a_minute(law: Law, name: str) -> None:
    [result] = prove(law, (name,))
    assert result.outcome is Outcome.PROVED, [failure.says for failure in result.failures]
    assert result.checks
    assert result.seconds < 60


@pytest.mark.unmeasured
def test_there_are_cases_at_all(law: Law) -> None:
    """Otherwise everything would be proved of them."""
    world = World(Setting(law))
    for root in ROOTS:
        world.holds(root, world.scopes(root)[0])
    forums = world.forums()
    for form in (asylum, withholding_ina, withholding_cat, deferral_cat, protection_cat):
        assert world.ask(*forums, world.holds(form), *world.known_days_and_lists(), *world.plain_days()) is not None
        assert world.ask(*forums, z3.Not(world.holds(form))) is not None


FALSE: dict[str, Proposition] = {
    "asylum and protection under the Convention are never both granted": Not(all_of(asylum, protection_cat)),
    "likely torture gives withholding": any_of(Not(likely_torture), withholding_cat),
    "deferral is never granted past a bar": Not(all_of(deferral_cat, mandatory_denial)),
    "nobody is granted withholding under the INA alone": any_of(Not(withholding_ina), protection_cat),
}


@pytest.mark.unmeasured
@pytest.mark.parametrize("says", FALSE)
def test_what_is_false_is_shown_by_a_small_case_that_decide_confirms(law: Law, says: str) -> None:
    record = Record(law)
    conclusions.claims_hold(record, World(Setting(law)), [(says, FALSE[says])])
    [failure] = record.failures
    assert says in failure.says
    [sample] = failure.samples
    assert sample.confirmed
    case = parse_case(sample.text, "found", law)
    assert (case.circuit, case.as_of) == (sample.circuit, sample.as_of)
    decision = decide(case, Forum(sample.circuit, sample.as_of), law, assume=sample.assume)
    assert {rule: decision.findings[rule].truth.value for rule in sample.truths} == sample.truths
    assert len(case.answers) < 60
    assert outcome(record) is Outcome.REFUTED


@pytest.mark.unmeasured
def test_what_a_fact_changes_is_shown_by_two_cases(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    turned = (*favorable.NO_FAVORS, harm.officials_look_away)
    monkeypatch.setattr(favorable, "NO_FAVORS", turned)
    monkeypatch.setattr(
        favorable, "YES_FAVORS", tuple(one for one in favorable.YES_FAVORS if one is not harm.officials_look_away)
    )
    record = influences.favor_never_worsens(Setting(law))
    before, after = record.failures[0].samples
    assert "harm.officials_look_away" in record.failures[0].says
    assert before.confirmed
    assert after.confirmed
    [form] = before.truths
    assert (before.truths[form], after.truths[form]) == ("established", "not established")
    assert "officials_look_away: yes" in before.text
    assert "officials_look_away: no" in after.text


def without_exception(rule: Proposition) -> dict[Proposition, Proposition]:
    body = rule.formula[0]
    return {body: body.formula[0]}


SLIPS: dict[str, tuple[dict[Proposition, Proposition], Callable[[Setting], Record]]] = {
    "withholding that forgets the bars": (without_exception(withholding_cat), conclusions.bars_withhold),
    "withholding beside deferral": (without_exception(withholding_cat), conclusions.total_and_unique),
    "deferral that is barred": ({deferral_cat: withholding_cat}, conclusions.protection_is_mandatory),
    "a State's part that is no longer asked": ({torture: harm.deliberate}, conclusions.states_part_is_needed),
    "a form that turns on a ground": ({likely_torture: withholding_ina}, influences.asylum_bars_stay_in_asylum),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_rule_is_noticed(law: Law, name: str) -> None:
    instead, check = SLIPS[name]
    assert check(Setting(law, instead)).failures


def test_an_exception_that_nothing_needs_is_told(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    more = {**exceptions.ALWAYS_TRUE_LIMBS, ("torture", "severity"): "It is not so."}
    monkeypatch.setattr(limbs, "ALWAYS_TRUE_LIMBS", more)
    assert any(
        "torture: severity is needed by nothing" in failure.says for failure in limbs.every_rule_matters(Setting(law)).failures
    )
    monkeypatch.setattr(readings, "CONFLICTS", {("awareness", "ca9"): "It is not so."})
    told = [failure.says for failure in readings.no_gap_or_conflict(Setting(law)).failures]
    assert any("awareness in ca9" in says for says in told)
    assert any("government_efforts in ca1" in says for says in told), "and one that is needed and not there"


def test_a_missing_difference_of_the_wordings_is_told(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "WORDINGS", exceptions.WORDINGS[1:])
    assert readings.wordings_differ_only_where_listed(Setting(law)).failures


def test_the_authorities_of_exceptions_exist_and_have_what_is_cited(law: Law) -> None:
    for excuse in (exceptions.DEFERRAL_NEEDS_A_BAR, exceptions.BARS_IN_SCREENING, *exceptions.WORDINGS):
        for one in excuse.by:
            assert law.authority(one.authority).paragraph(one.pin), one


def test_what_the_solver_gives_up_on_is_undecided() -> None:
    record = Record(None, undecided=["a claim (timeout)"])  # type: ignore[arg-type]
    assert outcome(record) is Outcome.UNDECIDED


def test_no_property_is_told_twice() -> None:
    names = [one.name for one in PROPERTIES]
    assert len(set(names)) == len(names)
    assert all(one.says.endswith(".") for one in PROPERTIES)


def test_a_property_that_does_not_exist_is_an_error(law: Law) -> None:
    with pytest.raises(KeyError):
        list(prove(law, ("beauty",)))


def test_the_bar_in_screening_is_needed_since_the_day_on_which_it_may_be_applied(law: Law) -> None:
    """The one exception to deferral's having no bar: its forums are those of the reading that lets bars in."""
    world = World(Setting(law), copies=2)
    record = Record(law)
    influences.unchanged(record, world, protection_cat, influences.BARRING, None)
    [failure] = record.failures
    assert failure.samples[0].as_of >= dt.date(2025, 1, 17)
    assert all(sample.confirmed for sample in failure.samples)
    assert Truth.ESTABLISHED.value in failure.samples[0].truths.values()


def test_what_holds_only_in_the_forums_there_are_is_said(law: Law) -> None:
    """The printed wording of 2020 is alive nowhere; under it torture would need less of the State than the operative wording asks."""
    record = Record(law)
    operative = next(iter(QUESTIONS["operative_text"].readings.values()))
    claim = any_of(Not(all_of(some(harm.feared_harms, torture), Not(some(harm.feared_harms, operative)))), harm.substantial_risk)
    conclusions.claims_hold(
        record, World(Setting(law), always=[harm.feared_harms]), [("the wording of 1999 is what counts", claim)]
    )
    assert not record.failures
    assert record.narrowed == ["that the wording of 1999 is what counts"]
    assert outcome(record) is Outcome.PROVED


@pytest.mark.unmeasured
def test_a_question_that_no_conclusion_asks_any_longer_is_told(law: Law) -> None:
    question = QUESTIONS["incomplete_application"]
    record = readings.every_question_matters(Setting(law, {question: question.readings["returned"]}))
    assert [failure.says for failure in record.failures] == ["incomplete_application: no conclusion ever turns on it."]
