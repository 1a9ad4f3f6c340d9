"""Pages pointed to that the decision cannot have: before its first page, or after another decision on record has begun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.checked import Kind, Remark, Severity
from article3.citations.index import Where, index
from article3.citations.reporters import usual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.citations.model import Citation
    from article3.law.loading import Law
    from article3.law.model import Authority

_PAGE = re.compile(r"^(?:at\s+)?(\d{1,6})(?:\s*[-\u2013\u2014]\s*(\d{1,6}))?(?![\d,.:]*\w)")


def outside(law: Law, citation: Citation, authority: Authority, at: Where | None) -> Iterator[Remark]:
    """The pages among a citation's pins that lie outside the decision, as far as what is on record tells.

    Args:
        law: for the decisions that follow in the same volume.
        citation: whose pins they are.
        authority: what it means.
        at: volume, reporter and first page to which the pins belong; ``None`` where that is not known.
    """
    if at is None or (citation.reporter and (citation.volume, usual(citation.reporter)) != (str(at[0]), at[1])):
        return
    volume, _, first = at
    following = index(law).following(at) if at[1] != "Fed. Reg." else None
    for page in _pages(citation):
        if page < first:
            says = f"Page {page} is pointed to; {authority.name} begins on page {first} of volume {volume}."
            yield Remark(Kind.PIN_OUTSIDE, Severity.ERROR, says, authority.id)
        elif following is not None and page > following[0]:
            other = following[1].full_cite
            says = f"Page {page} is pointed to; on page {following[0]} of that volume another decision begins, {other}."
            yield Remark(Kind.PIN_OUTSIDE, Severity.ERROR, says, authority.id, by=(following[1].id,))


def _pages(citation: Citation) -> Iterator[int]:
    """The pages of the pins; of "1147-48" both ends, the second filled up to 1148."""
    for pin in citation.pins:
        match = _PAGE.match(re.sub(r"(?<=\d),(?=\d{3}\b)", "", pin.strip()))
        if match is None:
            continue
        yield int(match[1])
        if match[2]:
            yield int(match[1][: -len(match[2])] + match[2]) if len(match[2]) < len(match[1]) else int(match[2])
