"""What the readers of a case file's parts share: texts, ids, keys that do not exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.facts.problems import nearest, shown
from article3.facts.tree import Mapping, Node, Scalar, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.facts.problems import Problem
    from article3.facts.tree import Place

ID_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}"
"""What can be the id of an entry or exhibit."""
_ID = re.compile(ID_PATTERN)


def text_of(node: Node, problems: list[Problem]) -> str:
    """A text; empty if it is blank, or if it is no text, which is a problem."""
    if isinstance(node, Scalar):
        return "" if is_blank(node) else node.text
    signs = "has a colon in it or starts with '{'" if isinstance(node, Mapping) else "starts with '[' or '-'"
    problems.append(node.place.problem("not-text", f"found {node.kind}", "text", f"put it in quotation marks if it {signs}"))
    return ""


def id_of(node: Node | None, places: dict[str, Place], problems: list[Problem]) -> str:
    """An id; empty if there is none, or if it cannot be one or is taken, which is a problem.

    Args:
        node: where it stands.
        places: the ids so far, also those that cannot be one; this one is added.
        problems: what is wrong so far; more is added.
    """
    if node is None or is_blank(node):
        return ""
    text = node.text if isinstance(node, Scalar) else ""
    if not _ID.fullmatch(text):
        found = shown(text) if isinstance(node, Scalar) else f"found {node.kind}"
        expected = "an id: at most 40 letters, digits, '-', '_' or '.', without spaces"
        problems.append(node.place.problem("bad-id", found, expected, "make it one short word, such as gang or B-2"))
        places.setdefault(text, node.place)
        return ""
    if text in places:
        remedy = f"line {places[text].line} has this id already; choose another"
        problems.append(node.place.problem("id-taken", shown(text), "an id of its own", remedy))
        return ""
    places[text] = node.place
    return text


def unknown_key(key: str, place: Place, known: Sequence[str], remedy: str) -> Problem:
    """That a key is none of those known; the remedy is for a key that resembles none of them."""
    likely = "write a space after the colon" if ":" in key else nearest(key, known) or remedy
    return place.problem("unknown-key", shown(key), f"one of {', '.join(known)}", likely)
