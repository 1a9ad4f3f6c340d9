"""Sentences that say which court held something, beside a citation of another court's decision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article3.citations.checked import Kind, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.law.loading import Law
    from article3.law.model import Authority

_ORDINALS = {
    "first": "ca1",
    "second": "ca2",
    "third": "ca3",
    "fourth": "ca4",
    "fifth": "ca5",
    "sixth": "ca6",
    "seventh": "ca7",
    "eighth": "ca8",
    "ninth": "ca9",
    "tenth": "ca10",
    "eleventh": "ca11",
    "d.c.": "cadc",
}
_HELD = (
    r"(?:\s+(?:has|have|had|also|then|later|recently|likewise|similarly|squarely|expressly|explicitly|repeatedly|consistently"
    r"|since|itself|en banc))*\s+(?:held|holds|hold|adopted|adopts|concluded|concludes|ruled|rules|decided|recognized|recognizes"
    r"|explained|explains|reasoned|found|clarified|reiterated|rejected|rejects|reaffirmed|determined|agreed|agrees)\b"
)
_SAYS = re.compile(
    rf"\b(?:(?P<number>{'|'.join(re.escape(one) for one in _ORDINALS)})\s+circuit|(?P<supreme>supreme\s+court)){_HELD}",
    re.IGNORECASE,
)


def attributed(
    law: Law, sentence: str, first: Authority, cluster: Sequence[Authority | None], courts: Sequence[str]
) -> Iterator[Remark]:
    """That a sentence gives a holding to a court none of whose decisions is cited for it.

    Args:
        law: for the names of courts.
        sentence: the words for which the citations stand.
        first: the first authority cited for it, which the remark is about.
        cluster: the authorities of all citations there; ``None`` for one that is not on record.
        courts: the courts that those citations give, as written; empty where one gives none.
    """
    told = [_ORDINALS[match["number"].lower()] if match["number"] else "scotus" for match in _SAYS.finditer(sentence)]
    known = {authority.court for authority in cluster if authority is not None} | {court for court in courts if court}
    unknown = any(authority is None and not court for authority, court in zip(cluster, courts, strict=True))
    if not told or unknown or known & set(told) or not known:
        return
    named = law.courts[told[0]].name.removeprefix("Court of Appeals for the ")
    decided = law.courts[first.court].name
    says = f"The sentence says that the {named} held it; {first.full_cite} is a decision of another court, the {decided}."
    yield Remark(Kind.OTHER_COURT, Severity.WARNING, says, first.id)
