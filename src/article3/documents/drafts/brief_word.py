"""A brief or a memorandum as a Word file that a lawyer can go on editing, laid out by a template that an office can replace.

Headings and paragraphs have styles; gaps have the character style "Gap". Every citation of a brief carries a hidden TA field, and
the table of authorities is a TOA field with a first version already in it: after editing, Word renews it (Ctrl+A, F9). A
template has the place ``{{ body }}`` in its last paragraph and the styles of :data:`STYLES`; its fields are those of
:mod:`article3.documents.drafts.sheet_word`. The same content and template give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

from article3.documents.drafts.brief_facts import day_in_words
from article3.documents.drafts.brief_sources import AGENCY, COURTS, GROUPS, OTHER, REGULATIONS, STATUTES
from article3.documents.drafts.brief_values import Heading, RunKind, Style, Table, shown
from article3.documents.drafts.sheet_word import BODY, GAP, TemplateError, filled, without_times
from article3.documents.provenance import to_remove
from article3.explanations.html import NOT_IN_XML

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from article3.documents.drafts.brief_values import Block, Brief, Entry, Memo, Paragraph, Run

_CATEGORIES = {COURTS: 1, STATUTES: 2, OTHER: 3, REGULATIONS: 6, AGENCY: 8}
"""Word's numbers of the categories of a table of authorities; those from 8 on are for the user."""
PARAGRAPHS = {
    Style.BODY: "Brief Text",
    Style.QUOTATION: "Brief Quotation",
    Style.ITEM: "Brief Item",
    Style.CENTERED: "Brief Centered",
    Style.LEFT: "Brief Left",
    Style.RIGHT: "Brief Right",
}
TITLE, GROUP, LINE, LAST = "Authorities Title", "Authorities Heading", "Authorities Line", "Provenance"
LEVELS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
STYLES = (*LEVELS, *PARAGRAPHS.values(), TITLE, GROUP, LINE, LAST, GAP)
"""The styles that a template must have; the last is of characters."""
BRIEF, MEMO = "brief.docx", "memo.docx"
"""Our own templates."""
_LONGEST_NAME = 200
"""A TA field names an authority in so many characters at most."""
_NAME = re.compile(r"[^,§]+(?:, [A-Z][^,§]*)*(?=, (?:\d|No\.))")
"""The name of a decision, which is set in italics."""


def brief_file(brief: Brief, made_on: dt.date, fields: Mapping[str, str] | None = None, template: bytes | None = None) -> bytes:
    """A brief as the bytes of a .docx.

    Args:
        brief: what it says.
        made_on: the day for its properties.
        fields: values of ``name`` and ``a_number`` in a template.
        template: the office's own; ours if ``None``.

    Raises:
        article3.documents.drafts.sheet_word.TemplateError: if the template is no Word file, names an unknown field, or lacks
            a style or the place for the text.
        ImportError: if the extra ``documents`` is not installed.
    """
    groups = {entry.text: entry.group for entry in brief.authorities}
    written = _Written((brief.title, brief.provenance), made_on, fields, template or _ours(BRIEF), groups, is_filed=True)
    written.blocks(brief.caption)
    written.section(numbers="lowerRoman")
    written.table_of_authorities(brief.authorities)
    written.section(numbers="decimal")
    written.blocks(brief.body)
    return written.bytes()


def memo_file(memo: Memo, made_on: dt.date, fields: Mapping[str, str] | None = None, template: bytes | None = None) -> bytes:
    """A memorandum as the bytes of a .docx; arguments and errors are those of :func:`brief_file`."""
    written = _Written((memo.title, memo.provenance), made_on, fields, template or _ours(MEMO), {})
    written.blocks(memo.heading)
    written.blocks(memo.body)
    return written.bytes()


def _ours(name: str) -> bytes:
    return resources.files("article3.documents.drafts").joinpath("templates", name).read_bytes()


def _opened(template: bytes, values: Mapping[str, str]) -> Any:
    """A template with its fields filled in, ready for the text at its end.

    Raises:
        TemplateError: if it cannot be used.
    """
    document = filled(template, values)
    known = {style.name for style in document.styles}
    missing = [name for name in STYLES if name not in known]
    if missing:
        raise TemplateError(f"the template has no style called {missing[0]!r}; add the styles {', '.join(missing)} to it")
    paragraphs = document.paragraphs
    if not paragraphs or BODY not in paragraphs[-1].text:
        raise TemplateError("the template has no place for the text at its end; write {{ body }} as its last paragraph")
    place = paragraphs[-1]._p  # noqa: SLF001 - python-docx has no name for it
    place.getparent().remove(place)
    return document


