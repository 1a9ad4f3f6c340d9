"""Measure what a user waits for: a cold start, a screened case, a warm decision. Run with ``make bench``.

Prints milliseconds: median and, for repeated ones, the best. Measures, never judges.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.explanations.outline import of_decision
from article3.explanations.text import render
from article3.facts.case_file import parse_case, read
from article3.facts.template import template
from article3.findings import decide
from article3.law.loading import load
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def timed(action: Callable[[], object], times: int) -> str:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return f"median {statistics.median(taken):8.2f} ms   best {min(taken):8.2f} ms"


def process(*arguments: str) -> Callable[[], object]:
    command = [sys.executable, "-c", "from article3.cli import main; main()", *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True, env=os.environ)  # noqa: S603 - our own command


def main() -> None:
    law = load()
    forum = Forum("ca9", law.maintained_through)
    cases = {path.stem: read(path, law) for path in EXAMPLES}
    cases["all unknown"] = parse_case(template(), "template", law)
    print("cold processes")
    print(f"  {'python alone':24}", timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 9))
    print(f"  {'article3 --help':24}", timed(process("--help"), 9))
    print(f"  {'article3 screen':24}", timed(process("screen", str(EXAMPLES[0])), 9))
    print("warm, one process")
    for name, case in cases.items():
        decision = decide(case, forum, law)
        size = len(msgspec.json.encode(decision))
        taken = timed(functools.partial(decide, case, forum, law), 300)
        print(f"  {'decide ' + name:24}", taken, f"  {size / 1000:6.0f} kB of JSON")
    decision = decide(cases["jorge"], forum, law)
    print(f"  {'jorge as text':24}", timed(lambda: render(of_decision(decision)), 50))
    print(f"  {'read jorge.yaml':24}", timed(lambda: read(ROOT / "examples" / "jorge.yaml", law), 50))
    print(dt.datetime.now(dt.UTC).date(), sys.version.split()[0])


if __name__ == "__main__":
    main()
