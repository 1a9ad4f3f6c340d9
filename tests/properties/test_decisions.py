"""What must hold of every decision, whatever the case and the forum."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article3.explanations.model_applicant import MODEL
from article3.facts import harm
from article3.facts.case import Answer, Case
from article3.facts.fact import Fact, Text
from article3.facts.vocabulary import COLLECTIONS, SECTION_OF, SECTIONS
from article3.findings import Decision, decide
from article3.findings.model import Ground, GroundKind
from article3.law.model import WHOLE, Verification
from article3.law.positions import ending
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from article3.logic.variables import Interval
from random_cases import CIRCUITS, LAW, cases, relaxed, values

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.unmeasured

E, N, U = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED


def decided(case: Case) -> Decision:
    assert case.circuit is not None
    assert case.as_of is not None
    return decide(case, Forum(case.circuit, case.as_of), LAW)


@relaxed
@given(cases())
def test_every_finding_has_an_authority_that_existed_was_good_and_was_read(case: Case) -> None:
    decision = decided(case)
    for finding in decision.findings.values():
        assert finding.authorities, finding.id
        for cited in finding.authorities:
            authority = LAW.authority(cited.authority)
            assert authority.decided.last <= decision.forum.as_of
            assert not ending(LAW, authority.id, WHOLE, decision.forum.as_of)
            assert cited.verified != Verification.UNREAD.value


@relaxed
@given(cases())
def test_no_unread_vacated_or_foreign_decision_settles_a_question(case: Case) -> None:
    decision = decided(case)
    for name, question in decision.questions.items():
        if question.open:
            continue
        if not question.governing:
            # Settled by a provision: before the day on which it became a question, or from that day on.
            law = LAW.questions[name]
            live = [reading.id for reading in question.readings if reading.live]
            assert law.begins is not None, name
            assert live == [law.before if decision.forum.as_of < law.begins else law.after], name
        for taken in question.governing:
            authority = LAW.authority(taken.authority)
            court = LAW.courts[authority.court]
            assert taken.verified != Verification.UNREAD.value
            assert not taken.ended_by
            if any(holding.question == name and holding.nationwide for holding in authority.holdings):
                continue
            assert authority.precedential
            assert court.rank > 0
            assert not court.forum or court.id == decision.forum.circuit


@relaxed
@given(cases(), st.data())
def test_filling_in_an_unknown_never_flips_a_definite_answer(case: Case, data: st.DataObject) -> None:
    before = decided(case)
    places: list[tuple[Fact, int | None]] = [(fact, None) for group in SECTIONS for fact in group.facts.values()]
    for name, (_, group) in COLLECTIONS.items():
        places += [(fact, index) for index in case.lists.get(name, ()) for fact in group.facts.values()]
    open_places = [
        (fact, scope)
        for fact, scope in places
        if (fact.variable, scope) not in case.answers and not isinstance(fact.variable, Text)
    ]
    for fact, scope in open_places:
        if data.draw(st.booleans()):
            case.answers[fact.variable, scope] = Answer(data.draw(values(fact)))
    after = decided(case)
    for identifier, finding in before.findings.items():
        if finding.truth.is_definite and identifier in after.findings:
            assert after.findings[identifier].truth is finding.truth, identifier


@relaxed
@given(cases())
def test_the_leaves_of_an_explanation_derive_its_root_again(case: Case) -> None:
    decision = decided(case)
    for finding in decision.findings.values():
        again = derived(finding.grounds, decision)
        if finding.whichever_way:
            assert again is U, "said to hold whichever way, but the tables decide it already"
        else:
            assert again is finding.truth, finding.id


@relaxed
@given(cases(share_known=0.93))
def test_what_holds_whichever_way_holds_for_every_completion_of_its_leaves(case: Case) -> None:
    decision = decided(case)
    for finding in decision.findings.values():
        if not finding.whichever_way:
            continue
        outcomes = completions(finding.grounds, decision)
        if outcomes is not None:
            assert outcomes == {finding.truth}, finding.id


@relaxed
@given(cases())
def test_protection_is_exactly_withholding_or_deferral_and_never_both(case: Case) -> None:
    forms = decided(case).forms
    assert not (forms.withholding_cat.truth is E and forms.deferral_cat.truth is E)
    if E in {forms.withholding_cat.truth, forms.deferral_cat.truth}:
        assert forms.protection_cat.truth is E
    if forms.protection_cat.truth is N:
        assert forms.withholding_cat.truth is N
        assert forms.deferral_cat.truth is N


@relaxed
@given(cases())
def test_no_withholding_past_a_bar(case: Case) -> None:
    decision = decided(case)
    if decision.findings["mandatory_denial"].truth is E:
        assert decision.forms.withholding_cat.truth is N
        assert decision.forms.withholding_ina.truth is N


@relaxed
@given(cases())
def test_what_an_undetermined_form_needs_is_named(case: Case) -> None:
    decision = decided(case)
    for name in ("asylum", "withholding_ina", "withholding_cat", "deferral_cat", "protection_cat"):
        form = getattr(decision.forms, name)
        assert (form.truth is U) == bool(form.missing or form.turns_on), name
        for place in form.missing:
            assert place in decision.asks


def derived(ground: Ground, decision: Decision) -> Truth:
    """The truth that Kleene's tables give a ground from its leaves; findings count with the truth shown for them."""
    if ground.kind is GroundKind.FINDING:
        return decision.findings[ground.finding].truth
    if not ground.parts or ground.kind is GroundKind.DAYS:
        return N if ground.kind is GroundKind.SOME and ground.listed else ground.truth
    parts = [derived(part, decision) for part in ground.parts]
    return _tables(ground, parts)


