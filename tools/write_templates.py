"""Write the Word templates of drafts: what an office replaces by its own, with its letterhead and its fonts.

Run: python tools/write_templates.py
"""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

from article3.documents.drafts.sheet import Role
from article3.documents.drafts.sheet_word import GAP, STYLES, without_times

PLACE = Path(__file__).parent.parent / "src" / "article3" / "documents" / "drafts" / "templates"
FONT = "Times New Roman"


def main() -> None:
    """Write every template."""
    PLACE.mkdir(parents=True, exist_ok=True)
    (PLACE / "sheet.docx").write_bytes(_sheet())


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
    raw = io.BytesIO()
    document.save(raw)
    return without_times(raw.getvalue())


def _outline(style: object, level: int) -> None:
    """Let readers of the screen move from heading to heading."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(mark)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
