"""Screen files of cases into one file of conclusions: streamed, in one process or several, and resumable."""

from __future__ import annotations

import collections
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from article3 import __version__
from article3.law.cache import fingerprint
from article3.law.loading import DATA, load
from article3.screening.arrays import pa, pc
from article3.screening.cluster import NATIONALITY, REJECTED, Settings, schema_of, screen_batch
from article3.screening.columns import CASE_ID
from article3.screening.duplicates import marks, repeated
from article3.screening.outputs import LAW_KEY, join, join_lines, whole, write_part
from article3.screening.progress import Basis, Kept, Part, Progress, input_of
from article3.screening.readers import rows_of
from article3.screening.rejects import Reject
from article3.screening.sources import Source
from article3.screening.summary import SCHEMA, Counts, Summary, count, counted, notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from article3.law.loading import Law
    from article3.screening.readers import Rows

AT_ONCE = 1 << 15
"""So many rows are one part."""


class Job(msgspec.Struct, frozen=True):
    """What is to be done.

    Attributes:
        sources: what holds the cases.
        out: where the conclusions go.
        rejects: where the rejected rows go.
        settings: what is asked.
        resume: go on with a run that was stopped.
        workers: how many processes.
        max_rejects: stop once more rows than this are rejected.
        at_once: most rows of a part.
    """

    sources: tuple[Source, ...]
    out: Path
    rejects: Path
    settings: Settings
    resume: bool = False
    workers: int = 1
    max_rejects: int | None = None
    at_once: int = AT_ONCE


class TooManyRejectsError(Exception):
    """More rows were rejected than the user allows."""


class Done(msgspec.Struct, frozen=True):
    """How far a run has come, for whoever watches.

    Attributes:
        rows: how many are done.
        share: how much of all sources is done, from 0 to 1.
    """

    rows: int
    share: float


def run(job: Job, watch: Callable[[Done], None]) -> Summary:
    """Do it.

    Args:
        job: what is to be done.
        watch: is told after each part.

    Returns:
        What was found.

    Raises:
        article3.screening.progress.ProgressError: if an earlier run is in the way or cannot be gone on with.
        article3.screening.sources.SourceError: if a file cannot be read to its end.
        TooManyRejectsError: if more rows are rejected than the user allows.
        OSError: if something cannot be written; what is done is kept.
    """
    law = load()
    kept = Kept(job.out)
    with kept.locked():
        progress = kept.begin(_basis(job, law), resume=job.resume)
        total = _Total(job, kept, progress)
        watch(Done(progress_rows(progress), _share(job, total.source, 0.0)))
        for number, source in enumerate(job.sources):
            if number < total.source:
                continue
            skip = total.taken if number == total.source else 0
            for rows, found in _screened(rows_of(source, skip=skip, at_once=job.at_once), job):
                total.add(number, rows, found)
                watch(Done(total.rows, _share(job, number, rows.share)))
        return _joined(job, kept, progress, total.counts, law)


def progress_rows(progress: Progress) -> int:
    """How many rows are done."""
    return sum(part.rows + part.rejected for part in progress.parts)


def _share(job: Job, number: int, share: float) -> float:
    sizes = [max(source.size, 1) for source in job.sources]
    return min((sum(sizes[:number]) + share * sizes[number]) / sum(sizes), 1.0) if number < len(sizes) else 1.0


def _basis(job: Job, law: Law) -> Basis:
    defaults = job.settings.defaults
    options = {
        "--circuit": str(defaults.circuit),
        "--as-of": str(defaults.as_of),
        "--ignore-columns": str(defaults.ignore),
        "--rule": " ".join(job.settings.rules),
        "--no-missing": str(not job.settings.missing),
        "the day": defaults.today.isoformat(),
        "--rejects": str(job.rejects.resolve()),
    }
    return Basis(__version__, f"{law.version} {fingerprint(DATA)}", options, tuple(input_of(source) for source in job.sources))


