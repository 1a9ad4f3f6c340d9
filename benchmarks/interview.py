"""How long a step of an interview takes: the next question with its reason, after every answer of an interview to its end.

Run it with ``python benchmarks/interview.py``; the aim is under 100 ms a step.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import time
from pathlib import Path

from article3.facts.case_file import parse_case
from article3.facts.editing import Edited
from article3.facts.values import MORE_LIKELY_THAN_NOT
from article3.interview.priors import stated_priors
from article3.interview.session import Session, choices
from article3.interview.setting import Setting
from article3.law.loading import load
from article3.logic.forum import Forum
from article3.logic.propositions import YesNo
from article3.logic.variables import Collection, Estimate, Number

EXAMPLES = Path(__file__).parents[1] / "examples"
FOUR_HARMS = "article3: 1\nforum: {circuit: 9}\nfeared_harms:\n" + "".join(f"  - id: harm{number}\n" for number in range(4))
CASES = {"empty": "article3: 1\nforum: {circuit: 9}\n", "four harms": FOUR_HARMS}


def answer(about: object, chance: random.Random, options: tuple[str, ...]) -> str:
    if isinstance(about, Collection):
        return f"entry{chance.randrange(10**6)}"
    if isinstance(about, YesNo):
        return chance.choice(["yes", "yes", "no"])
    if options:
        return options[0]
    if isinstance(about, Estimate):
        return MORE_LIKELY_THAN_NOT
    return "0" if isinstance(about, Number) else "2021-01-15"


def main() -> None:
    law, priors = load(), stated_priors()
    texts = {**CASES, **{path.stem: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))}}
    print(f"{'case':12} {'steps':>5} {'p50 ms':>7} {'p99 ms':>7} {'first ms':>8}")
    for name, text in texts.items():
        taken: list[float] = []
        first: list[float] = []
        for seed in range(3):
            chance = random.Random(seed)  # noqa: S311
            setting = Setting(law, Forum("ca9", dt.date(2026, 10, 2)))
            session = Session(Edited(text, parse_case(text, "", law), kept=True), setting, priors)
            start = time.perf_counter()
            while session.left():
                one = session.left()[0]
                session.told(one)
                (taken if taken or first else first).append(1000 * (time.perf_counter() - start))
                start = time.perf_counter()
                session.answer(one, answer(one.point.about, chance, choices(one)))
        ordered = sorted(taken)
        p99 = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
        print(f"{name:12} {len(taken):5} {statistics.median(ordered):7.1f} {p99:7.1f} {first[0]:8.1f}")


if __name__ == "__main__":
    main()
