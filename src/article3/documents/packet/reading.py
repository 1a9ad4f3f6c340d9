"""Every input as a PDF that can be taken over page by page, or a remark that says why it cannot."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pikepdf
import pypdfium2

from article3.documents.packet.languages import language_code
from article3.documents.packet.linking import settle_file, settle_links
from article3.documents.packet.looking import Box, Viewer, falls_short
from article3.documents.packet.model import Piece, Remark, Role, Severity
from article3.documents.packet.pictures import PictureError, picture_pdf
from article3.documents.packet.saving import save
from article3.documents.packet.templates import Templates
from article3.documents.packet.written import WrittenError, is_blank, lay_out, of_text, of_word, unsettled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from article3.documents.limits import Limit
    from article3.documents.packet.model import Entry

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
_PAGES = frozenset({".html", ".htm"})
TAKEN = ".pdf, .docx, .png, .jpg, .jpeg, .tif, .tiff, .html, .htm, .txt"
_LONGEST_TEXT = 3_000_000
"""Bytes of a text or a page that are laid out: more of them would take more memory than a packet may."""
_HEAD = 1024
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)
_COMPARED = frozenset({Role.DOCUMENT, Role.TRANSLATION})
_MISSED = {"no-passage": "the passage to highlight", "no-adverse": "the passage against the claim"}
_WESTERN = frozenset({"", "en", "es", "fr", "pt", "it", "de", "nl", "ht"})
"""Languages whose letters Windows-1252 has: a file that is not UTF-8 is probably written in it."""


class Source(msgspec.Struct):
    """A piece as a PDF.

    Attributes:
        piece: what it is of.
        path: the PDF: the user's own file, or one made from it.
        pages: how many.
        is_own: whether it was written or laid out here, with margins that leave room for a number.
        marks: what to highlight, by page.
    """

    piece: Piece
    path: Path
    pages: int
    is_own: bool = False
    marks: dict[int, list[Box]] = {}


class Room:
    """A folder for what is made on the way.

    Args:
        folder: empty; whoever made it takes it away.
        templates: of the pages that are written here.
    """

    def __init__(self, folder: Path, templates: Templates | None = None) -> None:
        self._folder = folder
        self.templates = templates or Templates()
        self._made = 0

    def place(self, suffix: str = ".pdf") -> Path:
        """A name that is free."""
        self._made += 1
        return self._folder / f"{self._made:05d}{suffix}"


class Reader:
    """Makes a PDF of every piece.

    Args:
        room: where to.
        remarks: what is wrong; more is added.
    """

    def __init__(self, room: Room, remarks: list[Remark]) -> None:
        self._room = room
        self._remarks = remarks

    def written(self, piece: Piece) -> Source:
        """A page that is written here.

        Raises:
            WrittenError: if it cannot be laid out.
            TemplateError: if an office's own template asks for what there is not.
        """
        target = self._room.place()
        templates = self._room.templates
        refused = lay_out(templates.filled(piece.template, piece.values), target, templates.folder)
        if refused:
            raise WrittenError(f"the template asks for {refused[0]}, which is not in its folder")
        with pikepdf.open(target) as pdf:
            return Source(piece, target, len(pdf.pages), is_own=True)

    def read(self, piece: Piece, entry: Entry) -> Source | None:
        """A file of the user's; ``None`` if it cannot be used."""
        path = piece.path
        if path is None:
            return self.written(piece)
        try:
            if not path.is_file():
                found = "is a directory" if path.is_dir() else "is no file" if path.exists() else "does not exist"
                self._refuse(
                    piece, "no-such-file", f"{piece.named} {found}", "correct the name; it counts from the case's folder"
                )
                return None
            with path.open("rb") as stream:
                head = stream.read(_HEAD)
        except OSError as error:
            self._refuse(piece, "unreadable", f"{piece.named} cannot be read ({error.strerror})", "check that you may read it")
            return None
        if not head:
            self._refuse(piece, "empty-file", f"{piece.named} is empty", "put the document there")
            return None
        return self._by_type(piece, path, head, (entry.heading, language_code(piece.language)))

    def _by_type(self, piece: Piece, path: Path, head: bytes, named: tuple[str, str]) -> Source | None:
        suffix = path.suffix.lower()
        if suffix == ".pdf" or head.startswith(b"%PDF-"):
            return self._pdf(piece, path)
        if suffix in _PICTURES:
            return self._picture(piece, path, named[0])
        if suffix == ".docx":
            return self._laid_out(piece, lambda: of_word(path, *named), path.parent, "Word file")
        if suffix in _PAGES:
            return self._laid_out(piece, lambda: self._decoded(piece, path), path.parent, "page")
        if suffix == ".txt":
            return self._laid_out(piece, lambda: of_text(self._decoded(piece, path), *named), None, "text")
        says = f"{piece.named}: files ending in {suffix or 'nothing'} are not taken"
        self._refuse(piece, "unsupported", says, f"save it as PDF; taken are {TAKEN}")
        return None

    def _pdf(self, piece: Piece, path: Path) -> Source | None:
        try:
            with pikepdf.open(path, access_mode=pikepdf.AccessMode.stream) as pdf:
                pages = len(pdf.pages)
                if not pages:
                    self._refuse(piece, "broken-pdf", f"{piece.named} has no pages", "make the PDF anew")
                    return None
                if pdf.get_warnings():
                    self._warn(
                        piece, "repaired", f"{piece.named} is damaged; what could be read of it is used", "compare its pages"
                    )
                if _has_hidden_layers(pdf):
                    says = f"{piece.named} has hidden layers, which would be seen in the packet"
                    self._refuse(piece, "hidden-layers", says, "open it, and print to PDF what should be seen")
                    return None
                used = self._flat(piece, pdf, path)
        except pikepdf.PasswordError:
            says = f"{piece.named} opens only with a password"
            self._refuse(piece, "password", says, "save a copy without the password")
            return None
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
            says = f"{piece.named} is no PDF that can be read ({type(error).__name__})"
            self._refuse(piece, "broken-pdf", says, "open it, and print it to PDF anew")
            return None
        return Source(piece, used, pages)

    def _flat(self, piece: Piece, pdf: pikepdf.Pdf, path: Path) -> Path:
        """The file without fields to fill in and without encryption: what is seen of them becomes part of the page."""
        form = pdf.Root.get("/AcroForm")
        has_form = isinstance(form, pikepdf.Dictionary)
        has_notes = any("/Annots" in page.obj for page in pdf.pages)
        if not has_form and not has_notes and not pdf.is_encrypted:
            return path
        if isinstance(form, pikepdf.Dictionary):
            if int(form.get("/SigFlags", 0) or 0) & 1:
                says = f"{piece.named} is signed digitally; what is seen of the signature stays, what proves it does not"
                self._warn(
                    piece, "signature", says, "keep the signed file, and file it by itself if the signature is in question"
                )
            if "/XFA" in form and not list(form.get("/Fields", [])):
                says = f"{piece.named} is a form that only Adobe Reader shows"
                self._warn(piece, "xfa", says, "print it to PDF from there")
            if form.get("/NeedAppearances", False):
                says = f"{piece.named} leaves it to the reader's program how its fields look; they are drawn anew"
                self._warn(piece, "appearances", says, "look at what stands in them; or print the form to PDF yourself")
                pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
        settle_links(pdf)
        target = self._room.place()
        save(pdf, target, encryption=False)
        return target

    def _picture(self, piece: Piece, path: Path, heading: str) -> Source | None:
        target = self._room.place()
        try:
            picture_pdf(path, target, f"Picture of a document: {heading}")
        except PictureError as error:
            self._refuse(piece, "broken-image", f"{piece.named}: {error}", "open it, and save it anew")
            return None
        with pikepdf.open(target) as pdf:
            return Source(piece, target, len(pdf.pages))

    def _laid_out(self, piece: Piece, html: Callable[[], str], folder: Path | None, what: str) -> Source | None:
        target = self._room.place()
        try:
            page = html()
            if is_blank(page):
                says = f"{piece.named} has nothing on it: no words and no picture"
                self._refuse(piece, "blank", says, "put the document there, or take the exhibit out")
                return None
            refused = lay_out(page, target, folder)
        except WrittenError as error:
            self._refuse(
                piece, f"broken-{what.replace(' ', '-').lower()}", f"{piece.named}: {error}", "save it as PDF, and name that"
            )
            return None
        if refused:
            says = (
                f"{piece.named} asks for {len(refused)} things, such as pictures, that are not beside it or cannot be drawn; "
                "they were left out"
            )
            self._warn(piece, "left-out", says, "print the page to PDF from a browser, if they matter")
        if what == "Word file":
            if piece.path is not None and (found := unsettled(piece.path)):
                says = f"{piece.named} has {found}; what is laid out may not be what its author sees"
                self._warn(
                    piece, "unsettled", says, "accept or reject the changes and show or remove what is hidden; save it anew"
                )
            says = f"{piece.named} is laid out anew from its text; page breaks, headers and fonts are not those of the Word file"
            self._say(Remark("laid-out", Severity.NOTE, piece.label, says, "save it as PDF to keep them"))
        target = settle_file(target, self._room.place())
        with pikepdf.open(target) as pdf:
            return Source(piece, target, len(pdf.pages), is_own=what != "page")

    def _decoded(self, piece: Piece, path: Path) -> str:
        """The text of a file in UTF-8 or UTF-16; what is neither is taken for Western European with a warning, or not at all.

        Raises:
            WrittenError: if it is too long, or its letters cannot be told.
        """
        data = path.read_bytes()
        if len(data) > _LONGEST_TEXT:
            raise WrittenError("it is too long to be laid out (more than 3 MB of text); save it as PDF")
        try:
            if data.startswith((b"\xff\xfe", b"\xfe\xff")):
                return data.decode("utf-16")
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        declared = _CHARSET.search(data[:_HEAD])
        try:
            if declared is not None:
                return data.decode(declared[1].decode())
            if language_code(piece.language) in _WESTERN:
                says = f"{piece.named} is not saved as UTF-8; its letters were read as those of Western Europe"
                self._warn(piece, "not-utf-8", says, "compare it; or save it as UTF-8")
                return data.decode("cp1252")
        except (UnicodeDecodeError, LookupError):
            pass
        raise WrittenError("its letters are in no encoding that can be told; save it as UTF-8")

    def _refuse(self, piece: Piece, code: str, says: str, remedy: str) -> None:
        self._say(Remark(code, Severity.ERROR, piece.label, says, remedy))

    def _warn(self, piece: Piece, code: str, says: str, remedy: str) -> None:
        self._say(Remark(code, Severity.WARNING, piece.label, says, remedy))

    def _say(self, remark: Remark) -> None:
        self._remarks.append(remark)


