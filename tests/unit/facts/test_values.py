"""Values as they are written and read back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.facts.fact import Text
from article3.facts.values import LEGAL_ESTIMATES, BadValueError, value_of, written
from article3.logic.propositions import YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Day, Estimate, Interval, Number, Variable

YES_NO = YesNo("deliberate", "Is it done on purpose?")
CHOICE = Choice("custody", "In whose custody?", None, ("official", "private", "nobody"))
NUMBER = Number("years", "How many years?", None, "years")
DAY = Day("arrival", "When?")
ESTIMATE = Estimate("likelihood", "How likely is it?")
TEXT = Text("what", "What is done?")
KINDS: tuple[Variable, ...] = (YES_NO, CHOICE, NUMBER, DAY, ESTIMATE, TEXT)

percentages = st.decimals(0, 100, places=6).map(lambda share: f"{share.normalize():f}%")
ranges = st.tuples(st.decimals(0, 100, places=6), st.decimals(0, 100, places=6)).map(
    lambda ends: f"{min(ends):f}% to {max(ends):f}%"
)


@given(st.booleans())
@settings(deadline=None, derandomize=True)
def test_yes_and_no_are_read_back(value: bool) -> None:  # noqa: FBT001 - what is drawn
    assert value_of(YES_NO, written(value)) is value


@given(st.sampled_from(CHOICE.options))
@settings(deadline=None, derandomize=True)
def test_an_option_is_read_back(option: str) -> None:
    assert value_of(CHOICE, written(option)) == option


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
@settings(deadline=None, derandomize=True)
def test_a_day_is_read_back(day: dt.date) -> None:
    assert value_of(DAY, written(day)) == day


@given(st.integers(0, 999_999))
@settings(deadline=None, derandomize=True)
def test_a_whole_number_is_read_back(number: int) -> None:
    assert value_of(NUMBER, written(float(number))) == number


@given(st.decimals(0, 1_000_000, places=3).map(float))
@settings(deadline=None, derandomize=True)
def test_every_number_is_read_back_exactly(number: float) -> None:
    assert value_of(NUMBER, written(number)) == number


@given(st.integers(0, 100), st.integers(0, 100))
@settings(deadline=None, derandomize=True)
def test_a_range_of_whole_percentages_is_read_back(one: int, other: int) -> None:
    value = value_of(ESTIMATE, f"{min(one, other)}% to {max(one, other)}%")
    assert value_of(ESTIMATE, written(value)) == value


@given(percentages | ranges)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_every_percentage_is_read_back_exactly(text: str) -> None:
    value = value_of(ESTIMATE, text)
    assert value_of(ESTIMATE, written(value)) == value


def test_a_likelihood_just_above_one_half_is_never_shown_as_one_half() -> None:
    value = value_of(ESTIMATE, "50.00001%")
    assert isinstance(value, Interval)
    assert value.above(0.5) is Truth.ESTABLISHED
    assert written(value) != "50%"


@pytest.mark.parametrize("word", LEGAL_ESTIMATES)
def test_the_standard_itself_is_read_back(word: str) -> None:
    assert written(value_of(ESTIMATE, word)) == word


def test_the_standard_decides_what_it_says() -> None:
    met, unmet = (value_of(ESTIMATE, word) for word in ("more_likely_than_not", "not_more_likely_than_not"))
    assert isinstance(met, Interval)
    assert isinstance(unmet, Interval)
    assert met.above(0.5) is Truth.ESTABLISHED
    assert unmet.above(0.5) is Truth.NOT_ESTABLISHED


def test_exactly_one_half_is_not_more_likely_than_not() -> None:
    half = value_of(ESTIMATE, "50%")
    assert isinstance(half, Interval)
    assert half.above(0.5) is Truth.NOT_ESTABLISHED


@given(st.integers(0, 100), st.integers(0, 100))
@settings(deadline=None, derandomize=True)
def test_a_percentage_and_its_fraction_are_the_same(one: int, other: int) -> None:
    low, high = min(one, other), max(one, other)
    assert value_of(ESTIMATE, f"{low}% to {high}%") == value_of(ESTIMATE, f"{low / 100} to {high / 100}")


@given(st.text(max_size=60), st.sampled_from(KINDS))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_is_a_value_or_a_bad_value(text: str, variable: Variable) -> None:
    value: object = None
    problem: BadValueError | None = None
    try:
        value = value_of(variable, text)
    except BadValueError as error:
        problem = error
    if problem is None:
        assert value_of(variable, f"  {text}\n") == value
    else:
        assert problem.code
        assert problem.found
        assert problem.expected


@given(st.from_regex(r"[\d.,%–to \-]{1,12}", fullmatch=True))  # noqa: RUF001 - people type an en dash in ranges
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_is_read_as_a_likelihood_lies_between_0_and_1(text: str) -> None:
    try:
        value = value_of(ESTIMATE, text)
    except BadValueError:
        return
    assert isinstance(value, Interval)
    assert 0 <= value.low <= value.high <= 1


@pytest.mark.parametrize("text", ["1_000", "1e3", "٣", "0x10", "1,000", "Infinity", "+-1"])
def test_a_number_is_plain_digits(text: str) -> None:
    with pytest.raises(BadValueError):
        value_of(NUMBER, text)


@pytest.mark.parametrize("text", ["likely", "very likely", "unlikely", "probable", "high", "almost certain", "well-founded"])
def test_no_word_is_turned_into_a_number(text: str) -> None:
    with pytest.raises(BadValueError) as caught:
        value_of(ESTIMATE, text)
    assert caught.value.code == "not-a-likelihood"
    assert "did you mean" not in caught.value.remedy


def test_a_kind_of_variable_that_nobody_can_write_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError, match="Variable"):
        value_of(Variable("x", "What?"), "1")
