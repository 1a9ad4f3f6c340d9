"""Texts of the guide as HTML: words of the law, links, what is strong. Everything else is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from article3.guide.loading import LINKED, MARKED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from article3.guide.model import Term
    from article3.guide.voice import Voice

_STRONG = re.compile(r"\*\*(?P<strong>[^*]+)\*\*")
_ANY = re.compile(f"{_STRONG.pattern}|{MARKED.pattern}|{LINKED.pattern.replace('shown', 'linked')}")


class Marker:
    """Turns the texts of one page into HTML; a word of the law is explained where it stands first.

    Args:
        voice: the language.
        terms: the words of the law.
        address: of a page and a section of it, each empty for the same page or the whole; an empty answer is no link.
    """

    def __init__(self, voice: Voice, terms: Mapping[str, Term], address: Callable[[str, str], str]) -> None:
        self._voice = voice
        self._terms = terms
        self._address = address
        self._met: set[str] = set()

    def html(self, text: str) -> Markup:
        """A text as HTML."""
        made, at = Markup(), 0
        for match in _ANY.finditer(text):
            made += escape(text[at : match.start()]) + self._marked(match)
            at = match.end()
        return made + escape(text[at:])

    def plain(self, text: str) -> str:
        """A text without its marks, as for the title of a window."""
        return _ANY.sub(lambda match: match["shown"] or match["linked"] or self.plain(match["strong"]), text)

    def _marked(self, match: re.Match[str]) -> Markup:
        if match["strong"]:
            return Markup("<strong>{}</strong>").format(self.html(match["strong"]))
        if match["linked"]:
            return _link(self._to(match["to"]), match["linked"])
        term = self._terms[match["term"]]
        if term.id in self._met:
            return escape(match["shown"])
        self._met.add(term.id)
        word = _link(self._address("words", term.id), match["shown"], "term")
        if self._voice.language == "en" or match["shown"].casefold() == term.english.casefold():
            return word
        return word + Markup(' <span class="english">(<bdi lang="en" dir="ltr">{}</bdi>)</span>').format(term.english)

    def _to(self, to: str) -> str:
        if to.startswith("https://"):
            return to
        page, _, section = to.partition("#")
        return self._address(page, section)


def _link(address: str, shown: str, sort: str = "") -> Markup:
    if not address:
        return escape(shown)
    marked = Markup(' class="{}"').format(sort) if sort else ""
    return Markup('<a{} href="{}">{}</a>').format(marked, address, shown)
