"""The command ``article3 cite-check``. It imports what it needs when it runs, so that help is shown at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path  # noqa: TC003 - typer reads annotations when it runs
from typing import Annotated

import typer

from article3.cli.options import Court, FailOnSeverity, ReportFormats, day


def cite_check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=".docx, .pdf, .md or .txt; '-' reads standard input.")],
    circuit: Annotated[
        str | None,
        typer.Option("--circuit", "-c", metavar="CIRCUIT", help="The forum: 9, ca9, 9th, dc; without one, the Board's view."),
    ] = None,
    court: Court = None,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option("--as-of", metavar="DAY", formats=["%Y-%m-%d"], help="Day whose law is asked; today if absent."),
    ] = None,
    format: Annotated[ReportFormats, typer.Option("--format", "-f", help="How to show the report.")] = ReportFormats.TEXT,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the report to this file.")] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate", metavar="OUT.docx", help="Of one .docx: write a copy with a comment at each citation to look at."
        ),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="OUT.html", help="Write a verification record to keep with the filing, and to sign."),
    ] = None,
    fail_on: Annotated[
        FailOnSeverity, typer.Option("--fail-on", help="Exit with 6 if a remark is as severe as this, or more.")
    ] = FailOnSeverity.ERROR,
    online: Annotated[
        bool,
        typer.Option(
            "--online",
            help="Ask CourtListener too. Only 'volume reporter page' of each case leaves the machine, and is shown first.",
        ),
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="With --online: ask again what was answered earlier.")] = False,
) -> None:
    """Check every citation of a text (.docx, .pdf, .md, .txt; - reads standard input): is it right, and is it still law here."""
    from article3.cli.cite_check import Request, check_files  # noqa: PLC0415

    request = Request(
        circuit=circuit,
        court=court,
        as_of=day(as_of),
        style=format.value,
        output=output,
        annotate=annotate,
        record=record,
        fail_on=fail_on.value,
        online=online,
        fresh=fresh,
        now=dt.datetime.now().astimezone(),
    )
    raise typer.Exit(check_files(files, request))
