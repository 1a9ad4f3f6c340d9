"""Which way a proposition pulls."""

from __future__ import annotations

from article3.logic.planes import PlaneEvaluation
from article3.logic.polarity import between, pulls, pulls_both_ways
from article3.logic.propositions import Not, YesNo, all_of, any_of, cite, rule, unless
from article3.rules.bars import mandatory_denial
from article3.rules.convention import deferral_cat, protection_cat, withholding_cat
from case_rows import CaseRows
from truth_table import KnownCase

NOTHING = KnownCase({}, {}, {})
bar, danger, filed = YesNo("bar", "?"), YesNo("danger", "?"), YesNo("filed", "?")


def test_an_exception_pulls_against_and_a_double_negation_for() -> None:
    root = rule("root", "", unless(all_of(danger, Not(Not(filed))), bar), by=cite("none"))
    signs = pulls(root)
    assert [set(signs[node]) for node in (danger, filed, bar)] == [{1}, {1}, {-1}]


def test_a_bar_that_moves_protection_from_one_form_to_the_other_pulls_both_ways() -> None:
    assert pulls_both_ways(protection_cat) == (mandatory_denial,)
    assert pulls_both_ways(withholding_cat) == ()
    assert {withholding_cat, deferral_cat, mandatory_denial} <= between(protection_cat, mandatory_denial)


def test_of_two_rules_that_pull_both_ways_the_one_above_is_followed() -> None:
    lower = rule("lower", "", bar, by=cite("none"))
    upper = rule("upper", "", any_of(lower, filed), by=cite("none"))
    root = rule("root", "", any_of(all_of(danger, upper), unless(danger, upper)), by=cite("none"))
    assert pulls_both_ways(root) == (upper,)
    assert not between(root, filed) & {lower}


def test_what_one_of_several_settles_is_not_lost_to_the_next() -> None:
    first, second = (rule(name, "", fact, by=cite("none")) for name, fact in (("first", bar), ("second", danger)))
    settled, left_open = any_of(first, Not(first)), any_of(second, all_of(second, Not(second), filed))
    for parts in ((settled, left_open), (left_open, settled)):
        root = rule("root", "", any_of(*parts), by=cite("none"))
        assert set(pulls_both_ways(root)) == {first, second}
        assert PlaneEvaluation(CaseRows([NOTHING])).planes(root).yes == 1
