from __future__ import annotations

import ast
import datetime as dt
import functools
import importlib
import pkgutil
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import article3.rules
from article3.facts.after import form
from article3.findings.authorities import citable, cited_in
from article3.findings.grounds import compared
from article3.law.forums import circuits
from article3.law.loading import Law, load
from article3.law.model import Kind, Track, Verification
from article3.law.numbers import Counting, Unit, numbers
from article3.law.numbers import Status as NumberStatus
from article3.logic.fold import nodes
from article3.logic.forum import Forum
from article3.logic.propositions import Citation, Condition, Elapsed, Question, Rule, Some, YesNo
from article3.logic.truth import Truth
from article3.rules.rulebase import FORMS, QUESTIONS, ROOTS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.unmeasured

CASES = Path(__file__).parents[2] / "cases"
MODULES = sorted(module.name for module in pkgutil.iter_modules(article3.rules.__path__))

# A noun has no auxiliary in it, and is not a participle that waits for more ("filed in …", "assessed as …").
NO_NOUN = re.compile(
    r"(^|_)(is|are|was|were|has|have|had|can|could|may|must|shall|will|should|be|been)(_|$)"
    r"|^[a-z]+ed_(as|at|by|for|from|in|of|on|to|with)_"
)


@functools.cache
def _expected() -> dict[str, set[Truth]]:
    """The truths that golden cases expect of each rule."""
    found: dict[str, set[Truth]] = {name: set() for name in RULES}
    for path in CASES.glob("*.toml"):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", []):
            for named, truth in case.get("expect", {}).items():
                found.setdefault(named.partition("[")[0], set()).add(Truth(truth))
    return found


def _days_of_change(law: Law) -> list[dt.date]:
    """Every day from the first to the last that the law data speaks of on which anything in it begins or ends, and both ends."""
    days = {law.begins, law.maintained_through}
    for authority in law.authorities.values():
        days.add(authority.decided.last)
        days.update(treatment.on for treatment in authority.treats if treatment.on is not None)
        for paragraph in authority.paragraphs:
            for version in paragraph.versions:
                days.add(version.from_)
                if version.until is not None:
                    days.add(version.until + dt.timedelta(days=1))
    return sorted(day for day in days if law.begins <= day <= law.maintained_through)


def _in_code() -> Iterator[Rule | Question]:
    """Every rule and question that any module of the rules holds, used by a decision or not."""
    held = [
        value
        for name in MODULES
        for value in vars(importlib.import_module(f"article3.rules.{name}")).values()
        if isinstance(value, (Rule, Question))
    ]
    return (node for node in nodes(*held) if isinstance(node, (Rule, Question)))


def _stated_at(law: Law, citation: Citation) -> list[Verification]:
    """How the passage at the pin, as it is applied, was checked; empty if the authority has no such passage."""
    authority = law.authority(citation.authority)
    if not citation.pin:
        return [authority.verification.level]
    if authority.kind is Kind.DECISION:
        return [authority.verified(holding) for holding in authority.holdings if _is_on(citation.pin, holding.pin)]
    closest = authority.paragraph(citation.pin)
    below = [paragraph for paragraph in authority.paragraphs if paragraph.id.startswith(citation.pin)]
    return [
        version.verification.level
        for paragraph in ([closest] if closest is not None else below)
        for version in paragraph.versions
        if version.track is Track.OPERATIVE
    ]


def _is_on(page: str, pin: str) -> bool:
    """Whether a page is one of ``299, 301``, or lies in a range such as ``713-14``."""
    ends = re.fullmatch(r"(\d+)-(\d+)", pin)
    if ends is None:
        return page in re.split(r"\D+", pin)
    first, last = ends.groups()
    return int(first) <= int(page) <= int(first[: len(first) - len(last)] + last)


def _is_always_known(name: str) -> bool:
    """Whether a rule depends on nothing but the form of protection looked at, which every decision knows."""
    variables = {node.variable for node in nodes(RULES[name], formula_only=True) if isinstance(node, Condition)}
    leaves = [node for node in nodes(RULES[name], formula_only=True) if isinstance(node, (YesNo, Elapsed, Question, Some))]
    return variables == {form} and not leaves


def _possible() -> Iterator[tuple[str, Truth]]:
    for name in RULES:
        for truth in Truth:
            if truth is not Truth.UNDETERMINED or not _is_always_known(name):
                yield name, truth


@pytest.mark.parametrize(("name", "truth"), list(_possible()), ids=str)
def test_every_rule_comes_out_each_way_in_some_golden_case(name: str, truth: Truth) -> None:
    assert truth in _expected()[name], f"no golden case expects {name} to be {truth.value}"


def test_golden_cases_expect_only_rules_that_exist() -> None:
    assert set(_expected()) == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_every_citation_of_a_rule_leads_to_a_passage_that_somebody_has_read(name: str) -> None:
    law = load()
    for citation in RULES[name].by:
        assert citation.authority in law.authorities, f"{name} cites {citation.authority}, which has no file"
        checked = _stated_at(law, citation)
        assert checked, f"{name} cites {citation.authority} at {citation.pin}, where the data has nothing"
        assert Verification.UNREAD not in checked, f"{name} cites {citation.authority} at {citation.pin}, which is unread"


def test_the_five_year_rule_cites_the_words_that_say_so() -> None:
    law = load()
    shown = citable(RULES["aggravated_felony_five_years"].by, law, Forum("ca9", law.maintained_through))
    assert any("5 years" in cited.says for cited in shown)


