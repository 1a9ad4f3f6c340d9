"""What a clock is: a time that runs from an event, or a day that an event sets."""

from __future__ import annotations

import datetime as dt

import msgspec

from article3.deadlines.model import Sort
from article3.logic.propositions import Citation


class Clock(msgspec.Struct, frozen=True):
    """A time that runs from an event, or a day that an event sets.

    Attributes:
        id: stable; part of the id of its deadlines.
        what: what is due or happens, fit for a calendar entry.
        sort: what its day is.
        starts: kind of the event from which it runs.
        else_starts: the kind from which it runs where there is no such event, in ordinary proceedings.
        number: the dated number; empty if the event's own day is the day.
        by_mail: the dated number that applies instead where the starting event was served by mail.
        back: whether it is counted back from the event.
        by: further authorities.
        missing: what missing it costs.
        extension: instead of what the number says of an extension.
        met_by: kinds of events that meet it.
        over_once: kinds of events that show, once they have happened, that its time is past.
        ordered_by: kind of the event by which a judge's or the Board's order sets the day instead.
        only: kinds of proceeding in which it runs; empty if in all.
        outcomes: outcomes of the starting event with which it runs, and an unknown one; empty if with all.
        needs_outcome: whether it runs only once the outcome is known to be one of these.
        printed_counts: whether a number printed in the code but not applied is shown, and kept where it is safer.
        not_if_detained: whether the court sets the day instead where the person is detained.
        while_detained: whether it runs only as long as the person is detained.
        longest: whether the longest of disputed times counts: the other side's time.
        note: a doubt or limit.
        needs_kind: whether it runs only once the kind of proceeding is known to be one of these.
        no_earlier: a day before which the time does not begin.
        fee: the dated number of the fee that goes with it.
    """

    id: str
    what: str
    sort: Sort
    starts: str
    number: str = ""
    by_mail: str = ""
    back: bool = False
    by: tuple[Citation, ...] = ()
    missing: str = ""
    extension: str = ""
    met_by: tuple[str, ...] = ()
    over_once: tuple[str, ...] = ()
    ordered_by: str = ""
    only: frozenset[str] = frozenset()
    outcomes: tuple[str, ...] = ()
    needs_outcome: bool = False
    printed_counts: bool = False
    not_if_detained: bool = False
    while_detained: bool = False
    longest: bool = False
    note: str = ""
    else_starts: str = ""
    needs_kind: bool = False
    no_earlier: dt.date | None = None
    fee: str = ""
