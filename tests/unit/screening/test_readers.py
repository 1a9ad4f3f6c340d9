"""Readers: any number of rows left out at the beginning, so many at once, and the same cells whichever way they are read."""

from __future__ import annotations

import datetime as dt
import gc
import gzip
import json
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from article3.screening import run as running
from article3.screening import whole_cases
from article3.screening.cluster import Settings, schema_of, screen_batch, spark_schema
from article3.screening.names import ROW, UnknownColumnError, meant
from article3.screening.readers import check, rows_of
from article3.screening.rows import Defaults, read_rows
from article3.screening.run import Done, Job, run
from article3.screening.sources import sources
from invented import nested, rows, table, write

if TYPE_CHECKING:
    from article3.law.loading import Law

DEFAULTS = Defaults(dt.date(2026, 10, 2), "ca9")


def numbers(found: list[Any]) -> list[int]:
    kept = [number for one in found for number in one.batch.column(ROW).to_pylist()]
    return sorted([*kept, *(reject.row for one in found for reject in one.rejects)])


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.arrows", "a.csv", "a.jsonl", "a.csv.gz", "a.jsonl.gz"])
def test_rows_that_are_done_are_left_out(name: str, tmp_path: Path) -> None:
    place = write(tmp_path / name.removesuffix(".gz"), rows(50))
    if place.suffix == ".csv":
        lines = place.read_text(encoding="utf-8").splitlines()
        place.write_text("\n".join([*lines[:9], "short", "", *lines[9:], "short"]) + "\n", encoding="utf-8")
    if name.endswith(".gz"):
        (tmp_path / name).write_bytes(gzip.compress(place.read_bytes()))
        place = tmp_path / name
    (source,) = sources([str(place)])
    assert check(source, ignore=False) in {50, None}
    at_once = 32 if "jsonl" in name else 8
    whole = list(rows_of(source, skip=0, at_once=at_once))
    assert numbers(whole) == list(range(1, (53 if "csv" in name else 51)))
    assert all(one.batch.num_rows <= 8 for one in whole)
    assert whole[-1].taken == numbers(whole)[-1]
    assert [one.share for one in whole] == sorted(one.share for one in whole)
    for skip in (1, 7, 8, 9, 10, 30, 49, 50):
        left = list(rows_of(source, skip=skip, at_once=at_once))
        assert numbers(left) == [number for number in numbers(whole) if number > skip], skip


def test_a_directory_is_read_at_any_depth_and_hidden_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "_metadata").mkdir()
    for name in ("b.parquet", "deep/a.csv", ".hidden.csv", "_metadata/c.csv"):
        write(tmp_path / name, rows(2))
    (tmp_path / "deep" / "case.yaml").write_text("article3: 1\n")
    (tmp_path / "notes.txt").write_text("words")
    found = sources([str(tmp_path), str(tmp_path / "b.parquet")])
    assert [Path(source.files[0]).name for source in found] == ["b.parquet", "a.csv", "case.yaml"]


def lines_of(found: list[dict[str, Any]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"case.json": [json.dumps(row, default=str) for row in found]})


