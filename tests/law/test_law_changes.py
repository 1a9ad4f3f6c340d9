"""What of the law changed between two days, asked of the data."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.law.changes import law_diff, question_change
from article3.law.numbers import numbers
from article3.law.periods import forums, periods
from article3.law.positions import governance

if TYPE_CHECKING:
    from article3.law.loading import Law

DAY = dt.timedelta(days=1)
PROVISIONS_UNNAMED = {("review_of_predictions", dt.date(2002, 9, 25))}
"""Questions that began on a day with no tribunal or provision recorded that answers them."""


def test_every_change_of_readings_has_its_cause(law: Law) -> None:
    unexplained = set()
    for question in law.questions:
        for forum in forums(law):
            for period in periods(law, question, forum, law.maintained_through)[1:]:
                change = question_change(law, question, forum, period.from_ - DAY, period.from_)
                assert change is not None
                assert change.after.live == period.live
                if not change.because:
                    unexplained.add((question, period.from_))
    assert unexplained == PROVISIONS_UNNAMED


def test_readings_that_changed_are_those_that_govern_otherwise(law: Law) -> None:
    first, last = dt.date(2003, 6, 1), dt.date(2025, 6, 1)
    found = {
        (change.question, forum)
        for change in law_diff(law, first, last).questions
        if not change.same_readings
        for forum in change.forums
    }
    for question in law.questions:
        for forum in forums(law):
            differs = governance(law, question, forum, first).live != governance(law, question, forum, last).live
            assert ((question, forum) in found) == differs


def test_one_forum_sees_what_all_see_of_it(law: Law) -> None:
    first, last = dt.date(2019, 1, 1), dt.date(2026, 10, 2)
    everywhere = law_diff(law, first, last)
    ninth = law_diff(law, first, last, "ca9")
    assert {change.question for change in ninth.questions} == {
        change.question for change in everywhere.questions if "ca9" in change.forums
    }
    assert ninth.numbers == everywhere.numbers
    seen = {authority.authority for authority in ninth.authorities}
    assert seen < {authority.authority for authority in everywhere.authorities}
    courts = {law.authority(name).court for name in seen}
    assert "ca9" in courts
    assert "ca5" not in courts


@pytest.mark.unmeasured
def test_no_number_changes_unseen(law: Law) -> None:
    """Days on which a value begins or ends are days of difference, and the value that applies then is in it."""
    for number in numbers().values():
        for value in number.values:
            if law.begins < value.from_:
                found = {change.number: change for change in law_diff(law, value.from_ - DAY, value.from_).numbers}
                begun = [it for it in found[number.id].values if it.change == "begins"]
                assert value.value in [it.value for it in begun]
                assert all(law.authority(it.authority) for it in begun)


def test_a_decision_that_counts_again_names_what_ended_its_end(law: Law) -> None:
    """An order that was stayed counts again once the stay is vacated: an invented stay, and an invented end of it."""
    awareness = law.authority("zheng-v-ashcroft")
    stay = msgspec.structs.replace(
        law.authority("matter-of-s-v"),
        id="stay",
        name="Doe v. Roe",
        decided=law.authority("khouzam-v-ashcroft").decided,
        holdings=(),
        treats=(_treats("zheng-v-ashcroft", "reverses"),),
    )
    end = msgspec.structs.replace(
        stay,
        id="end",
        name="Roe v. Doe",
        decided=law.authority("silva-rengifo-v-attorney-general").decided,
        treats=(_treats("stay", "vacates"),),
    )
    changed = dataclasses.replace(law, authorities={**law.authorities, "stay": stay, "end": end})
    day = end.decided.last
    change = question_change(changed, "awareness", "ca9", day - DAY, day)
    assert change is not None
    assert change.after.live == ("willful_blindness",)
    assert [cause.authority for cause in change.because] == ["end"]
    assert "counts again" in change.because[0].does
    ended = question_change(changed, "awareness", "ca9", stay.decided.last - DAY, stay.decided.last)
    assert ended is not None
    assert "stay" in [cause.authority for cause in ended.because]
    assert awareness.decided.last < stay.decided.last


def _treats(authority: str, how: str) -> object:
    from article3.law.model import How, Treatment  # noqa: PLC0415

    return Treatment(authority, How(how))


def test_days_must_be_in_order(law: Law) -> None:
    with pytest.raises(ValueError, match="not later"):
        law_diff(law, law.maintained_through, law.begins)
