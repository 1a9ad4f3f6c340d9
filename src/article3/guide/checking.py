"""What a translation of the guide must share with its English: words of the law, links, numbers, what is strong."""

from __future__ import annotations

import re
from collections import Counter

from article3.guide.loading import LINKED, MARKED, NUMBERED

_STRONG = re.compile(r"\*\*[^*]+\*\*")
_HALF = re.compile(r"\[\[|\]\]|\*\*")


def wrong(english: str, says: str) -> str:
    """What of the marks in a translation does not agree with the English; empty if all does."""
    for what, marks in (
        ("words of the law", lambda text: [match["term"] for match in MARKED.finditer(text)]),
        ("links", lambda text: [match["to"] for match in LINKED.finditer(text)]),
        ("numbers", lambda text: [match["number"] for match in NUMBERED.finditer(text)]),
        ("parts that are strong", lambda text: ["**"] * len(_STRONG.findall(text))),
        ("paragraphs", lambda text: ["\n\n"] * text.count("\n\n")),
    ):
        here, there = Counter(marks(english)), Counter(marks(says))
        if here != there:
            named = ", ".join(sorted((here - there) | (there - here))) or "their number"
            return f"{what} differ ({named.strip() or 'their number'}); keep what stands in brackets and braces as it is"
    left = _HALF.sub("", _STRONG.sub("", MARKED.sub("", says)))
    return "a mark is not closed" if left != _STRONG.sub("", MARKED.sub("", says)) else ""
