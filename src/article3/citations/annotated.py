"""A copy of a Word file with a comment at each citation of which there is something to say.

Runs, formatting, tracked changes and comments that were there stay as they are: only the marks of the new comments are added,
around whole runs. Word has no comments inside notes, so that what is said of a footnote stands at its call in the text.
"""

from __future__ import annotations

import bisect
import io
import zipfile
from typing import TYPE_CHECKING, Any

import msgspec

from article3.citations.formats.word import Gathered, Walker
from article3.citations.model import Part
from article3.citations.outcome import behind
from article3.citations.outcome_text import sent, summary
from article3.explanations.html import NOT_IN_XML

if TYPE_CHECKING:
    import datetime as dt

    from article3.citations.model import Document
    from article3.citations.outcome import Mention, Outcome

AUTHOR = "article3"
_INITIALS = "a3"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_IN_TEXT = frozenset({Part.BODY, Part.TABLE})


class _Piece(msgspec.Struct):
    """A child of a paragraph, with its stretch of the paragraph's text, and where in it notes are called."""

    element: Any
    start: int
    end: int
    calls: tuple[int, ...]


class _Tracker(Walker):
    """Reads a file as the check did, and keeps the element of each passage."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Any] = []
        self._pieces: dict[int, list[_Piece]] = {}

    def paragraph(self, element: Any, part: Part, key: str) -> None:
        before = len(self.passages)
        super().paragraph(element, part, key)
        if len(self.passages) > before:
            self.elements.append(element)

    def pieces(self, element: Any) -> list[_Piece]:
        """The children that a paragraph had before the first comment, in order."""
        key = id(element)  # the same as long as the element is in the list above
        if key not in self._pieces:
            self._pieces[key] = self._read_pieces(element)
        return self._pieces[key]

    def around(self, element: Any, offset: int) -> list[_Piece]:
        """Of these the ones that begin or end there, or reach over it."""
        pieces = self.pieces(element)
        first = bisect.bisect_left(pieces, offset, key=lambda piece: piece.end)
        last = bisect.bisect_right(pieces, offset, key=lambda piece: piece.start)
        return pieces[first:last]

    def _read_pieces(self, element: Any) -> list[_Piece]:
        found, at = [], 0
        for child in element:
            gathered = Gathered()
            self.gather([child], gathered, set_off=False)
            calls = tuple(at + offset for offset, _ in gathered.calls)
            if child.tag != f"{_W}pPr":
                found.append(_Piece(child, at, at + gathered.length, calls))
            at += gathered.length
        return found


def annotated(data: bytes, document: Document, shown: Outcome, now: dt.datetime) -> bytes:
    """The file with the comments.

    Args:
        data: the Word file that was checked.
        document: as it was read.
        shown: what the check found.
        now: the day and time of the comments.
    """
    from docx import Document as WordFile  # noqa: PLC0415 - an extra

    file = WordFile(io.BytesIO(data))
    tracker = _Tracker()
    tracker.walk(file.element.body, Part.BODY)
    elements = _elements(document, tracker)
    calls = {note: (number, offset) for number in elements for offset, note in reversed(document.passages[number].notes)}
    first = tracker.elements[0] if tracker.elements else None
    if first is not None:
        _comment(file, tracker.pieces(first), _about(shown), now)
    for mention in shown.remarked:
        pieces = _pieces_of(mention, calls, elements, tracker)
        words = _words(mention, shown)
        if not pieces and first is not None:
            pieces, words = tracker.pieces(first), [f"{mention.where}: {mention.found.citation.written}", *words]
        _comment(file, pieces, words, now)
    stream = io.BytesIO()
    file.save(stream)
    return _dated(stream, now)


def _dated(made: io.BytesIO, now: dt.datetime) -> bytes:
    """The file with the time that was passed in on its parts, not that of the clock: the same check gives the same bytes."""
    again = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as dated:
        for part in parts.infolist():
            named = zipfile.ZipInfo(part.filename, now.timetuple()[:6])
            named.compress_type = zipfile.ZIP_DEFLATED
            dated.writestr(named, parts.read(part))
    return again.getvalue()


def _elements(document: Document, tracker: _Tracker) -> dict[int, Any]:
    """The element of each passage in the text, by the passage's number; those alone whose text is found again."""
    in_text = [(number, passage) for number, passage in enumerate(document.passages) if passage.place.part in _IN_TEXT]
    pairs = zip(in_text, tracker.passages, tracker.elements, strict=False)
    return {number: element for (number, passage), again, element in pairs if passage.text == again.text}


def _pieces_of(mention: Mention, calls: dict[int, tuple[int, int]], elements: dict[int, Any], tracker: _Tracker) -> list[_Piece]:
    """What the comment is to be put around; empty if it is not found again.

    Args:
        mention: what is to be commented.
        calls: of each note, the passage and the offset in it where it is called.
        elements: of each passage.
        tracker: which reads their pieces.
    """
    citation = mention.found.citation
    if citation.passage in elements:
        pieces = tracker.pieces(elements[citation.passage])
        # They follow one another: those that end before it, and those that begin after it, are left out.
        first = bisect.bisect_right(pieces, citation.start, key=lambda piece: piece.end)
        last = bisect.bisect_left(pieces, citation.end, key=lambda piece: piece.start)
        return pieces[first:last]
    if citation.passage not in calls:
        return []
    passage, called = calls[citation.passage]
    return [piece for piece in tracker.around(elements[passage], called) if called in piece.calls]


def _comment(file: Any, pieces: list[_Piece], paragraphs: list[str], now: dt.datetime) -> None:
    """Add a comment around some children of one paragraph."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra

    if not pieces:
        return
    words = "\n".join(NOT_IN_XML.sub("", words.replace("\n", " ")) for words in paragraphs)
    comment = file.comments.add_comment(text=words, author=AUTHOR, initials=_INITIALS)
    comment._comment_elm.date = now  # noqa: SLF001 - it has no other way to set it; the clock is passed in
    marks = []
    for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        mark = OxmlElement(tag)
        mark.set(f"{_W}id", str(comment.comment_id))
        marks.append(mark)
    start, end, reference = marks
    run = OxmlElement("w:r")
    run.append(reference)
    pieces[0].element.addprevious(start)
    pieces[-1].element.addnext(end)
    end.addnext(run)


def _about(shown: Outcome) -> list[str]:
    online = [] if shown.online is None else [f"Looked up online: {sent(shown.online)}."]
    return [
        f"Citations checked by article3 {shown.program} on {shown.checked_at}, as of {shown.as_of}, {shown.forum}.",
        f"Law data {shown.law_version}, kept to {shown.law_through}. SHA-256 of the file without these comments: {shown.digest}.",
        summary(shown.counts),
        *online,
        *(f"Warning: {warning}" for warning in shown.warnings),
    ]


def _words(mention: Mention, shown: Outcome) -> list[str]:
    lines = [f"{mention.where}: {mention.found.citation.written}"] if mention.place.part not in _IN_TEXT else []
    for remark, law in zip(mention.found.remarks, behind(mention, shown), strict=True):
        lines += [f"{remark.severity.value.upper()}: {remark.says}", *(f"- {source}" for source in law)]
    return lines
