"""What a case says of its own papers that cannot all be so: told before it is sworn to, and never where it can be so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.facts.case_file import parse_case, read
from article3.facts.contradictions import contradictions

if TYPE_CHECKING:
    from article3.law.loading import Law

ROOT = Path(__file__).parents[3]
HEAD = "article3: 1\n"


def told(text: str, law: Law) -> list[str]:
    return list(contradictions(parse_case(HEAD + text, "", law)))


def journey(left: str, incident: str, more: str = "") -> str:
    return f"papers:\n  person: {{left_home: {left}}}\n  incidents:\n    - {{on: {incident}, told: It happened.}}\n{more}"


@pytest.mark.parametrize(
    ("left", "incident", "is_told"),
    [
        ("2021-05-10", "2021-05-14", True),
        ("2021-05-14", "2021-05-14", False),
        ("2021-05", "2021-05-14", False),
        ("2021", "2021-05-14", False),
        ("2021-05-10", "about 2021-06", False),
        ("2021-05-10", "about 2021-09", True),
        ("about 2021-05-01", "2021-05-14", False),
        ("2021-05-10", "2022", True),
    ],
)
def test_an_incident_after_leaving_home_is_told(left: str, incident: str, is_told: bool, law: Law) -> None:  # noqa: FBT001
    found = told(journey(left, incident), law)
    assert bool(found) is is_told
    if is_told:
        assert found == [
            (
                f"It says that the applicant left home on {left}, and tells of an incident on {incident}. Ask which is right; if it "
                "happened elsewhere, or after a return, say so where it is told."
            )
        ]


def test_what_happened_on_a_return_is_no_slip(law: Law) -> None:
    assert told(journey("2021-05-10", "2021-08-01", "  account: {returned: yes}\n"), law) == []


def test_an_arrival_before_leaving_and_a_home_after_it_are_told(law: Law) -> None:
    text = "filing: {last_arrival: 2021-04-01}\npapers:\n  person: {left_home: 2021-05-10}\n"
    assert told(text, law) == [
        "It says that the applicant arrived on 2021-04-01 and left home on 2021-05-10. Correct the day that is wrong."
    ]
    home = (
        "papers:\n  person: {left_home: 2021-05-10}\n  homes_abroad:\n    - {city: A, country: B, since: 2000, until: 2021-06}\n"
    )
    assert told(home, law) == [
        "It says that the applicant left home on 2021-05-10, and lived abroad until 2021-06. Ask which is right."
    ]


def test_what_ends_before_it_begins_is_told(law: Law) -> None:
    text = "papers:\n  jobs:\n    - {employer: A shop, since: 2019-05, until: 2018}\n    - {employer: B, since: 2018, until: 2018-02}\n"
    assert told(text, law) == ["Under 'papers: jobs' something ends in 2018 and begins in 2019-05. Correct one of them."]


def test_a_denial_against_a_stated_bar_is_told(law: Law) -> None:
    text = "bars: {persecutor: yes}\npapers:\n  account: {harmed_others: no}\n"
    assert [one.partition(".")[0] for one in told(text, law)] == ["It says both that nobody was harmed (account"]
    assert told("bars: {persecutor: no}\npapers:\n  account: {harmed_others: no}\n", law) == []


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_do_not_contradict_themselves(example: Path, law: Law) -> None:
    assert contradictions(read(example, law)) == ()
