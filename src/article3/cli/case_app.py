"""The commands that decide, explain and ask, as the command line takes them."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003
from typing import Annotated

import typer

from article3.cli.options import (
    AsOf,
    Assume,
    Circuit,
    Court,
    Format,
    Goal,
    Language,
    Output,
    PriorsFile,
    Shares,
    Told,
    day,
    today,
)


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
    language: Told = Language.EN,
    output: Output = None,
) -> None:
    """Which of the four forms of protection is established on the facts stated, element by element, and why."""
    from article3.cli.cases import Request, screen_files  # noqa: PLC0415

    request = Request(
        circuit,
        day(as_of),
        format.value,
        output,
        today(),
        full=full,
        brief=brief,
        assume=tuple(assume or ()),
        court=court,
        language=language.value,
    )
    raise typer.Exit(screen_files(files, request))


def explain(
    file: Annotated[str, typer.Argument(metavar="CASE", help="A case file; '-' reads standard input.")],
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE]",
            help="A rule, such as acquiescence, or one finding, such as acquiescence[gang]; with --what-if, "
            "protection under the Convention if absent.",
        ),
    ] = None,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show the explanation.")] = Format.TEXT,  # noqa: A002
    assume: Assume = None,
    what_if: Annotated[
        bool, typer.Option("--what-if", help="Instead: the fewest facts that would make or break it, and what it rests on.")
    ] = False,
    priors: PriorsFile = None,
    shares: Shares = False,
    language: Told = Language.EN,
    output: Output = None,
) -> None:
    """One rule on one case, unfolded to every fact, with the authorities' words and every court's position."""
    from article3.cli.cases import Request, explain_file  # noqa: PLC0415

    request = Request(
        circuit, day(as_of), format.value, output, today(), assume=tuple(assume or ()), court=court, language=language.value
    )
    if what_if:
        from article3.cli.ask import what_if_file  # noqa: PLC0415

        raise typer.Exit(what_if_file(file, rule, priors, request, shares=shares))
    raise typer.Exit(explain_file(file, rule, request, priors=priors, shares=shares))


def ask(
    file: Annotated[str, typer.Argument(metavar="CASE", help="A case file; '-' reads standard input.")],
    goal: Goal = None,
    top: Annotated[int, typer.Option("--top", "-n", min=1, metavar="N", help="At most so many questions.")] = 5,
    everything: Annotated[bool, typer.Option("--all", help="Every question that can still matter.")] = False,
    priors: PriorsFile = None,
    shares: Shares = False,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TEXT,  # noqa: A002
    assume: Assume = None,
    language: Told = Language.EN,
    output: Output = None,
) -> None:
    """Which unknown fact to ask for next, why, who can answer, and what each answer would do."""
    from article3.cli.ask import ask_file  # noqa: PLC0415
    from article3.cli.cases import Request  # noqa: PLC0415

    request = Request(
        circuit, day(as_of), format.value, output, today(), assume=tuple(assume or ()), court=court, language=language.value
    )
    raise typer.Exit(ask_file(file, goal, None if everything else top, priors, request, shares=shares))


def interview(
    file: Annotated[
        str | None, typer.Argument(metavar="[CASE]", help="A case file to go on with, or to begin; case.yaml if absent.")
    ] = None,
    goal: Goal = None,
    priors: PriorsFile = None,
    shares: Shares = False,
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    assume: Assume = None,
    language: Told = Language.EN,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Save to this file, instead of the one read.")] = None,
) -> None:
    """Answer one question at a time, the one that tells most first; saved after every answer, and resumed with the same file."""
    from article3.cli.cases import Request  # noqa: PLC0415
    from article3.cli.interview import interview_file  # noqa: PLC0415

    request = Request(
        circuit, day(as_of), "text", output, today(), assume=tuple(assume or ()), court=court, language=language.value
    )
    raise typer.Exit(interview_file(file, goal, priors, request, shares=shares))
