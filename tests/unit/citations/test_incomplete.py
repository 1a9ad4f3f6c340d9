"""A reporter that has lost its volume or its page is told, and what is whole is left alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from article3.citations.finding import citations
from article3.citations.impossible import impossible
from texts import document

if TYPE_CHECKING:
    from article3.law.loading import Law


@pytest.mark.parametrize(
    ("text", "cited", "says"),
    [
        ("Doe v. Roe, 45 F.3d (9th Cir. 1995).", "45 F.3d", "F.3d is cited without a page: nobody can find it so."),
        ("A lone 45 F.3d.", "45 F.3d", "F.3d is cited without a page: nobody can find it so."),
        ("See F.3d at 1143.", "F.3d at 1143", "F.3d is cited without a volume: nobody can find it so."),
        ("It is at I. & N. Dec. 388.", "I. & N. Dec. 388", "I&N Dec. is cited without a volume: nobody can find it so."),
        ("Smith v. Jones, 0 F.3d 12 (9th Cir. 2003).", "0 F.3d 12", "No series has a volume 0."),
    ],
)
def test_what_has_lost_its_volume_or_page_is_told(text: str, cited: str, says: str, law: Law) -> None:
    read = document(text)
    found = {text[each.start : each.end]: each for each in citations(read, law)}
    assert cited in found
    assert says in [remark.says for remark in impossible(law, found[cited], dt.date(2026, 10, 2))]


@pytest.mark.parametrize("text", ["The F.3d volumes of 2003.", "332 F.3d 1186", "Cole, 659 F.3d at 771", "5" * 5000 + " F.3d 12"])
def test_what_is_whole_or_no_citation_is_left_alone(text: str, law: Law) -> None:
    read = document(text)
    assert not [one for one in citations(read, law) if list(impossible(law, one, dt.date(2026, 10, 2)))]
