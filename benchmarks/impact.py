"""Measure ``article3 impact`` on many case files: whole processes, as a user waits for them. Run with ``make bench``.

The files are written anew with a fixed seed, from the examples: each in some circuit, with facts left out and others answered
otherwise. They are a load and no sample of anything.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
CIRCUITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "dc")
SPANS = (
    ("one day, no change", "2026-10-01", "2026-10-02"),
    ("one decision, one circuit", "2026-08-12", "2026-08-13"),
    ("Riley v. Bondi, all circuits", "2025-06-25", "2025-06-26"),
    ("public-health bar, all circuits", "2025-12-30", "2025-12-31"),
    ("two years", "2024-10-02", "2026-10-02"),
    ("twenty years", "2006-10-02", "2026-10-02"),
)
LEFT_OUT, OTHERWISE = 0.15, 0.05


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder), count)
        print(f"{count} case files, {os.cpu_count()} cores")
        for name, first, last in SPANS:
            begun, spent = time.perf_counter(), os.times().children_user
            done = subprocess.run(command(folder, first, last), check=True, capture_output=True, text=True, env=os.environ)  # noqa: S603
            taken, spent = time.perf_counter() - begun, os.times().children_user - spent
            says = next(line for line in done.stdout.splitlines() if "case files:" in line)
            print(f"  {name:32} {taken:6.2f} s, processors {spent:6.2f} s   {says}", flush=True)
    print(dt.datetime.now(dt.UTC).date(), sys.version.split()[0])


def command(folder: str, first: str, last: str) -> list[str]:
    start = [sys.executable, "-X", "utf8", "-c", "from article3.cli import main; main()"]
    return [*start, "impact", folder, "--from", first, "--to", last]


def written(folder: Path, count: int) -> None:
    """Write that many case files."""
    chance = random.Random(3)  # noqa: S311 - no secret
    models = [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for path in EXAMPLES]  # noqa: S506 - text only
    for number in range(count):
        model = varied(models[number % len(models)], chance)
        model["forum"] = {"circuit": chance.choice(CIRCUITS)}
        content = yaml.safe_dump(model, sort_keys=False, allow_unicode=True, width=120)
        (folder / f"case-{number:05}.yaml").write_text(content, encoding="utf-8")


def varied(node: object, chance: random.Random) -> dict[str, object]:
    """A case with facts left out, and some answered otherwise."""
    changed = _varied(node, chance)
    if not isinstance(changed, dict):
        raise TypeError(type(changed).__name__)
    return changed


def _varied(node: object, chance: random.Random) -> object:
    if isinstance(node, list):
        return [_varied(entry, chance) for entry in node]
    if not isinstance(node, dict):
        return node
    if node.get("is") in {"yes", "no"} and chance.random() < OTHERWISE:
        return {**node, "is": "no" if node["is"] == "yes" else "yes"}
    dropped = {key for key, value in node.items() if isinstance(value, dict) and "is" in value and chance.random() < LEFT_OUT}
    return {key: _varied(value, chance) for key, value in node.items() if key not in dropped}


if __name__ == "__main__":
    main()
