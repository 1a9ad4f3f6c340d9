"""translations: how far each language has come, and the texts as tables for translators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.check.texts import texts as texts_of_check
from article3.cli import ANSWERED, BAD_LAW, FOUND
from article3.cli.errors import refuse
from article3.cli.terminal import complain, say
from article3.documents.drafts.words import DOMAIN as PAPERS
from article3.documents.drafts.words import texts as texts_of_papers
from article3.guide.checking import wrong
from article3.guide.loading import shelf
from article3.guide.texts import texts
from article3.guide.voice import NAMES
from article3.languages.catalog import TRANSLATED, CatalogError
from article3.languages.upkeep import TableError, Wrong, places_wrong, signed_by, standing, table, take_over, update
from article3.law.loading import load
from article3.telling.texts import texts as texts_of_case
from article3.web import interface
from article3.web.interface import DOMAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path


def show(style: str) -> int:
    """How far each language has come, with every text that is shown in English.

    Returns:
        The exit code: something was found where a text is missing, stale or wrongly marked.
    """
    try:
        found = [standing(language, of, _english(of), _wrong(of)) for language in TRANSLATED for of in TEXTS]
    except CatalogError as error:
        complain(f"article3: {error}")
        return BAD_LAW
    except ImportError as error:
        return refuse(_lacking(error), style)
    if style == "json":
        say(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
    else:
        for one in found:
            say(
                f"{NAMES[one.language]} ({one.language}), {one.domain}: {one.shown} of {one.texts} texts, "
                f"{one.signed} signed by a translator\n"
            )
            for label, listed in (("missing", one.missing), ("the English has changed", one.stale)):
                for text in listed:
                    say(f"  {label}: {text}\n")
            for text, why in one.wrong:
                say(f"  {why}: {text}\n")
    return ANSWERED if all(one.is_complete for one in found) else FOUND


def _lacking(error: ImportError) -> str:
    return f"this reads every text of the program, which needs the extras 'guide' and 'workbench' ({error.name} is missing)"


def bring_up(language: str | None) -> int:
    """Bring the catalogs in step with the texts."""
    for of, found in TEXTS.items():
        placed: dict[str, tuple[str, ...]] = {}
        try:
            for text, where in found():
                if text:
                    placed[text] = tuple(dict.fromkeys((*placed.get(text, ()), where)))
        except ImportError as error:
            return refuse(_lacking(error), "text")
        try:
            for one in (language,) if language else TRANSLATED:
                update(one, of, placed)
        except (CatalogError, OSError) as error:
            return refuse(str(error), "text")
        complain(f"The catalogs of the {of} have {len(placed)} texts.")
    interface.compile_all()
    return ANSWERED


def export(language: str, of: str, out: Path, *, force: bool) -> int:
    """Write the texts of a language as a table."""
    if language not in TRANSLATED:
        return refuse(f"{language!r} is none of {', '.join(TRANSLATED)}", "text")
    if out.exists() and not force:
        return refuse(f"{out} exists already; nothing was written. Choose another name, or use --force to write over it", "text")
    try:
        out.write_text(table(language, of, _english(of)), encoding="utf-8", newline="")
    except (CatalogError, OSError) as error:
        return refuse(str(error), "text")
    except ImportError as error:
        return refuse(_lacking(error), "text")
    again = f"article3 translations import {language} {out} --of {of} --by 'Name'"
    complain(f"Wrote {out}. Change the column 'translation' alone; then: {again}")
    return ANSWERED


def take(language: str, of: str, source: Path, by: str, today: dt.date) -> int:
    """Take a table over, signed by who has looked at it."""
    if language not in TRANSLATED:
        return refuse(f"{language!r} is none of {', '.join(TRANSLATED)}", "text")
    try:
        given = source.read_text(encoding="utf-8")
        taken = take_over(language, of, given, signed_by(by, today), _wrong(of))
    except UnicodeDecodeError:
        return refuse(f"{source} is not UTF-8; save it as CSV (UTF-8)", "text")
    except (CatalogError, TableError, OSError) as error:
        return refuse(f"{source}: {error}", "text")
    if of == DOMAIN:
        interface.compile_all()
    complain(f"{taken} texts are signed by {by}.")
    return ANSWERED


def _wrong(of: str) -> Wrong:
    return places_wrong if of == DOMAIN else wrong


def _english(of: str) -> list[str]:
    return [text for text, _ in TEXTS[of]()]


TEXTS: dict[str, Callable[[], Iterable[tuple[str, str]]]] = {
    "guide": lambda: texts(shelf(), load()),
    "check": texts_of_check,
    PAPERS: texts_of_papers,
    "case": texts_of_case,
    DOMAIN: interface.texts,
}
"""What is translated: for each domain of the catalogs its texts with their places."""
