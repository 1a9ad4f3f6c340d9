"""How many seeded errors golden cases and proofs notice.

That every mutant of a rule is noticed by a golden case, but for those that no case can tell, is shown in
``tests/unit/rules/test_limbs_matter.py``. Here a circuit is given another's answers, and proofs alone are measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from circuit_swaps import noticed, swaps
from proved_mutants import noticed as proved
from proved_mutants import sample

if TYPE_CHECKING:
    import datetime as dt

    from article3.law.loading import Law

PROVED = 0.3
"""The share of mutants that proofs alone must notice; docs/proofs.md tells what was measured."""


@pytest.mark.slow
def test_a_circuit_with_another_circuits_answers_is_noticed_by_a_golden_case(law: Law, today: dt.date) -> None:
    found = list(swaps(law, today))
    assert len(found) > 300
    assert [str(swap) for swap in found if noticed(law, swap) is None] == []


@pytest.mark.slow
def test_proofs_alone_notice_a_good_part_of_the_slips_in_rules(law: Law) -> None:
    drawn = sample(12, seed=2026)
    missed = [str(mutant) for mutant in drawn if proved(law, mutant) is None]
    assert len(missed) <= (1 - PROVED) * len(drawn), "\n".join(missed)
