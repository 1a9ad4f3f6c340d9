"""Every text of the check that is translated; the catalogs are made from these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.check import questions, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator


def texts() -> Iterator[tuple[str, str]]:
    """Each text with its place, in the order in which a reader meets them."""
    yield from questions.texts()
    yield from reasons.texts()
