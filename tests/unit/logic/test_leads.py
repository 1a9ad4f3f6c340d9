"""What is asked first."""

from __future__ import annotations

from article3.logic.leads import leads
from article3.logic.propositions import YesNo, all_of, any_of, cite, rule, unless
from article3.logic.variables import Choice

INDICATED, DISPROVED, OTHER = (YesNo(name, f"{name}?") for name in ("indicated", "disproved", "other"))
KIND, SORT = Choice("kind", "Which?", None, ("one", "two")), Choice("sort", "Which?", None, ("one", "two"))
BY = cite("cfr-1208-16")


def test_an_exception_waits_for_the_fact_that_it_is_an_exception_to() -> None:
    assert leads(unless(INDICATED, DISPROVED)) == {DISPROVED: (INDICATED,)}


def test_an_exception_to_more_than_a_fact_waits_for_nothing() -> None:
    assert leads(unless(all_of(INDICATED, OTHER), DISPROVED)) == {}


def test_what_follows_one_answer_of_a_choice_waits_for_it_and_what_precedes_it_does_not() -> None:
    assert leads(all_of(OTHER, KIND.is_("one"), INDICATED)) == {INDICATED: (KIND,)}


def test_leads_stand_in_the_order_in_which_they_wait_for_each_other() -> None:
    assert leads(all_of(KIND.is_("one"), all_of(SORT.is_("two"), OTHER))) == {SORT: (KIND,), OTHER: (KIND, SORT)}


def test_what_is_reached_another_way_too_waits_for_nothing() -> None:
    assert leads(any_of(unless(INDICATED, DISPROVED), DISPROVED)) == {}
    shared = rule("shared", "It holds.", DISPROVED, by=BY)
    assert leads(unless(INDICATED, shared), all_of(OTHER, shared)) == {}
    assert leads(unless(INDICATED, shared), unless(INDICATED, shared)) == {DISPROVED: (INDICATED,)}