@pytest.mark.parametrize("circuit", circuits(load()))
def test_the_first_citation_of_every_rule_can_be_cited_on_every_day_that_changes_anything(circuit: str) -> None:
    law = load()
    forums = [Forum(circuit, day) for day in _days_of_change(law)]
    missing = {
        (name, forum.as_of.isoformat())
        for name, found in RULES.items()
        for forum in forums
        if cited_in(found.by[0], law, forum) is None
    }
    assert not missing


@pytest.mark.parametrize("circuit", circuits(load()))
def test_the_first_citation_of_every_rule_binds_in_every_circuit(circuit: str) -> None:
    law = load()
    persuasive = [name for name, found in RULES.items() if not citable(found.by, law, Forum(circuit, law.begins))[0].binding]
    assert not persuasive


def test_no_day_of_change_is_left_out() -> None:
    days = _days_of_change(load())
    assert (days[0], days[-1]) == (load().begins, load().maintained_through)
    assert {dt.date(2003, 6, 18), dt.date(2017, 1, 18), dt.date(2020, 7, 14), dt.date(2022, 10, 21)} <= set(days)


def test_every_question_that_the_rules_ask_is_in_the_data_and_the_reverse() -> None:
    assert set(QUESTIONS) == set(load().questions)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_reading_in_the_rules_is_in_the_data_and_the_reverse(name: str) -> None:
    assert set(QUESTIONS[name].readings) == {reading.id for reading in load().questions[name].readings}


def test_every_rule_and_question_that_a_module_holds_is_part_of_a_decision() -> None:
    unused = {node.id for node in _in_code()} - set(RULES) - set(QUESTIONS)
    assert not unused


@pytest.mark.parametrize("kind", [Rule, Question])
def test_ids_are_unique(kind: type[Rule | Question]) -> None:
    ids = [node.id for node in set(_in_code()) if isinstance(node, kind)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_named_by_a_noun_in_snake_case(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
    assert not NO_NOUN.search(name), f"{name} is not a noun"


def test_a_rule_stands_under_its_own_id() -> None:
    names = {
        value.id: variable
        for module in MODULES
        for variable, value in vars(importlib.import_module(f"article3.rules.{module}")).items()
        if isinstance(value, Rule)
    }
    assert names == {identifier: identifier for identifier in names}


def test_every_rule_says_one_sentence_of_its_own() -> None:
    sentences = [found.sentence for found in RULES.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(re.fullmatch(r"[A-Z][^.]*\.", sentence) for sentence in sentences)


def test_parts_come_before_the_rules_that_use_them() -> None:
    order = list(RULES)
    for name, found in RULES.items():
        below = {node.id for node in nodes(*found.children) if isinstance(node, Rule)}
        assert all(order.index(part) < order.index(name) for part in below)


def test_every_form_of_protection_is_a_conclusion() -> None:
    assert {form.id for form in FORMS} == {"asylum", "withholding_ina", "withholding_cat", "deferral_cat", "protection_cat"}
    assert set(FORMS) <= set(ROOTS)


def _reading_order() -> list[str]:
    """The modules in the order in which the package's introduction names them."""
    return list(dict.fromkeys(name for name in re.findall(r"``(\w+)``", article3.rules.__doc__ or "") if name in MODULES))


def test_the_introduction_names_every_module() -> None:
    assert sorted(_reading_order()) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_modules_that_are_read_before_it(module: str) -> None:
    source = Path(article3.rules.__path__[0], f"{module}.py").read_text(encoding="utf-8")
    imported = {
        node.module.removeprefix("article3.rules.")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("article3.rules.")
    }
    order = _reading_order()
    assert imported <= set(order[: order.index(module)])


def _times() -> list[Elapsed]:
    return [node for node in nodes(*ROOTS) if isinstance(node, Elapsed)]


_UNITS = {Unit.DAYS: "days", Unit.MONTHS: "months", Unit.YEARS: "years"}


def test_every_time_in_a_rule_is_the_dated_number_it_names() -> None:
    """Rules state their times, as a decision never reads the dated numbers; here the two are held against each other."""
    assert len({node.number for node in _times()}) >= 5
    recorded = numbers()
    for node in _times():
        assert node.number in recorded, f"{compared(node)} names no dated number"
        number = recorded[node.number]
        amounts = {unit: amount for unit in _UNITS.values() if (amount := getattr(node, unit))}
        in_force = {value.value for value in number.values if value.status in {NumberStatus.IN_FORCE, NumberStatus.DISPUTED}}
        # the two readings of 'board_appeal_window' are what is printed and what is in force
        allowed = {value.value for value in number.values} if node.number == "bia_appeal" else in_force
        assert set(amounts) == {_UNITS[number.unit]}, node.number
        assert set(amounts.values()) <= allowed, f"{node.number}: the rule says {amounts}, the number {sorted(allowed)}"
        assert len(in_force) == 1, f"{node.number} has changed over time; a rule must tell its days apart"
        assert node.rolls_over == (Counting.ROLLS in number.counted), node.number


def test_a_sentence_states_the_same_time_as_its_formula() -> None:
    words = {"year": "a year", "month": "six months"}
    stated = 0
    for identifier, node in RULES.items():
        said = node.sentence.casefold()
        own = [leaf for leaf in nodes(node, formula_only=True) if isinstance(leaf, Elapsed)]
        if (days := re.search(r"(\d+) days", said)) and own:
            stated += 1
            assert {leaf.days for leaf in own} == {int(days[1])}, identifier
        for unit, written in words.items():
            if written in said and own:
                stated += 1
                assert {getattr(leaf, f"{unit}s") for leaf in own} == {{"year": 1, "month": 6}[unit]}, identifier
    assert stated >= 4
