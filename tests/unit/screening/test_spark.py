"""The batch function on Spark, as a cluster calls it. Needs Java and pyspark: ``make spark-test``."""

from __future__ import annotations

import datetime as dt
import functools
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from article3.facts.case_file import read
from article3.law.loading import load
from article3.screening.cluster import Settings, schema_of, screened, spark_schema
from article3.screening.columns import batch_of
from article3.screening.rows import Defaults

EXAMPLES = Path(__file__).parents[3] / "examples"
SETTINGS = Settings(Defaults(dt.date(2026, 10, 2), "ca9"), rules=("acquiescence",))

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


def test_spark_gives_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    law = load()
    cases = [(f"{number}-{path.stem}", read(path, law)) for number in range(20) for path in sorted(EXAMPLES.glob("*.yaml"))]
    batch = batch_of(cases, law)
    bad = pa.RecordBatch.from_pylist([{"case_id": "bad", "forum.circuit": "99"}], schema=batch.schema)
    pq.write_table(pa.Table.from_batches([batch, bad]), tmp_path / "cases.parquet")
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    try:
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 50)
        frame = spark.read.parquet(str(tmp_path / "cases.parquet"))
        frame = frame.toDF(*[name.replace(".", "__") for name in frame.columns]).repartition(3)
        found = frame.mapInArrow(functools.partial(screened, settings=SETTINGS), spark_schema(SETTINGS))
        rows = {row["case_id"]: row.asDict() for row in found.collect()}
    finally:
        spark.stop()
    here = pa.Table.from_batches(screened([batch, bad], SETTINGS), schema_of(SETTINGS)).to_pylist()
    assert len(rows) == len(here) == len(cases) + 1
    for row in here:
        told = rows[row["case_id"]]
        assert {key: value for key, value in told.items() if key != "rejected"} == {
            key: value for key, value in row.items() if key != "rejected"
        }
        assert (told["rejected"] is None) == (row["rejected"] is None) == (row["case_id"] != "bad")
