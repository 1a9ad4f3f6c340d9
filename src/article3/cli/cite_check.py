"""cite-check: what a text cites, checked before it is filed."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3 import __version__
from article3.cli import ANSWERED, BAD_INPUT, FOUND
from article3.cli.cite_places import check_places, once, readable
from article3.cli.errors import UsageError, refuse, report
from article3.cli.forum import circuit_named, court_named
from article3.cli.output import STANDARD, as_json
from article3.cli.terminal import columns, complain, paint_for, say
from article3.cli.together import write_together
from article3.facts.problems import Problem
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from article3.citations.checked import Report
    from article3.citations.model import Document
    from article3.citations.online import LookUp
    from article3.citations.outcome import Online, Outcome
    from article3.law.loading import Law

NEVER = "never"
_MANY_BYTES = 500_000
_EXTRA = frozenset({"eyecite", "reporters_db", "courts_db", "docx", "pypdf", "lxml"})
_STEPS = 3


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the files.

    Attributes:
        circuit: as the user wrote it, if they did.
        court: the immigration court or place, likewise.
        as_of: the day, if they gave one.
        style: text, json or html.
        output: a file to write to, instead of standard output.
        annotate: where the copy of a Word file with comments goes, if it is wanted.
        record: where the record to keep goes, if it is wanted.
        fail_on: the least severity that gives an exit code of its own, or never.
        online: whether CourtListener is asked.
        fresh: whether it is asked anew of what it answered earlier.
        now: the time at which they ask, with its zone.
    """

    circuit: str | None
    court: str | None
    as_of: dt.date | None
    style: str
    output: Path | None
    annotate: Path | None
    record: Path | None
    fail_on: str
    online: bool
    fresh: bool
    now: dt.datetime


@dataclasses.dataclass
class _Source:
    """One file that was read and checked."""

    data: bytes
    document: Document
    report: Report
    online: Online | None = None


def check_files(named: Sequence[str], request: Request) -> int:
    """Check every file, and show what there is to say.

    Returns:
        The exit code: bad input if a file could not be read, else one of its own if a remark is severe enough.
    """
    try:
        return _checked(named, request)
    except UsageError as error:
        return refuse(str(error), request.style)
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _EXTRA:
            raise
        return refuse(f"cite-check needs {missing}; install it with: pip install 'article3[citations]'", request.style)


def _checked(named: Sequence[str], request: Request) -> int:
    law = load()
    circuit = circuit_named(request.circuit, law)
    court = court_named(request.court, circuit, law)
    as_of = request.as_of or request.now.date()
    if as_of < law.begins:
        raise UsageError(f"--as-of {as_of}: the regulations under the Convention took effect on {law.begins}")
    named = once(named)
    check_places(named, {"--output": request.output, "--annotate": request.annotate, "--record": request.record})
    sources, unread = _read_all(named, (as_of, court.circuit if court else circuit), request, law)
    if not sources:
        return BAD_INPUT
    if request.online:
        _look_up(sources, request)
    from article3.citations.outcome import outcome  # noqa: PLC0415 - only this command needs them

    shown = [outcome(source.document, source.report, law, __version__, source.online) for source in sources]
    _deliver(sources, shown, request)
    if unread:
        return BAD_INPUT
    return FOUND if _is_flagged(sources, shown, request.fail_on) else ANSWERED


def _read_all(named: Sequence[str], forum: tuple[dt.date, str | None], request: Request, law: Law) -> tuple[list[_Source], bool]:
    """Every file read and checked, and whether one could not be."""
    from article3.citations.check import check  # noqa: PLC0415
    from article3.citations.errors import ReadingError  # noqa: PLC0415
    from article3.citations.finding import citations  # noqa: PLC0415
    from article3.citations.outcome import sound  # noqa: PLC0415
    from article3.citations.reading import read  # noqa: PLC0415

    as_of, circuit = forum
    checked_at = request.now.isoformat(timespec="seconds")
    sources: list[_Source] = []
    unread = False
    with _progress(named) as step:
        for name in named:
            try:
                data = _bytes(name)
                document = _with_text(sound(read(data, STANDARD if name == STANDARD else readable(Path(name).name))))
            except (ReadingError, UsageError) as error:
                _tell(error, request.style)
                unread = True
                step(_STEPS)
                continue
            step(1)
            found = citations(document)
            step(1)
            sources.append(_Source(data, document, check(document, found, law, as_of, circuit or "", checked_at=checked_at)))
            step(1)
    return sources, unread


def _tell(error: Exception, style: str) -> None:
    """Tell of a file that cannot be read; in JSON with file, cause and remedy apart."""
    cause = getattr(error, "cause", "")
    if style == "json" and cause:
        expected = "a text that can be read: .docx, .pdf, .md or .txt"
        report(
            [Problem("unreadable", getattr(error, "name", ""), 0, 0, "", cause, expected, getattr(error, "remedy", ""))], style
        )
    else:
        refuse(str(error), style)


def _with_text(document: Document) -> Document:
    """The document.

    Raises:
        UsageError: if there is nothing in it to read: that it has no citation to mend would be a false assurance.
    """
    if document.passages:
        return document
    why = f" ({'; '.join(document.warnings)})" if document.warnings else ""
    raise UsageError(f"{document.name}: no text could be read in it{why}; give the text itself, or check it by hand")


