"""What a YAML parser means when it gives up, in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from article3.facts.problems import Problem

if TYPE_CHECKING:
    import yaml


class _Saying(msgspec.Struct, frozen=True):
    """Plain words for a message of the parser.

    Attributes:
        jargon: what the message holds, with its context before a colon.
        found: what stands there.
        remedy: what to do.
        opening: whether to point at where the faulty part begins, and not at where the parser noticed.
    """

    jargon: str
    found: str
    remedy: str
    opening: bool = False


_TAB = _Saying("", "a tab", "indent with spaces, not tabs")
_AFTER = _Saying(
    "", "text after the end of a value", "put the whole text in quotation marks, and check that each quotation mark is closed"
)
_UNALIGNED = _Saying(
    "", "a line that is not aligned with those above", "indent the keys of one section by the same number of spaces"
)
_MISALIGNED = re.compile(r"expected key|'-' indicator|document start|block end")
_BAD_START = re.compile("cannot start any token")
_LINE_END = re.compile("[\r\n]")
_OTHER = _Saying("", "something that is not YAML", "check indentation, colons and quotation marks here and on the line above")
_SAYINGS = (
    _Saying("tab character", _TAB.found, _TAB.remedy),
    _Saying(
        "mapping values are not allowed",
        "a colon where no key can stand",
        "put text with a colon in it in quotation marks, and indent the keys of one section alike",
    ),
    _Saying(
        "quoted scalar.*(end of stream|document indicator)",
        "a quotation mark that is never closed",
        "close it at the end of the text",
        opening=True,
    ),
    _Saying("escape|hexadecimal", "a backslash that means nothing", "put text with a backslash in single quotation marks"),
    _Saying("plain scalar.*':'", "a colon without a space after it", "write a space, or put the text in quotation marks"),
    _Saying("simple key.*expected ':'", "a key without a colon", "write a colon after it", opening=True),
    _Saying(
        "flow (mapping|sequence)",
        "a bracket or brace that is not closed where it should be",
        "close it, and put text with a comma, colon, bracket or brace in it in quotation marks",
        opening=True,
    ),
    _Saying("flow node", "brackets or braces that do not match", "close each, the last opened first"),
    _Saying("mapping keys are not allowed", "a question mark on its own", "leave blank what is not known, or write unknown"),
    _Saying(
        "sequence entries are not allowed",
        "a list on the line of its key",
        "start it on the next line; put text that starts with '-' in quotation marks",
    ),
    _Saying("(an alias|an anchor|a tag):|tag handle", "text that starts with '*', '&' or '!'", "put it in quotation marks"),
    _Saying("block scalar", "text that starts with '|' or '>'", "put it in quotation marks", opening=True),
)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The problem that a parser's error stands for; its own words can hold words of the file and are not repeated.

    Args:
        error: what the parser says.
        text: the content of the file.
        file: its name.
    """
    index = error.problem_mark.index if error.problem_mark else 0
    saying = _saying(f"{error.context}: {error.problem}", _LINE_END.split(text[:index])[-1], text[index : index + 1])
    mark = (error.context_mark if saying.opening else None) or error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Problem("syntax", file, line, column, "", saying.found, "YAML", saying.remedy)


def _saying(jargon: str, before: str, at: str) -> _Saying:
    """Plain words, given what stands before on the line and at the place."""
    if at == "\t":
        return _TAB
    if _BAD_START.search(jargon):
        start = repr(at) if at in set("@`%|>") else "a sign"
        return _Saying("", f"a value that cannot start with {start}", "put it in quotation marks")
    if _MISALIGNED.search(jargon):
        return _AFTER if before.strip() else _UNALIGNED
    return next((saying for saying in _SAYINGS if re.search(saying.jargon, jargon)), _OTHER)
