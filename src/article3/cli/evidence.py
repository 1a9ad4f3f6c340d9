"""evidence: which exhibit proves which element, where proof is missing, which kinds of evidence are lacking."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads annotations when it runs
from typing import TYPE_CHECKING, Annotated

import typer

from article3.cli.options import AsOf, Circuit, Court, Format, Output, day, today

if TYPE_CHECKING:
    from article3.cli.cases import Request


def evidence(
    file: Annotated[str, typer.Argument(metavar="CASE", help="A case file; '-' reads standard input.")],
    circuit: Circuit = None,
    court: Court = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TEXT,  # noqa: A002
    output: Output = None,
) -> None:
    """Show which exhibit proves which element, where proof is missing, and which of eight kinds of evidence are lacking.

    Examples: article3 evidence case.yaml
    article3 evidence case.yaml --format json
    """
    from article3.cli.cases import Request  # noqa: PLC0415 - help is shown at once

    raise typer.Exit(show_evidence(file, Request(circuit, day(as_of), format.value, output, today(), court=court)))


def show_evidence(file: str, request: Request) -> int:
    """Show the evidence of one case.

    Returns:
        The exit code.
    """
    from article3.cli import ANSWERED  # noqa: PLC0415
    from article3.cli.cases import case_and_forum, rendered  # noqa: PLC0415
    from article3.cli.errors import UsageError, refuse, report  # noqa: PLC0415
    from article3.cli.output import as_json, deliver, places  # noqa: PLC0415
    from article3.evidence.matrix import matrix  # noqa: PLC0415
    from article3.evidence.told import outline  # noqa: PLC0415
    from article3.facts.problems import CaseFileError  # noqa: PLC0415
    from article3.findings.decide import decide  # noqa: PLC0415
    from article3.law.loading import load  # noqa: PLC0415

    law = load()
    try:
        request.check(law)
        place: Path | None = places([file], request.style, request.output)[0]
        case, forum = case_and_forum(file, request, law)
        found = matrix(case, decide(case, forum, law, found=request.forum_found(law)), law)
        deliver(place, as_json(found) if request.style == "json" else rendered(outline(found), request))
    except CaseFileError as error:
        return report(error.problems, request.style)
    except UsageError as error:
        return refuse(str(error), request.style)
    return ANSWERED
