"""law precedents: issues that are decided by weighing factors, with the decided cases on them."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.errors import UsageError, refuse
from article3.cli.forum import circuit_named, court_named
from article3.cli.issue_names import no_such_issue
from article3.cli.output import as_json, filled
from article3.cli.terminal import is_ascii_only, paint_for, say
from article3.law.data_files import LawDataError
from article3.law.loading import load
from article3.law.precedents import Issue, Precedent, Side
from article3.precedents.standing import placed
from article3.precedents.vocabulary import problems

if TYPE_CHECKING:
    from article3.law.loading import Law


class _Decided(msgspec.Struct, frozen=True, omit_defaults=True):
    """A decision in JSON: what it says, its citation, and how it stands in the circuit asked about."""

    cite: str
    says: Precedent
    standing: str = ""
    may_force: bool = False


class _Shown(msgspec.Struct, frozen=True):
    """An issue in JSON."""

    issue: Issue
    as_of: dt.date
    circuit: str
    decisions: tuple[_Decided, ...]


def show_precedents(issue: str | None, circuit: str | None, court: str | None, as_of: dt.date, style: str) -> int:
    """Show one issue, or list them.

    Returns:
        The exit code.
    """
    law = load()
    for problem in problems(law.issues.values()):
        raise LawDataError(problem)
    try:
        forum = circuit_named(circuit, law)
        found = court_named(court, forum, law)
    except UsageError as error:
        return refuse(str(error), style)
    forum = found.circuit if found else forum
    if issue is None:
        say(_list(law, style))
        return ANSWERED
    if issue not in law.issues:
        return refuse(f"{issue}: {no_such_issue(issue, law)}", style)
    if style == "json":
        say(as_json(_Shown(law.issues[issue], as_of, forum or "", _decisions(law, issue, forum, as_of))))
        return ANSWERED
    from article3.explanations.precedents import of_issue  # noqa: PLC0415 - the list needs none of it

    outline = of_issue(law, law.issues[issue], forum, as_of)
    if style == "markdown":
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415 - one format a run

        say(markdown(outline))
        return ANSWERED
    from article3.explanations.text import render  # noqa: PLC0415 - one format a run

    say(render(outline, paint_for(sys.stdout), ascii_only=is_ascii_only(sys.stdout)))
    return ANSWERED


def _list(law: Law, style: str) -> str:
    if style == "json":
        rows = [
            {
                "id": issue.id,
                "entity": issue.entity,
                "asks": issue.asks,
                "factors": len(issue.factors),
                "decisions": _count(law, issue),
            }
            for issue in law.issues.values()
        ]
        return as_json(rows)
    lines: list[str] = []
    for issue in law.issues.values():
        counts = _count(law, issue)
        told = (
            f"{issue.id} ({issue.entity.value}): {issue.asks} {len(issue.factors)} factors; decisions: {counts['for']} for the "
            f"applicant, {counts['against']} against."
        )
        lines += [f"- {told}"] if style == "markdown" else filled(told)
    return "\n".join(lines) + "\n"


def _count(law: Law, issue: Issue) -> dict[str, int]:
    return {side.value: sum(one.outcome is side for one in law.decided[issue.id]) for side in Side}


def _decisions(law: Law, issue: str, circuit: str | None, as_of: dt.date) -> tuple[_Decided, ...]:
    if circuit is None:
        return tuple(_Decided(law.authority(one.authority).cited(one.pin), one) for one in law.decided[issue])
    return tuple(
        _Decided(one.authority.cited(one.precedent.pin), one.precedent, one.standing.value, one.forces)
        for one in placed(law, issue, circuit, as_of)
    )
