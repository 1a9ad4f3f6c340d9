"""Name a forum the way people do: 9, 9th, ca9, DC."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from article3.law.loading import Law


def circuit_of(written: str, law: Law) -> str | None:
    """The id of the circuit that ``written`` names, or ``None`` if it names none in which immigration courts sit."""
    name = written.strip().lower().removeprefix("ca").removesuffix("circuit").strip()
    for suffix in ("st", "nd", "rd", "th"):
        if name.removesuffix(suffix).isdigit():
            name = name.removesuffix(suffix)
    if name in {"d.c.", "dc"}:
        name = "dc"
    court = law.courts.get(f"ca{name}")
    return court.id if court is not None and court.forum else None


def circuits(law: Law) -> list[str]:
    """The ids of all forums, first to eleventh and then the District of Columbia."""
    return [court.id for court in law.courts.values() if court.forum]
