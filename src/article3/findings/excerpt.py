"""The part of a decision that some findings rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.findings.model import Decision, Finding, Ground


def grounds_below(decision: Decision, finding: Finding) -> Iterator[Ground]:
    """Every ground below a finding, through the findings it rests on, each finding once."""
    seen = {finding.id}
    waiting: list[Ground] = [finding.grounds]
    while waiting:
        ground = waiting.pop()
        yield ground
        waiting.extend(reversed(ground.parts))
        if ground.finding and ground.finding not in seen:
            seen.add(ground.finding)
            waiting.append(decision.findings[ground.finding].grounds)


def excerpt(decision: Decision, findings: Iterable[Finding]) -> Decision:
    """The decision with only these findings, what they rest on, and what that asks and turns on."""
    roots = list(findings)
    below = [ground for finding in roots for ground in grounds_below(decision, finding)]
    kept = {finding.id for finding in roots} | {ground.finding for ground in below if ground.finding}
    questions = {ground.question for ground in below if ground.question}
    asked = {place for identifier in kept for place in decision.findings[identifier].missing}
    return msgspec.structs.replace(
        decision,
        procedure=tuple(identifier for identifier in decision.procedure if identifier in kept),
        after={form: tuple(identifier for identifier in found if identifier in kept) for form, found in decision.after.items()},
        findings={identifier: finding for identifier, finding in decision.findings.items() if identifier in kept},
        questions={name: question for name, question in decision.questions.items() if name in questions},
        asks={place: missing for place, missing in decision.asks.items() if place in asked},
    )
