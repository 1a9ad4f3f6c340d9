"""Browsers of invented people, as far as Django's test client is one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

if TYPE_CHECKING:
    from article3.store.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody
"""Of an invented authenticator app, in Base32."""
PASSWORD = "correct horse battery"  # noqa: S105


def with_app(user: User) -> User:
    """Somebody who has set an authenticator app up."""
    TOTP.activate(user, SECRET)
    return user


def signed_in(user: User, *, second_factor: bool = True, confirmed: bool = True) -> Client:
    """The browser of somebody who has signed in.

    Args:
        user: who.
        second_factor: whether they have one.
        confirmed: whether they have just given their password once more, as administrators must for some pages.
    """
    if second_factor:
        with_app(user)
    client = Client(raise_request_exception=True)
    client.force_login(user)
    if confirmed:
        session = client.session
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session.save()
    return client


def code(secret: str = SECRET) -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in(client: Client, user: User, password: str = PASSWORD) -> str:
    """Send the first page of signing in; where it leads, or nothing if it leads nowhere."""
    answer = client.post("/accounts/login/", {"login": user.email, "password": password})
    return answer.headers.get("Location", "")
