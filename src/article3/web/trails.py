"""The trail, for auditors and administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from article3.store import trail_reading
from article3.store.trail_reading import Asked
from article3.web.asking import Day, offer, who

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.http.response import HttpResponseBase

    from article3.store.models import User


class Narrow(forms.Form):
    """Which lines are wanted."""

    who = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    did = forms.ChoiceField(label=gettext_lazy("Action"), required=False)
    day = Day(label=gettext_lazy("Day (UTC)"), required=False)
    on = forms.CharField(label=gettext_lazy("Id of a case, file or person"), max_length=64, required=False)

    def __init__(self, data: QueryDict, user: User) -> None:
        super().__init__(data)
        everybody = [(str(one.pk), one.name) for one in trail_reading.people(user)]
        nobody = ("0", gettext("Nobody signed in, or the command line"))
        offer(self, "who", [("", gettext("Everybody")), nobody, *everybody])
        offer(self, "did", [("", gettext("Everything")), *((did, did) for did in trail_reading.actions(user))])

    def asked(self) -> Asked | None:
        """What is wanted; ``None`` if that cannot be read."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        return Asked(int(said["who"]) if said["who"] else None, said["did"], said["day"], said["on"].strip())


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """One page of the trail, latest first."""
    user = who(request)
    form = Narrow(request.GET, user)
    asked = form.asked()
    below = request.GET.get("below", "")
    page = trail_reading.page(user, asked, int(below) if below.isdecimal() else None) if asked else None
    kept: dict[str, str | int] = {name: value for name in form.fields if (value := str(request.GET.get(name, "")))}
    older = urlencode({**kept, "below": page.older}) if page and page.older else ""
    return render(request, "web/trail.html", {"here": "trail", "form": form, "page": page, "older": older, "kept": kept})


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Work the chain out anew and say whether it holds."""
    found = trail_reading.verified(who(request))
    if found.broken_at is None:
        words = ngettext(
            "The trail is as it was written: %(lines)d line.", "The trail is as it was written: %(lines)d lines.", found.lines
        )
        messages.success(request, f"{words % {'lines': found.lines}} {gettext('Last hash:')} {found.last}")
    else:
        words = gettext(
            "The trail was changed: line %(number)d is not as it was written. Keep a copy of the store and compare with a backup."
        )
        messages.error(request, words % {"number": found.broken_at})
    return redirect("trail")


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """The lines asked for as a file, one line of JSON each."""
    user = who(request)
    asked = Narrow(request.POST, user).asked()
    if asked is None:
        messages.error(request, gettext("Nothing was exported: what was asked for cannot be read."))
        return redirect("trail")
    lines = trail_reading.exported(user, asked)
    name = {"Content-Disposition": 'attachment; filename="trail.jsonl"'}
    return StreamingHttpResponse(lines, content_type="application/jsonl", headers=name)
