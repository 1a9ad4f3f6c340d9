"""Several people save one case at the same moment, in threads of several processes: no edit is lost, nothing is written over unseen.

What they save is worked out before the lock is taken, so this is where it is shown that somebody else's save meanwhile is noticed.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from own_store import program

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.unmeasured
PROCESSES, THREADS = 3, 2
MADE = """
harms = "".join(f"  - id: h{number}\\n    victim: applicant\\n" for number in range(%d))
case = cases.create(by(person(Role.ATTORNEY)), JORGE[: JORGE.index("  - id: gang")] + harms)
print(case.id)
"""
WORK = """
import threading
from article3.facts import harm
from article3.facts.case import Answer
from article3.store import edits
from article3.store.errors import ConflictError
process, threads, times = map(int, sys.argv[1:])
line = threading.Lock()


def told(*words):
    with line:
        print(*words, flush=True)


def answers(who, case, mark, base):
    at = process * threads + who
    return cases.answer(who_saves, case, [cases.Given(harm.victim, at, Answer("applicant", note=mark))], base)


def adds(who, case, mark, base):
    return edits.add(who_saves, case, "exhibits", {"id": mark, "title": "Added"})


def saves(who, case, mark, base):
    while True:
        standing = cases.latest(Case.objects.get())
        try:
            return cases.save(who_saves, case, standing.text + f"# {mark}\\n", standing.number)
        except ConflictError:
            told("conflict", mark)


def works(who):
    case, base = Case.objects.get(), 1
    start.wait()
    for number in range(times):
        does = (answers, adds, saves)[(number + who) % 3]
        mark = f"m-{process}-{who}-{number}"
        base = does(who, case, mark, base).number
        told(does.__name__, mark, base)


who_saves = by(User.objects.get())
start = threading.Barrier(threads)
told("ready")
sys.stdin.readline()
working = [threading.Thread(target=works, args=(who,)) for who in range(threads)]
for one in working:
    one.start()
for one in working:
    one.join()
"""
LOOK = """
import json
from article3.law.loading import load
from article3.store.models import Standing
from article3.store.standings import worked_out
from people import TODAY
case, chain, right = Case.objects.get(), trail.verify(), []
versions = list(Version.objects.order_by("number"))
for version in versions:
    standing = Standing.objects.get(version=version.number)
    again = worked_out(cases.facts_of(version, load()), load(), TODAY).standing
    names = ("law", "as_of", "circuit", "forms", "unknown", "next_day", "next_safe", "fingerprint", "found")
    stored = json.dumps([getattr(standing, name) for name in names], default=str)
    right.append(stored == json.dumps([getattr(again, name) for name in names], default=str))
print(json.dumps({
    "texts": {version.number: version.text for version in versions},
    "current": case.current,
    "broken_at": chain.broken_at,
    "told": [line.detail["version"] for line in Entry.objects.filter(did="case.saved").order_by("number")],
    "right": right,
}))
"""
RIVALS = """
import threading
from article3.facts import harm
from article3.facts.case import Answer
from article3.store.errors import ConflictError
user, six = by(person(Role.ATTORNEY)), 6
who = ("applicant", "applicants_child", "another_person")


def outcome(save):
    try:
        return save().number
    except ConflictError:
        return 0


def at_once(saves):
    found, start = [], threading.Barrier(len(saves))

    def run(save):
        start.wait()
        found.append(outcome(save))

    running = [threading.Thread(target=run, args=(save,)) for save in saves]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return sorted(found)


def answering(case, number):
    given = cases.Given(harm.victim, 0, Answer("applicant", note=f"by {number}"))
    return lambda: cases.answer(user, Case.objects.get(id=case.id), [given], 1)


def saving(case, number):
    return lambda: cases.save(user, Case.objects.get(id=case.id), JORGE + f"# {number}\\n", 1)


