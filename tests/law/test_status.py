"""How an authority stands on a day and on a point."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.law.data_files import LawDataError
from article3.law.loading import load, problems
from article3.law.model import ENDING, Checked, How, Kind, Treatment, Verification
from article3.law.positions import Standing, ending, governance
from article3.law.status import State, reinstated, status, treated_by, treats

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
        harmful = (one for one in treated_by(law, authority.id, today) if one.how in ENDING or one.how is How.LIMITS)
        ended_on = {one.point for one in harmful if reinstated(law, authority.id, one.point, one.on, today) is None}
        if "whole" in ended_on:
            assert found.state is State.ENDED
        elif ended_on & set(law.questions):
            assert found.state is State.IN_PART
            assert "except on" in found.words
        else:
            assert found.state is State.GOOD


G, E, N = State.GOOD, State.ENDED, State.NOT_YET
OVERRULED_AND_BACK = {
    "matter-of-a-r-c-g": (G, E, G, E),
    "matter-of-a-b-2018": (N, G, E, G),
    "matter-of-a-b-january-2021": (N, N, E, G),
    "matter-of-a-b-2021": (N, N, G, E),
    "matter-of-l-e-a-2019": (N, G, E, G),
    "matter-of-l-e-a-2021": (N, N, G, E),
}
"""How each stood on the last day of 2015, 2019 and 2022, and on 1 June 2026."""


@pytest.mark.parametrize("authority", OVERRULED_AND_BACK)
def test_what_is_reinstated_counts_again_until_that_is_undone(law: Law, authority: str) -> None:
    days = (dt.date(2015, 12, 31), dt.date(2019, 12, 31), dt.date(2022, 12, 31), dt.date(2026, 6, 1))
    assert tuple(status(law, authority, day).state for day in days) == OVERRULED_AND_BACK[authority]
    assert [ending(law, authority, "whole", day) is not None for day in days] == [
        state is E for state in OVERRULED_AND_BACK[authority]
    ]


@pytest.mark.parametrize(
    ("authority", "ended", "back"),
    [
        ("matter-of-a-b-2018", dt.date(2021, 6, 16), dt.date(2025, 9, 2)),
        ("matter-of-l-e-a-2019", dt.date(2021, 6, 16), dt.date(2025, 9, 2)),
        ("matter-of-a-r-c-g", dt.date(2018, 6, 11), dt.date(2021, 6, 16)),
    ],
)
def test_every_day_between_is_ended_and_no_other(law: Law, authority: str, ended: dt.date, back: dt.date) -> None:
    day = dt.timedelta(days=1)
    states = {on: status(law, authority, on).state for on in (ended - day, ended, back - day, back)}
    assert states == {ended - day: G, ended: E, back - day: E, back: G}
    found = status(law, authority, back)
    assert [one.on for one in found.restored] == [back]
    assert found.words.endswith(f"on {back}.")
    assert "reinstated by" in found.words


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(2018, 6, 11), dt.date(2026, 10, 2)))
def test_on_each_day_one_side_counts_and_the_other_does_not(day: dt.date) -> None:
    """What overrules and what is overruled are never good together, nor ended together."""
    law = load()
    good = {one: status(law, one, day).state is G for one in OVERRULED_AND_BACK}
    assert good["matter-of-a-b-2018"] is not good["matter-of-a-r-c-g"]
    if day >= dt.date(2021, 6, 16):
        assert good["matter-of-a-b-2021"] is not good["matter-of-a-b-2018"] is good["matter-of-a-b-january-2021"]
        assert good["matter-of-l-e-a-2021"] is not good["matter-of-l-e-a-2019"]


def _with(law: Law, identifier: str, **changes: object) -> Law:
    changed = msgspec.structs.replace(law.authority(identifier), **changes)
    return dataclasses.replace(law, authorities=law.authorities | {identifier: changed})


def test_what_nobody_has_read_puts_nothing_back(law: Law) -> None:
    unread = _with(law, "matter-of-s-s-f-m", verification=Checked(Verification.UNREAD, "from memory"))
    assert status(law, "matter-of-a-b-2018", dt.date(2026, 1, 1)).state is G
    assert status(unread, "matter-of-a-b-2018", dt.date(2026, 1, 1)).state is E


def test_without_the_word_nothing_comes_back(law: Law) -> None:
    kept = tuple(one for one in law.authority("matter-of-s-s-f-m").treats if one.how is not How.REINSTATES)
    silent = _with(law, "matter-of-s-s-f-m", treats=kept)
    assert status(silent, "matter-of-a-b-2018", dt.date(2026, 1, 1)).state is E


def test_a_reinstatement_of_what_stands_is_a_mistake(law: Law) -> None:
    odd = Treatment("matter-of-m-e-v-g", How.REINSTATES)
    wrong = _with(law, "matter-of-s-s-f-m", treats=(*law.authority("matter-of-s-s-f-m").treats, odd))
    assert [one for one in problems(wrong) if "reinstates 'matter-of-m-e-v-g', which nothing had ended" in one]


def test_a_reinstatement_on_one_point_leaves_the_others_ended(law: Law) -> None:
    later = Treatment("lemus-galvan-v-mukasey", How.REINSTATES, on=dt.date(2026, 1, 2))
    back = _with(law, "matter-of-s-s-f-m", treats=(later,))
    before, after = (status(back, "lemus-galvan-v-mukasey", dt.date(2026, 1, day)) for day in (1, 2))
    assert before.state is State.IN_PART
    assert after.state is G
    ended = before.elsewhere[0].point
    other = Treatment("lemus-galvan-v-mukasey", How.REINSTATES, point="awareness", on=dt.date(2026, 1, 2))
    assert (
        status(_with(law, "matter-of-s-s-f-m", treats=(other,)), "lemus-galvan-v-mukasey", dt.date(2026, 1, 2), ended).state is E
    )
