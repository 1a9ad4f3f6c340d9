"""What can be wrong with a case file, said so that its author can mend it.

An error never repeats a long value: a client's words stay in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[\w.%:/+-]+( [\w.%:/+-]+){0,3}")
_LONGEST = 32


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong.

    Attributes:
        code: a stable name for the kind of problem, such as ``unknown-fact``.
        file: the file as the user named it.
        line: line, counted from 1; 0 where the whole file is meant.
        column: column, counted from 1.
        path: place inside the case, such as ``feared_harms[gang].custody``; empty for the whole file.
        found: what stands there.
        expected: what should.
        remedy: what to do, where ``expected`` doesn't say it.
    """

    code: str
    file: str
    line: int
    column: int
    path: str
    found: str
    expected: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        head = f"{place}: {self.path}: {self.found}" if self.path else f"{place}: {self.found}"
        lines = [f"{head} [{self.code}]", f"  expected: {self.expected}"]
        if self.remedy:
            lines.append(f"  remedy:   {self.remedy}")
        return "\n".join(lines)


class CaseFileError(Exception):
    """A case file cannot be used; every problem found in it is listed, none is guessed away."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown(text: str) -> str:
    """A value fit for an error message: a short token as it stands, anything longer only described."""
    if len(text) <= _LONGEST and _WORD.fullmatch(text):
        return f"found {text!r}"
    return f"found a text of {len(text)} characters"


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy that names the known word closest to this one; empty if none is close."""
    import difflib  # noqa: PLC0415 - needed only once something is wrong

    close = difflib.get_close_matches(word.strip().lower(), list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""
