"""A browser in which somebody has signed in with a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.test import Client

if TYPE_CHECKING:
    from article3.store.models import User


def signed_in(user: User) -> Client:
    """A browser in which somebody has signed in."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "invented"})
    client = Client()
    client.force_login(user)
    return client
