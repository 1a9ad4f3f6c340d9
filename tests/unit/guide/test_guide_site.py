"""The guide as a site: whole, connected, accessible, light, in three languages, and asking nothing of any other host."""

from __future__ import annotations

import io
import posixpath
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from article3.guide.loading import LANGUAGES, shelf
from article3.guide.rendering import page_ids, rendered
from article3.guide.site import build, document, kept
from article3.guide.texts import texts
from article3.guide.told import Reader
from article3.guide.voice import NAMES, voice
from page_reader import Page

if TYPE_CHECKING:
    from article3.law.loading import Law

_MOST = 100_000
"""Bytes of a page, as a small phone on a slow line bears them."""


def test_every_page_is_there_in_every_language(site: dict[str, str]) -> None:
    for language in LANGUAGES:
        for circuit in ("any", "9"):
            assert {f"{language}/{circuit}/{page}.html" for page in page_ids()} <= set(site)


def test_every_page_is_valid(read: dict[str, Page]) -> None:
    for path, page in read.items():
        assert page.declared, path
        assert page.faults == [], path
        assert len(page.ids) == len(set(page.ids)), path


def test_every_link_leads_somewhere(read: dict[str, Page], site: dict[str, str]) -> None:
    for path, page in read.items():
        for href in page.hrefs:
            if href.startswith("https://"):
                continue
            place, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
            if re.match(r"(en|es|ar)/(1|2|3|4|5|6|7|8|10|11|dc)/index\.html", target) or target.startswith("print/"):
                continue  # other circuits and paper are not made here
            assert target in site, f"{path}: {href}"
            assert not fragment or fragment in read[target].ids, f"{path}: {href}"


def test_pages_are_accessible_and_say_their_language(read: dict[str, Page]) -> None:
    for path, page in read.items():
        if path == "index.html":
            continue
        language = path.partition("/")[0]
        assert page.of("html") == [{"lang": language, "dir": "rtl" if language == "ar" else "ltr"}], path
        assert page.of("a")[0]["class"] == "skip", path
        assert page.headings[0] == 1, path
        assert page.headings.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(page.headings)), path
        for section in page.of("section"):
            assert section["aria-labelledby"] in page.ids, path


def test_pages_are_light_and_ask_nothing_of_another_host(site: dict[str, str]) -> None:
    around = sum(len(site[name].encode()) for name in ("style.css", "offline.js", "mark.svg"))
    for path, text in site.items():
        if not path.endswith(".html"):
            continue
        assert len(text.encode()) + around < _MOST, path
        assert not re.search(r"""(?:src|srcset|action|data|poster)\s*=\s*["'](?:[a-z]+:)?//""", text), path
        assert not re.search(r"""<link[^>]+href=["']https?:""", text), path
        assert ("<script" in text) == path.endswith("/index.html"), path
        assert "<form" not in text, path


def test_what_is_kept_on_a_device_is_there(site: dict[str, str]) -> None:
    for name in kept():
        assert posixpath.normpath(posixpath.join("en/9", name)) in site, name


def test_nothing_is_stored_unless_somebody_asks() -> None:
    """The script touches storage in answer to a button alone, or to tell whether something is kept already."""
    made = build.__module__
    assert made == "article3.guide.site"
    from article3.guide.rendering import script, worker  # noqa: PLC0415

    assert "localStorage" not in script() + worker()
    assert "document.cookie" not in script() + worker()
    before, _, after = script().partition('getElementById("keep").addEventListener')
    assert "register(" not in before
    assert ".open(" not in before
    assert "register(" in after
    assert "put(" not in worker()


def test_no_text_of_a_language_that_is_given_out_is_missing(law: Law) -> None:
    english = [text for text, _ in texts(shelf(), law)]
    complete = {language for language in NAMES if language == "en" or not voice(language).words.lacks(english)}
    assert set(LANGUAGES) <= complete


@pytest.mark.parametrize("language", ["es", "ar"])
def test_a_page_in_another_language_says_so_and_runs_its_way(language: str, law: Law) -> None:
    """Before all texts are there too: what is missing is shown in English rather than wrongly."""
    read = Page(rendered("what", Reader(voice(language), "ca9", law, law.maintained_through)))
    assert read.faults == []
    assert read.of("html") == [{"lang": language, "dir": "rtl" if language == "ar" else "ltr"}]


@pytest.mark.parametrize("language", NAMES)
def test_a_sheet_to_print_has_its_text_and_language(language: str, law: Law) -> None:
    made = document(Reader(voice(language), "ca9", law, law.maintained_through), "evidence")
    with pypdfium2.PdfDocument(io.BytesIO(made)) as pdf:
        assert pdf.get_metadata_dict()["Title"]
        words = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert len(words) > len(voice(language).say(shelf().page("evidence").lead))
    with pikepdf.open(io.BytesIO(made)) as tagged:
        assert tagged.Root.MarkInfo.Marked
        assert str(tagged.Root.Lang) == language


def test_the_same_day_makes_the_same_bytes(law: Law) -> None:
    day = law.maintained_through
    once = build(law, day, languages=("en",), circuits=("ca7",), paper=False)
    assert once == build(law, day, languages=("en",), circuits=("ca7",), paper=False)
