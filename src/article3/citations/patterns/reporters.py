"""Volume, reporter and page: found by eyecite's patterns, which come from reporters-db, and by some of our own.

Only eyecite's patterns of reporters are used. Names, pins, courts and what "id." refers to are read here, for plain eyecite
(2.7.8) reports "Matter of J-F-F-" as a defendant, leaves the Board without court and lets "id." pass over the record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECISIONS = re.compile(
    r"\b(?P<volume>\d{1,3})\s?I\.?\s?(?:&|and)\s?N\.?,?\s?(?:Dec(?:s|isions?)?\b)?\.?,?\s?(?P<at>at\s(?:p\.\s?)?)?(?P<page>\d{1,4}|[_-]{2,})(?![\d-]*/)"
)
_ELECTRONIC = re.compile(r"\b(?P<volume>(?:19|20)\d\d)\s(?P<reporter>WL|(?:[A-Z][A-Za-z.]*\s){1,3}LEXIS)\s(?P<page>\d{2,9})")
_BLANK = re.compile(
    r"(?<![\w-])(?P<volume>\d{1,3}|[_\u2014-]{2,})\s(?P<reporter>U\.\s?S\.|S\.\s?Ct\.|F\.\s?(?:3d|4th)|F\.\s?Supp\.\s?3d)\s(?P<page>[_\u2014-]{2,}|\?{2,})"
)
_DOCKET = re.compile(
    r"\b(?:Case\s|Civ(?:il)?\.?\s(?:Action\s)?|Docket\s)?(?:Nos?\.|Docket|Case)\s(?P<number>(?:\d+:)?\d{2,4}(?:-(?:[a-z]{2,4}|[A-Z]{2}))?-\d{1,6}(?:-[A-Z]{2,4})*"
    r"(?:(?:,\s(?:and\s|&\s)?|\s?&\s?|\sand\s)(?:No\.\s)?(?:\d+:)?\d{2}(?:-[a-z]{2,4})?-\d{1,6}(?![\d.])(?:-[A-Z]{2,4})*)*|\d{2}A\d{1,5}(?:\s&\s\d{2}-\d+)?)(?![\d/])"
)
_NAMES = {"F.3d": "F.3d", "U. S.": "U.S."}

_NO_REPORTER = frozenset({"Id", "Or.", "Me.", "Day", "Root"})
"""Editions of eyecite whose names are common words; "10 Day 5" is no report in these texts."""


class Core(msgspec.Struct, frozen=True):
    """Volume, reporter and page.

    Attributes:
        short: whether the page is a pin ("332 F.3d at 1194").
    """

    start: int
    end: int
    volume: str
    reporter: str
    page: str
    short: bool = False
    page_start: int = 0


class Docket(msgspec.Struct, frozen=True):
    """A case's number."""

    start: int
    end: int
    number: str


def cores(plain: str) -> Iterator[Core]:
    """What names a reporter, own patterns first; they may overlap with eyecite's."""
    for match in _DECISIONS.finditer(plain):
        if "N" in match[0]:
            yield _core(match, "I&N Dec.", short=bool(match["at"]))
    for match in _ELECTRONIC.finditer(plain):
        yield _core(match, match["reporter"], short=False)
    for match in _BLANK.finditer(plain):
        yield _core(match, re.sub(r"\s(?=[S3-4])", "", match["reporter"]).replace("S.Ct", "S. Ct"), short=False)
    if any(letter.isdigit() for letter in plain):
        yield from _known(plain)


def dockets(plain: str) -> Iterator[Docket]:
    """Numbers of cases."""
    for match in _DOCKET.finditer(plain):
        yield Docket(match.start(), match.end(), match[0])


def _core(match: re.Match[str], reporter: str, *, short: bool) -> Core:
    return Core(match.start(), match.end(), match["volume"], reporter, match["page"], short, match.start("page"))


def _known(plain: str) -> Iterator[Core]:
    from eyecite.tokenizers import default_tokenizer  # noqa: PLC0415 - an extra, and slow to import

    extractors: Any = default_tokenizer.get_extractors(plain)
    for extractor in extractors:
        editions = extractor.extra.get("exact_editions") or extractor.extra.get("variation_editions") or ()
        if not editions or editions[0].reporter.source != "reporters" or editions[0].short_name in _NO_REPORTER:
            continue
        for match in extractor.get_matches(plain):
            groups = match.groupdict()
            start, end = match.span(1)
            if groups.get("volume") and groups.get("page"):
                short = bool(extractor.extra.get("short"))
                yield Core(start, end, groups["volume"], editions[0].short_name, groups["page"], short, match.start("page"))
