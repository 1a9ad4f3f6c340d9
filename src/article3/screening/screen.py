"""Screen a batch of cases: columns in, one row of conclusions a case out.

The conclusions are those of ``decide``. Kleene's tables decide most cases at once; where they leave a form of protection open,
every completion of what is unknown is considered, as ``decide`` does (:mod:`article3.screening.completions`).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from article3.facts.after import grants
from article3.facts.vocabulary import COLLECTIONS, full_id
from article3.logic.matters import matters
from article3.logic.planes import PlaneEvaluation, Planes
from article3.logic.variables import Collection
from article3.rules.rulebase import FORMS, RULES
from article3.screening.answers import (
    NAME,
    NAMES,
    TRUTH,
    TRUTHS,
    UNDETERMINED,
    case_ids,
    coded,
    codes_of,
    names,
    truths,
    truths_of_entries,
)
from article3.screening.arrays import np, pa, pc
from article3.screening.bits import BLOCK, WORDS, packed, unpacked
from article3.screening.chances import chained, with_chances
from article3.screening.checked import checked
from article3.screening.columns import CASE_ID
from article3.screening.completions import unsettled
from article3.screening.kernel import kernel, tools
from article3.screening.layout import layout
from article3.screening.one_by_one import one_by_one, prepared_alone, prepared_rows
from article3.screening.packing import PackedLeaves, pack
from article3.screening.places import forums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.law.loading import Law
    from article3.logic.forum import Forum
    from article3.logic.matters import Place
    from article3.logic.propositions import Rule
    from article3.screening.bits import Bits, Flags
    from article3.screening.packing import Packed

CHUNK = 512 * BLOCK
"""Cases that are worked on together."""
_AT_LAST = 40
"""How often to look for such completions of one case whose check gave up."""
_MANY = 16
"""Entries of a list beyond which a case is worked on apart."""
_ATTEMPTS = (1, 4, 16, 64)
"""How often to look for completions that differ, among ever fewer cases, before what is left is decided one by one."""


class Screen:
    """The rules made ready for any number of batches.

    Args:
        law: the law data.
        rules: ids of further rules to report.
        missing: whether to tell which facts and questions of law an undetermined form still depends on.
        default: the forum of rows that name none.
        how: ``auto`` to compile the rules where that works, ``numpy`` or ``compiled``.
        threads: how many processors to use at once.

    Raises:
        KeyError: if there is no such rule.
        article3.screening.compiler.NotCompiledError: if the rules shall be compiled, and cannot be.

    Attributes:
        layout: which rows of bits the rules need.
        roots: the rules whose truth is told of each case as a whole, the forms of protection first.
        schema: the columns of what comes out.
        kernel: the rules as they are run.
    """

    def __init__(
        self,
        law: Law,
        *,
        rules: Sequence[str] = (),
        missing: bool = True,
        default: Forum | None = None,
        how: str = "auto",
        threads: int = 1,
    ) -> None:
        self._law, self._missing, self._default, self._threads = law, missing, default, threads
        self._rules = tuple(dict.fromkeys(RULES[name] for name in rules))
        self.roots = tuple(dict.fromkeys((*FORMS, *(rule for rule in self._rules if rule.entity is None))))
        self.layout = layout(tuple(dict.fromkeys((*FORMS, *self._rules))))
        self._forums = forums(law)
        self.tools, self.kernel = tools(how), kernel(self.layout, self.roots, how, threads)
        self.schema = pa.schema(
            [
                pa.field(CASE_ID, pa.string()),
                pa.field("circuit", NAME),
                pa.field("as_of", pa.date32()),
                *(pa.field(form.id, TRUTH) for form in FORMS),
                *([pa.field("turns_on", NAMES), pa.field("missing", NAMES)] if missing else []),
                pa.field("bounded", pa.bool_()),
                *(pa.field(name, TRUTH if about is None else pa.list_(TRUTH)) for name, _, about in self._columns()),
            ]
        )

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """One row of conclusions for each row, in the same order.

        Args:
            batch: columns of :func:`article3.screening.columns.schema`, any of which may be absent.

        Raises:
            article3.screening.cells.BadColumnTypeError: if a column is of another type than the schema says.
            article3.screening.places.NoForumError: if a row has no forum.
            article3.facts.problems.CaseFileError: if what a row has in the column ``more``, or its links and chains,
                cannot be read.
        """
        batch = checked(batch)
        parts = [batch.slice(start, CHUNK) for start in range(0, max(batch.num_rows, 1), CHUNK)]
        if self._threads > 1 and len(parts) > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                chunks = list(pool.map(self._with_more, parts))
        else:
            chunks = [self._with_more(part) for part in parts]
        return chunks[0] if len(chunks) == 1 else pa.concat_batches(chunks)

    def pack(self, batch: pa.RecordBatch) -> Packed:
        """A batch made ready for the rules, as far as its columns go."""
        batch = checked(batch)
        return pack(batch, self.layout, self._forums.places(batch, self._default), self.tools)

    def _with_more(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The conclusions on a chunk, of which some cases have chains of events, or have to be prepared one by one first."""
        alone = prepared_alone(batch, self._law)
        linked = chained(batch) & ~alone
        if not alone.any() and not linked.any():
            return self._in_rooms(batch)
        rows = np.flatnonzero(~alone & ~linked)
        parts = [(rows, batch.take(pa.array(rows)))]
        if linked.any():
            rows = np.flatnonzero(linked)
            taken = batch.take(pa.array(rows))
            filled, left = with_chances(taken, self._forums.places(taken, self._default), self.tools)
            alone[rows[left]] = True
            parts.append((rows[~left], filled.filter(pa.array(~left))))
        rows = np.flatnonzero(alone)
        if len(rows):
            parts.append((rows, prepared_rows(batch.take(pa.array(rows)), self._forums, self._default, self._law)))
        found = pa.concat_batches([self._in_rooms(part) for rows, part in parts if len(rows)])
        return found.take(pa.array(np.argsort(np.concatenate([rows for rows, _ in parts]), kind="stable")))

    def _in_rooms(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The conclusions on cases of which some may have very many entries: these apart, or all would need as much room."""
        many = np.zeros(batch.num_rows, np.bool_)
        for collection in self.layout.collections:
            place = batch.schema.get_field_index(collection.id)
            if place >= 0:
                lengths = pc.list_value_length(batch.column(place)).fill_null(0)
                many |= lengths.to_numpy(zero_copy_only=False) > _MANY
        if not many.any():
            return self._chunk(batch)
        few, rows = np.flatnonzero(~many), np.flatnonzero(many)
        apart = [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]
        places = [*([few] if len(few) else []), *apart]
        found = pa.concat_batches([self._chunk(batch.take(pa.array(part))) for part in places])
        return found.take(pa.array(np.argsort(np.concatenate(places), kind="stable")))

    def _columns(self) -> Iterator[tuple[str, Rule, Collection | None]]:
        """The columns of the further rules; a rule about each harm has one for each list of harms."""
        for rule in self._rules:
            if rule.entity is None:
                yield f"rule.{rule.id}", rule, None
            else:
                lists = [one for one, _ in COLLECTIONS.values() if one.entity is rule.entity] or [grants]
                for collection in lists:
                    yield f"rule.{rule.id}.{collection.id}", rule, collection

    def _chunk(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        places = self._forums.places(batch, self._default)
        cases = pack(batch, self.layout, places, self.tools)
        count = cases.count
        found = self.kernel(cases)
        codes = np.stack([codes_of(Planes(found[:, 2 * at], found[:, 2 * at + 1]), count) for at in range(len(self.roots))])
        bounded = self._look_closer(batch, codes)
        columns: list[pa.Array] = [
            case_ids(batch),
            coded(places.circuits, self._forums.circuits),
            pa.array(places.days.astype(np.int32)).cast(pa.date32()),
        ]
        columns += [truths(codes[at]) for at in range(len(FORMS))]
        asked = [(rule, about) for _, rule, about in self._columns()]
        leaves = PackedLeaves(cases)
        evaluation: PlaneEvaluation[Bits] = PlaneEvaluation(leaves)
        if self._missing:
            columns += self._open(evaluation, leaves, codes)
        columns.append(pa.array(bounded))
        for rule, about in asked:
            if about is None:
                columns.append(truths(codes[self.roots.index(rule)]))
            else:
                columns.append(self._of_entries(evaluation, leaves, rule, about, count))
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)

    def _look_closer(self, batch: pa.RecordBatch, codes: np.ndarray) -> Flags:
        """Consider every completion of the cases that are left open, and correct the codes; where the check reached its bound."""
        bounded = np.zeros(batch.num_rows, np.bool_)
        rows = np.flatnonzero((codes == UNDETERMINED).any(axis=0))
        doubtful = codes == UNDETERMINED
        for attempt, repeats in enumerate(_ATTEMPTS):
            if len(rows) > repeats * self.tools.pays:
                cases = self.pack(batch.take(pa.array(rows)))
                left = unsettled(cases, self.kernel, self.tools, self.kernel(cases), self.roots, repeats=repeats, seed=attempt)
                doubtful[:, rows] = [unpacked(left[:, at], cases.count) for at in range(len(self.roots))]
                rows = rows[doubtful[:, rows].any(axis=0)]
        for row in rows:
            closer = one_by_one(batch.slice(row, 1), self._forums, self._default)
            for at in np.flatnonzero(doubtful[:, row]):
                reached = closer.reached(self.roots[at])
                codes[at, row] = TRUTHS.index(reached.truth.value)
                bounded[row] |= reached.bounded
            if bounded[row]:
                # The check gave up; completions that differ, found among many more, show that it is undetermined all the same.
                alone = self.pack(batch.slice(row, 1))
                left = unsettled(alone, self.kernel, self.tools, self.kernel(alone), self.roots, repeats=_AT_LAST)
                bounded[row] = any(unpacked(left[:, at], 1)[0] for at in np.flatnonzero(doubtful[:, row]))
        return bounded

    def _open(self, evaluation: PlaneEvaluation[Bits], leaves: PackedLeaves, codes: np.ndarray) -> tuple[pa.Array, pa.Array]:
        """What the forms that are undetermined still depend on: questions of law, and facts."""
        count = codes.shape[1]
        asked = {form: packed(codes[at] == UNDETERMINED).reshape(-1, WORDS) for at, form in enumerate(FORMS)}
        found = matters(evaluation, leaves, asked)
        missing = {self._named(place, leaves): unpacked(row, count) for place, row in found.missing.items()}
        turns_on = {name: unpacked(row, count) for name, row in found.turns_on.items()}
        return names(turns_on, count), names(missing, count)

    @staticmethod
    def _of_entries(
        evaluation: PlaneEvaluation[Bits], leaves: PackedLeaves, rule: Rule, collection: Collection, count: int
    ) -> pa.Array:
        members = leaves.members(collection)
        return truths_of_entries(
            [evaluation.planes(rule, index) for index in members],
            [leaves.present(collection, index) for index in members],
            leaves.listed(collection),
            count,
        )

    @staticmethod
    def _named(place: Place, leaves: PackedLeaves) -> str:
        """A fact's place in its case: as ``decide`` names it, save that entries are numbered, from 1."""
        what, index = place
        if isinstance(what, Collection):
            return what.id
        if what.entity is None or index is None:
            return full_id(what)
        collection, entry = leaves.entry(what.entity, index)
        return f"{collection.id}[{entry + 1}].{what.id}"
