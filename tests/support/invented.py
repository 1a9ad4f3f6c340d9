"""Invented cases in every format that ``article3 batch`` reads."""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import ipc

from article3.facts.vocabulary import COLLECTIONS, SECTIONS, full_id
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Number
from article3.screening.columns import schema

if TYPE_CHECKING:
    from pathlib import Path

    from article3.logic.variables import Variable

Row = dict[str, Any]


def rows(count: int, seed: int = 1) -> list[Row]:
    """Rows of the schema, each fact known with some probability."""
    chosen = random.Random(seed)  # noqa: S311 - invented cases need no secrets
    return [_row(number, chosen) for number in range(1, count + 1)]


def _row(number: int, chosen: random.Random) -> Row:
    row: Row = {"case_id": f"case-{number}", "forum.circuit": chosen.choice(["1", "ca5", "9th", "11", "dc"])}
    row["forum.as_of"] = dt.date(chosen.randrange(2003, 2026), 5, 5)
    for group in SECTIONS:
        for fact in group.facts.values():
            if chosen.random() < 0.5:
                row[full_id(fact.variable)] = _value(fact.variable, chosen)
    for name, (_, group) in COLLECTIONS.items():
        if chosen.random() < 0.8:
            row[name] = [
                {
                    "id": f"{name[:2]}{entry}",
                    **{f.id: _value(f.variable, chosen) for f in group.facts.values() if chosen.random() < 0.7},
                }
                for entry in range(chosen.choice([0, 1, 1, 2]))
            ]
    return row


def _value(variable: Variable, chosen: random.Random) -> object:
    if isinstance(variable, YesNo):
        return chosen.random() < 0.6
    if isinstance(variable, Choice):
        return chosen.choice(variable.options)
    if isinstance(variable, Number):
        return float(chosen.randrange(0, 12))
    if isinstance(variable, Day):
        return dt.date(chosen.randrange(1995, 2026), chosen.randrange(1, 13), chosen.randrange(1, 29))
    if isinstance(variable, Estimate):
        low, high = sorted((chosen.randrange(101) / 100, chosen.randrange(101) / 100))
        return {"low": low, "high": high, "low_open": False}
    return chosen.choice(["El Salvador", "Iraq", "words, with a comma"])


def table(found: list[Row]) -> pa.Table:
    """As a table of the schema."""
    return pa.Table.from_pylist(found, schema=schema())


def write(place: Path, found: list[Row]) -> Path:
    """Write rows in the format that the file's ending names; ``.nested.jsonl`` in the shape of a case file."""
    ending = "".join(place.suffixes[-2:]) if place.name.endswith(".nested.jsonl") else place.suffix
    whole = table(found)
    if ending == ".parquet":
        pq.write_table(whole, place, row_group_size=7)
    elif ending == ".arrow":
        with ipc.new_file(place, whole.schema) as writer:
            writer.write_table(whole, max_chunksize=7)
    elif ending == ".arrows":
        with ipc.new_stream(place, whole.schema) as writer:
            writer.write_table(whole, max_chunksize=7)
    elif ending == ".jsonl":
        place.write_text("".join(f"{json.dumps(row, default=str)}\n" for row in found), encoding="utf-8")
    elif ending == ".nested.jsonl":
        place.write_text("".join(f"{json.dumps(nested(row), default=str)}\n" for row in found), encoding="utf-8")
    else:
        _write_csv(place, found)
    return place


def nested(row: Row) -> Row:
    """A row in the shape of a case file, with answers in words here and there."""
    case: Row = {"article3": 1}
    for column, value in row.items():
        section, dot, fact = column.partition(".")
        if dot:
            case.setdefault(section, {})[fact] = in_words(value) if len(fact) % 2 else {"is": in_words(value), "note": "so told"}
        elif column in COLLECTIONS:
            case[column] = [{key: in_words(cell) for key, cell in entry.items()} for entry in value]
        else:
            case[column] = value
    if "forum" in case:
        case["forum"] = {key: answer["is"] if isinstance(answer, dict) else answer for key, answer in case["forum"].items()}
    return case


def in_words(value: object) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return f"{value['low']} to {value['high']}"
    return str(value)


def _write_csv(place: Path, found: list[Row]) -> None:
    most = {name: max([len(row.get(name) or ()) for row in found], default=0) for name in COLLECTIONS}
    flat = []
    for row in found:
        cells = {column: in_words(value) for column, value in row.items() if column not in COLLECTIONS}
        for name in COLLECTIONS:
            if row.get(name) == []:
                cells[name] = "[]"
            for number, entry in enumerate(row.get(name) or (), 1):
                cells |= {f"{name}.{number}.{key}": in_words(cell) for key, cell in entry.items()}
        flat.append(cells)
    columns = [
        *(field.name for field in schema() if field.name != "more"),
        *(
            f"{name}.{number}.{key}"
            for name, count in most.items()
            for number in range(1, count + 1)
            for key in ("id", *COLLECTIONS[name][1].facts)
        ),
    ]
    with place.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(flat)
