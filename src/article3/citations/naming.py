"""Whether the name that a text gives is that of a decision: its own, a short form, another caption, a slip, or another name.

Lawyers shorten names ("Al-Saher", "Lin v. DOJ"), write initials with every kind of dash, and follow the government's officials as
they change. None of that is a difference. A letter more or less is.
"""

from __future__ import annotations

import difflib
import enum
import re
from typing import TYPE_CHECKING

from article3.law.captions import captions, named, plain

if TYPE_CHECKING:
    from article3.law.model import Authority

_ALIKE = 0.8
"""From here on two names are called a spelling of one another; below it they are two names."""

_WORDS = (
    (re.compile(r"\bdep['\u2019]?t\b\.?", re.IGNORECASE), "Department"),
    (re.compile(r"\batt['\u2019]?y\b\.?", re.IGNORECASE), "Attorney"),
    (re.compile(r"\bgen\b\.?", re.IGNORECASE), "General"),
    (re.compile(r"\bimmigr\b\.?", re.IGNORECASE), "Immigration"),
    (re.compile(r"\bsec\b\.?", re.IGNORECASE), "Security"),
    (re.compile(r"\bass['\u2019]?n\b\.?", re.IGNORECASE), "Association"),
    (re.compile(r"\bctr\b\.?", re.IGNORECASE), "Center"),
    (re.compile(r"\bservs\b\.?", re.IGNORECASE), "Services"),
    (re.compile(r"\benters\b\.?", re.IGNORECASE), "Enterprises"),
    (re.compile(r"\bnat['\u2019]l\b\.?", re.IGNORECASE), "National"),
    (re.compile(r"\bexec\b\.?", re.IGNORECASE), "Executive"),
    (re.compile(r"\bjust\b\.", re.IGNORECASE), "Justice"),
    (re.compile(r"\b(?:the\s+)?(?:U\.\s?S\.|United States)(?:\s+of\s+America)?(?=\s+(?:Dep|Department))", re.IGNORECASE), ""),
)
_SILENT = {"of", "for", "the", "and", "in", "inc", "llc", "us"}
"""Words that the short form of an organization's name leaves out."""

_SHORT = {"doj": "department of justice", "dhs": "department of homeland security"}
_INITIALS = re.compile(r"^(?:matter of )?(?:[a-z]\b[\s]?){2,}$")


class Likeness(enum.Enum):
    """How the name in the text and the one on record compare."""

    SAME = "same"
    CAPTION = "another caption of the same case"
    SLIP = "a slip"
    OTHER = "another name"


def likeness(authority: Authority, written: str) -> tuple[Likeness, str]:
    """How a name in a text compares with an authority's, and what to say about it where it is not the same."""
    recorded = captions()
    full = _spelled_out(written)
    short = is_short_for(full, authority.name)
    found = named(authority, written, recorded) or named(authority, full, recorded)
    if found is not None and not found.right and not found.likely:
        return Likeness.SLIP, found.why
    if found is not None:
        return (Likeness.CAPTION, found.why) if found.why else (Likeness.SAME, "")
    if short or _initials(full) == _initials(authority.name) != "" or _is_first_of_several(full, authority.name):
        return Likeness.SAME, ""
    if any(is_short_for(full, slip) for slip in authority.also):
        return Likeness.SLIP, ""
    if not _initials(authority.name) and _near(full, authority.name):
        return Likeness.SLIP, ""
    return Likeness.OTHER, ""


def is_short_for(written: str, name: str) -> bool:
    """Whether ``written`` has a party of ``name``, or each of its parties, perhaps without the first or last words of one."""
    given, whole = _sides(_spelled_out(written)), _sides(_spelled_out(name))
    if len(given) == 1:
        return any(_part_of(given[0], side) for side in whole)
    return len(given) == len(whole) and all(_part_of(one, other) for one, other in zip(given, whole, strict=True))


def plain_name(name: str) -> str:
    """A name in the form in which names are compared: initials without dashes."""
    full = _spelled_out(name)
    return _initials(full) or plain(full)


def first_party(name: str) -> str:
    """The first party of a name, or the whole where it has one, in the form in which names are compared."""
    full = _spelled_out(name)
    return _initials(full) or _sides(full)[0]


def near(written: str, name: str) -> bool:
    """Whether two names differ as a slip of the pen would make them; initials never do, since each letter of them counts."""
    return not _initials(name) and _near(_spelled_out(written), name)


_AND_OTHERS = re.compile(r",|\s&\s|\sand\s|\set al\b")


def _is_first_of_several(written: str, name: str) -> bool:
    """Whether a decision about several people is called by the initials of the first: "Matter of Y-L-"."""
    first, *others = _AND_OTHERS.split(name)
    return bool(others) and _initials(written) == _initials(first) != ""


def _near(written: str, name: str) -> bool:
    """Whether both sides are alike: that the same official stands in two names makes them no more alike."""
    given, whole = _sides(written), _sides(_spelled_out(name))
    return len(given) == len(whole) and all(_alike(one, other) for one, other in zip(given, whole, strict=True))


def _alike(one: str, other: str) -> bool:
    return one == other or difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _spelled_out(name: str) -> str:
    for pattern, word in _WORDS:
        name = pattern.sub(word, name)
    return name


def _initials(name: str) -> str:
    """The letters of a name of initials, "" for any other: ``jff`` for J-F-F-, J.F.F. and J F F."""
    bare = plain(name.replace(".", " "))
    if not _INITIALS.match(bare):
        return ""
    return bare.removeprefix("matter of ").replace(" ", "")


def _sides(name: str) -> list[str]:
    sides = plain(name).removeprefix("matter of ").split(" v ")
    return [_SHORT.get(side.strip(), side.strip()) for side in sides if side.strip()] or [""]


def _part_of(short: str, long: str) -> bool:
    """Whether the words of ``short`` begin or end ``long``, or are its initials, and say more than an article would."""
    few, many = short.split(), long.split()
    if not few or len("".join(few)) < 3:  # noqa: PLR2004 - two letters name nobody
        return False
    telling = [word for word in many if word not in _SILENT]
    if len(few) == 1 and few[0] == "".join(word[0] for word in telling):
        return True
    return few in (many[: len(few)], many[-len(few) :])
