"""Cases as columns: one for each fact, and lists of records for harms, convictions and the links of chains of events.

What is not stated is null. A list that is null says that the case does not tell which there are; an empty one, that there are
none. What columns cannot hold (circumstances that decided cases turn on, chances that no float is) stands in the column ``more``
as a piece of a case file, written as JSON.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import msgspec

from article3.facts.case import SCHEMA_VERSION, Answer, Case
from article3.facts.case_file import parse_case
from article3.facts.fact import Text
from article3.facts.factors import FACTORS
from article3.facts.harm import feared_harms
from article3.facts.values import written
from article3.facts.vocabulary import COLLECTIONS, SECTIONS, full_id
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Interval, Number
from article3.precedents.vocabulary import ENTITIES
from article3.screening.arrays import pa
from article3.screening.links import (
    CHAIN,
    CHAIN_FIELDS,
    LINK,
    LINKS,
    RELOCATION,
    chain_cells,
    chain_in_file,
    decimal,
    fits,
    link_cells,
    links_in_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from article3.facts.fact import Group
    from article3.facts.link import Chance
    from article3.law.loading import Law
    from article3.logic.variables import Collection, Entity, Value, Variable

CASE_ID, CIRCUIT, AS_OF, COURT, MORE = "case_id", "forum.circuit", "forum.as_of", "forum.court", "more"
"""The columns beside the facts: the case's name; the circuit; the day whose law is asked; the court or place; the rest."""

ID = "id"
"""The field of a list's record that names the harm or conviction."""

ESTIMATE = pa.struct([("low", pa.float64()), ("high", pa.float64()), ("low_open", pa.bool_())])
"""An estimate: its two ends, and whether it lies above the low end rather than at it."""


def type_of(variable: Variable) -> pa.DataType:
    """The type of a fact's column."""
    if isinstance(variable, YesNo):
        return pa.bool_()
    if isinstance(variable, (Choice, Text)):
        return pa.string()
    if isinstance(variable, Number):
        return pa.float64()
    if isinstance(variable, Day):
        return pa.date32()
    if isinstance(variable, Estimate):
        return ESTIMATE
    raise TypeError(f"{variable.id}: no column holds a {type(variable).__name__}")


@functools.cache
def schema() -> pa.Schema:
    """Every column there can be, in the order of a case file."""
    fields = [
        pa.field(CASE_ID, pa.string()),
        pa.field(CIRCUIT, pa.string()),
        pa.field(AS_OF, pa.date32()),
        pa.field(COURT, pa.string()),
    ]
    fields += [pa.field(full_id(fact.variable), type_of(fact.variable)) for group in SECTIONS for fact in group.facts.values()]
    fields.append(pa.field(LINKS, pa.list_(LINK)))
    fields += [pa.field(name, pa.list_(record(name))) for name in COLLECTIONS]
    return pa.schema([*fields, pa.field(MORE, pa.string())])


@functools.cache
def record(listed: str) -> pa.DataType:
    """The type of one entry of a list: a harm, a conviction.

    Args:
        listed: the list's name.
    """
    facts = [pa.field(fact.id, type_of(fact.variable)) for fact in COLLECTIONS[listed][1].facts.values()]
    return pa.struct([pa.field(ID, pa.string()), *facts, *(CHAIN_FIELDS if listed == feared_harms.id else ())])


def batch_of(cases: Iterable[tuple[str | None, Case]], law: Law, *, more: bool = True) -> pa.RecordBatch:
    """Cases as a batch with every column.

    Args:
        cases: each with its name. Exhibits and notes are left out.
        law: the law data.
        more: whether to keep chains of events, and what no other column holds; otherwise those columns are null.
    """
    rows = [_row(name, case, law if more else None) for name, case in cases]
    return pa.RecordBatch.from_pylist(rows, schema=schema())


def _row(name: str | None, case: Case, law: Law | None) -> dict[str, object]:
    row: dict[str, object] = {CASE_ID: name, CIRCUIT: case.circuit, AS_OF: case.as_of, COURT: case.court or None}
    for (variable, scope), answer in case.answers.items():
        if scope is None and answer.value is not None:
            row[full_id(variable)] = _cell(answer.value)
    in_columns = law is not None and fits(case)
    if in_columns and case.links:
        row[LINKS] = link_cells(case)
    for listed, (collection, group) in COLLECTIONS.items():
        members = case.members(collection)
        if members is not None:
            chains = case.chains if in_columns and collection is feared_harms else {}
            row[listed] = [{**_record(case, group, index), **chain_cells(chains.get(index))} for index in members]
    more = {} if law is None else _more(case, law, chains=not in_columns)
    row[MORE] = json.dumps(more, ensure_ascii=False) if more else None
    return row


def _record(case: Case, group: Group, index: int) -> dict[str, object]:
    found: dict[str, object] = {} if group.entity is None else {ID: case.name(group.entity, index)}
    for fact in group.facts.values():
        value = case.value(fact.variable, index)
        if value is not None:
            found[fact.id] = _cell(value)
    return found


def _cell(value: Value) -> object:
    return {"low": value.low, "high": value.high, "low_open": value.low_open} if isinstance(value, Interval) else value


