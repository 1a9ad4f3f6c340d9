"""Smaller parts: data told as it is, golden files, the page reader that the tests rely on."""

from __future__ import annotations

import datetime as dt
import enum
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

import article3
from article3.book.described import Value, described
from article3.book.golden import GoldenFileError, files, place, read
from article3.book.golden_uses import Home, exercised
from article3.book.shelf import Shelf
from article3.book.site import build
from article3.law.countries import headings
from article3.law.dates import PartialDate
from article3.law.model import Verification
from page_reader import Page

if TYPE_CHECKING:
    from article3.law.loading import Law


class Color(enum.Enum):
    DARK_RED = "dark_red"


class Source(msgspec.Struct, frozen=True):
    id: str
    title: str
    level: Verification


class Statement(msgspec.Struct, frozen=True):
    says: str
    sources: tuple[str, ...] = ()
    from_: PartialDate | None = None


class Profile(msgspec.Struct, frozen=True):
    id: str
    who: str
    harms: tuple[Statement, ...] = ()
    proves: tuple[str, ...] = ()
    color: Color = Color.DARK_RED
    barred: bool = False


class Land(msgspec.Struct, frozen=True):
    id: str
    name: str
    as_of: dt.date
    sources: tuple[Source, ...] = ()
    profiles: tuple[Profile, ...] = ()
    shares: dict[str, int] = {}
    note: str = ""


LAND = Land(
    "utopia",
    "Utopia",
    dt.date(2026, 7, 2),
    (Source("report", "A report", Verification.HEADNOTE),),
    (
        Profile("witness", "Witnesses", (Statement("Beatings.", ("report",), PartialDate.parse("2014")), Statement("Threats.")), ("awareness", "a photograph")),
    ),
    {"north": 2},
)  # fmt: skip


def test_any_struct_is_told_with_labels_parts_and_anchors() -> None:
    part = described(LAND, lambda name, words: Value(words, "rule", words) if name == "proves" and words == "awareness" else None)
    assert part.title == "Utopia"
    labels = {labeled.label: [value.words for value in labeled.values] for labeled in part.values}
    assert labels == {"id": ["utopia"], "looked for to": ["2026-07-02"], "shares": ["north: 2"]}
    assert [group.label for group in part.groups] == ["profiles", "sources"]
    profile = part.groups[0].parts[0]
    assert (profile.title, profile.anchor) == ("Witnesses", "profiles-1")
    told = {labeled.label: [(value.words, value.kind) for value in labeled.values] for labeled in profile.values}
    assert told["proves"] == [("awareness", "rule"), ("a photograph", "")]
    assert told["color"] == [("dark red", "")]
    assert told["barred"] == [("no", "")]
    first, second = profile.groups[0].parts
    assert {labeled.label: labeled.values[0].words for labeled in first.values} == {"sources": "report", "from": "2014"}
    assert second.values[0].values[0].words == "none; nobody here has read it"


@pytest.mark.unmeasured
def test_a_country_gets_a_page_whose_references_can_be_followed(law: Law) -> None:
    made = build(Shelf(law, law.maintained_through, countries=(LAND,)))
    page = Page(made["countries/utopia.html"])
    assert page.faults == []
    assert {"../rules/awareness.html", "#sources-1", "#profiles", "#sources"} <= set(page.hrefs)
    assert {"sources-1", "profiles-1", "profiles-1-harms-2"} <= set(page.ids)
    assert "report headnote or opening read" in page.text
    assert "countries/utopia.html" in Page(made["countries.html"]).hrefs


def test_every_country_recorded_is_in_the_book(shelf: Shelf) -> None:
    assert list(shelf.country_names) == [heading.id for heading in headings()]


MINIMAL = 'circuit = "ca9"\nas_of = 2026-10-02\n[[case]]\nname = "n"\nsource = "s"\ngiven = {}\nexpect = { "torture[a]" = "established" }\nexpect_law = { awareness = ["willful_blindness"] }\nexpect_authorities = { torture = ["cfr-1208-18"] }\n'


def test_golden_files_are_read_and_their_cases_found_by_what_they_exercise(tmp_path: Path) -> None:
    (tmp_path / "torture.toml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "common.toml").write_text("anything = 1\n", encoding="utf-8")
    found = exercised(files(tmp_path))
    assert found.count == 1
    assert [case.expects for case in found.rules["torture"]] == [("torture[a] is established", "torture cites cfr-1208-18")]
    assert [case.expects for case in found.questions["awareness"]] == [("alive: willful_blindness",)]
    assert [case.circuits for case in found.authorities["cfr-1208-18"]] == [("ca9",)]
    assert found.homes == {"torture: n": Home("rule", "torture", "case-torture-1")}


def test_a_golden_case_of_a_question_is_looked_for_on_its_page(tmp_path: Path) -> None:
    (tmp_path / "questions_awareness.toml").write_text(MINIMAL, encoding="utf-8")
    found = exercised(files(tmp_path))
    assert found.homes == {"questions_awareness: n": Home("question", "awareness", "case-questions_awareness-1")}


@pytest.mark.parametrize("text", ["= broken", "circuit = 3", MINIMAL.replace("expect ", "expects ")])
def test_a_broken_golden_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "torture.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldenFileError, match=r"torture\.toml: "):
        read(path)


def test_golden_cases_are_found_installed_or_in_a_working_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lib" / "python" / "article3"
    package.mkdir(parents=True)
    monkeypatch.setattr(article3, "__file__", str(package / "__init__.py"))
    assert place() is None
    assert files(place()) == {}
    (tmp_path / "lib" / "tests" / "cases").mkdir(parents=True)
    assert place() == tmp_path / "lib" / "tests" / "cases"
    (package / "golden_cases").mkdir()
    assert place() == package / "golden_cases"


def test_the_wheel_carries_the_golden_cases_to_where_the_book_looks() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "tests/cases" in wheel["only-include"]
    assert wheel["sources"]["tests/cases"] == "article3/golden_cases"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<main><p>a</main>", "closes"),
        ("<ul><p>a</p></ul>", "<ul> holds <p>"),
        ("<p><ul><li>a</li></ul></p>", "within <p>"),
        ("<a href='x'><a href='y'>a</a></a>", "a link within a link"),
        ("<table><tr><td>a</td></tr></table>", "<table> holds <tr>"),
        ("<div role='region' aria-label='a'><table></table></div>", "<table> outside"),
        ("<div role='region' aria-label='a' tabindex='0'></div><table></table>", "<table> outside"),
        ("<ul>words</ul>", "bare words"),
        ("<div/>", "closes itself"),
        ("<div>", "never closed"),
    ],
)
def test_the_page_reader_sees_faults(text: str, fault: str) -> None:
    assert any(fault in said for said in Page(text).faults)
