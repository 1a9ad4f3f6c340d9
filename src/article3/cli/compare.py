"""compare: one case in all thirteen forums, on one day or several; what a transfer changes."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.cases import read_case
from article3.cli.days import days_named
from article3.cli.errors import UsageError, refuse, report
from article3.cli.forum import circuit_named, court_named, forum_written
from article3.cli.output import STANDARD, as_json, deliver, places
from article3.cli.terminal import is_ascii_only, paint_for
from article3.explanations.comparison import outline, strip, transfer_outline
from article3.explanations.text import plain, render
from article3.facts.problems import CaseFileError
from article3.findings.comparison import Comparison, Transfer, compare, transfer
from article3.law.loading import Law, load

if TYPE_CHECKING:
    from article3.facts.case import Case


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        circuit: of the case, as the user wrote it, if they did.
        court: the same, by an immigration court or place.
        as_of: days, years and ranges, as the user wrote them.
        from_: the forum left, if a transfer is asked about.
        to: the forum entered.
        style: text, json, markdown, html or svg.
        output: a file to write to, instead of standard output.
        today: the day on which they ask.
    """

    circuit: str | None
    court: str | None
    as_of: tuple[str, ...]
    from_: str | None
    to: str | None
    style: str
    output: Path | None
    today: dt.date


def compare_file(file: str, request: Request) -> int:
    """Compare forums for one case.

    Returns:
        The exit code.
    """
    law = load()
    try:
        days = days_named(request.as_of, law)
        circuit = circuit_named(request.circuit, law)
        found = court_named(request.court, circuit, law)
        _check_transfer(request, days, law)
        place = places([file], request.style, request.output)[0]
        case = read_case(file, law)
        days = days or [case.as_of or request.today]
        own = (found.circuit if found else circuit) or case.circuit or ""
        source = "standard input" if file == STANDARD else file
        if request.from_ is None and request.to is None:
            shown: Comparison | Transfer = msgspec.structs.replace(compare(case, days, law, own=own), source=source)
        else:
            shown = msgspec.structs.replace(_transfer(case, own, days[0], request, law), source=source)
        content = _content(shown, request, to_terminal=place is None)
        deliver(place, content)
    except CaseFileError as error:
        return report(error.problems, request.style)
    except UsageError as error:
        return refuse(str(error), request.style)
    return ANSWERED


def _check_transfer(request: Request, days: list[dt.date], law: Law) -> None:
    if request.from_ is None and request.to is None:
        return
    if request.to is None:
        raise UsageError("--from needs --to: the circuit, court or place to which the case would go")
    if len(days) > 1:
        raise UsageError("a transfer is shown for one day; give --as-of one day")
    if request.style == "svg":
        raise UsageError("a transfer is not drawn; use text, json, markdown or html")
    for option, written in (("--from", request.from_), ("--to", request.to)):
        if written is not None:
            forum_written(option, written, law)


def _transfer(case: Case, own: str, day: dt.date, request: Request, law: Law) -> Transfer:
    entered = forum_written("--to", request.to or "", law)
    left = None if request.from_ is None else forum_written("--from", request.from_, law)
    before = own if left is None else left.circuit
    if not before:
        raise UsageError("the circuit of the case is not known; name it with --from")
    if before == entered.circuit:
        raise UsageError(f"--to {request.to}: it is in the circuit that the case would leave, so that the law stays the same")
    moved = transfer(case, before, entered.circuit, day, law)
    doubts = (*(left.doubts if left else ()), *entered.doubts)
    return msgspec.structs.replace(moved, places=(left.place if left else "", entered.place), doubts=doubts)


def _content(shown: Comparison | Transfer, request: Request, *, to_terminal: bool) -> str:
    if request.style == "json":
        return as_json(shown)
    if request.style == "text":
        paint = paint_for(sys.stdout) if to_terminal else plain
        ascii_only = to_terminal and is_ascii_only(sys.stdout)
        if isinstance(shown, Transfer):
            return render(transfer_outline(shown), paint, ascii_only=ascii_only)
        top, _, rest = render(outline(shown), paint, ascii_only=ascii_only).partition("\n\n")
        return f"{top}\n\n{chr(10).join(strip(shown, paint, ascii_only=ascii_only))}\n\n{rest}"
    if isinstance(shown, Transfer):
        from article3.explanations.html import render as html  # noqa: PLC0415 - one format a run
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415

        return (html if request.style == "html" else markdown)(transfer_outline(shown))
    from article3.explanations import comparison_drawn  # noqa: PLC0415

    drawn = {"html": comparison_drawn.html, "svg": comparison_drawn.svg, "markdown": comparison_drawn.markdown}
    return drawn[request.style](shown)
