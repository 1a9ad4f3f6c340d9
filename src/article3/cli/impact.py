"""impact: which case files change with the law between two days."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.cases import no_circuit
from article3.cli.days import in_order
from article3.cli.errors import UsageError, refuse, report
from article3.cli.forum import circuit_named, court_named
from article3.cli.law_diff import rendered
from article3.cli.output import as_json, write
from article3.cli.terminal import say
from article3.explanations.impact import outline
from article3.facts.case_file import read
from article3.facts.problems import CaseFileError, Problem
from article3.findings.impact import Between, CaseImpact
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_ENDINGS = {".yaml", ".yml"}
_CHUNK = 40
"""So many files are one errand of a process."""
SEVERAL = 200
"""From so many files on, every core is used and progress is shown."""

Done = list[CaseImpact | tuple[Problem, ...] | None]
"""For each file: what changes, why it cannot be used, or nothing."""


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the cases.

    Attributes:
        from_: the first day.
        to: the second.
        circuit: of all cases, as the user wrote it, if they did.
        court: the same, by an immigration court or place.
        style: text, json, markdown or html.
        output: a file to write to, instead of standard output.
        jobs: how many processes; one for each core if absent.
    """

    from_: dt.date
    to: dt.date
    circuit: str | None = None
    court: str | None = None
    style: str = "text"
    output: Path | None = None
    jobs: int | None = None


def show_impact(cases: Sequence[str], request: Request) -> int:
    """Which case files change; those that cannot be used are reported, each with its reasons.

    Returns:
        The exit code: that of bad input if any file cannot be used.
    """
    law = load()
    try:
        in_order(request.from_, request.to, law)
        named = circuit_named(request.circuit, law)
        found = court_named(request.court, named, law)
        errand = _Errand(request.from_, request.to, found.circuit if found else named)
        done = _all_done(files_in(cases), errand, request.jobs)
        changed = [one for one in done if isinstance(one, CaseImpact)]
        unusable = [one for one in done if isinstance(one, tuple)]
        result = Between(law, request.from_, request.to).together(changed, sum(one is None for one in done), unusable)
        to_terminal = request.output is None
        content = (
            as_json(result) if request.style == "json" else rendered(outline(result, law), request.style, to_terminal=to_terminal)
        )
        if request.output is None:
            say(content)
        else:
            write(request.output, content)
    except UsageError as error:
        return refuse(str(error), request.style)
    report(result.problems, request.style)
    return BAD_INPUT if result.problems else ANSWERED


def files_in(named: Iterable[str]) -> list[str]:
    """The case files named, and all in the directories named, each once and in order.

    In a directory, files that end in .yaml or .yml count, at any depth, save hidden ones.

    Raises:
        UsageError: if a directory has none.
    """
    found: dict[str, None] = {}
    for name in named:
        place = Path(name)
        if not place.is_dir():
            found[name] = None
            continue
        inside = sorted(path for path in place.rglob("*") if path.suffix.lower() in _ENDINGS and _counts(path, place))
        if not inside:
            raise UsageError(f"{name}: this directory has no case files (*.yaml, *.yml); name another, or the files themselves")
        found.update(dict.fromkeys(str(path) for path in inside))
    return list(found)


def _counts(path: Path, below: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(below).parts)


class _Errand(msgspec.Struct, frozen=True):
    """What each process is told once."""

    from_: dt.date
    to: dt.date
    circuit: str | None

    def run(self, files: Sequence[str]) -> Done:
        """Read each file, and see what changes in it."""
        law, between = load(), _between(self.from_, self.to)
        done: Done = []
        for name in files:
            try:
                case = read(Path(name), law)
                circuit = self.circuit or case.circuit
                done.append((no_circuit(name),) if circuit is None else between.of(case, circuit, name))
            except CaseFileError as error:
                done.append(error.problems)
        return done


_ready: dict[tuple[dt.date, dt.date], Between] = {}
"""What a process keeps from one errand to the next."""


def _between(from_: dt.date, to: dt.date) -> Between:
    if (from_, to) not in _ready:
        _ready[from_, to] = Between(load(), from_, to)
    return _ready[from_, to]


def _all_done(files: list[str], errand: _Errand, jobs: int | None) -> Done:
    """Every file's result, in the order of the files."""
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    workers = min(jobs or (os.cpu_count() or 1), len(chunks))
    if workers <= 1 or (jobs is None and len(files) < SEVERAL):
        return _gathered((errand.run(chunk) for chunk in chunks), len(files))
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only for many files

    with ProcessPoolExecutor(workers, initializer=_end_with_parent) as pool:
        futures = [pool.submit(errand.run, chunk) for chunk in chunks]
        try:
            return _gathered((future.result() for future in futures), len(files))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for errands for ever."""
    import threading  # noqa: PLC0415 - only in such a process
    from multiprocessing import parent_process  # noqa: PLC0415

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _gathered(parts: Iterator[Done], total: int) -> Done:
    done: Done = []
    with _progress(total) as advance:
        for part in parts:
            done += part
            advance(len(part))
    return done


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where somebody watches and there is something to wait for."""
    if total < SEVERAL or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("case files"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda count: bar.advance(task, count)
