"""Staged entries joined into the files that are handed in: bookmarks, labels, links, and parts of a size that is taken."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from article3.documents.packet.model import Entry, ListedPiece, Role
from article3.documents.packet.saving import save
from article3.documents.packet.tagging import Tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.documents.packet.reading import Room

LANGUAGE = "en-US"
LINK = "packet:"
"""How a link of the table of contents names a page until the packet is joined."""
_MARGIN = 100_000
"""What bookmarks, labels and the like of one part may take."""


class Staged(msgspec.Struct, frozen=True):
    """An entry, or a run of its pages, as numbered pages in a file of its own.

    Attributes:
        entry: what it is.
        path: the file.
        first: the number of its first page in the packet.
        pages: how many it has.
        size: of the file, in bytes.
        pieces: those that begin in it.
        is_whole: whether it is the whole entry.
    """

    entry: Entry
    path: Path
    first: int
    pages: int
    size: int
    pieces: tuple[ListedPiece, ...]
    is_whole: bool = True

    @property
    def last(self) -> int:
        """The number of its last page."""
        return self.first + self.pages - 1


class Labels(msgspec.Struct, frozen=True):
    """What the properties of every file say.

    Attributes:
        title: of the submission.
        producer: what it was made with.
        made_on: the day.
    """

    title: str
    producer: str
    made_on: dt.date


def is_ours(path: Path) -> bool:
    """Whether a file was made here, by what its properties say."""
    try:
        with pikepdf.open(path) as pdf:
            return str(pdf.docinfo.get("/Producer", "")).startswith("article3 ")
    except (pikepdf.PdfError, OSError, ValueError, TypeError, AttributeError):
        return False


def divide(staged: Sequence[Staged], limit: int, room: Room) -> list[list[Staged]]:
    """Entries in parts of at most a size: whole where they fit, an entry that is larger than a part by runs of its pages."""
    budget = limit - _MARGIN
    pieces = [run for one in staged for run in (_runs(one, budget, room) if one.size > budget else [one])]
    parts: list[list[Staged]] = [[]]
    filled = 0
    for one in pieces:
        if parts[-1] and filled + one.size > budget:
            parts.append([])
            filled = 0
        parts[-1].append(one)
        filled += one.size
    return parts


def _runs(whole: Staged, budget: int, room: Room) -> list[Staged]:
    """A large entry as runs of pages, each within the size; a single page that is larger stays alone."""
    runs: list[Staged] = []
    begun = 0
    while begun < whole.pages:
        count = max(1, min(whole.pages - begun, int(whole.pages * budget / whole.size * 0.95)))
        while True:
            path = room.place()
            _cut(whole.path, begun, count, path)
            size = path.stat().st_size
            if size <= budget or count == 1:
                break
            path.unlink()
            count = max(1, count // 2)
        first = whole.first + begun
        pieces = tuple(piece for piece in whole.pieces if first <= piece.first < first + count)
        runs.append(Staged(whole.entry, path, first, count, size, pieces, is_whole=False))
        begun += count
    return runs


def _cut(whole: Path, begun: int, count: int, target: Path) -> None:
    """Some pages into a file of their own. The source is opened each time, as it holds in memory what was copied from it."""
    with pikepdf.open(whole, access_mode=pikepdf.AccessMode.stream) as source, pikepdf.new() as pdf:
        tags = Tags(pdf, LANGUAGE)
        pdf.pages.extend(source.pages[begun : begun + count])
        tags.graft(source, list(pdf.pages), in_part=True)
        for page in pdf.pages:
            _without_lost_links(page)
        tags.finish()
        save(pdf, target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _without_lost_links(page: pikepdf.Page) -> None:
    """Take out links to pages that lie in another run."""
    kept = Array([])
    for annotation in page.obj.get("/Annots", Array([])):
        action = annotation.get("/A", Dictionary())
        target = annotation.get("/Dest", action.get("/D"))
        if not isinstance(target, Array) or isinstance(target[0], Dictionary):
            kept.append(annotation)
    if "/Annots" in page.obj:
        page.obj.Annots = kept


def join(part: Sequence[Staged], target: Path, labels: Labels, places: Mapping[int, str]) -> None:
    """Write one part.

    Args:
        part: what is in it, in order.
        target: the file.
        labels: what its properties say.
        places: for every page of the packet that lies in another part, the name of that part's file and, after a colon, the
            index of the page there.
    """
    first = part[0].first
    with ExitStack() as stack:
        pdf = stack.enter_context(pikepdf.new())
        tags = Tags(pdf, LANGUAGE)
        for staged in part:
            source = stack.enter_context(pikepdf.open(staged.path, access_mode=pikepdf.AccessMode.stream))
            begun = len(pdf.pages)
            pdf.pages.extend(source.pages)
            tags.graft(source, [pdf.pages[number] for number in range(begun, len(pdf.pages))])
        tags.finish()
        _link(pdf, first, places)
        with pdf.open_outline() as outline:
            outline.root.extend(_bookmark(staged, first) for staged in part)
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first)]))
        made = f"D:{labels.made_on:%Y%m%d}000000Z"
        pdf.trailer.Info = pdf.make_indirect(
            Dictionary(
                Title=String(labels.title), Producer=String(labels.producer), CreationDate=String(made), ModDate=String(made)
            )
        )
        save(pdf, target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _bookmark(staged: Staged, first: int) -> OutlineItem:
    more = "" if staged.first == (staged.pieces[0].first if staged.pieces else 0) else " (continued)"
    item = OutlineItem(staged.entry.heading + more, staged.first - first)
    shown = [piece for piece in staged.pieces if piece.role is not Role.TAB]
    if len(shown) > 1 or any(piece.role is Role.TAB for piece in staged.pieces):
        item.children.extend(OutlineItem(piece.label, piece.first - first) for piece in shown)
    item.is_closed = True
    return item


def _link(pdf: pikepdf.Pdf, first: int, places: Mapping[int, str]) -> None:
    """Point the links of the table of contents to pages, of this part or of another."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array([])):
            action = annotation.get("/A") if isinstance(annotation, Dictionary) else None
            address = str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""
            told = address.removeprefix(LINK)
            number = int(told) if address.startswith(LINK) and told.isdecimal() else 0
            if number not in places and not first <= number < first + len(pdf.pages):
                continue  # an exhibit's own link, whatever it says
            annotation.Contents = String(f"Page {number}")
            if number in places:
                file, _, index = places[number].rpartition(":")
                annotation.A = Dictionary(S=Name.GoToR, F=String(file), D=Array([int(index), Name.Fit]), NewWindow=True)
            else:
                del annotation["/A"]
                annotation.Dest = Array([pdf.pages[number - first].obj, Name.Fit])
