"""What is cited by a number of its own: public laws, the treaty, rules of court, the Federal Register, memoranda."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from article3.citations.model import Code, Form, Provision
from article3.citations.patterns.marks import Mark, marked
from article3.citations.patterns.tails import DATE, explanations

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARS = r"(?:\((?:[a-zA-Z]{1,2}|[ivxl]{2,6}|\d{1,3})\))"
_STAT = r"\d{1,3}\sStat\.\s(?P<page>[\d,]*\d(?:-\d+)?)(?P<stats>(?:,\s\d+(?:-\d+)*(?![\w]|\s[A-Z]))*)"
_DATED = rf"(?:\s\((?:codified[^()]*|{DATE})\))?"

_PUBLIC_LAW = re.compile(
    r"\bPub(?:lic|\.)?\s?L(?:aw|\.)?\s*(?:No\.?\s*)?(?P<number>\d{2,3}-\d{1,4})"
    rf"(?P<below>(?:,?\s(?:[Dd]iv(?:ision|\.)|[Ss]ubdiv\.|[Ss]ubtit\.|[Tt]it(?:le|\.)|§{{1,2}}|[Ss]ec(?:tion|s?\.))\s?[\w-]+{_PARS}*)*)"
    rf"(?:,\s(?P<stat>{_STAT}))?(?:\s\({DATE}\))?"
)
_STATUTE = re.compile(rf"\b{_STAT}(?:\s\({DATE}\))?")

_CONVENTION = r"(?:CAT|UNCAT|(?:the\s)?(?:Torture\s)?Convention(?:\s[Aa]gainst\s[Tt]orture(?!\sand))?)"
_ARTICLE_FIRST = re.compile(
    rf"\b[Aa]rt(?:icles?|s?\.)\s(?P<article>\d{{1,2}}|[IVX]+)(?P<below>(?:\(\d\))*)\sof\s(?:the\s)?"
    rf"(?:U\.?N\.?\s|United\sNations\s)?{_CONVENTION}\b"
)
_CONVENTION_FIRST = re.compile(
    rf"\b{_CONVENTION},?\s(?:supra,?\s(?:note\s\d+,\s)?)?(?:at\s)?[Aa]rt(?:icles?|s?\.)\s(?P<article>\d{{1,2}}|[IVX]+)(?P<below>(?:\(\d\))*)"
)
_SOURCE = (
    r"(?:G\.A\.\sRes\.\s[\d/]+|\b\d{1,4}\sU\.N\.T\.S\.\s\d+|S\.\sTreaty\sDoc\.\sNo\.\s[\d-]+|U\.N\.\sDoc\.\s[A-Z]+/[\w/.-]+"
    r"|\b\d{1,4}\sU\.N\.\sGAOR,?\s(?:Supp\.\s)?\(?(?:No\.\s\d+)?\)?|\b\d{1,4}\sI\.L\.M\.\s\d+|\b\d{1,4}\sU\.S\.T\.\s\d+|T\.I\.A\.S\.\sNo\.\s\d+"
    r"|S\.\sExec\.\sRep\.\s(?:No\.\s)?[\d-]+)"
)
_TREATY = re.compile(
    r"(?P<name>(?:(?:United\sNations|U\.N\.)\s)?Convention\s[Aa]gainst\sTorture(?:\sand\sOther\sCruel,\sInhuman,?\sor\sDegrading"
    r"\sTreatment\sor\sPunishment)?(?:\s\([^()]{2,40}\))?,\s)?"
    rf"(?:(?:adopted|opened\sfor\ssignature|entered\sinto\sforce)?\s?{DATE},\s)?"
    rf"(?P<source>{_SOURCE})(?:,?\s(?:at\s)?(?:{_SOURCE}|[Aa]nnex|{DATE}|\d+|[Aa]rt\.\s\d+(?:\(\d\))*))*(?:\s\((?:{DATE}|entered[^()]*)\))?"
)
_CAT_MARKS = ("39/46", "1465 U.N.T.S", "100-20", "Torture")

_RULE = re.compile(
    r"\b(?:(?P<federal>Fed\.\s?R\.\s?(?:App\.\s?P|Civ\.\s?P|Crim\.\s?P|Evid|Bankr\.\s?P)\.?)|(?P<short>FRAP|FRCP|FRE)"
    r"|(?P<local>(?:\d+(?:st|nd|rd|d|th)|D\.C\.)\sCir\.\s(?:L\.\s?)?R\.))\s?(?P<number>\d+(?:[.-]\d+)*)"
    rf"(?P<below>{_PARS}*)"
)
_RULES = {"FRAP": "Fed. R. App. P.", "FRCP": "Fed. R. Civ. P.", "FRE": "Fed. R. Evid."}

_PAGE = r"(?:\d{1,3},\d{3}|\d{1,6})"
_REGISTER = re.compile(
    rf"\b(?P<volume>\d{{1,3}})\s(?:Fed\.\s?Reg\.|F\.R\.|FR)\s(?P<at>at\s)?(?P<page>{_PAGE})(?!\d)"
    rf"(?P<pins>(?:(?:,\s(?:at\s)?|-){_PAGE}(?:-{_PAGE})?(?![\d.]*\s[A-Z]|\d))*)"
    rf"(?:\s\((?:[^()]*?(?P<year>(?:19|20)\d\d)|(?:proposed|to\sbe\scodified)[^()]*)\)){{0,2}}"
    r"|\bFR\sDoc\.\s(?:No\.\s)?(?P<document>\d{4}-\d{4,6})(?!\d|\sFiled)(?:\s\([^()]*\d{4}\))?"
)
_PROCLAMATION = re.compile(rf"\b(?P<kind>Proclamation)\s(?:No\.\s)?(?P<number>\d{{2}},?\d{{3}})(?:\s\({DATE}\))?")

_MEMO = re.compile(
    r"\b(?:EOIR[\s,-]{1,2})?(?:(?:Office\sof\sthe\sDirector|Director's|Policy|Operating\sPolicies\sand\sProcedures)\s)?"
    r"(?P<kind>PM|DM|OPPM|Policy\sMemorandum|Director's?\sMemorandum|Memorandum)(?:\s\((?:PM|DM|OPPM)\))?[\s-]"
    r"(?:No\.\s)?(?P<number>\d{3}-\d{4}(?:\.\d)?|\d{2}-\d{2})(?![\d-])"
    rf"(?:,?\s(?:at\s|slip\sop\.\sat\s)(?P<pin>\d+(?:-\d+)?))?(?:,?\s\((?:EOIR,?\s|USCIS,?\s)?{DATE}\))?"
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "X": "10", "XIV": "14", "XV": "15", "XVI": "16"}
_YEARS = re.compile(r"\(\D*(?:\d{1,2},\s)?((?:19|20)\d\d)\)$")


def sources(text: str, plain: str) -> Iterator[Mark]:
    """Citations of these kinds, the surest first."""
    for match in _PUBLIC_LAW.finditer(plain):
        sections = re.findall(rf"(?:§{{1,2}}|[Ss]ec(?:tion|s?\.))\s?(\d\w*{_PARS}*)", match["below"])
        provision = Provision(Code.PUBLIC_LAW, match["number"], paragraphs=f"§ {sections[-1]}" if sections else "")
        parallel = (plain[match.start("stat") : match.end("page")],) if match["stat"] else ()
        citation = marked(
            Form.PROVISION,
            text,
            *match.span(),
            provision=provision,
            parallel=parallel,
            pins=_further(match["stats"]),
            year=_year(match[0]),
        )
        yield Mark(citation, explanations(plain, match.end()))
    for match in _TREATY.finditer(plain):
        name = "Convention Against Torture" if any(one in match[0] for one in _CAT_MARKS) else ""
        parallel = () if name else (match["source"],)
        citation = marked(
            Form.PROVISION,
            text,
            *match.span(),
            provision=Provision(Code.TREATY, ""),
            name=name,
            parallel=parallel,
            year=_year(match[0]),
        )
        yield Mark(citation)
    for pattern in (_ARTICLE_FIRST, _CONVENTION_FIRST):
        for match in pattern.finditer(plain):
            provision = Provision(Code.TREATY, _ROMAN.get(match["article"], match["article"]), paragraphs=match["below"])
            yield Mark(marked(Form.PROVISION, text, *match.span(), provision=provision, name="Convention Against Torture"))
    for match in _RULE.finditer(plain):
        book = match["federal"] or match["local"] or _RULES[match["short"]]
        provision = Provision(Code.RULES, f"{book} {match['number']}", paragraphs=match["below"])
        yield Mark(marked(Form.PROVISION, text, *match.span(), provision=provision))
    for match in _STATUTE.finditer(plain):
        statute = plain[match.start() : match.end("page")]
        provision = Provision(Code.PUBLIC_LAW, statute)
        yield Mark(
            marked(
                Form.PROVISION,
                text,
                *match.span(),
                provision=provision,
                parallel=(statute,),
                pins=_further(match["stats"]),
                year=_year(match[0]),
            )
        )
    yield from _registers(text, plain)
    for match in _MEMO.finditer(plain):
        kind = "DM" if match["kind"].startswith("D") else "OPPM" if match["kind"].startswith("OPPM") else "PM"
        pins = (match["pin"],) if match["pin"] else ()
        yield Mark(marked(Form.MEMO, text, *match.span(), reporter=kind, page=match["number"], pins=pins, year=_year(match[0])))


def _registers(text: str, plain: str) -> Iterator[Mark]:
    for match in _REGISTER.finditer(plain):
        if match["document"]:
            yield Mark(
                marked(Form.REGISTER, text, *match.span(), reporter="FR Doc.", page=match["document"], year=_year(match[0]))
            )
            continue
        pins = tuple(re.findall(rf"{_PAGE}(?:-{_PAGE})?", match["pins"]))
        page = match["page"].replace(",", "")
        fields: dict[str, Any] = {
            "volume": match["volume"],
            "reporter": "Fed. Reg.",
            "year": int(match["year"]) if match["year"] else None,
        }
        if match["at"]:
            citation = marked(Form.SHORT, text, *match.span(), pins=(match["page"], *pins), **fields)
        else:
            citation = marked(Form.REGISTER, text, *match.span(), page=page, pins=pins, **fields)
        yield Mark(citation, explanations(plain, match.end()))
    for match in _PROCLAMATION.finditer(plain):
        yield Mark(marked(Form.REGISTER, text, *match.span(), reporter=match["kind"], page=match["number"].replace(",", "")))


def _further(pages: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"[\d-]+", pages or ""))


def _year(written: str) -> int | None:
    match = _YEARS.search(written)
    return int(match[1]) if match else None
