from __future__ import annotations

import collections
from typing import TYPE_CHECKING

from article3.logic.fold import Fold, nodes, rules
from article3.logic.propositions import (
    AllOf,
    AnyOf,
    Condition,
    Constant,
    Elapsed,
    Not,
    Proposition,
    Question,
    Rule,
    Some,
    Unless,
    YesNo,
    all_of,
    any_of,
    cite,
    question,
    rule,
    some,
    unless,
)
from article3.logic.variables import Choice, Collection, Entity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

harm = Entity("harm")
feared = Collection("feared", harm, "Which harms are feared?")
suffered = Collection("suffered", harm, "Which harms were suffered?")
credible, filed = YesNo("credible", "?"), YesNo("filed", "?")
severe = YesNo("severe", "?", entity=harm)
actor = Choice("actor", "?", entity=harm, options=("official", "private"))
by = cite("cfr-1208-18")


class Counting:
    """Counts visits; a node's value is how many leaves were reached below it, each path by itself."""

    def __init__(self, lists: Mapping[Collection, Sequence[int]], live: Sequence[str] = ()) -> None:
        self.lists, self.live_names = lists, live
        self.visits: collections.Counter[tuple[Proposition, int | None]] = collections.Counter()
        self.asked: collections.Counter[tuple[Proposition, int | None]] = collections.Counter()
        self.known: dict[Proposition, int] = {}

    def settled(self, node: Proposition, scope: int | None) -> int | None:
        self.asked[node, scope] += 1
        return self.known.get(node)

    def members(self, collection: Collection) -> Sequence[int] | None:
        return self.lists.get(collection)

    def live(self, node: Question) -> Sequence[str]:
        return self.live_names or list(node.readings)

    def yes_no(self, node: YesNo, scope: int | None) -> int:
        return self._seen(node, scope, 1)

    def condition(self, node: Condition, scope: int | None) -> int:
        return self._seen(node, scope, 1)

    def elapsed(self, node: Elapsed, scope: int | None) -> int:
        return self._seen(node, scope, 1)

    def constant(self, node: Constant) -> int:
        return self._seen(node, None, 0)

    def all_of(self, node: AllOf, parts: Sequence[int]) -> int:
        return self._seen(node, None, sum(parts))

    def any_of(self, node: AnyOf, parts: Sequence[int]) -> int:
        return self._seen(node, None, sum(parts))

    def negation(self, node: Not, part: int) -> int:
        return self._seen(node, None, part)

    def unless(self, node: Unless, general: int, exception: int) -> int:
        return self._seen(node, None, general + exception)

    def some(self, node: Some, members: Sequence[int] | None) -> int:
        return self._seen(node, None, 0 if members is None else sum(members))

    def rule(self, node: Rule, body: int, scope: int | None) -> int:
        return self._seen(node, scope, body)

    def question(self, node: Question, readings: Mapping[str, int]) -> int:
        return self._seen(node, None, sum(readings.values()))

    def _seen(self, node: Proposition, scope: int | None, value: int) -> int:
        self.visits[node, scope] += 1
        return value


def test_each_node_is_visited_once_for_each_entity_it_speaks_of() -> None:
    official = actor.is_("official")
    severity = rule("severity", "", all_of(severe, official, credible), by=by)
    root = all_of(some(feared, severity), some(suffered, Not(severity)), credible, any_of(credible, filed))
    counting = Counting({feared: [0, 1], suffered: [1, 2]})

    Fold(counting, counting.settled).value(root)

    assert counting.visits[credible, None] == 1
    assert (credible, 0) not in counting.visits
    assert [counting.visits[severe, index] for index in range(3)] == [1, 1, 1]
    assert [counting.visits[official, index] for index in range(3)] == [1, 1, 1]
    assert [counting.visits[severity, index] for index in range(3)] == [1, 1, 1]
    assert set(counting.asked.values()) == {1}


def test_shared_value_reaches_every_node_that_shares_it() -> None:
    shared = any_of(credible, filed)

    assert Fold(Counting({})).value(all_of(shared, Not(shared), unless(shared, filed))) == 7


def test_asking_again_visits_nothing_again() -> None:
    counting = Counting({})
    fold = Fold(counting)
    fold.value(credible)
    fold.value(credible, 3)

    assert counting.visits == {(credible, None): 1}


def test_value_known_beforehand_spares_the_visit() -> None:
    below = all_of(credible, filed)
    counting = Counting({})
    counting.known[below] = 0

    assert Fold(counting, counting.settled).value(Not(below)) == 0
    assert not counting.visits.keys() & {(credible, None), (filed, None), (below, None)}


def test_unlisted_collection_is_not_the_same_as_an_empty_one() -> None:
    heard: list[Sequence[int] | None] = []

    class Listening(Counting):
        def some(self, node: Some, members: Sequence[int] | None) -> int:
            heard.append(members)
            return super().some(node, members)

    Fold(Listening({feared: []})).value(all_of(some(feared, severe), some(suffered, severe)))

    assert heard == [[], None]


def test_only_live_readings_are_visited() -> None:
    counting = Counting({}, live=["broad"])

    Fold(counting).value(question("which", narrow=credible, broad=filed))

    assert counting.visits[filed, None] == 1
    assert counting.visits[credible, None] == 0


# Nodes and rules


def test_nodes_come_once_each_and_parts_first() -> None:
    shared = any_of(credible, filed)
    inner = rule("inner", "", shared, by=by)
    root = rule("outer", "", all_of(Not(shared), inner, some(feared, severe)), by=by)

    found = list(nodes(root))

    assert len(found) == len(set(found))
    places = {node: place for place, node in enumerate(found)}
    assert all(places[child] < places[node] for node in found for child in node.children)
    assert set(found) >= {credible, filed, shared, inner, severe, root}
    assert found[-1] is root
    assert places[credible] < places[filed]


def test_nodes_of_several_roots_are_those_of_each_in_turn() -> None:
    first, second = Not(credible), all_of(credible, filed)

    assert list(nodes(first, second)) == [credible, first, filed, second]
    assert list(nodes()) == []


def test_formula_leaves_out_what_is_only_weighed() -> None:
    root = rule("r", "", credible, by=by, weighs=[filed])

    assert list(nodes(root)) == [credible, filed, root]
    assert list(nodes(root, formula_only=True)) == [credible, root]


def test_every_reading_of_a_question_is_a_node() -> None:
    narrow, broad = Not(credible), Not(filed)

    assert set(nodes(question("which", narrow=narrow, broad=broad))) >= {narrow, broad, credible, filed}


def test_rules_come_parts_first_and_weighed_ones_too() -> None:
    inner, weighed = rule("inner", "", credible, by=by), rule("weighed", "", filed, by=by)
    outer = rule("outer", "", all_of(inner, filed), by=by, weighs=[weighed])

    assert [found.id for found in rules(outer, inner)] == ["inner", "weighed", "outer"]


def test_long_chain_of_nodes_is_walked() -> None:
    node: Proposition = credible
    for _ in range(5000):
        node = Not(node)

    assert sum(1 for _ in nodes(node)) == 5001
