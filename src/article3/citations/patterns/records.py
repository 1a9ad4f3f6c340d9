"""Pages of the record: exhibits, transcripts, forms, declarations, decisions below, dockets' documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.model import Form
from article3.citations.patterns.marks import Mark, marked
from article3.citations.patterns.tails import explanations

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAF = r"\d{1,5}(?::\d+)?(?:a(?![a-z]))?(?:\s?-\s?\d{1,5}(?::\d+)?(?:a(?![a-z]))?)?"
_PINS = rf"(?P<pins>{_LEAF}(?:(?:,\s|\s?&\s|\sand\s){_LEAF}(?![\w.]*\s[A-Z][\w.]*\s\d))*)"
_AT = rf"(?:,?\s(?:at\s(?:pp?\.\s?)?|pp?\.\s?|¶{{1,2}}\s?|paras?\.\s?){_PINS})"
_LETTER = r"(?:[A-Z]{1,2}|\d{1,3})(?:-(?:\d{1,3}|[A-Z])(?!\d*-[A-Z]))?(?![\w'])"
_TAB = rf"(?:,\s(?:Tabs?|Att(?:ach|achment)?\.?|[Pp]art)\s{_LETTER}(?:-{_LETTER})?)"
_WHOSE = r"(?<![\w.'-])(?:[A-Z][\w.-]{0,30}(?:'[a-z]{0,2}){0,2}\s){0,3}"
_PAPER = (
    r"(?:Decl(?:aration)?s?|Aff(?:idavit)?s?|Br(?:ief)?s?|Mem(?:orandum)?|Stat(?:ement)?|Supp(?:lemental)?|Op(?:ening)?|Reply"
    r"|Dec(?:ision)?|Mot(?:ion)?|Report|Rep|Resp(?:onse)?|Order|Notice|Application|Personal\sStatement)"
)

_PATTERNS = (
    re.compile(
        rf"(?P<name>(?:\b(?:Resp(?:t|ondent)?'?s?|Pet'?r?'?s?|Gov't|DHS|Group|Hr'g|Gov)\.?\s)?"
        rf"\bEx(?:h(?:ibit)?|hs|s)?(?:\.\s?|(?<=hibit)s?\s|(?<=xh)\s|(?<=Ex)\s(?=[A-Z0-9]{{1,3}}(?:,|\sat|\.|;|\)))){_LETTER}"
        rf"(?:(?<=s\.\s{{1}}\w)(?:(?:,|,?\sand|\s&)\s{_LETTER})+)?{_TAB}?)"
        rf"{_AT}?"
    ),
    re.compile(
        rf"(?P<name>\b(?:(?:Hr'?g|Hearing|Merits|Trial|Master)\s)?(?:Tr\.|Transcript|Tr\b))(?:\s\([^()]{{4,20}}\))?,?\s(?:at\s)?"
        rf"(?:pp?\.\s?)?{_PINS}"
    ),
    re.compile(
        rf"(?P<name>\b(?:Form\s)?(?:I-\d{{2,3}}[A-Z]?|EOIR-\d{{2}}[A-Z]?|N-\d{{3}}))(?:,?\s(?:at\s(?:pp?\.\s?)?|pp?\.\s?|¶\s?){_PINS}"
        r"|,\s(?:Part|Pt\.|Supp\.|[Qq]uestion|Item)\s[A-Z0-9]{1,3}(?:\.[\w]+)*(?:,\s(?:[Qq]uestion|Item|No\.)\s\d+[A-Za-z]?)?)"
    ),
    re.compile(
        rf"(?P<name>\b(?:C\.?A\.?R\.|CAR|A\.?R\.|AR|J\.?A\.|JA|E\.?R\.|ROA|Cert\.\sAdmin\.\sR\.|Admin\.\sR(?:ec)?\.))\s?(?:at\s)?{_PINS}"
    ),
    re.compile(rf"(?P<name>(?<![\w.])(?:R\.|Rec\.|Record))\s(?:at\s){_PINS}"),
    re.compile(rf"(?P<name>\bTab\s{_LETTER}){_AT}?"),
    re.compile(rf"(?P<name>\b(?:Attachment|Attach\.|Appendix|Addendum)\s{_LETTER}){_AT}"),
    re.compile(rf"(?P<name>\bApp\.\sto\s(?:Pet\.\sfor\s(?:Cert\.|Reh'g)|Br\.))\s(?:at\s)?{_PINS}"),
    re.compile(rf"(?P<name>(?<!FR\s)\b(?:ECF|Dkt\.|Docket|Doc\.)\s(?:No\.\s)?\d+(?:-\d+)?){_AT}?"),
    re.compile(
        rf"(?P<name>\b(?:IJ|I\.J\.|BIA|Board|Immigration\sJudge's?)\s(?:Dec(?:ision)?|Op|Order|Oral\sDec(?:ision)?)?\.?){_AT}"
    ),
    re.compile(rf"(?P<name>{_WHOSE}\b{_PAPER}\.?){_AT}"),
)
_PIN = re.compile(_LEAF)
_LEADS = {"See", "In", "The", "But", "Compare", "And", "Cf.", "Also", "Accord", "E.g."}


def records(text: str, plain: str) -> Iterator[Mark]:
    """Citations of the record, the surest first."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            start = _start(plain, match.start(), match.end("name"))
            pins = tuple(one[0] for one in _PIN.finditer(match["pins"] or ""))
            name = text[start : match.end("name")].strip(" ,")
            citation = marked(Form.RECORD, text, start, match.end(), name=name, pins=pins)
            yield Mark(citation, explanations(plain, match.end()))


def _start(plain: str, start: int, end: int) -> int:
    """Where the name begins once the words that lead to it are left out."""
    while True:
        word, _, _ = plain[start:end].partition(" ")
        if word not in _LEADS or start + len(word) >= end:
            return start
        start += len(word) + 1
