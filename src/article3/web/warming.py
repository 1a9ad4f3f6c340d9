"""What every page needs, made before the server's processes part, so that nobody waits for it and they share it."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone

from article3.explanations.claim_map import claim_map
from article3.facts.case_file import parse_case
from article3.findings.decide import decide
from article3.findings.strip import forms_in
from article3.law.loading import load
from article3.law.periods import forums
from article3.logic.forum import Forum
from article3.web.drawn import prepared

_OF_NOBODY = """article3: '1'
feared_harms:
- id: one
past_harms:
- id: two
"""
"""A case of which nothing is known: every rule is asked about it."""
_TEMPLATES = Path(__file__).parent / "templates"


def warm() -> None:
    """Read the templates and the addresses, ask what today's law is in every circuit, and decide a case in one of them."""
    reverse("home")
    for path in sorted((_TEMPLATES / "web").rglob("*.html")):
        get_template(path.relative_to(_TEMPLATES).as_posix())
    for path in sorted((_TEMPLATES / "web").rglob("*.html.j2")):
        prepared(path.relative_to(_TEMPLATES / "web").as_posix())
    law, today = load(), timezone.localdate()
    case = parse_case(_OF_NOBODY, "case.yaml", law)
    forms_in(case, forums(law), today, law)
    claim_map(case, decide(case, Forum("ca9", today), law))
