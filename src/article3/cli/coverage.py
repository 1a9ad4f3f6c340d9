"""law coverage."""

from __future__ import annotations

import sys

import click
import msgspec
import typer

from article3.cli import ANSWERED
from article3.cli.errors import refuse
from article3.cli.terminal import is_ascii_only, paint_for, say
from article3.explanations.coverage import counts, gaps, outline, registries, unclaimed
from article3.facts.problems import nearest
from article3.law.coverage import Coverage, Row, load_coverage
from article3.law.loading import load


class _Counted(msgspec.Struct, frozen=True):
    """The table in JSON.

    Attributes:
        counts: for each part, how many of its rows stand how.
        gaps: what is not met.
        outcome: how each row stands, by id.
    """

    counts: dict[str, dict[str, int]]
    gaps: tuple[str, ...]
    outcome: dict[str, str]
    coverage: Coverage


class _One(msgspec.Struct, frozen=True):
    outcome: str
    row: Row


def show_coverage(identifier: str | None, style: str) -> int:
    """Show the table of coverage, or one row of it.

    Returns:
        The exit code.
    """
    table = load_coverage()
    by_name = {name.casefold(): row for name, row in table.by_id.items()}
    chosen = None if identifier is None else by_name.get(identifier.casefold())
    if identifier is not None and chosen is None:
        remedy = nearest(identifier.casefold(), [*by_name]) or "rows are A1 to A57 and B1 to B11, notes note-1 to note-76"
        return refuse(f"{identifier}: the table of coverage has no such row; {remedy}", style)
    missing: list[str] = []
    if chosen is None:
        known = registries(load(), commands=commands())
        missing = [*gaps(table, known), *unclaimed(table, known)]
    if style == "json":
        say(msgspec.json.format(msgspec.json.encode(_shown(table, chosen, missing)), indent=2).decode() + "\n")
        return ANSWERED
    told = outline(table, missing, chosen)
    if style == "markdown":
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415 - one format a run

        say(markdown(told))
        return ANSWERED
    from article3.explanations.text import render  # noqa: PLC0415 - one format a run

    say(render(told, paint_for(sys.stdout), ascii_only=is_ascii_only(sys.stdout)))
    return ANSWERED


def commands() -> frozenset[str]:
    """Every command as it is typed, such as ``article3 law show``."""
    from article3.cli.app import app  # noqa: PLC0415 - the application imports this module when it runs

    found: set[str] = set()

    def walk(name: str, command: click.Command) -> None:
        found.add(name)
        if isinstance(command, click.Group):
            for below, inner in command.commands.items():
                walk(f"{name} {below}", inner)

    walk("article3", typer.main.get_command(app))
    return frozenset(found)


def _shown(table: Coverage, chosen: Row | None, missing: list[str]) -> _Counted | _One:
    if chosen is not None:
        return _One(chosen.outcome.value, chosen)
    return _Counted(
        {name: {outcome.value: number for outcome, number in counts(part).items()} for name, part in table.parts().items()},
        tuple(missing),
        {name: row.outcome.value for name, row in table.by_id.items()},
        table,
    )
