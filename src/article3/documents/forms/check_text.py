"""A check of forms as text for a terminal: 80 columns, readable without color."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from article3.documents.forms.checked import OLDER, FormChecked, FormsChecked, Remark, Severity
from article3.explanations.text import WIDTH, Paint, plain
from article3.explanations.wording import NOT_ADVICE, VERIFIED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.findings.model import Cited

_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "open", Severity.NOTE: "dim", Severity.OK: "good"}
_MANY = 4


def render(found: FormsChecked, paint: Paint = plain, *, width: int = WIDTH) -> str:
    """Each form with its remarks, and counts at the end."""
    lines: list[str] = []
    for form in found.forms:
        lines += [*_form(form, found, paint, width), ""]
    if len(found.forms) > 1:
        lines += [paint("ALL FORMS", "title"), *(f"  {form.file}: {counts(form)}" for form in found.forms), ""]
    lines += _filled(NOT_ADVICE, "", paint, "dim", width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _form(form: FormChecked, found: FormsChecked, paint: Paint, width: int) -> Iterator[str]:
    yield from _filled(f"{form.file}: Form {form.form} checked", "", paint, "title", width)
    yield from _filled(f"{edition(form)} {forum(found)}", "", paint, "", width)
    for remark in form.remarks:
        yield ""
        yield from _remark(remark, paint, width)
    yield ""
    yield from _filled(counts(form), "", paint, _STYLES[form.severity], width)


def edition(form: FormChecked) -> str:
    """The edition in a sentence."""
    if not form.edition:
        return f"It names no edition, and was read as {form.read_as}."
    read = "" if form.read_as == form.edition else f", read as {form.read_as}"
    return f"Edition {form.edition} ({form.edition_is}{' than the newest on record' if form.edition_is == OLDER else ''}){read}."


def forum(found: FormsChecked) -> str:
    """What it was checked by, in a sentence."""
    circuit = "no circuit named" if found.circuit == "agency" else found.court
    case = f" Held against the case: {found.case}." if found.case else ""
    return f"As of {found.as_of}, {circuit}. Law data {found.law}, kept to {found.law_through}.{case}"


def counts(form: FormChecked) -> str:
    """How many remarks there are of each severity."""
    words = [
        f"{number} {severity.value}{'' if number == 1 else 's'}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        if (number := form.count(severity))
    ]
    return f"{', '.join(words) or 'nothing to say'}; {form.filled} fields filled"


def sources(remark: Remark) -> list[str]:
    """What a remark rests on, one to a line."""
    found = [source(cited) for cited in remark.by]
    return [*found, *([f"{remark.basis}."] if remark.basis else [])]


def source(cited: Cited) -> str:
    """An authority and how well it was checked."""
    binds = "" if cited.binding else "not binding here; "
    return f"{cited.cite} ({binds}{VERIFIED[cited.verified]})"


def places(remark: Remark) -> str:
    """Where on the form, and how many more; empty where the remark names its places itself."""
    if any(where in remark.says for where in remark.where):
        return ""
    more = f" and {len(remark.where) - _MANY} more" if len(remark.where) > _MANY else ""
    return "; ".join(remark.where[:_MANY]) + more


def _remark(remark: Remark, paint: Paint, width: int) -> Iterator[str]:
    word = remark.severity.value.upper()
    where = f" {places(remark)}:" if places(remark) else ""
    lines = list(_filled(f"{word}{where} {remark.says}" if where else f"{word}: {remark.says}", "", plain, "", width))
    yield lines[0].replace(word, paint(word, _STYLES[remark.severity]), 1)
    yield from lines[1:]
    yield from _filled(remark.remedy, "  → ", paint, "", width)
    for line in sources(remark):
        yield from _filled(line, "  - ", paint, "law", width)


def _filled(words: str, indent: str, paint: Paint, style: str, width: int) -> Iterator[str]:
    further = " " * max(len(indent), 2) if indent else "  "
    for line in textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False):
        yield paint(line, style) if style else line
