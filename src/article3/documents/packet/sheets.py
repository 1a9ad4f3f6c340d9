"""Pages as they stand in the packet: on letter paper, numbered below without hiding anything, with passages marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from article3.documents.packet.pictures import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from article3.documents.packet.looking import Box
    from article3.documents.packet.tagging import Tags

_STRIP = 36.0
"""Height of the foot that is kept free for the number where a page has ink there."""
_BASELINE, _SIZE = 15.0, 10.0
_STAMP_HALF, _STAMP_TOP = 110.0, 30.0
"""Half the width, and the height, of the area that a number may cover."""
_DIGIT, _LETTER = 0.556, 0.6
_DRAWN_BY_RECT = ("/QuadPoints", "/Vertices", "/L", "/CL")


_NOT_KEPT = (
    "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate", "/Thumb", "/PieceInfo", "/Metadata", "/UserUnit", "/AA", "/B",
)  # fmt: skip
"""What a page had and the packet's page has not: other boxes, what runs by itself, what says who made it and with what."""


class Matrix(NamedTuple):
    """A transformation as PDF writes it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The upright rectangle around where a rectangle goes."""
        first, second = self.at(left, bottom), self.at(right, top)
        return min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])

    def __str__(self) -> str:
        return " ".join(f"{number:.5f}".rstrip("0").rstrip(".") for number in self)


class Frame(NamedTuple):
    """How a source's page lies on the paper.

    Attributes:
        paper: its width and height.
        box: the visible part of the source's page, in its own space.
        turned: how far it is turned clockwise.
        scale: its size on the paper.
        left, bottom: where its lower left corner lies, as seen.
    """

    paper: tuple[float, float]
    box: tuple[float, float, float, float]
    turned: int
    scale: float
    left: float
    bottom: float

    @property
    def seen(self) -> tuple[float, float]:
        """Width and height of the source's page as seen."""
        return _seen(self.box, self.turned)

    def matrix(self) -> Matrix:
        """From the space of the source's page to the paper."""
        x0, y0, x1, y1 = self.box
        s, left, bottom = self.scale, self.left, self.bottom
        if self.turned == 90:  # noqa: PLR2004 - degrees
            return Matrix(0, -s, s, 0, left - s * y0, bottom + s * x1)
        if self.turned == 180:  # noqa: PLR2004
            return Matrix(-s, 0, 0, -s, left + s * x1, bottom + s * y1)
        if self.turned == 270:  # noqa: PLR2004
            return Matrix(0, s, -s, 0, left + s * y1, bottom - s * x0)
        return Matrix(s, 0, 0, s, left - s * x0, bottom - s * y0)

    def cut_for_stamp(self) -> tuple[float, float, float, float]:
        """What to cut off the source's page, as seen, so that what lies under the number is left."""
        width, height = self.seen
        middle = self.paper[0] / 2
        left, right = ((middle - _STAMP_HALF - self.left) / self.scale, (middle + _STAMP_HALF - self.left) / self.scale)
        bottom, top = (-self.bottom / self.scale, (_STAMP_TOP - self.bottom) / self.scale)
        return left, bottom, width - right, height - top


def frame(page: pikepdf.Page, *, foot: bool) -> Frame:
    """Lay a page on letter paper, upright or across as it is seen; a smaller one keeps its size, a larger one shrinks.

    Args:
        page: of a source.
        foot: whether a strip for the number stays free below it.
    """
    box = _visible(page)
    turned = int(page.obj.get("/Rotate", 0) or 0) % 360
    width, height = _seen(box, turned)
    paper = PAPER if height >= width else (PAPER[1], PAPER[0])
    floor = _STRIP if foot else 0.0
    unit = max(1.0, float(page.obj.get("/UserUnit", 1) or 1))  # a large page counts in units of several points each
    scale = min(unit, paper[0] / width, (paper[1] - floor) / height)
    bottom = floor + (paper[1] - floor - height * scale) / 2
    return Frame(paper, box, turned, scale, (paper[0] - width * scale) / 2, bottom)


def settle(page: pikepdf.Page, has_ink: Callable[[tuple[float, float, float, float]], bool]) -> Frame:
    """The frame of a page: with a free foot only if it has ink where the number goes."""
    found = frame(page, foot=False)
    return frame(page, foot=True) if has_ink(found.cut_for_stamp()) else found


class Put(NamedTuple):
    """What is put on a page.

    Attributes:
        stamp: what stands at its foot.
        marks: what to highlight, in the page's own space.
        tags: the file's tags, if the page has none of its own.
        alternative: for those who cannot see it, if it is a picture.
    """

    stamp: str
    marks: Sequence[Box] = ()
    tags: Tags | None = None
    alternative: str = ""


