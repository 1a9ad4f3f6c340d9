"""The forum as it was found, and what about it must be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.findings.model import ForumUsed
from article3.law.periods import name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.law.venue import ForumFound
    from article3.logic.forum import Forum


def forum_used(case: Case, forum: Forum, law: Law, found: ForumFound | None) -> ForumUsed:
    """The forum, with the court or place it was found from, unless that leads to another circuit than the one applied.

    Args:
        case: the facts; the court it names counts if ``found`` is absent.
        forum: the circuit and day applied.
        law: the law data.
        found: from where the circuit was found, if not from the case.
    """
    if found is None and case.court:
        from article3.law.venue import forum_of  # noqa: PLC0415 - only where a court is named

        found = forum_of(case.court, law)
    court = name(law, forum.circuit)
    if found is None or found.circuit != forum.circuit:
        return ForumUsed(forum.circuit, court, forum.as_of)
    return ForumUsed(forum.circuit, court, forum.as_of, found.place, found.doubts)


def about_venue(case: Case, used: ForumUsed, law: Law) -> Iterable[str]:
    """What must be checked before the forum is relied on, where the hearing is by video or venue was changed."""
    if case.venue_changed == "yes":
        yield "Venue was changed: the forum must be that of the court to which a judge moved the case, not the court of filing."
    if case.hearing == "video":
        from article3.law.venue_rules import choice_of_law, petition_for_review  # noqa: PLC0415 - few cases need it

        yield (
            "The hearing is by video: check with which court the charging document was filed, and any order that changed venue. "
            f"{choice_of_law(law, used.as_of)}"
        )
        yield petition_for_review(law, used.as_of)
    elif case.hearing != "in_person" and used.doubts:
        yield (
            "How the hearing is held is not stated, and the court is doubtful. If it is by video, the court on the notice "
            "need not be the one where venue lies: see the charging document, and state 'hearing:' under 'forum:'."
        )
