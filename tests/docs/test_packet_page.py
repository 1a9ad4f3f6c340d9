"""What docs/packet.md says is so."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.app import app
from article3.documents.limits import limits
from article3.documents.packet.model import Kind, Severity
from article3.documents.packet.reading import TAKEN
from article3.facts.case_file import parse_case

if TYPE_CHECKING:
    from article3.law.loading import Law

PAGE = (Path(__file__).parents[2] / "docs" / "packet.md").read_text(encoding="utf-8")


def test_it_tells_every_option_and_no_other() -> None:
    runner = CliRunner(env={"NO_COLOR": "1"})
    shown = "".join(runner.invoke(app, ["packet", command, "--help"]).output for command in ("build", "check", "template"))
    options = set(re.findall(r"--[a-z-]+", shown)) - {"--help", "--output"}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) == options


def test_it_tells_severities_codes_types_and_the_order_of_papers() -> None:
    told = PAGE.split("## What is told")[1].split("## Size")[0]
    assert re.findall(r"^\| ([a-z]+) \|", told, re.MULTILINE) == ["severity", *(one.value for one in Severity), "code"]
    assert [int(code) for code in re.findall(r"^\| (\d) \|", told, re.MULTILINE)] == [ANSWERED, BAD_INPUT]
    listed = PAGE.split("| kind of file |")[1].split("Other papers")[0]
    assert set(re.findall(r"`(\.[a-z]+)`", listed)) == set(TAKEN.split(", "))
    order = re.findall(r"`--([a-z]+)`", PAGE.split("| place | option |")[1].split("| option |")[0])
    named = [kind.value for kind in Kind if kind.value not in {"cover", "contents", "exhibit", "service"}]
    assert order == [*named, "proof"]
    assert f"at most {limits(dt.date(2026, 11, 23)).file.value} MB" in PAGE


def test_its_example_is_a_case_file(law: Law) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    case = parse_case(f"article3: 1\n{example}", "docs/packet.md", law)
    translation = case.exhibits["complaint"].translation
    assert translation is not None
    assert translation.certified == "exhibits/complaint-certificate.pdf"
