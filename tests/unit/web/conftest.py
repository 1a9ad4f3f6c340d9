"""Somebody who has signed in with a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.store.models import Role
from browsing import signed_in
from people import person

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import User


@pytest.fixture
def attorney(db: None) -> User:  # noqa: ARG001 - the database
    return person(Role.ATTORNEY, "Ada Attorney")


@pytest.fixture
def client(attorney: User) -> Client:
    return signed_in(attorney)
