"""What the buttons of the likelihood page do to a draft, and what a draft says of itself."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from article3.facts.problems import Problem
from article3.web.cases.chain_draft import ChainDraft, Draft, LinkDraft, chain_in_words, in_words, read_draft
from article3.web.cases.chain_moves import moved, short_name
from article3.web.cases.likelihood import with_problems

LINKS = {
    "found": LinkDraft("found", "Police find him.", "60", "", "80"),
    "beaten": LinkDraft("beaten", "They beat him.", "90", "", "90"),
    "new": LinkDraft("new", "Something new.", is_new=True),
}
CHAIN = ChainDraft(0, "police", steps=(("found",), ("beaten",)), relocation="found")
DRAFT = Draft(1, LINKS, (CHAIN,))


def posted(**fields: str) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, words in fields.items():
        query[f"add-{name}-0"] = words
    return query


@pytest.mark.parametrize(
    "do", ["", "nonsense", "add:9", "add:x", "out:0:new", "up:0:found", "what:0:found", "drop:found", "drop:nobody"]
)
def test_what_means_nothing_here_changes_nothing(do: str) -> None:
    assert moved(DRAFT, do, posted()).draft == DRAFT


@pytest.mark.parametrize(
    ("where", "steps"),
    [
        ("", (("found",), ("beaten",), ("new",))),
        ("before:0", (("new",), ("found",), ("beaten",))),
        ("with:1", (("found",), ("beaten", "new"))),
        ("with:7", (("found",), ("beaten",), ("new",))),
        ("after:0", (("found",), ("beaten",), ("new",))),
    ],
)
def test_a_link_is_put_where_it_belongs(where: str, steps: tuple[tuple[str, ...], ...]) -> None:
    after = moved(DRAFT, "add:0", posted(what="new", where=where))
    assert (after.draft.chains[0].steps, after.opened, after.chain) == (steps, "new", 0)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Say in a sentence"),
        ({"what": "found"}, "in this chain already"),
        ({"what": "nobody"}, "in this chain already"),
        ({"event": "He is seen.", "name": "found"}, "short name is taken"),
        ({"event": "He is seen.", "name": "two words"}, "short name is taken"),
    ],
)
def test_what_cannot_be_added_is_told_at_the_chain(fields: dict[str, str], says: str) -> None:
    after = moved(DRAFT, "add:0", posted(**fields))
    assert says in after.draft.chains[0].error
    assert after.draft.chains[0].steps == CHAIN.steps


def test_a_new_link_has_a_short_name_of_its_own() -> None:
    after = moved(DRAFT, "add:0", posted(event="The police, told of it, look away as they always have", name=""))
    assert after.opened == "the_police_told_of_it_look"
    assert after.draft.links[after.opened].is_new
    assert moved(DRAFT, "add:0", posted(event="Seen.", name="seen-2")).opened == "seen-2"
    assert short_name("Lo detienen.", ["lo_detienen", "lo_detienen-2"]) == "lo_detienen-3"
    assert short_name("مداهمة", []) == "link"


def test_a_link_that_was_never_saved_is_forgotten_at_once() -> None:
    after = moved(DRAFT, "drop:new", posted()).draft
    assert (list(after.links), after.dropped) == (["found", "beaten"], ())


def test_links_and_chains_in_words() -> None:
    assert in_words(LINKS["found"]) == "Police find him. 60% to 80%"
    assert in_words(LINKS["new"]) == "Something new. unknown"
    full = LinkDraft("x", "It happens.", "10", "15", "20", "Why.", ("A",))
    assert in_words(full) == "It happens. 10% to 20% (best 15%) [A] (Why.)"
    group = LinkDraft("x", "It happens.", grouped=True, of="people like him", rate="40%", uplift="x2", of_group=("B",))
    assert in_words(group) == "It happens. people like him: 40% x2 [B]"
    assert in_words(None) == "taken out of the case"
    assert chain_in_words(CHAIN) == "found, beaten; living elsewhere: found"
    assert chain_in_words(ChainDraft(0, "police")) == "no chain of events"


def test_a_problem_stands_where_it_belongs() -> None:
    def problem(path: str) -> Problem:
        return Problem("bad", "case.yaml", 3, 1, path, "found this", "that", "do it")

    draft, left = with_problems(DRAFT, tuple(map(problem, ("links[found].chance", "feared_harms[police].chain[1]", "risk.x"))))
    assert draft.links["found"].error == draft.chains[0].error == "found this; expected that. do it"
    assert [(one.path, one.line) for one in left] == [("risk.x", 0)]


def test_a_form_that_nobody_made_names_no_link_that_cannot_be() -> None:
    query = QueryDict("new=two words&new=found&new=told&chain-0=found;told|nobody;;&dropped=nobody&event-told=Told.")
    draft = read_draft(query, DRAFT, ())
    assert list(draft.links) == [*LINKS, "told"]
    assert draft.chains[0].steps == (("found",), ("told",))
    assert draft.dropped == ()