class _Written:
    """A Word file that is being written."""

    def __init__(
        self,
        title_and_provenance: tuple[str, str],
        made_on: dt.date,
        fields: Mapping[str, str] | None,
        template: bytes,
        groups: Mapping[str, str],
        *,
        is_filed: bool = False,
    ) -> None:
        title, provenance = title_and_provenance
        self._made = to_remove(provenance) if is_filed else provenance
        values = {**(fields or {}), "title": title, "day": day_in_words(made_on), "provenance": self._made}
        self._document = _opened(template, values)
        self._groups = groups
        self._marked: set[str] = set()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = title, "", "en-US"
        properties.comments = provenance
        properties.created = properties.modified = dt.datetime.combine(made_on, dt.time())
        properties.last_modified_by, properties.revision = "", 1

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Headings, paragraphs and tables, one after the other."""
        for block in blocks:
            if isinstance(block, Heading):
                self._document.add_heading(block.text, block.level)
            elif isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(block)

    def section(self, *, numbers: str) -> None:
        """A new section on a new page, its pages numbered from 1; the page numbers themselves are the template's."""
        from docx.enum.section import WD_SECTION  # noqa: PLC0415
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        for old in section._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001 - python-docx has no name for it
            section._sectPr.remove(old)  # noqa: SLF001
        kind = OxmlElement("w:pgNumType")
        kind.set(qn("w:fmt"), numbers)
        kind.set(qn("w:start"), "1")
        margins = section._sectPr.find(qn("w:pgMar"))  # noqa: SLF001
        margins.addnext(kind)

    def table_of_authorities(self, entries: Sequence[Entry]) -> None:
        """The table of authorities, group by group."""
        self._document.add_paragraph("TABLE OF AUTHORITIES", style=TITLE)
        for group in GROUPS:
            found = [entry for entry in entries if entry.group == group]
            if not found:
                continue
            self._document.add_paragraph(group, style=GROUP)
            for number, entry in enumerate(found):
                paragraph = self._document.add_paragraph(style=LINE)
                if number == 0:
                    self._field(paragraph, "begin", f' TOA \\c "{_CATEGORIES[group]}" ')
                    self._field(paragraph, "separate")
                paragraph.add_run(entry.text)
                paragraph.add_run().add_tab()
                paragraph.add_run(", ".join(str(page) for page in entry.pages))
                if number == len(found) - 1:
                    self._field(paragraph, "end")

    def bytes(self) -> bytes:
        """The file, ended by a small line that tells how it was made."""
        self._document.add_paragraph(self._made, style=LAST)
        raw = io.BytesIO()
        self._document.save(raw)
        return without_times(raw.getvalue())

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._document.add_paragraph(style=PARAGRAPHS[block.style])
        for run in block.runs:
            self._run(paragraph, run)

    def _run(self, paragraph: Any, run: Run) -> None:
        name = _NAME.match(run.text) if run.kind is RunKind.CITE else None
        if name is not None:
            paragraph.add_run(name[0]).italic = True
        made = paragraph.add_run(NOT_IN_XML.sub("\ufffd", shown(run)[name.end() if name else 0 :]))
        if run.kind is RunKind.GAP:
            made.style = self._document.styles[GAP]
        if run.kind is RunKind.CITE and run.entry:
            self._mark(paragraph, run)

    def _mark(self, paragraph: Any, run: Run) -> None:
        """A hidden TA field after a citation: the whole of it at the first, its short name later."""
        name = run.entry[:_LONGEST_NAME].replace('"', "'")
        category = _CATEGORIES[self._groups[run.entry]]
        long = f'\\l "{name}" ' if name not in self._marked else ""
        self._marked.add(name)
        self._field(paragraph, "begin", f' TA {long}\\s "{name}" \\c {category} ', hidden=True)
        self._field(paragraph, "end", hidden=True)

    def _table(self, block: Table) -> None:
        self._document.add_paragraph(block.caption, style=PARAGRAPHS[Style.LEFT])
        table = self._document.add_table(rows=1, cols=len(block.head))
        table.style = "Table Grid"
        for cell, words in zip(table.rows[0].cells, block.head, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        self._repeat(table.rows[0])
        for row in block.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                made = cell.paragraphs[0].add_run(words)
                if words.startswith("[") and words.endswith("]"):
                    made.style = self._document.styles[GAP]
        self._document.add_paragraph(style=PARAGRAPHS[Style.LEFT])

    @staticmethod
    def _repeat(row: Any) -> None:
        """Mark a row as the head of its table, repeated on every page and read out as such."""
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no name for it

    def _field(self, paragraph: Any, kind: str, instruction: str = "", *, hidden: bool = False) -> None:
        """A part of a field: its begin with the instruction, what separates it from its result, its end."""
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        run = paragraph.add_run()
        run.font.hidden = hidden or None
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)  # noqa: SLF001
        if instruction:
            told = paragraph.add_run()
            told.font.hidden = hidden or None
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = instruction
            told._r.append(text)  # noqa: SLF001
