"""Finding a place of the book by words."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from article3.book.pages import pages
from article3.book.search import Place, Sort, found, marked, places
from article3.book.shelf import stocked
from article3.law.loading import load


@pytest.fixture(scope="module")
def known() -> tuple[Place, ...]:
    return tuple(places(stocked(load(), dt.date(2026, 11, 23), {})))


def test_every_place_is_on_a_page_of_the_book(known: tuple[Place, ...]) -> None:
    shelf = stocked(load(), dt.date(2026, 11, 23), {})
    there = {page.path for page in pages(shelf)}
    assert {place.href.partition("#")[0] for place in known} <= there
    assert {place.sort for place in known} == set(Sort)


def test_an_authority_is_found_by_its_name_its_citation_and_what_it_says(known: tuple[Place, ...]) -> None:
    zheng = "authorities/zheng-v-ashcroft.html"
    authority = load().authorities["zheng-v-ashcroft"]
    assert found(known, "zheng ashcroft")[0].place.href == zheng
    assert zheng in {hit.place.href for hit in found(known, authority.cite)}
    words = " ".join(re.findall(r"\w+", authority.holdings[0].holds)[:4])
    hits = found(known, words, Sort.AUTHORITY, authority.court)
    assert zheng in {hit.place.href for hit in hits}
    assert all(hit.place.court == authority.court for hit in hits)


def test_names_come_before_what_is_said() -> None:
    places = [Place(Sort.NUMBER, "Another", "b.html", ("of acquiescence",)), Place(Sort.RULE, "Acquiescence", "a.html")]
    assert [hit.place.href for hit in found(places, "acquiesc")] == ["a.html", "b.html"]
    assert found(places, "acquiescence nowhere") == []
    assert [hit.place.href for hit in found(places, "", Sort.RULE)] == ["a.html"]


def test_capitals_accents_and_ends_of_words_do_not_count() -> None:
    places = [Place(Sort.COURT, "Policía Ejemplo", "a.html")]
    (hit,) = found(places, "POLICIA ej")
    assert [(piece.text, piece.sought) for piece in hit.title] == [("Policía", True), (" ", False), ("Ejemplo", True)]


def test_the_pieces_are_the_text() -> None:
    text = "Torture, in the sense of 8 CFR 1208.18(a)(1), is extreme."
    assert "".join(piece.text for piece in marked(text, ["torture", "1208.18"])) == text
    assert [piece.text for piece in marked(text, ["torture", "1208.18"]) if piece.sought] == ["Torture", "1208.18"]


def test_a_long_passage_is_shortened_around_the_word() -> None:
    passage = "word " * 100 + "needle " + "word " * 100
    (hit,) = found([Place(Sort.RULE, "A rule", "a.html", (passage,))], "needle")
    shown = "".join(piece.text for piece in hit.said)
    assert "needle" in shown
    assert len(shown) < 200
    assert shown.startswith("… ")
    assert shown.endswith(" …")


@pytest.mark.parametrize("words", ["Sixth Circuit acquiescence", "6th Cir. acquiescence", "ca6 acquiescence"])
def test_a_circuit_is_found_by_what_it_is_called(known: tuple[Place, ...], words: str) -> None:
    hits = [hit.place for hit in found(known, words, Sort.AUTHORITY)]
    assert {place.court for place in hits} == {"ca6"}
    assert "authorities/amir-v-gonzales.html" in {place.href for place in hits}
