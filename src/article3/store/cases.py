"""Cases: opened, saved as versions, answered fact by fact, put back. What somebody may do is asked for here, whoever calls."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import nacl.utils
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from article3.facts.case_file import parse_case
from article3.facts.editing import Edited, listing, listing_none, restated
from article3.facts.vocabulary import full_id
from article3.law.loading import Law
from article3.logic.forum import Forum
from article3.store import memory, trail
from article3.store.access import SUPERVISORS, Verb, cases_of, demand, may
from article3.store.errors import ConflictError, NoAccessError
from article3.store.models import Assignment, Case, Part, User, Version
from article3.store.standings import take, worked_out

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from article3.facts.case import Answer
    from article3.facts.case import Case as Facts
    from article3.logic.variables import Collection, Variable
    from article3.store.standings import Worked

FILE = "case.yaml"
"""What errors in a case's text call it."""
_UNTITLED = "A case without a title"
_KEY = 32
_TRIES = 3
"""So often a change is worked out while others may save."""


class Given(NamedTuple):
    """One answer that somebody gives.

    Attributes:
        variable: the fact.
        scope: index of the harm or conviction it belongs to; ``None`` for the case as a whole.
        answer: its value, proof and reasons.
    """

    variable: Variable
    scope: int | None
    answer: Answer

    def place(self, facts: Facts) -> str:
        """Where the answer stands, such as ``feared_harms[gang].custody``."""
        return place_of(facts, self.variable, self.scope)


class Made(NamedTuple):
    """A version that is not saved yet, with what was found of it."""

    text: str
    facts: Facts
    worked: Worked


class By(msgspec.Struct, frozen=True):
    """Who changes a case, under which law, on which day.

    Attributes:
        user: who.
        law: the law data.
        today: the day where they are.
    """

    user: User
    law: Law
    today: dt.date


def place_of(facts: Facts, variable: Variable, scope: int | None) -> str:
    """Where an answer stands: the fact's id, and for a harm or conviction that one's own id in brackets."""
    if variable.entity is None or scope is None:
        return full_id(variable)
    return f"{full_id(variable)}[{facts.name(variable.entity, scope)}]"


def create(by: By, text: str, why: str = "new") -> Case:
    """A new case, with the person who made it assigned to it.

    Raises:
        NoAccessError: if they may not make cases.
        CaseFileError: if the text is no case file; nothing is saved.
    """
    demand(by.user, Verb.CASE_CREATE)
    return create_made(by, _of(by, text, parse_case(text, FILE, by.law)), why)


def ready(by: By, text: str) -> Made:
    """What a new case will be, worked out before the transaction that makes it, with others, begins: nobody waits for that.

    Raises:
        CaseFileError: if the text is no case file.
    """
    made = _of(by, text, parse_case(text, FILE, by.law))
    return made._replace(worked=made.worked._replace(decision=None))


def create_made(by: By, made: Made, why: str) -> Case:
    """The new case of which everything is worked out.

    Raises:
        NoAccessError: if they may not make cases.
    """
    demand(by.user, Verb.CASE_CREATE)
    with transaction.atomic():
        case = Case.objects.create(title=_title(made.facts), key=nacl.utils.random(_KEY))
        part = Part.SUPERVISES if by.user.role in SUPERVISORS else Part.WORKS
        Assignment.objects.create(case=case, user=by.user, part=part)
        trail.record(by.user, "case.made", case.id)
        _add(by, case, made, why)
    return case


def opened(user: User, identifier: uuid.UUID, verb: Verb = Verb.CASE_READ, did: str = "") -> Case:
    """A case that somebody may open.

    Args:
        user: who.
        identifier: which.
        verb: what they want to do with it.
        did: how the trail tells it; nothing is written there without it, for the parts of a page that was recorded already.

    Raises:
        NoAccessError: if there is no such case for this person, or they may not do that.
    """
    case = cases_of(user).filter(id=identifier).first()
    if case is None or not may(user, verb, case):
        raise NoAccessError("there is no such case, or it is not assigned to you")
    if did:
        trail.record(user, did, case.id, version=case.current)
    return case


def version(case: Case, number: int) -> Version:
    """One version.

    Raises:
        NoAccessError: if there is none of that number.
    """
    found = Version.objects.filter(case=case, number=number).select_related("author").first()
    if found is None:
        raise NoAccessError("there is no such version")
    return found


