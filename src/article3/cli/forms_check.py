"""i589 check: filled forms, before they are filed."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED, BAD_INPUT, FOUND
from article3.cli.cases import read_case
from article3.cli.errors import UsageError, refuse, report
from article3.cli.forum import circuit_named, court_named
from article3.cli.output import STANDARD, as_json, deliver
from article3.cli.terminal import paint_for
from article3.facts.problems import CaseFileError
from article3.law.loading import load
from article3.law.periods import AGENCY
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.documents.forms.checked import FormChecked, FormsChecked
    from article3.facts.case import Case
    from article3.law.loading import Law

NEVER = "never"
_REPORTS = frozenset({".txt", ".json", ".html", ".htm"})
EXTRA = frozenset({"pikepdf", "weasyprint"})


class CheckRequest(msgspec.Struct, frozen=True):
    """What the user asked for besides the forms.

    Attributes:
        case: a case file, if one was named.
        circuit, court: as the user wrote them, if they did.
        as_of: the day whose law is asked, if they gave one.
        today: the day of filing, or today.
        style: text, json or html.
        output: a file to write to, instead of standard output.
        fail_on: the least severity that gives an exit code of its own, or never.
    """

    case: str | None
    circuit: str | None
    court: str | None
    as_of: dt.date | None
    today: dt.date
    style: str
    output: Path | None
    fail_on: str


def check_forms(named: Sequence[str], request: CheckRequest) -> int:
    """Check every form, and show what there is to say.

    Returns:
        The exit code: bad input if a form could not be read, else one of its own if a remark is severe enough.
    """
    try:
        return _checked(named, request)
    except UsageError as error:
        return refuse(str(error), request.style)
    except CaseFileError as error:
        return report(error.problems, request.style)
    except ImportError as error:
        return not_installed(error, "i589 check", request.style)


def not_installed(error: ImportError, command: str, style: str) -> int:
    """Tell which extra is missing.

    Raises:
        ImportError: if it is another.
    """
    missing = (error.name or "").partition(".")[0]
    if missing not in EXTRA:
        raise error
    return refuse(f"{command} needs {missing}; install it with: pip install 'article3[documents]'", style)


def _checked(named: Sequence[str], request: CheckRequest) -> int:
    law = load()
    _check_places(named, request)
    case = None if request.case is None else read_case(request.case, law)
    forum = _forum(request, case, law)
    from article3.documents.forms.checking import CHECKED_FORM, check, together  # noqa: PLC0415 - only these commands need them
    from article3.documents.forms.reading import FormError, read_form  # noqa: PLC0415

    forms: list[FormChecked] = []
    unread = False
    for name in named:
        try:
            form = read_form(bytes_of(name), _shown(name, named), CHECKED_FORM)
        except (FormError, UsageError) as error:
            refuse(str(error), request.style)
            unread = True
        else:
            forms.append(check(form, law, forum, request.today, case))
    if not forms:
        return BAD_INPUT
    found = together(forms, law, forum, case)
    place = None if request.output is None or str(request.output) == STANDARD else request.output
    deliver(place, _content(found, request.style, to_terminal=place is None))
    if unread:
        return BAD_INPUT
    return FOUND if _is_flagged(found, request.fail_on) else ANSWERED


def _shown(name: str, named: Sequence[str]) -> str:
    """What a form is called in the report: its file's name, or its whole path where another of that name is checked too."""
    if name == STANDARD:
        return "standard input"
    short = Path(name).name
    return short if [Path(one).name for one in named].count(short) == 1 else name


def _forum(request: CheckRequest, case: Case | None, law: Law) -> Forum:
    """Circuit and day: as the options name them, else as the case does; without either only the Board and the regulations bind.

    Raises:
        UsageError: if an option names no forum, or a day before this law.
    """
    circuit = circuit_named(request.circuit, law)
    court = court_named(request.court, circuit, law)
    found = court.circuit if court is not None else circuit
    as_of = request.as_of or (case.as_of if case is not None and case.as_of is not None else request.today)
    if as_of < law.begins:
        raise UsageError(f"--as-of {as_of}: the regulations under the Convention took effect on {law.begins}")
    return Forum(found or (case.circuit if case is not None else None) or AGENCY, as_of)


def bytes_of(name: str) -> bytes:
    """What a file holds.

    Raises:
        UsageError: if it cannot be read.
    """
    if name == STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{name}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise UsageError(f"{name}: this is a directory; name the forms in it") from None
    except OSError as error:
        raise UsageError(f"{name}: it cannot be opened ({error.strerror}); name a file that you may read") from None


def _check_places(named: Sequence[str], request: CheckRequest) -> None:
    if len(set(named)) < len(named):
        twice = next(name for name in named if list(named).count(name) > 1)
        raise UsageError(f"{twice} is named twice; name each form once")
    if STANDARD in named and request.case == STANDARD:
        raise UsageError("standard input cannot be both the form and the case; name a file for one of them")
    if request.output is not None and str(request.output) != STANDARD:
        refuse_over_input(request.output, [*named, *([request.case] if request.case else [])], "--output")
        if request.output.is_file() and request.output.suffix.lower() not in _REPORTS:
            raise UsageError(f"--output {request.output}: it exists, and is no report by its name; choose another place")


def refuse_over_input(place: Path, inputs: Sequence[str], option: str) -> None:
    """Refuse to write over what is read.

    Raises:
        UsageError: if it would be, or the place is a directory.
    """
    if os.path.realpath(place) in {os.path.realpath(name) for name in inputs if name != STANDARD}:
        raise UsageError(f"{option} {place}: this is read, not written; choose another place")
    if place.is_dir():
        raise UsageError(f"{option} {place}: this is a directory; name a file")


def _content(found: FormsChecked, style: str, *, to_terminal: bool) -> str:
    if style == "json":
        return as_json(found)
    if style == "html":
        from article3.documents.forms.check_html import page  # noqa: PLC0415

        return page(found)
    from article3.documents.forms.check_text import render  # noqa: PLC0415
    from article3.explanations.text import plain  # noqa: PLC0415

    return render(found, paint_for(sys.stdout) if to_terminal else plain)


def _is_flagged(found: FormsChecked, fail_on: str) -> bool:
    from article3.documents.forms.checked import Severity  # noqa: PLC0415

    return fail_on != NEVER and found.severity.is_at_least(Severity(fail_on))
