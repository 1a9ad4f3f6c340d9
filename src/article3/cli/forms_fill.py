"""i589 fill, i765 fill: an official form from a case."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.cases import read_case
from article3.cli.errors import UsageError, refuse, report
from article3.cli.forms_check import bytes_of, not_installed, refuse_over_input
from article3.cli.output import STANDARD, as_json, spare_exhibits
from article3.cli.terminal import complain, paint_for_stdout, say, write_bytes
from article3.facts.problems import CaseFileError
from article3.law.loading import load

if TYPE_CHECKING:
    from article3.documents.forms.filled import FormFilled
    from article3.facts.case import Case
    from article3.law.loading import Law


class FillRequest(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        kind: the form, such as I-589.
        form: the official PDF.
        output: where the result goes.
        today: the day.
        force: whether an existing result is replaced.
        style: text or json.
        category, reason: of Form I-765.
    """

    kind: str
    form: Path
    output: Path
    today: dt.date
    force: bool = False
    style: str = "text"
    category: str = ""
    reason: str = ""


def fill_form(case: str, request: FillRequest) -> int:
    """Fill a form, read it back, write it, and tell what was left blank.

    Returns:
        The exit code.
    """
    command = f"{request.kind.replace('-', '').lower()} fill"
    try:
        return _filled(case, request)
    except UsageError as error:
        return refuse(str(error), request.style)
    except CaseFileError as error:
        return report(error.problems, request.style)
    except ImportError as error:
        return not_installed(error, command, request.style)


def _filled(name: str, request: FillRequest) -> int:
    _check_places(name, request)
    law = load()
    case = read_case(name, law)
    spare_exhibits([request.output], case, name)
    found, data = _fill(case, request, law)
    told = _told(found, request)  # before anything is written: a name that cannot be told stops it here
    if str(request.output) == STANDARD:
        sys.stdout.buffer.write(data)
        complain(told)
        return ANSWERED
    try:
        write_bytes(request.output, data)
    except OSError as error:
        raise UsageError(f"{request.output} cannot be written ({error.strerror}); nothing was changed") from None
    say(told)
    return ANSWERED


def _told(found: FormFilled, request: FillRequest) -> str:
    """What was filled and what was left blank.

    Raises:
        UsageError: if a file's name is no text.
    """
    if request.style != "json":
        from article3.documents.forms.filled import render  # noqa: PLC0415
        from article3.explanations.text import plain  # noqa: PLC0415

        return render(found, plain if str(request.output) == STANDARD else paint_for_stdout())
    try:
        return as_json(found)
    except UnicodeEncodeError:
        raise UsageError("the name of a file is no text in UTF-8, which JSON needs; rename it. Nothing was written") from None


def _check_places(case: str, request: FillRequest) -> None:
    if STANDARD in {case} & {str(request.form)}:
        raise UsageError("standard input cannot be both the form and the case; name a file for one of them")
    if str(request.output) == STANDARD:
        return
    refuse_over_input(request.output, [case, str(request.form)], "--output")
    if request.output.exists() and not request.force:
        raise UsageError(f"--output {request.output}: it exists already; name another file, or add --force to replace it")


def _fill(case: Case, request: FillRequest, law: Law) -> tuple[FormFilled, bytes]:
    """The filled form, told and as it is.

    Raises:
        UsageError: if the form cannot be filled.
    """
    from article3.documents.forms.making import Blank, filled_from  # noqa: PLC0415 - only these commands need them
    from article3.documents.forms.reading import FormError  # noqa: PLC0415
    from article3.documents.forms.stated import Wish  # noqa: PLC0415

    blank = Blank(bytes_of(str(request.form)), str(request.form), request.kind, request.output.name)
    try:
        return filled_from(case, blank, law, Wish(request.today, request.category, request.reason))
    except FormError as error:
        raise UsageError(str(error)) from None
