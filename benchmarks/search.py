"""How long it takes to index many passages, and to find some of them, in an encrypted store of its own.

``python benchmarks/search.py [--passages 30000] [--texts FOLDER]``: passages are put together from the words of our own
documentation, or taken from the texts in a folder.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from article3.store.home import VERSION, Home, StoreRecord
from article3.store.keys import new_key
from article3.store.opening import migrate, set_up

ROOT = Path(__file__).parents[1]
SEARCHES = (
    "torture", "police", "government officials", '"the police"', "persecut*", "deten*", "circuit court review",
    '"more likely than not"', "evidence of the record", "policia", "تعذيب", "zzz", "the", "s*", "country report date source",
)  # fmt: skip
BATCH = 500


def texts(folder: Path | None, count: int) -> list[str]:
    """So many passages."""
    from article3.documents.texts.passages import cut  # noqa: PLC0415 - after the store is set up

    chance = random.Random(1)  # noqa: S311 - a benchmark
    files = sorted(folder.rglob("*.txt")) if folder else sorted((ROOT / "docs").rglob("*.md"))
    found = [one for file in files for one in cut(file.read_text(encoding="utf-8"))]
    words = " ".join(found).split()
    while len(found) < count:
        at = chance.randrange(len(words) - 120)
        found.append(" ".join(words[at : at + chance.randint(60, 120)]))
    return found[:count]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=30_000)
    parser.add_argument("--texts", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, key = Home(Path(folder) / "store"), new_key()
        home.write(StoreRecord(VERSION, "here", key.sealed(b"a passphrase of nobody", operations=1, memory=8192)))
        set_up(home, key)
        migrate()
        measure(texts(asked.texts, asked.passages))
        size = sum(path.stat().st_size for path in home.path.glob("*.db*"))
        print(f"database: {size / 1e6:.0f} MB")


def measure(passages: list[str]) -> None:
    """Index, then search."""
    import datetime as dt  # noqa: PLC0415

    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from article3.documents.texts.languages import language_of  # noqa: PLC0415
    from article3.documents.texts.words import indexed  # noqa: PLC0415
    from article3.store.models import Passage, Report, Role, User  # noqa: PLC0415
    from article3.store.search import Sought, search  # noqa: PLC0415

    user = User.objects.create_user("a@example.org", name="A", role=Role.ATTORNEY)
    report = Report.objects.create(
        title="T",
        country="C",
        source="S",
        published=dt.date(2024, 1, 1),
        name="n",
        kind="k",
        size=1,
        digest="d",
        key=b"",
        at=timezone.now(),
    )
    begun = time.perf_counter()
    for start in range(0, len(passages), BATCH):
        rows = []
        for number, text in enumerate(passages[start : start + BATCH], start):
            language = language_of(text)
            rows.append(
                Passage(
                    report=report,
                    page=number // 5 + 1,
                    position=number % 5 + 1,
                    text=text,
                    language=language,
                    words=indexed(text, language),
                )
            )
        with transaction.atomic():
            Passage.objects.bulk_create(rows, batch_size=200)
    spent = time.perf_counter() - begun
    print(f"indexing: {len(passages)} passages in {spent:.1f} s, {len(passages) / spent:.0f} a second")
    times = []
    for words in SEARCHES * 10:
        begun = time.perf_counter()
        found = search(user, Sought(words))
        times.append((time.perf_counter() - begun, found.count, words))
    spans = sorted(one[0] for one in times)
    tail = spans[int(len(spans) * 0.95)]
    print(f"search: median {statistics.median(spans) * 1e3:.0f} ms, p95 {tail * 1e3:.0f} ms, most {spans[-1] * 1e3:.0f} ms")
    for spent, count, words in sorted(times[: len(SEARCHES)], reverse=True):
        print(f"  {spent * 1e3:6.0f} ms  {count:6d}  {words}")


if __name__ == "__main__":
    main()
