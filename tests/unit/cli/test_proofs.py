"""law prove and law split on the command line."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest
import z3

from article3.cli import ANSWERED, BAD_INPUT, NOT_PROVED
from article3.cli.prove import prove_law
from article3.cli.split import split_law
from article3.facts.case_file import read
from article3.logic.propositions import Not, all_of
from article3.proofs import conclusions
from article3.proofs import prove as proofs
from article3.proofs.prove import PROPERTIES, Property
from article3.proofs.record import Record
from article3.proofs.worlds import World
from article3.rules.asylum import asylum
from article3.rules.convention import protection_cat

if TYPE_CHECKING:
    from pathlib import Path

    from article3.law.loading import Law
    from article3.proofs.setting import Setting

DAY = dt.date(2026, 10, 2)
DAYS = (DAY, DAY)


def test_what_is_proved_is_told_with_its_exceptions(capsys: pytest.CaptureFixture[str]) -> None:
    assert prove_law(["bars", "deferral"], "text", None) == ANSWERED
    shown = capsys.readouterr().out
    assert "PROVED  bars: " in shown
    assert "Except: a fear still being screened" in shown
    assert "8 CFR 208.31(c)" in shown
    assert "2 of 2 properties proved" in shown
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_in_json_each_property_has_its_outcome(capsys: pytest.CaptureFixture[str], law: Law) -> None:
    assert prove_law(["readings"], "json", None) == ANSWERED
    found = json.loads(capsys.readouterr().out)
    assert found["law"] == law.version
    [one] = found["properties"]
    assert (one["name"], one["outcome"], one["failures"]) == ("readings", "proved", [])
    assert one["exceptions"][0]["what"] == "government_efforts in ca1"


def check(setting: Setting) -> Record:
    record = Record(setting.law, "every case")
    conclusions.claims_hold(record, World(setting), [("nobody has both", Not(all_of(asylum, protection_cat)))])
    record.undecided.append("something else (timeout)")
    return record


@pytest.fixture
def false(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "PROPERTIES", (Property("both", "Nobody has both.", check), PROPERTIES[1]))


@pytest.mark.usefixtures("false")
def test_what_is_refuted_is_shown_with_a_case_and_told_by_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert prove_law([], "text", None) == NOT_PROVED
    shown = capsys.readouterr().out
    assert "REFUTED  both" in shown
    assert "decide confirms it" in " ".join(shown.split())
    assert "      article3: 1" in shown
    assert "The solver gave up on: something else" in shown
    assert "1 of 2 properties proved" in shown


@pytest.mark.usefixtures("false")
def test_the_case_is_written_as_a_file_that_can_be_read(tmp_path: Path, law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    assert prove_law(["both"], "json", tmp_path) == NOT_PROVED
    [sample] = json.loads(capsys.readouterr().out)["properties"][0]["failures"][0]["samples"]
    assert sample["truths"]["asylum"] == sample["truths"]["protection_cat"] == "established"
    case = read(tmp_path / "both-1.yaml", law)
    assert case.circuit == sample["circuit"]
    (tmp_path / "both-1.yaml").unlink()
    (tmp_path / "both-1.yaml").mkdir()
    assert prove_law(["both"], "text", tmp_path) == BAD_INPUT
    assert "cannot be written" in capsys.readouterr().err


def test_bad_names_and_places_are_refused_with_a_remedy(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert prove_law(["bar"], "text", None) == BAD_INPUT
    assert prove_law(["beauty and truth"], "json", None) == BAD_INPUT
    assert prove_law([], "text", tmp_path / "none") == BAD_INPUT
    told = capsys.readouterr().err
    assert "'bars'" in told
    assert "they are conclusions" in told
    assert "make it first" in told


@pytest.mark.parametrize("command", [["prove"], ["split", "9", "5"]])
def test_without_the_solver_the_remedy_is_told(command: list[str]) -> None:
    program = "import sys; sys.modules['z3'] = None; from article3.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program, "law", *command], capture_output=True, text=True, check=False)
    assert done.returncode == BAD_INPUT
    assert "pip install 'article3[proofs]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_forums_are_told_apart_in_words_and_as_a_file(tmp_path: Path, law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "apart.yaml"
    assert split_law("9", "5", "government_efforts", "acquiescence_excused", DAYS, "text", file) == ANSWERED
    shown = capsys.readouterr().out
    assert "ON THIS ONE FACT" in shown
    assert "Ninth Circuit on 2026-10-02: not established" in shown
    assert "Fifth Circuit on 2026-10-02: established" in shown
    assert "defeat" in shown
    assert f"Written: {file}" in shown
    assert read(file, law).circuit == "ca9"
    assert split_law("9", "5", None, "serious_conviction", DAYS, "text", None) == ANSWERED
    shown = capsys.readouterr().out
    assert "CASE FILE" in shown
    assert "ON THESE " in shown


def test_a_split_in_json_has_both_samples(capsys: pytest.CaptureFixture[str]) -> None:
    assert split_law("9", "5", None, "serious_conviction", DAYS, "json", None) == ANSWERED
    found = json.loads(capsys.readouterr().out)
    assert found["split"]["truths"] == ["not established", "established"]
    assert [sample["circuit"] for sample in found["split"]["samples"]] == ["ca9", "ca5"]
    assert all(sample["confirmed"] for sample in found["split"]["samples"])
    assert found["forums"][0]["circuit"] == "ca9"
    assert msgspec.json.encode(found)


def test_where_nothing_parts_them_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert split_law("9", "5", "awareness", "awareness", DAYS, "text", None) == ANSWERED
    shown = " ".join(capsys.readouterr().out.split())
    assert "no case was found on which they part on awareness because of awareness" in shown
    assert split_law("9", "9", None, None, DAYS, "json", None) == ANSWERED
    assert json.loads(capsys.readouterr().out)["split"] is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("99", "5", None, None, DAYS), "there is no such circuit"),
        (("9", "5", "awarenes", None, DAYS), "'awareness'"),
        (("9", "5", None, "beauty", DAYS), "there is no such rule"),
        (("9", "5", None, None, (dt.date(1990, 1, 1), DAY)), "took effect"),
    ],
)
def test_bad_uses_of_split_are_refused(
    arguments: tuple[str, str, str | None, str | None, tuple[dt.date, dt.date]], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert split_law(*arguments, "text", None) == BAD_INPUT
    assert told in capsys.readouterr().err


def test_that_the_solver_gave_up_is_not_told_as_agreement(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(z3.Optimize, "check", lambda *_: z3.unknown)
    monkeypatch.setattr(z3.Optimize, "model", lambda _: ())
    monkeypatch.setattr(z3.Solver, "check", lambda *_: z3.unknown)
    assert split_law("9", "5", "government_efforts", "acquiescence_excused", DAYS, "text", None) == NOT_PROVED
    told = capsys.readouterr()
    assert told.out == ""
    assert "it was not found out in time" in " ".join(told.err.split())


def test_a_case_is_found_without_being_the_smallest_where_that_takes_too_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(z3.Optimize, "check", lambda *_: z3.unknown)
    monkeypatch.setattr(z3.Optimize, "model", lambda _: ())
    assert split_law("9", "5", "government_efforts", "acquiescence_excused", DAYS, "json", None) == ANSWERED
    assert json.loads(capsys.readouterr().out)["split"]["rule"] == "acquiescence_excused"