def latest(case: Case) -> Version:
    """The version that stands now."""
    return version(case, case.current)


def history(case: Case) -> list[Version]:
    """Every version, latest first, without its text."""
    return list(Version.objects.filter(case=case).defer("text").select_related("author").order_by("-number"))


def facts_of(found: Version, law: Law) -> Facts:
    """What a version states, read anew."""
    return parse_case(found.text, FILE, law)


def facts_known(found: Version, law: Law) -> Facts:
    """What a version states, read once in this process."""
    return memory.FACTS.of((law.version, found.text), lambda: facts_of(found, law))


def save(by: By, case: Case, text: str, base: int, why: str = "edited as a file") -> Version:
    """Save the whole text of a case.

    Args:
        by: who saves it, and when.
        case: the case.
        text: the case file.
        base: the number of the version that they had before them.
        why: what was done, in words of ours.

    Raises:
        NoAccessError: if they may not.
        CaseFileError: if the text is no case file; nothing is saved.
        ConflictError: if somebody else saved in between; nothing is saved.
    """
    demand(by.user, Verb.CASE_EDIT, case)
    made = _of(by, text, parse_case(text, FILE, by.law))
    with transaction.atomic():
        _lock(case)
        if case.current == base:
            return _add(by, case, made, why)
    raise ConflictError(tuple(changed(facts_known(version(case, base), by.law), facts_known(latest(case), by.law))))


def answer(by: By, case: Case, given: Sequence[Given], base: int) -> Version:
    """Record answers on the latest version, whatever else was changed in between.

    Args:
        by: who answers, and when.
        case: the case.
        given: the answers; entities are those of the version ``base``.
        base: the number of the version that they had before them.

    Returns:
        The new version, or the latest one if it says all that already.

    Raises:
        NoAccessError: if they may not.
        ConflictError: if one of these answers was changed in between, or what it is about was removed; nothing is saved.
    """
    demand(by.user, Verb.CASE_EDIT, case)
    shown = facts_known(version(case, base), by.law)
    what = given[0].place(shown) if len(given) == 1 else f"{len(given)} answers"
    return _changed(by, case, f"answered {what}", lambda current: _answered(current, shown, given, by.law))


def _answered(current: Version, shown: Facts, given: Sequence[Given], law: Law) -> Edited:
    """A version with some answers.

    Raises:
        ConflictError: if one of them was changed since, or what it is about was removed.
    """
    standing = facts_known(current, law)
    text, facts = current.text, standing
    contested = []
    for one in given:
        place, scope = one.place(shown), _same(shown, standing, one)
        before = shown.answers.get((one.variable, one.scope))
        if one.scope is not None and scope is None:
            contested.append(place)
            continue
        after = standing.answers.get((one.variable, scope))
        if after not in (before, one.answer):
            contested.append(place)
        elif after != one.answer:
            text, facts = restated(text, facts, (one.variable, scope), one.answer, law)
    if contested:
        raise ConflictError(tuple(contested))
    return Edited(current.text if facts == standing else text, facts, kept=True)


def add_entry(by: By, case: Case, collection: Collection, entry: str) -> Version:
    """Add a harm, conviction or another entry of a list.

    Args:
        by: who adds it, and when.
        case: the case.
        collection: the list.
        entry: its id in the case file.

    Raises:
        NoAccessError: if they may not.
        CaseFileError: if it cannot be the id of an entry; nothing is saved.
    """
    return _changed(
        by, case, f"added to {collection.id}", lambda current: listing(_edited(current, by.law), collection, entry, by.law)
    )


def has_none(by: By, case: Case, collection: Collection) -> Version:
    """Record that a list has nothing in it."""
    return _changed(by, case, f"no {collection.id}", lambda current: listing_none(_edited(current, by.law), collection, by.law))


def rewritten(by: By, case: Case, change: Callable[[str], str], why: str) -> Version:
    """Change the text of the latest version, whatever else was changed in between.

    Args:
        by: who changes it, and when.
        case: the case.
        change: what becomes of a text; asked again if somebody else saves meanwhile.
        why: what was done, in words of ours.

    Returns:
        The new version, or the latest one if nothing changes in it.

    Raises:
        NoAccessError: if they may not.
        CaseFileError: if the case would no longer be sound; nothing is saved.
    """

    def edit(current: Version) -> Edited:
        text = change(current.text)
        facts = facts_known(current, by.law) if text == current.text else parse_case(text, FILE, by.law)
        return Edited(text, facts, kept=True)

    return _changed(by, case, why, edit)


