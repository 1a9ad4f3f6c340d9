"""The commands ``draft declaration``, ``draft certificate`` and ``draft summary`` as the command line takes them.

What they do is in :mod:`article3.cli.draft_papers`.
"""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from typing import Annotated

import typer

from article3.cli.draft_brief_app import draft_app
from article3.cli.options import AsOf, Circuit, Court, Language, day, today

__all__ = ["draft_app"]


class Given(enum.StrEnum):
    """How to give a paper."""

    FILE = "file"
    JSON = "json"


_CaseFile = Annotated[str, typer.Argument(metavar="CASE", help="A case file; '-' reads standard input.")]
_Word = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where it goes: a .docx.")]
_Today = Annotated[
    dt.datetime | None,
    typer.Option("--today", metavar="DAY", formats=["%Y-%m-%d"], help="The day it is made, as 2026-11-23; today if absent."),
]
_Given = Annotated[Given, typer.Option("--format", "-f", help="A file, or its content as JSON.")]
_Force = Annotated[bool, typer.Option("--force", help="Write over a file that exists.")]
_Template = Annotated[
    Path | None, typer.Option("--template", metavar="FILE.docx", help="A Word template of your own: letterhead, fonts, fields.")
]


@draft_app.command("declaration")
def draft_declaration(
    file: _CaseFile,
    output: _Word = None,
    language: Annotated[
        Language, typer.Option("--language", "-l", help="Beside the English a column in this language: es or ar.")
    ] = Language.EN,
    abroad: Annotated[bool, typer.Option("--abroad", help="It is signed outside the United States.")] = False,
    notes: Annotated[
        Path | None, typer.Option("--notes", metavar="FILE", help="Write notes for the interview too: a .docx, never filed.")
    ] = None,
    template: _Template = None,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    today_: _Today = None,
    format: _Given = Given.FILE,  # noqa: A002
    force: _Force = False,
) -> None:
    """Draft the applicant's declaration: incidents in order of time, in the person's words; a gap for what is not told yet.

    Examples: article3 draft declaration case.yaml -o declaration.docx --notes notes.docx
    article3 draft declaration case.yaml -o declaration.docx --language ar
    """
    from article3.cli import draft_papers  # noqa: PLC0415 - help is shown at once

    request = draft_papers.Request(
        circuit,
        court,
        day(as_of),
        day(today_) or today(),
        format.value,
        output,
        force=force,
        language=language.value,
        template=template,
    )
    raise typer.Exit(draft_papers.draft_declaration(file, request, abroad=abroad, notes=notes))


@draft_app.command("certificate")
def draft_certificate(
    file: _CaseFile,
    of: Annotated[str, typer.Argument(metavar="OF", help="'interpretation', or the id of a translated exhibit.")],
    output: _Word = None,
    template: _Template = None,
    today_: _Today = None,
    format: _Given = Given.FILE,  # noqa: A002
    force: _Force = False,
) -> None:
    """Draft a certificate to sign: of the interpretation of the declaration, or of the translation of an exhibit.

    Examples: article3 draft certificate case.yaml interpretation -o interpretation.docx
    article3 draft certificate case.yaml complaint -o translation.docx
    """
    from article3.cli import draft_papers  # noqa: PLC0415

    request = draft_papers.Request(None, None, None, day(today_) or today(), format.value, output, force=force, template=template)
    raise typer.Exit(draft_papers.draft_certificate(file, of, request))


@draft_app.command("summary")
def draft_summary(
    file: _CaseFile,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where it goes: a .docx, .pdf or .html.")
    ] = None,
    language: Annotated[Language, typer.Option("--language", "-l", help="The client's language: en, es or ar.")] = Language.EN,
    hijri: Annotated[bool, typer.Option("--hijri", help="Beside each date the day of the Hijri calendar.")] = False,
    template: _Template = None,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    today_: _Today = None,
    format: _Given = Given.FILE,  # noqa: A002
    force: _Force = False,
) -> None:
    """Draft two plain pages for the client: what was found, what is missing, what to bring, the next dates.

    Examples: article3 draft summary case.yaml --language ar --hijri -o summary.pdf
    article3 draft summary case.yaml -o summary.docx
    """
    from article3.cli import draft_papers  # noqa: PLC0415

    request = draft_papers.Request(
        circuit,
        court,
        day(as_of),
        day(today_) or today(),
        format.value,
        output,
        force=force,
        language=language.value,
        template=template,
        hijri=hijri,
    )
    raise typer.Exit(draft_papers.draft_summary(file, request))
