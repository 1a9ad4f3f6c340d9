"""Who may do what. Everything that is not named here is refused.

A case exists only for those who are assigned to it; for anybody else it cannot be told from one that does not exist.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from django.utils import timezone

from article3.store.errors import NoAccessError
from article3.store.models import Assignment, Case, Part, Role, User

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet


class Verb(enum.StrEnum):
    """What somebody may be allowed to do."""

    CASE_CREATE = "case.create"
    CASE_READ = "case.read"
    CASE_EDIT = "case.edit"
    CASE_SUBMIT = "case.submit"
    CASE_REVIEW = "case.review"
    CASE_ASSIGN = "case.assign"
    CASE_EXPORT = "case.export"
    CASE_CLOSE = "case.close"
    CASE_SHRED = "case.shred"
    USERS_MANAGE = "users.manage"
    TRAIL_READ = "trail.read"
    LIBRARY_READ = "library.read"
    LIBRARY_ADD = "library.add"


_READ = frozenset({Verb.CASE_READ})
_EDIT = _READ | {Verb.CASE_EDIT, Verb.CASE_SUBMIT}
_WORK = _EDIT | {Verb.CASE_EXPORT}
_ALL = _WORK | {Verb.CASE_REVIEW, Verb.CASE_ASSIGN, Verb.CASE_CLOSE, Verb.CASE_SHRED}

SUPERVISORS = frozenset({Role.ATTORNEY, Role.REPRESENTATIVE})
"""Who may supervise: a rule of ours, not of the law, which lets others appear too (see ``Role``)."""

ANYWHERE: dict[Role, frozenset[Verb]] = {
    Role.ADMINISTRATOR: frozenset({Verb.USERS_MANAGE, Verb.TRAIL_READ, Verb.LIBRARY_READ, Verb.LIBRARY_ADD}),
    Role.ATTORNEY: frozenset({Verb.CASE_CREATE, Verb.LIBRARY_READ, Verb.LIBRARY_ADD}),
    Role.REPRESENTATIVE: frozenset({Verb.CASE_CREATE, Verb.LIBRARY_READ, Verb.LIBRARY_ADD}),
    Role.PARALEGAL: frozenset({Verb.CASE_CREATE, Verb.LIBRARY_READ, Verb.LIBRARY_ADD}),
    Role.VOLUNTEER: frozenset({Verb.LIBRARY_READ}),
    Role.AUDITOR: frozenset({Verb.TRAIL_READ, Verb.LIBRARY_READ}),
}
"""What a role may do outside any case."""

IN_A_CASE: dict[Role, dict[Part, frozenset[Verb]]] = {
    Role.ADMINISTRATOR: {Part.WORKS: _WORK, Part.READS: _READ},
    Role.ATTORNEY: {Part.SUPERVISES: _ALL, Part.WORKS: _WORK, Part.READS: _READ},
    Role.REPRESENTATIVE: {Part.SUPERVISES: _ALL, Part.WORKS: _WORK, Part.READS: _READ},
    Role.PARALEGAL: {Part.WORKS: _WORK, Part.READS: _READ},
    Role.VOLUNTEER: {Part.WORKS: _EDIT, Part.READS: _READ},
    Role.AUDITOR: {},
}
"""What a role may do in a case that it is assigned to, by its part there."""


def lets_in(user: User, today: dt.date | None = None) -> bool:
    """Whether this person works here still: let in by an administrator, and their last day is not over."""
    return user.is_active and (user.ends is None or user.ends >= (today or timezone.localdate()))


def may(user: User, verb: Verb, case: Case | None = None) -> bool:
    """Whether somebody may do something, in a case or outside any.

    An administrator may assign in every case, without reading it.
    """
    if not lets_in(user):
        return False
    role = Role(user.role)
    if case is None:
        return verb in ANYWHERE[role]
    if verb is Verb.CASE_ASSIGN and role is Role.ADMINISTRATOR:
        return True
    part = part_in(user, case)
    return part is not None and verb in IN_A_CASE[role].get(part, frozenset())


def demand(user: User, verb: Verb, case: Case | None = None) -> None:
    """Refuse what somebody may not do.

    Raises:
        NoAccessError: if they may not.
    """
    if not may(user, verb, case):
        raise NoAccessError("you may not do this; ask whoever supervises the case, or an administrator")


def part_in(user: User, case: Case) -> Part | None:
    """What somebody does in a case; ``None`` if they are not assigned to it."""
    found = Assignment.objects.filter(user=user, case=case).values_list("part", flat=True).first()
    return None if found is None else Part(found)


def cases_of(user: User) -> QuerySet[Case]:
    """The cases that somebody may open."""
    if not lets_in(user):
        return Case.objects.none()
    parts = [part for part, verbs in IN_A_CASE[Role(user.role)].items() if Verb.CASE_READ in verbs]
    assigned = Assignment.objects.filter(user=user, part__in=parts).values("case")
    return Case.objects.filter(id__in=assigned)


def fits(role: str, part: str) -> bool:
    """Whether somebody of this role can have this part in a case."""
    return Part(part) in IN_A_CASE[Role(role)]
