"""The commands ``draft brief`` and ``draft memo`` as the command line takes them.

What they do is in :mod:`article3.cli.draft_brief`.
"""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from typing import Annotated

import typer

from article3.cli.options import AsOf, Circuit, Court, day, today


class DraftFormat(enum.StrEnum):
    """How to give a draft."""

    DOCX = "docx"
    JSON = "json"


draft_app = typer.Typer(
    help="Draft papers from a case: what no finding supports stands as a gap, in brackets.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_CaseFile = Annotated[str, typer.Argument(metavar="CASE", help="A case file; '-' reads standard input.")]
_Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where the draft goes: a .docx; with --format json any file."),
]
_Today = Annotated[
    dt.datetime | None,
    typer.Option("--today", metavar="DAY", formats=["%Y-%m-%d"], help="The day it is made, as 2026-11-23; today if absent."),
]
_DraftFormat = Annotated[DraftFormat, typer.Option("--format", "-f", help="A Word file, or its content as JSON.")]
_Template = Annotated[
    Path | None, typer.Option("--template", metavar="FILE.docx", help="A Word template of your own: letterhead, fonts, fields.")
]
_Packet = Annotated[
    Path | None,
    typer.Option(
        "--packet",
        metavar="FILE.json",
        help="What 'packet build --format json' said: exhibits are then cited by their pages in the packet.",
    ),
]
_OverLength = Annotated[
    bool, typer.Option("--over-length", help="Write the brief although its body is too long to be filed without leave.")
]
_Force = Annotated[bool, typer.Option("--force", help="Write over a file that exists.")]


@draft_app.command("brief")
def draft_brief(
    file: _CaseFile,
    output: _Output = None,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    today_: _Today = None,
    format: _DraftFormat = DraftFormat.DOCX,  # noqa: A002
    template: _Template = None,
    packet: _Packet = None,
    over_length: _OverLength = False,
    force: _Force = False,
) -> None:
    """Draft a pre-hearing brief: facts with record cites, the law of this forum, one section an element, table of authorities.

    Examples: article3 draft brief case.yaml -o brief.docx
    article3 draft brief case.yaml --court "San Diego" --packet packet.json -o brief.docx
    """
    from article3.cli.draft_brief import Request, draft  # noqa: PLC0415 - help is shown at once

    on = day(today_) or today()
    asked = Request(
        circuit,
        court,
        day(as_of),
        on,
        format.value,
        output,
        force=force,
        template=template,
        packet=packet,
        over_length=over_length,
    )
    raise typer.Exit(draft("brief", file, asked))


@draft_app.command("memo")
def draft_memo(
    file: _CaseFile,
    output: _Output = None,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    today_: _Today = None,
    format: _DraftFormat = DraftFormat.DOCX,  # noqa: A002
    template: _Template = None,
    packet: _Packet = None,
    force: _Force = False,
) -> None:
    """Draft the memorandum for the file that goes with the brief: weaknesses, missing proof, what DHS will argue, open law.

    Examples: article3 draft memo case.yaml -o memo.docx
    article3 draft memo case.yaml --circuit 5 --format json
    """
    from article3.cli.draft_brief import Request, draft  # noqa: PLC0415

    on = day(today_) or today()
    asked = Request(circuit, court, day(as_of), on, format.value, output, force=force, template=template, packet=packet)
    raise typer.Exit(draft("memo", file, asked))
