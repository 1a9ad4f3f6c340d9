"""The JSON Schema is valid, and of one mind with the reader wherever a schema can be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from article3.facts.case import Answer
from article3.facts.case_file import parse_case
from article3.facts.schema import case_schema
from article3.facts.vocabulary import COLLECTIONS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.law.loading import Law

ROOT = Path(__file__).parents[3]
BAD = ROOT / "tests" / "bad"
SEEN_BY_A_SCHEMA = {
    *("no-version", "bad-version", "newer-version", "unknown-section", "unknown-fact", "misplaced-fact", "unknown-key"),
    *("not-a-case", "not-text", "not-a-list", "wrong-shape", "no-answer", "no-id", "no-title", "bad-id", "named-twice"),
    *("unknown-issue", "unknown-factor", "factor-is-a-fact"),
    *("not-yes-or-no", "not-an-option", "not-a-number", "negative", "not-a-day", "impossible-day", "not-a-likelihood"),
}


def _seen() -> list[str]:
    """The bad files with a fault that a schema can see."""
    found = []
    for path in sorted(BAD.glob("*.txt")):
        codes = set(re.findall(r"\[([a-z0-9-]+)\]$", path.read_text(encoding="utf-8"), re.MULTILINE))
        # To JSON Schema 1.0 is 1.
        if codes & SEEN_BY_A_SCHEMA and path.stem != "version_with_point":
            found.append(path.stem)
    return found


@pytest.mark.unmeasured
def test_it_is_a_valid_schema_of_its_draft(law: Law) -> None:
    schema = case_schema(law.issues.values())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_it_is_plain_json() -> None:
    schema = case_schema()
    assert json.loads(json.dumps(schema, allow_nan=False)) == schema


def test_it_describes_every_fact_with_its_question() -> None:
    properties = case_schema()["properties"]
    places = [(properties[group.id], group) for group in SECTIONS]
    places += [(properties[name]["items"], group) for name, (_, group) in COLLECTIONS.items()]
    for place, group in places:
        assert set(place["properties"]) - {"id", "chain", "relocation", "factors"} == set(group.facts)
        for fact in group.facts.values():
            assert place["properties"][fact.id]["description"].startswith(fact.question)
            assert place["properties"][fact.id]["x-kind"] == fact.kind.value


def test_it_describes_every_factor_that_is_no_fact(law: Law) -> None:
    schema = case_schema(law.issues.values())
    for name, (collection, group) in COLLECTIONS.items():
        assert schema["properties"][name]["items"]["properties"]["factors"] == {"$ref": f"#/$defs/{group.id}_factors"}
        issues = schema["$defs"][f"{collection.entity.id}_factors"]["properties"]
        assert set(issues) == {issue.id for issue in law.issues.values() if issue.entity.value == group.id}
        for issue, described in issues.items():
            own = {factor.id: factor.asks for factor in law.issues[issue].factors if not factor.fact}
            assert {key: factor["description"] for key, factor in described["properties"].items()} == own


FACTORS = """
article3: 1
exhibits: [{id: A, title: Letter}]
feared_harms:
  - id: gang
    reported: no
    factors:
      willful_blindness: {officials_paid: yes, officials_collude: {is: no, because: [A], note: none}, torture_routine: unknown}
      breach_of_duty:
  - id: police
    factors:
convictions:
  - factors: {particularly_serious_crime: {property_only: Yes}}
"""


def test_factors_are_read_as_they_are_written(law: Law, schema_faults: Callable[[str], list[str]]) -> None:
    assert schema_faults(FACTORS) == []
    case = parse_case(FACTORS, "case.yaml", law)
    assert case.factors == {
        ("willful_blindness", "officials_paid", 0): Answer(True),
        ("willful_blindness", "officials_collude", 0): Answer(False, ("A",), "none"),
        ("willful_blindness", "torture_routine", 0): Answer(None),
        ("particularly_serious_crime", "property_only", 0): Answer(True),
    }


def test_no_call_can_spoil_the_next() -> None:
    case_schema()["properties"].clear()
    assert "applicant" in case_schema()["properties"]


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_it_accepts_the_published_examples(path: Path, schema_faults: Callable[[str], list[str]]) -> None:
    assert schema_faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_it_accepts_the_published_examples_with_every_value_as_text_but_the_version(path: Path, law: Law) -> None:
    tree: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes text only
    tree["article3"] = int(tree["article3"])
    jsonschema.Draft202012Validator(case_schema(law.issues.values())).validate(tree)


@pytest.mark.parametrize("path", sorted((ROOT / "tests/cases/decided").glob("*.yaml")), ids=lambda path: path.stem)
def test_it_accepts_the_decided_cases(path: Path, schema_faults: Callable[[str], list[str]]) -> None:
    assert schema_faults(path.read_text(encoding="utf-8")) == []


def test_a_good_part_of_the_corpus_has_a_fault_that_a_schema_can_see() -> None:
    assert len(_seen()) >= 60


@pytest.mark.parametrize("name", _seen())
def test_it_refuses_what_the_reader_refuses(name: str, schema_faults: Callable[[str], list[str]]) -> None:
    assert schema_faults((BAD / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "exhibits:\n  - {id: 1, title: Declaration}\napplicant:\n  credible: {is: yes, because: [1]}\n",
        "title: 2024\n",
        "applicant:\n  credible: {is: yes, note: 2019}\n",
        "title:\n",
        "title: true\n",
        "article3: '1'\n",
        "applicant: ''\nfeared_harms: ''\nexhibits: ~\n",
        "forum: {circuit: '', as_of: ''}\n",
        "forum: {court: San Diego, hearing: Video, venue_changed: true}\n",
        "forum: {court: '', hearing: unknown, venue_changed: No}\n",
        "applicant:\n  credible: {is: }\n",
        "applicant:\n  credible: {is: yes, because: , note: }\n",
        "applicant:\n  credible: YES\n",
        "applicant:\n  credible: 'True'\n",
        "persecution:\n  protected_ground: Unknown\n",
        "filing:\n  last_arrival: ''\n",
        "bars:\n  aggravated_felony_years: '2.5'\n",
        "exhibits:\n  - {id: A, title: 1984, kind: , note: }\n",
        "feared_harms:\n  - id:\n",
        "feared_harms:\n  -\n",
        "feared_harms:\n  - id: 1\n",
    ],
)
def test_it_accepts_what_the_reader_accepts(
    text: str, parsed: Callable[[str], object], schema_faults: Callable[[str], list[str]]
) -> None:
    if "article3" not in text:
        text = f"article3: 1\n{text}"
    assert parsed(text)
    assert schema_faults(text) == []
