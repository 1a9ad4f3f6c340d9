"""The commands of ``article3 packet``. Each imports what it needs when it runs, so that help is shown at once."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path  # noqa: TC003 - typer reads annotations when it runs
from typing import Annotated

import typer

from article3.cli.options import AsOf, TwoFormats, day, today

packet_app = typer.Typer(
    help="Put the exhibits of a case together for the court: cover page, contents, tabs, page numbers, certificates.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_Case = Annotated[
    str, typer.Argument(metavar="CASE", help="A case file with 'exhibits:' and 'papers:'; '-' reads standard input.")
]
_Today = Annotated[
    dt.datetime | None,
    typer.Option("--today", metavar="DAY", formats=["%Y-%m-%d"], help="The day it is made, as 2026-04-06; today if absent."),
]
_Title = Annotated[str, typer.Option("--title", metavar="WORDS", help="Title of the submission, for the cover page.")]
_Appearance = Annotated[
    list[str] | None,
    typer.Option(
        "--appearance",
        metavar="FILE",
        help="Form EOIR-28, if new. This and those below: also TITLE=FILE, several times.",
    ),
]
_Fee = Annotated[list[str] | None, typer.Option("--fee", metavar="FILE", help="Fee receipt, or request to waive the fee.")]
_Form = Annotated[list[str] | None, typer.Option("--form", metavar="FILE", help="The application, such as the filled I-589.")]
_Declaration = Annotated[
    list[str] | None, typer.Option("--declaration", metavar="FILE", help="A declaration that is no exhibit of its own.")
]
_Brief = Annotated[list[str] | None, typer.Option("--brief", metavar="FILE", help="Brief or motion.")]
_Order = Annotated[list[str] | None, typer.Option("--order", metavar="FILE", help="Proposed order.")]
_Proof = Annotated[
    list[str] | None, typer.Option("--proof", metavar="FILE", help="The signed proof of service, in place of the drafted one.")
]
_Format = Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show the report.")]


def _number(value: float | None) -> float | None:
    if value is not None and math.isnan(value):
        raise typer.BadParameter("nan is no number of megabytes")
    return value


@packet_app.command("build")
def packet_build(
    file: _Case,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT.pdf", help="The packet; parts are named OUT_Part1.pdf and so on.")
    ],
    draft: Annotated[
        bool, typer.Option("--draft", help="Build although something is missing; gaps stay in plain sight.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over an earlier packet.")] = False,
    limit: Annotated[
        float | None,
        typer.Option(
            "--limit",
            metavar="MB",
            help="Most megabytes of one file; what ECAS takes if left out (article3 law number ecas_file_size).",
            min=0.2,
            max=10_000,
            callback=_number,
        ),
    ] = None,
    no_html: Annotated[bool, typer.Option("--no-html", help="Leave out the page OUT.html with the same text.")] = False,
    title: _Title = "",
    appearance: _Appearance = None,
    fee: _Fee = None,
    form: _Form = None,
    declaration: _Declaration = None,
    brief: _Brief = None,
    order: _Order = None,
    proof: _Proof = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="Your own pages in place of ours; see 'packet template'.")
    ] = None,
    today_: _Today = None,
    as_of: AsOf = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Build the packet: one PDF, or several where one would be larger than ECAS takes.

    Exhibits are PDF, Word, PNG, JPEG, TIFF, HTML or text files, named by 'file:' in the case and lying in its folder.

    Examples: article3 packet build jorge.yaml -o packet.pdf;
    article3 packet build jorge.yaml -o packet.pdf --form i589.pdf --brief brief.docx --draft
    """
    from article3.cli.packet import Request, build_packet, bytes_of  # noqa: PLC0415 - help is shown at once

    papers = {
        "appearance": appearance,
        "fee": fee,
        "form": form,
        "declaration": declaration,
        "brief": brief,
        "order": order,
        "service": proof,
    }
    request = Request(
        today=day(today_) or today(),
        as_of=day(as_of),
        style=format.value,
        title=title,
        papers=tuple((kind, named) for kind, names in papers.items() for named in names or ()),
        output=output,
        draft=draft,
        force=force,
        limit=bytes_of(limit),
        html=not no_html,
        template=template,
    )
    raise typer.Exit(build_packet(file, request))


@packet_app.command("check")
def packet_check(
    file: _Case,
    title: _Title = "",
    appearance: _Appearance = None,
    fee: _Fee = None,
    form: _Form = None,
    declaration: _Declaration = None,
    brief: _Brief = None,
    order: _Order = None,
    proof: _Proof = None,
    today_: _Today = None,
    as_of: AsOf = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Tell what is missing for the packet, without building it.

    Files are opened, scans measured, passages to highlight looked for. Exit code 2 if 'packet build' would refuse.

    Example: article3 packet check jorge.yaml
    """
    from article3.cli.packet import Request, check_packet  # noqa: PLC0415 - help is shown at once

    papers = {
        "appearance": appearance,
        "fee": fee,
        "form": form,
        "declaration": declaration,
        "brief": brief,
        "order": order,
        "service": proof,
    }
    request = Request(
        today=day(today_) or today(),
        as_of=day(as_of),
        style=format.value,
        title=title,
        papers=tuple((kind, named) for kind, names in papers.items() for named in names or ()),
    )
    raise typer.Exit(check_packet(file, request))


@packet_app.command("template")
def packet_template() -> None:
    """Print the template of cover page, contents, tabs and certificates, to change it for your office.

    Example: article3 packet template > office.html.j2
    """
    from article3.cli.packet import show_template  # noqa: PLC0415 - help is shown at once

    raise typer.Exit(show_template())
