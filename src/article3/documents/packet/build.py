"""A packet, from what is planned to files that can be handed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import pikepdf
import pypdfium2

from article3.documents.limits import BYTES
from article3.documents.packet.joining import LINK, Labels, Staged, divide, join
from article3.documents.packet.model import (
    Entry,
    Kind,
    Listed,
    PacketReport,
    PartFile,
    Piece,
    Progress,
    Remark,
    Role,
    Severity,
    blocks,
)
from article3.documents.packet.reading import Reader, Room, Source, look
from article3.documents.packet.staging import Work, stage
from article3.documents.packet.twin import Twin
from article3.documents.packet.written import WrittenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.documents.limits import Limit
    from article3.documents.packet.model import Plan

_TRIES = 10


class Ready(msgspec.Struct):
    """An entry whose files have been read.

    Attributes:
        entry: what it is.
        sources: its pages; empty for the table of contents until it is written.
    """

    entry: Entry
    sources: list[Source]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return sum(source.pages for source in self.sources)


class Built(msgspec.Struct, frozen=True):
    """What was built.

    Attributes:
        report: what there is to say.
        files: where each file lies, and the name that it is to have; empty if nothing was built.
    """

    report: PacketReport
    files: tuple[tuple[Path, str], ...] = ()


class Order(msgspec.Struct, frozen=True):
    """How a packet is to be written.

    Attributes:
        stem: the name of its files without their ending.
        limit: the most bytes of one file; ``None`` for what ECAS takes.
        draft: whether it is built although something is missing.
        twin: whether the same is written as HTML too.
    """

    stem: str
    limit: int | None = None
    draft: bool = False
    twin: bool = True


class _Means(NamedTuple):
    """What every step of building needs."""

    order: Order
    limit: int
    room: Room
    progress: Progress
    remarks: list[Remark]
    is_draft: bool


def survey(plan: Plan, room: Room, progress: Progress, *, write: bool) -> tuple[list[Ready], list[Remark]]:
    """Read every file of a packet, and look at its pages; write the pages that are written here, if they are wanted.

    Returns:
        The entries, and everything there is to say of them.
    """
    remarks = list(plan.remarks)
    reader = Reader(room, remarks)
    ready = []
    progress.begin("Reading files", len(plan.entries))
    for entry in plan.entries:
        found = [reader.read(piece, entry) for piece in entry.pieces if write or piece.path]
        sources = look([source for source in found if source is not None], remarks, plan.limits.scan, lambda: None)
        ready.append(Ready(entry, sources))
        progress.step()
    return ready, remarks


def check(plan: Plan, room: Room, progress: Progress) -> PacketReport:
    """What is missing for a packet; nothing is built."""
    ready, remarks = survey(plan, room, progress, write=False)
    return _report(plan, _unbuilt(ready), remarks)


def build(plan: Plan, order: Order, room: Room, progress: Progress) -> Built:
    """Build a packet into a folder of its own; whoever asked moves the files to where they belong.

    Raises:
        WrittenError: if one of the pages that are written here cannot be laid out.
    """
    ready, remarks = survey(plan, room, progress, write=not blocks(plan.remarks, draft=order.draft))
    if blocks(remarks, draft=order.draft):
        return Built(_report(plan, _unbuilt(ready), remarks))
    if order.draft:
        ready = [one for one in ready if one.sources or one.entry.kind is Kind.CONTENTS]
    limit = order.limit or plan.limits.file_bytes
    means = _Means(order, limit, room, progress, remarks, blocks(remarks, draft=False))
    staged, parts = _staged(ready, means)
    parts, files, sizes = _written(staged, parts, ready, plan, means)
    _remark_on_parts(parts, sizes, limit, plan.limits.scan, remarks)
    report = _report(plan, _listed(staged, _part_of(parts)), remarks)
    made = tuple(
        PartFile(name, part[0].first, part[-1].last, size) for part, (_, name), size in zip(parts, files, sizes, strict=True)
    )
    report = msgspec.structs.replace(
        report, built=True, draft=order.draft and not report.ready, pages=staged[-1].last, parts=made
    )
    if order.twin:
        place = room.place(".html")
        with place.open("w", encoding="utf-8") as stream:
            Twin(stream, plan, report).write(ready)
        files.append((place, f"{order.stem}.html"))
    return Built(report, tuple(files))


def _staged(ready: Sequence[Ready], means: _Means) -> tuple[list[Staged], list[list[Staged]]]:
    """Every entry with its page numbers, and in parts.

    Whether the contents have a column for parts is guessed from the files' size; if that was too few, all is numbered again.
    """
    size = sum(source.path.stat().st_size for one in ready for source in one.sources)
    guess = size > means.limit
    while True:
        firsts = _numbered(ready, means.room, {}, split=guess)
        means.progress.begin("Numbering pages", sum(one.pages for one in ready))
        seen: list[Remark] = []
        works = [
            Work(one.entry, one.sources, first, seen, means.progress.step, means.is_draft)
            for one, first in zip(ready, firsts, strict=True)
        ]
        staged = [_stage(work, means.room) for work in works]
        parts = divide(staged, means.limit, means.room)
        if guess or len(parts) == 1:
            means.remarks.extend(seen)
            return staged, parts
        guess = True


def _stage(work: Work, room: Room) -> Staged:
    """An entry with its page numbers.

    Raises:
        WrittenError: if one of its files breaks off on the way, though it could be opened.
    """
    try:
        return stage(work, room.place())
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError, TypeError, ValueError) as error:
        says = f"{work.entry.heading}: its pages cannot be taken over ({type(error).__name__}); print the file to PDF anew"
        raise WrittenError(says) from None


def _written(
    staged: list[Staged], parts: list[list[Staged]], ready: Sequence[Ready], plan: Plan, means: _Means
) -> tuple[list[list[Staged]], list[tuple[Path, str]], list[int]]:
    """The parts as files; should one come out larger than it may be, they are divided anew with more to spare."""
    limit, spare = means.limit, 0
    while True:
        if len(parts) > 1:
            _numbered(ready, means.room, _part_of(parts), split=True)
            fresh = _contents_again(ready, staged, means)
            parts = [[fresh if one.entry.kind is Kind.CONTENTS else one for one in part] for part in parts]
        files, sizes = _join(parts, plan, means)
        over = [size - limit for part, size in zip(parts, sizes, strict=True) if sum(one.pages for one in part) > 1]
        if max(over, default=0) <= 0 or spare > limit // 2:
            return parts, files, sizes
        spare += max(over) + limit // 100
        parts = divide(staged, limit - spare, means.room)


def _numbered(ready: Sequence[Ready], room: Room, parts: dict[int, int], *, split: bool) -> list[int]:
    """Write the table of contents, and give every entry its first page; the contents' own length shifts what follows them."""
    contents = next(one for one in ready if one.entry.kind is Kind.CONTENTS)
    for _ in range(_TRIES):
        before = contents.pages or 1
        firsts, number = [], 1
        for one in ready:
            firsts.append(number)
            number += one.pages or before
        rows = [_row(one, first, parts) for one, first in zip(ready, firsts, strict=True) if one is not contents]
        values: dict[str, object] = {"rows": rows, "link": LINK, "split": split}
        piece = Piece(Role.PAPER, "Table of contents", template="contents", values=values)
        contents.sources = [Reader(room, []).written(piece)]
        if contents.pages == before:
            return firsts
    raise WrittenError("the table of contents has another length each time it is laid out")


