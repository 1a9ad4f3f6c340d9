"""What chains say is filled in where nobody has stated it, never overstated, and disagreement is pointed out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from article3.facts.case_file import parse_case
from article3.findings import chains as filling
from article3.findings.decide import decide
from article3.findings.risk import risk_report
from article3.likelihood.network import TooEntangledError
from article3.logic.forum import Forum
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from article3.findings.model import Decision, Ground
    from article3.findings.risk_model import RiskReport
    from article3.law.loading import Law

DAY = dt.date(2026, 10, 2)
ESTABLISHED, NOT_ESTABLISHED, UNDETERMINED = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED


@pytest.fixture(scope="module")
def daniel(examples: dict[str, Path]) -> str:
    return examples["daniel"].read_text(encoding="utf-8")


def decided(text: str, law: Law, **assume: str) -> Decision:
    return decide(parse_case(text, "case", law), Forum("ca9", DAY), law, assume=assume)


def reported(text: str, law: Law, **assume: str) -> RiskReport:
    case = parse_case(text, "case", law)
    return risk_report(case, decide(case, Forum("ca9", DAY), law, assume=assume), law)


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def leaves(ground: Ground) -> Iterator[Ground]:
    yield ground
    for part in ground.parts:
        yield from leaves(part)


def fact(decision: Decision, finding: str, name: str) -> Ground:
    return next(ground for ground in leaves(decision.findings[finding].grounds) if ground.fact == name)


def test_the_whole_course_is_filled_in_as_computed_with_its_assumption(daniel: str, law: Law) -> None:
    found = fact(decided(daniel, law), "more_likely_than_not[prison]", "harm.likelihood")
    assert found.value == "28.8% to 39.9%"
    assert found.note.startswith("Computed from the chain: recognized, then arrested, then beaten.")
    assert "independent" in found.note
    assert found.because == ("A", "B", "C")


def test_the_weakest_link_and_that_it_takes_a_chain_are_filled_in(daniel: str, law: Law) -> None:
    decision = decided(daniel, law)
    assert fact(decision, "course_of_events[prison]", "harm.needs_a_chain").value == "yes"
    weakest = fact(decision, "course_of_events[prison]", "harm.weakest_link")
    assert weakest.value == "60%"
    assert weakest.note.endswith("Least likely at best: beaten.")


def test_a_single_step_is_no_series_of_events(daniel: str, law: Law) -> None:
    decision = decided(changed(daniel, ("[recognized, arrested, beaten]", "[beaten]")), law)
    assert fact(decision, "course_of_events[prison]", "harm.needs_a_chain").value == "no"
    assert decision.findings["course_of_events[prison]"].truth is ESTABLISHED


def test_what_a_person_states_is_kept_and_disagreement_pointed_out(daniel: str, law: Law) -> None:
    text = changed(daniel, ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    likelihood: 70%\n"))
    decision = decided(text, law)
    assert fact(decision, "more_likely_than_not[gang]", "harm.likelihood").value == "70%"
    assert decision.findings["single_source"].truth is ESTABLISHED
    told = [warning for warning in decision.warnings if warning.startswith("gang: likelihood")]
    assert len(told) == 1
    assert "states 70%" in told[0]
    assert "makes 24.192% to 38.304%" in told[0]


def test_a_statement_that_the_rules_keep_against_the_chain_is_a_conflict_of_the_report(daniel: str, law: Law) -> None:
    stated = ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    likelihood: 70%\n    weakest_link: 45%\n")
    report = reported(changed(daniel, stated), law)
    found = [(conflict.harm, conflict.fact, conflict.stated, conflict.computed) for conflict in report.conflicts]
    assert found == [
        ("gang", "likelihood", "70%", "24.192% to 38.304%"),
        ("gang", "weakest_link", "45%", "60% to 70%"),
    ]
    assert [(conflict.stated_above, conflict.computed_above) for conflict in report.conflicts] == [
        (ESTABLISHED, NOT_ESTABLISHED),
        (NOT_ESTABLISHED, ESTABLISHED),
    ]
    tests = {test.question: test.says[0] for test in report.tests}
    gang = '"The gang that he left seizes and tortures him while the police look away" (gang)'
    assert f"{gang} above 50% (the case states 45%, which the rules take: not above 50%)" in tests["chain_of_events"]
    alone = reported(changed(daniel, stated), law, aggregation="each_alone")
    said = next(test for test in alone.tests if test.question == "aggregation").says[0]
    assert f"{gang} not above 50% (the case states 70%, which the rules take: above 50%)" in said


def test_a_total_and_a_series_that_are_stated_otherwise_are_conflicts_too(daniel: str, law: Law) -> None:
    text = changed(
        daniel,
        ("risk:\n", "risk:\n  all_sources: 90%\n"),
        ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    needs_a_chain: no\n"),
    )
    series, total = reported(text, law).conflicts
    assert (series.harm, series.fact, series.stated, series.computed) == ("gang", "needs_a_chain", "no", "yes")
    assert (series.stated_above, series.computed_above) == (None, None)
    assert (total.harm, total.fact, total.stated, total.computed) == ("", "risk.all_sources", "90%", "44.2828% to 62.1164%")
    assert (total.stated_above, total.computed_above) == (ESTABLISHED, UNDETERMINED)


def test_conflicts_are_the_first_that_is_told_of_the_case_itself(daniel: str, law: Law) -> None:
    text = changed(daniel, ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    likelihood: 70%\n"))
    assert decided(text, law).warnings[0].startswith("gang: likelihood: the case states 70%")


def test_a_total_that_cannot_be_computed_conflicts_with_nothing(daniel: str, law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    text = changed(daniel, ("risk:\n", "risk:\n  all_sources: 90%\n"))
    monkeypatch.setattr(filling, "all_sources", _out_of_reach)
    assert reported(text, law).conflicts == ()


def test_what_agrees_is_not_remarked_upon(daniel: str, law: Law) -> None:
    text = changed(daniel, ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    likelihood: 30%\n"))
    assert not [warning for warning in decided(text, law).warnings if "its chain makes" in warning]
    assert reported(text, law).conflicts == ()


def test_a_person_who_denies_a_series_that_the_chain_shows_is_told(daniel: str, law: Law) -> None:
    text = changed(daniel, ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    needs_a_chain: no\n"))
    assert any("gang: needs_a_chain: the case states no, and its chain makes yes" in told for told in decided(text, law).warnings)


def test_an_unlikely_link_defeats_the_harm_where_each_must_be_likely(daniel: str, law: Law) -> None:
    text = changed(daniel, ("chance: 60% to 70%", "chance: 40% to 50%"))
    assert decided(text, law).findings["torture_feared[prison]"].truth is NOT_ESTABLISHED
    assert decided(text, law, chain_of_events="whole_course").findings["torture_feared[prison]"].truth is ESTABLISHED


HIGH = (("chance: 60% to 70%", "chance: 75% to 80%"), ("chance: {low: 80%, best: 90%, high: 95%}", "chance: 95%"))


def test_sources_that_are_each_unlikely_can_together_be_likely(daniel: str, law: Law) -> None:
    text = changed(daniel, *HIGH)
    decision = decided(text, law)
    assert decision.findings["single_source"].truth is NOT_ESTABLISHED
    assert decision.findings["all_sources"].truth is ESTABLISHED
    assert fact(decision, "all_sources", "risk.all_sources").note.startswith("Computed from the chains of prison, gang.")
    assert decided(text, law, aggregation="each_alone").findings["all_sources"].truth is NOT_ESTABLISHED


def test_a_harm_that_may_prove_no_torture_counts_at_the_high_end_only(daniel: str, law: Law) -> None:
    text = changed(daniel, ("    pain_intended: {is: yes, because: [A], note: To deter others.}\n", ""))
    decision = decided(text, law)
    assert decision.findings["torture_feared[gang]"].truth is UNDETERMINED
    found = fact(decision, "all_sources", "risk.all_sources")
    assert found.value == "28.8% to 62.1164%"
    assert "what is not yet shown to count: gang" in found.note


def test_a_harm_that_is_no_torture_does_not_count_at_all(daniel: str, law: Law) -> None:
    text = changed(
        daniel,
        ("    pain_intended: {is: yes, because: [A], note: To deter others.}\n", "    pain_intended: {is: no, because: [A]}\n"),
    )
    decision = decided(text, law)
    assert fact(decision, "all_sources", "risk.all_sources").value is None
    report = reported(text, law)
    assert report.together.harms == ("prison",)
    assert report.together.span is not None
    assert report.together.span.best == 0.351


THIRD = """
  - id: police
    what: An invented third source.
