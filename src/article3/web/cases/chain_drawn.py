"""Chains of events as pictures: where each mark of a drawing is, and the words beside it.

Everything that lies along the scale is placed in percent of its width, so that a picture is as wide as the page lets it be and
its words stay as large as the page's. Nothing is told by color alone: what is not known has a broken outline and the word.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext

from article3.explanations.risk import legal_break_even, percent, percents
from article3.findings.risk_words import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.findings.risk_model import HarmShown, LinkShown, RiskReport, Span, StepShown

_LINE, _BAR, _GAP, _AXIS = 18, 14, 14, 26
"""Heights in pixels: of a line of words, of a bar, between two rows, of the scale below them."""
_LETTERS, _LINES = 38, 2
"""So many letters fit on a line where a page is 320 pixels wide; so many lines of an event are drawn, the table has all of it."""


class Row(msgspec.Struct, frozen=True):
    """One bar with its words.

    Attributes:
        top: where the row begins, in pixels.
        label: what it is about.
        lines: more words below the label.
        bar: where its bar begins.
        low: where the bar begins on the scale, in percent.
        width: how long it is.
        best: where the mark of the best estimate is; absent if there is none.
        is_unknown: whether nobody has estimated it.
        is_whole: whether it is the whole of what stands above it.
        joint: where the mark of the step is; absent if the row is none.
        joins: where the line from the step before it begins; absent for the first.
    """

    top: int
    label: str
    lines: tuple[tuple[int, str], ...]
    bar: int
    low: str
    width: str
    best: str | None
    is_unknown: bool = False
    is_whole: bool = False
    joint: int | None = None
    joins: int | None = None

    @property
    def middle(self) -> int:
        """The height of the middle of the bar."""
        return self.bar + _BAR // 2

    @property
    def marked(self) -> str:
        """Where the mark of what is not known stands on the scale: in its bar, beside the line of one half."""
        return f"{float(self.low[:-1]) + float(self.width[:-1]) / 4:.3f}%"

    @property
    def diamond(self) -> str:
        """The mark of the best estimate, around the place where it is."""
        at = self.middle
        return f"0,{at - 7} 7,{at} 0,{at + 7} -7,{at}"

    @property
    def baseline(self) -> int:
        """Where the label stands."""
        return self.top + _LINE - 4


class Picture(msgspec.Struct, frozen=True):
    """A drawing.

    Attributes:
        id: its name on the page.
        title: what it shows.
        words: the same in words.
        rows: its bars.
        height: in pixels.
        best: where a line across all rows is, in percent; absent if there is none.
    """

    id: str
    title: str
    words: str
    rows: tuple[Row, ...]
    height: int
    best: str | None = None

    @property
    def foot(self) -> int:
        """Where the scale begins."""
        return self.height - _AXIS

    @property
    def named(self) -> int:
        """Where the words of the scale stand."""
        return self.height - 6


class _Sheet:
    """Rows set one below the other."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.height = 0
        self._joint: int | None = None

    def add(self, label: str, lines: list[str], span: Span, *, best: bool, **marks: bool) -> None:
        """Set a row.

        Args:
            label: what it is about.
            lines: more words.
            span: where its bar lies.
            best: whether there is a best estimate to mark.
            marks: what kind of row it is; ``step`` sets its joint too.
        """
        top = self.height
        steps = marks.pop("step", False)
        at = [(top + _LINE * (number + 2) - 4, words) for number, words in enumerate(lines)]
        bar = top + _LINE * (len(lines) + 1) + 4
        joint = top + _LINE // 2 + 1 if steps else None
        self.rows.append(
            Row(
                top,
                label,
                tuple(at),
                bar,
                _at(span.low),
                _at(span.high - span.low),
                _at(span.best) if best and span.best is not None else None,
                joint=joint,
                joins=self._joint if steps else None,
                **marks,
            )
        )
        self._joint = joint if steps else self._joint
        self.height = bar + _BAR + _GAP

    def picture(self, name: str, title: str, words: str, best: float | None = None) -> Picture:
        """What has been set, with the scale below it."""
        return Picture(name, title, words, tuple(self.rows), self.height + _AXIS, None if best is None else _at(best))


def _at(number: float) -> str:
    """A place on the scale as the attribute of a drawing has it."""
    return f"{number * 100:.3f}".rstrip("0").rstrip(".") + "%"


def _short(words: str, letters: int = _LETTERS) -> list[str]:
    return textwrap.wrap(words, letters, max_lines=_LINES, placeholder=" …", break_on_hyphens=False)


def unknown_links(report: RiskReport) -> frozenset[str]:
    """The links that may be anything from 0 to 100 percent, with no estimate."""
    return frozenset(link.id for link in report.links if is_unknown(link))


def is_unknown(link: LinkShown) -> bool:
    """Whether nobody has estimated a link: its chance is anything from 0 to 100 percent."""
    return link.chance.best is None


