"""What happened in a case on a day, or is set for one: what starts the clocks, stops them and meets them."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec


class Service(enum.Enum):
    """How a paper or decision reached the person. It matters only where a rule says so.

    ``ORAL``: said in court. ``PERSONAL``: handed over. ``MAIL``: sent by post, the day being that of mailing. ``ELECTRONIC``:
    through the court's filing system, the day being that of its notice.
    """

    ORAL = "oral"
    PERSONAL = "personal"
    MAIL = "mail"
    ELECTRONIC = "electronic"


class Event(msgspec.Struct, frozen=True):
    """One event.

    Attributes:
        id: stable in its case: as the file names it, else its kind, with a number from the second of that kind on.
        kind: one of :data:`article3.facts.events.KINDS`.
        day: when it happened or is set for; ``None`` if it happened on a day that the file says is unknown.
        service: how it was served; ``None`` if the file is silent.
        outcome: how it ended, one of its kind's outcomes; empty if the file is silent.
        because: ids of the exhibits that prove it.
        note: anything else in the author's words.
        fact: the fact that states it, such as ``filing.last_arrival``; empty if it stands under ``events:``.
    """

    id: str
    kind: str
    day: dt.date | None
    service: Service | None = None
    outcome: str = ""
    because: tuple[str, ...] = ()
    note: str = ""
    fact: str = ""
