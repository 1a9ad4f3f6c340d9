"""Read a filled form: its edition, and what stands in each field, by our key.

Official forms are hybrid (AcroForm with XFA beside it) and often encrypted with an empty password; the values are read from the
AcroForm, and where the XFA part says more, that is told.
"""

from __future__ import annotations

import contextlib
import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import msgspec
import pikepdf

from article3.documents.forms.edition import Edition, editions, newest, printed_day, short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_BARCODE = re.compile(r"(I-\d{3}[A-Z]?)\|(\d\d/\d\d/\d\d)\|")
_WORDS = re.compile(rb"Form\s+(I-\d{3}[A-Z]?)\s*(?:Edition\s+|\(Rev\.\s*)(\d\d/\d\d/\d\d)")
_INDEX = re.compile(r"\[\d+\]$")
_LEAST_SHARED = 0.5
"""Least share of an edition's fields that a file must have to be taken for that form when nothing else tells."""


class FormError(ValueError):
    """A form cannot be read or filled; the message names the file, the cause and what to do."""


class Mark(msgspec.Struct, frozen=True):
    """A field of the file.

    Attributes:
        name: its full name.
        value: the text, or for a tick the state it is in; empty if there is none.
        shown: of a tick, the state that is drawn.
        is_tick: whether it is one.
        is_seen: whether it is on a page of the file; where pages were taken out, their fields can stay behind.
    """

    name: str
    value: str
    shown: str = ""
    is_tick: bool = False
    is_seen: bool = True


class Continued(msgspec.Struct, frozen=True):
    """A filled continuation page.

    Attributes:
        part, question: which answer it continues, as the page says.
        text: what stands there.
    """

    part: str
    question: str
    text: str


class FilledForm(msgspec.Struct, frozen=True):
    """A form as it was read.

    Attributes:
        name: of the file.
        form: such as I-589.
        printed: the edition that the file names; empty if it names none.
        edition: the one whose fields it was read by.
        told_by: how the edition is known: ``barcode``, ``page`` or ``fields``.
        texts: what stands in each field of text, by key, without space around it; blank ones are absent.
        ticks: keys of the boxes that are ticked.
        continued: filled continuation pages, in the order of the file.
        missing: keys of fields that the edition has and the file does not.
        strange: names of filled fields that the edition does not have.
        torn: keys of ticks that are drawn otherwise than they are stored.
        hidden: names of fields for which the XFA part holds another value than the form shows.
        pages: how many the file has.
    """

    name: str
    form: str
    printed: str
    edition: Edition
    told_by: str
    texts: dict[str, str]
    ticks: frozenset[str]
    continued: tuple[Continued, ...] = ()
    missing: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    pages: int = 0

    def text(self, key: str) -> str:
        """What stands in a field of text; empty if nothing does."""
        return self.texts.get(key, "")

    @property
    def pages_gone(self) -> list[int]:
        """Pages of the edition none of whose fields is in the file, but for those that are added as often as needed."""
        edition = self.edition
        added = {one.page for one in (edition.continuation, edition.further_children) if one is not None}
        there = {box.page for key, box in edition.boxes.items() if key not in self.missing}
        return sorted({box.page for box in edition.boxes.values()} - there - added)

    @property
    def day(self) -> dt.date | None:
        """The day of the edition that the file names, if it names one."""
        return printed_day(self.printed) if self.printed else None


