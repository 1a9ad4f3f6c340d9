"""A check of forms as one self-contained page: no script, nothing from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from article3 import explanations
from article3.documents.forms.check_text import counts, edition, forum, places, sources
from article3.explanations.wording import NOT_ADVICE

if TYPE_CHECKING:
    from article3.documents.forms.checked import FormsChecked

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader([Path(__file__).parent, *explanations.__path__]),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals |= {
    "counts": counts,
    "edition": edition,
    "forum": forum,
    "places": places,
    "sources": sources,
    "not_advice": NOT_ADVICE,
}


def page(found: FormsChecked) -> str:
    """Every form with what there is to say of it."""
    return _TEMPLATES.get_template("check.html.j2").render(found=found)
