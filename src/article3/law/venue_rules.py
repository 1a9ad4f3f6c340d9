"""What decides whose law applies, and where a petition for review is filed, in sentences with the authorities of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.law.forums import circuits
from article3.law.positions import governance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from article3.law.loading import Law

_PETITION = "venue_of_petition"
"""The question of law where a petition is filed after a hearing by video; the data holds its readings and who adopts them."""


def rules_of_venue(law: Law, as_of: dt.date) -> tuple[str, ...]:
    """Where venue lies, whose law applies, and where a petition for review is filed."""
    lies = (
        "Venue lies with the immigration court where the charging document was filed, until a judge grants a party's motion to "
        f"change it ({law.authority('cfr-1003-20').full_cite})."
    )
    return lies, choice_of_law(law, as_of), petition_for_review(law, as_of)


def choice_of_law(law: Law, as_of: dt.date) -> str:
    """Which circuit's law an immigration judge and the Board apply."""
    cites = _cites(("matter-of-garcia", "matter-of-m-n-i"), law, as_of)
    if not cites:
        return f"Which circuit's law applies at a hearing by video had not been settled by {as_of}, as far as recorded."
    return (
        "The law of the circuit in which that court is located applies. Neither the judge's seat nor the person's place at a "
        f"hearing by video moves venue, nor does a change of the court that administers the case ({cites})."
    )


def petition_for_review(law: Law, as_of: dt.date) -> str:
    """Where a petition for review is filed; on hearings by video, what the circuits say on the question of law."""
    rule = (
        f"A petition for review is filed where the judge completed the proceedings ({law.authority('ina-242').cited('(b)(2)')})"
    )
    question = law.questions[_PETITION]
    by_reading: dict[str, dict[str, None]] = {reading.id: {} for reading in question.readings}
    for circuit in circuits(law):
        standing = governance(law, _PETITION, circuit, as_of)
        if not standing.is_open:
            by_reading[standing.live[0]] |= dict.fromkeys(position.authority.full_cite for position in standing.governing)
    told = [
        f"{reading.says.removesuffix('.')} ({'; '.join(by_reading[reading.id])})."
        for reading in question.readings
        if by_reading[reading.id]
    ]
    if not told:
        return f"{rule}."
    elsewhere = "The circuits differ; elsewhere it is open." if len(told) > 1 else "Elsewhere it is open."
    return f"{rule}. {question.asks} {' '.join(told)} {elsewhere}"


def _cites(names: Iterable[str], law: Law, as_of: dt.date) -> str:
    found = [law.authority(name) for name in names]
    return "; ".join(authority.full_cite for authority in found if authority.decided.last <= as_of)
