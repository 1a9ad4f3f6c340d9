"""Read the golden cases: what the law says of a few facts, in a forum, each with the source that says so.

One file for each module of ``article3.rules``, and ``questions_<question>.toml`` for circuits and dates. In a file::

    circuit = "ca9"                       # the forum of every case that names none of its own; a list runs the case in each
    as_of   = 2026-10-02                  # its day; a list of days runs the case on each
    like    = ["heard", "proved"]         # sections of common.toml from which every case of the file starts

    [[case]]
    name   = "a gang's custody is custody"
    source = "8 CFR 1208.18(a)(6); Azanor v. Ashcroft"                  # what the expectation rests on
    given.harm = { custody = "private" }                                # the facts; what is not given is unknown
    assume = { operative_text = "wording_2020" }                        # what if: readings to apply whatever the forum says
    expect = { custody_or_control = "established" }                     # truth by rule, or by finding: "torture[gang]"
    expect_missing     = { custody_or_control = [] }                    # exactly the facts still to be asked for it
    expect_turns_on    = { custody_or_control = [] }                    # exactly the open questions of law that matter to it
    expect_authorities = { custody_or_control = ["cfr-1208-18"] }       # cited for it, among others
    expect_law         = { private_custody = ["any_offender"] }         # exactly the readings alive
    expect_governing   = { private_custody = ["azanor-v-ashcroft"] }    # exactly the authorities that settle it or keep it open

``given`` has the sections and lists of a case file. Besides these, ``harm`` is one feared harm whose id is ``harm``
(``harm.custody`` in ``expect_missing`` is its place), and ``like`` starts from facts that ``common.toml`` names: in a harm one of
``[harms]``, in ``given`` several of ``[sections]``. A fact given beside it prevails, and ``"unknown"`` takes one away.
Keys that are not listed here are errors.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

import article3
from article3.logic.truth import Truth

COMMON = "common"
"""The file that names facts which several cases share."""

Facts = dict[str, Any]
_T = TypeVar("_T")


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The facts of a case, section by section."""

    like: tuple[str, ...] = ()
    harm: Facts | None = None
    feared_harms: tuple[Facts, ...] | None = None
    past_harms: tuple[Facts, ...] | None = None
    convictions: tuple[Facts, ...] | None = None
    applicant: Facts = {}
    proceeding: Facts = {}
    filing: Facts = {}
    bars: Facts = {}
    persecution: Facts = {}
    risk: Facts = {}
    application: Facts = {}
    screening: Facts = {}
    appeal: Facts = {}
    old_order: Facts = {}
    detention: Facts = {}
    after: Facts = {}


class GoldenCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A few facts and what the law says of them."""

    name: str
    source: str
    given: Given
    circuit: str | tuple[str, ...] = ()
    as_of: dt.date | tuple[dt.date, ...] = ()
    assume: dict[str, str] = {}
    expect: dict[str, Truth] = {}
    expect_missing: dict[str, tuple[str, ...]] = {}
    expect_turns_on: dict[str, tuple[str, ...]] = {}
    expect_authorities: dict[str, tuple[str, ...]] = {}
    expect_law: dict[str, tuple[str, ...]] = {}
    expect_governing: dict[str, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        if not self.source or not (self.expect or self.expect_law or self.expect_governing):
            raise ValueError(f"{self.name}: a golden case needs a source and something that it expects")


class GoldenFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cases of one file, with the forum of those that name none."""

    circuit: str | tuple[str, ...]
    as_of: dt.date | tuple[dt.date, ...]
    case: tuple[GoldenCase, ...]
    like: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [case.name for case in self.case]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"several cases are called {', '.join(sorted(twice))}")

    def circuits(self, case: GoldenCase) -> tuple[str, ...]:
        """The circuits in which a case of this file is decided."""
        found = case.circuit or self.circuit
        return (found,) if isinstance(found, str) else found

    def days(self, case: GoldenCase) -> tuple[dt.date, ...]:
        """The days as of which it is decided."""
        found = case.as_of or self.as_of
        return (found,) if isinstance(found, dt.date) else found


class Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Facts that several cases share, by name."""

    harms: dict[str, Facts]
    sections: dict[str, Given]


class GoldenFileError(Exception):
    """A file of golden cases is broken; the message names it and says why."""


def read(path: Path) -> GoldenFile:
    """The cases of one file.

    Raises:
        GoldenFileError: if it is not what this module describes.
    """
    return _converted(path, GoldenFile)


def common(directory: Path) -> Common:
    """What the cases of a directory share.

    Raises:
        GoldenFileError: if there is no such file, or it is not what this module describes.
    """
    return _converted(directory / f"{COMMON}.toml", Common)


def files(directory: Path | None) -> dict[str, GoldenFile]:
    """The golden files of a directory by name, in alphabetical order; none without a directory.

    Raises:
        GoldenFileError: if one is broken.
    """
    if directory is None:
        return {}
    return {path.stem: read(path) for path in sorted(directory.glob("*.toml")) if path.stem != COMMON}


def place() -> Path | None:
    """Where golden cases lie: in the installed package or, in a working copy, among the tests; ``None`` if nowhere."""
    package = Path(article3.__file__).parent
    for directory in (package / "golden_cases", package.parents[1] / "tests" / "cases"):
        if directory.is_dir():
            return directory
    return None


def _converted(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise GoldenFileError(f"{path.name}: {error}") from None
