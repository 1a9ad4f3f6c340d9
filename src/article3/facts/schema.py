"""The JSON Schema of a case file, from the vocabulary, for editors and other programs.

It accepts whatever the reader accepts, however an editor's YAML takes a value: ``2019`` is a number there and a title here.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from article3.facts.case import EXHIBIT_KINDS, HEARINGS, SCHEMA_VERSION
from article3.facts.event import Service
from article3.facts.event_list import EVENTS_KEY
from article3.facts.events import KINDS
from article3.facts.exhibits import EXHIBIT_TEXTS, TRANSLATION_KEYS
from article3.facts.fact import When
from article3.facts.factors import FACTORS
from article3.facts.harm import feared_harms
from article3.facts.heading import VERSION_KEY
from article3.facts.links import ANY_OF, ENDS, FACTOR_PATTERN, LINKS_KEY
from article3.facts.papers import LIST_KEYS, PAPERS_KEY, SHEETS
from article3.facts.reading import ID_PATTERN
from article3.facts.values import LEGAL_ESTIMATES, NUMBER_PATTERN, RANGE_PATTERN, UNKNOWN, WHEN_PATTERN
from article3.facts.vocabulary import COLLECTIONS, SECTIONS
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from article3.facts.fact import Fact, Group
    from article3.law.precedents import Issue
    from article3.logic.variables import Collection

_POINT = rf"{NUMBER_PATTERN}\s*%?"
_WORDS = ["string", "number", "boolean"]


def _any_case(*words: str) -> str:
    return f"^({'|'.join(''.join(f'[{letter.upper()}{letter}]' for letter in word) for word in words)})$"


_SHARED: dict[str, dict[str, Any]] = {
    "blank": {"enum": [None, "", "null", "~"]},
    "unknown": {"type": "string", "pattern": _any_case(UNKNOWN)},
    "id": {"type": _WORDS, "pattern": f"^{ID_PATTERN}$", "minimum": 0},
    "text": {"type": [*_WORDS, "null"]},
    "stated_text": {"type": _WORDS, "minLength": 1},
    "yes_no": {
        "anyOf": [{"enum": ["yes", "no", True, False]}, {"type": "string", "pattern": _any_case("yes", "no", "true", "false")}]
    },
    "number": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{NUMBER_PATTERN}$"}]},
    "day": {"type": "string", "format": "date"},
    "when": {
        "anyOf": [{"type": "string", "pattern": f"^{WHEN_PATTERN}$"}, {"type": "integer", "minimum": 1900, "maximum": 2100}]
    },
    "likelihood": {
        "anyOf": [
            {"enum": list(LEGAL_ESTIMATES)},
            {"type": "number", "minimum": 0, "maximum": 1},
            {"type": "string", "pattern": f"^{_POINT}({RANGE_PATTERN}{_POINT})?$"},
        ]
    },
    "chance": {
        "anyOf": [
            {"type": "number", "minimum": 0, "maximum": 1},
            {"type": "string", "pattern": f"^{_POINT}({RANGE_PATTERN}{_POINT})?$"},
        ]
    },
    "exhibit_ids": {
        "type": ["array", "null", "string"],
        "pattern": "^(null|~)?$",
        "items": {"$ref": "#/$defs/stated_text"},
        "uniqueItems": True,
    },
}
"""What many facts have in common, by name."""


def case_schema(issues: Iterable[Issue] = ()) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of version ``SCHEMA_VERSION`` of the case file.

    Args:
        issues: those of the law data, whose factors an entry can state.
    """
    known = tuple(issues)
    factors = {f"{group.id}_{FACTORS}": _factors(group, known) for _, group in COLLECTIONS.values()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:article3:case:{SCHEMA_VERSION}",
        "title": "article3 case file",
        "type": "object",
        "required": [VERSION_KEY],
        "additionalProperties": False,
        "properties": {
            VERSION_KEY: {"enum": [SCHEMA_VERSION, str(SCHEMA_VERSION)], "description": "Version of this schema."},
            "title": {**_as("text"), "description": "A label, shown above results."},
            "forum": _forum(),
            **{group.id: _section(group) for group in SECTIONS},
            **{
                name: _list(_section(group, _entry(collection, group)), collection.question)
                for name, (collection, group) in COLLECTIONS.items()
            },
            LINKS_KEY: _list(_link(), "Events through which a harm would come about, each once, with its chance."),
            "exhibits": _list(_exhibit(), "What proves the facts."),
            EVENTS_KEY: _list(_event(), "What happened or is set for a day: deadlines are worked out from it."),
            PAPERS_KEY: _papers(),
        },
        "$defs": {**copy.deepcopy(_SHARED), **factors},
    }


