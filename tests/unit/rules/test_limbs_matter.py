"""Every limb of every rule matters to some golden case: without it, or with it negated, that case comes out differently.

``mutants`` makes the slips. A slip that no golden case notices asks for a case that would; one that nothing can notice, because
the law makes the two say the same, stands in ``EQUIVALENT`` with the reason.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from article3.facts.built_in import with_built_in
from article3.law.loading import load
from article3.law.positions import governance
from article3.logic.evaluation import Evaluation
from article3.logic.fold import nodes
from article3.logic.propositions import Proposition, Question, Rule
from article3.rules.rulebase import RULES, THRESHOLDS
from golden_runs import Run, parsed, runs
from mutants import grown, mutants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.facts.case import Case
    from article3.logic.truth import Truth

pytestmark = pytest.mark.unmeasured

EQUIVALENT = {
    (
        "sufferer: all of (victim is applicants_child or another_person, harm_through_another) "
        "without victim is applicants_child or another_person"
    ): "Whoever is not the applicant is one of these two: the choice has no fourth option, and the applicant's limb stands beside.",
    (
        "petition_venue: [judges_seat] all of (judge_elsewhere, petition_circuit is judges_seat) without judge_elsewhere"
    ): "Where the judge sat in the circuit of filing, the other limb says the same of the judge's seat.",
}
"""Mutants that come out like the rule in every case there can be, each with the reason."""


@dataclasses.dataclass(frozen=True, eq=False)
class Known:
    """A golden case's facts under the law of its forum, which several forums may share."""

    name: str
    case: Case
    live: Mapping[str, tuple[str, ...]]

    def evaluation(self) -> Evaluation:
        return Evaluation(self.case, self.live.__getitem__, THRESHOLDS)

    def scope(self, rule: Rule, named: str) -> int | None:
        """The entity of which a finding is expected: the one in brackets, or the only one there is."""
        if rule.entity is None:
            return None
        entities = {name: index for (of, index), name in self.case.names.items() if of is rule.entity}
        _, _, name = named.removesuffix("]").partition("[")
        [index] = [entities[name]] if name else entities.values()
        return index


@dataclasses.dataclass(frozen=True)
class Expectation:
    known: Known
    scope: int | None
    truth: Truth


@functools.cache
def _expected() -> dict[Rule, list[Expectation]]:
    """What golden cases expect of each rule. Forums whose law is the same wherever the rules look count once."""
    found: dict[Rule, list[Expectation]] = defaultdict(list)
    seen = set()
    for name, run in runs():
        live = _live(run)
        asked = {question for named in run.case.expect for question in _asks(_rule(named))}
        key = (
            name.removesuffix(f" ({run.circuit}, {run.as_of})"),
            tuple((question, live[question]) for question in sorted(asked)),
        )
        if not run.case.expect or key in seen:
            continue
        seen.add(key)
        known = Known(name, with_built_in(parsed(run), run.as_of), live)
        for named, truth in run.case.expect.items():
            found[_rule(named)].append(Expectation(known, known.scope(_rule(named), named), truth))
    return found


def _rule(named: str) -> Rule:
    return RULES[named.partition("[")[0]]


def _live(run: Run) -> dict[str, tuple[str, ...]]:
    law = load()
    live = {question: governance(law, question, run.circuit, run.as_of).live for question in law.questions}
    return live | {question: (reading,) for question, reading in run.case.assume.items()}


@functools.cache
def _asks(rule: Rule) -> frozenset[str]:
    return frozenset(node.id for node in nodes(rule, formula_only=True) if isinstance(node, Question))


def _noticed(became: Mapping[Proposition, Proposition]) -> str | None:
    """The first golden case that comes out otherwise; the rules nearest to what changed are asked first."""
    evaluations: dict[Known, Evaluation] = {}
    for rule in RULES.values():
        if rule not in became:
            continue
        for expected in _expected()[rule]:
            evaluation = evaluations.setdefault(expected.known, expected.known.evaluation())
            if evaluation.reached(became[rule], expected.scope).truth is not expected.truth:
                return expected.known.name
    return None


def _survivors(rule: Rule) -> list[str]:
    return [str(mutant) for mutant in mutants(rule) if _noticed(grown(mutant, *RULES.values())) is None]


def test_the_rules_as_they_are_pass() -> None:
    assert _noticed({rule: rule for rule in RULES.values()}) is None


def test_every_rule_has_mutants_that_are_told_apart() -> None:
    found = [str(mutant) for rule in RULES.values() for mutant in mutants(rule)]
    assert len(found) == len(set(found)) > 5 * len(RULES)


def test_a_rule_that_loses_a_limb_is_noticed() -> None:
    """Which also shows that the rule itself stays whole."""
    [mutant] = [mutant for mutant in mutants(RULES["deferral_cat"]) if str(mutant).endswith("without mandatory_denial")]
    assert _noticed(grown(mutant, *RULES.values()))
    assert _noticed({rule: rule for rule in RULES.values()}) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", RULES)
def test_every_limb_of_a_rule_matters_to_a_golden_case(name: str) -> None:
    """Each survivor asks for a golden case that it would fail, or for an entry in ``EQUIVALENT``; an entry must survive."""
    expected = {mutant for mutant in EQUIVALENT if mutant.startswith(f"{name}: ")}
    survivors = set(_survivors(RULES[name]))
    assert not survivors - expected, "no golden case notices:\n  " + "\n  ".join(sorted(survivors - expected))
    assert not expected - survivors, "no mutant, or noticed after all:\n  " + "\n  ".join(sorted(expected - survivors))
