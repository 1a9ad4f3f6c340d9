"""The forum: where and as of when the law is asked."""

from __future__ import annotations

import datetime as dt

import msgspec


class Forum(msgspec.Struct, frozen=True):
    """A circuit and a day; together they pick the reading of each question of law.

    Attributes:
        circuit: id of the court whose precedent binds, such as ``ca9``.
        as_of: the day whose law is applied.
    """

    circuit: str
    as_of: dt.date
