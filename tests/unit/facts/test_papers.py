"""What only documents need: read strictly, kept apart from the facts, and asked for by the template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from article3.facts.case import Papers
from article3.facts.papers import LIST_KEYS, SHEETS, born, family_name, fluent_in_english, incident, sex
from article3.facts.template import papers_template, template
from article3.facts.values import BadValueError, when_of
from article3.facts.vocabulary import FACTS
from article3.findings.decide import decide
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.facts.case import Case
    from article3.law.loading import Law

STATED = """\
article3: 1
forum: {circuit: 9, as_of: 2026-11-01}
exhibits:
  - id: A
    title: Complaint
    file: complaint.pdf
    language: Spanish
    author: The officer on duty
    date: about 2019-03
    source: The file of the station
    translation: {file: complaint-en.pdf, translator: An invented name, phone: "555-0100"}
    highlight: ["He showed a burn.", "Nothing was done."]
    adverse: ["He did not name them."]
papers:
  person:
    family_name: {is: Invented, because: [A], note: as in the passport}
    born: 1990-03-09
    sex: male
    fluent_in_english: no
  children:
    - id: elder
      given_name: Ana
    - given_name: unknown
  incidents:
    - on: about 2019-03
      told: |
        They came at night.
        There were two.
"""


def test_particulars_are_read_with_their_proof_and_notes(parsed: Callable[[str], Case]) -> None:
    papers = parsed(STATED).papers
    assert papers.words(family_name) == "Invented"
    assert papers.answers[family_name, None].because == ("A",)
    assert papers.value(fluent_in_english) is False
    assert (str(papers.value(born)), papers.words(sex)) == ("1990-03-09", "male")
    assert papers.lists == {"children": (0, 1), "incidents": (0,)}
    assert list(papers.names.values()) == ["elder", "children-2", "incidents-1"]
    children, sheet = LIST_KEYS["children"]
    assert papers.value(sheet.facts["given_name"].variable, 1) is None
    assert children.id == "children"
    assert papers.words(incident.facts["on"].variable, 0) == "about 2019-03"
    assert papers.words(incident.facts["told"].variable, 0) == "They came at night.\nThere were two."


def test_exhibits_say_where_they_lie_and_who_translated_them(parsed: Callable[[str], Case]) -> None:
    exhibit = parsed(STATED).exhibits["A"]
    assert (exhibit.file, exhibit.language, exhibit.date) == ("complaint.pdf", "Spanish", "about 2019-03")
    assert exhibit.translation is not None
    assert (exhibit.translation.file, exhibit.translation.translator, exhibit.translation.address) == (
        "complaint-en.pdf",
        "An invented name",
        "",
    )
    assert exhibit.highlight == ("He showed a burn.", "Nothing was done.")
    assert exhibit.adverse == ("He did not name them.",)


def test_they_decide_nothing(parsed: Callable[[str], Case], law: Law) -> None:
    with_papers, without = parsed(STATED), parsed(STATED.partition("papers:")[0])
    assert with_papers.answers == without.answers
    assert without.papers == Papers()
    forum = Forum("ca9", law.maintained_through)
    assert decide(with_papers, forum, law).findings == decide(without, forum, law).findings
    assert not any(fact.variable in FACTS for sheet in SHEETS for fact in sheet.facts.values())


@pytest.mark.parametrize("text", ["2019", "2019-03", "2019-03-09", "about 2019", "about 2019-03"])
def test_a_time_is_kept_as_far_as_it_is_known(text: str) -> None:
    assert when_of(text) == text


@pytest.mark.parametrize("text", ["spring 2019", "2019-13", "2019-02-30", "19", "About 2019", "2019-3", "1500"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadValueError):
        when_of(text)


def test_the_template_of_papers_asks_for_each_particular_and_states_none(parsed: Callable[[str], Case]) -> None:
    text = papers_template()
    case = parsed(template() + text)
    assert (case.papers.answers, case.papers.lists) == ({}, {})
    words = " ".join(re.sub(r"^[ #]+", "", line) for line in text.splitlines())
    for sheet in (*SHEETS, *(sheet for _, sheet in LIST_KEYS.values())):
        for fact in sheet.facts.values():
            assert fact.question in words
            assert fact.hint in words


def test_its_lists_can_be_uncommented(parsed: Callable[[str], Case]) -> None:
    text = re.sub(r"(?m)^# (?=      )|^#(?=    -)", "", papers_template())
    assert set(parsed(template() + text).papers.lists) == set(LIST_KEYS)
