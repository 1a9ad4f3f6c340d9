"""Every text of the workbench that is translated, and the catalogs as Django reads them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from article3.languages.catalog import PLURAL, TRANSLATED
from article3.languages.upkeep import compiled
from article3.web.cases.particular_words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN = "workbench"
"""The catalogs of the workbench."""
LOCALE = Path(__file__).parent / "locale"
"""Where the catalogs lie as Django reads them; written from those of this domain, never by hand."""
_HERE = Path(__file__).parent
_CALLED = dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "_"))


def texts() -> Iterator[tuple[str, str]]:
    """Each text with the file where it stands; of one that counts, its forms (:data:`article3.languages.catalog.PLURAL`)."""
    from babel.messages.extract import extract_python  # noqa: PLC0415 - read by whoever works on translations alone
    from django.utils.translation.template import templatize  # noqa: PLC0415
    from jinja2.ext import babel_extract  # noqa: PLC0415

    yield from ((text, "cases/particulars.toml") for text in _particulars())
    for path in sorted(_HERE.rglob("*")):
        if path.suffix not in {".html", ".j2", ".py"}:
            continue
        written = path.read_text(encoding="utf-8")
        code = templatize(written, origin=str(path)) if path.suffix == ".html" else written
        file = io.BytesIO(code.encode())
        found = babel_extract(file, list(_CALLED), [], {}) if path.suffix == ".j2" else extract_python(file, _CALLED, [], {})
        for _, _, said, _ in found:
            forms = [form for form in ((said,) if isinstance(said, str) else tuple(said or ())[:2]) if form]
            yield PLURAL.join(forms), path.relative_to(_HERE).as_posix()


def _particulars() -> Iterator[str]:
    """What the pages of particulars call their parts and fields, beside the questions of the case file."""
    found = words()
    for part in found.part:
        yield from (text for text in (part.title, part.tells, part.one, *(group.title for group in part.group)) if text)
    for about in found.exhibit:
        yield from (text for text in (about.title, about.tells) if text)
        yield from (text for field in about.field for text in (field.label, field.hint) if text)
    yield from found.options.values()


def written(language: str) -> Path:
    """Where the catalog of a language lies as Django reads it."""
    return LOCALE / language / "LC_MESSAGES" / "django.mo"


def compile_all() -> None:
    """Write the catalogs as Django reads them.

    Raises:
        CatalogError: if a catalog is missing or broken.
        OSError: if one cannot be written.
    """
    for language in TRANSLATED:
        path = written(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_bytes(compiled(language, DOMAIN))
        beside.replace(path)
