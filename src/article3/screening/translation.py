"""The rules as C: one more fold over the graph, whose values are the names of variables.

What comes out is one function of straight code. For each block of 256 cases it reads the rows of bits once and writes, for each
rule asked, where it is established and where it is not. Rules about harms and convictions stand in loops over the entries; a loop
comes as soon as everything that it takes from the case as a whole is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from article3.logic.fold import Fold
from article3.logic.polarity import between, pulls_both_ways
from article3.logic.truth import Truth
from article3.screening.bits import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    )
    from article3.logic.variables import Collection
    from article3.screening.layout import Layout

_ALL, _NONE = "ALL", "NONE"
FUNCTION = "article3_rules"

_HEAD = f"""#include <stdint.h>
typedef uint64_t block __attribute__((vector_size({WORDS * 8}), aligned(8)));
#define ROW(at) (*(const block *)((at) * {WORDS} + rows))
#define ENTRY(at) (*(const block *)((at) * {WORDS} + entry))
"""


class NotTranslatedError(TypeError):
    """The rules ask something that is not translated; NumPy evaluates them all the same."""


class Names(NamedTuple):
    """The variables that say where a proposition is established, and where it is not."""

    yes: str
    no: str


class _Line(msgspec.Struct, frozen=True):
    """One variable of the function.

    Attributes:
        of: index of the list whose entries it is about, or ``None``.
        stage: after how many loops it can be known.
        value: the expression.
        uses: the variables in it.
    """

    of: int | None
    stage: int
    value: str
    uses: tuple[str, ...]


class _Loop(msgspec.Struct, frozen=True):
    """A count over the entries of a list: the variables counted, and those that say where enough are and where too few can be."""

    of: int
    stage: int
    count: int
    body: Names
    name: str


class _Written:
    """What is written down already.

    Attributes:
        lines: the variables, each after those that it uses.
        loops: the counts over lists.
    """

    def __init__(self) -> None:
        self.lines: dict[str, _Line] = {}
        self.loops: dict[str, _Loop] = {}
        self.known: dict[tuple[int | None, str], str] = {}


class _Kleene:
    """Writes down each operation once (see article3.logic.fold.Interpreter). ``scope`` is the index of a list."""

    def __init__(self, layout: Layout, written: _Written) -> None:
        self._layout = layout
        self.lines, self.loops, self._known = written.lines, written.loops, written.known

    def members(self, collection: Collection) -> Sequence[int]:
        if collection not in self._layout.collections:
            raise NotTranslatedError(f"{collection.id} is no list of a case")
        return (self._layout.collections.index(collection),)

    def live(self, node: Question) -> Sequence[str]:
        return tuple(node.readings)

    def yes_no(self, node: YesNo, scope: int | None) -> Names:
        return self._test(node, scope)

    def condition(self, node: Condition, scope: int | None) -> Names:
        return self._test(node, scope)

    def elapsed(self, node: Elapsed, scope: int | None) -> Names:
        return self._test(node, scope)

    def _test(self, node: YesNo | Condition | Elapsed, scope: int | None) -> Names:
        at = self._layout.rows[node]
        if node.entity is not None and scope is None:
            raise NotTranslatedError(f"{node.entity.id} stands outside a list")
        met, known = self._row(at.met, scope), self._row(at.known, scope)
        return Names(met, self._line(scope, f"{known} ^ {met}", (known, met)))

    def _row(self, row: int, scope: int | None) -> str:
        return self._line(scope, f"ROW({row})" if scope is None else f"ENTRY({row})", ())

    def constant(self, node: Constant) -> Names:
        return Names(_ALL, _NONE) if node.truth is Truth.ESTABLISHED else Names(_NONE, _ALL)

    def all_of(self, node: AllOf, parts: Sequence[Names]) -> Names:
        return Names(self._and(part.yes for part in parts), self._or(part.no for part in parts))

    def any_of(self, node: AnyOf, parts: Sequence[Names]) -> Names:
        return Names(self._or(part.yes for part in parts), self._and(part.no for part in parts))

    def negation(self, node: Not, part: Names) -> Names:
        return Names(part.no, part.yes)

    def unless(self, node: Unless, general: Names, exception: Names) -> Names:
        return Names(self._and([general.yes, exception.no]), self._or([general.no, exception.yes]))

    def some(self, node: Some, members: Sequence[Names] | None) -> Names:
        (body,) = members or ()
        (of,) = self.members(node.collection)
        name = f"s{len(self.loops)}"
        stage = max(self._stage(body.yes), self._stage(body.no))
        self.loops[name] = _Loop(of, stage, node.at_least, body, name)
        listed = self._row(self._layout.listed[node.collection], None)
        enough, few = f"{name}_yes", f"{name}_no"
        for made in (enough, few):
            self.lines[made] = _Line(None, stage + 1, "", ())
        return Names(self._and([listed, enough]), self._and([listed, few]))

    def rule(self, node: Rule, body: Names, scope: int | None) -> Names:
        return body

    def question(self, node: Question, readings: Mapping[str, Names]) -> Names:
        yes, no = [], []
        for name, reading in readings.items():
            alive = self._row(self._layout.readings[node.id, name], None)
            dead = self._line(None, f"~{alive}", (alive,))
            yes.append(self._or([dead, reading.yes]))
            no.append(self._or([dead, reading.no]))
        return Names(self._and(yes), self._and(no))

    def _and(self, parts: Iterable[str]) -> str:
        return self._joined(parts, "&", _NONE, _ALL)

    def _or(self, parts: Iterable[str]) -> str:
        return self._joined(parts, "|", _ALL, _NONE)

    def _joined(self, parts: Iterable[str], sign: str, decisive: str, neutral: str) -> str:
        kept = [part for part in dict.fromkeys(parts) if part != neutral]
        if decisive in kept:
            return decisive
        if len(kept) < 2:  # noqa: PLR2004 - one part stands for itself
            return kept[0] if kept else neutral
        of = next((self.lines[part].of for part in kept if self.lines[part].of is not None), None)
        return self._line(of, f" {sign} ".join(kept), tuple(kept))

    def _line(self, of: int | None, value: str, uses: tuple[str, ...]) -> str:
        name = self._known.get((of, value))
        if name is None:
            name = self._known[of, value] = f"v{len(self.lines)}"
            self.lines[name] = _Line(of, max(map(self._stage, uses), default=0), value, uses)
        return name

    def _stage(self, name: str) -> int:
        return self.lines[name].stage if name in self.lines else 0


class _Writer(_Kleene):
    """The same, following through both outcomes of a rule that pulls both ways (see article3.logic.planes.PlaneEvaluation)."""

    def __init__(self, layout: Layout) -> None:
        written = _Written()
        super().__init__(layout, written)
        self._kleene = _Kleene(layout, written)
        self.fold: Fold[Names] = Fold(self)

    def rule(self, node: Rule, body: Names, scope: int | None) -> Names:
        for other in pulls_both_ways(node):
            found = self.fold.value(other)
            as_yes = self._given(node, other, Names(self._line(None, f"~{found.no}", (found.no,)), found.no))
            as_no = self._given(node, other, Names(found.yes, self._line(None, f"~{found.yes}", (found.yes,))))
            yes, no = self._and([as_yes.yes, as_no.yes]), self._and([as_yes.no, as_no.no])
            body = Names(self._or([body.yes, yes]), self._or([body.no, no]))
        return body

    def _given(self, node: Rule, other: Rule, outcome: Names) -> Names:
        """A rule, supposing the outcome of another below it."""
        rests_on = between(node, other)

        def settled(part: Proposition, scope: int | None) -> Names | None:
            if part is other:
                return outcome
            return None if part in rests_on else self.fold.value(part, scope)

        return Fold(self._kleene, settled).value(node.body)


def translated(layout: Layout, roots: Sequence[Rule]) -> str:
    """Some rules of a layout as the source of a C function.

    It takes: the rows (of :class:`article3.screening.packing.Packed`), how many blocks, how many rows a block has, for each list
    its first row and how many entries there are, and where to write. It writes, for each rule, two rows a block.

    Raises:
        NotTranslatedError: if a rule is about an entry of a list.
    """
    writer = _Writer(layout)
    for root in roots:
        if root.entity is not None:
            raise NotTranslatedError(f"{root.id} is about each {root.entity.id}")
    results = [part for root in roots for part in writer.fold.value(root)]
    body = "\n".join(_stages(writer, layout, results))
    return f"""{_HEAD}
