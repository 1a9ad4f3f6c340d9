"""Cases as versions: nothing is lost, nothing is overwritten unseen, nobody sees what is not theirs."""

from __future__ import annotations

import uuid

import pytest

from article3.facts import harm, proceeding
from article3.facts.case import Answer
from article3.facts.problems import CaseFileError
from article3.law.loading import load
from article3.store import trail
from article3.store.access import IN_A_CASE, Verb, cases_of, may
from article3.store.cases import (
    Given,
    add_entry,
    answer,
    changed,
    create,
    facts_of,
    history,
    latest,
    opened,
    put_back,
    save,
    version,
)
from article3.store.errors import ConflictError, NoAccessError
from article3.store.models import Case, Entry, Part, Role, Standing, User, Version
from people import JORGE, assign, by, case_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def attorney() -> User:
    return person(Role.ATTORNEY)


def test_what_is_saved_is_kept_with_who_and_when(attorney: User) -> None:
    case = case_of(attorney)
    save(by(attorney), case, JORGE.replace("An invented case", "Another title"), 1)
    case.refresh_from_db()
    assert (case.current, case.title) == (2, "Another title")
    assert [(one.number, one.author, one.why) for one in history(case)] == [
        (2, attorney, "edited as a file"),
        (1, attorney, "new"),
    ]
    assert version(case, 1).text == JORGE
    put_back(by(attorney), case, 1, 2)
    case.refresh_from_db()
    assert (case.current, latest(case).text, latest(case).why) == (3, JORGE, "put back version 1")


def test_a_standing_is_taken_with_every_version(attorney: User) -> None:
    case = case_of(attorney)
    found = Standing.objects.get(case=case)
    assert (found.version, found.circuit, found.country, found.law) == (1, "ca9", "Utopia", load().version)
    assert found.forms["protection_cat"] == "undetermined"
    assert found.unknown > 0
    without = case_of(attorney, "article3: 1\ntitle: No circuit\n")
    assert Standing.objects.get(case=without).forms == {}, "which law governs is not known"


def test_bad_text_is_told_by_its_place_and_nothing_is_saved(attorney: User) -> None:
    case = case_of(attorney)
    with pytest.raises(CaseFileError) as told:
        save(by(attorney), case, JORGE.replace("victim: applicant", "victim: nobody"), 1)
    assert (told.value.problems[0].file, told.value.problems[0].line) == ("case.yaml", 10)
    with pytest.raises(CaseFileError):
        create(by(attorney), "nonsense: yes\n")
    assert Version.objects.count() == Case.objects.count() == 1


def test_two_people_answer_different_questions_and_both_answers_stand(attorney: User) -> None:
    case, other = case_of(attorney), person(Role.PARALEGAL)
    assign(other, case, Part.WORKS)
    answer(by(attorney), case, [Given(harm.victim, 0, Answer("applicants_child"))], 1)
    answer(by(other), case, [Given(harm.in_country_of_removal, 1, Answer(value=True, because=("story",), note="as told"))], 1)
    facts = facts_of(latest(Case.objects.get()), load())
    assert facts.value(harm.victim, 0) == "applicants_child"
    assert facts.answers[harm.in_country_of_removal, 1] == Answer(value=True, because=("story",), note="as told")
    assert history(case)[0].why == "answered harm.in_country_of_removal[police]"


def test_the_same_question_answered_by_two_is_a_conflict_and_nothing_is_lost(attorney: User) -> None:
    case = case_of(attorney)
    answer(by(attorney), case, [Given(harm.victim, 0, Answer("applicants_child"))], 1)
    with pytest.raises(ConflictError) as told:
        answer(by(attorney), case, [Given(harm.victim, 0, Answer("another_person"))], 1)
    assert told.value.places == ("harm.victim[gang]",)
    same = answer(by(attorney), case, [Given(harm.victim, 0, Answer("applicants_child"))], 1)
    assert same.number == 2, "who says what stands already is no rival"
    with pytest.raises(ConflictError):
        save(by(attorney), case, JORGE, 1)
    assert latest(case).number == 2


def test_an_answer_about_a_harm_that_was_removed_is_a_conflict(attorney: User) -> None:
    case = case_of(attorney)
    save(by(attorney), case, JORGE.replace("  - id: gang\n    victim: applicant\n", ""), 1)
    with pytest.raises(ConflictError):
        answer(by(attorney), case, [Given(harm.victim, 0, Answer("another_person"))], 1)
    answer(by(attorney), case, [Given(harm.victim, 1, Answer("another_person"))], 1)
    assert facts_of(latest(case), load()).value(harm.victim, 0) == "another_person", "the second harm is the first now"


def test_an_entry_is_added_and_a_difference_is_told_by_place(attorney: User) -> None:
    case = case_of(attorney)
    collection = harm.feared_harms
    add_entry(by(attorney), case, collection, "army")
    answer(by(attorney), case, [Given(proceeding.kind, None, Answer("removal"))], 2)
    one, other = facts_of(version(case, 1), load()), facts_of(version(case, 3), load())
    assert changed(one, other) == ["file", "proceeding.kind"]
    with pytest.raises(CaseFileError):
        add_entry(by(attorney), case, collection, "two words: [")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("part", [None, *Part])
def test_a_role_does_in_a_case_what_its_part_allows_and_nothing_else(attorney: User, role: Role, part: Part | None) -> None:
    case, user = case_of(attorney), person(role, "Somebody Else")
    if part is not None:
        assign(user, case, part)
    allowed = IN_A_CASE[role].get(part, frozenset()) if part else frozenset()
    for verb in Verb:
        expected = verb in allowed or (verb is Verb.CASE_ASSIGN and role is Role.ADMINISTRATOR)
        assert may(user, verb, case) == expected, verb
    assert (case in cases_of(user)) == (Verb.CASE_READ in allowed)
    if Verb.CASE_EDIT not in allowed:
        with pytest.raises(NoAccessError):
            save(by(user), case, JORGE + "# more\n", 1)
    user.is_active = False
    assert not any(may(user, verb, case) for verb in Verb)


def test_a_foreign_case_cannot_be_told_from_one_that_does_not_exist(attorney: User) -> None:
    case, stranger = case_of(attorney), person(Role.ATTORNEY, "A Stranger")
    said = set()
    for identifier in (case.id, uuid.uuid4()):
        with pytest.raises(NoAccessError) as told:
            opened(stranger, identifier)
        said.add(str(told.value))
    assert len(said) == 1


def test_the_trail_tells_who_did_what_and_holds_no_facts(attorney: User) -> None:
    case = case_of(attorney)
    opened(attorney, case.id, did="case.opened")
    assert [(line.number, line.did, line.who) for line in Entry.objects.all()] == [
        (1, "case.made", attorney.pk),
        (2, "case.saved", attorney.pk),
        (3, "case.opened", attorney.pk),
    ]
    assert "Utopia" not in str(list(Entry.objects.values()))
    assert trail.verify().lines == 3
    assert trail.verify().broken_at is None
