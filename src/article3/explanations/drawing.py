"""Draw a report on likelihood: the chains with their intervals, the swings, the harms against the 50 % line.

Three pictures in one file, in black, white and grey, so that a photocopy loses nothing; what grey could leave in doubt is
told by marks and words. An SVG carries a title and a description for the whole and for each picture.
"""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from html import escape
from typing import TYPE_CHECKING, Any

from article3.explanations.risk import legal_break_even, percent, percents

if TYPE_CHECKING:
    from types import ModuleType

    from article3.findings.risk_model import LinkShown, RiskReport

_INK, _BAND, _GRID = "#111111", "#9a9a9a", "#d0d0d0"
_LINE = 0.32
"""Inches for each row of a picture."""
_LONGEST = 34
"""Most characters of a label."""
_WIDEST = 74
"""Most characters of a line of the title."""
_SHARP, _TALLEST = 150, 60_000
"""Dots to an inch, and most dots that a picture may be high: the library can do no more than some 65 000."""
_ROOM = 1.4
"""Where a picture ends on the right: beyond 100 % stand the numbers."""
_KEY = "Diamond: best estimate. Band: from low to high. Dashed line: 50 %. Dotted line: at least one harm, every link at best."
_CLIP = re.compile(r'<clipPath id="([^"]+)"')


class NotInstalledError(Exception):
    """The library that draws is not installed; the message says what to do."""


