"""Every brief passes our own check of its citations, cites only what was read, and stays the same when made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.citations.checked import Severity
from article3.documents.drafts.brief_sources import READ
from article3.documents.drafts.brief_values import Paragraph, RunKind
from article3.documents.drafts.brief_word import brief_file
from article3.law.model import Verification
from article3.law.positions import WHOLE, ending
from briefs import TODAY, cite_checked, drafted, of_file

if TYPE_CHECKING:
    from pathlib import Path

    from article3.law.loading import Law

EXAMPLES = ("daniel", "delphine", "fatoumata", "jorge", "mohamed", "nadia", "shiwen")
CIRCUITS = tuple(f"ca{number}" for number in range(1, 12))
SOME = tuple(zip(EXAMPLES, ("ca9", "ca2", "ca5", "ca1", "ca7", "ca11", "ca10"), strict=True))
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


@pytest.mark.parametrize(("example", "circuit"), SOME)
def test_a_brief_passes_cite_check(example: str, circuit: str, examples: dict[str, Path], law: Law) -> None:
    holds(example, circuit, examples, law)


@pytest.mark.slow
@pytest.mark.parametrize(("example", "circuit"), ALL)
def test_every_brief_passes_cite_check(example: str, circuit: str, examples: dict[str, Path], law: Law) -> None:
    holds(example, circuit, examples, law)


def test_the_examples_named_here_are_all_there_are(examples: dict[str, Path]) -> None:
    assert set(EXAMPLES) == set(examples)


def test_the_same_case_gives_the_same_bytes(examples: dict[str, Path], law: Law) -> None:
    one, other = (brief_file(drafted(of_file(examples["jorge"], "ca9", law)), TODAY) for _ in range(2))
    assert one == other
