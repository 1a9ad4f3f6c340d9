"""Who works here, in what role, until when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What a person is to the organization; what follows from it is in ``store.access``.

    Only attorneys and representatives accredited by the Department of Justice may represent a client (8 CFR 1292.1).
    """

    ADMINISTRATOR = "administrator", "Administrator"
    ATTORNEY = "attorney", "Attorney"
    REPRESENTATIVE = "representative", "Accredited representative"
    PARALEGAL = "paralegal", "Paralegal"
    VOLUNTEER = "volunteer", "Volunteer"
    AUDITOR = "auditor", "Auditor"


class Users(BaseUserManager["User"]):
    """How users are made; addresses are compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        """A new user, saved; without a password nobody can sign in as them yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this address."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """One person.

    Attributes:
        email: signs in with it.
        name: as others see it.
        role: one of ``Role``.
        ends: the last day of a volunteer or of anybody who leaves; afterwards nobody signs in as them.
        language: of the screen: en, es or ar.
        is_active: whether an administrator lets them in.
        made: when the account was made.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    ends = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    made = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(role="volunteer", ends=None), name="a_volunteer_has_a_last_day"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="a_known_role"),
        )

    def __str__(self) -> str:
        return self.name
