"""The vocabulary, put as questions: is every fact asked for clearly, once, and for a reason in the law?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from article3.facts.case import EXHIBIT_KINDS
from article3.facts.fact import Fact, Group, Kind, Text
from article3.facts.values import UNKNOWN, value_of
from article3.facts.vocabulary import COLLECTIONS, FACTS, GROUPS, SECTION_OF, SECTIONS, full_id
from article3.law.model import Kind as KindOfAuthority
from article3.logic.propositions import YesNo, cite
from article3.logic.variables import Choice, Estimate, Number

if TYPE_CHECKING:
    from article3.law.loading import Law

FORM_PLACES = {
    *("A.I", "A.I, 19.c", "A.II", "A.III"),
    *("B.1", "B.1.A", "B.1.B", "B.2", "B.3", "B.3.A", "B.3.B", "B.4"),
    *("C.1", "C.2", "C.2.A", "C.2.B", "C.3", "C.4", "C.5", "C.6"),
}
"""Parts of Form I-589 with questions on the claim; one place can be an item of a part."""
ALL = list(FACTS.values())
WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

every_fact = pytest.mark.parametrize("fact", ALL, ids=[full_id(fact.variable) for fact in ALL])
every_cited_fact = pytest.mark.parametrize(
    "fact", [fact for fact in ALL if fact.by is not None], ids=[full_id(fact.variable) for fact in ALL if fact.by is not None]
)


def test_no_two_facts_have_the_same_id() -> None:
    ids = [fact.id for fact in ALL]
    assert sorted(ids) == sorted(set(ids))
    assert len({full_id(fact.variable) for fact in ALL}) == len(ALL)


def test_no_fact_is_called_as_a_section_a_list_or_a_key_of_the_file() -> None:
    taken = {
        "article3",
        "title",
        "forum",
        "exhibits",
        "id",
        "is",
        "because",
        "note",
        *(group.id for group in SECTIONS),
        *COLLECTIONS,
    }
    assert [fact.id for fact in ALL if fact.id in taken] == []


def test_no_two_questions_are_the_same() -> None:
    questions = [fact.question for fact in ALL]
    assert len(set(questions)) == len(questions)


def test_every_group_is_a_section_or_the_entries_of_a_list() -> None:
    listed = {id(group) for group in (*SECTIONS, *(group for _, group in COLLECTIONS.values()))}
    assert {id(group) for group in GROUPS} == listed
    assert len({group.id for group in GROUPS}) == len(GROUPS)
    assert all(group.title for group in GROUPS)


def test_the_entries_of_a_list_are_described_by_facts_of_their_own_kind() -> None:
    for name, (collection, group) in COLLECTIONS.items():
        assert collection.id == name
        assert group.entity is collection.entity
        assert collection.question


@every_fact
def test_the_id_is_words_in_small_letters(fact: Fact) -> None:
    assert WORD.fullmatch(fact.id)
    assert full_id(fact.variable) == f"{SECTION_OF[fact.variable].id}.{fact.id}"


@every_fact
def test_the_fact_belongs_to_the_entity_of_its_group(fact: Fact) -> None:
    assert fact.variable.entity is SECTION_OF[fact.variable].entity


@every_fact
def test_the_question_is_one_sentence(fact: Fact) -> None:
    assert re.fullmatch(r"[A-Z][^?!]+[?.]", fact.question)
    assert "  " not in fact.question


@every_fact
def test_the_hint_is_sentences_if_there_is_one(fact: Fact) -> None:
    assert fact.hint == "" or re.fullmatch(r"\S.*[.)?]", fact.hint)
    assert "  " not in fact.hint


@every_fact
def test_an_estimate_is_a_likelihood_and_an_assessment_is_yes_or_no(fact: Fact) -> None:
    assert (fact.kind is Kind.ESTIMATE) == isinstance(fact.variable, Estimate)
    assert fact.kind is not Kind.ASSESSMENT or isinstance(fact.variable, YesNo)


@every_fact
def test_only_words_that_no_rule_tests_may_do_without_an_authority(fact: Fact) -> None:
    assert fact.by is not None or isinstance(fact.variable, Text)


@every_cited_fact
def test_the_authority_that_makes_it_matter_exists_with_that_pin(fact: Fact, law: Law) -> None:
    assert fact.by is not None
    authority = law.authority(fact.by.authority)
    if not fact.by.pin:
        return
    if authority.kind is KindOfAuthority.DECISION:
        assert fact.by.pin in " ".join(holding.pin for holding in authority.holdings)
    else:
        assert fact.by.pin in {paragraph.id for paragraph in authority.paragraphs}


@every_cited_fact
def test_a_provision_is_cited_with_its_paragraph(fact: Fact, law: Law) -> None:
    assert fact.by is not None
    authority = law.authority(fact.by.authority)
    assert fact.by.pin or authority.kind is KindOfAuthority.DECISION


@every_cited_fact
def test_a_paragraph_that_is_cited_is_in_force_on_the_first_day_and_the_last(fact: Fact, law: Law) -> None:
    assert fact.by is not None
    paragraph = law.authority(fact.by.authority).paragraph(fact.by.pin) if fact.by.pin else None
    if paragraph is not None:
        assert paragraph.at(law.maintained_through) is not None


@every_fact
def test_the_place_on_the_form_exists(fact: Fact) -> None:
    if not fact.form:
        return
    assert fact.form.startswith("Part ")
    named = fact.form.removeprefix("Part ")
    places = [named] if named in FORM_PLACES else named.split(", ")
    assert [place for place in places if place not in FORM_PLACES] == []
    assert len(set(places)) == len(places)


def test_the_form_is_asked_for_in_every_section_that_it_covers() -> None:
    without = {group.id for group in GROUPS if not any(fact.form for fact in group.facts.values())}
    # What happens to the case after the form is filed is not on it.
    assert without == {"screening", "appeal", "old_order", "detention", "after"}


@every_fact
def test_the_options_of_a_choice_are_words_that_mean_nothing_else(fact: Fact) -> None:
    if not isinstance(fact.variable, Choice):
        return
    options = fact.variable.options
    assert len(options) >= 2
    assert len(set(options)) == len(options)
    assert all(WORD.fullmatch(option) for option in options)
    assert set(options) & {UNKNOWN, "null", "yes", "no", "true", "false", "on", "off", "y", "n"} == set()


@every_fact
def test_a_number_has_a_unit(fact: Fact) -> None:
    assert not isinstance(fact.variable, Number) or fact.variable.unit


def test_the_kinds_of_exhibits_are_words() -> None:
    assert all(WORD.fullmatch(kind) for kind in EXHIBIT_KINDS)
    assert len(set(EXHIBIT_KINDS)) == len(EXHIBIT_KINDS)


def test_a_group_refuses_a_second_fact_of_the_same_id() -> None:
    group = Group("hearing", "The hearing")
    group.yes_no("held", "Was it held?", by=cite("cfr-1208-16", "(c)(2)"))
    with pytest.raises(ValueError, match="two facts of hearing are called held"):
        group.text("held", "When was it held?")


def test_a_variable_of_no_known_kind_has_no_value() -> None:
    with pytest.raises(TypeError):
        value_of(COLLECTIONS["convictions"][0], "yes")  # type: ignore[arg-type]
