"""What points back: "id." and "supra"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.model import Form
from article3.citations.patterns.marks import Mark, marked
from article3.citations.patterns.names import alone
from article3.citations.patterns.tails import explanations, pins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.citations.patterns.marks import Claims

_ID = re.compile(r"(?<![\w.-])(?:I|i)(?:bi)?d\.(?=[\s,;:)\]\"'\x01\u2014]|$)(?!\sest\b)")
_SECTION = re.compile(
    r",?\s(?:at\s)?(?P<pin>(?:§{1,2}|(?=\d{3,4}[a-z]?\.\d))\s*[\w.()\[\]-]*[\w)](?:,\s\([\w()]+\))*|(?:\((?:[a-z]{1,2}|\d{1,2}|[ivx]+)\))+)"
)
_SUPRA = re.compile(
    r",?\ssupra\b(?P<where>,?\s(?:at\s)?nn?(?:ote|otes|\.)\s\d+)?(?!,?\s(?:Parts?|Sections?|§|pp?\.|notes?\s[a-z]))"
)
_LONGEST = 400
_BEFORE = re.compile(
    r"(?:^|[\s(\[\"'])(?:see|See|also|cf\.|Cf\.|accord|citing|quoting|and|in|e\.g\.,?|but|under|with)\s$|[.;:,)(\]\[\x01\u2014]\s?$|[\"']\s$|^\s*$"
)


def ids(text: str, plain: str, claims: Claims) -> Iterator[Mark]:
    """Every "id." with its pins."""
    for match in _ID.finditer(plain):
        if plain[match.start()] == "i" and not _BEFORE.search(plain[max(0, match.start() - 12) : match.start()]):
            continue
        yield _back(text, plain, match.span(), claims, None)


def supras(text: str, plain: str, claims: Claims) -> Iterator[Mark]:
    """Every "supra" with the name before it; "see supra note 5" alone points to a place, not to an authority."""
    for match in _SUPRA.finditer(plain):
        before = claims.before(match.start())
        # A party's name reaches back no further; the whole text before it, copied for each, would take long.
        left = max(0, match.start() - _LONGEST)
        near = plain[left : match.start()] + ", "
        start = left + alone(near, len(near), max(0, before - left))
        if start < match.start():
            yield _back(text, plain, (start, match.end()), claims, text[start : match.start()])


def _back(text: str, plain: str, span: tuple[int, int], claims: Claims, name: str | None) -> Mark:
    start, end = span
    stop = claims.after(end, len(plain))
    section = _SECTION.match(plain, end)
    found: tuple[tuple[int, int], ...]
    if section and section.end() <= stop:
        found, end = (section.span("pin"),), section.end()
    else:
        found, end = pins(plain, end, stop, at=True)
    form = Form.ID if name is None else Form.SUPRA
    citation = marked(form, text, start, end, pins=tuple(text[a:b] for a, b in found), name=name or "")
    return Mark(citation, explanations(plain, end))
