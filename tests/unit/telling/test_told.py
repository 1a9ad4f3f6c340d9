"""Questions and explanations in Spanish and Arabic: complete, and told without English sentences."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.explanations.brief import in_brief
from article3.explanations.chart import chart
from article3.explanations.chart_pages import outline as chart_outline
from article3.explanations.html import render as html
from article3.explanations.items import Frame, Item, Role, walk
from article3.explanations.outline import Outline, Section, of_decision
from article3.facts.case_file import read
from article3.findings.decide import decide
from article3.findings.venue import forum_used
from article3.guide.checking import wrong
from article3.interview.priors import stated_priors
from article3.interview.report import next_questions
from article3.interview.setting import Setting, View, four_forms
from article3.interview.wording import of_questions
from article3.languages.catalog import RIGHT_TO_LEFT, TRANSLATED
from article3.languages.upkeep import standing
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from article3.telling.outlines import LANGUAGES, frame_in, phrasebook, told_in
from article3.telling.texts import texts
from article3.telling.typed import commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
DAY = dt.date(2026, 10, 2)
OURS = {Role.FINDING, Role.REFERENCE, Role.JOINT, Role.LAW, Role.OPEN, Role.FACT}
"""Items whose words are ours; others can be the words of the case."""
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def outlines(example: Path, law: Law) -> Iterator[Outline]:
    case = read(example, law)
    for circuit in ("ca9", "ca5"):
        forum = Forum(circuit, DAY)
        decision = decide(case, forum, law)
        yield of_decision(decision)
        yield in_brief(decision)
        view = View(case, Setting(law, forum))
        used = forum_used(case, forum, law, None)
        yield of_questions(next_questions(view, four_forms(), stated_priors(), used, top=4))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_questions_and_findings_is_there(language: str) -> None:
    found = standing(language, "case", [text for text, _ in texts()], wrong)
    assert (found.missing, found.stale, found.wrong) == ((), (), ())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_what_we_say_of_a_case_is_told_in_arabic(example: Path, law: Law) -> None:
    for made in outlines(example, law):
        told = told_in("ar", made)
        ours = [item for section in told.sections for item in walk(section.items) if item.role in OURS]
        assert ours
        assert [item.text for item in ours if item.language or not _ARABIC.search(item.text)] == []
        cited = [item.text for section in told.sections for item in walk(section.items) if item.role is Role.AUTHORITY]
        assert [text for text in cited if re.search(r"passage read|not read\b|opening read", text, re.IGNORECASE)] == []
        assert [section.title for section in told.sections if not _ARABIC.search(section.title)] == []
        assert _ARABIC.search(told.subtitle)


def test_the_truth_the_tags_and_the_order_stay_as_they_are(law: Law) -> None:
    made = of_decision(decide(read(EXAMPLES[0], law), Forum("ca9", DAY), law))
    told = told_in("es", made)
    for one, other in zip(made.sections, told.sections, strict=True):
        before = [(item.role, item.truth, item.tag, item.target) for item in walk(one.items)]
        assert before == [(item.role, item.truth, item.tag, item.target) for item in walk(other.items)]


def test_the_words_of_the_case_are_marked_as_they_were_written() -> None:
    made = Outline("Ana, invented", "", [Section("Evidence", [Item(Role.NOTE, "She told her aunt.")])])
    told = told_in("ar", made)
    assert told.title == "Ana, invented"
    assert told.sections[0].items[0] == Item(Role.NOTE, "She told her aunt.", language="en")
    page = html(told)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<span class="words" lang="en" dir="ltr">She told her aunt.</span>' in page


def test_the_words_around_are_told_too() -> None:
    assert frame_in("en") == Frame()
    assert frame_in("es").truths == {
        Truth.ESTABLISHED: "establecido",
        Truth.NOT_ESTABLISHED: "no establecido",
        Truth.UNDETERMINED: "sin determinar",
    }
    assert frame_in("ar").direction == "rtl"
    assert set(TRANSLATED) | {"en"} == set(LANGUAGES)
    assert set(LANGUAGES) >= RIGHT_TO_LEFT


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_chart_is_told_whole(language: str, law: Law) -> None:
    for circuit in ("ca7", None):
        told = told_in(language, chart_outline(chart(law, DAY, circuit, more=True), law))
        shown = [item for section in told.sections for item in walk(section.items) if item.role is not Role.AUTHORITY]
        if circuit:
            assert [item.text for item in shown if item.language] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_said_to_be_typed_is_understood(language: str) -> None:
    asked = "At any question: d (not known), skip (prefer not to say), back, why, help, quit."
    offered = phrasebook(language).say(asked).partition(":")[2].strip(" .")
    typed = [re.sub(r"\(.*?\)", "", word).strip() for word in re.split("[,،]", offered)]
    assert [commands(language).get(word, word) for word in typed] == ["d", "skip", "back", "why", "help", "quit"]


def test_nothing_that_may_be_typed_is_a_command_of_another_meaning() -> None:
    english = {"d", "skip", "s", "back", "b", "why", "w", "help", "h", "quit", "q", "y", "n", "yes", "no", "none"}
    for language in TRANSLATED:
        assert not set(commands(language)) & english
