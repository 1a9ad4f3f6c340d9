"""The term base: what each term of the law is called in the languages of our texts."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

import msgspec


class Term(msgspec.Struct, frozen=True):
    """A term, by the ISO 639-1 codes of the languages.

    Attributes:
        en: in English; where a word has two uses, each is a term.
        es: in Spanish.
        ar: in Arabic.
    """

    en: str
    es: str
    ar: str


@functools.cache
def terms() -> tuple[Term, ...]:
    """The terms in the order of the English alphabet."""
    text = Path(__file__).with_name("terms.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["terms"], tuple[Term, ...])


def page() -> str:
    """The term base as a page of the documentation."""
    rows = "\n".join(f"| {one.en} | {one.es} | {one.ar} |" for one in terms())
    return (
        "# Terms in three languages\n\nWritten by `make reference` from `src/article3/languages/terms.toml`. "
        "**Machine-assisted: no court interpreter has signed it.**\nForms and judges use the English word, so the guide shows "
        f"it beside the first use on a page.\n\n| English | Español | العربية |\n| --- | --- | --- |\n{rows}\n"
    )
