"""'article3 argue' and 'article3 law precedents' as a user meets them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.argue import argue_file
from article3.cli.cases import Request, screen_files
from article3.cli.issue_names import argued_as
from article3.cli.law import list_law, show_law
from article3.cli.precedents import show_precedents
from article3.law.precedents import Side
from page_reader import Page
from program import article3

if TYPE_CHECKING:
    from article3.law.loading import Law

ROOT = Path(__file__).parents[3]
MOHAMED = str(ROOT / "examples" / "mohamed.yaml")
DAY = dt.date(2026, 10, 2)
RECORDED = "    severe_physical: {is: yes, because: [story]"
CRIMES = 'article3: 1\nforum: {circuit: 9, as_of: 2026-10-02}\nconvictions:\n  - id: one\n    offense: "Burglary"\n'


def request(style: str = "text", output: Path | None = None, circuit: str | None = None) -> Request:
    return Request(circuit, DAY, style, output, DAY)


def argue(wanted: str | None = None, style: str = "text", file: str = MOHAMED, model: str = "reason", **more: bool) -> int:
    return argue_file(file, wanted, request(style), model, everything=more.get("everything", False))


def flat(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def flat_errors(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.split())


def mohamed(tmp_path: Path, severe: str) -> str:
    """His case with another answer on the severity of the pain in detention; without one, with none."""
    told = Path(MOHAMED).read_text(encoding="utf-8")
    lines = told.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith(RECORDED))
    lines[at] = severe
    path = tmp_path / "case.yaml"
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_every_format_tells_what_is_forced_and_by_what(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert argue("severity[detention]", style) == ANSWERED
    shown = capsys.readouterr().out
    told = Page(shown).text if style == "html" else " ".join(shown.split())
    assert "forced for the applicant by Al-Saher v. INS, 268 F.3d 1143 (9th Cir. 2001)" in told
    reason = "the victim burned, beating with cables or rods or whips, treatment over days or weeks or several detentions"
    assert f"Its reason: {reason}." in told


def test_the_json_is_whole_and_obeys_its_published_schema(capsys: pytest.CaptureFixture[str], law: Law) -> None:
    assert argue(style="json") == ANSWERED
    found = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "docs" / "reference" / "argument.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert {one["issue"] for one in found["issues"]} == {
        issue.id for issue in law.issues.values() if issue.entity.value == "harm"
    }
    severity = next(one for one in found["issues"] if one["id"] == "severity[detention]")
    assert severity["outcome"] == "for"
    assert [one["authority"] for one in severity["by"]] == ["al-saher-v-ins"]


def test_an_issue_alone_is_argued_about_every_harm(capsys: pytest.CaptureFixture[str]) -> None:
    assert argue("severity", "json") == ANSWERED
    assert [one["about"] for one in json.loads(capsys.readouterr().out)["issues"]] == ["detention", "rearrest"]


def test_the_result_model_asks_for_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert argue("severity[detention]", "json", model="result") == ANSWERED
    (found,) = json.loads(capsys.readouterr().out)["issues"]
    assert found["outcome"] == "not forced"
    assert ["several_beatings"] in [way["present"] for way in found["would_force"]["for"] if way["authority"] == "al-saher-v-ins"]


def test_in_another_circuit_the_same_decision_only_persuades(capsys: pytest.CaptureFixture[str]) -> None:
    assert argue_file(MOHAMED, "severity[detention]", request("json", circuit="2"), "reason", everything=False) == ANSWERED
    (found,) = json.loads(capsys.readouterr().out)["issues"]
    assert found["outcome"] == "not forced"
    assert "al-saher-v-ins" in {one["decision"]["authority"] for one in found["liken"] if not one["decision"]["may_force"]}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("sevrity", "sevrity: there is no such issue; did you mean 'severity'?"),
        ("qqqq", "qqqq: there is no such issue; those there are: breach_of_duty, drug_trafficking_exception"),
        (
            "severity[]",
            "severity[]: write an issue, such as severity, or with the id of a harm or conviction, severity[detention]",
        ),
        ("severity[detention", "severity[detention: write an issue"),
        ("[detention]", "[detention]: write an issue"),
        ("acquiescence", "it is argued as breach_of_duty, government_efforts and willful_blindness; name one"),
        ("acquiescence[detention]", "acquiescence: this is no issue by this name; it is argued as breach_of_duty"),
        ("psc", "psc: this is no issue by this name; it is argued as particularly_serious_crime; name it"),
        (
            "acquiesence",
            "did you mean 'acquiescence'? That is argued as breach_of_duty, government_efforts and willful_blindness",
        ),
        ("severity[detentio]", "the case lists no harm of this id; did you mean 'detention'?"),
        ("severity[zz]", "those it lists are detention, rearrest"),
        ("particularly_serious_crime", "this issue is about a conviction, and the case lists none"),
    ],
)
def test_what_cannot_be_argued_is_refused_with_a_remedy(wanted: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert argue(wanted) == BAD_INPUT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in " ".join(shown.err.split())


def test_a_case_without_harms_and_convictions_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("article3: 1\nforum: {circuit: 9}\n", encoding="utf-8")
    assert argue(file=str(path)) == BAD_INPUT
    assert "the case lists no harm and no conviction" in " ".join(capsys.readouterr().err.split())


def test_a_bad_file_is_refused_as_everywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CRIMES + "    factors: {severity: {burned: yes}}\n", encoding="utf-8")
    assert argue(file=str(path)) == BAD_INPUT
    assert "severity" in capsys.readouterr().err


def test_it_writes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "argument.md"
    assert argue_file(MOHAMED, "severity", request("markdown", place), "reason", everything=False) == ANSWERED
    assert capsys.readouterr().out == ""
    assert "## Severity of the pain: detention" in place.read_text(encoding="utf-8")


def test_a_finding_against_a_client_says_what_would_contest_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], law: Law
) -> None:
    issue = law.issues["particularly_serious_crime"]
    present = ("violence_or_threat", "deadly_weapon", "firearm")
    stated = [f"        {factor.id}: {'yes' if factor.id in present else 'no'}\n" for factor in issue.factors if not factor.fact]
    linked = [f"    {factor.fact}: no\n" for factor in issue.factors if factor.fact]
    path = tmp_path / "case.yaml"
    text = CRIMES + "".join(linked) + "    factors:\n      particularly_serious_crime:\n" + "".join(stated)
    path.write_text(text, encoding="utf-8")
    assert argue("particularly_serious_crime", file=str(path)) == ANSWERED
    told = flat(capsys)
    assert "forced against the applicant by Matter of Carballe, 19 I&N Dec. 357" in told
    reason = "violence against a person or a threat of it, a deadly weapon used or shown, a firearm used or carried"
    assert f"It would not reach this case if any of these were not so: {reason}" in told
    unmentioned = "or if any of these were shown, which are not mentioned in what was read of the decision:"
    assert "remorse" in told.partition(unmentioned)[2].partition(".")[0]
    assert "Check the decision first: only its headnote or opening was read" in told
    assert "it did not have before it" not in told


def test_screen_takes_up_what_is_forced_and_names_the_precedent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert screen_files([mohamed(tmp_path, "")], request("json")) == ANSWERED
    found = json.loads(capsys.readouterr().out)
    assert found["findings"]["severe_physical_pain[detention]"]["truth"] == "established"
    ground = found["findings"]["severe_physical_pain[detention]"]["grounds"]
    assert (ground["value"], [one["authority"] for one in ground["precedents"]]) == ("yes", ["al-saher-v-ins"])
    assert ground["precedents"][0]["bears"] == "forces"
    assert screen_files([mohamed(tmp_path, "")], Request(None, DAY, "text", None, DAY, full=True)) == ANSWERED
    assert "yes, forced by precedent [story]" in flat(capsys)


def test_screen_tells_what_is_forced_of_past_harm_in_brief_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], law: Law
) -> None:
    davila = next(one for one in law.decided["breach_of_duty"] if one.authority == "davila-v-barr")
    own = [one for one in law.issues["breach_of_duty"].factors if not one.fact]
    factors = {one.id: one.id in davila.for_ for one in own}
    harm = {"id": "partner", "factors": {"breach_of_duty": factors}}
    path = tmp_path / "case.yaml"
    path.write_text(json.dumps({"article3": 1, "forum": {"circuit": 9}, "past_harms": [harm]}), encoding="utf-8")
    for brief in (False, True):
        assert screen_files([str(path)], Request(None, DAY, "text", None, DAY, brief=brief)) == ANSWERED
        told = flat(capsys)
        assert "do officials fail in a legal duty to step in? yes, by Davila v. Barr" in told
        assert "[past_harms[partner].duty_breached]" in told


def test_the_warning_quotes_the_note_that_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recorded = "    severe_physical: {is: no, note: The cables were ribbons.}\n"
    assert screen_files([mohamed(tmp_path, recorded)], request()) == ANSWERED
    assert "What is recorded is kept. The note says: The cables were ribbons." in flat(capsys)


def test_screen_warns_where_the_record_contradicts_precedent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert screen_files([mohamed(tmp_path, "    severe_physical: no\n")], request()) == ANSWERED
    told = flat(capsys)
    assert "detention, severe_physical: no is recorded, and binding precedent forces the opposite on the factors stated" in told
    assert "Al-Saher v. INS, 268 F.3d 1143 (9th Cir. 2001), on severity" in told
    assert screen_files([mohamed(tmp_path, "    severe_physical: no\n")], request("json")) == ANSWERED
    assert json.loads(capsys.readouterr().out)["findings"]["severe_physical_pain[detention]"]["truth"] == "not established"


def _run(**environment: str) -> str:
    done = article3("argue", MOHAMED, "severity", environment=environment)
    assert done.returncode == 0
    return done.stdout


def test_color_is_used_only_where_it_is_wanted() -> None:
    assert "\x1b[" in _run(FORCE_COLOR="1")
    assert "\x1b[" not in _run(FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b[" not in _run()


# law list, law show


def test_issues_and_factors_are_looked_up_like_everything_else(law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    assert list_law("issues", "json") == ANSWERED
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == list(law.issues)
    assert show_law("specific_intent_prisons", None, DAY, "text") == ANSWERED
    assert "'article3 law precedents specific_intent_prisons' shows them" in flat(capsys)
    for name in ("officials_paid", "willful_blindness.officials_paid"):
        assert show_law(name, None, DAY, "text") == ANSWERED
        told = flat(capsys)
        assert "willful_blindness.officials_paid (factor for the applicant)" in told
        assert "officials bribed or on the torturers' payroll; if it is not so: officials neither bribed nor on" in told
    assert show_law("severity", None, DAY, "json") == ANSWERED
    assert {"rule", "issue severity"} <= set(json.loads(capsys.readouterr().out))
    assert show_law("official_paid", None, DAY, "text") == BAD_INPUT
    assert "officials_paid" in capsys.readouterr().err
    assert show_law("reported", None, DAY, "text") == ANSWERED
    assert "Stated as the fact reported." in flat(capsys)


def test_a_decision_shows_what_it_says_on_issues(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_law("avendano-hernandez-v-lynch", None, DAY, "text") == ANSWERED
    told = flat(capsys)
    assert (
        "On the issue severity: for the applicant (holding; in doubt, forces nothing), by: rape or another forced sexual act"
        in told
    )
    assert (
        "On the issue particularly_serious_crime: against the applicant (upheld), by: somebody injured, an act that by its kind endangers others"
        in told
    )


def test_the_status_of_a_decision_can_be_asked_on_an_issue(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_law("matter-of-o-f-a-s-2019", None, DAY, "text", point="severity") == ANSWERED
    capsys.readouterr()
    assert show_law("matter-of-o-f-a-s-2019", None, DAY, "text", point="severitty") == BAD_INPUT
    assert "no such question of law and no such issue; did you mean 'severity'?" in flat_errors(capsys)


# law precedents


def test_the_list_names_every_issue_with_its_counts(law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_precedents(None, None, None, DAY, "json") == ANSWERED
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows.keys() == law.issues.keys()
    for name, row in rows.items():
        assert row["decisions"] == {side.value: sum(one.outcome is side for one in law.decided[name]) for side in Side}
    for style in ("text", "markdown"):
        assert show_precedents(None, None, None, DAY, style) == ANSWERED
        told = flat(capsys)
        assert all(f"{name} (" in told for name in law.issues)


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_one_issue_shows_its_factors_and_decisions(law: Law, style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_precedents("severity", None, None, DAY, style) == ANSWERED
    told = flat(capsys)
    assert all(factor.asks in told for factor in law.issues["severity"].factors)
    assert all(law.authority(one.authority).name in told for one in law.decided["severity"])
    assert "It forces nothing, because its reason may be wider than what was read:" in told
    assert "Reason: the victim burned, beating with cables or rods or whips" in told
    assert all(f"Reason: {law.issues['severity'].listed(one.reason)}." in told for one in law.decided["severity"])


def test_in_a_circuit_each_decision_shows_how_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_precedents("severity", "9", None, DAY, "json") == ANSWERED
    found = {one["says"]["authority"]: one for one in json.loads(capsys.readouterr().out)["decisions"]}
    assert "burned" in found["al-saher-v-ins"]["says"]["reason"], "ids, not phrases"
    assert (found["al-saher-v-ins"]["standing"], found["al-saher-v-ins"]["may_force"]) == ("binding", True)
    assert not found["kang-v-attorney-general"].get("may_force", False)
    assert not found["avendano-hernandez-v-lynch"].get("may_force", False), "in doubt"
    assert show_precedents("severity", None, "San Diego", DAY, "json") == ANSWERED
    assert json.loads(capsys.readouterr().out)["circuit"] == "ca9"


@pytest.mark.parametrize(("issue", "circuit", "said"), [("sevrity", None, "did you mean 'severity'?"), (None, "99", "99")])
def test_what_does_not_exist_is_refused(
    issue: str | None, circuit: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show_precedents(issue, circuit, None, DAY, "text") == BAD_INPUT
    assert said in capsys.readouterr().err


def test_brief_and_all_cannot_both_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert argue_file(MOHAMED, None, request(), "reason", everything=True, brief=True) == BAD_INPUT
    assert "--all and --brief ask for opposite things" in flat_errors(capsys)


def test_brief_is_shorter_than_the_page_and_the_page_than_all(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = []
    for how in ({"brief": True}, {}, {"everything": True}):
        assert argue_file(MOHAMED, "severity[detention]", request(), "reason", **how) == ANSWERED
        lengths.append(len(capsys.readouterr().out.splitlines()))
    assert lengths == sorted(set(lengths))


def test_an_issue_is_looked_up_by_what_it_settles_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_precedents("acquiescence", None, None, DAY, "text") == BAD_INPUT
    assert "it is argued as breach_of_duty, government_efforts and willful_blindness" in flat_errors(capsys)


@pytest.mark.parametrize(
    ("word", "issues"),
    [
        ("acquiescence", ("breach_of_duty", "government_efforts", "willful_blindness")),
        ("officials_look_away", ("willful_blindness",)),
        ("awareness", ("willful_blindness",)),
        ("intent", ("specific_intent", "specific_intent_institutions", "specific_intent_prisons")),
        ("serious crime", ("particularly_serious_crime",)),
        ("PSC", ("particularly_serious_crime",)),
        ("could_relocate", ("relocation",)),
        ("credibility", ()),
        ("", ()),
    ],
)
def test_what_is_argued_as_what_follows_from_the_facts_that_issues_settle(word: str, issues: tuple[str, ...], law: Law) -> None:
    assert argued_as(word, law) == issues