class Sheets:
    """Puts frames, marks and numbers on the pages of one file.

    Args:
        pdf: the file.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        self._marker = pdf.make_indirect(Dictionary(Type=Name.ExtGState, BM=Name.Multiply))

    def put(self, page: pikepdf.Page, laid: Frame, what: Put) -> bool:
        """Draw one page, which is in the file already, on its paper.

        Returns:
            Whether its content could be read; if not, it is taken over as it is.
        """
        tags = what.tags
        matrix = laid.matrix()
        x0, y0, x1, y1 = laid.box
        clip = f"{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re W n"
        kind = "Figure" if what.alternative else "P"
        opens, closes = (f"/{kind} <</MCID 0>> BDC ", " EMC") if tags else ("", "")
        before = f"{opens}q {matrix} cm {clip} "
        after = f" Q{closes} {self._marks(matrix, what.marks)} {_stamp(what.stamp, laid.paper)}"
        balanced = _is_balanced(page)
        if balanced is not False:
            page.contents_add(before.encode(), prepend=True)
            page.contents_add(after.encode())
        else:
            self._enclose(page, before, after, laid)
        self._resources(page)
        for annotation in page.obj.get("/Annots", Array([])):
            _move(annotation, matrix)
        page.obj.MediaBox = Array([0, 0, *map(round, laid.paper)])
        for key in _NOT_KEPT:
            if key in page.obj:
                del page.obj[key]
        if tags:
            tags.mark(page, kind, what.alternative)
        return balanced is not None

    def _marks(self, matrix: Matrix, marks: Iterable[Box]) -> str:
        boxes = []
        for mark in marks:
            left, bottom, right, top = matrix.box(*mark)
            boxes.append(f"{left - 1:.2f} {bottom - 1:.2f} {right - left + 2:.2f} {top - bottom + 2:.2f} re")
        if not boxes:
            return ""
        return f"/Artifact BMC q /A3Marker gs 1 0.93 0.35 rg {' '.join(boxes)} f Q EMC"

    def _resources(self, page: pikepdf.Page) -> None:
        resources = page.obj.get("/Resources")
        if not isinstance(resources, Dictionary):
            resources = page.obj.Resources = Dictionary()
        for key, name, value in (("/Font", "/A3Number", self._font), ("/ExtGState", "/A3Marker", self._marker)):
            if not isinstance(resources.get(key), Dictionary):
                resources[key] = Dictionary()
            resources[key][name] = value

    def _enclose(self, page: pikepdf.Page, before: str, after: str, laid: Frame) -> None:
        """A page whose content leaves the state of drawing out of balance is drawn as a form: it cannot reach beyond itself."""
        page.contents_coalesce()
        form = self._pdf.make_stream(
            page.obj.Contents.read_bytes(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([*laid.box])
        )
        for key in ("/Resources", "/Group"):
            if key in page.obj:
                form[key] = page.obj[key]
        page.obj.Resources = Dictionary(XObject=Dictionary(A3Page=form))
        page.obj.Contents = self._pdf.make_stream(f"{before}/A3Page Do{after}".encode())


def _visible(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """The part of a page that is seen; letter paper if its boxes make no sense."""
    sides = []
    for key in ("/MediaBox", "/CropBox"):
        stated = page.obj.get(key)
        if isinstance(stated, Array) and len(stated) == 4:  # noqa: PLR2004 - a rectangle
            try:
                x0, y0, x1, y1 = (float(side) for side in stated)
            except (TypeError, ValueError):
                continue
            sides.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    if not sides:
        return 0.0, 0.0, *PAPER
    media, crop = sides[0], sides[-1]
    cut = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    found = cut if cut[2] - cut[0] > 1 and cut[3] - cut[1] > 1 else media
    return found if found[2] - found[0] > 1 and found[3] - found[1] > 1 else (0.0, 0.0, *PAPER)


def _seen(box: tuple[float, float, float, float], turned: int) -> tuple[float, float]:
    width, height = box[2] - box[0], box[3] - box[1]
    return (height, width) if turned in {90, 270} else (width, height)


def _is_balanced(page: pikepdf.Page) -> bool | None:
    """Whether the content of a page restores every state that it saves, and no other; ``None`` if it cannot be read."""
    depth = 0
    try:
        for instruction in pikepdf.parse_content_stream(page, "q Q"):
            depth += 1 if str(instruction.operator) == "q" else -1
            if depth < 0:
                return False
    except pikepdf.PdfError:
        return None
    return depth == 0


def _stamp(words: str, paper: tuple[float, float]) -> str:
    wide = sum(_DIGIT if sign.isdigit() else _LETTER for sign in words) * _SIZE
    text = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    start = paper[0] / 2 - wide / 2
    return (
        "/Artifact <</Type /Pagination /Subtype /Footer>> BDC q 0 g BT "
        f"/A3Number {_SIZE:g} Tf {start:.2f} {_BASELINE:g} Td ({text}) Tj ET Q EMC"
    )


def _move(annotation: pikepdf.Object, matrix: Matrix) -> None:
    """An annotation goes with the page."""
    if not isinstance(annotation, Dictionary):
        return
    box = annotation.get("/Rect")
    if isinstance(box, Array) and len(box) == 4:  # noqa: PLR2004 - a rectangle
        annotation.Rect = Array([round(side, 3) for side in matrix.box(*(float(side) for side in box))])
    for key in _DRAWN_BY_RECT:
        points = annotation.get(key)
        if isinstance(points, Array):
            numbers = [float(point) for point in points]
            moved = [matrix.at(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
            annotation[key] = Array([round(side, 3) for point in moved for side in point])
