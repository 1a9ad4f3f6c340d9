"""The cases and the renderings of the comparison of engines: what it measures must be our rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from article3.law.forums import circuits
from article3.rules.rulebase import FORMS
from article3.screening.columns import AS_OF, CIRCUIT, schema
from benchmarks.screening import reference
from benchmarks.screening.cases import COMPLETE, OPEN, batches, case_of_row, table
from benchmarks.screening.engines import plain
from benchmarks.screening.engines.engine import ESTABLISHED, NOT_ESTABLISHED, UNDETERMINED
from benchmarks.screening.flat import Flattener
from benchmarks.screening.rendering import PLACES, Renderer
from benchmarks.screening.table import written

if TYPE_CHECKING:
    import pyarrow as pa

    from article3.law.loading import Law

pytestmark = pytest.mark.unmeasured


@pytest.fixture(scope="module")
def complete(law: Law) -> pa.Table:
    return table(2_000, law, COMPLETE)


@pytest.fixture(scope="module")
def unknown(law: Law) -> pa.Table:
    return table(2_000, law, OPEN)


def test_made_cases_are_valid_cases(law: Law, unknown: pa.Table) -> None:
    assert [field for field in schema() if field.name in unknown.schema.names] == list(unknown.schema)
    for row in range(40):
        case = case_of_row(unknown, row, law)
        assert 1 <= len(case.lists.get("feared_harms", (0,))) <= 4
        assert len(case.lists.get("convictions", ())) <= 2
        assert len(case.lists.get("past_harms", ())) <= 2


def test_made_cases_are_spread_over_all_forums(law: Law, complete: pa.Table) -> None:
    assert set(complete.column(CIRCUIT).to_pylist()) == set(circuits(law))
    days = complete.column(AS_OF).to_pylist()
    assert {day.year for day in days} == set(range(law.begins.year, law.maintained_through.year + 1))
    assert law.begins <= min(days) <= max(days) <= law.maintained_through


def test_the_same_seed_makes_the_same_cases_however_many_follow(law: Law, unknown: pa.Table) -> None:
    assert table(300, law, OPEN).equals(unknown.slice(0, 300))
    first, second = batches(100, law, OPEN, chunk=50)
    assert first.num_rows == second.num_rows == 50
    assert not first.drop_columns("case_id").equals(second.drop_columns("case_id"))


def test_complete_cases_leave_nothing_unknown_and_open_ones_some_of_all(complete: pa.Table, unknown: pa.Table) -> None:
    assert {name: complete.column(name).null_count for name in complete.schema.names if complete.column(name).null_count} == {}
    shares = [
        column.null_count / 2_000 for name, column in zip(unknown.schema.names, unknown.columns, strict=True) if "." in name[:15]
    ]
    stated = [share for share in shares if share]
    assert 0.04 < min(stated) < max(stated) < 0.08
    assert len(stated) > 40


@pytest.mark.parametrize("part", [0, 1, 2, 3])
def test_rules_as_plain_python_say_what_a_decision_says(law: Law, complete: pa.Table, part: int) -> None:
    rows = range(50 * part, 50 * part + 50)
    assert_same(_plain(law, complete.slice(50 * part, 50)), reference.one_by_one(complete, rows, law, one_reading=True))


def test_rules_in_three_values_say_what_the_tables_say(law: Law, unknown: pa.Table) -> None:
    expected = reference.by_tables(unknown, law)
    assert_same(_plain(law, unknown, three_valued=True), expected)
    assert {int(truth) for truths in expected.values() for truth in truths} == {NOT_ESTABLISHED, ESTABLISHED, UNDETERMINED}


def test_open_law_leaves_complete_cases_undetermined_that_one_reading_decides(law: Law, complete: pa.Table) -> None:
    expected = reference.by_tables(complete, law)
    assert_same(_plain(law, complete, three_valued=True), expected)
    one_reading = reference.by_tables(complete, law, one_reading=True)
    settled = expected["protection_cat"] != UNDETERMINED
    assert 0 < settled.sum() < len(settled)
    assert np.array_equal(expected["protection_cat"][settled], one_reading["protection_cat"][settled])
    assert not (one_reading["protection_cat"] == UNDETERMINED).any()


def test_the_tables_settle_no_case_otherwise_than_a_decision(law: Law, unknown: pa.Table) -> None:
    rows = range(60)
    decided = reference.one_by_one(unknown, rows, law)
    for form, truths in reference.by_tables(unknown.slice(0, 60), law).items():
        settled = truths != UNDETERMINED
        assert settled.any()
        assert np.array_equal(truths[settled], decided[form][settled])


class _Arrays(Renderer):
    """Text over arrays, as several peers have it."""

    def ref(self, name: str, level: str, *, from_case: bool = False) -> str:
        assert not from_case
        return f'{level}["{name}"]'


@pytest.mark.parametrize("named", [True, False])
def test_rules_over_columns_for_each_place_say_the_same(law: Law, complete: pa.Table, named: bool) -> None:  # noqa: FBT001
    flattener = Flattener(law, three_valued=False)
    columns = {**flattener.case_columns(complete), **flattener.placed(complete, PLACES)}
    case: dict[str, Any] = {
        name: column.fill_null(column.type.to_pandas_dtype()(0)).to_numpy(zero_copy_only=False)
        for name, column in columns.items()
    }
    renderer = _Arrays(three_valued=False, named=named)
    for step in renderer.steps:
        case[step.name] = eval(step.text, {"case": case})  # noqa: S307 - our own text
    found = {form.id: np.asarray(case[renderer.outcomes[form.id]]).astype(np.int8) for form in FORMS}
    assert_same(found, reference.by_tables(complete, law, one_reading=True))


def test_a_step_needs_only_steps_of_earlier_layers() -> None:
    renderer = _Arrays(three_valued=True)
    before: set[str] = set()
    for layer in renderer.layers():
        for step in layer:
            named = {other.name for other in renderer.steps if f'"{other.name}"' in step.text}
            assert named <= before
        before |= {step.name for step in layer}
    assert before == {step.name for step in renderer.steps}


def test_results_are_written_with_ratios() -> None:
    measured = {
        "draw": "complete",
        "size": 1000,
        "prepare_s": 0.1,
        "peak_mb": 12.0,
        "before_mb": 2.0,
        "differing": 0,
        "compared": 1000,
    }
    started = {
        "version": "1",
        "import_ms": 1.0,
        "build_ms": 1.0,
        "first_ms": 1.0,
        "again_ms": 1.0,
        "explains": "",
        "explanation_bytes": 0,
    }
    lines = [
        {**measured, **started, "engine": "base", "run_s": 0.1},
        {**measured, **started, "engine": "other", "run_s": 0.02},
        {"engine": "missing", "size": 1000, "left_out": "not installed"},
    ]
    text = written(lines, ["base", "slower"])
    assert "| other | complete | 1,000 | 50,000 | 5 | 8,333 | 1.67 | 10 | 0 of 1,000 |" in text
    assert "- missing, 1,000: not installed" in text


def _plain(law: Law, cases: pa.Table, *, three_valued: bool = False) -> dict[str, Any]:
    engine = plain.Engine(three_valued=three_valued)
    engine.build(law)
    return engine.answers(engine.run(engine.prepare(cases)))


def assert_same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    assert {form: np.flatnonzero(found[form] != truths).tolist() for form, truths in expected.items()} == {
        form.id: [] for form in FORMS
    }
