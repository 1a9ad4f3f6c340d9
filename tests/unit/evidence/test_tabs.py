"""Exhibits have letters in the order of the case file, and say what they prove."""

from __future__ import annotations

import pytest

from article3.evidence.tabs import letter, proved_by, tabs
from article3.facts.case_file import parse_case
from article3.facts.vocabulary import full_id
from article3.law.loading import load


@pytest.mark.parametrize(
    ("place", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_go_on_after_z(place: int, expected: str) -> None:
    assert letter(place) == expected


def test_no_two_places_have_one_letter() -> None:
    letters = [letter(place) for place in range(2_000)]
    assert len(set(letters)) == len(letters)
    with pytest.raises(ValueError, match="0 or more"):
        letter(-1)


def test_each_exhibit_says_what_it_proves() -> None:
    case = parse_case(
        "article3: 1\nexhibits:\n  - {id: story, title: Declaration}\n  - {id: scar, title: Photograph}\n  - {id: idle, title: Letter}\n"
        "past_harms:\n  - id: cell\n    severe_physical: {is: yes, because: [story, scar]}\n"
        "applicant:\n  credible: {is: yes, because: [story]}\n",
        "case.yaml",
        load(),
    )
    assert [(tab.letter, tab.exhibit.id) for tab in tabs(case)] == [("A", "story"), ("B", "scar"), ("C", "idle")]
    proofs = {exhibit: sorted((full_id(fact), index) for fact, index in facts) for exhibit, facts in proved_by(case).items()}
    assert proofs == {
        "story": [("applicant.credible", None), ("harm.severe_physical", 0)],
        "scar": [("harm.severe_physical", 0)],
        "idle": [],
    }
