"""compare, law diff, impact."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from typer.testing import CliRunner

from article3.cli import impact as impact_command
from article3.cli.app import app
from article3.facts.case_file import read
from article3.findings import decide
from article3.law.forums import circuits
from article3.law.periods import forums
from article3.logic.forum import Forum
from page_reader import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from click.testing import Result

    from article3.findings.model import Ground
    from article3.law.loading import Law

ROOT = Path(__file__).parents[3]
LOOKED_AWAY = str(ROOT / "tests" / "comparisons" / "looked_away.yaml")
EFFORTS = str(ROOT / "tests" / "comparisons" / "efforts.yaml")
JORGE = str(ROOT / "examples" / "jorge.yaml")
NOW = ("--as-of", "2026-10-02")
ZHENG = ("--from", "2003-06-17", "--to", "2003-06-18")


def article3(*arguments: str, **env: str) -> Result:
    return CliRunner(env={"NO_COLOR": "1", **env}).invoke(app, list(arguments))


def shown(*arguments: str) -> str:
    done = article3(*arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def as_json(*arguments: str) -> Any:
    return json.loads(shown(*arguments, "--format", "json"))


def refused(*arguments: str) -> str:
    done = article3(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    return " ".join(done.stderr.split())


def flat(words: str) -> str:
    return " ".join(words.split())


@pytest.fixture
def mohamed_open(tmp_path: Path) -> str:
    """Mohamed's case, but nobody has recorded whether what was done to him was severe: the factors are all there is."""
    text = (ROOT / "examples" / "mohamed.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("    severe_physical:", "    extreme:"))]
    assert len(kept) == len(text.splitlines()) - 4
    path = tmp_path / "mohamed_open.yaml"
    path.write_text("\n".join(kept), encoding="utf-8")
    return str(path)


# compare


def test_the_strip_fits_80_columns_and_has_every_forum(law: Law) -> None:
    lines = shown("compare", LOOKED_AWAY, *NOW).splitlines()
    assert all(len(line) <= 80 for line in lines)
    heads = next(index for index, line in enumerate(lines) if line.split()[:1] == ["1st"])
    assert len(lines[heads].split()) == len(forums(law)) == 13
    for line in lines[heads + 1 : heads + 6]:
        assert len(line[16:].split()) == 13
    assert "\x1b[" not in "".join(lines)
    assert lines[heads + 7].index("^") == lines[heads].index("9th")


def test_officials_who_look_away_are_aware_in_the_ninth_circuit_and_not_in_the_eleventh() -> None:
    """Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003); Matter of S-V-, 22 I&N Dec. 1306 (BIA 2000), where no circuit differs."""
    found = as_json("compare", LOOKED_AWAY, *NOW)
    truth = {
        forum: group["forms"]["protection_cat"]["truth"] for group in found["days"][0]["groups"] for forum in group["forums"]
    }
    assert truth["ca9"] == "established"
    assert truth["ca11"] == truth["agency"] == "not established"
    awareness = found["partings"][0]
    assert awareness["question"] == "awareness"
    assert {"withholding_cat", "protection_cat"} <= set(awareness["flips"])
    assert awareness["elements"] == ["awareness[gang]"]
    by = {taken["authority"] for side in awareness["sides"] if "ca9" in side["forums"] for taken in side["by"]}
    assert "zheng-v-ashcroft" in by
    elsewhere = [side for side in awareness["sides"] if "ca11" in side["forums"]]
    assert [taken["authority"] for taken in elsewhere[0]["by"]] == ["matter-of-s-v"]


def test_forums_that_come_out_alike_are_told_once(law: Law) -> None:
    found = as_json("compare", LOOKED_AWAY, *NOW)
    groups = found["days"][0]["groups"]
    assert [group["letter"] for group in groups] == ["A", "B", "C"]
    assert sorted(forum for group in groups for forum in group["forums"]) == sorted(forums(law))
    assert "A: 1st, 2d, 3d, 4th, 5th, 6th, 7th, 8th, 9th" in shown("compare", LOOKED_AWAY, *NOW)


def test_years_show_when_the_answer_changed_and_by_whom() -> None:
    found = as_json("compare", LOOKED_AWAY, "--as-of", "2002-2003", "--as-of", "2026")
    assert [day["as_of"] for day in found["days"]] == ["2002-12-31", "2003-12-31", "2026-10-02"]
    first = [change for change in found["changes"] if change["to"] == "2003-12-31" and "ca9" in change["forums"]]
    assert [finding["finding"] for finding in first[0]["findings"] if finding.get("element")] == ["awareness[gang]"]
    assert [cause["authority"] for cause in first[0]["questions"][0]["because"]] == ["zheng-v-ashcroft"]
    text = shown("compare", LOOKED_AWAY, "--as-of", "2002,2003,2026")
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "FROM 2002-12-31 TO 2003-12-31" in text
    assert "adopts willful_blindness" in flat(text)


@pytest.mark.parametrize("style", ["markdown", "html"])
def test_a_comparison_is_whole_in_every_format(style: str, law: Law) -> None:
    content = shown("compare", LOOKED_AWAY, *NOW, "--format", style)
    plain = flat(content).replace("\\", "") if style == "markdown" else Page(content).text
    found = as_json("compare", LOOKED_AWAY, *NOW)
    for parting in found["partings"]:
        assert flat(parting["asks"]) in plain
        for side in parting["sides"]:
            assert all(flat(taken["cite"]) in plain for taken in side["by"])
    assert all(label in plain for label in ("1st", "DC", "AG/B"))
    assert plain.count("✗") >= 3
    assert len(forums(law)) == 13


@pytest.mark.parametrize("days", ["2026", "2000-2004"])
def test_the_page_stands_alone_and_the_drawing_is_sound(days: str, tmp_path: Path) -> None:
    page = Page(shown("compare", LOOKED_AWAY, "--as-of", days, "--format", "html"))
    assert page.faults == []
    assert page.of("link") == []
    place = tmp_path / "drawn.svg"
    assert article3("compare", LOOKED_AWAY, "--as-of", days, "--format", "svg", "--output", str(place)).exit_code == 0
    drawing = ET.fromstring(place.read_text(encoding="utf-8"))  # noqa: S314 - our own
    name = "{http://www.w3.org/2000/svg}"
    assert drawing.tag == f"{name}svg"
    rows = 5 if days == "2026" else 5 * 5
    assert len(drawing.findall(f"{name}g")) == rows * 13
    assert all(child.text for child in drawing.iter(f"{name}title"))
    said = {child.text for child in drawing.iter(f"{name}title")}
    assert any(words and words.startswith("9th, ") and words.endswith("established") for words in said)


def test_what_turns_on_open_law_is_marked_in_ascii_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "?§" in shown("compare", JORGE, *NOW)
    monkeypatch.setattr("article3.cli.compare.is_ascii_only", lambda _: True)
    lines = shown("compare", JORGE, *NOW).split("\n\n")[1]
    assert "?*" in lines
    assert lines.isascii()


def test_a_transfer_tells_what_changes_where_it_begins_and_by_whom() -> None:
    """Efforts defeat acquiescence in the Fifth Circuit, not by themselves in the Ninth."""
    found = as_json("compare", EFFORTS, "--from", "9", "--to", "El Paso", *NOW)
    assert [found["before"], found["after"]] == ["ca9", "ca5"]
    assert found["places"] == ["", "El Paso Immigration Court"]
    assert [side["truth"] for side in found["forms"]["protection_cat"]] == ["established", "not established"]
    begins = {finding["finding"]: finding["by"] for finding in found["findings"] if finding.get("element")}
    assert begins["acquiescence_excused[gang]"] == ["government_efforts"]
    question = next(question for question in found["questions"] if question["question"] == "government_efforts")
    assert question["before"]["live"] == ["not_by_themselves"]
    assert question["after"]["live"] == ["defeat"]
    text = shown("compare", EFFORTS, "--to", "5", *NOW)
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "was established, is not established" in flat(text)
    assert "8 CFR 1003.20" in text


@pytest.mark.parametrize("style", ["markdown", "html"])
def test_a_transfer_is_shown_in_other_formats(style: str) -> None:
    content = shown("compare", EFFORTS, "--to", "ca5", *NOW, "--format", style)
    assert "Fifth Circuit" in content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--circuit", "nineth"), "did you mean 9?"),
        (("--circuit", "12"), "use one of ca1"),
        (("--to", "elevnth circuit"), "did you mean 11?"),
        (("--to", "Atlantis"), "names no circuit"),
        (("--from", "9"), "--from needs --to"),
        (("--from", "9", "--to", "San Diego"), "the law stays the same"),
        (("--to", "5", "--as-of", "2001,2002"), "one day"),
        (("--to", "5", "--format", "svg"), "not drawn"),
        (("--as-of", "1998"), "took effect on 1999-03-22"),
        (("--as-of", "2020-2010"), "write 2010-2020"),
        (("--as-of", "yesterday"), "expected a day"),
        (("--as-of", "2024-02-30"), "expected a day"),
        (("--as-of", "0000"), "no year 0"),
        (("--as-of", "2000-2900"), "too many"),
        (("--as-of", "2000-2050,2051-2080"), "too many"),
    ],
)
def test_what_cannot_be_compared_is_refused(arguments: tuple[str, ...], said: str) -> None:
    assert said in refused("compare", EFFORTS, *arguments)


