"""The comparison chart as an outline (for text), as a Markdown table and as an HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Frame, Item, Role
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import FORM_NAMES, NOT_ADVICE, VERIFIED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from article3.explanations.chart import Chart
    from article3.findings.model import Cited
    from article3.law.loading import Law

TITLE = "Four forms of protection, compared"
CAPTION = "Every answer is derived from the rules; under it, the authority."


def subtitle(chart: Chart, law: Law) -> str:
    """Forum, day and law in one line."""
    where = law.courts[chart.circuits[0]].name if len(chart.circuits) == 1 else "In every circuit"
    return f"{where}, as of {chart.as_of}. Law data {law.version}, kept to {law.maintained_through}."


def outline(chart: Chart, law: Law) -> Outline:
    """One section a question."""
    sections = []
    for row in chart.rows:
        items = [
            Item(Role.PLAIN, f"{FORM_NAMES[form]}: {cell.says}", items=[_authority(cited) for cited in cell.authorities])
            for form, cell in row.cells.items()
        ]
        items += [Item(Role.NOTE, note.says, items=[_authority(cited) for cited in note.authorities]) for note in row.notes]
        sections.append(Section(row.asks, items))
    sections.append(Section("Read this too", [Item(Role.WARNING, NOT_ADVICE)]))
    return Outline(TITLE, subtitle(chart, law), sections)


def _authority(cited: Cited) -> Item:
    return Item(Role.AUTHORITY, f"{cited.cite} ({VERIFIED[cited.verified]})", tag=cited.authority)


def as_written(words: str) -> str:
    """English as it is written."""
    return words


def markdown(chart: Chart, law: Law, say: Callable[[str], str] = as_written) -> str:
    """A table, then the notes; ``say`` tells each text in the reader's language."""
    from article3.explanations.markdown import escape  # noqa: PLC0415 - one format a run

    head = [say("Question"), *(say(FORM_NAMES[form]) for form in chart.forms)]
    lines = [f"# {say(TITLE)}", "", escape(say(subtitle(chart, law))), "", _row(head), _row(["---"] * len(head))]
    for row in chart.rows:
        cells = [f"{escape(say(cell.says))}<br>*{escape(_cites(cell.authorities))}*" for cell in row.cells.values()]
        lines.append(_row([f"**{escape(say(row.asks))}**", *cells]))
    lines.append("")
    for row in chart.rows:
        asks = escape(say(row.asks))
        lines += [f"- **{asks}** {escape(say(note.says))} *{escape(_cites(note.authorities))}*" for note in row.notes]
    lines += ["", escape(say(NOT_ADVICE))]
    return "\n".join(lines) + "\n"


def _cites(authorities: Iterable[Cited]) -> str:
    return "; ".join(cited.cite for cited in authorities)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def html(chart: Chart, law: Law, say: Callable[[str], str] = as_written, frame: Frame | None = None) -> str:
    """A self-contained page; ``say`` tells each text in the reader's language, which ``frame`` names."""
    from article3.explanations.html import TEMPLATES  # noqa: PLC0415 - one format a run

    return TEMPLATES.get_template("chart.html.j2").render(
        title=TITLE,
        subtitle=subtitle(chart, law),
        caption=CAPTION,
        chart=chart,
        names=FORM_NAMES,
        verified=VERIFIED,
        not_advice=NOT_ADVICE,
        say=say,
        frame=frame or Frame(),
    )
