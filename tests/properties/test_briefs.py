"""Every brief passes our own check of its citations, cites only what was read, and stays the same when made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from article3.citations.checked import Severity
from article3.documents.drafts.brief_material import material
from article3.documents.drafts.brief_sources import READ
from article3.documents.drafts.brief_values import Heading, Paragraph, RunKind
from article3.documents.drafts.brief_word import brief_file
from article3.law.model import WHOLE, Verification
from article3.law.positions import ending
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from briefs import TODAY, cite_checked, drafted, of_file
from random_cases import LAW, cases

if TYPE_CHECKING:
    from pathlib import Path

    from article3.facts.case import Case
    from article3.law.loading import Law

EXAMPLES = ("daniel", "delphine", "fatoumata", "jorge", "mohamed", "nadia", "shiwen")
CIRCUITS = tuple(f"ca{number}" for number in range(1, 12))
SOME = tuple(zip(EXAMPLES[:5], ("ca9", "ca2", "ca5", "ca1", "ca7"), strict=True))
ALL = tuple((example, circuit) for example in EXAMPLES for circuit in CIRCUITS if (example, circuit) not in SOME)


def holds(example: str, circuit: str, examples: dict[str, Path], law: Law) -> None:
    made_of = of_file(examples[example], circuit, law)
    found = drafted(made_of)
    errors = [
        (one.citation.written, remark.says)
        for one in cite_checked(found, made_of).citations
        for remark in one.remarks
        if remark.severity is Severity.ERROR
    ]
    assert errors == []
    for block in found.body:
        for run in block.runs if isinstance(block, Paragraph) else ():
            if run.kind is RunKind.CITE:
                authority = law.authorities[run.authority]
                assert authority.decided.last <= TODAY
                assert ending(law, authority.id, WHOLE, TODAY) is None
                levels = {authority.verification.level, *(authority.verified(one) for one in authority.holdings)}
                levels |= {one.verification.level for paragraph in authority.paragraphs for one in paragraph.versions}
                assert levels & {Verification(level) for level in READ}


@pytest.mark.unmeasured
@pytest.mark.parametrize(("example", "circuit"), SOME)
def test_a_brief_passes_cite_check(example: str, circuit: str, examples: dict[str, Path], law: Law) -> None:
    holds(example, circuit, examples, law)


@pytest.mark.slow
@pytest.mark.parametrize(("example", "circuit"), ALL)
def test_every_brief_passes_cite_check(example: str, circuit: str, examples: dict[str, Path], law: Law) -> None:
    holds(example, circuit, examples, law)


def test_the_examples_named_here_are_all_there_are(examples: dict[str, Path]) -> None:
    assert set(EXAMPLES) == set(examples)


@pytest.mark.unmeasured
def test_the_same_case_gives_the_same_bytes(examples: dict[str, Path], law: Law) -> None:
    one, other = (brief_file(drafted(of_file(examples["jorge"], "ca9", law)), TODAY) for _ in range(2))
    assert one == other


@pytest.mark.unmeasured
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases())
def test_a_brief_of_any_case_passes_cite_check_and_claims_no_more_than_is_found(case: Case) -> None:
    made_of = material(case, Forum(case.circuit or "ca9", case.as_of or TODAY), LAW, TODAY)
    found = drafted(made_of)
    assert all(remark.severity is not Severity.ERROR for one in cite_checked(found, made_of).citations for remark in one.remarks)
    heads = {block.text.partition(". ")[2] for block in found.body if isinstance(block, Heading)}
    findings = made_of.decision.findings
    for head, name in (
        ("Respondent has suffered torture before", "past_torture"),
        ("It is more likely than not that Respondent would be tortured", "likely_torture"),
        ("The evidence is to be believed", "proof"),
    ):
        assert head not in heads or findings[name].truth is Truth.ESTABLISHED
    if findings["protection_cat"].truth is not Truth.ESTABLISHED:
        assert any(gap.startswith("not every element is established") for gap in found.gaps)
