"""How a decision is told."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from article3.explanations.html import render as html
from article3.explanations.items import Item, Role, walk
from article3.explanations.markdown import escape
from article3.explanations.markdown import render as markdown
from article3.explanations.outline import Outline, Section, of_decision, of_finding
from article3.explanations.text import render as text
from article3.facts.case_file import parse_case, read
from article3.findings import Decision, decide
from article3.logic.forum import Forum
from article3.logic.truth import Truth

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from article3.law.loading import Law


@pytest.fixture(scope="module")
def jorge(law: Law, examples: dict[str, Path], today: dt.date) -> Decision:
    return decide(read(examples["jorge"], law), Forum("ca9", today), law)


def told(outline: Outline) -> list[Item]:
    return [item for section in outline.sections for item in walk(section.items)]


@pytest.mark.parametrize("full", [False, True])
def test_each_finding_is_told_once_and_every_reference_leads_to_one(jorge: Decision, full: bool) -> None:  # noqa: FBT001
    items = told(of_decision(jorge, full=full))
    findings = [item.target for item in items if item.role is Role.FINDING]
    assert len(findings) == len(set(findings))
    if full:
        assert {item.target for item in items if item.role is Role.REFERENCE} <= set(findings)


def test_the_full_outline_tells_every_finding(jorge: Decision) -> None:
    findings = {item.target for item in told(of_decision(jorge, full=True)) if item.role is Role.FINDING}
    assert findings == set(jorge.findings)


def test_the_forms_come_first_and_the_caveat_last(jorge: Decision) -> None:
    outline = of_decision(jorge)
    assert outline.sections[0].title == "The forms of protection"
    assert [item.target for item in outline.sections[0].items] == [
        "asylum",
        "withholding_ina",
        "withholding_cat",
        "deferral_cat",
        "protection_cat",
    ]
    assert "not legal advice" in outline.sections[-1].items[-1].text


def test_what_is_missing_is_asked_once_in_the_order_of_importance(jorge: Decision) -> None:
    missing = next(section for section in of_decision(jorge).sections if section.title == "What is missing")
    assert missing.items[0].text == "For protection under the Convention"
    assert [item.tag for item in missing.items[0].items] == [
        "feared_harms[gang].likelihood",
        "applicant.corroboration",
        "applicant.other_evidence",
    ]
    asked = [item.tag for item in walk(missing.items) if item.role is Role.FACT]
    assert len(asked) == len(set(asked))
    told = ("asylum", "withholding_ina", "withholding_cat", "deferral_cat", "protection_cat", "past_torture")
    assert set(asked) == {place for name in told for place in jorge.findings[name].missing}


def test_an_open_question_shows_its_readings_and_what_turns_on_it(law: Law, examples: dict[str, Path], today: dt.date) -> None:
    shown = text(of_decision(decide(read(examples["fatoumata"], law), Forum("ca9", today), law)))
    assert "OPEN. No tribunal that binds this forum has decided it, as far as recorded here." in " ".join(shown.split())
    assert "The answer turns on it for: Withholding of removal under the Convention" in " ".join(shown.split())


def test_a_settled_question_shows_the_agency_view_that_does_not_govern(jorge: Decision) -> None:
    shown = " ".join(text(of_decision(jorge)).split())
    assert "To the contrary, but not governing here: - Matter of S-V-, 22 I&N Dec. 1306, 1312 (BIA 2000)" in shown


def test_an_unread_decision_is_said_to_be_unread(law: Law, examples: dict[str, Path], today: dt.date) -> None:
    shown = " ".join(text(of_decision(decide(read(examples["jorge"], law), Forum("ca10", today), law))).split())
    explained = decide(read(examples["jorge"], law), Forum("ca10", today), law)
    assert explained.questions["awareness"].open
    full = " ".join(text(of_finding(explained, [explained.findings["awareness[gang]"]])).split())
    assert "NOT READ BY US" in full
    assert "Cruz-Funez" in shown + full


def test_protection_that_is_certain_while_its_form_is_open_is_told_so(law: Law, today: dt.date) -> None:
    case = parse_case(
        """
article3: 1
forum: {circuit: 9}
applicant: {credible: {is: yes, note: reasons}, corroboration: not_asked_for}
proceeding: {kind: removal, displaced: nothing}
application: {convention_box: yes}
feared_harms:
  - id: police
    in_country_of_removal: yes
    victim: applicant
    severe_physical: {is: yes, note: reasons}
    extreme: {is: yes, note: reasons}
    for_punishment: yes
    deliberate: yes
    pain_intended: {is: yes, note: reasons}
    from_conditions: no
    needs_a_chain: no
    custody: official
    only_from_sanction: {is: no, note: reasons}
    only_procedural: {is: no, note: reasons}
    perpetrator: official
    likelihood: 60% to 80%
