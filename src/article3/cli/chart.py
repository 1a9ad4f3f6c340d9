"""chart."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.errors import NOT_IN_JSON, UsageError, refuse
from article3.cli.output import write
from article3.cli.terminal import is_ascii_only, paint_for, say
from article3.explanations.chart import Chart, chart
from article3.explanations.chart_pages import html, markdown, outline
from article3.explanations.text import plain, render
from article3.law.forums import circuit_of, circuits
from article3.law.loading import Law, load
from article3.telling.outlines import frame_in, phrasebook, told_in

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


def show_chart(circuit: str | None, as_of: dt.date, style: str, output: Path | None, *, more: bool, language: str = "en") -> int:
    """The comparison chart.

    Returns:
        The exit code.
    """
    if style == "json" and language != "en":
        return refuse(NOT_IN_JSON, style)
    law = load()
    forum = None if circuit is None else circuit_of(circuit, law)
    if circuit is not None and forum is None:
        return refuse(f"--circuit {circuit}: there is no such circuit; use one of {', '.join(circuits(law))}, or a number", style)
    if as_of < law.begins:
        return refuse(
            f"--as-of {as_of}: the regulations under the Convention took effect on {law.begins}; use a later day", style
        )
    content = _content(chart(law, as_of, forum, more=more), law, style, language, to_terminal=output is None)
    if output is None:
        say(content)
        return ANSWERED
    try:
        write(output, content)
    except UsageError as error:
        return refuse(str(error), style)
    return ANSWERED


def _content(found: Chart, law: Law, style: str, language: str, *, to_terminal: bool) -> str:
    if style == "json":
        return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"
    if style == "markdown":
        return markdown(found, law, phrasebook(language).say)
    if style == "html":
        return html(found, law, phrasebook(language).say, frame_in(language))
    paint = paint_for(sys.stdout) if to_terminal else plain
    return render(told_in(language, outline(found, law)), paint, ascii_only=to_terminal and is_ascii_only(sys.stdout))
