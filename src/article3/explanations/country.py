"""A country's profiles as an outline, as of a day: what stands, what has ended, and how each statement was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import NOT_ADVICE, VERIFIED
from article3.law.country import Standing
from article3.law.country_on import country_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from article3.law.country import Actor, Change, Country, Listing, Period, Profile, Source, Stale, Statement
    from article3.law.loading import Law

DECIDES_NOTHING = "A profile suggests questions and evidence. It decides nothing and says nothing of likelihood."


def of_country(country: Country, law: Law, day: dt.date, profiles: Sequence[Profile]) -> Outline:
    """What is recorded about a country, as of a day.

    Args:
        country: its file.
        law: the law data, for the decisions that a profile names.
        day: as of which day; what had not begun by then is left out, what had ended is told as such.
        profiles: those to show; all of the country's, or some.
    """
    whole = len(profiles) == len(country.profiles)
    country = country_on(country, day)
    wanted = {profile.id for profile in profiles}
    profiles = [profile for profile in country.profiles if profile.id in wanted]
    teller = _Teller(country, law, day)
    actors = [actor for actor in country.actors if whole or any(actor.id in profile.actors for profile in profiles)]
    shown = {actor.id for actor in actors}
    listings = [listing for listing in country.listings if listing.begun(day) and shown & set(listing.actors)]
    standing = [profile for profile in profiles if profile.covers(day)]
    past = [
        *(teller.profile(profile) for profile in profiles if profile.over(day)),
        *(teller.actor(actor) for actor in actors if actor.over(day)),
        *(teller.listing(listing) for listing in listings if listing.over(day)),
    ]
    events = [event for event in country.events if whole and event.on.first <= day]
    sections = [
        Section("Profiles", [teller.profile(profile) for profile in standing]),
        Section("Who may harm, and the tie to the State", [teller.actor(actor) for actor in actors if actor.covers(day)]),
        Section(
            "Listed groups: what helps and what hurts", [teller.listing(listing) for listing in listings if listing.covers(day)]
        ),
        Section("No longer so", past),
        Section("Often said, and not so", [teller.stale(stale) for stale in country.stale if whole and not stale.so(day)]),
        Section(
            "What changed, and when",
            [
                Item(
                    Role.FACT,
                    f"{event.on}: {event.what} {teller.cited(event.sources)}",
                    items=_notes(("Stale since", event.stale)),
                )
                for event in events
            ],
        ),
        Section("Sources", [_source(source) for source in country.sources] if whole else []),
        Section("Read this too", [Item(Role.WARNING, warning) for warning in _warnings(country, day)]),
    ]
    subtitle = f"Conditions were looked for up to {country.as_of}. {DECIDES_NOTHING}"
    return Outline(f"{country.name}, as of {day}", subtitle, [section for section in sections if section.items])


class _Teller:
    """Tells parts of a country's file as items."""

    def __init__(self, country: Country, law: Law, day: dt.date) -> None:
        self.country = country
        self.law = law
        self.day = day

    def cited(self, sources: Iterable[str]) -> str:
        """Each source with its date and how well it was checked."""
        found = [self.country.source(identifier) for identifier in sources]
        shown = (", ".join(filter(None, (source.id, str(source.dated or ""), source.level.value))) for source in found)
        none = "unread" if self.day >= self.country.as_of else "no source of that day or before"
        return f"({'; '.join(shown)})" if found else f"({none})"

    def profile(self, profile: Profile) -> Item:
        standing = profile.standing(self.day)
        how = f" ({standing.value})" if standing in {Standing.CHANGED, Standing.ENDED} else ""
        names = "; ".join(self.country.actor(identifier).name for identifier in profile.actors)
        changes = [change for change in profile.changes if change.on.first <= self.day]
        items = [
            Item(Role.PLAIN, f"{_period(profile)} {self.cited(profile.sources)}".strip()),
            Item(Role.PLAIN, f"By: {names}"),
            *_under("What is done", (self._statement(harm) for harm in profile.harms if harm.begun(self.day))),
            *_under("What changed", (self._change(change) for change in changes)),
            *_under("Ask", (Item(Role.NOTE, f"{ask.fact}: {ask.prompt}") for ask in profile.asks if ask.covers(self.day))),
            *_under(
                "Prove",
                (
                    Item(Role.NOTE, f"{', '.join(proof.proves)}: {proof.what}")
                    for proof in profile.evidence
                    if proof.covers(self.day)
                ),
            ),
            *_under("Take care", (self._statement(caution) for caution in profile.cautions if caution.begun(self.day))),
            *_under("Decisions", (self._decision(identifier) for identifier in self._decided(profile))),
        ]
        return Item(Role.FINDING, f"{profile.who}{how}", tag=profile.id, items=items)

    def actor(self, actor: Actor) -> Item:
        successors = "; ".join(self.country.actor(identifier).name for identifier in actor.succeeded_by)
        items = [
            Item(Role.PLAIN, " ".join(filter(None, (_period(actor), actor.tie, self.cited(actor.sources))))),
            *_under("What proves the tie", (Item(Role.NOTE, piece) for piece in actor.proves)),
            *_notes(("Look now at", successors), ("Note", actor.note)),
        ]
        return Item(Role.FINDING, f"{actor.name} ({actor.part.value.replace('_', ' ')})", tag=actor.id, items=items)

    def listing(self, listing: Listing) -> Item:
        names = "; ".join(self.country.actor(identifier).name for identifier in listing.actors)
        head = f"{names}: {listing.as_.value.replace('_', ' ')}. {_period(listing)} {self.cited(listing.sources)}"
        return Item(Role.FACT, head, items=_notes(("Helps", listing.helps), ("Hurts", listing.hurts)))

    def stale(self, stale: Stale) -> Item:
        until = f" So until {stale.until}." if stale.until else ""
        by = f" Said by: {', '.join(stale.by)}." if stale.by else ""
        instead = Item(Role.NOTE, f"Instead: {stale.instead} {self.cited(stale.sources)}")
        return Item(Role.FACT, f'"{stale.said}"{until}{by}', items=[instead])

    def _statement(self, said: Statement) -> Item:
        return Item(Role.NOTE, " ".join(filter(None, (_period(said), said.says, self.cited(said.sources)))))

    def _change(self, change: Change) -> Item:
        return Item(Role.NOTE, f"{change.on}: {change.what} {self.cited(change.sources)}")

    def _decided(self, profile: Profile) -> Iterable[str]:
        return (name for name in profile.authorities if self.law.authority(name).decided.last <= self.day)

    def _decision(self, identifier: str) -> Item:
        authority = self.law.authority(identifier)
        return Item(Role.AUTHORITY, f"{authority.full_cite} ({VERIFIED[authority.verification.level.value]})", target=identifier)


