"""A page of the guide as HTML; the same for the site that is written to a directory, the workbench, and paper."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import msgspec

from article3.guide.loading import GROUPS, LANGUAGES, shelf
from article3.guide.marks import Marker
from article3.guide.told import Reader, told
from article3.guide.voice import NAMES, voice
from article3.law.forums import circuits
from article3.law.places import load_venues

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from article3.guide.model import Leaf
    from article3.law.loading import Law

_HERE = Path(__file__).parent
ANY = "any"
"""In an address, the circuit of a reader whose court is not known."""
INDEX, WORDS, COURT = "index", "words", "court"
"""Pages that are made and not written: the contents, the words of the law, the choice of a court."""


class Place(msgspec.Struct, frozen=True):
    """How addresses are made where a page stands.

    Attributes:
        root: from the page to the guide's first page.
        suffix: what the address of a page ends in: ``.html`` in files, nothing on a server.
        leave: where the button to leave quickly leads.
    """

    root: str
    suffix: str
    leave: str = "https://www.weather.gov/"

    def address(self, page: str, section: str) -> str:
        """Of a page beside this one, or a section of it; of a section alone, on this page."""
        return (f"{page}{self.suffix}" if page else "") + (f"#{section}" if section else "")


FILES = Place("../../", ".html")
"""Files in a directory, such as ``en/any/what.html``."""


def circuit_names(law: Law) -> dict[str, str]:
    """For each circuit its name in addresses: ``9`` for ``ca9``; and ``any`` for none."""
    return {"": ANY, **{circuit: circuit.removeprefix("ca") for circuit in circuits(law)}}


def page_ids() -> tuple[str, ...]:
    """Every page in order: the contents, what is written, the words, the courts."""
    return (INDEX, *shelf().ids, WORDS, COURT)


def rendered(identifier: str, reader: Reader, place: Place = FILES) -> str:
    """A page as HTML.

    Raises:
        KeyError: if there is no such page.
    """
    if identifier not in page_ids():
        raise KeyError(identifier)
    found = shelf()
    context = _frame(identifier, reader, place)
    if identifier == INDEX:
        return _template("index.html.j2").render(context, title=reader.voice.frame("guide"))
    if identifier == WORDS:
        return _template("words.html.j2").render(context, title=reader.voice.frame("words"), terms=tuple(_terms(reader)))
    if identifier == COURT:
        title = reader.voice.frame("court")
        return _template("court.html.j2").render(context, title=title, states=tuple(_states(reader)))
    leaf = told(found.page(identifier), reader)
    return _template("page.html.j2").render(context, title=context["mark"].plain(leaf.title), leaf=leaf)


def sheet(leaves: tuple[Leaf, ...], reader: Reader) -> str:
    """Pages as one document for paper."""
    there = {leaf.id for leaf in leaves}
    paper = Marker(reader.voice, shelf().terms, lambda page, _: f"#page-{page}" if page in there else "")
    return _template("sheet.html.j2").render(
        _frame("", reader, FILES),
        paper=paper.html,
        papers=paper,
        title=leaves[0].title if len(leaves) == 1 else reader.voice.frame("guide"),
        leaves=leaves,
        terms=tuple(_terms(reader)) if len(leaves) > 1 else (),
        style=style(),
    )


def first_page(place: Place = Place("", ".html")) -> str:  # noqa: B008 - it cannot be changed
    """The page that leads to each language."""
    guides = {code: voice(code).frame("guide") for code in LANGUAGES}
    names = {code: NAMES[code] for code in LANGUAGES}
    return _template("languages.html.j2").render(languages=names, guides=guides, root=place.root, suffix=place.suffix)


@functools.cache
def style() -> str:
    """The one stylesheet."""
    return (_HERE / "style.css").read_text(encoding="utf-8")


@functools.cache
def script() -> str:
    """The one script: it keeps the guide on a device when somebody asks for that, and nothing else."""
    return (_HERE / "offline.js").read_text(encoding="utf-8")


@functools.cache
def worker() -> str:
    """What answers in place of a connection, once somebody has asked for the guide to be kept."""
    return (_HERE / "worker.js").read_text(encoding="utf-8")


def _frame(identifier: str, reader: Reader, place: Place) -> dict[str, Any]:
    """What stands around every page."""
    speaks, found = reader.voice, shelf()
    here = circuit_names(reader.law)[reader.circuit]
    ids = [INDEX, *found.ids, WORDS]
    at = ids.index(identifier) if identifier in ids else -1
    shown = dict(zip(found.ids, (speaks.say(page.short) for page in found.pages), strict=True)) | {WORDS: speaks.frame("words")}
    return {
        "t": speaks.frame,
        "voice": speaks,
        "mark": Marker(speaks, found.terms, place.address),
        "identifier": identifier,
        "place": place,
        "here": here,
        "languages": {code: NAMES[code] for code in LANGUAGES},
        "court_named": speaks.court(reader.circuit) if reader.circuit else "",
        "groups": tuple(_groups(reader)),
        "shown": shown,
        "next": ids[at + 1] if 0 <= at < len(ids) - 1 else "",
        "previous": ids[at - 1] if at > 0 else "",
        "as_of": speaks.day(reader.as_of),
        "version": reader.law.version,
        "circuit": reader.circuit,
    }


def _groups(reader: Reader) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for group in GROUPS:
        pages = tuple((page.id, reader.voice.say(page.short)) for page in shelf().pages if page.group == group)
        if group == "help":
            pages += ((WORDS, reader.voice.frame("words")),)
        if pages:
            yield reader.voice.frame(f"groups_{group}"), pages


def _terms(reader: Reader) -> Iterator[Mapping[str, str]]:
    """The words of the law, by the alphabet of English in English and in the order of the file otherwise."""
    say = reader.voice.say
    terms = list(shelf().terms.values())
    if reader.voice.language == "en":
        terms.sort(key=lambda term: term.english.casefold())
    for term in terms:
        yield {"id": term.id, "shown": say(term.english), "english": term.english, "means": say(term.means)}


def _states(reader: Reader) -> Iterator[tuple[str, str]]:
    """Each state by its English name, as letters from courts write it, and the name of its circuit in addresses."""
    names = circuit_names(reader.law)
    for state in sorted(load_venues(reader.law).states.values(), key=lambda one: one.name):
        if state.circuit:
            yield state.name, names[state.circuit]


@functools.cache
def environment(directory: Path) -> jinja2.Environment:
    """What makes HTML of the templates in a directory; everything is escaped, and a name that is not there is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(directory),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _template(name: str) -> jinja2.Template:
    return environment(_HERE / "templates").get_template(name)
