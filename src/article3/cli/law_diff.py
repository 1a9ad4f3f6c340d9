"""law diff: what of the law changed between two days."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from article3.cli import ANSWERED
from article3.cli.days import in_order
from article3.cli.errors import UsageError, refuse
from article3.cli.forum import circuit_named, court_named, forum_written
from article3.cli.output import as_json, write
from article3.cli.terminal import is_ascii_only, paint_for, say
from article3.explanations.law_changes import outline
from article3.explanations.text import plain
from article3.law.changes import law_diff
from article3.law.loading import load
from article3.law.periods import AGENCY

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from article3.explanations.outline import Outline


def show_diff(from_: dt.date, to: dt.date, circuit: str | None, court: str | None, style: str, output: Path | None = None) -> int:
    """Show what of the law changed between two days.

    Returns:
        The exit code.
    """
    law = load()
    try:
        in_order(from_, to, law)
        agency = circuit is not None and circuit.strip().lower() == AGENCY
        named = forum_written("--circuit", AGENCY, law).circuit if agency else circuit_named(circuit, law)
        found = court_named(court, named, law)
        diff = law_diff(law, from_, to, (found.circuit if found else named) or "")
        content = as_json(diff) if style == "json" else rendered(outline(diff, law), style, to_terminal=output is None)
        if output is None:
            say(content)
        else:
            write(output, content)
    except UsageError as error:
        return refuse(str(error), style)
    return ANSWERED


def rendered(told: Outline, style: str, *, to_terminal: bool) -> str:
    """An outline as text, Markdown or a page."""
    if style == "markdown":
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415 - one format a run

        return markdown(told)
    if style == "html":
        from article3.explanations.html import render as html  # noqa: PLC0415 - one format a run

        return html(told)
    from article3.explanations.text import render  # noqa: PLC0415 - one format a run

    return render(told, paint_for(sys.stdout) if to_terminal else plain, ascii_only=to_terminal and is_ascii_only(sys.stdout))
