"""Change values and entries of lists in a case file, several at once, beside what somebody else has changed meanwhile.

It is for what is no fact: the particulars of documents and those of exhibits. A value that has its proof and a note keeps them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts import rewriting
from article3.facts.rewriting import NoSuchPlaceError, Path, Plain
from article3.facts.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

_IS = "is"
Tree = dict[str, Plain]


class Entries(msgspec.Struct, frozen=True):
    """What is to be changed in a list. Entries are known by their place in the list as it was shown: few of them have an id.

    Attributes:
        path: the list.
        changed: by place, the keys to put, each with its value; a blank one takes the key out.
        dropped: the places of those to take out.
        added: the entries to add, each with its keys.
        none: whether the list is to say that there are none.
    """

    path: Path
    changed: dict[int, dict[str, Plain]] = {}
    dropped: tuple[int, ...] = ()
    added: tuple[dict[str, Plain], ...] = ()
    none: bool = False


class Amendment(msgspec.Struct, frozen=True):
    """What is to be changed.

    Attributes:
        values: by place, the value from now on; a blank one takes out what stands there.
        entries: of a list; absent if none is touched.
    """

    values: dict[Path, Plain] = {}
    entries: Entries | None = None


def words_at(tree: Tree, path: Path) -> Plain:
    """The value at a place, without its proof and note; an empty text if there is none."""
    found = rewriting.at(tree, path)
    if isinstance(found, dict) and _IS in found:
        found = found[_IS]
    return "" if found is None else found


def entries_at(tree: Tree, path: Path) -> list[Plain]:
    """The entries of a list; none if there is no such list."""
    found = rewriting.at(tree, path)
    return found if isinstance(found, list) else []


def matched(shown: list[Plain], now: list[Plain]) -> dict[int, int]:
    """Where each entry that was shown stands now; one that was taken out is absent.

    An entry is known again if it says the same; else by its id; else by its place, where as many are left here as there.
    """
    found: dict[int, int] = {}
    for same in (lambda one, other: one == other, lambda one, other: _id(one) == _id(other) != ""):
        for place, one in enumerate(shown):
            free = (at for at, other in enumerate(now) if at not in found.values() and same(one, other))
            if place not in found and (at := next(free, None)) is not None:
                found[place] = at
    left = [place for place in range(len(shown)) if place not in found]
    free_now = [at for at in range(len(now)) if at not in found.values()]
    if len(left) == len(free_now):
        found.update(zip(left, free_now, strict=True))
    return found


def contested(amendment: Amendment, shown: Tree, now: Tree) -> tuple[str, ...]:
    """The places of the change that somebody else has changed since, otherwise than it would.

    Args:
        amendment: the change.
        shown: the case file that whoever makes it had before them, read by :func:`article3.facts.rewriting.plain`.
        now: the one that stands now.
    """
    places = [
        ".".join(path)
        for path, value in amendment.values.items()
        if _is_gone(now, shown, path[:-1]) or words_at(now, path) not in (words_at(shown, path), value)
    ]
    return (*places, *(() if amendment.entries is None else _contested_entries(amendment.entries, shown, now)))


def amended(text: str, amendment: Amendment, shown: Tree) -> str:
    """The text with the change, and with everything else as it is.

    Args:
        text: the case file as it stands.
        amendment: the change.
        shown: the case file to whose lists the change refers.

    Raises:
        NoSuchPlaceError: if an entry that is to be changed is not there.
    """
    for path, value in amendment.values.items():
        text = _set(text, path, value)
    return text if amendment.entries is None else _with_entries(text, amendment.entries, shown)


def _with_entries(text: str, entries: Entries, shown: Tree) -> str:
    tree = rewriting.plain(text)
    now = entries_at(tree, entries.path)
    standing = matched(entries_at(shown, entries.path), now)
    names = [name for name, _ in rewriting.named(entries.path[-1], now)]
    for place, values in entries.changed.items():
        if place not in standing:
            raise NoSuchPlaceError(entries.path[-1])
        for key, value in values.items():
            text = _set(text, (*entries.path, names[standing[place]], key), value)
    # From the last to the first: an entry without an id is named by its number.
    for at in sorted((standing[place] for place in entries.dropped if place in standing), reverse=True):
        text = rewriting.drop(text, (*entries.path, names[at]))
    for entry in entries.added:
        text = rewriting.add(text, entries.path, entry)
    return rewriting.put(text, entries.path, []) if entries.none and not now else text


def _contested_entries(entries: Entries, shown: Tree, now: Tree) -> Iterator[str]:
    before, after = entries_at(shown, entries.path), entries_at(now, entries.path)
    standing = matched(before, after)
    for place in (*entries.changed, *entries.dropped):
        at, values = standing.get(place), entries.changed.get(place)
        if at is None:
            done = values is None
        else:
            done = values is not None and all(_words(after[at], key) == words for key, words in values.items())
        if not done and (at is None or after[at] != before[place]):
            yield f"{'.'.join(entries.path)}[{place}]"
    if entries.none and after:
        yield ".".join(entries.path)


def _is_gone(now: Tree, shown: Tree, path: Path) -> bool:
    """Whether what the value belongs to was taken out since."""
    return rewriting.at(shown, path) is not None and rewriting.at(now, path) is None


def _wanted(tree: Tree, path: Path, value: Plain) -> Plain | None:
    """What is to stand at a place for a value: with the proof and the note that stand there."""
    standing = rewriting.at(tree, path)
    if isinstance(standing, dict) and _IS in standing:
        rest = {key: below for key, below in standing.items() if key != _IS}
        return {_IS: value or UNKNOWN, **rest} if value or any(rest.values()) else None
    return value or None


def _set(text: str, path: Path, value: Plain) -> str:
    tree = rewriting.plain(text)
    standing, wanted = rewriting.at(tree, path), _wanted(tree, path, value)
    if wanted is not None:
        return text if standing == wanted else rewriting.put(text, path, wanted)
    return text if standing is None else rewriting.drop(text, path)


def _id(entry: Plain) -> Plain:
    return entry.get("id", "") if isinstance(entry, dict) else ""


def _words(entry: Plain, key: str) -> Plain:
    return words_at({"entry": entry}, ("entry", key))
