"""An outline as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.explanations.cleaning import one_line
from article3.explanations.items import Role
from article3.explanations.wording import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.explanations.items import Frame, Item
    from article3.explanations.outline import Outline

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|&~])")


def render(outline: Outline) -> str:
    """The outline as Markdown, with every finding's id in code style."""
    lines = [f"# {escape(outline.title)}", "", escape(outline.subtitle), ""]
    for section in outline.sections:
        lines += [f"## {escape(section.title)}", ""]
        for item in section.items:
            lines += _lines(item, 0, outline.frame)
        lines.append("")
    return "\n".join(lines)


def escape(words: str) -> str:
    """Words that Markdown will show as they are, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(one_line(words).split()))


def _lines(item: Item, depth: int, frame: Frame) -> Iterator[str]:
    mark = f"{MARKS[item.truth]} " if item.truth is not None else ""
    words = escape(item.text)
    if item.role is Role.FINDING:
        words = f"**{words}**"
    elif item.role in {Role.NOTE, Role.REFERENCE}:
        words = f"*{words}*"
    state = f" ({frame.truths[item.truth]})" if item.truth is not None and item.role is Role.FINDING else ""
    tag = f" `{item.tag}`" if item.tag else ""
    yield f"{'  ' * depth}- {mark}{words}{state}{tag}"
    for below in item.items:
        yield from _lines(below, depth + 1, frame)
