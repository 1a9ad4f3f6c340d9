"""Citations that cannot be: no such volume of the series, not in that year, not by that court, or a page without a volume.

What a series has is judged by :mod:`article3.citations.reporters`; beyond that, by the volumes and years of the decisions on
record here, which run side by side: a decision of volume 26 cannot be ten years older than one of volume 25.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.checked import Kind, Remark, Severity
from article3.citations.index import index
from article3.citations.model import Citation, Form
from article3.citations.reporters import Series, series_of, usual

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.law.loading import Law

_SLACK = 1
"""Years by which volumes of one series may overlap."""
_ENOUGH = 10
"""So many decisions of a series must be on record before anything is said of its pace."""

_BLANK = re.compile(r"^[_\-\u2013\u2014\s]+$")
_ELECTRONIC = {"WL", "LEXIS"}
_SORTS = {"scotus": "supreme", "bia": "agency", "ag": "agency"}
_OF = {
    "supreme": "the Supreme Court",
    "circuit": "the courts of appeals",
    "district": "district courts",
    "agency": "the Board of Immigration Appeals and the Attorney General",
}


def sort_of(court: str) -> str:
    """What sort of court an id names: ``supreme``, ``circuit``, ``agency``, ``district``; empty where there is none."""
    if not court:
        return ""
    return _SORTS.get(court) or ("circuit" if re.fullmatch(r"ca(\d+|dc|fc)", court) or court == "cafc" else "district")


def impossible(law: Law, citation: Citation, as_of: dt.date, *, found: bool = False) -> Iterator[Remark]:
    """What cannot be about the volume, reporter, page, court and year of a citation.

    Args:
        law: for what is on record.
        citation: as the text has it.
        as_of: the day as of which it is checked.
        found: whether an authority stands at that volume and page: then what is on record says what the year and court are.
    """
    if citation.form not in {Form.CASE, Form.REGISTER, Form.SHORT}:
        return
    yield from _incomplete(citation)
    if citation.year is not None and citation.year > as_of.year:
        yield _cannot(f"The year {citation.year} is after {as_of}, the day as of which this text was checked.")
    if found or not citation.volume.isdigit():
        return
    listed = series_of(citation.reporter)
    beyond = tuple(_beyond(listed, citation)) if listed is not None else ()
    yield from beyond or tuple(_not_reached(law, citation, as_of)) or _out_of_order(law, citation)


def _incomplete(citation: Citation) -> Iterator[Remark]:
    if citation.form is Form.REGISTER and usual(citation.reporter) != "Fed. Reg.":
        return
    if citation.docket or not citation.reporter or any(name in citation.reporter for name in _ELECTRONIC):
        return
    missing = [part for part, given in (("volume", citation.volume), ("page", citation.page or citation.pins)) if not given]
    blank = [part for part in (citation.volume, citation.page) if part and _BLANK.match(part)]
    if missing:
        says = f"{citation.reporter} is cited without a {' and without a '.join(missing)}: nobody can find it so."
        yield Remark(Kind.INCOMPLETE, Severity.WARNING, says)
    elif blank:
        yield Remark(Kind.INCOMPLETE, Severity.NOTE, "The volume or page is left open: see whether it has been assigned by now.")


def _beyond(listed: Series, citation: Citation) -> Iterator[Remark]:
    volume, year, name = int(citation.volume), citation.year, listed.name
    if volume == 0 or (listed.volumes is not None and volume > listed.volumes):
        yield _cannot(f"{name} has volumes 1 to {listed.volumes}: there is no volume {volume}." if volume else _NO_ZERO)
    elif listed.yearly is not None and year is not None and volume + listed.yearly != year:
        yield _cannot(f"{name} has one volume a year: volume {volume} is of {volume + listed.yearly}; the text gives {year}.")
    elif year is not None and listed.first is not None and year < listed.first:
        yield _cannot(f"{name} begins with decisions of {listed.first}: none of {year} is in it.")
    elif year is not None and listed.last is not None and year > listed.last:
        yield _cannot(f"{name} ends with decisions of {listed.last}: none of {year} is in it.")
    sort = sort_of(citation.court)
    if sort and listed.courts and sort not in listed.courts:
        printed = " and ".join(_OF[court] for court in listed.courts)
        yield _cannot(f"{name} prints decisions of {printed}, not of the court that the text gives.")


_NO_ZERO = "No series has a volume 0."


def _not_reached(law: Law, citation: Citation, as_of: dt.date) -> Iterator[Remark]:
    """Whether a series that goes on cannot have come to a volume yet.

    It is judged by the decisions on record: the highest volume, and how many were printed a year up to it. A volume is impossible
    where the series would have had to grow at more than twice that pace since, with two years to spare.
    """
    reporter = usual(citation.reporter)
    known = [(place[0], year) for place, year, _ in index(law).years.get(reporter, ()) if year <= as_of.year]
    if len(known) < _ENOUGH:
        return
    (lowest, first), (highest, last) = min(known), max(known)
    pace = (highest - lowest) / max(1, last - first)
    if int(citation.volume) > highest + 2 * pace * (as_of.year - last + 2) + 1:
        yield _cannot(
            f"There can be no volume {citation.volume} of {reporter} yet: the highest on record here is {highest} (of {last}), "
            f"and the series has grown by some {max(1, round(pace))} a year."
        )


def _out_of_order(law: Law, citation: Citation) -> Iterator[Remark]:
    """Whether volumes on record show that this volume is not of that year; only where the citation gives a year."""
    if citation.year is None:
        return
    volume, year, reporter = int(citation.volume), citation.year, usual(citation.reporter)
    here = (volume, int(citation.page)) if citation.page.isdigit() else None
    for known, decided, authority in index(law).years.get(reporter, ()):
        too_early = (known < here if here else known[0] < volume) and decided > year + _SLACK
        too_late = (known > here if here else known[0] > volume) and decided < year - _SLACK
        if too_early or too_late:
            says = (
                f"Volume {volume} of {reporter} is not expected to have a decision of {year}: {authority.full_cite} is on record."
            )
            yield Remark(Kind.IMPOSSIBLE, Severity.WARNING, says, by=(authority.id,))
            return


def _cannot(says: str) -> Remark:
    return Remark(Kind.IMPOSSIBLE, Severity.ERROR, says)
