"""Golden cases made ready to run: each in every forum it names, as the case file that a user would write."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from article3.book.golden import Common, Facts, Given, GoldenCase, common, files
from article3.facts.case_file import parse_case
from article3.law.loading import load

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.facts.case import Case

CASES = Path(__file__).parents[1] / "cases"

_SECTIONS = (
    "applicant", "proceeding", "application", "screening", "filing", "bars", "persecution", "risk", "appeal", "old_order",
    "detention", "after",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Run:
    case: GoldenCase
    circuit: str
    as_of: dt.date
    like: tuple[str, ...] = ()


def runs() -> Iterator[tuple[str, Run]]:
    """Every golden case in each of its forums, with a name that tells them apart."""
    for name, golden in files(CASES).items():
        for case in golden.case:
            for circuit in golden.circuits(case):
                for day in golden.days(case):
                    yield f"{name}: {case.name} ({circuit}, {day})", Run(case, circuit, day, golden.like)


def parsed(run: Run) -> Case:
    forum = {"circuit": run.circuit, "as_of": run.as_of.isoformat()}
    sections = _sections(run.case.given, _common(), run.like)
    written = yaml.safe_dump({"article3": "1", "title": run.case.name, "forum": forum, **sections})
    return parse_case(written, run.case.name, load())


@functools.cache
def _common() -> Common:
    return common(CASES)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _facts(facts: Facts, common: Common) -> dict[str, str]:
    stated = {**common.harms[facts["like"]], **facts} if "like" in facts else facts
    return {key: _written(value) for key, value in stated.items() if key != "like"}


def _sections(given: Given, common: Common, like: tuple[str, ...] = ()) -> dict[str, object]:
    """What ``given`` states, section by section, with what it is like first."""
    found: dict[str, object] = {}
    for name in (*like, *given.like):
        for section, facts in _sections(common.sections[name], common).items():
            before = found.get(section, {})
            found[section] = {**before, **facts} if isinstance(before, dict) and isinstance(facts, dict) else facts
    for section in _SECTIONS:
        if stated := _facts(getattr(given, section), common):
            before = found.get(section, {})
            assert isinstance(before, dict)
            found[section] = {**before, **stated}
    for collection in ("convictions", "past_harms", "feared_harms"):
        entries = getattr(given, collection)
        if entries is not None:
            found[collection] = [_facts(entry, common) for entry in entries]
    if given.harm is not None:
        assert given.feared_harms is None, "give 'harm' or 'feared_harms', not both"
        found["feared_harms"] = [{"id": "harm", **_facts(given.harm, common)}]
    return found
