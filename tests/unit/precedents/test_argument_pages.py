"""What an argument's page tells and leaves out: the law here, what binds, how well a decision was read, and how much of it all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from article3.explanations.argument import of_argument
from article3.explanations.precedents import of_issue
from article3.explanations.text import render
from article3.facts import harm
from article3.facts.case import Answer, Case, Exhibit
from article3.facts.case_file import parse_case
from article3.law.model import Verification
from article3.logic.forum import Forum
from article3.precedents.argument import argument
from article3.precedents.reasons import Model
from precedent_law import authority, law_of, ruled

if TYPE_CHECKING:
    from article3.law.loading import Law
    from article3.law.precedents import Precedent

DAY = dt.date(2026, 10, 2)
SCREEN = 50
"""Lines that fit on a screen."""

PAID = ruled("paid-v-case", "for", "paid warned", "arrests")
ARRESTS = ruled("arrests-v-case", "against", "arrests", "paid")

MARTA = """
article3: 1
title: Marta, whose brother-in-law's gang pays the precinct (Honduras)
forum: {circuit: 9}
exhibits:
  - {id: A, title: Declaration, kind: declaration}
feared_harms:
  - id: gang
    what: The gang seizes her; the precinct has been paid.
    perpetrator: {is: private, because: [A]}
    officials_concerned: {is: local, because: [A]}
    reported: {is: yes, because: [A]}
    factors:
      willful_blindness:
        officials_paid: {is: yes, because: [A]}
        officials_investigated: no
        attacker_arrested: no
        attacker_prosecuted: no
        attackers_unidentified: no
        response_untested: no
        only_general_ineffectiveness: no
        only_conjecture: no
        state_fights_torturers: no
      government_efforts: {state_fights_torturers: yes, officials_undo_efforts: yes, corruption_persists: yes}
  - id: street
    what: Somebody robs her.
