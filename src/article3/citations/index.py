"""The law data as somebody looks it up who has a citation in hand: by reporter, docket, name, provision or memorandum."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING

from article3.citations.model import Code
from article3.citations.naming import first_party, plain_name
from article3.citations.reporters import usual
from article3.law.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law
    from article3.law.model import Authority

Where = tuple[int, str, int]
"""Volume, usual abbreviation of the reporter, first page."""

Section = tuple[Code, int | None, str]
"""Collection, title, section."""

_REPORTED = re.compile(r"(\d+)\s+([A-Z][^\d,;()]*?(?:\s?(?:2d|3d|4th))?)\s+(\d+)(?![\d-])")
_DOCKET = re.compile(r"\b(?:\d+:)?(\d{2}(?:-(?:cv|cr|mc|md)-|-|A)\d+)\b", re.IGNORECASE)
_SECTION = re.compile(r"(\d+) (CFR|U\.S\.C\.) (\d+[a-z]*(?:\.\d+[a-z]*)?)", re.IGNORECASE)
_PUBLIC = re.compile(r"Pub\. L\. (?:No\. )?(\d+-\d+)")
_MEMO = re.compile(r"\b(PM|OPPM|DM|PA|Policy Memorandum|Policy Memo)[\s-]*(?:No\.\s*)?(\d{2,3})[\s-]+(\d{2,4})\b")


@dataclasses.dataclass(frozen=True)
class Index:
    """What is found where.

    Attributes:
        reported: authorities by their first page; of two on one page, both. Whether the cite is the main one goes with each.
        dockets: by number, without the division and the judges' initials.
        names: by name, and by each slip and other name recorded.
        parties: by the first party alone.
        sections: provisions.
        laws: by the number of a public law.
        memos: by series and number.
        years: for each series, volume and page, year of decision, and what is on record there, in that order.
    """

    reported: dict[Where, tuple[tuple[Authority, bool], ...]]
    dockets: dict[str, tuple[Authority, ...]]
    names: dict[str, tuple[Authority, ...]]
    parties: dict[str, tuple[Authority, ...]]
    sections: dict[Section, Authority]
    laws: dict[str, Authority]
    memos: dict[str, Authority]
    years: dict[str, tuple[tuple[tuple[int, int], int, Authority], ...]]

    def following(self, where: Where) -> tuple[int, Authority] | None:
        """The first page of the next decision on record in the same volume, and that decision."""
        volume, reporter, page = where
        later = [one for one in self.reported if one[0] == volume and one[1] == reporter and one[2] > page]
        return (min(later)[2], self.reported[min(later)][0][0]) if later else None

    def in_volume(self, volume: int, reporter: str, page: int) -> tuple[tuple[Where, Authority], ...]:
        """Decisions of a volume that begin on that page or before it, the nearest first."""
        before = sorted((w for w in self.reported if w[0] == volume and w[1] == reporter and w[2] <= page), reverse=True)
        return tuple((where, authority) for where in before for authority, _ in self.reported[where])


@functools.lru_cache(maxsize=8)
def index(law: Law) -> Index:
    """The index of the law data; made once for each."""
    everything = tuple(law.authorities.values())
    decisions = [authority for authority in everything if authority.kind is Kind.DECISION]
    reported: dict[Where, tuple[tuple[Authority, bool], ...]] = {}
    years: dict[str, list[tuple[tuple[int, int], int, Authority]]] = {}
    for authority in everything:
        for number, cite in enumerate((authority.cite, *authority.parallel)):
            for where in reported_in(cite):
                reported[where] = (*reported.get(where, ()), (authority, number == 0))
                if number == 0 and authority.kind is Kind.DECISION:
                    years.setdefault(where[1], []).append(((where[0], where[2]), authority.decided.last.year, authority))
    return Index(
        reported=reported,
        dockets=_gathered((number, one) for one in decisions for number in docket_numbers(one.cite)),
        names=_gathered((plain_name(name), one) for one in everything for name in (one.name, *one.also)),
        parties=_gathered((first_party(one.name), one) for one in decisions),
        sections=dict(pair for one in everything for pair in _sections_of(one)),
        laws={number: one for one in everything for number in _PUBLIC.findall(one.cite) if one.kind is Kind.STATUTE},
        memos={number: one for one in everything for number in memo_numbers(one.name)},
        years={reporter: tuple(sorted(rows, key=lambda row: row[:2])) for reporter, rows in years.items()},
    )


def reported_in(cite: str) -> Iterator[Where]:
    """Each volume, reporter and page in a citation as the law data or a text writes it."""
    for volume, reporter, page in _REPORTED.findall(cite):
        if reporter not in {"U.S.C.", "Stat.", "U.N.T.S."}:
            yield int(volume), usual(reporter), int(page)


def docket_numbers(written: str) -> tuple[str, ...]:
    """The numbers of cases in a text like "Nos. 22-6482, 24-1873" or "No. 1:26-cv-00696"."""
    if re.search(r"\bWL\b|\bLEXIS\b", written):
        written = written.partition(",")[0]
    found = (re.sub(r"-(?:cv|cr|mc|md)-0*", "-cv-", number.lower()) for number in _DOCKET.findall(written))
    return tuple(dict.fromkeys(found))


def memo_numbers(written: str) -> tuple[str, ...]:
    """The numbers of policy memoranda in a text, as ``PM 25-36``."""
    return tuple(
        f"{'PM' if series.startswith('Policy') else series} {year}-{number}" for series, year, number in _MEMO.findall(written)
    )


def _sections_of(authority: Authority) -> Iterator[tuple[Section, Authority]]:
    """The sections that a provision can be looked up by: its own name, and its twin in the United States Code."""
    if authority.kind not in {Kind.REGULATION, Kind.STATUTE, Kind.RULE}:
        return
    for title, code, section in _SECTION.findall(authority.name) or _SECTION.findall(authority.cite)[:1]:
        if not authority.cite.startswith("Pub. L."):
            yield (Code.CFR if code.upper() == "CFR" else Code.USC, int(title), section.lower()), authority
    if part := re.fullmatch(r"(\d+) CFR part (\d+)", authority.name):
        yield (Code.CFR, int(part[1]), f"part {part[2]}"), authority
    if act := re.fullmatch(r"INA (\d+[A-Z]?)", authority.name):
        yield (Code.INA, None, act[1].lower()), authority
    if rules := re.fullmatch(r"(Fed\. R\. [A-Za-z. ]+) (\d+)", authority.name):
        yield (Code.RULES, None, f"{rules[1]} {rules[2]}".lower()), authority


def _gathered(pairs: Iterator[tuple[str, Authority]]) -> dict[str, tuple[Authority, ...]]:
    found: dict[str, tuple[Authority, ...]] = {}
    for key, authority in pairs:
        if authority not in found.get(key, ()):
            found[key] = (*found.get(key, ()), authority)
    return found
