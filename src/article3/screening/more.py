"""The column ``more``: a piece of a case file as JSON, with what columns cannot hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from article3.facts.problems import nearest, shown
from article3.facts.vocabulary import COLLECTIONS
from article3.screening.columns import MORE
from article3.screening.links import LINKS
from article3.screening.rejects import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = (LINKS, *COLLECTIONS)


def check_more(row: Mapping[str, Any]) -> Fault | None:
    """What is wrong with the shape of a row's ``more``; what it states is read as a case file is."""
    expected = f"a JSON object with {', '.join(_KEYS)}"
    try:
        more = json.loads(row[MORE])
    except (ValueError, RecursionError):
        return Fault("not-json", MORE, shown(row[MORE]), expected, "write it as JSON")
    if not isinstance(more, dict):
        return Fault("wrong-shape", MORE, "JSON of another kind", expected, "put it in braces")
    for key, value in more.items():
        if key not in _KEYS:
            return Fault("unknown-key", MORE, f"unknown key, {shown(key)}", expected, nearest(key, _KEYS))
        if key == LINKS:
            continue
        entries = row.get(key) or []
        if not isinstance(value, list) or len(value) != len(entries) or not all(isinstance(item, dict) for item in value):
            remedy = "write {} for an entry of which there is no more to say"
            return Fault("wrong-shape", f"{MORE}.{key}", "another list", f"{len(entries)} objects, one for each entry", remedy)
    return None
