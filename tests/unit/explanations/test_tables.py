"""Tables of a page: 80 columns whatever they hold."""

from __future__ import annotations

import pytest

from article3.explanations.tables import Page, Part, Table, as_html, as_markdown, as_text

LONG = "a_name_without_any_space_that_goes_on_for_longer_than_a_column_can_be"


def page(*row: str, numbers: int = 0) -> Page:
    head = tuple("abcdefgh"[: len(row)])
    return Page("Title", "Subtitle", (Part("Part", ("Says.",), (Table("Caption", head, (row,), numbers),), ("Note.",)),))


@pytest.mark.parametrize(
    "row",
    [
        ("x", "12%", "words " * 30),
        (LONG, "12%", "words " * 30),
        ("1", LONG, "12%", "words " * 30),
        (LONG, LONG, "12%", "words"),
        (LONG,),
        (LONG, LONG),
    ],
)
def test_no_line_is_wider_than_a_terminal_and_no_word_is_lost(row: tuple[str, ...]) -> None:
    text = as_text(page(*row))
    assert max(map(len, text.splitlines())) <= 80
    shown = "".join(text.split())
    assert sum(shown.count(letter) for letter in "w") >= sum("".join(row).count(letter) for letter in "w")


def test_numbers_are_flush_right() -> None:
    text = as_text(page("x", "5%", "y", numbers=1)).splitlines()
    assert "x  5%  y" in text
    assert "| --- | ---: | --- |" in as_markdown(page("x", "5%", "y", numbers=1))
    assert '<td class="number">5%</td>' in as_html(page("x", "5%", "y", numbers=1))


def test_words_cannot_become_markup() -> None:
    assert "<b>" not in as_html(page("<b>", "x"))
    assert "a\\|b" in as_markdown(page("a|b", "x"))


def test_a_terminal_that_knows_no_lines_gets_hyphens() -> None:
    assert as_text(page("x", "y"), ascii_only=True).isascii()
