"""A packet in parts: on the borders of exhibits where it can be, with numbers that go on, within the size that is taken."""

from __future__ import annotations

import io
import json
import random
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner

from article3.cli.app import app
from packet_files import PAPERS, packet_case

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 700_000


def noise(seed: int, size: int = 460) -> bytes:
    """A picture that cannot be packed well: about 200 kB."""
    data = random.Random(seed).randbytes(size * size)  # noqa: S311 - the same each time
    stream = io.BytesIO()
    Image.frombytes("L", (size, size), data).save(stream, "JPEG", quality=95, dpi=(72, 72))
    return stream.getvalue()


def pictures(pages: int) -> bytes:
    with pikepdf.new() as pdf:
        for number in range(pages):
            page = pdf.add_blank_page(page_size=(612, 792))
            image = pdf.make_stream(noise(number), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=460, Height=460)
            image.BitsPerComponent, image.ColorSpace, image.Filter = 8, pikepdf.Name.DeviceGray, pikepdf.Name.DCTDecode
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
            page.obj.Contents = pdf.make_stream(b"q 400 0 0 400 100 200 cm /Im Do Q")
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def build(case: Path, place: Path, *more: str) -> tuple[int, str]:
    arguments = ["packet", "build", str(case), "-o", str(place), "--today", "2026-11-23", *more]
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, arguments, prog_name="article3")
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("parts")
    exhibits = "\n" + "".join(f"  - {{id: e{n}, title: Pictures {n}, file: e{n}.pdf, language: English}}\n" for n in range(3))
    case = packet_case(folder / "in", exhibits, PAPERS)
    for number, pages in enumerate((2, 5, 2)):
        (folder / "in" / f"e{number}.pdf").write_bytes(pictures(pages))
    code, shown = build(case, folder / "Packet.pdf", "--limit", "0.7", "--format", "json")
    assert code == 0, shown
    return folder, case, json.loads(shown)


def test_parts_are_named_and_none_is_too_large(parts: tuple[Path, Path, dict[str, Any]]) -> None:
    folder, _, report = parts
    names = [part["file"] for part in report["parts"]]
    assert names == [f"Packet_Part{number}.pdf" for number in range(1, len(names) + 1)]
    assert len(names) > 2
    for part in report["parts"]:
        assert (folder / part["file"]).stat().st_size == part["size"] <= LIMIT
    assert not (folder / "Packet.pdf").exists()


def test_numbers_go_on_from_part_to_part(parts: tuple[Path, Path, dict[str, Any]]) -> None:
    folder, _, report = parts
    number = 0
    for part in report["parts"]:
        reader = pypdf.PdfReader(folder / part["file"], strict=True)
        with pypdfium2.PdfDocument(folder / part["file"]) as seen:
            for label, page in zip(reader.page_labels, seen, strict=True):
                number += 1
                assert label == str(number)
                assert page.get_textpage().get_text_bounded(0, 0, 612, 30).endswith(f"Page {number}")
        assert part["last"] == number
    assert number == report["pages"] == 15


def test_only_an_exhibit_that_is_larger_than_a_part_is_divided(parts: tuple[Path, Path, dict[str, Any]]) -> None:
    folder, _, report = parts
    divided = [remark["about"] for remark in report["remarks"] if remark["code"] == "divided"]
    assert divided == ["Exhibit B. Pictures 1"]
    starts = {part["first"] for part in report["parts"]}
    for entry in report["entries"]:
        inside = [start for start in starts if entry["first"] < start <= entry["last"]]
        assert bool(inside) == (entry["letter"] == "B"), entry
    later = [part for part in report["parts"] if part["first"] in range(7, 12)]
    outline: Any = pypdf.PdfReader(folder / later[0]["file"]).outline
    assert outline[0].title == "Exhibit B. Pictures 1 (continued)"


def test_the_contents_lead_into_other_parts(parts: tuple[Path, Path, dict[str, Any]]) -> None:
    folder, _, report = parts
    part_of = {entry["letter"]: entry["part"] for entry in report["entries"]}
    links: dict[str, tuple[str, int]] = {}
    reader: Any = pypdf.PdfReader(folder / "Packet_Part1.pdf")
    for link in reader.pages[1]["/Annots"]:
        annotation = link.get_object()
        if "/A" in annotation:
            links[annotation["/Contents"]] = (annotation["/A"]["/F"], annotation["/A"]["/D"][0])
    last = report["entries"][-1]
    file, index = links[f"Page {last['first']}"]
    assert file == report["parts"][-1]["file"]
    assert report["parts"][-1]["first"] + index == last["first"]
    with pypdfium2.PdfDocument(folder / "Packet_Part1.pdf") as seen:
        words = seen[1].get_textpage().get_text_range()
    assert "Part" in words
    assert part_of["A"] == 1 < part_of["B"] <= part_of["C"]


def test_every_part_is_sound_and_tagged(parts: tuple[Path, Path, dict[str, Any]]) -> None:
    folder, _, report = parts
    for part in report["parts"]:
        with pikepdf.open(folder / part["file"]) as pdf:
            assert pdf.check_pdf_syntax() == []
            numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            known = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
            assert len(known) >= len(pdf.pages)
            for page in pdf.pages:
                elements = [one for one in known[int(page.obj.StructParents)] if isinstance(one, pikepdf.Dictionary)]
                assert any(element.Pg == page.obj for element in elements)


@pytest.mark.unmeasured
def test_the_same_again_is_the_same_to_the_byte_and_an_earlier_packet_goes(parts: tuple[Path, Path, dict[str, Any]]) -> None:
    folder, case, report = parts
    before = {part["file"]: (folder / part["file"]).read_bytes() for part in report["parts"]}
    code, shown = build(case, folder / "Packet.pdf", "--limit", "0.7")
    assert code == 2
    assert "Packet.html is there already" in shown
    code, shown = build(case, folder / "Packet.pdf", "--limit", "0.7", "--force")
    assert code == 0, shown
    assert {name: (folder / name).read_bytes() for name in before} == before
    code, shown = build(case, folder / "Packet.pdf", "--force")
    assert code == 0, shown
    assert sorted(path.name for path in folder.iterdir()) == ["Packet.html", "Packet.pdf", "in"]
