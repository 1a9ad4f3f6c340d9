"""What can be wrong with a case file, said so that its author can mend it.

An error never repeats a long value: a client's words stay in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(r"[\w.%:/+-]{1,32}")
_NEGATIVE = re.compile(r"(?<![^\W_])(?:no|un|in|im|ir|dis|less|never|hardly|without|neither)|n['’]t(?![^\W_])")  # noqa: RUF001 - people type it


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
    """A case file cannot be used; every problem found in it is listed by its place, none is guessed away."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def is_token(text: str) -> bool:
    """Whether a text of the file may be repeated in a message: one short word, which holds no control character."""
    return _TOKEN.fullmatch(text) is not None


def shown(text: str) -> str:
    """A value fit for an error message: a single short word as it stands, anything else only described."""
    if is_token(text):
        return f"found {text!r}"
    return f"found a text of {len(text)} characters" if text else "found nothing"


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """A remedy that names the known word closest to this one; empty if none is close.

    A word that is one 'not' or 'un-' away is close in letters and the opposite in sense, so it is never named.

    Args:
        word: what was written.
        known: what could have been meant.
        cutoff: how close is close, from 0 to 1.
    """
    import difflib  # noqa: PLC0415 - needed only once something is wrong

    plain = _plain(word)
    alike = {_plain(name): name for name in known if _negatives(name) == _negatives(word)}
    close = difflib.get_close_matches(plain, alike, n=1, cutoff=cutoff)
    return f"did you mean {alike[close[0]]!r}?" if close else ""


def _plain(word: str) -> str:
    return "_".join(word.lower().split())


def _negatives(word: str) -> int:
    return len(_NEGATIVE.findall(word.lower()))
