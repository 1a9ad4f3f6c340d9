"""What a user's words could tell a terminal, a calendar or a page to do besides being read, taken out: one way for every output.

A title, a file's name or a line of a brief can hold escape sequences and marks that show words in another order than they stand
(Unicode Standard Annex 9). The marks that only say which way a neighbor runs (U+200E, U+200F, U+061C) stay: Arabic needs them.
"""

from __future__ import annotations

import re

_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_COMMANDS_AND_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def harmless(words: str) -> str:
    """Words with a space for each control character but tab and line feed, and for each mark that reorders."""
    return _COMMANDS.sub(" ", words)


def one_line(words: str) -> str:
    """The same with a space for each tab and line break too."""
    return _COMMANDS_AND_BREAKS.sub(" ", words)
