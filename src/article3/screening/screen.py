"""Screen a batch of cases: columns in, one row of conclusions a case out.

The conclusions are those of ``decide``. Kleene's tables decide most cases at once; where they leave a form of protection open,
every completion of what is unknown is considered, as ``decide`` does (:mod:`article3.screening.completions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.after import grants
from article3.facts.vocabulary import COLLECTIONS, full_id
from article3.logic.matters import matters
from article3.logic.planes import PlaneEvaluation
from article3.logic.variables import Collection
from article3.rules.rulebase import FORMS, RULES
from article3.screening.answers import NAME, NAMES, TRUTH, case_ids, coded, names, truths, truths_of_entries
from article3.screening.arrays import np, pa
from article3.screening.bits import BLOCK, unpacked
from article3.screening.columns import CASE_ID
from article3.screening.layout import layout
from article3.screening.packing import PackedLeaves, pack
from article3.screening.places import forums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.law.loading import Law
    from article3.logic.forum import Forum
    from article3.logic.matters import Place
    from article3.logic.propositions import Rule
    from article3.screening.bits import Bits
    from article3.screening.packing import Packed

CHUNK = 64 * BLOCK
"""Cases that are worked on together, so that what is in between stays in the processor's cache."""


class Screen:
    """The rules made ready for any number of batches.

    Args:
        law: the law data.
        rules: ids of further rules to report.
        missing: whether to tell which facts and questions of law an undetermined form still depends on.
        default: the forum of rows that name none.

    Raises:
        KeyError: if there is no such rule.

    Attributes:
        schema: the columns of what comes out.
    """

    def __init__(self, law: Law, *, rules: Sequence[str] = (), missing: bool = True, default: Forum | None = None) -> None:
        self._law, self._missing, self._default = law, missing, default
        self._rules = tuple(RULES[name] for name in rules)
        self.layout = layout(tuple(dict.fromkeys((*FORMS, *self._rules))))
        self._forums = forums(law)
        self.schema = pa.schema(
            [
                pa.field(CASE_ID, pa.string()),
                pa.field("circuit", NAME),
                pa.field("as_of", pa.date32()),
                *(pa.field(form.id, TRUTH) for form in FORMS),
                *([pa.field("turns_on", NAMES), pa.field("missing", NAMES)] if missing else []),
                *(pa.field(name, TRUTH if about is None else pa.list_(TRUTH)) for name, _, about in self._columns()),
            ]
        )

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """One row of conclusions for each row, in the same order.

        Args:
            batch: columns of :func:`article3.screening.columns.schema`, any of which may be absent.

        Raises:
            article3.screening.places.NoForumError: if a row has no forum.
        """
        chunks = [self._chunk(batch.slice(start, CHUNK)) for start in range(0, max(batch.num_rows, 1), CHUNK)]
        return chunks[0] if len(chunks) == 1 else pa.concat_batches(chunks)

    def pack(self, batch: pa.RecordBatch) -> Packed:
        """A batch made ready for the rules."""
        return pack(batch, self.layout, self._forums.places(batch, self._default))

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
        cases = self.pack(batch)
        leaves = PackedLeaves(cases)
        evaluation = PlaneEvaluation(leaves)
        count = cases.count
        columns: list[pa.Array] = [
            case_ids(batch),
            coded(cases.places.circuits, self._forums.circuits),
            pa.array(cases.places.days.astype(np.int32)).cast(pa.date32()),
        ]
        columns += [truths(evaluation.planes(form), count) for form in FORMS]
        if self._missing:
            open_forms = {form: evaluation.undetermined(form) for form in FORMS}
            found = matters(evaluation, leaves, open_forms)
            named = {self._named(place, leaves): unpacked(row, count) for place, row in found.missing.items()}
            columns += [names({name: unpacked(row, count) for name, row in found.turns_on.items()}, count), names(named, count)]
        for _, rule, collection in self._columns():
            columns.append(self._of_rule(evaluation, leaves, rule, collection, cases))
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)

    def _of_rule(
        self, evaluation: PlaneEvaluation[Bits], leaves: PackedLeaves, rule: Rule, collection: Collection | None, cases: Packed
    ) -> pa.Array:
        if collection is None:
            return truths(evaluation.planes(rule), cases.count)
        members = leaves.members(collection)
        return truths_of_entries(
            [evaluation.planes(rule, index) for index in members],
            [leaves.present(collection, index) for index in members],
            leaves.listed(collection),
            cases.count,
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
