"""Catalogs: what is shown, what is not, and tables for translators."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest

from article3.guide.checking import wrong
from article3.languages import catalog as catalogs
from article3.languages import upkeep
from article3.languages.catalog import CatalogError, catalog
from article3.languages.upkeep import TableError, signed_by, take_over, update

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "One hearing.": ("page/a",),
    "See [[deferral|deferral]] in {bia_appeal} days.": ("page/a", "page/b"),
    "Help": ("page/b",),
}
SAYS = {
    "One hearing.": "Una audiencia.",
    "See [[deferral|deferral]] in {bia_appeal} days.": "Vea [[el aplazamiento|deferral]] en {bia_appeal} d\u00edas.",
}
TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    update("es", "made", TEXTS, tmp_path)
    return tmp_path


def as_table(rows: dict[str, str]) -> str:
    made = io.StringIO(newline="")
    written = csv.writer(made)
    written.writerow(("where", "english", "translation", "state"))
    written.writerows(("", english, says, "") for english, says in rows.items())
    return made.getvalue()


def taken(place: Path, rows: dict[str, str]) -> int:
    return take_over("es", "made", as_table(rows), signed_by("Ana Ejemplo", TODAY), wrong, directory=place)


def test_what_is_not_translated_is_said_in_english(place: Path) -> None:
    assert catalog("es", "made", place).say("Help") == "Help"
    assert catalog("es", "made", place).lacks(TEXTS) == tuple(TEXTS)
    assert catalog("en", "made", place).say("Help") == "Help"


def test_a_table_is_taken_over_and_signed(place: Path) -> None:
    assert taken(place, SAYS) == len(SAYS)
    found = catalog("es", "made", place)
    assert found.say("One hearing.") == "Una audiencia."
    entry = found.entries["One hearing."]
    assert (entry.review, entry.signed) == ("signed by Ana Ejemplo 2026-11-23", True)
    assert found.lacks(TEXTS) == ("Help",)


def test_a_text_whose_english_changed_is_shown_in_english(place: Path) -> None:
    taken(place, SAYS)
    changed = {"One short hearing.": ("page/a",), **{text: where for text, where in TEXTS.items() if text != "One hearing."}}
    update("es", "made", changed, place)
    found = catalog("es", "made", place)
    assert found.say("One short hearing.") == "One short hearing."
    assert found.entries["One short hearing."].stale
    assert "One hearing." not in found.entries
    assert found.say("See [[deferral|deferral]] in {bia_appeal} days.").startswith("Vea")
    assert found.entries["See [[deferral|deferral]] in {bia_appeal} days."].signed


def test_an_update_without_a_change_changes_nothing(place: Path) -> None:
    taken(place, SAYS)
    before = catalogs.path_of("es", "made", place).read_bytes()
    update("es", "made", TEXTS, place)
    assert catalogs.path_of("es", "made", place).read_bytes() == before


@pytest.mark.parametrize(
    ("english", "says", "why"),
    [
        ("Nobody wrote this.", "Nadie.", "no text reads 'Nobody wrote this.'"),
        (
            "See [[deferral|deferral]] in {bia_appeal} days.",
            "Vea en {bia_appeal} d\u00edas.",
            "words of the law differ (deferral)",
        ),
        ("See [[deferral|deferral]] in {bia_appeal} days.", "Vea [[x|deferral]] en 30 d\u00edas.", "numbers differ (bia_appeal)"),
        ("Help", "Ayuda **ya", "a mark is not closed"),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_nothing_is_taken(place: Path, english: str, says: str, why: str) -> None:
    before = catalogs.path_of("es", "made", place).read_bytes()
    with pytest.raises(TableError) as error:
        taken(place, {**SAYS, english: says})
    assert why in str(error.value)
    assert "row " in str(error.value)
    assert catalogs.path_of("es", "made", place).read_bytes() == before


@pytest.mark.parametrize(
    ("given", "why"), [("a,b\n1,2\n", "must name the columns"), ("english,translation\nx\n", "fewer columns")]
)
def test_a_table_that_is_none_is_refused(place: Path, given: str, why: str) -> None:
    with pytest.raises(TableError, match=why):
        take_over("es", "made", given, signed_by("Ana", TODAY), wrong, directory=place)


def test_somebody_must_sign() -> None:
    with pytest.raises(TableError, match="--by"):
        signed_by("  ", TODAY)


def test_a_catalog_that_is_not_there_or_broken_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="is missing"):
        catalog("es", "none", tmp_path)
    broken = catalogs.path_of("ar", "made", tmp_path)
    broken.parent.mkdir(parents=True)
    broken.write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"made\.po"):
        catalog("ar", "made", tmp_path)


def test_what_is_to_be_done_comes_first_in_a_table(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(place, SAYS)
    monkeypatch.setattr(upkeep, "catalog", lambda language, domain: catalog(language, domain, place))
    rows = list(csv.DictReader(io.StringIO(upkeep.table("es", "made", TEXTS).removeprefix("\ufeff"), newline="")))
    assert [row["state"].split(" ")[0] for row in rows] == ["missing", "signed", "signed"]
    assert rows[0]["english"] == "Help"
    found = upkeep.standing("es", "made", TEXTS, wrong)
    assert (found.texts, found.shown, found.signed, found.missing, found.is_complete) == (3, 2, 2, ("Help",), False)
