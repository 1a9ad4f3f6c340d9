"""Apply every rule to a case: ``decide(case, forum, law)``."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.facts import bars, harm
from article3.facts.after import FORMS as GRANTED
from article3.findings.authorities import citable
from article3.findings.grounds import Grounds
from article3.findings.model import (
    SCHEMA,
    Decision,
    ExhibitListed,
    FormOfProtection,
    Forms,
    LawUsed,
    PositionTaken,
    QuestionOfLaw,
    ReadingOfLaw,
)
from article3.findings.prepared import prepared
from article3.findings.told import form_granted, steps
from article3.findings.venue import about_venue, forum_used
from article3.findings.warnings import warnings
from article3.law.positions import Governance, Position, assumed, governance
from article3.logic.evaluation import BOUND, Evaluation
from article3.rules.rulebase import AFTER, FORMS, ROOTS, THRESHOLDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.law.venue import ForumFound
    from article3.logic.forum import Forum
    from article3.logic.propositions import Rule


def decide(
    case: Case,
    forum: Forum,
    law: Law,
    *,
    bound: int = BOUND,
    assume: Mapping[str, str] | None = None,
    found: ForumFound | None = None,
) -> Decision:
    """Every finding on a case in a forum.

    Args:
        case: the facts.
        forum: whose law, as of which day.
        law: the law data.
        bound: see :data:`article3.logic.evaluation.BOUND`.
        assume: readings to apply whatever the forum says, by question of law: "what if". The decision names them.
        found: from which court or place the circuit was found, if not from the one that the case names.

    Raises:
        article3.findings.authorities.NoAuthorityError: if the rulebase has a rule without authority on that day.
        KeyError: if the forum's circuit, or a question or reading that is assumed, does not exist.
    """
    standing = {question: governance(law, question, forum.circuit, forum.as_of) for question in law.questions}
    for question, reading in (assume or {}).items():
        standing[question] = assumed(standing[question], reading)

    def live(question: str) -> tuple[str, ...]:
        return standing[question].live

    known = prepared(case, forum, law, live, bound=bound)
    evaluation = Evaluation(known.case, live, THRESHOLDS, bound)
    grounds = Grounds(known.case, evaluation, lambda rule: citable(rule.by, law, forum), known.under.applied)
    for root in ROOTS:
        for scope in range(len(GRANTED)) if root in AFTER else (None,):
            grounds.finding(root, scope)
    forms = {form.id: _form(grounds, form) for form in FORMS}
    used = forum_used(case, forum, law, found)
    about_the_rest = warnings(case, forum, law, [standing[name] for name in grounds.questions], grounds.findings, assume=assume)
    return Decision(
        schema=SCHEMA,
        title=case.title,
        forum=used,
        law=LawUsed(law.version, law.maintained_through),
        forms=Forms(**forms),
        procedure=tuple(rule.id for rule in steps(case)),
        after={name: tuple(f"{rule.id}[{name}]" for rule in AFTER) for name in GRANTED},
        findings=grounds.findings,
        asks=grounds.asks,
        questions={name: question_of_law(standing[name]) for name in grounds.questions},
        exhibits={exhibit.id: ExhibitListed(exhibit.title, exhibit.kind) for exhibit in case.exhibits.values()},
        described=_described(case),
        granted=form_granted(case),
        assumed=dict(assume or {}),
        warnings=(*known.about_chains, *about_venue(case, used, law), *known.under.warnings, *about_the_rest),
    )


def _described(case: Case) -> dict[str, str]:
    descriptions = ((harm.harm, harm.what), (bars.conviction, bars.offense))
    return {
        name: str(described)
        for entity, variable in descriptions
        for (of, index), name in case.names.items()
        if of is entity and (described := case.value(variable, index)) is not None
    }


def _form(grounds: Grounds, form: Rule) -> FormOfProtection:
    finding = grounds.findings[form.id]
    return FormOfProtection(finding.truth, grounds.decisive(finding), finding.missing, finding.turns_on)


@functools.lru_cache(maxsize=1024)
def question_of_law(governing: Governance) -> QuestionOfLaw:
    """A question of law as it stands in a forum, for people to read."""
    chosen = {id(position.holding) for position in governing.governing}
    return QuestionOfLaw(
        asks=governing.question.asks,
        open=governing.is_open,
        why=governing.why,
        readings=tuple(
            ReadingOfLaw(reading.id, reading.says, reading.id in governing.live) for reading in governing.question.readings
        ),
        governing=tuple(_taken(position) for position in governing.governing),
        others=tuple(_taken(position) for position in governing.positions if id(position.holding) not in chosen),
    )


def _taken(position: Position) -> PositionTaken:
    authority, holding = position.authority, position.holding
    return PositionTaken(
        authority=authority.id,
        cite=authority.cited(holding.pin),
        reading=holding.reading,
        standing=position.standing.value,
        verified=authority.verified(holding).value,
        says=holding.holds,
        ended_by="" if position.ended_by is None else position.ended_by.full_cite,
    )