def put_back(by: By, case: Case, number: int, base: int) -> Version:
    """Make an earlier version the latest again, as a new version.

    Raises:
        NoAccessError: if they may not, or there is none of that number.
        ConflictError: if somebody else saved in between.
    """
    return save(by, case, version(case, number).text, base, f"put back version {number}")


def changed(one: Facts, other: Facts) -> list[str]:
    """The places where two versions of a case differ, in order; ``"file"`` for what is no answer."""
    places = [place for place in {*one.answers, *other.answers} if one.answers.get(place) != other.answers.get(place)]
    told = set()
    for variable, scope in places:
        facts = other if (variable, scope) in other.answers else one
        told.add(place_of(facts, variable, scope))
    if msgspec.structs.replace(one, answers={}) != msgspec.structs.replace(other, answers={}):
        told.add("file")
    return sorted(told)


def close(by: By, case: Case, *, closed: bool) -> None:
    """Close a case, or open it again; nothing of it is removed.

    Raises:
        NoAccessError: if they may not.
    """
    demand(by.user, Verb.CASE_CLOSE, case)
    with transaction.atomic():
        Case.objects.filter(id=case.id).update(closed=timezone.now() if closed else None)
        trail.record(by.user, "case.closed" if closed else "case.reopened", case.id)


def _edited(current: Version, law: Law) -> Edited:
    return Edited(current.text, facts_known(current, law), kept=True)


def _changed(by: By, case: Case, why: str, change: Callable[[Version], Edited]) -> Version:
    """Make a change on the latest version.

    It is worked out while others may save, since that takes far longer than saving it; if somebody does, it is worked out anew on
    what they saved, and the last time while nobody can.
    """
    demand(by.user, Verb.CASE_EDIT, case)
    for _ in range(_TRIES):
        case.refresh_from_db()
        current = latest(case)
        made = _made(by, current, change)
        with transaction.atomic():
            _lock(case)
            if case.current == current.number:
                return current if made is None else _add(by, case, made, why)
    with transaction.atomic():
        _lock(case)
        current = latest(case)
        made = _made(by, current, change)
        return current if made is None else _add(by, case, made, why)


def _made(by: By, current: Version, change: Callable[[Version], Edited]) -> Made | None:
    """What a version becomes; ``None`` if it says all that already."""
    edited = change(current)
    return None if edited.text == current.text else _of(by, edited.text, edited.case)


def _of(by: By, text: str, facts: Facts) -> Made:
    return Made(text, facts, worked_out(facts, by.law, by.today))


def _lock(case: Case) -> None:
    """Read the case as it stands, which nobody else can change before this transaction ends."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())


def _add(by: By, case: Case, made: Made, why: str) -> Version:
    Case.objects.filter(id=case.id).update(current=F("current") + 1, title=_title(made.facts), changed=timezone.now())
    case.refresh_from_db()
    added = Version.objects.create(
        case=case, number=case.current, text=made.text, author=by.user, at=timezone.now(), why=why[:200]
    )
    take(case, added.number, made.worked)
    transaction.on_commit(lambda: _remember(added, made, by.law))
    trail.record(by.user, "case.saved", case.id, version=added.number)
    return added


def _remember(added: Version, made: Made, law: Law) -> None:
    """Keep what was worked out for a version that is saved now: the next page asks for it."""
    memory.FACTS.keep((law.version, made.text), made.facts)
    decision = made.worked.decision
    if decision is not None:
        forum = Forum(decision.forum.circuit, decision.forum.as_of)
        memory.DECISIONS.keep(memory.place_of(added.case_id, added.number, law, forum), decision)


def _title(facts: Facts) -> str:
    return facts.title[:300] or _UNTITLED


def _same(shown: Facts, standing: Facts, one: Given) -> int | None:
    """The index that an entity has now; ``None`` if it is no longer there."""
    entity = one.variable.entity
    if entity is None or one.scope is None:
        return None
    name = shown.name(entity, one.scope)
    return next((index for (kind, index), known in standing.names.items() if kind is entity and known == name), None)
