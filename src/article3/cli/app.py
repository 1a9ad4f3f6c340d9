"""The commands. Each imports what it needs when it runs, so that help is shown at once."""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from typing import Annotated

import typer

from article3 import __version__

app = typer.Typer(
    name="article3",
    help=(
        "Protection under Article 3 of the Convention Against Torture, as US immigration courts apply it.\n\n"
        "It supports a practitioner's judgment and is not legal advice. Nothing leaves this machine.\n\n"
        "Exit codes: 0 answered, 1 an error of ours, 2 bad input or usage, 3 broken law data, 4 not proved, "
        "130 interrupted."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
law_app = typer.Typer(
    help="Look up the law: authorities, questions of law, rules, facts, courts, issues.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(law_app, name="law")


class Format(enum.StrEnum):
    """How to show a result."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class FiveFormats(enum.StrEnum):
    """How to show a comparison."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"


class TwoFormats(enum.StrEnum):
    """How to show what the law data says."""

    TEXT = "text"
    JSON = "json"


class ThreeFormats(enum.StrEnum):
    """How to show a country."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Schema(enum.StrEnum):
    """Which schema."""

    CASE = "case"
    DECISION = "decision"
    LIKELIHOOD = "likelihood"
    ARGUMENT = "argument"
    COMPARISON = "comparison"
    TRANSFER = "transfer"
    LAW_DIFF = "law-diff"
    IMPACT = "impact"


class Model(enum.StrEnum):
    """What counts as a precedent's reason."""

    REASON = "reason"
    RESULT = "result"


class Part(enum.StrEnum):
    """Which part of the law."""

    AUTHORITIES = "authorities"
    QUESTIONS = "questions"
    RULES = "rules"
    FACTS = "facts"
    COURTS = "courts"
    ISSUES = "issues"


Circuit = Annotated[
    str | None,
    typer.Option(
        "--circuit", "-c", metavar="CIRCUIT", help="Circuit whose precedent binds: 9, ca9, 9th, dc. Overrides the file."
    ),
]
Court = Annotated[
    str | None,
    typer.Option(
        "--court",
        metavar="PLACE",
        help="Immigration court, or city with state, instead of --circuit: 'San Diego', 'El Cajon, CA'.",
    ),
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        formats=["%Y-%m-%d"],
        help="Day whose law is applied, as 2024-03-09. Overrides the file; today if neither says.",
    ),
]
CountryAsOf = Annotated[
    dt.datetime | None,
    typer.Option("--as-of", metavar="DAY", formats=["%Y-%m-%d"], help="Day to look at, as 2024-12-09; today if absent."),
]
Profiles = Annotated[
    list[str] | None,
    typer.Option("--profile", metavar="PROFILE", help="Only this profile of the country; may be given several times."),
]
From = Annotated[dt.datetime, typer.Option("--from", metavar="DAY", formats=["%Y-%m-%d"], help="The first day, as 2025-01-31.")]
To = Annotated[dt.datetime, typer.Option("--to", metavar="DAY", formats=["%Y-%m-%d"], help="The second day, a later one.")]
Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="QUESTION=READING",
        help="What if: apply this reading of a question of law, whatever the forum says. Repeatable; the decision says so.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file, or into this directory if there are several cases.")
]


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"article3 {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda wanted: _version(wanted=wanted), is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


@app.command()
def screen(
    files: Annotated[list[str], typer.Argument(metavar="CASE...", help="Case files; '-' reads one from standard input.")],
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show the decision.")] = Format.TEXT,  # noqa: A002 - the option's name
    full: Annotated[bool, typer.Option("--full", help="Unfold past torture, asylum and withholding under the INA too.")] = False,
    brief: Annotated[
        bool, typer.Option("--brief", help="One screen: the forms, what decides each, what to ask first, every warning.")
    ] = False,
    assume: Assume = None,
    output: Output = None,
) -> None:
    """Which of the four forms of protection is established on the facts stated, element by element, and why."""
    from article3.cli.cases import Request, screen_files  # noqa: PLC0415

    raise typer.Exit(
        screen_files(
            files, Request(circuit, _day(as_of), format.value, output, _today(), full, brief, tuple(assume or ()), court)
        )
    )


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="CASE", help="A case file; '-' reads standard input.")],
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="A rule, such as acquiescence, or one finding, such as acquiescence[gang].")
    ],
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show the explanation.")] = Format.TEXT,  # noqa: A002
    assume: Assume = None,
    output: Output = None,
) -> None:
    """One rule on one case, unfolded to every fact, with the authorities' words and every court's position."""
    from article3.cli.cases import Request, explain_file  # noqa: PLC0415

    raise typer.Exit(
        explain_file(
            file, rule, Request(circuit, _day(as_of), format.value, output, _today(), assume=tuple(assume or ()), court=court)
        )
    )


