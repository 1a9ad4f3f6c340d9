"""Typed data told as it is: any struct as titled parts with labeled values, so that a new kind of data needs no new page.

Countries are told so. What a value refers to (a rule, a fact, an authority) becomes a link if the book has a page for it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from article3.law.dates import PartialDate

Find = Callable[[str, str], "Value | None"]
"""Given a field's name and the words of a value, the value with where it leads, or ``None`` if it leads nowhere."""

_TITLES = ("title", "name", "who", "what", "said", "says", "prompt", "id")
"""Fields that can head a part, the best first."""

_LABELS = {"from_": "from", "as_": "listed as", "as_of": "looked for to", "stale": "no longer to be said", "part": "to the State"}

_LAST = "sources"
"""What everything else refers to stands last."""

_UNREAD = "none; nobody here has read it"


class Value(msgspec.Struct, frozen=True):
    """One value, with where it leads and, for a source, how well it was checked."""

    words: str
    kind: str = ""
    id: str = ""
    level: str = ""


class Labeled(msgspec.Struct, frozen=True):
    """Values under their label."""

    label: str
    values: tuple[Value, ...]


class Part(msgspec.Struct, frozen=True):
    """A titled part: labeled values, and parts of its own under their labels.

    Attributes:
        anchor: an id, unique in its page.
    """

    title: str
    anchor: str
    values: tuple[Labeled, ...]
    groups: tuple[Group, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """The parts of one kind."""

    label: str
    anchor: str
    parts: tuple[Part, ...]


def described(thing: msgspec.Struct, find: Find, anchor: str = "") -> Part:
    """A struct as a part; what is empty is left out."""
    fields = [field.name for field in msgspec.structs.fields(thing)]
    head = next((name for name in _TITLES if name in fields and getattr(thing, name)), "")
    values: list[Labeled] = []
    groups: list[Group] = []
    for name in fields:
        value = getattr(thing, name)
        if name == _LAST and not value:
            values.append(Labeled(_label(name), (Value(_UNREAD),)))
        if name == head or value is None or value in ("", ()):
            continue
        label = _label(name)
        if isinstance(value, (tuple, list)) and isinstance(value[0], msgspec.Struct) and not isinstance(value[0], PartialDate):
            below = f"{anchor}{name}"
            parts = tuple(described(one, find, f"{below}-{number}-") for number, one in enumerate(value, 1))
            groups.append(Group(label, below, parts))
        else:
            values.append(Labeled(label, _values(name, value, find)))
    title = _words(getattr(thing, head)) if head else type(thing).__name__
    ordered = sorted(groups, key=lambda group: group.label == _LAST)
    return Part(title, anchor.rstrip("-"), tuple(values), tuple(ordered))


def _values(name: str, value: Any, find: Find) -> tuple[Value, ...]:
    if isinstance(value, dict):
        return tuple(Value(f"{key}: {_words(one)}") for key, one in value.items())
    several: Iterable[Any] = value if isinstance(value, (tuple, list, frozenset, set)) else (value,)
    found = []
    for one in several:
        words = _words(one)
        found.append(find(name, words) or Value(words))
    return tuple(found)


def _label(name: str) -> str:
    return _LABELS.get(name, name).replace("_", " ").strip()


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, enum.Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, msgspec.Struct) and not isinstance(value, PartialDate):
        inner = (
            f"{_label(key)}: {_words(one)}" for key, one in msgspec.structs.asdict(value).items() if one not in ("", (), None)
        )
        return "; ".join(inner)
    return " ".join(str(value).split())
