"""The commands. Each imports what it needs when it runs, so that help is shown at once."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - typer reads annotations when it runs
from pathlib import Path  # noqa: TC003
from typing import Annotated

import typer

from article3 import __version__
from article3.cli.case_app import ask, explain, interview, screen
from article3.cli.cite_app import cite_check
from article3.cli.deadlines_app import deadlines
from article3.cli.draft_papers_app import draft_app
from article3.cli.evidence import evidence
from article3.cli.forms_app import i589_app, i765_app
from article3.cli.guide_app import check_app, guide, translations_app
from article3.cli.law_app import law_app
from article3.cli.options import (
    AsOf,
    Assume,
    Circuit,
    CountryAsOf,
    Court,
    FiveFormats,
    Format,
    From,
    Language,
    Model,
    Output,
    Profiles,
    Schema,
    ThreeFormats,
    To,
    Told,
    TwoFormats,
    day,
    today,
)
from article3.cli.packet_app import packet_app
from article3.cli.serve import serve
from article3.cli.store_app import store_app

app = typer.Typer(
    name="article3",
    help=(
        "Protection under Article 3 of the Convention Against Torture, as US immigration courts apply it.\n\n"
        "It supports a practitioner's judgment and is not legal advice. Nothing leaves this machine, but what cite-check "
        "--online says it sends.\n\n"
        "Exit codes: 0 answered, 1 an error of ours, 2 bad input or usage, 3 broken law data, 4 not proved, "
        "5 rows of a batch rejected, 6 what --fail-on names was found, 130 interrupted."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_GROUPS = {"law": law_app, "packet": packet_app, "i589": i589_app, "i765": i765_app, "draft": draft_app, "store": store_app}
_GROUPS |= {"check": check_app, "translations": translations_app}
for _name, _group in _GROUPS.items():
    app.add_typer(_group, name=_name)
for _command in (serve, evidence, guide, screen, explain, ask, interview):
    app.command()(_command)


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

    request = Request(circuit, day(as_of), format.value, output, today(), assume=tuple(assume or ()), court=court)
    raise typer.Exit(show_likelihood(file, request, draw))


app.command()(deadlines)


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

    request = Request(circuit, day(as_of), format.value, output, today(), court=court)
    raise typer.Exit(argue_file(file, issue, request, model.value, everything=everything, brief=brief))


@app.command()
def chart(
    circuit: Circuit = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show the chart.")] = Format.TEXT,  # noqa: A002
    more: Annotated[
        bool, typer.Option("--more", help="Beyond the usual ten questions: status, work, travel, how it ends.")
    ] = False,
    language: Told = Language.EN,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Compare the four forms of protection: ten questions, each answer derived from the rules."""
    from article3.cli.chart import show_chart  # noqa: PLC0415

    raise typer.Exit(show_chart(circuit, day(as_of) or today(), format.value, output, more=more, language=language.value))


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

    request = Request(circuit, court, tuple(as_of or ()), from_, to, format.value, output, today())
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
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="IN...", help="Tables (Parquet, Arrow, CSV), JSON lines, case files, or directories of any of these."
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="OUT", help="Where the conclusions go: .parquet, .arrow, .arrows, .csv or .jsonl."
        ),
    ],
    rule: Annotated[
        list[str] | None, typer.Option("--rule", metavar="ID", help="A further rule to report, by its id. Repeatable.")
    ] = None,
    circuit: Annotated[
        str | None,
        typer.Option("--circuit", "-c", metavar="CIRCUIT", help="The circuit of rows that name none: 9, ca9, 9th, dc."),
    ] = None,
    court: Annotated[
        str | None,
        typer.Option("--court", metavar="PLACE", help="The same by an immigration court, or a city with its state."),
    ] = None,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            "--as-of",
            metavar="DAY",
            formats=["%Y-%m-%d"],
            help="The day whose law is applied to rows that name none; today if absent.",
        ),
    ] = None,
    no_missing: Annotated[
        bool, typer.Option("--no-missing", help="Don't tell what undetermined forms still depend on; much faster.")
    ] = False,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="Where rejected rows go, with reasons; OUT.rejects.jsonl if absent."),
    ] = None,
    max_rejects: Annotated[
        int | None, typer.Option("--max-rejects", metavar="N", min=0, help="Stop once more than so many rows are rejected.")
    ] = None,
    ignore_columns: Annotated[
        bool, typer.Option("--ignore-columns", help="Leave out columns that mean nothing here, instead of refusing the file.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over OUT if it exists.")] = False,
    workers: Annotated[int, typer.Option("--workers", "-j", metavar="N", min=1, help="Processes.")] = 1,
    at_once: Annotated[
        int | None, typer.Option("--at-once", metavar="ROWS", min=1, help="Most rows held at once: fewer take less memory.")
    ] = None,
    summary: Annotated[
        Path | None,
        typer.Option("--summary", metavar="FILE", help="Write the counts as JSON: by form, circuit, nationality, year."),
    ] = None,
    draw: Annotated[
        Path | None, typer.Option("--draw", metavar="FILE", help="Draw the summary into an .svg or .png file.")
    ] = None,
    format: Annotated[TwoFormats, typer.Option("--format", "-f", help="How to show the summary.")] = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Screen many cases at once: a row of conclusions for each, bad rows set aside with reasons, and a summary."""
    from article3.cli.batch import Request, screen_batch  # noqa: PLC0415

    request = Request(
        output=output,
        today=today(),
        circuit=circuit,
        court=court,
        as_of=day(as_of),
        rules=tuple(rule or ()),
        missing=not no_missing,
        rejects=rejects,
        max_rejects=max_rejects,
        resume=resume,
        force=force,
        workers=workers,
        summary=summary,
        draw=draw,
        ignore=ignore_columns,
        style=format.value,
        at_once=at_once,
    )
    raise typer.Exit(screen_batch(inputs, request))


app.command("cite-check")(cite_check)


@app.command()
def new(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; standard output if absent.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="Name this country and add its profiles' questions.")
    ] = None,
    profile: Profiles = None,
    papers: Annotated[
        bool, typer.Option("--papers", help="Add what only the documents need: particulars, account, court.")
    ] = False,
) -> None:
    """Write a commented case file in which everything is still unknown."""
    from article3.cli.cases import new_file  # noqa: PLC0415

    raise typer.Exit(new_file(file, force=force, country=country, profiles=profile or [], papers=papers, today=today()))


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
    raise typer.Exit(show_country(name, profile or [], day(as_of) or today(), format.value))


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

    raise typer.Exit(court.show_court(place, today(), format.value))
