"""Somebody who has signed in with a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.store.models import Role
from people import person
from signed_in import signed_in

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import User


@pytest.fixture
def attorney(db: None) -> User:  # noqa: ARG001 - the database
    return person(Role.ATTORNEY, "Ada Attorney")


@pytest.fixture
def client(attorney: User) -> Client:
    return signed_in(attorney)
