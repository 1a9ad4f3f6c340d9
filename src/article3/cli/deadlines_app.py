"""The command deadlines as the command line takes it; what it does is in :mod:`article3.cli.deadlines`."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - typer reads annotations when it runs
from pathlib import Path  # noqa: TC003
from typing import Annotated

import typer

from article3.cli.options import FailOnDay, Format, day, now, today


def deadlines(
    file: Annotated[str, typer.Argument(metavar="CASE", help="A case file with 'events:'; '-' reads standard input.")],
    today_: Annotated[
        dt.datetime | None,
        typer.Option("--today", metavar="DAY", formats=["%Y-%m-%d"], help="Count from this day, as 2026-04-06; today if absent."),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE", help="Write a calendar with alarms; importing a later one updates its entries."),
    ] = None,
    draw: Annotated[
        Path | None,
        typer.Option("--draw", metavar="FILE", help="Draw a timeline from entry to after a grant: .svg, or .html with words."),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Put the case's title into the calendar and the drawing; it is left out otherwise.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Tell each day step by step.")] = False,
    fail_on: Annotated[
        FailOnDay | None,
        typer.Option("--fail-on", help="Stop with exit code 6 if a deadline is overdue; 'due': or is today."),
    ] = None,
    calendar_key: Annotated[
        str | None,
        typer.Option(
            "--calendar-key", metavar="WORDS", help="What tells this case from your others in a calendar; its title if absent."
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TEXT,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Every deadline of a case, overdue first: the day, how it is worked out, by what authority, what missing it costs."""
    from article3.cli.deadlines import Request, show_deadlines  # noqa: PLC0415 - help is shown at once

    request = Request(
        today=day(today_) or today(),
        at=now(),
        style=format.value,
        output=output,
        ics=ics,
        draw=draw,
        names=names,
        why=why,
        fail_on="" if fail_on is None else fail_on.value,
        key=calendar_key or "",
    )
    raise typer.Exit(show_deadlines(file, request))
