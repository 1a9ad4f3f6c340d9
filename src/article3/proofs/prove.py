"""The properties by name, and what becomes of each."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from article3.proofs import conclusions, influences, limbs, readings
from article3.proofs.claims import Outcome, Result
from article3.proofs.record import Record
from article3.proofs.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law


class Property(msgspec.Struct, frozen=True):
    """Something that must hold of the law as a whole.

    Attributes:
        name: how it is asked for.
        says: what it says, in one sentence.
        check: puts it to the proof.
    """

    name: str
    says: str
    check: Callable[[Setting], Record]


PROPERTIES: tuple[Property, ...] = (
    Property(
        "conclusions",
        "Every conclusion is established or not once all is known, never both; what is established on a part of "
        "the facts holds however the rest turn out; and protection under the Convention is one of its two forms, "
        "never both.",
        conclusions.total_and_unique,
    ),
    Property(
        "bars",
        "A mandatory bar never gives withholding, nor a bar to asylum asylum; each ground by itself suffices.",
        conclusions.bars_withhold,
    ),
    Property(
        "mandatory",
        "Where torture with the State's part in it is more likely than not, protection is mandatory in one of its "
        "two forms, whatever else; the claim must be raised, proved and before a judge.",
        conclusions.protection_is_mandatory,
    ),
    Property(
        "states-part",
        "There is no protection under the Convention without a feared harm that is torture and in which the State has a part.",
        conclusions.states_part_is_needed,
    ),
    Property(
        "asylum-only",
        "No deadline, earlier denial, resettlement, third country or discretion, and no protected ground, reaches "
        "the Convention.",
        influences.asylum_bars_stay_in_asylum,
    ),
    Property(
        "deferral",
        "No crime and no other bar takes protection under the Convention away; it only changes the form.",
        influences.deferral_has_no_bar,
    ),
    Property("favor", "A favorable fact never worsens any form of protection.", influences.favor_never_worsens),
    Property(
        "rules", "Every rule can be established and can fail to be, and no limb of a rule is idle.", limbs.every_rule_matters
    ),
    Property("facts", "Every fact can change some conclusion in some forum.", influences.every_fact_matters),
    Property(
        "readings",
        "In every forum on every day each question of law has one reading or is openly open.",
        readings.no_gap_or_conflict,
    ),
    Property("questions", "Each question of law changes a conclusion in some case.", readings.every_question_matters),
    Property(
        "wordings",
        "The printed and the operative wording of 8 CFR 1208.18(a) give the same State's part, except where it is listed.",
        readings.wordings_differ_only_where_listed,
    ),
)


def prove(law: Law, names: tuple[str, ...] = (), clock: Callable[[], float] = time.perf_counter) -> Iterator[Result]:
    """What becomes of each property, one after the other.

    Args:
        law: the law data.
        names: only these properties; all of them if empty.
        clock: tells the seconds.

    Raises:
        KeyError: if there is no property of a name.
    """
    known = {one.name: one for one in PROPERTIES}
    setting = Setting(law)
    for one in [known[name] for name in names] or PROPERTIES:
        started = clock()
        record = one.check(setting)
        yield Result(
            one.name,
            one.says,
            outcome(record),
            record.how,
            record.checks,
            tuple(record.exceptions),
            tuple(record.failures),
            tuple(record.undecided),
            tuple(record.narrowed),
            round(clock() - started, 3),
        )


def outcome(record: Record) -> Outcome:
    """Refuted if something breaks it, undecided if the solver gave up on a part, else proved."""
    if record.failures:
        return Outcome.REFUTED
    return Outcome.UNDECIDED if record.undecided else Outcome.PROVED
