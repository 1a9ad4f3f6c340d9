"""Golden cases for the country files: what changed on which day, and that both sides are told."""

from __future__ import annotations

import datetime as dt

import pytest

from article3.law.countries import country
from article3.law.country import ListedAs, Part, Standing

EIGHT = ("cameroon", "china", "el-salvador", "guatemala", "haiti", "honduras", "mali", "mexico")
GANGS = ("el-salvador", "guatemala", "honduras")


def profile(of: str, identifier: str) -> tuple[set[str], list[Standing]]:
    """The decisions of a profile, and how it stood on 1 January 2021 and on 22 November 2026."""
    found = next(one for one in country(of).profiles if one.id == identifier)
    return set(found.authorities), [found.standing(day) for day in (dt.date(2021, 1, 1), dt.date(2026, 11, 22))]


@pytest.mark.parametrize("of", EIGHT)
def test_whoever_is_shown_decisions_is_also_told_what_hurts(of: str) -> None:
    for found in country(of).profiles:
        assert found.cautions, found.id
        assert found.evidence, found.id


@pytest.mark.parametrize("of", EIGHT)
def test_what_is_stale_says_from_where_the_correction_is(of: str) -> None:
    for stale in country(of).stale:
        assert stale.sources, stale.said


@pytest.mark.parametrize("of", GANGS)
def test_both_gangs_are_listed_on_the_same_days_everywhere(of: str) -> None:
    # Department of State, 20 February and 23 September 2025.
    listed = {(listing.actors, str(listing.from_)) for listing in country(of).listings}
    assert listed == {(("ms-13",), "2025-02-20"), (("barrio-18",), "2025-09-23")}


def test_six_cartels_were_listed_on_20_february_2025() -> None:
    (listing,) = country("mexico").listings
    assert listing.as_ is ListedAs.FTO
    assert not listing.covers(dt.date(2025, 2, 19))
    assert listing.covers(dt.date(2025, 2, 20))
    assert set(listing.actors) == {"sinaloa-cartel", "cjng", "northeast-cartel", "other-listed-cartels"}


def test_in_el_salvador_the_state_is_the_feared_actor_since_27_march_2022() -> None:
    salvador = country("el-salvador")
    accused = next(one for one in salvador.profiles if one.id == "accused-of-gang")
    assert accused.standing(dt.date(2022, 3, 26)) is Standing.NOT_YET
    assert accused.standing(dt.date(2022, 3, 27)) is Standing.CURRENT
    assert {salvador.actor(name).part for name in accused.actors} == {Part.OFFICIAL}
    assert {"matter-of-a-a-r", "matter-of-a-a-f-v", "villalta-martinez-v-bondi"} <= set(accused.authorities)
    _, stood = profile("el-salvador", "witness-or-victim-of-gang")
    assert stood == [Standing.CURRENT, Standing.CHANGED]


def test_the_state_of_exception_in_honduras_ended_on_26_january_2026() -> None:
    stale = next(one for one in country("honduras").stale if "state of exception" in one.said)
    assert stale.so(dt.date(2026, 1, 26))
    assert not stale.so(dt.date(2026, 1, 27))


def test_in_guatemala_the_president_changed_before_the_prosecutors() -> None:
    guatemala = country("guatemala")
    assert guatemala.actor("public-ministry").covers(dt.date(2024, 1, 15))
    assert guatemala.actor("public-ministry").succeeded_by == ("public-ministry-2026",)
    giammattei = next(one for one in guatemala.stale if "Giammattei" in one.said)
    assert not giammattei.so(dt.date(2024, 1, 15))


def test_haitian_deportees_are_shown_both_lines_of_decisions() -> None:
    decisions, stood = profile("haiti", "criminal-deportees")
    assert {"matter-of-j-e", "pierre-v-attorney-general", "oxygene-v-lynch", "jean-pierre-v-attorney-general"} <= decisions
    assert stood == [Standing.CURRENT, Standing.CHANGED]


def test_mental_illness_in_mexico_is_shown_with_guerra_and_against_it() -> None:
    decisions, _ = profile("mexico", "mental-illness")
    assert {"guerra-v-barr", "matter-of-j-r-g-p", "matter-of-r-a-f", "villegas-v-mukasey", "uribe-andrade-v-garland"} == decisions


def test_family_planning_in_china_is_a_claim_of_the_past() -> None:
    _, stood = profile("china", "family-planning")
    assert stood == [Standing.CURRENT, Standing.ENDED]


def test_in_mali_africa_corps_took_the_place_of_wagner() -> None:
    mali = country("mali")
    wagner = mali.actor("wagner")
    assert wagner.covers(dt.date(2025, 6, 1))
    assert not wagner.covers(dt.date(2025, 7, 1))
    assert wagner.succeeded_by == ("africa-corps",)
    assert "kone-v-holder-7th" in profile("mali", "parents-against-mutilation")[0]


def test_the_example_of_the_advisory_from_cameroon_rests_on_arrey() -> None:
    decisions, _ = profile("cameroon", "abused-woman")
    assert decisions == {"arrey-v-barr"}
