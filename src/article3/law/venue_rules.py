"""What decides whose law applies, and where a petition for review is filed, in sentences with the authorities of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from article3.law.loading import Law


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
    """Where a petition for review is filed; the circuits differ on hearings by video."""
    rule = (
        f"A petition for review is filed where the judge completed the proceedings ({law.authority('ina-242').cited('(b)(2)')})"
    )
    seat = _cites(("herrera-alcala-v-garland",), law, as_of)
    filing = _cites(("bazile-v-garland", "sarr-v-garland", "castillo-v-attorney-general-3d-2024"), law, as_of)
    readings = [
        f"{where} by {cites}" for where, cites in (("where the judge sat", seat), ("the court of filing", filing)) if cites
    ]
    return f"{rule}. At a hearing by video that is {', but '.join(readings)}." if readings else f"{rule}."


def _cites(names: Iterable[str], law: Law, as_of: dt.date) -> str:
    found = [law.authority(name) for name in names]
    return "; ".join(authority.full_cite for authority in found if authority.decided.last <= as_of)
