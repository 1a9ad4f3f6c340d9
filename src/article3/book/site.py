"""Make the book: every page as HTML, by path, and nothing written anywhere. The same shelf always makes the same bytes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from article3 import __version__
from article3.book.chart import OPEN
from article3.book.pages import PARTS, Page, pages
from article3.book.shelf import Shelf, anchor
from article3.explanations.wording import NOT_ADVICE, VERIFIED
from article3.law.periods import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.law.loading import Law

_HERE = Path(__file__).parent

STYLE = "style.css"

_SHORT = {"text": "t", "headnote": "h", "secondary": "s", "unread": "u", "": "-"}

_HATCHINGS = {
    "0": "",
    "1": '<path class="hatching" d="M0 8 L8 0"/>',
    "2": '<circle class="hatching" cx="4" cy="4" r="1.2"/>',
    "3": '<path class="hatching" d="M0 4 H8"/>',
    "4": '<path class="hatching" d="M4 0 V8"/>',
    "5": '<path class="hatching" d="M0 0 L8 8"/>',
    OPEN: '<path class="hatching" d="M0 8 L8 0 M0 0 L8 8"/>',
}
"""Our own lines, one sort for each reading, drawn over its color so that nobody needs the color."""

Told = Callable[[int, int], None]
"""Is told after each page how many are made and how many there are."""


def build(shelf: Shelf, progress: Told | None = None) -> dict[str, str]:
    """Every file of the book by its path, in the order in which a reader meets them."""
    planned = list(pages(shelf))
    made = {STYLE: style()}
    for number, page in enumerate(planned, 1):
        made[page.path] = rendered(shelf, page)
        if progress is not None:
            progress(number, len(planned))
    return made


def rendered(shelf: Shelf, page: Page, *, linked: bool = True, beside: Sequence[tuple[str, str]] = ()) -> str:
    """One page as HTML.

    Args:
        shelf: what the book is made of.
        page: which.
        linked: whether it is part of a book; otherwise it stands alone, with its style in it and no link to another page.
        beside: pages outside the book to which every page leads, each with its name and address.
    """
    context: dict[str, Any] = {
        "title": page.title,
        "linked": linked,
        "beside": tuple(beside),
        "style": style(),
        "root": "../" * page.path.count("/"),
        "here": page.path,
        "parts": PARTS,
        "program": __version__,
        "version": shelf.law.version,
        "maintained_through": shelf.law.maintained_through,
        "as_of": shelf.as_of,
        "not_advice": NOT_ADVICE,
        "verified_words": VERIFIED,
        "short_level": _SHORT,
        "hatchings": _HATCHINGS,
        "cases_known": bool(shelf.golden),
        "has_page": shelf.has_page,
        "href": shelf.href,
        "name_of": shelf.name_of,
        "asked": lambda question: _asked(shelf.law, question),
        "anchor": anchor,
        "law": shelf.law,
    }
    template = _environment().get_template(page.template)
    return template.render(context | page.contents())


@functools.cache
def style() -> str:
    """The one stylesheet."""
    return (_HERE / STYLE).read_text(encoding="utf-8")


@functools.cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    @jinja2.pass_context
    def forum_label(context: jinja2.runtime.Context, circuit: str) -> str:
        law: Law = context["law"]
        return label(law, circuit) if circuit in law.courts else circuit

    made.filters["forum_label"] = forum_label
    return made


def _asked(law: Law, question: str) -> str:
    found = law.questions.get(question)
    return question if found is None else found.asks
