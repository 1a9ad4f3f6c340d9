"""Where each answer stands in a case file, so that it can be corrected there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.tree import Mapping, Sequence, parse
from article3.facts.values import UNKNOWN, written
from article3.facts.vocabulary import COLLECTIONS, SECTION_OF

if TYPE_CHECKING:
    from article3.facts.editing import Edited
    from article3.logic.variables import Variable

TOLD = 12
"""Answers told, at most."""


def where_answers_stand(edited: Edited) -> list[str]:
    """Each answer with its line in the file, lists without an entry first: they end the most.

    Args:
        edited: the case file.
    """
    tree = parse(edited.text, "")
    lines = [
        f"Line {tree.keys[name].line}: {name}: none" for name, held in edited.case.lists.items() if not held and name in tree.keys
    ]
    for (variable, scope), answer in edited.case.answers.items():
        line, place = _found(edited, tree, variable, scope)
        if line:
            lines.append(f"Line {line}: {place}: {UNKNOWN if answer.value is None else written(answer.value)}")
    more = len(lines) - TOLD
    return lines if more <= 0 else [*lines[:TOLD], f"… and {more} more answers below."]


def _found(edited: Edited, tree: Mapping, variable: Variable, scope: int | None) -> tuple[int, str]:
    """The line of an answer and its place; line 0 if the file does not have it as it stands."""
    case = edited.case
    if variable.entity is None:
        section = SECTION_OF[variable].id
        home = tree.items.get(section)
        place = f"{section}.{variable.id}"
    else:
        name, entry = next(
            (
                (name, members.index(scope or 0))
                for name, (collection, _) in COLLECTIONS.items()
                if collection.entity is variable.entity and (scope or 0) in (members := case.members(collection) or ())
            ),
            ("", 0),
        )
        listed = tree.items.get(name)
        home = listed.items[entry] if isinstance(listed, Sequence) and entry < len(listed.items) else None
        place = f"{name}[{case.names.get((variable.entity, scope or 0), scope)}].{variable.id}"
    at = home.keys.get(variable.id) if isinstance(home, Mapping) else None
    return (0, place) if at is None else (at.line, place)