def look(sources: Sequence[Source], remarks: list[Remark], scan: Limit, step: Callable[[], None]) -> list[Source]:
    """Look at the pages of one entry: how sharp its scans are, and where its passages stand.

    Returns:
        The sources that can be shown.
    """
    shown: list[Source] = []
    missed: dict[str, list[set[str]]] = {code: [] for code in _MISSED}
    for source in sources:
        if source.piece.path is None:
            shown.append(source)
            continue
        try:
            with Viewer(source.path) as viewer:
                _resolution(source, viewer, remarks, scan, step)
                source.marks, unmarked = viewer.places(source.piece.passages, source.pages)
                _, unfound = viewer.places(source.piece.adverse, source.pages)
        except pypdfium2.PdfiumError:
            says = f"{source.piece.named} cannot be shown as pages"
            remarks.append(Remark("broken-pdf", Severity.ERROR, source.piece.label, says, "open it, and print it to PDF anew"))
            continue
        shown.append(source)
        if source.piece.role in _COMPARED:
            missed["no-passage"].append(set(unmarked))
            missed["no-adverse"].append(set(unfound))
    about = next((source.piece.label for source in sources if source.piece.role is Role.DOCUMENT), "")
    for code, sets in missed.items():
        for passage in sorted(set.intersection(*sets)) if sets else ():
            says = f'{_MISSED[code]} is on none of its pages: "{_short(passage)}"'
            remedy = "copy it word for word; a scan needs a layer of text first"
            remarks.append(Remark(code, Severity.WARNING, about, says, remedy))
    return shown


