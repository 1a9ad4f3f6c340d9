"""Links and chains as they come in: in records, in lines of JSON, in tables of texts."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest

from article3.law.loading import load
from article3.screening.cells import BadColumnTypeError
from article3.screening.columns import case_of
from article3.screening.links import CHAIN, LINKS, RELOCATION
from article3.screening.names import UnknownColumnError
from article3.screening.rows import Defaults, read_rows

LAW = load()
DEFAULTS = Defaults(today=dt.date(2026, 9, 1), circuit="ca9")
SEEN, HELD = {"id": "seen", "low": 0.4, "best": 0.5, "high": 0.6}, {"id": "held", "low": 1, "best": 1, "high": 1}
ROW: dict[str, Any] = {
    "case_id": "1",
    "links": [SEEN, HELD],
    "feared_harms": [{"id": "jail", "chain": [["seen", "held"]], "relocation": None}, {"id": "street"}],
}


def read(rows: list[dict[str, Any]]) -> Any:
    return read_rows(pa.RecordBatch.from_pylist(rows), LAW, DEFAULTS)


def lines(rows: list[dict[str, Any]]) -> Any:
    return read_rows(pa.RecordBatch.from_pydict({"case.json": [json.dumps(row) for row in rows]}), LAW, DEFAULTS)


@pytest.mark.parametrize("reader", [read, lines])
def test_links_and_chains_are_read_from_records(reader: Any) -> None:
    found = reader([ROW, {**ROW, "case_id": "2", "links": None, "feared_harms": None}])
    assert not found.rejects
    first, second = found.good.to_pylist()
    assert first[LINKS] == [SEEN, HELD]
    assert [(harm[CHAIN], harm[RELOCATION]) for harm in first["feared_harms"]] == [([["seen", "held"]], None), (None, None)]
    assert (second[LINKS], second["feared_harms"]) == (None, None)


def test_lines_that_are_not_alike_say_the_same() -> None:
    # An exhibit makes a line be read as a case file is.
    (row,) = lines([{**ROW, "exhibits": [{"id": "A", "title": "Report"}]}]).good.to_pylist()
    assert row[LINKS] == [SEEN, HELD]
    assert row["feared_harms"][0][CHAIN] == [["seen", "held"]]


def test_a_case_file_on_a_line_has_its_chains_in_columns() -> None:
    line = {
        "case_id": "1",
        "links": [{"id": "seen", "event": "He is seen.", "chance": "40%"}],
        "feared_harms": [{"id": "jail", "chain": ["seen"]}],
    }
    (row,) = lines([line]).good.to_pylist()
    assert row[LINKS] == [{"id": "seen", "low": 0.4, "best": 0.4, "high": 0.4}]
    assert case_of(row, "1", LAW).links["seen"].chance.low == Fraction(2, 5)


@pytest.mark.parametrize("reader", [read, lines])
@pytest.mark.parametrize(
    ("links", "chain", "code"),
    [
        ([{**SEEN, "high": 1.5}], [["seen"]], "out-of-range"),
        ([{**SEEN, "low": 0.9}], [["seen"]], "reversed-range"),
        ([{**SEEN, "high": 1.5}], None, "out-of-range"),
        ([SEEN], [["held"]], "no-such-link"),
        ([SEEN], [["seen"], ["seen"]], "named-twice"),
        ([SEEN, SEEN], [["seen"]], "id-taken"),
        ([SEEN], [], "empty-chain"),
        (None, [["seen"]], "no-such-link"),
    ],
)
def test_a_row_whose_links_or_chains_are_not_sound_is_rejected(reader: Any, links: object, chain: object, code: str) -> None:
    bad = {"case_id": "bad", "links": links, "feared_harms": [{"id": "jail", "chain": chain}]}
    found = reader([ROW, bad])
    assert list(found.rejects) == [1]
    assert code in {one.code for one in found.rejects[1].problems}


def test_an_id_that_is_none_is_told() -> None:
    found = read([{**ROW, "links": [SEEN, {**HELD, "id": "held and beaten"}]}])
    assert found.rejects[0].problems[0].code == "bad-id"


def test_a_relocation_must_be_in_its_chain() -> None:
    harms = [{"id": "jail", "chain": [["seen"]], "relocation": "held"}, {"id": "gang", "chain": [["seen"]], "relocation": "seen"}]
    (reject,) = read([{**ROW, "feared_harms": harms}]).rejects.values()
    assert [one.code for one in reject.problems] == ["not-in-chain"]


def test_a_table_of_texts_has_no_links() -> None:
    found = read_rows(pa.RecordBatch.from_pydict({"case_id": ["1", "2"], "links": [None, "seen"]}), LAW, DEFAULTS)
    assert [one.code for one in found.rejects[1].problems] == ["not-a-list"]
    assert found.places.tolist() == [0]


def test_types_that_cannot_be_links_or_chains_are_refused() -> None:
    with pytest.raises(BadColumnTypeError, match="lists of records with id, low, best, high"):
        read([{"case_id": "1", "links": [0.5]}])
    with pytest.raises(BadColumnTypeError, match="did you mean 'best'"):
        read([{"case_id": "1", "links": [{**SEEN, "bst": 0.5}]}])
    with pytest.raises(BadColumnTypeError, match="lists of steps"):
        read([{"case_id": "1", "feared_harms": [{"chain": ["seen"]}]}])
    with pytest.raises(UnknownColumnError, match=r"past_harms\.chain"):
        read([{"case_id": "1", "past_harms": [{"chain": [["seen"]]}]}])
