"""Questions of law that begin on a day, that a provision settles, and orders that reach every forum."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from article3.law.data_files import LawDataError
from article3.law.forums import circuits
from article3.law.loading import DATA, Law, load
from article3.law.positions import assumed, governance

if TYPE_CHECKING:
    from pathlib import Path


def live(law: Law, question: str, day: dt.date) -> set[tuple[str, ...]]:
    return {governance(law, question, circuit, day).live for circuit in circuits(law)}


def test_the_wording_of_1999_is_applied_before_and_after_the_injunction(law: Law) -> None:
    for day in (dt.date(2005, 1, 3), dt.date(2021, 1, 7), dt.date(2021, 1, 8), dt.date(2026, 10, 2)):
        assert live(law, "operative_text", day) == {("wording_1999",)}
    assert "one answer only" in governance(law, "operative_text", "ca3", dt.date(2021, 1, 7)).why
    assert [p.authority.id for p in governance(law, "operative_text", "ca3", dt.date(2021, 1, 8)).governing] == ["pangea-ii"]


def test_a_provision_settles_a_question_from_its_day_on(law: Law) -> None:
    assert live(law, "public_health_bar", dt.date(2025, 12, 30)) == {("not_in_force",)}
    assert live(law, "public_health_bar", dt.date(2025, 12, 31)) == {("in_force",)}
    assert "8 CFR 1208.16" in governance(law, "public_health_bar", "ca9", dt.date(2026, 1, 2)).why


def test_an_order_that_reaches_every_forum_ends_when_it_is_stayed(law: Law) -> None:
    assert live(law, "third_country_notice", dt.date(2025, 6, 22)) == {("notice_and_chance",)}
    assert all(len(readings) == 2 for readings in live(law, "third_country_notice", dt.date(2025, 6, 23)))


def test_an_assumed_reading_is_the_only_one_alive_and_must_exist(law: Law) -> None:
    stands = governance(law, "awareness", "ca9", dt.date(2026, 10, 2))
    supposed = assumed(stands, "willful_acceptance")
    assert supposed.live == ("willful_acceptance",)
    assert not supposed.governing
    assert stands.why in supposed.why
    with pytest.raises(KeyError):
        assumed(stands, "blindness")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("begins = 2020-01-01", "'begins' and 'before' belong together"),
        ('before = "willful_blindness"', "'begins' and 'before' belong together"),
        ('begins = 2020-01-01\nbefore = "blindness"', "'before' names 'blindness'; its readings are"),
        (
            'begins = 2020-01-01\nbefore = "willful_blindness"\nafter = "willful_acceptance"',
            "'after' needs 'begins' and, in 'because'",
        ),
        ('after = "willful_acceptance"\nbecause = "cfr-1208-18"', "'after' needs 'begins'"),
        ('begins = 2020-01-01\nbefore = "willful_blindness"\nafter = "no"\nbecause = "cfr-1208-18"', "'after' names 'no'"),
        (
            'begins = 2020-01-01\nbefore = "willful_blindness"\nafter = "willful_acceptance"\nbecause = "no"',
            "'because' names 'no', which has no file",
        ),
    ],
)
def test_a_slip_in_a_dated_question_is_named(tmp_path: Path, more: str, message: str) -> None:
    data = tmp_path / "law"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = data / "questions" / "awareness.toml"
    path.write_text(f"{more}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(LawDataError) as caught:
        load.__wrapped__(data)
    assert message in str(caught.value)
