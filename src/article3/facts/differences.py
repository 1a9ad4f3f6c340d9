"""What differs between two versions of a case file, fact by fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.rewriting import Path, named
from article3.facts.vocabulary import COLLECTIONS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.facts.rewriting import Plain

NONE = "none"
"""What a list is told to be that has nothing in it."""

_QUESTIONS = {
    **{(group.id, fact.id): fact.question for group in SECTIONS for fact in group.facts.values()},
    **{(name, fact.id): fact.question for name, (_, group) in COLLECTIONS.items() for fact in group.facts.values()},
}


class Difference(msgspec.Struct, frozen=True):
    """One thing that was added, changed or taken out.

    Attributes:
        path: where, with entries of lists by their ids.
        question: the plain question of the fact; empty where it is none.
        before: what stood there; absent if nothing did.
        after: what stands there now; absent if nothing does.
    """

    path: Path
    question: str
    before: str | None
    after: str | None


def differences(before: dict[str, Plain], after: dict[str, Plain]) -> tuple[Difference, ...]:
    """Every difference, in the order of the earlier file, then what the later one adds.

    Args:
        before: an earlier file, read by :func:`article3.facts.rewriting.plain`.
        after: a later one.
    """
    return tuple(_of_keys((), before, after))


def in_words(value: Plain) -> str:
    """A value for people: an answer with its exhibits and its note."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(in_words(part) for part in value)
    if "is" in value and not set(value) - {"is", "because", "note"}:
        proof = f" [{in_words(value['because'])}]" if value.get("because") else ""
        note = f" ({in_words(value['note'])})" if value.get("note") else ""
        return f"{in_words(value['is'])}{proof}{note}"
    return "; ".join(f"{key}: {in_words(below)}" for key, below in value.items())


def question_of(path: Path) -> str:
    """The plain question of the fact at a place; empty if it is none."""
    return _QUESTIONS.get((path[0], path[-1]), "") if path else ""


def _of_keys(path: Path, before: dict[str, Plain], after: dict[str, Plain]) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        yield from _of((*path, key), before.get(key), after.get(key))


def _of(path: Path, before: Plain | None, after: Plain | None) -> Iterator[Difference]:
    before, after = (None if value in ("", {}) else value for value in (before, after))
    if before == after:
        return
    if _is_list(before) or _is_list(after):
        one, other = (dict(named(path[-1], value)) if isinstance(value, list) else {} for value in (before, after))
        if after == []:
            yield Difference(path, "", None, NONE)
        yield from _of_keys(path, one, other)
    elif _is_section(before) and _is_section(after):
        yield from _of_keys(path, *(value if isinstance(value, dict) else {} for value in (before, after)))
    else:
        words = (NONE if value == [] else None if value is None else in_words(value) for value in (before, after))
        told = Difference(path, question_of(path), *words)
        if told.before != told.after:
            yield told


def _is_list(value: Plain | None) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _is_section(value: Plain | None) -> bool:
    return value is None or (isinstance(value, dict) and "is" not in value)
