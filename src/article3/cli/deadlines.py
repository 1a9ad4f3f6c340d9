"""deadlines: every clock of a case, as text, page, calendar and drawing."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED, FOUND
from article3.cli.cases import read_case
from article3.cli.errors import UsageError, refuse, report
from article3.cli.output import STANDARD, as_json, deliver, places
from article3.cli.terminal import complain, is_ascii_only, paint_for, write_bytes
from article3.deadlines.agenda import agenda
from article3.deadlines.model import Status
from article3.deadlines.text import outline
from article3.explanations.text import plain, render
from article3.facts.problems import CaseFileError
from article3.law.loading import load

if TYPE_CHECKING:
    from article3.deadlines.model import Agenda

_FAILS = {
    "overdue": frozenset({Status.OVERDUE}),
    "due": frozenset({Status.OVERDUE, Status.TODAY}),
}


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        today: the day from which to count.
        at: the moment of the run.
        style: text, json, markdown or html.
        output: a file to write to, instead of standard output.
        ics: where to write a calendar, if anywhere.
        draw: where to draw, if anywhere.
        names: whether the case's title goes into calendar and drawing.
        why: tell each derivation in full.
        fail_on: empty, or a key of the statuses that make the exit code tell.
        key: what tells the case from others in a calendar; its title if empty.
    """

    today: dt.date
    at: dt.datetime
    style: str
    output: Path | None = None
    ics: Path | None = None
    draw: Path | None = None
    names: bool = False
    why: bool = False
    fail_on: str = ""
    key: str = ""


def show_deadlines(file: str, request: Request) -> int:
    """Tell what is due in a case.

    Returns:
        The exit code.
    """
    law = load()
    try:
        place = places([file], request.style, request.output)[0]
        _check(file, request, place, law.begins)
        case = read_case(file, law)
        found = agenda(case, request.today, law)
        shown = found if request.names else msgspec.structs.replace(found, title="")
        if request.ics is not None:
            _write_calendar(shown, request.key or found.title, request)
        if request.draw is not None:
            _draw(shown, request.draw, why=request.why)
        deliver(place, _content(found, request, to_terminal=place is None))
    except CaseFileError as error:
        return report(error.problems, request.style)
    except UsageError as error:
        return refuse(str(error), request.style)
    fails = _FAILS.get(request.fail_on, frozenset())
    return FOUND if any(deadline.status in fails for deadline in found.deadlines) else ANSWERED


def _content(found: Agenda, request: Request, *, to_terminal: bool) -> str:
    if request.style == "json":
        return as_json(found)
    if request.style == "html":
        from article3.deadlines.drawn import page  # noqa: PLC0415 - one format a run

        return page(found, why=request.why)
    told = outline(found, why=request.why)
    if request.style == "markdown":
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415

        return markdown(told)
    paint = paint_for(sys.stdout) if to_terminal else plain
    return render(told, paint, ascii_only=to_terminal and is_ascii_only(sys.stdout))


def _check(file: str, request: Request, place: Path | None, begins: dt.date) -> None:
    """Refuse at once what could not be answered or written.

    Raises:
        UsageError: if today lies before the law does, a file has the wrong ending, is the case itself or is named twice, or an
            option has no meaning.
    """
    if request.today < begins:
        since = f"the regulations under the Convention took effect on {begins}"
        raise UsageError(f"--today {request.today}: {since}; use that day or a later one")
    if request.draw is not None and request.draw.suffix.lower() not in {".svg", ".html"}:
        raise UsageError(f"--draw {request.draw}: a drawing is written as .svg or .html; give the file that ending")
    if request.ics is not None and request.ics.suffix.lower() != ".ics":
        raise UsageError(f"--ics {request.ics}: a calendar is written as .ics; give the file that ending")
    if request.key and request.ics is None:
        raise UsageError("--calendar-key has a meaning only with --ics; leave it out")
    if request.names and request.ics is None and request.draw is None:
        raise UsageError("--names has a meaning only with --ics or --draw; leave it out")
    taken = {} if file == STANDARD else {Path(file).resolve(): "the case"}
    for option, path in (("--output", place), ("--ics", request.ics), ("--draw", request.draw)):
        if path is not None:
            other = taken.setdefault(path.resolve(), option)
            if other != option:
                raise UsageError(f"{option} {path}: {other} is there already; choose another place")


def _write_calendar(shown: Agenda, key: str, request: Request) -> None:
    """Write the calendar, and cancel in it what an earlier one in the same file held and this one doesn't.

    Raises:
        UsageError: if it cannot be written, or there is nothing to write.
    """
    from article3.deadlines.ics import NotInstalledError, NotOursError, calendar  # noqa: PLC0415 - only where a calendar is asked for

    place = request.ics
    if place is None:
        return
    if not key.strip():
        remedy = "give the case a title, or name it with --calendar-key"
        raise UsageError(f"--ics {place}: nothing tells this case from your others, whose entries it could replace; {remedy}")
    try:
        earlier = place.read_bytes() if place.is_file() else b""
        written = calendar(shown, key, request.at, names=request.names, earlier=earlier)
        entries = written.count(b"BEGIN:VEVENT")
        if not entries:
            raise UsageError(f"--ics {place}: no deadline has a day yet, so that there is nothing to write")
        write_bytes(place, written)
    except NotInstalledError as error:
        raise UsageError(f"--ics {place}: {error}") from None
    except NotOursError:
        raise UsageError(f"--ics {place}: this file is no calendar that article3 wrote; choose another place") from None
    except OSError as error:
        raise UsageError(f"{place} cannot be read or written ({error.strerror}); nothing was changed") from None
    complain(f"Wrote {place}: {entries} {'entry' if entries == 1 else 'entries'}.")


def _draw(shown: Agenda, place: Path, *, why: bool) -> None:
    from article3.deadlines.drawn import page, svg  # noqa: PLC0415 - only where a drawing is asked for

    content = svg(shown) if place.suffix.lower() == ".svg" else page(shown, why=why)
    try:
        write_bytes(place, content.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror}); nothing was changed") from None
    complain(f"Drew {place}.")
