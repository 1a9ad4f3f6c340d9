"""Speed of finding citations beside plain eyecite on the same text, in one run: ``python -m benchmarks.citations``.

The text is made of what the law data says of its own authorities, each with its citation; the practice advisory is measured too
where it lies beside the repository. Both find decisions; ours also reads every other kind, joins them and nests them, and eyecite
is given the text alone. The machine's other work moves both, so the ratio is what counts.
"""

from __future__ import annotations

import logging
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from eyecite import get_citations

from article3.citations.finding import citations
from article3.citations.reading import read
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.citations.model import Document

TIMES = 5
SOURCES = Path(__file__).parents[2] / "shared" / "seeds"


def law_text() -> str:
    """Sentences of the law data with the citations they belong to."""
    pieces = []
    for one in load().authorities.values():
        pieces += [f"{one.about} {one.full_cite}.", *(f"{holding.holds} See {one.full_cite}. Id." for holding in one.holdings)]
    return "\n\n".join(pieces)


def seconds(work: Callable[[], object]) -> float:
    """The middle one of some runs, after one that warms up."""
    work()
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def measured(name: str, document: Document) -> str:
    """One line on one text."""
    text = "\n\n".join(passage.text for passage in document.passages)
    ours, theirs = seconds(lambda: citations(document)), seconds(lambda: get_citations(text))
    found, known = len(citations(document)), len(get_citations(text))
    return (
        f"{name}: {len(text) / 1000:.0f} thousand letters; ours {ours:.2f} s, {found} citations;"
        f" eyecite {theirs:.2f} s, {known} citations; ratio {ours / theirs:.2f}"
    )


def main() -> None:
    """Measure and print."""
    logging.disable(logging.WARNING)
    print(measured("law data", read(law_text().encode(), "law.md")))
    for path in SOURCES.glob("000_*.txt"):
        print(measured("practice advisory", read(path)))


if __name__ == "__main__":
    main()