void {FUNCTION}(const uint64_t *rows, int64_t blocks, int64_t height, const int64_t *first, const int64_t *entries,
    uint64_t *out) {{
  const block NONE = {{0}}, ALL = ~NONE;
  for (int64_t at = 0; at < blocks; at++, rows += height * {WORDS}, out += {len(results) * WORDS}) {{
{body}
{_results(results)}
  }}
}}
"""


def _results(results: Sequence[str]) -> str:
    return "\n".join(f"    *(block *)(out + {place * WORDS}) = {name};" for place, name in enumerate(results))


def _stages(writer: _Writer, layout: Layout, results: Sequence[str]) -> Iterator[str]:
    """The lines in an order in which each is known when it is used; what nothing uses is left out."""
    needed = _below(writer, [*results, *(part for loop in writer.loops.values() for part in loop.body)])
    for stage in range(max(line.stage for line in writer.lines.values()) + 1):
        for name, line in writer.lines.items():
            if line.of is None and line.stage == stage and line.value and name in needed:
                yield f"    const block {name} = {line.value};"
        for of, collection in enumerate(layout.collections):
            loops = [loop for loop in writer.loops.values() if loop.of == of and loop.stage == stage]
            if loops:
                yield from _loop(writer, loops, of, layout.entries[collection.entity])


def _loop(writer: _Writer, loops: Sequence[_Loop], of: int, wide: int) -> Iterator[str]:
    for loop in loops:
        names = [f"{loop.name}_{kind}{count}" for kind in "hp" for count in range(loop.count)]
        yield f"    block {', '.join(f'{name} = NONE' for name in names)};"
    yield f"    for (int64_t e = 0; e < entries[{of}]; e++) {{"
    yield f"      const uint64_t *entry = rows + (first[{of}] + e * {wide}) * {WORDS};"
    yield "      const block present = ENTRY(0);"
    below = _below(writer, [part for loop in loops for part in loop.body])
    for name, line in writer.lines.items():
        if line.of == of and name in below:
            yield f"      const block {name} = {line.value};"
    for loop in loops:
        for kind, row in (("h", f"present & {loop.body.yes}"), ("p", f"present & ~{loop.body.no}")):
            yield f"      {{ const block row = {row};"
            for count in range(loop.count - 1, 0, -1):
                yield f"        {loop.name}_{kind}{count} |= {loop.name}_{kind}{count - 1} & row;"
            yield f"        {loop.name}_{kind}0 |= row; }}"
    yield "    }"
    for loop in loops:
        last = loop.count - 1
        yield f"    const block {loop.name}_yes = {loop.name}_h{last}, {loop.name}_no = ~{loop.name}_p{last};"


def _below(writer: _Writer, names: Sequence[str]) -> set[str]:
    """The variables that some need, themselves included."""
    found: set[str] = set()
    waiting = [name for name in names if name in writer.lines]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [use for use in writer.lines[name].uses if use in writer.lines]
    return found