_BROKEN = (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What the reader raises where a file has other things than a form has in those places."""


@contextlib.contextmanager
def whole(name: str) -> Iterator[None]:
    """Tell that a file is damaged, where reading it further shows that it is.

    Raises:
        FormError: if it is.
    """
    try:
        yield
    except FormError:
        raise
    except _BROKEN as error:
        raise FormError(
            f"{name}: the file is damaged; download it again, or save it again from the program that filled it"
        ) from error


def opened(data: bytes, name: str) -> pikepdf.Pdf:
    """A PDF, also one that is encrypted with an empty password.

    Raises:
        FormError: if it is no PDF, is broken or needs a password.
    """
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise FormError(f"{name}: it opens only with a password; save it again without one") from None
    except pikepdf.PdfError:
        raise FormError(f"{name}: this is no readable PDF file; save it again from the program that filled it") from None


def read_form(data: bytes, name: str, form: str = "") -> FilledForm:
    """What a filled form says.

    Args:
        data: the PDF.
        name: what to call it in messages.
        form: the form it should be, such as I-589; any on record if empty.

    Raises:
        FormError: if it cannot be read, has no fields or is another form.
    """
    with whole(name), opened(data, name) as pdf:
        marks = {mark.name: mark for mark in marks_of(pdf)}
        printed = _printed(pdf, marks)
        if not marks:
            raise FormError(_without_fields(pdf, name, printed))
        edition, told_by = _edition(marks, printed)
        if edition is None:
            known = ", ".join(f"{one.form} {one.printed}" for one in editions())
            found = f"Form {printed[0]}" if printed else "a form that is not known here"
            raise FormError(f"{name}: this is {found}; known are {known}. Name one of these forms")
        if form and edition.form != form:
            raise FormError(f"{name}: this is Form {edition.form}, and Form {form} is meant; name the other file")
        return _filled(name, edition, told_by, printed, marks, pdf)


def _filled(  # noqa: PLR0917 - the parts of what was read
    name: str, edition: Edition, told_by: str, printed: tuple[str, str] | None, marks: dict[str, Mark], pdf: pikepdf.Pdf
) -> FilledForm:
    texts: dict[str, str] = {}
    ticks: set[str] = set()
    torn: list[str] = []
    for key, box in edition.boxes.items():
        mark = marks.get(box.name)
        if mark is None or not mark.is_seen:
            continue
        if box.kind == "tick":
            if mark.shown not in {"", "Off"}:
                ticks.add(key)
            if (mark.shown == box.on) != (mark.value == box.on):  # the official file stores states that do not exist, too
                torn.append(key)
        elif box.kind != "barcode" and mark.value:
            texts[key] = mark.value
    strange = [mark for mark in marks.values() if mark.name not in edition.by_name and mark.value not in {"", "Off"}]
    continued = _continued(edition, texts, marks)
    copied = _shorts_of_copies(edition)
    return FilledForm(
        name,
        edition.form,
        printed[1] if printed else "",
        edition,
        told_by,
        texts,
        frozenset(ticks),
        continued,
        tuple(key for key, box in edition.boxes.items() if box.name not in marks or not marks[box.name].is_seen),
        tuple(mark.name for mark in strange if short(mark.name) not in copied),
        tuple(torn),
        _hidden(pdf, marks),
        len(pdf.pages),
    )


def _shorts_of_copies(edition: Edition) -> frozenset[str]:
    """Last parts of the names on pages that are copied as often as needed."""
    copied = {one.page for one in (edition.continuation, edition.further_children) if one is not None}
    return frozenset(short(box.name) for box in edition.boxes.values() if box.page in copied)


def _continued(edition: Edition, texts: dict[str, str], marks: dict[str, Mark]) -> tuple[Continued, ...]:
    if edition.continuation is None:
        return ()
    places = edition.continuation
    names = {key: edition.boxes[key].name for key in (places.part, places.question, places.text)}
    found = [Continued(texts.get(places.part, ""), texts.get(places.question, ""), texts.get(places.text, ""))]
    for mark in marks.values():
        if short(mark.name) == short(names[places.text]) and mark.name != names[places.text]:
            root = mark.name.removesuffix(short(mark.name))
            part, question = (marks.get(root + short(names[key])) for key in (places.part, places.question))
            found.append(Continued(part.value if part else "", question.value if question else "", mark.value))
    return tuple(page for page in found if page.text)


def marks_of(pdf: pikepdf.Pdf) -> Iterator[Mark]:
    """Every field of a form, with what stands in it."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary) or "/Fields" not in form:
        return
    seen = {note.objgen for page in pdf.pages for note in page.obj.get("/Annots", []) if isinstance(note, pikepdf.Dictionary)}
    for field in form["/Fields"]:
        yield from _marks(field, "", None, "", 0, seen)


_DEEPEST = 40


def _marks(  # noqa: PLR0917 - what a field has from those above it
    field: Any, above: str, kind: Any, inherited: str, depth: int, seen: set[tuple[int, int]]
) -> Iterator[Mark]:
    if not isinstance(field, pikepdf.Dictionary) or depth > _DEEPEST:
        return
    part = str(field["/T"]) if "/T" in field else ""
    name = f"{above}.{part}" if above and part else above or part
    kind = field.get("/FT", kind)
    value = _value(field["/V"]) if "/V" in field else inherited
    kids = [kid for kid in field.get("/Kids", []) if isinstance(kid, pikepdf.Dictionary)]
    if kids and any("/T" in kid for kid in kids):
        for kid in kids:
            yield from _marks(kid, name, kind, value, depth + 1, seen)
        return
    is_seen = any(widget.objgen in seen for widget in kids or [field])
    if kind == "/Btn":
        states = [_value(widget["/AS"]) for widget in (kids or [field]) if "/AS" in widget]
        shown = next((state for state in states if state != "Off"), "Off") if states else value
        yield Mark(name, value, shown, is_tick=True, is_seen=is_seen)
    elif kind is not None:
        yield Mark(name, value, is_seen=is_seen)


def _value(value: Any) -> str:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace").strip()
    if isinstance(value, pikepdf.Array):
        return ", ".join(_value(one) for one in value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _printed(pdf: pikepdf.Pdf, marks: dict[str, Mark]) -> tuple[str, str] | None:
    """The form and the edition that a file names: in its barcode, else in words on the first page."""
    for mark in marks.values():
        if not mark.is_tick and (match := _BARCODE.match(mark.value)):
            return match[1], match[2]
    for page in pdf.pages[:1]:
        words = _WORDS.search(_words_of(page))
        if words:
            return words[1].decode(), words[2].decode()
    return None


def _words_of(page: pikepdf.Page) -> bytes:
    """The strings that a page shows, run together as they stand; enough to find an edition by."""
    found: list[bytes] = []
    try:
        shown = pikepdf.parse_content_stream(page, "Tj TJ '")
    except pikepdf.PdfError:
        return b""
    for instruction in shown:
        for operand in instruction.operands:
            if isinstance(operand, pikepdf.String):
                found.append(bytes(operand))
            elif isinstance(operand, pikepdf.Array):
                found += [bytes(one) for one in operand if isinstance(one, pikepdf.String)]
    return b"".join(found)


def _edition(marks: dict[str, Mark], printed: tuple[str, str] | None) -> tuple[Edition | None, str]:
    if printed is not None:
        same = next((one for one in editions() if (one.form, one.printed) == printed), None)
        if same is not None:
            return same, "barcode" if any(_BARCODE.match(mark.value) for mark in marks.values()) else "page"
        if printed[0] not in {one.form for one in editions()}:
            return None, ""
    likeness = {one.id: sum(box.name in marks for box in one.boxes.values()) / len(one.boxes) for one in editions()}
    alike = [one for one in editions() if printed is None or one.form == printed[0]]
    best = max(alike, key=lambda one: (likeness[one.id], one.seen, one.day))
    return (best, "fields") if likeness[best.id] >= _LEAST_SHARED else (None, "")


def _without_fields(pdf: pikepdf.Pdf, name: str, printed: tuple[str, str] | None) -> str:
    if pdf.Root.get("/AcroForm") is not None and "/XFA" in pdf.Root["/AcroForm"]:
        return f"{name}: its fields are XFA only, which is not read here; save it in Adobe Reader as the official static form"
    scanned = any("/XObject" in page.get("/Resources", {}) for page in pdf.pages) and not any(
        _words_of(page) for page in pdf.pages
    )
    what = "its pages are pictures, as of a scan" if scanned else "it has no fields: it was flattened or printed to PDF"
    named = f" (Form {printed[0]}, edition {printed[1]})" if printed else ""
    return f"{name}: {what}{named}; give the form as it was filled, before printing or scanning, or check it by hand"


def _hidden(pdf: pikepdf.Pdf, marks: dict[str, Mark]) -> tuple[str, ...]:
    """Names for which the XFA part holds a text that no field of that name shows: some viewers show the one, some the other."""
    packets = pdf.Root["/AcroForm"].get("/XFA")
    if not isinstance(packets, pikepdf.Array):
        return ()
    named = {str(packets[place]): packets[place + 1] for place in range(0, len(packets) - 1, 2)}
    data = named.get("datasets")
    if not isinstance(data, pikepdf.Stream):
        return ()
    raw = data.read_bytes()
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return ()
    try:
        tree = ET.fromstring(raw)  # noqa: S314 - without a document type there is nothing to expand
    except ET.ParseError:
        return ()
    shown: dict[str, set[str]] = {}
    for mark in marks.values():
        if not mark.is_tick:
            shown.setdefault(_INDEX.sub("", short(mark.name)).replace("\\", ""), set()).add(_plain(mark.value))
    found = []
    for leaf in tree.iter():
        name = leaf.tag.rpartition("}")[2]
        text = _plain(leaf.text or "")
        if len(leaf) == 0 and text and name in shown and text not in shown[name] and not _BARCODE.match(text):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def current_on_record(form: str, today: dt.date) -> Edition:
    """The newest edition of a form on record that was out by a day.

    Raises:
        EditionError: if the form is not on record.
    """
    found = [edition for edition in editions() if edition.form == form and edition.day <= today]
    return found[-1] if found else newest(form)
