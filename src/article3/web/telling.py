"""Words of the law in the language of the page: questions, findings, explanations.

What a page says itself is translated by Django's catalogs; what it shows of the law and of the case by those of
:mod:`article3.telling`. What there are no words for is shown in English, and marked as English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import get_language, gettext

from article3.telling.outlines import LANGUAGES, phrasebook, told_in

if TYPE_CHECKING:
    from article3.explanations.outline import Outline


def language() -> str:
    """The language of the page, by its code."""
    code = (get_language() or "en").partition("-")[0]
    return code if code in LANGUAGES else "en"


def told(words: object) -> str:
    """Words of the law in the language of the page, to be put into it; what is left in English is marked as such."""
    text = str(words or "")
    code = language()
    if code == "en" or not text:
        return text
    found = phrasebook(code).found(text) or _of_the_workbench(text)
    return found if found is not None else format_html('<span lang="en" dir="ltr">{}</span>', text)


def _of_the_workbench(text: str) -> str | None:
    """Words of the workbench's own data, such as the parts of the particulars."""
    found = gettext(text)
    return found if found != text else None


def said(words: str) -> str:
    """Words of the law in the language of the page, where it cannot hold a mark for another language."""
    if not words:
        return ""
    return phrasebook(language()).found(words) or _of_the_workbench(words) or words


def outline_told(outline: Outline) -> Outline:
    """An explanation in the language of the page."""
    return told_in(language(), outline)