def _tables(ground: Ground, parts: list[Truth]) -> Truth:
    if ground.kind is GroundKind.NOT:
        return parts[0].opposite
    if ground.kind is GroundKind.UNLESS:
        return _all([parts[0], parts[1].opposite])
    if ground.kind is GroundKind.ALL_OF:
        return _all(parts)
    if ground.kind is GroundKind.ANY_OF:
        return _any(parts)
    if ground.kind is GroundKind.SOME:
        held, possible = parts.count(E), parts.count(U)
        return E if held >= ground.at_least else N if held + possible < ground.at_least else U
    assert ground.kind is GroundKind.QUESTION
    return parts[0] if len(set(parts)) == 1 else U


def _all(parts: list[Truth]) -> Truth:
    return N if N in parts else U if U in parts else E


def _any(parts: list[Truth]) -> Truth:
    return E if E in parts else U if U in parts else N


def completions(root: Ground, decision: Decision) -> set[Truth] | None:
    """The truths over all ways of settling the undetermined leaves and questions; ``None`` if there are too many ways."""
    below = list(_below(root, decision))
    readings = {ground.question: ground.readings for ground in below if ground.kind is GroundKind.QUESTION}
    open_leaves = (ground for ground in below if ground.truth is U and (not ground.parts or ground.kind is GroundKind.DAYS))
    leaves = list(dict.fromkeys(_leaf(ground) for ground in open_leaves if ground.kind is not GroundKind.FINDING))
    if len(leaves) > 9 or any(":" in leaf for leaf in leaves):
        return None
    return {
        _under(root, decision, dict(zip(leaves, settled, strict=True)), dict(zip(readings, chosen, strict=True)))
        for settled in itertools.product([E, N], repeat=len(leaves))
        for chosen in itertools.product(*readings.values())
    }


def _below(ground: Ground, decision: Decision) -> Iterator[Ground]:
    yield ground
    if ground.kind is GroundKind.FINDING:
        yield from _below(decision.findings[ground.finding].grounds, decision)
    if ground.kind is not GroundKind.DAYS:
        for part in ground.parts:
            yield from _below(part, decision)


def _leaf(ground: Ground) -> str:
    # A choice or number tested in several ways is one unknown with several tests; brute force by test would be wrong for it.
    tested = ground.says.endswith(")")
    return f"{ground.place}:{ground.says}" if tested else ground.place or ground.says


def _under(ground: Ground, decision: Decision, settled: dict[str, Truth], chosen: dict[str, str]) -> Truth:
    if ground.kind is GroundKind.FINDING:
        return _under(decision.findings[ground.finding].grounds, decision, settled, chosen)
    if ground.kind is GroundKind.DAYS or not ground.parts:
        return settled.get(_leaf(ground), derived(ground, decision))
    if ground.kind is GroundKind.QUESTION:
        return _under(ground.parts[ground.readings.index(chosen[ground.question])], decision, settled, chosen)
    return _tables(ground, [_under(part, decision, settled, chosen) for part in ground.parts])


def established(harms: int) -> Case:
    """One harm that is certain torture, and others of which nothing is known."""
    case = Case(
        lists={"feared_harms": tuple(range(harms))}, names={(harm.harm, index): f"harm-{index}" for index in range(harms)}
    )
    known = {**MODEL, harm.likelihood: Interval(0.8, 0.8)}
    told = {
        variable: value
        for variable, value in known.items()
        if SECTION_OF[variable].id in {"harm", "applicant", "proceeding", "application"}
    }
    answers = {(variable, None if variable.entity is None else 0): Answer(value) for variable, value in told.items()}
    case.answers.update(answers)
    return case


@pytest.mark.parametrize("circuit", ["ca5", "ca6", "ca9"])
@pytest.mark.parametrize("harms", [1, 2, 5, 12, 50])
def test_more_harms_of_which_nothing_is_known_take_no_protection_away(harms: int, circuit: str) -> None:
    decision = decide(established(harms), Forum(circuit, LAW.maintained_through), LAW)
    assert decision.forms.protection_cat.truth is E
    assert decision.forms.withholding_cat.truth is U


@pytest.mark.parametrize("circuit", CIRCUITS)
def test_an_empty_case_leaves_every_form_open_everywhere(circuit: str) -> None:
    forms = decide(Case(), Forum(circuit, LAW.maintained_through), LAW).forms
    assert {form.truth for form in (forms.asylum, forms.withholding_ina, forms.withholding_cat, forms.deferral_cat)} == {U}


def test_the_same_case_gives_the_same_decision() -> None:
    case, forum = Case(), Forum("ca9", LAW.maintained_through)
    assert decide(case, forum, LAW) == decide(case, forum, LAW)
