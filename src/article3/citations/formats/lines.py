"""Join the lines of a paragraph, as a reader does: a word that was divided at the end of a line becomes whole again."""

from __future__ import annotations

import re

_DIVIDED = re.compile(r"[a-z]{2,}-$")
"""A word cut at the end of a line: "acqui-" before "escence"."""

_INITIALS = re.compile(r"(?:^|[\s-])[A-Z]{1,3}-$")
"""Initials of a case name, whose hyphens are its own: "Matter of J-F-F-"."""

_MORE_INITIALS = re.compile(r"[A-Z]{1,3}-")


def joined(lines: list[str]) -> str:
    """The lines as one, divided words and ranges made whole."""
    text = ""
    for line in (" ".join(line.replace("\u00ad", "").split()) for line in lines):
        if not line:
            continue
        text = _continued(text, line) if text else line
    return text


def _continued(text: str, line: str) -> str:
    if _DIVIDED.search(text) and line[0].islower():
        return text[:-1] + line
    if _INITIALS.search(text):
        return text + line if _MORE_INITIALS.match(line) else f"{text} {line}"
    if text.endswith(("-", "\u2013", "\u2011")) and not text.endswith((" -", " \u2013")):
        return text + line
    return f"{text} {line}"
