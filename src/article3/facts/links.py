"""Read the links of a case file, and the chains that feared harms make of them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from article3.facts.link import BaseRate, Chain, Chance, Link
from article3.facts.problems import nearest, shown
from article3.facts.reading import id_of, text_of, unknown_key
from article3.facts.tree import Mapping, Node, Scalar, Sequence, is_blank, walk
from article3.facts.values import LEGAL_ESTIMATES, NUMBER_PATTERN, RANGE_PATTERN, UNKNOWN, BadValueError, exact_ends

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.facts.problems import Problem
    from article3.facts.tree import Place

LINKS_KEY = "links"
CHAIN_KEYS = ("chain", "relocation")
LINK_KEYS = ("id", "event", "chance", "base_rate", "because", "note")
BASE_KEYS = ("of", "rate", "uplift", "factor", "because")
ENDS = ("low", "best", "high")
ANY_OF = "any_of"

FACTOR_PATTERN = rf"x?\s*({NUMBER_PATTERN})(?:{RANGE_PATTERN}x?\s*({NUMBER_PATTERN}))?"
"""By how much likelier: ``x1.5``, ``1.5 to 2``, ``x1.5 to x2``."""
_FACTOR = re.compile(FACTOR_PATTERN)
_LONGEST_FACTOR = 40
_MOST = 1000
"""No uplift is larger than this; what is needs no base rate."""
_SURE = Fraction(1)
_NO_WORDS = (
    "write a number: people mean very different chances by one word, so words are not turned into numbers; a range will do"
)


class Links:
    """The links of a case file.

    Args:
        problems: what is wrong so far; more is added.
        because: reads a list of exhibit ids.

    Attributes:
        sound: the links that can be used, by id.
        places: where each id stands, also of a link that cannot be used: to name it in a chain is no second problem.
    """

    def __init__(self, problems: list[Problem], because: Callable[[Node], tuple[str, ...]]) -> None:
        self.sound: dict[str, Link] = {}
        self.places: dict[str, Place] = {}
        self._problems = problems
        self._because = because

    def read(self, node: Node) -> None:
        """Read the list."""
        remedy = "write each as '- id: detained', with 'event:' and 'chance:' on the lines below"
        if isinstance(node, Sequence):
            for item in node.items:
                if isinstance(item, Mapping):
                    self._link(item)
                else:
                    self._fail(item.place, "wrong-shape", f"found {item.kind}", "'id:', 'event:' and 'chance:'", remedy)
        elif not is_blank(node):
            self._fail(node.place, "not-a-list", f"found {node.kind}", "a list of links: each starts with '-'", remedy)

    def chain(self, item: Mapping) -> Chain | None:
        """The chain of one feared harm; ``None`` if it states none, or none that can be used."""
        node, stands_for = item.items.get("chain"), item.items.get("relocation")
        steps = [] if node is None else self._steps(node)
        if is_blank(node) and stands_for is not None and not is_blank(stands_for):
            remedy = "write the steps under 'chain:' first, or answer 'could_relocate:' instead"
            self._fail(stands_for.place, "no-chain", "a link for relocation without a chain", "'chain:'", remedy)
            return None
        relocation = "" if is_blank(stands_for) else self._relocation(stands_for, steps)
        return Chain(tuple(steps), relocation) if steps else None

    def _fail(self, place: Place, code: str, found: str, expected: str, remedy: str) -> None:
        self._problems.append(place.problem(code, found, expected, remedy))

    def _link(self, item: Mapping) -> None:
        for key, _, place in walk(item):
            if key not in LINK_KEYS:
                self._problems.append(unknown_key(key, place, LINK_KEYS, "say it under 'note:'"))
        identifier = id_of(item.items.get("id"), self.places, self._problems)
        if is_blank(item.items.get("id")):
            remedy = "give it a short id, such as detained, so that chains can name it"
            self._fail(item.place, "no-id", "a link without 'id:'", "'id:'", remedy)
        if is_blank(item.items.get("event")):
            self._fail(item.place, "no-event", "a link without 'event:'", "'event:'", "say in a sentence what would happen")
        event = self._text(item, "event")
        because, note = self._exhibits(item), self._text(item, "note")
        base = self._base(item.items["base_rate"]) if not is_blank(item.items.get("base_rate")) else None
        chance = self._stated(item, base)
        if identifier and chance is not None:
            self.sound[identifier] = Link(identifier, event, chance, because, note, base)

    def _text(self, item: Mapping, key: str) -> str:
        return text_of(item.items[key], self._problems) if key in item.items else ""

    def _exhibits(self, item: Mapping) -> tuple[str, ...]:
        return self._because(item.items["because"]) if "because" in item.items else ()

    def _stated(self, item: Mapping, base: BaseRate | None) -> Chance | None:
        """The chance of a link, from ``chance:`` or from ``base_rate:``."""
        node, grouped = item.items.get("chance"), not is_blank(item.items.get("base_rate"))
        if is_blank(node):
            if not grouped:
                remedy = "write 'chance: 60%' or 'chance: 50% to 70%', or reason from a group with 'base_rate:'"
                self._fail(item.place, "no-chance", "a link without 'chance:'", "'chance:' or 'base_rate:'", remedy)
            return None if base is None else self._product(item.items["base_rate"], base)
        if grouped:
            remedy = "keep one: 'chance:' if you estimate it outright, 'base_rate:' if you reason from a group"
            self._fail(item.keys["base_rate"], "two-chances", "both 'chance:' and 'base_rate:'", "one of the two", remedy)
        return None if node is None else self._chance(node)

    def _chance(self, node: Node) -> Chance | None:
        if isinstance(node, Scalar):
            return self._ends(node)
        if isinstance(node, Mapping):
            return self._three(node)
        expected = "a percentage, a range, or {low: 50%, best: 60%, high: 70%}"
        self._fail(node.place, "wrong-shape", f"found {node.kind}", expected, "write one value")
        return None

    def _ends(self, node: Scalar) -> Chance | None:
        low, high = self._numbers(node)
        if low is None or high is None:
            return None
        return Chance(low, (low + high) / 2, high, middle=low != high)

    def _numbers(self, node: Scalar) -> tuple[Fraction | None, Fraction | None]:
        try:
            return exact_ends(node.text)
        except BadValueError as error:
            worded = error.code == "not-a-likelihood" and (node.text in LEGAL_ESTIMATES or not any(map(str.isdigit, node.text)))
            if worded and node.text.lower() == UNKNOWN:
                remedy = "leave the link out of the chain until you can estimate it, or write 0% to 100%"
            else:
                remedy = _NO_WORDS if worded else error.remedy
            self._fail(node.place, error.code, error.found, error.expected, remedy)
            return None, None

    def _three(self, node: Mapping) -> Chance | None:
        for key, _, place in walk(node):
            if key not in ENDS:
                self._problems.append(unknown_key(key, place, ENDS, "say it under 'note:'"))
        found: list[Fraction] = []
        for key in ENDS:
            value = node.items.get(key)
            if is_blank(value) or value is None:
                remedy = "state all three, or write a range such as 50% to 70%"
                self._fail(node.place, "no-end", f"a chance without '{key}:'", "'low:', 'best:' and 'high:'", remedy)
            elif not isinstance(value, Scalar):
                self._fail(value.place, "wrong-shape", f"found {value.kind}", "one percentage", "write one value")
            else:
                low, high = self._numbers(value)
                if low is not None and low != high:
                    self._fail(value.place, "not-one-number", shown(value.text), "one percentage", "the range is low to high")
                elif low is not None:
                    found.append(low)
        if len(found) != len(ENDS):
            return None
        if found != sorted(found):
            self._fail(node.place, "reversed-range", "ends that are out of order", "low, then best, then high", "order them")
            return None
        return Chance(found[0], found[1], found[2])

    def _base(self, node: Node) -> BaseRate | None:
        remedy = "write base_rate: {of: deportees with such tattoos, rate: 30%, uplift: x1.5 to x2, because: [A]}"
        if not isinstance(node, Mapping):
            self._fail(node.place, "wrong-shape", f"found {node.kind}", "'of:', 'rate:' and, if need be, 'uplift:'", remedy)
            return None
        for key, _, place in walk(node):
            if key not in BASE_KEYS:
                self._problems.append(unknown_key(key, place, BASE_KEYS, "say it under the link's 'note:'"))
        for key, why in (
            ("of", "say which group, as narrowly as the evidence does"),
            ("rate", "say how often it happens to them"),
        ):
            if is_blank(node.items.get(key)):
                self._fail(node.place, f"no-{key}", f"a base rate without '{key}:'", f"'{key}:'", why)
        of = self._text(node, "of")
        rate = self._chance(node.items["rate"]) if not is_blank(node.items.get("rate")) else None
        stated = [key for key in ("uplift", "factor") if not is_blank(node.items.get(key))]
        if len(stated) > 1:
            self._fail(node.keys["factor"], "two-factors", "both 'uplift:' and 'factor:'", "one of the two", "they mean the same")
        factor = self._factor(node.items[stated[0]]) if stated else None
        because = self._exhibits(node)
        if rate is None or (stated and factor is None):
            return None
        return BaseRate(of, rate, factor, because)

    def _factor(self, node: Node) -> Chance | None:
        expected = "how much likelier, such as x1.5, or x1.5 to x2"
        match = _FACTOR.fullmatch(node.text) if isinstance(node, Scalar) and len(node.text) <= _LONGEST_FACTOR else None
        if match is None:
            found = shown(node.text) if isinstance(node, Scalar) else f"found {node.kind}"
            self._fail(node.place, "not-a-factor", found, expected, "write x and a number; words are not turned into numbers")
            return None
        low, high = Fraction(match[1]), Fraction(match[2] or match[1])
        if low > high:
            remedy = "write the two ends the other way round"
            self._fail(node.place, "reversed-range", shown(match.string), "the lower end first", remedy)
            return None
        if high > _MOST:
            self._fail(node.place, "out-of-range", shown(match.string), f"at most x{_MOST}", "state the chance itself")
            return None
        return Chance(low, (low + high) / 2, high, middle=low != high)

    def _product(self, node: Node, base: BaseRate) -> Chance | None:
        """The group's rate times the individual's factor; the high end is capped at certainty, the best estimate never."""
        rate, factor = base.rate, base.factor
        if factor is None:
            return rate
        best = rate.best * factor.best
        if best > _SURE:
            found = f"a rate and an uplift that make {float(best):.0%} at best"
            remedy = "lower the one or the other: nothing is likelier than 100%"
            self._fail(node.place, "above-certainty", found, "a product of at most 100%", remedy)
            return None
        return Chance(rate.low * factor.low, best, min(_SURE, rate.high * factor.high), rate.middle or factor.middle)

    def _steps(self, node: Node) -> list[tuple[str, ...]]:
        if not isinstance(node, Sequence):
            if not is_blank(node):
                remedy = "write the steps in order: chain: [detained, {any_of: [identified, informed_on]}, beaten]"
                self._fail(node.place, "not-a-list", f"found {node.kind}", "a list of the steps, in order", remedy)
            return []
        if not node.items:
            remedy = "name its links in order, or leave 'chain:' blank until they are known"
            self._fail(node.place, "empty-chain", "a list of nothing", "the ids of one or more links", remedy)
        steps: list[tuple[str, ...]] = []
        taken: dict[str, Place] = {}
        for item in node.items:
            named = self._alternatives(item) if isinstance(item, Mapping) else [item]
            sound = [found for entry in named if (found := self._named(entry, taken))]
            if sound and len(sound) == len(named):
                steps.append(tuple(sound))
        # A chain with a step that cannot be read is no chain: the rest would overstate it.
        return steps if len(steps) == len(node.items) else []

    def _alternatives(self, item: Mapping) -> list[Node]:
        for key, _, place in walk(item):
            if key != ANY_OF:
                self._problems.append(unknown_key(key, place, (ANY_OF,), "describe the event under 'links:'"))
        found = item.items.get(ANY_OF)
        expected = "the ids of two or more links"
        if found is None and item.items:
            return []
        if not isinstance(found, Sequence):
            kind = "nothing" if found is None else f"found {found.kind}"
            self._fail(item.place, "not-a-list", kind, expected, "write {any_of: [identified, informed_on]}")
            return []
        if len(found.items) < 2:  # noqa: PLR2004 - an alternative takes two
            self._fail(
                item.place, "no-alternative", f"{len(found.items)} link", expected, "write the id alone, as a step of its own"
            )
        return list(found.items)

    def _named(self, node: Node, taken: dict[str, Place]) -> str:
        """The link that a step names; empty if it cannot be used."""
        if not isinstance(node, Scalar):
            self._fail(node.place, "wrong-shape", f"found {node.kind}", "the id of a link", "describe the event under 'links:'")
            return ""
        if node.text not in self.places:
            known = list(self.places)
            expected = f"a link of this file ({', '.join(known) or 'there are none yet'})"
            self._fail(
                node.place, "no-such-link", shown(node.text), expected, nearest(node.text, known) or "add it under 'links:'"
            )
            return ""
        if node.text in taken:
            remedy = "an event that has happened need not happen twice; if it can, give the second its own link"
            self._fail(node.place, "named-twice", shown(node.text), "each link once in a chain", remedy)
            return ""
        taken[node.text] = node.place
        return node.text if node.text in self.sound else ""

    def _relocation(self, node: Node | None, steps: list[tuple[str, ...]]) -> str:
        named = [link for step in steps for link in step]
        expected = "one link of this harm's chain"
        if not isinstance(node, Scalar):
            if node is not None:
                remedy = "it is weighed once, in one link: write relocation: found_elsewhere"
                self._fail(node.place, "wrong-shape", f"found {node.kind}", expected, remedy)
            return ""
        if node.text not in named:
            if node.text in self.places and not steps:
                return ""  # the chain itself could not be read
            remedy = (
                nearest(node.text, named) or "name the step by which the applicant is found wherever he lives, or leave it out"
            )
            self._fail(node.place, "not-in-chain", shown(node.text), expected, remedy)
            return ""
        return node.text
