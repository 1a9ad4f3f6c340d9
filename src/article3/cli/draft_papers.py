"""draft declaration, draft certificate and draft summary: papers that a client or a witness reads, signs or keeps."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3 import __version__
from article3.cli import ANSWERED
from article3.cli.cases import Request as CaseRequest
from article3.cli.cases import case_and_forum, read_case
from article3.cli.errors import UsageError, refuse, report
from article3.cli.output import STANDARD, as_json, deliver, free, spare_exhibits
from article3.cli.terminal import complain
from article3.cli.together import write_together
from article3.facts import papers
from article3.facts.problems import CaseFileError, nearest
from article3.findings.decide import decide
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.documents.drafts.sheet import Sheet
    from article3.documents.provenance import Provenance
    from article3.facts.case import Case
    from article3.findings.model import Decision

_EXTRA = frozenset({"docx", "docxtpl", "weasyprint", "pydyf", "tinycss2", "fontTools", "hijridate", "lxml"})
_WORD, _PAGES = (".docx",), (".docx", ".pdf", ".html")
_INTERPRETATION = "interpretation"


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        circuit, court: the forum, as the user wrote it.
        as_of: the day whose law is asked, if they gave one.
        today: the day on which the paper is made.
        style: ``file`` or ``json``.
        output: the file to write.
        force: whether a file that exists is written over.
        language: code of the language; empty for English alone.
        template: the office's own Word template.
        hijri: whether the client's dates have the Hijri day beside them.
    """

    circuit: str | None
    court: str | None
    as_of: dt.date | None
    today: dt.date
    style: str
    output: Path | None
    force: bool = False
    language: str = ""
    template: Path | None = None
    hijri: bool = False


def draft_declaration(file: str, request: Request, *, abroad: bool, notes: Path | None) -> int:
    """Draft the applicant's declaration, and the notes for the interview if asked.

    Returns:
        The exit code.
    """

    def made(case: Case, decision: Decision | None, provenance: Provenance) -> list[tuple[Sheet, Path | None]]:
        from article3.documents.drafts.certificates import with_interpretation  # noqa: PLC0415
        from article3.documents.drafts.declaration import declaration  # noqa: PLC0415
        from article3.documents.drafts.interviewing import interviewing_notes  # noqa: PLC0415

        own = request.language if request.language != "en" else ""
        sheet = with_interpretation(declaration(case, provenance, own=own, abroad=abroad), case, provenance)
        found: list[tuple[Sheet, Path | None]] = [(sheet, request.output)]
        if notes is not None and decision is not None:
            found.append((interviewing_notes(decision, provenance), notes))
        return found

    return _drafted("declaration", file, request, made, notes, needs_forum=notes is not None)


def draft_certificate(file: str, of: str, request: Request) -> int:
    """Draft the certificate of interpretation, or that of the translation of one exhibit.

    Returns:
        The exit code.
    """

    def made(case: Case, _: Decision | None, provenance: Provenance) -> list[tuple[Sheet, Path | None]]:
        from article3.documents.drafts.certificates import interpretation, translation  # noqa: PLC0415

        if of == _INTERPRETATION:
            return [(interpretation(case, provenance), request.output)]
        if of not in case.exhibits:
            known = ", ".join(case.exhibits) or "there are none"
            remedy = nearest(of, (_INTERPRETATION, *case.exhibits)) or f"name {_INTERPRETATION} or an exhibit: {known}"
            raise UsageError(f"the case has no exhibit {of!r}; {remedy}")
        return [(translation(case.exhibits[of], provenance), request.output)]

    return _drafted("certificate", file, request, made, None, needs_forum=False)


def draft_summary(file: str, request: Request) -> int:
    """Draft the summary for the client.

    Returns:
        The exit code.
    """

    def made(case: Case, decision: Decision | None, provenance: Provenance) -> list[tuple[Sheet, Path | None]]:
        from article3.deadlines.agenda import agenda  # noqa: PLC0415
        from article3.documents.drafts.summary import summary  # noqa: PLC0415

        assert decision is not None  # noqa: S101 - it needs a forum
        dates = agenda(case, request.today, load())
        found = summary(case, decision, dates, provenance, request.language or "en", with_hijri=request.hijri)
        return [(found, request.output)]

    return _drafted("summary", file, request, made, None, needs_forum=True)


