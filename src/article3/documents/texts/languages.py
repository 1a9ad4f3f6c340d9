"""Which language a text is in, by its letters and its smallest words: English, Arabic, Spanish, or none of these.

Texts of a case are in few languages, and these words make up a third of any text of some length. French and Portuguese are
counted too, only so that they are not taken for Spanish.
"""

from __future__ import annotations

import re

ENGLISH, ARABIC, SPANISH, OTHER = "en", "ar", "es", ""

_WORD = re.compile(r"[^\W\d_]+")
_IN_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_NOT_ARABIC = re.compile("[\u0679\u067e\u0686\u0688\u0691\u0695\u0698\u06a4\u06a9\u06af\u06b5\u06be\u06c6\u06ce\u06cc\u06d2]")
"""Letters of Persian, Urdu and Kurdish."""
_FOREIGN_SHARE = 0.04
_ENOUGH = 0.12
"""So many of a text's words are small words of its language."""

_SMALL = {
    ENGLISH: (
        "the of and to in was were is are that for on with as by he she his her they it at from be been or not this which have "
        "had has but their who when after i my me"
    ),
    SPANISH: (
        "el los las del al y en por con para como pero más fue fueron era su sus que se lo una un no es son entre cuando le "
        "les me mi sin sobre también porque hasta desde muy ya había ha han la de"
    ),
    "fr": (
        "le les des du et dans par avec pour comme mais plus été était son sa ses que qui se une un ne pas est sont je il elle "
        "ils nous vous au aux ce cette la de en sur sans"
    ),
    "pt": (
        "o os as do da dos das e em por com para como mas mais foi eram seu sua que se uma um não é são ao à na no nos nas ele "
        "ela também até já de"
    ),
}
_SMALL_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}


def language_of(text: str, otherwise: str = OTHER) -> str:
    """The language of a text.

    Args:
        text: some words of it.
        otherwise: what is told of a text too short to tell, such as a heading: the language of what stands before it.

    Returns:
        en, ar or es; empty for another.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    letters = sum(map(len, words))
    if not letters:
        return otherwise
    arabic = len(_IN_ARABIC.findall(text))
    if arabic * 2 > letters:
        return OTHER if len(_NOT_ARABIC.findall(text)) > _FOREIGN_SHARE * arabic else ARABIC
    counts = {language: sum(word in small for word in words) for language, small in _SMALL_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    most = counts[best]
    if most < _ENOUGH * len(words) or sum(count == most for count in counts.values()) > 1:
        return otherwise if len(words) < _SHORT and otherwise != ARABIC else OTHER
    return best if best in {ENGLISH, SPANISH} else OTHER


_SHORT = 12
