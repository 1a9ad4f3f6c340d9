"""An outline as text for a terminal: 80 columns, readable without color."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from article3.explanations.cleaning import harmless
from article3.explanations.items import Item, Role
from article3.explanations.wording import ASCII_MARKS, MARKS
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from article3.explanations.outline import Outline

WIDTH = 80

Paint = Callable[[str, str], str]
"""Takes words and the name of a style; gives the words, painted or not."""

_MARK_STYLES = {Truth.ESTABLISHED: "good", Truth.NOT_ESTABLISHED: "bad", Truth.UNDETERMINED: "open"}
_STYLES = {
    Role.FINDING: "strong",
    Role.REFERENCE: "dim",
    Role.AUTHORITY: "law",
    Role.LAW: "law",
    Role.OPEN: "open",
    Role.NOTE: "dim",
    Role.WARNING: "open",
}
_DEEPEST = 30
_DASHED = {Role.AUTHORITY, Role.NOTE, Role.WARNING}
_TAGGED = {Role.FINDING, Role.REFERENCE, Role.FACT}


def plain(words: str, style: str) -> str:  # noqa: ARG001 - the paint that paints nothing
    """Words without color."""
    return words


def render(outline: Outline, paint: Paint = plain, *, width: int = WIDTH, ascii_only: bool = False) -> str:
    """The outline as text.

    Args:
        outline: what to show.
        paint: how to color; see :data:`Paint`.
        width: columns.
        ascii_only: for terminals that cannot show ✓ and ✗.
    """
    marks = ASCII_MARKS if ascii_only else MARKS
    lines = [paint(line, "title") for line in _wrapped(harmless(outline.title).split(), width)]
    lines += _wrapped(harmless(outline.subtitle).split(), width)
    names = ((marks[truth], outline.frame.truths[truth]) for truth in Truth)
    legend = "   ".join(f"{mark} {name}" for mark, name in names)
    if any(_marked(item) for section in outline.sections for item in section.items):
        lines += [paint(legend, "dim")]
    for section in outline.sections:
        lines += ["", paint(section.title.upper(), "title")]
        for item in section.items:
            lines += _lines(item, 0, paint, marks, width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _marked(item: Item) -> bool:
    return item.truth is not None or any(_marked(below) for below in item.items)


def _lines(item: Item, depth: int, paint: Paint, marks: dict[Truth, str], width: int) -> Iterator[str]:
    indent = " " * min(2 * depth, _DEEPEST)
    mark = "- " if item.role in _DASHED else ""
    if item.truth is not None:
        mark = f"{marks[item.truth]} "
    words = harmless(item.text).split()
    if item.tag and item.role in _TAGGED:
        words.append(f" [{item.tag}]")  # set off by a second space
    style = _STYLES.get(item.role, "")
    head = paint(mark, _MARK_STYLES[item.truth]) if item.truth is not None else mark
    for line in _wrapped(words, width - len(indent) - len(mark)):
        yield indent + head + (paint(line, style) if style else line)
        head = " " * len(mark)
    for below in item.items:
        yield from _lines(below, depth + 1, paint, marks, width)


def _wrapped(words: Sequence[str], width: int) -> list[str]:
    """Lines of at most ``width`` columns; a longer word has a line of its own. The library takes ten times as long."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}" if lines[-1] else word.lstrip()
        if len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word.lstrip())
    return lines
