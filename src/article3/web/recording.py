"""The trail is told who signs in and out and what happens to second factors. It is not told addresses or what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils import timezone

from article3.store.models import User
from article3.store.people import noted
from article3.web.sessions import begin

if TYPE_CHECKING:
    from django.http import HttpRequest


def connect() -> None:
    """Listen, once the tables are known."""
    from allauth.account.signals import password_changed  # noqa: PLC0415
    from allauth.mfa import signals  # noqa: PLC0415

    user_logged_in.connect(_signed_in, dispatch_uid="article3")
    user_logged_out.connect(_signed_out, dispatch_uid="article3")
    password_changed.connect(_password_changed, dispatch_uid="article3")
    signals.authenticator_added.connect(_added, dispatch_uid="article3")
    signals.authenticator_removed.connect(_removed, dispatch_uid="article3")
    signals.authenticator_reset.connect(_renewed, dispatch_uid="article3")
    signals.authentication_failed.connect(_second_factor_refused, dispatch_uid="article3")


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    begin(request.session, timezone.now())
    noted(user, "person.signed in")


def _signed_out(user: User | None, **_: Any) -> None:
    if isinstance(user, User):
        noted(user, "person.signed out")


def _password_changed(user: User, **_: Any) -> None:
    noted(user, "person.password changed")


def _added(user: User, authenticator: Any, **_: Any) -> None:
    noted(user, "person.second factor added", kind=str(authenticator.type))


def _removed(user: User, authenticator: Any, **_: Any) -> None:
    noted(user, "person.second factor removed", kind=str(authenticator.type))


def _renewed(user: User, **_: Any) -> None:
    noted(user, "person.recovery codes renewed")


def _second_factor_refused(user: User, **_: Any) -> None:
    noted(user, "person.second factor refused")
