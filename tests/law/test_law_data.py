"""The law data as questions."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.law import loading
from article3.law.cache import fingerprint, keep, recall
from article3.law.countries import headings
from article3.law.data_files import LawDataError, read
from article3.law.dates import PartialDate
from article3.law.forums import circuit_of, circuits
from article3.law.loading import DATA, Law, load, problems
from article3.law.model import ENDING, How, Kind, Track, Verification
from article3.law.numbers import numbers
from article3.law.positions import Standing, ending, governance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_every_reference_in_the_data_leads_somewhere(law: Law) -> None:
    assert problems(law) == []


def test_every_authority_says_how_it_was_verified(law: Law) -> None:
    for authority in law.authorities.values():
        assert authority.verification.source, authority.id
        if authority.verification.level is not Verification.UNREAD:
            assert authority.verification.on is not None, authority.id
            assert authority.verification.on <= dt.date.today(), authority.id  # noqa: DTZ011 - the reader's own day


def test_every_decision_holds_something(law: Law) -> None:
    for authority in law.authorities.values():
        if authority.kind is Kind.DECISION:
            assert authority.holdings or authority.treats, authority.id
        else:
            assert authority.paragraphs or authority.kind is Kind.RULE, authority.id


def test_nothing_ends_before_it_starts(law: Law) -> None:
    for authority in law.authorities.values():
        for paragraph in authority.paragraphs:
            for version in paragraph.versions:
                assert version.until is None or version.from_ <= version.until, (authority.id, paragraph.id)


def test_an_operative_paragraph_has_no_gap(law: Law) -> None:
    for authority in law.authorities.values():
        for paragraph in authority.paragraphs:
            operative = sorted((v for v in paragraph.versions if v.track is Track.OPERATIVE), key=lambda version: version.from_)
            for earlier, later in itertools.pairwise(operative):
                assert earlier.until is not None
                assert later.from_ - earlier.until == dt.timedelta(days=1), (authority.id, paragraph.id)


def test_the_enjoined_words_are_printed_and_never_operative(law: Law) -> None:
    section = law.authority("cfr-1208-18")
    for pin in ("(a)(1)", "(a)(7)"):
        paragraph = section.paragraph(pin)
        assert paragraph is not None
        printed = paragraph.at(dt.date(2026, 10, 2), Track.PRINTED)
        operative = paragraph.at(dt.date(2026, 10, 2))
        assert printed is not None
        assert operative is not None
        assert printed.says != operative.says
        assert printed.because == "pangea-ii"
        assert operative.from_ == dt.date(1999, 3, 22)


def test_a_paragraph_is_found_by_the_closest_pin(law: Law) -> None:
    section = law.authority("cfr-1208-18")
    assert section.paragraph("(a)(4)(ii)") is not section.paragraph("(a)(4)")
    paragraph = section.paragraph("(a)(3)(z)")
    assert paragraph is not None
    assert paragraph.id == "(a)(3)"


def test_vacated_decisions_end_on_the_day(law: Law) -> None:
    assert not ending(law, "matter-of-o-f-a-s-2019", "official_capacity", dt.date(2020, 7, 13))
    over = ending(law, "matter-of-o-f-a-s-2019", "official_capacity", dt.date(2020, 7, 14))
    assert over is not None
    assert (over[0].id, over[1]) == ("matter-of-o-f-a-s-2020", How.VACATES)


@pytest.mark.parametrize("authority", ["oxygene-v-lynch", "pieschacon-villegas-v-attorney-general"])
def test_abrogated_on_other_grounds_ends_nothing_else(law: Law, authority: str) -> None:
    assert any(later.id == "nasrallah-v-barr" for later, _ in law.treated[authority])
    for point in (*law.questions, "whole"):
        assert not ending(law, authority, point, dt.date(2026, 10, 2))


def test_names_are_right_where_sources_slip(law: Law) -> None:
    assert law.authority("al-saher-v-ins").name == "Al-Saher v. INS"
    assert law.authority("garcia-milian-v-holder").name == "Garcia-Milian v. Holder"


@pytest.mark.parametrize(
    ("written", "circuit"),
    [
        ("9", "ca9"),
        ("ca9", "ca9"),
        ("9th", "ca9"),
        ("1st", "ca1"),
        (" CA11 ", "ca11"),
        ("dc", "cadc"),
        ("D.C.", "cadc"),
        ("2d", None),
        ("12", None),
        ("bia", None),
        ("", None),
    ],
)
def test_a_circuit_can_be_named_in_the_usual_ways(law: Law, written: str, circuit: str | None) -> None:
    assert circuit_of(written, law) == circuit


def test_there_are_twelve_forums(law: Law) -> None:
    assert circuits(law) == [*(f"ca{number}" for number in range(1, 12)), "cadc"]


@pytest.mark.parametrize(
    ("written", "first", "last", "shown"),
    [
        ("2003-06-18", dt.date(2003, 6, 18), dt.date(2003, 6, 18), "2003-06-18"),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29), "2024-02"),
        ("2014", dt.date(2014, 1, 1), dt.date(2014, 12, 31), "2014"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(written: str, first: dt.date, last: dt.date, shown: str) -> None:
    date = PartialDate.parse(written)
    assert (date.first, date.last, str(date)) == (first, last, shown)
    assert date.is_exact == (first == last)


@pytest.mark.parametrize("written", ["2014-13", "2014-02-30", "June 2014", "14", "2014-1-1"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(written)


# A copy of the data to which one file is added or in which one is changed.


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "law"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


DOE = """
name = "Doe v. Roe"
cite = "999 F.4th 1"
court = "{court}"
decided = "{decided}"
kind = "decision"
[verification]
level = "{level}"
source = "slip opinion"
{on}
[[holdings]]
holds = "Officials must willingly accept the torture."
question = "awareness"
reading = "{reading}"
weight = "{weight}"
{more}
"""


def add(
    data: Path,
    *,
    court: str = "ca11",
    decided: str = "2026-01-05",
    level: str = "text",
    reading: str = "willful_blindness",
    weight: str = "holding",
    more: str = "",
) -> Law:
    on = "" if level == "unread" else "on = 2026-01-06"
    text = DOE.format(court=court, decided=decided, level=level, on=on, reading=reading, weight=weight, more=more)
    (data / "authorities" / "doe-v-roe.toml").write_text(text, encoding="utf-8")
    return load.__wrapped__(data)


def standing(law: Law, circuit: str, day: dt.date) -> tuple[str, ...]:
    return governance(law, "awareness", circuit, day).live


def test_recording_a_decision_is_one_file_and_no_code(data: Path) -> None:
    before, after = dt.date(2026, 1, 4), dt.date(2026, 1, 5)
    law = add(data)
    assert standing(law, "ca11", before) == ("willful_acceptance",)
    assert standing(law, "ca11", after) == ("willful_blindness",)
    assert standing(law, "cadc", after) == ("willful_acceptance",)


def test_an_unread_decision_settles_nothing_but_keeps_the_question_open(data: Path) -> None:
    law = add(data, level="unread")
    found = governance(law, "awareness", "ca11", dt.date(2026, 1, 5))
    assert found.live == ("willful_acceptance", "willful_blindness")
    assert "doe-v-roe" in {position.authority.id for position in found.governing}
    assert standing(law, "cadc", dt.date(2026, 1, 5)) == ("willful_acceptance",)


def test_an_unread_decision_that_agrees_changes_nothing(data: Path) -> None:
    assert standing(add(data, level="unread", reading="willful_acceptance"), "ca11", dt.date(2026, 1, 5)) == (
        "willful_acceptance",
    )


def test_dicta_and_unpublished_decisions_pick_no_reading(data: Path) -> None:
    assert standing(add(data, weight="dicta"), "ca11", dt.date(2026, 1, 5)) == ("willful_acceptance",)
    law = add(data)
    path = data / "authorities" / "doe-v-roe.toml"
    path.write_text("precedential = false\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    law = load.__wrapped__(data)
    assert standing(law, "ca11", dt.date(2026, 1, 5)) == ("willful_acceptance",)


READ = '[[treats]]\nauthority = "matter-of-s-v"\nhow = "construes"\npoint = "awareness"\nnote = "only of guards"'


@pytest.mark.parametrize(
    ("head", "level", "expected"),
    [
        ("", "text", "Governed here by Matter of S-V- (Board of Immigration Appeals), as construed by the Court of Appeals"),
        ("", "unread", "No decision of this circuit that settles the point is recorded; on it: Doe v. Roe (not read by us)"),
        ("precedential = false\n", "text", "on it: Doe v. Roe (not precedent)"),
    ],
)
def test_a_circuit_that_construes_the_agency_is_not_called_silent(head: str, level: str, expected: str, data: Path) -> None:
    add(data, level=level, more=READ)
    path = data / "authorities" / "doe-v-roe.toml"
    text = path.read_text(encoding="utf-8").replace('question = "awareness"\nreading = "willful_blindness"\n', "")
    path.write_text(head + text, encoding="utf-8")
    law = load.__wrapped__(data)
    assert expected in governance(law, "awareness", "ca11", dt.date(2026, 1, 5)).why
    silent = "Governed here by the Board of Immigration Appeals, as far as recorded. No decision of this circuit on the point"
    assert silent in governance(law, "awareness", "ca11", dt.date(2026, 1, 4)).why


def test_a_circuit_that_contradicts_itself_leaves_the_question_open(data: Path) -> None:
    law = add(data, court="ca9", reading="willful_acceptance")
    found = governance(law, "awareness", "ca9", dt.date(2026, 1, 5))
    assert found.live == ("willful_acceptance", "willful_blindness")
    assert "conflict" in found.why


def test_the_supreme_court_prevails_everywhere(data: Path) -> None:
    law = add(data, court="scotus", reading="willful_acceptance")
    assert {standing(law, circuit, dt.date(2026, 1, 5)) for circuit in circuits(law)} == {("willful_acceptance",)}
    positions = governance(law, "awareness", "ca9", dt.date(2026, 1, 5)).positions
    assert next(p for p in positions if p.authority.id == "zheng-v-ashcroft").standing is Standing.OUTRANKED


def test_overruling_ends_a_position_on_its_day(data: Path) -> None:
    law = add(data, court="bia", more='[[treats]]\nauthority = "matter-of-s-v"\nhow = "overrules"\npoint = "awareness"')
    assert standing(law, "ca11", dt.date(2026, 1, 4)) == ("willful_acceptance",)
    assert standing(law, "ca11", dt.date(2026, 1, 5)) == ("willful_blindness",)
    assert governance(law, "government_efforts", "cadc", dt.date(2026, 1, 5)).live == ("defeat",)


def test_a_decision_known_to_the_year_counts_from_its_last_day(data: Path) -> None:
    law = add(data, decided="2025")
    assert standing(law, "ca11", dt.date(2025, 12, 30)) == ("willful_acceptance",)
    assert any(position.uncertain for position in governance(law, "awareness", "ca11", dt.date(2025, 12, 30)).positions)
    assert standing(law, "ca11", dt.date(2025, 12, 31)) == ("willful_blindness",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"court": "ca12"}, "doe-v-roe.toml: court 'ca12' is not in courts.toml"),
        ({"reading": "blindness"}, "question 'awareness' has no reading 'blindness'; its readings are willful_acceptance, willful_blindness"),
        ({"decided": "June"}, "doe-v-roe.toml: decided: expected a date as 2003-06-24"),
        ({"level": "heard"}, "doe-v-roe.toml: Invalid enum value 'heard'"),
        ({"weight": "rule"}, "doe-v-roe.toml: Invalid enum value 'rule'"),
        ({"more": '[[treats]]\nauthority = "nobody"\nhow = "follows"'}, "treats 'nobody', which has no file"),
        ({"more": '[[treats]]\nauthority = "matter-of-s-v"\nhow = "limits"'}, "to limit 'matter-of-s-v', name the point"),
        ({"decided": "1999-01-01", "more": '[[treats]]\nauthority = "matter-of-s-v"\nhow = "follows"'}, "cannot treat 'matter-of-s-v', which is later"),
        ({"more": "[[holdigns]]"}, "doe-v-roe.toml: Object contains unknown field `holdigns`"),
        ({"more": "= broken"}, "doe-v-roe.toml: Invalid statement"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_is_named_with_its_place(data: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(LawDataError) as caught:
        add(data, **change)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('id = "x"', "the id is the name of the file; remove the key 'id'"),
        ('abbreviation = "x"', "the abbreviation is in courts.toml; remove the key 'abbreviation'"),
        ('name = "x"', "the key 'decided' is missing"),
        ('name="x"\ndecided="2020"\ncourt="ca9"\nkind="decision"\n[verification]\nlevel="text"\nsource="s"\non=2026-01-01', "a decision needs a cite"),
        ('name="x"\ncite="1"\ndecided="2020"\ncourt="ca9"\nkind="decision"\n[verification]\nlevel="text"\nsource="s"', "needs a source and the day it was read"),
        ('name="x"\ndecided="2020"\ncourt="doj"\nkind="rule"\n[verification]\nlevel="unread"\nsource="s"\n[[holdings]]\nholds="y"', "only decisions have holdings"),
    ],
)  # fmt: skip
def test_an_incomplete_file_is_refused(data: Path, text: str, message: str) -> None:
    (data / "authorities" / "doe-v-roe.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError) as caught:
        load.__wrapped__(data)
    assert message in str(caught.value)


def test_two_versions_of_a_paragraph_may_not_cover_one_day(data: Path) -> None:
    path = data / "regulations" / "cfr-1208-18.toml"
    checked = 'verification = { level = "secondary", source = "s", on = 2026-11-22 }'
    more = f'\n[[paragraphs]]\nid = "(z)"\nversions = [\n{{ says = "a", track = "operative", from = 1999-03-22, {checked} }},\n{{ says = "b", track = "operative", from = 2005-01-01, {checked} }},\n]\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    with pytest.raises(LawDataError, match="two operative versions of \\(z\\) cover 2005-01-01; end the earlier one"):
        load.__wrapped__(data)


def test_a_missing_file_is_named(data: Path) -> None:
    (data / "courts.toml").unlink()
    with pytest.raises(LawDataError, match=r"courts\.toml is missing"):
        load.__wrapped__(data)


@pytest.mark.parametrize("folder", ["authorities", "regulations", "questions", "numbers", "countries"])
def test_a_directory_named_like_a_file_is_told(data: Path, folder: str) -> None:
    (data / folder / "a-stray.toml").mkdir()
    loaders: dict[str, Callable[[], object]] = {
        "numbers": lambda: numbers.__wrapped__(data),
        "countries": lambda: headings(data / "countries"),
    }
    with pytest.raises(LawDataError, match=rf"^{folder}/a-stray\.toml is a directory, and .*; move or rename it$"):
        loaders.get(folder, lambda: load.__wrapped__(data))()


def test_a_link_to_nothing_is_told(data: Path) -> None:
    (data / "authorities" / "gone.toml").symlink_to(data / "nowhere.toml")
    with pytest.raises(LawDataError, match=r"gone\.toml is missing"):
        load.__wrapped__(data)


def test_a_file_that_may_not_be_read_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(data), "read_text", refuse)
    with pytest.raises(LawDataError, match=r"/law\.toml cannot be read \(Permission denied\); make it a file that you may read$"):
        read(data / "law.toml")


def test_an_unknown_authority_is_an_error_with_a_remedy(law: Law) -> None:
    with pytest.raises(LawDataError, match=r"add law/authorities/nobody-v-nobody\.toml"):
        law.authority("nobody-v-nobody")


def test_the_kept_copy_is_used_and_renewed_when_a_file_changes(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load.__wrapped__(data)
    monkeypatch.setattr(loading, "_contents", lambda directory: pytest.fail(f"read {directory} although a copy was kept"))
    again = load.__wrapped__(data)
    assert msgspec.structs.asdict(again.authority("zheng-v-ashcroft")) == msgspec.structs.asdict(
        first.authority("zheng-v-ashcroft")
    )
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(data.parent / "elsewhere"))
    assert "doe-v-roe" in add(data).authorities


def test_a_spoilt_copy_is_ignored(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(data.parent / "cache"))
    load.__wrapped__(data)
    for kept in (data.parent / "cache").rglob("law-*.json"):
        kept.write_text("{", encoding="utf-8")
    assert load.__wrapped__(data).authorities


def test_where_nothing_can_be_kept_nothing_is_lost(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    obstacle = data.parent / "file"
    obstacle.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(obstacle))
    keep("key", {"a": 1})
    assert recall("key", dict) is None
    assert load.__wrapped__(data).authorities


def test_the_fingerprint_changes_with_any_file(data: Path) -> None:
    before = fingerprint(data)
    (data / "authorities" / "new.toml").write_text("", encoding="utf-8")
    assert fingerprint(data) != before
    assert fingerprint(data, "another version") != fingerprint(data)


def test_ending_treatments_are_the_ones_that_take_authority_away() -> None:
    """An order that is stayed governs nothing while the stay lasts."""
    assert {how.value for how in ENDING} == {"vacates", "overrules", "abrogates", "reverses", "supersedes", "enjoins", "stays"}
