"""Who supervises, works on or reads a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from article3.store import assignments as store
from article3.store.access import Verb, may
from article3.store.errors import NoAccessError, RefusedError
from article3.store.models import Part
from article3.web.asking import offer, say, who

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

    from article3.store.models import User


class Assign(forms.Form):
    """Who gets which part."""

    user = forms.TypedChoiceField(label=gettext_lazy("Person"), coerce=int)
    part = forms.ChoiceField(
        label=gettext_lazy("Part in the case"),
        choices=[("", "—"), *Part.choices],
        help_text=gettext_lazy("Only an attorney or accredited representative can supervise."),
    )

    def __init__(self, data: object, people: list[User]) -> None:
        super().__init__(data)  # type: ignore[arg-type] # what a browser sent, or nothing
        offer(self, "user", [("", "—"), *((one.pk, f"{one.name} ({one.get_role_display()})") for one in people)])


@require_http_methods(["GET", "HEAD", "POST"])
def assignments(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who has which part, and the form to give somebody one."""
    by = who(request)
    case = store.case_to_assign(by, case_id)
    here = store.assigned(case)
    people = sorted([*store.could_join(case), *(one.user for one in here)], key=lambda one: one.name)
    form = Assign(request.POST or None, people)
    if request.method == "POST" and form.is_valid():
        chosen = {one.pk: one for one in people}[form.cleaned_data["user"]]
        try:
            store.assign(by, case, chosen, form.cleaned_data["part"])
        except RefusedError as error:
            say(form, error)
        else:
            messages.success(request, gettext("Saved."))
            return _on(by, case_id)
    page = {"case": case, "reads": may(by, Verb.CASE_READ, case), "assigned": here, "form": form}
    return render(request, "web/assignments.html", page)


@require_POST
def dismiss(request: HttpRequest, case_id: uuid.UUID, number: int) -> HttpResponse:
    """Take somebody's part away."""
    by = who(request)
    case = store.case_to_assign(by, case_id)
    found = next((one.user for one in store.assigned(case) if one.user_id == number), None)
    if found is None:
        raise NoAccessError(gettext("This person has no part in the case."))
    try:
        store.dismiss(by, case, found)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("This person can no longer open the case."))
    return _on(by, case_id)


def _on(by: User, case_id: uuid.UUID) -> HttpResponse:
    """Back to the page, unless they have just given up their own part."""
    try:
        store.case_to_assign(by, case_id)
    except NoAccessError:
        return redirect("home")
    return redirect("assignments", case_id)
