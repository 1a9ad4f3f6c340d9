"""likelihood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from article3.cli import ANSWERED
from article3.cli.cases import Request, decided
from article3.cli.errors import UsageError, refuse, report
from article3.cli.output import STANDARD, as_json, deliver, places
from article3.cli.terminal import complain, is_ascii_only, paint_for, write_bytes
from article3.explanations.risk import risk_page
from article3.explanations.tables import as_html, as_markdown, as_text
from article3.explanations.text import plain
from article3.facts.problems import CaseFileError, Problem
from article3.findings.risk import risk_report
from article3.law.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from article3.findings.risk_model import RiskReport


def show_likelihood(file: str, request: Request, draw: Path | None) -> int:
    """What the chains of a case say.

    Args:
        file: the case.
        request: what the user asked for besides.
        draw: where to draw it, if anywhere.

    Returns:
        The exit code.
    """
    law = load()
    try:
        request.check(law)
        place = places([file], request.style, request.output)[0]
        if draw is not None:
            _check_drawing(draw, file, place)
        case, decision = decided(file, request, law)
        if not case.chains:
            return report([_no_chains(decision.source)], request.style)
        found = risk_report(case, decision, law)
        if draw is not None:
            _draw(found, draw)
        content = _content(found, request.style, to_terminal=place is None)
        deliver(place, content)
    except CaseFileError as error:
        return report(error.problems, request.style)
    except UsageError as error:
        return refuse(str(error), request.style)
    return ANSWERED


def _no_chains(name: str) -> Problem:
    expected = "'links:' with chances, and 'chain: [...]' under a feared harm"
    remedy = "'article3 new' writes a template with both; docs/likelihood.md tells how"
    return Problem("no-chain", name, 0, 0, "feared_harms", "no feared harm has a chain", expected, remedy)


def _content(found: RiskReport, style: str, *, to_terminal: bool) -> str:
    if style == "json":
        return as_json(found)
    page = risk_page(found)
    if style == "markdown":
        return as_markdown(page)
    if style == "html":
        return as_html(page)
    paint = paint_for(sys.stdout) if to_terminal else plain
    return as_text(page, paint, ascii_only=to_terminal and is_ascii_only(sys.stdout))


def _check_drawing(place: Path, file: str, report_place: Path | None) -> None:
    """Refuse at once what could not be drawn.

    Raises:
        UsageError: if the file's ending is neither .svg nor .png, or it is the case or where the report goes, or the drawing
            library is missing.
    """
    from article3.explanations.drawing import NotInstalledError, matplotlib_figure  # noqa: PLC0415 - only where a drawing is asked for

    if place.suffix.lower() not in {".svg", ".png"}:
        raise UsageError(f"--draw {place}: a drawing is written as .svg or .png; give the file that ending")
    if file != STANDARD and place.resolve() == type(place)(file).resolve():
        raise UsageError(f"--draw {place}: this is the case; choose another place")
    if report_place is not None and _one_place(place, report_place):
        raise UsageError(f"--draw {place}: the report would be written over it; give --draw and --output two places")
    try:
        matplotlib_figure()
    except NotInstalledError as error:
        raise UsageError(f"--draw {place}: {error}") from None


def _one_place(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by links of either kind too."""
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))


def _draw(found: RiskReport, place: Path) -> None:
    from article3.explanations.drawing import drawn  # noqa: PLC0415

    try:
        write_bytes(place, drawn(found, place.suffix.lower().removeprefix(".")))
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror}); nothing was changed") from None
    complain(f"Drew {place}.")
