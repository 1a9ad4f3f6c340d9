"""Write the exhibits of examples/jorge.yaml into examples/jorge/: papers of our own making, for trying out a packet.

Jorge and what happened to him are the practice advisory's. Every name, day, number and paper is invented, except what the two
extracts on El Salvador say of that country, which is told in our words after the sources they name.
Run: python tools/write_example_exhibits.py
"""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import docx
import pypdfium2 as pdfium
from weasyprint import HTML

TEXTS = Path(__file__).parent / "example_exhibits.toml"
PLACE = Path(__file__).parent.parent / "examples" / "jorge"
RESOLUTION = 300
"""Dots an inch of the scanned record, the least that the court's filing system takes."""


def main() -> None:
    """Write every exhibit."""
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    PLACE.mkdir(parents=True, exist_ok=True)
    declared = [f"{number}. {paragraph}" for number, paragraph in enumerate(_paragraphs(texts["declaration"]), 1)]
    _word(PLACE / "declaration.docx", "Declaration of Jorge Ejemplo", declared)
    _pdf(PLACE / "complaint.pdf", _paragraphs(texts["complaint"]))
    _word(PLACE / "complaint-english.docx", "English translation", _paragraphs(texts["complaint_in_english"]))
    _scan(PLACE / "medical-record.png", _paragraphs(texts["record"]))
    _word(PLACE / "medical-record-english.docx", "English translation", _paragraphs(texts["record_in_english"]))
    (PLACE / "conditions-gangs.html").write_text(texts["gangs"], encoding="utf-8")
    (PLACE / "conditions-police.txt").write_text(texts["police"], encoding="utf-8")


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")]


def _word(place: Path, title: str, paragraphs: list[str]) -> None:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "An example of article3"
    document.add_heading(title, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(place))


def _page(paragraphs: list[str]) -> HTML:
    style = "@page { size: Letter; margin: 1in } body { font: 14pt serif; line-height: 1.6 }"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<head><title>{paragraphs[0]}</title><style>{style}</style></head>"
    return HTML(string=f'<html lang="es">{head}<body>{body}</body></html>')


def _pdf(place: Path, paragraphs: list[str]) -> None:
    _page(paragraphs).write_pdf(place, pdf_identifier=place.name.encode())


def _scan(place: Path, paragraphs: list[str]) -> None:
    """A page as a scanner would give it: gray, 300 dots an inch."""
    content = _page(paragraphs).write_pdf()
    picture = pdfium.PdfDocument(io.BytesIO(content))[0].render(scale=RESOLUTION / 72, grayscale=True).to_pil()
    picture.quantize(16).save(place, dpi=(RESOLUTION, RESOLUTION), optimize=True)


if __name__ == "__main__":
    main()
