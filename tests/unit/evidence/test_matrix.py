"""The evidence matrix: what proves what, what is lacking, what the days of exhibits say."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from article3.cli import BAD_INPUT
from article3.cli.app import app
from article3.evidence.ages import ages, known_country
from article3.evidence.kinds import evidence_kinds
from article3.evidence.matrix import Matrix, matrix
from article3.evidence.told import outline
from article3.explanations.text import render
from article3.facts.case import EXHIBIT_KINDS, Exhibit
from article3.facts.case_file import parse_case
from article3.facts.vocabulary import FACTS, full_id
from article3.findings.decide import decide
from article3.law.loading import load
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 23)
CASE = """\
article3: 1
title: An invented case
forum: {circuit: 9}
proceeding: {country_of_removal: Syria}
exhibits:
  - {id: story, title: The account, kind: declaration, file: story.pdf}
  - {id: old, title: A report, kind: country_conditions, date: 2023-04, author: An institute}
  - {id: state, title: Report on 2024, kind: country_conditions, date: 2025-09, author: U.S. Department of State}
  - {id: loose, title: A letter, kind: other}
feared_harms:
  - id: prison
    victim: {is: applicant, because: [story]}
    severe_physical: {is: yes, because: [story, old]}
    official_response: {is: They laughed., because: [story]}
"""


def of(text: str) -> Matrix:
    law = load()
    case = parse_case(text, "case.yaml", law)
    return matrix(case, decide(case, Forum("ca9", DAY), law), law)


def test_the_kinds_are_eight_and_name_what_there_is() -> None:
    known = evidence_kinds()
    assert len(known.kinds) == 8
    facts = {full_id(variable) for variable in FACTS}
    for kind in known.kinds:
        assert set(kind.exhibits) <= set(EXHIBIT_KINDS), kind.id
        assert set(kind.facts) <= facts, kind.id
    law = load()
    for cited in (known.by, *(rule for kind in known.kinds for rule in kind.law)):
        assert law.authority(cited.authority).paragraph(cited.pin) is not None, cited
    officials = next(kind for kind in known.kinds if kind.id == "officials")
    assert [(rule.authority, rule.pin) for rule in officials.law] == [("cfr-1208-18", "(a)(7)")]


def test_exhibits_are_tied_to_elements_through_the_facts_that_they_prove() -> None:
    found = of(CASE)
    (prison,) = [group for group in found.groups if group.about == "prison"]
    by_finding = {element.finding.partition("[")[0]: element for element in prison.elements if element.finding}
    assert by_finding["sufferer"].exhibits == ("A",)
    assert by_finding["severity"].exhibits == ("A", "B")
    assert by_finding["specific_intent"].is_gap
    assert not by_finding["lawful_sanction"].is_gap, "what stands against the claim is not for the applicant to prove"
    assert found.unused == ("C", "D")
    assert [one.facts for one in found.exhibits] == [3, 1, 0, 0]


def test_kinds_that_are_there_and_kinds_that_are_lacking() -> None:
    there = {one.kind.id: one.exhibits for one in of(CASE).kinds}
    assert there["own_account"] == ("A",)
    assert there["country_reports"] == ("B", "C")
    assert there["officials"] == ("A",), "an exhibit that proves what officials did is of that kind, whatever it is called"
    assert [name for name, exhibits in there.items() if not exhibits] == [
        "expert",
        "medical",
        "profile",
        "returnees",
        "witnesses",
    ]


def test_what_was_made_before_a_change_is_told_with_the_change() -> None:
    syria = known_country("syria")
    report = Exhibit("r", "A report", "country_conditions", date="2023-04")
    said = {age.code: age.says for age in ages(report, syria, DAY)}
    assert "2024-12-08" in " ".join(age.says for age in ages(report, syria, DAY))
    assert "old" in said
    assert not [age for age in ages(report, syria, dt.date(2024, 1, 1)) if "2024-12-08" in age.says], "it had not happened yet"
    late = Exhibit("r", "A report", "country_conditions", date="2026-10")
    assert ages(late, syria, DAY) == ()


@pytest.mark.parametrize(
    ("exhibit", "codes"),
    [
        (Exhibit("r", "A report", "country_conditions"), ["undated"]),
        (Exhibit("r", "Report on 2024", "country_conditions", date="2025-09", author="U.S. Department of State"), ["format"]),
        (Exhibit("r", "Report on 2023", "country_conditions", date="2025-04", author="State Department"), []),
        (Exhibit("r", "A record", "medical", date="1999"), []),
        (Exhibit("r", "A report", "news", date="about 2020"), ["old"]),
    ],
    ids=["undated", "new format", "old format", "medical", "about"],
)
def test_what_the_day_of_an_exhibit_says(exhibit: Exhibit, codes: list[str]) -> None:
    assert [age.code for age in ages(exhibit, None, DAY)] == codes


def test_a_country_of_which_nothing_is_recorded_says_nothing() -> None:
    assert known_country("Utopia") is None
    assert known_country("") is None


def test_it_is_told_in_words() -> None:
    told = render(outline(of(CASE)))
    assert "lacking" in told
    assert "Ask: " in told
    assert "No exhibit." in told
    assert "8 CFR 1208.16(c)(3)" in told
    assert "Testimony may be enough without corroboration if it is credible. 8 CFR 1208.16(c)(2)." in " ".join(told.split())


def test_the_command_shows_it(tmp_path: Path) -> None:
    place = tmp_path / "case.yaml"
    place.write_text(CASE, encoding="utf-8")
    runner = CliRunner(env={"NO_COLOR": "1"})
    shown = json.loads(runner.invoke(app, ["evidence", str(place), "--as-of", "2026-11-23", "--format", "json"]).stdout)
    assert [one["letter"] for one in shown["exhibits"]] == ["A", "B", "C", "D"]
    assert "Kinds of evidence" in runner.invoke(app, ["evidence", str(place), "--format", "markdown"]).stdout
    place.write_text("article3: 1\n", encoding="utf-8")
    refused = runner.invoke(app, ["evidence", str(place)])
    assert refused.exit_code == BAD_INPUT
    assert "circuit" in refused.stderr
