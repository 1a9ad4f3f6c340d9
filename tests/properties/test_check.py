"""For random answers: the check ends, never says more than the rules find, and never discourages where something is unknown."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.check.casing import built
from article3.check.countries import countries, states
from article3.check.ending import Standing, ending
from article3.check.loading import questions
from article3.check.model import GO, HARD, NOT_SAID, SKIP, UNKNOWN, Question, Takes
from article3.check.order import ANNOUNCED, next_question
from article3.check.rendering import Reader, asked, ended, paper, voices
from article3.check.state import State, decoded
from article3.facts.case_file import parse_case
from article3.findings.decide import decide
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from page_reader import Page
from random_cases import LAW, relaxed
from thorough import examples

pytestmark = pytest.mark.unmeasured

TODAY = dt.date(2026, 11, 23)
READER = Reader(voices("en"), LAW, TODAY)
few = settings(relaxed, max_examples=examples(8))
some = settings(relaxed, max_examples=examples(30))


def values(one: Question) -> st.SearchStrategy[str]:
    """Any answer that a question takes."""
    blank = st.sampled_from([UNKNOWN, NOT_SAID])
    if one is ANNOUNCED:
        return st.sampled_from([GO, SKIP])
    if one.takes is Takes.DAY:
        return st.one_of(blank, st.dates(dt.date(2000, 1, 1), dt.date(2028, 12, 31)).map(str))
    if one.takes is Takes.STATE:
        return st.one_of(blank, st.sampled_from(sorted(states())))
    if one.takes is Takes.COUNTRY:
        return st.one_of(blank, st.sampled_from(sorted(countries("en"))))
    ids = [answer.id for answer in one.answers]
    if one.several:
        return st.one_of(blank, st.lists(st.sampled_from(ids), min_size=1, unique=True).map("+".join))
    return st.one_of(st.sampled_from(ids), blank)


@st.composite
def states_of_answers(draw: st.DrawFn) -> State:
    """Answers to any of the questions, in an order of their own, whether they would be asked or not."""
    state = State()
    for one in draw(st.permutations(list(questions().values()))):
        if draw(st.integers(0, 3)):
            state = state.with_answer(one.id, draw(values(one)))
    return state


@given(st.data())
@few
def test_it_ends_within_the_number_of_questions_and_asks_nothing_twice(data: st.DataObject) -> None:
    state, seen = State(), set()
    while (one := next_question(state, LAW, TODAY)) is not None:
        assert one.id not in seen
        seen.add(one.id)
        assert one is ANNOUNCED or not one.is_hard or state.given[HARD] == GO
        state = state.with_answer(one.id, data.draw(values(one)))
    assert len(seen) <= len(questions()) + 1


@given(states_of_answers())
@some
def test_nothing_is_told_more_strongly_than_it_is_found_in_any_circuit(state: State) -> None:
    found = ending(state, LAW, TODAY)
    assert found.built.circuits
    for form in found.forms:
        truths = {
            getattr(decide(found.built.case, Forum(circuit, TODAY), LAW).forms, form.form.id).truth
            for circuit in found.built.circuits
        }
        assert form.standing.truth is form.truth
        if form.standing is Standing.FOR:
            assert truths == {Truth.ESTABLISHED}
        elif form.standing in {Standing.AGAINST, Standing.SPARE}:
            assert truths == {Truth.NOT_ESTABLISHED}, "nobody is discouraged where something is unknown"
        else:
            assert Truth.UNDETERMINED in truths or len(truths) > 1


@given(states_of_answers())
@some
def test_the_case_that_is_handed_over_says_what_was_answered(state: State) -> None:
    found = built(state, LAW)
    assert parse_case(found.text, "case", LAW) == found.case
    assert decoded(state.encoded()) == state
    assert built(decoded(state.encoded()), LAW).text == found.text


@given(states_of_answers())
@few
def test_every_page_is_sound_and_light(state: State) -> None:
    pages = [ended(READER, state, finished=True), paper(READER, state)]
    one = next_question(state, LAW, TODAY)
    if one is not None:
        pages.append(asked(READER, state, one))
    for page in pages:
        assert Page(page).faults == []
        assert len(page.encode()) < 80_000
        assert "you qualify" not in page.lower()


@given(states_of_answers(), st.data())
@few
def test_an_answer_taken_back_leaves_what_was_there(state: State, data: st.DataObject) -> None:
    """Saying that something is not known never turns an open form against the person."""
    given_ = state.given
    if not given_:
        return
    before = {form.form.id: form.truth for form in ending(state, LAW, TODAY).forms}
    name = data.draw(st.sampled_from(sorted(given_)))
    blank = State(tuple((one, UNKNOWN if one == name and one != HARD else value) for one, value in state.answers))
    if any(name in one.after for one in questions().values()) or name == "state":
        return
    after = {form.form.id: form.truth for form in ending(blank, LAW, TODAY).forms}
    for form, truth in after.items():
        assert truth in {before[form], Truth.UNDETERMINED}
