"""Links and chains changed in the text of a case file, beside what somebody else has changed."""

from __future__ import annotations

import pytest

from article3.facts.case_file import parse_case
from article3.facts.link import Chain
from article3.facts.revising import Revision, chain_in, contested, revised, without
from article3.facts.rewriting import NoSuchPlaceError, plain
from article3.law.loading import load

TEXT = """\
article3: 1
links:
  - id: found
    event: Police find him.
    chance: 60%  # as the report has it
    note: They know his name.
  - id: beaten
    event: They beat him.
    chance: 90%
feared_harms:
  - id: police
    chain: [found, {any_of: [beaten]}]  # in this order
    relocation: found
  - id: gang
"""


def test_everything_at_once_and_the_rest_as_it_was() -> None:
    change = Revision(
        {"found": {"chance": "50% to 70%", "note": "", "because": []}},
        {"told": {"event": "Neighbors inform on him.", "chance": "20%", "because": [], "note": ""}},
        ("beaten",),
        {"police": Chain((("found", "told"),)), "gang": Chain(())},
    )
    assert change
    new = revised(TEXT, change)
    case = parse_case(new, "case", load())
    assert {name: chain.steps for name, chain in case.chains.items()} == {0: (("found", "told"),)}
    assert case.chains[0].relocation == ""
    assert (case.links["found"].note, list(case.links)) == ("", ["found", "told"])
    assert "# as the report has it" in new
    assert "# in this order" in new
    assert "because" not in new
    assert revised(new, change) == new, "what is done already is not done again"
    assert not Revision()


def test_a_chain_without_steps_is_taken_out() -> None:
    new = revised(TEXT, Revision(chains={"police": Chain(())}))
    assert chain_in(plain(new), "police") == Chain(())
    assert "chain" not in new
    assert "relocation" not in new
    assert chain_in(plain(new), "nobody") is None
    assert chain_in(plain(TEXT), "police") == Chain((("found",), ("beaten",)), "found")


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(NoSuchPlaceError):
        revised(TEXT, Revision({"nobody": {"chance": "1%"}}))
    with pytest.raises(NoSuchPlaceError):
        revised(TEXT, Revision(added={"found": {"event": "Another."}}))


@pytest.mark.parametrize(
    ("change", "theirs", "places"),
    [
        (Revision({"found": {"chance": "50%"}}), ("chance: 60%", "chance: 61%"), ("links[found]",)),
        (Revision({"found": {"chance": "50%"}}), ("chance: 90%", "chance: 91%"), ()),
        (Revision({"found": {"chance": "61%"}}), ("chance: 60%", "chance: 61%"), ()),
        (Revision({"found": {"because": []}}), ("chance: 60%", "chance: 61%"), ()),
        (Revision({"found": {"chance": "50%"}}), ("id: found\n", "id: seen\n"), ("links[found]",)),
        (Revision(dropped=("beaten",)), ("chance: 90%", "chance: 91%"), ("links[beaten]",)),
        (Revision(dropped=("beaten",)), ("id: beaten\n", "id: hurt\n"), ()),
        (Revision(added={"told": {"event": "A."}}), ("id: beaten\n", "id: told\n"), ("links[told]",)),
        (Revision(chains={"police": Chain((("found",),))}), ("    relocation: found\n", ""), ("feared_harms[police].chain",)),
        (Revision(chains={"police": Chain((("beaten",),))}), ("[found, {any_of: [beaten]}]  # in this order\n    relocation: found", "[beaten]"), ()),
        (Revision(chains={"gang": Chain((("beaten",),))}), ("id: gang", "id: mob"), ("feared_harms[gang].chain",)),
        (Revision(chains={"gang": Chain((("beaten",),))}), ("id: beaten\n", "id: hurt\n"), ("feared_harms[gang].chain",)),
    ],
)  # fmt: skip
def test_only_what_somebody_else_has_made_otherwise_is_contested(
    change: Revision, theirs: tuple[str, str], places: tuple[str, ...]
) -> None:
    assert theirs[0] in TEXT
    assert contested(change, plain(TEXT), plain(TEXT.replace(*theirs))) == places
    assert contested(change, plain(TEXT), plain(TEXT)) == ()


def test_what_is_left_without_what_is_contested_names_nothing_of_it() -> None:
    told: Revision = Revision(
        {"found": {"chance": "50%"}, "beaten": {"chance": "80%"}},
        {"told": {"event": "A."}, "seen": {"event": "B."}},
        ("other",),
        {"police": Chain((("found",), ("seen",))), "gang": Chain((("told",),))},
    )
    rest = without(told, ("links[found]", "links[told]"))
    assert rest == Revision(
        {"beaten": {"chance": "80%"}}, {"seen": {"event": "B."}}, (), {"police": Chain((("found",), ("seen",)))}
    )
    assert (
        without(told, ("feared_harms[police].chain", "feared_harms[gang].chain", "links[found]", "links[beaten]")) == Revision()
    )
