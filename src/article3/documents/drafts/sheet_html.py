"""A sheet in one language as a page of HTML, and that as a tagged PDF. Nothing is fetched from anywhere."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from article3.documents.drafts.sheet import Line, Role, Sheet
from article3.documents.drafts.words import words

if TYPE_CHECKING:
    from markupsafe import Markup

_BULLET = "• "


def sheet_page(sheet: Sheet) -> str:
    """The page.

    Raises:
        ValueError: if the sheet has two columns.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only documents need it
    from markupsafe import Markup, escape  # noqa: PLC0415

    if sheet.own_language:
        raise ValueError("a sheet in two columns is laid out as a Word file")

    def shown(each: Line) -> Markup:
        marked = Markup('<span class="gap">{}</span>')
        parts = (marked.format(piece.shown) if piece.gap else escape(piece.text) for piece in each.pieces)
        return Markup(str(Markup("").join(parts)).removeprefix(_BULLET))  # noqa: S704 - joined of what is escaped

    loader = PackageLoader("article3.documents.drafts", "")
    environment = Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True)
    blocks = [(kind.value, list(group)) for kind, group in itertools.groupby(sheet.lines, key=lambda each: each.role)]
    assert Role.ITEM.value == "item"  # noqa: S101 - the template names it
    direction = "rtl" if words(sheet.language).right_to_left else "ltr"
    return environment.get_template("sheet.html.j2").render(
        sheet=sheet, language=sheet.language, direction=direction, blocks=blocks, words=shown
    )


def sheet_pdf(sheet: Sheet) -> bytes:
    """The page as PDF/UA-1, the same bytes for the same sheet.

    Raises:
        ImportError, OSError: if WeasyPrint, or Pango that it needs, is not installed.
    """
    from weasyprint import HTML  # noqa: PLC0415

    page = HTML(string=sheet_page(sheet), url_fetcher=_nothing)
    content: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"article3")
    return content


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"nothing is fetched: {url}")
