"""No output obeys what a case's words say to a terminal, a calendar or a page."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from article3.deadlines.agenda import agenda
from article3.deadlines.drawn import svg
from article3.deadlines.ics import calendar
from article3.deadlines.text import outline
from article3.explanations import html, text
from article3.explanations.cleaning import harmless, one_line
from article3.facts.case import Case
from article3.facts.event import Event
from article3.law.loading import load

if TYPE_CHECKING:
    import pytest

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COMMANDS = st.text(st.sampled_from("\x00\x1b\x07\x08\x7f\x9b\u202e\u2067 ab[31m\r\n\t"), max_size=12)
TODAY = dt.date(2026, 11, 1)


@given(COMMANDS)
def test_what_is_said_is_kept_and_commands_are_not(words: str) -> None:
    assert not FORBIDDEN.search(harmless(words))
    assert not FORBIDDEN.search(one_line(words))
    assert len(one_line(words).splitlines()) <= 1
    assert re.sub(r"[^ab\[31m]", "", harmless(words)) == re.sub(r"[^ab\[31m]", "", words)


def test_the_marks_that_arabic_needs_stay() -> None:
    assert harmless("\u200f(أ)\u200e A\tb\nc") == "\u200f(أ)\u200e A\tb\nc"


@settings(max_examples=30)
@given(COMMANDS)
def test_a_title_commands_no_output_of_the_deadlines(words: str) -> None:
    case = Case(title=f"x{words}y", events=(Event("moved", "moved", TODAY, note=words),))
    found = agenda(case, TODAY, load())
    outputs: list[str | bytes] = [
        text.render(outline(found)),
        html.render(outline(found)),
        svg(found),
        calendar(found, "key", dt.datetime(2026, 11, 1, tzinfo=dt.UTC), names=True),
    ]
    for output in outputs:
        assert not FORBIDDEN.search(output if isinstance(output, str) else output.decode().replace("\r\n", "\n"))


def test_a_files_name_commands_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from article3.cli.terminal import complain  # noqa: PLC0415

    complain("\x1b]0;title\x07 brief\u202excod.docx")
    assert capsys.readouterr().err == " ]0;title  brief xcod.docx\n"
