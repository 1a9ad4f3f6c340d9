"""Files that are damaged inside, and directories in which a run keeps its own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import ipc

from article3.screening.outputs import sweep, whole
from article3.screening.progress import Kept
from article3.screening.readers import rows_of
from article3.screening.sources import SourceError, sources

if TYPE_CHECKING:
    from pathlib import Path


def test_an_arrow_file_that_is_damaged_inside_is_told_and_not_read(tmp_path: Path) -> None:
    place = tmp_path / "damaged.arrow"
    batch = pa.RecordBatch.from_arrays([pa.array(["one", "two"]), pa.array(["9", "5"])], ["case_id", "forum.circuit"])
    with pa.OSFile(str(place), "wb") as stream, ipc.new_file(stream, batch.schema) as writer:
        writer.write_batch(batch)
    content = place.read_bytes()
    offsets = (0).to_bytes(4, "little") + (3).to_bytes(4, "little") + (6).to_bytes(4, "little")
    assert offsets in content
    place.write_bytes(content.replace(offsets, offsets[:4] + (90_000_000).to_bytes(4, "little") + offsets[8:], 1))
    with pytest.raises(SourceError, match="damaged"):
        list(rows_of(sources([str(place)])[0], skip=0, at_once=10))


def test_what_a_run_writes_in_a_directory_is_no_source_of_it(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("case_id\na\n")
    out = tmp_path / "out.csv"
    out.write_text("case_id\n")
    parts = Kept(out).place
    parts.mkdir()
    (parts / "00000000.arrows").write_bytes(b"x")
    found = sources([str(tmp_path)], without={out.resolve()})
    assert [source.name for source in found] == [str(tmp_path / "cases.csv")]


def test_what_a_stopped_run_left_half_written_is_swept_away(tmp_path: Path) -> None:
    place = tmp_path / "out.csv"
    with pytest.raises(TypeError), whole(place) as stream:
        stream.write("half")
    assert not list(tmp_path.iterdir())
    (tmp_path / ".out.csv.abc.half").write_bytes(b"half")
    (tmp_path / ".out.csv.notes").write_bytes(b"the user's own")
    sweep(place)
    assert [path.name for path in tmp_path.iterdir()] == [".out.csv.notes"]
