"""The term base: one word for one thing, and the texts keep to it."""

from __future__ import annotations

import re
import unicodedata

import pytest

from article3.guide.loading import shelf
from article3.languages.catalog import TRANSLATED, catalog
from article3.languages.terms import terms


def test_each_term_stands_once_in_the_order_of_the_alphabet_and_in_every_language() -> None:
    english = [one.en for one in terms()]
    assert len(set(english)) == len(english)
    keys = [re.sub("^(the|to) ", "", one.casefold()) for one in english]
    assert keys == sorted(keys)
    assert all(one.es.strip() and one.ar.strip() for one in terms())
    assert not [one for one in terms() if any(unicodedata.category(letter) == "Cf" for letter in one.ar)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_guide_calls_its_words_of_the_law_what_the_term_base_calls_them(language: str) -> None:
    said = catalog(language, "guide").entries
    base = {one.en: getattr(one, language) for one in terms()}
    words = [one.english for one in shelf().terms.values()]
    assert set(words) <= set(base)
    shown = {english: said[english].says for english in words if english in said and said[english].is_shown}
    assert shown == {english: base[english] for english in shown}
