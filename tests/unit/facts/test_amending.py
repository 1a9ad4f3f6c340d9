"""Particulars changed beside somebody else's work: nothing of either is lost, and nothing lands on another entry."""

from __future__ import annotations

import pytest

from article3.facts.amending import Amendment, Entries, amended, contested, matched
from article3.facts.rewriting import plain

TEXT = """\
article3: 1
exhibits:
  - id: A
    title: Complaint  # from the file
papers:
  person:
    family_name: {is: Invented, because: [A], note: as in the passport}
    city: Fresno
  relatives:
    - relation: mother
      name: Ana Invented
    - id: sis
      relation: sibling
      name: Eva Invented
    - relation: father
      name: Luis Invented
"""
_RELATIVES = ("papers", "relatives")


def _names(text: str) -> list[str]:
    return [one["name"] for one in plain(text)["papers"]["relatives"]]  # type: ignore[call-overload, index, misc]


def test_a_value_keeps_its_proof_and_its_note() -> None:
    person = ("papers", "person")
    text = amended(TEXT, Amendment({(*person, "family_name"): "Ejemplo", (*person, "city"): "", (*person, "zip"): "93701"}), {})
    assert "family_name: {is: Ejemplo, because: [A], note: as in the passport}" in text
    assert "city" not in text
    assert "    zip: 93701\n" in text
    assert "# from the file" in text
    blank = amended(TEXT, Amendment({(*person, "family_name"): ""}), {})
    assert "family_name: {is: unknown, because: [A], note: as in the passport}" in blank


def test_entries_are_changed_taken_out_and_added() -> None:
    change = Entries(
        _RELATIVES, {1: {"name": "Eva Ejemplo", "location": "Utopia"}}, (0,), ({"relation": "sibling", "name": "Leo"},)
    )
    text = amended(TEXT, Amendment(entries=change), plain(TEXT))
    assert _names(text) == ["Eva Ejemplo", "Luis Invented", "Leo"]
    assert "      location: Utopia\n" in text


def test_an_entry_is_found_again_where_others_were_taken_out() -> None:
    without_first = TEXT.replace("    - relation: mother\n      name: Ana Invented\n", "")
    change = Amendment(entries=Entries(_RELATIVES, {2: {"name": "Luis Ejemplo"}}))
    assert contested(change, plain(TEXT), plain(without_first)) == ()
    assert _names(amended(without_first, change, plain(TEXT))) == ["Eva Invented", "Luis Ejemplo"]
    assert matched(["a", "b", "c"], ["b", "a"]) == {0: 1, 1: 0}
    assert matched(["a", "b"], ["a", "x"]) == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("change", "theirs", "places"),
    [
        (Amendment({("papers", "person", "city"): "Reno"}), ("Fresno", "Boise"), ("papers.person.city",)),
        (Amendment({("papers", "person", "city"): "Boise"}), ("Fresno", "Boise"), ()),
        (Amendment({("papers", "person", "state"): "CA"}), ("Fresno", "Boise"), ()),
        (Amendment({("exhibits", "A", "title"): "Mine"}), ("id: A", "id: B"), ("exhibits.A.title",)),
        (Amendment(entries=Entries(_RELATIVES, {0: {"location": "Utopia"}})), ("Ana", "Anna"), ("papers.relatives[0]",)),
        (Amendment(entries=Entries(_RELATIVES, {0: {"name": "Anna Invented"}})), ("Ana", "Anna"), ()),
        (Amendment(entries=Entries(_RELATIVES, {}, (0,))), ("Ana", "Anna"), ("papers.relatives[0]",)),
        (Amendment(entries=Entries(_RELATIVES, {2: {"location": "Utopia"}})), ("Ana", "Anna"), ()),
        (Amendment(entries=Entries(("papers", "jobs"), none=True)), ("  person:", "  jobs: [{employer: X}]\n  person:"), ("papers.jobs",)),
    ],
)  # fmt: skip
def test_what_both_have_changed_is_told(change: Amendment, theirs: tuple[str, str], places: tuple[str, ...]) -> None:
    assert contested(change, plain(TEXT), plain(TEXT.replace(*theirs))) == places


def test_a_list_can_say_that_there_are_none() -> None:
    text = amended(TEXT, Amendment(entries=Entries(("papers", "children"), none=True)), plain(TEXT))
    assert "  children: []\n" in text
    assert plain(text)["papers"]["children"] == []  # type: ignore[call-overload, index]
