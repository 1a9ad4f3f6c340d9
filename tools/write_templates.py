"""Write the Word templates of drafts: what an office replaces by its own, with its letterhead and its fonts.

Run: python tools/write_templates.py
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from article3.documents.drafts.brief_values import Style
from article3.documents.drafts.brief_word import BRIEF, GROUP, LAST, LEVELS, LINE, MEMO, PARAGRAPHS, TITLE
from article3.documents.drafts.sheet import Role
from article3.documents.drafts.sheet_word import GAP, STYLES, without_times

PLACE = Path(__file__).parent.parent / "src" / "article3" / "documents" / "drafts" / "templates"
FONT = "Times New Roman"


def main() -> None:
    """Write every template."""
    PLACE.mkdir(parents=True, exist_ok=True)
    (PLACE / "sheet.docx").write_bytes(_sheet())
    (PLACE / BRIEF).write_bytes(_filing(double=True))
    (PLACE / MEMO).write_bytes(_filing(double=False))


def _sheet() -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), "Noto Naskh Arabic")
    for role, name in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.paragraph_format.space_after = Pt(8)
        if role in {Role.TITLE, Role.SUBTITLE}:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if role in {Role.TITLE, Role.HEADING}:
            style.font.bold = True
            _outline(style, 0 if role is Role.TITLE else 1)
            style.paragraph_format.keep_with_next = True
        if role is Role.TITLE:
            style.font.size = Pt(14)
        if role is Role.ITEM:
            style.paragraph_format.left_indent = Inches(0.25)
        if role is Role.SIGNATURE:
            style.paragraph_format.space_before = Pt(36)
        if role is Role.SMALL:
            style.font.size = Pt(8)
    gap = document.styles.add_style(GAP, WD_STYLE_TYPE.CHARACTER)
    gap.font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.add_paragraph("{{ body }}")
    document.add_paragraph("{{ provenance }}", style=STYLES[Role.SMALL])
    _page_number(section)
    raw = io.BytesIO()
    document.save(raw)
    return without_times(raw.getvalue())


def _filing(*, double: bool) -> bytes:
    """A brief, double-spaced, its cover page without a number; or a memorandum."""
    document = docx.Document()
    document.core_properties.author = ""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    section.different_first_page_header_footer = double
    _plain_font(document.styles["Normal"])
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name in LEVELS:
        style = document.styles[name]
        _plain_font(style)
        style.font.bold = name != LEVELS[-1]
        style.font.italic = name == LEVELS[-1]
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(12)
        style.paragraph_format.keep_with_next = True
    document.styles[LEVELS[0]].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made = {}
    for name in (*PARAGRAPHS.values(), TITLE, GROUP, LINE, LAST):
        made[name] = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made[name].base_style = document.styles["Normal"]
    for role in (Style.BODY, Style.ITEM):
        layout = made[PARAGRAPHS[role]].paragraph_format
        layout.line_spacing, layout.space_after = (2.0, Pt(0)) if double else (1.15, Pt(6))
    made[PARAGRAPHS[Style.BODY]].paragraph_format.first_line_indent = Inches(0.5)
    made[PARAGRAPHS[Style.ITEM]].paragraph_format.left_indent = Inches(0.5)
    quotation = made[PARAGRAPHS[Style.QUOTATION]].paragraph_format
    quotation.left_indent = quotation.right_indent = Inches(0.5)
    quotation.space_after = Pt(12)
    made[PARAGRAPHS[Style.RIGHT]].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name in (PARAGRAPHS[Style.CENTERED], TITLE):
        made[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made[TITLE].font.bold = made[GROUP].font.bold = True
    line = made[LINE].paragraph_format
    line.left_indent, line.first_line_indent, line.right_indent = Inches(0.5), Inches(-0.5), Inches(0.5)
    line.tab_stops.add_tab_stop(Inches(6.5), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    made[LAST].font.size = Pt(7)
    document.styles.add_style(GAP, WD_STYLE_TYPE.CHARACTER).font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.add_paragraph("{{ body }}")
    _page_number(section)
    raw = io.BytesIO()
    document.save(raw)
    return without_times(raw.getvalue())


def _plain_font(style: Any) -> None:
    """12-point black type of our own, whatever the theme says."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(12), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _page_number(section: Any) -> None:
    """The number of the page, centered at its foot."""
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, words in (("begin", ""), ("", " PAGE "), ("separate", ""), ("end", "")):
        run = footer.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = words
        run._r.append(mark)  # noqa: SLF001 - python-docx has no name for fields


def _outline(style: object, level: int) -> None:
    """Let readers of the screen move from heading to heading."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(mark)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