def chain_picture(number: int, shown: HarmShown, report: RiskReport) -> Picture:
    """The chain to one harm: its steps in order, each with its interval and its basis, and the whole."""
    links = {link.id: link for link in report.links}
    unknown = unknown_links(report)
    sheet = _Sheet()
    told = []
    for at, step in enumerate(shown.steps, 1):
        told.append(_step_in_words(at, step, unknown))
        if len(step.links) == 1:
            link = links[step.links[0]]
            sheet.add(
                f"{at}. {link.id}", _about(link), link.chance, best=not is_unknown(link), step=True, is_unknown=is_unknown(link)
            )
            continue
        several = unknown.isdisjoint(step.links)
        words = [gettext("any one of %(count)s is enough") % {"count": len(step.links)}, _said(step.chance, best=several)]
        sheet.add(f"{at}. {_short(' / '.join(step.links))[0]}", words, step.chance, best=several, step=True)
        for name in step.links:
            link = links[name]
            sheet.add(
                f"{gettext('or')}: {name}",
                _about(link),
                link.chance,
                best=not is_unknown(link),
                is_unknown=is_unknown(link),
            )
    known = unknown.isdisjoint(name for step in shown.steps for name in step.links)
    sheet.add(gettext("The whole course"), _whole(shown, known=known), shown.whole, best=known, is_whole=True)
    whole = gettext("The whole course: %(said)s.") % {"said": ", ".join(_whole(shown, known=known))}
    return sheet.picture(
        f"chain-{number}", gettext("Chain of events: %(name)s") % {"name": shown.id}, f"{'; '.join(told)}. {whole}"
    )


def _whole(shown: HarmShown, *, known: bool) -> list[str]:
    return [_said(shown.whole, best=known), f"{SIDES[shown.more_likely_than_not]}"]


def _step_in_words(at: int, step: StepShown, unknown: frozenset[str]) -> str:
    return f"{at}. {' / '.join(step.links)}: {_said(step.chance, best=unknown.isdisjoint(step.links))}"


def _about(link: LinkShown) -> list[str]:
    proof = f"{gettext('exhibits')} {', '.join(link.because)}" if link.because else gettext("no exhibit")
    reasons = gettext("reasons given") if link.note or link.base_rate else gettext("no reasons")
    chance = gettext("unknown: 0% to 100%") if is_unknown(link) else _said(link.chance, best=True)
    return [*_short(link.event), chance, *_short(f"{proof}; {reasons}")]


def _said(span: Span, *, best: bool) -> str:
    if best:
        return percents(span)
    return f"{_from_to(span)}; {gettext('no best estimate')}"


def _from_to(span: Span) -> str:
    return gettext("%(low)s to %(high)s") % {"low": percent(span.low), "high": percent(span.high)}


def total_picture(report: RiskReport) -> Picture:
    """Each harm, and at least one of those that count, against the line of one half."""
    unknown = unknown_links(report)
    sheet = _Sheet()
    told = []
    for shown in report.harms:
        known = unknown.isdisjoint(name for step in shown.steps for name in step.links)
        sheet.add(shown.id, _whole(shown, known=known), shown.whole, best=known)
        told.append(f"{shown.id}: {', '.join(_whole(shown, known=known))}")
    together = report.together
    if together.span is not None and len(together.harms) > 1:
        known = not _rests_on_unknown(report)
        words = [_said(together.span, best=known), SIDES[together.more_likely_than_not]]
        label = gettext("At least one, arithmetic alone") if together.all_chains else gettext("At least one of those that count")
        sheet.add(label, words, together.span, best=known, is_whole=True)
        told.append(f"{label}: {', '.join(words)}")
    title = gettext("Against more likely than not: the line at 50%")
    return sheet.picture("totals", title, f"{'; '.join(told)}.")


def _rests_on_unknown(report: RiskReport) -> bool:
    """Whether a link that nobody has estimated is in a chain that is taken into the total."""
    return any(is_unknown(link) and set(link.harms) & set(report.together.harms) for link in report.links)


def tornado(report: RiskReport) -> Picture | None:
    """How far each link's own interval moves the total, widest first; ``None`` where that could not be worked out."""
    moved = sorted(_moves(report), key=lambda pair: -round(pair[1].high - pair[1].low, 12))
    if not moved or report.together.span is None:
        return None
    sheet = _Sheet()
    told = []
    for link, span in moved:
        swing = percent(span.high - span.low).removesuffix("%")
        words = [_from_to(span), gettext("moves it by %(points)s points") % {"points": swing}]
        if span.low == span.high:
            words = [gettext("a single number: as stated it moves nothing")]
        if flips := _turns_at(link, report):
            words.append(gettext("turns where the link is at %(chance)s") % {"chance": flips})
        label = f"{link.id}{': ' + gettext('unknown') if is_unknown(link) else ''}"
        sheet.add(label, words, span, best=False, is_unknown=is_unknown(link))
        told.append(f"{label}: {', '.join(words)}")
    title = gettext("Which link moves the total most")
    return sheet.picture("tornado", title, f"{'; '.join(told)}.", report.together.span.best)


def _moves(report: RiskReport) -> Iterator[tuple[LinkShown, Span]]:
    for link in report.links:
        if link.at_low is not None and link.at_high is not None and report.together.span is not None:
            yield link, msgspec.structs.replace(report.together.span, low=link.at_low, high=link.at_high)


def _turns_at(link: LinkShown, report: RiskReport) -> str:
    """Where a link turns the conclusion, by the test of each step too where the forum may ask it; empty if nowhere."""
    if report.each_step is not None and report.each_step.best is not None:
        return legal_break_even(link)
    return "" if link.break_even is None else percent(link.break_even)
