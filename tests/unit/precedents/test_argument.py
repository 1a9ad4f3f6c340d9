"""Arguments: what is forced, what would force it, what is near on both sides, and how it is told."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import msgspec
import pytest

from article3.explanations.argument import of_argument
from article3.explanations.html import render as html
from article3.explanations.markdown import render as markdown
from article3.explanations.text import render
from article3.facts import harm
from article3.facts.case import Answer, Case, Exhibit
from article3.facts.case_file import parse_case
from article3.law.precedents import Side
from article3.logic.forum import Forum
from article3.precedents.argument import Argued, Argument, argument
from article3.precedents.reasons import Model, Outcome
from precedent_law import BLINDNESS, authority, law_of, ruled, treating

if TYPE_CHECKING:
    from article3.law.loading import Law

ROOT = Path(__file__).parents[3]
NINTH = Forum("ca9", dt.date(2026, 10, 2))


def case_of(**factors: bool) -> Case:
    case = Case("T.", lists={"feared_harms": (0,)}, names={(harm.harm, 0): "gang"}, exhibits={"A": Exhibit("A", "Declaration")})
    for name, value in factors.items():
        case.factors["looking_away", name, 0] = Answer(value, ("A",), "said so")
    return case


def whole(law: Law, case: Case, model: Model = Model.REASON) -> Argument:
    return argument(case, NINTH, law, ["looking_away"], model=model)


def argued(law: Law, case: Case, model: Model = Model.REASON) -> Argued:
    (found,) = whole(law, case, model).issues
    return found


def told(law: Law, case: Case, *, everything: bool = True) -> str:
    return " ".join(render(of_argument(whole(law, case), everything=everything)).split())


PAID = ruled("paid-v-case", "for", "paid warned", "arrests")
ARRESTS = ruled("arrests-v-case", "against", "arrests", "paid")


def test_a_forced_outcome_names_what_forces_it() -> None:
    law = law_of(PAID, ARRESTS)
    found = argued(law, case_of(paid=True, warned=True, patrols=False))
    assert found.id == "looking_away[gang]"
    assert found.outcome is Outcome.FOR
    assert [one.authority for one in found.by] == ["paid-v-case"]
    assert found.possible == ()
    assert found.would_force == {"for": (), "against": ()}
    assert [(one.place, one.for_applicant, one.against_applicant, one.recorded) for one in found.establishes] == [
        ("feared_harms[gang].officials_look_away", "yes", "no", "")
    ]
    text = told(law, case_of(paid=True, warned=True, patrols=False))
    assert (
        "Forced for the applicant by: - Paid V Case, 1 F.9th 1, 7 (ca9 2010) (passage read; binding; decided on the merits)"
        in text
    )
    assert "Its reason: paid is so, warned is so." in text


def test_what_is_missing_is_told_with_the_evidence_that_would_supply_it() -> None:
    law = law_of(PAID, ARRESTS)
    found = argued(law, case_of(paid=True))
    assert found.outcome is Outcome.NOT_FORCED
    assert found.possible == (Side.FOR, Side.AGAINST)
    (way,) = found.would_force["for"]
    assert (way.authority, way.present, way.absent) == ("paid-v-case", ("warned",), ("patrols",))
    (way,) = found.would_force["against"]
    assert (way.present, way.absent) == (("arrests",), ("warned", "reported", "local"))
    text = told(law, case_of(paid=True))
    assert (
        "What would force it for the applicant: - Paid V Case, 1 F.9th 1, 7 (ca9 2010): show: warned is so; rule out: patrols is so."
        in text
    )
    assert (
        "? Is it so: warned? (for; 8 CFR 1208.18) [feared_harms[gang].factors.looking_away.warned] - What would show warned."
        in text
    )
    assert "✓ Is it so: paid? yes [A] (for) [feared_harms[gang].factors.looking_away.paid] - said so" in text


def test_a_fact_is_asked_for_in_its_own_place() -> None:
    found = argued(law_of(PAID), case_of(paid=True))
    places = {factor.id: factor.place for factor in found.factors}
    assert places["reported"] == "feared_harms[gang].reported"
    assert places["local"] == "feared_harms[gang].officials_concerned"


def test_the_nearest_decisions_come_first_with_what_tells_them_apart() -> None:
    near = ruled("near-v-case", "for", "paid", "arrests", more="warned")
    far = ruled("far-v-case", "for", "paid", "")
    law = law_of(far, near, ARRESTS)
    found = argued(law, case_of(paid=True, warned=True, arrests=True, patrols=True))
    assert [(one.decision.authority, one.level) for one in found.liken] == [("near-v-case", 0), ("far-v-case", 1)]
    first, second = found.liken
    assert (first.shared, first.burdened, first.lacking, first.stronger) == (("paid", "warned", "arrests"), ("patrols",), (), ())
    assert (second.shared, second.burdened, second.stronger) == (("paid",), ("arrests", "patrols"), ("warned",))
    (other,) = found.distinguish
    assert (other.shared, other.burdened, other.to_rule_out) == (("paid", "arrests"), ("warned",), ("reported", "local"))
    text = told(law, case_of(paid=True, warned=True, arrests=True, patrols=True))
    assert "not forced; tell it from Arrests V Case (binding); liken it to Near V Case and Far V Case (binding)." in text
    assert "Expect it to be told apart by: patrols is so (not mentioned in what was read of it)." in text
    assert "Tell it apart by: warned is so (not mentioned in what was read of it)." in text
    assert "Would tell it apart, if shown: reported is so, local is so (not mentioned in what was read of it)." in text


def test_a_reason_that_the_case_lacks_is_told() -> None:
    law = law_of(ruled("arrests-v-case", "against", "arrests patrols", "paid"))
    text = told(law, case_of(paid=True, arrests=True, patrols=False))
    assert "Tell it apart by: patrols is not so." in text
    assert "It does not reach this case, because it rested on what is not so here: patrols is so." in text


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        ("upheld", "left standing on review: shows what may be found, not what must be"),
        ("remand", "sent back: shows what must be considered, decides nothing on the merits"),
        ("dictum", "said in passing"),
    ],
)
def test_what_binds_less_is_labelled_and_forces_nothing(weight: str, said: str) -> None:
    law = law_of(ruled("paid-v-case", "for", "paid warned", "arrests", weight=weight))
    case = case_of(paid=True, warned=True, patrols=False)
    found = argued(law, case)
    assert (found.outcome, found.possible, found.liken[0].decision.may_force) == (Outcome.NOT_FORCED, (), False)
    assert said in told(law, case)


def test_what_is_gone_is_shown_only_as_such() -> None:
    law = law_of(PAID, authorities=(treating("later-v-case", "paid-v-case", "vacates"),))
    case = case_of(paid=True, warned=True, patrols=False)
    found = argued(law, case)
    assert (found.liken, found.others) == ((), ())
    assert [(one.authority, one.standing, one.ended_by) for one in found.gone] == [
        ("paid-v-case", "no longer good", "Later V Case, 1 F.9th 1 (ca9 2015)")
    ]
    assert "Not to be relied on here: - Paid V Case" in told(law, case)


def test_what_was_decided_later_is_not_known_yet() -> None:
    law = law_of(PAID, authorities=(authority("paid-v-case", "ca9", "2026-11-01"),))
    found = argued(law, case_of(paid=True))
    assert (found.liken, found.others, found.gone) == ((), (), ())


def test_another_circuits_decision_is_argued_as_persuasive() -> None:
    law = law_of(PAID, authorities=(authority("paid-v-case", "ca1"),))
    found = argued(law, case_of(paid=True, warned=True, patrols=False))
    assert found.outcome is Outcome.NOT_FORCED
    assert found.liken[0].decision.standing == "another court's, persuasive here"


def conflicting() -> tuple[Law, Case]:
    law = law_of(PAID, ruled("arrests-v-case", "against", "arrests", "paid warned"))
    case = case_of(paid=True, warned=True, arrests=True, patrols=False)
    case.answers[harm.reported, 0] = Answer(False)
    case.answers[harm.officials_concerned, 0] = Answer("higher")
    return law, case


def test_a_conflict_shows_both_sides() -> None:
    law, case = conflicting()
    found = argued(law, case)
    assert found.outcome is Outcome.CONFLICT
    assert {one.authority for one in found.by} == {"paid-v-case", "arrests-v-case"}
    text = told(law, case)
    assert "Binding decisions of the same rank force both outcomes, so nothing is forced:" in text
    assert "decided on the merits) against the applicant: arrests-v-case said so." in text


def test_a_lower_tribunal_that_would_force_the_opposite_is_told() -> None:
    _, case = conflicting()
    law = law_of(
        PAID, ruled("arrests-v-case", "against", "arrests", "paid warned"), authorities=(authority("arrests-v-case", "bia"),)
    )
    found = argued(law, case)
    assert found.outcome is Outcome.FOR
    assert [one.authority for one in found.contrary] == ["arrests-v-case"]
    assert "A lower tribunal's decisions would force the opposite; they do not govern: - Arrests V Case" in told(law, case)


def test_the_result_model_asks_for_every_factor_of_the_winner() -> None:
    law = law_of(ruled("paid-v-case", "for", "paid", "", more="warned"))
    case = case_of(paid=True, arrests=False, patrols=False)
    assert argued(law, case).outcome is Outcome.FOR
    found = argued(law, case, Model.RESULT)
    assert found.outcome is Outcome.NOT_FORCED
    assert found.would_force["for"][0].present == ("warned",)
    assert "this case has all its factors for the winner" in of_argument(whole(law, case, Model.RESULT)).subtitle


def test_issues_of_which_nothing_is_known_are_only_named() -> None:
    law = law_of(PAID)
    text = told(law, case_of(), everything=False)
    assert "NOTHING IS KNOWN YET ON THESE" in text
    assert "Looking away [looking_away[gang]]" in text
    assert "LOOKING AWAY: GANG" not in text
    assert "LOOKING AWAY: GANG" in told(law, case_of())


def test_more_than_the_nearest_are_shown_when_all_are_asked_for() -> None:
    decisions = [ruled(f"case-{number}-v-x", "for", "paid", "") for number in range(5)]
    law = law_of(*decisions, ruled("other-v-x", "for", "warned", ""))
    short, full = (told(law, case_of(paid=True), everything=everything) for everything in (False, True))
    assert "shown with --all: 2 that share a known factor and 1 that share none." in short
    assert "Case 4 V X" not in short
    assert "Other V X" not in short
    assert "Case 4 V X, 1 F.9th 1, 7 (ca9 2010) (" in full
    assert "Further decisions, which share no known factor: - Other V X" in full


@pytest.mark.parametrize("everything", [True, False])
def test_every_format_tells_the_same(everything: bool) -> None:  # noqa: FBT001 - a parameter of the test
    law, case = conflicting()
    outline = of_argument(whole(law, case), everything=everything)
    assert max(len(line) for line in render(outline).splitlines() if "factors.looking_away" not in line) <= 80
    for page in (markdown(outline), html(outline)):
        assert "Looking away: gang" in page
        assert "Paid V Case" in page


def test_the_json_obeys_its_published_schema() -> None:
    schema = json.loads((ROOT / "docs" / "reference" / "argument.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for law, case in (conflicting(), (law_of(PAID, ARRESTS), case_of(paid=True)), (law_of(), case_of())):
        jsonschema.validate(json.loads(msgspec.json.encode(whole(law, case))), schema)


def test_a_day_beyond_the_law_data_is_warned_of() -> None:
    law = law_of(PAID)
    found = argument(case_of(), Forum("ca9", dt.date(2027, 1, 1)), law, ["looking_away"], doubts=("perhaps the Fifth",))
    assert [warning.partition(";")[0] for warning in found.warnings] == [
        "The forum: perhaps the Fifth",
        f"The law here is kept to {law.maintained_through}",
    ]


def test_an_issue_with_nobody_to_ask_about_gives_no_argument() -> None:
    assert argument(Case(), NINTH, law_of(PAID), ["looking_away"]).issues == ()
    assert BLINDNESS.of(Side.AGAINST) == ("arrests", "patrols")


# The advice of the practice advisory on intent: bring the facts close to Guerra v. Barr, set them apart from Matter of J-E- and
# Matter of J-R-G-P-.
ILL = """
article3: 1
title: A man whose illness shows (Mexico)
forum: {circuit: 9}
feared_harms:
  - id: ward
    what: Police pick him up and hurt him in a ward.
    singled_out: yes
    factors:
      specific_intent_institutions:
        mentally_ill: yes
        illness_draws_police: yes
        likely_homeless: yes
        police_detain_such_people: yes
        police_target_such_people: yes
        would_be_institutionalized: yes
        terrible_squalor: yes
        abuse_occurs_there: yes
        want_of_resources: no
