"""The book as a reader meets it: complete, connected, accessible, the same every time."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from article3.book.shelf import Shelf
from article3.book.site import build
from article3.facts.vocabulary import FACTS, full_id
from article3.law.coverage import Coverage, MetBy, Row
from article3.law.matrix import matrix
from article3.law.numbers import numbers
from article3.law.periods import forums, periods
from article3.law.places import load_venues
from article3.rules.rulebase import RULES
from page_reader import Page

if TYPE_CHECKING:
    from article3.law.loading import Law


@pytest.mark.unmeasured
def test_everything_has_its_page(book: dict[str, str], law: Law, shelf: Shelf) -> None:
    expected = {f"rules/{rule}.html" for rule in RULES}
    expected |= {f"questions/{question}.html" for question in law.questions}
    expected |= {f"authorities/{authority}.html" for authority in law.authorities}
    expected |= {f"countries/{country}.html" for country in shelf.country_names}
    expected |= {f"numbers/{number}.html" for number in numbers()}
    expected |= {f"precedents/{issue}.html" for issue in law.issues}
    beside = {path for path in book if "/" not in path}
    assert set(book) - beside == expected
    assert beside == {"style.css"} | {
        f"{name}.html"
        for name in (
            "index",
            "rules",
            "questions",
            "precedents",
            "facts",
            "authorities",
            "numbers",
            "chart",
            "courts",
            "countries",
            "coverage",
            "limits",
            "alphabet",
        )
    }


@pytest.mark.unmeasured
def test_every_page_is_valid(read: dict[str, Page]) -> None:
    for path, page in read.items():
        assert page.declared, path
        assert page.faults == [], path
        assert len(page.ids) == len(set(page.ids)), path


def test_no_two_pages_have_the_same_title(read: dict[str, Page]) -> None:
    titles = Counter(page.title for page in read.values())
    assert titles[""] == 0
    assert titles.most_common(1)[0][1] == 1, titles.most_common(3)


def test_every_link_leads_somewhere_in_the_book(read: dict[str, Page]) -> None:
    links = 0
    for path, page in read.items():
        for href in page.hrefs:
            place, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
            assert target in read, f"{path}: {href}"
            assert not fragment or fragment in read[target].ids, f"{path}: {href}"
            links += 1
    assert links > 10 * len(read)


def test_nothing_is_asked_of_another_host(book: dict[str, str]) -> None:
    for path, text in book.items():
        assert not re.search(r"""(?:src|href|srcset|action|data|poster)\s*=\s*["'](?:[a-z]+:)?//""", text, re.IGNORECASE), path
        assert "<script" not in text, path
        assert not re.search(r"url\((?!#)", text), path
        assert "@import" not in text, path


def test_every_page_can_be_reached_from_the_start(read: dict[str, Page]) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for href in read[path].hrefs:
            place = href.partition("#")[0]
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    assert reached == set(read)


def test_pages_are_accessible(read: dict[str, Page]) -> None:
    for path, page in read.items():
        assert page.of("html") == [{"lang": "en", "dir": "ltr"}], path
        assert len(page.of("main")) == len(page.of("title")) - len(page.of("svg")) == 1, path
        assert page.of("header"), path
        assert page.of("nav"), path
        assert page.of("footer"), path
        skip = page.of("a")[0]
        assert skip["class"] == "skip", path
        assert skip["href"] == f"#{page.of('main')[0]['id']}", path
        assert page.headings[0] == 1, path
        assert page.headings.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(page.headings)), path
        for cell in page.of("th"):
            assert cell.get("scope") in {"row", "col"}, path
        assert len(page.of("caption")) == len(page.of("table")), path
        for region in page.of("div"):
            if region.get("class") == "wide":
                assert region["role"] == "region", path
                assert region["tabindex"] == "0", path
                assert region.get("aria-label") or region.get("aria-labelledby") in page.ids, path
        regions = Counter(found.get("aria-label") or found["aria-labelledby"] for found in page.of("div") if "role" in found)
        assert set(regions.values()) <= {1}, path
        for section in page.of("section"):
            assert section["aria-labelledby"] in page.ids, path


def test_every_drawing_has_a_title_and_a_description(read: dict[str, Page], law: Law) -> None:
    drawings = 0
    for path, page in read.items():
        assert not page.of("img"), path
        for drawing in page.of("svg"):
            assert drawing["role"] == "img", path
            named = drawing["aria-labelledby"].split()
            assert set(named) <= set(page.ids), path
            assert [tag for tag, attributes in page.elements if attributes.get("id") in named] == ["title", "desc"], path
            drawings += 1
    assert drawings == len(law.questions)


def test_a_drawing_has_a_bar_for_every_period_and_so_has_its_table(read: dict[str, Page], law: Law, shelf: Shelf) -> None:
    for question in law.questions:
        page = read[f"questions/{question}.html"]
        expected = [period for forum in forums(law) for period in periods(law, question, forum, shelf.as_of)]
        bars = [bar for bar in page.of("rect") if bar.get("class") == "bar"]
        assert len(bars) == len(expected)
        for bar in bars:
            pattern = bar["fill"].removeprefix("url(#").removesuffix(")")
            assert pattern in page.ids
            assert float(bar["width"]) > 0
        for period in expected:
            assert f"{period.from_}{period.until}" in page.text.replace(" ", "")


