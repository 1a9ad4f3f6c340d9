"""Pages that are written here, and text documents as pages. Nothing is fetched from a network."""

from __future__ import annotations

import errno
import re
import zipfile
import zlib
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlparse

from markupsafe import Markup, escape

from article3.documents.packet.templates import Templates, direction

if TYPE_CHECKING:
    from collections.abc import Mapping


_ENDLESS = re.compile(r"\S{200,}")
"""A line without a place to break it; finding one takes longer and longer the longer it is."""
_ANY_RUN = r".{1,70}"
_SHOWS = re.compile(r"<(?:img|svg|object|embed|canvas|video|picture|hr|input)\b", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"<(head|style|script|title|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "td", "th", "dt", "dd")
_IN_WORD = (
    (re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) "), "tracked changes"),
    (re.compile(rb"<w:vanish\s*/>|<w:vanish w:val=\"(?:1|true|on)\""), "hidden text"),
    (re.compile(rb"<w:commentReference "), "comments"),
)


_UNSEEN = re.compile(r"data:image/(?:x-)?(?:emf|wmf)\b")
"""Pictures in the formats of Windows' own drawings, which Word files hold and nothing here can draw."""


class WrittenError(Exception):
    """A document that cannot be laid out; the message says why."""


def filled(template: str, values: Mapping[str, object]) -> str:
    """A template of this package with its values, as HTML."""
    return _ours().filled(template, values)


@cache
def _ours() -> Templates:
    return Templates()


def lay_out(html: str, target: Path, folder: Path | None = None) -> list[str]:
    """Lay out HTML as a tagged PDF.

    Args:
        html: the page.
        target: the PDF.
        folder: the only folder whose files it may show; without one it may show none.

    Returns:
        What it asked for beyond that, and did not get.

    Raises:
        WrittenError: if it cannot be laid out.
    """
    import weasyprint  # noqa: PLC0415 - it takes a while, and many packets are of PDFs alone
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    refused: list[str] = []

    class _Own(URLFetcher):  # type: ignore[misc, unused-ignore] # it has no types
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            if url.lower().startswith("data:") or (folder is not None and _lies_in(url, folder)):
                try:
                    return super().fetch(url, headers)
                except (OSError, ValueError):
                    refused.append(url)
                    raise
            refused.append(url)
            raise ValueError("it is not part of the document")

    base = None if folder is None else folder.resolve().as_uri() + "/"
    try:
        page: Any = weasyprint.HTML(string=html, base_url=base, url_fetcher=_Own())
        page.write_pdf(target, pdf_variant="pdf/ua-1", pdf_identifier=b"article3")
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise  # the disk's doing, not the document's
        raise WrittenError(f"it cannot be laid out ({type(error).__name__})") from None
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, ArithmeticError, RecursionError) as error:
        raise WrittenError(f"it cannot be laid out ({type(error).__name__})") from None
    return refused + _UNSEEN.findall(html)


def _lies_in(url: str, folder: Path) -> bool:
    parts = urlparse(url)
    if parts.scheme != "file" or parts.netloc:
        return False
    try:
        return Path(unquote(parts.path)).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False


def of_text(text: str, title: str, language: str) -> str:
    """Plain text as HTML: each paragraph in the direction of its own letters."""
    text = _ENDLESS.sub(lambda run: "\n".join(re.findall(_ANY_RUN, run[0])), text)
    blocks = [block for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\f", "\n\n")) if block.strip()]
    return filled("text", {"blocks": blocks, "title": title, "language": language})


def is_blank(html: str) -> bool:
    """Whether a page has neither words nor a picture."""
    return not _SHOWS.search(html) and not unescape(_NOT_SHOWN.sub("", html)).strip("\u200b\ufeff \t\r\n\xa0")


def unsettled(source: Path) -> str:
    """What in a Word file its author may not see, or not want filed: tracked changes, hidden text, comments; empty if nothing."""
    try:
        with zipfile.ZipFile(source) as parts:
            body = parts.read("word/document.xml")
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, RuntimeError):
        return ""  # what is wrong with the file is told where it is laid out
    return " and ".join(called for pattern, called in _IN_WORD if pattern.search(body))


def of_word(source: Path, title: str, language: str) -> str:
    """A Word file as HTML: its text, tables, notes and pictures, without its layout.

    Raises:
        WrittenError: if it is no Word file.
    """
    import mammoth  # noqa: PLC0415 - only where there is a Word file

    try:
        with source.open("rb") as stream:
            converted: str = mammoth.convert_to_html(stream).value
    except Exception as error:  # noqa: BLE001 - a broken file raises whatever the reader stumbles over
        raise WrittenError(f"it cannot be read as a Word file ({type(error).__name__})") from None
    return filled("word", {"converted": directed(converted), "title": title, "language": language})


def directed(converted: str) -> Markup:
    """What was converted from Word, each paragraph, cell and table in the direction of its own letters.

    The converter drops the direction that Word has; without one, a sentence in Arabic stands at the wrong side, and its full
    stop at the wrong end.
    """
    from lxml import html as tree  # noqa: PLC0415 - python-docx brings it

    whole = tree.fragment_fromstring(converted, create_parent="div")
    for element in whole.iter(*_BLOCKS):
        if direction(element.text_content()) == "rtl":
            element.set("dir", "rtl")
    inside = escape(whole.text or "") + Markup("").join(
        Markup(tree.tostring(child, encoding="unicode"))  # noqa: S704 - it was HTML, and is again
        for child in whole
    )
    return Markup(inside)  # noqa: S704
