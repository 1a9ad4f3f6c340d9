"""Signing in: who may, with what second factor. The pages and the cryptography are django-allauth's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nacl.secret
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from article3.store.access import lets_in
from article3.store.models import User

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest


def may_sign_in(user: AbstractBaseUser | AnonymousUser, today: dt.date | None = None) -> bool:
    """Whether an administrator lets this person in, and their last day is not over."""
    return isinstance(user, User) and lets_in(user, today)


def has_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether more than a password protects the account."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists())


def _box() -> nacl.secret.SecretBox:
    return nacl.secret.SecretBox(settings.ARTICLE3_SEAL)  # type: ignore[misc] # a setting of ours


class Backend(AuthenticationBackend):  # type: ignore[misc] # allauth has no types
    """Signing in with an address and a password."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        """Whether this person may come in at all."""
        return may_sign_in(user)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: people are invited."""

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