def test_hatching_and_letter_tell_readings_apart_without_color(book: dict[str, str], law: Law) -> None:
    for question in law.questions:
        text = book[f"questions/{question}.html"]
        patterns = re.findall(r'<pattern id="hatch-(\w+)".*?>(.*?)</pattern>', text)
        assert len({re.sub(r"fill-\w+", "", drawn) for _, drawn in patterns}) == len(patterns)


def test_the_matrix_page_says_what_the_matrix_says(read: dict[str, Page], law: Law, shelf: Shelf) -> None:
    shown = read["questions.html"].text
    for row in matrix(law, shelf.as_of).rows:
        for cell in row.cells:
            words = f"open between {' and '.join(cell.live)}" if cell.open else f"{cell.live[0]}, "
            assert words in shown


@pytest.mark.parametrize("rule", RULES)
def test_the_page_of_a_rule_tells_all_about_it(read: dict[str, Page], shelf: Shelf, rule: str) -> None:
    page = read[f"rules/{rule}.html"]
    found = RULES[rule]
    assert found.sentence in page.text
    for citation in found.by:
        assert shelf.law.authority(citation.authority).cited(citation.pin) in page.text
    for user in shelf.uses.rules.get(rule, ()):
        assert f"{user}.html" in page.hrefs or f"../rules/{user}.html" in page.hrefs
    for case in shelf.exercised.rules.get(rule, ()):
        assert " ".join(case.name.split()) in page.text
        assert " ".join(case.source.split()) in page.text


def test_the_page_of_an_authority_tells_how_it_stands(read: dict[str, Page]) -> None:
    vacated = read["authorities/matter-of-o-f-a-s-2019.html"]
    assert "No longer good: vacated by Matter of O-F-A-S-, 28 I&N Dec. 35 (A.G. 2020) on 2020-07-14." in vacated.text
    assert "../authorities/matter-of-o-f-a-s-2020.html" in vacated.hrefs
    assert "Al-Safer v. INS" in read["authorities/al-saher-v-ins.html"].text
    assert "on other grounds only" in read["authorities/oxygene-v-lynch.html"].text


def test_every_fact_is_told_with_its_question(read: dict[str, Page]) -> None:
    page = read["facts.html"]
    for variable, fact in FACTS.items():
        assert f"fact-{full_id(variable)}" in page.ids
        assert " ".join(fact.question.split()) in page.text


def test_everything_is_in_the_index(read: dict[str, Page], law: Law) -> None:
    page = read["alphabet.html"]
    for authority in law.authorities.values():
        assert f"authorities/{authority.id}.html" in page.hrefs
        for slip in authority.also:
            assert f"{slip} authority see {authority.name}" in page.text
    for rule in RULES:
        assert f"rules/{rule}.html" in page.hrefs
    for number in numbers():
        assert f"numbers/{number}.html" in page.hrefs
    for issue in law.issues:
        assert f"precedents/{issue}.html" in page.hrefs
    for court in load_venues(law).courts:
        assert f"courts.html#immigration-court-{court}" in page.hrefs


def test_limits_state_the_day_and_every_caution(read: dict[str, Page], law: Law) -> None:
    shown = read["limits.html"].text
    assert f"kept to {law.maintained_through}" in shown
    for caution in law.cautions:
        assert " ".join(caution.says.split()) in shown


@pytest.mark.unmeasured
def test_the_same_shelf_makes_the_same_bytes(book: dict[str, str], shelf: Shelf) -> None:
    anew = Shelf(shelf.law, shelf.as_of, shelf.golden, shelf.countries, shelf.coverage, shelf.numbers)
    seen: list[tuple[int, int]] = []
    again = build(anew, lambda done, of: seen.append((done, of)))
    assert list(again) == list(book)
    assert again == book
    assert [done for done, _ in seen] == list(range(1, len(again)))
    assert {of for _, of in seen} == {len(again) - 1}


@pytest.mark.unmeasured
def test_without_golden_cases_the_pages_say_so(law: Law) -> None:
    bare = build(Shelf(law, law.maintained_through))
    assert "No golden cases were found when this book was made." in bare["rules/awareness.html"]
    assert "This edition of the book has no countries." in bare["countries.html"]
    assert "This edition of the book has no table of coverage." in bare["coverage.html"]
    assert "This edition of the book has no numbers." in bare["numbers.html"]


@pytest.mark.unmeasured
def test_pages_know_no_markup_but_their_own(law: Law) -> None:
    """What the data says is shown as it is, whatever it contains."""
    met_by = MetBy(rules=("awareness",), authorities=("zheng-v-ashcroft@1197",), pages=("<i>docs</i>",))
    table = Coverage((Row("A1", "<b>bold</b>", met_by, departs="<em>more</em>"),), (), (), ())
    page = Page(build(Shelf(law, law.maintained_through, coverage=table))["coverage.html"])
    assert all(words in page.text for words in ("<b>bold</b>", "<i>docs</i>", "<em>more</em>"))
    assert {"rules/awareness.html", "authorities/zheng-v-ashcroft.html"} <= set(page.hrefs)
    assert page.faults == []
