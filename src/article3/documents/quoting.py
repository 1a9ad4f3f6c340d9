"""Whether passages that a case quotes stand in the exhibits: the words of an exhibit are its own, or they are no quotation."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from article3.documents.texts.apart import read
from article3.documents.texts.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from article3.facts.case import Case, Exhibit

_SAME = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2013": "-", "\u2014": "-", "\u00ad": None})
_BROKEN = re.compile(r"-\s+")
_SPACE = re.compile(r"\s+")
_OTHER_TYPES = {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".eml": "message/rfc822"}


class Passage(msgspec.Struct, frozen=True):
    """A passage that does not stand where the case says, or of which that is not known.

    Attributes:
        exhibit: id of the exhibit.
        key: ``highlight`` or ``adverse``.
        number: of the passage there, from 1.
        words: the passage.
        is_read: whether the exhibit's text was read; otherwise nothing could be compared.
    """

    exhibit: str
    key: str
    number: int
    words: str
    is_read: bool

    def told(self) -> str:
        """What is the matter, with the place and the remedy."""
        place = f"exhibits: {self.exhibit}: {self.key}, passage {self.number}"
        if self.is_read:
            return f"{place}: the exhibit, as it was read, does not have these words; copy them from it, or take the passage out"
        return f"{place}: the exhibit's text could not be read here, so the words were not compared; compare them yourself"


def doubted(case: Case, folder: Path) -> tuple[Passage, ...]:
    """The quoted passages that are not in their exhibits, or could not be compared; exhibits without a file are passed over.

    Args:
        case: the case.
        folder: in which the exhibits' files lie.
    """
    return tuple(one for exhibit in case.exhibits.values() for one in _of(exhibit, folder))


def _of(exhibit: Exhibit, folder: Path) -> Iterator[Passage]:
    if not exhibit.files or not (exhibit.highlight or exhibit.adverse):
        return
    texts = [_text(folder / name) for name in exhibit.files]
    whole = " ".join(text for text in texts if text)
    for key, passages in (("highlight", exhibit.highlight), ("adverse", exhibit.adverse)):
        for number, words in enumerate(passages, 1):
            if _plain(words) not in whole:
                yield Passage(exhibit.id, key, number, words, all(texts))


def _text(path: Path) -> str:
    """The text of a document, made comparable; empty if it cannot be read."""
    kind = _OTHER_TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or ""
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    pages = (one for one in read(data, kind) if isinstance(one, Page))
    return _plain(" ".join(part.text for page in pages for part in page.parts))


def _plain(words: str) -> str:
    """Words without what differs between a page and a quotation of it: case, spaces, kinds of quotes and dashes, broken words."""
    same = unicodedata.normalize("NFKC", words).translate(_SAME).casefold()
    return _SPACE.sub(" ", _BROKEN.sub("-", same)).replace("-", "").strip()
