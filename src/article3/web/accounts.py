"""Signing in: who may, with what second factor. The pages and the cryptography are django-allauth's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nacl.secret
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from article3.store import people
from article3.store.access import lets_in
from article3.store.models import User

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

LOCKED_OUT = 15 * 60
"""Seconds in which five failed attempts are allowed; as in the settings."""


def may_sign_in(user: AbstractBaseUser | AnonymousUser, today: dt.date | None = None) -> bool:
    """Whether an administrator lets this person in, and their last day is not over."""
    return isinstance(user, User) and lets_in(user, today)


def has_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether more than a password protects the account."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists())


def _meant(credentials: Mapping[str, Any]) -> User | None:
    return people.by_email(str(credentials.get("email") or ""))


def _box() -> nacl.secret.SecretBox:
    return nacl.secret.SecretBox(settings.ARTICLE3_SEAL)  # type: ignore[misc] # a setting of ours


class Backend(AuthenticationBackend):  # type: ignore[misc] # allauth has no types
    """Signing in with an address and a password."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        """Whether this person may come in at all."""
        return may_sign_in(user)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: people are invited. What fails is counted, and told to the trail without what was typed."""

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Turn away whoever is not let in, also with a passkey, which asks for no password."""
        if not may_sign_in(user):
            clear_login(request)
            return redirect("account_inactive")
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse whoever has failed too often; the trail tells it once in the time that they must wait."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            user = _meant(credentials)
            if cache.add(f"told:locked-out:{getattr(user, 'pk', 0)}", value=True, timeout=LOCKED_OUT):
                people.noted(user, "person.locked out")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Tell the trail."""
        people.noted(_meant(credentials), "person.refused")

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never; an administrator invites."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is mailed: nothing leaves this machine."""


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed also where the database is not encrypted by us."""

    def encrypt(self, text: str) -> str:
        """Sealed, as hexadecimal."""
        return bytes(_box().encrypt(text.encode())).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed."""
        return _box().decrypt(bytes.fromhex(encrypted_text)).decode()
