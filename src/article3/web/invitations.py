"""An invitation: the one page for somebody who has no account yet, or no way into theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.password_validation import password_validators_help_texts
from django.shortcuts import redirect, render
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from article3.store import people
from article3.store.errors import NoAccessError, RefusedError
from article3.web.asking import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _asked_of_passwords() -> str:
    return " ".join(password_validators_help_texts())


LONGEST = 512
"""Characters of a password; hashing longer ones would cost the server much."""


class Accept(forms.Form):
    """What somebody who was invited says of themselves."""

    name = forms.CharField(
        label=gettext_lazy("Your name, as colleagues see it"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=lazy(_asked_of_passwords, str)(),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, object]:
        """The two passwords are one."""
        said = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", gettext("The two passwords differ; type the same one twice."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Set a name and a password, then sign in; the second factor comes next."""
    try:
        found = people.invitation_of(token)
    except NoAccessError:
        return render(request, "web/invitation_over.html", status=404)
    form = Accept(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            user = people.accept(token, said["name"], said["password"])
        except RefusedError as error:
            say(form, error)
        except NoAccessError:
            return render(request, "web/invitation_over.html", status=404)
        else:
            logout(request)  # whoever was signed in here before is somebody else
            user.backend = "article3.web.accounts.Backend"
            answer: HttpResponse = perform_login(request, Login(user=user)) or redirect("home")
            if request.user == user:  # the password was typed just now: setting up a second factor does not ask for it again
                record_authentication(request, user, method="password", reauthenticated=True)
            return answer
    return render(request, "web/invitation.html", {"form": form, "invitation": found})
