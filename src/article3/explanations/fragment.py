"""An outline as a part of a page of HTML, whose findings and facts are links where the page has an address for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.cleaning import harmless
from article3.explanations.html import TEMPLATES
from article3.explanations.wording import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.explanations.items import Item
    from article3.explanations.outline import Outline


def _nowhere(item: Item) -> str:  # noqa: ARG001 - the links of a page without addresses
    return ""


def render(outline: Outline, *, level: int = 2, unfolded: int = 99, links: Callable[[Item], str] = _nowhere) -> str:
    """The sections of an outline.

    Args:
        outline: what to show; its title stands on the page already.
        level: of the headings.
        unfolded: so many sections are shown; those after them are opened by whoever wants to read them.
        links: the address for an item; empty where there is none.

    Returns:
        HTML in which everything from the case is escaped.
    """
    template = TEMPLATES.get_template("fragment.html.j2")
    return harmless(template.render(outline=outline, marks=MARKS, level=level, unfolded=unfolded, links=links))
