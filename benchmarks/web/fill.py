"""Make an encrypted store of invented cases for ``load.py``: people with authenticator apps, and cases assigned to them.

The cases are made as in ``benchmarks/impact.py``: examples with facts left out and others answered otherwise, from a fixed seed.
They go in through the store's own verbs, many to a transaction. Each has one exhibit of ten passages, put together from the words
of our own documentation (``benchmarks/search.py``); the document itself is not there.
ARTICLE3_DATABASE names a PostgreSQL database, as for the program.
"""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import functools
import os
import random
import secrets
import sys
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import yaml

from article3.facts.problems import CaseFileError
from article3.law.loading import load
from article3.store.home import VERSION, Home, StoreRecord
from article3.store.keys import new_key
from article3.store.opening import migrate, set_up
from benchmarks import impact
from benchmarks import search as searching

if TYPE_CHECKING:
    from article3.store.models import Case

TOGETHER = 50
"""Cases that are saved in one transaction."""
KEPT_BY_EACH = 2
"""People who work on one case."""
PASSAGES = 10
"""Of the exhibit of each case."""
_POOL = 3000
"""Different passages, from which each exhibit's are drawn."""


class Person(msgspec.Struct):
    """Somebody who will sign in: an invented address and password, the app's secret, and the cases that are theirs."""

    email: str
    password: str
    app: str
    cases: list[str] = []


class Plan(msgspec.Struct):
    """What ``load.py`` needs to know of a store that was filled (``plan.json`` beside it)."""

    cases: int
    secret: str
    people: list[Person]


def fill(folder: Path, cases: int, people: int) -> Plan:
    """Make the store in ``folder/store``, and ``folder/plan.json``."""
    home, key, secret = Home(folder / "store"), new_key(), secrets.token_urlsafe(24)
    home.write(StoreRecord(VERSION, uuid.uuid4().hex, key.sealed(secret.encode())))
    set_up(home, key, database=os.environ.get("ARTICLE3_DATABASE", ""))
    migrate()
    plan = Plan(cases, secret, _saved(cases, people))
    (folder / "plan.json").write_bytes(msgspec.json.encode(plan))
    return plan


def _saved(cases: int, count: int) -> list[Person]:
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415 - Django has been set up by now
    from django.db import transaction  # noqa: PLC0415

    from article3.store.cases import By, create  # noqa: PLC0415
    from article3.store.models import Assignment, Part, Role, User  # noqa: PLC0415

    law, today, texts = load(), dt.datetime.now(dt.UTC).date(), Texts()
    plans, users = [], []
    for number in range(count):
        app = base64.b32encode(secrets.token_bytes(20)).decode()
        plan = Person(f"person{number}@example.org", secrets.token_urlsafe(18), app)
        user = User.objects.create_user(plan.email, plan.password, name=f"Invented {number}", role=Role.ATTORNEY)
        TOTP.activate(user, app)
        plans.append(plan)
        users.append(user)
    made = 0
    while made < cases:
        with transaction.atomic():
            for _ in range(min(TOGETHER, cases - made)):
                ours = [(made + step) % count for step in range(min(KEPT_BY_EACH, count))]
                while True:
                    try:
                        case = create(By(users[ours[0]], law, today), texts.another())
                    except CaseFileError:  # an answer that was changed does not fit with the rest: another is drawn
                        continue
                    break
                texts.exhibit(case)
                for other in ours[1:]:
                    Assignment.objects.create(case=case, user=users[other], part=Part.WORKS)
                for one in ours:
                    plans[one].cases.append(str(case.id))
                made += 1
        print(f"\r{made} of {cases} cases", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return plans


class Texts:
    """Case files, each drawn anew."""

    def __init__(self) -> None:
        self._chance = random.Random(3)  # noqa: S311 - no secret
        texts = [path.read_text(encoding="utf-8") for path in impact.EXAMPLES]
        self._passages = searching.texts(None, _POOL)
        self._models = [yaml.load(text, Loader=yaml.BaseLoader) for text in texts]  # noqa: S506 - text only
        self._drawn = 0

    def another(self) -> str:
        """The next one."""
        model = impact.varied(self._models[self._drawn % len(self._models)], self._chance)
        self._drawn += 1
        model["forum"] = {"circuit": self._chance.choice(impact.CIRCUITS)}
        model["title"] = f"Invented case {self._drawn}"
        return yaml.safe_dump(model, sort_keys=False, allow_unicode=True, width=120)

    def exhibit(self, case: Case) -> None:
        """A file of a case, as if it had been read."""
        from article3.store.models import Passage, StoredFile  # noqa: PLC0415 - Django has been set up by now

        file = StoredFile.objects.create(case=case, name="exhibit.txt", kind="text/plain", size=1, digest="0", at=case.made)
        passages = []
        for position in range(1, PASSAGES + 1):
            text = self._chance.choice(self._passages)
            language, words = _read(text)
            passages.append(Passage(file=file, page=1, position=position, text=text, language=language, words=words))
        Passage.objects.bulk_create(passages)


@functools.cache
def _read(text: str) -> tuple[str, str]:
    """The language of a passage, and the words by which it is found."""
    from article3.documents.texts.languages import language_of  # noqa: PLC0415
    from article3.documents.texts.words import indexed  # noqa: PLC0415

    language = language_of(text)
    return language, indexed(text, language)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--people", type=int, default=30)
    asked = parser.parse_args()
    begun = time.perf_counter()
    fill(asked.folder, asked.cases, asked.people)
    print(f"{asked.cases} cases of {asked.people} people in {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
