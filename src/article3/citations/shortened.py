"""Decisions called by a party's name alone, once the text cites them: "as Al-Saher shows"."""

from __future__ import annotations

import bisect
import functools
import re
import sys
from typing import TYPE_CHECKING

from article3.citations.model import Form
from article3.citations.patterns.marks import Claims, Mark, marked
from article3.citations.patterns.names import ROLE, is_matter, party, respondent
from article3.citations.patterns.tails import explanations, pins
from article3.law.captions import captions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.citations.model import Document

_PERSON = r"(?:Mr|Mrs|Ms|Dr|Prof|Judge|Justice|Respondent|Petitioner|applicant|respondent|petitioner)\.?\s"
_LED = re.compile(
    r"(?:^|[.;:(\"]\s?)(?:In|Under|See|Unlike|Like|Following|As|By|And|But|The|Both|Since|After|Before|Applying|Cf\.|Accord)\s$"
)
_LIVES = (
    r"(?:'s\s(?:life|wife|husband|family|testimony|declaration|brother|sister|father|mother|son|daughter|house|home|fear)|\s(?:testified|fled|was\sborn"
    r"|is\sa\s(?:native|citizen)|argues|claims|contends|asserts|filed|seeks|appeals|entered|arrived|suffered|fears|feared|lived|told|petitions|applied))\b"
)
"""What is said of a person who shares a decision's name."""

_ALIAS = re.compile(
    r"^(?:hereinafter\s)?[\"'](?:hereinafter\s)?(?P<alias>[A-Z][\w.'-]*(?:\s(?:[A-Z][\w.'-]*|v\.|of|I+)){0,4}?)[.,]?[\"']$"
)
_MANY, _DEPTH = 50, 3

_AGENCIES = frozenset(("INS", "I.N.S.", "DHS", "ICE", "EOIR", "USCIS"))
_COMMON = frozenset(("United States", "U.S.", "Doe", "State", "Immigration"))
_INITIALS = re.compile(r"[A-Z]{1,3}(?:-[A-Z]{1,3})+-?|[A-Z]-")


def shortened(document: Document, letters: list[str], found: list[list[Mark]]) -> list[list[Mark]]:
    """The marks with those added that name a decision by a party or by the short name its citation gives it.

    Where the document sets names off (italic), only words set off count; else the words around must speak of a decision.

    Args:
        document: what was read.
        letters: its passages in plain letters.
        found: marks of each passage.
    """
    wanted, aliases = _called(letters, found, officials())
    if not wanted:
        return found
    slanted = any(passage.emphasis for passage in document.passages)
    one_of = _one_of(wanted)
    pattern = re.compile(rf"(?<![\w.'-])(?:{one_of})(?![\w])")
    persons = set() if slanted else _persons(letters, one_of)
    result = []
    for passage, text, marks in zip(document.passages, letters, found, strict=True):
        claims = Claims()
        for mark in marks:
            claims.take(mark.start, mark.end)
        more = list(marks)
        for match in pattern.finditer(text):
            off = _is_set_off(passage.emphasis, match)
            sure = off or (match[0] in aliases) or _INITIALS.fullmatch(match[0])
            spoken = not slanted and match[0] not in persons and _spoken(text, match)
            if (sure or spoken) and claims.free(match.start(), match.end()) and not ROLE.match(text, match.end()):
                more.append(_mark(passage.text, text, match, claims))
        result.append(sorted(more, key=lambda mark: mark.start))
    return result


def _one_of(names: Iterable[str], depth: int = _DEPTH) -> str:
    """A pattern of any of these names, the longest first; many are parted by their first letters, to be tried faster."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    if not depth or len(longest) < _MANY:
        return "|".join(re.escape(name) for name in longest)
    by_letter: dict[str, set[str]] = {}
    for name in longest:
        by_letter.setdefault(name[:1], set()).add(name[1:])
    # The empty name, which any text begins with, comes last.
    letters = sorted(by_letter, reverse=True)
    return "|".join(f"{re.escape(letter)}(?:{_one_of(by_letter[letter], depth - 1 if letter else 0)})" for letter in letters)


def _is_set_off(emphasis: tuple[tuple[int, int], ...], match: re.Match[str]) -> bool:
    place = bisect.bisect_right(emphasis, (match.start(), sys.maxsize)) - 1
    return place >= 0 and match.end() <= emphasis[place][1]


def _persons(letters: list[str], one_of: str) -> set[str]:
    """Names that the text also gives to a person."""
    pattern = re.compile(rf"{_PERSON}(?P<titled>{one_of})\b|\b(?P<living>{one_of}){_LIVES}")
    return {match["titled"] or match["living"] for text in letters for match in pattern.finditer(text)}


def _spoken(text: str, match: re.Match[str]) -> bool:
    """Whether it stands alone as a decision's name does, not within a longer name."""
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 24]
    longer = re.search(r"(?:\b[A-Z][\w'.-]*|&|-)\s?$", before)
    led = longer is None or re.search(_LED, before)
    return bool(led) and not re.match(r"\s(?:[A-Z][a-z]|&|v\.)|\s?-\s?\w|,\s\d", after)


def _mark(text: str, plain: str, match: re.Match[str], claims: Claims) -> Mark:
    spans, end = pins(plain, match.end(), claims.after(match.end(), len(plain)), at=True)
    if not claims.free(match.start(), end):
        spans, end = (), match.end()
    claims.take(match.start(), end)
    name = text[match.start() : match.end()]
    citation = marked(Form.NAME, text, match.start(), end, name=name, pins=tuple(text[a:b] for a, b in spans))
    return Mark(citation, explanations(plain, end))


@functools.cache
def officials() -> frozenset[str]:
    """Those who stand in captions for the government; a decision is not called by their names."""
    recorded = captions()
    people = {one.name for one in (*recorded.attorneys_general, *recorded.homeland_security)}
    return _AGENCIES | people | {name for one in recorded.offices for name in (one.name, *one.also)}


def _called(letters: list[str], found: list[list[Mark]], government: frozenset[str]) -> tuple[set[str], set[str]]:
    """Parties of the decisions cited, and the short names that explanations give."""
    parties: set[str] = set()
    aliases: set[str] = set()
    for text, marks in zip(letters, found, strict=True):
        for mark in marks:
            if mark.citation.form not in {Form.CASE, Form.NAME, Form.SHORT} or not mark.citation.name:
                continue
            parties.update(_parties(mark.citation.name, government))
            aliases.update(_aliases(text, mark))
    return parties | aliases, aliases


def _parties(name: str, government: frozenset[str]) -> Iterator[str]:
    first = party(name).translate(str.maketrans("\u2019\u2013", "'-"))
    if is_matter(name):
        if _INITIALS.fullmatch(first):
            yield first
        return
    for side in (first, respondent(name).partition(",")[0]):
        if len(side) > 2 and side not in government and side not in _COMMON and not side.startswith(("U.S.", "Att", "United")):  # noqa: PLR2004 - a name
            yield side


def _aliases(text: str, mark: Mark) -> Iterator[str]:
    for start, end in mark.words:
        match = _ALIAS.match(text[start:end])
        if match:
            yield match["alias"].rstrip(",.")
