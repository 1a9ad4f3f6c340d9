"""The commands of ``article3 law``. Each imports what it needs when it runs, so that help is shown at once."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - typer reads annotations when it runs
from pathlib import Path  # noqa: TC003
from typing import Annotated

import typer

from article3.cli.options import AsOf, Circuit, Court, Format, From, Part, ThreeFormats, To, TwoFormats, day, today

law_app = typer.Typer(
    help="Look up the law: authorities, questions of law, rules, facts, courts, issues, events.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@law_app.command("list")
def law_list(
    part: Annotated[Part, typer.Argument(help="What to list.")] = Part.AUTHORITIES,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """List what the law data holds, one to a line."""
    from article3.cli.law import list_law  # noqa: PLC0415

    raise typer.Exit(list_law(part.value, format.value))


@law_app.command("show")
def law_show(
    identifier: Annotated[
        str,
        typer.Argument(metavar="ID", help="An authority, question of law, rule or fact, by its id; a decision also by its name."),
    ],
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    point: Annotated[
        str, typer.Option("--point", metavar="QUESTION", help="Of an authority: its status on this question of law.")
    ] = "whole",
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Show one authority (with its status on a day), question of law (with --circuit, how it stands there), rule or fact."""
    from article3.cli.law import show_law  # noqa: PLC0415

    raise typer.Exit(show_law(identifier, circuit, day(as_of) or today(), format.value, court, point=point))


@law_app.command("matrix")
def law_matrix(
    question: Annotated[str | None, typer.Argument(metavar="[QUESTION]", help="One question of law, in detail.")] = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Circuits by readings: how every question of law, or one, stands in every circuit, and how well that is verified."""
    from article3.cli.matrix import show_matrix  # noqa: PLC0415

    raise typer.Exit(show_matrix(question, day(as_of) or today(), format.value))


@law_app.command("precedents")
def law_precedents(
    issue: Annotated[str | None, typer.Argument(metavar="[ISSUE]", help="An issue, in detail; lists them all if absent.")] = None,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    format: Annotated[ThreeFormats, typer.Option("--format", "-f", help="How to show it.")] = ThreeFormats.TEXT,  # noqa: A002
) -> None:
    """Issues that are decided by weighing factors: the factors, and the decided cases with how they stand in a forum."""
    from article3.cli.precedents import show_precedents  # noqa: PLC0415

    raise typer.Exit(show_precedents(issue, circuit, court, day(as_of) or today(), format.value))


@law_app.command("diff")
def law_diff(
    from_: From,
    to: To,
    circuit: Annotated[
        str | None,
        typer.Option("--circuit", "-c", metavar="CIRCUIT", help="Only this one: 9, ca9, 9th, dc; 'agency' where none has ruled."),
    ] = None,
    court: Court = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TEXT,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """What of the law changed between two days: readings, dated numbers, wordings, authorities, each with its authority."""
    from article3.cli.law_diff import show_diff  # noqa: PLC0415

    raise typer.Exit(show_diff(from_.date(), to.date(), circuit, court, format.value, output))


@law_app.command("due")
def law_due(
    older_than: Annotated[
        int, typer.Option("--older-than", metavar="DAYS", min=0, help="What was read more than so many days ago is due again.")
    ] = 365,
    as_of: AsOf = None,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """What of the law data should be read next, the most harmful first."""
    from article3.cli.due import due_law  # noqa: PLC0415

    raise typer.Exit(due_law(day(as_of) or today(), older_than, format.value))


@law_app.command("book")
def law_book(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The directory to write it to; an earlier book there is replaced.")],
    as_of: AsOf = None,
    cases: Annotated[Path | None, typer.Option("--cases", metavar="DIR", help="Where golden cases lie.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write into a directory that holds other things; they stay.")] = False,
) -> None:
    """Write the law as a static site: a page for every rule, question of law, authority, number and country."""
    from article3.cli.book import write_book  # noqa: PLC0415

    raise typer.Exit(write_book(out, day(as_of), cases, force=force))


@law_app.command("number")
def law_number(
    identifier: Annotated[str | None, typer.Argument(metavar="[ID]", help="A number, by its id; all of them if absent.")] = None,
    as_of: AsOf = None,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Show the deadlines, fees and other numbers that the law sets, as of a day."""
    from article3.cli.numbers import show_number  # noqa: PLC0415

    raise typer.Exit(show_number(identifier, day(as_of) or today(), format.value))


@law_app.command("coverage")
def law_coverage(
    identifier: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A row, such as A34, B7, note-41 or page-3; the whole table if absent.")
    ] = None,
    format: Annotated[ThreeFormats, typer.Option("--format", "-f", help="How to show it.")] = ThreeFormats.TEXT,  # noqa: A002
) -> None:
    """What the sources ask for, and what here meets it; with an id (A34, B7, note-41, advisory-11, page-3), one row."""
    from article3.cli.coverage import show_coverage  # noqa: PLC0415

    raise typer.Exit(show_coverage(identifier, format.value))


@law_app.command("prove")
def law_prove(
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="Only this property; may be given several times.")
    ] = None,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write the cases that break a property here, each as a case file.")
    ] = None,
) -> None:
    """What holds for every possible case in every forum: each property is proved, or a case is shown that breaks it."""
    from article3.cli.prove import prove_law  # noqa: PLC0415

    raise typer.Exit(prove_law(only or [], format.value, out))


@law_app.command("split")
def law_split(
    one: Annotated[str, typer.Argument(metavar="CIRCUIT", help="A circuit: 9, ca9, 9th, dc.")],
    other: Annotated[str, typer.Argument(metavar="CIRCUIT", help="Another, or the same on another day.")],
    question: Annotated[
        str | None, typer.Option("--question", metavar="QUESTION", help="Part on this question of law; on any if absent.")
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option("--rule", metavar="RULE", help="The conclusion that is to differ; a form of protection if absent."),
    ] = None,
    as_of: AsOf = None,
    other_as_of: Annotated[
        dt.datetime | None,
        typer.Option("--other-as-of", metavar="DAY", formats=["%Y-%m-%d"], help="Day whose law the second forum applies."),
    ] = None,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the case file here.")] = None,
) -> None:
    """A smallest set of facts on which two forums part, in words and as a case file that both decide."""
    from article3.cli.split import split_law  # noqa: PLC0415

    first = day(as_of) or today()
    raise typer.Exit(split_law(one, other, question, rule, (first, day(other_as_of) or first), format.value, output))
