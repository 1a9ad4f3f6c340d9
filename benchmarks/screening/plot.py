"""The results as pictures: cases a second by number of cases, on both axes by powers of ten."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = "os^vD<>P*Xphd8H"


def draw(lines: Sequence[dict[str, Any]], output: Path) -> None:
    """Write ``screening.svg`` and ``screening.png``.

    Args:
        lines: what was measured.
        output: the folder.
    """
    measured = [line for line in lines if "run_s" in line]
    names = list(dict.fromkeys((line["engine"], line["draw"]) for line in measured))
    mpl.rcParams["svg.hashsalt"] = "screening"
    figure, panels = plt.subplots(1, 2, figsize=(13, 6), sharey=True)
    for panel, title, spent in (
        (panels[0], "from prepared cases", ("run_s",)),
        (panels[1], "from plain columns", ("run_s", "prepare_s")),
    ):
        for place, (name, drawn) in enumerate(names):
            points = sorted(
                (line["size"], line["size"] / sum(line[part] for part in spent))
                for line in measured
                if (line["engine"], line["draw"]) == (name, drawn)
            )
            panel.loglog(
                *zip(*points, strict=True),
                marker=_MARKS[place % len(_MARKS)],
                linestyle="-" if drawn == "complete" else "--",
                label=f"{name} ({drawn})",
            )
        panel.set(title=title, xlabel="cases")
        panel.grid(visible=True, which="major", alpha=0.3)
    panels[0].set_ylabel("cases a second")
    panels[1].legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize="small")
    figure.tight_layout()
    figure.savefig(output / "screening.svg", metadata={"Date": None})
    figure.savefig(output / "screening.png", dpi=120)
    plt.close(figure)


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/benchmarks")
    draw([json.loads(line) for line in (folder / "results.jsonl").read_text("utf-8").splitlines()], folder)
