"""The text of a document of any kind; it runs in a process of its own (``apart``), so that no document can harm the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.texts import pictures, writings
from article3.documents.texts.model import MOST_LETTERS, Page, Pages, Said, Stopped, TextError, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WHOLE: dict[str, Callable[[bytes], Page]] = {
    _WORD: writings.of_word,
    "text/html": writings.of_html,
    "text/plain": writings.of_text,
    "message/rfc822": writings.of_mail,
}


def said(data: bytes, kind: str, first: int = 1) -> Iterator[Said]:
    """How many pages a document has, then each page; at last what stopped the reading, if anything did.

    Args:
        data: the document.
        kind: its media type, as ``store.files.kind_of`` tells.
        first: the page to begin with, from 1.
    """
    letters = 0
    try:
        for one in _said(data, kind, first):
            letters += sum(len(part.text) for part in one.parts) if isinstance(one, Page) else 0
            if letters > MOST_LETTERS:
                yield Stopped(Why.LARGE)
                return
            yield one
    except TextError as error:
        yield Stopped(error.why)
    except MemoryError:
        yield Stopped(Why.MEMORY)


def _said(data: bytes, kind: str, first: int) -> Iterator[Pages | Page]:
    if kind == "application/pdf":
        yield from pictures.of_pdf(data, first)
    elif kind.startswith("image/"):
        yield from pictures.of_picture(data, first)
    elif kind in _WHOLE or data.startswith(_UTF_16):
        yield Pages(1)
        yield _WHOLE.get(kind, writings.of_text)(data)
    else:
        raise TextError(Why.OUTLOOK if data.startswith(_OLD_OFFICE) else Why.KIND)
