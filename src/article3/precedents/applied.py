"""A precedent that bears on an assessment, as a decision tells it."""

from __future__ import annotations

import enum

import msgspec


class Bears(enum.Enum):
    """What a precedent does to an assessment: it forces what nobody recorded, or speaks for or against what somebody did."""

    FORCES = "forces"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class PrecedentApplied(msgspec.Struct, frozen=True, omit_defaults=True):
    """A binding decision that forces the answer to an assessment.

    Attributes:
        authority: its id.
        cite: as a brief cites it, pin included.
        issue: the issue on which it decided.
        bears: see :class:`Bears`.
        verified: how well its factors were read.
        says: what it decided, in our words.
        factors: the factors of the case on which it does so.
    """

    authority: str
    cite: str
    issue: str
    bears: Bears
    verified: str
    says: str
    factors: tuple[str, ...] = ()