@app.command()
def likelihood(
    file: Annotated[str, typer.Argument(metavar="CASE", help="A case file with 'links:'; '-' reads standard input.")],
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TEXT,  # noqa: A002
    assume: Assume = None,
    draw: Annotated[
        Path | None,
        typer.Option("--draw", metavar="OUT", help="Draw the chains, the swings and the 50 % line into an .svg or .png file."),
    ] = None,
    output: Output = None,
) -> None:
    """How likely torture is by the chains of events that the case states, alone and together, and what that hangs on."""
    from article3.cli.cases import Request  # noqa: PLC0415
    from article3.cli.likelihood import show_likelihood  # noqa: PLC0415

    request = Request(circuit, _day(as_of), format.value, output, _today(), assume=tuple(assume or ()), court=court)
    raise typer.Exit(show_likelihood(file, request, draw))


@app.command()
def argue(
    file: Annotated[str, typer.Argument(metavar="CASE", help="A case file; '-' reads standard input.")],
    issue: Annotated[
        str | None,
        typer.Argument(metavar="[ISSUE]", help="An issue, such as willful_blindness, or willful_blindness[gang]; all if absent."),
    ] = None,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    model: Annotated[
        Model,
        typer.Option("--model", help="What must be alike: a precedent's reason, or all its factors for the winner (result)."),
    ] = Model.REASON,
    everything: Annotated[
        bool, typer.Option("--all", help="Also issues of which nothing is known, every factor and every decision, however far.")
    ] = False,
    brief: Annotated[
        bool,
        typer.Option("--brief", help="A screen for each issue: what is forced, three decisions on each side, what to find out."),
    ] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show the argument.")] = Format.TEXT,  # noqa: A002
    output: Output = None,
) -> None:
    """What decided cases force on a case; what would force it; which decisions to liken it to, and which to tell it from."""
    from article3.cli.argue import argue_file  # noqa: PLC0415
    from article3.cli.cases import Request  # noqa: PLC0415

    request = Request(circuit, _day(as_of), format.value, output, _today(), court=court)
    raise typer.Exit(argue_file(file, issue, request, model.value, everything=everything, brief=brief))