def test_a_bad_case_and_a_case_without_a_circuit_are_told_apart(tmp_path: Path) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text("article3: 1\n", encoding="utf-8")
    assert as_json("compare", str(bare), *NOW)["own"] == ""
    assert "name it with --from" in refused("compare", str(bare), "--to", "5")
    assert "[no-such-file]" in refused("compare", str(tmp_path / "none.yaml"))


# law diff


def test_a_decision_that_changes_a_reading_is_named() -> None:
    """Zheng v. Ashcroft, decided 2003-06-18."""
    found = as_json("law", "diff", *ZHENG, "--circuit", "9")
    assert [(change["question"], change["forums"]) for change in found["questions"]] == [("awareness", ["ca9"])]
    change = found["questions"][0]
    assert (change["before"]["live"], change["after"]["live"]) == (["willful_acceptance"], ["willful_blindness"])
    assert [(cause["authority"], cause["does"]) for cause in change["because"]] == [
        ("zheng-v-ashcroft", "adopts willful_blindness")
    ]
    assert "zheng-v-ashcroft" in {authority["authority"] for authority in found["authorities"]}
    assert as_json("law", "diff", *ZHENG, "--circuit", "5")["questions"] == []


def test_fees_of_a_new_fiscal_year_are_a_change_of_numbers() -> None:
    """91 Fed. Reg. 54211: EOIR's fees from 2026-10-01."""
    found = as_json("law", "diff", "--from", "2026-09-30", "--to", "2026-10-01")
    fee = next(number for number in found["numbers"] if number["number"] == "bia_appeal_fee")
    assert [(value["change"], value["value"]) for value in fee["values"]][-1] == ("begins", 1060)


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_the_difference_is_told_alike_in_every_format(style: str) -> None:
    span = ("--from", "2025-01-01", "--to", "2026-10-02")
    content = shown("law", "diff", *span, "--format", style)
    plain = Page(content).text if style == "html" else flat(content).replace("\\", "")
    found = as_json("law", "diff", *span)
    assert {change["question"] for change in found["questions"]} >= {"pretermission", "public_health_bar"}
    for change in found["questions"]:
        assert flat(change["asks"]) in plain
        assert all(flat(cause["cite"]) in plain for cause in change["because"])
    for name in ("authorities", "treatments"):
        assert all(flat(item["cite"]) in plain for item in found[name])


