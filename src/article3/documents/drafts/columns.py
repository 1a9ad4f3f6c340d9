"""In which column of a declaration a text of the case may stand: the column of the language that the case states for it.

A declaration is signed under penalty of perjury. Letters alone do not tell French from Spanish, or Farsi from Arabic, so a text
whose language the case does not state stays out of the second column, and a warning says how to state it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.words import code_of, name_of
from article3.facts import papers
from article3.facts.scripts import is_mostly_arabic, is_mostly_latin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.facts.case import Case

INCIDENTS = "incidents"
_STATE = "name it under papers: signing: language, as Arabic or Spanish"


def fits(case: Case, text: str, column: str) -> bool:
    """Whether a text in the person's own language may stand in a column.

    Args:
        case: states the language.
        text: as the case has it.
        column: the code of the column's language.
    """
    return not _against(case, text, column)


def misplaced(case: Case, column: str) -> tuple[str, ...]:
    """Texts of the case that cannot stand where the case has them, one sentence each with the place and the remedy.

    Args:
        case: the case.
        column: the code of the language of the second column; empty if there is none.
    """
    return tuple(_misplaced(case, column))


def _misplaced(case: Case, column: str) -> Iterator[str]:
    for index in case.papers.lists.get(INCIDENTS, ()):
        place = f"papers: incidents, entry {index + 1}"
        texts = {key: case.papers.words(papers.incident.facts[key].variable, index) for key in papers.incident.facts}
        foreign = [key for key in ("told", "who", "afterwards") if not is_mostly_latin(texts[key])]
        yield from (
            f"{place}: '{key}' is not in English; write the English there, and this under 'translated'" for key in foreign
        )
        if column:
            own = [texts["translated"] and "translated", *foreign]
            for key in filter(None, own):
                against = _against(case, texts[key], column)
                if against:
                    yield f"{place}: '{key}' stays out of the {name_of(column)} column, which has a gap there: {against}"
    for key, fact in papers.account.facts.items():
        stated = case.papers.value(fact.variable)
        if isinstance(stated, str) and not is_mostly_latin(stated):
            yield f"papers: account: '{key}' is not in English; write the English there"


def _against(case: Case, text: str, column: str) -> str:
    """Why a text may not stand in a column, with the remedy; empty if it may."""
    stated = _stated(case)
    if not stated:
        return f"the case does not state the person's language; {_STATE}"
    if code_of(stated) != column:
        return f"the case states {stated}; put the {name_of(column)} there, or correct papers: signing: language"
    if column == "ar" and not is_mostly_arabic(text):
        return "it is not in Arabic letters; write the Arabic there"
    if column != "ar" and not is_mostly_latin(text):
        return f"it is not in Latin letters; write the {name_of(column)} there"
    return ""


def _stated(case: Case) -> str:
    """The language in which the declaration was told, or else the person's first one; English is nobody's second column."""
    stated = (case.papers.words(papers.signing.facts["language"].variable), case.papers.words(papers.native_language))
    return next((name for name in stated if name and code_of(name) != "en"), "")
