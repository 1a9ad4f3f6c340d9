"""Text recognized in pictures by Tesseract, in English, Spanish and Arabic; it gets a picture through a pipe, not as a file."""

from __future__ import annotations

import functools
import io
import shutil
import subprocess
from typing import TYPE_CHECKING

from article3.documents.texts.model import Part

if TYPE_CHECKING:
    from PIL import Image

_PROGRAM = "tesseract"
_WANTED = ("eng", "spa", "ara")
_TURNED = "osd"
"""The data by which it tells how a page was laid on the scanner."""
_WORD_LEVEL = "5"
_COLUMNS = 12
_SECONDS = 100


class NoRecognitionError(Exception):
    """This machine cannot recognize text: Tesseract, or its languages, are not installed."""


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that Tesseract has here, of those that are wanted, and the data by which it turns pages; empty without it."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return ()
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30)  # noqa: S603 - ours
    there = set(done.stdout.split())
    return tuple(language for language in (*_WANTED, _TURNED) if language in there)


def recognized(image: Image.Image) -> tuple[Part, ...]:
    """The paragraphs in a picture of a page, with the mean confidence in their words.

    Raises:
        NoRecognitionError: if this machine cannot.
        subprocess.SubprocessError: if Tesseract takes too long, or fails at it.
    """
    there = languages()
    spoken = "+".join(language for language in there if language != _TURNED)
    if not spoken:
        raise NoRecognitionError
    out = io.BytesIO()
    image.convert("L").save(out, "PNG", compress_level=1, dpi=(300, 300))
    command = [_PROGRAM, "stdin", "stdout", "-l", spoken, "--psm", "1" if _TURNED in there else "3", "tsv"]
    done = subprocess.run(command, input=out.getvalue(), capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 - ours
    return paragraphs(done.stdout.decode("utf-8", "replace"))


def paragraphs(table: str) -> tuple[Part, ...]:
    """The paragraphs of Tesseract's table: a row for each word, with its block, paragraph, line, confidence and text."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    sure: dict[tuple[str, str], list[float]] = {}
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        place = (cells[2], cells[3])
        found.setdefault(place, {}).setdefault(cells[4], []).append(cells[11])
        sure.setdefault(place, []).append(float(cells[10]))
    return tuple(
        Part("\n".join(" ".join(words) for words in lines.values()), round(sum(sure[place]) / len(sure[place]), 1))
        for place, lines in found.items()
    )
