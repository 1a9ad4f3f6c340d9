"""Series of reports: the usual form of a reporter's name, and which years, volumes and courts a series has.

Ways of writing a reporter come from this package's own short list and from reporters-db. Years and volumes are judged only where
the own list gives them, each with its source: the library's dates of some series are not those of the printed volumes.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import msgspec

from article3.law.data_files import convert, read
from article3.law.model import Checked


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One series of reports.

    Attributes:
        name: its usual abbreviation.
        courts: whose decisions it prints: ``supreme``, ``circuit``, ``district``, ``agency``.
        also: other ways of writing it.
        first: year of the earliest decision in it; ``None`` where it is not judged.
        last: year of the latest.
        volumes: number of its last volume, if it has ended.
        yearly: for a series with one volume a year, the year before volume 1.
    """

    name: str
    courts: tuple[str, ...]
    verified: Checked
    also: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    volumes: int | None = None
    yearly: int | None = None


@functools.cache
def series() -> dict[str, Series]:
    """The series of the own list, by the squeezed form of each of their names.

    Raises:
        article3.law.data_files.LawDataError: if the list is broken.
    """
    path = Path(__file__).with_name("reporters.toml")
    listed = [convert(entry, Series, path.name) for entry in read(path).get("series", [])]
    return {_squeezed(name): one for one in listed for name in (one.name, *one.also)}


@functools.cache
def usual(reporter: str) -> str:
    """The usual abbreviation of a reporter, however it is written; as written, where no list has it."""
    own = series().get(_squeezed(reporter))
    if own is not None:
        return own.name
    known = _library().get(_squeezed(reporter), reporter.strip())
    again = series().get(_squeezed(known))
    return again.name if again is not None else known


def series_of(reporter: str) -> Series | None:
    """What is recorded of a reporter's series, or ``None``."""
    return series().get(_squeezed(usual(reporter)))


@functools.cache
def _library() -> dict[str, str]:
    """What reporters-db knows: squeezed form of each way of writing a reporter, and the form it holds to be right."""
    # Of the extra 'citations'.
    from reporters_db import EDITIONS, VARIATIONS_ONLY  # type: ignore[import-untyped]  # noqa: PLC0415

    ways: dict[str, str] = {}
    for variation, editions in VARIATIONS_ONLY.items():
        if len(editions) == 1:
            ways.setdefault(_squeezed(variation), editions[0])
    return ways | {_squeezed(edition): edition for edition in EDITIONS}


def _squeezed(reporter: str) -> str:
    return re.sub(r"[^a-z0-9&]+", "", reporter.casefold().replace(" and ", "&"))
