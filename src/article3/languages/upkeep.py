"""Keep catalogs in step with the texts, and hand them to translators as tables.

A table is a CSV file with one text a row: where it stands, the English, the translation, its state. It is read back whole or not
at all, and every row is held against the marks that both texts must share.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from article3.languages.catalog import HERE, PLURAL, catalog, english_of, messages_of, path_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from babel.messages.catalog import Catalog as Messages

HEAD = ("where", "english", "translation", "state")
"""The columns of a table."""
_PROJECT = "article3"
_PLACES = re.compile(r"%\(\w+\)[sd]|%%")
Wrong = Callable[[str, str], str]
"""Of a text and its translation: what of the marks in it does not agree; empty if all do."""


class Standing(msgspec.Struct, frozen=True):
    """How far a language has come.

    Attributes:
        texts: how many texts there are.
        shown: how many of them are shown in the language.
        signed: how many of those a named person has signed.
        missing: texts without a translation.
        stale: texts whose English has changed since they were translated.
        wrong: texts whose translation has other marks than the English, each with what does not agree.
    """

    language: str
    domain: str
    texts: int
    shown: int
    signed: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...]

    @property
    def is_complete(self) -> bool:
        """Whether every text is shown, and rightly marked."""
        return not (self.missing or self.stale or self.wrong)


class TableError(Exception):
    """A table cannot be taken over; the message names each row with the cause and the remedy."""


def standing(language: str, domain: str, texts: Iterable[str], wrong: Wrong) -> Standing:
    """How far a language has come.

    Raises:
        CatalogError: if its catalog is missing or broken.
    """
    known, asked = catalog(language, domain).entries, tuple(dict.fromkeys(text for text in texts if text))
    found = {text: known.get(text) for text in asked}
    shown = {text: entry for text, entry in found.items() if entry is not None and entry.is_shown}
    stale = tuple(text for text, entry in found.items() if entry is not None and entry.stale)
    return Standing(
        language,
        domain,
        len(asked),
        len(shown),
        sum(entry.signed for entry in shown.values()),
        tuple(text for text in asked if text not in shown and text not in stale),
        stale,
        tuple((text, says) for text, entry in shown.items() if (says := wrong(text, entry.says))),
    )


def update(language: str, domain: str, texts: Mapping[str, tuple[str, ...]], directory: Path = HERE) -> None:
    """Bring a catalog in step with the texts: new ones are added, changed ones marked, those that are gone dropped.

    Args:
        language: by its code.
        domain: of the catalog.
        texts: every text, with the places where it stands, in order.
        directory: where catalogs lie.

    Raises:
        CatalogError: if the catalog is broken.
        OSError: if it cannot be written.
    """
    from babel.messages.catalog import Catalog  # noqa: PLC0415

    header = f"# Texts of {_PROJECT} in {language}. A text's review stands in its comment."
    template: Messages = Catalog(project=_PROJECT, version="", charset="utf-8", domain=domain, fuzzy=False)
    for text, where in texts.items():
        forms = tuple(text.split(PLURAL))
        template.add(forms if len(forms) > 1 else text, locations=[(place, 0) for place in where], flags=_flags(text))
    if path_of(language, domain, directory).exists():
        made = messages_of(language, domain, directory)
        made.update(template, update_creation_date=False)
        made.obsolete.clear()
    else:
        made = Catalog(locale=language, project=_PROJECT, version="", charset="utf-8", domain=domain, fuzzy=False)
        made.update(template)
        made.header_comment, made.last_translator, made.language_team, made.msgid_bugs_address = header, "none", language, "none"
    _write(made, language, domain, directory)


def _flags(text: str) -> tuple[str, ...]:
    return ("python-format",) if _PLACES.search(text) else ()


def compiled(language: str, domain: str, directory: Path = HERE) -> bytes:
    """A catalog as programs read it (MO); what may not be shown is left out, so that it is told in English.

    Raises:
        CatalogError: if the catalog is missing or broken.
    """
    from babel.messages.mofile import write_mo  # noqa: PLC0415

    made = io.BytesIO()
    write_mo(made, messages_of(language, domain, directory))
    return made.getvalue()


def table(language: str, domain: str, texts: Iterable[str]) -> str:
    """The texts of a language as a table for a translator: those to be done first, then those nobody has signed, then the rest.

    Raises:
        CatalogError: if the catalog is missing or broken.
    """
    known = catalog(language, domain).entries
    rows = []
    for text in dict.fromkeys(text for text in texts if text):
        entry = known.get(text)
        state = "missing" if entry is None or not entry.says else "english changed" if entry.stale else entry.review or "unknown"
        rows.append((", ".join(entry.where) if entry else "", text, entry.says if entry else "", state))
    rank = {"missing": 0, "english changed": 0}
    rows.sort(key=lambda row: rank.get(row[3], 2 if row[3].startswith("signed") else 1))
    made = io.StringIO(newline="")
    written = csv.writer(made, lineterminator="\r\n")
    written.writerow(HEAD)
    written.writerows(rows)
    return "\ufeff" + made.getvalue()  # by the mark, spreadsheets know that it is UTF-8


def take_over(language: str, domain: str, given: str, review: str, wrong: Wrong, *, directory: Path = HERE) -> int:
    """Take the translations of a table over into the catalog, whole or not at all.

    Args:
        language: by its code.
        domain: of the catalog.
        given: the table.
        review: what is said of each text that it changes or confirms: ``signed by <name> <day>``.
        wrong: holds a translation against its English.
        directory: where catalogs lie.

    Returns:
        How many texts have it now.

    Raises:
        TableError: if a row does not fit.
        CatalogError: if the catalog is missing or broken.
        OSError: if it cannot be written.
    """
    messages = messages_of(language, domain, directory)
    known = {english_of(message): message for message in messages if message.id}
    rows, problems = _rows(given), []
    for number, english, says in rows:
        if english not in known:
            problems.append(f"row {number}: no text reads {english[:50]!r}; keep the column 'english' as it was exported")
        elif says and (not_right := _forms_wrong(english, says, messages.num_plurals) or wrong(english, says)):
            problems.append(f"row {number}: {not_right}")
    if problems:
        raise TableError("nothing was taken over.\n" + "\n".join(problems))
    taken = 0
    for _, english, says in rows:
        if says:
            message = known[english]
            message.string = tuple(says.split(PLURAL)) if PLURAL in english else says
            message.flags.discard("fuzzy")
            message.user_comments = [f"review: {review}"]
            taken += 1
    _write(messages, language, domain, directory)
    return taken


def _forms_wrong(english: str, says: str, forms: int) -> str:
    if PLURAL not in english or says.count(PLURAL) == forms - 1:
        return ""
    return f"this text counts, and needs {forms} forms with '{PLURAL.strip()}' between them"


def places_wrong(english: str, says: str) -> str:
    """What of the places for values in a translation (``%(name)s``) does not agree with the English; empty if all does.

    A form of a text that counts may leave its number out ("one day left"); the last may not.
    """
    *others, last = says.split(PLURAL)
    there = Counter(_PLACES.findall(english.rsplit(PLURAL, maxsplit=1)[-1]))
    if Counter(_PLACES.findall(last)) != there:
        return f"the places for values differ; keep {', '.join(there) or 'none'} as in the English"
    if any(Counter(_PLACES.findall(one)) - there for one in others):
        return f"a form has places that the English does not have; keep to {', '.join(there) or 'none'}"
    return ""


def signed_by(name: str, day: dt.date) -> str:
    """The review of what a named person has looked at.

    Raises:
        TableError: if there is no name.
    """
    if not name.strip():
        raise TableError("say who has looked at the texts: --by 'First Last'")
    return f"signed by {' '.join(name.split())} {day.isoformat()}"


def _rows(given: str) -> list[tuple[int, str, str]]:
    reader = csv.reader(io.StringIO(given.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        head = [one.strip().lower() for one in next(reader, [])]
        english, says = head.index("english"), head.index("translation")
        return [(reader.line_num, row[english], row[says].strip()) for row in reader if any(row)]
    except ValueError:
        raise TableError("the first row must name the columns 'english' and 'translation', as they were exported") from None
    except IndexError:
        raise TableError(f"row {reader.line_num}: it has fewer columns than the first; save it again as CSV") from None
    except csv.Error as error:
        raise TableError(f"row {reader.line_num}: {error}; save it again as CSV (UTF-8)") from None


def _write(messages: Messages, language: str, domain: str, directory: Path) -> None:
    """Write a catalog whole: beside it first, then in its place."""
    from babel.messages.pofile import write_po  # noqa: PLC0415

    path = path_of(language, domain, directory)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    try:
        with beside.open("wb") as file:
            write_po(file, messages, width=130, include_previous=True)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    catalog.cache_clear()
