"""A paragraph four times as long takes about four times as many steps, however many citations stand in it and whatever they are."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import pytest

from article3.citations.check import check
from article3.citations.finding import citations
from article3.citations.model import Citation, Document, Form, Part, Passage, Place
from article3.citations.outcome import outcome
from article3.citations.outcome_html import report_page
from article3.citations.outcome_text import render
from texts import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.law.loading import Law

FEW, MANY = 300, 1200
LINEAR = 9.0
"""Four, with room for what is not exactly so; sixteen is the square."""

CITED = "332 F.3d 1186"


def growth(work: Callable[[int], object]) -> float:
    """How many times the calls of the few the many take: the same on every machine, however busy."""
    work(10)
    return calls(work, MANY) / calls(work, FEW)


def calls(work: Callable[[int], object], count: int) -> int:
    """How many functions are called, ours and those of the libraries."""
    seen = 0

    def count_one(_frame: object, event: str, _argument: object) -> None:
        nonlocal seen
        seen += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_one)
    try:
        work(count)
    finally:
        sys.setprofile(before)
    return seen


def one_line(count: int, words: str) -> tuple[Document, list[Citation]]:
    unit = f"{CITED} {words}"
    parts = {"volume": "332", "reporter": "F.3d", "page": "1186"}
    found = [
        Citation(Form.CASE, 0, at, at + len(CITED), CITED, **parts)  # type: ignore[arg-type]
        for at in range(0, count * len(unit), len(unit))
    ]
    return Document("a.txt", (Passage(unit * count, Place(Part.BODY, 1, line=1)),), "0" * 64), found


@pytest.mark.parametrize("words", ["", "and acquiescence to torture was found in the Ninth Circuit which rejected it "])
def test_checking_and_showing(words: str, law: Law) -> None:
    def work(count: int) -> None:
        text, found = one_line(count, words)
        shown = outcome(text, check(text, found, law, dt.date(2026, 10, 2), "ca9"), law, "1")
        assert report_page([shown]).count('<tr><th scope="row') == count
        assert render([shown])

    assert growth(work) < LINEAR


@pytest.mark.parametrize(
    "unit", ["Cole v. Holder, 659 F.3d 762; Cole, 659 F.3d at 9; Cole, supra, at 3. ", "No. 12-345, 1 F.3d 2; "]
)
def test_finding(unit: str) -> None:
    assert growth(lambda count: citations(document(unit * (count // 4)))) < LINEAR
