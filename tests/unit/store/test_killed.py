"""A process that is killed at any moment loses nothing that it has acknowledged, and leaves nothing that counts by half."""

from __future__ import annotations

import json
import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from own_store import program

if TYPE_CHECKING:
    from pathlib import Path

WORK = """
from article3.store import backup, files
user = person(Role.ATTORNEY)
case = cases.create(by(user), JORGE)
print("begun", flush=True)
for number in range(1, 10_000):
    cases.save(by(user), case, JORGE + f"# {number}\\n", case.current)
    known = files.add(user, case, f"{number}.txt", [str(number).encode() * 50_000])
    print(case.current, known.id.hex, flush=True)
    if number % 5 == 0:
        backup.back_up(home, key, home.path.parent / "backup")
        print("backup", number, flush=True)
"""
LOOK = """
import json
from article3.store import backup, files
from article3.store.models import StoredFile
swept = files.sweep()
versions = list(Version.objects.order_by("number").values_list("number", flat=True))
kept = {known.id.hex: len(b"".join(files.content(known))) for known in StoredFile.objects.select_related("case")}
chain = trail.verify()
place = home.path.parent / "backup"
whole = backup.examine(place, key).rows if place.exists() else 0
left = [path.name for path in home.path.parent.rglob(".unfinished-*") if "backup" not in path.name and path.parent != home.path.parent]
print(json.dumps([versions, Case.objects.get().current, kept, chain.broken_at, whole, left]))
"""


def killed_after(place: Path, lines: int, more: float, work: str = WORK) -> list[str]:
    """What it had acknowledged when it was killed, so many lines and a moment after it began."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": ""}
    with subprocess.Popen(program(place, work), stdout=subprocess.PIPE, text=True, env=env) as worker:
        assert worker.stdout is not None
        said = [worker.stdout.readline() for _ in range(lines + 1)]
        time.sleep(more)
        worker.kill()
        said += worker.stdout.read().splitlines(keepends=True)
    return [line.strip() for line in said if line.endswith("\n") and line.strip() not in {"", "begun"}]


def held(place: Path, said: list[str]) -> None:
    done = subprocess.run(program(place, LOOK), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    versions, current, kept, broken_at, whole, left = json.loads(done.stdout)
    assert versions == list(range(1, current + 1)), "no gap"
    assert broken_at is None
    assert not left, "what was half written is swept away"
    for line in said:
        first, second = line.split()
        if first == "backup":
            assert whole > 0
        else:
            assert int(first) <= current
            assert kept[second] == len(str(int(first) - 1)) * 50_000


@pytest.mark.unmeasured
def test_what_was_acknowledged_before_a_kill_is_there(tmp_path: Path) -> None:
    said = killed_after(tmp_path / "store", 7, 0.013)
    assert said
    held(tmp_path / "store", said)


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(12))
def test_whatever_the_moment(tmp_path: Path, moment: int) -> None:
    held(tmp_path / "store", killed_after(tmp_path / "store", 2 + moment, 0.007 * moment))


SEND = """
from article3.store import files, uploads
user = User.objects.first() or person(Role.ATTORNEY)
case = Case.objects.first() or cases.create(by(user), JORGE)
print("begun", flush=True)
for number in range(1000):
    upload = uploads.begin(user, case, f"{number}.txt", 500_000, f"{number:064x}")
    while upload.file is None:
        piece = bytes([number % 256]) * min(100_000, upload.size - upload.done)
        upload = uploads.go_on(user, case, upload.pk, upload.done, piece)
        print(number, upload.done, flush=True)
"""
RESUME = """
import sys
from article3.store import files, uploads
from article3.store.models import StoredFile
user, case = User.objects.get(), Case.objects.get()
files.sweep()
number, acknowledged = map(int, sys.argv[1:])
upload = uploads.begin(user, case, f"{number}.txt", 500_000, f"{number:064x}")
if acknowledged and upload.done == 0:  # it became whole, acknowledged or not
    kept = StoredFile.objects.get(name=f"{number}.txt")
else:
    assert upload.done >= acknowledged, (upload.done, acknowledged)
    kept = uploads.go_on(user, case, upload.pk, upload.done, bytes([number % 256]) * (upload.size - upload.done)).file
assert b"".join(files.content(kept)) == bytes([number % 256]) * 500_000
uploads.give_up(user, case, upload.pk)
named = {path.name for path in Path(home.files).rglob("*") if path.is_file()}
assert named == {one.hex for one in StoredFile.objects.values_list("id", flat=True)}, "no piece is left over"
"""


def resumed_after_a_kill(place: Path, lines: int, more: float) -> None:
    said = killed_after(place, lines, more, SEND)
    assert said
    done = subprocess.run([*program(place, RESUME), *said[-1].split()], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.unmeasured
def test_an_upload_goes_on_after_a_kill(tmp_path: Path) -> None:
    resumed_after_a_kill(tmp_path / "store", 8, 0.004)


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(12))
def test_an_upload_goes_on_whatever_the_moment(tmp_path: Path, moment: int) -> None:
    resumed_after_a_kill(tmp_path / "store", 4 + moment, 0.003 * moment)
