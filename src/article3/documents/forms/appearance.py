"""What a field looks like: appearance streams of our own, so that every viewer shows the same."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from article3.documents.forms.fitting import ENCODING, LEADING, MARGIN, Fitted, width

if TYPE_CHECKING:
    from collections.abc import Iterable

FONT = "/A3Helvetica"
_DESCENT = 0.22
"""How far letters reach below the line, in sizes of the font."""


@dataclasses.dataclass(frozen=True)
class Paper:
    """Where a field is drawn: in which PDF, with which font, how wide and high."""

    pdf: pikepdf.Pdf
    font: pikepdf.Object
    wide: float
    high: float


def add_font(form: pikepdf.Object, pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Helvetica in the form's resources, under a name of ours."""
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    if "/DR" not in form:
        form["/DR"] = Dictionary()
    if "/Font" not in form["/DR"]:
        form["/DR"]["/Font"] = Dictionary()
    form["/DR"]["/Font"][FONT] = font
    return font


def of_line(paper: Paper, fitted: Fitted) -> pikepdf.Stream:
    """One line, in the middle of the height."""
    up = max((paper.high - fitted.size) / 2 + _DESCENT * fitted.size, _DESCENT * fitted.size)
    return _stream(paper, [(MARGIN, up, line) for line in fitted.lines], fitted.size)


def of_lines(paper: Paper, fitted: Fitted) -> pikepdf.Stream:
    """Lines from the top."""
    step = fitted.size * LEADING
    top = paper.high - MARGIN - fitted.size * (1 - _DESCENT)
    placed = [(MARGIN, top - number * step, line) for number, line in enumerate(fitted.lines)]
    return _stream(paper, placed, fitted.size)


def of_comb(paper: Paper, fitted: Fitted, cells: int) -> pikepdf.Stream:
    """Each character in a cell of its own."""
    cell = paper.wide / cells
    up = max((paper.high - fitted.size) / 2 + _DESCENT * fitted.size, 1)
    text = "".join(fitted.lines)
    placed = [(cell * number + (cell - width(one, fitted.size)) / 2, up, one) for number, one in enumerate(text)]
    return _stream(paper, placed, fitted.size)


def _stream(paper: Paper, placed: Iterable[tuple[float, float, str]], size: float) -> pikepdf.Stream:
    drawn = [f"/Tx BMC\nq\n0 0 {paper.wide:.2f} {paper.high:.2f} re\nW\nn\nBT\n{FONT} {size:g} Tf\n0 g\n".encode()]
    for left, up, line in placed:
        drawn.append(f"1 0 0 1 {left:.2f} {up:.2f} Tm\n".encode() + _literal(line) + b" Tj\n")
    drawn.append(b"ET\nQ\nEMC\n")
    stream = pikepdf.Stream(paper.pdf, b"".join(drawn))
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, Decimal(f"{paper.wide:.2f}"), Decimal(f"{paper.high:.2f}")])
    stream.Resources = Dictionary(Font=Dictionary({FONT: paper.font}))
    return stream


def _literal(line: str) -> bytes:
    return String(line.encode(ENCODING)).unparse()


def shown_in(stream: pikepdf.Object) -> tuple[str, ...]:
    """The strings that an appearance of ours shows, one a line."""
    shown = (one for one in pikepdf.parse_content_stream(stream) if str(one.operator) == "Tj")
    return tuple(bytes(one.operands[0]).decode(ENCODING) for one in shown)


def draws_anything(stream: pikepdf.Object) -> bool:
    """Whether an appearance shows anything, in whatever font."""
    return any(str(one.operator) in {"Tj", "TJ", "Do"} for one in pikepdf.parse_content_stream(stream))
