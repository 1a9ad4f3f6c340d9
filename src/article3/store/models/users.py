"""Who works here, in what role, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from collections.abc import Iterator


class Role(models.TextChoices):
    """What a person is to the organization; what follows from it is in ``store.access``.

    Who may represent a client is another question: 8 CFR 1292.1(a), read in a copy of the edition of 2010, names attorneys, and
    law students and graduates under supervision, among others.
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
        turn: raised to end every session that this person has.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    ends = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    made = models.DateTimeField(auto_now_add=True)
    turn = models.PositiveIntegerField(default=0)

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

    def get_session_auth_hash(self) -> str:
        """What a session must know to go on: it differs once the password or the turn is another."""
        return salted_hmac("article3.session", f"{self.turn} {self.password}", algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under earlier keys of the store, of which there are none."""
        return iter(())


class Invitation(models.Model):
    """A way in for somebody new, or again for somebody who lost theirs; good for one use.

    Attributes:
        digest: SHA-256 of the token, as hexadecimal; the token itself is shown once and kept nowhere.
        user: whose password is set anew; somebody new has none yet.
        email: whom it was made for; an account takes over what the invitation says.
        by: the administrator; ``None`` for the command line.
        ends: their last day, if there is one.
        expires: after that it is worth nothing.
        used: when it was used, or taken back.
    """

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    ends = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made", "-id")

    def __str__(self) -> str:
        return str(self.pk)


class Counted(models.Model):
    """What is remembered for a while by all processes together: failed attempts, codes that were used.

    Attributes:
        key: what it is about.
        value: numbers and words; never anything that can run.
        expires: afterwards it is as if it had not been.
    """

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField(null=True)
    expires = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.key