def matplotlib_figure() -> ModuleType:
    """The drawing library's module for figures.

    Raises:
        NotInstalledError: if it is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library's own parts say of each other
            from matplotlib import figure  # noqa: PLC0415 - an optional extra, and slow to load
    except ImportError:
        raise NotInstalledError(
            "drawing needs matplotlib, which is not installed; install article3 with its extra 'draw', or leave --draw out"
        ) from None
    return figure


def drawn(report: RiskReport, kind: str) -> bytes:
    """The three pictures in one file.

    Args:
        report: what to draw.
        kind: ``svg`` or ``png``.

    Raises:
        NotInstalledError: if the library that draws is not installed.
    """
    figure = matplotlib_figure()
    import matplotlib as mpl  # noqa: PLC0415

    chain_rows = sum(len(shown.steps) + 1 for shown in report.harms)
    swings = sorted((link for link in report.links if link.at_low is not None), key=_swing)
    heights = [chain_rows, max(len(swings), 1), len(report.harms) + 1]
    title = f"Likelihood of torture: {report.title or 'Case'}"
    style: dict[Any, Any] = {"svg.hashsalt": "article3", "svg.fonttype": "none", "font.size": 9, "text.parse_math": False}
    with mpl.rc_context(style), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box; nothing to tell a user
        sheet = figure.Figure(figsize=(8.0, _LINE * sum(heights) + 4.2), layout="constrained")
        sheet.suptitle("\n".join(textwrap.wrap(title, _WIDEST)), x=0.01, ha="left", fontsize=11, fontweight="bold")
        sheet.supxlabel(_KEY, x=0.01, ha="left", fontsize=8)
        axes = sheet.subplots(3, 1, height_ratios=[height + 2 for height in heights])
        for axis, name in zip(axes, ("chains", "swings", "harms"), strict=True):
            axis.set_gid(name)
        _chains(axes[0], report)
        _swings(axes[1], report, swings)
        _harms(axes[2], report)
        into = io.BytesIO()
        if kind == "png":
            words = " ".join(description(report).values())
            dpi = min(_SHARP, _TALLEST / sheet.get_figheight())
            sheet.savefig(into, format="png", dpi=dpi, metadata={"Title": title, "Description": words, "Software": "article3"})
            return into.getvalue()
        sheet.savefig(into, format="svg", metadata={"Date": None, "Creator": "article3"})
    return described(into.getvalue().decode("utf-8"), title, description(report)).encode("utf-8")


def description(report: RiskReport) -> dict[str, str]:
    """Each picture in words, by its name: chains, swings, harms."""
    told = {
        shown.id: ", then ".join(f"{' or '.join(step.links)} {percents(step.chance)}" for step in shown.steps)
        for shown in report.harms
    }
    chains = "; ".join(f"{name}: {steps}" for name, steps in told.items())
    swings = "; ".join(
        f"{link.id} from {percent(link.at_low or 0.0)} to {percent(link.at_high or 0.0)}"
        for link in sorted((link for link in report.links if link.at_low is not None), key=lambda link: -_swing(link))
    )
    harms = "; ".join(f"{shown.id} {percents(shown.whole)}" for shown in report.harms)
    span = report.together.span
    together = "" if span is None else f"; at least one {percents(span)}"
    return {
        "chains": f"Chains of events, each step with its chance given the steps before it. {chains}.",
        "swings": f"How far each link moves the chance of at least one harm, widest first. {swings or 'Not computed'}.",
        "harms": f"The chance of each harm, and of at least one, against the line at 50 %. {harms}{together}.",
    }


def _chains(axis: Any, report: RiskReport) -> None:
    labels: list[str] = []
    for shown in report.harms:
        labels.append(shown.id.upper())
        previous: int | None = None
        for number, step in enumerate(shown.steps, 1):
            row = len(labels)
            if previous is not None:
                axis.annotate("", (0, row - 0.32), (0, previous + 0.32), arrowprops={"arrowstyle": "->", "color": _INK})
            axis.plot([0], [row], marker="o", color=_INK, markersize=5)
            _interval(axis, row, step.chance.low, step.chance.best, step.chance.high)
            labels.append(_short(f"{number}. {' or '.join(step.links)}"))
            previous = row
    axis.set_title("Chains of events: each step, given those before it", loc="left")
    _scale(axis, labels)
    axis.set_xlim(-0.03, _ROOM)


def _swings(axis: Any, report: RiskReport, links: list[LinkShown]) -> None:
    axis.set_title("The chance of at least one harm, each link from low to high", loc="left")
    for row, link in enumerate(reversed(links)):
        low, high = link.at_low or 0.0, link.at_high or 0.0
        axis.barh(row, high - low, left=low, height=0.55, color=_BAND, edgecolor=_INK)
        if flips := _flips_at(link, report):
            axis.text(1.02, row, f"flips at {flips}", va="center", fontsize=8)
    span = report.together.span
    if span is not None and span.best is not None:
        axis.axvline(span.best, color=_INK, linewidth=0.8, linestyle=":")
    _scale(axis, [_short(link.id) for link in reversed(links)] or ["not computed"])
    axis.set_xlim(-0.03, _ROOM)


def _flips_at(link: LinkShown, report: RiskReport) -> str:
    """Where a link turns the conclusion, the test of each step included where the forum may ask it; empty if nowhere."""
    if report.each_step is not None and report.each_step.best is not None:
        return legal_break_even(link)
    return "" if link.break_even is None else percent(link.break_even)


def _harms(axis: Any, report: RiskReport) -> None:
    rows = [(shown.id, shown.whole) for shown in report.harms]
    if report.together.span is not None:
        rows.append(("at least one", report.together.span))
    for row, (_, span) in enumerate(rows):
        _interval(axis, row, span.low, span.best, span.high)
    axis.set_title("Against the line at 50 %: each harm, and at least one", loc="left")
    _scale(axis, [_short(name) for name, _ in rows])
    axis.set_xlim(-0.03, _ROOM)


def _interval(axis: Any, row: int, low: float, best: float | None, high: float) -> None:
    axis.plot([low, high], [row, row], color=_BAND, linewidth=7, solid_capstyle="butt")
    if best is None:
        axis.text(1.02, row, f"{percent(low)} to {percent(high)}", va="center", fontsize=8)
        return
    axis.plot([best], [row], marker="D", color=_INK, markersize=5)
    ends = "" if low == high else f" ({percent(low)} to {percent(high)})"
    axis.text(1.02, row, f"{percent(best)}{ends}", va="center", fontsize=8)


def _scale(axis: Any, labels: list[str]) -> None:
    axis.set_yticks(range(len(labels)), labels)
    axis.set_ylim(len(labels) - 0.4, -0.6)
    axis.set_xticks([0, 0.25, 0.5, 0.75, 1.0], ["0", "25 %", "50 %", "75 %", "100 %"])
    axis.axvline(0.5, color=_INK, linewidth=1.4, linestyle="--")
    axis.grid(axis="x", color=_GRID, linewidth=0.6)
    axis.set_axisbelow(True)
    axis.tick_params(axis="y", length=0)
    for side in ("top", "right", "left"):
        axis.spines[side].set_visible(False)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _swing(link: LinkShown) -> float:
    return (link.at_high or 0.0) - (link.at_low or 0.0)


def described(svg: str, title: str, parts: dict[str, str]) -> str:
    """The drawing with its title and, for the whole and for each picture, its description."""
    whole = f"<title>{escape(title)}</title><desc>{escape(' '.join(parts.values()))}</desc>"
    svg = re.sub(r"(<svg\b[^>]*)>", lambda found: f'{found[1]} role="img">{whole}', svg, count=1, flags=re.DOTALL)
    for name, words in parts.items():
        head = f'<g id="{name}">'
        svg = svg.replace(head, f"{head}<desc>{escape(words)}</desc>", 1)
    return _same_each_time(svg)


def _same_each_time(svg: str) -> str:
    """The drawing with its clips numbered: the library names them after lengths that differ in the last digit."""
    for number, name in enumerate(dict.fromkeys(_CLIP.findall(svg)), 1):
        svg = svg.replace(f'"{name}"', f'"clip{number}"').replace(f"url(#{name})", f"url(#clip{number})")
    return svg
