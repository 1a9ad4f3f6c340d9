"""Draw a summary: the forms of protection, and protection under the Convention by circuit, nationality and year.

Bars of shares, each with its number of cases beside it, so that a long bar of few cases is not taken for more. Black, hatched
and white stand in the order of the words, so that a photocopy loses nothing. An SVG carries a title, and for each picture its
numbers in words.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from article3.explanations.drawing import described, matplotlib_figure
from article3.logic.truth import Truth
from article3.screening.summary import DIMENSIONS, OTHERS, counted, ordered, size

if TYPE_CHECKING:
    from article3.screening.summary import ByForm, Summary, Truths

_ORDER = (Truth.ESTABLISHED, Truth.UNDETERMINED, Truth.NOT_ESTABLISHED)
_FILLS = {Truth.ESTABLISHED: ("#111111", ""), Truth.UNDETERMINED: ("#d0d0d0", "////"), Truth.NOT_ESTABLISHED: ("#ffffff", "")}
_INK, _GRID = "#111111", "#d0d0d0"
_LINE, _MOST = 0.28, 15
"""Inches for each bar; most nationalities and years that are drawn one by one."""
_LONGEST = 28
"""Most characters of a label."""
_FORMS = {
    "asylum": "asylum",
    "withholding_ina": "withholding, INA",
    "withholding_cat": "withholding, Convention",
    "deferral_cat": "deferral, Convention",
}
_CONVENTION = "protection_cat"

Bars = list[tuple[str, "Truths"]]


def drawn(summary: Summary, kind: str) -> bytes:
    """The pictures in one file.

    Args:
        summary: what to draw.
        kind: ``svg`` or ``png``.

    Raises:
        article3.explanations.drawing.NotInstalledError: if the library that draws is not installed.
    """
    figure = matplotlib_figure()
    import matplotlib as mpl  # noqa: PLC0415

    pictures = _pictures(summary)
    screened = f"{counted(summary.cases, 'case')} screened; {counted(summary.rejected, 'row')} rejected."
    title = f"{screened} Law data {summary.law}, kept to {summary.kept_to}"
    key = "Share of the cases of each row; n: how many these are. Screened on the facts as stated: no prediction."
    key = "\n".join([key, *summary.notes])
    style: dict[Any, Any] = {"svg.hashsalt": "article3", "svg.fonttype": "none", "font.size": 9, "text.parse_math": False}
    words = {name: _told(head, bars) for name, (head, bars) in pictures.items()}
    with mpl.rc_context(style), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box; nothing to tell a user
        rows = [len(bars) for _, bars in pictures.values()]
        sheet = figure.Figure(
            figsize=(8.0, _LINE * sum(rows) + 0.9 * len(rows) + 1.4 + 0.15 * len(summary.notes)), layout="constrained"
        )
        sheet.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
        sheet.supxlabel(key, x=0.01, ha="left", fontsize=8)
        axes = sheet.subplots(len(rows), 1, height_ratios=[count + 1.5 for count in rows], squeeze=False)[:, 0]
        for axis, (name, (head, bars)) in zip(axes, pictures.items(), strict=True):
            axis.set_gid(name)
            _draw(axis, head, bars)
        axes[0].legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, frameon=False, fontsize=8, borderpad=0.1)
        into = io.BytesIO()
        if kind == "png":
            told = {"Title": title, "Description": " ".join(words.values()), "Software": "article3"}
            sheet.savefig(into, format="png", dpi=150, metadata=told)
            return into.getvalue()
        sheet.savefig(into, format="svg", metadata={"Date": None, "Creator": "article3"})
    return described(into.getvalue().decode("utf-8"), title, words).encode("utf-8")


def _pictures(summary: Summary) -> dict[str, tuple[str, Bars]]:
    """Each picture's title and bars, by its name."""
    forms: Bars = [(label, summary.forms.get(form, {})) for form, label in _FORMS.items()]
    found: dict[str, tuple[str, Bars]] = {"forms": ("The four forms of protection", forms)}
    for dimension in DIMENSIONS:
        groups = [
            (name, truths[_CONVENTION]) for name, truths in _most(ordered(summary.by.get(dimension, {}), dimension), dimension)
        ]
        if groups:
            found[dimension] = (f"Protection under the Convention, in either form, by {dimension}", groups)
    return found


def _most(groups: list[tuple[str, ByForm]], dimension: str) -> list[tuple[str, ByForm]]:
    """The groups to draw; of many nationalities, those with few cases together."""
    if dimension != "nationality" or len(groups) <= _MOST:
        return groups
    rest: Truths = {}
    for _, forms in groups[_MOST:]:
        for truth, count in forms[_CONVENTION].items():
            rest[truth] = rest.get(truth, 0) + count
    return [*groups[:_MOST], (f"{OTHERS} ({len(groups) - _MOST})", {_CONVENTION: rest})]


def _draw(axis: Any, title: str, bars: Bars) -> None:
    for row, (_, truths) in enumerate(bars):
        total, left = size({"": truths}), 0.0
        for truth in _ORDER:
            width = truths.get(truth.value, 0) / total if total else 0.0
            fill, hatch = _FILLS[truth]
            label = truth.value if row == 0 else None
            axis.barh(row, width, left=left, height=0.62, color=fill, edgecolor=_INK, linewidth=0.6, hatch=hatch, label=label)
            left += width
        axis.text(1.01, row, f"n = {total:,}", va="center", fontsize=8)
    axis.set_title(title, loc="left", fontsize=9)
    axis.set_yticks(range(len(bars)), [_short(name) for name, _ in bars])
    axis.set_ylim(len(bars) - 0.4, -0.6)
    axis.set_xlim(0, 1.12)
    axis.set_xticks([0, 0.25, 0.5, 0.75, 1.0], ["0", "25 %", "50 %", "75 %", "100 %"])
    axis.grid(axis="x", color=_GRID, linewidth=0.6)
    axis.set_axisbelow(True)
    axis.tick_params(axis="y", length=0)
    for side in ("top", "right", "left"):
        axis.spines[side].set_visible(False)


def _told(title: str, bars: Bars) -> str:
    rows = (f"{name}: " + ", ".join(f"{truths.get(truth.value, 0)} {truth.value}" for truth in _ORDER) for name, truths in bars)
    return f"{title}. {'; '.join(rows)}."


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
