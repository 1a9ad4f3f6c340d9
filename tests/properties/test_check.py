"""The private check on whatever somebody answers: it always ends, and never claims more than the decision does."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from article3.check.ending import FORMS, ending, standing
from article3.check.order import most_left, next_question
from article3.check.places import countries, states
from article3.check.questions import Kind, questions
from article3.check.speaking import LANGUAGES, speaker
from article3.check.state import HARD, State, read
from article3.check.stated import case_of, circuit_of
from article3.findings.decide import decide
from article3.law.forums import circuits
from article3.law.loading import load
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from thorough import examples

TODAY = dt.date(2026, 11, 23)
_UNSURE = some.sampled_from(["unknown", "unsaid"])


def answers(question: str) -> some.SearchStrategy[str]:
    """Whatever can be answered to a question."""
    if question == HARD:
        return some.sampled_from(["go", "go", "go", "skip"])
    asked = questions()[question]
    if asked.kind is Kind.DAY:
        return _UNSURE | some.dates(dt.date(2015, 1, 1), dt.date(2028, 1, 1)).map(dt.date.isoformat)
    if asked.kind is Kind.STATE:
        return _UNSURE | some.sampled_from(sorted(states()))
    if asked.kind is Kind.COUNTRY:
        return _UNSURE | some.sampled_from(sorted(countries("en")))
    ids = [one.id for one in asked.answers]
    if asked.kind is Kind.MANY:
        return _UNSURE | some.lists(some.sampled_from(ids), min_size=1, unique=True).map(",".join)
    return _UNSURE | some.sampled_from(ids) | some.sampled_from(ids)


@some.composite
def interviews(draw: some.DrawFn) -> list[State]:
    """Every state of an interview, to its end."""
    state, found = State(), [State()]
    while question := next_question(state, TODAY):
        assert len(found) <= len(questions()) + 1, "it always ends"
        assert question not in state.answers, "nothing is asked twice"
        state = state.with_answer(question, draw(answers(question)))
        found.append(state)
    return found


@pytest.mark.unmeasured
@settings(deadline=None, max_examples=examples(40))
@given(interviews())
def test_it_ends_and_never_claims_more_than_the_decision(found: list[State]) -> None:
    law, state = load(), found[-1]
    assert read(state.written()) == state
    assert most_left(state, TODAY) == 0
    told, _ = standing(state, law, TODAY)
    case, here = case_of(state, law), circuit_of(state)
    for circuit in [here] if here else circuits(law):
        forms = decide(case, Forum(circuit, TODAY), law).forms
        for form in FORMS:
            truth = getattr(forms, form).truth
            assert told[form] in {truth, Truth.UNDETERMINED}, (form, circuit)
            assert told[form] is not Truth.ESTABLISHED or truth is Truth.ESTABLISHED


@pytest.mark.unmeasured
@settings(deadline=None, max_examples=examples(20))
@given(interviews(), some.data())
def test_wherever_it_is_left_the_end_can_be_told_in_every_language(found: list[State], data: some.DataObject) -> None:
    state = data.draw(some.sampled_from(found))
    ended = [ending(state, load(), TODAY, speaker(language)) for language in LANGUAGES]
    assert len({tuple(truth for _, truth, _ in one.forms) for one in ended}) == 1
    assert len({(len(one.urgent), len(one.missing), len(one.dates)) for one in ended}) == 1
    assert most_left(state, TODAY) >= sum(earlier != state for earlier in found[found.index(state) :]) - 1
