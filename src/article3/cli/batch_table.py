"""The summary of a batch as tables for the terminal."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from article3.cli.terminal import is_ascii_only
from article3.logic.truth import Truth
from article3.screening.summary import DIMENSIONS, counted, ordered, size

if TYPE_CHECKING:
    from article3.screening.summary import ByForm, Summary

_FORMS = {
    "asylum": "asylum",
    "withholding_ina": "withholding (INA)",
    "withholding_cat": "withholding (Convention)",
    "deferral_cat": "deferral (Convention)",
    "protection_cat": "Convention, either form",
}
_MOST = 20
"""So many nationalities are shown; the summary as JSON has all."""


def table(summary: Summary) -> str:
    """The conclusions by form, and protection under the Convention by circuit, nationality and year."""
    into = io.StringIO()
    console = Console(file=into, width=100, color_system=None, safe_box=is_ascii_only(sys.stdout), legacy_windows=False)
    console.print(
        f"{counted(summary.cases, 'case')}, {counted(summary.rejected, 'row')} rejected. "
        f"Law data {summary.law}, kept to {summary.kept_to}.",
        highlight=False,
    )
    console.print(
        _table("Form of protection", [(_FORMS.get(form, form), {form: truths}) for form, truths in summary.forms.items()])
    )
    for dimension in DIMENSIONS:
        groups = [(name, _convention(forms)) for name, forms in ordered(summary.by.get(dimension, {}), dimension)]
        left = len(groups) - _MOST
        shown = groups[:_MOST] if left > 1 and dimension == "nationality" else groups
        console.print(_table(f"Convention, either form, by {dimension}", shown))
        if len(shown) < len(groups):
            console.print(f"... and {left} more nationalities; --summary writes all.", highlight=False)
    for note in summary.notes:
        console.print(note, highlight=False, markup=False)
    console.print(f"Wrote {summary.output}.", highlight=False, soft_wrap=True)
    return into.getvalue()


def _convention(forms: ByForm) -> ByForm:
    return {"protection_cat": forms["protection_cat"]}


def _table(title: str, rows: list[tuple[str, ByForm]]) -> Table:
    made = Table(title, "cases", "established", "undetermined", "not established")
    for column in made.columns[1:]:
        column.justify = "right"
    for name, forms in rows:
        (truths,) = forms.values()
        total = size(forms)
        cells = [
            _share(truths.get(truth.value, 0), total) for truth in (Truth.ESTABLISHED, Truth.UNDETERMINED, Truth.NOT_ESTABLISHED)
        ]
        made.add_row(Text(name), str(total), *cells)
    return made


def _share(count: int, total: int) -> str:
    return f"{count} ({100 * count / total:.1f} %)" if total else "0"
