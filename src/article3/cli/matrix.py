"""law matrix: circuits by readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.cli import ANSWERED
from article3.cli.errors import refuse
from article3.cli.output import as_json, filled
from article3.cli.terminal import paint_for_stdout, say
from article3.explanations.markdown import escape
from article3.explanations.wording import VERIFIED
from article3.facts.problems import nearest
from article3.law.loading import load
from article3.law.matrix import matrix, question_table
from article3.law.periods import AGENCY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.explanations.text import Paint
    from article3.law.matrix import Cell, Matrix, QuestionTable, Row, Taken

_CELL = 5
"""Columns for a forum: a letter and a mark, or OPEN, and a space."""
_NAMES = 30
"""Columns for the names of questions; longer names take several lines."""
_MARKS = {"text": "t", "headnote": "h", "secondary": "s", "unread": "u"}
_STYLES = {"text": "good", "headnote": "good", "secondary": "", "unread": "bad"}


def show_matrix(question: str | None, as_of: dt.date, style: str) -> int:
    """Show how questions of law stand in every forum.

    Returns:
        The exit code.
    """
    law = load()
    if as_of < law.begins:
        return refuse(f"--as-of {as_of}: the regulations took effect on {law.begins}; use that day or a later one", style)
    if question is not None and question not in law.questions:
        remedy = nearest(question, law.questions) or "'article3 law list questions' lists them"
        return refuse(f"{question}: there is no such question of law; {remedy}", style)
    found: Matrix | QuestionTable = matrix(law, as_of) if question is None else question_table(law, question, as_of)
    if style == "json":
        say(as_json(found))
    elif style == "html":
        from article3.book.alone import matrix_page  # noqa: PLC0415 - one format a run

        say(matrix_page(found))
    elif style == "markdown":
        say("\n".join(_markdown(found)) + "\n")
    else:
        say("\n".join(_text(found, paint_for_stdout())) + "\n")
    return ANSWERED


def _text(found: Matrix | QuestionTable, paint: Paint) -> Iterator[str]:
    from article3.law.matrix import Matrix  # noqa: PLC0415 - a type checker needs it above, this at run time

    if isinstance(found, Matrix):
        yield from _whole(found, paint)
    else:
        yield from _one(found, paint)


def _kept(found: Matrix | QuestionTable) -> str:
    return f"As of {found.as_of}. Law data {found.version}, kept to {found.maintained_through}."


def _whole(found: Matrix, paint: Paint) -> Iterator[str]:
    yield paint("Questions of law by circuit", "title")
    yield _kept(found)
    yield from filled(
        "A letter stands for a reading (see below); t: passage read, h: headnote or opening read, s: as reported, "
        "-: not yet a question. OPEN: more than one reading is alive. AG/B: what Attorney General and Board say "
        "where no circuit has ruled.",
        "", paint, "dim",
    )  # fmt: skip
    yield ""
    width = min(_NAMES, max((len(row.question) for row in found.rows), default=0)) + 1
    heads = ["AG/B" if column.id == AGENCY else column.label.replace(" Cir.", "").replace(".", "") for column in found.forums]
    yield paint(" " * width + "".join(f"{head:<{_CELL}}" for head in heads).rstrip(), "strong")
    for row in found.rows:
        names = [row.question[start : start + _NAMES] for start in range(0, len(row.question), _NAMES)]
        cells = [_short(row, cell) for cell in row.cells]
        painted = "".join(paint(word, style) + " " * (_CELL - len(word)) for word, style in cells).rstrip()
        yield f"{names[0]:<{width}}{painted}"
        yield from (f"  {rest}" for rest in names[1:])
    for row in found.rows:
        yield ""
        yield from filled(f"{row.question}: {row.asks}", "", paint, "strong")
        for reading in row.readings:
            yield from filled(f"{reading.letter} {reading.id}: {reading.says}", "  ", paint)


def _short(row: Row, cell: Cell) -> tuple[str, str]:
    """What fits into a cell, and its style."""
    if cell.open:
        return "OPEN", "open"
    return f"{row.letters(cell.live)} {_MARKS.get(cell.verified, '-')}", _STYLES.get(cell.verified, "dim")


def _one(found: QuestionTable, paint: Paint) -> Iterator[str]:
    row = found.row
    yield from filled(row.asks, "", paint, "title")
    yield _kept(found)
    yield from filled(" ".join(filter(None, (found.about, found.text))))
    yield ""
    for reading in row.readings:
        yield from filled(f"{reading.letter} {reading.id}: {reading.says}", "", paint)
    for column, cell in zip(found.forums, row.cells, strict=True):
        yield ""
        style = "open" if cell.open else "strong"
        state = "OPEN between" if cell.open else ""
        names = " and ".join(f"{row.letters((live,))} {live}" for live in cell.live)
        yield from filled(f"{column.label}: {state} {names}, since {cell.since}".replace("  ", " "), "", paint, style)
        for taken in cell.governing:
            yield from filled(_cited(taken), "  ", paint, "law")
        if cell.open or not cell.governing:
            yield from filled(cell.why, "  ", paint, "dim")
    if found.others:
        yield ""
        yield paint("OTHER POSITIONS", "title")
        for taken in found.others:
            yield from filled(f"{taken.reading}: {_cited(taken)}{_standing(taken)}", "  ", paint)


def _cited(taken: Taken) -> str:
    return f"{taken.cite} ({VERIFIED[taken.verified]})"


def _standing(taken: Taken) -> str:
    ended = f" ({taken.ended_by})" if taken.ended_by else ""
    return f"; {taken.standing}{ended}"


def _markdown(found: Matrix | QuestionTable) -> Iterator[str]:
    from article3.law.matrix import Matrix  # noqa: PLC0415

    if not isinstance(found, Matrix):
        yield from _markdown_of_one(found)
        return
    yield from ("# Questions of law by circuit", "", _kept(found), "")
    yield f"| question | {' | '.join(escape(column.label) for column in found.forums)} |"
    yield f"| --- |{' --- |' * len(found.forums)}"
    for row in found.rows:
        cells = (f"OPEN {row.letters(cell.live)}" if cell.open else _short(row, cell)[0] for cell in row.cells)
        yield f"| `{row.question}` | {' | '.join(cells)} |"
    yield ""
    yield "t: passage read; h: headnote or opening read; s: as reported, passage not read; -: not yet a question."
    for row in found.rows:
        yield from ("", f"## {escape(row.question)}", "", escape(row.asks), "")
        yield from (f"- **{reading.letter}** `{reading.id}`: {escape(reading.says)}" for reading in row.readings)


def _markdown_of_one(found: QuestionTable) -> Iterator[str]:
    row = found.row
    yield from (f"# {escape(row.asks)}", "", _kept(found), "", escape(found.about), "")
    yield from (f"- **{reading.letter}** `{reading.id}`: {escape(reading.says)}" for reading in row.readings)
    yield from ("", "| forum | live readings | since | by |", "| --- | --- | --- | --- |")
    for column, cell in zip(found.forums, row.cells, strict=True):
        live = ", ".join(f"`{name}`" for name in cell.live)
        by = "; ".join(escape(_cited(taken)) for taken in cell.governing)
        yield f"| {escape(column.name)} | {'OPEN: ' if cell.open else ''}{live} | {cell.since} | {by} |"
    if found.others:
        yield from ("", "## Other positions", "")
        yield from (f"- `{taken.reading}`: {escape(_cited(taken) + _standing(taken))}" for taken in found.others)
