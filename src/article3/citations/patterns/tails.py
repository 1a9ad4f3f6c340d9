"""What follows the number of a citation: pins, the parenthesis of court and year, explanations in parentheses."""

from __future__ import annotations

import re

import msgspec

_PAGES = r"(?:\*{1,2}\s?)?\d{1,5}(?:a\b)?(?:\s?-\s?(?:\*{1,2})?\d{1,5}(?:a\b)?)?(?::\d+(?:-\d+(?::\d+)?)?)?"
_NOTES = r"(?:,?\s?(?:&\s?)?(?:nn?|fn)\.\s?\d+(?:\s?-\s?\d+)?)"
PIN = rf"(?:(?:pp?\.|pgs?\.|¶{{1,2}}|§{{1,2}}|paras?\.|n\.)\s?)?{_PAGES}{_NOTES}*"
"""One page, paragraph or range of them, with its notes: ``302 & n.1``, ``¶¶ 4-6``, ``*3``, ``12:3-9``."""

_ENDS = r"(?=\s*(?:[.,;:()\[\]\"'\x01&\u2014\u2026*]|$))"
_PINS = re.compile(
    rf"(?:\s?,)?\s(?:slip\sop\.,?\s?)?(?P<at>at\s)?(?P<pins>{PIN}(?:(?:,\s|\sand\s|\s?&\s|,\sand\s)(?:at\s)?{PIN}(?![\d.]*\s[A-Z]))*)"
)
_END = re.compile(_ENDS)
_PIN = re.compile(PIN)
_SLIP = re.compile(r",\sslip\sop\.")

_MONTH = (
    r"(?:Jan(?:\.|uary)|Feb(?:\.|ruary)|Mar(?:\.|ch)|Apr(?:\.|il)|May|June?\.?|July?\.?|Aug(?:\.|ust)|Sept?(?:\.|ember)"
    r"|Oct(?:\.|ober)|Nov(?:\.|ember)|Dec(?:\.|ember))"
)
DATE = rf"(?:{_MONTH}\s\d{{1,2}},?\s)?(?:1[6789]|20)\d\d"
_COURT = r"[A-Z0-9][A-Za-z0-9.' &-]{0,40}?"
_WHERE = re.compile(
    r"[,\s]{0,2}(?:[(\[]|(?<=\s)(?=(?:BIA|A\.G\.)\s(?:19|20)\d\d\)))"
    rf"(?P<all>(?:(?P<court>{_COURT})(?:[,;]?\s|(?<=\.)))??(?P<date>{DATE})(?:[,;]\s[A-Za-z0-9. ]{{2,30}})?"
    rf"|(?P<alone>(?:\d+(?:st|nd|rd|d|th)|D\.C\.)\sCir\.|BIA|A\.?G\.?))[)\]]"
)
_YEAR = re.compile(r"\d{4}$")

_NEAR = 1500
"""Longest explanation that is read."""


class Tail(msgspec.Struct, frozen=True):
    """What follows a citation's number.

    Attributes:
        end: after pins and the parenthesis of court and year.
        court: as written in that parenthesis.
    """

    end: int
    pins: tuple[str, ...] = ()
    court: str = ""
    year: int | None = None
    words: tuple[tuple[int, int], ...] = ()


def pins(text: str, start: int, stop: int, *, at: bool = False) -> tuple[tuple[tuple[int, int], ...], int]:
    """Where the pins that follow stand, and the offset after them.

    Args:
        text: in plain letters.
        start: offset after what they follow.
        stop: where the next citation's number begins.
        at: whether only pins with "at" or a sign count, as after "id.".
    """
    match = _PINS.match(text, start)
    while match:
        end = match.end("pins")
        signed = bool(match["at"]) or text[match.start("pins")] in "¶§*"
        if end <= stop and (signed or (not at and _END.match(text, end))):
            found = tuple(one.span() for one in _PIN.finditer(text, match.start("pins"), end))
            return found, end
        shorter = max(text.rfind(", ", start, end), text.rfind(" and ", start, end))
        match = _PINS.match(text, start, shorter) if shorter > match.start("pins") else None
    return (), start


def tail(text: str, start: int, stop: int) -> Tail:
    """Pins, court and year, explanations, from an offset on."""
    spans, end = pins(text, start, stop)
    slip = None if spans else _SLIP.match(text, end)
    end = slip.end() if slip else end
    where = _WHERE.match(text, end)
    court, year = "", None
    if where and where.start("all") <= stop:
        end = where.end()
        court = (where["court"] or where["alone"] or "").strip(" ,;")
        year = int(_YEAR.search(where["date"])[0]) if where["date"] else None  # type: ignore[index]
    return Tail(end, tuple(text[a:b] for a, b in spans), court, year, explanations(text, end))


def explanations(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """Where the words in parentheses stand that follow at once, brackets left out."""
    found: list[tuple[int, int]] = []
    end = start
    while True:
        begin = end + 1 if text.startswith(" (", end) else end
        close = _closing(text, begin) if text.startswith("(", begin) else -1
        if close < 0:
            return tuple(found)
        found.append((begin + 1, close))
        end = close + 1


def _closing(text: str, begin: int) -> int:
    """Offset of the bracket that closes the one there, or -1."""
    depth = 0
    for offset in range(begin, min(len(text), begin + _NEAR)):
        if text[offset] == "(":
            depth += 1
        elif text[offset] == ")":
            depth -= 1
            if not depth:
                return offset
    return -1
