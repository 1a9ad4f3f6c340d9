"""Count conclusions: overall, and by circuit, nationality and year."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

import msgspec

from article3.law.countries import named
from article3.rules.rulebase import FORMS
from article3.screening.answers import TRUTHS
from article3.screening.arrays import np, pa, pc
from article3.screening.cluster import NATIONALITY
from article3.screening.names import is_known

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from article3.screening.rejects import Reject

SCHEMA = 1
"""Version of the summary's shape."""
OTHERS, NOT_STATED = "others", "not stated"
DIMENSIONS = ("circuit", "nationality", "year")
"""By what conclusions are counted."""
_MOST = 500
"""So many nationalities are told apart; texts that name no country could be as many as there are cases."""
_ENTRY = re.compile(r"\[[^\]]*\]|\.[0-9]+(?=\.)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

Truths = dict[str, int]
"""How many cases for each truth."""
ByForm = dict[str, Truths]
"""The same for each form of protection."""


class Counts(msgspec.Struct):
    """What was found in some cases.

    Attributes:
        cases: how many were screened.
        rejected: how many rows were not.
        reasons: how often each kind of problem, and the column, stands among the reasons why.
        forms: how often each form of protection has each truth.
        by: the same for each circuit, nationality and year.
        later: how many cases ask for the law of a day after that to which the law data is kept.
    """

    cases: int = 0
    rejected: int = 0
    reasons: dict[str, int] = {}
    forms: ByForm = {}
    by: dict[str, dict[str, ByForm]] = {}
    later: int = 0

    def add(self, other: Counts) -> None:
        """Count what was found in other cases too."""
        self.cases += other.cases
        self.rejected += other.rejected
        self.later += other.later
        _add(self.reasons, other.reasons)
        _add_forms(self.forms, other.forms)
        for dimension, groups in other.by.items():
            mine = self.by.setdefault(dimension, {})
            for name, forms in groups.items():
                kept = name if name in mine or len(mine) < _MOST else OTHERS
                _add_forms(mine.setdefault(kept, {}), forms)


class Summary(msgspec.Struct, frozen=True):
    """What was found in all cases.

    Attributes:
        schema: version of this shape.
        law: version of the law data.
        kept_to: the day to which the law data is kept.
        duplicates: how many cases have the name of an earlier one.
        inputs: the files.
        output: where the conclusions are.
        rejects: where the rejected rows are; empty if there are none.
        later: how many cases ask for the law of a day after ``kept_to``.
        notes: what a reader must know beside the counts, a sentence or two each.
    """

    schema: int
    law: str
    kept_to: str
    cases: int
    rejected: int
    duplicates: int
    reasons: dict[str, int]
    forms: ByForm
    by: dict[str, dict[str, ByForm]]
    inputs: tuple[str, ...]
    output: str
    rejects: str
    later: int
    notes: tuple[str, ...]


def notes(later: int, kept_to: dt.date) -> tuple[str, ...]:
    """What a reader must know beside the counts.

    Args:
        later: how many cases ask for the law of a day after that to which the law data is kept.
        kept_to: that day.
    """
    asks = counted(later, "case asks", "cases ask")
    newer = f"Warning: {asks} for the law of a day after {kept_to}, to which it is kept. Look for anything newer."
    return (
        "This is not legal advice, and no prediction: it supports a practitioner's judgment and does not replace it.",
        *([newer] if later else []),
        "Warnings, as of stays and enjoined text, are not given for each row: 'article3 screen' of a single case gives them.",
    )


def _add(mine: dict[str, int], other: dict[str, int]) -> None:
    for name, count in other.items():
        mine[name] = mine.get(name, 0) + count


def _add_forms(mine: ByForm, other: ByForm) -> None:
    for form, truths in other.items():
        _add(mine.setdefault(form, {}), truths)


def count(batch: Any, rejects: Iterable[Reject], kept_to: dt.date) -> Counts:
    """Count a batch of conclusions.

    Args:
        batch: as :func:`article3.screening.cluster.screen_batch` gives it, without rejected rows.
        rejects: the rows that were rejected beside it.
        kept_to: the day to which the law data is kept.
    """
    found = Counts(batch.num_rows, 0, {}, {}, {dimension: {} for dimension in DIMENSIONS})
    for reject in rejects:
        found.rejected += 1
        _add(found.reasons, dict.fromkeys({_reason(one.code, one.column) for one in reject.problems}, 1))
    found.later = pc.sum(pc.greater(batch.column("as_of"), pa.scalar(kept_to))).as_py() or 0
    groups = {
        "circuit": batch.column("circuit"),
        "nationality": _nationalities(batch.column(NATIONALITY)),
        "year": pc.year(batch.column("as_of")).cast(pa.string()),
    }
    for form in FORMS:
        truths = pc.index_in(batch.column(form.id), pa.array(TRUTHS)).to_numpy(zero_copy_only=False)
        found.forms[form.id] = _counted(np.bincount(truths, minlength=len(TRUTHS)))
        for dimension, column in groups.items():
            encoded = column.dictionary_encode()
            at = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64) * len(TRUTHS) + truths
            table = np.bincount(at, minlength=len(encoded.dictionary) * len(TRUTHS)).reshape(-1, len(TRUTHS))
            for name, row in zip(encoded.dictionary.to_pylist(), table, strict=True):
                found.by[dimension].setdefault(name, {})[form.id] = _counted(row)
    return found


def _counted(row: Any) -> Truths:
    return {truth: int(number) for truth, number in zip(TRUTHS, row, strict=True)}


def _reason(code: str, column: str) -> str:
    """A kind of problem and its column, without which harm of which case it is."""
    known = _ENTRY.sub("", column)
    listed, _, field = known.partition(".")
    return f"{code} in {known}" if is_known(known) or is_known(f"{listed}.1.{field}") else code


def _nationalities(column: Any) -> Any:
    """Each nationality under the name of its country, where it names one we know."""
    encoded = column.dictionary_encode()
    names = [_country(word) for word in encoded.dictionary.to_pylist()]
    return pc.fill_null(pa.array(names, pa.string()).take(encoded.indices), NOT_STATED)


@functools.lru_cache(maxsize=4096)
def _country(word: str) -> str:
    found = named(word)
    return found[0].name if len(found) == 1 else _CONTROL.sub("", word).strip() or NOT_STATED


def ordered(groups: dict[str, ByForm], dimension: str) -> list[tuple[str, ByForm]]:
    """Groups as they are shown: circuits and years in their order, nationalities by how many cases they have."""
    if dimension == "nationality":
        return sorted(groups.items(), key=lambda item: (item[0] in {OTHERS, NOT_STATED}, -size(item[1]), item[0]))
    return sorted(groups.items(), key=lambda item: (len(item[0]), item[0]))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 case``, ``2 cases``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def size(forms: ByForm) -> int:
    """How many cases a group has."""
    return sum(next(iter(forms.values()), {}).values())