def _more(case: Case, law: Law, *, chains: bool) -> dict[str, object]:
    """For each list what its entries state of circumstances, in their order; links and chains where columns do not hold them."""
    more: dict[str, object] = {}
    if chains and case.links:
        more["links"] = [
            {"id": link.id, "event": link.event or link.id, "chance": _chance(link.chance)} for link in case.links.values()
        ]
    for listed, (collection, _) in COLLECTIONS.items():
        entries = [_entry(case, collection, index, law, chains=chains) for index in case.members(collection) or ()]
        if any(entries):
            more[listed] = entries
    return more


def _entry(case: Case, collection: Collection, index: int, law: Law, *, chains: bool) -> dict[str, object]:
    """What an entry states that no column holds."""
    found: dict[str, Any] = {}
    chain = case.chains.get(index) if chains and collection is feared_harms else None
    if chain is not None:
        found[CHAIN] = chain_in_file([list(step) for step in chain.steps])
        if chain.relocation:
            found[RELOCATION] = chain.relocation
    factors: dict[str, dict[str, str]] = {}
    for (issue, factor, about), answer in case.factors.items():
        if about == index and answer.value is not None and ENTITIES[law.issues[issue].entity] is collection.entity:
            factors.setdefault(issue, {})[factor] = written(answer.value)
    if factors:
        found[FACTORS] = factors
    return found


def _chance(chance: Chance) -> object:
    return {"low": decimal(chance.low), "best": decimal(chance.best), "high": decimal(chance.high)}


def case_of(row: Mapping[str, Any], name: str, law: Law) -> Case:
    """The case in a row, read as a case file is.

    Args:
        row: cells by column; what is absent or null is unknown.
        name: what to call the row in messages.
        law: the law data.

    Raises:
        article3.facts.problems.CaseFileError: listing everything that is wrong with it.
    """
    case = parse_case(json.dumps(_file(row), ensure_ascii=False), name, law)
    return msgspec.structs.replace(case, answers={**case.answers, **_opened(row, case)})


def _opened(row: Mapping[str, Any], case: Case) -> dict[tuple[Variable, int | None], Answer]:
    """The estimates that lie above their low end: a case file has a word for one of them only, a column for all."""
    found = {}
    for at, answer in known_case(row).answers.items():
        read = case.answers.get(at)
        if read is not None and isinstance(answer.value, Interval) and answer.value.low_open:
            found[at] = msgspec.structs.replace(read, value=answer.value)
    return found


def known_case(row: Mapping[str, Any]) -> Case:
    """The case in a row whose cells are sound, without links, chains and circumstances.

    Args:
        row: cells by column, of the types that the schema gives them.
    """
    answers: dict[tuple[Variable, int | None], Answer] = {}
    for group in SECTIONS:
        for fact in group.facts.values():
            cell = row.get(full_id(fact.variable))
            if cell is not None:
                answers[fact.variable, None] = Answer(_value(fact.variable, cell))
    lists: dict[str, tuple[int, ...]] = {}
    names: dict[tuple[Entity, int], str] = {}
    counts: dict[Entity, int] = {}
    for listed, (collection, group) in COLLECTIONS.items():
        entries = row.get(listed)
        if entries is None:
            continue
        first = counts.get(collection.entity, 0)
        counts[collection.entity] = first + len(entries)
        lists[listed] = tuple(range(first, first + len(entries)))
        for index, entry in enumerate(entries, first):
            names[collection.entity, index] = entry.get(ID) or f"{listed}-{index - first + 1}"
            for fact in group.facts.values():
                if entry.get(fact.id) is not None:
                    answers[fact.variable, index] = Answer(_value(fact.variable, entry[fact.id]))
    return Case(answers=answers, lists=lists, names=names)


def _value(variable: Variable, cell: Any) -> Value:
    if not isinstance(variable, Estimate):
        value: Value = cell
        return value
    if isinstance(cell, float):
        return Interval(cell, cell)
    return Interval(cell["low"], cell["high"], low_open=bool(cell["low_open"]))


def _file(row: Mapping[str, Any]) -> dict[str, Any]:
    """The case file that says what a row says."""
    forum = {key: row.get(column) for key, column in (("circuit", CIRCUIT), ("as_of", AS_OF), ("court", COURT))}
    file: dict[str, Any] = {"article3": SCHEMA_VERSION, "forum": {key: str(value) for key, value in forum.items() if value}}
    for group in SECTIONS:
        facts = {fact.id: _text(cell) for fact in group.facts.values() if (cell := row.get(full_id(fact.variable))) is not None}
        if facts:
            file[group.id] = facts
    more = json.loads(row[MORE]) if row.get(MORE) else {}
    links = [*links_in_file(row), *more.get(LINKS, ())]
    if links:
        file[LINKS] = links
    for listed in COLLECTIONS:
        entries = row.get(listed)
        if entries is None:
            continue
        beside = more.get(listed) or [{}] * len(entries)
        file[listed] = [
            {**{key: _in_file(key, cell) for key, cell in entry.items() if cell is not None}, **rest}
            for entry, rest in zip(entries, beside, strict=True)
        ]
    return file


def _in_file(key: str, cell: Any) -> object:
    return chain_in_file(cell) if key == CHAIN else _text(cell)


def _text(cell: object) -> str:
    """A cell as a case file writes it."""
    if isinstance(cell, dict):
        return written(Interval(cell["low"], cell["high"], low_open=bool(cell["low_open"])))
    return written(cell) if isinstance(cell, (bool, float)) else str(cell)