""",
        "case",
        law,
    )
    decision = decide(case, Forum("ca9", today), law)
    assert decision.forms.protection_cat.truth is Truth.ESTABLISHED
    assert decision.forms.withholding_cat.truth is Truth.UNDETERMINED
    assert decision.findings["protection_cat"].whichever_way
    shown = " ".join(text(of_decision(decision)).split())
    assert "✓ Protection under the Convention, in either form: established on the facts stated" in shown
    assert "every way of settling them gives this answer" in shown


def forms_told(law: Law, today: dt.date, facts: str) -> str:
    decision = decide(parse_case(f"article3: 1\n{facts}\n", "case", law), Forum("ca9", today), law)
    return " ".join(text(of_decision(decision)).split("WHAT IS MISSING")[0].split())


def test_no_answer_says_that_protection_is_available(law: Law, today: dt.date) -> None:
    """Established on paper is not granted, and undetermined is no promise."""
    for facts in ("title: x", "bars: {persecutor: yes}"):
        told = forms_told(law, today, facts)
        assert "not yet determined" in told
        assert "available" not in told


def test_what_decides_a_form_is_told_the_right_way_round(law: Law, today: dt.date) -> None:
    bar = "A ground applies on which withholding must be denied."
    barred = forms_told(law, today, "bars: {persecutor: yes}")
    assert "✗ Withholding of removal under the Convention: cannot be granted on the facts stated" in barred
    assert f"✓ Because: {bar}" in barred
    free = forms_told(
        law,
        today,
        "convictions: []\nbars: {persecutor: no, aggravated_felony_years: 0, serious_nonpolitical_crime: no, "
        "terrorism: no, danger_to_security: no, public_health: no, human_rights_violator: no, evidence_indicates: no}",
    )
    assert "✗ Deferral of removal under the Convention: cannot be granted on the facts stated" in free
    assert "✗ Because this does not hold: A ground applies on which withholding must be" in free
    assert f"Because: {bar}" not in free


def test_titles_and_notes_cannot_break_markdown_or_html(law: Law, today: dt.date) -> None:
    case = parse_case(
        'article3: 1\ntitle: "<script>alert(1)</script> *bold* [x](y)"\nfeared_harms: [{id: a, custody: {is: private, note: "<b>&"}}]\n',
        "case",
        law,
    )
    outline = of_decision(decide(case, Forum("ca9", today), law), full=True)
    assert "<script>" not in html(outline)
    assert "&lt;script&gt;" in html(outline)
    assert "<b>&" not in html(outline)
    assert r"\<script\>" in markdown(outline)
    assert escape("a_b*c") == r"a\_b\*c"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.outside: list[str] = []
        self.attributes: dict[str, dict[str, str | None]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.attributes.setdefault(tag, found)
        if tag not in {"meta", "br", "link", "img"}:
            self.open.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found.get("href")))
        if tag in {"script", "link", "img", "iframe"} or (found.get("src") or "").startswith("http"):
            self.outside.append(tag)
        if tag in {"h1", "h2", "h3"}:
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_self_contained_and_has_a_clear_structure(jorge: Decision) -> None:
    page = _Page()
    page.feed(html(of_decision(jorge, full=True)))
    assert page.open == []
    assert page.outside == []
    assert len(page.ids) == len(set(page.ids))
    assert page.attributes["html"]["lang"] == "en"
    assert page.attributes["html"]["dir"] == "ltr"
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    from urllib.parse import unquote  # noqa: PLC0415

    for link in page.links:
        assert unquote(link.removeprefix("#")) in page.ids, link


def test_truth_is_told_in_words_and_not_by_a_mark_alone(jorge: Decision) -> None:
    page = html(of_decision(jorge))
    assert page.count('class="mark') == page.count('class="state"')


def test_a_long_word_is_kept_whole_and_narrow_terminals_still_get_every_word() -> None:
    outline = Outline(
        "T",
        "S",
        [Section("Part", [Item(Role.FACT, "one two three", Truth.ESTABLISHED, tag="a_very_long_tag_that_cannot_be_broken")])],
    )
    shown = text(outline, width=20)
    assert "a_very_long_tag_that_cannot_be_broken" in shown
    assert shown.split()[-5:-1] == ["✓", "one", "two", "three"]
