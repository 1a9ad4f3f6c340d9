"""Word files for tests, with what a brief has in it: runs, a table, tracked changes, footnotes, a comment that was there before."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, Any

from docx import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Sequence

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def paragraph(*runs: str) -> str:
    """A paragraph as XML, of runs that are XML or plain text; a text that begins with ``*`` is italic."""
    return f"<w:p {_NS}>{''.join(run if run.startswith('<') else _run(run) for run in runs)}</w:p>"


def inserted(text: str) -> str:
    """A run that a tracked change put in."""
    return f'<w:ins w:id="901" w:author="A. Reader" w:date="2026-01-01T00:00:00Z">{_run(text)}</w:ins>'


def deleted(text: str) -> str:
    """A run that a tracked change took out."""
    words = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="902" w:author="A. Reader" w:date="2026-01-01T00:00:00Z">{words}</w:del>'


def call(number: int) -> str:
    """The call of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def word_file(paragraphs: Sequence[str], *, cells: Sequence[str] = (), notes: Sequence[str] = (), comment: str = "") -> bytes:
    """A file of these paragraphs (XML), then a table of one row, with footnotes numbered from 1."""
    file: Any = WordFile()
    body = file.element.body
    for one in paragraphs:
        body.insert(len(body) - 1, parse_xml(one))
    if cells:
        table = file.add_table(rows=1, cols=len(cells))
        for cell, text in zip(table.rows[0].cells, cells, strict=True):
            cell.text = text
    if comment:
        file.add_comment(file.paragraphs[0].runs, text=comment, author="A. Reader")
    if notes:
        told = "".join(
            f'<w:footnote w:id="{number}"><w:p>{_run(text)}</w:p></w:footnote>' for number, text in enumerate(notes, 1)
        )
        blob = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {_NS}>{told}</w:footnotes>'.encode()
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob, file.part.package)
        file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _run(text: str) -> str:
    style = "<w:rPr><w:i/></w:rPr>" if text.startswith("*") else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text.removeprefix("*"))}</w:t></w:r>'
