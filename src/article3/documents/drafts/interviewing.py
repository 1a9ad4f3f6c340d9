"""Notes for whoever interviews the applicant: what is still to be told, why the law asks for it, and how to ask without harm.

They are for the office and never filed. The questions are those of the facts that the decision still misses, under the rule
that needs each.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from article3.documents.drafts.sheet import Line, Role, Sheet, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.documents.provenance import Provenance
    from article3.findings.model import Decision, Missing

_KINDS = {
    "fact": "a fact that the applicant or a witness can tell",
    "assessment": "for counsel to judge, with reasons; do not ask the applicant for it",
    "estimate": "for counsel to estimate from the evidence; do not ask the applicant for it",
    "list": "a list to be made",
}


def interviewing_notes(decision: Decision, provenance: Provenance) -> Sheet:
    """The notes.

    Args:
        decision: says what is missing and which rule needs it.
        provenance: how the paper is made.
    """
    lines = [
        line(Role.TITLE, "Notes for the interview"),
        line(Role.SUBTITLE, "For the office; privileged; not for filing"),
        line(Role.HEADING, "How to ask"),
        *(line(Role.ITEM, " ".join(each.split())) for each in _how()),
        *_asked(decision),
    ]
    return Sheet("Notes for the interview", "en", "", tuple(lines), provenance.line())


def _how() -> list[str]:
    text = resources.files("article3.documents.drafts").joinpath("interviewing.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["how"])


def _asked(decision: Decision) -> Iterator[Line]:
    """What is missing for protection under the Convention, each under the first finding that needs it, the parts first."""
    wanted = set(decision.forms.protection_cat.missing)
    for finding in decision.findings.values():
        places = [place for place in finding.missing if place in wanted and place in decision.asks]
        wanted.difference_update(places)
        if places:
            about = f" ({finding.about})" if finding.about else ""
            yield line(Role.HEADING, f"{finding.sentence.rstrip('.')}{about}.")
            yield line(Role.TEXT, f"Why it matters: {'; '.join(each.cite for each in finding.authorities)}.")
            yield from (_question(decision.asks[place]) for place in places)
    if not decision.forms.protection_cat.missing:
        yield line(Role.TEXT, "No fact that is still unknown can change the answer on protection under the Convention.")


def _question(missing: Missing) -> Line:
    hint = f" {missing.hint}" if missing.hint else ""
    return line(Role.ITEM, missing.question, hint, f" ({_KINDS[missing.kind]}; {missing.place})")
