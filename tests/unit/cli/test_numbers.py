"""law number, as a user meets it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.app import app

RUN = CliRunner(env={"TERMINAL_WIDTH": "100", "NO_COLOR": "1"})


def _run(*more: str) -> str:
    result = RUN.invoke(app, ["law", "number", *more])
    assert result.exit_code == ANSWERED, result.output
    return result.output


def test_all_numbers_are_listed_with_what_applies_on_the_day() -> None:
    lines = _run("--as-of", "2026-03-09").splitlines()
    assert any(line.startswith("bia_appeal ") and "30 days" in line for line in lines)
    assert any(line.startswith("i589_fee_protection_only") and "$100 or $0 (disputed)" in line for line in lines)
    assert any(line.startswith("bia_appeal_fee") and "not recorded" in line for line in lines)


def test_one_number_is_shown_with_everything_known_of_it() -> None:
    shown = _run("bia_appeal", "--as-of", "2026-03-09")
    for words in (
        "As of 2026-03-09: 30 days",
        "Beside it, printed, not in force: 10 days",
        "Counted: every day counts, met only by what has arrived, a last day on a weekend or legal holiday",
        "8 CFR 1003.38(b) (text; legalfix.com",
        "10 days, from 2026-03-09; printed not in force",
    ):
        assert words in shown
    assert "Nothing later" not in shown


def test_a_proposal_is_called_a_proposal() -> None:
    assert "Beside it, proposed, not law: 365 days" in _run("asylum_ead_application", "--as-of", "2026-10-02")


def test_a_dispute_is_called_one_and_the_safe_value_comes_first() -> None:
    shown = _run("i589_fee_protection_only", "--as-of", "2026-10-02")
    assert "As of 2026-10-02: $100 or $0 (disputed)" in shown
    assert "the safe value comes first" in shown


def test_after_the_last_day_looked_for_a_warning_stands() -> None:
    assert "Nothing later than 2026-10-02 was looked for." in _run("removal_period", "--as-of", "2026-10-03")


def test_json_holds_the_number_and_what_applies() -> None:
    shown = json.loads(_run("bia_appeal", "--as-of", "2026-03-09", "--format", "json"))
    assert [value["value"] for value in shown["applies"]] == [30]
    assert [value["status"] for value in shown["beside"]] == ["printed_not_in_force"]
    assert shown["number"]["unit"] == "days"
    missing = json.loads(_run("bia_appeal_fee", "--as-of", "2026-03-09", "--format", "json"))
    assert missing["applies"] == []
    assert "2026-01012" in missing["missing"]
    rows = {row["id"]: row for row in json.loads(_run("--as-of", "2026-03-09", "--format", "json"))}
    period = rows["removal_period"]
    assert (period["unit"], period["values"], period["disputed"], period["verified"]) == ("days", [90], False, ["text"])


def test_money_and_single_units_are_written_as_people_write_them() -> None:
    lines = _run("--as-of", "2026-10-02").splitlines()
    assert any(line.startswith("bia_appeal_fee") and "$1,060 " in line for line in lines)
    assert any(line.startswith("asylee_adjustment") and "1 year " in line for line in lines)


def test_what_nobody_has_read_is_marked() -> None:
    assert "As of 2025-01-01: $145 (unread)" in _run("motion_fee_judge", "--as-of", "2025-01-01")


@pytest.mark.parametrize(
    ("asked", "likely"),
    [("appeal", "did you mean bia_appeal, bia_appeal_fee?"), ("removal_priod", "removal_period"), ("zzz", "lists them")],
)
def test_an_unknown_number_is_refused_with_what_was_likely_meant(asked: str, likely: str) -> None:
    result = RUN.invoke(app, ["law", "number", asked])
    assert result.exit_code == BAD_INPUT
    assert "no number has this id" in result.output
    assert likely in result.output
