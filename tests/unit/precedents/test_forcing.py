"""What binding decisions force on a case: filled in, shown, checked against what is recorded; and what never forces anything."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.explanations.outline import of_decision, of_finding
from article3.explanations.text import render
from article3.facts import bars, harm
from article3.facts.case import Answer, Case, Exhibit
from article3.findings import Decision, decide
from article3.law.data_files import LawDataError
from article3.law.model import Holding, Weight
from article3.law.positions import governance
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from article3.precedents.applied import Bears
from article3.precedents.forcing import constrain
from article3.precedents.standing import Standing, placed
from article3.precedents.vocabulary import established, problems
from precedent_law import BLINDNESS, CRIME, authority, factor, law_of, ruled, treating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.law.loading import Law
    from article3.law.precedents import Precedent

DAY = dt.date(2026, 10, 2)
NINTH = Forum("ca9", DAY)
LOOKS_AWAY = ruled("a-v-b", "for", "paid warned", "arrests")
PLACE = "feared_harms[gang].officials_look_away"


def case_of(factors: Mapping[str, bool] | None = None, *, recorded: bool | None = None, note: str = "") -> Case:
    """A case of one harm with these factors; ``reported`` is the fact of that name."""
    case = Case(lists={"feared_harms": (0,)}, names={(harm.harm, 0): "gang"}, exhibits={"A": Exhibit("A", "Declaration")})
    for name, value in (factors or {}).items():
        if name == "reported":
            case.answers[harm.reported, 0] = Answer(value)
        else:
            case.factors["looking_away", name, 0] = Answer(value, ("A",))
    if recorded is not None or note:
        case.answers[harm.officials_look_away, 0] = Answer(recorded, (), note)
    return case


FORCED = {"paid": True, "warned": True, "patrols": False}


def test_a_forced_assessment_is_filled_in_with_its_precedent_and_its_proof() -> None:
    law = law_of(LOOKS_AWAY)
    found = constrain(case_of(FORCED), NINTH, law)
    stated = found.case.answers[harm.officials_look_away, 0]
    assert stated == Answer(True, ("A",))
    (applied,) = found.applied[harm.officials_look_away, 0]
    assert (applied.authority, applied.bears, applied.factors) == ("a-v-b", Bears.FORCES, ("paid", "warned"))
    assert applied.cite == "A V B, 1 F.9th 1, 7 (ca9 2010)"
    assert found.warnings == ()


def test_what_was_noted_beside_an_unknown_answer_is_kept() -> None:
    found = constrain(case_of(FORCED, note="ask again"), NINTH, law_of(LOOKS_AWAY))
    assert found.case.answers[harm.officials_look_away, 0] == Answer(True, ("A",), "ask again")


@pytest.mark.parametrize("missing", sorted(FORCED))
def test_each_point_of_the_argument_is_needed(missing: str) -> None:
    less = {name: value for name, value in FORCED.items() if name != missing}
    case = case_of(less)
    assert constrain(case, NINTH, law_of(LOOKS_AWAY)).case is case


def decided(case: Case, law: Law, forum: Forum = NINTH) -> Decision:
    return decide(case, forum, law)


def test_a_forced_assessment_decides_findings_and_is_told_as_forced() -> None:
    law = law_of(LOOKS_AWAY)
    assert decided(case_of(), law).findings["awareness[gang]"].truth is Truth.UNDETERMINED
    decision = decided(case_of(FORCED), law)
    finding = decision.findings["awareness[gang]"]
    assert finding.truth is Truth.ESTABLISHED
    assert PLACE not in decision.asks
    assert finding.evidence == ("A",)
    text = " ".join(render(of_finding(decision, [finding])).split())
    assert "Do officials deliberately look away from it? yes, forced by precedent [A]" in text
    assert "Forced by A V B, 1 F.9th 1, 7 (ca9 2010) (passage read), on looking_away: a-v-b said so." in text
    written = msgspec.json.decode(msgspec.json.encode(decision))
    assert '"bears":"forces"' in msgspec.json.encode(written).decode()


def test_what_is_recorded_in_line_with_precedent_is_supported_by_it() -> None:
    case = case_of(FORCED, recorded=True)
    found = constrain(case, NINTH, law_of(LOOKS_AWAY))
    assert found.case is case
    assert [one.bears for one in found.applied[harm.officials_look_away, 0]] == [Bears.SUPPORTS]
    assert found.warnings == ()
    decision = decided(case, law_of(LOOKS_AWAY))
    assert "In line with A V B" in " ".join(render(of_decision(decision)).split())


def test_what_is_recorded_against_precedent_is_kept_and_warned_of() -> None:
    case = case_of(FORCED, recorded=False)
    found = constrain(case, NINTH, law_of(LOOKS_AWAY))
    assert found.case is case
    (warning,) = found.warnings
    assert warning.startswith("gang, officials_look_away: no is recorded, and binding precedent forces the opposite")
    assert "A V B, 1 F.9th 1, 7 (ca9 2010), on looking_away" in warning
    decision = decided(case, law_of(LOOKS_AWAY))
    assert warning in decision.warnings
    assert "Contrary to what is recorded: A V B" in " ".join(render(of_decision(decision, full=True)).split())


def against(name: str = "c-v-d", **more: str) -> Precedent:
    return ruled(name, "against", "arrests", "paid warned", **more)


def test_decisions_that_conflict_force_nothing_and_say_so() -> None:
    law = law_of(LOOKS_AWAY, against())
    case = case_of({"paid": True, "warned": True, "arrests": True, "patrols": False})
    case = msgspec.structs.replace(
        case, answers={(harm.officials_concerned, 0): Answer("higher"), (harm.reported, 0): Answer(False)}
    )
    found = constrain(case, NINTH, law)
    assert found.case is case
    (warning,) = found.warnings
    assert warning.startswith("gang: binding decisions conflict on looking_away, so nothing is taken from them")
    assert "A V B, 1 F.9th 1, 7 (ca9 2010) (for the applicant); C V D" in warning


def test_two_issues_that_force_opposite_answers_force_none() -> None:
    twin = msgspec.structs.replace(BLINDNESS, id="mirror", for_={"officials_look_away": False}, against={})
    law = law_of(LOOKS_AWAY, ruled("e-v-f", "for", "paid", issue="mirror"), issues=(BLINDNESS, twin))
    case = case_of(FORCED)
    for name, value in (("paid", True), ("arrests", False), ("patrols", False)):
        case.factors["mirror", name, 0] = Answer(value)
    found = constrain(case, NINTH, law)
    assert found.case is case
    assert found.applied == {}
    assert found.warnings == (
        "gang, officials_look_away: binding decisions on looking_away and mirror force opposite answers, so nothing is taken from them.",
    )


def test_a_conviction_is_reached_by_an_issue_of_its_own() -> None:
    law = law_of(ruled("e-v-f", "for", "property_only", issue="how_grave"))
    case = Case(lists={"convictions": (0,)}, names={(bars.conviction, 0): "theft"})
    case.factors["how_grave", "property_only", 0] = Answer(True)
    case.factors["how_grave", "weapon", 0] = Answer(False)
    assert constrain(case, NINTH, law).case.answers[bars.particularly_serious, 0].value is False


def test_a_fact_that_is_a_choice_is_read_as_its_factor() -> None:
    law = law_of(ruled("e-v-f", "for", "local reported", "arrests patrols"))
    for option, forced in (("local", True), ("higher", False)):
        case = case_of({"reported": True})
        case.answers[harm.officials_concerned, 0] = Answer(option)
        assert ((harm.officials_look_away, 0) in constrain(case, NINTH, law).applied) is forced


def is_forced(law: Law, forum: Forum = NINTH) -> bool:
    return bool(constrain(case_of(FORCED), forum, law).applied)


def standing(law: Law, forum: Forum = NINTH, name: str = "a-v-b") -> Standing:
    found = placed(law, "looking_away", forum.circuit, forum.as_of)
    return next(one.standing for one in found if one.precedent.authority == name)


def test_a_decision_of_the_circuit_binds_there_and_nowhere_else() -> None:
    law = law_of(LOOKS_AWAY)
    assert is_forced(law)
    assert not is_forced(law, Forum("ca5", DAY))
    assert standing(law, Forum("ca5", DAY)) is Standing.ELSEWHERE


@pytest.mark.parametrize("court", ["bia", "ag", "scotus"])
def test_board_attorney_general_and_supreme_court_bind_everywhere(court: str) -> None:
    law = law_of(LOOKS_AWAY, authorities=(authority("a-v-b", court),))
    assert all(is_forced(law, Forum(circuit, DAY)) for circuit in ("ca1", "ca9", "cadc"))


def test_nothing_is_forced_before_the_day_of_decision() -> None:
    law = law_of(LOOKS_AWAY)
    assert is_forced(law, Forum("ca9", dt.date(2010, 5, 5)))
    assert not is_forced(law, Forum("ca9", dt.date(2010, 5, 4)))
    year_only = law_of(LOOKS_AWAY, authorities=(authority("a-v-b", "ca9", "2010"),))
    assert not is_forced(year_only, Forum("ca9", dt.date(2010, 12, 30)))
    assert is_forced(year_only, Forum("ca9", dt.date(2010, 12, 31)))


@pytest.mark.parametrize("how", ["vacates", "overrules", "abrogates", "reverses", "supersedes"])
def test_what_was_ended_forces_nothing_from_that_day(how: str) -> None:
    law = law_of(LOOKS_AWAY, authorities=(treating("later-v-case", "a-v-b", how),))
    assert is_forced(law, Forum("ca9", dt.date(2014, 12, 31)))
    assert not is_forced(law, Forum("ca9", dt.date(2015, 1, 1)))
    assert standing(law) is Standing.ENDED


@pytest.mark.parametrize(
    ("how", "point", "still"),
    [
        ("vacates", "other grounds", Standing.BINDING),
        ("vacates", "looking_away", Standing.ENDED),
        ("limits", "looking_away", Standing.LIMITED),
        ("overrules", "awareness", Standing.ENDED),
        ("overrules", "relocation", Standing.BINDING),
        ("distinguishes", "looking_away", Standing.BINDING),
    ],
)
def test_an_end_on_one_point_reaches_that_point_and_what_rests_on_it(how: str, point: str, still: Standing) -> None:
    issue = msgspec.structs.replace(BLINDNESS, questions=("awareness",))
    law = law_of(LOOKS_AWAY, authorities=(treating("later-v-case", "a-v-b", how, point),), issues=(issue,))
    assert standing(law) is still
    assert is_forced(law) is (still is Standing.BINDING)


@pytest.mark.parametrize("weight", ["upheld", "remand", "dictum"])
def test_only_a_holding_on_the_merits_forces(weight: str) -> None:
    assert not is_forced(law_of(ruled("a-v-b", "for", "paid warned", "arrests", weight=weight)))


def test_what_is_no_precedent_forces_nothing() -> None:
    law = law_of(LOOKS_AWAY, authorities=(authority("a-v-b", "ca9", precedential=False),))
    assert not is_forced(law)
    assert standing(law) is Standing.UNPUBLISHED


def test_a_board_decision_on_a_reading_that_the_circuit_rejects_forces_nothing_there() -> None:
    issue = msgspec.structs.replace(BLINDNESS, questions=("awareness",))
    law = law_of(ruled("matter-of-s-v", "for", "paid warned", "arrests"), issues=(issue,))
    law = dataclasses.replace(law, authorities={**law.authorities, "matter-of-s-v": law_of().authority("matter-of-s-v")})
    before, after = Forum("ca9", dt.date(2002, 1, 1)), NINTH
    assert standing(law, before, "matter-of-s-v") is Standing.BINDING
    assert is_forced(law, before)
    assert standing(law, after, "matter-of-s-v") is Standing.OUTRANKED
    assert not is_forced(law, after)


def test_a_decision_on_a_reading_that_is_open_forces_nothing() -> None:
    law = law_of()
    question, circuit, (reading, *_) = next(
        (name, court, governing.live)
        for name in law.questions
        for court in ("ca6", "ca1", "ca9")
        if (governing := governance(law, name, court, DAY)).is_open
    )
    issue = msgspec.structs.replace(BLINDNESS, questions=(question,))
    one = authority("a-v-b", circuit, holdings=(Holding("It says so.", question=question, reading=reading, weight=Weight.DICTA),))
    # A dictum adopts a reading and settles nothing, so that the question stays open.
    law = law_of(LOOKS_AWAY, authorities=(one,), issues=(issue,))
    forum = Forum(circuit, DAY)
    assert standing(law, forum) is Standing.OPEN
    assert not is_forced(law, forum)


def test_a_higher_tribunal_prevails_over_a_lower_one() -> None:
    law = law_of(LOOKS_AWAY, against(), authorities=(authority("c-v-d", "bia"),))
    case = case_of({"paid": True, "warned": True, "arrests": True, "patrols": False, "reported": False})
    case.answers[harm.officials_concerned, 0] = Answer("higher")
    assert constrain(case, NINTH, law).case.answers[harm.officials_look_away, 0].value is True
    assert constrain(case, Forum("ca5", DAY), law).case.answers[harm.officials_look_away, 0].value is False


def test_an_issue_must_name_facts_that_exist() -> None:
    broken = msgspec.structs.replace(
        BLINDNESS,
        for_={"officials_look_awy": True, "reported": True},
        factors=(
            *BLINDNESS.factors,
            factor("x", BLINDNESS.factors[0].side, fact="no_such_fact"),
            factor("y", BLINDNESS.factors[0].side, fact="officials_concerned", is_="middling"),
            factor("z", BLINDNESS.factors[0].side, fact="reported", is_="yes"),
            factor("w", BLINDNESS.factors[0].side, fact="likelihood"),
        ),
    )
    said = "\n".join(problems([broken, CRIME]))
    for expected in (
        "precedents/issues/looking_away.toml: 'for' names 'officials_look_awy', which is no assessment of a harm; those there are: ",
        "'for' names 'reported', which is no assessment",
        "factor 'x': there is no fact 'no_such_fact' of a harm; 'article3 law list facts' lists them",
        "factor 'y': 'is' must be one of local, higher, the options of officials_concerned",
        "factor 'z': reported is yes or no; remove 'is'",
        "factor 'w': likelihood is neither yes or no nor a choice; state the factor by itself",
    ):
        assert expected in said
    assert list(problems([BLINDNESS, CRIME])) == []
    with pytest.raises(LawDataError, match="no assessment of a harm"):
        established(broken, BLINDNESS.factors[0].side)
    with pytest.raises(LawDataError, match="no fact 'no_such_fact'"):
        constrain(case_of(FORCED), NINTH, law_of(LOOKS_AWAY, issues=(broken,)))


def test_what_an_outcome_establishes_is_no_factor_of_it() -> None:
    circular = msgspec.structs.replace(
        BLINDNESS, factors=(*BLINDNESS.factors, factor("x", BLINDNESS.factors[0].side, fact="officials_look_away"))
    )
    assert any("it cannot be both" in problem for problem in problems([circular]))
