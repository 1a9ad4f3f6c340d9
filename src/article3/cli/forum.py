"""The forum as the options name it: --circuit, --court."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.cli.errors import UsageError
from article3.law.forums import circuit_of, circuits

if TYPE_CHECKING:
    from article3.law.loading import Law
    from article3.law.venue import ForumFound


def circuit_named(written: str | None, law: Law) -> str | None:
    """The circuit that --circuit names, if it is given.

    Raises:
        UsageError: if there is no such circuit.
    """
    if written is None:
        return None
    found = circuit_of(written, law)
    if found is None:
        raise UsageError(f"--circuit {written}: there is no such circuit; use one of {', '.join(circuits(law))}, or a number")
    return found


def court_named(written: str | None, circuit: str | None, law: Law) -> ForumFound | None:
    """What --court leads to, if it is given.

    Args:
        written: the option's value.
        circuit: the id of the circuit that --circuit names, if it is given; the two may not contradict each other.
        law: the law data.

    Raises:
        UsageError: if it leads to no circuit, or to another one.
    """
    if written is None:
        return None
    from article3.law.venue import PlaceError, forum_of, short_name  # noqa: PLC0415 - only where a court is named

    try:
        found = forum_of(written, law)
    except PlaceError as error:
        raise UsageError(f"--court {written}: it {error.why}; {error.remedy}") from None
    if circuit is not None and found.circuit != circuit:
        raise UsageError(
            f"--court {written}: it is in the {short_name(found.circuit, law)}, and --circuit says the "
            f"{short_name(circuit, law)}; leave one of the two out"
        )
    return found
