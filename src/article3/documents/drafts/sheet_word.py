"""A sheet as a Word file, laid out by a template that an office can replace.

A template is a Word file with the place ``{{ body }}`` in a paragraph of its own and, wherever the office wants them, the other
fields of :data:`FIELDS`. It has the paragraph styles of :data:`STYLES` and the character style :data:`GAP`. One that names
another field, lacks the place for the body or a style is refused before anything is written. The same sheet and template give
the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from importlib import resources
from typing import TYPE_CHECKING, Any

from article3.documents.drafts.sheet import Role
from article3.documents.drafts.words import words
from article3.explanations.html import NOT_IN_XML

if TYPE_CHECKING:
    from collections.abc import Mapping

    from article3.documents.drafts.sheet import Line, Piece, Sheet

FIELDS = ("body", "title", "name", "a_number", "day", "provenance")
"""What a template can name."""
STYLES = {
    Role.TITLE: "Sheet Title",
    Role.SUBTITLE: "Sheet Subtitle",
    Role.HEADING: "Sheet Heading",
    Role.TEXT: "Sheet Text",
    Role.NUMBERED: "Sheet Numbered",
    Role.ITEM: "Sheet Item",
    Role.SIGNATURE: "Sheet Signature",
    Role.SMALL: "Sheet Small",
}
"""The paragraph style of each kind of line."""
GAP = "Gap"
"""The character style of what is still to be filled in."""
BODY = "\u2063body\u2063"
"""Stands in a template that was filled in where the text goes."""
_RULE = "_" * 40
_EPOCH = (1980, 1, 1, 0, 0, 0)


class TemplateError(ValueError):
    """A template cannot be used; the message says why and what to do."""


def sheet_file(sheet: Sheet, made_on: dt.date, fields: dict[str, str], template: bytes | None = None) -> bytes:
    """A sheet as the bytes of a .docx.

    Args:
        sheet: what it says.
        made_on: the day for its properties.
        fields: values of ``name`` and ``a_number``.
        template: the office's own; ours if ``None``.

    Raises:
        TemplateError: if the template is no Word file, names an unknown field, or lacks the body or a style.
        ImportError: if the extra ``documents`` is not installed.
    """
    document = _rendered(template if template is not None else _ours(), sheet, made_on, fields)
    missing = [name for name in (*STYLES.values(), GAP) if name not in {style.name for style in document.styles}]
    if missing:
        raise TemplateError(f"the template has no style called {missing[0]!r}; add the styles {', '.join(missing)} to it")
    place = next((each for each in document.paragraphs if BODY in each.text), None)
    if place is None:
        raise TemplateError("the template has no place for the text; write {{ body }} in a paragraph of its own")
    if place.text.strip() != BODY:
        raise TemplateError(
            "the paragraph of {{ body }} has other words too, which would be lost; give {{ body }} one of its own"
        )
    _Writer(document, sheet).write(place)
    _properties(document, sheet, made_on)
    raw = io.BytesIO()
    document.save(raw)
    return without_times(raw.getvalue())


def _ours() -> bytes:
    return resources.files("article3.documents.drafts").joinpath("templates", "sheet.docx").read_bytes()


def _rendered(template: bytes, sheet: Sheet, made_on: dt.date, fields: dict[str, str]) -> Any:
    values = {"title": sheet.title, "day": words("en").day(made_on), "provenance": sheet.made, **fields}
    return filled(template, {name: NOT_IN_XML.sub("\ufffd", value) for name, value in values.items()})


def filled(template: bytes, values: Mapping[str, str]) -> Any:
    """A template with its fields filled in, and :data:`BODY` where the text goes.

    Args:
        template: the bytes of a .docx.
        values: by field, of :data:`FIELDS`; those that are not given are left blank.

    Raises:
        TemplateError: if it is no Word file, or names an unknown field.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - only documents need it
    from jinja2 import StrictUndefined, TemplateSyntaxError  # noqa: PLC0415
    from jinja2 import TemplateError as JinjaError  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    # A template may come from anybody: it gets its fields, and no name of the language's own.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()

    try:
        laid_out = DocxTemplate(io.BytesIO(template))
        named = laid_out.get_undeclared_template_variables(environment)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"the template has a field that cannot be read: {error.message}; write fields as {{{{ name }}}}"
        ) from None
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        raise TemplateError("the template is no Word file that can be read; open it, and save it as .docx") from None
    unknown = sorted(named - set(FIELDS))
    if unknown:
        raise TemplateError(f"the template names the unknown field {unknown[0]!r}; the fields are {', '.join(FIELDS)}")
    known = {**values, "body": BODY}
    try:
        laid_out.render({name: known.get(name, "") for name in FIELDS}, environment, autoescape=True)
    except (JinjaError, ArithmeticError, TypeError, ValueError) as error:
        raise TemplateError(
            f"the template asks for more than its fields ({type(error).__name__}); write {{{{ name }}}}"
        ) from None
    return laid_out.docx


