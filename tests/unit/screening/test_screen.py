"""Batches in, conclusions out: whatever form the columns have."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pyarrow as pa
import pytest

from article3.facts.case_file import parse_case, read
from article3.findings import decide
from article3.law.loading import load
from article3.logic.forum import Forum
from article3.rules.rulebase import FORMS
from article3.screening.cells import BadColumnTypeError
from article3.screening.columns import AS_OF, CIRCUIT, batch_of, schema
from article3.screening.places import NoForumError
from article3.screening.screen import Screen
from golden_runs import parsed, runs

if TYPE_CHECKING:
    from article3.facts.case import Case

LAW = load()
TODAY = dt.date(2026, 9, 1)
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
CASES = [
    (f"{path.stem}-{circuit}", msgspec.structs.replace(read(path, LAW), circuit=f"ca{circuit}", as_of=TODAY))
    for path in EXAMPLES
    for circuit in (2, 5, 9)
]
SCREENS = [Screen(LAW, how=how) for how in ("numpy", "compiled")]
both = pytest.mark.parametrize("screen", SCREENS, ids=["numpy", "compiled"])


def expected() -> list[dict[str, str]]:
    found = []
    for name, case in CASES:
        decision = decide(case, Forum(str(case.circuit), TODAY), LAW)
        found.append({"case_id": name, **{form.id: getattr(decision.forms, form.id).truth.value for form in FORMS}})
    return found


EXPECTED = expected()


def told(batch: pa.RecordBatch) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = batch.select(["case_id", *(form.id for form in FORMS)]).to_pylist()
    return rows


@both
def test_the_examples_come_out_as_they_are_decided(screen: Screen) -> None:
    found = screen(batch_of(CASES, LAW))
    assert told(found) == EXPECTED
    assert found.schema == screen.schema


@functools.cache
def golden() -> list[tuple[str, Case, dict[str, str]]]:
    found = []
    for name, run in list(runs())[::11]:
        case = parsed(run)
        forms = decide(case, Forum(run.circuit, run.as_of), LAW).forms
        found.append((name, case, {form.id: getattr(forms, form.id).truth.value for form in FORMS}))
    return found


@pytest.mark.unmeasured
@both
def test_golden_cases_come_out_as_they_are_decided(screen: Screen) -> None:
    found = told(screen(batch_of([(name, case) for name, case, _ in golden()], LAW)))
    assert found == [{"case_id": name, **forms} for name, _, forms in golden()]
    assert {row["withholding_cat"] for row in found} == {"established", "not established", "undetermined"}


@both
def test_a_part_of_a_batch_comes_out_like_that_part(screen: Screen) -> None:
    batch = batch_of(CASES, LAW)
    assert told(screen(batch.slice(3, 5))) == EXPECTED[3:8]
    assert told(screen(batch.slice(3, 0))) == []


@both
def test_nulls_with_entries_that_are_nobodys_have_none(screen: Screen) -> None:
    batch = batch_of(CASES, LAW)
    place = batch.schema.get_field_index("feared_harms")
    lists = batch.column(place)
    mask = pa.array(np.arange(len(lists)) % 2 == 0)
    hidden = pa.ListArray.from_arrays(lists.offsets, lists.values, mask=mask)
    cleared = pa.array(
        [None if out else entry for out, entry in zip(mask.to_pylist(), lists.to_pylist(), strict=True)], lists.type
    )
    without = batch.drop_columns(["more"])
    found, plain = (screen(without.set_column(place, "feared_harms", column)) for column in (hidden, cleared))
    assert found.to_pylist() == plain.to_pylist()
    assert "feared_harms" in found.column("missing").to_pylist()[0]


@both
def test_dictionaries_do_as_well(screen: Screen) -> None:
    batch = batch_of(CASES, LAW).drop_columns(["more"])
    plain = told(screen(batch))
    columns = [column.dictionary_encode() if pa.types.is_string(column.type) else column for column in batch.columns]
    assert told(screen(pa.RecordBatch.from_arrays(columns, batch.schema.names))) == plain


def test_an_estimate_may_be_a_plain_number() -> None:
    text = "article3: 1\nproceeding: {displaced: cooperative_agreement, third_country_risk: 60%}\n"
    batch = batch_of([("a", parse_case(text, "a", LAW))], LAW)
    place = batch.schema.get_field_index("proceeding.third_country_risk")
    points = batch.set_column(place, "proceeding.third_country_risk", pa.array([0.6]))
    screen = Screen(LAW, default=Forum("ca9", TODAY), rules=("cooperative_agreement",))
    assert screen(points).to_pylist() == screen(batch).to_pylist()


@both
def test_columns_that_are_absent_are_unknown(screen: Screen) -> None:
    batch = pa.RecordBatch.from_pylist([{CIRCUIT: "9th", AS_OF: TODAY}, {CIRCUIT: "DC", AS_OF: TODAY}])
    found = screen(batch).to_pylist()
    assert [row["circuit"] for row in found] == ["ca9", "cadc"]
    assert {row[form.id] for row in found for form in FORMS} == {"undetermined"}
    assert {"feared_harms", "proceeding.kind"} <= set(found[0]["missing"])


def test_a_rule_about_each_harm_has_a_column_for_each_list() -> None:
    found = Screen(LAW, rules=("torture", "work_authorization", "torture"))(batch_of(CASES, LAW))
    jorge = next(row for row in found.to_pylist() if row["case_id"] == "jorge-9")
    decision = decide(dict(CASES)["jorge-9"], Forum("ca9", TODAY), LAW)
    assert jorge["rule.torture.past_harms"] == [decision.findings["torture[warehouse]"].truth.value]
    assert len(jorge["rule.work_authorization.grants"]) == 4


def test_what_is_missing_is_left_out_where_it_is_not_wanted() -> None:
    found = Screen(LAW, missing=False)(batch_of(CASES, LAW))
    assert "missing" not in found.schema.names
    assert told(found) == EXPECTED


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({CIRCUIT: "14", AS_OF: TODAY}, "a circuit that there is not"),
        ({CIRCUIT: None, AS_OF: TODAY}, "names no circuit"),
        ({AS_OF: TODAY}, "names no circuit"),
        ({CIRCUIT: "9", AS_OF: None}, "names no day"),
        ({CIRCUIT: "9"}, "names no day"),
        ({CIRCUIT: "9", AS_OF: dt.date(1998, 1, 1)}, "before 1999-03-22"),
    ],
)
def test_a_row_without_a_forum_is_refused(row: dict[str, object], says: str) -> None:
    batch = pa.RecordBatch.from_pylist([row], schema=pa.schema([field for field in schema() if field.name in row]))
    with pytest.raises(NoForumError, match=says):
        SCREENS[0](batch)


def test_the_forum_of_rows_that_name_none_can_be_given() -> None:
    found = Screen(LAW, default=Forum("ca4", TODAY))(pa.RecordBatch.from_pylist([{"case_id": "a"}]))
    assert found.select(["case_id", "circuit", "as_of"]).to_pylist() == [{"case_id": "a", "circuit": "ca4", "as_of": TODAY}]


def test_a_day_after_the_law_ends_counts_to_its_last_stretch() -> None:
    rows = [{CIRCUIT: "9", AS_OF: LAW.maintained_through}, {CIRCUIT: "9", AS_OF: dt.date(2031, 1, 1)}]
    found = SCREENS[0](pa.RecordBatch.from_pylist(rows)).to_pylist()
    assert found[0]["turns_on"] == found[1]["turns_on"]


@pytest.mark.parametrize(
    ("column", "values", "says"),
    [
        ("proceeding.kind", pa.array(["removal"], pa.large_string()), "large_string"),
        ("proceeding.kind", pa.array(["removal"], pa.string_view()), "string_view"),
        ("bars.persecutor", pa.array([1], pa.int8()), "int8"),
        ("filing.last_arrival", pa.array([0], pa.timestamp("us")), "timestamp"),
        ("feared_harms", pa.array(["a"]), "string"),
        ("feared_harms", pa.array([[{"custody": 3}]]), "feared_harms.custody"),
    ],
)
def test_a_column_of_another_type_is_refused_and_not_misread(column: str, values: pa.Array, says: str) -> None:
    batch = pa.RecordBatch.from_arrays([pa.array(["9"]), pa.array([TODAY]), values], [CIRCUIT, AS_OF, column])
    for screen in SCREENS:
        with pytest.raises(BadColumnTypeError, match=says):
            screen(batch)


def test_two_columns_of_one_name_are_refused() -> None:
    batch = pa.RecordBatch.from_arrays([pa.array(["9"]), pa.array([TODAY]), pa.array(["5"])], [CIRCUIT, AS_OF, CIRCUIT])
    with pytest.raises(BadColumnTypeError, match="two columns"):
        SCREENS[0](batch)


@both
def test_a_column_of_nulls_says_nothing(screen: Screen) -> None:
    harms = pa.array([[{"custody": None, "extreme": True}]])
    plain = pa.RecordBatch.from_arrays([pa.array(["9"]), pa.array([TODAY]), harms], [CIRCUIT, AS_OF, "feared_harms"])
    nulls = plain.append_column("proceeding.kind", pa.nulls(1))
    assert screen(nulls).to_pylist() == screen(plain).to_pylist()


@both
@pytest.mark.parametrize("most", [40, pytest.param(1000, marks=pytest.mark.slow)])
def test_one_case_with_very_many_harms_is_no_burden_to_the_others(screen: Screen, most: int) -> None:
    lists = [[{"id": f"h{number}", "extreme": number % 2 == 1} for number in range(most)], [], [{"id": "one", "extreme": True}]]
    rows = [{"case_id": str(place), CIRCUIT: "9", AS_OF: TODAY, "feared_harms": entries} for place, entries in enumerate(lists)]
    together = screen(pa.RecordBatch.from_pylist(rows)).to_pylist()
    assert together == [
        screen(pa.RecordBatch.from_pylist([row], schema=pa.RecordBatch.from_pylist(rows).schema)).to_pylist()[0] for row in rows
    ]
    assert f"feared_harms[{most}].custody" in together[0]["missing"]
    assert len(together[2]["missing"]) < 100


@both
def test_a_dictionary_may_hold_what_no_row_has(screen: Screen) -> None:
    circuits = pa.DictionaryArray.from_arrays(pa.array([0, 0]), pa.array(["9", "nowhere"]))
    kinds = pa.DictionaryArray.from_arrays(pa.array([1, 0]), pa.array(["removal", None]))
    batch = pa.RecordBatch.from_arrays([circuits, pa.array([TODAY, TODAY]), kinds], [CIRCUIT, AS_OF, "proceeding.kind"])
    first, second = screen(batch).to_pylist()
    assert "proceeding.kind" in first["missing"]
    assert "proceeding.kind" not in second["missing"]
    strange = pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array([None, "9"]))
    with pytest.raises(NoForumError, match="names no circuit"):
        screen(pa.RecordBatch.from_arrays([strange, pa.array([TODAY, TODAY])], [CIRCUIT, AS_OF]))


def test_a_case_without_a_name_has_none_whatever_it_states() -> None:
    rows = [{CIRCUIT: "9", AS_OF: TODAY, "more": None}, {CIRCUIT: "9", AS_OF: TODAY, "more": "{}"}]
    found = SCREENS[0](pa.RecordBatch.from_pylist(rows, schema=pa.schema([schema().field(name) for name in rows[0]])))
    assert found.column("case_id").to_pylist() == [None, None]
