"""The country files as questions, and the errors of their loader."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.facts.vocabulary import FACTS, full_id
from article3.law.countries import DATA, country, headings, known_as, named, problems
from article3.law.country import Country, Part, Standing
from article3.law.data_files import LawDataError
from article3.law.model import Kind, Verification
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from article3.law.country import Statement
    from article3.law.loading import Law

COUNTRIES = [country(heading.id) for heading in headings()]
every_country = pytest.mark.parametrize("found", COUNTRIES, ids=[found.id for found in COUNTRIES])

FALL = dt.date(2024, 12, 8)
LATER = dt.date.today()  # noqa: DTZ011 - nothing can have been read later
A_GUESS = re.compile(
    r"\d\s*%|\bper ?cent\b|\b(?:un)?likel(?:y|ihood) to\b|\bmore likely\b|\bprobab|\bodds\b|\b(?:high|low|real|severe) risk\b"
    r"|\bwell-founded\b|\bcertain(?:ly)? to\b",
    re.IGNORECASE,
)


def words(value: object) -> Iterator[str]:
    """Every text in a country's file but its sources, which keep their own titles."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, below in value.items():
            if name != "sources":
                yield from words(below)
    elif isinstance(value, list):
        for below in value:
            yield from words(below)


def test_iraq_and_syria_are_there() -> None:
    assert {"iraq", "syria"} <= {found.id for found in COUNTRIES}


@every_country
def test_every_reference_leads_somewhere(found: Country, law: Law) -> None:
    assert problems(found) == []
    facts = {full_id(variable) for variable in FACTS}
    for profile in found.profiles:
        assert {ask.fact for ask in profile.asks} <= facts, profile.id
        assert {rule for proof in profile.evidence for rule in proof.proves} <= set(RULES), profile.id
        for identifier in profile.authorities:
            assert law.authority(identifier).kind is Kind.DECISION, profile.id


@every_country
def test_nothing_unused_is_kept(found: Country) -> None:
    text = (DATA / f"{found.id}.toml").read_text(encoding="utf-8")
    for source in found.sources:
        assert text.count(f'"{source.id}"') > 1, source.id
    used = {name for profile in found.profiles for name in profile.actors}
    used |= {name for actor in found.actors for name in actor.succeeded_by}
    assert {actor.id for actor in found.actors} == used


@every_country
def test_every_profile_has_a_source_that_was_read_or_is_marked_unread(found: Country) -> None:
    for profile in found.profiles:
        assert profile.sources, profile.id
        assert found.level(profile.sources) is not Verification.UNREAD or not profile.harms, profile.id


@every_country
def test_every_profile_asks_something_and_says_who_may_harm(found: Country) -> None:
    for profile in found.profiles:
        assert profile.asks, profile.id
        assert profile.actors, profile.id
        for ask in profile.asks:
            assert ask.prompt.endswith((".", "?")), ask.prompt


@every_country
def test_nothing_was_read_after_today_or_before_it_was_published(found: Country) -> None:
    for source in found.sources:
        if source.level is not Verification.UNREAD:
            assert source.on is not None
            assert source.on <= LATER, source.id
            assert source.dated is None or source.dated.first <= source.on, source.id
        assert "://" not in source.where, source.id


@every_country
def test_events_and_changes_are_told_in_order(found: Country) -> None:
    for dates in ([event.on.first for event in found.events], *([c.on.first for c in p.changes] for p in found.profiles)):
        assert dates == sorted(dates)


@every_country
def test_no_word_tells_how_likely_anything_is(found: Country) -> None:
    for text in words(msgspec.to_builtins(found)):
        assert not A_GUESS.search(text), text


@every_country
def test_a_listing_tells_both_effects_and_never_bars_deferral(found: Country) -> None:
    for listing in found.listings:
        assert listing.helps, listing.actors
        assert "never" in listing.hurts, listing.actors
        assert "deferral" in listing.hurts, listing.actors