class _Total:
    """What is done so far.

    Args:
        job: what is to be done.
        kept: its parts.
        progress: how far it has come.
    """

    def __init__(self, job: Job, kept: Kept, progress: Progress) -> None:
        self._job, self._kept, self._progress = job, kept, progress
        last = progress.parts[-1] if progress.parts else Part(0, 0, 0, 0)
        self.source, self.taken = last.source, last.taken
        self.rows = progress_rows(progress)
        self.counts = Counts()
        for number in range(len(progress.parts)):
            self.counts.add(msgspec.json.decode(kept.files(number)[2].read_bytes(), type=Counts))
        self._check_rejects()

    def add(self, source: int, rows: Rows, found: Any) -> None:
        """Keep a part."""
        rejected = [*rows.rejects, *(_reject(reasons) for reasons in found.column(REJECTED).drop_null().to_pylist())]
        rejected.sort(key=lambda reject: reject.row)
        good = found.filter(pc.is_null(found.column(REJECTED))) if found.column(REJECTED).null_count < found.num_rows else found
        counts = count(good, rejected, load().maintained_through)
        conclusions, rejects, counted, names = self._kept.files(len(self._progress.parts))
        write_part(conclusions, good.drop_columns([NATIONALITY, REJECTED]))
        for place, content in (
            (rejects, msgspec.json.Encoder().encode_lines(rejected)),
            (counted, msgspec.json.encode(counts)),
            (names, marks(good.column(CASE_ID))),
        ):
            with whole(place) as stream:
                stream.write(content)
        self._progress.parts.append(Part(source, rows.taken, good.num_rows, len(rejected)))
        self._kept.note(self._progress)
        self.rows += good.num_rows + len(rejected)
        self.counts.add(counts)
        self._check_rejects()

    def _check_rejects(self) -> None:
        most = self._job.max_rejects
        if most is not None and self.counts.rejected > most:
            raise TooManyRejectsError(
                f"{counted(self.counts.rejected, 'row was', 'rows were')} rejected, and --max-rejects allows {most}"
            )


def _reject(reasons: str) -> Reject:
    return msgspec.json.decode(reasons, type=Reject)


def _screened(found: Iterable[Rows], job: Job) -> Iterator[tuple[Rows, Any]]:
    """Each part with its conclusions, in order; no more parts are held at once than processes have use for."""
    if job.workers <= 1:
        for rows in found:
            yield rows, screen_batch(rows.batch, job.settings)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only for several processes
    from multiprocessing import get_context  # noqa: PLC0415

    # A copy of this process would inherit locks of threads that it does not have.
    with ProcessPoolExecutor(job.workers, get_context("spawn"), initializer=end_with_parent) as pool:
        waiting: collections.deque[tuple[Rows, Any]] = collections.deque()
        try:
            for rows in found:
                waiting.append((rows, pool.submit(screen_batch, rows.batch, job.settings)))
                if len(waiting) > job.workers:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def end_with_parent() -> None:
    """See to it that a process ends with the one that began it: left alone, it would wait for work for ever."""
    import threading  # noqa: PLC0415 - only in such a process
    from multiprocessing import parent_process  # noqa: PLC0415

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _joined(job: Job, kept: Kept, progress: Progress, counts: Counts, law: Law) -> Summary:
    """Join the parts; the result takes its place last, so that where it stands all else stands too."""
    parts = [kept.files(number) for number in range(len(progress.parts))]
    if counts.rejected or job.rejects.exists():
        join_lines([rejects for _, rejects, _, _ in parts], job.rejects)
    duplicates = repeated([names for *_, names in parts])
    kind = schema_of(job.settings)
    join(
        [conclusions for conclusions, *_ in parts],
        job.out,
        pa.schema(list(kind)[:-2], metadata={LAW_KEY: law.version, "article3.program": __version__}),
    )
    kept.clear()
    return Summary(
        schema=SCHEMA,
        law=law.version,
        kept_to=str(law.maintained_through),
        cases=counts.cases,
        rejected=counts.rejected,
        duplicates=duplicates,
        reasons=counts.reasons,
        forms=counts.forms,
        by=counts.by,
        inputs=tuple(source.name for source in job.sources),
        output=str(job.out),
        rejects=str(job.rejects) if counts.rejected else "",
        later=counts.later,
        notes=notes(counts.later, law.maintained_through),
    )
