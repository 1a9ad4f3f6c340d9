"""Whether passages that a case quotes stand in the exhibits: the words of an exhibit are its own, or they are no quotation.

That a passage is not there is said only of a text that was read as a whole and is the document's own. What a machine recognized
in a picture may differ from the page by a letter, so there the passage is only said not to be compared.
"""

from __future__ import annotations

import enum
import mimetypes
import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from article3.documents.texts.apart import read
from article3.documents.texts.model import Page, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from article3.facts.case import Case, Exhibit

_SAME = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2013": "-", "\u2014": "-", "\u00ad": None})
_BROKEN = re.compile(r"-\s+")
_SPACE = re.compile(r"\s+")
_OTHER_TYPES = {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".eml": "message/rfc822"}


class Doubt(enum.StrEnum):
    """Why a passage is no quotation yet."""

    ABSENT = "absent"
    RECOGNIZED = "recognized"
    UNREAD = "unread"
    OUTSIDE = "outside"


_TOLD = {
    Doubt.ABSENT: "the exhibit, as it was read, does not have these words; copy them from it, or take the passage out",
    Doubt.RECOGNIZED: (
        "a machine recognized the exhibit's text in a picture, and these words are not among it as they stand, so they were "
        "not compared; compare them with the page yourself"
    ),
    Doubt.UNREAD: "the exhibit's text could not be read here, so the words were not compared; compare them yourself",
    Doubt.OUTSIDE: (
        "the exhibit's file lies outside the folder of the case file and was not opened; copy it into that folder, and name it "
        "from there"
    ),
}


class Passage(msgspec.Struct, frozen=True):
    """A passage that does not stand where the case says, or of which that is not known.

    Attributes:
        exhibit: id of the exhibit.
        key: ``highlight`` or ``adverse``.
        number: of the passage there, from 1.
        words: the passage.
        doubt: why it is no quotation yet.
    """

    exhibit: str
    key: str
    number: int
    words: str
    doubt: Doubt

    def told(self) -> str:
        """What is the matter, with the place and the remedy."""
        return f"exhibits: {self.exhibit}: {self.key}, passage {self.number}: {_TOLD[self.doubt]}"


class Text(msgspec.Struct, frozen=True):
    """The text of a document, as far as it was read.

    Attributes:
        words: its words, in order.
        is_whole: whether nothing of it was left out.
        is_recognized: whether a machine recognized some of it in a picture.
        is_outside: whether it was not opened, since it does not lie where exhibits lie.
    """

    words: str = ""
    is_whole: bool = False
    is_recognized: bool = False
    is_outside: bool = False


def doubted(case: Case, folder: Path) -> tuple[Passage, ...]:
    """The quoted passages that are not in their exhibits, or could not be compared; exhibits without a file are passed over.

    Args:
        case: the case.
        folder: in which the exhibits' files lie.
    """
    return compared(case, lambda name: _text(folder, name))


def compared(case: Case, text_of: Callable[[str], Text]) -> tuple[Passage, ...]:
    """The same, for exhibits that are read elsewhere.

    Args:
        case: the case.
        text_of: the text of a document, by the name that the case has for it.
    """
    return tuple(one for exhibit in case.exhibits.values() for one in _of(exhibit, text_of))


def pairs(passages: Iterable[Passage]) -> frozenset[tuple[str, str]]:
    """Passages by exhibit and words, as briefs ask for them."""
    return frozenset((one.exhibit, one.words) for one in passages)


def _of(exhibit: Exhibit, text_of: Callable[[str], Text]) -> Iterator[Passage]:
    if not exhibit.files or not (exhibit.highlight or exhibit.adverse):
        return
    texts = [text_of(name) for name in exhibit.files]
    plain = [_plain(text.words) for text in texts]
    doubt = _doubt(texts)
    for key, passages in (("highlight", exhibit.highlight), ("adverse", exhibit.adverse)):
        for number, words in enumerate(passages, 1):
            if not any(_plain(words) in each for each in plain):
                yield Passage(exhibit.id, key, number, words, doubt)


def _doubt(texts: list[Text]) -> Doubt:
    """What is to be said of a passage that none of these texts has."""
    if any(text.is_outside for text in texts):
        return Doubt.OUTSIDE
    if not all(text.is_whole for text in texts):
        return Doubt.UNREAD
    return Doubt.RECOGNIZED if any(text.is_recognized for text in texts) else Doubt.ABSENT


def _text(folder: Path, name: str) -> Text:
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Text(is_outside=True)
        data = path.read_bytes()
    except (OSError, RuntimeError, ValueError):
        return Text()
    kind = _OTHER_TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or ""
    said = list(read(data, kind))
    pages = [one for one in said if isinstance(one, Page)]
    parts = [part for page in pages for part in page.parts]
    return Text(
        " ".join(part.text for part in parts),
        is_whole=bool(parts) and not any(isinstance(one, Stopped) for one in said) and not any(page.unread for page in pages),
        is_recognized=any(part.confidence is not None for part in parts),
    )


def _plain(words: str) -> str:
    """Words without what differs between a page and a quotation of it: case, spaces, kinds of quotes and dashes, broken words."""
    same = unicodedata.normalize("NFKC", words).translate(_SAME).casefold()
    return _SPACE.sub(" ", _BROKEN.sub("-", same)).replace("-", "").strip()
