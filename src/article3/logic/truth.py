"""Three-valued truth: what is shown, what is ruled out, and what is still open.

The connectives are Kleene's strong ones (S. C. Kleene, *Introduction to Metamathematics*, 1952, section 64). They never
claim more than every way of filling in the unknowns allows; where an unknown occurs more than once they can claim less,
which :mod:`article3.logic.evaluation` makes good.
"""

from __future__ import annotations

import enum


class Truth(enum.Enum):
    """The standing of a proposition on the facts as they are known."""

    ESTABLISHED = "established"
    NOT_ESTABLISHED = "not established"
    UNDETERMINED = "undetermined"

    @property
    def is_definite(self) -> bool:
        """Whether no further fact can change it."""
        return self is not Truth.UNDETERMINED

    @property
    def opposite(self) -> Truth:
        """The truth of the negation."""
        return _OPPOSITE[self]


_OPPOSITE = {
    Truth.ESTABLISHED: Truth.NOT_ESTABLISHED,
    Truth.NOT_ESTABLISHED: Truth.ESTABLISHED,
    Truth.UNDETERMINED: Truth.UNDETERMINED,
}


def truth_of(value: bool) -> Truth:  # noqa: FBT001 - the value is what it is about
    """Established for true, not established for false."""
    return Truth.ESTABLISHED if value else Truth.NOT_ESTABLISHED
