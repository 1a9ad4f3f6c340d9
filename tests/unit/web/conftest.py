"""People who have signed in with a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from article3.store.models import Role
from people import person

if TYPE_CHECKING:
    from article3.store.models import User


@pytest.fixture
def attorney(db: None) -> User:  # noqa: ARG001 - the database
    return person(Role.ATTORNEY)


@pytest.fixture
def client(attorney: User) -> Client:
    return signed_in(attorney)


def signed_in(user: User) -> Client:
    """A browser in which somebody has signed in."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "invented"})
    client = Client()
    client.force_login(user)
    return client
