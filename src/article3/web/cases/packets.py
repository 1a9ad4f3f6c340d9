"""The packet for the court: exhibits put in order, what is missing told, the packet built and kept as a paper."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import msgspec
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from article3 import __version__
from article3.documents.packet import build
from article3.documents.packet.model import Progress, Severity
from article3.documents.packet.plan import Wishes, plan
from article3.documents.packet.reading import Room
from article3.documents.packet.written import WrittenError
from article3.documents.provenance import Provenance
from article3.evidence.tabs import tabs
from article3.facts.case import base_name
from article3.facts.problems import CaseFileError
from article3.facts.rewriting import add, drop, named, plain
from article3.store import papers as store
from article3.store.access import Verb
from article3.store.cases import save
from article3.store.errors import ConflictError, StoreError
from article3.store.files import content, files_of
from article3.store.papers import Kept
from article3.store.rooms import room
from article3.web.cases.desk import of_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from django.http import HttpRequest, HttpResponse

    from article3.documents.packet.build import Built
    from article3.documents.packet.model import PacketReport
    from article3.facts.case import Exhibit
    from article3.store.models import StoredFile
    from article3.web.cases.desk import Desk

BAD = 422
_PIECE = 1 << 20
_DIGITS = 6


class Row(msgspec.Struct, frozen=True):
    """An exhibit in the list.

    Attributes:
        letter: under which it is filed.
        here: whether its file is among the documents; ``None`` if the case names none.
        missing: names of its other files that are not there: translation, certificate.
    """

    letter: str
    id: str
    title: str
    file: str
    here: bool | None
    missing: tuple[str, ...]


@require_GET
@of_case(did="case.packet_opened")
def packet(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The exhibits in their order, and what can be built."""
    return _page(request, desk)


