"""Certificates of interpretation and of translation, to be signed: 8 CFR 1003.33 asks for competence, truth and accuracy.

The Immigration Court Practice Manual, chapter 3.3, adds that a declaration by a person without English was read to that person
in a language understood, before it was signed, and that the translator's address and telephone stand there (read at second hand).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.documents.drafts.declaration import applicant
from article3.documents.drafts.sheet import Line, Piece, Role, Sheet, gap, line
from article3.documents.drafts.words import words
from article3.facts import papers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from article3.documents.provenance import Provenance
    from article3.facts.case import Case, Exhibit


def interpretation(case: Case, provenance: Provenance) -> Sheet:
    """The certificate of whoever read the declaration to the applicant.

    Args:
        case: names the language, the interpreter and the applicant.
        provenance: how the paper is made.
    """
    said = {key: case.papers.words(papers.signing.facts[key].variable) for key in _SIGNING}
    filled = {"interpreter": said["interpreter"], "language": said["language"], "name": applicant(case)}
    return _sheet("interpretation", filled, said["interpreter_address"], said["interpreter_phone"], provenance)


def translation(exhibit: Exhibit, provenance: Provenance) -> Sheet:
    """The certificate of whoever translated an exhibit.

    Args:
        exhibit: names its language and the translator.
        provenance: how the paper is made.
    """
    by = exhibit.translation
    filled = {"translator": by.translator if by else "", "language": exhibit.language, "title": exhibit.title}
    return _sheet("translation", filled, by.address if by else "", by.phone if by else "", provenance)


def with_interpretation(sheet: Sheet, case: Case, provenance: Provenance) -> Sheet:
    """A declaration with the certificate of interpretation below it, unless it was told in English.

    Where its language is not stated, the certificate is left out only for somebody who is not known not to be fluent in English.
    """
    told = case.papers.words(papers.signing.facts["language"].variable)
    fluent = case.papers.value(papers.person.facts["fluent_in_english"].variable)
    if told.lower() == "english" or (not told and fluent is not False):
        return sheet
    return msgspec.structs.replace(sheet, lines=(*sheet.lines, *interpretation(case, provenance).lines))


_SIGNING = ("language", "interpreter", "interpreter_address", "interpreter_phone")
_ASKED = {"name": "declaration.gaps.name"}


def _sheet(kind: str, filled: Mapping[str, str], address: str, phone: str, provenance: Provenance) -> Sheet:
    english = words("en")
    lines: list[Line] = [line(Role.TITLE, english.say(f"certificate.{kind}"))]
    lines.append(line(Role.TEXT, *_pieces(english.entries[f"certificate.{kind}_text"], filled)))
    lines.append(line(Role.TEXT, english.say("certificate.address"), ": ", address or gap(english.say("declaration.gaps.place"))))
    lines.append(line(Role.TEXT, english.say("certificate.phone"), ": ", phone or gap(english.say("certificate.phone").lower())))
    lines.append(line(Role.TEXT, english.say("declaration.executed"), " ", gap(english.say("declaration.gaps.date"))))
    lines.append(line(Role.SIGNATURE, english.say("declaration.signature")))
    return Sheet(english.say(f"certificate.{kind}"), "en", "", tuple(lines), provenance.line(), is_filed=True)


def _pieces(template: str, filled: Mapping[str, str]) -> Iterator[Piece | str]:
    """A text with its braces filled in; a gap where nothing is known."""
    english = words("en")
    rest = template
    while "{" in rest:
        before, _, after = rest.partition("{")
        name, _, rest = after.partition("}")
        yield before
        yield filled[name] or gap(english.say(_ASKED.get(name, f"certificate.{name}")))
    yield rest