def _resolution(source: Source, viewer: Viewer, remarks: list[Remark], scan: Limit, step: Callable[[], None]) -> None:
    low: list[tuple[int, float]] = []
    for number in range(source.pages):
        found = viewer.resolution(number)
        if falls_short(found, scan.value):
            low.append((number + 1, found))
        step()
    if low:
        pages = _spans([number for number, _ in low])
        worst = min(found for _, found in low)
        where = f"page {pages}" if len(low) == 1 else f"pages {pages}"
        asked = f"{scan.value} are asked for, as {scan.cite} is reported"
        says = f"{where} of {source.piece.named}: {worst:.0f} dots an inch at the least; {asked}"
        remarks.append(Remark("low-resolution", Severity.WARNING, source.piece.label, says, f"scan at {scan.value} or more"))


def _spans(numbers: Sequence[int]) -> str:
    """Numbers as spans, such as 1-3, 7."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def _short(words: str) -> str:
    most = 60
    return words if len(words) <= most else f"{words[:most].rstrip()} ..."


def _has_hidden_layers(pdf: pikepdf.Pdf) -> bool:
    """Whether a file hides something by what it says of its layers (PDF 1.7, 8.11.4.3); a copied page does not keep that."""
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return False
    shown = layers.get("/D")
    if not isinstance(shown, pikepdf.Dictionary):
        return False
    hidden = shown.get("/OFF")
    return shown.get("/BaseState") == pikepdf.Name.OFF or (isinstance(hidden, pikepdf.Array) and len(hidden) > 0)
