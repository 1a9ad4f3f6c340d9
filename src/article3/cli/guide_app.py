"""``article3 guide``, ``check`` and ``translations``. Each imports what it needs when it runs, so that help is shown at once."""

from __future__ import annotations

import enum
from pathlib import Path  # noqa: TC003 - typer reads annotations when it runs
from typing import Annotated

import typer

from article3.cli.options import AsOf, TwoFormats, day, today

translations_app = typer.Typer(
    help="Texts in Spanish and Arabic: how far they have come, and tables for translators.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


check_app = typer.Typer(
    help="The private check at /check/ of the workbench: files that people made there.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@check_app.callback()
def _check() -> None:
    """Keep ``open`` a word of its own."""


class Of(enum.StrEnum):
    """What is translated."""

    GUIDE = "guide"
    CHECK = "check"


_Of = Annotated[Of, typer.Option("--of", help="Which texts: those of the guide or of the private check.")]
_Code = Annotated[str, typer.Argument(metavar="LANGUAGE", help="es or ar.")]


def guide(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The directory to write it to.")],
    language: Annotated[
        list[str] | None, typer.Option("--language", "-l", metavar="CODE", help="en, es or ar; repeatable; all if absent.")
    ] = None,
    circuit: Annotated[
        list[str] | None,
        typer.Option("--circuit", "-c", metavar="CIRCUIT", help="For readers of this circuit; repeatable; all if absent."),
    ] = None,
    as_of: AsOf = None,
    paper: Annotated[bool, typer.Option("--paper/--no-paper", help="Also make the documents to print (PDF).")] = True,
    force: Annotated[bool, typer.Option("--force", help="Write into a directory that holds other things; they stay.")] = False,
) -> None:
    """Write the guide for people at risk, in three languages, as a site that works without a connection and as PDF."""
    from article3.cli.guide import write_guide  # noqa: PLC0415

    raise typer.Exit(write_guide(out, language or (), circuit or (), day(as_of) or today(), paper=paper, force=force))


@check_app.command("open")
def open_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that the person saved.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="CASE", help="The case file to write; else it is shown.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over it.")] = False,
) -> None:
    """Open a person's answers with their passphrase, as a case file.

    The passphrase is asked for, or taken from ARTICLE3_FILE_PASSPHRASE.
    """
    from article3.cli.check import open_file  # noqa: PLC0415

    raise typer.Exit(open_file(file, output, force=force))


@translations_app.command("status")
def status(
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """How far each language has come; lists every text that is shown in English. Exit code 6 if there is one."""
    from article3.cli.translations import show  # noqa: PLC0415

    raise typer.Exit(show(format.value))


@translations_app.command("export")
def export(
    language: _Code,
    out: Annotated[Path, typer.Argument(metavar="OUT.csv", help="The table to write.")],
    of: _Of = Of.GUIDE,
    force: Annotated[bool, typer.Option("--force", help="Write over it.")] = False,
) -> None:
    """Write every text with its translation as a table (CSV) that any spreadsheet opens; what is to be done comes first."""
    from article3.cli.translations import export as write  # noqa: PLC0415

    raise typer.Exit(write(language, of.value, out, force=force))


@translations_app.command("import")
def take(
    language: _Code,
    source: Annotated[Path, typer.Argument(metavar="TABLE.csv", help="The table, with its column 'translation' changed.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who has looked at every row and signs for it.")],
    of: _Of = Of.GUIDE,
) -> None:
    """Take a table over, whole or not at all; its rows count as signed by that person."""
    from article3.cli.translations import take as take_over  # noqa: PLC0415

    raise typer.Exit(take_over(language, of.value, source, by, today()))


@translations_app.command("update")
def update(
    language: Annotated[str | None, typer.Argument(metavar="[LANGUAGE]", help="es or ar; both if absent.")] = None,
) -> None:
    """For whoever changes the English: bring the catalogs in step; changed texts are marked and shown in English."""
    from article3.cli.translations import bring_up  # noqa: PLC0415

    raise typer.Exit(bring_up(language))
