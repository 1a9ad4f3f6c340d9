"""Every text that questions and explanations are made of; the catalogs of the domain ``case`` are made from these."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from article3.evidence.kinds import evidence_kinds
from article3.explanations.chart_questions import QUESTIONS as CHART
from article3.facts.events import KINDS
from article3.facts.papers import LIST_KEYS, SHEETS_BY_ID
from article3.facts.vocabulary import COLLECTIONS, FACTS, GROUPS, full_id
from article3.interview.priors import burden
from article3.languages.phrasebook import sentences
from article3.law.loading import load
from article3.logic.fold import nodes
from article3.logic.propositions import Constant
from article3.logic.variables import Choice
from article3.rules.rulebase import ROOTS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.model import LegalQuestion


@functools.cache
def phrases() -> dict[str, list[str]]:
    """The sentences in which explanations are told and interviews held, by the part to which they belong.

    Parts in braces are left open (:mod:`article3.languages.phrasebook`).
    """
    return tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))


def _papers() -> Iterator[tuple[str, str]]:
    """What documents need besides the facts."""
    for collection, sheet in LIST_KEYS.values():
        yield collection.question, f"papers/{sheet.id}"
    for sheet in (*SHEETS_BY_ID.values(), *(sheet for _, sheet in LIST_KEYS.values())):
        for fact in sheet.facts.values():
            yield from ((text, f"papers/{sheet.id}") for text in (fact.question, fact.hint) if text)


def _said_of(question: LegalQuestion) -> Iterator[str]:
    yield from (reading.says for reading in question.readings)
    if question.text:
        yield question.text


def texts() -> Iterator[tuple[str, str]]:
    """Each text with its place: what is asked, what is found, the questions of law, and the sentences around them."""
    for name, (collection, _) in COLLECTIONS.items():
        yield collection.question, f"list/{name}"
    for fact in FACTS.values():
        yield from ((text, f"fact/{fact.id}") for text in (fact.question, fact.hint) if text)
        if isinstance(fact.variable, Choice):
            yield from ((option, f"answer/{fact.id}") for option in fact.variable.options)
    yield from _papers()
    yield from ((group.title, f"section/{group.id}") for group in GROUPS)
    yield from ((kind.label, "event") for kind in KINDS.values())
    yield from ((kind.name, "evidence") for kind in evidence_kinds().kinds)
    yield from ((rule.sentence, f"finding/{rule.id}") for rule in RULES.values())
    yield from ((node.because, "settled") for node in nodes(*ROOTS) if isinstance(node, Constant))
    law = load()
    for question in law.questions.values():
        yield question.asks, f"law/{question.id}"
        yield from ((" ".join(text.split()), f"law/{question.id}") for text in _said_of(question))
    yield from ((sentence, "caution") for caution in law.cautions for sentence in sentences(caution.says))
    yield from ((court.name, "court") for court in law.courts.values())
    for row in CHART:
        yield from ((text, "chart") for text in (row.asks, row.yes, row.no, *(note.says for note in row.notes)))
    for about in (*COLLECTIONS, *(full_id(variable) for variable in FACTS)):
        asked = burden(about)
        if asked.hard:
            yield asked.why, "hard"
    for part, told in phrases().items():
        yield from ((text, f"phrase/{part}") for text in told)
