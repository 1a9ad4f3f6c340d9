"""The forum as the options name it: --circuit, --court."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.cli.errors import UsageError
from article3.facts.problems import nearest
from article3.law.forums import circuit_of, circuits
from article3.law.periods import AGENCY

if TYPE_CHECKING:
    from article3.law.loading import Law
    from article3.law.venue import ForumFound

_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"]


def circuit_named(written: str | None, law: Law) -> str | None:
    """The circuit that --circuit names, if it is given.

    Raises:
        UsageError: if there is no such circuit.
    """
    if written is None:
        return None
    found = circuit_of(written, law)
    if found is None:
        raise UsageError(f"--circuit {written}: there is no such circuit; {_which(written, law)}")
    return found


def forum_written(option: str, written: str, law: Law) -> ForumFound:
    """The forum that an option names in any way: a circuit, 'agency' where no circuit has ruled, a court or a place.

    Raises:
        UsageError: if it names none.
    """
    from article3.law.venue import ForumFound, PlaceError, forum_of  # noqa: PLC0415 - only where a forum is so named

    named = AGENCY if written.strip().lower() == AGENCY else circuit_of(written, law)
    if named is not None:
        return ForumFound(named, "", "", "")
    try:
        return forum_of(written, law)
    except PlaceError as error:
        remedies = f"{error.remedy}; {_which(written, law)}"
        raise UsageError(f"{option} {written}: it names no circuit, and as a court or place it {error.why}; {remedies}") from None


def _which(written: str, law: Law) -> str:
    known = circuits(law)
    ordinals = dict(zip(_ORDINALS, known, strict=False))
    close = nearest(written.lower().removesuffix("circuit").strip(), ordinals, cutoff=0.75)
    meant = next(
        (f"did you mean {circuit.removeprefix('ca')}? " for word, circuit in ordinals.items() if repr(word) in close), ""
    )
    return f"{meant}use one of {', '.join(known)}, or a number"


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
