"""The commands ``article3 i589`` and ``article3 i765``; each imports what it needs when it runs, so help is shown at once."""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from typing import Annotated

import typer

from article3.cli.options import Court, FailOnSeverity, ReportFormats, TwoFormats, day, today

i589_app = typer.Typer(
    help="Form I-589: check filled ones, or fill one from a case.", no_args_is_help=True, rich_markup_mode=None
)
i765_app = typer.Typer(help="Form I-765: fill one from a case.", no_args_is_help=True, rich_markup_mode=None)


class Category(enum.StrEnum):
    """The categories of Form I-765 that a claim for protection leads to."""

    WITHHOLDING = "a10"
    PENDING = "c8"
    DEFERRAL = "c18"


class Reason(enum.StrEnum):
    """Why Form I-765 is filed."""

    INITIAL = "initial"
    REPLACEMENT = "replacement"
    RENEWAL = "renewal"


Today = Annotated[
    dt.datetime | None,
    typer.Option("--today", metavar="DAY", formats=["%Y-%m-%d"], help="The day of filing, or to count from; today if absent."),
]
Form = Annotated[
    Path, typer.Option("--form", metavar="FORM.pdf", help="The official PDF, as you downloaded it. None is shipped.")
]
Out = Annotated[Path, typer.Option("--output", "-o", metavar="OUT.pdf", help="Where the filled form goes.")]
Force = Annotated[bool, typer.Option("--force", help="Replace OUT.pdf if it exists.")]
CaseFile = Annotated[str, typer.Argument(metavar="CASE", help="A case file with 'papers:'; '-' reads standard input.")]


@i589_app.command("check")
def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FORM.pdf... [CASE]", help="Filled forms, of any edition; a case file (.yaml, .yml) may come last."
        ),
    ],
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="The case to hold them against, whatever its file is called.")
    ] = None,
    circuit: Annotated[
        str | None, typer.Option("--circuit", "-c", metavar="CIRCUIT", help="The forum: 9, ca9, 9th, dc. Overrides the case.")
    ] = None,
    court: Court = None,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            "--as-of", metavar="DAY", formats=["%Y-%m-%d"], help="Day whose law is asked; the day of --today if absent."
        ),
    ] = None,
    today_: Today = None,
    format: Annotated[ReportFormats, typer.Option("--format", "-f", help="How to show the report.")] = ReportFormats.TEXT,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the report to this file.")] = None,
    fail_on: Annotated[
        FailOnSeverity, typer.Option("--fail-on", help="Exit with 6 if a remark is as severe as this, or more.")
    ] = FailOnSeverity.ERROR,
) -> None:
    """Check filled Forms I-589: what can have them rejected or lose the claim under the Convention, with authority and remedy.

    Examples: article3 i589 check filled.pdf --circuit 5
    · article3 i589 check *.pdf --format json --fail-on never
    · article3 i589 check filled.pdf case.yaml
    """
    from article3.cli.forms_check import CheckRequest, check_forms  # noqa: PLC0415

    if case is None and len(files) > 1 and files[-1].lower().endswith((".yaml", ".yml")):
        *files, case = files
    request = CheckRequest(
        case=case,
        circuit=circuit,
        court=court,
        as_of=day(as_of),
        today=day(today_) or today(),
        style=format.value,
        output=output,
        fail_on=fail_on.value,
    )
    raise typer.Exit(check_forms(files, request))


@i589_app.command("fill")
def fill_i589(
    case: CaseFile,
    form: Form,
    output: Out,
    today_: Today = None,
    force: Force = False,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to tell what was filled.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Fill Form I-589 from a case: what it knows goes in, what it does not stays blank and is listed. Nobody is signed for.

    Example: article3 i589 fill case.yaml --form i-589.pdf -o filled.pdf
    """
    from article3.cli.forms_fill import FillRequest, fill_form  # noqa: PLC0415

    request = FillRequest("I-589", form, output, day(today_) or today(), force=force, style=format.value)
    raise typer.Exit(fill_form(case, request))


@i765_app.command("fill")
def fill_i765(
    case: CaseFile,
    form: Form,
    output: Out,
    category: Annotated[
        Category,
        typer.Option(
            "--category",
            help="a10: withholding granted, under the statute or the Convention. c8: application pending. "
            "c18: under supervision, so after deferral.",
        ),
    ],
    reason: Annotated[Reason | None, typer.Option("--reason", help="Why it is filed; left blank if absent.")] = None,
    today_: Today = None,
    force: Force = False,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to tell what was filled.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Fill Form I-765, for a work permit, from a case.

    Example: article3 i765 fill case.yaml --form i-765.pdf --category c8 --reason initial -o permit.pdf
    """
    from article3.cli.forms_fill import FillRequest, fill_form  # noqa: PLC0415

    request = FillRequest(
        "I-765",
        form,
        output,
        day(today_) or today(),
        force=force,
        style=format.value,
        category=f"({category.value[0]})({category.value[1:]})",
        reason=reason.value if reason else "",
    )
    raise typer.Exit(fill_form(case, request))
