"""article3 deadlines, as a user meets it."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from article3.cli import deadlines_app
from article3.cli.app import app
from calendars import read
from page_reader import Page

ROOT = Path(__file__).parents[3]
NADIA = str(ROOT / "examples" / "nadia.yaml")
ON = ("--today", "2026-11-20")
AT = dt.datetime(2026, 11, 20, 18, 0, tzinfo=dt.UTC)
HEAD = "article3: 1\ntitle: Somebody invented\nproceeding:\n  kind: removal\n"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines_app, "now", lambda: AT)


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["deadlines", *arguments], input=stdin, prog_name="article3")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def text() -> str:
    code, shown, told = run(NADIA, *ON)
    assert (code, told) == (0, "")
    return shown


def test_the_text_says_what_is_due_overdue_first(text: str) -> None:
    assert max(map(len, text.splitlines())) <= 80
    words = " ".join(text.split())
    for said in (
        "Nadia, whose application the judge denied (Egypt; invented) Deadlines as of Friday, 20 November 2026.",
        "STAGE Appeal before the Board, since 16 November 2026.",
        "days overdue): Report the new address (Form EOIR-33) [address_change]",
        "Friday, 27 November 2026 (in 7 days), DISPUTED: File the notice of appeal with the Board (Form EOIR-26) [bia_appeal]",
        "Wednesday, 16 December 2026",
        "This is not legal advice",
    ):
        assert said in words, said
    places = [words.index(title) for title in ("STAGE", "WHAT TO DO NEXT", "OVERDUE", "COMING UP", "READ THIS TOO")]
    assert places == sorted(places)
    assert "\x1b" not in text


def test_color_only_where_it_is_wanted() -> None:
    runner = CliRunner()
    command = ["deadlines", NADIA, *ON]
    assert "\x1b[1m" in runner.invoke(app, command, env={"FORCE_COLOR": "1", "NO_COLOR": None}, color=True).stdout
    assert "\x1b" not in runner.invoke(app, command, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}, color=True).stdout


def test_why_tells_more(text: str) -> None:
    code, shown, _ = run(NADIA, *ON, "--why")
    assert code == 0
    assert len(shown) > len(text)
    assert "More time:" in shown
    assert "More time:" not in text


def test_json_obeys_its_published_schema() -> None:
    code, shown, _ = run(NADIA, *ON, "--format", "json")
    assert code == 0
    schema = json.loads((ROOT / "docs" / "reference" / "deadlines.schema.json").read_text(encoding="utf-8"))
    found = json.loads(shown)
    jsonschema.Draft202012Validator(schema).validate(found)
    appeal = next(one for one in found["deadlines"] if one["clock"] == "bia_appeal")
    assert (appeal["day"], appeal["days_left"], appeal["status"]) == ("2026-11-27", 7, "upcoming")
    assert [other["day"] for other in appeal["other_days"]] == ["2026-12-16"]
    assert all(one["steps"] and one["cited"] for one in found["deadlines"] if one["day"] is not None)


def test_markdown_and_html() -> None:
    code, shown, _ = run(NADIA, *ON, "--format", "markdown")
    assert code == 0
    assert shown.startswith("# Nadia")
    assert "## Overdue" in shown
    code, shown, _ = run(NADIA, *ON, "--format", "html")
    assert code == 0
    assert Page(shown).faults == []
    assert "<svg" in shown


@pytest.mark.parametrize(
    ("fail_on", "day", "code"),
    [("overdue", "2026-11-20", 6), ("overdue", "2026-11-12", 0), ("due", "2026-11-12", 6), ("due", "2026-11-11", 0)],
)
def test_the_exit_code_tells_if_asked(fail_on: str, day: str, code: int) -> None:
    done, shown, told = run(NADIA, "--today", day, "--fail-on", fail_on)
    assert (done, told) == (code, "")
    assert shown


def test_a_calendar_is_written_and_a_later_one_replaces_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "n.ics"
    code, _, told = run(NADIA, *ON, "--ics", str(place))
    first = {entry["UID"]: entry for entry in read(place.read_bytes())}
    assert (code, told) == (0, f"Wrote {place}: {len(first)} entries.\n")
    assert b"Nadia" not in place.read_bytes()
    assert b"cousin" not in place.read_bytes()
    assert os.name != "posix" or place.stat().st_mode & 0o077 == 0
    changed = tmp_path / "renamed.yaml"
    words = Path(NADIA).read_text(encoding="utf-8")
    changed.write_text(
        words.replace("on: 2026-11-16", "on: 2026-11-17").replace("  - kind: permit_ends\n    on: 2027-06-30\n", "")
    )
    monkeypatch.setattr(deadlines_app, "now", lambda: AT + dt.timedelta(hours=1))
    assert run(str(changed), *ON, "--ics", str(place))[0] == 0
    second = {entry["UID"]: entry for entry in read(place.read_bytes())}
    assert set(second) == set(first)
    gone = [entry for entry in second.values() if entry["STATUS"] == "CANCELLED"]
    assert 1 <= len(gone) < len(second)
    appeal = next(entry for entry in second.values() if "notice of appeal" in entry["SUMMARY"])
    assert (first[appeal["UID"]]["DTSTART"], appeal["DTSTART"]) == (
        "20261127",
        "20261127",
    )  # the tenth day is Thanksgiving either way or the day after
    assert int(appeal["SEQUENCE"]) == int(first[appeal["UID"]]["SEQUENCE"]) + 3600


def test_names_go_in_only_if_asked(tmp_path: Path) -> None:
    calendar, picture, page = (str(tmp_path / name) for name in ("n.ics", "n.svg", "n.html"))
    assert run(NADIA, *ON, "--ics", calendar, "--draw", picture)[0] == 0
    assert run(NADIA, *ON, "--draw", page)[0] == 0
    assert not any("Nadia" in Path(place).read_text(encoding="utf-8") for place in (calendar, picture, page))
    assert run(NADIA, *ON, "--ics", calendar, "--draw", page, "--names")[0] == 0
    assert all("Nadia" in Path(place).read_text(encoding="utf-8") for place in (calendar, page))


def test_every_text_a_user_can_write_stays_out_of_the_calendar(tmp_path: Path) -> None:
    case = (
        "article3: 1\ntitle: Xyzzy\nforum: {circuit: 9}\nexhibits:\n  - {id: xyzzy, title: Xyzzy}\nproceeding:\n"
        "  kind: {is: removal, because: [xyzzy], note: Xyzzy}\n"
        "filing:\n  last_arrival: {is: 2026-01-05, note: Xyzzy}\n"
        "applicant: {nationality: Xyzzy}\nevents:\n"
        "  - {kind: judge_decided, on: 2026-11-16, outcome: denied, id: xyzzy-a, because: [xyzzy], note: Xyzzy}\n"
        "  - {kind: filings_due, on: 2026-12-01, id: xyzzy-b, note: Xyzzy}\n"
        "  - {kind: check_in, on: 2026-12-02, id: xyzzy-c, note: Xyzzy}\n"
    )
    place, picture = tmp_path / "x.ics", tmp_path / "x.html"
    code, _, told = run("-", *ON, "--ics", str(place), "--draw", str(picture), "--why", stdin=case)
    assert code == 0, told
    assert len(read(place.read_bytes())) >= 4
    assert b"xyzzy" not in place.read_bytes().lower()
    assert "xyzzy" not in picture.read_text(encoding="utf-8").lower()


def test_a_drawing_stands_alone(tmp_path: Path) -> None:
    place = tmp_path / "n.svg"
    code, _, told = run(NADIA, *ON, "--draw", str(place))
    assert (code, told) == (0, f"Drew {place}.\n")
    assert place.read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--draw", "x.pdf"], "a drawing is written as .svg or .html"),
        (["--ics", "x.txt"], "a calendar is written as .ics"),
        (["--ics", "-"], "a calendar is written as .ics"),
        (["--calendar-key", "x"], "only with --ics"),
        (["--today", "1999-03-21"], "took effect on 1999-03-22"),
        (["--names"], "only with --ics or --draw"),
        (["--draw", "x.html", "--output", "x.html"], "--output is there already"),
        (["--ics", "nowhere/x.ics"], "cannot be read or written (No such file or directory); nothing was changed"),
        (["--draw", "nowhere/x.svg"], "cannot be written (No such file or directory); nothing was changed"),
    ],
)
def test_what_cannot_be_done_is_refused(arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, shown, told = run(NADIA, *ON, *arguments)
    assert (code, shown) == (2, "")
    assert said in told
    assert not list(tmp_path.iterdir())


def test_the_case_is_never_written_over(tmp_path: Path) -> None:
    case = tmp_path / "case.ics"
    case.write_text(HEAD, encoding="utf-8")
    code, _, told = run(str(case), *ON, "--ics", str(case))
    assert code == 2
    assert "the case is there already" in told
    assert case.read_text(encoding="utf-8") == HEAD


def test_a_calendar_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "own.ics"
    place.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mine//EN\r\nEND:VCALENDAR\r\n")
    before = place.read_bytes()
    code, _, told = run(NADIA, *ON, "--ics", str(place))
    assert code == 2
    assert "no calendar that article3 wrote" in told
    assert place.read_bytes() == before


def test_cases_that_nothing_tells_apart_get_no_calendar(tmp_path: Path) -> None:
    place = str(tmp_path / "n.ics")
    untitled = "article3: 1\nevents:\n  - {kind: moved, on: 2026-11-20}\n"
    code, _, told = run("-", *ON, "--ics", place, stdin=untitled)
    assert code == 2
    assert "give the case a title, or name it with --calendar-key" in told
    assert run("-", *ON, "--ics", place, "--calendar-key", "2026-0417", stdin=untitled)[0] == 0


def test_a_case_without_days_gets_no_calendar(tmp_path: Path) -> None:
    code, _, told = run("-", *ON, "--ics", str(tmp_path / "n.ics"), stdin=HEAD)
    assert code == 2
    assert "no deadline has a day yet" in told


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    code, _, told = run(NADIA, *ON, "--ics", str(tmp_path / "n.ics"))
    assert code == 2
    assert "install article3 with its extra 'calendar'" in told


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_bad_case_file_is_told_with_its_place(style: str) -> None:
    code, shown, told = run("-", *ON, "--format", style, stdin=f"{HEAD}events:\n  - kind: judge_decided\n    on: 2026-13-45\n")
    assert (code, shown) == (2, "")
    assert "standard input" in told
    assert style == "text" or json.loads(told)["error"]["line"] == 7


def test_a_missing_file_and_an_impossible_day() -> None:
    code, _, told = run("nowhere.yaml", *ON)
    assert code == 2
    assert "nowhere.yaml" in told
    assert run(NADIA, "--today", "2026-02-30")[0] == 2