"""


def marta(law: Law, issue: str, circuit: str, **how: bool) -> str:
    found = argument(parse_case(MARTA, "marta.yaml", law), Forum(circuit, DAY), law, [issue])
    return " ".join(render(of_argument(found, **how)).split())


def invented(
    *precedents: Precedent, court: str = "ca9", severe: bool | None = None, of: str = "ca9", **factors: bool
) -> tuple[Law, Case, Forum]:
    """A law of these precedents, all of one court, and a case with these factors."""
    law = law_of(*precedents, authorities=tuple(authority(one.authority, court) for one in precedents if one is not PAID))
    case = Case("T.", lists={"feared_harms": (0,)}, names={(harm.harm, 0): "gang"}, exhibits={"A": Exhibit("A", "Declaration")})
    for name, value in factors.items():
        case.factors["looking_away", name, 0] = Answer(value, ("A",))
    if severe is not None:
        case.answers[harm.officials_look_away, 0] = Answer(severe)
    return law, case, Forum(of, DAY)


def told(law: Law, case: Case, forum: Forum, *, model: Model = Model.REASON, **how: Any) -> str:
    return " ".join(render(of_argument(argument(case, forum, law, ["looking_away"], model=model), **how)).split())


def short(text: str) -> str:
    return text.partition("IN SHORT")[2].partition("LOOKING AWAY: GANG")[0]


# The law here.


@pytest.mark.parametrize("how", [{}, {"brief": True}, {"everything": True}])
def test_the_law_here_stands_at_the_head_of_an_issue(law: Law, how: dict[str, bool]) -> None:
    text = marta(law, "willful_blindness", "ca11", named=True, **how)
    head = text.partition("WILLFUL BLINDNESS: GANG")[2].partition("Tell the case from")[0]
    assert "Officials must know of the torture and willingly accept it" in head
    assert "Matter of S-V-, 22 I&N Dec. 1306, 1312 (BIA 2000)" in head


def test_an_open_question_is_told_with_every_reading_that_is_alive(law: Law) -> None:
    text = marta(law, "willful_blindness", "ca10", named=True)
    assert "The law here: Must officials willingly accept the torture, or is it enough that they look away from it? OPEN." in text
    assert "Possible: Officials must know of the torture and willingly accept it" in text
    assert "Possible: Officials need only know of the torture or deliberately look away from it" in text
    assert "OPEN, possible here: Officials need only know" in marta(law, "willful_blindness", "ca10", brief=True)


def test_a_decision_on_other_law_says_so_and_does_not_persuade(law: Law) -> None:
    text = marta(law, "willful_blindness", "ca11", everything=True)
    zheng = text.partition("- Zheng v. Ashcroft, 332 F.3d 1186")[2].partition("Shared:")[0]
    assert "Rests on a reading that is not the law here: Officials need only know of the torture" in zheng
    assert "Show that it comes out alike on the law here." in zheng
    assert "persuasive here" not in zheng
    davila = text.partition("- Davila v. Barr, 968 F.3d 1136")[2].partition("Shared:")[0]
    assert "Decided under a reading that is not the law here, that of the Court of Appeals for the Ninth Circuit:" in davila
    tabora = (
        marta(law, "government_efforts", "ca9", named=True).partition("- Tabora Gutierrez v. Garland")[2].partition("Shared:")[0]
    )
    assert "Rests on a reading that is not the law here: Real efforts against the torturers" in tabora
    assert "That tells it apart if the law here asks less of the applicant." in tabora


def test_the_summary_does_not_recommend_what_rests_on_other_law_without_saying_so(law: Law) -> None:
    efforts = marta(law, "government_efforts", "ca5", named=True).partition("IN SHORT")[2].partition("EFFORTS: GANG")[0]
    assert "liken it to Cabrera Vasquez v. Barr (not binding)" in efforts
    assert "Xochihua-Jaimes" not in efforts
    blindness = marta(law, "willful_blindness", "ca11", named=True).partition("IN SHORT")[2].partition("BLINDNESS: GANG")[0]
    assert "liken it, with care, to Davila v. Barr (decided under a reading that is not the law here)" in blindness


def test_the_decisions_of_an_issue_in_a_circuit_say_on_what_law_they_rest(law: Law) -> None:
    here = " ".join(render(of_issue(law, law.issues["willful_blindness"], "ca11", DAY)).split())
    assert "Rests on a reading that is not the law here" in here
    assert "Rests on a reading" not in " ".join(render(of_issue(law, law.issues["willful_blindness"], None, DAY)).split())


# How well a decision was read.


@pytest.mark.parametrize(
    ("verified", "said"),
    [
        (Verification.TEXT, "Check the decision first: the passage was read, not everything that the tribunal had before it."),
        (Verification.HEADNOTE, "Check the decision first: only its headnote or opening was read"),
        (Verification.SECONDARY, "READ THE DECISION FIRST: nobody here has read it"),
    ],
)
@pytest.mark.parametrize("brief", [True, False])
def test_what_was_not_read_is_not_said_to_be_wanting(verified: Verification, said: str, brief: bool) -> None:  # noqa: FBT001
    law, case, forum = invented(msgspec.structs.replace(PAID, verified=verified), paid=True, warned=True, patrols=False)
    text = told(law, case, forum, brief=brief)
    expected = (
        "It would not reach this case if any of these were not so: paid is so, warned is so; or if any of these were shown by the other side, "
        f"which are not mentioned in what was read of the decision: patrols is so. {said}"
    )
    assert expected in text
    assert "did not have" not in text


@pytest.mark.parametrize("model", list(Model))
@pytest.mark.parametrize("how", [{}, {"brief": True}, {"everything": True}])
def test_no_page_says_what_a_decision_did_not_have(model: Model, how: dict[str, Any]) -> None:
    for factors in ({"arrests": True, "paid": True, "patrols": True}, {"paid": True, "warned": True, "patrols": False}):
        law, case, forum = invented(PAID, ARRESTS)
        case.factors.update({("looking_away", name, 0): Answer(value) for name, value in factors.items()})
        assert "did not have" not in told(law, case, forum, model=model, **how)


# What binds.


def test_every_binding_decision_against_is_named_and_shown_before_what_persuades() -> None:
    binding = [ruled(f"ours-{number}-v-x", "against", "arrests", "", weight="upheld") for number in range(5)]
    law, case, forum = invented(*binding, arrests=True, patrols=True)
    near = ruled("theirs-v-x", "against", "arrests patrols", "", weight="upheld")
    law = law_of(
        *binding,
        near,
        ruled("liked-v-x", "for", "paid", "arrests", weight="remand"),
        authorities=(authority("theirs-v-x", "ca1"),),
    )
    ways: tuple[dict[str, Any], ...] = ({}, {"brief": True})
    for how in ways:
        text = told(law, case, forum, **how)
        summary = short(text)
        names = [f"Ours {number} V X" for number in range(5)]
        assert f"tell it from {', '.join(names[:-1])} and {names[-1]} (binding)" in summary
        assert summary.index("tell it from") < summary.index("liken it to Liked V X (binding)")
        assert "Theirs V X" not in summary, "it is not shown below"
        below = text.partition("LOOKING AWAY: GANG")[2]
        assert all(name in below for name in names)
        assert "Theirs V X" not in below


def test_a_dictum_does_not_bind() -> None:
    law, case, forum = invented(ruled("said-v-x", "against", "arrests", "", weight="dictum"), arrests=True)
    assert "tell it from Said V X (not binding)" in short(told(law, case, forum))


def test_what_is_forced_for_the_applicant_still_names_what_binds_against() -> None:
    law, case, forum = invented(
        PAID, ruled("upheld-v-x", "against", "arrests", "", weight="upheld"), paid=True, warned=True, arrests=True, patrols=False
    )
    text = told(law, case, forum)
    assert "still to be answered: Upheld V X (binding)." in short(text)
    assert "Tell the case from: - Upheld V X" in text


# How much.


def test_a_forced_issue_tells_what_forces_it_what_could_undo_it_and_what_is_contrary() -> None:
    others = [ruled(f"more-{number}-v-x", "for", "paid", "", weight="remand") for number in range(2)]
    law, case, forum = invented(
        PAID,
        *others,
        ruled("upheld-v-x", "against", "arrests", "", weight="upheld"),
        paid=True,
        warned=True,
        arrests=True,
        patrols=False,
    )
    below = told(law, case, forum).partition("LOOKING AWAY: GANG")[2]
    assert "Forced for the applicant by: - Paid V Case" in below
    assert below.count("Paid V Case") == 1
    assert "It would not reach this case if any of these were not so: paid is so, warned is so" in below
    assert "Upheld V X" in below
    assert "More 0 V X" not in below
    assert "What to find out" not in below
    assert "Is it so: arrests? yes" not in below, "it does not rest on it"
    assert "Known not to be so: patrols is so." in below
    assert "shown with --all: 2 that share a known factor." in below
    everything = told(law, case, forum, everything=True).partition("LOOKING AWAY: GANG")[2]
    assert "More 0 V X" in everything
    assert "Liken the case to: - Paid V Case" not in everything
    assert "Is it so: patrols? no [A]" in everything


def test_a_page_in_brief_fits_on_a_screen(law: Law) -> None:
    for issue in ("willful_blindness", "government_efforts"):
        for circuit in ("ca5", "ca6", "ca9", "ca10", "ca11"):
            found = argument(parse_case(MARTA, "marta.yaml", law), Forum(circuit, DAY), law, [issue])
            lines = render(of_argument(found, named=True, brief=True)).splitlines()
            start = next(number for number, line in enumerate(lines) if line.endswith(": GANG"))
            end = next(number for number, line in enumerate(lines) if line.startswith(("READ THIS", "NO FACTOR OF")))
            assert end - start <= SCREEN, (issue, circuit)


def test_in_brief_there_are_three_of_each_and_the_most_useful_questions_first() -> None:
    many = [ruled(f"like-{number}-v-x", "for", "paid", "", more="reported", weight="remand") for number in range(5)]
    apart = [ruled(f"tell-{number}-v-x", "against", "arrests", "", weight="dictum") for number in range(5)]
    law, case, forum = invented(PAID, *many, *apart, paid=True, arrests=True)
    text = told(law, case, forum, brief=True).partition("LOOKING AWAY: GANG")[2]
    assert text.count("Like ") == 2, "and Paid V Case"
    assert text.count("Tell ") - text.count("Tell the case") == 3
    assert (
        "The shortest way to force it for the applicant: - Paid V Case, 1 F.9th 1, 7 (ca9 2010): show: warned is so; rule out: patrols is so."
        in text
    )
    asked = text.partition("To find out first:")[2]
    assert asked.index("warned?") < asked.index("reported?")
    assert "patrols?" in asked
    assert "local?" not in asked
    assert "What would show" not in text


def test_in_brief_issues_of_which_nothing_is_known_stand_in_one_line() -> None:
    law, case, forum = invented(PAID)
    assert "SEE ITS FACTORS - looking_away[gang]." in told(law, case, forum, brief=True)


def test_a_conflict_is_told_in_brief() -> None:
    law, case, forum = invented(
        PAID, ruled("arrests-v-case", "against", "arrests", "paid warned"), paid=True, warned=True, arrests=True
    )
    case.factors["looking_away", "patrols", 0] = Answer(value=False)
    case.answers[harm.reported, 0] = Answer(value=False)
    case.answers[harm.officials_concerned, 0] = Answer("higher")
    text = told(law, case, forum, brief=True)
    assert "Forced for the applicant by Paid V Case" in text
    assert "Forced against the applicant by Arrests V Case" in text


def test_a_lower_tribunal_to_the_contrary_is_told_in_brief() -> None:
    law, case, forum = invented(
        PAID,
        ruled("arrests-v-case", "against", "arrests", "paid warned"),
        court="bia",
        paid=True,
        warned=True,
        arrests=True,
        patrols=False,
    )
    case.answers[harm.reported, 0] = Answer(value=False)
    case.answers[harm.officials_concerned, 0] = Answer("higher")
    assert "A lower tribunal's decision would force the opposite: Arrests V Case" in told(law, case, forum, brief=True)


def test_an_issue_that_is_named_is_told_of_the_harms_of_which_a_factor_is_known(law: Law) -> None:
    text = marta(law, "willful_blindness", "ca9", named=True)
    assert "WILLFUL BLINDNESS: GANG" in text
    assert "WILLFUL BLINDNESS: STREET" not in text
    assert "willful_blindness[street]" in text.partition("NO FACTOR OF THE ISSUE IS KNOWN FOR THESE")[2]
    assert "WILLFUL BLINDNESS: STREET" in marta(law, "willful_blindness", "ca9", everything=True)
    nothing = marta(law, "severity", "ca9", named=True)
    assert "SEVERITY OF THE PAIN: GANG" in nothing
    assert "SEVERITY OF THE PAIN: STREET" in nothing


# What is recorded to the contrary.


def test_what_is_recorded_to_the_contrary_of_a_forced_outcome_stands_at_the_top() -> None:
    law, case, forum = invented(PAID, severe=False, paid=True, warned=True, patrols=False)
    ways: tuple[dict[str, Any], ...] = ({}, {"brief": True}, {"everything": True})
    for how in ways:
        text = told(law, case, forum, **how)
        top = text.partition("IN SHORT")[0]
        assert (
            "gang, officials_look_away: no is recorded, and binding precedent forces the opposite on the factors stated:" in top
        )
        assert "Paid V Case, 1 F.9th 1, 7 (ca9 2010), on looking_away. What is recorded is kept." in top
    agreeing = invented(PAID, severe=True, paid=True, warned=True, patrols=False)
    assert "CONTRADICTS" not in told(*agreeing)
    assert "CONTRADICTS" not in told(law, case, Forum("ca2", DAY)), "it binds nobody there"


def test_what_only_the_other_model_forces_is_not_contradicted() -> None:
    law, case, forum = invented(
        ruled("paid-v-case", "for", "paid", "", more="warned"), severe=False, paid=True, arrests=False, patrols=False
    )
    assert "CONTRADICTS" in told(law, case, forum)
    assert "CONTRADICTS" not in told(law, case, forum, model=Model.RESULT)


def test_the_most_useful_questions_are_told_and_the_others_counted(law: Law) -> None:
    found = argument(parse_case(MARTA, "marta.yaml", law), Forum("ca11", DAY), law, ["willful_blindness"])
    unknown = sum(factor.value == "unknown" for factor in found.issues[0].factors)
    asked, _, rest = (
        marta(law, "willful_blindness", "ca11", named=True).partition("What to find out")[2].partition(" more factors")
    )
    assert asked.count(" ? ") == 8
    assert int(asked.rsplit(maxsplit=1)[1]) == unknown - 8
    assert rest.startswith(" are unknown and matter less; --all shows them.")
    everything = marta(law, "willful_blindness", "ca11", everything=True)
    assert "matter less" not in everything
    gang = everything.partition("What to find out")[2].partition("WILLFUL BLINDNESS: STREET")[0]
    assert gang.count(" ? ") == unknown


def test_in_brief_a_holding_that_forces_nothing_says_why() -> None:
    doubted = msgspec.structs.replace(PAID, doubt="Page 9 was not read.")
    law, case, forum = invented(doubted, paid=True)
    assert "(binding; holding; passage read; in doubt)" in told(law, case, forum, brief=True)
    law, case, forum = invented(msgspec.structs.replace(PAID, past=True), paid=True)
    assert "(binding; holding; passage read; decided of past harm)" in told(law, case, forum, brief=True)


def test_what_could_still_set_a_decision_apart_is_told_in_full_only_on_demand() -> None:
    law, case, forum = invented(ARRESTS, arrests=True)
    assert "Would tell it apart, if shown: warned is so, reported is so, local is so" in told(law, case, forum, everything=True)
    text = told(law, case, forum)
    assert "Would tell it apart, if shown" not in text
    assert all(f"{name}?" in text.partition("What to find out")[2] for name in ("warned", "reported", "local"))
