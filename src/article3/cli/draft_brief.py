"""draft brief and draft memo: a brief to edit, and the memorandum for the file that goes with it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.cases import Request as CaseRequest
from article3.cli.cases import case_and_forum, source_of
from article3.cli.errors import UsageError, refuse, report
from article3.cli.output import STANDARD, as_json, deliver, folder_of, free, spare_exhibits, write_content
from article3.cli.terminal import complain
from article3.facts.papers import a_number
from article3.facts.problems import CaseFileError
from article3.law.loading import load

if TYPE_CHECKING:
    from article3.documents.drafts.brief_material import Material
    from article3.documents.drafts.brief_sources import Pages
    from article3.documents.drafts.brief_values import Brief, Memo
    from article3.facts.case import Case
    from article3.law.loading import Law

_EXTRA = frozenset({"docx", "weasyprint", "pydyf", "tinycss2", "fontTools", "lxml"})
_CHECKERS = frozenset({"eyecite", "reporters_db", "courts_db", "docx", "pypdf", "lxml"})
_SHOWN = 3
"""Warnings that are told at once."""


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        circuit: as the user wrote it, if they did.
        court: the immigration court or place, likewise.
        as_of: the day whose law is asked, if they gave one.
        today: the day on which the draft is made.
        style: docx or json.
        output: the file to write.
        force: whether a file that exists is written over.
        template: the office's own Word template.
        packet: what ``packet build --format json`` said, for the pages of exhibits.
        over_length: whether a brief is written although its body is longer than may be filed without leave.
    """

    circuit: str | None
    court: str | None
    as_of: dt.date | None
    today: dt.date
    style: str
    output: Path | None
    force: bool = False
    template: Path | None = None
    packet: Path | None = None
    over_length: bool = False


def draft(kind: str, file: str, request: Request) -> int:
    """Draft a brief or a memorandum.

    Args:
        kind: ``brief`` or ``memo``.
        file: the case file.
        request: the forum, the format, the place.

    Returns:
        The exit code.
    """
    from article3.documents.drafts.sheet_word import TemplateError  # noqa: PLC0415 - help is shown at once

    try:
        _check_place(file, request)
        return _drafted(kind, file, request)
    except TemplateError as error:
        return refuse(f"--template {request.template}: {error}; nothing was written", _told_in(request))
    except CaseFileError as error:
        return report(error.problems, _told_in(request))
    except UsageError as error:
        return refuse(str(error), _told_in(request))
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _EXTRA:
            raise
        return refuse(f"draft {kind} needs {missing}; install it with: pip install 'article3[documents]'", _told_in(request))


def _drafted(kind: str, file: str, request: Request) -> int:
    # Loaded once the arguments are known to be sound.
    from article3.documents.drafts.brief import TooLongError, brief, within  # noqa: PLC0415
    from article3.documents.drafts.brief_facts import full_name  # noqa: PLC0415
    from article3.documents.drafts.brief_pages import measured  # noqa: PLC0415
    from article3.documents.drafts.brief_values import Brief  # noqa: PLC0415
    from article3.documents.drafts.brief_word import brief_file, memo_file  # noqa: PLC0415

    law = load()
    made_of = _material(file, request, law)
    spare_exhibits([request.output], made_of.case, file)
    filed = brief(made_of, measured)
    found: Brief | Memo = filed
    if kind == "memo":
        from article3.documents.drafts.brief_material import changes  # noqa: PLC0415
        from article3.documents.drafts.memo import memo  # noqa: PLC0415

        found = memo(made_of, filed, changes(made_of))
    elif not request.over_length:
        try:
            within(filed, made_of.longest)
        except TooLongError as error:
            raise UsageError(
                f"{error}; nothing was written. Shorten what the case tells of each harm, or use --over-length and move for "
                f"leave to exceed the limit"
            ) from None
    if request.style == "json":
        place = None if request.output is None or str(request.output) == STANDARD else request.output
        deliver(place, as_json(found))
        return ANSWERED
    fields = {"name": full_name(made_of.case).text, "a_number": made_of.case.papers.words(a_number)}
    template = None if request.template is None else _read(request.template)
    if isinstance(found, Brief):
        data = brief_file(found, request.today, fields, template)
    else:
        data = memo_file(found, request.today, fields, template)
    assert request.output is not None  # noqa: S101 - the place was looked at before
    write_content(request.output, data)
    told = f"{filed.pages} pages of body, {len(filed.authorities)} authorities, " if found is filed else ""
    complain(
        f"Wrote {request.output}: {told}{len(found.gaps)} gap{'' if len(found.gaps) == 1 else 's'} to fill. Read "
        f"every authority before you sign."
    )
    if found is filed:
        _tell(filed, data, made_of, law)
    return ANSWERED


