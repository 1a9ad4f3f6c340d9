"""A brief or a memorandum as a Word file that a lawyer can go on editing.

Headings and paragraphs have styles; gaps have the character style "Gap". Every citation of a brief carries a hidden "
"TA field, and the table
of authorities is a TOA field with a first version already in it: after editing, Word renews it (Ctrl+A, F9). The same content
gives the same bytes: dates come from the document, and the archive has none of its own.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from article3.documents.drafts.brief_sources import AGENCY, COURTS, GROUPS, OTHER, REGULATIONS, STATUTES
from article3.documents.drafts.brief_values import Heading, Paragraph, RunKind, Style, Table, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.documents.drafts.brief_values import Block, Brief, Entry, Memo, Run

_CATEGORIES = {COURTS: 1, STATUTES: 2, OTHER: 3, REGULATIONS: 6, AGENCY: 8}
"""Word's numbers of the categories of a table of authorities; those from 8 on are for the user."""
_FONT = "Times New Roman"
_STYLES = {
    Style.BODY: "Brief Text",
    Style.QUOTATION: "Brief Quotation",
    Style.ITEM: "Brief Item",
    Style.CENTERED: "Brief Centered",
    Style.LEFT: "Brief Left",
    Style.RIGHT: "Brief Right",
}
_GAP = "Gap"
_LONGEST_NAME = 200
"""A TA field names an authority in so many characters at most."""
_NAME = re.compile(r"[^,§]+(?:, [A-Z][^,§]*)*(?=, (?:\d|No\.))")
"""The name of a decision, which is set in italics."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def brief_file(brief: Brief, made_on: dt.date) -> bytes:
    """A brief as the bytes of a .docx.

    Args:
        brief: what it says.
        made_on: the day for its properties.

    Raises:
        ImportError: if the extra ``documents`` is not installed.
    """
    written = _Written(brief.title, brief.provenance, made_on, double=True)
    written.blocks(brief.caption)
    written.section(numbers="lowerRoman")
    written.table_of_authorities(brief.authorities)
    written.section(numbers="decimal")
    written.blocks(brief.body)
    return written.bytes()


def memo_file(memo: Memo, made_on: dt.date) -> bytes:
    """A memorandum as the bytes of a .docx; its arguments are those of :func:`brief_file`."""
    written = _Written(memo.title, memo.provenance, made_on, double=False)
    written.blocks(memo.heading)
    written.blocks(memo.body)
    written.number_pages()
    return written.bytes()


class _Written:
    """A Word file that is being written."""

    def __init__(self, title: str, provenance: str, made_on: dt.date, *, double: bool) -> None:
        from docx import Document  # noqa: PLC0415 - only documents need it

        self._document = Document()
        self._provenance = provenance
        self._marked: set[str] = set()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = title, "", "en-US"
        properties.comments = provenance
        properties.created = properties.modified = dt.datetime.combine(made_on, dt.time())
        properties.last_modified_by, properties.revision = "", 1
        self._styles(double=double)
        self._page(self._document.sections[0])

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
        """A new section on a new page, its pages numbered from 1 at the foot."""
        from docx.enum.section import WD_SECTION  # noqa: PLC0415

        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        self._page(section)
        section.footer.is_linked_to_previous = False
        self._numbered(section, numbers)

    def number_pages(self) -> None:
        """Page numbers at the foot of a file that has one section."""
        self._numbered(self._document.sections[0], "decimal")

    def table_of_authorities(self, entries: Sequence[Entry]) -> None:
        """The table of authorities, group by group."""
        self._centered("TABLE OF AUTHORITIES")
        for group in GROUPS:
            found = [entry for entry in entries if entry.group == group]
            if not found:
                continue
            self._document.add_paragraph(group, style="Authorities Heading")
            for number, entry in enumerate(found):
                paragraph = self._document.add_paragraph(style="Authorities Line")
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
        self._document.add_paragraph(self._provenance, style="Provenance")
        raw = io.BytesIO()
        self._document.save(raw)
        return _without_times(raw.getvalue())

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._document.add_paragraph(style=_STYLES[block.style])
        for run in block.runs:
            self._run(paragraph, run)

    def _run(self, paragraph: Any, run: Run) -> None:
        name = _NAME.match(run.text) if run.kind is RunKind.CITE else None
        if name is not None:
            paragraph.add_run(name[0]).italic = True
        made = paragraph.add_run(shown(run)[name.end() if name else 0 :])
        if run.kind is RunKind.GAP:
            made.style = self._document.styles[_GAP]
        if run.kind is RunKind.CITE and run.entry:
            self._mark(paragraph, run)

    def _mark(self, paragraph: Any, run: Run) -> None:
        """A hidden TA field after a citation: the whole of it at the first, its short name later."""
        name = run.entry[:_LONGEST_NAME].replace('"', "'")
        category = _CATEGORIES[self._group(run)]
        long = f'\\l "{name}" ' if name not in self._marked else ""
        self._marked.add(name)
        self._field(paragraph, "begin", f' TA {long}\\s "{name}" \\c {category} ', hidden=True)
        self._field(paragraph, "end", hidden=True)

    @staticmethod
    def _group(run: Run) -> str:
        """The heading of the table that a citation belongs to, by how it is written."""
        if "C.F.R." in run.entry:
            return REGULATIONS
        if run.entry.startswith(("INA ", "8 U.S.C.")):
            return STATUTES
        if " I&N Dec. " in run.entry:
            return AGENCY
        return COURTS if run.entry.endswith(")") and " v. " in run.entry else OTHER

    def _table(self, block: Table) -> None:
        self._document.add_paragraph(block.caption, style=_STYLES[Style.LEFT])
        table = self._document.add_table(rows=1, cols=len(block.head))
        table.style = "Table Grid"
        for cell, words in zip(table.rows[0].cells, block.head, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        self._repeat(table.rows[0])
        for row in block.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                made = cell.paragraphs[0].add_run(words)
                if words.startswith("[") and words.endswith("]"):
                    made.style = self._document.styles[_GAP]
        self._document.add_paragraph(style=_STYLES[Style.LEFT])

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

    def _numbered(self, section: Any, numbers: str) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        kind = OxmlElement("w:pgNumType")
        kind.set(qn("w:fmt"), numbers)
        kind.set(qn("w:start"), "1")
        section._sectPr.append(kind)  # noqa: SLF001
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = 1
        self._field(paragraph, "begin", " PAGE ")
        self._field(paragraph, "end")

    def _centered(self, words: str) -> None:
        self._document.add_paragraph(words, style="Authorities Title")

    @staticmethod
    def _page(section: Any) -> None:
        from docx.shared import Inches  # noqa: PLC0415

        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)

    def _styles(self, *, double: bool) -> None:
        from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_TAB_ALIGNMENT, WD_TAB_LEADER  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Inches, Pt, RGBColor  # noqa: PLC0415

        styles = self._document.styles

        def set_font(style: Any, size: float, *, bold: bool = False) -> None:
            style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, Pt(size), bold, False
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{name}"), None)

        set_font(styles["Normal"], 12)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for level in range(1, 5):
            style = styles[f"Heading {level}"]
            set_font(style, 12, bold=True)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(12)
            style.paragraph_format.keep_with_next = True
        styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles["Heading 4"].font.bold, styles["Heading 4"].font.italic = False, True
        for name in _STYLES.values():
            made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = styles["Normal"]
        text = styles[_STYLES[Style.BODY]].paragraph_format
        text.first_line_indent, text.line_spacing, text.space_after = Inches(0.5), 2.0 if double else 1.15, Pt(0 if double else 6)
        item = styles[_STYLES[Style.ITEM]].paragraph_format
        item.left_indent, item.line_spacing, item.space_after = Inches(0.5), 2.0 if double else 1.15, Pt(0 if double else 4)
        quotation = styles[_STYLES[Style.QUOTATION]].paragraph_format
        quotation.left_indent = quotation.right_indent = Inches(0.5)
        quotation.space_after = Pt(12)
        styles[_STYLES[Style.CENTERED]].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles[_STYLES[Style.RIGHT]].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        marked = styles.add_style(_GAP, WD_STYLE_TYPE.CHARACTER)
        marked.font.highlight_color = WD_COLOR_INDEX.YELLOW
        title = styles.add_style("Authorities Title", WD_STYLE_TYPE.PARAGRAPH)
        title.base_style, title.font.bold = styles["Normal"], True
        title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        group = styles.add_style("Authorities Heading", WD_STYLE_TYPE.PARAGRAPH)
        group.base_style, group.font.bold = styles["Normal"], True
        line = styles.add_style("Authorities Line", WD_STYLE_TYPE.PARAGRAPH)
        line.base_style = styles["Normal"]
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Inches(0.5), Inches(-0.5)
        line.paragraph_format.right_indent = Inches(0.5)
        line.paragraph_format.tab_stops.add_tab_stop(Inches(6.5), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        last = styles.add_style("Provenance", WD_STYLE_TYPE.PARAGRAPH)
        last.base_style = styles["Normal"]
        last.font.size = Pt(7)


def _without_times(data: bytes) -> bytes:
    """The same archive with no times of its own, its parts in the same order."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED, 6)
    return result.getvalue()