def _forum() -> dict[str, Any]:
    circuit = {"type": ["string", "integer", "null"], "description": "Circuit whose precedent binds: 9, ca9, dc."}
    as_of = {"anyOf": [_as("day"), _as("blank")], "description": "Day whose law is applied; today if absent."}
    court = {**_as("text"), "description": "Immigration court, or a city with its state, instead of the circuit: San Diego."}
    properties = {
        "circuit": circuit,
        "court": court,
        "as_of": as_of,
        "hearing": _stated({"type": "string", "pattern": _any_case(*HEARINGS)}, "How the hearing is held."),
        "venue_changed": _stated(_as("yes_no"), "Whether a judge has granted a change of venue."),
    }
    return _or_blank("object", additionalProperties=False, properties=properties)


def _stated(value: dict[str, Any], description: str) -> dict[str, Any]:
    return {"anyOf": [value, _as("unknown"), _as("blank")], "description": description}


def _list(items: dict[str, Any], description: str) -> dict[str, Any]:
    return _or_blank("array", items=items, description=description)


def _entry(collection: Collection, group: Group) -> dict[str, Any]:
    """What an entry of a list has besides its facts."""
    always = {"id": {"anyOf": [_as("id"), _as("blank")]}, FACTORS: _as(f"{group.id}_{FACTORS}")}
    if collection is not feared_harms:
        return always
    step = {
        "anyOf": [
            _as("id"),
            _mapping({ANY_OF: {"type": "array", "minItems": 2, "uniqueItems": True, "items": _as("id")}}, ANY_OF),
        ]
    }
    return {
        **always,
        "chain": _or_blank(
            "array",
            items=step,
            minItems=1,
            uniqueItems=True,
            description="The steps in order, each the id of a link or {any_of: [ids]}.",
        ),
        "relocation": {
            "anyOf": [_as("id"), _as("blank")],
            "description": "The link of the chain that stands for the possibility of living elsewhere in the country.",
        },
    }


def _link() -> dict[str, Any]:
    chance = {"anyOf": [_as("chance"), _mapping({end: _as("chance") for end in ENDS}, *ENDS), _as("blank")]}
    factor = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{FACTOR_PATTERN}$"}, _as("blank")]}
    base = _mapping(
        {"of": _as("stated_text"), "rate": chance, "uplift": factor, "factor": factor, "because": _as("exhibit_ids")},
        "of",
        "rate",
    )
    return _mapping(
        {
            "id": _as("id"),
            "event": _as("stated_text"),
            "chance": {**chance, "description": "How likely, given the steps before it in the chain that names it."},
            "base_rate": {"anyOf": [base, _as("blank")], "description": "A group's rate and how it differs for this person."},
            "because": _as("exhibit_ids"),
            "note": _as("text"),
        },
        "id",
        "event",
    )


def _mapping(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "additionalProperties": False, "properties": properties}


def _exhibit() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id", "title"],
        "additionalProperties": False,
        "properties": {
            "id": _as("id"),
            **{key: _as("text") for key in EXHIBIT_TEXTS},
            "title": _as("stated_text"),
            "kind": {"anyOf": [{"enum": list(EXHIBIT_KINDS)}, _as("blank")]},
            "date": {"anyOf": [_as("when"), _as("blank")], "description": "When it was made, as far as known."},
            "translation": _or_blank(
                "object",
                description="Its English translation, and who certifies it.",
                additionalProperties=False,
                properties={key: _as("text") for key in TRANSLATION_KEYS},
            ),
            "highlight": _list(_as("stated_text"), "Passages to mark on its pages, word for word."),
            "adverse": _list(
                _as("stated_text"), "Passages that speak against the claim, word for word; not marked, not quoted in support."
            ),
        },
    }


