"""Cases that arrays do not decide: taken from their rows and looked at one by one, with what ``decide`` uses."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.facts.built_in import with_built_in
from article3.findings.prepared import completed, under_precedent
from article3.logic.evaluation import Evaluation
from article3.logic.forum import Forum
from article3.rules.rulebase import THRESHOLDS
from article3.screening.arrays import np, pa
from article3.screening.columns import CASE_ID, MORE, batch_of, case_of, known_case
from article3.screening.outcomes import EPOCH

if TYPE_CHECKING:
    from article3.law.loading import Law
    from article3.law.stretches import Stretch
    from article3.screening.bits import Flags
    from article3.screening.places import Forums


def prepared_alone(batch: pa.RecordBatch, law: Law) -> Flags:
    """Which rows state what no column holds, or can fall under a precedent by their facts alone."""
    if law.raised_by_facts:
        return np.ones(batch.num_rows, np.bool_)
    place = batch.schema.get_field_index(MORE)
    if place < 0 or batch.column(place).null_count == batch.num_rows:
        return np.zeros(batch.num_rows, np.bool_)
    found: Flags = batch.column(place).is_valid().to_numpy(zero_copy_only=False)
    return found


def prepared_rows(batch: pa.RecordBatch, forums: Forums, default: Forum | None, law: Law) -> pa.RecordBatch:
    """The rows with what binding decisions force, and the estimates that follow from chains of events.

    Raises:
        article3.facts.problems.CaseFileError: if a row cannot be read.
    """
    cases = []
    for row, (forum, stretch) in zip(batch.to_pylist(), _forums(batch, forums, default), strict=True):
        name = row.get(CASE_ID)
        under = under_precedent(case_of(row, name or "", law), forum, law)
        known = completed(under, forum.as_of, stretch.live.__getitem__).case
        cases.append((name, msgspec.structs.replace(known, circuit=forum.circuit, as_of=forum.as_of)))
    return batch_of(cases, law, more=False)


def one_by_one(row: pa.RecordBatch, forums: Forums, default: Forum | None) -> Evaluation:
    """The evaluation of one row's case, which considers every completion."""
    ((forum, stretch),) = _forums(row, forums, default)
    case = with_built_in(known_case(row.to_pylist()[0]), forum.as_of)
    return Evaluation(case, stretch.live.__getitem__, THRESHOLDS)


def _forums(batch: pa.RecordBatch, forums: Forums, default: Forum | None) -> list[tuple[Forum, Stretch]]:
    places = forums.places(batch, default)
    days = [dt.date.fromordinal(int(day) + EPOCH) for day in places.days]
    found = zip(places.circuits, days, places.stretch, strict=True)
    return [(Forum(forums.circuits[circuit], day), forums.stretches[stretch]) for circuit, day, stretch in found]
