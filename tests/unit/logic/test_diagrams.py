from __future__ import annotations

import functools
import itertools

import pytest

from article3.logic.diagrams import NO, YES, BoundExceededError, Diagrams, combine


def unknown(diagrams: Diagrams, level: int) -> int:
    return diagrams.choose(level, [YES, NO])


def test_choice_that_makes_no_difference_makes_no_node() -> None:
    diagrams = Diagrams(3)

    assert diagrams.choose(0, [YES, YES]) == YES
    assert diagrams.choose(0, [NO, NO, NO]) == NO


def test_same_choice_is_the_same_number() -> None:
    diagrams = Diagrams(100)

    assert unknown(diagrams, 0) == unknown(diagrams, 0)
    assert unknown(diagrams, 0) != unknown(diagrams, 1)


def test_same_function_is_the_same_number_however_it_is_built() -> None:
    diagrams = Diagrams(1000)
    a, b, c = (unknown(diagrams, level) for level in range(3))
    both, either, negate = diagrams.both, diagrams.either, diagrams.negate

    assert both(a, either(b, c)) == either(both(c, a), both(b, a))
    assert negate(both(a, b)) == either(negate(b), negate(a))
    assert negate(negate(either(a, c))) == either(c, a)
    assert either(a, both(a, b)) == a
    assert both(a, negate(a)) == NO
    assert either(negate(c), c) == YES
    assert both(a, b) != both(a, c)


def test_constants_decide_or_drop_out() -> None:
    diagrams = Diagrams(100)
    a = unknown(diagrams, 0)

    assert [diagrams.both(a, YES), diagrams.both(YES, a), diagrams.either(a, NO), diagrams.either(NO, a)] == [a] * 4
    assert [diagrams.both(a, NO), diagrams.both(NO, a)] == [NO] * 2
    assert [diagrams.either(a, YES), diagrams.either(YES, a)] == [YES] * 2
    assert (diagrams.negate(YES), diagrams.negate(NO)) == (NO, YES)


def test_every_function_of_three_unknowns_has_one_number() -> None:
    diagrams = Diagrams(10_000)
    a, b, c = (unknown(diagrams, level) for level in range(3))
    rows = list(itertools.product([False, True], repeat=3))

    def minterm(row: tuple[bool, ...]) -> int:
        literals = [which if holds else diagrams.negate(which) for which, holds in zip((a, b, c), row, strict=True)]
        return functools.reduce(diagrams.both, literals)

    numbers = set()
    for chosen in itertools.product([False, True], repeat=len(rows)):
        terms = [minterm(row) for row, taken in zip(rows, chosen, strict=True) if taken]
        forward, backward = functools.reduce(diagrams.either, terms, NO), functools.reduce(diagrams.either, terms[::-1], NO)
        assert forward == backward
        numbers.add(forward)

    assert len(numbers) == 2 ** len(rows)


def test_unknown_may_have_many_values() -> None:
    diagrams = Diagrams(100)
    low, high = diagrams.choose(0, [YES, NO, NO]), diagrams.choose(0, [NO, NO, YES])

    assert diagrams.both(low, high) == NO
    assert diagrams.either(low, high) == diagrams.choose(0, [YES, NO, YES])
    assert diagrams.negate(low) == diagrams.choose(0, [NO, YES, YES])


def test_support_is_what_can_still_make_a_difference() -> None:
    diagrams = Diagrams(100)
    a, b, c = (unknown(diagrams, level) for level in (3, 5, 9))
    cancels = diagrams.either(diagrams.both(a, b), diagrams.both(diagrams.negate(a), b))

    assert diagrams.support(cancels) == {5}
    assert diagrams.support(diagrams.either(cancels, c)) == {5, 9}
    assert diagrams.support(YES) == diagrams.support(NO) == frozenset()


def test_store_refuses_more_nodes_than_its_bound() -> None:
    diagrams = Diagrams(4)
    a, b = unknown(diagrams, 0), unknown(diagrams, 1)

    with pytest.raises(BoundExceededError):
        diagrams.both(a, b)


def test_full_store_still_gives_what_it_holds() -> None:
    diagrams = Diagrams(4)
    a, b = unknown(diagrams, 0), unknown(diagrams, 1)

    assert unknown(diagrams, 0) == a
    assert diagrams.both(b, b) == b
    assert diagrams.either(a, YES) == YES


def test_parts_are_combined_whatever_their_number() -> None:
    diagrams = Diagrams(100)
    a, b, c = (unknown(diagrams, level) for level in range(3))

    assert combine(YES, [], diagrams.both) == YES
    assert combine(YES, [a], diagrams.both) == a
    assert combine(YES, [a, b, c], diagrams.both) == diagrams.both(diagrams.both(c, a), b)
    assert combine(NO, [a, b, c], diagrams.either) == diagrams.either(diagrams.either(b, c), a)
