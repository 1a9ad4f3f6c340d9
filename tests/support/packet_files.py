"""Exhibits of invented people for packets, in every format that is taken, and a case that names them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from pdf_files import pdf_file
from word_files import paragraph, word_file

if TYPE_CHECKING:
    from pathlib import Path

ARABIC = "إفادة خطية\n\nأنا الموقع أدناه أشهد أن ما يلي صحيح. تم توقيفي في دمشق.\n"  # noqa: RUF001 - Arabic
PAPERS = """
proceeding: {kind: removal}
detention: {detained: yes}
events:
  - {kind: master_hearing, on: 2027-03-01}
  - {kind: individual_hearing, on: 2027-01-12}
papers:
  person: {a_number: "012345678", family_name: Invented, given_name: Ana, street: 3 Elm Street, city: San Diego, state: CA, zip: "92101"}
  representative:
    {name: Bea Counsel, kind: attorney, street: 4 Pine Street, city: San Diego, state: CA, zip: "92101", phone: 619-555-0102, eoir_id: ZZ000001}
  court: {city: San Diego, state: CA, judge: Pat Judge, time: "8:30 a.m.", next_hearing: individual, filing_by: ecas}
"""
EXHIBITS = """
  - id: complaint
    title: Denuncia ante la policía
    kind: police_document
    file: complaint.pdf
    language: Spanish
    author: Policía Ejemplo
    date: 2024-03
    translation: {file: complaint-en.txt, translator: Carla Intérprete, address: 1 Main Street, phone: 619-555-0100}
    highlight: [beaten by three men]
  - {id: medical, title: Medical record, kind: medical, file: medical.jpg, language: English}
  - {id: small, title: A small picture, kind: other, file: small.png, language: English}
  - id: statement
    title: إفادة خطية
    kind: witness_statement
    file: statement.txt
    language: Arabic
    translation: {file: statement-en.html, translator: Omar Translator, address: 2 Oak Street, phone: 619-555-0101, certified: signed.pdf}
  - id: conditions
    title: Country conditions
    kind: country_conditions
    file: conditions.docx
    language: English
    source: example.org/reports
    author: An institute
    date: 2026
    highlight: ["the police DO NOT protect witnesses", "which is nowhere"]
    adverse: ["Country  conditions", "nor is this"]
"""


def scan(*, foot: bool, size: tuple[int, int] = (850, 1100)) -> Image.Image:
    """A gray scan with lines, and ink where a page number goes if asked."""
    image = Image.new("L", size, 255)
    pen = ImageDraw.Draw(image)
    for row in range(100, size[1] - 100, 60):
        pen.line((80, row, size[0] - 80, row), fill=0, width=4)
    if foot:
        pen.rectangle((size[0] * 2 // 5, size[1] - 30, size[0] * 3 // 5, size[1] - 10), fill=0)
    return image


def jpeg(image: Image.Image, dpi: int = 100) -> bytes:
    """The same as a JPEG."""
    stream = io.BytesIO()
    image.save(stream, "JPEG", dpi=(dpi, dpi))
    return stream.getvalue()


def png(image: Image.Image) -> bytes:
    """The same as a PNG."""
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def drawn(content: bytes, box: tuple[float, ...] = (0, 0, 612, 792), **keys: object) -> bytes:
    """A PDF of one page with this content and these keys of the page."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        page.obj.MediaBox = Array([*box])
        page.obj.Contents = pdf.make_stream(content)
        page.obj.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        for key, value in keys.items():
            page.obj[f"/{key}"] = value
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def with_form() -> bytes:
    """A PDF with a filled field whose appearance is drawn."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        look = pdf.make_stream(b"0 0 0 rg 0 0 200 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 20]))
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V="Ana", F=4, Rect=Array([100, 600, 300, 620]),
                AP=Dictionary(N=look),
            )
        )  # fmt: skip
        page.obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        stream = io.BytesIO()
        pdf.save(stream, encryption=pikepdf.Encryption(owner="owner", user=""))
    return stream.getvalue()


def packet_case(folder: Path, exhibits: str = EXHIBITS, papers: str = PAPERS, name: str = "case.yaml") -> Path:
    """Write a case file and every file that its exhibits may name."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "complaint.pdf": pdf_file([["Denuncia ante la policia", "La denunciante dice que fue golpeada."], ["Firma."]]),
        "complaint-en.txt": b"Complaint to the police\n\nThe complainant says that she was beaten\nby three men for her testimony.\n",
        "medical.jpg": jpeg(scan(foot=True)),
        "statement.txt": ARABIC.encode(),
        "statement-en.html": b"<h1>Statement</h1><p>What follows is true.<img src='http://192.0.2.1/x.png' alt='x'></p>",
        "signed.pdf": pdf_file([["Certificate of translation", "Signed: Omar Translator"]]),
        "conditions.docx": word_file([paragraph("Country conditions"), paragraph("The police do not protect witnesses there.")]),
    }
    for named, data in files.items():
        (folder / named).write_bytes(data)
    scan(foot=False, size=(400, 300)).save(folder / "small.png")
    place = folder / name
    listed = f"exhibits:{exhibits}" if exhibits else ""
    place.write_text(f"article3: 1\ntitle: A case\nforum: {{circuit: 9}}\n{listed}{papers}", encoding="utf-8")
    return place
