"""Sections of the CFR, the Act and the United States Code: single, listed, in ranges, with the bracket ``[1]208.16``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from article3.citations.model import Code, Form, Provision
from article3.citations.patterns.marks import Mark, marked
from article3.citations.twins import INA_OF_USC, TITLE, USC_OF_INA

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARS = r"(?:\s?\((?:[a-zA-Z]{1,2}|[ivxl]{2,6}|[IVXL]{2,5}|\d{1,3}|-|[a-z]X\d)\))"
_SIGN = r"(?:§{1,2}|[Ss]ections?|[Ss]ecs?\.|[Pp]arts?|[Pp]ts?\.)"
_DOTTED = r"(?P<bracket>\[1\])?(?P<section>\d{1,4}[a-z]?\.\d{1,4}[a-z]?(?![\d%]))"
_PART = r"(?P<bracket>\[1\])?(?P<section>\d{2,4}[a-z]?)(?![\w%]|\.\d)"
_USC_SECTION = r"(?P<section>\d{1,5}[a-zA-Z]{0,2}(?:-\d{1,2}[a-z]?)?)(?![\w%])"
_USC_PLURAL = r"(?P<section>\d{1,5}[a-zA-Z]{0,2})(?![\w%])"
_INA_SECTION = r"(?P<section>[1-5]\d\d[A-Za-z]?)(?![\w%])"
_DOTTED_SECTION, _PART_NUMBER, _ACT_SECTION = (re.compile(one) for one in (_DOTTED, _PART, _INA_SECTION))
_USC_SINGLE, _USC_LISTED = re.compile(_USC_SECTION), re.compile(_USC_PLURAL)
_BARE_SECTION = re.compile(r"(?P<bracket>\[1\])?(?P<section>\d{3,4}[a-z]?\.\d{1,3}[a-z]?)\b")

_CFR = re.compile(rf"\b(?P<title>\d{{1,2}})\s?C\.?\s?F\.?\s?R\.?,?\s*(?P<sign>(?:{_SIGN}\s*)*)")
_USC = re.compile(rf"\b(?P<title>\d{{1,2}})\s?U\.?\s?S\.?\s?C\.?(?:\s?[AS]\b\.?)?,?\s*(?P<sign>(?:{_SIGN}\s*)*)")
_ACT_FIRST = re.compile(
    rf"(?:\b(?:INA|I\.N\.A\.|Immigration\s(?:and|&)\sNationality\sAct(?:\s\(\"?INA\"?\))?),?\s*(?P<sign>(?:{_SIGN}\s*)?)"
    rf"|\bAct,?\s(?P<signed>{_SIGN})\s*)"
)
_SIGNED = re.compile(rf"(?<!\w){_SIGN}\s*")
_OF_THE_ACT = re.compile(r"\sof\s(?:the\s)?(?:INA\b|I\.N\.A\.|(?:Immigration\s(?:and|&)\sNationality\s)?Act\b)")
_FARRA = re.compile(
    rf"\bFARRA,?\s(?:{_SIGN}\s*)?(?P<after>2242(?:{_PARS})*)"
    rf"|{_SIGN}\s*(?P<before>2242(?:{_PARS})*)\sof\s(?:the\s)?"
    rf"(?:FARRA|Foreign\sAffairs\sReform(?:\sand\sRestructuring\sAct(?:\sof\s1998)?)?)"
    rf"(?:,\sPub(?:lic|\.)?\s?L(?:aw|\.)?\s(?:No\.\s)?105-277)?"
)

_ID_BEFORE = re.compile(r"\b[Ii]d\.,?\s(?:at\s)?$")
_BETWEEN = re.compile(r"(?:,?\s(?:and|or)\s|\s?&\s|[,;]\s)(?:(?:see\salso|and|or)\s)?(?:§{1,2}\s*)?")
_TO = re.compile(r"\s?(?:-|\bto\b|\bthrough\b)\s?(?:§{1,2}\s*)?")
_SHORT_SECTION = re.compile(r"\.(?P<section>\d{1,4}[a-z]?)\b")
_PARAGRAPHS = re.compile(rf"(?:{_PARS})+")
_MISREAD_BRACKETS = re.compile(r"\(([a-z])X(\d)\)")
_MISREAD_ONE = re.compile(r"^(\([a-z]\))\(l\)")
_ONE = re.compile(r"\(([^)]*)\)")
_AFTER = re.compile(r"(?P<note>\snote\b)?(?P<seq>,?\set\sseq\.)?(?:\s?\((?:West\s|Supp\.\s)?(?P<year>(?:19|20)\d\d)\))?")
_OTHER = re.compile(r"\s?(?:U\.?\s?S\.?\b|C\.?F\.?R|F\.|Fed\.|S\.\s?Ct|I\s?&\s?N|Stat\.|WL\b|L\.\s?Ed)")
"""After a number: it is the volume or title of another citation."""

_PUBLIC_LAW_OF_FARRA = "105-277"


class Kinds(msgspec.Struct, frozen=True):
    """Which codes a text names, so that a bare "§ 241(b)(3)" can be one of theirs."""

    codes: frozenset[Code] = frozenset()


class _Item(msgspec.Struct, frozen=True):
    """A member of a list."""

    start: int
    end: int
    section: str
    paragraphs: str
    bracket: bool = False
    until: str = ""


def codes_named(text: str) -> frozenset[Code]:
    """The codes that a text names."""
    found = ((Code.CFR, _CFR), (Code.USC, _USC), (Code.INA, _ACT_FIRST))
    acts = {Code.INA} if _OF_THE_ACT.search(text) else set()
    return frozenset({code for code, pattern in found if pattern.search(text)} | acts)


def provisions(text: str, plain: str, codes: frozenset[Code]) -> Iterator[Mark]:
    """Provisions of the three codes, the surest first.

    Args:
        text: the passage.
        plain: the same in plain letters.
        codes: named anywhere in the document.
    """
    for match in _CFR.finditer(plain):
        yield from _cfr(text, plain, match)
    for match in _USC.finditer(plain):
        section = _USC_LISTED if "§§" in match["sign"] else _USC_SINGLE
        items = _items(plain, match.end(), section, many="§§" in match["sign"] or match["sign"].rstrip().endswith("s"))
        yield from _marks((text, plain), match.start(), items, Code.USC, int(match["title"]))
    for match in _ACT_FIRST.finditer(plain):
        sign = match["sign"] or match["signed"] or ""
        items = _items(plain, match.end(), _ACT_SECTION, many="§§" in sign or "ections" in sign)
        yield from _marks((text, plain), match.start(), items, Code.INA, None)
    for match in _FARRA.finditer(plain):
        provision = Provision(Code.PUBLIC_LAW, _PUBLIC_LAW_OF_FARRA, paragraphs=f"§ {match['after'] or match['before']}")
        yield Mark(marked(Form.PROVISION, text, *match.span(), provision=provision))
    for match in _SIGNED.finditer(plain):
        yield from _bare(text, plain, match, codes)


def _cfr(text: str, plain: str, match: re.Match[str]) -> Iterator[Mark]:
    title = int(match["title"])
    items = _items(plain, match.end(), _DOTTED_SECTION, many=True)
    if not items and (re.search(r"[Pp]", match["sign"]) or re.match(r"(?:\[1\])?\d{3}", plain[match.end() :])):
        items = _items(plain, match.end(), _PART_NUMBER, many="arts" in match["sign"] or "ts." in match["sign"])
    yield from _marks((text, plain), match.start(), items, Code.CFR, title)


def _bare(text: str, plain: str, match: re.Match[str], codes: frozenset[Code]) -> Iterator[Mark]:
    """Sections with a sign and no code: of the CFR by their point, of the Act where the words say so or the text uses it."""
    if _ID_BEFORE.search(plain, max(0, match.start() - 10), match.start()):
        return
    many = "§§" in match[0] or match[0].rstrip().endswith("s")
    dotted = _items(plain, match.end(), _BARE_SECTION, many=True)
    if dotted:
        if Code.CFR in codes:
            yield from _marks((text, plain), match.start(), dotted, Code.CFR, TITLE)
        return
    if match[0].strip().lower().startswith("p"):
        return
    items = _items(plain, match.end(), _USC_LISTED, many=many)
    if not items:
        return
    act = _OF_THE_ACT.match(plain, items[-1].end)
    if act:
        items = [*items[:-1], msgspec.structs.replace(items[-1], end=act.end())]
        yield from _marks((text, plain), match.start(), items, Code.INA, None)
        return
    sure = [item for item in items if item.paragraphs or "§" in match[0]]
    if Code.USC in codes and sure and all(item.section in INA_OF_USC for item in items):
        yield from _marks((text, plain), match.start(), items, Code.USC, TITLE)
    elif (
        Code.INA in codes and sure and all(item.section in USC_OF_INA for item in items) and not _of_another(plain, items[-1].end)
    ):
        yield from _marks((text, plain), match.start(), items, Code.INA, None)


def _of_another(plain: str, end: int) -> bool:
    """Whether the words go on with "of" some other law."""
    return bool(re.match(r"\sof\s(?:the\s)?[A-Z]", plain[end : end + 12]))


def _items(plain: str, start: int, section: re.Pattern[str], *, many: bool) -> list[_Item]:
    """The sections that follow, with the ranges and the further paragraphs of a list."""
    found: list[_Item] = []
    match = section.match(plain, start)
    while match:
        if found and _OTHER.match(plain, match.end()):
            break
        end, paragraphs = _below(plain, match.end())
        bracket = bool(match.groupdict().get("bracket"))
        found.append(_ranged(plain, _Item(match.start(), end, match["section"], paragraphs, bracket), section))
        _further(plain, found, section)
        between = _BETWEEN.match(plain, found[-1].end)
        signed = bool(between) and "§" in between[0]  # type: ignore[index]
        match = section.match(plain, between.end()) if between and (many or signed) else None
    return found


def _further(plain: str, found: list[_Item], section: re.Pattern[str]) -> None:
    """Paragraphs alone: ``1208.16(c)(2), (3)``."""
    while found[-1].paragraphs:
        between = _BETWEEN.match(plain, found[-1].end)
        more = _PARAGRAPHS.match(plain, between.end()) if between else None
        if more is None or "§" in between[0]:  # type: ignore[index]
            return
        last = found[-1]
        base = last.until if last.until.startswith("(") else last.paragraphs
        item = _Item(more.start(), more.end(), last.section, _lower(base, _tidy(more[0])), last.bracket)
        found.append(_ranged(plain, item, section))


def _ranged(plain: str, item: _Item, section: re.Pattern[str]) -> _Item:
    """The item with the end of its range, if it has one."""
    to = _TO.match(plain, item.end)
    if to is None:
        return item
    paragraphs = _PARAGRAPHS.match(plain, to.end())
    if paragraphs and item.paragraphs:
        until = _lower(item.paragraphs, _tidy(paragraphs[0]))
        return msgspec.structs.replace(item, end=paragraphs.end(), until=until)
    short = _SHORT_SECTION.match(plain, to.end())
    if short:
        end, below = _below(plain, short.end())
        until = f"{item.section.partition('.')[0]}.{short['section']}{below}"
        return msgspec.structs.replace(item, end=end, until=until)
    last = section.match(plain, to.end())
    if last and not _OTHER.match(plain, last.end()):
        end, below = _below(plain, last.end())
        number = f"1{last['section']}" if item.bracket and last.groupdict().get("bracket") else last["section"]
        return msgspec.structs.replace(item, end=end, until=number + below)
    return item


def _below(plain: str, end: int) -> tuple[int, str]:
    match = _PARAGRAPHS.match(plain, end)
    return (match.end(), _tidy(match[0])) if match else (end, "")


def _tidy(paragraphs: str) -> str:
    """Without spaces, and with the figures that machines misread in print: ``(b)(l)`` is (b)(1), ``(aX2)`` is (a)(2)."""
    return _MISREAD_ONE.sub(r"\1(1)", _MISREAD_BRACKETS.sub(r"(\1)(\2)", paragraphs.replace(" ", "")))


def _lower(base: str, more: str) -> str:
    """Paragraphs alone, in full: ``(3)`` after ``(c)(2)`` is ``(c)(3)``."""
    levels = _ONE.findall(base)
    first = _ONE.findall(more)[0]
    for depth in range(len(levels) - 1, -1, -1):
        if _kinds(levels[depth]) & _kinds(first):
            return "".join(f"({level})" for level in levels[:depth]) + more
    return base + more


def _kinds(level: str) -> set[str]:
    if level.isdigit():
        return {"figure"}
    found = {"capital" if level.isupper() else "letter"} if len(set(level)) == 1 and len(level) <= 2 else set()  # noqa: PLR2004 - (aa)
    if set(level) <= set("ivxl"):
        found.add("roman")
    if set(level) <= set("IVXL"):
        found.add("Roman")
    return found or {level}


def _marks(texts: tuple[str, str], start: int, items: list[_Item], code: Code, title: int | None) -> Iterator[Mark]:
    text, plain = texts
    for item in items:
        begin = start if item is items[0] else item.start
        until = item.until
        section = f"1{item.section}" if item.bracket else item.section
        if (
            item.bracket
            and until
            and not until.startswith("(")
            and len(until.partition(".")[0]) == len(item.section.partition(".")[0])
        ):
            until = f"1{until}"
        provision = Provision(code, section, title, item.paragraphs, until)
        end, year, pins = item.end, None, ()
        after = _AFTER.match(plain, end)
        if after and after[0] and item is items[-1] and code is not Code.INA:
            end, year = after.end(), int(after["year"]) if after["year"] else None
            pins = tuple(filter(None, ((after["note"] or "").strip(), (after["seq"] or "").strip(" ,"))))
        other = None
        if item.bracket:
            other = msgspec.structs.replace(provision, section=item.section, until=until[1:] if until[:1] == "1" else until)
        yield Mark(marked(Form.PROVISION, text, begin, end, provision=provision, twin=other, year=year, pins=pins))