def _row(one: Ready, first: int, parts: dict[int, int]) -> dict[str, object]:
    """A line of the table of contents."""
    more, number = [], first
    for source in one.sources:
        if source.piece.role in {Role.TRANSLATION, Role.CERTIFICATE}:
            called = "English translation" if source.piece.role is Role.TRANSLATION else "Certificate of translation"
            more.append({"title": called, "first": number})
        number += source.pages
    entry = one.entry
    return {
        "letter": entry.letter,
        "title": entry.title,
        "details": entry.details,
        "first": first,
        "last": number - 1,
        "part": parts.get(first, 0),
        "more": more,
    }


def _contents_again(ready: Sequence[Ready], staged: list[Staged], means: _Means) -> Staged:
    """The table of contents once more, after its parts are known; it has as many pages as before."""
    at = next(at for at, one in enumerate(staged) if one.entry.kind is Kind.CONTENTS)
    work = Work(staged[at].entry, ready[at].sources, staged[at].first, [], lambda: None, means.is_draft)
    fresh = stage(work, means.room.place())
    staged[at] = fresh
    return fresh


def _part_of(parts: Sequence[Sequence[Staged]]) -> dict[int, int]:
    """The number of the part that each entry, or run of its pages, begins in; empty if there is only one."""
    if len(parts) == 1:
        return {}
    return {one.first: number for number, part in enumerate(parts, 1) for one in part}