def test_a_circuit_is_named_by_a_court_too_and_nothing_is_said_plainly(tmp_path: Path) -> None:
    same = ("--from", "2003-06-23", "--to", "2003-06-24")
    assert "None is recorded." in shown("law", "diff", *same, "--court", "San Diego")
    assert as_json("law", "diff", *same, "--circuit", "agency")["forum"] == "agency"
    place = tmp_path / "diff.json"
    assert article3("law", "diff", *same, "--format", "json", "--output", str(place)).exit_code == 0
    assert json.loads(place.read_text(encoding="utf-8"))["questions"] == []
    assert "kept to" in shown("law", "diff", "--from", "2026-10-01", "--to", "2030-01-01")


@pytest.mark.parametrize("command", [("law", "diff"), ("impact", JORGE)])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2024-01-01", "--to", "2023-01-01"), "write --from 2023-01-01 --to 2024-01-01"),
        (("--from", "2024-01-01", "--to", "2024-01-01"), "two different days"),
        (("--from", "1990-01-01", "--to", "2024-01-01"), "took effect on 1999-03-22"),
        (("--from", "2023-01-01", "--to", "2024-01-01", "--circuit", "fith"), "did you mean 5?"),
        (("--from", "2023-01-01", "--to", "2024-01-01", "--circuit", "9", "--court", "El Paso"), "leave one of the two out"),
    ],
)
def test_days_out_of_order_and_unknown_circuits_are_refused(
    command: tuple[str, ...], arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(*command, *arguments)


# impact


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two cases in the Ninth Circuit, one in the Fifth, one broken, one without a forum, and files that are no cases."""
    looked_away = Path(LOOKED_AWAY).read_text(encoding="utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.yaml").write_text(looked_away, encoding="utf-8")
    (tmp_path / "below" / "b.yml").write_text(looked_away, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(looked_away.replace("circuit: 9", "circuit: 5"), encoding="utf-8")
    (tmp_path / "d.yaml").write_text("article3: 1\nbars: {persecutr: no}\n", encoding="utf-8")
    (tmp_path / "e.yaml").write_text("article3: 1\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no case", encoding="utf-8")
    (tmp_path / ".hidden" / "f.yaml").write_text("no case", encoding="utf-8")
    return tmp_path


def test_which_cases_a_decision_changes(folder: Path) -> None:
    done = article3("impact", str(folder), *ZHENG, "--format", "json")
    assert done.exit_code == 2  # some files cannot be used
    found = json.loads(done.stdout)
    assert (found["files"], found["unchanged"], found["unusable"]) == (5, 1, 2)
    assert [Path(case["source"]).name for case in found["changed"]] == ["a.yaml", "b.yml"]
    for case in found["changed"]:
        assert case["reach"] == "forms"
        moved = {finding["finding"]: finding for finding in case["findings"]}
        assert (moved["protection_cat"]["before"], moved["protection_cat"]["after"]) == ("not established", "established")
        assert moved["awareness[gang]"]["by"] == ["awareness"]
    assert [cause["authority"] for cause in found["questions"][0]["because"]] == ["zheng-v-ashcroft"]
    assert [(Path(problem["file"]).name, problem["code"]) for problem in found["problems"]] == [
        ("d.yaml", "unknown-fact"),
        ("e.yaml", "no-circuit"),
    ]


def test_the_report_in_text_names_cases_law_and_bad_files(folder: Path) -> None:
    done = article3("impact", str(folder), *ZHENG)
    words = flat(done.stdout)
    assert "5 case files: 2 change, 1 do not, 2 cannot be used." in words
    assert "Zheng v. Ashcroft" in words
    assert "2 cases in the 9th Cir." in words
    assert "d.yaml" in words
    assert "[no-circuit]" in words
    assert "did you mean 'persecutor'" in flat(done.stderr)
    for style in ("markdown", "html"):
        assert "Zheng v. Ashcroft" in article3("impact", str(folder), *ZHENG, "--format", style).stdout


def test_one_circuit_for_all_cases(folder: Path) -> None:
    found = json.loads(article3("impact", str(folder), *ZHENG, "--circuit", "5", "--format", "json").stdout)
    assert (found["changed"], found["unusable"]) == ([], 1)


def test_several_processes_say_the_same(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(impact_command, "_CHUNK", 2)
    alone = article3("impact", str(folder), *ZHENG, "--format", "json", "--jobs", "1").stdout
    place = tmp_path / "out.json"
    article3("impact", str(folder), *ZHENG, "--format", "json", "--jobs", "2", "--output", str(place))
    assert json.loads(place.read_text(encoding="utf-8")) == json.loads(alone)


def test_a_folder_without_cases_is_an_error_and_a_missing_file_is_reported(tmp_path: Path) -> None:
    assert "no case files" in refused("impact", str(tmp_path), *ZHENG)
    found = json.loads(article3("impact", str(tmp_path / "none.yaml"), JORGE, *ZHENG, "--format", "json").stdout)
    assert (found["unusable"], found["problems"][0]["code"]) == (1, "no-such-file")


def test_the_day_itself_can_change_a_case(tmp_path: Path) -> None:
    """8 CFR 1003.38(b): thirty days to appeal to the Board."""
    place = tmp_path / "late.yaml"
    place.write_text("article3: 1\nforum: {circuit: 9}\nappeal: {decision_day: 2025-03-03, appealed: no}\n", encoding="utf-8")
    done = article3("impact", str(place), "--from", "2025-04-01", "--to", "2025-04-03", "--format", "json")
    found = json.loads(done.stdout)
    assert found["by_day"] == len(found["changed"]) == 1, found["problems"]
    assert found["changed"][0]["findings"][0]["by"] == ["as_of"]


def test_progress_is_shown_only_where_somebody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(impact_command, "SEVERAL", 1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with impact_command._progress(3) as advance:
        advance(3)
    assert "3/3" in capsys.readouterr().err


# what JSON says


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("of", "arguments"),
    [
        ("comparison", ("compare", LOOKED_AWAY, "--as-of", "2002,2026")),
        ("transfer", ("compare", EFFORTS, "--to", "5", *NOW)),
        ("law-diff", ("law", "diff", "--from", "2024-01-01", "--to", "2026-10-02")),
        ("impact", ("impact", LOOKED_AWAY, JORGE, *ZHENG)),
    ],
)
def test_json_meets_its_schema(of: str, arguments: tuple[str, ...]) -> None:
    schema = json.loads(shown("schema", of))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(as_json(*arguments), schema)
    assert schema["title"] == f"article3 {re.sub('-', ' ', of)}"


def test_thirteen_forums_are_every_circuit_and_the_agency(law: Law) -> None:
    assert len(circuits(law)) + 1 == len(forums(law)) == 13


# cases with factors, and with chains of events

SEVERITY = {"past_harms[detention].extreme", "past_harms[detention].severe_physical"}


def test_a_transfer_from_the_circuit_whose_precedent_forces_severity_names_it(mohamed_open: str) -> None:
    """Al-Saher v. INS, 268 F.3d 1143 (9th Cir. 2001), binds in the Ninth Circuit and not in the Second."""
    found = as_json("compare", mohamed_open, "--from", "ca9", "--to", "ca2", *NOW)
    assert {one["fact"] for one in found["forced"]} == SEVERITY
    for one in found["forced"]:
        assert one["before"] is True
        assert "after" not in one
        assert [by["authority"] for by in one["by_before"]] == ["al-saher-v-ins"]
        assert "by_after" not in one
    moved = {finding["finding"]: finding for finding in found["findings"]}
    pain = moved["severe_physical_pain[detention]"]
    assert (pain["before"], pain["after"], pain["by"], pain["element"]) == ("established", "undetermined", ["precedents"], True)
    assert pain["now_missing"] == ["past_harms[detention].severe_physical"]
    assert moved["torture[detention]"]["by"] == ["official_capacity", "precedents"]
    assert "precedents" not in {question["question"] for question in found["questions"]}


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_the_precedent_behind_a_transfer_is_told_in_words(mohamed_open: str, style: str) -> None:
    told = flat(shown("compare", mohamed_open, "--from", "ca9", "--to", "ca2", *NOW, "--format", style))
    assert "Al-Saher v. INS, 268 F.3d 1143 (9th Cir. 2001)" in told
    assert "by what binding decisions force" in told
    assert "Forced by precedent: was yes, is neither" in told


@pytest.mark.unmeasured
def test_a_comparison_tells_where_precedents_force_an_assessment(mohamed_open: str) -> None:
    found = as_json("compare", mohamed_open, *NOW)
    assert {one["fact"] for one in found["forced"]} == SEVERITY
    sides = {frozenset(side["forums"]): side for side in found["forced"][0]["sides"]}
    (forcing,) = [side for forums_, side in sides.items() if "ca9" in forums_]
    assert forcing["value"] is True
    assert [by["authority"] for by in forcing["by"]] == ["al-saher-v-ins"]
    (without,) = [side for forums_, side in sides.items() if "ca2" in forums_]
    assert "value" not in without
    # The rule that reads the fact asks no question of law, so none is said to make this difference.
    assert all("severe_physical_pain[detention]" not in parting["elements"] for parting in found["partings"])
    assert "Al-Saher v. INS" in flat(shown("compare", mohamed_open, *NOW))
    assert as_json("compare", LOOKED_AWAY, *NOW)["forced"] == []


def test_the_day_on_which_a_precedent_begins_to_bind_is_an_impact(mohamed_open: str, law: Law) -> None:
    day = law.authorities["al-saher-v-ins"].decided.last
    days = (str(day - dt.timedelta(days=1)), str(day))
    found = as_json("impact", mohamed_open, "--from", days[0], "--to", days[1])
    (case,) = found["changed"]
    assert {one["fact"] for one in case["forced"]} == SEVERITY
    assert {tuple(moved["by"]) for moved in case["findings"]} == {("precedents",)}
    assert found["questions"] == []
    assert "Al-Saher v. INS" in flat(shown("impact", mohamed_open, "--from", days[0], "--to", days[1]))
    changes = as_json("compare", mohamed_open, "--as-of", ",".join(days))["changes"]
    assert [change["forums"] for change in changes] == [["ca9"]]
    assert {one["fact"] for one in changes[0]["forced"]} == SEVERITY
    recorded = as_json("impact", str(ROOT / "examples" / "mohamed.yaml"), "--from", days[0], "--to", days[1])
    assert recorded["changed"] == []


@pytest.mark.unmeasured
def test_a_case_with_chains_comes_out_as_decided_in_every_forum(law: Law) -> None:
    """What one official must know or accept makes a harm torture in one circuit and leaves it open in another: the sum differs."""
    daniel = ROOT / "examples" / "daniel.yaml"
    case, day = read(daniel, law), dt.date(2026, 10, 2)
    for group in as_json("compare", str(daniel), *NOW)["days"][0]["groups"]:
        for circuit in group["forums"]:
            forms = decide(case, Forum(circuit, day), law).forms
            for form, seen in group["forms"].items():
                expected = getattr(forms, form)
                assert (seen["truth"], set(seen["missing"]), set(seen["turns_on"])) == (
                    expected.truth.value,
                    set(expected.missing),
                    set(expected.turns_on),
                )
    moved = as_json("compare", str(daniel), "--to", "ca2", *NOW)
    estimates = {
        circuit: next(
            ground.value
            for finding in decide(case, Forum(circuit, day), law).findings.values()
            for ground in leaves([finding.grounds])
            if ground.place == "risk.all_sources"
        )
        for circuit in ("ca9", "ca2")
    }
    (computed,) = moved["computed"]
    assert computed == {"fact": "risk.all_sources", "before": estimates["ca9"], "after": estimates["ca2"]}
    assert computed["before"] != computed["after"]
    assert "Likelihood computed: was" in flat(shown("compare", str(daniel), "--to", "ca2", *NOW))


def leaves(grounds: Iterable[Ground]) -> Iterator[Ground]:
    for ground in grounds:
        yield ground
        yield from leaves(ground.parts)
