"""Sections of codes: which file has them, under which number, and whether a paragraph of them exists and is the law applied.

The INA and title 8 of the United States Code are one statute with two numberings and the same paragraphs; parts 208 and 1208 of
8 CFR are twins that two departments keep. A section that has no file is "not in this database": the parts are not listed whole.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.citations.checked import Kind, Remark, Severity
from article3.citations.index import index
from article3.citations.model import Citation, Code, Provision
from article3.citations.surroundings import speaks_of
from article3.law.data_files import convert, read
from article3.law.model import Authority, Track

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.law.loading import Law

_LEVEL = re.compile(r"\([^()]+\)")
_SEPARATE = re.compile(r"^(\d+)\.(\d+)")


_COMMON = {"", "torture", "evidence", "definitions", "mental pain", "grant", "detention"}
"""Headings whose words stand everywhere in such a text and point to no paragraph."""


class Found(msgspec.Struct, frozen=True):
    """The provisions that a citation means: the first, the others of a range, and what differs."""

    authority: Authority | None = None
    others: tuple[Authority, ...] = ()
    remarks: tuple[Remark, ...] = ()


class _Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    authority: str
    under: tuple[str, ...]


@functools.cache
def _listed() -> dict[str, tuple[str, ...]]:
    path = Path(__file__).with_name("listed.toml")
    return {one.authority: one.under for one in (convert(entry, _Listed, path.name) for entry in read(path)["listed"])}


def resolve_provision(law: Law, citation: Citation, as_of: dt.date) -> Found:
    """The provision that a citation means, and what is to be said of its paragraphs on that day."""
    provision = citation.provision
    if provision is None:
        return Found(remarks=(_absent(citation.written),))
    authority, twin = _section(law, provision)
    if authority is None:
        return Found(remarks=(_absent(citation.written),))
    remarks = [twin] if twin is not None else []
    if provision.code is Code.TREATY and (
        roman := re.search(r"\b(?:art(?:icle|\.)?)\s+([IVX]+)\b", citation.written, re.IGNORECASE)
    ):
        says = f"The text gives article {roman[1]}; the articles of {authority.name} have Arabic numbers."
        remarks.append(Remark(Kind.CITE_DIFFERS, Severity.NOTE, says, authority.id))
    others = tuple(_through(law, provision, authority))
    for one in (authority, *others):
        own = provision.paragraphs if one is authority else ""
        remarks += _in_force(one, as_of)
        remarks += _paragraphs(law, one, own, as_of)
    if provision.until.startswith("("):
        remarks += _missing(authority, _last_of(provision))
    return Found(authority, others, tuple(dict.fromkeys(remarks)))


def _section(law: Law, provision: Provision) -> tuple[Authority | None, Remark | None]:
    """The file of a section, or that of its twin with a remark that says so."""
    sections, section = index(law).sections, provision.section.strip().lower()
    if provision.code is Code.TREATY:
        return law.authorities.get("convention-against-torture"), None
    if provision.code is Code.PUBLIC_LAW:
        number = re.search(r"\d+-\d+", section)
        return index(law).laws.get(number[0]) if number else None, None
    title = provision.title or (8 if provision.code in {Code.CFR, Code.USC} else None)
    title = title if provision.code in {Code.CFR, Code.USC} else None
    bare = section.removeprefix("\u00a7").strip()
    forms = [bare.replace("[", "").replace("]", ""), bare.replace("[1]", ""), f"part {bare.split('.')[0]}"]
    if provision.code is Code.RULES:
        forms += [known for code, _, known in sections if code is Code.RULES and known.endswith(f" {bare.split(' ')[-1]}")][:1]
    for form in forms:
        if (found := sections.get((provision.code, title, form))) is not None:
            return found, None
    for form in forms[:2]:
        twin = form.removeprefix("1") if re.match(r"1\d{3}\.", form) else f"1{form}"
        if re.match(r"1?2\d\d\.", form) and (found := sections.get((provision.code, title, twin))) is not None:
            says = f"8 CFR {form} itself is not in this database; its twin {found.name} is, and stands for it here."
            return found, Remark(Kind.NOT_IN_DATABASE, Severity.NOTE, says, found.id)
    return None, None


def _through(law: Law, provision: Provision, first: Authority) -> Iterator[Authority]:
    """The further sections of a range "1208.16 to 1208.18" that the law data has."""
    start, end = _SEPARATE.match(provision.section), _SEPARATE.match(provision.until)
    if start is None or end is None or start[1] != end[1]:
        return
    for number in range(int(start[2]) + 1, int(end[2]) + 1):
        found = index(law).sections.get((provision.code, provision.title or 8, f"{start[1]}.{number}"))
        if found is not None and found is not first:
            yield found


def _in_force(authority: Authority, as_of: dt.date) -> Iterator[Remark]:
    if authority.decided.first > as_of:
        says = f"{authority.full_cite} took effect on {authority.decided}, after {as_of}, the day as of which this was checked."
        yield Remark(Kind.NOT_IN_FORCE, Severity.ERROR, says, authority.id)


def _paragraphs(law: Law, authority: Authority, cited: str, as_of: dt.date) -> Iterator[Remark]:
    """Whether the cited paragraph exists, was in force, and is applied as it is printed."""
    missing = tuple(_missing(authority, cited))
    if missing:
        yield from missing
        return
    paragraph = authority.paragraph(cited) if cited else None
    if paragraph is not None and paragraph.versions and not any(v.covers(as_of) for v in paragraph.versions):
        if all(version.from_ > as_of for version in paragraph.versions):
            first = min(version.from_ for version in paragraph.versions)
            says = f"{authority.name}{paragraph.id} is in force from {first} on, by what is recorded."
        else:
            last = max(version.until for version in paragraph.versions if version.until)
            says = f"{authority.name}{paragraph.id} ended on {last}, by what is recorded."
        yield Remark(Kind.NOT_IN_FORCE, Severity.WARNING, says, authority.id)
    for one in authority.paragraphs:
        printed = one.at(as_of, Track.PRINTED)
        exact = paragraph is not None and one.id == paragraph.id
        if printed is None or not (exact or one.id.startswith(cited)):
            continue
        because = law.authorities.get(printed.because)
        by = f" See {because.full_cite}." if because is not None else ""
        where = f"{authority.name}{one.id}"
        says = (
            f"The words printed in {where} are not those applied on {as_of}: if you quote it, quote the text that is applied "
            f"('article3 law show {authority.id}' tells what each says).{by}"
        )
        severity = Severity.WARNING if exact else Severity.NOTE
        yield Remark(Kind.PRINTED_NOT_OPERATIVE, severity, says, authority.id, by=(because.id,) if because else ())


def _missing(authority: Authority, cited: str) -> Iterator[Remark]:
    """The first level of a cited paragraph that a provision lacks whose paragraphs are all recorded at that level."""
    under = ""
    for level in _LEVEL.findall(cited):
        known = {found[0] for p in authority.paragraphs if (found := _next_level(p.id, under))}
        if under in _listed().get(authority.id, ()) and level not in known:
            says = f"{authority.name}{under} has the paragraphs {', '.join(sorted(known))}; the text cites {level}."
            yield Remark(Kind.NO_SUCH_PARAGRAPH, Severity.WARNING, says, authority.id)
            return
        under += level


def other_paragraph(authority: Authority, cited: str, sentence: str) -> Iterator[Remark]:
    """That a sentence speaks of what another paragraph of the same list is about, by its heading, and not of the one cited."""
    own = next((p for p in authority.paragraphs if p.id == cited), None)
    under = "".join(_LEVEL.findall(cited)[:-1])
    if (
        own is None
        or not under
        or under not in _listed().get(authority.id, ())
        or not own.heading
        or _named_in(own.heading, sentence)
    ):
        return
    beside = [p for p in authority.paragraphs if p.id != cited and _next_level(p.id, under) == _LEVEL.findall(p.id)[-1:]]
    meant = [p for p in beside if p.id.startswith(under) and p.heading not in _COMMON and _named_in(p.heading, sentence)]
    if len(meant) == 1:
        says = (
            f"{authority.name}{cited} is on {own.heading}; the text speaks here of {meant[0].heading}, which is the matter of "
            f"{authority.name}{meant[0].id}."
        )
        yield Remark(Kind.OTHER_PARAGRAPH, Severity.WARNING, says, authority.id)


def _named_in(heading: str, sentence: str) -> bool:
    return speaks_of(sentence, heading) or (heading.casefold() == "acquiescence" and speaks_of(sentence, "acquiesce"))


def _next_level(identifier: str, under: str) -> list[str]:
    return _LEVEL.findall(identifier[len(under) :])[:1] if identifier.startswith(under) and identifier != under else []


def _last_of(provision: Provision) -> str:
    """The last paragraph of a range: "(c)(2)-(4)" ends in (c)(4)."""
    levels, until = _LEVEL.findall(provision.paragraphs), _LEVEL.findall(provision.until)
    if len(until) >= len(levels):
        return "".join(until)
    return "".join([*levels[: len(levels) - len(until)], *until])


def _absent(written: str) -> Remark:
    says = f"{written} is not in this database, which says nothing about whether it exists: look it up."
    return Remark(Kind.NOT_IN_DATABASE, Severity.NOTE, says)