for made in (answering, saving):
    for _ in range(3):
        case = cases.create(user, JORGE)
        print(*at_once([made(case, number) for number in range(six)]), Version.objects.filter(case=case).count())
"""


def done(place: Path, script: str) -> str:
    ended = subprocess.run(program(place, script), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return ended.stdout


def worked(place: Path, times: int, kill_after: float | None = None) -> list[tuple[str, str, int]]:
    """What was acknowledged: what was done, its mark, the number of the version; the first process may be killed meanwhile."""
    done(place, MADE % (PROCESSES * THREADS))
    running = [
        subprocess.Popen(
            [*program(place, WORK), str(process), str(THREADS), str(times)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for process in range(PROCESSES)
    ]  # fmt: skip
    said: list[str] = []
    for one in running:
        assert one.stdin is not None
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        one.stdin.write("go\n")  # type: ignore[union-attr]
        one.stdin.close()  # type: ignore[union-attr]
    if kill_after is not None:
        time.sleep(kill_after)
        running[0].kill()
    for number, one in enumerate(running):
        said += one.stdout.read().splitlines(keepends=True)  # type: ignore[union-attr]
        one.stdout.close()  # type: ignore[union-attr]
        assert one.wait() == 0 or (kill_after is not None and number == 0)
    found = [line.split() for line in said if line.endswith("\n") and not line.startswith("conflict")]
    return [(did, mark, int(number)) for did, mark, number in found]


def held(place: Path, acknowledged: list[tuple[str, str, int]]) -> int:
    """Hold what is in the store against what was acknowledged; how many versions were not."""
    found = json.loads(done(place, LOOK))
    current: int = found["current"]
    numbers = list(range(1, current + 1))
    assert [int(number) for number in found["texts"]] == numbers, "no gap, none twice"
    assert found["told"] == numbers, "each is in the trail, once, in order"
    assert found["broken_at"] is None
    assert all(found["right"]), "what was found of a version is what its text says"
    marks = [set(re.findall(r"m-\d+-\d+-\d+", text)) for text in found["texts"].values()]
    added: dict[str, int] = {}
    for number, (before, after) in enumerate(itertools.pairwise(marks), start=2):
        (new,) = after - before
        added[new] = number
        gone = before - after
        # An answer takes the place of an earlier one of the same person, and nothing else is ever gone.
        assert len(gone) <= 1
        assert all(mark.rpartition("-")[0] == new.rpartition("-")[0] for mark in gone), (number, new, gone)
    replaced = Counter(did for did, _, _ in acknowledged)
    assert replaced.keys() == {"answers", "adds", "saves"}
    for _, mark, number in acknowledged:
        assert added[mark] == number
    kept = {mark for did, mark, _ in acknowledged if did != "answers"}
    assert kept <= marks[-1]
    return current - 1 - len(acknowledged)


def test_nobody_who_saves_at_the_same_time_loses_an_edit(tmp_path: Path) -> None:
    times = 6
    acknowledged = worked(tmp_path / "store", times)
    assert len(acknowledged) == PROCESSES * THREADS * times
    assert held(tmp_path / "store", acknowledged) == 0


def test_a_process_killed_among_others_that_save_loses_nothing_acknowledged(tmp_path: Path) -> None:
    acknowledged = worked(tmp_path / "store", 6, kill_after=0.9)
    assert 0 <= held(tmp_path / "store", acknowledged) <= THREADS


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(8))
def test_whatever_the_moment(tmp_path: Path, moment: int) -> None:
    acknowledged = worked(tmp_path / "store", 8, kill_after=0.3 + 0.27 * moment)
    assert 0 <= held(tmp_path / "store", acknowledged) <= THREADS


def test_of_several_who_change_the_same_thing_one_saves_and_the_others_are_told(tmp_path: Path) -> None:
    lines = done(tmp_path / "store", RIVALS).splitlines()
    assert lines == ["0 0 0 0 0 2 2"] * 6
