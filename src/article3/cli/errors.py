"""Errors as the user meets them: on standard error, as text or, where JSON was asked for, as JSON of one shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.cli import BAD_INPUT
from article3.cli.terminal import complain
from article3.facts.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable


NOT_IN_JSON = "--format json is told in English, because programs read it; leave --language out, or choose another format"


class UsageError(Exception):
    """The command was used in a way that cannot be answered; the message says why and what to do."""


def report(problems: Iterable[Problem], style: str) -> int:
    """Tell each problem.

    Returns:
        The exit code for bad input.
    """
    for problem in problems:
        complain(msgspec.json.encode({"error": problem}).decode() if style == "json" else str(problem))
    return BAD_INPUT


def refuse(why: str, style: str) -> int:
    """Tell why a command cannot be answered.

    Returns:
        The exit code for bad usage.
    """
    if style == "json":
        return report([Problem("usage", "", 0, 0, "", why, "another use", "article3 --help")], style)
    complain(f"article3: {why}")
    return BAD_INPUT
