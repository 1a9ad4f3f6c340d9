"""Invented people and cases for tests of the workbench."""

from __future__ import annotations

import datetime as dt

from article3.law.loading import load
from article3.store.cases import By, create
from article3.store.models import Assignment, Case, Part, Role, User

TODAY = dt.date(2026, 11, 23)
JORGE = """\
article3: 1
title: An invented case
forum: {circuit: 9}
proceeding:
  country_of_removal: Utopia
exhibits:
  - {id: story, title: The account, kind: declaration}
feared_harms:
  - id: gang
    victim: applicant
  - id: police
    victim: applicant
"""


def person(role: Role, name: str = "") -> User:
    """Somebody of a role, with a password."""
    name = name or f"{role.label} Invented"
    ends = TODAY + dt.timedelta(days=3650) if role is Role.VOLUNTEER else None
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(email, "correct horse battery", name=name, role=role, ends=ends)


def by(user: User) -> By:
    """Somebody acts today."""
    return By(user, load(), TODAY)


def case_of(user: User, text: str = JORGE) -> Case:
    """A case that somebody has made."""
    return create(by(user), text)


def assign(user: User, case: Case, part: Part) -> None:
    """Somebody gets a part in a case."""
    Assignment.objects.create(case=case, user=user, part=part)
