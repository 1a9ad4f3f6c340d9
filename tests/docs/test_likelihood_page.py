"""Every line of the tables in docs/likelihood.md that are worked by hand: the sum as written, and what the program says."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.facts.case_file import parse_case
from article3.findings.decide import decide
from article3.findings.risk import risk_report
from article3.likelihood.network import MOST_STATES, WIDEST
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from article3.findings.risk_model import RiskReport
    from article3.law.loading import Law

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "likelihood.md").read_text(encoding="utf-8")
CASE = re.compile(r"<!-- case: (\S+) -->|```yaml\n(article3: 1\n.*?)```", re.DOTALL)
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ENDS = ("low", "best", "high")
MILLIONTH = Fraction(11, 10**7)
"""Ends are rounded outwards to a millionth, so that a sum and the program may differ by a little more than half of one."""


def worked() -> list[tuple[str, str, str, str]]:
    """Each row with the case that it speaks of."""
    found = []
    places = [*CASE.finditer(PAGE)]
    for place, after in zip(places, [*(later.start() for later in places[1:]), len(PAGE)], strict=True):
        text = (ROOT / place[1]).read_text(encoding="utf-8") if place[1] else place[2]
        table = PAGE[place.end() : after].split("| what | by hand | is |", 1)[1].split("\n\n", 1)[0]
        found += [(text, *row) for row in ROW.findall(table) if not row[0].startswith("---")]
    return found


ROWS = worked()


def reckoned(text: str) -> Fraction:
    """A sum as written by hand: numbers, brackets and the four signs."""
    tokens = re.findall(r"\d+(?:\.\d+)?|[()×÷+−]", text)  # noqa: RUF001 - the signs of the page
    assert "".join(tokens) == text.replace(" ", ""), text
    value, rest = _total(tokens)
    assert not rest
    return value


def _total(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+−":  # noqa: RUF001
        right, rest = _product(tokens[1:])
        value, tokens = value + right if tokens[0] == "+" else value - right, rest
    return value, tokens


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _single(tokens)
    while tokens and tokens[0] in "×÷":  # noqa: RUF001
        right, rest = _single(tokens[1:])
        value, tokens = value * right if tokens[0] == "×" else value / right, rest  # noqa: RUF001
    return value, tokens


def _single(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] != "(":
        return Fraction(tokens[0]), tokens[1:]
    value, rest = _total(tokens[1:])
    assert rest[0] == ")"
    return value, rest[1:]


def said(report: RiskReport, what: str) -> float | None:
    """What the program says of the first column of a row."""
    if found := re.fullmatch(r"legal break-even of (\w+)", what):
        return next(link for link in report.links if link.id == found[1]).legal_break_even
    if what == "those left out for a step too, best":
        assert report.with_failing_chains is not None
        assert report.with_failing_chains.span is not None
        return report.with_failing_chains.span.best
    if found := re.fullmatch(r"break-even of (\w+)", what):
        return next(link for link in report.links if link.id == found[1]).break_even
    if found := re.fullmatch(r"(exhibit )?(\w+) (fails|at low)", what):
        ids = {shown.exhibit: shown for shown in report.exhibits} if found[1] else {link.id: link for link in report.links}
        return ids[found[2]].fallen if found[3] == "fails" else ids[found[2]].at_low
    if found := re.fullmatch(r"bound given earlier, (\w+)", what):
        bounds = next(bounds for bounds in report.together.bounds if bounds.read_as == "given_earlier")
        return {"low": bounds.low, "high": bounds.high}[found[1]]
    name, end = what.split(", ")
    assert end in ENDS
    span = report.together.span if name == "at least one" else next(shown.whole for shown in report.harms if shown.id == name)
    assert span is not None
    return {"low": span.low, "best": span.best, "high": span.high}[end]


@pytest.mark.parametrize(("case", "what", "by_hand", "comes_to"), ROWS, ids=[f"{row[1]} {row[3]}" for row in ROWS])
def test_each_line_is_right_by_hand_and_by_program(case: str, what: str, by_hand: str, comes_to: str, law: Law) -> None:
    read = parse_case(case, "case", law)
    report = risk_report(read, decide(read, Forum("ca9", dt.date(2026, 10, 2)), law), law)
    sum_by_hand, by_program = reckoned(by_hand), said(report, what)
    if comes_to == "none":
        assert not 0 <= sum_by_hand <= 1
        assert by_program is None
        return
    assert by_program is not None
    written = Fraction(comes_to.removesuffix("%")) / 100
    assert abs(sum_by_hand - written) <= MILLIONTH
    assert abs(Fraction(repr(by_program)) - written) <= MILLIONTH


def test_there_is_an_example_for_each_thing_that_is_worked_out() -> None:
    assert len(ROWS) >= 18
    spoken_of = " ".join(row[1] for row in ROWS)
    for kind in (*ENDS, "break-even", "fails", "at low", "exhibit", "bound", "at least one"):
        assert kind in spoken_of


def test_figures_in_the_words_are_right() -> None:
    assert reckoned("1 − 0.55 × 0.55") == Fraction("0.6975")  # noqa: RUF001
    assert "1 − 0.55 × 0.55, or 69.75 %" in PAGE  # noqa: RUF001
    assert f"Beyond {WIDEST} of those" in PAGE
    assert "some two million states" in PAGE
    assert 1_900_000 < MOST_STATES < 2_200_000


def test_the_fragment_that_shows_how_chains_are_written_is_read() -> None:
    """It names links of the example, which holds it; here it is read with those."""
    fragment = re.search(r"```yaml\nlinks:\n(.*?)```", PAGE, re.DOTALL)
    assert fragment is not None
    daniel = (ROOT / "examples" / "daniel.yaml").read_text(encoding="utf-8")
    for line in fragment[1].splitlines():
        if any(key in line for key in ("chance:", "base_rate:", "chain:", "relocation:")):
            assert line.strip() in daniel, line