def _join(parts: Sequence[Sequence[Staged]], plan: Plan, means: _Means) -> tuple[list[tuple[Path, str]], list[int]]:
    order, room, progress = means.order, means.room, means.progress
    names = (
        [f"{order.stem}.pdf"] if len(parts) == 1 else [f"{order.stem}_Part{number}.pdf" for number in range(1, len(parts) + 1)]
    )
    files = [(room.place(), name) for name in names]
    labels = Labels(plan.title, plan.provenance.line(), plan.provenance.made_on)
    progress.begin("Writing files", len(parts))
    for part, (place, _) in zip(parts, files, strict=True):
        elsewhere = {
            number: f"{name}:{number - other[0].first}"
            for other, name in zip(parts, names, strict=True)
            if other is not part
            for one in other
            for number in range(one.first, one.last + 1)
        }
        title = plan.title if len(parts) == 1 else f"{plan.title}, part {parts.index(part) + 1} of {len(parts)}"
        join(part, place, msgspec.structs.replace(labels, title=title), elsewhere)
        progress.step()
    return files, [place.stat().st_size for place, _ in files]


def _remark_on_parts(
    parts: Sequence[Sequence[Staged]], sizes: Sequence[int], limit: int, scan: Limit, remarks: list[Remark]
) -> None:
    divided = sorted({one.entry.heading for part in parts for one in part if not one.is_whole})
    for heading in divided:
        says = f"it alone is larger than {_megabytes(limit)}; it runs over several parts"
        remedy = f"scan it in gray or at fewer dots, from {scan.value} an inch on"
        remarks.append(Remark("divided", Severity.WARNING, heading, says, remedy))
    for number, size in enumerate(sizes, 1):
        if size > limit:
            says = f"a single page is larger than {_megabytes(limit)}; the part has {_megabytes(size)}"
            remarks.append(Remark("too-large", Severity.WARNING, f"Part {number}", says, "scan that page smaller"))


def _megabytes(size: int) -> str:
    return f"{size / BYTES:.3g} MB"


def _unbuilt(ready: Sequence[Ready]) -> tuple[Listed, ...]:
    return tuple(Listed(one.entry.kind, one.entry.letter, one.entry.title, one.entry.details) for one in ready)


def _listed(staged: Sequence[Staged], parts: dict[int, int]) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            one.entry.kind,
            one.entry.letter,
            one.entry.title,
            one.entry.details,
            one.first,
            one.last,
            parts.get(one.first, 0),
            one.pieces,
        )
        for one in staged
    )


def _report(plan: Plan, entries: tuple[Listed, ...], remarks: list[Remark]) -> PacketReport:
    ready = not blocks(remarks, draft=False)
    return PacketReport(plan.title, ready, False, False, 0, entries, (), tuple(remarks), plan.provenance)
