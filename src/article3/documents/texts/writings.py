"""Documents without pages: Word, HTML, plain text, mail."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from html.parser import HTMLParser

from article3.citations.errors import ReadingError
from article3.citations.formats import word
from article3.documents.texts.languages import ARABIC, language_of
from article3.documents.texts.model import Page, Part, TextError, Why
from article3.documents.texts.passages import cut

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)
_HEAD = 4096
_LEFT_OUT = frozenset({"script", "style", "template", "noscript"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "title", "tr", "ul",
})  # fmt: skip
_SHOWN = ("From", "To", "Cc", "Date", "Subject")


def of_word(data: bytes) -> Page:
    """The text of a Word file: body, tables, notes; not what stands in boxes, heads and feet.

    Raises:
        TextError: if it cannot be read.
    """
    try:
        passages, warnings = word.passages(data, "")
    except ReadingError as error:
        raise TextError(Why.LARGE if "unpacks" in error.cause else Why.BROKEN) from None
    parts = tuple(Part(one) for passage in passages for one in cut(passage.text))
    return Page(0, parts, unread=len(warnings), why=Why.BOXES if warnings else None)


def of_text(data: bytes) -> Page:
    """The text of a file that is nothing else."""
    return Page(0, _parts(decoded(data)))


def of_html(data: bytes) -> Page:
    """The text of a web page, without what browsers do not show."""
    return Page(0, _parts(plain(decoded(data))))


def of_mail(data: bytes) -> Page:
    """The head and the text of a message; its attachments are counted as unread."""
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    attached = sum(1 for _ in message.iter_attachments())
    body = message.get_body(("plain", "html"))
    text = ""
    if isinstance(body, EmailMessage):
        whole = body.get_payload(decode=True)
        raw = whole if isinstance(whole, bytes) else b""
        text = _as_declared(raw, body.get_content_charset() or "")
        text = plain(text) if body.get_content_subtype() == "html" else text
    head = "\n".join(f"{name}: {_one_line(message, name)}" for name in _SHOWN if message[name])
    return Page(0, _parts(f"{head}\n\n{text}"), unread=attached, why=Why.ATTACHED if attached else None)


def _one_line(message: EmailMessage, name: str) -> str:
    return " ".join(str(message[name]).split())


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(Part(one) for one in cut(text))


def decoded(data: bytes) -> str:
    """Text in UTF-8 or UTF-16, else as it declares itself, else in the letters of Windows for Arabic or for Western Europe.

    Raises:
        TextError: if its letters cannot be told.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:_HEAD])
    return _as_declared(data, declared[1].decode() if declared else "")


def _as_declared(data: bytes, charset: str) -> str:
    for one in (charset, "utf-8"):
        try:
            return data.decode(one)
        except (UnicodeDecodeError, LookupError):
            continue
    arabic = data.decode("cp1256", "replace")
    if language_of(arabic) == ARABIC:
        return arabic
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise TextError(Why.LETTERS) from None


def plain(page: str) -> str:
    """The text of HTML, its blocks apart."""
    reader = _Shown()
    reader.feed(page)
    reader.close()
    return "".join(reader.pieces)


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        if tag in _LEFT_OUT:
            self._hidden += 1
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self._hidden = max(0, self._hidden - 1)
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(" ".join(data.split("\n")))
