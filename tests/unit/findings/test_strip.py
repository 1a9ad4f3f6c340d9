"""The same facts in every forum, told from one of them: what each by itself says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from article3.facts.case_file import read
from article3.findings.outlooks import Outlooks
from article3.findings.strip import forms_in
from article3.law.loading import load
from article3.law.periods import forums
from article3.logic.forum import Forum

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
LAW = load()
FORUMS = forums(LAW)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("day", [dt.date(2009, 6, 1), dt.date(2026, 10, 1)], ids=str)
def test_every_example_comes_out_as_in_each_forum_by_itself(path: Path, day: dt.date) -> None:
    case = read(path, LAW)
    alone = Outlooks(case, LAW)
    for first in FORUMS:
        found = forms_in(case, [first, *FORUMS], day, LAW)
        for circuit in FORUMS:
            expected = alone.of(Forum(circuit, day)).forms
            for form, seen in found[circuit].items():
                assert seen.truth is expected[form].truth
                assert set(seen.missing) == set(expected[form].missing)
                assert set(seen.turns_on) == set(expected[form].turns_on)


def test_no_forum_is_no_strip() -> None:
    assert forms_in(read(EXAMPLES[0], LAW), [], dt.date(2026, 10, 1), LAW) == {}