@pytest.mark.parametrize("shape", ["dotted", "nested"])
def test_lines_that_are_alike_say_the_same_read_at_once_and_one_by_one(
    shape: str, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = rows(40, seed=3)
    batch = lines_of(found if shape == "dotted" else [nested(row) for row in found])
    fast = read_rows(batch, law, DEFAULTS)
    monkeypatch.setattr(whole_cases, "at_once", lambda _lines, **_options: None)
    slow = read_rows(batch, law, DEFAULTS)
    assert fast.good.equals(slow.good)
    assert not fast.rejects
    direct = read_rows(table(found).to_batches()[0], law, DEFAULTS).good
    assert slow.good.to_pylist() == direct.select(slow.good.schema.names).to_pylist()


def test_a_text_that_looks_like_a_day_stays_a_text(law: Law) -> None:
    said = {"case_id": "2020-01-02", "applicant": {"nationality": "2020-01-02"}, "filing": {"last_arrival": "2020-01-02"}}
    good = read_rows(lines_of([said, {**said, "case_id": "2"}]), law, DEFAULTS).good.to_pylist()[0]
    assert good["case_id"] == good["applicant.nationality"] == "2020-01-02"
    assert good["filing.last_arrival"] == dt.date(2020, 1, 2)


def test_underscores_stand_for_the_dot(law: Law) -> None:
    columns = {"case_id": ["1"], "proceeding__kind": ["removal"], "feared_harms__1__custody": ["private"]}
    good = read_rows(pa.RecordBatch.from_pydict(columns), law, DEFAULTS).good.to_pylist()[0]
    assert good["proceeding.kind"] == "removal"
    assert good["feared_harms"][0]["custody"] == "private"
    assert good["feared_harms"][0]["id"] == "feared_harms-1"
    twice = {"case_id": "1", "proceeding__kind": "removal", "proceeding.kind": "removal"}
    assert [one.code for one in read_rows(lines_of([twice, {"case_id": "2"}]), law, DEFAULTS).rejects[0].problems] == [
        "duplicate-key"
    ]


def test_what_columns_cannot_hold_is_read_as_a_case_file_is(law: Law, examples: dict[str, Path]) -> None:
    files = pa.RecordBatch.from_pydict({"case.file": [str(examples["daniel"])]})
    good = read_rows(files, law, DEFAULTS).good
    (row,) = good.to_pylist()
    assert [link["id"] for link in row["links"]][:2] == ["recognized", "arrested"]
    assert [harm["chain"][-1] for harm in row["feared_harms"]] == [["beaten"], ["told_and_silent", "paid"]]
    assert read_rows(good, law, DEFAULTS).good.equals(good)
    for more, code in (
        ("{", "not-json"),
        ("[]", "wrong-shape"),
        ('{"x": 1}', "unknown-key"),
        ('{"feared_harms": []}', "wrong-shape"),
    ):
        bad = good.append_column("more", pa.array([more]))
        assert [one.code for one in read_rows(bad, law, DEFAULTS).rejects[0].problems] == [code]


def test_a_batch_comes_out_row_for_row_with_reasons_in_place_of_conclusions() -> None:
    settings = Settings(DEFAULTS, ("acquiescence",))
    batch = pa.RecordBatch.from_pydict({"case_id": ["a", None, "c"], "forum.circuit": ["9", "9", "x"]})
    found = screen_batch(batch, settings)
    assert found.schema.equals(schema_of(settings))
    assert [row["deferral_cat"] for row in found.to_pylist()] == ["undetermined", None, None]
    reasons = [json.loads(row["rejected"])["problems"][0]["code"] for row in found.to_pylist()[1:]]
    assert reasons == ["no-case-id", "no-such-circuit"]
    assert "`bounded` boolean" in spark_schema(settings)
    with pytest.raises(UnknownColumnError, match="did you mean 'case_id'"):
        screen_batch(pa.RecordBatch.from_pydict({"case_ids": ["a"]}), settings)


def test_the_nearest_name_keeps_the_sense() -> None:
    assert meant("credible") == "did you mean 'applicant.credible'?"


def test_no_more_batches_are_alive_than_are_worked_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in.parquet", rows(60))
    alive: list[weakref.ref[Any]] = []
    most = 0

    def watched(batch: Any, settings: Settings) -> Any:
        nonlocal most
        found = screen_batch(batch, settings)
        alive.extend((weakref.ref(batch), weakref.ref(found)))
        gc.collect()
        most = max(most, sum(one() is not None for one in alive))
        return found

    monkeypatch.setattr(running, "screen_batch", watched)
    done: list[Done] = []
    job = Job(tuple(sources([str(tmp_path / "in.parquet")])), tmp_path / "out.csv", tmp_path / "r", Settings(DEFAULTS), at_once=4)
    gc.freeze()  # what the other tests left behind need not be gone through thirty times
    try:
        assert run(job, done.append).cases == 60
    finally:
        gc.unfreeze()
    assert len(alive) == 30
    assert most <= 4
    assert done[-1] == Done(60, 1.0)
