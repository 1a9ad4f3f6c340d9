"""What can go wrong when a text is read."""

from __future__ import annotations


class ReadingError(Exception):
    """A text cannot be read; the message names the file, the place, the cause and what to do.

    Attributes:
        name: the file.
        cause: the place in it, if known, and what is wrong.
        remedy: what to do.
    """

    def __init__(self, name: str, place: str, cause: str, remedy: str) -> None:
        where = f"{name}, {place}" if place else name
        self.name, self.cause, self.remedy = name, f"{place}: {cause}" if place else cause, remedy
        super().__init__(f"{where}: {cause}; {remedy}")
