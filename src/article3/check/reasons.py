"""Why a form of protection may fit, and what may stand in its way: what the findings on the answers settle, in plain words."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.check.stated import FEARED
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.findings.model import Decision


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of what a form of protection needs, or of what bars it.

    Attributes:
        rule: whose finding it tells, of the feared harm where the rule is about one.
        forms: the forms of protection.
        shown: what is said where the answers speak for it; empty if nothing.
        against: where they speak against it; empty if nothing.
        bars: whether the rule speaks against protection where it is established.
    """

    rule: str
    forms: tuple[str, ...]
    shown: str = ""
    against: str = ""
    bars: bool = False


@functools.cache
def all_reasons() -> tuple[Reason, ...]:
    """All of them, in the order in which they are told."""
    text = Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["reasons"], tuple[Reason, ...])


def reasons(form: str, made: Sequence[Decision]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the answers show for a form of protection, and what may stand in its way, in English.

    Args:
        form: its id.
        made: the decisions of every circuit in which the court may be; what they do not agree on is not told.
    """
    found = [(one, _found(one.rule, made)) for one in all_reasons() if form in one.forms]
    shown = (one.shown for one, truth in found if truth is Truth.ESTABLISHED and not one.bars)
    against = (one.against for one, truth in found if truth is (Truth.ESTABLISHED if one.bars else Truth.NOT_ESTABLISHED))
    return tuple(filter(None, shown)), tuple(filter(None, against))


def texts() -> Iterator[tuple[str, str]]:
    """Every text for translators, with where it stands."""
    for one in all_reasons():
        yield from ((text, f"reason/{one.rule}") for text in (one.shown, one.against) if text)


def _found(rule: str, made: Sequence[Decision]) -> Truth:
    """What all decisions find alike; undetermined where they do not, or where there is nothing to find it on."""
    findings = [one.findings.get(rule) or one.findings.get(f"{rule}[{FEARED}]") for one in made]
    truths = {Truth.UNDETERMINED if one is None else one.truth for one in findings}
    return truths.pop() if len(truths) == 1 else Truth.UNDETERMINED
