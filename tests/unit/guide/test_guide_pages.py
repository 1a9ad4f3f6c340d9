"""What the guide says: held against the law data, in plain words, right for every circuit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.guide.loading import MARKED, NUMBERED, problems, shelf, texts
from article3.guide.marks import Marker
from article3.guide.model import Block, Page, Section, Sort
from article3.guide.rendering import rendered
from article3.guide.told import Reader, told
from article3.guide.voice import voice
from article3.law.forums import circuits
from article3.law.numbers import number
from article3.law.positions import governance
from plain_words import grade

if TYPE_CHECKING:
    from article3.law.loading import Law

_MARKS = re.compile(r"\[\[([^\]|]+)\|[a-z0-9_]+\]\]|\[([^\]\[|]+)\]\([^)\s]+\)|\*\*")
_NEVER = (
    "you qualify",
    "you will win",
    "you have no chance",
    "guaranteed",
    "you cannot get protection",
    "you are eligible",
    "you will get",
)
_HARDEST = 8.9
"""Below the ninth grade."""


def plain(text: str) -> str:
    return _MARKS.sub(lambda match: match[1] or match[2] or "", text)


def test_nothing_in_the_guide_leads_nowhere(law: Law) -> None:
    assert problems(shelf(), law) == []


def test_the_guide_covers_what_was_asked_for() -> None:
    wanted = {
        "first", "what", "who", "differences", "torture", "likely", "two-forms", "process", "dates", "form", "evidence",
        "hearing", "detention", "iraq", "syria", "el-salvador", "guatemala", "honduras", "mexico", "haiti", "cameroon", "china",
        "mali", "after", "help", "faq",
    }  # fmt: skip
    assert set(shelf().ids) == wanted
    kinds = {block.sort for page in shelf().pages for section in page.sections for block in section.blocks}
    assert kinds == set(Sort)


@pytest.mark.parametrize("page", shelf().pages, ids=lambda page: page.id)
def test_every_page_can_be_read_in_the_eighth_grade(page: Page) -> None:
    words = ". ".join(plain(text) for text in texts(page))
    assert grade(words) <= _HARDEST


def test_nobody_is_promised_or_refused_anything() -> None:
    for page in shelf().pages:
        for text in texts(page):
            own = re.sub(r'"[^"]*"', "", text.lower())  # what a fraud says stands in quotes
            assert not any(phrase in own for phrase in _NEVER), text


def test_every_term_is_used_and_explained_in_the_eighth_grade() -> None:
    used = {match["term"] for page in shelf().pages for text in texts(page) for match in MARKED.finditer(text)}
    assert used <= set(shelf().terms)
    assert grade(". ".join(term.means for term in shelf().terms.values())) <= _HARDEST


def test_what_is_law_names_its_authority() -> None:
    """Every page of the law and of the steps rests on authorities; a page of a country on its file."""
    for page in shelf().pages:
        blocks = [block for section in page.sections for block in section.blocks]
        if page.group == "countries":
            assert any(block.country for block in blocks), page.id
        elif page.group in {"law", "steps", "after"}:
            assert any(block.by or block.question for block in blocks), page.id


def test_a_reader_is_told_the_answer_of_the_own_circuit(law: Law) -> None:
    day, met = law.maintained_through, 0
    for page in shelf().pages:
        for section in page.sections:
            for block in section.blocks:
                if block.sort is not Sort.QUESTION:
                    continue
                met += 1
                alone = Page("x", "X", "X", "", "law", (Section("s", "S", (block,)),))
                for circuit in circuits(law):
                    [part] = told(alone, Reader(voice("en"), circuit, law, day)).parts
                    live = governance(law, block.question, circuit, day).live
                    answer = block.unsettled if len(live) > 1 else block.answers[live[0]]
                    said = NUMBERED.sub(lambda match: f"{number(match['number'], on=day).value}", " ".join(answer.split()))
                    assert said in " ".join(part.blocks[0].texts), (page.id, circuit)
    assert met >= 5


def test_without_a_court_every_answer_is_told_with_its_courts(law: Law) -> None:
    block = next(
        block
        for page in shelf().pages
        for section in page.sections
        for block in section.blocks
        if block.question == "government_efforts"
    )
    alone = Page("x", "X", "X", "", "law", (Section("s", "S", (block,)),))
    [part] = told(alone, Reader(voice("en"), "", law, law.maintained_through)).parts
    rows = {courts: answer for courts, answer in part.blocks[0].rows}  # noqa: C416 - rows are tuples of any length
    assert "Sixth Circuit" in next(courts for courts, answer in rows.items() if answer == block.unsettled)
    assert sorted(name for courts in rows for name in courts.split(", ")) == sorted(
        voice("en").court(circuit) for circuit in circuits(law)
    )


def test_dated_numbers_are_those_of_the_day(law: Law) -> None:
    page = Page("x", "X", "X", "In {bia_appeal} days.", "law", ())
    leaf = told(page, Reader(voice("en"), "", law, law.maintained_through))
    assert leaf.lead == f"In {number('bia_appeal', on=law.maintained_through).value} days."


def test_a_page_of_a_country_says_once_through_which_day_it_was_kept(law: Law) -> None:
    for page in shelf().pages:
        html = rendered(page.id, Reader(voice("en"), "ca9", law, law.maintained_through))
        says = html.count("Facts on this country were kept up through")
        blocks = sum(bool(block.country) for section in page.sections for block in section.blocks)
        assert says == (1 if page.group == "countries" else blocks), page.id


def test_what_is_not_so_on_a_day_is_not_told(law: Law) -> None:
    day = law.maintained_through
    old = Block(text="Old.", until=day.replace(year=day.year - 1))
    page = Page("x", "X", "X", "", "law", (Section("s", "S", (old, Block(text="New."))),))
    [part] = told(page, Reader(voice("en"), "", law, day)).parts
    assert [block.texts for block in part.blocks] == [("New.",)]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"by": ("nobody-v-nothing",)}, "is no authority of the law data"),
        ({"by": ("cfr-1208-18@(z)(9)",)}, "has no paragraph '(z)(9)'"),
        ({"text": "See [[this|nowhere]]."}, "is not among the terms"),
        ({"text": "See [this](nowhere)."}, "leads to no page"),
        ({"text": "See [this](#nowhere)."}, "leads to no section"),
        ({"text": "In {nothing} days."}, "is no number of the law data"),
        ({"sort": Sort.QUESTION, "question": "awareness", "answers": {"willful_acceptance": "A"}}, "give one answer for each"),
        ({"sort": Sort.QUESTION, "question": "nothing"}, "is no question of the law data"),
    ],
)
def test_what_leads_nowhere_is_named_with_its_place(law: Law, changed: dict[str, object], found: str) -> None:
    block = msgspec.structs.replace(Block(text="A text."), **changed)
    page = Page("made-up", "Made up", "Made up", "", "law", (Section("part", "Part", (block,)),))
    told_of = problems(msgspec.structs.replace(shelf(), pages=(page,)), law)
    assert any(found in problem and "made-up" in problem for problem in told_of), told_of


def test_marks_become_html_and_nothing_else_does() -> None:
    mark = Marker(voice("en"), shelf().terms, lambda page, section: f"{page}.html" + (f"#{section}" if section else ""))
    assert str(mark.html("a <b> & **c [x](y)** [d](torture#e) [[deferral|deferral]] [[deferral|deferral]]")) == (
        'a &lt;b&gt; &amp; <strong>c <a href="y.html">x</a></strong> <a href="torture.html#e">d</a> '
        '<a class="term" href="words.html#deferral">deferral</a> deferral'
    )


def test_in_another_language_the_english_word_stands_beside_the_first_use() -> None:
    mark = Marker(voice("ar"), shelf().terms, lambda page, section: f"{page}#{section}")
    first = str(mark.html("[[\u062a\u0623\u062c\u064a\u0644|deferral]]"))
    assert '<bdi lang="en" dir="ltr">deferral of removal</bdi>' in first
    assert "bdi" not in str(mark.html("[[\u062a\u0623\u062c\u064a\u0644|deferral]]"))
