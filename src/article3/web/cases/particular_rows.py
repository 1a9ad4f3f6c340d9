"""What somebody types into a part of the papers, held against the version that they saw and the one that stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext

from article3.facts.amending import Amendment, Entries, entries_at, matched
from article3.facts.rewriting import cleaned, plain
from article3.web.cases.particular_fields import Asked, asked, kept_of, words_of, wrong_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import QueryDict

    from article3.facts.case import Answer
    from article3.facts.case import Case as Facts
    from article3.facts.rewriting import Plain
    from article3.web.cases.particular_words import Part

ONCE = "p"
"""The key of the only row of a section that occurs once."""
_SHOWN, _NEW = "r", "n"
MOST = 200
"""So many rows are read of a form."""


class Row(msgspec.Struct, frozen=True):
    """A section that occurs once, or an entry of a list.

    Attributes:
        key: names its inputs.
        typed: by particular, what the inputs hold.
        at: the place of the entry in the version that was shown; absent for a new one and outside lists.
        is_out: whether it is to be taken out.
        theirs: by particular, what somebody else has put there meanwhile.
        told: what somebody else has done with the entry meanwhile.
    """

    key: str
    typed: dict[str, str]
    at: int | None = None
    is_out: bool = False
    theirs: dict[str, str] = {}
    told: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(self.typed.values())


class RowShown(msgspec.Struct, frozen=True):
    """A row as a page shows it."""

    row: Row
    title: str
    groups: tuple[tuple[str, tuple[Asked, ...]], ...]

    @property
    def fields(self) -> tuple[Asked, ...]:
        """Its fields."""
        return tuple(one for _, group in self.groups for one in group)


def rows_of(part: Part, facts: Facts) -> tuple[Row, ...]:
    """What a version states of a part."""
    if not part.is_list:
        return (Row(ONCE, _stated(part, facts, None)),)
    return tuple(Row(f"{_SHOWN}{at}", _stated(part, facts, at), at) for at in facts.papers.lists.get(part.id, ()))


def _stated(part: Part, facts: Facts, at: int | None) -> dict[str, str]:
    return {name: words_of(_answer(part, facts, name, at)) for name in part.sheet.facts}


def _answer(part: Part, facts: Facts, name: str, at: int | None) -> Answer | None:
    return facts.papers.answers.get((part.sheet.facts[name].variable, at))


def read_rows(posted: QueryDict, part: Part, shown: tuple[Row, ...]) -> tuple[Row, ...]:
    """What was sent: the rows that were shown, with what was typed over them, and new ones."""
    known = {row.key: row for row in shown}
    keys = dict.fromkeys(posted.getlist("row")[:MOST]) if part.is_list else [ONCE]
    found, out = [], set(posted.getlist("out"))
    for key in keys:
        row = known.get(key)
        if row is None and not (part.is_list and key[:1] == _NEW and key[1:].isdecimal()):
            continue
        before = {} if row is None else row.typed
        typed = {name: cleaned(posted.get(f"{key}-{name}", before.get(name, ""))).strip() for name in part.sheet.facts}
        found.append(Row(key, typed, None if row is None else row.at, key in out))
    there = [row for row in found if row.at is not None or not part.is_list]
    unsent = [row for row in shown if row.key not in keys]
    return (*sorted((*there, *unsent), key=lambda row: row.at or 0), *(row for row in found if row not in there))


def moved(part: Part, rows: tuple[Row, ...], do: str) -> tuple[tuple[Row, ...], str]:
    """The rows after a button was pressed, and the key of the row to go on with.

    Args:
        part: of the papers.
        rows: as typed.
        do: the button: ``add``, ``out:r0``, ``keep:r0``.
    """
    verb, _, key = do.partition(":")
    if verb == "add" and part.is_list:
        number = 1 + max((int(row.key[1:]) for row in rows if row.key.startswith(_NEW)), default=-1)
        new = Row(f"{_NEW}{number}", dict.fromkeys(part.sheet.facts, ""))
        return (*rows, new), new.key
    if verb == "out" and key.startswith(_NEW):
        return tuple(row for row in rows if row.key != key), ""
    if verb in {"out", "keep"}:
        return tuple(msgspec.structs.replace(row, is_out=verb == "out") if row.key == key else row for row in rows), key
    return rows, ""


def amendment_of(part: Part, shown: tuple[Row, ...], typed: tuple[Row, ...]) -> Amendment | None:
    """What is to be changed; nothing if what was typed says what was shown."""
    if not part.is_list:
        changed = _changed(shown[0], typed[0])
        return Amendment({(*part.path, name): words for name, words in changed.items()}) if changed else None
    before = {row.at: row for row in shown}
    there = [row for row in typed if row.at is not None]
    out = tuple(row.at for row in there if row.at is not None and row.is_out)
    changed_rows = {
        row.at: changed for row in there if row.at is not None and not row.is_out and (changed := _changed(before[row.at], row))
    }
    added = tuple(
        {name: words for name, words in row.typed.items() if words}
        for row in typed
        if row.at is None and not row.is_out and not row.is_blank
    )
    if not (out or changed_rows or added):
        return None
    return Amendment(
        entries=Entries(part.path, {at: dict(one) for at, one in changed_rows.items()}, out, tuple(map(dict, added)))
    )


def _changed(before: Row, after: Row) -> dict[str, Plain]:
    return {name: words for name, words in after.typed.items() if words != before.typed[name]}


def rebased(
    part: Part, shown: tuple[Row, ...], typed: tuple[Row, ...], now: tuple[Row, ...], texts: tuple[str, str]
) -> tuple[Row, ...]:
    """What was typed, over the version that stands now, with what somebody else has put there beside it.

    Args:
        part: of the papers.
        shown: the rows as they were shown.
        typed: as they were sent.
        now: as they stand.
        texts: the case file that was shown, and the one that stands now.
    """
    if not part.is_list:
        return (_over(shown[0], typed[0], now[0]),)
    before, after = (entries_at(plain(text), part.path) for text in texts)
    standing = matched(before, after)
    found: dict[int, Row] = {row.at: row for row in now if row.at is not None}
    rest = []
    for row in typed:
        if row.at is None:
            rest.append(row)
            continue
        was, at = shown[row.at], standing.get(row.at)
        if not _changed(was, row) and not row.is_out:
            continue
        if at is not None:
            found[at] = _over(was, row, found[at])
        elif not row.is_out:
            told = gettext("Somebody has taken this entry out since you opened it. Saved, it is added anew.")
            rest.append(Row(f"{_NEW}{MOST + row.at}", row.typed, told=told))
    return (*(found[at] for at in sorted(found)), *rest)


def _over(was: Row, typed: Row, now: Row) -> Row:
    """A row as it stands now, with what was typed otherwise than it was shown."""
    mine = _changed(was, typed)
    both = {name: words if name in mine else now.typed[name] for name, words in typed.typed.items()}
    theirs = {name: now.typed[name] for name in mine if now.typed[name] not in (was.typed[name], typed.typed[name])}
    told = ""
    if now.typed != was.typed and _is_entry(now):
        told = gettext("Somebody else has changed this entry since you opened it.")
    return Row(now.key, both, now.at, typed.is_out, theirs, told)


def _is_entry(row: Row) -> bool:
    """Whether a row is an entry of a list."""
    return row.key != ONCE


def shown_rows(part: Part, rows: tuple[Row, ...], facts: Facts) -> Iterator[RowShown]:
    """Rows as a page shows them, with what is wrong with what was typed.

    Args:
        part: of the papers.
        rows: as they stand or were typed.
        facts: the version over which they were typed.
    """
    for number, row in enumerate(rows, 1):
        groups = tuple((group.title, tuple(_field(part, row, name, facts) for name in group.asks)) for group in part.group)
        called = ", ".join(filter(None, (row.typed[name] for name in part.names)))
        title = f"{part.one} {number}{f': {called}' if called else ''}" if part.one else ""
        yield RowShown(row, title, groups)


def _field(part: Part, row: Row, name: str, facts: Facts) -> Asked:
    fact = part.sheet.facts[name]
    one = asked(f"{row.key}-{name}", fact, row.typed[name], facts, wide=name in part.wide)
    stated = None if row.at is None and part.is_list else _answer(part, facts, name, row.at)
    return msgspec.structs.replace(
        one, kept=kept_of(stated), error=wrong_with(fact, row.typed[name]), theirs=row.theirs.get(name)
    )
