"""Decisions called by a party's name alone, once the text cites them: "as Al-Saher shows"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.model import Form
from article3.citations.patterns.marks import Claims, Mark, marked
from article3.citations.patterns.names import is_matter, party, respondent
from article3.citations.patterns.tails import explanations, pins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.citations.model import Document

_PERSON = r"(?:Mr|Mrs|Ms|Dr|Prof|Judge|Justice|Respondent|Petitioner|applicant|respondent|petitioner)\.?\s"
_SPEAKS_OF = re.compile(
    r"(?:\b(?:[Ii]n|[Uu]nder|[Ss]ee|[Cc]f\.|[Uu]nlike|[Ll]ike|[Ff]ollowing|[Aa]pplying|[Ff]rom|[Bb]y|[Aa]s|[Aa]ccord|citing|quoting|and|or|to|of|with|both"
    r"|[Bb]efore|[Aa]fter|[Ss]ince|[Aa]lso|than|distinguish(?:es|ing)?|overrul(?:ed|ing|es)|read(?:s|ing)?|The|the),?\s|\(\"?)$"
)
_SAID = re.compile(
    r"(?:'s\s(?:holding|rule|reasoning|standard|approach|analysis|test|framework|interpretation|reading|logic|facts|discussion)|\s(?:court|panel|majority|dissent"
    r"|decision|opinion|standard|holding|rule|test|line|framework|held|holds|holding|requires|rejected|stands|explained|concluded|recognized|clarified"
    r"|controls|governs|applies|makes|shows|teaches|remains|reasoned|established|(?:is|was)\s(?:distinguishable|controlling|binding|good|not|inapposite"
    r"|instructive|overruled|decided)))\b"
)
_ALIAS = re.compile(r"^(?:hereinafter\s)?[\"'](?:hereinafter\s)?(?P<alias>[A-Z][\w.'& -]{1,40}?)[.,]?[\"']$")
_OFFICIALS = frozenset("INS DHS ICE USCIS Holder Barr Garland Lynch Ashcroft Gonzales Sessions Mukasey Whitaker Bondi Reno Wilkinson Rosen".split())
_COMMON = frozenset(("United States", "U.S.", "Doe", "State", "Immigration"))
_INITIALS = re.compile(r"[A-Z]{1,3}(?:-[A-Z]{1,3})+-?|[A-Z]-")


def shortened(document: Document, letters: list[str], found: list[list[Mark]], known: frozenset[str]) -> list[list[Mark]]:
    """The marks with those added that name a decision by a party or by the short name its citation gives it.

    Where the document sets names off (italic), only words set off count; else the words around must speak of a decision.

    Args:
        document: what was read.
        letters: its passages in plain letters.
        found: marks of each passage.
        known: names of decisions in the law data; a party that several of them share needs words set off.
    """
    wanted, aliases = _called(letters, found)
    if not wanted:
        return found
    slanted = any(passage.emphasis for passage in document.passages)
    pattern = re.compile(rf"(?<![\w.'-])(?:{'|'.join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))})(?![\w])")
    persons = {name for name in wanted for text in letters if re.search(rf"{_PERSON}{re.escape(name)}\b", text)}
    result = []
    for passage, text, marks in zip(document.passages, letters, found, strict=True):
        claims = Claims()
        for mark in marks:
            claims.take(mark.start, mark.end)
        more = list(marks)
        for match in pattern.finditer(text):
            off = any(a <= match.start() and match.end() <= b for a, b in passage.emphasis)
            sure = off or (match[0] in aliases) or _INITIALS.fullmatch(match[0])
            spoken = not slanted and match[0] not in persons and _spoken(text, match)
            if (sure or spoken) and claims.free(match.start(), match.end()):
                more.append(_mark(passage.text, text, match, claims))
        result.append(sorted(more, key=lambda mark: mark.start))
    return result


def _spoken(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 40]
    return bool(_SAID.match(after)) or bool(re.search(r"(?:\b(?:[Ii]n|[Uu]nder|[Ss]ee|[Uu]nlike|[Ll]ike|citing|quoting|[Ff]ollowing)\s)$", before))


def _mark(text: str, plain: str, match: re.Match[str], claims: Claims) -> Mark:
    spans, end = pins(plain, match.end(), claims.after(match.end(), len(plain)), at=True)
    if not claims.free(match.start(), end):
        spans, end = (), match.end()
    claims.take(match.start(), end)
    name = text[match.start() : match.end()]
    citation = marked(Form.NAME, text, match.start(), end, name=name, pins=tuple(text[a:b] for a, b in spans))
    return Mark(citation, explanations(plain, end))


def _called(letters: list[str], found: list[list[Mark]]) -> tuple[set[str], set[str]]:
    """Parties of the decisions cited, and the short names that explanations give."""
    parties: set[str] = set()
    aliases: set[str] = set()
    for text, marks in zip(letters, found, strict=True):
        for mark in marks:
            if mark.citation.form not in {Form.CASE, Form.NAME, Form.SHORT} or not mark.citation.name:
                continue
            parties.update(_parties(mark.citation.name))
            aliases.update(_aliases(text, mark))
    return parties | aliases, aliases


def _parties(name: str) -> Iterator[str]:
    first = party(name).translate(str.maketrans("\u2019\u2013", "'-"))
    if is_matter(name):
        if _INITIALS.fullmatch(first):
            yield first
        return
    for side in (first, respondent(name).partition(",")[0]):
        if len(side) > 2 and side not in _OFFICIALS and side not in _COMMON and not side.startswith(("U.S.", "Att", "United")):  # noqa: PLR2004 - a name
            yield side


def _aliases(text: str, mark: Mark) -> Iterator[str]:
    for start, end in mark.words:
        match = _ALIAS.match(text[start:end])
        if match:
            yield match["alias"].rstrip(",.")
