"""Plain text and Markdown: paragraphs by blank lines, notes by their raised figures or Markdown's marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.errors import ReadingError
from article3.citations.formats.lines import joined
from article3.citations.formats.notes import arranged
from article3.citations.formats.origins import origins
from article3.citations.model import Part, Passage, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_RAISED = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_FIGURES = "[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+"
_NOTE = re.compile(rf"(?:(?P<raised>{_FIGURES})\s+|\[\^(?P<mark>[^\]\s]+)\]:\s*)")
_CALL = re.compile(rf"(?P<raised>{_FIGURES})|\[\^(?P<mark>[^\]\s]+)\]")
_VOLUME = re.compile(r"\s*\d{1,4}\s(?:I\.?\s?&\s?N|F\.|U\.\s?S\.|S\.\s?Ct)")
"""After a comma and a blank line: stored copies set the reporter of a cite apart, and the paragraph goes on."""

_HEADING = re.compile(r"#{1,6}\s+(?P<words>.*?)\s*#*$")
_QUOTED = re.compile(r"^(?:>\s?)+")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_ESCAPED = re.compile(r"\\(?P<mark>[*_\[\]\\`#])")

_EMPHASIS = re.compile(
    r"(?<![\w*])(?P<stars>\*{2,3}(?=[^\s*])|\*(?=[^\s*\d]))(?P<words>[^*]+?)(?<=[^\s*])(?P=stars)(?![\w*])"
    r"|(?<![\w_])(?P<lines>_{1,2})(?=[^\s_])(?P<under>[^_]+?)(?<=[^\s_])(?P=lines)(?![\w_])"
)
"""Words set off. A star before a figure is a page of an electronic report ("at *3") and stays."""

_ONLY_STARS = re.compile(_EMPHASIS.pattern.partition("|(?<![\\w_])")[0] + r"(?P<under>(?!))?")


def passages(data: bytes, name: str, *, markdown: bool) -> tuple[Passage, ...]:
    """The paragraphs of a text.

    Raises:
        ReadingError: if it is not UTF-8.
    """
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    found: list[Passage] = []
    keys: list[str] = []
    counts = {Part.BODY: 0, Part.FOOTNOTE: 0}
    heading = ""
    for line, lines in _paragraphs(text):
        words, title, key = _unmarked(lines, markdown=markdown)
        heading = title or heading
        if not words:
            continue
        part = Part.FOOTNOTE if key else Part.BODY
        counts[part] += 1
        plain, emphasis = set_off(words, underscores=markdown)
        stood = origins(plain, lines, line, _marks(lines, markdown=markdown))
        found.append(Passage(plain, Place(part, counts[part], line=line, heading=heading), (), emphasis, stood))
        keys.append(key)
    return arranged(found, keys, _calls)


def set_off(text: str, *, underscores: bool) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without the marks of emphasis, and where the words stood that were set off."""
    pattern = _EMPHASIS if underscores else _ONLY_STARS
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    length = last = 0
    for match in pattern.finditer(text):
        words = match["words"] or match["under"]
        pieces += [text[last : match.start()], words]
        length += match.start() - last
        spans.append((length, length + len(words)))
        length += len(words)
        last = match.end()
    return "".join([*pieces, text[last:]]), tuple(spans)


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        cause = f"byte {data[error.start]:#04x} is not UTF-8"
        raise ReadingError(name, f"line {line}", cause, "save the text as UTF-8") from None
    if "\0" in text:
        # Read as it stands, a file in UTF-16 would seem to have no citations.
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ReadingError(
            name, f"line {line}", "it has a byte of zero: it is no text, or one in UTF-16", "save the text as UTF-8"
        )
    return text


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not blank, each with the number of its first; every note and heading begins a paragraph."""
    lines: list[str] = []
    first = 1
    every = text.split("\n")
    for number, line in enumerate(every, 1):
        if lines and not line.strip() and lines[-1].rstrip().endswith(",") and _VOLUME.match(every[min(number, len(every) - 1)]):
            continue
        begins = bool(lines) and (_NOTE.match(line.strip()) or _HEADING.match(line) or _HEADING.match(lines[0]))
        if (not line.strip() or begins) and lines:
            yield first, lines
            lines = []
        if line.strip():
            first = first if lines else number
            lines.append(line)
    if lines:
        yield first, lines


def _unmarked(lines: list[str], *, markdown: bool) -> tuple[str, str, str]:
    """The words of a paragraph, the heading it is, and the key of the note it is."""
    heading = ""
    if markdown:
        lines = [_QUOTED.sub("", line.strip()) for line in lines]
        title = _HEADING.fullmatch(lines[0])
        if title:
            heading = title["words"]
            lines = [heading, *lines[1:]]
    words = joined(lines)
    note = _NOTE.match(words)
    key = _key(note) if note else ""
    words = words[note.end() :] if note else words
    if markdown:
        words = _ESCAPED.sub(r"\g<mark>", _LINK.sub(r"\g<words>", words))
    return words, heading, key


def _marks(lines: list[str], *, markdown: bool) -> Iterator[tuple[int, int]]:
    """Where in the lines, joined by breaks, marks and addresses stand that :func:`_unmarked` leaves out."""
    whole = "\n".join(lines)
    begin = len(whole) - len(whole.lstrip())
    if markdown:
        at = 0
        for line in lines:
            inner = at + len(line) - len(line.lstrip())
            quoted = _QUOTED.match(line.strip())
            if quoted:
                yield inner, inner + quoted.end()
                begin = inner + quoted.end() if line is lines[0] else begin
            at += len(line) + 1
        title = _HEADING.match(lines[0].rstrip(), begin)
        if title:
            yield begin, title.start("words")
        for link in _LINK.finditer(whole):
            yield link.start(), link.start("words")
            yield link.end("words"), link.end()
    note = _NOTE.match(whole, begin)
    if note:
        yield begin, note.end()


def _key(match: re.Match[str]) -> str:
    return match["raised"].translate(_RAISED) if match["raised"] else match["mark"]


def _calls(passage: Passage) -> Iterator[tuple[int, str]]:
    return ((match.start(), _key(match)) for match in _CALL.finditer(passage.text))
