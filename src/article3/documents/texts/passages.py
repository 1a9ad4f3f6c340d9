"""A page's text cut into passages: paragraphs where the page has them, else stretches that end with a sentence."""

from __future__ import annotations

import re

_LONG, _LONGEST = 700, 1400
"""Letters after which a passage ends with the next sentence, or at all."""
_ENDS = (".", "!", "?", "\u061f", "\u06d4", ":", "\u201d", '."')
_CUT = re.compile("(?:[\u0002\ufffe\u00ad]|\u0002\u00ad)[ \t]*\r?\n")
"""A word divided at the end of a line, as PDF readers mark it."""
_BETWEEN = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def cut(text: str) -> list[str]:
    """The passages of a page, in order; spaces at the ends of lines, and characters that show nothing, are left out."""
    plain = _UNSEEN.sub("", _CUT.sub("", text)).replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")
    found: list[str] = []
    for paragraph in _BETWEEN.split(plain.replace("\f", "\n\n")):
        found += _parts(paragraph)
    return found


def _parts(paragraph: str) -> list[str]:
    found: list[str] = []
    held: list[str] = []
    size = 0
    for line in (" ".join(line.split()) for line in paragraph.split("\n")):
        for piece in _short(line):
            if held and size + len(piece) > _LONGEST:
                found.append("\n".join(held))
                held, size = [], 0
            held.append(piece)
            size += len(piece)
            if size >= _LONG and piece.endswith(_ENDS):
                found.append("\n".join(held))
                held, size = [], 0
    if held:
        found.append("\n".join(held))
    return [one for one in found if one.strip()]


def _short(line: str) -> list[str]:
    """A line in pieces no longer than a passage."""
    found = []
    while len(line) > _LONGEST:
        at = max(line.rfind(f"{end} ", _LONG, _LONGEST) + len(end) for end in (".", "?", "!", "\u061f"))
        at = at if at > _LONG else line.rfind(" ", _LONG, _LONGEST)
        at = at if at > 0 else _LONGEST
        found.append(line[:at].strip())
        line = line[at:].strip()
    return [*found, line] if line else found
