"""People: invited, let in, given another role, let go. Nobody signs up, and nothing is mailed: a link is handed over.

Whoever holds the store's key may do all of this from the command line; in the workbench, administrators may.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING

import msgspec
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from article3.store import trail
from article3.store.access import Verb, demand, lets_in
from article3.store.errors import NoAccessError, RefusedError
from article3.store.models import Invitation, Role, User

if TYPE_CHECKING:
    from collections.abc import Mapping

GOOD_FOR = dt.timedelta(days=7)
"""How long an invitation may be used."""
_LONGEST = 120
_TOKEN = 32
"""Bytes of a token: too many to guess, so that its hash needs no salt."""


class Person(msgspec.Struct, frozen=True):
    """What an administrator says of somebody.

    Attributes:
        email: signs in with it.
        name: as others see it.
        role: one of ``Role``.
        ends: the last day that they may sign in.
    """

    email: str
    name: str
    role: str
    ends: dt.date | None = None


class Invited(msgspec.Struct, frozen=True):
    """An invitation and its token, which is shown once.

    Attributes:
        invitation: what is kept.
        token: what the link ends in; whoever has it can use it.
    """

    invitation: Invitation
    token: str


def invite(by: User | None, person: Person) -> Invited:
    """Invite somebody new. An earlier invitation to the same address is worth nothing from then on.

    Args:
        by: the administrator; ``None`` for the command line.
        person: whom.

    Raises:
        NoAccessError: if they may not.
        RefusedError: if that address has an account, or something else is wrong with what is said of the person.
    """
    _demand(by)
    email, ends = _checked(person)
    if User.objects.filter(email=email).exists():
        raise RefusedError("email", "somebody has an account with this address; make a new invitation on their page")
    with transaction.atomic():
        Invitation.objects.filter(email=email, used=None).update(used=timezone.now())
        made = _made(by, Invitation(email=email, name=person.name.strip(), role=person.role, ends=ends))
        trail.record(by, "person.invited", made.invitation.pk, role=person.role)
    return made


def invite_again(by: User | None, user: User, *, forget_second_factor: bool = False) -> Invited:
    """A new way in for somebody who lost theirs: their password and their sessions are worth nothing from then on.

    Args:
        by: the administrator; ``None`` for the command line.
        user: who.
        forget_second_factor: whether to remove their authenticator, passkeys and recovery codes, because those are lost too.

    Raises:
        NoAccessError: if they may not.
    """
    _demand(by)
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - cannot be loaded before the tables are known

    with transaction.atomic():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        _end(user)
        if forget_second_factor:
            Authenticator.objects.filter(user_id=user.pk).delete()
        Invitation.objects.filter(user=user, used=None).update(used=timezone.now())
        made = _made(by, Invitation(user=user, email=user.email, name=user.name, role=user.role, ends=user.ends))
        trail.record(by, "person.invited again", user.pk, forget_second_factor=forget_second_factor)
    return made


def take_back(by: User | None, number: int) -> None:
    """Make an invitation worthless.

    Raises:
        NoAccessError: if they may not, or there is none of that number that can still be used.
    """
    _demand(by)
    with transaction.atomic():
        if not Invitation.objects.filter(pk=number, used=None).update(used=timezone.now()):
            raise NoAccessError("there is no such invitation")
        trail.record(by, "person.invitation taken back", number)


def invitation_of(token: str) -> Invitation:
    """The invitation that a token belongs to.

    Raises:
        NoAccessError: if there is none, or it was used, taken back, or has expired.
    """
    digest = hashlib.sha256(token.encode()).hexdigest()
    now = timezone.now()
    found = Invitation.objects.filter(digest=digest, used=None, expires__gt=now).select_related("user").first()
    if found is None or (found.user is not None and not lets_in(found.user)):
        raise NoAccessError("this invitation was used already, was taken back, or is too old; ask an administrator for a new one")
    return found


def accept(token: str, name: str, password: str) -> User:
    """Use an invitation: an account with a name and a password, or a new password for an account.

    Raises:
        NoAccessError: if it cannot be used.
        RefusedError: if there is no name, or the password is too weak; the invitation can be used still.
    """
    name = _named(name)
    with transaction.atomic():
        found = invitation_of(token)
        user = found.user or User(email=found.email, role=found.role, ends=found.ends)
        user.name = name
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise RefusedError("password", " ".join(error.messages)) from None
        if not Invitation.objects.filter(pk=found.pk, used=None).update(used=timezone.now()):
            raise NoAccessError("this invitation was used already")
        user.set_password(password)
        user.save()
        trail.record(user, "person.accepted", user.pk, invitation=found.pk)
    return user


def add(by: User | None, person: Person, password: str) -> User:
    """An account with a password at once: how the first administrator comes to be, at the command line.

    Raises:
        NoAccessError: if they may not.
        RefusedError: if something is wrong with the person or the password.
    """
    with transaction.atomic():
        return accept(invite(by, person).token, person.name, password)


def change(by: User | None, user: User, changes: Mapping[str, object]) -> User:
    """Give somebody another role or last day, or let them in or not.

    Args:
        by: the administrator; ``None`` for the command line.
        user: who.
        changes: any of ``name``, ``role``, ``ends`` and ``is_active``.

    Raises:
        NoAccessError: if they may not.
        RefusedError: if nobody would be left who manages accounts, or a volunteer would have no last day.
    """
    _demand(by)
    with transaction.atomic():
        changed = User.objects.select_for_update().get(pk=user.pk)
        before = {field: getattr(changed, field) for field in ("name", "role", "ends", "is_active")}
        for field, value in changes.items():
            setattr(changed, field, value)
        changed.name = _named(changed.name)
        _checked(Person(changed.email, changed.name, changed.role, changed.ends), past=True)
        changed.save(update_fields=list(before))
        if not _managers():
            raise RefusedError("role", "nobody would be left who manages accounts; make somebody else an administrator first")
        told = {field: getattr(changed, field) for field in ("role", "is_active") if getattr(changed, field) != before[field]}
        if changed.ends != before["ends"]:
            told["ends"] = changed.ends.isoformat() if changed.ends else None
        if not lets_in(changed):
            _end(changed)
        trail.record(by, "person.changed", user.pk, **told)
    return changed


def end_sessions(by: User | None, user: User) -> None:
    """Sign somebody out wherever they are signed in.

    Raises:
        NoAccessError: if they may not.
    """
    if by != user:
        _demand(by)
    with transaction.atomic():
        _end(user)
        trail.record(by, "person.sessions ended", user.pk)


def everybody(by: User | None) -> list[User]:
    """Every account.

    Raises:
        NoAccessError: if they may not.
    """
    _demand(by)
    return list(User.objects.all())


def one(by: User | None, number: int) -> User:
    """One account.

    Raises:
        NoAccessError: if they may not, or there is none.
    """
    _demand(by)
    found = User.objects.filter(pk=number).first()
    if found is None:
        raise NoAccessError("there is no such person")
    return found


def open_invitations(by: User | None) -> list[Invitation]:
    """Those that can still be used, latest first.

    Raises:
        NoAccessError: if they may not.
    """
    _demand(by)
    return list(Invitation.objects.filter(used=None, expires__gt=timezone.now()).select_related("by", "user"))


def noted(user: User | None, did: str, **detail: int | str | bool | None) -> None:
    """Tell the trail what somebody did with their own account, such as ``signed in``."""
    trail.record(user, did, "" if user is None else user.pk, **detail)


def by_email(email: str) -> User | None:
    """Whose address that is, for the trail; ``None`` for nobody's."""
    return User.objects.filter(email=email.strip().lower()).first()


