"""What the tests of documents share: Jorge's case with its papers, decided on one day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.deadlines.agenda import agenda
from article3.documents.provenance import Provenance
from article3.facts.case_file import parse_case, read
from article3.findings.decide import decide
from article3.law.loading import Law, load
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.deadlines.model import Agenda
    from article3.facts.case import Case
    from article3.findings.model import Decision

ROOT = Path(__file__).parents[3]
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="session")
def law() -> Law:
    return load()


@pytest.fixture(scope="session")
def provenance(law: Law) -> Provenance:
    return Provenance("1", law.version, law.maintained_through, TODAY, TODAY)


@pytest.fixture(scope="session")
def jorge(law: Law) -> Case:
    return read(ROOT / "examples" / "jorge.yaml", law)


@pytest.fixture(scope="session")
def case_of(law: Law) -> Callable[[str], Case]:
    """The case in a text, its first line left out."""
    return lambda text: parse_case(f"article3: 1\n{text}", "case.yaml", law)


@pytest.fixture(scope="session")
def decided(law: Law) -> Callable[[Case], Decision]:
    return lambda case: decide(case, Forum("ca9", TODAY), law)


@pytest.fixture(scope="session")
def agenda_of(law: Law) -> Callable[[Case], Agenda]:
    return lambda case: agenda(case, TODAY, law)
