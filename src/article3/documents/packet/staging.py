"""Each entry as numbered pages in a file of its own, so that never more than one is in hand."""

from __future__ import annotations

import functools
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

import pikepdf

from article3.documents.packet.joining import LANGUAGE, Staged
from article3.documents.packet.languages import language_code
from article3.documents.packet.looking import Viewer
from article3.documents.packet.model import ListedPiece, Remark, Role, Severity
from article3.documents.packet.saving import save
from article3.documents.packet.sheets import Put, Sheets, frame, settle
from article3.documents.packet.tagging import Tags

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from article3.documents.packet.model import Entry
    from article3.documents.packet.reading import Source

_CALLED = {
    Role.PAPER: "Paper",
    Role.TAB: "Tab",
    Role.DOCUMENT: "Document",
    Role.TRANSLATION: "English translation",
    Role.CERTIFICATE: "Certificate of translation",
}

_LARGE = 5_000_000
"""Bytes from which a file is not copied."""


class Work(NamedTuple):
    """An entry to be staged.

    Attributes:
        entry: what it is.
        sources: its pages.
        first: the number of its first page.
        remarks: what somebody should look at; more is added.
        step: told after every page.
        draft: whether something is missing in the packet; every page says so.
    """

    entry: Entry
    sources: Sequence[Source]
    first: int
    remarks: list[Remark]
    step: Callable[[], None]
    draft: bool = False


def stage(work: Work, target: Path) -> Staged:
    """Write an entry with its page numbers into a file.

    What is copied from one PDF to another is held in memory until it is written. So a large source is not copied: the file is
    opened, the other pages are put around its own, and all is written to another place.
    """
    entry, pieces, number = work.entry, [], work.first
    with ExitStack() as stack:
        base = _large(work.sources, stack)
        pdf = base.pdf if base else stack.enter_context(pikepdf.new())
        tags, sheets = Tags(pdf, LANGUAGE), Sheets(pdf)
        begun = 0
        for source in work.sources:
            called = _CALLED[source.piece.role]
            title = f"{entry.heading}: {called}" if len(work.sources) > 1 else entry.heading
            tags.begin(title, language_code(source.piece.language))
            marked = tuple(number + page for page in sorted(source.marks) if source.marks[page])
            pieces.append(ListedPiece(source.piece.role, called, number, number + source.pages - 1, marked))
            if base and source is base.source:
                opened, root = pdf, base.root
            else:
                opened = stack.enter_context(pikepdf.open(source.path, access_mode=pikepdf.AccessMode.stream))
                root = opened.Root.get("/StructTreeRoot")
                for at, page in enumerate(opened.pages, begun):
                    pdf.pages.insert(at, page)
            pages = [pdf.pages[at] for at in range(begun, begun + source.pages)]
            has_tags = root is not None and _grafted(tags, opened, pages, root)
            _put(work, source, (pages, number), sheets, None if has_tags else tags)
            begun, number = begun + source.pages, number + source.pages
        tags.finish()
        save(pdf, target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Staged(entry, target, work.first, number - work.first, target.stat().st_size, tuple(pieces))


class _Base(NamedTuple):
    """A large source that the others are put around: its file with nothing but its pages, and its tags."""

    source: Source
    pdf: pikepdf.Pdf
    root: pikepdf.Object | None


def _large(sources: Sequence[Source], stack: ExitStack) -> _Base | None:
    """The largest source, if it is large, and no page stands in it twice."""
    source = max(sources, key=lambda one: one.path.stat().st_size)
    if source.path.stat().st_size < _LARGE:
        return None
    pdf = stack.enter_context(pikepdf.open(source.path, access_mode=pikepdf.AccessMode.stream))
    pdf.add_blank_page()  # this gives every page what it had from the tree of pages
    del pdf.pages[-1]
    if len({page.obj.objgen for page in pdf.pages}) < source.pages:
        return None
    root = pdf.Root.get("/StructTreeRoot")
    for key in list(pdf.Root.keys()):
        if key not in {"/Type", "/Pages"}:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    return _Base(source, pdf, root)


def _put(work: Work, source: Source, numbered: tuple[Sequence[pikepdf.Page], int], sheets: Sheets, tags: Tags | None) -> None:
    """Draw the pages of one source, which begin at a number; they are tagged if they have no tags of their own."""
    pages, number = numbered
    prefix = ("DRAFT    " if work.draft else "") + (f"Exhibit {work.entry.letter}    " if work.entry.letter else "")
    pictures, damaged = 0, []
    with Viewer(source.path) as viewer:
        for at, page in enumerate(pages):
            laid = frame(page, foot=False) if source.is_own else settle(page, functools.partial(viewer.has_ink, at))
            alternative = ""
            if not source.is_own and not viewer.text(at).strip():
                pictures += 1
                alternative = f"{work.entry.heading}: page {at + 1} of {source.pages}, a picture without text"
            sound = sheets.put(page, laid, Put(f"{prefix}Page {number + at}", source.marks.get(at, ()), tags, alternative))
            damaged += [] if sound else [at + 1]
            work.step()
    if damaged:
        says = f"page {', '.join(map(str, damaged))} of {source.piece.named} is damaged: it breaks off where it is read"
        remedy = "compare it with the original; print that to PDF anew"
        work.remarks.append(Remark("damaged-page", Severity.WARNING, source.piece.label, says, remedy))
    if pictures:
        says = f"{pictures} of {source.pages} pages are pictures without text; a screen reader or a search finds nothing there"
        remedy = "run a recognition of text over the scan, if you can"
        work.remarks.append(Remark("no-text", Severity.NOTE, source.piece.label, says, remedy))


def _grafted(tags: Tags, opened: pikepdf.Pdf, pages: Sequence[pikepdf.Page], root: pikepdf.Object) -> bool:
    try:
        return tags.graft(opened, pages, root=root)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError):
        for page in pages:
            if "/StructParents" in page.obj:
                del page.obj["/StructParents"]
        return False
