"""An answer is written into a case file, and the rest of it stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.facts import bars, harm, proceeding
from article3.facts.case import Answer
from article3.facts.case_file import parse_case
from article3.facts.editing import Edited, answered, in_forum, listing, listing_none, restated
from article3.facts.template import template
from article3.logic.variables import Interval

if TYPE_CHECKING:
    from article3.law.loading import Law
    from article3.logic.variables import Variable

FILE = """\
# Kept by the office of J. Roe.
article3: 1
title: "Somebody" # not the real name
forum: {circuit: 9}

proceeding:
  # as the notice says
  kind:   # ask
  displaced: unknown   # told nothing
  removal_order: {is: unknown, note: "see the file"}

feared_harms:
  - id: gang   # the first
    what: >
      They come
      back.
    victim: applicant
  - victim: applicant

    id: police
"""


def begun(text: str, law: Law) -> Edited:
    return Edited(text, parse_case(text, "", law), kept=True)


def changed(before: str, after: str) -> list[str]:
    """The lines of a text that were changed or added."""
    assert [line for line in before.splitlines() if line in after.splitlines()] or not before
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_a_new_fact_is_one_line_more(law: Law) -> None:
    edited = answered(begun(FILE, law), proceeding.third_country_risk, None, Interval(0.4, 0.7), law)
    assert edited.kept
    assert changed(FILE, edited.text) == ["  third_country_risk: 40% to 70%"]
    assert len(edited.text.splitlines()) == len(FILE.splitlines()) + 1


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        (proceeding.kind, "removal", "  kind: removal  # ask"),
        (proceeding.displaced, "nothing", "  displaced: nothing   # told nothing"),
        (proceeding.removal_order, "reinstated", '  removal_order: {is: reinstated, note: "see the file"}'),
    ],
)
def test_what_is_blank_or_unknown_is_replaced_where_it_stands(law: Law, variable: object, value: str, line: str) -> None:
    edited = answered(begun(FILE, law), variable, None, value, law)  # type: ignore[arg-type]
    assert edited.kept
    assert changed(FILE, edited.text) == [line]
    assert len(edited.text.splitlines()) == len(FILE.splitlines())


def test_a_fact_of_each_harm_goes_to_its_entry(law: Law) -> None:
    edited = begun(FILE, law)
    for scope, value in ((0, True), (1, False)):
        edited = answered(edited, harm.deliberate, scope, value, law)
    assert edited.kept
    assert edited.text.index("deliberate: yes") < edited.text.index("They come") < edited.text.index("deliberate: no")


def test_a_section_that_is_not_there_comes_at_the_end(law: Law) -> None:
    edited = answered(begun(FILE.rstrip("\n"), law), bars.persecutor, None, None, law, note='She says: "not now".')
    assert edited.kept
    assert edited.text.endswith('\n\nbars:\n  persecutor: {is: unknown, note: "She says: \\"not now\\"."}\n')
    assert edited.case.answers[bars.persecutor, None].note == 'She says: "not now".'


def test_lists_are_begun_continued_and_closed(law: Law) -> None:
    edited = listing(begun(FILE, law), harm.feared_harms, "neighbor", law)
    edited = listing_none(edited, bars.convictions, law)
    edited = listing(edited, harm.past_harms, "raid", law)
    edited = listing(edited, harm.past_harms, "arrest", law)
    assert edited.kept
    assert [edited.case.name(harm.harm, at) for at in edited.case.members(harm.feared_harms) or ()] == [
        "gang",
        "police",
        "neighbor",
    ]
    assert [edited.case.name(harm.harm, at) for at in edited.case.members(harm.past_harms) or ()] == ["raid", "arrest"]
    assert edited.case.lists["convictions"] == ()
    assert set(FILE.splitlines()) <= set(edited.text.splitlines())


def test_the_template_can_be_filled_in_line_by_line(law: Law) -> None:
    before = template()
    edited = in_forum(begun(before, law), "circuit", "9", "ca9", law)
    edited = answered(edited, proceeding.kind, None, "removal", law)
    edited = listing(edited, harm.feared_harms, "gang", law)
    edited = listing_none(edited, harm.past_harms, law)
    edited = answered(edited, harm.victim, 0, "applicant", law)
    assert edited.kept
    assert [line.strip() for line in changed(before, edited.text)] == [
        "circuit: 9",
        "kind: removal",
        "past_harms: []",
        "- id: gang",
        "victim: applicant",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{article3: 1, proceeding: {displaced: nothing}}",
        "article3: 1 # one\nproceeding: {displaced: nothing}",
        "article3: 1\nproceeding:\n  displaced: nothing\n  kind:\n    unknown\n",
        "article3: 1\nproceeding:\n  displaced: nothing\n  'kind': \n",
    ],
)
def test_what_cannot_be_kept_is_written_anew_with_everything_it_says(law: Law, text: str) -> None:
    edited = answered(begun(text, law), proceeding.kind, None, "removal", law)
    assert edited.case.value(proceeding.kind, None) == "removal"
    assert edited.case.value(proceeding.displaced, None) == "nothing"
    assert parse_case(edited.text, "", law) == edited.case
    if not edited.kept:
        again = answered(edited, bars.persecutor, None, value=True, law=law)
        assert again.case.value(bars.persecutor, None) is True
        assert not again.kept
    else:
        assert text.splitlines()[0] in edited.text


def test_lists_and_notes_in_braces_are_written_anew_without_loss(law: Law) -> None:
    text = "{article3: 1, exhibits: [{id: A, title: 'a: b'}], feared_harms: [{id: gang, victim: {is: applicant, because: [A], note: 'No'}}]}"
    edited = listing(begun(text, law), harm.feared_harms, "police", law)
    edited = answered(edited, harm.custody, 0, "private", law)
    assert not edited.kept
    assert edited.case.answers[harm.victim, 0].because == ("A",)
    assert edited.case.answers[harm.victim, 0].note == "No"
    assert edited.case.exhibits["A"].title == "a: b"


@pytest.mark.parametrize(
    ("variable", "scope", "answer"),
    [
        (proceeding.displaced, None, Answer(value="nothing", note='He said: "no", twice.')),
        (proceeding.removal_order, None, Answer(value=None)),
        (proceeding.removal_order, None, Answer(value="reinstated", because=("letter",), note="since 2019")),
        (proceeding.kind, None, Answer(value="withholding_only", because=("letter", "story"))),
        (proceeding.third_country_risk, None, Answer(value=Interval(0.4, 0.7), note="unknown")),
        (harm.victim, 0, Answer(value="applicants_child", because=("story",))),
        (harm.in_country_of_removal, 1, Answer(value=True, note="{not: braces}")),
    ],
    ids=lambda value: value.id if hasattr(value, "id") else None,
)
def test_an_answer_is_stated_anew_with_its_proof(law: Law, variable: Variable, scope: int | None, answer: Answer) -> None:
    text = FILE + "exhibits:\n  - {id: letter, title: A letter}\n  - {id: story, title: The account}\n"
    new, case = restated(text, parse_case(text, "", law), (variable, scope), answer, law)
    assert case.answers[variable, scope] == answer
    assert len(changed(text, new)) == 1, "one line was changed or added"
    assert len([line for line in text.splitlines() if line not in new.splitlines()]) <= 1, "and the rest is kept"
    assert "# Kept by the office of J. Roe." in new
    again, withdrawn = restated(new, case, (variable, scope), Answer(value=None, note="withdrawn"), law)
    assert withdrawn.answers[variable, scope] == Answer(value=None, note="withdrawn")
    assert set(withdrawn.answers) == set(case.answers)
    assert "# Kept by the office of J. Roe." in again


def test_what_stood_on_many_lines_is_exchanged_whole(law: Law) -> None:
    text = FILE.replace(
        "  displaced: unknown   # told nothing\n", "  displaced:\n    is: assurances\n    note: >\n      From\n      home.\n"
    )
    new, _ = restated(text, parse_case(text, "", law), (proceeding.displaced, None), Answer(value="nothing"), law)
    assert "  displaced: nothing\n  removal_order:" in new
    assert "# Kept by the office of J. Roe." in new
