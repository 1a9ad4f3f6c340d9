"""Build a packet of 2,000 scanned pages and 500 MB, and tell its time and the most memory that the process had.

Makes its own input: gray scans of letter size at 300 dots an inch, in files of 80 pages. Run ``python benchmarks/packet.py``;
``--pages`` and ``--megabytes`` change the size.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pikepdf
from PIL import Image, ImageDraw

_A_FILE = 80
_SHEET = (2550, 3300)
_KINDS = 8


class Measured(NamedTuple):
    """One run: seconds, the most memory in megabytes, the packet's files and their size in megabytes."""

    seconds: float
    memory: float
    files: int
    megabytes: float


def scan(size: int, seed: int) -> bytes:
    """A page of scanned lines, as JPEG of about that many bytes."""
    drawn = random.Random(seed)  # noqa: S311 - the same input each time
    image = Image.new("L", _SHEET, 255)
    pen = ImageDraw.Draw(image)
    for row in range(200, 3200, 46):
        at = 220
        while at < 2300:  # noqa: PLR2004 - the right margin
            width = drawn.randint(20, 140)
            pen.rectangle((at, row, at + width, row + drawn.randint(14, 26)), fill=drawn.randint(0, 90))
            at += width + 16
    grain = Image.frombytes("L", (_SHEET[0] // 4, _SHEET[1] // 4), drawn.randbytes((_SHEET[0] // 4) * (_SHEET[1] // 4)))
    image = Image.blend(image, grain.resize(_SHEET), 0.03)
    best = b""
    for quality in range(5, 96, 5):
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, dpi=(300, 300))
        if best and len(stream.getvalue()) > size:
            break
        best = stream.getvalue()
    return best + b"\0" * max(0, size - len(best))


def scans(folder: Path, pages: int, megabytes: int) -> list[str]:
    """Files of scanned pages, and their names."""
    size = megabytes * 1_000_000 // pages
    kinds = [scan(size, seed) for seed in range(min(_KINDS, pages))]
    names = []
    for begun in range(0, pages, _A_FILE):
        name = f"scan-{begun // _A_FILE + 1:03d}.pdf"
        with pikepdf.new() as pdf:
            for number in range(begun, min(pages, begun + _A_FILE)):
                page = pdf.add_blank_page(page_size=(612, 792))
                image = pdf.make_stream(
                    kinds[number % len(kinds)],
                    Type=pikepdf.Name.XObject,
                    Subtype=pikepdf.Name.Image,
                    Width=_SHEET[0],
                    Height=_SHEET[1],
                    BitsPerComponent=8,
                    ColorSpace=pikepdf.Name.DeviceGray,
                    Filter=pikepdf.Name.DCTDecode,
                )
                page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
                page.obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /Im Do Q")
            pdf.save(folder / name, deterministic_id=True)
        names.append(name)
    return names


def case(folder: Path, names: list[str]) -> Path:
    """A case file that names them as exhibits."""
    exhibits = "".join(
        f"  - {{id: e{number}, title: Records {number}, language: English, file: {name}}}\n" for number, name in enumerate(names)
    )
    place = folder / "case.yaml"
    papers = "papers: {person: {family_name: Doe, a_number: '123456789'}, representative: {name: Counsel}}\n"
    place.write_text(f"article3: 1\nforum: {{circuit: 9}}\nexhibits:\n{exhibits}{papers}", encoding="utf-8")
    return place


def measured(folder: Path, pages: int, megabytes: int) -> Measured:
    """Make the input in a folder, build the packet in a process of its own, and measure that."""
    place = case(folder, scans(folder, pages, megabytes))
    # Of its own memory: what getrusage tells begins with that of the process which started it.
    program = (
        "import pathlib, sys\nfrom article3.cli.app import app\n"
        "try:\n    app()\nfinally:\n"
        "    status = pathlib.Path('/proc/self/status').read_text()\n"
        "    print('peak', status.split('VmHWM:')[1].split()[0], file=sys.stderr)\n"
    )
    command = [
        sys.executable,
        "-c",
        program,
        "packet",
        "build",
        str(place),
        "-o",
        str(folder / "packet.pdf"),
        "--today",
        "2026-11-23",
    ]
    begun = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)  # noqa: S603 - our own command
    taken = time.perf_counter() - begun
    built = sorted(folder.glob("packet*.pdf"))
    peak = next(int(line.split()[1]) for line in done.stderr.splitlines() if line.startswith("peak "))
    return Measured(taken, peak / 1000, len(built), sum(one.stat().st_size for one in built) / 1_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--megabytes", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="packet-", dir=".") as folder:
        found = measured(Path(folder), asked.pages, asked.megabytes)
    print(f"{asked.pages} pages, {asked.megabytes} MB: {found.seconds:.1f} s, at most {found.memory:.0f} MB of memory,")
    print(f"{found.files} files of {found.megabytes:.0f} MB together")


if __name__ == "__main__":
    main()
