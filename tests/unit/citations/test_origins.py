"""Line and column in a file of plain text or Markdown lead to the citation, whatever was joined or left out before it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.citations.finding import citations
from article3.citations.formats.origins import spot
from article3.citations.outcome import where
from article3.citations.reading import read
from texts import document

MARKED = """\ufeff# Head 8 CFR 1208.16

> See *Zheng v. Ash-
> croft*, 332 F.3d 1186
>   (9th Cir. 2003)[^1] and [8 CFR 1208.18](http://a.b/8-CFR) and 8 CFR 1208.17.

[^1]: 268 F.3d 1143, and **INA § 241**.\r
   \u00b9 5 F.3d 6.
"""


def there(text: str, name: str) -> list[tuple[str, tuple[int, int] | None]]:
    read_ = document(text, name)
    return [(one.written, spot(read_.passages[one.passage], one.start)) for one in citations(read_)]


def test_marks_links_notes_and_breaks() -> None:
    assert there(MARKED, "a.md") == [
        ("8 CFR 1208.16", (1, 8)),
        ("Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003)", (3, 8)),
        ("8 CFR 1208.18", (5, 30)),
        ("8 CFR 1208.17", (5, 67)),
        ("268 F.3d 1143", (7, 7)),
        ("INA § 241", (7, 28)),
        ("5 F.3d 6", (8, 6)),
    ]


def test_it_is_told_in_words_for_notes_too() -> None:
    read_ = document(MARKED, "a.md")
    told = [where(read_.passages[one.passage].place, "a.md", (7, 7)) for one in citations(read_)]
    assert told[0] == "line 7, column 7"
    assert told[4] == "footnote 1, line 7, column 7"


WORDS = st.lists(
    st.sampled_from(
        ["the", "court*", "*held*", "_so_", "332", "F.3d", "8", "CFR", "acqui-", "> it", "[at](http://8.CFR/1)", "\\*", "#"]
    ),
    max_size=12,
)
BREAKS = st.sampled_from([" ", "\n", "\n  ", "\n\n", "  \n> ", " \u00ad"])


@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@given(before=WORDS, breaks=st.lists(BREAKS, min_size=14, max_size=14))
def test_the_citation_stands_there(name: str, before: list[str], breaks: list[str]) -> None:
    cited = "Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003)"
    text = "".join(word + gap for word, gap in zip([*before, cited], breaks, strict=False)) + "; and Ex. C at 41."
    lines = text.split("\n")
    found = [one for one in there(text, name) if one[0].startswith(("Zheng v.", "Ex. C"))]
    assert found
    for written, at in found:
        assert at is not None
        line, column = at
        assert lines[line - 1][column - 1 :].startswith(written[:5])


def test_other_formats_have_none() -> None:
    from pdf_files import pdf_file  # noqa: PLC0415 - here alone

    (passage,) = read(pdf_file([["See 8 CFR 1208.16."]]), "a.pdf").passages
    assert spot(passage, 4) is None