"""


def test_a_harm_without_a_chain_or_a_likelihood_could_be_anything(daniel: str, law: Law) -> None:
    assert fact(decided(daniel + THIRD, law), "all_sources", "risk.all_sources").value == "44.2828% to 100%"
    assert any(
        'no chain and are not in the numbers here: "An invented third source" (police).' in told
        for told in reported(daniel + THIRD, law).reminders
    )


def test_a_stated_likelihood_counts_with_any_dependence(daniel: str, law: Law) -> None:
    text = f"{daniel}{THIRD}    likelihood: 10% to 20%\n"
    # Not established to be torture: it counts at the high end alone, 62.1164 + 20.
    assert fact(decided(text, law), "all_sources", "risk.all_sources").value == "44.2828% to 82.1164%"
    text = changed(daniel, ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    likelihood: 30%\n"))
    # The larger of the two at the low end; their sum at the high end.
    assert fact(decided(text, law), "all_sources", "risk.all_sources").value == "30% to 69.9%"


def test_a_stated_total_is_kept(daniel: str, law: Law) -> None:
    text = changed(daniel, ("risk:\n", "risk:\n  all_sources: 90%\n"))
    decision = decided(text, law)
    assert fact(decision, "all_sources", "risk.all_sources").value == "90%"
    assert any(told.startswith("risk.all_sources: the case states 90%") for told in decision.warnings)


def test_exactly_one_half_is_not_more_likely_than_not(daniel: str, law: Law) -> None:
    text = changed(
        daniel,
        ("chance: {low: 80%, best: 90%, high: 95%}", "chance: 100%"),
        ("chance: 60% to 70%", "chance: 64%"),
        (
            "base_rate: {of: deportees with such tattoos who are jailed there, rate: 40%, uplift: x1.5, because: [B, C]}",
            "chance: 78.125%",
        ),
    )
    assert decided(text, law).findings["more_likely_than_not[prison]"].truth is NOT_ESTABLISHED
    a_hair = text.replace("78.125%", "78.12500000000000000000001%")
    assert decided(a_hair, law).findings["more_likely_than_not[prison]"].truth is ESTABLISHED
    assert reported(a_hair, law).harms[0].more_likely_than_not is ESTABLISHED


def test_what_is_out_of_reach_is_refused_with_bounds(daniel: str, law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = [f"w{number}" for number in range(18)]
    # Alternatives that the two chains pair otherwise, so that none of them can be taken as one.
    steps, turned = (
        ", ".join(f"{{any_of: [{one}, {two}]}}" for one, two in zip(names[::2], names[1::2], strict=True))
        for names in (wide, [*wide[1:], wide[0]])
    )
    links = "".join(f"  - {{id: {name}, event: Invented., chance: 95%}}\n" for name in wide)
    text = changed(
        daniel,
        ("links:\n", f"links:\n{links}"),
        ("[recognized, arrested, beaten]", f"[{steps}]"),
        ("[recognized, found_anywhere, seized, {any_of: [told_and_silent, paid]}]", f"[{turned}, found_anywhere]"),
    )
    decision = decided(text, law)
    assert fact(decision, "all_sources", "risk.all_sources").value is None
    assert any("18 shared links would have to be looked at together" in told for told in decision.warnings)
    report = reported(text, law)
    assert report.together.span is None
    assert "at most 16" in report.together.refused
    # Both chains end if three neighbors fail, or two and the finding: (18 x 0.05 + 0.3) / 3 at most.
    assert [(bounds.low, bounds.high) for bounds in report.together.bounds][1] == (0.6, 1.0)
    assert report.exhibits == ()
    assert report.attack is None
    monkeypatch.setattr(filling, "all_sources", _out_of_reach)
    assert any("99 shared links" in told for told in decided(daniel, law).warnings)


def _out_of_reach(*_: object) -> None:
    raise TooEntangledError(99)


def test_a_case_without_chains_is_decided_as_before(law: Law, examples: dict[str, Path]) -> None:
    case = parse_case(examples["jorge"].read_text(encoding="utf-8"), "case", law)
    assert case.chains == {}
    assert case.links == {}


def test_the_report_tells_what_the_conclusion_hangs_on(daniel: str, law: Law) -> None:
    report = reported(daniel, law)
    by_id = {link.id: link for link in report.links}
    assert by_id["recognized"].harms == ("prison", "gang")
    assert report.attack is not None
    assert (report.attack.link, report.attack.falls) == ("recognized", True)
    at = report.attack.to
    flipped = reported(changed(daniel, ("chance: {low: 80%, best: 90%, high: 95%}", f"chance: {at}")), law)
    assert flipped.together.span is not None
    assert flipped.together.span.best == pytest.approx(0.5, abs=2e-6)
    # Each proves a link without which nothing happens, so that all cost everything; the lowest at the low ends comes first.
    assert [shown.exhibit for shown in report.exhibits] == ["A", "B", "C"]
    assert [shown.fallen for shown in report.exhibits] == [0.0, 0.0, 0.0]
    assert by_id["paid"].break_even is None
    assert report.weakest == 'beaten, of "Guards beat and shock him in prison" (prison)'


def test_where_the_claim_falls_short_the_report_tells_where_proof_helps_most(daniel: str, law: Law) -> None:
    report = reported(changed(daniel, ("chance: {low: 80%, best: 90%, high: 95%}", "chance: 75%")), law)
    assert report.attack is not None
    assert (report.attack.falls, report.attack.to > report.attack.at) == (False, True)


def test_each_exhibit_and_link_that_is_missing_something_is_named(daniel: str, law: Law) -> None:
    text = changed(
        daniel,
        ("links:\n", "links:\n  - {id: idle, event: Invented., chance: 50%}\n"),
        ("because: [B]\n  - id: beaten", "note: none\n  - id: beaten"),
    )
    told = " ".join(reported(text, law).reminders)
    assert "No chain names: idle." in told
    assert "No exhibit is named for: arrested." in told
    assert "'relocation:' names none for: \"Guards beat and shock him in prison\" (prison)." in told
    assert "taken at its middle where one number is needed: arrested, seized" in told


def test_a_substantial_risk_is_never_made_of_a_number(daniel: str, law: Law) -> None:
    case = parse_case(daniel, "case", law)
    report = risk_report(case, decide(case, Forum("ca7", DAY), law), law)
    test = next(test for test in report.tests if test.question == "standard_of_likelihood")
    assert any("not turned into that" in said for said in test.says)
    assert any(cited.startswith("Rodriguez-Molinero v. Lynch") for cited in test.authorities)


def test_where_no_harm_counts_the_arithmetic_is_shown_all_the_same(daniel: str, law: Law) -> None:
    text = changed(daniel, ("deliberate: {is: yes", "deliberate: {is: no"))
    report = reported(text, law)
    assert report.together.all_chains
    assert report.together.harms == ("prison", "gang")


def test_an_authority_that_governs_is_shown_with_what_it_holds(daniel: str, law: Law) -> None:
    case = parse_case(daniel, "case", law)
    tests = {test.question: test for test in risk_report(case, decide(case, Forum("ca6", DAY), law), law).tests}
    assert any(said.startswith("Saleh v. Garland") and "not for arithmetic" in said for said in tests["aggregation"].authorities)
    tests = {test.question: test for test in risk_report(case, decide(case, Forum("ca4", DAY), law), law).tests}
    for question in ("aggregation", "chain_of_events"):
        assert any(said.startswith("Lopez-Sorto v. Garland") for said in tests[question].authorities)


def test_how_the_forum_reads_what_governs_is_shown(daniel: str, law: Law) -> None:
    test = next(test for test in reported(daniel, law).tests if test.question == "chain_of_events")
    assert test.authorities[0].startswith("Matter of J-F-F-")
    (read_here,) = test.read_here
    assert read_here.startswith(
        "Velasquez-Samayoa v. Garland, 49 F.4th 1149 (9th Cir. 2022) construes Matter of J-F-F-: confined "
    )


@pytest.mark.parametrize(
    ("circuit", "live"),
    [("ca7", ["each_link", "together or each_alone", "substantial_risk"]), ("ca9", ["each_link", "together", "above_one_half"])],
)
def test_the_readings_are_those_of_the_forum(circuit: str, live: list[str], daniel: str, law: Law) -> None:
    case = parse_case(daniel, "case", law)
    decision = decide(case, Forum(circuit, DAY), law)
    tests = {test.question: test for test in risk_report(case, decision, law).tests}
    questions = ("chain_of_events", "aggregation", "standard_of_likelihood")
    readings = [[reading.id for reading in decision.questions[name].readings if reading.live] for name in questions]
    assert [" or ".join(found) for found in readings] == live
    assert [len(tests[name].says) for name in questions] == [len(found) for found in readings]
    assert tests["standard_of_likelihood"].not_a_percentage is (circuit == "ca7")


def test_the_rules_total_is_shown_where_it_is_less_than_the_chains(daniel: str, law: Law) -> None:
    text = changed(daniel, *HIGH, ("    pain_intended: {is: yes, because: [A], note: To deter others.}\n", ""))
    report = reported(text, law)
    assert report.together.more_likely_than_not is ESTABLISHED
    said = next(test for test in report.tests if test.question == "aggregation").says[0]
    assert "All sources together, on the numbers stated: on both sides of 50% (42.75% to " in said


def test_a_single_source_leaves_nothing_to_take_together(daniel: str, law: Law) -> None:
    text = changed(daniel, ("pain_intended: {is: yes, because: [A]", "pain_intended: {is: no, because: [A]"))
    said = next(test for test in reported(text, law).tests if test.question == "aggregation").says[0]
    assert "nothing to take together" in said


def test_relocation_answered_twice_is_remarked_upon_and_counted_once(daniel: str, law: Law) -> None:
    text = changed(daniel, ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    could_relocate: yes\n"))
    report = reported(text, law)
    assert any('no other link should be lowered for it: "The gang that he left' in told for told in report.reminders)
    assert report.harms[1].whole == reported(daniel, law).harms[1].whole


def test_relocation_in_different_links_is_remarked_upon(daniel: str, law: Law) -> None:
    text = changed(daniel, ("[recognized, arrested, beaten]", "[recognized, arrested, beaten]\n    relocation: arrested"))
    assert any("different links (arrested, found_anywhere)" in told for told in reported(text, law).reminders)
    text = changed(
        daniel,
        ("[recognized, arrested, beaten]", "[recognized, found_anywhere, arrested, beaten]\n    relocation: found_anywhere"),
    )
    report = reported(text, law)
    assert not any("different links" in told for told in report.reminders)
    assert report.together.span is not None
    # Found anywhere once, and then either: 0.9 x 0.7 x (1 - (1 - 0.65 x 0.6) x (1 - 0.7 x 0.72)).
    assert report.together.span.best == pytest.approx(0.439387, abs=1e-6)


TWO = """article3: 1
forum: {circuit: 9}
links:
  - {id: found, event: He is found., chance: 45%}
  - {id: beaten, event: He is beaten., chance: 99%}
  - {id: seized, event: He is seized., chance: 44%}
