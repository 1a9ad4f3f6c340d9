"""Read the table of coverage in ``coverage/``: what the sources ask for, and what here meets it. Strict, and only when asked.

Whether the things named there exist is asked in :mod:`article3.explanations.coverage`, as this layer does not know them all.
"""

from __future__ import annotations

import enum
import functools
from pathlib import Path
from typing import Any

import msgspec

from article3.law.data_files import LawDataError, convert, read

DATA = Path(__file__).parent / "coverage"
"""Where the table that comes with the package lies."""

_HELP = "docs/architecture.md, 'Coverage', tells what the table holds"


class Outcome(enum.Enum):
    """How a row stands.

    ``MET``: as the source has it. ``DEPARTS``: met, but the product says something else than the source, and why. ``LATER``: in
    part; the rest comes later. ``NONE``: nothing needs to meet it, for a reason that is given.
    """

    MET = "met"
    DEPARTS = "met, with a departure"
    LATER = "in part, the rest later"
    NONE = "nothing to meet"


class MetBy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What meets a row, by id, in lists by kind.

    Attributes:
        authorities: an id, or ``id@pin`` for one paragraph or page.
        countries: an id, or ``id@profile``.
        chart: questions of the comparison chart, in its words.
        pages: files of the repository, such as ``docs/limits.md``.
        cases: golden cases, as ``file: name``.
        examples: published examples, by the name of their file.
        commands: as they are typed, such as ``article3 chart``.
    """

    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    chart: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()

    def by_kind(self) -> dict[str, tuple[str, ...]]:
        """The lists that are not empty, by their names."""
        every = {kind: getattr(self, kind) for kind in KINDS}
        return {kind: named for kind, named in every.items() if named}


KINDS = MetBy.__struct_fields__
"""The kinds of things that can meet a row."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that must be covered.

    Attributes:
        id: ``A1`` to ``B11`` for a row, ``note-41`` for a note, ``advisory-11`` or ``page-3`` for a correction, another word for
            what goes beyond the sources.
        what: what the source says or asks for, in our words.
        departs: what the product says instead, and why.
        later: what is still to come.
        why: why nothing needs to meet it, or, beyond the sources, why it is here.
    """

    id: str
    what: str
    met_by: MetBy = MetBy()
    departs: str = ""
    later: str = ""
    why: str = ""

    @property
    def outcome(self) -> Outcome:
        """How it stands."""
        if not self.met_by.by_kind():
            return Outcome.NONE
        if self.later:
            return Outcome.LATER
        return Outcome.DEPARTS if self.departs else Outcome.MET


class Coverage(msgspec.Struct, frozen=True):
    """The whole table.

    Attributes:
        rows: what the two sources ask for, A1 to A57 and B1 to B11.
        notes: the notes of the advisory.
        corrections: where a source is wrong, stale or too simple; ``departs`` says what is right.
        beyond: what the product holds and neither source speaks of.
    """

    rows: tuple[Row, ...]
    notes: tuple[Row, ...]
    corrections: tuple[Row, ...]
    beyond: tuple[Row, ...]

    def parts(self) -> dict[str, tuple[Row, ...]]:
        """The four parts by their names."""
        return {"rows": self.rows, "notes": self.notes, "corrections": self.corrections, "beyond": self.beyond}

    @property
    def by_id(self) -> dict[str, Row]:
        """Every row of every part."""
        return {row.id: row for part in self.parts().values() for row in part}


@functools.cache
def load_coverage(directory: Path = DATA) -> Coverage:
    """The table of coverage.

    Raises:
        LawDataError: naming the file and the key that are wrong, and what to do about it.
    """
    corrections = _read(directory / "corrections.toml")
    found = Coverage(
        rows=(*_rows(directory / "advisory.toml"), *_rows(directory / "service-page.toml")),
        notes=_rows(directory / "notes.toml", "note-"),
        corrections=tuple(
            row
            for source, entries in corrections.items()
            for row in _converted(entries, f"corrections.toml: {source}", f"{source}-", f"{source}.")
        ),
        beyond=_rows(directory / "beyond.toml"),
    )
    for problem in _problems(found):
        raise LawDataError(problem)
    return found


def _problems(found: Coverage) -> list[str]:
    """What is wrong with a table as such."""
    every = [row.id for part in found.parts().values() for row in part]
    problems = [f"coverage: two rows are called {name}; rename one" for name in sorted(set(every)) if every.count(name) > 1]
    problems += [
        f"corrections.toml: {row.id.replace('-', '.')}: 'departs' is missing; say what is right instead"
        for row in found.corrections
        if not row.departs
    ]
    return problems + [
        f"beyond.toml: {row.id}: 'why' is missing; say why it is here though no source speaks of it"
        for row in found.beyond
        if not row.why
    ]


def _rows(path: Path, prefix: str = "") -> tuple[Row, ...]:
    return _converted(_read(path), path.name, prefix)


def _converted(entries: Any, where: str, prefix: str, place: str = "") -> tuple[Row, ...]:
    if not isinstance(entries, dict):
        raise LawDataError(f"{where}: a table of rows was expected; {_HELP}")
    return tuple(_row(key, entry, f"{where.partition(':')[0]}: {place}{key}", prefix) for key, entry in entries.items())


def _row(key: str, entry: Any, where: str, prefix: str) -> Row:
    if not isinstance(entry, dict):
        raise LawDataError(f"{where}: a row with 'what' and 'met_by' was expected; {_HELP}")
    if "id" in entry:
        raise LawDataError(f"{where}: the id is the name of the table; remove the key 'id'")
    return convert({"id": f"{prefix}{key}"} | entry, Row, where, remedy=_HELP)


def _read(path: Path) -> dict[str, Any]:
    return read(path, name=f"coverage/{path.name}", remedy=_HELP)
