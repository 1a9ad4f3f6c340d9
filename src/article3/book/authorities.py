"""What the page of an authority says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from article3.law.captions import captions, other_captions
from article3.law.status import status, treated_by, treats

if TYPE_CHECKING:
    from article3.book.shelf import Shelf
    from article3.law.model import Authority


def contents(shelf: Shelf, authority: Authority) -> dict[str, Any]:
    """How it stands, how it was checked, what it says, what it did to others and who relies on it."""
    law, questions = shelf.law, dict.fromkeys(one.question for one in authority.holdings if one.question)
    return {
        "authority": authority,
        "court": law.courts[authority.court],
        "captioned": other_captions(authority, captions()),
        "standing": status(law, authority.id, shelf.as_of),
        "points": tuple((name, status(law, authority.id, shelf.as_of, name).words) for name in questions),
        "treats": treats(law, authority.id),
        "treated": treated_by(law, authority.id),
        "cited_by": shelf.uses.authorities.get(authority.id, ()),
        "countries": shelf.naming.get(authority.id, ()),
        "cautions": tuple(caution.says for caution in law.cautions if authority.id in caution.because),
        "cases": shelf.exercised.authorities.get(authority.id, ()),
    }