_LONGEST = 255
"""Characters that a property of a Word file can have (ECMA-376, Office's own limit)."""


def _properties(document: Any, sheet: Sheet, made_on: dt.date) -> None:
    properties = document.core_properties
    title = NOT_IN_XML.sub("\ufffd", sheet.title)[:_LONGEST]
    properties.title, properties.comments, properties.language = title, sheet.provenance, sheet.language
    properties.created = properties.modified = dt.datetime.combine(made_on, dt.time())
    properties.last_modified_by, properties.revision = "", 1


class _Writer:
    """Writes the lines where the template wants them."""

    def __init__(self, document: Any, sheet: Sheet) -> None:
        self._document, self._sheet = document, sheet

    def write(self, place: Any) -> None:
        """Put the lines in the place of a paragraph."""
        if self._sheet.own_language:
            self._table(place)
        else:
            for each in self._sheet.lines:
                self._line(place.insert_paragraph_before(), each, each.pieces, self._sheet.language)
        place._p.getparent().remove(place._p)  # noqa: SLF001 - python-docx has no name for it

    def _table(self, place: Any) -> None:
        """Two columns, a row a line: read across, each line stands beside its other half."""
        table = self._document.add_table(rows=0, cols=2)
        table.style = "Table Grid" if "Table Grid" in {style.name for style in self._document.styles} else None
        for each in self._sheet.lines:
            left, right = table.add_row().cells
            self._line(left.paragraphs[0], each, each.pieces, self._sheet.language)
            self._line(right.paragraphs[0], each, each.own, self._sheet.own_language)
        place._p.addnext(table._tbl)  # noqa: SLF001

    def _line(self, paragraph: Any, each: Line, pieces: tuple[Piece, ...], language: str) -> None:
        paragraph.style = self._document.styles[STYLES[each.role]]
        right_to_left = words(language).right_to_left
        if right_to_left:
            self._mark(paragraph._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001
        if each.role is Role.SIGNATURE and pieces:
            paragraph.add_run(_RULE).add_break()
        if each.number and pieces:
            self._run(paragraph, f"{each.number}. ", language, right_to_left=right_to_left)
        for piece in pieces:
            run = self._run(paragraph, piece.shown, language, right_to_left=right_to_left)
            if piece.gap:
                run.style = self._document.styles[GAP]

    def _run(self, paragraph: Any, text: str, language: str, *, right_to_left: bool) -> Any:
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        run = paragraph.add_run(NOT_IN_XML.sub("\ufffd", text))
        told = OxmlElement("w:lang")
        told.set(qn("w:bidi" if right_to_left else "w:val"), {"en": "en-US", "es": "es-US", "ar": "ar-SA"}[language])
        properties = run._r.get_or_add_rPr()  # noqa: SLF001
        if right_to_left:
            self._mark(properties, "w:rtl")
        properties.append(told)
        return run

    @staticmethod
    def _mark(properties: Any, name: str) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415

        properties.append(OxmlElement(name))


def without_times(data: bytes) -> bytes:
    """The same archive with no times of its own, its parts in the same order."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED, 6)
    return result.getvalue()
