"""batch: many cases at once, from tables and directories into a table of conclusions."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED, REJECTED
from article3.cli.errors import UsageError, refuse
from article3.cli.forum import circuit_named, court_named
from article3.cli.output import as_json
from article3.cli.terminal import complain, say, write_bytes, write_whole
from article3.facts.problems import nearest
from article3.law.loading import load
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from article3.law.loading import Law
    from article3.screening.run import Done, Job
    from article3.screening.sources import Source
    from article3.screening.summary import Summary


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the inputs.

    Attributes:
        output: where the conclusions go.
        today: the day on which they ask.
        circuit: for rows that name none, as the user wrote it.
        court: the same, by an immigration court or place.
        as_of: for rows that name no day.
        rules: ids of further rules to report.
        missing: whether to tell what undetermined forms still depend on.
        rejects: where rejected rows go, if not beside the conclusions.
        max_rejects: stop once more rows than this are rejected.
        resume: go on with a run that was stopped.
        force: write over conclusions that stand there.
        workers: how many processes.
        summary: where the summary goes as JSON, if anywhere.
        draw: where it is drawn, if anywhere.
        ignore: leave out columns that mean nothing.
        style: text or json.
        at_once: most rows held at once by each process, if not the usual.
    """

    output: Path
    today: dt.date
    circuit: str | None = None
    court: str | None = None
    as_of: dt.date | None = None
    rules: tuple[str, ...] = ()
    missing: bool = True
    rejects: Path | None = None
    max_rejects: int | None = None
    resume: bool = False
    force: bool = False
    workers: int = 1
    summary: Path | None = None
    draw: Path | None = None
    ignore: bool = False
    style: str = "text"
    at_once: int | None = None


def screen_batch(named: list[str], request: Request) -> int:
    """Screen all cases in some files.

    Returns:
        The exit code: one of its own if rows were rejected.
    """
    try:
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - only this command needs it

        import article3.screening.arrays  # noqa: F401, PLC0415 - first, as it says what to do where they are missing
        from article3.screening.progress import ProgressError  # noqa: PLC0415
        from article3.screening.run import TooManyRejectsError, run  # noqa: PLC0415
        from article3.screening.sources import SourceError  # noqa: PLC0415
    except ImportError as error:
        return refuse(str(error), request.style)
    law = load()
    try:
        job = _job(named, request, law)
        if _is_finished(request):
            complain(f"{request.output} is complete: there is nothing to go on with. --force screens everything again.")
            return ANSWERED
        with _progress() as watch:
            summary = run(job, watch)
        _tell(summary, request)
    except (UsageError, SourceError, ProgressError) as error:
        return refuse(str(error), request.style)
    except TooManyRejectsError as error:
        return refuse(
            f"{error}; nothing was written to {request.output}. Go on with --resume and another --max-rejects", request.style
        )
    except BrokenProcessPool:
        return refuse(
            "one of the processes was ended from outside, perhaps for want of memory; what is done is kept: go on with --resume, "
            "and fewer --workers or a smaller --at-once",
            request.style,
        )
    except OSError as error:
        where = error.filename or request.output
        return refuse(f"{where} cannot be written ({error.strerror}); go on with --resume once it can", request.style)
    return REJECTED if summary.rejected else ANSWERED


def _job(named: list[str], request: Request, law: Law) -> Job:
    """What is to be done, once everything that can be checked is.

    Raises:
        UsageError: if it cannot be done as the user asked.
        article3.screening.sources.SourceError: if an input cannot be used.
    """
    from article3.screening.cluster import Settings  # noqa: PLC0415
    from article3.screening.progress import Kept  # noqa: PLC0415
    from article3.screening.readers import check  # noqa: PLC0415
    from article3.screening.rows import Defaults  # noqa: PLC0415
    from article3.screening.run import AT_ONCE, Job  # noqa: PLC0415
    from article3.screening.sources import sources  # noqa: PLC0415

    circuit = circuit_named(request.circuit, law)
    court = court_named(request.court, circuit, law)
    if request.as_of is not None and request.as_of < law.begins:
        raise UsageError(f"--as-of {request.as_of}: the regulations under the Convention took effect on {law.begins}")
    for rule in request.rules:
        if rule not in RULES:
            raise UsageError(f"--rule {rule}: there is no such rule; {nearest(rule, RULES) or _LIST_RULES}")
    rejects = request.rejects or request.output.with_name(f"{request.output.name}.rejects.jsonl")
    written = {place.resolve() for place in (request.output, rejects, request.summary, request.draw) if place is not None}
    found = sources(named, without=written)
    _check_places(found, request, rejects)
    for source in found:
        check(source, ignore=request.ignore)
    # A run that goes on, goes on with the day on which it was begun.
    begun = Kept(request.output).option("the day") if request.resume else None
    today = dt.date.fromisoformat(begun) if begun else request.today
    defaults = Defaults(today, court.circuit if court else circuit, request.as_of, request.ignore)
    return Job(
        sources=tuple(found),
        out=request.output,
        rejects=rejects,
        settings=Settings(defaults, tuple(dict.fromkeys(request.rules)), request.missing),
        resume=request.resume,
        workers=request.workers,
        max_rejects=request.max_rejects,
        at_once=request.at_once or AT_ONCE,
    )


