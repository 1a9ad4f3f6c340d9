"""What the pages share: who asks, and forms that say what the store refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.http import url_has_allowed_host_and_scheme

from article3.store.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from article3.store.errors import RefusedError


def who(request: HttpRequest) -> User:
    """The person who has signed in.

    Raises:
        PermissionDenied: if nobody has; the middleware lets nobody come this far.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def say(form: forms.Form, error: RefusedError) -> None:
    """Show at a form what the store refused, beside the field that it is about."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


def offer(form: forms.Form, field: str, choices: Iterable[tuple[object, str]]) -> None:
    """Give a field of a form its choices."""
    cast("forms.ChoiceField", form.fields[field]).choices = list(choices)


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page on which a form stood, as its field ``next`` says, if that is a page of ours; else another."""
    back = request.POST.get("next", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else otherwise


class Day(forms.DateField):
    """A day, entered with the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ("%Y-%m-%d",)