def _papers() -> dict[str, Any]:
    """What only documents need."""
    lists = {
        name: _list(_section(sheet, {"id": {"anyOf": [_as("id"), _as("blank")]}}), collection.question)
        for name, (collection, sheet) in LIST_KEYS.items()
    }
    description = "What only the documents need; no rule tests any of it."
    properties = {**{sheet.id: _section(sheet) for sheet in SHEETS}, **lists}
    return _or_blank("object", description=description, additionalProperties=False, properties=properties)


def _event() -> dict[str, Any]:
    described = {"kind": {"oneOf": [{"const": kind.id, "description": kind.asks} for kind in KINDS.values()]}}
    outcomes = sorted({outcome for kind in KINDS.values() for outcome in kind.outcomes})
    event = _mapping(
        {
            **described,
            "on": {"anyOf": [_as("day"), _as("unknown")]},
            "served": _stated({"enum": [service.value for service in Service]}, "How it reached the person."),
            "outcome": _stated({"enum": outcomes}, "How it ended."),
            "id": {"anyOf": [_as("id"), _as("blank")]},
            "because": _as("exhibit_ids"),
            "note": _as("text"),
        },
        "kind",
        "on",
    )
    blank = {"outcome": {"anyOf": [_as("unknown"), _as("blank")]}}
    of_each = [
        {
            "if": {"properties": {"kind": {"const": kind.id}}},
            "then": {"properties": {"outcome": {"anyOf": [{"enum": list(kind.outcomes)}, *blank["outcome"]["anyOf"]]}}},
        }
        for kind in KINDS.values()
        if kind.outcomes
    ]
    without = [kind.id for kind in KINDS.values() if not kind.outcomes]
    none = {"if": {"properties": {"kind": {"enum": without}}}, "then": {"properties": {"outcome": _as("blank")}}}
    return {**event, "allOf": [*of_each, none]}


def _section(group: Group, more: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = {**(more or {}), **{fact.id: _fact(fact) for fact in group.facts.values()}}
    return _or_blank("object", title=group.title, additionalProperties=False, properties=properties)


def _factors(group: Group, issues: Iterable[Issue]) -> dict[str, Any]:
    """What an entry can state of circumstances that decided cases turn on; one that is a fact is stated as that fact."""
    return _or_blank(
        "object",
        description="Circumstances that decided cases turn on, by issue.",
        additionalProperties=False,
        properties={
            issue.id: _or_blank(
                "object",
                description=issue.asks,
                additionalProperties=False,
                properties={
                    factor.id: {"description": factor.asks, "anyOf": _answer(_as("yes_no"))}
                    for factor in issue.factors
                    if not factor.fact
                },
            )
            for issue in issues
            if issue.entity.value == group.id
        },
    )


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "description": " ".join(filter(None, (fact.question, fact.hint))),
        "x-kind": fact.kind.value,
        "anyOf": _answer(_value(fact)),
    }


def _answer(stated: dict[str, Any]) -> list[dict[str, Any]]:
    """A bare value, or one with its proof and reasons."""
    value = {"anyOf": [stated, _as("unknown"), _as("blank")]}
    answer = {
        "type": "object",
        "required": ["is"],
        "additionalProperties": False,
        "properties": {"is": value, "because": _as("exhibit_ids"), "note": _as("text")},
    }
    return [*value["anyOf"], answer]


def _value(fact: Fact) -> dict[str, Any]:
    variable = fact.variable
    if isinstance(variable, Choice):
        return {"enum": list(variable.options)}
    for kind, name in ((YesNo, "yes_no"), (Number, "number"), (Day, "day"), (Estimate, "likelihood")):
        if isinstance(variable, kind):
            return _as(name)
    return _as("when" if isinstance(variable, When) else "text")


def _as(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _or_blank(kind: str, **more: Any) -> dict[str, Any]:
    # A pattern binds texts only, so that it says which texts are blank beside a list or mapping.
    return {"type": [kind, "null", "string"], "pattern": "^(null|~)?$", **more}
