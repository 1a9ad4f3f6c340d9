"""The authorities of a rule as they stand in a forum: only what existed on that day, was still good, and has been read."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from article3.findings.model import Cited
from article3.law.model import WHOLE, Authority, Kind, Verification
from article3.law.positions import Standing, can_bind, ending, governance

if TYPE_CHECKING:
    from article3.law.loading import Law
    from article3.logic.forum import Forum
    from article3.logic.propositions import Citation


class NoAuthorityError(Exception):
    """A rule has no authority that existed, was good and has been read: an error in the rulebase, never shown as a finding."""


@functools.lru_cache(maxsize=8192)
def citable(citations: tuple[Citation, ...], law: Law, forum: Forum) -> tuple[Cited, ...]:
    """Those of the citations that can be cited in the forum, in order.

    Raises:
        NoAuthorityError: if none can.
        article3.law.data_files.LawDataError: if one names no authority.
    """
    found = tuple(cited for citation in citations if (cited := cited_in(citation, law, forum)) is not None)
    if not found:
        names = ", ".join(citation.authority for citation in citations)
        raise NoAuthorityError(f"none of {names} can be cited in {forum.circuit} as of {forum.as_of}")
    return found


def cited_in(citation: Citation, law: Law, forum: Forum) -> Cited | None:
    """The citation as it stands in the forum; ``None`` if it did not exist yet, was no longer good, or is unread."""
    authority = law.authority(citation.authority)
    if authority.decided.last > forum.as_of or ending(law, authority.id, WHOLE, forum.as_of):
        return None
    if citation.point:
        return _on_a_point(authority, citation, law, forum)
    verified, says = _verified(authority, citation.pin, forum)
    if verified is Verification.UNREAD:
        return None
    binds = authority.kind is not Kind.DECISION or (authority.precedential and can_bind(law, authority, forum.circuit))
    return Cited(authority.id, authority.cited(citation.pin), binds, verified.value, says)


def _on_a_point(authority: Authority, citation: Citation, law: Law, forum: Forum) -> Cited | None:
    """An authority cited for its answer to a question of law binds only if that answer is not outranked, ended or mere dicta."""
    for position in governance(law, citation.point, forum.circuit, forum.as_of).positions:
        if position.authority is authority:
            if position.standing in {Standing.ENDED, Standing.LIMITED, Standing.UNREAD, Standing.LATER}:
                return None
            binds = position.standing is Standing.BINDING
            verified = authority.verified(position.holding)
            cite, says = authority.cited(citation.pin), position.holding.holds
            return Cited(authority.id, cite, binds, verified.value, says, citation.point)
    return None


def _verified(authority: Authority, pin: str, forum: Forum) -> tuple[Verification, str]:
    paragraph = authority.paragraph(pin) if pin else None
    if paragraph is not None:
        version = paragraph.at(forum.as_of)
        return (Verification.UNREAD, "") if version is None else (version.verification.level, version.says)
    below = [
        version.verification.level for p in authority.paragraphs if pin and p.id.startswith(pin) if (version := p.at(forum.as_of))
    ]
    if below:
        # A heading is as well checked as the least checked paragraph under it.
        return max(below, key=list(Verification).index), ""
    holding = next((holding for holding in authority.holdings if pin and pin == holding.pin), None)
    if holding is None:
        return authority.verification.level, ""
    return authority.verified(holding), holding.holds
