"""An outline as one self-contained HTML page: no script, no outside resource, readable with a screen reader and in print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from article3.explanations.wording import MARKS

if TYPE_CHECKING:
    from article3.explanations.outline import Outline

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
)


def render(outline: Outline) -> str:
    """The outline as a page."""
    return TEMPLATES.get_template("page.html.j2").render(outline=outline, marks=MARKS)