@require_POST
@of_case(Verb.CASE_EDIT)
def order(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Put the exhibits in another order: one moved up or down, or all as they were dragged."""
    ids = list(desk.facts.exhibits)
    wanted = _wanted(request, ids)
    if wanted is None:
        return _page(request, desk, gettext("The exhibits were changed meanwhile. Look at them again."))
    if wanted != ids:
        base = request.POST.get("version", "")
        text = _in_order(desk.version.text, wanted)
        try:
            save(desk.by, desk.case, text, int(base) if base.isdecimal() else 0, "exhibits put in order")
        except (ConflictError, CaseFileError):
            return _page(request, desk, gettext("The case was saved meanwhile. Look at the exhibits again."))
        moved = request.POST.get("up") or request.POST.get("down") or ""
        title = desk.facts.exhibits[moved].title if moved in desk.facts.exhibits else ""
        words = gettext("The order is saved.")
        messages.success(request, f"{words} {title}: {wanted.index(moved) + 1}/{len(wanted)}" if title else words)
        if moved in wanted:
            way = "up" if request.POST.get("up") else "down"
            return redirect(f"{reverse('packet', args=[desk.case.id])}?{way}={wanted.index(moved) + 1}")
    return redirect("packet", desk.case.id)


@require_POST
@of_case(Verb.CASE_EDIT)
def build_packet(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Build the packet, and keep it as the next version."""
    as_draft, twin = "draft" in request.POST, "twin" in request.POST
    files = {one.name: one for one in files_of(desk.user, desk.case, papers=False)}
    wanted = {name: files[base_name(name)] for name in _names(desk) if base_name(name) in files}
    try:
        with room(sum(one.size for one in wanted.values())) as place:
            built = _built(desk, place, wanted, as_draft=as_draft, twin=twin)
            if not built.files:
                return _page(request, desk, gettext("The packet was not built; see what is missing."), built.report)
            kept = Kept("packet", *_taken(built, place), "en", tuple(_told(built.report)))
            store.keep(desk.user, desk.case, kept, desk.made_from)
    except (WrittenError, StoreError) as error:
        return _page(request, desk, str(error))
    messages.success(request, gettext("The packet is built and kept with the papers. Look at every page before it is filed."))
    return redirect("papers", desk.case.id)


def _page(request: HttpRequest, desk: Desk, error: str = "", report: PacketReport | None = None) -> HttpResponse:
    here = {one.name for one in files_of(desk.user, desk.case, papers=False)}
    rows = [_row(tab.letter, tab.exhibit, here) for tab in tabs(desk.facts)]
    moved, pressed = _pressed(request, len(rows))
    context = {
        "desk": desk,
        "moved": moved,
        "pressed": pressed,
        "error": error,
        "rows": rows,
        "remarks": [] if report is None else [one for one in report.remarks if one.severity is not Severity.NOTE],
    }
    return render(request, "web/cases/packet.html", context, status=BAD if error else 200)


def _pressed(request: HttpRequest, count: int) -> tuple[int, str]:
    """The row that was moved by its buttons, and the button to go on from: the same, or the other at an end of the list."""
    for way, other, end in (("up", "down", 1), ("down", "up", count)):
        told = request.GET.get(way, "")
        if told.isdecimal() and len(told) < _DIGITS:
            return int(told), other if int(told) == end else way
    return 0, ""


def _row(letter: str, exhibit: Exhibit, here: set[str]) -> Row:
    own = base_name(exhibit.file)
    missing = tuple(name for name in map(base_name, exhibit.files) if name != own and name not in here)
    return Row(letter, exhibit.id, exhibit.title, own, own in here if own else None, missing)


def _names(desk: Desk) -> Iterator[str]:
    """Every file that the exhibits name, as the case file names it."""
    for exhibit in desk.facts.exhibits.values():
        yield from exhibit.files


def _wanted(request: HttpRequest, ids: list[str]) -> list[str] | None:
    """The order that is wanted; ``None`` if it is not one of the same exhibits."""
    for name, step in (("up", -1), ("down", 1)):
        moved = request.POST.get(name, "")
        if moved:
            if moved not in ids:
                return None
            at = ids.index(moved)
            to = min(max(at + step, 0), len(ids) - 1)
            rest = [one for one in ids if one != moved]
            return [*rest[:to], moved, *rest[to:]]
    dragged = request.POST.get("order", "").split()
    return dragged if sorted(dragged) == sorted(ids) else None


def _in_order(text: str, ids: Sequence[str]) -> str:
    """The case file with its exhibits in another order."""
    listed = plain(text).get("exhibits")
    entries = dict(named("exhibits", listed)) if isinstance(listed, list) else {}
    for identifier in ids:
        entry = entries[identifier]
        assert isinstance(entry, dict)  # noqa: S101 - the case was read, so that every exhibit has keys
        text = add(drop(text, ("exhibits", identifier)), ("exhibits",), entry)
    return text


def _built(desk: Desk, place: Path, wanted: dict[str, StoredFile], *, as_draft: bool, twin: bool) -> Built:
    """Put the documents where the packet looks for them, and build it."""
    inside, work = place / "case", place / "work"
    work.mkdir()
    inside.mkdir()
    for name, known in wanted.items():
        target = (inside / name).resolve()
        if not target.is_relative_to(inside.resolve()):
            continue  # the packet says of such a name that it leads out of the case's folder
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            for piece in content(known):
                out.write(piece)
    forum = desk.demanded
    provenance = Provenance(__version__, desk.law.version, desk.law.maintained_through, forum.as_of, desk.today)
    planned = plan(desk.facts, desk.law, desk.today, Wishes(inside), provenance)
    return build.build(planned, build.Order("packet", draft=as_draft, twin=twin), Room(work), Progress())


def _taken(built: Built, place: Path) -> tuple[str, Iterator[bytes]]:
    """The packet's name and content: the one file, or all of them in an archive."""
    if len(built.files) == 1:
        made, name = built.files[0]
        return name, _pieces(made)
    whole = place / "packet.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for made, name in built.files:
            archive.write(made, name)
            made.unlink()
    return "packet.zip", _pieces(whole)


def _pieces(made: Path) -> Iterator[bytes]:
    with made.open("rb") as source:
        while piece := source.read(_PIECE):
            yield piece


def _told(report: PacketReport) -> Iterator[str]:
    yield f"{report.pages} pages, {len(report.parts)} file{'' if len(report.parts) == 1 else 's'}"
    yield from (f"{one.about}: {one.says}{f'; {one.remedy}' if one.remedy else ''}" for one in report.remarks)
