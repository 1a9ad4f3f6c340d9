"""Who supervises, works on or reads a case. A case exists only for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from article3.store import trail
from article3.store.access import Verb, demand, fits, lets_in, may, part_in
from article3.store.errors import NoAccessError, RefusedError
from article3.store.models import Assignment, Case, Part, Role, User

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet


def case_to_assign(user: User, identifier: uuid.UUID) -> Case:
    """A case whose people somebody may choose; an administrator may in every case, without reading it.

    Raises:
        NoAccessError: if there is no such case for them.
    """
    case = Case.objects.filter(id=identifier).first()
    if case is None or not may(user, Verb.CASE_ASSIGN, case):
        raise NoAccessError("there is no such case, or who supervises it decides")
    return case


def assigned(case: Case) -> list[Assignment]:
    """Everybody who has a part in a case, by part and name."""
    order = list(Part)
    found = Assignment.objects.filter(case=case).select_related("user")
    return sorted(found, key=lambda one: (order.index(Part(one.part)), one.user.name))


def could_join(case: Case) -> list[User]:
    """Those who work here, may have a part in a case, and have none in this one."""
    here = Assignment.objects.filter(case=case).values("user")
    people = User.objects.filter(is_active=True).exclude(role=Role.AUDITOR).exclude(pk__in=here)
    return [one for one in people if lets_in(one)]


def parts_for(role: str) -> list[Part]:
    """The parts that somebody of this role can have."""
    return [part for part in Part if fits(role, part)]


def assign(by: User, case: Case, user: User, part: str) -> Assignment:
    """Give somebody a part in a case, or another part.

    Args:
        by: a supervisor of the case, or an administrator.
        case: the case.
        user: who gets it.
        part: one of ``Part``.

    Raises:
        NoAccessError: if they may not.
        RefusedError: if this person cannot have that part, or nobody would be left who supervises.
    """
    demand(by, Verb.CASE_ASSIGN, case)
    if part not in Part.values or not fits(user.role, part):
        raise RefusedError(
            "part",
            "somebody of this role cannot have this part in a case; only an attorney or accredited representative supervises",
        )
    if not lets_in(user):
        raise RefusedError("user", "this person does not work here any more")
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        before = part_in(user, case)
        if part != Part.SUPERVISES:
            _someone_supervises(case, user)
        made, _ = Assignment.objects.update_or_create(case=case, user=user, defaults={"part": part})
        if before != part:
            trail.record(by, "case.assigned", case.id, user=user.pk, part=part, before=before)
    return made


def dismiss(by: User, case: Case, user: User) -> None:
    """Take somebody's part in a case away.

    Raises:
        NoAccessError: if they may not, or that person has no part in it.
        RefusedError: if nobody would be left who supervises.
    """
    demand(by, Verb.CASE_ASSIGN, case)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        _someone_supervises(case, user)
        if not Assignment.objects.filter(case=case, user=user).delete()[0]:
            raise NoAccessError("this person has no part in the case")
        trail.record(by, "case.dismissed", case.id, user=user.pk)


def parts_of(by: User, user: User) -> QuerySet[Assignment]:
    """The cases in which somebody has a part, for an administrator who must hand them on.

    Raises:
        NoAccessError: if they may not manage accounts.
    """
    demand(by, Verb.USERS_MANAGE)
    return Assignment.objects.filter(user=user).select_related("case").order_by("since")


def without_supervisor(by: User) -> list[Case]:
    """Open cases that nobody who still works here supervises, oldest first.

    Raises:
        NoAccessError: if they may not manage accounts.
    """
    demand(by, Verb.USERS_MANAGE)
    today = timezone.localdate()
    gone = User.objects.filter(is_active=False) | User.objects.filter(ends__lt=today)
    supervised = Assignment.objects.filter(part=Part.SUPERVISES).exclude(user__in=gone).values("case")
    return list(Case.objects.filter(closed=None).exclude(pk__in=supervised).order_by("made"))


def _someone_supervises(case: Case, leaving: User) -> None:
    """Refuse to take the only supervisor away."""
    supervising = Assignment.objects.filter(case=case, part=Part.SUPERVISES).values_list("user", flat=True)
    if set(supervising) == {leaving.pk}:
        raise RefusedError("user", "nobody would be left who supervises this case; let somebody else supervise it first")
