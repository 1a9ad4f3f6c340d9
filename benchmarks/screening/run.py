"""Compare engines on the same rules and the same cases. Run with ``make bench-peers``.

Each engine works in a process of its own, once for each number of cases, and writes one line of JSON. What is missing or fails is
reported and hinders nothing else. Measures, never judges; see docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import importlib.metadata
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pyarrow as pa

from article3.law.loading import load
from article3.law.stretches import stretches
from benchmarks.screening import reference
from benchmarks.screening.cases import COMPLETE, OPEN, SEED, Draw, batches
from benchmarks.screening.engines.engine import UNDETERMINED
from benchmarks.screening.table import written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.screening.engines.engine import Engine

DRAWS: dict[str, Draw] = {"complete": COMPLETE, "open": OPEN}
SIZES = (1_000, 100_000, 1_000_000)
SAMPLE = 2_000
"""Cases that are decided one by one to check the reference itself."""
COMPARED = 1_000_000
"""So many answers are compared at most."""
TIMES, SECONDS = 5, 8.0
"""Best of so many runs, unless they have taken so long before."""
TOO_LONG = 600.0
_MB = 1 << 20


class Entry(msgspec.Struct, frozen=True):
    """An engine as it is measured.

    Attributes:
        module: under ``engines``.
        values: of truth.
        options: of its constructor.
        draws: on which cases.
    """

    module: str
    values: int
    options: dict[str, Any] = {}
    draws: tuple[str, ...] = ("complete",)
    kind: str = "Engine"


_THREE: tuple[str, ...] = ("open",)
_BOTH = ("complete", "open")
ENTRIES: dict[str, Entry] = {
    "article3, compiled, 2 threads": Entry("ours", 3, {"how": "compiled", "threads": 2}, _BOTH),
    "article3, compiled": Entry("ours", 3, {"how": "compiled"}, _BOTH),
    "article3, NumPy": Entry("ours", 3, {"how": "numpy"}, _BOTH),
    "article3, columns to columns": Entry("ours", 3, {"threads": 2}, _BOTH, "FromArrow"),
    "article3, with what is missing": Entry("ours", 3, {"threads": 2, "missing": True}, _BOTH, "FromArrow"),
    "article3, one by one": Entry("ours", 3, {"how": "numpy"}, _THREE, "OneByOne"),
    "OpenFisca-core": Entry("openfisca", 2),
    "OpenFisca-core, places": Entry("openfisca", 2, {"grouped": False}),
    "policyengine-core": Entry("policyengine", 2),
    "Polars": Entry("polars", 2, {"named": True}),
    "pandas": Entry("pandas", 2, {"placed": False}),
    "pandas, places": Entry("pandas", 2),
    "DuckDB": Entry("duckdb", 2, {"placed": False}),
    "plain Python": Entry("plain", 2),
    "zen-engine": Entry("zen", 2),
    "clingo": Entry("clingo", 3),
    "Polars, 3 values": Entry("polars", 3, {"three_valued": True, "named": True, "streaming": True}, _THREE),
    "pandas, 3 values": Entry("pandas", 3, {"three_valued": True, "placed": False, "arrow": True}, _THREE),
    "DuckDB, 3 values": Entry("duckdb", 3, {"three_valued": True, "placed": False}, _THREE),
    "plain Python, 3 values": Entry("plain", 3, {"three_valued": True}, _THREE),
    "clingo, 3 values": Entry("clingo", 3, {"three_valued": True}, _THREE),
}
"""Each in the rendering that was found fastest; docs/benchmarks.md tells which others were tried. Where one is faster from
prepared cases and another from plain columns, both: harms as a table, or as columns of the case for each place ("places").
"""
BASE = ("OpenFisca-core", "OpenFisca-core, places")


def main() -> None:
    options = _options()
    if options.one:
        print(json.dumps(_one(options)))
    elif options.make:
        _make(options.output, options.make, max(options.sizes), options.sample)
    else:
        _all(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=lambda text: int(float(text)), nargs="+", default=list(SIZES), help="numbers of cases")
    parser.add_argument("--engines", nargs="+", default=list(ENTRIES), choices=list(ENTRIES), help="which")
    parser.add_argument("--output", type=Path, default=Path("build/benchmarks"), help="folder for the cases, results and plots")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="cases that are decided one by one")
    parser.add_argument("--again", action="store_true", help="with the cases and reference answers of the last run")
    parser.add_argument("--one", choices=list(ENTRIES), help=argparse.SUPPRESS)
    parser.add_argument("--make", choices=list(DRAWS), help=argparse.SUPPRESS)
    parser.add_argument("--draw", choices=list(DRAWS), help=argparse.SUPPRESS)
    return parser.parse_args()


def _all(options: argparse.Namespace) -> None:
    options.output.mkdir(parents=True, exist_ok=True)
    results = options.output / "results.jsonl"
    results.write_text("", "utf-8")
    sizes = [str(size) for size in options.sizes]
    draws = sorted({draw for name in options.engines for draw in ENTRIES[name].draws})
    for draw in () if options.again else draws:
        begun = time.perf_counter()
        told = _child("--make", draw, "--sizes", *sizes, "--output", str(options.output), "--sample", str(options.sample))
        print(f"{told}cases and reference answers made in {time.perf_counter() - begun:.0f} s", flush=True)
    lines = []
    for name in options.engines:
        for draw in ENTRIES[name].draws:
            for size in sizes:
                found = _measured(name, draw, size, options.output)
                lines.append(found)
                with results.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(found) + "\n")
                print(_told(found), flush=True)
    table = written(lines, BASE)
    (options.output / "results.md").write_text(table, "utf-8")
    print(table)
    _plot(options.output, lines)


def _plot(output: Path, lines: list[dict[str, Any]]) -> None:
    try:
        plot = importlib.import_module("benchmarks.screening.plot")
    except ImportError as error:
        print(f"no plot: {error}")
        return
    plot.draw(lines, output)


def _child(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.screening.run", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=TOO_LONG, env=os.environ)  # noqa: S603 - ourselves
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "the process died")
    return done.stdout


def _measured(name: str, draw: str, size: str, output: Path) -> dict[str, Any]:
    told = {"engine": name, "draw": draw, "size": int(size), "values": ENTRIES[name].values}
    try:
        last = _child("--one", name, "--draw", draw, "--sizes", size, "--output", str(output)).strip().splitlines()[-1]
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        return {**told, "failed": str(error)}
    return {**told, **json.loads(last)}


def _told(found: dict[str, Any]) -> str:
    about = f"{found['engine']:30} {found['draw']:9} {found['size']:>9,}"
    if "failed" in found or "left_out" in found:
        return f"{about}  {found.get('failed') or found['left_out']}"
    rate = found["size"] / found["run_s"]
    whole = found["size"] / (found["run_s"] + found["prepare_s"])
    return (
        f"{about}  {rate:>13,.0f} cases/s prepared {whole:>11,.0f} from columns  {found['peak_mb']:>6,.0f} MB"
        f"  {found['differing']} of {found['compared']:,} differ"
    )


def _make(output: Path, draw: str, size: int, sample: int) -> None:
    """Write the cases, and what the answers should be."""
    law = load()
    path = _cases(output, draw)
    made = batches(size, law, DRAWS[draw])
    first = next(made)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, first.schema) as writer:
        writer.write_batch(first)
        for batch in made:
            writer.write_batch(batch)
    table = _read(path, min(size, COMPARED))
    rows = np.sort(np.random.default_rng(SEED).choice(table.num_rows, min(sample, table.num_rows), replace=False))
    for one_reading in (True, False) if draw == "complete" else (False,):
        found = _in_parts(table, functools.partial(reference.by_tables, law=law, one_reading=one_reading))
        decided = reference.one_by_one(table, rows.tolist(), law, one_reading=one_reading)
        further = 0
        for form, truths in found.items():
            differ = (truths[rows] != decided[form]) & (truths[rows] != UNDETERMINED)
            if differ.any():
                raise RuntimeError(f"the tables differ from decisions on {form}, row {rows[differ][0]}")
            further += int((truths[rows] != decided[form]).sum())
        print(f"{draw}: {len(rows)} decided one by one, {further} of {5 * len(rows)} truths settled by completions only")
        decided = {f"decided_{form}": truths for form, truths in decided.items()}
        arrays: dict[str, Any] = {"rows": rows, **found, **decided}
        np.savez(_answers(output, draw, one_reading=one_reading), **arrays)


def _in_parts(table: pa.Table, answers: Callable[[pa.Table], dict[str, Any]]) -> dict[str, Any]:
    """In parts, since the reference holds every intermediate result."""
    parts = [answers(pa.Table.from_batches([batch])) for batch in table.to_batches()]
    return {form: np.concatenate([part[form] for part in parts]) for form in parts[0]}


def _one(options: argparse.Namespace) -> dict[str, Any]:
    """Measure one engine on so many cases."""
    entry, (size,) = ENTRIES[options.one], options.sizes
    law = load()
    stretches(law)  # the table of law by circuit and day, which every engine is given
    try:
        imported, engine = _timed(lambda: _engine(entry))
    except ImportError as error:
        return {"left_out": f"not installed: {error}"}
    if size > engine.most:
        return {"left_out": f"left out: more than {engine.most:,} cases"}
    built, _ = _timed(lambda: engine.build(law))
    table = _read(_cases(options.output, options.draw), size)
    first, explanation = _timed(lambda: engine.explain(engine.prepare(table.slice(0, 1))))
    again = [_timed(lambda row=row: engine.explain(engine.prepare(table.slice(row, 1))))[0] for row in range(1, 6)]  # type: ignore[misc]
    before = _resident()
    prepare_s, prepared = _best(lambda: engine.prepare(table))
    run_s, found = _best(lambda: engine.run(prepared))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    one_reading = entry.values < 3 and options.draw == "complete"  # noqa: PLR2004
    # clingo's rules have three values, but on complete cases it is given one reading, like the others.
    one_reading = one_reading or (entry.module == "clingo" and options.draw == "complete")
    answers = np.load(_answers(options.output, options.draw, one_reading=one_reading))
    given = engine.answers(found)
    compared = min(size, COMPARED)
    differing, further = _differing(given, answers, compared, entry)
    return {
        "version": importlib.metadata.version(engine.package) if engine.package else "",
        "import_ms": imported * 1000,
        "build_ms": built * 1000,
        "first_ms": first * 1000,
        "again_ms": statistics.median(again) * 1000,
        "explains": engine.explains,
        "explanation_bytes": len(explanation),
        "prepare_s": prepare_s,
        "run_s": run_s,
        "table_mb": table.nbytes / _MB,
        "before_mb": before,
        "peak_mb": peak,
        "compared": compared,
        "differing": differing,
        "further": further,
        "load": os.getloadavg()[0],
    }


def _differing(given: dict[str, Any], answers: Mapping[str, Any], compared: int, entry: Entry) -> tuple[int, int]:
    """How many cases are answered otherwise than they should be, and how many are settled beyond the tables.

    A peer must say what the tables say. article3 may settle what they leave open, as long as decisions say the same, and where it
    considers completions it must settle what decisions settle.

    Args:
        given: what the engine says.
        answers: what the tables say of every case, and decisions of some.
        compared: how many cases to compare.
        entry: the engine.
    """
    wrong, further = np.zeros(compared, bool), np.zeros(compared, bool)
    sampled = answers["rows"][answers["rows"] < compared]
    for form, truths in given.items():
        differs = truths[:compared] != answers[form][:compared]
        if entry.module == "ours":
            left_open = answers[form][:compared] == UNDETERMINED
            further |= differs & left_open
            differs &= ~left_open
            otherwise = truths[sampled] != answers[f"decided_{form}"][: len(sampled)]
            differs[sampled] |= otherwise if entry.kind != "Engine" else otherwise & (truths[sampled] != UNDETERMINED)
        wrong |= differs
    return int(wrong.sum()), int(further.sum())


def _engine(entry: Entry) -> Engine:
    engine: Engine = getattr(importlib.import_module(f"benchmarks.screening.engines.{entry.module}"), entry.kind)(**entry.options)
    return engine


def _best(action: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of several times, and what came out last."""
    best, spent, found = float("inf"), 0.0, None
    for _ in range(TIMES):
        found = None  # the last result is let go before the next is made
        taken, found = _timed(action)
        best, spent = min(best, taken), spent + taken
        if spent > SECONDS:
            break
    return best, found


def _timed(action: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = action()
    return time.perf_counter() - begun, found


def _resident() -> float:
    """Memory in use, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / _MB


def _read(path: Path, size: int) -> pa.Table:
    """The first cases, in memory."""
    with pa.OSFile(str(path)) as source:
        reader = pa.ipc.open_file(source)
        found: list[pa.RecordBatch] = []
        for number in range(reader.num_record_batches):
            if sum(batch.num_rows for batch in found) >= size:
                break
            found.append(reader.get_batch(number))
    return pa.Table.from_batches(found).slice(0, size)


def _cases(output: Path, draw: str) -> Path:
    return output / f"cases-{draw}.arrow"


def _answers(output: Path, draw: str, *, one_reading: bool) -> Path:
    return output / f"answers-{draw}-{'one-reading' if one_reading else 'open-law'}.npz"


if __name__ == "__main__":
    main()