@every_country
def test_what_is_current_has_an_actor_that_is(found: Country) -> None:
    day = max(found.as_of, LATER)
    for profile in found.profiles:
        if profile.standing(day) in {Standing.CURRENT, Standing.CHANGED}:
            assert any(found.actor(name).covers(day) for name in profile.actors), profile.id


@every_country
def test_what_was_so_until_a_day_is_not_stale_on_it(found: Country) -> None:
    for stale in found.stale:
        assert stale.instead, stale.said
        if stale.until is not None:
            assert stale.so(stale.until.last)
            assert not stale.so(stale.until.last + dt.timedelta(days=1))


def test_syria_has_nothing_current_whose_actor_ended_with_the_old_government() -> None:
    syria = country("syria")
    gone = {actor.id for actor in syria.actors if actor.until is not None and actor.until.last == FALL}
    assert {"assad-state", "assad-militias"} == gone
    for profile in syria.profiles:
        if gone & set(profile.actors):
            assert profile.standing(FALL) is Standing.CURRENT, profile.id
            assert profile.standing(FALL + dt.timedelta(days=1)) is Standing.ENDED, profile.id


def test_what_the_service_page_says_of_syria_is_stale_line_by_line() -> None:
    said = [stale for stale in country("syria").stale if "service-page" in stale.by]
    assert len(said) == 6
    assert {stale.until.last for stale in said if stale.until} == {FALL}


def test_the_militias_of_iraq_are_listed_one_by_one_and_in_time() -> None:
    iraq = country("iraq")
    listed = {listing.actors: str(listing.from_) for listing in iraq.listings}
    assert listed == {
        ("kataib-hizballah",): "2009-06-24",
        ("asaib-ahl-al-haq",): "2020-01-10",
        ("four-militias-of-2025",): "2025-09-17",
    }
    assert iraq.actor("pmf").part is Part.OFFICIAL
    assert not iraq.actor("pmf").covers(dt.date(2016, 11, 25))


def test_the_profile_of_lgbt_people_in_iraq_changed_with_the_law_of_2024() -> None:
    profile = next(profile for profile in country("iraq").profiles if profile.id == "lgbt")
    assert profile.standing(dt.date(2024, 4, 26)) is Standing.CURRENT
    assert profile.standing(dt.date(2024, 4, 27)) is Standing.CHANGED
    asked = {ask.fact for ask in profile.asks}
    assert {"harm.only_from_sanction", "harm.sanction_authorized", "harm.sanction_defeats_purpose"} <= asked


def test_a_statement_is_checked_as_well_as_its_best_source() -> None:
    iraq = country("iraq")
    assert iraq.level(()) is Verification.UNREAD
    assert iraq.level(("lgbt-law-2024", "state-lgbt-2024")) is Verification.TEXT
    assert iraq.level(("lgbt-law-2024", "state-2023")) is Verification.HEADNOTE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iraq", ["iraq"]),
        ("iraqi", ["iraq"]),
        ("the Republic of Iraq", ["iraq"]),
        ("Syrian Arab Republic", ["syria"]),
        ("Syria or Iraq", ["iraq", "syria"]),
        ("Iraqi (Chaldean)", ["iraq"]),
        ("العراق", ["iraq"]),
        ("Iran", []),
        ("not from Iraqistan", []),
        ("", []),
    ],
)
def test_a_country_is_named_in_many_ways(text: str, found: list[str]) -> None:
    assert [heading.id for heading in named(text)] == found


def test_no_name_means_two_countries() -> None:
    for one, other in itertools.combinations(headings(), 2):
        assert not {name.casefold() for name in known_as(one)} & {name.casefold() for name in known_as(other)}


def test_the_head_of_a_file_is_what_the_whole_file_says() -> None:
    for heading in headings():
        whole = country(heading.id)
        assert (heading.id, heading.name, heading.as_of, heading.names) == (whole.id, whole.name, whole.as_of, whole.names)


