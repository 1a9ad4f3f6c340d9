"""cite-check gives the same bytes for the same text, time and law data, whatever the clock of the machine says."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest

from article3.cli.cite_check import Request, check_files
from word_files import call, paragraph, word_file

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 10, 2, 12, 30, 8, tzinfo=dt.UTC)
WRONG = "Kamalthas v. INS, 268 F.3d 1143 (9th Cir. 2001)"
UNKNOWN = "Doe v. Roe, 999 F.3d 1 (9th Cir. 2021)"


@pytest.mark.parametrize("style", ["text", "json", "html"])
def test_two_runs_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    brief = tmp_path / "brief.docx"
    brief.write_bytes(word_file([paragraph(f"The court so held in {WRONG}.", call(1))], cells=["x"], notes=[f"See {UNKNOWN}."]))
    made = []
    for run, late in (("one", 0), ("other", 100_000)):
        real = time.time
        monkeypatch.setattr(time, "time", lambda late=late, real=real: real() + late)
        folder = tmp_path / run
        folder.mkdir()
        places = {"output": folder / "report", "annotate": folder / "copy.docx", "record": folder / "record.html"}
        request = Request(
            circuit="9", court=None, as_of=None, style=style, fail_on="never", online=False, fresh=False, now=NOW, **places
        )
        assert check_files([str(brief)], request) == 0
        made.append({option: place.read_bytes() for option, place in places.items()})
    assert made[0] == made[1]
