"""What a country's file holds: sources, events, actors, listings, profiles, and what is no longer so.

A profile suggests questions and evidence. It decides nothing and states no likelihood. Each type mirrors a table of the TOML
files in ``countries/``; unknown keys are refused.
"""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from article3.law.dates import PartialDate
from article3.law.model import Verification

_STRONGEST = tuple(Verification)


class Part(enum.Enum):
    """What an actor is to the State; the first three are the options of the fact ``harm.perpetrator``.

    ``DISPUTED``: whether the actor belongs to the State or acts for it is the very question, or has been answered both ways.
    """

    OFFICIAL = "official"
    ACTING_FOR_THE_STATE = "acting_for_the_state"
    PRIVATE = "private"
    DISPUTED = "disputed"


class ListedAs(enum.Enum):
    """How the United States lists a group."""

    FTO = "foreign_terrorist_organization"
    SDGT = "specially_designated_global_terrorist"
    UNDESIGNATED = "undesignated_terrorist_organization"


class Standing(enum.Enum):
    """How a profile stands on a day."""

    NOT_YET = "not yet"
    CURRENT = "current"
    CHANGED = "changed"
    ENDED = "ended"


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that states a fact about the country, and how it was checked.

    Attributes:
        where: so that another person finds it: an address without scheme, or the name of the document.
        level: ``text``: the passage itself was read; ``headnote``: its executive summary or opening; ``secondary``: another's
            account, such as a news report; ``unread``: from memory.
        dated: when it was published.
        on: the day it was read; absent when unread.
        note: anything the next reader should know.
    """

    id: str
    title: str
    publisher: str
    where: str
    level: Verification
    dated: PartialDate | None = None
    on: dt.date | None = None
    note: str = ""


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Something that begins and may end. A date known only in part counts as generously as it can be read.

    Attributes:
        from_: its first day; absent if it was so before anybody here looked.
        until: its last day; absent while it lasts.
    """

    from_: PartialDate | None = None
    until: PartialDate | None = None

    def begun(self, day: dt.date) -> bool:
        """Whether it has begun by ``day``."""
        return self.from_ is None or self.from_.first <= day

    def over(self, day: dt.date) -> bool:
        """Whether it has ended before ``day``."""
        return self.until is not None and self.until.last < day

    def covers(self, day: dt.date) -> bool:
        """Whether it is so on ``day``."""
        return self.begun(day) and not self.over(day)


class Statement(Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence with the ids of the sources that state it; without any it is unread."""

    says: str
    sources: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changed on a day.

    Attributes:
        stale: what must no longer be said after it.
    """

    on: PartialDate
    what: str
    stale: str = ""
    sources: tuple[str, ...] = ()


class Actor(Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who inflicts harm, or lets it happen.

    Attributes:
        tie: its tie to the State, in words.
        proves: what proves that tie; one piece of evidence each.
        succeeded_by: ids of the actors to look at now.
    """

    id: str
    name: str
    part: Part
    tie: str
    proves: tuple[str, ...] = ()
    succeeded_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


class Listing(Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That the United States lists actors as terrorist organizations, which cuts both ways.

    Attributes:
        helps: what it helps the applicant to prove.
        hurts: which bar it can raise, and against which forms of protection.
    """

    actors: tuple[str, ...]
    as_: ListedAs = msgspec.field(name="as")
    helps: str
    hurts: str
    sources: tuple[str, ...] = ()


class Ask(Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plain question that this profile adds to a fact of the case file, such as ``harm.perpetrator``.

    It has a first day where it rests on an event.
    """

    fact: str
    prompt: str


class Evidence(Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to look for, and which elements it proves, by the ids of the rules."""

    proves: tuple[str, ...]
    what: str


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became different for people of this profile, who still have a claim to look at."""

    on: PartialDate
    what: str
    sources: tuple[str, ...] = ()


class Profile(Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of person whose claim raises the same questions.

    Attributes:
        who: in plain words.
        actors: who may harm them; each must be identified anew in the case.
        harms: what is typically done to them.
        changes: what became different, oldest first.
        authorities: decisions about such a case.
    """

    id: str
    who: str
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    harms: tuple[Statement, ...] = ()
    changes: tuple[Change, ...] = ()
    asks: tuple[Ask, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    cautions: tuple[Statement, ...] = ()
    authorities: tuple[str, ...] = ()

    def standing(self, day: dt.date) -> Standing:
        """How it stands on a day."""
        if not self.begun(day):
            return Standing.NOT_YET
        if self.over(day):
            return Standing.ENDED
        return Standing.CHANGED if any(change.on.first <= day for change in self.changes) else Standing.CURRENT


class Stale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something still said of the country that is no longer so, or never was.

    Attributes:
        said: the statement, in our words.
        by: ids of the sources that say it.
        instead: what is right.
        until: the last day on which it was so; absent if it never was, or is only too simple.
    """

    said: str
    by: tuple[str, ...]
    instead: str
    until: PartialDate | None = None
    sources: tuple[str, ...] = ()

    def so(self, day: dt.date) -> bool:
        """Whether it was still so on a day."""
        return self.until is not None and day <= self.until.last


class Heading(msgspec.Struct, frozen=True):
    """What stands at the head of a country's file.

    Attributes:
        id: the name of the file.
        names: other names people write, the adjective among them.
        as_of: the day to which conditions in the country were looked for; a later event may be recorded all the same.
    """

    id: str
    name: str
    as_of: dt.date
    names: tuple[str, ...] = ()


class Country(Heading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything recorded about a country."""

    note: str = ""
    sources: tuple[Source, ...]
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...]
    listings: tuple[Listing, ...] = ()
    profiles: tuple[Profile, ...]
    stale: tuple[Stale, ...] = ()

    def actor(self, identifier: str) -> Actor:
        """The actor with that id; the loader has checked that there is one."""
        return next(actor for actor in self.actors if actor.id == identifier)

    def source(self, identifier: str) -> Source:
        """The source with that id; the loader has checked that there is one."""
        return next(source for source in self.sources if source.id == identifier)

    def level(self, sources: tuple[str, ...]) -> Verification:
        """How well a statement with those sources was checked: as well as the best of them."""
        levels = [self.source(identifier).level for identifier in sources]
        return min(levels, key=_STRONGEST.index, default=Verification.UNREAD)
