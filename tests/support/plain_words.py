"""How hard a text is to read: the grade of Flesch and Kincaid, with syllables counted by groups of vowels."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z']+")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """The school grade in which a text can be read: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    J. P. Kincaid et al., Derivation of New Readability Formulas for Navy Enlisted Personnel (1975).
    """
    words = _WORD.findall(text)
    sentences = max(1, len([part for part in _SENTENCE.split(text) if _WORD.search(part)]))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    plain = word.lower().removesuffix("'s")
    count = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and count > 1:
        count -= 1
    if plain.endswith("ed") and not plain.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(1, count)
