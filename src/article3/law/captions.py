"""Names of one case: a petition for review is cited by the official who stood for the government, and the office changes hands.

"Zheng v. Ashcroft" and "Zheng v. Gonzales" can name one case at two times. This module finds an authority by its name, by the
name of another official or of the office, or by a slip that sources are known to make, and says which name is right.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from article3.law.data_files import convert, read
from article3.law.loading import DATA
from article3.law.model import Authority, Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from article3.law.loading import Law

_VERSUS = re.compile(r"\s+(?:v|vs|versus)\.?\s+", re.IGNORECASE)
_MATTER = re.compile(r"^(?:in\s+re|in\s+the\s+matter\s+of|matter\s+of)\s+", re.IGNORECASE)


class Official(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Somebody in whose name petitions for review are captioned.

    Attributes:
        name: the surname, as captions have it.
        full: the whole name.
        from_: the first day on which they certainly held the office; they hold it until the next official's.
        perhaps: the first day on which they can have held it, where the change could not be dated.
        acting: whether they only acted.
    """

    name: str
    full: str
    from_: dt.date
    verified: Checked
    perhaps: dt.date | None = None
    acting: bool = False


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An office or agency that stands in a caption in place of the official's name.

    Attributes:
        name: its usual name.
        means: which list of officials it stands for.
        also: other ways of writing it.
        until: the last day on which it existed.
    """

    name: str
    means: str
    also: tuple[str, ...] = ()
    until: dt.date | None = None


class Captions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who stood for the government in captions, from when; each list in the order of time."""

    attorneys_general: tuple[Official, ...]
    homeland_security: tuple[Official, ...] = ()
    offices: tuple[Office, ...] = ()

    def __post_init__(self) -> None:
        for officials in (self.attorneys_general, self.homeland_security):
            for earlier, later in pairwise(officials):
                if later.from_ <= earlier.from_ or (later.perhaps or later.from_) < earlier.from_:
                    raise ValueError(f"{later.full} cannot follow {earlier.full}: put the officials in the order of their terms")

    def expected(self, day: dt.date) -> tuple[Official, ...]:
        """The Attorney General whom a caption of that day names; two on a day of change, or where the change is not dated."""
        return _holding(self.attorneys_general, day)

    def around(self, day: dt.date) -> tuple[Official, ...]:
        """The Attorney General of that day, with the one before and the one after."""
        then = [index for index, official in enumerate(self.attorneys_general) if official in self.expected(day)]
        return self.attorneys_general[max(0, then[0] - 1) : then[-1] + 2] if then else ()

    def secretary(self, day: dt.date) -> tuple[Official, ...]:
        """The Secretary of Homeland Security on that day, as far as recorded."""
        return _holding(self.homeland_security, day)


class Found(msgspec.Struct, frozen=True):
    """An authority that somebody named.

    Attributes:
        right: whether the name given is the one by which it is cited.
        why: what to say about the name; empty if there is nothing to say.
        likely: whether the name is right, or can be that of the same petition before or after an official changed.
    """

    authority: Authority
    right: bool
    why: str = ""
    likely: bool = False


@functools.cache
def captions(directory: Path = DATA) -> Captions:
    """The captions recorded.

    Raises:
        LawDataError: if the file is missing or broken.
    """
    path = directory / "captions.toml"
    return convert(read(path), Captions, path.name)


def find(law: Law, recorded: Captions, written: str) -> tuple[Found, ...]:
    """The authorities that a name means, those that are cited by exactly that name before others.

    Two cases can share a name ("Garcia v. Holder"); then both are found. What means nothing finds nothing.
    """
    wanted_name = plain(written)
    exact = [authority for authority in law.authorities.values() if plain(authority.name) == wanted_name]
    if exact:
        return tuple(Found(authority, right=True, likely=True) for authority in exact)
    slips = [(authority, slip) for authority in law.authorities.values() for slip in authority.also if plain(slip) == wanted_name]
    if slips:
        return tuple(
            Found(
                authority, right=False, why=f"{slip} is not its right name, though sources use it; it is {authority.full_cite}."
            )
            for authority, slip in slips
        )
    wanted = _parties(written, recorded)
    return tuple(_recaptioned(found, written, recorded) for found in _of_parties(law, recorded, wanted))


def named(authority: Authority, written: str, recorded: Captions) -> Found | None:
    """What a name is to one authority: its own, a slip that is known, another caption of the same petition, or ``None``."""
    if plain(authority.name) == plain(written):
        return Found(authority, right=True, likely=True)
    slip = next((slip for slip in authority.also if plain(slip) == plain(written)), "")
    if slip:
        return Found(authority, right=False, why=f"{slip} is not its right name, though sources use it.")
    wanted = _parties(written, recorded)
    captioned = any(party in {"attorneys_general", "homeland_security"} for party in wanted)
    if captioned and any(_parties(name, recorded) == wanted for name in (authority.name, *authority.also)):
        return _recaptioned(authority, written, recorded)
    return None


