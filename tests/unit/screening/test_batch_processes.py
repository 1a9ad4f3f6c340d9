"""article3 batch as a process: without its libraries, with several workers, killed and gone on with."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch_runs import COMMAND, left, run
from invented import rows, write

pytestmark = pytest.mark.unmeasured

EXAMPLES = Path(__file__).parents[3] / "examples"


def test_missing_libraries_are_named_with_what_to_do(tmp_path: Path) -> None:
    without = "import sys\nsys.modules['pyarrow'] = None\n" + COMMAND[2]
    command = [sys.executable, "-c", without, "batch", str(EXAMPLES), "-o", str(tmp_path / "out.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'article3[screening]'" in done.stderr
    assert left(tmp_path) == []


def test_workers_change_nothing(tmp_path: Path) -> None:
    write(tmp_path / "in.csv", rows(40))
    for name, workers in (("one", "1"), ("two", "2")):
        arguments = [str(tmp_path / "in.csv"), "-o", str(tmp_path / f"{name}.csv"), "--at-once", "8", "-j", workers]
        subprocess.run([*COMMAND, *arguments], check=True, capture_output=True)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.parametrize("name", ["in.csv", "in.parquet", "in.jsonl"])
def test_a_run_that_is_killed_goes_on_where_it_was(name: str, tmp_path: Path) -> None:
    place = write(tmp_path / name, rows(120))
    if name == "in.csv":
        place.write_text(place.read_text() + "short\n" * 5)
    out, kept = tmp_path / "out.parquet", tmp_path / "out.parquet.parts"
    arguments = [str(place), "-o", str(out), "--at-once", "20", "--no-missing"]
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not (tmp_path / "out.parquet.progress.json").exists():
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not out.exists()
    done = len(json.loads((tmp_path / "out.parquet.progress.json").read_bytes())["parts"])
    assert done
    (kept / f"{done:08d}.arrows").write_bytes(b"half")  # a part that was not counted yet
    # What the result depends on may not have changed.
    assert "--no-missing is not what it was" in run(*arguments[:-1], "--resume")[2]
    assert "--circuit is not what it was" in run(*arguments, "--resume", "-c", 9)[2]
    assert run(*arguments)[0] == 2
    code, _, told = run(*arguments, "--resume")
    assert code == (5 if name == "in.csv" else 0), told
    rejects = out.with_name("out.parquet.rejects.jsonl")
    first, refused = out.read_bytes(), rejects.read_bytes() if rejects.exists() else b""
    assert left(tmp_path) == sorted({name, out.name, *([rejects.name] if refused else [])})
    assert run(*arguments, "--force")[0] == code
    assert out.read_bytes() == first
    assert (rejects.read_bytes() if rejects.exists() else b"") == refused


def test_a_run_does_not_go_on_with_changed_input_or_damaged_record(tmp_path: Path) -> None:
    place = tmp_path / "in.csv"
    place.write_text("case_id,forum.circuit\n1,9\n2,x\n")
    arguments = (place, "-o", tmp_path / "out.csv", "--max-rejects", 0)
    assert run(*arguments)[0] == 2
    record = tmp_path / "out.csv.progress.json"
    kept = record.read_bytes()
    place.write_text("case_id,forum.circuit\n1,9\n2,9\n")
    assert "in.csv has changed since" in run(*arguments, "--resume")[2]
    record.write_bytes(kept.replace(b"2026.10 ", b"2025.10 "))
    assert "the law data has changed since" in run(*arguments, "--resume")[2]
    record.write_bytes(kept[:-5])
    assert "it is damaged" in run(*arguments, "--resume")[2]
    record.unlink()
    assert run(*arguments)[0] == 0
    assert left(tmp_path) == ["in.csv", "out.csv"]
