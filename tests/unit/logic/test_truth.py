from __future__ import annotations

import pytest

from article3.logic.truth import Truth, truth_of


@pytest.mark.parametrize("truth", list(Truth))
def test_opposite_of_the_opposite_is_the_truth_itself(truth: Truth) -> None:
    assert truth.opposite.opposite is truth


def test_only_undetermined_is_its_own_opposite() -> None:
    assert [truth for truth in Truth if truth.opposite is truth] == [Truth.UNDETERMINED]


def test_only_undetermined_is_not_definite() -> None:
    assert [truth for truth in Truth if not truth.is_definite] == [Truth.UNDETERMINED]


def test_true_is_established_and_false_is_not() -> None:
    assert truth_of(True) is Truth.ESTABLISHED
    assert truth_of(False) is Truth.NOT_ESTABLISHED


def test_words_that_decisions_store_stay_what_they_are() -> None:
    assert [truth.value for truth in Truth] == ["established", "not established", "undetermined"]
