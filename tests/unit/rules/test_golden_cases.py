"""The golden cases of ``tests/cases``: what the law says of a few facts, in a forum, each with the source that says so.

``article3.book.golden`` reads them and tells how they are written.
"""

from __future__ import annotations

import datetime as dt
import pkgutil

import msgspec
import pytest

import article3.rules
from article3.book.golden import COMMON, Facts, GoldenCase, GoldenFile
from article3.facts.problems import CaseFileError
from article3.findings import Decision, Finding, decide
from article3.law.loading import load
from article3.law.positions import governance
from article3.logic.forum import Forum
from golden_runs import CASES, Run, parsed, runs

pytestmark = pytest.mark.unmeasured

BESIDE_THE_MODULES = (COMMON, "questions_")
NOT_LAW = {"rulebase"}


def _decision(run: Run) -> Decision:
    law = load()
    case = parsed(run)
    assert case.circuit is not None
    assert case.as_of is not None
    return decide(case, Forum(case.circuit, case.as_of), law, assume=run.case.assume)


def _finding(decision: Decision, named: str) -> Finding:
    """The finding of that id, or the only one that applies the rule of that id."""
    if named in decision.findings:
        return decision.findings[named]
    found = [finding for finding in decision.findings.values() if finding.rule == named]
    assert len(found) == 1, f"{named}: {len(found)} findings in this forum, {', '.join(finding.id for finding in found)}"
    return found[0]


def _places(written: tuple[str, ...]) -> set[str]:
    return {f"feared_harms[harm].{place.removeprefix('harm.')}" if place.startswith("harm.") else place for place in written}


@pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in runs()])
def test_the_law_says_what_its_source_says(run: Run) -> None:
    decision, case = _decision(run), run.case
    found = {named: _finding(decision, named).truth.value for named in case.expect}
    assert found == {named: truth.value for named, truth in case.expect.items()}
    for named, places in case.expect_missing.items():
        assert set(_finding(decision, named).missing) == _places(places), f"missing for {named}"
    for named, questions in case.expect_turns_on.items():
        assert set(_finding(decision, named).turns_on) == set(questions), f"{named} turns on"
    for named, authorities in case.expect_authorities.items():
        cited = {cited.authority for cited in _finding(decision, named).authorities}
        assert cited >= set(authorities), f"cited for {named}"
    for question, readings in case.expect_law.items():
        stands = governance(load(), question, run.circuit, run.as_of)
        assert set(stands.live) == set(readings), f"{question}: {stands.why}"
    for question, authorities in case.expect_governing.items():
        stands = governance(load(), question, run.circuit, run.as_of)
        assert {position.authority.id for position in stands.governing} == set(authorities), f"governs {question}"


def test_every_module_of_the_rules_has_golden_cases() -> None:
    modules = {module.name for module in pkgutil.iter_modules(article3.rules.__path__)} - NOT_LAW
    assert {path.stem for path in CASES.glob("*.toml") if not path.stem.startswith(BESIDE_THE_MODULES)} == modules


_MINIMAL: Facts = {"name": "a name", "source": "8 CFR 1208.18(a)(6)", "given": {}, "expect": {"torture": "undetermined"}}


@pytest.mark.parametrize(
    "slip",
    [
        {"expects": {"torture": "established"}},
        {"given": {"harms": {"custody": "private"}}},
        {"expect": {"torture": "yes"}},
        {"expect": {}},
        {"source": ""},
    ],
    ids=str,
)
def test_a_slip_in_a_golden_file_is_an_error(slip: Facts) -> None:
    msgspec.convert(_MINIMAL, GoldenCase)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(_MINIMAL | slip, GoldenCase)


def test_two_golden_cases_of_one_name_are_an_error() -> None:
    with pytest.raises(msgspec.ValidationError, match="several cases are called a name"):
        msgspec.convert({"circuit": "ca9", "as_of": dt.date(2026, 10, 2), "case": [_MINIMAL, _MINIMAL]}, GoldenFile)


def test_an_unknown_fact_in_a_golden_case_is_an_error() -> None:
    case = msgspec.convert(_MINIMAL | {"given": {"harm": {"custodian": "private"}}}, GoldenCase)
    with pytest.raises(CaseFileError, match="custodian"):
        _decision(Run(case, "ca9", dt.date(2026, 10, 2)))