def _material(file: str, request: Request, law: Law) -> Material:
    """The case, its decision and what follows from them.

    Raises:
        CaseFileError: if the file is wrong, or no circuit is known.
        UsageError: if the options name no forum.
    """
    from article3.documents.drafts.brief_material import material  # noqa: PLC0415
    from article3.documents.quoting import doubted, pairs  # noqa: PLC0415

    asked = CaseRequest(request.circuit, request.as_of, _told_in(request), None, request.today, court=request.court)
    asked.check(law)
    case, forum = case_and_forum(file, asked, law)
    pages = {} if request.packet is None else _pages(request.packet, case)
    passages = doubted(case, folder_of(file))
    for one in passages:
        complain(f"{file}: {one.told()}")
    found = asked.forum_found(law)
    return material(case, forum, law, request.today, found=found, source=source_of(file), pages=pages, doubted=pairs(passages))


def _pages(packet: Path, case: Case) -> dict[str, Pages]:
    """Where the exhibits of a case stand in its packet, by their letters.

    Raises:
        UsageError: if the file cannot be read, tells of no packet that was built, or of other exhibits than the case's.
    """
    from article3.documents.drafts.brief_sources import Pages  # noqa: PLC0415 - only where a packet is named
    from article3.documents.packet.model import Kind, PacketReport, Role  # noqa: PLC0415
    from article3.evidence.tabs import tabs  # noqa: PLC0415

    try:
        told = msgspec.json.decode(packet.read_bytes(), type=PacketReport)
    except OSError as error:
        raise UsageError(f"--packet {packet}: it cannot be read ({error.strerror}); check the name") from None
    except msgspec.MsgspecError:
        remedy = "it is what this says: article3 packet build CASE -o packet.pdf --format json > packet.json"
        raise UsageError(f"--packet {packet}: it is no report of a packet; {remedy}") from None
    listed = [entry for entry in told.entries if entry.kind is Kind.EXHIBIT]
    if not told.built or [(one.letter, one.title) for one in listed] != [(tab.letter, tab.exhibit.title) for tab in tabs(case)]:
        raise UsageError(f"--packet {packet}: the packet has other exhibits than the case, or was not built; build it again")
    found = {}
    for one in listed:
        shown = {piece.role: piece for piece in one.pieces}
        piece = shown.get(Role.TRANSLATION) or shown.get(Role.DOCUMENT)
        if piece is not None:
            found[one.letter] = Pages(piece.first, piece.last, piece.marked)
    return found


def _tell(filed: Brief, data: bytes, made_of: Material, law: Law) -> None:
    """What counsel must know of a brief, and what our own check of its citations says."""
    for left_out in filed.left_out:
        complain(f"Left out, so that the body keeps within its pages: {left_out}.")
    for warning in filed.warnings[:_SHOWN]:
        complain(warning)
    if len(filed.warnings) > _SHOWN:
        complain(f"{len(filed.warnings) - _SHOWN} more warnings are in the memorandum (draft memo) and in --format json.")
    try:
        from article3.citations.check import check  # noqa: PLC0415
        from article3.citations.checked import Severity  # noqa: PLC0415
        from article3.citations.finding import citations  # noqa: PLC0415
        from article3.citations.reading import read  # noqa: PLC0415

        document = read(data, "brief.docx")
        forum = made_of.decision.forum
        checked = check(document, citations(document), law, forum.as_of, forum.circuit)
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _CHECKERS:
            raise
        complain("Its citations were not checked: article3 cite-check needs the extra 'citations'.")
        return
    errors = sum(one.severity is Severity.ERROR for one in checked.citations)
    complain(f"cite-check: {len(checked.citations)} citations, {errors or 'no'} error{'' if errors == 1 else 's'}.")


def _check_place(file: str, request: Request) -> None:
    """Refuse a place that cannot be, before anything is read.

    Raises:
        UsageError: if the draft has no place, or would be written over the case or over a file that exists.
    """
    place = request.output
    if place is None or str(place) == STANDARD:
        if request.style == "docx":
            raise UsageError(
                "a Word file is not written to standard output; name a file: --output brief.docx, or use --format json"
            )
        return
    if request.style == "docx" and place.suffix.lower() != ".docx":
        raise UsageError(f"--output {place}: the draft is a Word file; give it the ending .docx, or use --format json")
    free(place, file, named="--output", force=request.force)


def _read(template: Path) -> bytes:
    """A template's bytes.

    Raises:
        UsageError: if it cannot be read.
    """
    try:
        return template.read_bytes()
    except OSError as error:
        raise UsageError(f"--template {template}: it cannot be read ({error.strerror}); check the name") from None


def _told_in(request: Request) -> str:
    """The style in which errors are told."""
    return "json" if request.style == "json" else "text"