def _under(title: str, items: Iterable[Item]) -> list[Item]:
    below = list(items)
    return [Item(Role.PLAIN, f"{title}:", items=below)] if below else []


def _notes(*pairs: tuple[str, str]) -> list[Item]:
    return [Item(Role.NOTE, f"{label}: {words}") for label, words in pairs if words]


def _period(period: Period) -> str:
    if period.from_ is None and period.until is None:
        return ""
    if period.from_ is None:
        return f"Until {period.until}."
    if period.until is None:
        return f"Since {period.from_}."
    return f"{period.from_}." if period.from_ == period.until else f"From {period.from_} to {period.until}."


def _source(source: Source) -> Item:
    head = f"{source.title}. {source.publisher}{f', {source.dated}' if source.dated else ''}. {source.where}"
    checked = f"{VERIFIED[source.level.value]}{f'; read {source.on}' if source.on else ''}"
    return Item(Role.FACT, f"{head} ({checked})", tag=source.id, items=_notes(("Note", source.note)))


def _warnings(country: Country, day: dt.date) -> Iterable[str]:
    if day > country.as_of:
        yield f"Conditions in {country.name} were looked for up to {country.as_of}; you asked for {day}. Look for anything newer."
    if country.note:
        yield country.note
    yield "What a report says of others is not yet proof for this person. Read the report itself before you file it."
    yield NOT_ADVICE
