"""Answers carried in the page: they come back as they went, and nothing else is taken."""

from __future__ import annotations

import base64
import json

import pytest

from article3.check.loading import questions
from article3.check.model import GO, HARD, Takes
from article3.check.state import LONGEST, AnswerError, State, StateError, decoded, read

SOME = (
    State().with_answer("detained", "yes").with_answer("state", "CA").with_answer("arrived", "2026-03-09").with_answer(HARD, GO)
)


def coded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_answers_come_back_as_they_went() -> None:
    assert decoded(SOME.encoded()) == SOME
    assert decoded("") == State()
    assert read(SOME.content()) == SOME


def test_going_back_takes_one_answer_away() -> None:
    assert SOME.back().back().answers == SOME.answers[:2]
    assert State().back() == State()


def test_an_answer_given_again_replaces_the_first() -> None:
    again = SOME.with_answer("detained", "no")
    assert again.answers[-1] == ("detained", "no")
    assert len(again.answers) == len(SOME.answers)


def test_an_answer_whose_question_is_not_asked_any_more_does_not_count() -> None:
    state = State().with_answer("order", "judge").with_answer("absent", "yes").with_answer("order", "no")
    assert state.given == {"order": "no"}


def test_answers_to_every_question_are_short_enough() -> None:
    longest = {Takes.DAY: "2026-03-09", Takes.STATE: "CA", Takes.COUNTRY: "SV"}
    state = State().with_answer(HARD, GO)
    for one in questions().values():
        value = (
            longest[one.takes]
            if one.takes
            else "+".join(answer.id for answer in one.answers)
            if one.several
            else max((answer.id for answer in one.answers), key=len)
        )
        state = state.with_answer(one.id, value)
    assert len(state.encoded()) < LONGEST / 2
    assert decoded(state.encoded()) == state


@pytest.mark.parametrize(
    "text",
    [
        "é",
        "!",
        "A",
        "a" * (LONGEST + 1),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        coded([]),
        coded({"v": 2, "a": []}),
        coded({"v": 1}),
        coded({"v": 1, "a": [], "more": 1}),
        coded({"v": 1, "a": [["detained", "maybe"]]}),
        coded({"v": 1, "a": [["nothing", "yes"]]}),
        coded({"v": 1, "a": [["detained", "yes"], ["detained", "no"]]}),
        coded({"v": 1, "a": [["arrived", "yesterday"]]}),
        coded({"v": 1, "a": [["arrived", "2026-02-30"]]}),
        coded({"v": 1, "a": [["arrived", "0001-01-01"]]}),
        coded({"v": 1, "a": [["country", "Atlantis"]]}),
        coded({"v": 1, "a": [["state", "ZZ"]]}),
        coded({"v": 1, "a": [["why_done", "punish+punish"]]}),
        coded({"v": 1, "a": [["why_done", ""]]}),
        coded({"v": 1, "a": [["hard", "yes"]]}),
        coded({"v": 1, "a": [["detained", "yes", "no"]]}),
    ],
)
def test_what_no_page_lets_one_say_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(StateError) as refused:
        decoded(text)
    assert "maybe" not in str(refused.value)
    assert "yesterday" not in str(refused.value)


def test_an_older_file_loses_only_what_is_not_asked_any_more() -> None:
    content = json.dumps({"v": 1, "a": [["detained", "yes"], ["gone", "yes"]]}).encode()
    assert read(content, lenient=True).answers == (("detained", "yes"),)


def test_a_wrong_answer_says_what_is_expected() -> None:
    for name, value, why in (
        ("arrived", "March", "choose_day"),
        ("state", "California", "choose_state"),
        ("country", "", "choose_country"),
        ("detained", "", "choose_one"),
        ("nothing", "yes", "choose_one"),
        (HARD, "yes", "choose_one"),
    ):
        with pytest.raises(AnswerError) as wrong:
            State().with_answer(name, value)
        assert wrong.value.why == why
