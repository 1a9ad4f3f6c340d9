"""How an authority stands on a day and on a point."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from article3.law.data_files import LawDataError
from article3.law.model import ENDING, How, Kind, Treatment
from article3.law.positions import Standing, governance
from article3.law.status import State, status, treated_by, treats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law
    from article3.law.model import Authority

OFAS = "matter-of-o-f-a-s-2019"


@pytest.mark.parametrize("point", ["whole", "official_capacity", "awareness"])
def test_a_vacated_decision_ends_on_its_day_on_every_point(law: Law, point: str) -> None:
    assert status(law, OFAS, dt.date(2020, 7, 13), point).state is State.GOOD
    found = status(law, OFAS, dt.date(2020, 7, 14), point)
    assert found.state is State.ENDED
    first = found.by[0]
    assert (first.authority.id, first.how, first.on) == ("matter-of-o-f-a-s-2020", How.VACATES, dt.date(2020, 7, 14))
    assert "vacated by Matter of O-F-A-S-, 28 I&N Dec. 35 (A.G. 2020) on 2020-07-14" in found.words


@pytest.mark.parametrize("authority", ["oxygene-v-lynch", "pieschacon-villegas-v-attorney-general"])
def test_abrogated_on_other_grounds_stays_good_on_every_question(law: Law, authority: str, today: dt.date) -> None:
    for point in ("whole", *law.questions):
        found = status(law, authority, today, point)
        assert found.state is State.GOOD, point
        assert [treated.authority.id for treated in found.elsewhere] == ["nasrallah-v-barr"]
        assert "on other grounds only" in found.words


def test_before_its_day_a_decision_is_not_decided(law: Law) -> None:
    found = status(law, "zheng-v-ashcroft", dt.date(2003, 6, 17))
    assert found.state is State.NOT_YET
    assert found.words == "Not yet decided on 2003-06-17."
    assert status(law, "zheng-v-ashcroft", dt.date(2003, 6, 18)).state is State.GOOD


def test_the_answer_to_the_question_asked_about_is_shown(law: Law, today: dt.date) -> None:
    assert status(law, "zheng-v-ashcroft", today, "awareness").answers == ("willful_blindness",)
    assert status(law, "zheng-v-ashcroft", today, "private_custody").answers == ()


def test_an_unknown_authority_or_point_is_an_error(law: Law, today: dt.date) -> None:
    with pytest.raises(LawDataError, match="nobody-v-nobody"):
        status(law, "nobody-v-nobody", today)
    with pytest.raises(KeyError):
        status(law, OFAS, today, "jurisdiction")


def test_status_and_governance_agree_on_what_no_longer_counts(law: Law, dates_of_change: list[dt.date]) -> None:
    """What ends a position there ends the authority on that point here."""
    for question in law.questions:
        for day in dates_of_change[:: max(1, len(dates_of_change) // 60)]:
            for position in governance(law, question, "ca9", day).positions:
                state = status(law, position.authority.id, day, question).state
                where = (position.authority.id, question, day)
                assert (state is State.NOT_YET) == (position.standing is Standing.LATER), where
                assert (state is State.ENDED) == (position.standing is Standing.ENDED), where
                assert (state is State.LIMITED) == (position.standing is Standing.LIMITED), where


def test_every_treatment_is_shown_from_both_sides_with_one_date(law: Law) -> None:
    def pairs() -> Iterator[tuple[Authority, Treatment]]:
        for authority in law.authorities.values():
            for treatment in authority.treats:
                yield authority, treatment

    for authority, treatment in pairs():
        made = [
            one for one in treats(law, authority.id) if (one.authority.id, one.point) == (treatment.authority, treatment.point)
        ]
        suffered = [
            one for one in treated_by(law, treatment.authority) if one.authority is authority and one.point == treatment.point
        ]
        assert [one.on for one in made] == [one.on for one in suffered]
        assert treatment.how in {one.how for one in suffered}


def test_only_what_had_happened_by_a_day_counts(law: Law) -> None:
    assert treated_by(law, OFAS, dt.date(2020, 7, 13)) == ()
    assert len(treated_by(law, OFAS, dt.date(2020, 7, 14))) == 1
    days = [one.on for authority in law.authorities for one in treated_by(law, authority)]
    assert days
    for authority in law.authorities:
        own = [one.on for one in treated_by(law, authority)]
        assert own == sorted(own)


def test_ending_on_a_question_leaves_the_rest_good(law: Law, today: dt.date) -> None:
    """Found in the data, whatever it holds: a decision ended on one question only is good in part."""
    for authority in law.authorities.values():
        if authority.kind is not Kind.DECISION or authority.decided.last > today:
            continue
        found = status(law, authority.id, today)
        ended_on = {one.point for one in treated_by(law, authority.id, today) if one.how in ENDING or one.how is How.LIMITS}
        if "whole" in ended_on:
            assert found.state is State.ENDED
        elif ended_on & set(law.questions):
            assert found.state is State.IN_PART
            assert "except on" in found.words
        else:
            assert found.state is State.GOOD