"""


def test_the_advisorys_advice_on_intent_comes_out(law: Law) -> None:
    case = parse_case(ILL, "ill.yaml", law)
    (found,) = argument(case, NINTH, law, ["specific_intent_institutions"]).issues
    assert found.outcome is Outcome.NOT_FORCED
    assert found.liken[0].decision.authority == "guerra-v-barr"
    assert {"illness_draws_police", "police_target_such_people"} <= set(found.liken[0].shared)
    apart = {one.decision.authority: one for one in found.distinguish}
    for name in ("matter-of-j-e", "matter-of-j-r-g-p"):
        assert "want_of_resources" in apart[name].lacking, name
        assert {"singled_out", "police_target_such_people"} <= set(apart[name].burdened), name
    text = " ".join(render(of_argument(argument(case, NINTH, law, ["specific_intent_institutions"]))).split())
    short = text.partition("IN SHORT")[2].partition("SPECIFIC INTENT: MENTAL INSTITUTIONS AND HOSPITALS: WARD")[0]
    assert "liken it to Guerra v. Barr" in short
    assert "tell it from" in short
    assert "it rested on what is not so here: caused by want of resources." in text
    assert "not caused by want of resources" in text


def test_what_the_other_side_may_still_cite_is_answered_and_not_relied_on() -> None:
    against, favoring = ARRESTS, PAID
    law = law_of(
        against,
        favoring,
        authorities=(
            treating("one-v-x", "arrests-v-case", "limits", "looking_away"),
            treating("two-v-x", "paid-v-case", "limits", "looking_away"),
        ),
    )
    found = argued(law, case_of(paid=True, warned=True, arrests=True))
    assert [one.decision.standing for one in found.distinguish] == ["confined to its facts"]
    assert found.liken == ()
    assert [one.authority for one in found.gone] == ["paid-v-case"]
    assert found.outcome is Outcome.NOT_FORCED


def test_one_fact_that_means_a_factor_raises_no_issue_and_two_do() -> None:
    law, case = law_of(PAID), case_of()
    case.answers[harm.reported, 0] = Answer(value=True)
    assert not argued(law, case).speaks
    assert "LOOKING AWAY: GANG" not in told(law, case, everything=False)
    case.answers[harm.officials_concerned, 0] = Answer("local")
    assert argued(law, case).speaks
    assert "LOOKING AWAY: GANG" in told(law, case, everything=False)
    assert argued(law, case_of(patrols=False)).speaks, "what is stated as a factor does, though it is absent"


def test_what_is_forced_against_the_applicant_says_what_would_take_the_case_out_of_its_reach() -> None:
    law = law_of(ARRESTS)
    case = case_of(arrests=True, patrols=False, paid=True, warned=False)
    case.answers[harm.reported, 0] = Answer(value=False)
    case.answers[harm.officials_concerned, 0] = Answer("national")
    assert argued(law, case).outcome is Outcome.AGAINST
    text = told(law, case)
    assert (
        "It would not reach this case if any of these were not so: arrests is so; or if any of these were shown, which are not mentioned "
        "in what was read of the decision: warned is so, reported is so, local is so. Check the decision first: the passage was read"
        in text
    )


def test_a_holding_in_doubt_is_argued_and_forces_nothing() -> None:
    law = law_of(msgspec.structs.replace(PAID, doubt="Page 9 was not read."))
    case = case_of(paid=True, warned=True, arrests=False, patrols=False)
    assert argued(law_of(PAID), case).outcome is Outcome.FOR
    found = argued(law, case)
    assert (found.outcome, found.possible) == (Outcome.NOT_FORCED, ())
    assert [(one.decision.doubt, one.decision.may_force) for one in found.liken] == [("Page 9 was not read.", False)]
    assert "It forces nothing, because its reason may be wider than what was read: Page 9 was not read." in told(law, case)
