"""The answer on one screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.explanations.brief import first_sentence, in_brief
from article3.explanations.outline import cautions
from article3.explanations.text import render
from article3.facts.case_file import parse_case, read
from article3.findings.decide import decide
from article3.logic.forum import Forum

if TYPE_CHECKING:
    import datetime as dt

    from article3.law.loading import Law

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def told(law: Law, facts: str, today: dt.date, circuit: str = "ca9") -> str:
    decision = decide(parse_case(f"article3: 1\n{facts}\n", "case", law), Forum(circuit, today), law)
    return " ".join(render(in_brief(decision)).split())


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_each_example_is_told_on_a_screen_with_all_four_forms_and_every_warning(example: Path, law: Law, today: dt.date) -> None:
    decision = decide(read(example, law), Forum("ca9", today), law)
    shown = render(in_brief(decision))
    assert len(shown.splitlines()) <= 48
    words = " ".join(shown.split())
    for form in ("Asylum:", "Withholding under the INA:", "Withholding under the Convention:", "Deferral:"):
        assert form in words
    assert cautions(decision)
    for warning in cautions(decision):
        assert first_sentence(" ".join(warning.split())) in words


def test_what_decides_a_form_is_named(law: Law, today: dt.date) -> None:
    shown = told(law, "bars: {persecutor: yes}", today)
    assert "✗ Withholding under the Convention: cannot be granted on the facts stated" in shown
    assert "✓ A ground applies on which withholding must be denied." in shown


def test_what_fails_is_not_told_as_if_it_held(law: Law, today: dt.date) -> None:
    shown = told(law, "proceeding: {kind: withholding_only}", today)
    assert "✗ Does not hold: Asylum can be asked for in this kind of proceeding." in shown


def test_a_step_that_failed_is_told_and_a_claim_that_was_made_is_not(law: Law, today: dt.date) -> None:
    late = "appeal: {decision_day: 2026-05-04, appeal_received_day: 2026-06-08}\napplication: {convention_box: yes}"
    shown = told(law, late, today)
    assert "✗ The Board received the appeal in time. [timely_appeal]" in shown
    assert "[claim_raised]" not in shown


def test_an_open_question_of_law_is_asked(law: Law, today: dt.date) -> None:
    shown = told(law, "feared_harms: [{id: a, perpetrator: private}]", today, "cadc")
    assert "OPEN QUESTIONS OF LAW" in shown
    assert "waits for" in shown
    assert "[private_custody]" in shown


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("So Riley v. Bondi (U.S. 2025) decided. Then more.", "So Riley v. Bondi (U.S. 2025) decided."),
        ("It cites 29 I&N Dec. 662 and No. 12. 'Quoted' next.", "It cites 29 I&N Dec. 662 and No. 12."),
        ("No stop at all", "No stop at all"),
    ],
)
def test_the_first_sentence_is_found(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_the_first_sentence_of_each_caution_of_the_law_is_short(law: Law) -> None:
    """It has to stand alone on one screen."""
    for caution in law.cautions:
        assert len(first_sentence(" ".join(caution.says.split()))) <= 160
