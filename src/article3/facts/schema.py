"""The JSON Schema of a case file, from the vocabulary, for editors and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from article3.facts.case import EXHIBIT_KINDS, SCHEMA_VERSION
from article3.facts.values import LEGAL_ESTIMATES, UNKNOWN
from article3.facts.vocabulary import COLLECTIONS, SECTIONS
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Number

if TYPE_CHECKING:
    from article3.facts.fact import Fact, Group

_ID = {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$"}
_POINT = r"\d+(\.\d+)?\s*%?"


def case_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of version ``SCHEMA_VERSION`` of the case file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:article3:case:{SCHEMA_VERSION}",
        "title": "article3 case file",
        "type": "object",
        "required": ["article3"],
        "additionalProperties": False,
        "properties": {
            "article3": {"const": SCHEMA_VERSION, "description": "Version of this schema."},
            "title": {"type": "string", "description": "A label, shown above results."},
            "forum": {
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": {
                    "circuit": {
                        "type": ["string", "integer", "null"],
                        "description": "Circuit whose precedent binds: 9, ca9, dc.",
                    },
                    "as_of": {
                        "type": ["string", "null"],
                        "format": "date",
                        "description": "Day whose law is applied; today if absent.",
                    },
                },
            },
            **{group.id: _section(group) for group in SECTIONS},
            **{
                name: {
                    "type": ["array", "null"],
                    "description": collection.question,
                    "items": _section(group, {"id": _ID}),
                }
                for name, (collection, group) in COLLECTIONS.items()
            },
            "exhibits": {
                "type": ["array", "null"],
                "items": {
                    "type": "object",
                    "required": ["id", "title"],
                    "additionalProperties": False,
                    "properties": {
                        "id": _ID,
                        "title": {"type": "string", "minLength": 1},
                        "kind": {"enum": list(EXHIBIT_KINDS)},
                        "note": {"type": "string"},
                    },
                },
            },
        },
    }


def _section(group: Group, more: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = {fact.id: _fact(fact) for fact in group.facts.values()}
    return {
        "type": ["object", "null"],
        "title": group.title,
        "additionalProperties": False,
        "properties": {**(more or {}), **properties},
    }


def _fact(fact: Fact) -> dict[str, Any]:
    value = _value(fact)
    answer = {
        "type": "object",
        "required": ["is"],
        "additionalProperties": False,
        "properties": {
            "is": value,
            "because": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            "note": {"type": "string"},
        },
    }
    return {
        "description": " ".join(filter(None, (fact.question, fact.hint))),
        "x-kind": fact.kind.value,
        "anyOf": [value, answer, {"type": "null"}],
    }


def _value(fact: Fact) -> dict[str, Any]:
    variable = fact.variable
    if isinstance(variable, YesNo):
        return {"enum": ["yes", "no", UNKNOWN, True, False]}
    if isinstance(variable, Choice):
        return {"enum": [*variable.options, UNKNOWN]}
    if isinstance(variable, Number):
        return {"anyOf": [{"type": "number", "minimum": 0}, {"const": UNKNOWN}]}
    if isinstance(variable, Day):
        return {"anyOf": [{"type": "string", "format": "date"}, {"const": UNKNOWN}]}
    if isinstance(variable, Estimate):
        pattern = rf"^{_POINT}(\s*(to|-|–)\s*{_POINT})?$"  # noqa: RUF001 - people type an en dash in ranges
        return {
            "anyOf": [
                {"enum": [*LEGAL_ESTIMATES, UNKNOWN]},
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": pattern},
            ]
        }
    return {"type": ["string", "number"]}