def _drafted(
    kind: str,
    file: str,
    request: Request,
    made: Callable[[Case, Decision | None, Provenance], list[tuple[Sheet, Path | None]]],
    more: Path | None,
    *,
    needs_forum: bool,
) -> int:
    from article3.documents.drafts.sheet_word import TemplateError  # noqa: PLC0415 - loaded once the command is known

    told_in = "json" if request.style == "json" else "text"
    try:
        _check_places(kind, file, request, more)
        case, decision, provenance = _material(file, request, told_in, needs_forum=needs_forum)
        spare_exhibits([request.output, more], case, file)
        sheets = made(case, decision, provenance)
        for warning in (each for sheet, _ in sheets for each in sheet.warnings):
            complain(f"{file}: {warning}")
        if request.style == "json":
            place = None if request.output is None or str(request.output) == STANDARD else request.output
            deliver(place, as_json(sheets[0][0] if len(sheets) == 1 else [sheet for sheet, _ in sheets]))
            return ANSWERED
        contents = [(place, _laid_out(sheet, place, case, request)) for sheet, place in sheets if place is not None]
        write_together(contents)
    except CaseFileError as error:
        return report(error.problems, told_in)
    except TemplateError as error:
        return refuse(f"--template {request.template}: {error}; nothing was written", told_in)
    except UsageError as error:
        return refuse(str(error), told_in)
    except (ImportError, OSError) as error:
        return refuse(f"draft {kind} needs {_what_is_missing(error)}", told_in)
    for (sheet, _), (place, _content) in zip(sheets, contents, strict=True):
        gaps = f"{len(sheet.gaps)} gap{'' if len(sheet.gaps) == 1 else 's'} to fill" if sheet.gaps else "no gaps"
        complain(f"Wrote {place}: {gaps}. Read it with the person it speaks for or to before it is used.")
    return ANSWERED


def _what_is_missing(error: ImportError | OSError) -> str:
    """What the extra lacks, and how to get it; any other error is passed on."""
    missing = (error.name or "").partition(".")[0] if isinstance(error, ImportError) else ""
    if missing in _EXTRA:
        return f"{missing}; install it with: pip install 'article3[documents]'"
    if isinstance(error, OSError) and "cannot load library" in str(error):
        return "Pango; install Debian's libpango-1.0-0 and libpangoft2-1.0-0, or what your system calls them"
    raise error


def _check_places(kind: str, file: str, request: Request, notes: Path | None) -> None:
    _check_place(file, request, request.output, _PAGES if kind == "summary" else _WORD)
    if request.template is not None and request.output is not None and request.output.suffix.lower() != ".docx":
        raise UsageError(f"--template {request.template}: a Word template serves a Word file; name the output with .docx")
    if notes is None:
        return
    _check_place(file, request, notes, _WORD)
    if request.output is not None and notes.resolve() == request.output.resolve():
        raise UsageError(f"--notes {notes}: the declaration goes there; choose another place")


def _material(file: str, request: Request, told_in: str, *, needs_forum: bool) -> tuple[Case, Decision | None, Provenance]:
    from article3.documents.provenance import Provenance  # noqa: PLC0415

    law = load()
    asked = CaseRequest(request.circuit, request.as_of, told_in, None, request.today, court=request.court)
    asked.check(law)
    if needs_forum:
        case, forum = case_and_forum(file, asked, law)
        decision = decide(case, forum, law, found=asked.forum_found(law))
        as_of = forum.as_of
    else:
        case, decision = read_case(file, law), None
        as_of = request.as_of or case.as_of or request.today
    return case, decision, Provenance(__version__, law.version, law.maintained_through, as_of, request.today)


def _laid_out(sheet: Sheet, place: Path, case: Case, request: Request) -> bytes:
    from article3.documents.drafts.declaration import applicant  # noqa: PLC0415
    from article3.documents.drafts.sheet_html import sheet_page, sheet_pdf  # noqa: PLC0415
    from article3.documents.drafts.sheet_word import sheet_file  # noqa: PLC0415

    if place.suffix.lower() == ".html":
        return sheet_page(sheet).encode()
    if place.suffix.lower() == ".pdf":
        return sheet_pdf(sheet)
    fields = {"name": applicant(case), "a_number": case.papers.words(papers.a_number)}
    return sheet_file(sheet, request.today, fields, None if request.template is None else _read(request.template))


def _read(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        raise UsageError(f"--template {template}: it cannot be read ({error.strerror}); check the name") from None


def _check_place(file: str, request: Request, place: Path | None, suffixes: tuple[str, ...]) -> None:
    """Refuse a place that cannot be, before anything is read.

    Raises:
        UsageError: if the draft has no place, or would be written over the case or over a file that exists.
    """
    kinds = " or ".join(suffixes)
    if place is None or str(place) == STANDARD:
        if request.style != "json":
            raise UsageError(f"name the file to write with --output ({kinds}), or use --format json")
        return
    if request.style != "json" and place.suffix.lower() not in suffixes:
        raise UsageError(f"{place}: give it the ending {kinds}, or use --format json")
    free(place, file, force=request.force)