def _is_finished(request: Request) -> bool:
    """Whether a run that is to go on has come to its end.

    Raises:
        UsageError: if conclusions stand where others are to go, and no run is to go on.
    """
    from article3.screening.progress import Kept  # noqa: PLC0415

    if request.force or not request.output.exists() or Kept(request.output).record.exists():
        return False
    if not request.resume:
        raise UsageError(f"--output {request.output}: this file exists; choose another place, or write over it with --force")
    return True


_LIST_RULES = "'article3 law list rules' lists them"


def _check_places(found: list[Source], request: Request, rejects: Path) -> None:
    """Refuse places that cannot be written, or hold what is read.

    Raises:
        UsageError: if one is such a place.
    """
    from article3.screening.outputs import ENDINGS  # noqa: PLC0415

    if request.output.suffix.lower() not in ENDINGS:
        raise UsageError(f"--output {request.output}: give it one of these endings: {', '.join(ENDINGS)}")
    if request.draw is not None:
        _check_drawing(request.draw)
    places = {"--output": request.output, "--rejects": rejects, "--summary": request.summary, "--draw": request.draw}
    read = {Path(name).resolve() for source in found for name in source.files}
    taken: dict[Path, str] = {}
    for option, place in places.items():
        if place is None:
            continue
        whole = place.resolve()
        if whole in read:
            raise UsageError(f"{option} {place}: this is one of the inputs; choose another place")
        if whole in taken:
            raise UsageError(f"{option} {place}: {taken[whole]} goes there; choose another place")
        taken[whole] = option
        if place.is_dir():
            raise UsageError(f"{option} {place}: this is a directory; name a file")
        if not place.parent.is_dir():
            raise UsageError(f"{option} {place}: there is no directory {place.parent}; make it first")
        if not os.access(place.parent, os.W_OK):
            raise UsageError(f"{option} {place}: nothing can be written into {place.parent}; choose another place")


def _check_drawing(place: Path) -> None:
    from article3.explanations.drawing import NotInstalledError, matplotlib_figure  # noqa: PLC0415

    if place.suffix.lower() not in {".svg", ".png"}:
        raise UsageError(f"--draw {place}: a drawing is written as .svg or .png; give the file that ending")
    try:
        matplotlib_figure()
    except NotInstalledError as error:
        raise UsageError(f"--draw {place}: {error}") from None


def _tell(summary: Summary, request: Request) -> None:
    """The summary, wherever it was asked for, and a warning of what was not screened."""
    if request.summary is not None:
        write_whole(request.summary, as_json(summary))
        complain(f"Wrote {request.summary}.")
    if request.draw is not None:
        from article3.screening.drawn import drawn  # noqa: PLC0415 - few ask for it

        write_bytes(request.draw, drawn(summary, request.draw.suffix.lower().removeprefix(".")))
        complain(f"Drew {request.draw}.")
    if request.style == "json":
        say(as_json(summary))
    else:
        from article3.cli.batch_table import table  # noqa: PLC0415

        say(table(summary))
    from article3.screening.summary import counted  # noqa: PLC0415 - needs the extra

    if summary.duplicates:
        cases = counted(summary.duplicates, "case has", "cases have")
        complain(f"Warning: {cases} the name (case_id) of an earlier one; all are kept.")
    if summary.rejected:
        whole = counted(summary.cases + summary.rejected, "row was", "rows were")
        complain(f"Warning: {summary.rejected} of {whole} rejected and not screened; {summary.rejects} tells why:")
        for reason, count in sorted(summary.reasons.items(), key=lambda item: (-item[1], item[0]))[:10]:
            complain(f"  {count:>8}  {reason}")


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[Done], None]]:
    """A bar on standard error with the rate and the time left, where somebody watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.fields[rows]:,} rows"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0, rows=0, rate="")
        first: list[Done] = []

        def watch(done: Done) -> None:
            first.append(done)
            del first[1:]
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f"{(done.rows - first[0].rows) / elapsed:,.0f} rows/s" if elapsed and done.rows > first[0].rows else ""
            bar.update(task, completed=done.share, rows=done.rows, rate=rate)

        yield watch