def _bytes(name: str) -> bytes:
    """What a file holds.

    Raises:
        UsageError: if it cannot be read.
    """
    if name == STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{readable(name)}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise UsageError(f"{readable(name)}: this is a directory; name the files in it") from None
    except OSError as error:
        raise UsageError(f"{readable(name)}: it cannot be opened ({error.strerror}); name a file that you may read") from None


def _look_up(sources: list[_Source], request: Request) -> None:
    """Ask CourtListener, having told what is sent; the reports get its answers.

    Raises:
        UsageError: if its client is not installed, or the token would travel unencrypted.
    """
    from article3.citations.answers_kept import keep, kept  # noqa: PLC0415
    from article3.citations.on_file import with_answers  # noqa: PLC0415
    from article3.citations.online import TOKEN, InsecureAddressError, LookUp, NotInstalledError, host, look_up, service, to_send  # noqa: PLC0415

    wanted = to_send(checked.citation for source in sources for checked in source.report.citations)
    known = {} if request.fresh else kept(wanted)
    to_ask = tuple(one for one in wanted if one not in known)
    token = os.environ.get(TOKEN, "").strip()
    if not to_ask:
        looked_up = LookUp({one: known[one] for one in wanted})
    elif not token:
        told = f"it needs your CourtListener token in the environment variable {TOKEN}"
        looked_up = LookUp({one: known[one] for one in wanted if one in known}, to_ask, told)
    else:
        try:
            ask = service(token)
        except (InsecureAddressError, NotInstalledError) as error:
            raise UsageError(str(error)) from None
        complain(f"Sending to {host()}, and nothing else of the text:")
        for one in to_ask:
            complain(f"  {one}")
        looked_up = look_up(wanted, known, ask, now=lambda: dt.datetime.now(dt.UTC), sleep=time.sleep)
        keep({one: answer for one, answer in looked_up.answers.items() if one in looked_up.sent})
    if looked_up.failure:
        complain(f"The look-up did not happen for {len(looked_up.unasked)} of {len(wanted)} citations: {looked_up.failure}.")
    for source in sources:
        source.report = with_answers(source.report, looked_up)
        source.online = _online_of(source.report, looked_up)


def _online_of(report: Report, looked_up: LookUp) -> Online:
    """What was asked of the citations of one document."""
    from article3.citations.online import host, to_send  # noqa: PLC0415
    from article3.citations.outcome import Online  # noqa: PLC0415

    wanted = to_send(checked.citation for checked in report.citations)
    asked, without = frozenset(looked_up.sent), frozenset(looked_up.unasked)
    missed = any(one in without for one in wanted)
    kept = tuple(one for one in wanted if one not in asked and one in looked_up.answers)
    sent = tuple(one for one in wanted if one in asked)
    unanswered = tuple(one for one in sent if one not in looked_up.answers)
    return Online(host(), sent, kept, looked_up.failure if missed else "", unanswered)


def _deliver(sources: list[_Source], shown: list[Outcome], request: Request) -> None:
    """Write everything that was asked for, or nothing.

    Raises:
        UsageError: if a file cannot be written.
    """
    place = None if request.output is None or str(request.output) == STANDARD else request.output
    files: list[tuple[Path, bytes]] = []
    if request.annotate is not None:
        from article3.citations.annotated import annotated  # noqa: PLC0415

        files.append((request.annotate, annotated(sources[0].data, sources[0].document, shown[0], request.now)))
    if request.record is not None:
        from article3.citations.outcome_html import record_page  # noqa: PLC0415

        files.append((request.record, record_page(shown).encode()))
    told = [place for place, _ in files]
    content = _content(shown, request, to_terminal=place is None)
    if place is not None:
        files.append((place, content.encode()))
    write_together(files)
    for one in told:
        complain(f"Wrote {readable(str(one))}.")
    if place is None:
        say(content)


def _content(shown: list[Outcome], request: Request, *, to_terminal: bool) -> str:
    if request.style == "json":
        from article3.citations.checked import worst  # noqa: PLC0415
        from article3.citations.outcome import Outcomes  # noqa: PLC0415

        return as_json(Outcomes(worst(one.severity for one in shown), tuple(shown)))
    if request.style == "html":
        from article3.citations.outcome_html import report_page  # noqa: PLC0415

        return report_page(shown)
    from article3.citations.outcome_text import render  # noqa: PLC0415
    from article3.explanations.text import plain  # noqa: PLC0415

    if not to_terminal:
        return render(shown, plain)
    return render(shown, paint_for(sys.stdout), width=columns(sys.stdout))


def _is_flagged(sources: list[_Source], shown: list[Outcome], fail_on: str) -> bool:
    """Whether a remark is severe enough; what could not be read or looked up counts as a warning."""
    from article3.citations.checked import Severity  # noqa: PLC0415

    if fail_on == NEVER:
        return False
    least = Severity(fail_on)
    undone = any(source.document.warnings for source in sources) or any(one.online and one.online.failure for one in shown)
    return (undone and Severity.WARNING.is_at_least(least)) or any(one.severity.is_at_least(least) for one in shown)


@contextlib.contextmanager
def _progress(named: Sequence[str]) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where somebody watches and there is something to wait for."""
    if not sys.stderr.isatty() or (len(named) == 1 and _size(named[0]) < _MANY_BYTES):
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=_STEPS * len(named))
        yield lambda steps: bar.advance(task, steps)


def _size(name: str) -> int:
    try:
        return 0 if name == STANDARD else Path(name).stat().st_size
    except OSError:
        return 0
