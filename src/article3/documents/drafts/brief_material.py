"""What a brief and a memorandum are made of: a case, its decision, the argument from precedent, its chains of events."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import msgspec

from article3 import __version__
from article3.documents.drafts.brief_sources import words
from article3.documents.limits import limits
from article3.documents.provenance import Provenance
from article3.findings.decide import decide
from article3.findings.venue import forum_used
from article3.precedents.argument import argument

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from article3.documents.drafts.brief_sources import Pages
    from article3.documents.limits import Limit
    from article3.facts.case import Case
    from article3.findings.model import Decision
    from article3.findings.risk_model import RiskReport
    from article3.interview.robustness import WhatIf
    from article3.law.loading import Law
    from article3.law.venue import ForumFound
    from article3.logic.forum import Forum
    from article3.precedents.argument import Argument

_CLAIM = "protection_cat"


@dataclasses.dataclass(frozen=True)
class Material:
    """What a brief and a memorandum are made of.

    Attributes:
        case: the facts.
        forum: whose law.
        decision: on that case.
        submitted: the decision if every open question of law is answered as the brief submits (:func:`submissions`).
        argument: from precedent, on every issue.
        report: what the case's chains of events say; ``None`` if it has none.
        law: the law data.
        provenance: how the document is made.
        pages: of each exhibit in the packet, by its letter; empty where none was built.
        longest: how many pages the body of a brief may have.
        doubted: quoted passages that are not known to stand in their exhibits, each by exhibit and words.
    """

    case: Case
    forum: Forum
    decision: Decision
    submitted: Decision
    argument: Argument
    report: RiskReport | None
    law: Law
    provenance: Provenance
    pages: Mapping[str, Pages]
    longest: Limit
    doubted: frozenset[tuple[str, str]] = frozenset()


def material(
    case: Case,
    forum: Forum,
    law: Law,
    today: dt.date,
    *,
    found: ForumFound | None = None,
    source: str = "",
    pages: Mapping[str, Pages] | None = None,
    doubted: frozenset[tuple[str, str]] = frozenset(),
) -> Material:
    """Decide a case and gather what its papers need.

    Args:
        case: the facts.
        forum: the circuit, and the day whose law is asked.
        law: the law data.
        today: the day on which the papers are made.
        found: how the forum was found from a place, if it was.
        source: the file the case was read from.
        pages: of each exhibit in the packet, by its letter, where a packet was built.
        doubted: quoted passages that are not known to stand in their exhibits.
    """
    decision = msgspec.structs.replace(decide(case, forum, law, found=found), source=source)
    used = forum_used(case, forum, law, found)
    chains = None
    if case.chains:
        from article3.findings.risk import risk_report  # noqa: PLC0415 - a case without chains loads none of this

        chains = risk_report(case, decision, law)
    return Material(
        case=case,
        forum=forum,
        decision=decision,
        submitted=decide(case, forum, law, assume=submissions(decision), found=found),
        argument=argument(case, forum, law, list(law.issues), place=used.place, doubts=used.doubts),
        report=chains,
        law=law,
        provenance=Provenance(__version__, law.version, law.maintained_through, forum.as_of, today),
        pages=pages or {},
        longest=limits(today).brief,
        doubted=doubted,
    )


def submissions(decision: Decision) -> dict[str, str]:
    """The answers that a brief submits to open questions of law: of those alive, the one that serves the applicant best."""
    found = {name: words().serving(name, question) for name, question in decision.questions.items() if question.open}
    return {name: reading for name, reading in found.items() if reading is not None}


def changes(made_of: Material) -> WhatIf:
    """What would make or break the claim under the Convention, as ``article3 explain --what-if`` finds it."""
    from article3.interview.priors import stated_priors  # noqa: PLC0415 - only a memorandum needs it
    from article3.interview.robustness import what_if  # noqa: PLC0415
    from article3.interview.setting import Setting, View, goal_named  # noqa: PLC0415

    view = View(made_of.case, Setting(made_of.law, made_of.forum, {}))
    goal = goal_named(_CLAIM, view.stated)
    return what_if(view, goal, stated_priors(), made_of.decision.forum, source=made_of.decision.source)
