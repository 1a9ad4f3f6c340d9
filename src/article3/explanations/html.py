"""An outline as one self-contained HTML page: no script, no outside resource, readable with a screen reader and in print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from article3.explanations.cleaning import harmless
from article3.explanations.wording import MARKS

if TYPE_CHECKING:
    from article3.explanations.outline import Outline

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
)

NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold (XML 1.0, section 2.2), a drawing and a Word file among them."""


def render(outline: Outline) -> str:
    """The outline as a page."""
    return harmless(TEMPLATES.get_template("page.html.j2").render(outline=outline, marks=MARKS))
