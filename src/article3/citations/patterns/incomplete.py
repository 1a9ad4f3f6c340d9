"""Reporters with a volume or a page alone, or with a volume 0: nobody can find a decision so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.model import Form
from article3.citations.patterns.marks import Mark, marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.citations.patterns.marks import Claims

_REPORTER = (
    r"(?P<reporter>F\.\s?(?:2d|3d|4th)|F\.\s?App(?:'|\.\s?)x\.?|F\.\s?Supp\.(?:\s?(?:2d|3d))?|S\.\s?Ct\."
    r"|I\s?&\s?N\s?Dec\.|I\.\s?&\s?N\.\s?Dec\.)"
)
_NUMBER = r"[0-9]{1,5}"
_WITHOUT_PAGE = re.compile(rf"(?<![\w.-])(?P<volume>{_NUMBER})\s{_REPORTER}(?!\s?,?\s?(?:at\s)?[\d_?-])(?!\w)")
_WITHOUT_VOLUME = re.compile(rf"(?<![\d_?-]\s)(?<![\w.&]){_REPORTER}\s(?:at\s(?P<pin>{_NUMBER})|(?P<page>{_NUMBER}))(?![\d/])")
_NO_SUCH_VOLUME = re.compile(rf"(?<![\w.-])(?P<volume>0{{1,5}})\s{_REPORTER}\s(?P<page>{_NUMBER})(?!\d)")


def incomplete(text: str, plain: str, claims: Claims) -> Iterator[Mark]:
    """What is left of a reporter's citation that has lost its volume or its page.

    Args:
        text: the passage.
        plain: the same in plain letters.
        claims: what other patterns have taken.
    """
    for pattern in (_NO_SUCH_VOLUME, _WITHOUT_PAGE, _WITHOUT_VOLUME):
        for match in pattern.finditer(plain):
            if not claims.free(match.start(), match.end()):
                continue
            parts = match.groupdict()
            reporter = "I&N Dec." if "N" in parts["reporter"] else parts["reporter"]
            pins = (parts["pin"],) if parts.get("pin") else ()
            fields = {"volume": parts.get("volume") or "", "page": parts.get("page") or "", "reporter": reporter, "pins": pins}
            yield Mark(marked(Form.CASE, text, match.start(), match.end(), **fields))
