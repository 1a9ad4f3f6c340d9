"""Whether what the table of coverage names exists, and the table as an outline."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from article3.explanations.chart_questions import QUESTIONS as CHART
from article3.explanations.items import Item, Role
from article3.explanations.outline import Outline, Section
from article3.facts.vocabulary import FACTS, full_id
from article3.law.countries import country, headings
from article3.law.coverage import KINDS, Outcome
from article3.law.numbers import numbers
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from article3.law.coverage import Coverage, Row
    from article3.law.loading import Law
    from article3.law.model import Authority

TITLES = {
    "rows": "What the sources ask for",
    "notes": "The notes of the advisory",
    "corrections": "Where a source is wrong, stale or too simple",
    "beyond": "Beyond the sources",
}


@dataclasses.dataclass(frozen=True)
class Registries:
    """Everything that can meet a row, by id. ``None``: not to be had here, so that it is not asked.

    Attributes:
        countries: for each country its profiles.
        pages: files of the repository.
        cases: golden cases, as ``file: name``.
    """

    rules: Collection[str]
    facts: Collection[str]
    questions: Collection[str]
    authorities: Mapping[str, Authority]
    numbers: Collection[str]
    countries: Mapping[str, Collection[str]]
    chart: Collection[str]
    commands: Collection[str] | None = None
    pages: Collection[str] | None = None
    cases: Collection[str] | None = None
    examples: Collection[str] | None = None


def registries(law: Law, **more: Collection[str]) -> Registries:
    """What the package itself holds.

    Args:
        law: the law data.
        **more: ``commands``, ``pages``, ``cases`` and ``examples``, from whoever has them.
    """
    return Registries(
        rules=frozenset(RULES),
        facts=frozenset(full_id(variable) for variable in FACTS),
        questions=frozenset(law.questions),
        authorities=law.authorities,
        numbers=frozenset(numbers()),
        countries={heading.id: frozenset(one.id for one in country(heading.id).profiles) for heading in headings()},
        chart=frozenset(question.asks for question in CHART),
        **more,
    )


def gaps(coverage: Coverage, known: Registries) -> list[str]:
    """Everything in the table that is not met: a row that names what does not exist, or nothing. One sentence each."""
    return [problem for part in coverage.parts().values() for row in part for problem in _gaps(row, known)]


def unclaimed(coverage: Coverage, known: Registries) -> list[str]:
    """The rules, questions of law and countries that no row, correction or entry beyond the sources names."""
    rows = (*coverage.rows, *coverage.corrections, *coverage.beyond)
    found = []
    for kind in ("rules", "questions", "countries"):
        named = {name.partition("@")[0] for row in rows for name in getattr(row.met_by, kind)}
        found += [
            f"{kind}: {name}: no row of the table names it; name it in the row it serves, or in beyond.toml with the reason"
            for name in sorted(set(getattr(known, kind)) - named)
        ]
    return found


def counts(rows: Collection[Row]) -> dict[Outcome, int]:
    """How many rows stand how, in the order of the outcomes."""
    found = Counter(row.outcome for row in rows)
    return {outcome: found[outcome] for outcome in Outcome if found[outcome]}


def outline(coverage: Coverage, missing: Collection[str], chosen: Row | None = None) -> Outline:
    """The table, or one row of it, to be shown.

    Args:
        coverage: the table.
        missing: what :func:`gaps` and :func:`unclaimed` found.
        chosen: the one row, told in full.
    """
    if chosen is not None:
        return Outline(chosen.id, chosen.what, [Section("How it is met", [*_in_full(chosen)])])
    sections = [
        Section(f"{TITLES[name]}: {_counted(part)}", [_in_short(row) for row in part]) for name, part in coverage.parts().items()
    ]
    found = [Item(Role.WARNING, problem) for problem in missing] or [Item(Role.PLAIN, "None.")]
    return Outline("Coverage", "What must be covered, and what meets it.", [*sections, Section("Gaps", found)])


def _counted(rows: Collection[Row]) -> str:
    return "; ".join(f"{number} {outcome.value}" for outcome, number in counts(rows).items())


def _in_short(row: Row) -> Item:
    below = [Item(Role.PLAIN, f"{kind}: {', '.join(named)}") for kind, named in row.met_by.by_kind().items() if kind != "cases"]
    if row.met_by.cases:
        below.append(Item(Role.PLAIN, f"cases: {len(row.met_by.cases)}"))
    return Item(Role.PLAIN, f"{row.id} ({row.outcome.value}). {row.what}", items=[*below, *_words(row)])


def _in_full(row: Row) -> Iterator[Item]:
    yield Item(Role.PLAIN, f"{row.outcome.value[0].upper()}{row.outcome.value[1:]}.")
    yield from _words(row)
    for kind, named in row.met_by.by_kind().items():
        yield Item(Role.PLAIN, f"{kind}:", items=[Item(Role.PLAIN, name) for name in named])


def _words(row: Row) -> list[Item]:
    told = (("Departs", row.departs), ("Later", row.later), ("Why", row.why))
    return [Item(Role.NOTE, f"{label}: {words}") for label, words in told if words]


def _gaps(row: Row, known: Registries) -> Iterator[str]:
    named = row.met_by.by_kind()
    if not named and not row.why:
        yield f"{row.id}: nothing meets it; name what does under 'met_by', or say why nothing needs to"
    for kind in KINDS:
        for name in named.get(kind, ()):
            if not _exists(kind, name, known):
                yield f"{row.id}: {kind}: {name!r} does not exist; correct the id, or name what meets the row now"


def _exists(kind: str, name: str, known: Registries) -> bool:
    there: Collection[str] | None = getattr(known, kind)
    if there is None:
        return True
    if kind == "authorities":
        return _cited(name, known.authorities)
    if kind == "countries":
        identifier, _, profile = name.partition("@")
        return identifier in known.countries and (not profile or profile in known.countries[identifier])
    return name in there


def _cited(name: str, authorities: Mapping[str, Authority]) -> bool:
    """Whether the authority exists and, where a pin is given, says something there."""
    identifier, _, pin = name.partition("@")
    authority = authorities.get(identifier)
    if authority is None:
        return False
    said = {paragraph.id for paragraph in authority.paragraphs} | {holding.pin for holding in authority.holdings}
    return not pin or pin in said
