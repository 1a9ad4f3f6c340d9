"""Read the pages of the guide: strict, and held against the law data, so that no page names what is not there."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from article3.guide.model import Page, Sort, Term
from article3.law.data_files import LawDataError, convert, read
from article3.law.numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.guide.model import Block
    from article3.law.loading import Law
    from article3.law.model import Authority

HERE = Path(__file__).parent
LANGUAGES = ("en", "es", "ar")
"""The languages in which the guide is given out, by their ISO 639-1 codes: English, in which it is written, and each other one
once all of its texts are there."""
GROUPS = ("start", "law", "steps", "countries", "after", "help")
"""The headings of the contents, in order."""
MARKED = re.compile(r"\[\[(?P<shown>[^\]|]+)\|(?P<term>[a-z0-9_]+)\]\]")
"""A word of the law in a text: what is shown, and the id of the term."""
LINKED = re.compile(r"\[(?P<shown>[^\]\[|]+)\]\((?P<to>[^)\s]+)\)")
"""A link in a text: to another page, one of its sections, or an address."""
NUMBERED = re.compile(r"\{(?P<number>[a-z0-9_]+)\}")
"""A dated number of the law in a text, by its id."""


class Shelf(msgspec.Struct, frozen=True):
    """Everything that the guide says, as written."""

    pages: tuple[Page, ...]
    terms: dict[str, Term]

    def page(self, identifier: str) -> Page:
        """A page.

        Raises:
            KeyError: if there is none of that name.
        """
        return next(page for page in self.pages if page.id == identifier) if identifier in self.ids else _none(identifier)

    @property
    def ids(self) -> tuple[str, ...]:
        """The pages' names, in order."""
        return tuple(page.id for page in self.pages)


def _none(identifier: str) -> Page:
    raise KeyError(identifier)


@functools.cache
def shelf(directory: Path = HERE) -> Shelf:
    """All pages, in the order of their files' names, and the terms.

    Raises:
        LawDataError: naming the file that is broken, the place in it and the remedy.
    """
    pages = tuple(_page(path) for path in sorted((directory / "pages").glob("*.toml")))
    terms = convert(read(directory / "terms.toml"), _Terms, "guide/terms.toml", remedy="docs/guide-pages.md").terms
    return Shelf(pages, {term.id: term for term in terms})


class _Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    terms: tuple[Term, ...]


def texts(page: Page) -> Iterator[str]:
    """Every text of a page that a reader can be told, in order."""
    yield from (page.title, page.short, page.lead)
    for section in page.sections:
        yield section.title
        for block in section.blocks:
            yield from (text for text in (block.text, *block.items, *block.answers.values(), block.unsettled) if text)


def problems(found: Shelf, law: Law) -> list[str]:
    """Whatever in the guide leads nowhere, one sentence each with its place and remedy; none if it is sound."""
    return [problem for page in found.pages for problem in _problems_of(page, found, law)]


def _page(path: Path) -> Page:
    data: dict[str, Any] = read(path, name=f"guide/pages/{path.name}")
    return convert(data, Page, f"guide/pages/{path.name}", remedy="docs/guide-pages.md lists the keys")


def _problems_of(page: Page, found: Shelf, law: Law) -> Iterator[str]:
    where = f"guide/pages, {page.id}"
    if page.group not in GROUPS:
        yield f"{where}: group {page.group!r} is none of {', '.join(GROUPS)}"
    for text in texts(page):
        yield from (f"{where}: {problem} (in {text[:40]!r})" for problem in _problems_in(text, page, found))
    for section in page.sections:
        for block in section.blocks:
            yield from (f"{where}#{section.id}: {problem}" for problem in _problems_of_block(block, law))


def _problems_in(text: str, page: Page, found: Shelf) -> Iterator[str]:
    for match in MARKED.finditer(text):
        if match["term"] not in found.terms:
            yield f"{match['term']!r} is not among the terms; add it to terms.toml or correct it"
    for match in NUMBERED.finditer(text):
        if match["number"] not in numbers():
            yield f"{match['number']!r} is no number of the law data; article3 law number lists them"
    for match in LINKED.finditer(text):
        to, _, section = match["to"].partition("#")
        if to.startswith("https://"):
            continue
        if to and to not in found.ids:
            yield f"the link to {to!r} leads to no page"
        elif section and section not in {one.id for one in found.page(to or page.id).sections}:
            yield f"the link to {match['to']!r} leads to no section"


def _problems_of_block(block: Block, law: Law) -> Iterator[str]:
    if not block.holds(law.maintained_through):
        yield "a block does not hold on the day through which the law is kept; take it out or correct its days"
    for by in block.by:
        identifier, _, pin = by.partition("@")
        if identifier not in law.authorities:
            yield f"by: {identifier!r} is no authority of the law data"
        elif pin and not _has(law.authority(identifier), pin):
            yield f"by: {identifier!r} has no paragraph {pin!r}"
    if block.sort is Sort.QUESTION:
        yield from _problems_of_question(block, law)


def _has(authority: Authority, pin: str) -> bool:
    """Whether a provision has a paragraph, or one above or below it; a decision has pages, which are not listed."""
    below = any(one.id.startswith(pin) for one in authority.paragraphs)
    return not authority.paragraphs or below or authority.paragraph(pin) is not None


def _problems_of_question(block: Block, law: Law) -> Iterator[str]:
    asked = law.questions.get(block.question)
    if asked is None:
        yield f"question: {block.question!r} is no question of the law data"
        return
    readings = {reading.id for reading in asked.readings}
    if set(block.answers) != readings:
        yield f"answers: {block.question} has the readings {', '.join(sorted(readings))}; give one answer for each"
    if not block.unsettled:
        yield "unsettled: say what a reader is told where the question is open"


def sound(law: Law) -> Shelf:
    """All pages, held against the law data.

    Raises:
        LawDataError: naming the first thing that leads nowhere.
    """
    found = shelf()
    for problem in problems(found, law):
        raise LawDataError(problem)
    return found
