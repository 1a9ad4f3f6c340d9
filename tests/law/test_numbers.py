"""Dated numbers: what applies on each side of every change, and that no file contradicts itself."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article3.law.data_files import LawDataError
from article3.law.loading import DATA, Law, load
from article3.law.model import Verification
from article3.law.numbers import Counting, NotRecordedError, Safer, Status, Unit, number, numbers, problems

if TYPE_CHECKING:
    from pathlib import Path

# Each row: the number, a day, what applies on it (the safe value first where the law is disputed). Sources stand in the number's file.
CASES = [
    ("brief_pages", "2008-06-30", None),
    ("brief_pages", "2008-07-01", [25]),
    ("ecas_file_size", "2022-02-10", None),
    ("ecas_file_size", "2022-02-11", [25]),
    ("ecas_scan_resolution", "2022-02-10", None),
    ("ecas_scan_resolution", "2022-02-11", [300]),
    ("bia_appeal", "1999-03-22", [30]),
    ("bia_appeal", "2026-03-08", [30]),
    ("bia_appeal", "2026-03-09", [30]),
    ("bia_brief", "2026-03-08", [21]),
    ("bia_brief", "2026-03-09", [20]),
    ("asylum_ead_application", "2020-08-24", [150]),
    ("asylum_ead_application", "2020-08-25", [365]),
    ("asylum_ead_application", "2022-02-06", [365]),
    ("asylum_ead_application", "2022-02-07", [150]),
    ("asylum_ead_application", "2026-10-02", [150]),
    ("asylum_ead_decision", "2020-08-20", [30]),
    ("asylum_ead_decision", "2020-08-21", None),
    ("asylum_ead_decision", "2022-02-06", None),
    ("asylum_ead_decision", "2022-02-07", [30]),
    ("ead_validity", "2023-09-30", None),
    ("ead_validity", "2023-10-01", [60]),
    ("ead_validity", "2025-12-04", [60]),
    ("ead_validity", "2025-12-05", [18]),
    ("ead_validity_supervision", "2026-10-02", None),
    ("ead_automatic_extension", "2024-04-07", None),
    ("ead_automatic_extension", "2024-04-08", [540]),
    ("ead_automatic_extension", "2025-10-29", [540]),
    ("ead_automatic_extension", "2025-10-30", [0]),
    ("hearing_filing", "2008-06-30", None),
    ("hearing_filing", "2008-07-01", [15]),
    ("hearing_filing", "2020-12-22", [15]),
    ("hearing_filing", "2020-12-23", [30]),
    ("hearing_filing", "2021-11-30", [30]),
    ("hearing_filing", "2021-12-01", None),
    ("hearing_filing", "2021-12-31", None),
    ("hearing_filing", "2022-01-01", [15]),
    ("hearing_filing", "2025-01-31", [15]),
    ("hearing_filing", "2025-02-01", None),
    ("hearing_filing", "2025-02-15", None),
    ("hearing_filing", "2025-02-16", [30]),
    ("master_filing", "2008-06-30", None),
    ("master_filing", "2008-07-01", [15]),
    ("filing_response", "2008-06-30", None),
    ("filing_response", "2008-07-01", [10]),
    ("custody_review_headquarters", "2000-12-20", None),
    ("custody_review_headquarters", "2000-12-21", [3]),
    ("custody_review_yearly", "2000-12-20", None),
    ("custody_review_yearly", "2000-12-21", [1]),
    ("custody_request", "2000-12-20", None),
    ("custody_request", "2000-12-21", [3]),
    ("ead_renewal", "2025-10-29", None),
    ("ead_renewal", "2025-10-30", [180]),
    ("presumptively_reasonable_detention", "2001-06-27", None),
    ("presumptively_reasonable_detention", "2001-06-28", [6]),
    ("i589_fee_uscis", "2025-07-21", [0]),
    ("i589_fee_uscis", "2025-07-22", [100]),
    ("i589_fee_court", "2025-07-08", [0]),
    ("i589_fee_court", "2025-07-09", [100]),
    ("i589_fee_protection_only", "2025-07-08", [0]),
    ("i589_fee_protection_only", "2025-07-09", [100, 0]),
    ("annual_asylum_fee_uscis", "2025-07-21", None),
    ("annual_asylum_fee_uscis", "2025-07-22", [100]),
    ("annual_asylum_fee_uscis", "2025-12-31", [100]),
    ("annual_asylum_fee_uscis", "2026-01-01", [102]),
    ("annual_asylum_fee_uscis", "2026-10-15", [102]),
    ("annual_asylum_fee_uscis", "2026-10-16", [105]),
    ("annual_asylum_fee_notice", "2025-09-30", None),
    ("annual_asylum_fee_notice", "2025-10-01", [30]),
    ("annual_asylum_fee_court", "2025-07-16", None),
    ("annual_asylum_fee_court", "2025-07-17", [100]),
    ("annual_asylum_fee_court", "2026-01-20", [100]),
    ("annual_asylum_fee_court", "2026-01-21", None),
    ("annual_asylum_fee_court", "2026-09-30", None),
    ("annual_asylum_fee_court", "2026-10-01", [105]),
    ("asylum_ead_fee_initial", "2025-07-21", None),
    ("asylum_ead_fee_initial", "2025-07-22", [550]),
    ("asylum_ead_fee_initial", "2025-12-31", [550]),
    ("asylum_ead_fee_initial", "2026-01-01", [560]),
    ("asylum_ead_fee_initial", "2026-10-15", [560]),
    ("asylum_ead_fee_initial", "2026-10-16", [570]),
    ("asylum_ead_fee_renewal", "2025-07-21", None),
    ("asylum_ead_fee_renewal", "2025-07-22", [275]),
    ("bia_appeal_fee", "2025-07-08", [110]),
    ("bia_appeal_fee", "2025-07-09", [1010]),
    ("bia_appeal_fee", "2026-01-20", [1010]),
    ("bia_appeal_fee", "2026-01-21", None),
    ("bia_appeal_fee", "2026-09-30", None),
    ("bia_appeal_fee", "2026-10-01", [1060]),
    ("motion_fee_judge", "2021-01-18", [110]),
    ("motion_fee_judge", "2021-01-19", [145]),
    ("motion_fee_judge", "2025-07-08", [145]),
    ("motion_fee_judge", "2025-07-09", [1045]),
    ("motion_fee_judge", "2026-01-20", [1045]),
    ("motion_fee_judge", "2026-01-21", None),
    ("motion_fee_judge", "2026-09-30", None),
    ("motion_fee_judge", "2026-10-01", [1095]),
    ("motion_fee_board", "2025-07-08", [110]),
    ("motion_fee_board", "2025-07-09", [1010]),
    ("motion_fee_board", "2026-01-20", [1010]),
    ("motion_fee_board", "2026-01-21", None),
    ("motion_fee_board", "2026-09-30", None),
    ("motion_fee_board", "2026-10-01", [1060]),
    ("motion_fee_no_fee_relief", "2025-07-08", [0]),
    ("motion_fee_no_fee_relief", "2025-07-09", [900]),
    ("motion_fee_no_fee_relief", "2026-01-20", [900]),
    ("motion_fee_no_fee_relief", "2026-01-21", None),
    ("motion_fee_no_fee_relief", "2026-09-30", None),
    ("motion_fee_no_fee_relief", "2026-10-01", [950]),
]

# Numbers that have never changed since the first day of this law.
UNCHANGED = {
    "asylum_one_year": (1, Unit.YEARS),
    "petition_for_review": (30, Unit.DAYS),
    "petitioner_brief": (40, Unit.DAYS),
    "petitioner_reply": (14, Unit.DAYS),
    "motion_to_reconsider": (30, Unit.DAYS),
    "motion_to_reopen": (90, Unit.DAYS),
    "motion_absentia": (180, Unit.DAYS),
    "deferral_supplement": (10, Unit.DAYS),
    "deferral_supplement_by_mail": (13, Unit.DAYS),
    "reasonable_fear_interview": (10, Unit.DAYS),
    "reasonable_fear_review": (10, Unit.DAYS),
    "credible_fear_review": (7, Unit.DAYS),
    "admin_removal_answer": (10, Unit.DAYS),
    "admin_removal_answer_by_mail": (13, Unit.DAYS),
    "admin_removal_execution": (14, Unit.DAYS),
    "removal_period": (90, Unit.DAYS),
    "asylum_ead_issue": (180, Unit.DAYS),
    "asylum_decision": (180, Unit.DAYS),
    "address_change": (5, Unit.DAYS),
    "asylee_adjustment": (1, Unit.YEARS),
    "bond_minimum": (1500, Unit.DOLLARS),
}

A_DAY = dt.date(2026, 10, 2)


@pytest.mark.parametrize(("identifier", "day", "expected"), CASES)
def test_what_applies_on_each_side_of_a_change(identifier: str, day: str, expected: list[int] | None) -> None:
    if expected is None:
        with pytest.raises(NotRecordedError, match=identifier):
            number(identifier, on=dt.date.fromisoformat(day))
        return
    found = number(identifier, on=dt.date.fromisoformat(day))
    assert [value.value for value in found.candidates] == expected
    assert found.value == expected[0]
    assert found.disputed == (len(expected) > 1)


@pytest.mark.parametrize("identifier", UNCHANGED)
@pytest.mark.parametrize("day", [dt.date(1999, 3, 22), A_DAY])
def test_what_never_changed(identifier: str, day: dt.date) -> None:
    assert (number(identifier, on=day).value, numbers()[identifier].unit) == UNCHANGED[identifier]
    assert len(numbers()[identifier].values) == 1


def test_every_number_has_a_case_on_both_sides_of_each_of_its_changes() -> None:
    seen = {(identifier, dt.date.fromisoformat(day)) for identifier, day, _ in CASES}
    missing = []
    for each in numbers().values():
        if each.id in UNCHANGED:
            continue
        for value in each.values:
            if value.status in {Status.IN_FORCE, Status.DISPUTED}:
                first = value.from_
                days = [first, *([first - dt.timedelta(days=1)] if first != load().begins else [])]
                days += [value.until, value.until + dt.timedelta(days=1)] if value.until else []
                missing += [(each.id, day.isoformat()) for day in days if (each.id, day) not in seen and first != load().begins]
    assert not missing


def test_what_is_printed_or_proposed_stands_beside_and_never_answers() -> None:
    printed = number("bia_appeal", on=dt.date(2026, 3, 9))
    assert [(value.value, value.status) for value in printed.beside] == [(10, Status.PRINTED)]
    assert not number("bia_appeal", on=dt.date(2026, 3, 8)).beside
    proposed = number("asylum_ead_application", on=A_DAY)
    assert [(value.value, value.status) for value in proposed.beside] == [(365, Status.PROPOSED)]


def test_the_appeal_is_counted_in_calendar_days_received_and_rolled() -> None:
    assert set(numbers()["bia_appeal"].counted) == {Counting.CALENDAR, Counting.RECEIPT, Counting.ROLLS}


def test_an_unknown_number_says_where_it_would_be() -> None:
    with pytest.raises(NotRecordedError, match=r"no number has the id 'bia_apeal': add law/numbers/bia_apeal\.toml"):
        number("bia_apeal", on=A_DAY)


@given(day=st.dates(dt.date(1999, 3, 22), dt.date(2027, 12, 31)))
def test_on_any_day_one_value_applies_or_a_dispute_of_several_or_none(day: dt.date) -> None:
    for each in numbers().values():
        covering = [value for value in each.values if value.covers(day)]
        in_force = [value for value in covering if value.status is Status.IN_FORCE]
        disputed = [value for value in covering if value.status is Status.DISPUTED]
        assert len(in_force) <= 1, (each.id, day)
        assert not (in_force and disputed), (each.id, day)
        assert len(disputed) != 1, (each.id, day)
        if in_force or disputed:
            found = each.on(day)
            assert set(found.candidates) == set(in_force or disputed)
            values = [value.value for value in found.candidates]
            assert values == sorted(values, reverse=each.safer is Safer.LARGER)


def test_every_authority_exists_and_every_paragraph_named_is_in_it(law: Law) -> None:
    for each in numbers().values():
        for value in each.values:
            authority = law.authority(value.authority)
            if value.pin.startswith("(") and authority.paragraphs:
                assert authority.paragraph(value.pin.split(";")[0]), (each.id, value.pin)


def test_nothing_ends_before_it_starts_and_every_value_says_how_it_was_verified() -> None:
    for each in numbers().values():
        for value in each.values:
            assert value.until is None or value.from_ <= value.until, each.id
            assert value.verification.source, each.id
            assert (value.verification.level is Verification.UNREAD) == (value.verification.on is None), each.id


SOUND = """what = "A time."
unit = "days"
[[values]]
value = 30
from = 2020-01-01
authority = "ina-242"
[values.verification]
level = "unread"
source = "memory"
"""

SECOND = """[[values]]
value = 10
from = 2021-01-01
authority = "ina-242"
{more}
[values.verification]
level = "unread"
source = "memory"
"""


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SOUND.replace("unit", "unitt"), "numbers/broken.toml: Object contains unknown field `unitt`"),
        (SOUND.replace("value = 30", 'value = "thirty"'), r"Expected `int`, got `str` - at `\$.values\[0\].value`"),
        (SOUND.replace('unit = "days"', 'unit = "weeks"'), "Invalid enum value 'weeks'"),
        (SOUND.replace("from =", "from = ="), "correct the TOML"),
        ('id = "x"\n' + SOUND, "id: the id is the name of the file; remove the key"),
        (SOUND.replace("value = 30", "value = -30"), "value: a number here is never negative"),
        (SOUND.replace("ina-242", "ina-2422"), "authority: 'ina-2422' has no file; add it, or correct the id"),
        (SOUND.replace("authority", "until = 2019-12-31\nauthority"), "until: it ends before it starts"),
        (SOUND.replace("unread", "text"), "needs a source and the day it was read"),
        (SOUND + SECOND.format(more=""), "until: the values 30 and 10 both apply on 2021-01-01; end the earlier one"),
        (SOUND.replace("authority", 'status = "disputed"\nauthority'), "safer: a dispute needs it, smaller or larger"),
        (
            'safer = "smaller"\n' + SOUND.replace("authority", 'status = "disputed"\nauthority'),
            "status: a dispute needs another candidate",
        ),
        ('what = "A time."\nunit = "days"\nvalues = []\n', "values: there is none; give at least one"),
    ],
)
def test_a_broken_file_is_named_with_the_key_and_the_remedy(tmp_path: Path, text: str, message: str) -> None:
    directory = tmp_path / "law"
    shutil.copytree(DATA, directory, ignore=shutil.ignore_patterns("*.py", "numbers"))
    (directory / "numbers").mkdir()
    (directory / "numbers" / "broken.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError, match=message) as caught:
        numbers(directory)
    assert str(caught.value).startswith("numbers/broken.toml")


def test_a_dispute_ends_with_all_its_candidates(tmp_path: Path) -> None:
    directory = tmp_path / "law"
    shutil.copytree(DATA, directory, ignore=shutil.ignore_patterns("*.py", "numbers"))
    (directory / "numbers").mkdir()
    disputed = 'safer = "smaller"\n' + SOUND.replace("authority", 'status = "disputed"\nauthority', 1)
    other = SECOND.format(more='status = "disputed"\nuntil = 2022-12-31').replace("2021-01-01", "2020-01-01")
    (directory / "numbers" / "pair.toml").write_text(disputed + other, encoding="utf-8")
    with pytest.raises(LawDataError, match="the value 30 from 2020-01-01: status: a dispute needs another candidate"):
        numbers(directory)
    ended = disputed.replace("from = 2020-01-01", "from = 2020-01-01\nuntil = 2022-12-31") + other
    (directory / "numbers" / "pair.toml").write_text(ended, encoding="utf-8")
    numbers.cache_clear()
    found = numbers(directory)["pair"].on(dt.date(2022, 12, 31))
    assert [value.value for value in found.candidates] == [10, 30]


def test_every_pair_of_values_is_compared() -> None:
    """A long value that overlaps a later one is found although a third stands between them."""
    bia = numbers()["bia_appeal_fee"]
    long = bia.values[0].__class__(
        value=1, from_=dt.date(1999, 3, 22), authority="ina-242", verification=bia.values[0].verification
    )
    overlapping = bia.__class__(id="x", what="x", unit=Unit.DAYS, values=(long, *bia.values[1:3]))
    found = problems([overlapping], {"ina-242", *(value.authority for value in bia.values)})
    assert len(found) == len(list(itertools.combinations(range(3), 2))) - 1
