"""The commands ask and interview, and explain --what-if."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from article3.cli.app import app
from article3.cli.cases import Request
from article3.cli.interview import interview_file
from article3.facts.case_file import read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from click.testing import Result

    from article3.law.loading import Law

ROOT = Path(__file__).parents[3]
EXAMPLE = str(ROOT / "examples" / "mohamed.yaml")
AS_OF = ("--as-of", "2026-10-02")


def article3(*arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=answers)


def asked(*arguments: str) -> dict[str, object]:
    done = article3("ask", EXAMPLE, *AS_OF, "-f", "json", *arguments)
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


# ask


def test_ask_tells_the_question_its_reason_who_can_answer_and_what_an_answer_does() -> None:
    shown = " ".join(article3("ask", EXAMPLE, *AS_OF, "-n", "3", "--shares").stdout.split())
    assert "1. All in all, how likely is it that this would happen to the applicant after removal" in shown
    assert "'50% or less' rules out withholding under the Convention and deferral under the Convention." in shown
    assert "Who can answer: a lawyer, on all the evidence; Form I-589 Part B.1.B, B.4" in shown
    assert "It decides between withholding and deferral under the Convention: 'yes' takes withholding away" in shown
    assert "They are not chances of success." in shown
    assert "of the ways to fill in the rest, withholding under the Convention in 0%" in shown
    assert "bars.persecutor: yes 10%, no 90%." in shown
    assert "4." not in shown.split("HOW THE ORDER IS FOUND", maxsplit=1)[0].split("ASK FIRST")[1].replace("B.4", "")


def test_the_json_has_the_same_and_is_the_same_every_time() -> None:
    found = asked("-n", "4")
    assert found == asked("-n", "4")
    questions = found["questions"]
    assert isinstance(questions, list)
    assert [one["place"] for one in questions] == [
        "feared_harms[rearrest].likelihood",
        "bars.persecutor",
        "persecution.protected_ground",
        "persecution.central_reason",
    ]
    assert found["remaining"] == 34
    assert questions[1]["hard"]
    assert questions[0]["answers"][0]["rules_out"] == ["withholding_cat", "deferral_cat"]


def test_a_goal_narrows_the_questions() -> None:
    found = asked("--goal", "custody_or_control", "--all")
    assert (found["remaining"], found["goals"]) == (
        0,
        {"custody_or_control[detention]": "established", "custody_or_control[rearrest]": "established"},
    )
    found = asked("--goal", "course_of_events[rearrest]", "--all")
    questions = found["questions"]
    assert isinstance(questions, list)
    assert {one["place"] for one in questions} == {"feared_harms[rearrest].needs_a_chain", "feared_harms[rearrest].weakest_link"}


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ("asylm", "asylm: there is no such form of protection or rule; did you mean 'asylum'?"),
        ("asylum[rearrest]", "this rule speaks of the whole case"),
        ("torture[nobody]", "the case lists no harm of that name; its names are detention, rearrest"),
        ("serious_conviction", "the case lists none; list one first"),
    ],
)
def test_a_goal_that_does_not_exist_is_told(goal: str, words: str) -> None:
    done = article3("ask", EXAMPLE, *AS_OF, "--goal", goal)
    assert done.exit_code == 2
    assert words in done.stderr


def test_nothing_left_to_ask_is_said_and_what_it_turns_on(tmp_path: Path) -> None:
    done = article3("ask", EXAMPLE, *AS_OF, "--goal", "custody_or_control")
    assert "No unknown fact can change the answer: it is decided." in " ".join(done.stdout.split())
    case = tmp_path / "case.yaml"
    case.write_text(
        "article3: 1\nforum: {circuit: 9}\nfeared_harms:\n  - id: child\n    victim: applicants_child\n    prolonged_mental_harm: yes\n"
        "    mental_from_threat_of_death: yes\n"
    )
    shown = article3("ask", str(case), *AS_OF, "--goal", "sufferer").stdout
    assert "No unknown fact can change the answer. What is still open is a question of law:" in " ".join(shown.split())
    assert "harm_through_another" in shown


def test_priors_of_ones_own_change_the_order_and_are_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[prior]]\nabout = "bars.persecutor"\nyes = 0.5\nwhy = "Our clients are former soldiers."\n')
    found = asked("-n", "2", "--priors", str(file))
    questions = found["questions"]
    assert isinstance(questions, list)
    assert questions[1]["place"] == "bars.persecutor"
    assert str(file) in str(found["priors_from"])
    assert "former soldiers" in str(found["priors"])


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("[[prior]\n", ":1:", "[not-toml]"),
        ('\n[[prior]]\nabout = "bars.persecuter"\nyes = 0.5\n', ":2:1: prior[1]", "did you mean 'bars.persecutor'?"),
        ('[[prior]]\nabout = "bars.persecutor"\nyes = 1\n', ":1:1", "a number above 0 and below 1"),
        ('[[prior]]\nabout = "bars.persecutor"\nsome = 0.5\n', ":1:1", "'yes' for this fact"),
        ('[[prior]]\nabout = "bars.persecutor"\n', ":1:1", "found no prior"),
        ('[[prior]]\nabout = "applicant.nationality"\nyes = 0.5\n', ":1:1", "a fact that a rule tests"),
        ('[[prior]]\nabout = "harm.custody"\noptions = { official = 1, private = 0, nobody = 1 }\n', ":1:1", "[not-a-weight]"),
        ('[[prior]]\nabout = "harm.custody"\noptions = { official = 1, privat = 1 }\n', ":1:1", "did you mean 'private'?"),
        ('[[prior]]\nabout = "harm.custody"\noptions = 3\n', ":1:1", "no table of weights"),
        (
            '[[prior]]\nabout = "convictions"\nsome = 0.5\n[[prior]]\nabout = "convictions"\nsome = 0.4\n',
            ":4:1: prior[2]",
            "[named-twice]",
        ),
        ('[[prior]]\nabout = "convictions"\nsome = 0.5\nbecause = "x"\n', ":1:1", "[unknown-key]"),
        ('[[priors]]\nabout = "convictions"\nsome = 0.5\n', "mine.toml:", "did you mean 'prior'?"),
        ("prior = 3\n", "mine.toml:", "[wrong-shape]"),
    ],
)
def test_bad_priors_are_told_with_file_place_and_remedy(tmp_path: Path, text: str, place: str, words: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    done = article3("ask", EXAMPLE, *AS_OF, "--priors", str(file))
    assert done.exit_code == 2
    assert not done.stdout
    assert f"{file}" in done.stderr
    assert place in done.stderr
    assert words in done.stderr
    assert "remedy:" in done.stderr


def test_priors_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    for name, content, code in (
        ("none.toml", None, "no-such-file"),
        ("latin.toml", b"\xe9", "not-utf-8"),
        ("", None, "unreadable"),
    ):
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        done = article3("ask", EXAMPLE, "--priors", str(file))
        assert (done.exit_code, f"[{code}]" in done.stderr) == (2, True)


# explain --what-if


def test_what_if_names_the_fewest_facts_that_make_or_break_it() -> None:
    shown = " ".join(article3("explain", EXAMPLE, *AS_OF, "--what-if").stdout.split())
    assert "IT WOULD BE ESTABLISHED IF THE JUDGE FOUND ONE OF THESE, WHATEVER ELSE STAYS UNKNOWN" in shown
    assert "likelihood: more than 50% (an estimate for the judge) and applicant" in shown
    assert "IT FAILS IF ONE OF THESE IS FOUND" in shown
    assert "THE APPLICANT HAS THE BURDEN OF PROOF: IT ALSO FAILS IF WHAT MUST BE PROVED STAYS UNPROVED." in shown
    assert "%:" not in shown
    with_shares = " ".join(article3("explain", EXAMPLE, *AS_OF, "--what-if", "--shares").stdout.split())
    assert re.search(r"\d+% of the ways to fill in: ", with_shares)
    assert "4096 ways were drawn, so that the numbers are rough." in with_shares


@pytest.mark.parametrize("option", [("--shares",), ("--priors", "weights.toml")])
def test_options_of_what_if_are_refused_without_it(option: tuple[str, ...]) -> None:
    done = article3("explain", EXAMPLE, "acquiescence", *AS_OF, *option)
    assert done.exit_code == 2
    assert f"{option[0]} has a meaning only with --what-if" in " ".join(done.stderr.split())


def test_shares_are_told_on_demand_and_never_of_what_is_decided() -> None:
    asked_plainly = article3("ask", EXAMPLE, *AS_OF, "-n", "2").stdout
    assert "of the ways to fill in" not in " ".join(asked_plainly.split())
    decided = article3("explain", EXAMPLE, "custody_or_control[rearrest]", *AS_OF, "--what-if", "--shares").stdout
    assert "of the ways to fill in" not in " ".join(decided.split())
    assert "HOW THE FOUR FORMS" not in decided


def test_what_a_decided_rule_rests_on_is_told() -> None:
    done = article3("explain", EXAMPLE, "custody_or_control[rearrest]", *AS_OF, "--what-if", "-f", "json")
    found = json.loads(done.stdout)
    assert found["truth"] == "established"
    assert [[fact["place"] for fact in one["facts"]] for one in found["rests_on"]] == [["feared_harms[rearrest].custody"]]
    assert found["rests_on"][0]["becomes"] == "undetermined"
    assert found["establishing"] == []
    shown = article3("explain", EXAMPLE, "custody_or_control[rearrest]", *AS_OF, "--what-if").stdout
    assert "feared_harms[rearrest].custody: official (without it: open again)" in " ".join(shown.split())


def test_what_if_says_how_two_days_lie_and_names_both(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\nfiling: {last_arrival: 2024-01-05}\n")
    shown = " ".join(article3("explain", str(file), "timely_filing", *AS_OF, "--what-if").stdout.split())
    assert "asylum filed more than one year after the last arrival (filing.asylum_filed, filing.last_arrival)" in shown
    assert "asylum filed within one year of the last arrival (filing.asylum_filed, filing.last_arrival)" in shown
    assert "filing.asylum_filed: no" not in shown


def test_explain_says_what_it_needs() -> None:
    assert "name a rule" in article3("explain", EXAMPLE).stderr
    assert "only with --what-if" in article3("explain", EXAMPLE, "torture", "--priors", "x.toml").stderr
    done = article3("explain", EXAMPLE, "torture", "--what-if", *AS_OF)
    assert (done.exit_code, "name one of torture[detention], torture[rearrest]" in done.stderr) == (2, True)


# interview


def test_an_interview_begins_a_case_and_saves_every_answer(tmp_path: Path, law: Law) -> None:
    file = tmp_path / "case.yaml"
    done = article3("interview", str(file), *AS_OF, answers="El Cajon, CA\n1\ngang\n\nskip\nskip\nquit\n")
    assert done.exit_code == 0, done.stderr
    case = read(file, law)
    assert (case.circuit, case.court) == ("ca9", "El Cajon, CA")
    said = {variable.id: answer for (variable, _), answer in case.answers.items()}
    assert (said["kind"].value, [*case.names.values()]) == ("removal", ["gang"])
    assert {answer.note for answer in said.values() if answer.value is None} == {"Asked in the interview; preferred not to say."}
    assert "What comes now may be hard to talk about." in " ".join(done.stdout.split())
    assert f"Everything answered so far is in {file}." in " ".join(done.stdout.split())
    assert file.stat().st_mode & 0o077 == 0


def test_it_goes_on_where_it_was_left_and_asks_last_what_was_not_known(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    article3("interview", str(file), "-c", "9", *AS_OF, answers="d\n")
    assert "kind: unknown" in file.read_text()
    done = article3("interview", str(file), *AS_OF, answers="quit\n")
    assert "] proceeding.kind" not in done.stdout
    found = json.loads(article3("ask", str(file), *AS_OF, "--all", "-f", "json").stdout)
    assert [one["place"] for one in found["questions"] if one.get("said_unknown")] == ["proceeding.kind"]
    assert found["questions"][-1]["place"] == "proceeding.kind"


def test_why_help_and_back(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    done = article3("interview", str(file), "-c", "9", *AS_OF, answers="back\nwhy\nhelp\nmaybe\n\n1\nback\n2\n")
    shown = " ".join(done.stdout.split())
    assert "This is the first question." in shown
    assert "With 'section_235c' or 'alien_terrorist_removal', none of the four forms can be established." in shown
    assert "It matters because of 8 CFR 1208.2(c)(3)(i)." in shown
    assert "Please answer with one of removal" in shown
    assert "maybe" not in shown
    assert "kind: deportation_or_exclusion" in file.read_text()


def test_lists_are_asked_until_there_is_no_other(tmp_path: Path, law: Law) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\n# mine\n")
    done = article3(
        "interview", str(file), "--goal", "single_source", *AS_OF, answers="yes\nthe gang\ngang\ngang\npolice\n\nquit\n"
    )
    case = read(file, law)
    assert [case.names[entity, index] for entity, index in case.names] == ["gang", "police"]
    assert "# mine" in file.read_text()
    shown = " ".join(done.stdout.split())
    assert "Please give it a short name" in shown
    assert "That name is taken" in shown
    assert "Is there another?" in shown


def test_an_end_of_input_and_an_interruption_lose_nothing(tmp_path: Path, law: Law, today: dt.date) -> None:
    def answering(*lines: str | type[BaseException]) -> Callable[[str], str]:
        waiting = list(lines)

        def read_line(_: str) -> str:
            line = waiting.pop(0)
            if isinstance(line, str):
                return line
            raise line

        return read_line

    for number, (ending, code) in enumerate(((KeyboardInterrupt, 130), (EOFError, 0))):
        file = tmp_path / f"{number}.yaml"
        request = Request("9", None, "text", None, today)
        assert interview_file(str(file), None, None, request, answering("1", "gang", "", ending)) == code
        assert {variable.id for variable, _ in read(file, law).answers} == {"kind"}
        assert [*read(file, law).names.values()] == ["gang"]
        untouched = tmp_path / f"none{number}.yaml"
        assert interview_file(str(untouched), None, None, Request(None, None, "text", None, today), answering(ending)) == code
        assert not untouched.exists()
    file = tmp_path / "list.yaml"
    request = Request("9", None, "text", None, today)
    assert interview_file(str(file), "single_source", None, request, answering("gang", KeyboardInterrupt)) == 130
    assert read(file, law).lists == {"feared_harms": (0,)}


def test_a_file_that_cannot_be_kept_stays_and_another_is_written(tmp_path: Path, law: Law) -> None:
    file = tmp_path / "case.yaml"
    before = "{article3: 1, forum: {circuit: 9}} # a remark\n"
    file.write_text(before)
    done = article3("interview", str(file), *AS_OF, answers="1\ngang\n")
    assert file.read_text() == before
    other = tmp_path / "case.interview.yaml"
    assert len(read(other, law).answers) == 1
    assert "cannot be kept" in " ".join(done.stdout.split())
    assert article3("interview", str(file), *AS_OF, answers="1\n").exit_code == 0
    assert len(read(other, law).answers) == 1
    assert len(read(tmp_path / "case.interview2.yaml", law).answers) == 1


def test_places_that_cannot_be_saved_to_are_told_before_anything_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\n")
    other = tmp_path / "other.yaml"
    other.write_text("article3: 1\n")
    for arguments, words in (
        (("-",), "name a file instead of '-'"),
        ((str(file), "-o", str(other)), "exists already; nothing was written"),
        (("-o", str(file)), f"article3 interview {file}"),
        ((str(tmp_path / "none.yaml"), "-o", str(tmp_path / "new.yaml")), "there is no such file"),
        ((str(file), "--goal", "torture"), "the case lists none"),
    ):
        done = article3("interview", *arguments, *AS_OF)
        assert (done.exit_code, words in done.stderr) == (2, True), done.stderr
    file.write_text("article3: 1\nbars: {persecutor: perhaps}\n")
    done = article3("interview", str(file))
    assert (done.exit_code, "[not-yes-or-no]" in done.stderr) == (2, True)


def test_a_copy_is_kept_elsewhere(tmp_path: Path, law: Law) -> None:
    out = tmp_path / "copy.yaml"
    before = Path(EXAMPLE).read_text()
    done = article3("interview", EXAMPLE, "-o", str(out), *AS_OF, answers="60%\n")
    assert done.exit_code == 0
    assert Path(EXAMPLE).read_text() == before
    assert len(read(out, law).answers) == len(read(Path(EXAMPLE), law).answers) + 1
    assert before.splitlines()[0] in out.read_text()


def test_an_unknown_forum_is_asked_again(tmp_path: Path, law: Law) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum:\n  circuit:\n")
    done = article3("interview", str(file), *AS_OF, answers="Atlantis\n\n9\n1\n")
    assert "That is no court, city or circuit known here." in done.stdout
    assert (read(file, law).circuit, len(read(file, law).answers)) == ("ca9", 1)


def test_an_interview_that_is_at_its_end_says_so(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\nproceeding:\n  kind: section_235c\n")
    done = article3("interview", str(file), *AS_OF, answers="")
    assert "No fact is left to ask for: it is decided." in done.stdout


@pytest.mark.parametrize("word", ["n", "no", "No"])
def test_no_is_not_taken_for_none_of_a_list(tmp_path: Path, law: Law, word: str) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\n")
    done = article3("interview", str(file), "--goal", "single_source", *AS_OF, answers=f"{word}\n")
    assert "If there is none at all, write none" in " ".join(done.stdout.split())
    assert read(file, law).lists == {}


def test_none_of_a_list_has_to_be_confirmed(tmp_path: Path, law: Law) -> None:
    file = tmp_path / "case.yaml"
    for answers, lists in (
        ("none\n\n", {}),
        ("none\nyes\n", {}),
        ("none\nskip\n", {}),
        ("none\nnone\n", {"feared_harms": ()}),
    ):
        file.write_text("article3: 1\nforum: {circuit: 9}\n")
        done = article3("interview", str(file), "--goal", "deferral_cat", *AS_OF, answers=_up_to_the_harm(file) + answers)
        shown = " ".join(done.stdout.split())
        assert "'none' says that there is none at all. With that, deferral under the Convention cannot be established." in shown
        assert read(file, law).lists == lists


def _up_to_the_harm(file: Path) -> str:
    """Leave out what is asked before the harm that is feared."""
    found = json.loads(article3("ask", str(file), "--goal", "deferral_cat", *AS_OF, "--all", "-f", "json").stdout)
    return "skip\n" * [one["place"] for one in found["questions"]].index("feared_harms")


def test_the_way_back_is_there_at_the_end_too(tmp_path: Path, law: Law) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\n")
    arguments = ("interview", str(file), "--goal", "single_source", *AS_OF)
    done = article3(*arguments, answers="none\nnone\nwhat\nback\ngang\n\nquit\n")
    assert "Write back to change the last answer, or press Enter to end." in " ".join(done.stdout.split())
    assert [*read(file, law).names.values()] == ["gang"]
    file.write_text("article3: 1\nforum: {circuit: 9}\n")
    assert article3(*arguments, answers="none\nnone\n\n").exit_code == 0
    assert read(file, law).lists == {"feared_harms": ()}


def test_a_file_that_is_at_its_end_says_where_to_correct_it(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\nfeared_harms: []\nproceeding:\n  kind: section_235c\n")
    shown = " ".join(article3("interview", str(file), *AS_OF, answers="").stdout.split())
    assert f"To correct an answer, change it in {file}" in shown
    assert "Line 3: feared_harms: none" in shown
    assert "Line 5: proceeding.kind: section_235c" in shown


def test_every_answer_is_echoed_and_back_shows_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\nfeared_harms:\n  - id: gang\n")
    arguments = ("interview", str(file), "--goal", "more_likely_than_not[gang]", *AS_OF)
    done = article3(*arguments, answers="skip\nback\nd\n")
    shown = " ".join(done.stdout.split())
    assert ": left out" in shown.split("Recorded: ")[1]
    assert "Taken back: feared_harms[gang]." in shown
    assert ": not known" in shown.split("Recorded: ")[2]


def test_a_bare_one_is_no_likelihood_and_an_estimate_is_echoed_in_words(tmp_path: Path) -> None:
    out = tmp_path / "copy.yaml"
    done = article3("interview", EXAMPLE, "-o", str(out), *AS_OF, answers="1\n60%\nquit\n")
    shown = " ".join(done.stdout.split())
    assert "(write 100% or 1%)" in shown
    assert "Recorded: feared_harms[rearrest].likelihood: 60% (more than 50%)" in shown
    assert "likelihood: 60%" in out.read_text()


def test_errors_in_an_interview_do_not_speak_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    done = article3("interview", str(file), "-c", "9", *AS_OF, answers="something else\n")
    assert "Please answer with one of removal" in " ".join(done.stdout.split())
    assert "note" not in done.stdout.replace("not ", "")


def test_a_conviction_is_not_called_gang_or_arrest(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("article3: 1\nforum: {circuit: 9}\n")
    shown = article3("interview", str(file), "--goal", "particularly_serious_crime", *AS_OF, answers="skip\n" * 60).stdout
    assert "] convictions" in shown
    assert "gang or arrest" not in shown


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("help", "The city stands on the notice of hearing"),
        ("why", "Which facts matter depends on it"),
        ("back", "This is the first question."),
        ("d", "This one question is needed"),
        ("skip", "This one question is needed"),
    ],
)
def test_the_commands_answer_where_the_forum_is_asked_for(tmp_path: Path, law: Law, word: str, says: str) -> None:
    file = tmp_path / "case.yaml"
    shown = " ".join(article3("interview", str(file), *AS_OF, answers=f"{word}\n9\nquit\n").stdout.split())
    assert shown.index("At any question: d (not known)") < shown.index("In which immigration court is the case")
    assert says in shown
    assert "That is no court" not in shown
    assert read(file, law).circuit == "ca9"
    untouched = tmp_path / "none.yaml"
    assert article3("interview", str(untouched), *AS_OF, answers=f"{word}\nquit\n").exit_code == 0
    assert not untouched.exists()


@pytest.mark.parametrize(
    ("language", "why", "yes", "asked", "recorded"),
    [
        ("es", "por qué", "sí", "¿Se hace para castigar por algo que alguien hizo o se sospecha que hizo?", "Registrado"),
        ("ar", "لماذا", "نعم", "هل يُفعل للعقاب على شيء فعله أحد أو يُشتبه في أنه فعله؟", "سُجّل"),
    ],
)
def test_an_interview_is_held_in_the_persons_language(
    tmp_path: Path, language: str, why: str, yes: str, asked: str, recorded: str
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("article3: 1\nforum: {circuit: 9}\nfeared_harms:\n  - id: gang\n", encoding="utf-8")
    held = article3("interview", str(case), "--goal", "purpose[gang]", "-l", language, answers=f"{why}\n{yes}\n\n")
    assert held.exit_code == 0
    shown = " ".join(held.stdout.split())
    assert asked in shown
    assert recorded in shown
    assert "Is it done" not in shown
    assert "for_punishment: yes" in case.read_text(encoding="utf-8")


def test_json_stays_in_english_and_says_so() -> None:
    for command in (["ask", EXAMPLE], ["screen", EXAMPLE], ["explain", EXAMPLE, "torture"], ["chart"]):
        done = article3(*command, "-f", "json", "--language", "es")
        assert done.exit_code == 2
        assert "--format json is told in English" in done.stderr
    told = article3("ask", EXAMPLE, "-f", "html", "--language", "ar").stdout
    assert '<html lang="ar" dir="rtl">' in told
