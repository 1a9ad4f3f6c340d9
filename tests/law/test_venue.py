"""Courts, states and places as questions, and what is found from them."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from article3.law import venue
from article3.law.data_files import LawDataError
from article3.law.forums import circuits
from article3.law.loading import DATA
from article3.law.places import Confidence, Status, Venues, load_venues, plain, plain_names
from article3.law.positions import governance
from article3.law.venue import PlaceError, forum_of
from article3.law.venue_rules import choice_of_law, petition_for_review, rules_of_venue

if TYPE_CHECKING:
    from pathlib import Path

    from article3.law.loading import Law

FILES = ("immigration_courts.toml", "states.toml", "places.toml")


@pytest.fixture(scope="module")
def venues(law: Law) -> Venues:
    return load_venues(law)


# The data as questions.


def test_every_court_lies_in_the_circuit_of_its_state(venues: Venues) -> None:
    for court in venues.courts.values():
        assert court.circuit == venues.states[court.state].circuit, court.id


def test_every_circuit_but_that_of_the_district_has_an_open_court(law: Law, venues: Venues) -> None:
    having = {court.circuit for court in venues.courts.values() if court.status is Status.OPEN}
    assert having == set(circuits(law)) - {"cadc"}


def test_every_state_and_territory_has_a_circuit(law: Law, venues: Venues) -> None:
    states = {state.id for state in venues.states.values() if state.circuit}
    assert len(states) == 50 + len({"DC", "PR", "VI", "GU", "MP"})
    assert {state.circuit for state in venues.states.values() if state.circuit} == set(circuits(law))
    assert [state.id for state in venues.states.values() if not state.circuit] == ["AS"]


@pytest.mark.parametrize(
    ("circuit", "states"),
    [
        ("ca1", "MA ME NH PR RI"),
        ("ca2", "CT NY VT"),
        ("ca3", "DE NJ PA VI"),
        ("ca4", "MD NC SC VA WV"),
        ("ca5", "LA MS TX"),
        ("ca6", "KY MI OH TN"),
        ("ca7", "IL IN WI"),
        ("ca8", "AR IA MN MO ND NE SD"),
        ("ca9", "AK AZ CA GU HI ID MP MT NV OR WA"),
        ("ca10", "CO KS NM OK UT WY"),
        ("ca11", "AL FL GA"),
        ("cadc", "DC"),
    ],
)
def test_the_circuits_are_those_of_28_usc_41_and_48_usc_1821(venues: Venues, circuit: str, states: str) -> None:
    assert sorted(state.id for state in venues.states.values() if state.circuit == circuit) == states.split()


def test_no_name_or_code_leads_to_courts_of_several_circuits(venues: Venues) -> None:
    found: dict[str, set[str]] = {}
    for court in venues.courts.values():
        for name in plain_names(court.id, court.name, court.code, *court.aliases):
            found.setdefault(name, set()).add(court.circuit)
    assert {name for name, of in found.items() if len(of) > 1} == set()


def test_codes_are_three_capitals_and_stand_once(venues: Venues) -> None:
    codes = [court.code for court in venues.courts.values() if court.code]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_what_is_not_certain_says_why(venues: Venues) -> None:
    for court in venues.courts.values():
        if court.confidence is not Confidence.HIGH and court.status is not Status.ADJUDICATION_CENTER:
            assert court.doubt or court.note, court.id


def test_every_place_has_a_source_and_no_court_of_another_country(venues: Venues) -> None:
    for place in venues.places:
        assert place.source, place.label
    labels = [place.label for place in venues.places]
    assert len(labels) == len(set(labels))


def test_every_court_can_be_asked_for_by_its_own_name(law: Law, venues: Venues) -> None:
    for court in venues.courts.values():
        if court.status is Status.ADJUDICATION_CENTER:
            with pytest.raises(PlaceError):
                forum_of(court.name, law)
        else:
            found = forum_of(f"{court.name}, {court.state}", law)
            assert (found.circuit, found.court) == (court.circuit, court.id)


def test_a_state_leads_to_its_circuit_unless_its_people_are_heard_in_another(law: Law, venues: Venues) -> None:
    for state in venues.states.values():
        crosses = any(venues.courts[court].circuit != state.circuit for court in state.heard_by)
        if crosses or not state.circuit:
            with pytest.raises(PlaceError):
                forum_of(f"the State of {state.name}", law)
            continue
        found = forum_of(f"the State of {state.name}", law)
        assert found.circuit == state.circuit
        assert any("does not decide" in doubt for doubt in found.doubts)


# What is found.


@pytest.mark.parametrize(
    ("written", "circuit", "court"),
    [
        ("San Diego", "ca9", "san-diego"),
        ("san diego immigration court", "ca9", "san-diego"),
        ("SND", "ca9", "san-diego"),
        ("San Diego, CA", "ca9", "san-diego"),
        ("El Cajon", "ca9", ""),
        ("El Cajon, CA", "ca9", ""),
        ("el cajon ca", "ca9", ""),
        ("El Cajon, California", "ca9", ""),
        ("Chula Vista", "ca9", ""),
        ("Otay Mesa", "ca9", "otay-mesa"),
        ("Otero", "ca10", "otero"),
        ("Chaparral, NM", "ca10", "otero"),
        ("El Paso", "ca5", "el-paso"),
        ("Kansas City", "ca8", "kansas-city"),
        ("Kansas City, KS", "ca8", "kansas-city"),
        ("Memphis", "ca6", "memphis"),
        ("Little Rock", "ca6", "memphis"),
        ("Tulsa", "ca5", "dallas"),
        ("Portland", "ca9", "portland"),
        ("Portland, ME", "ca1", ""),
        ("Aurora, IL", "ca7", ""),
        ("Richmond, CA", "ca9", ""),
        ("Houston", "ca5", ""),
        ("New York", "ca2", ""),
        ("Brooklyn", "ca2", ""),
        ("Ft. Snelling", "ca8", "fort-snelling"),
        ("Bloomington, MN", "ca8", "fort-snelling"),
        ("Hagåtña", "ca9", "hagatna"),
        ("Guam", "ca9", "hagatna"),
        ("Saipan", "ca9", "saipan"),
        ("CNMI", "ca9", ""),
        ("San Juan", "ca1", "guaynabo"),
        ("Jena", "ca5", "lasalle"),
        ("Lowell", "ca1", "chelmsford"),
        ("Washington, D.C.", "ca4", ""),
        ("Washington DC", "ca4", ""),
        ("Seattle", "ca9", "seattle"),
        ("California", "ca9", ""),
        ("TX", "ca5", ""),
        ("Wyoming", "ca10", ""),
        ("Reno, NV", "ca9", ""),
    ],
)
def test_a_court_or_place_leads_to_its_circuit(law: Law, written: str, circuit: str, court: str) -> None:
    found = forum_of(written, law)
    assert (found.circuit, found.court) == (circuit, court)
    assert found.reason.endswith((".", "(28 U.S.C. 41)."))


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        (
            "Springfield",
            "several-circuits",
            "Springfield, IL (Seventh Circuit); Springfield, MA (First Circuit); Springfield, MO",
        ),
        ("Columbus", "several-circuits", "Columbus, GA (Eleventh Circuit); Columbus, OH (Sixth Circuit)"),
        ("Washington", "several-circuits", "the State of Washington (Ninth Circuit)"),
        ("LA", "several-circuits", "Los Angeles, CA (Ninth Circuit); the State of Louisiana (Fifth Circuit)"),
        ("Lancaster", "several-circuits", "Lancaster, PA"),
        ("Manhattan", "several-circuits", "Manhattan, NY (Second Circuit); Manhattan, KS (Tenth Circuit)"),
        ("Charleston", "several-places", "Charleston, SC (Fourth Circuit); Charleston, WV (Fourth Circuit)"),
        ("Philipsburg", "several-circuits", "Cleveland (Sixth Circuit) or Elizabeth (Third Circuit)"),
        ("Falls Church", "no-venue", "adjudication center"),
        ("Fort Worth", "no-venue", "adjudication center"),
        ("Richmond", "no-venue", "adjudication center"),
        ("Richmond", "no-venue", "if Richmond, CA (Ninth Circuit) is meant, write its state too"),
        ("Kansas", "state-does-not-settle-it", "usually heard by Kansas City (Eighth Circuit)"),
        ("Arkansas", "state-does-not-settle-it", "usually heard by Memphis (Sixth Circuit)"),
        ("Jonesboro, AR", "state-does-not-settle-it", "usually heard by Memphis (Sixth Circuit)"),
        ("DC", "state-does-not-settle-it", "may be heard by Annandale (Fourth Circuit)"),
        ("American Samoa", "no-circuit", "name the immigration court"),
        ("Sann Diego", "no-such-place", "did you mean 'San Diego'?"),
        ("El Cahon", "no-such-place", "did you mean 'El Cajon'"),
        ("Tegucigalpa", "no-such-place", "'article3 court' lists the courts"),
        ("ca9", "no-such-place", "names a circuit"),
        (" ", "no-place", "write a name"),
    ],
)
def test_what_settles_no_circuit_is_not_guessed(law: Law, written: str, code: str, said: str) -> None:
    with pytest.raises(PlaceError) as refused:
        forum_of(written, law)
    assert refused.value.code == code
    assert said in str(refused.value)


def test_no_name_borne_in_several_states_leads_silently_to_one(law: Law, venues: Venues) -> None:
    bearers: dict[str, set[str]] = {}
    for place in venues.places:
        for name in plain_names(place.name, *place.aliases):
            bearers.setdefault(name, set()).add(place.label)
    cities = {plain(court.city) for court in venues.courts.values()}
    for court in venues.courts.values():
        for name in plain_names(court.name, court.city, *court.aliases):
            bearers.setdefault(name, set()).add(f"{court.city}, {court.state}")
    shared = {name: labels for name, labels in bearers.items() if len({label[-2:] for label in labels}) > 1}
    assert {"charleston", "newark", "portland", "richmond"} <= set(shared)
    for name, labels in shared.items():
        try:
            found = forum_of(name, law)
        except PlaceError as refused:
            told = str(refused)
            here = {label for label in labels if plain(label[:-4]) in cities} if refused.code == "no-venue" else set()
        else:
            told = " ".join((found.place, *found.doubts, *found.notes))
            here = {f"{venues.courts[court].city}, {venues.courts[court].state}" for court in found.courts}
            # who lives at the same court's other side of a border is led to the same court
            here |= {place.label for place in venues.places if place.courts and set(place.courts) <= set(found.courts)}
        assert all(label in told for label in labels - here), name


def test_a_namesake_in_the_same_circuit_is_told_and_makes_no_doubt(law: Law) -> None:
    found = forum_of("Newark", law)
    assert found.notes[-1].startswith("Others bear this name: Newark, DE (Third Circuit).")
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Memphis", "Arkansas (Eighth Circuit) and Mississippi (Fifth Circuit)"),
        ("Kansas City", "Kansas (Tenth Circuit)"),
        ("Dallas", "Oklahoma (Tenth Circuit)"),
        ("Kansas City, KS", "Residence in Kansas (Tenth Circuit) does not decide"),
        ("Otero", "beside El Paso (Fifth)"),
        ("Portland", "Portland, ME (First Circuit)"),
        ("York", "recorded as closed"),
        ("San Francisco", "close by January 2027"),
        ("Torrance", "not certain"),
        ("El Cajon", "The court in which the charging document was filed decides"),
        ("California", "The state does not decide"),
        ("Wyoming", "No immigration court in Wyoming is recorded"),
    ],
)
def test_what_is_doubtful_is_said(law: Law, written: str, said: str) -> None:
    assert said in " ".join(forum_of(written, law).doubts)


@pytest.mark.parametrize("written", ["San Diego", "Chicago", "Boston", "Newark", "Hartford"])
def test_a_court_that_is_certain_carries_no_doubt(law: Law, written: str) -> None:
    assert forum_of(written, law).doubts == ()


def test_the_choices_that_are_named_can_be_written(law: Law) -> None:
    for written in ("Springfield", "Columbus", "Washington", "LA", "Lancaster"):
        with pytest.raises(PlaceError) as refused:
            forum_of(written, law)
        for choice in refused.value.remedy.removeprefix("write which: ").split("; "):
            label, _, circuit = choice.partition(" (")
            assert law.courts[forum_of(label, law).circuit].name.endswith(circuit.rstrip(")")), choice


def test_names_are_compared_without_their_trimmings() -> None:
    assert plain("The San Diego Immigration Court") == plain("san-diego") == "san diego"
    assert plain("St. Louis") == plain("Saint Louis")
    assert plain("Ft. Worth") == "fort worth"


# The rules of venue.


def test_the_rules_cite_only_what_was_decided_by_that_day(law: Law) -> None:
    assert "Garcia" in choice_of_law(law, dt.date(2023, 3, 24))
    assert "had not been settled" in choice_of_law(law, dt.date(2023, 3, 23))
    assert petition_for_review(law, dt.date(2022, 6, 29)).endswith("(INA 242(b)(2)).")
    between = petition_for_review(law, dt.date(2022, 7, 1))
    assert "Herrera-Alcala" in between
    assert "Sarr" not in between
    assert "differ" not in between
    assert "The circuits differ" in petition_for_review(law, dt.date(2022, 10, 12))
    today = " ".join(rules_of_venue(law, dt.date(2026, 10, 2)))
    for name in ("8 CFR 1003.20", "Garcia", "M-N-I-", "Herrera-Alcala", "Sarr", "Bazile", "Castillo"):
        assert name in today, name


def test_where_a_petition_goes_is_what_the_question_of_law_says_on_every_day(law: Law, dates_of_change: list[dt.date]) -> None:
    question = law.questions["venue_of_petition"]
    told = 0
    for day in dates_of_change:
        said = petition_for_review(law, day)
        standing = [governance(law, question.id, circuit, day) for circuit in circuits(law)]
        settled = [found for found in standing if not found.is_open]
        for reading in question.readings:
            adopted = any(found.live == (reading.id,) for found in settled)
            assert (reading.says.removesuffix(".") in said) == adopted, (day, reading.id)
        governing = {position.authority.full_cite for found in settled for position in found.governing}
        for authority, _ in law.answers[question.id]:
            assert (authority.full_cite in said) == (authority.full_cite in governing), (day, authority.id)
            told += authority.full_cite in said
    assert told


# Broken data.


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("immigration_courts.toml", 'circuit    = "ca10"', 'circuit    = "ca12"', "there is no circuit 'ca12'"),
        ("immigration_courts.toml", 'state      = "GA"', 'state      = "XX"', "there is no state 'XX'"),
        ("immigration_courts.toml", 'id         = "tucson"', 'id         = "phoenix"', "the id 'phoenix' stands twice"),
        ("immigration_courts.toml", 'status     = "closed"', 'status     = "shut"', "immigration_courts.toml: Invalid enum value 'shut'"),
        ("immigration_courts.toml", 'note       = "', 'nota       = "', "immigration_courts.toml: Object contains unknown field `nota`"),
        ("states.toml", 'circuit    = "ca7"', 'circuit    = "ca77"', "there is no circuit 'ca77'"),
        ("states.toml", 'id         = "WY"', 'id         = "WV"', "the id 'WV' stands twice"),
        ("states.toml", 'heard_by   = ["memphis"]', 'heard_by   = ["nashville"]', "there is no court 'nashville'"),
        ("states.toml", 'confidence = "high"\n', "", "heard_by needs a source and a confidence"),
        ("places.toml", 'state      = "CA"', 'state      = "KA"', "there is no state 'KA'"),
        ("places.toml", 'courts     = ["imperial"]', 'courts     = ["imperia"]', "there is no court 'imperia'"),
        ("places.toml", "[[place]]", "[[place", "places.toml: "),
    ],
)  # fmt: skip
def test_broken_data_names_file_and_cause(law: Law, copy: Path, name: str, old: str, new: str, said: str) -> None:
    path = copy / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawDataError) as broken:
        load_venues(law, copy)
    assert said in str(broken.value)
    assert str(broken.value).startswith(name)


def test_a_missing_file_is_named(law: Law, copy: Path) -> None:
    (copy / "places.toml").unlink()
    with pytest.raises(LawDataError, match=r"places\.toml is missing"):
        load_venues(law, copy)


def _with(path: Path, entry: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{entry}", encoding="utf-8")


def test_a_court_wins_over_a_place_of_its_name(law: Law, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    court = 'id = "x"\nname = "Springfield"\ncity = "Springfield"\nstate = "MA"\ncircuit = "ca1"\nstatus = "open"\nconfidence = "high"'
    _with(copy / "immigration_courts.toml", f"[[court]]\n{court}\n")
    monkeypatch.setattr(venue, "load_venues", lambda law: load_venues(law, copy))
    assert forum_of("Springfield, MA", law).court == "x"
    found = forum_of("Springfield", law)
    assert found.court == "x"
    assert "Springfield, IL (Seventh Circuit) and Springfield, MO (Eighth Circuit)" in found.doubts[0]