@app.command()
def chart(
    circuit: Circuit = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show the chart.")] = Format.TEXT,  # noqa: A002
    more: Annotated[
        bool, typer.Option("--more", help="Beyond the usual ten questions: status, work, travel, how it ends.")
    ] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Compare the four forms of protection: ten questions, each answer derived from the rules."""
    from article3.cli.chart import show_chart  # noqa: PLC0415

    raise typer.Exit(show_chart(circuit, _day(as_of) or _today(), format.value, output, more=more))


@app.command()
def compare(
    file: Annotated[str, typer.Argument(metavar="CASE", help="A case file; '-' reads standard input.")],
    circuit: Circuit = None,
    court: Court = None,
    as_of: Annotated[
        list[str] | None,
        typer.Option(
            "--as-of",
            metavar="DAYS",
            help="A day, a year (its last day), years as 2010-2020, or several with commas; repeatable.",
        ),
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="FORUM", help="With --to: if transferred from this circuit, court or place.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORUM", help="What changes if the case goes to this circuit, court or place.")
    ] = None,
    format: Annotated[FiveFormats, typer.Option("--format", "-f", help="How to show it.")] = FiveFormats.TEXT,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """One case in all thirteen forums, on one day or several: where they part, by which question of law and authority."""
    from article3.cli.compare import Request, compare_file  # noqa: PLC0415

    request = Request(circuit, court, tuple(as_of or ()), from_, to, format.value, output, _today())
    raise typer.Exit(compare_file(file, request))


@app.command()
def impact(
    cases: Annotated[list[str], typer.Argument(metavar="CASES...", help="Case files, and directories of them.")],
    from_: From,
    to: To,
    circuit: Circuit = None,
    court: Court = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TEXT,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes; one for each core if absent.")] = None,
) -> None:
    """Which case files change with the law between two days: which element, by which authority."""
    from article3.cli.impact import Request, show_impact  # noqa: PLC0415

    request = Request(from_.date(), to.date(), circuit, court, format.value, output, jobs)
    raise typer.Exit(show_impact(cases, request))


@app.command()
def new(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; standard output if absent.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="Name this country and add its profiles' questions.")
    ] = None,
    profile: Profiles = None,
) -> None:
    """Write a commented case file in which everything is still unknown."""
    from article3.cli.cases import new_file  # noqa: PLC0415

    raise typer.Exit(new_file(file, force=force, country=country, profiles=profile or [], today=_today()))


@app.command()
def country(
    name: Annotated[
        str | None, typer.Argument(metavar="[COUNTRY]", help="A country, by any of its names; lists them all if absent.")
    ] = None,
    profile: Profiles = None,
    as_of: CountryAsOf = None,
    format: Annotated[ThreeFormats, typer.Option("--format", "-f", help="How to show it.")] = ThreeFormats.TEXT,  # noqa: A002
) -> None:
    """Who harms whom in a country, since when, with what tie to the State: questions and evidence, no answers."""
    from article3.cli.country import list_countries, show_country  # noqa: PLC0415

    if name is None:
        raise typer.Exit(list_countries(format.value))
    raise typer.Exit(show_country(name, profile or [], _day(as_of) or _today(), format.value))


@app.command()
def schema(
    of: Annotated[Schema, typer.Argument(help="Of the case file, or of what a command gives as JSON.")] = Schema.CASE,
) -> None:
    """Print a JSON Schema."""
    from article3.cli.cases import print_schema  # noqa: PLC0415

    raise typer.Exit(print_schema(of.value))


@app.command("court")
def show_court(
    place: Annotated[
        str | None, typer.Argument(metavar="[PLACE]", help="A court, a city with its state, or a state; all courts if absent.")
    ] = None,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Which circuit an immigration court or a place leads to, why, and what is doubtful."""
    from article3.cli import court  # noqa: PLC0415

    raise typer.Exit(court.show_court(place, _today(), format.value))


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

    raise typer.Exit(show_law(identifier, circuit, _day(as_of) or _today(), format.value, court, point=point))


@law_app.command("matrix")
def law_matrix(
    question: Annotated[str | None, typer.Argument(metavar="[QUESTION]", help="One question of law, in detail.")] = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Circuits by readings: how every question of law, or one, stands in every circuit, and how well that is verified."""
    from article3.cli.matrix import show_matrix  # noqa: PLC0415

    raise typer.Exit(show_matrix(question, _day(as_of) or _today(), format.value))


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

    raise typer.Exit(show_precedents(issue, circuit, court, _day(as_of) or _today(), format.value))


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

    raise typer.Exit(due_law(_day(as_of) or _today(), older_than, format.value))


@law_app.command("book")
def law_book(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The directory to write it to; an earlier book there is replaced.")],
    as_of: AsOf = None,
    cases: Annotated[Path | None, typer.Option("--cases", metavar="DIR", help="Where golden cases lie.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write into a directory that holds other things; they stay.")] = False,
) -> None:
    """Write the law as a static site: a page for every rule, question of law, authority, number and country."""
    from article3.cli.book import write_book  # noqa: PLC0415

    raise typer.Exit(write_book(out, _day(as_of), cases, force=force))


@law_app.command("number")
def law_number(
    identifier: Annotated[str | None, typer.Argument(metavar="[ID]", help="A number, by its id; all of them if absent.")] = None,
    as_of: AsOf = None,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show it.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Show the deadlines, fees and other numbers that the law sets, as of a day."""
    from article3.cli.numbers import show_number  # noqa: PLC0415

    raise typer.Exit(show_number(identifier, _day(as_of) or _today(), format.value))


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

    first = _day(as_of) or _today()
    raise typer.Exit(split_law(one, other, question, rule, (first, _day(other_as_of) or first), format.value, output))


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else moment.date()


def _today() -> dt.date:
    """The day by the user's own calendar; everything below is told it."""
    return dt.date.today()  # noqa: DTZ011 - courts count local days
