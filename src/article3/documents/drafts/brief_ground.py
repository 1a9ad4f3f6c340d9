"""What of a finding is argued: the rules it goes through, the facts that help, the questions of law it meets.

Branches that cannot matter are left aside: what another limb already carries, and what one failing limb defeats.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from article3.documents.drafts.brief_sources import words
from article3.findings.model import GroundKind
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.findings.model import Decision, Finding, Ground

_YES_NO = {"yes": "no", "no": "yes"}


@dataclasses.dataclass
class Material:
    """What is gathered of some findings, each once, in order.

    Attributes:
        findings: the findings gone through.
        helps: facts stated for the applicant: fact, value, exhibits, place.
        hurts: facts stated against the applicant, likewise.
        questions: questions of law met.
    """

    findings: dict[str, Finding] = dataclasses.field(default_factory=dict)
    helps: dict[str, Ground] = dataclasses.field(default_factory=dict)
    hurts: dict[str, Ground] = dataclasses.field(default_factory=dict)
    questions: dict[str, None] = dataclasses.field(default_factory=dict)


def gathered(decision: Decision, roots: Iterable[str], *, deep: bool = True) -> Material:
    """The material of some findings, by their ids; those that the decision lacks are passed over.

    Args:
        decision: that has the findings.
        roots: ids of findings.
        deep: whether the findings below them are gone through too.
    """
    found = Material()
    for root in roots:
        if root in decision.findings:
            _finding(decision, root, found, deep=deep)
    return found


def helps(leaf: Ground) -> bool:
    """Whether what the case states on a fact helps the applicant."""
    return leaf.value is not None and leaf.value in words().of(leaf.fact)


def hurts(leaf: Ground) -> bool:
    """Whether it is the contrary of what would help; of choices, nothing is said."""
    return leaf.value in _YES_NO and _YES_NO[leaf.value] in words().of(leaf.fact) and not helps(leaf)


def leaves(decision: Decision, ground: Ground) -> Iterator[Ground]:
    """The facts below a ground, through the findings that it names."""
    if ground.finding:
        below = decision.findings.get(ground.finding)
        if below is not None:
            yield from leaves(decision, below.grounds)
    elif ground.kind is GroundKind.FACT:
        yield ground
    for part in ground.parts:
        yield from leaves(decision, part)


def _finding(decision: Decision, name: str, found: Material, *, deep: bool) -> None:
    finding = decision.findings.get(name)
    if finding is None or name in found.findings:
        return
    found.findings[name] = finding
    _ground(decision, finding.grounds, found, deep=deep)
    for weighed in finding.weighs:
        if weighed.kind is GroundKind.FACT:
            _leaf(weighed, found)


def _ground(decision: Decision, ground: Ground, found: Material, *, deep: bool) -> None:
    if ground.kind is GroundKind.QUESTION:
        found.questions.setdefault(ground.question)
    if ground.finding:
        if deep:
            _finding(decision, ground.finding, found, deep=True)
        return
    if ground.kind is GroundKind.FACT:
        _leaf(ground, found)
        return
    for part in _that_matter(decision, ground):
        _ground(decision, part, found, deep=deep)


def _leaf(leaf: Ground, found: Material) -> None:
    if helps(leaf):
        found.helps.setdefault(leaf.place, leaf)
    elif hurts(leaf):
        found.hurts.setdefault(leaf.place, leaf)


def _that_matter(decision: Decision, ground: Ground) -> tuple[Ground, ...]:
    """The parts of a ground that can matter to it."""
    parts = ground.parts
    if ground.kind is GroundKind.ANY_OF and any(part.truth is Truth.ESTABLISHED for part in parts):
        return tuple(part for part in parts if part.truth is Truth.ESTABLISHED)
    if ground.kind is GroundKind.ANY_OF:
        alive = tuple(part for part in parts if part.truth is not Truth.NOT_ESTABLISHED)
        spoken = tuple(part for part in alive if any(leaf.value is not None for leaf in leaves(decision, part)))
        return spoken or alive or parts
    if ground.kind is GroundKind.ALL_OF:
        failing = tuple(part for part in parts if part.truth is Truth.NOT_ESTABLISHED)
        return failing or parts
    return parts