feared_harms:
  - {id: police, chain: [found, beaten]}
  - {id: gang, chain: [seized]}
"""
"""The first fails for one step alone; the second takes no series of events."""


def test_torture_and_the_test_of_each_event_are_told_apart(law: Law) -> None:
    police, gang = reported(TWO, law).harms
    assert (police.torture, police.course_of_events, police.counts) == (UNDETERMINED, NOT_ESTABLISHED, NOT_ESTABLISHED)
    assert (gang.torture, gang.course_of_events, gang.counts) == (UNDETERMINED, ESTABLISHED, UNDETERMINED)
    (reason,) = police.left_out
    assert (reason.rule, reason.step) == ("course_of_events", "found")
    assert reason.authorities == ("Matter of J-F-F-, 23 I&N Dec. 912, 917 (A.G. 2006)",)
    assert gang.left_out == ()


def test_a_harm_left_out_for_a_step_alone_is_shown_beside_those_that_count(law: Law) -> None:
    report = reported(TWO, law)
    assert report.together.harms == ("gang",)
    assert not report.together.all_chains
    assert report.with_failing_chains is not None
    assert report.with_failing_chains.harms == ("police", "gang")
    assert report.with_failing_chains.span is not None
    # 1 - (1 - 0.45 x 0.99) x (1 - 0.44).
    assert report.with_failing_chains.span.best == 0.68948
    said = next(test for test in report.tests if test.question == "aggregation").says[0]
    assert said.endswith("Left out: police (course_of_events).")
    assert reported(TWO, law, aggregation="each_alone").with_failing_chains is None
    assert reported(TWO, law, chain_of_events="whole_course").together.harms == ("police", "gang")


def test_what_is_no_torture_is_left_out_with_its_rule_and_who_requires_it(daniel: str, law: Law) -> None:
    text = changed(daniel, ("pain_intended: {is: yes, because: [A]", "pain_intended: {is: no, because: [A]"))
    prison, gang = reported(text, law).harms
    assert prison.left_out == ()
    assert (gang.torture, gang.course_of_events) == (NOT_ESTABLISHED, ESTABLISHED)
    assert [reason.rule for reason in gang.left_out] == ["torture"]
    assert any(cited.startswith("8 CFR 1208.18(a)") for cited in gang.left_out[0].authorities)
    text = changed(
        daniel, ("in_country_of_removal: {is: yes, because: [A]}\n    victim", "in_country_of_removal: no\n    victim")
    )
    assert [reason.rule for reason in reported(text, law).harms[0].left_out] == ["harm.in_country_of_removal"]


def test_the_legal_tests_say_what_the_rules_found(law: Law) -> None:
    def said(text: str, question: str, **assume: str) -> str:
        return " ".join(next(test for test in reported(text, law, **assume).tests if test.question == question).says)

    assert "police not above 50%; gang takes no series of events, so that no step is tested." in said(TWO, "chain_of_events")
    stated = changed(TWO, ("chain: [found, beaten]", "chain: [found, beaten], weakest_link: 60%, likelihood: 70%"))
    kept = "police not above 50% (the case states {}, which the rules take: above 50%); gang "
    assert kept.format("60%") in said(stated, "chain_of_events")
    assert kept.format("70%") + "not above 50%" in said(stated, "aggregation", aggregation="each_alone")
    denied = changed(TWO, ("chain: [found, beaten]", "chain: [found, beaten], needs_a_chain: no"))
    assert "police takes no series of events" in said(denied, "chain_of_events")
    claimed = changed(TWO, ("chain: [seized]", "chain: [seized], needs_a_chain: yes"))
    assert "gang not above 50% (by the rules undetermined: the weakest link is not stated)" in said(claimed, "chain_of_events")
    before = parse_case(TWO, "case", law)
    old = risk_report(before, decide(before, Forum("ca9", dt.date(2005, 1, 3)), law), law)
    test = next(test for test in old.tests if test.question == "chain_of_events")
    assert test.open
    assert "police not above 50%; gang takes no series" in test.says[0]
    assert "police not above 50%; gang not above 50%" in test.says[1]


def test_a_link_that_ends_a_chain_before_the_product_does_is_told(daniel: str, law: Law) -> None:
    report = reported(daniel, law)
    by_id = {link.id: link for link in report.links}
    beaten = by_id["beaten"]
    assert beaten.break_even == pytest.approx(0.482, abs=1e-4)
    assert (beaten.legal_break_even, beaten.by_step) == (0.5, True)
    assert (by_id["recognized"].legal_break_even, by_id["recognized"].by_step) == (by_id["recognized"].break_even, False)
    at_the_line = reported(changed(daniel, ("rate: 40%, uplift: x1.5", "rate: 50%")), law)
    assert at_the_line.harms[0].course_of_events is NOT_ESTABLISHED
    assert reported(daniel, law, chain_of_events="whole_course").each_step is None
    assert all(link.legal_break_even is None for link in reported(daniel, law, chain_of_events="whole_course").links)


def test_the_attack_is_the_cheapest_of_both_kinds(daniel: str, law: Law) -> None:
    near = changed(daniel, ("rate: 40%, uplift: x1.5", "rate: 52%"), ("chance: 60% to 70%", "chance: 80%"))
    attack = reported(near, law).attack
    assert attack is not None
    assert (attack.link, attack.at, attack.to, attack.falls, attack.by_step) == ("beaten", 0.52, 0.5, True, True)
    whole = reported(near, law, chain_of_events="whole_course").attack
    assert whole is not None
    assert (whole.link, whole.by_step) != ("beaten", True)


def test_proof_helps_most_where_it_lets_a_chain_count(law: Law) -> None:
    report = reported(TWO, law)
    assert report.attack is not None
    assert (report.attack.link, report.attack.to, report.attack.falls, report.attack.by_step) == ("found", 0.5, False, True)
    assert report.each_step is not None
    assert (report.each_step.harms, report.each_step.best) == (("police", "gang"), 0.44)
    assert report.weakest == ""


def test_a_chain_that_nobody_tests_has_no_line_at_one_half(daniel: str, law: Law) -> None:
    text = changed(daniel, ("[recognized, arrested, beaten]", "[recognized, arrested, beaten]\n    needs_a_chain: no"))
    beaten = next(link for link in reported(text, law).links if link.id == "beaten")
    assert (beaten.legal_break_even, beaten.by_step) == (beaten.break_even, False)
