"""How a report on likelihood speaks of a bare number and of a harm.

A number that an author stated, or that was computed from such numbers, is on a side of one half and no more. The words of
truth ("established") are kept for findings of the rules.
"""

from __future__ import annotations

from article3.logic.truth import Truth

SIDES = {
    Truth.ESTABLISHED: "above 50%",
    Truth.NOT_ESTABLISHED: "not above 50%",
    Truth.UNDETERMINED: "on both sides of 50%",
}
"""Where an interval lies, by whether all of it is above one half."""


def called(harm: str, described: str) -> str:
    """A harm in a sentence: what the case says that it is, with its id; the id alone where the case says nothing.

    Args:
        harm: its id.
        described: what is done, in the words of the case; may be empty.
    """
    words = described.strip().rstrip(".")
    return f'"{words}" ({harm})' if words else harm
