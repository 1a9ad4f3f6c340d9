"""Word (.docx): body in order, cells of tables, footnotes and endnotes.

What tracked changes delete is left out and what they insert is in, as if they were accepted. Comments and the heads and feet of
pages are not cited text. Text in boxes floats beside the body: it is not read, and a warning says so.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from article3.citations.errors import ReadingError
from article3.citations.formats.notes import arranged
from article3.citations.model import Part, Passage, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr", "sdtPr")}
_SPACES = {f"{_W}{tag}" for tag in ("tab", "br", "cr", "ptab")}
_CALLS = {f"{_W}footnoteReference": "footnote ", f"{_W}endnoteReference": "endnote "}
_BOXES = {f"{_W}txbxContent"}
_OFF = {"0", "false", "off", "none"}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


_XML = (".xml", ".rels")
MOST_XML = 100_000_000
"""Bytes of text and markup that a Word file may unpack to, pictures aside: a brief of a thousand pages has a fifth of that."""
MOST_OTHER = 1_000_000_000
"""Bytes of pictures and the like: they are hardly smaller when packed, so that a brief one can send has much less."""


class Gathered(msgspec.Struct):
    """What is gathered of one paragraph."""

    pieces: list[str] = msgspec.field(default_factory=list)
    emphasis: list[tuple[int, int]] = msgspec.field(default_factory=list)
    calls: list[tuple[int, str]] = msgspec.field(default_factory=list)
    length: int = 0

    def add(self, text: str, *, set_off: bool) -> None:
        """Take some text, and whether it is set in italics or underlined."""
        if set_off and text:
            start = self.length
            if self.emphasis and self.emphasis[-1][1] == start:
                start = self.emphasis.pop()[0]
            self.emphasis.append((start, self.length + len(text)))
        self.pieces.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.pieces)


class Walker:
    """Walks the parts of one file."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.keys: list[str] = []
        self.calls: dict[int, list[tuple[int, str]]] = {}
        self.counts: dict[Part, int] = dict.fromkeys(Part, 0)
        self.heading = ""
        self.boxes = 0
        self.headings: set[str] = set()

    def walk(self, element: Any, part: Part, key: str = "") -> None:
        """Paragraphs and tables below an element, in order."""
        for child in element:
            if child.tag == f"{_W}p":
                self.paragraph(child, part, key)
            elif child.tag == f"{_W}tbl":
                self.table(child, part, key)
            elif child.tag in {f"{_W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}:
                self.walk(child, part, key)

    def table(self, element: Any, part: Part, key: str) -> None:
        """Cells of a table, row by row."""
        for cell in element.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tbl")) is element:
                self.walk(cell, Part.TABLE if part is Part.BODY else part, key)

    def paragraph(self, element: Any, part: Part, key: str) -> None:
        """One paragraph; an empty one is none."""
        gathered = Gathered()
        self.gather(element, gathered, set_off=False)
        text = gathered.text
        if self.style(element) in self.headings and part is Part.BODY and text.strip():
            self.heading = text.strip()
        if not text.strip():
            return
        self.counts[part] += 1
        self.calls[len(self.passages)] = gathered.calls
        place = Place(part, self.counts[part], heading=self.heading)
        self.passages.append(Passage(text, place, (), tuple(gathered.emphasis)))
        self.keys.append(key)

    def gather(self, element: Any, into: Gathered, *, set_off: bool) -> None:
        """The text of a paragraph or a run."""
        for child in element:
            tag = child.tag
            if tag in _LEFT_OUT or tag == _CHOICE or not isinstance(tag, str):
                continue
            if tag in _BOXES:
                self.boxes += 1
            elif tag == f"{_W}t":
                into.add(child.text or "", set_off=set_off)
            elif tag in _SPACES:
                into.add(" ", set_off=set_off)
            elif tag == f"{_W}noBreakHyphen":
                into.add("-", set_off=set_off)
            elif tag in _CALLS:
                into.calls.append((into.length, _CALLS[tag] + child.get(f"{_W}id", "")))
            elif tag == f"{_W}r":
                if not _has(child, "vanish"):
                    self.gather(child, into, set_off=_has(child, "i") or _has(child, "u"))
            else:
                self.gather(child, into, set_off=set_off)

    @staticmethod
    def style(element: Any) -> str:
        """Id of a paragraph's style."""
        found = element.find(f"{_W}pPr/{_W}pStyle")
        return "" if found is None else str(found.get(f"{_W}val", ""))


def passages(data: bytes, name: str) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """The paragraphs of a Word file, and warnings.

    Raises:
        ReadingError: if it is no Word file or broken.
        ImportError: if the extra ``citations`` is not installed.
    """
    reader = Walker()
    for element, part in _parts(data, name, reader):
        if part is Part.BODY:
            reader.walk(element, part)
        else:
            for note in element:
                if note.get(f"{_W}type", "normal") == "normal":
                    reader.walk(note, part, f"{part.value} {note.get(f'{_W}id', '')}")
    found = _merged(reader)
    warnings = []
    if reader.boxes:
        warnings.append(f"{reader.boxes} text box{'es' if reader.boxes > 1 else ''} not read; check the citations there by hand")
    return found, tuple(warnings)


def _merged(reader: Walker) -> tuple[Passage, ...]:
    """Every passage once, with the notes after their calls; a note of several paragraphs is called at its first."""
    keys: list[str] = []
    for number, key in enumerate(reader.keys):
        again = number and key and reader.keys[number - 1] == key
        keys.append(f"{key} more" if again else key)
    further = Counter(keys)
    numbers = {id(passage): number for number, passage in enumerate(reader.passages)}

    def calls(passage: Passage) -> Iterator[tuple[int, str]]:
        for offset, key in reader.calls[numbers[id(passage)]]:
            yield offset, key
            for _ in range(further[f"{key} more"]):
                yield offset, f"{key} more"

    return arranged(reader.passages, keys, calls)


def _parts(data: bytes, name: str, reader: Walker) -> list[tuple[Any, Part]]:
    from docx import Document as WordFile  # noqa: PLC0415 - an extra
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415

    remedy = "open it in Word and save it as .docx again"
    if not data:
        raise ReadingError(name, "", "it is empty", "name the file that has the text")
    _check_size(data, name)
    try:
        file = WordFile(io.BytesIO(data))
        reader.headings = {
            style.style_id for style in file.styles if style.name and style.name.lower().startswith(("heading", "title"))
        }
        found = [(file.element.body, Part.BODY)]
        for kind, part in ((RELATIONSHIP_TYPE.FOOTNOTES, Part.FOOTNOTE), (RELATIONSHIP_TYPE.ENDNOTES, Part.ENDNOTE)):
            related = [one.target_part for one in file.part.rels.values() if one.reltype == kind and not one.is_external]
            found += [(parse_xml(one.blob), part) for one in related]
    except Exception as error:  # noqa: BLE001 - zipfile, zlib, lxml and python-docx raise many kinds on broken files
        # By its kind alone: the words of the error can quote the file.
        raise ReadingError(name, "", f"it is no readable Word file ({type(error).__name__})", remedy) from None
    if found[0][0] is None:
        raise ReadingError(name, "", "it is no readable Word file (it has no body)", remedy)
    return found


def _check_size(data: bytes, name: str) -> None:
    """Refuse a file that would unpack to more than a brief can have, before anything is unpacked.

    The sizes are those that the file declares; no more than that is ever unpacked, as :mod:`zipfile` stops there.

    Raises:
        ReadingError: if it would.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [(part.filename.lower().endswith(_XML), part.file_size) for part in packed.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return  # no Word file: that is told where it is opened
    for is_xml, most, what in ((True, MOST_XML, "text and markup"), (False, MOST_OTHER, "pictures and the like")):
        size = sum(size for kind, size in parts if kind is is_xml)
        if size > most:
            cause = f"it unpacks to {size // 1_000_000} MB of {what}, more than the {most // 1_000_000} MB that are read"
            raise ReadingError(name, "", cause, "open it in Word, copy its text to a new file, and save that as .docx")


def _has(run: Any, what: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{what}")
    return found is not None and str(found.get(f"{_W}val", "true")).lower() not in _OFF