def other_captions(authority: Authority, recorded: Captions) -> tuple[str, ...]:
    """Other names under which a petition for review may be cited: those before it, as on rehearing or remand, and those after.

    Named are the official of the day of decision, and those just before and just after.
    """
    sides = _sides(authority.name)
    if len(sides) != 2:  # noqa: PLR2004 - petitioner and respondent
        return ()
    place = next((index for index in (1, 0) if _office_of(sides[index], recorded) == "attorneys_general"), None)
    if place is None:
        return ()
    names = [one.name for one in recorded.around(authority.decided.last) if plain(one.name) != plain(sides[place])]
    return tuple(" v. ".join((sides[0], name) if place else (name, sides[1])) for name in dict.fromkeys(names))


def _holding(officials: tuple[Official, ...], day: dt.date) -> tuple[Official, ...]:
    found = []
    for index, official in enumerate(officials):
        after = officials[index + 1].from_ if index + 1 < len(officials) else dt.date.max
        if (official.perhaps or official.from_) <= day <= after:
            found.append(official)
    return tuple(found)


def _of_parties(law: Law, recorded: Captions, wanted: tuple[str, ...]) -> Iterator[Authority]:
    """Authorities between the same parties, an official counting as the office."""
    if not any(party in {"attorneys_general", "homeland_security"} for party in wanted):
        return
    for authority in law.authorities.values():
        names = (authority.name, *authority.also)
        if any(_parties(name, recorded) == wanted for name in names):
            yield authority


def _recaptioned(authority: Authority, written: str, recorded: Captions) -> Found:
    right = authority.full_cite
    if any(_parties(name, recorded) == _parties(written, recorded) for name in authority.also):
        return Found(authority, right=False, why=f"Neither that spelling nor that caption is its own; it was decided as {right}.")
    officials = {plain(official.name): official.name for official in recorded.attorneys_general}
    officials |= {plain(official.full): official.name for official in recorded.attorneys_general}
    official_named = next((officials[plain(side)] for side in _sides(written) if plain(side) in officials), "")
    if not official_named and any(plain(side) in _named_offices(recorded) for side in _sides(authority.name)):
        return Found(authority, right=False, likely=True)
    if not official_named:
        return Found(authority, right=False, why=f"Cited as {right}; what was given names the office or agency.", likely=True)
    if any(official_named in _sides(name) for name in other_captions(authority, recorded)):
        return Found(
            authority,
            right=False,
            why=f"The same petition may carry the name {official_named} earlier or later; it was decided as {right}.",
            likely=True,
        )
    then = " or ".join(official.name for official in recorded.expected(authority.decided.last))
    why = f"Decided as {right}, when the Attorney General was {then}; a caption with {official_named} is not expected."
    return Found(authority, right=False, why=why)


def _sides(name: str) -> list[str]:
    return [side.strip() for side in _VERSUS.split(name.strip(), maxsplit=1)]


def _parties(name: str, recorded: Captions) -> tuple[str, ...]:
    return tuple(_office_of(side, recorded) or plain(side) for side in _sides(name))


def _office_of(side: str, recorded: Captions) -> str:
    return _offices(recorded).get(plain(side), "")


@functools.cache
def _named_offices(recorded: Captions) -> frozenset[str]:
    return frozenset(plain(name) for office in recorded.offices for name in (office.name, *office.also))


@functools.cache
def _offices(recorded: Captions) -> dict[str, str]:
    found = {plain(name): office.means for office in recorded.offices for name in (office.name, *office.also)}
    lists: Iterable[tuple[str, tuple[Official, ...]]] = (
        ("homeland_security", recorded.homeland_security),
        ("attorneys_general", recorded.attorneys_general),
    )
    for office, officials in lists:
        for official in officials:
            found[plain(official.name)] = office
            found[plain(official.full)] = office
    return found


@functools.cache
def plain(name: str) -> str:
    """A name without case, accents, punctuation and the words that come and go in captions."""
    bare = unicodedata.normalize("NFKD", _MATTER.sub("matter of ", name.strip()))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()
    bare = _VERSUS.sub(" v ", bare).replace("&", " and ")
    bare = re.sub(r"[.'\u2019,]", "", bare)
    words = re.sub(r"[^a-z0-9]+", " ", bare).split()
    return " ".join(word for word in words if word not in {"et", "al", "the"})
