from __future__ import annotations

import datetime as dt

import pytest

from article3.logic.propositions import Condition, YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Choice, Day, Estimate, Interval, Number, Value, Variable, reaches

YES, NO, OPEN = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED
JUST_ABOVE = 0.5000001

track = Choice("track", "Which track?", options=("fast", "slow", "none"))
stay = Number("stay", "How long a stay?", unit="years")
arrival = Day("arrival", "When did they arrive?")
risk = Estimate("risk", "How likely?")


@pytest.mark.parametrize(
    ("interval", "truth"),
    [
        (Interval(0.5, 0.5), NO),
        (Interval(JUST_ABOVE, JUST_ABOVE), YES),
        (Interval(0.6, 0.6), YES),
        (Interval(0.2, 0.4), NO),
        (Interval(0.2, 0.5), NO),
        (Interval(0.4, 0.7), OPEN),
        (Interval(0.5, 0.7), OPEN),
        (Interval(0.5, 0.7, low_open=True), YES),
        (Interval(0.5, 1.0, low_open=True), YES),
        (Interval(0.4, 0.7, low_open=True), OPEN),
        (Interval(0.4, 0.5, low_open=True), NO),
        (Interval(JUST_ABOVE, 0.9), YES),
        (Interval(0.0, 1.0), OPEN),
        (Interval(1.0, 1.0), YES),
        (Interval(0.0, 0.0), NO),
    ],
)
def test_probability_of_exactly_one_half_is_not_above_it(interval: Interval, truth: Truth) -> None:
    assert interval.above(0.5) is truth
    assert risk.above(0.5).holds(interval) is truth


@pytest.mark.parametrize(("value", "truth"), [(4.9, NO), (5, YES), (5.0, YES), (5.1, YES), (0, NO)])
def test_number_reaches_its_bound_at_the_bound(value: float, truth: Truth) -> None:
    assert stay.at_least(5).holds(value) is truth


@pytest.mark.parametrize(
    ("value", "truth"), [(dt.date(2020, 2, 28), NO), (dt.date(2020, 2, 29), YES), (dt.date(2020, 3, 1), YES)]
)
def test_day_reaches_its_bound_on_that_day(value: dt.date, truth: Truth) -> None:
    assert arrival.on_or_after(dt.date(2020, 2, 29)).holds(value) is truth


@pytest.mark.parametrize(
    ("value", "bound"),
    [
        (dt.date(2020, 1, 1), 0.5),
        (Interval(0.1, 0.2), dt.date(2020, 1, 1)),
        (5.0, dt.date(2020, 1, 1)),
        ("five", 5.0),
    ],
)
def test_things_that_cannot_be_compared_are_refused(value: Value, bound: float | dt.date) -> None:
    with pytest.raises(TypeError, match="cannot compare"):
        reaches(value, bound)


def test_choice_is_tested_by_its_options() -> None:
    assert [track.is_("slow").holds(option) for option in track.options] == [NO, YES, NO]
    with pytest.raises(ValueError, match="track has no option quick"):
        track.is_("quick")


# Candidates: they must show every combination of answers that any possible value shows, and no other.


def patterns(tests: list[Condition], values: list[Value]) -> set[tuple[Truth, ...]]:
    return {tuple(test.holds(value) for test in tests) for value in values}


def test_candidates_of_yes_or_no_are_both() -> None:
    assert set(YesNo("credible", "?").candidates(None, ())) == {True, False}


def test_candidates_of_a_choice_are_its_options() -> None:
    assert tuple(track.candidates(None, ())) == track.options


@pytest.mark.parametrize("bounds", [[5.0], [1.0, 5.0], [5.0, 1.0, 5.0], [1.0, 1.5, 2.0]])
def test_candidates_of_a_number_show_every_combination_of_answers(bounds: list[float]) -> None:
    tests: list[Condition] = [stay.at_least(bound) for bound in bounds]
    sampled: list[Value] = [step / 4 for step in range(-8, 40)]

    assert patterns(tests, list(stay.candidates(None, bounds))) == patterns(tests, sampled)


@pytest.mark.parametrize("bounds", [[dt.date(2020, 3, 1)], [dt.date(2021, 1, 1), dt.date(2020, 2, 29), dt.date(2020, 3, 1)]])
def test_candidates_of_a_day_show_every_combination_of_answers(bounds: list[dt.date]) -> None:
    tests: list[Condition] = [arrival.on_or_after(bound) for bound in bounds]
    sampled: list[Value] = [dt.date(2019, 12, 1) + dt.timedelta(days=step) for step in range(500)]

    assert patterns(tests, list(arrival.candidates(None, bounds))) == patterns(tests, sampled)


@pytest.mark.parametrize("bounds", [[0.5], [0.5, 0.25], [0.1, 0.25, 0.5, 0.75]])
@pytest.mark.parametrize(
    "known",
    [
        None,
        Interval(0.0, 1.0),
        Interval(0.25, 0.5),
        Interval(0.25, 0.75),
        Interval(0.25, 0.75, low_open=True),
        Interval(0.5, 1.0, low_open=True),
        Interval(0.3, 0.6),
        Interval(0.3, 0.6, low_open=True),
        Interval(0.5, 0.5),
        Interval(0.0, 0.5),
    ],
)
def test_candidates_of_an_estimate_show_every_combination_of_answers_within_what_is_known(
    known: Interval | None, bounds: list[float]
) -> None:
    tests: list[Condition] = [risk.above(bound) for bound in bounds]
    within = known or Interval(0.0, 1.0)
    points = [step / 100 for step in range(101)]
    sampled: list[Value] = [
        Interval(point, point)
        for point in points
        if within.low <= point <= within.high and not (within.low_open and point == within.low)
    ]

    found = patterns(tests, list(risk.candidates(known, bounds)))

    assert found == patterns(tests, sampled)
    assert all(OPEN not in pattern for pattern in found)


def test_bounds_of_another_kind_do_not_disturb_the_candidates() -> None:
    day = dt.date(2020, 1, 1)

    assert list(stay.candidates(None, [5.0, day])) == list(stay.candidates(None, [5.0]))
    assert list(arrival.candidates(None, [5.0, day])) == list(arrival.candidates(None, [day]))


def test_variable_without_tests_has_no_candidates() -> None:
    with pytest.raises(TypeError, match="Variable has no candidates"):
        Variable("remark", "What else?").candidates(None, ())


def test_intervals_are_compared_by_value() -> None:
    assert Interval(0.5, 1.0) == Interval(0.5, 1.0)
    assert Interval(0.5, 1.0) != Interval(0.5, 1.0, low_open=True)