def _demand(by: User | None) -> None:
    if by is not None:
        demand(by, Verb.USERS_MANAGE)


def _end(user: User) -> None:
    User.objects.filter(pk=user.pk).update(turn=F("turn") + 1)


def _managers() -> bool:
    today = timezone.localdate()
    still = Q(ends=None) | Q(ends__gte=today)
    return User.objects.filter(still, role=Role.ADMINISTRATOR, is_active=True).exists()


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST:
        raise RefusedError("name", f"a person needs a name of at most {_LONGEST} characters")
    return name


def _checked(person: Person, *, past: bool = False) -> tuple[str, dt.date | None]:
    """The address in the one form that is kept, and the last day."""
    email = person.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise RefusedError("email", "this is no e-mail address; write one such as name@example.org") from None
    _named(person.name)
    if person.role not in Role.values:
        raise RefusedError("role", f"there is no such role; choose one of {', '.join(Role.values)}")
    if person.role == Role.VOLUNTEER and person.ends is None:
        raise RefusedError("ends", "a volunteer needs a last day")
    if not past and person.ends is not None and person.ends < timezone.localdate():
        raise RefusedError("ends", "the last day is over already")
    return email, person.ends


def _made(by: User | None, invitation: Invitation) -> Invited:
    token, now = secrets.token_urlsafe(_TOKEN), timezone.now()
    invitation.digest = hashlib.sha256(token.encode()).hexdigest()
    invitation.by, invitation.made, invitation.expires = by, now, now + GOOD_FOR
    invitation.save()
    return Invited(invitation, token)
