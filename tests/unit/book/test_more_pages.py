"""Numbers, the comparison, immigration courts and coverage: each page says what the law data says, and leads to it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from article3.book import coverage as coverage_page
from article3.book.shelf import Shelf, stocked
from article3.book.site import build
from article3.explanations.chart import chart
from article3.explanations.numbers import counted
from article3.law.coverage import Coverage, MetBy, Row, load_coverage
from article3.law.model import Checked, Verification
from article3.law.numbers import Number, Safer, Status, Unit, Value, numbers
from article3.law.places import load_venues
from page_reader import Page

if TYPE_CHECKING:
    from article3.law.loading import Law

COVERAGE = load_coverage()
ROWS = COVERAGE.by_id
UNPLACED = {"pages", "examples", "commands"}
"""What stands in no page of the book."""


def plain(words: str) -> str:
    return " ".join(words.split())


# Numbers


@pytest.mark.parametrize("identifier", numbers())
def test_the_page_of_a_number_tells_every_value(read: dict[str, Page], law: Law, identifier: str) -> None:
    number, page = numbers()[identifier], read[f"numbers/{identifier}.html"]
    assert plain(number.what) in page.text
    for value in number.values:
        row = f"{value.from_}{value.until or 'no end recorded'}{counted(value.value, number.unit)}"
        assert row.replace(" ", "") in page.text.replace(" ", "")
        assert law.authority(value.authority).cited(value.pin) in page.text
        assert any(href.startswith(f"../authorities/{value.authority}.html") for href in page.hrefs)
        for words in (value.note, value.verification.note, value.verification.source):
            assert plain(words) in page.text
        assert f"../numbers/{identifier}.html" in read[f"authorities/{value.authority}.html"].hrefs
    for words in (number.runs_from, number.picked_by, number.extension, number.note):
        assert plain(words) in page.text
    assert f"numbers/{identifier}.html" in read["numbers.html"].hrefs


CHECKED = Checked(Verification.SECONDARY, "an account", dt.date(2026, 11, 22))
START = dt.date(2020, 1, 1)


def number_of(*values: tuple[int, Status], unit: Unit = Unit.DAYS, safer: Safer | None = None) -> Number:
    made = tuple(Value(value, START, "cfr-1208-18", CHECKED, status=status) for value, status in values)
    return Number("made_up", "A made-up time.", unit, made, safer=safer)


MADE_UP = (
    (number_of((30, Status.DISPUTED), (10, Status.DISPUTED), safer=Safer.SMALLER), "days 10 or 30 disputed (the smaller is safe)", "10 days or 30 days: disputed. The safe value, the smaller, comes first."),
    (number_of((110, Status.DISPUTED), (1010, Status.DISPUTED), unit=Unit.DOLLARS, safer=Safer.LARGER), "dollars $1,010 or $110 disputed (the larger is safe)", "$1,010 or $110: disputed."),
    (number_of((1, Status.IN_FORCE), (3, Status.PROPOSED)), "days 1 in forceBeside it, 3 days: proposed, not law", "1 day: in force. Beside it, 3 days: proposed, not law."),
    (number_of((3, Status.PRINTED)), "days none none is recorded for this dayBeside it, 3 days: printed, not in force", "None has ever been in force, as far as recorded."),
)  # fmt: skip


@pytest.fixture(scope="module")
def made_up(law: Law) -> dict[str, str]:
    """A book with these numbers, each under an id of its own."""
    made = {f"made_up_{place}": number for place, (number, _, _) in enumerate(MADE_UP)}
    return build(Shelf(law, law.maintained_through, numbers={name: replace(one, id=name) for name, one in made.items()}))


@pytest.mark.unmeasured
@pytest.mark.parametrize("place", range(len(MADE_UP)))
def test_a_number_says_what_to_act_on_and_what_is_not_law(made_up: dict[str, str], place: int) -> None:
    number, listed, told = MADE_UP[place]
    page = Page(made_up[f"numbers/made_up_{place}.html"])
    assert plain(listed).replace(" ", "") in Page(made_up["numbers.html"]).text.replace(" ", "")
    assert told in page.text
    not_law = [value for value in number.values if value.status in {Status.PROPOSED, Status.PRINTED}]
    assert ("Proposed, or printed and not in force" in page.text) is bool(not_law)
    assert page.faults == []


# The comparison


def test_the_comparison_says_what_the_chart_says(read: dict[str, Page], law: Law, shelf: Shelf) -> None:
    page, found = read["chart.html"], chart(law, shelf.as_of, more=True)
    assert len(found.rows) > 10
    for number, row in enumerate(found.rows, 1):
        assert f"row-{number}" in page.ids
        told = [(cell.says, cell.authorities) for cell in row.cells.values()] + [
            (note.says, note.authorities) for note in row.notes
        ]
        for says, authorities in told:
            assert plain(says) in page.text
            for cited in authorities:
                assert cited.cite in page.text
                assert any(href.startswith(f"authorities/{cited.authority}.html") for href in page.hrefs)
    assert "authorities/cfr-1208-16.html#p-c-2" in page.hrefs


# Immigration courts


def test_every_immigration_court_is_shown_with_its_circuit_and_doubts(read: dict[str, Page], law: Law) -> None:
    page, venues = read["courts.html"], load_venues(law)
    assert plain(venues.source) in page.text
    for court in venues.courts.values():
        assert f"immigration-court-{court.id}" in page.ids
        assert f"courts.html#court-{court.circuit}" in page.hrefs
        assert plain(f"{court.name} {court.id}") in page.text
        assert plain(court.doubt) in page.text
        assert plain(court.note) in page.text
        for state in venues.heard_elsewhere(court):
            assert f"Usually hears people of {state.name} too" in page.text


# Coverage


def test_every_row_of_the_coverage_is_shown(read: dict[str, Page]) -> None:
    page = read["coverage.html"]
    assert set(COVERAGE.parts()) <= set(page.ids)
    for row in ROWS.values():
        assert f"row-{row.id}" in page.ids
        assert plain(f"{row.id}. {row.what} Outcome{row.outcome.value}").replace(" ", "") in page.text.replace(" ", "")
        for words in (row.departs, row.later, row.why):
            assert plain(words) in page.text


@pytest.mark.parametrize("identifier", ROWS)
def test_a_row_leads_to_all_that_meets_it(read: dict[str, Page], shelf: Shelf, identifier: str) -> None:
    page, row = read["coverage.html"], ROWS[identifier]
    for kind, names in row.met_by.by_kind().items():
        for name in names:
            found = coverage_page._named(shelf, kind, name)
            assert plain(found.words) in page.text
            assert shelf.has_page(found.kind, found.id) is (kind not in UNPLACED), f"{kind}: {name}"
            if kind not in UNPLACED:
                assert shelf.href(found.kind, found.id, found.pin) in page.hrefs


def test_golden_cases_and_profiles_are_found_where_the_coverage_says(read: dict[str, Page], shelf: Shelf) -> None:
    case = "torture: torture by the police"
    place, _, anchor = shelf.href("case", case).partition("#")
    assert place == "rules/torture.html"
    assert anchor in read[place].ids
    assert shelf.href("profile", "iraq@lgbt").startswith("countries/iraq.html#profiles-")
    assert shelf.href("chart", "Discretionary?") == "chart.html#row-6"


@pytest.mark.unmeasured
def test_what_does_not_exist_is_named_without_a_link(law: Law) -> None:
    met_by = MetBy(
        ("no_rule",), ("no.fact",), ("no_question",), ("no-authority@(a)",), ("no_number",), ("iraq@nobody",), ("None?",)
    )
    bare = Shelf(law, law.maintained_through, coverage=Coverage((Row("A1", "Nothing.", met_by),), (), (), ()))
    page = Page(build(bare)["coverage.html"])
    for words in ("no rule", "no.fact", "no question", "no-authority@(a)", "no number", "iraq@nobody", "None?"):
        assert words in page.text
    assert not any(href.startswith(("rules/", "authorities/", "countries/")) for href in page.hrefs)
    assert page.faults == []


@pytest.mark.slow
@pytest.mark.parametrize("day", [dt.date(1999, 3, 22), dt.date(2012, 6, 1), dt.date(2025, 7, 4)])
def test_the_book_of_another_day_is_whole_too(law: Law, day: dt.date) -> None:
    made = build(stocked(law, day, {}))
    assert all(Page(text).faults == [] for path, text in made.items() if path.endswith(".html"))
    assert f"What each was on {day}." in made["numbers.html"]


def test_the_page_of_an_issue_sets_factors_against_decisions(read: dict[str, Page], law: Law) -> None:
    for issue in law.issues.values():
        page = read[f"precedents/{issue.id}.html"]
        for factor in issue.factors:
            assert f"factor-{factor.id}" in page.ids
            assert " ".join(factor.asks.split()) in page.text
            assert factor.says in page.text or not law.decided[issue.id]
        for precedent in law.decided[issue.id]:
            assert f"../authorities/{precedent.authority}.html" in page.hrefs
            assert " ".join(precedent.says.split()) in page.text
            assert f"Reason: {issue.listed(precedent.reason)}." in page.text
        reasons = sum(len(precedent.reason) for precedent in law.decided[issue.id])
        mentioned = sum(len(one.for_) + len(one.against) - len(one.reason) for one in law.decided[issue.id])
        legend = 1 if law.decided[issue.id] else 0
        assert (page.text.count("●"), page.text.count("○")) == (reasons + legend, mentioned + legend)


def test_an_authority_names_the_issues_it_speaks_on(read: dict[str, Page], law: Law) -> None:
    for precedent in law.precedents:
        assert f"../precedents/{precedent.issue}.html" in read[f"authorities/{precedent.authority}.html"].hrefs
