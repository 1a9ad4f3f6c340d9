"""The matrix is governance and nothing else; what is due is complete and in order."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest

from article3.findings.citing import citations
from article3.law.due import WHOLE_FILE, Citations, Due, Reason, Use, due
from article3.law.matrix import lettered, matrix, question_table
from article3.law.model import Verification
from article3.law.periods import AGENCY, forums, label, name, periods, since
from article3.law.positions import can_bind, governance

if TYPE_CHECKING:
    from article3.law.loading import Law


@pytest.fixture(scope="module")
def cited() -> Citations:
    return {key: [(f"{by.kind} {by.id}", by.pin) for by in citing] for key, citing in citations().items()}


@pytest.fixture(scope="module")
def listed(law: Law, cited: Citations, today: dt.date) -> tuple[Due, ...]:
    return due(law, today, cited)


# Matrix and periods


def test_the_matrix_is_governance(law: Law, dates_of_change: list[dt.date]) -> None:
    for day in (law.begins, *dates_of_change[:: max(1, len(dates_of_change) // 8)], law.maintained_through):
        found = matrix(law, day)
        assert [row.question for row in found.rows] == list(law.questions)
        for row in found.rows:
            assert tuple(cell.forum for cell in row.cells) == forums(law) == tuple(column.id for column in found.forums)
            for cell in row.cells:
                expected = governance(law, row.question, cell.forum, day)
                assert cell.live == expected.live
                assert cell.open == expected.is_open
                asked = law.questions[row.question]
                provision = [asked.because] if asked.because and asked.begins and asked.begins <= day else []
                settling = [one.authority.id for one in expected.governing] or provision
                assert [taken.authority for taken in cell.governing] == settling
                assert cell.since <= day
                assert bool(cell.verified) is (bool(settling) and not cell.open)


def test_the_agency_stands_for_no_circuit(law: Law, today: dt.date) -> None:
    for question in law.questions:
        for position in governance(law, question, AGENCY, today).governing:
            assert not law.courts[position.authority.court].forum
            assert position.holding.nationwide or can_bind(law, position.authority, AGENCY)
    assert governance(law, "awareness", AGENCY, today).live == ("willful_acceptance",)
    assert label(law, AGENCY) == "AG/BIA"
    assert "no circuit has ruled" in name(law, AGENCY)


def test_every_reading_has_a_letter_of_its_own(law: Law) -> None:
    for question in law.questions.values():
        readings = lettered(question)
        assert [reading.id for reading in readings] == [reading.id for reading in question.readings]
        assert len({reading.letter for reading in readings}) == len(readings)


def test_a_table_of_one_question_loses_no_position(law: Law, today: dt.date) -> None:
    for question in law.questions:
        table = question_table(law, question, today)
        shown = {(taken.authority, taken.reading) for cell in table.row.cells for taken in cell.governing}
        shown |= {(taken.authority, taken.reading) for taken in table.others}
        recorded = {
            (authority.id, holding.reading)
            for authority, holding in law.answers[question]
            if law.courts[authority.court].forum or law.courts[authority.court].rank
        }
        assert recorded <= shown


def test_periods_cover_every_day_once_and_neighbors_differ(law: Law, today: dt.date) -> None:
    for question, forum in itertools.product(law.questions, forums(law)):
        found = periods(law, question, forum, today)
        assert found[0].from_ == law.begins
        assert found[-1].until == today
        for earlier, later in itertools.pairwise(found):
            assert later.from_ - earlier.until == dt.timedelta(days=1)
            assert earlier.live != later.live
        for period in found:
            assert period.steps[0].from_ == period.from_
            for day in (period.from_, period.until):
                assert governance(law, question, forum, day).live == period.live
        assert since(law, question, forum, today) == found[-1].from_


def test_on_any_other_day_the_law_is_that_of_its_period(law: Law, today: dt.date, dates_of_change: list[dt.date]) -> None:
    """Days on which something changes elsewhere change nothing here: every day has the readings of the period it lies in."""
    some = [day for day in dates_of_change if day <= today][:: max(1, len(dates_of_change) // 25)]
    for question, forum in itertools.product(law.questions, ("ca1", "ca9", "cadc", AGENCY)):
        found = periods(law, question, forum, today)
        for day in some:
            period = next(one for one in found if one.from_ <= day <= one.until)
            assert governance(law, question, forum, day).live == period.live, (question, forum, day)


def test_zheng_changed_the_ninth_circuit(law: Law, today: dt.date) -> None:
    found = periods(law, "awareness", "ca9", today)
    assert [(str(one.from_), one.live) for one in found[-2:]] == [
        ("2000-05-09", ("willful_acceptance",)),
        ("2003-06-18", ("willful_blindness",)),
    ]
    assert [authority.id for authority in found[-2].steps[0].authorities] == ["matter-of-s-v"]


# Due


def test_what_is_due_is_complete(law: Law, listed: tuple[Due, ...]) -> None:
    weak = {Verification.UNREAD, Verification.SECONDARY}
    named = {(item.authority, item.part == WHOLE_FILE) for item in listed}
    for authority in law.authorities.values():
        assert ((authority.id, True) in named) == (authority.verification.level in weak), authority.id
        apart = [one for one in authority.holdings if one.verified in weak and one.verified is not authority.verification.level]
        versions = [
            version for paragraph in authority.paragraphs for version in paragraph.versions if version.verification.level in weak
        ]
        parts = [item for item in listed if item.authority == authority.id and item.part != WHOLE_FILE]
        assert len(parts) == len(apart) + len(versions), authority.id


def test_what_is_due_comes_most_harmful_first(listed: tuple[Due, ...]) -> None:
    order = [(Use[item.use.upper()], Reason[item.reason.upper()], -item.forums) for item in listed]
    assert order == sorted(order)
    for item in listed:
        assert (item.use == "governs") == (item.forums > 0) == bool(item.settles)
        if item.use == "cited":
            assert item.cited_by
        if item.use == "other":
            assert not item.cited_by


def test_an_unread_decision_that_keeps_a_question_open_is_due_for_it(law: Law, listed: tuple[Due, ...], today: dt.date) -> None:
    for question, forum in itertools.product(law.questions, forums(law)):
        for position in governance(law, question, forum, today).governing:
            level = position.authority.verified(position.holding)
            items = [item for item in listed if item.authority == position.authority.id and item.use == "governs"]
            if level in {Verification.UNREAD, Verification.SECONDARY}:
                assert any(said.startswith(f"{question}: {position.reading} ") for item in items for said in item.settles)


def test_old_readings_become_due(law: Law, cited: Citations) -> None:
    read = max(one.verification.on for one in law.authorities.values() if one.verification.on)
    later = read + dt.timedelta(days=31)
    fresh = due(law, later, cited, older_than=100_000)
    old = due(law, later, cited, older_than=30)
    assert {item.reason for item in fresh} <= {"unread", "secondary"}
    assert {item.reason for item in old} >= {"old", "secondary"}
    assert len(old) == len(law.authorities) + sum(1 for item in old if item.part != WHOLE_FILE)


def test_whoever_cites_a_paragraph_relies_on_its_version(law: Law, cited: Citations) -> None:
    read = max(one.verification.on for one in law.authorities.values() if one.verification.on)
    items = due(law, read + dt.timedelta(days=31), cited, older_than=30)
    version = next(item for item in items if item.authority == "cfr-1208-18" and item.part.startswith("(a)(7), operative"))
    assert "rule acquiescence" in version.cited_by
    printed = next(item for item in items if item.authority == "cfr-1208-18" and item.part.startswith("(a)(7), printed"))
    assert printed.cited_by == ()
