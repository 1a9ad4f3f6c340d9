"""A country's file as it could have been written on a day: nothing in it speaks of what came later.

A question such as "who would look for this man today?" rests on an event as much as a statement does. So what has not begun is
taken out, the end of what had not ended is not told, a source that was not yet published is not cited, and of every text the
clauses that name a later date are left out. A text that speaks of later things without naming a date carries one in the data
(``from``), and a question or a piece of evidence that carries one is taken at its word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec

from article3.law.country import Country, Period
from article3.law.dates import PartialDate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

P = TypeVar("P", bound=Period)

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(
    rf"\b(?:(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    rf"|(?:(?P<named_day>\d{{1,2}}) )?(?P<named>{'|'.join(_MONTHS)}) (?P<named_year>(?:19|20)\d\d)"
    rf"|(?P<alone>(?:19|20)\d\d))\b"
)
# Not after an abbreviation or an initial, as in "(9th Cir. 2014)" or "Edgar G.C. v. Garland".
_CLAUSE = re.compile(r"(?<=[.;?!])(?<!Cir\.)(?<! v\.)(?<!Dec\.)(?<!No\.)(?<!Nos\.)(?<![A-Z]\.) (?=\S)")


def country_on(country: Country, day: dt.date) -> Country:
    """The country as of a day.

    Args:
        country: its file.
        day: nothing later is told; on and after the day to which the file is kept, all of it is.
    """
    if day >= country.as_of:
        return country
    known = frozenset(source.id for source in country.sources if source.dated is None or source.dated.last <= day)
    begun = frozenset(actor.id for actor in country.actors if actor.begun(day))
    replace = msgspec.structs.replace

    def cited(sources: Iterable[str]) -> tuple[str, ...]:
        return tuple(source for source in sources if source in known)

    def told(text: str) -> str:
        return without_later(text, day)

    def periods(found: Iterable[P]) -> Iterator[P]:
        for period in found:
            if period.begun(day):
                yield period if period.until is None or period.until.first <= day else replace(period, until=None)

    return replace(
        country,
        note=told(country.note),
        sources=tuple(source for source in country.sources if source.id in known),
        events=tuple(
            replace(event, sources=cited(event.sources), what=told(event.what), stale=told(event.stale))
            for event in country.events
            if event.on.last <= day and told(event.what)
        ),
        actors=tuple(
            replace(
                actor,
                tie=told(actor.tie),
                proves=tuple(filter(None, map(told, actor.proves))),
                # Who came after is known once it is over.
                succeeded_by=tuple(name for name in actor.succeeded_by if name in begun) if actor.over(day) else (),
                sources=cited(actor.sources),
                note=told(actor.note),
            )
            for actor in periods(country.actors)
        ),
        listings=tuple(
            replace(listing, helps=told(listing.helps), hurts=told(listing.hurts), sources=cited(listing.sources))
            for listing in periods(country.listings)
        ),
        profiles=tuple(
            replace(
                profile,
                actors=tuple(actor for actor in profile.actors if actor in begun),
                sources=cited(profile.sources),
                harms=tuple(
                    replace(harm, says=told(harm.says), sources=cited(harm.sources))
                    for harm in periods(profile.harms)
                    if told(harm.says)
                ),
                changes=tuple(
                    replace(change, what=told(change.what), sources=cited(change.sources))
                    for change in profile.changes
                    if change.on.last <= day and told(change.what)
                ),
                asks=tuple(ask for ask in periods(profile.asks) if ask.from_ or told(ask.prompt) == ask.prompt),
                evidence=tuple(proof for proof in periods(profile.evidence) if proof.from_ or told(proof.what) == proof.what),
                cautions=tuple(
                    replace(caution, says=told(caution.says), sources=cited(caution.sources))
                    for caution in periods(profile.cautions)
                    if told(caution.says)
                ),
            )
            for profile in periods(country.profiles)
        ),
        stale=tuple(
            replace(stale, by=cited(stale.by), instead=told(stale.instead), sources=cited(stale.sources))
            for stale in country.stale
            if not stale.so(day) and told(stale.said) == stale.said and told(stale.instead)
        ),
    )


def without_later(text: str, day: dt.date) -> str:
    """The clauses of a text that name no date later than ``day``."""
    kept = " ".join(clause for clause in _CLAUSE.split(text) if not names_later(clause, day))
    kept = f"{kept[:1].upper()}{kept[1:]}"
    return f"{kept[:-1]}." if kept.endswith(";") else kept


def names_later(text: str, day: dt.date) -> bool:
    """Whether a text names a date that may be later than ``day``: a month or a year counts by its last day."""
    return any(_last_day(found) > day for found in _DATE.finditer(text))


def _last_day(found: re.Match[str]) -> dt.date:
    part = found.groupdict()
    if part["alone"]:
        return PartialDate.parse(part["alone"]).last
    month = part["month"] or f"{_MONTHS.index(part['named']) + 1:02}"
    day = part["day"] or part["named_day"]
    return PartialDate.parse("-".join(filter(None, (part["year"] or part["named_year"], month, day and day.zfill(2))))).last
