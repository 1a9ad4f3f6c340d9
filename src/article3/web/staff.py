"""The administrators' pages: who works here, in what role, until when; invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from article3.store import people as store
from article3.store.access import lets_in
from article3.store.assignments import parts_of, without_supervisor
from article3.store.errors import RefusedError
from article3.store.models import Role
from article3.store.people import Invited, Person
from article3.web.accounts import has_second_factor
from article3.web.asking import Day, say, who

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from article3.store.models import User

Page = TypeVar("Page", bound="Callable[..., HttpResponse]")

_LAST_DAY = gettext_lazy("Last day")
_LAST_DAY_HELP = gettext_lazy("They can sign in until that day is over. A volunteer needs one; for others it may stay empty.")


class Invite(forms.Form):
    """Whom to invite."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("They sign in with it. Nothing is sent to it.")
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[("", "—"), *Role.choices])
    ends = Day(label=_LAST_DAY, help_text=_LAST_DAY_HELP, required=False)


class Change(forms.Form):
    """What can be changed about somebody."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    ends = Day(label=_LAST_DAY, help_text=_LAST_DAY_HELP, required=False)
    is_active = forms.BooleanField(label=gettext_lazy("May sign in"), required=False)


def confirmed(page: Page) -> Page:
    """Let an administrator change who works here only soon after giving their password: a browser left open makes no account."""
    decorated: Page = reauthentication_required(page, allow_get=True)
    return decorated


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, invitations that can still be used, and the form to invite somebody."""
    by = who(request)
    everybody = store.everybody(by)
    form = Invite(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _handed_over(request, store.invite(by, Person(**form.cleaned_data)))
        except RefusedError as error:
            say(form, error)
    page = {
        "here": "people",
        "form": form,
        "people": [(one, lets_in(one), has_second_factor(one)) for one in everybody],
        "invitations": store.open_invitations(by),
        "unsupervised": without_supervisor(by),
    }
    return render(request, "web/people.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person: what can be changed, and the cases in which they have a part."""
    by = who(request)
    found = store.one(by, number)
    fields = ("name", "role", "ends", "is_active")
    form = Change(request.POST or None, initial={field: getattr(found, field) for field in fields})
    if request.method == "POST" and form.is_valid():
        try:
            store.change(by, found, form.cleaned_data)
        except RefusedError as error:
            say(form, error)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("person", number)
    return render(request, "web/person.html", _of(by, found, form))


@require_POST
def end_sessions(request: HttpRequest, number: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    by = who(request)
    store.end_sessions(by, store.one(by, number))
    messages.success(request, gettext("Signed out everywhere."))
    return redirect("person", number)


@require_POST
@confirmed
def invite_again(request: HttpRequest, number: int) -> HttpResponse:
    """A new way in for somebody who lost theirs."""
    by = who(request)
    forget = "forget_second_factor" in request.POST
    return _handed_over(request, store.invite_again(by, store.one(by, number), forget_second_factor=forget))


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Make an invitation worthless."""
    store.take_back(who(request), number)
    messages.success(request, gettext("The invitation was taken back."))
    return redirect("people")


def _handed_over(request: HttpRequest, invited: Invited) -> HttpResponse:
    """The link, shown this once."""
    link = request.build_absolute_uri(reverse("invitation", args=[invited.token]))
    return render(request, "web/invited.html", {"here": "people", "link": link, "invited": invited.invitation})


def _of(by: User, found: User, form: Change) -> dict[str, object]:
    return {
        "here": "people",
        "person": found,
        "form": form,
        "lets_in": lets_in(found),
        "second_factor": has_second_factor(found),
        "parts": parts_of(by, found),
    }
