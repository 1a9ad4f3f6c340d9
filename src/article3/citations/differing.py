"""Where the name, year, court or reporter that a text gives differs from what is on record: both are stated, side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.checked import Kind, Remark, Severity
from article3.citations.impossible import sort_of
from article3.citations.index import reported_in
from article3.citations.model import Citation, Form
from article3.citations.naming import Likeness, likeness
from article3.citations.reporters import usual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.law.model import Authority

_REPORTER_OF_THE_BOARD = re.compile(r"I&N\.\s?Dec")
_ATTORNEY_GENERAL = re.compile(r"\(AG\b")
_SUPREME = {"U.S.", "S. Ct.", "L. Ed.", "L. Ed. 2d"}
_TWINS = {"cand": "candce", "pamd": "mdpa", "nywd": "nywd"}
"""Ids of district courts in courts-db, where the law data's own differ."""


def compare(citation: Citation, authority: Authority, *, elsewhere: Sequence[Authority], main: bool) -> Iterator[Remark]:
    """What differs between a citation and the authority that it was found to mean.

    Args:
        citation: as the text has it.
        authority: what it means.
        elsewhere: what else on record has the name that the text gives.
        main: whether it was found by its main cite, to which the year on record belongs.
    """
    yield from _name(citation, authority, elsewhere)
    if citation.form is Form.REGISTER and citation.year is None and authority.cite.endswith(")"):
        yield Remark(Kind.INCOMPLETE, Severity.NOTE, f"No date is given; on record is {authority.full_cite}.", authority.id)
    decided = authority.decided
    # Another reporter prints the same opinion; the same reporter, at another page, an earlier one.
    earlier = not main and f" {citation.reporter} " in authority.cite
    if not earlier and citation.year is not None and not decided.first.year <= citation.year <= decided.last.year:
        says = f"The text gives the year {citation.year}; {authority.full_cite} was decided on {decided}."
        if citation.form is Form.REGISTER:
            return
        yield Remark(Kind.YEAR_DIFFERS, Severity.WARNING, says, authority.id)
    elif earlier:
        at = f"{citation.volume} {citation.reporter} {citation.page}"
        says = f"{at} is on record as a further cite of {authority.full_cite}, such as that of an opinion before it was amended."
        yield Remark(Kind.CITE_DIFFERS, Severity.NOTE, says, authority.id)
    yield from _court(citation, authority)


def written(citation: Citation, authority: Authority) -> Iterator[Remark]:
    """What is written otherwise than the field writes it, where a reader may take it for another reporter or court."""
    if _REPORTER_OF_THE_BOARD.search(citation.written):
        says = "The text has a period after I&N; the reporter is written I&N Dec."
        yield Remark(Kind.CITE_DIFFERS, Severity.NOTE, says, authority.id)
    if authority.court == "ag" and _ATTORNEY_GENERAL.search(citation.written):
        yield Remark(Kind.COURT_DIFFERS, Severity.NOTE, "The text writes AG; the usual abbreviation is A.G.", authority.id)


def misplaced(citation: Citation, authority: Authority) -> Iterator[Remark]:
    """That a decision of that name, court and year is on record under another volume, reporter or page."""
    written = " ".join(filter(None, (citation.volume, citation.reporter, citation.page))) or citation.docket
    if not written:
        return
    if not any(character.isdigit() for character in authority.cite.split("(")[0][-3:]) or authority.cite.startswith("No"):
        says = f"The text gives {written}; on record here is {authority.full_cite}, whose reporter cite we have not seen."
        yield Remark(Kind.CITE_DIFFERS, Severity.NOTE, says, authority.id)
        return
    if not _comparable(citation, authority):
        says = f"{authority.full_cite} is on record; its cite as {written} is not, and was not compared."
        yield Remark(Kind.CITE_DIFFERS, Severity.NOTE, says, authority.id)
        return
    says = f"The text gives {written}; on record {authority.full_cite} has that name, and nothing here stands at {written}."
    if not is_near(citation, authority):
        yield Remark(Kind.CITE_DIFFERS, Severity.WARNING, f"{says} It may be another decision: look it up.", by=(authority.id,))
        return
    yield Remark(Kind.CITE_DIFFERS, Severity.WARNING, says, authority.id)


def is_near(citation: Citation, authority: Authority) -> bool:
    """Whether a cite that is not on record can be a slip for one that is: the same volume or page, or the same digits."""
    if not _comparable(citation, authority):
        return True
    given = (citation.volume, citation.page)
    for volume, reporter, page in (place for cite in (authority.cite, *authority.parallel) for place in reported_in(cite)):
        same = str(volume) == given[0] or str(page) == given[1] or sorted(f"{volume}{page}") == sorted("".join(given))
        if same and (reporter == usual(citation.reporter) or (str(volume), str(page)) == given):
            return True
    return False


def _comparable(citation: Citation, authority: Authority) -> bool:
    """Whether the reporter cited and one on record cannot both have the decision: two of the Supreme Court's, for one, can."""
    given, known = usual(citation.reporter), {reporter for _, reporter, _ in reported_in(authority.cite)}
    if not citation.reporter or not known or any(word in given for word in ("WL", "LEXIS")):
        return False
    return given in known or not ({given} | known) <= _SUPREME


def _name(citation: Citation, authority: Authority, elsewhere: Sequence[Authority]) -> Iterator[Remark]:
    if not citation.name or citation.form in {Form.REGISTER, Form.MEMO, Form.PROVISION}:
        return
    like, why = likeness(authority, citation.name)
    place = authority.cite or authority.name
    if like is Likeness.CAPTION:
        yield Remark(Kind.OTHER_CAPTION, Severity.NOTE, f"The text says {citation.name}. {why}", authority.id)
    elif like is Likeness.SAME and authority.name.endswith("-") and "-" in citation.name and citation.name[-1:].isalnum():
        says = f"The text says {citation.name}; the name on record ends in a hyphen, {authority.name}."
        yield Remark(Kind.NAME_DIFFERS, Severity.NOTE, says, authority.id)
    elif like is Likeness.SLIP:
        more = f" {why}" if why.startswith("Decided") else ""
        says = f"The text says {citation.name}; {place} is {authority.name}.{more}"
        yield Remark(Kind.NAME_DIFFERS, Severity.WARNING, says, authority.id)
    elif like is Likeness.OTHER:
        others = [one for one in elsewhere if one is not authority]
        known = f" On record {'; '.join(one.full_cite for one in others)} has that name." if others else ""
        says = f"The text says {citation.name}; {place} is {authority.full_cite}.{known}"
        yield Remark(Kind.NAME_DIFFERS, Severity.ERROR, says, authority.id, by=tuple(one.id for one in others))


def _court(citation: Citation, authority: Authority) -> Iterator[Remark]:
    given = _TWINS.get(citation.court, citation.court)
    if not given or given == authority.court or sort_of(authority.court) == "" or citation.form is Form.REGISTER:
        return
    who = {"bia": "the Board of Immigration Appeals", "ag": "the Attorney General", "scotus": "the Supreme Court"}.get(given)
    says = f"The text gives {who or 'another court'}; {authority.full_cite} is on record"
    if not authority.abbreviation:
        says += " as the Supreme Court's"
    yield Remark(Kind.COURT_DIFFERS, Severity.WARNING, f"{says}.", authority.id)
