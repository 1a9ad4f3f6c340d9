"""A check as self-contained pages: the report, and the record to keep with a filing. No script, nothing from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from article3 import explanations
from article3.citations.checked import Severity
from article3.citations.outcome import behind
from article3.citations.outcome_text import number_of, sent, summary
from article3.explanations.wording import NOT_ADVICE, VERIFIED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.citations.outcome import Outcome

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader([Path(__file__).parent, *explanations.__path__]),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["sentence"] = lambda words: words[:1].upper() + words[1:]
_TEMPLATES.globals |= {
    "summary": summary,
    "number_of": number_of,
    "sent": sent,
    "behind": behind,
    "Severity": Severity,
    "verified": VERIFIED,
    "not_advice": NOT_ADVICE,
}


def report_page(outcomes: Sequence[Outcome]) -> str:
    """Every document with its citations in their lines, and what there is to say of each."""
    return _TEMPLATES.get_template("report.html.j2").render(outcomes=outcomes)


def record_page(outcomes: Sequence[Outcome]) -> str:
    """What was checked, when and against what, how well each authority was read by us, and a place for the reader's own word."""
    return _TEMPLATES.get_template("record.html.j2").render(outcomes=outcomes)
