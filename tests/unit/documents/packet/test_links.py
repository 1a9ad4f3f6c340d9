"""Links inside an exhibit lead in the packet to the page that they led to, whatever way its author's program names pages."""

from __future__ import annotations

import io
import json
import random
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, String
from typer.testing import CliRunner

from article3.cli.app import app
from packet_files import packet_case

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 4
LEADS_TO = [4, 3, 2, 4]
"""Pages, from 1, to which the links of the first page lead, in their order."""


def linked(filling: int) -> bytes:
    """Pages with so many kB each, and links on the first: to a page, to a name of the tree, to a name of the old kind, to a name by an action."""
    with pikepdf.new() as pdf:
        for _ in range(PAGES):
            page = pdf.add_blank_page(page_size=(612, 792))
            page.obj.Contents = pdf.make_stream(b"0 0 0 rg 100 300 200 200 re f")
            noise = random.Random(1).randbytes(filling * 1000)  # noqa: S311 - the same each time
            image = pdf.make_stream(noise, Type=Name.XObject, Subtype=Name.Image, Width=1000, Height=filling, BitsPerComponent=8)
            image.ColorSpace = Name.DeviceGray
            page.obj.Resources = Dictionary(XObject=Dictionary(Im=image))
        pages = [page.obj for page in pdf.pages]
        pdf.Root.Names = Dictionary(Dests=NameTree.new(pdf).obj)
        names = NameTree(pdf.Root.Names.Dests)
        names["third"] = Array([pages[2], Name.XYZ, 0, 700, 0])
        names["last"] = pdf.make_indirect(Dictionary(D=Array([pages[3], Name.Fit])))
        pdf.Root.Dests = Dictionary(Second=Array([pages[1], Name.Fit]))
        targets: list[dict[str, Any]] = [
            {"Dest": Array([pages[3], Name.Fit])},
            {"Dest": String("third")},
            {"Dest": Name.Second},
            {"A": Dictionary(S=Name.GoTo, D=String("last"))},
            {"Dest": String("nowhere")},
            {"A": Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))},
        ]
        pages[0].Annots = Array([
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10 + 20 * at, 90, 25 + 20 * at]), **target)
            )
            for at, target in enumerate(targets)
        ])  # fmt: skip
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def lead(reader: Any, page: int) -> list[int]:
    """Pages, from 1, to which the links of a page lead."""
    found = []
    for link in reader.pages[page - 1].get("/Annots", []):
        annotation = link.get_object()
        target = annotation.get("/Dest", annotation.get("/A", {}).get("/D"))
        found.append(reader.get_page_number(target[0].get_object()) + 1)
    return found


def built(folder: Path, *more: str) -> dict[str, Any]:
    place = folder / "packet.pdf"
    case = str(folder / "in" / "case.yaml")
    arguments = ["packet", "build", case, "-o", str(place), "--today", "2026-11-23", "--format", "json", *more]
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments, prog_name="article3")
    assert done.exit_code == 0, done.output
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.parametrize("filling", [1, 1500], ids=["copied", "built upon"])
def test_links_of_a_pdf_lead_to_their_pages(tmp_path: Path, filling: int) -> None:
    exhibits = "".join(f"\n  - {{id: e{n}, title: Report {n}, file: report.pdf, language: English}}" for n in range(2)) + "\n"
    packet_case(tmp_path / "in", exhibits)
    (tmp_path / "in" / "report.pdf").write_bytes(linked(filling))
    report = built(tmp_path)
    reader: Any = pypdf.PdfReader(tmp_path / "packet.pdf", strict=True)
    for letter in ("A", "B"):
        first = next(entry["first"] for entry in report["entries"] if entry["letter"] == letter) + 1  # its tab comes before
        assert lead(reader, first) == [first - 1 + number for number in LEADS_TO]
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []


def test_links_of_a_page_that_is_laid_out_lead_to_their_pages(tmp_path: Path) -> None:
    packet_case(tmp_path / "in", "\n  - {id: page, title: A page, file: page.html, language: English}\n")
    words = "<p>Words.</p>" * 120
    page = f"<h1>A page</h1><p><a href='#end'>To the end</a></p>{words}<h2 id='end'>The end</h2>"
    (tmp_path / "in" / "page.html").write_text(page, encoding="utf-8")
    report = built(tmp_path)
    reader: Any = pypdf.PdfReader(tmp_path / "packet.pdf", strict=True)
    entry = next(entry for entry in report["entries"] if entry["letter"] == "A")
    assert entry["last"] > entry["first"] + 2
    assert lead(reader, entry["first"] + 1) == [entry["last"]]


def test_links_out_of_a_part_are_taken_out(tmp_path: Path) -> None:
    packet_case(tmp_path / "in", "\n  - {id: report, title: Report, file: report.pdf, language: English}\n")
    (tmp_path / "in" / "report.pdf").write_bytes(linked(400))
    report = built(tmp_path, "--limit", "1")
    assert len(report["parts"]) > 1
    for part in report["parts"]:
        reader: Any = pypdf.PdfReader(tmp_path / part["file"], strict=True)
        for number in range(1, len(reader.pages) + 1):
            if part["first"] - 1 + number not in (1, 2):
                assert all(1 <= page <= len(reader.pages) for page in lead(reader, number))
