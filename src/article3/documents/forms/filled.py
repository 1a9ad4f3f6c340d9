"""What filling a form has led to, as plain values and as text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import msgspec

from article3.documents.forms.checked import OLDER
from article3.documents.forms.filling import Written
from article3.documents.forms.planning import Addition, Blank
from article3.explanations.text import WIDTH, Paint, plain
from article3.findings.model import Cited

if TYPE_CHECKING:
    from collections.abc import Iterator


class FormFilled(msgspec.Struct, frozen=True):
    """A filled form, told.

    Attributes:
        file: the result.
        form: such as I-589.
        edition: of the PDF that was filled, as it prints it.
        edition_is: newest on record, older, newer than any on record, or unknown.
        pages: of the result.
        written: every filled field, as it was read back.
        blanks: what stays empty although the form asks for it.
        continued: what was carried to continuation pages.
        remarks: what the lawyer should know.
        by: the authorities for the kind of application, where the form names one.
        made: with what it was made.
    """

    file: str
    form: str
    edition: str
    edition_is: str
    pages: int
    written: tuple[Written, ...]
    blanks: tuple[Blank, ...]
    continued: tuple[Addition, ...]
    remarks: tuple[str, ...]
    by: tuple[Cited, ...]
    made: str


def render(found: FormFilled, paint: Paint = plain, *, width: int = WIDTH) -> str:
    """What was filled, what was left blank and why."""
    from article3.documents.forms.check_text import source  # noqa: PLC0415 - beside its template

    lines = [
        paint(f"{found.file}: Form {found.form}, edition {found.edition or 'unknown'}, filled", "title"),
        f"{len(found.written)} fields written and read back; {found.pages} pages.",
    ]
    if found.edition_is == OLDER:
        lines += _wrapped(
            "Warning: the edition is older than the newest on record; look up whether it is still accepted.", paint, "open", width
        )
    for remark in found.remarks:
        lines += _wrapped(f"Note: {remark}", paint, "", width)
    for cited in found.by:
        lines += _wrapped(f"- {source(cited)}: {cited.says}", paint, "law", width)
    if found.continued:
        lines += ["", paint("Continued on Supplement B:", "strong")]
        lines += [f"  - Part {one.part}, {one.question}" for one in found.continued]
    lines += ["", paint("Left blank:" if found.blanks else "Nothing that the form asks of everybody was left blank.", "strong")]
    for blank in found.blanks:
        lines += _wrapped(f"- {blank.where}: {blank.means}; {blank.why}", paint, "", width, "  ")
    told = (
        "Signatures, days of signing, the parts sworn at the interview or hearing and the barcodes were left as they are. "
        "Read every page before anybody signs."
    )
    lines += ["", *_wrapped(told, paint, "", width)]
    return "\n".join(lines) + "\n"


def _wrapped(words: str, paint: Paint, style: str, width: int, indent: str = "") -> Iterator[str]:
    for line in textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False):
        yield paint(line, style) if style else line
