"""The slips that ``bool()`` refuses at run time are already errors to the type checker."""

from __future__ import annotations

import os
from pathlib import Path

import mypy.api
import pytest

ROOT = Path(__file__).parents[3]
SNIPPET = """
from article3.logic.propositions import AllOf, Proposition, Rule, YesNo, all_of


def branches(rule: Rule) -> int:
    if rule:
        return 1
    return 2


def joins(a: YesNo, b: Proposition) -> object:
    return a and b


def separates(a: YesNo, b: Proposition) -> object:
    return a or b


def chooses(a: YesNo) -> int:
    return 1 if a else 2


def combines(a: YesNo, b: Proposition) -> AllOf:
    return all_of(a, ~b)
"""


@pytest.mark.unmeasured
def test_type_checker_refuses_propositions_used_as_truth_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")

    report, trouble, status = mypy.api.run(["--config-file", "pyproject.toml", "--cache-dir", os.devnull, str(snippet)])

    lines = SNIPPET.splitlines()
    refused = {lines[int(entry.removeprefix(str(snippet)).split(":")[1]) - 1].strip() for entry in report.splitlines()[:-1]}
    assert (trouble, status) == ("", 1)
    assert {"return a and b", "return a or b", "return 1 if a else 2"} <= refused
    assert refused & {"if rule:", "return 1", "return 2"}
    assert "return all_of(a, ~b)" not in refused