SMALL = """
name  = "Ruritania"
as_of = 2026-07-02

[[sources]]
id        = "report"
title     = "A report"
publisher = "Somebody"
where     = "example.org"
level     = "text"
on        = 2026-11-22

[[actors]]
id   = "police"
name = "Police"
part = "official"
tie  = "An organ of the State."
from = "2020"

[[profiles]]
id      = "opponents"
who     = "Opponents"
actors  = ["police"]
sources = ["report"]
from    = "2024-12"
"""


def small(directory: Path, old: str = "", new: str = "") -> Country:
    assert old in SMALL
    (directory / "ruritania.toml").write_text(SMALL.replace(old, new, 1) if old else SMALL, encoding="utf-8")
    return country("ruritania", directory)


def test_a_small_file_is_read_and_a_date_is_as_exact_as_it_is_written(tmp_path: Path) -> None:
    profile = small(tmp_path).profiles[0]
    assert str(profile.from_) == "2024-12"
    assert profile.standing(dt.date(2024, 11, 30)) is Standing.NOT_YET
    assert profile.standing(dt.date(2024, 12, 1)) is Standing.CURRENT
    statements: tuple[Statement, ...] = profile.harms
    assert statements == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('tie  = "An', 'tye  = "An', r"ruritania.toml: Object contains unknown field `tye`.*actors.*add-a-country"),
        ('tie  = "An organ of the State."', "", r"missing required field `tie`"),
        ('part = "official"', 'part = "officious"', r"Invalid enum value 'officious'.*part"),
        ('from = "2020"', 'from = "20-20"', r"ruritania.toml: actors\[1\].from: expected a date as"),
        ('from = "2020"', 'from = "2020-02-31"', r"actors\[1\].from: day is out of range"),
        ('from = "2020"', 'from = "2020"\nuntil = "2019"', r"actor police: ends on 2019 before it starts on 2020; correct one"),
        ('from    = "2024-12"', 'from    = "2024-12"\nuntil = 2024-11-30', r"profile opponents: ends on 2024-11-30 before"),
        ('actors  = ["police"]', 'actors  = ["polise"]', r"profile opponents: actor 'polise' is not among the actors; add it"),
        ('sources = ["report"]', 'sources = ["repot"]', r"profile opponents: source 'repot' is not among the sources; add it"),
        ("on        = 2026-11-22", "", r"source report: what is verified as 'text' needs the day it was read \(on\)"),
        ('name  = "Ruritania"', 'name  = "Ruritania"\nid = "r"', r"the id is the name of the file; remove the key 'id'"),
        ('name  = "Ruritania"', "name  = Ruritania", r"ruritania.toml: "),
        ('name  = "Ruritania"', 'name  = "Ruritania"\ncolour = "red"', r"unknown field `colour`"),
        ("[[actors]]", '[[actors]]\nid = "police"\nname = "P"\npart = "private"\ntie = "None."\n[[actors]]', r"two are called 'police'"),
        ("[[actors]]", '[[actors]]\nsucceeded_by = ["nobody"]', r"actor police: actor 'nobody' is not among the actors"),
        ("as_of = 2026-07-02", 'as_of = "soon"', r"as_of"),
    ],
)  # fmt: skip
def test_an_error_names_file_place_and_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(LawDataError, match=said):
        small(tmp_path, old, new)


def test_an_unread_source_needs_no_day(tmp_path: Path) -> None:
    (tmp_path / "ruritania.toml").write_text(
        SMALL.replace('level     = "text"\non        = 2026-11-22', 'level     = "unread"'), encoding="utf-8"
    )
    assert country("ruritania", tmp_path).level(("report",)) is Verification.UNREAD


def test_a_missing_or_unreadable_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(LawDataError, match=r"countries/nowhere\.toml is missing"):
        country("nowhere", tmp_path)
    (tmp_path / "latin.toml").write_bytes(b'name = "C\xf4te"')
    with pytest.raises(LawDataError, match=r"latin\.toml: .*save it as UTF-8"):
        headings(tmp_path)
