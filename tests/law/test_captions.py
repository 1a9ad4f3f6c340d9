"""Names of one case over changes of office."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from article3.law.captions import Captions, captions, find, other_captions
from article3.law.data_files import LawDataError
from article3.law.model import Verification

if TYPE_CHECKING:
    from pathlib import Path

    from article3.law.loading import Law


@pytest.fixture(scope="module")
def recorded() -> Captions:
    return captions()


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (dt.date(1999, 3, 22), ["Reno"]),
        (dt.date(2003, 6, 18), ["Ashcroft"]),
        (dt.date(2007, 10, 1), ["Keisler"]),
        (dt.date(2017, 1, 23), ["Yates"]),
        (dt.date(2019, 1, 2), ["Whitaker"]),
        (dt.date(2021, 2, 1), ["Wilkinson"]),
        (dt.date(2021, 3, 11), ["Wilkinson", "Garland"]),
        (dt.date(2025, 1, 30), ["McHenry"]),
        (dt.date(2025, 6, 26), ["Bondi"]),
        (dt.date(2026, 4, 15), ["Bondi", "Blanche"]),
        (dt.date(2026, 10, 2), ["Blanche"]),
    ],
)
def test_who_is_expected_in_a_caption(recorded: Captions, day: dt.date, names: list[str]) -> None:
    assert [official.name for official in recorded.expected(day)] == names


def test_somebody_is_expected_on_every_day_of_this_law(recorded: Captions, law: Law) -> None:
    day = law.begins
    while day <= law.maintained_through:
        assert recorded.expected(day), day
        day += dt.timedelta(days=7)


def test_secretaries_come_in_their_order(recorded: Captions) -> None:
    assert [official.name for official in recorded.homeland_security] == ["Mayorkas", "Noem", "Mullin"]
    assert [official.name for official in recorded.secretary(dt.date(2026, 7, 1))] == ["Mullin"]


def test_every_official_says_how_the_day_was_verified(recorded: Captions) -> None:
    for official in (*recorded.attorneys_general, *recorded.homeland_security):
        assert official.verified.source, official.full
        assert (official.verified.on is None) == (official.verified.level is Verification.UNREAD), official.full


@pytest.mark.parametrize(
    ("written", "authority", "right", "why"),
    [
        ("Zheng v. Ashcroft", "zheng-v-ashcroft", True, ""),
        ("zheng v ashcroft", "zheng-v-ashcroft", True, ""),
        ("Zheng v. Gonzales", "zheng-v-ashcroft", False, "earlier or later; it was decided as Zheng v. Ashcroft"),
        ("Zheng v. Garland", "zheng-v-ashcroft", False, "Attorney General was Ashcroft; a caption with Garland is not expected"),
        ("Zheng v. Attorney General", "zheng-v-ashcroft", False, "names the office"),
        ("Zheng v. Alberto R. Gonzales", "zheng-v-ashcroft", False, "the name Gonzales"),
        ("Al-Safer v. INS", "al-saher-v-ins", False, "not its right name, though sources use it; it is Al-Saher v. INS"),
        ("Garcia-Milan v. Holder", "garcia-milian-v-holder", False, "it is Garcia-Milian v. Holder"),
        ("Garcia-Milan v. Lynch", "garcia-milian-v-holder", False, "Neither that spelling nor that caption"),
        ("In re O-A-R-G-", "matter-of-o-a-r-g", True, ""),
        ("Riley v. Blanche", "riley-v-bondi", False, "the name Blanche earlier or later"),
    ],
)
def test_a_case_is_found_by_any_of_its_names(
    law: Law, recorded: Captions, *, written: str, authority: str, right: bool, why: str
) -> None:
    found = {one.authority.id: one for one in find(law, recorded, written)}
    assert found[authority].right is right
    assert why in found[authority].why
    assert bool(found[authority].why) is not right


def test_every_authority_is_found_by_its_own_name(law: Law, recorded: Captions) -> None:
    for authority in law.authorities.values():
        assert authority.id in {one.authority.id for one in find(law, recorded, authority.name)}
        for slip in authority.also:
            assert authority.id in {one.authority.id for one in find(law, recorded, slip)}, slip


def test_a_name_that_two_cases_share_finds_both(law: Law, recorded: Captions) -> None:
    found = {one.authority.id for one in find(law, recorded, "Kone v. Holder")}
    assert {"kone-v-holder-2d", "kone-v-holder-7th"} <= found


@pytest.mark.parametrize("written", ["", "Nobody v. Holder", "acquiescence", "v.", "Zheng"])
def test_what_names_no_case_finds_none(law: Law, recorded: Captions, written: str) -> None:
    assert find(law, recorded, written) == ()


def test_other_captions_are_those_of_the_neighbors_in_office(law: Law, recorded: Captions) -> None:
    assert other_captions(law.authority("villalta-martinez-v-bondi"), recorded) == (
        "Villalta Martinez v. McHenry",
        "Villalta Martinez v. Blanche",
    )
    assert other_captions(law.authority("funez-ortiz-v-mchenry"), recorded) == ("Funez-Ortiz v. Garland", "Funez-Ortiz v. Bondi")
    assert other_captions(law.authority("matter-of-s-v"), recorded) == ()
    assert other_captions(law.authority("cfr-1208-18"), recorded) == ()
    assert "Reno v. Cardoza-Fonseca" not in other_captions(law.authority("ins-v-cardoza-fonseca"), recorded)


def test_the_official_in_a_recorded_name_was_in_office_about_then(law: Law, recorded: Captions) -> None:
    """A court may write the name of the one before, or on amendment of the one after; another name means a wrong date or name."""
    names = {official.name for official in recorded.attorneys_general}
    for authority in law.authorities.values():
        sides = authority.name.split(" v. ")
        written = [side for side in sides if side in names]
        if not written:
            continue
        around = {official.name for official in recorded.around(authority.decided.last)}
        assert written[0] in around, (authority.id, around)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("attorneys_general = 3", "captions.toml"),
        ("= broken", "captions.toml"),
        (
            (
                '[[attorneys_general]]\nname="B"\nfull="B B"\nfrom=2020-01-01\nverified={level="unread",source="s"}\n'
                '[[attorneys_general]]\nname="A"\nfull="A A"\nfrom=2019-01-01\nverified={level="unread",source="s"}'
            ),
            "A A cannot follow B B: put the officials in the order of their terms",
        ),
    ],
)
def test_a_broken_file_of_captions_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "captions.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError, match=message):
        captions(tmp_path)


def test_a_missing_file_of_captions_is_named(tmp_path: Path) -> None:
    with pytest.raises(LawDataError, match=r"captions\.toml is missing"):
        captions(tmp_path)
