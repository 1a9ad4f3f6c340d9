"""The supervisor's review of a case, and remarks on its findings and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from article3.store import reviews as store
from article3.store.access import Verb, demand, may
from article3.store.errors import RefusedError
from article3.store.files import files_of
from article3.store.models import Note, Review
from article3.web.asking import back_to, offer, say
from article3.web.cases.desk import of_case

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from article3.web.cases.desk import Desk

WRONG = 422
_FILE = "file:"


class Submit(forms.Form):
    """What whoever submits a case says."""

    words = forms.CharField(
        label=gettext_lazy("What should the reviewer look at?"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class Decide(forms.Form):
    """What a supervisor answers."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("To return a case, say what is to be done."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class Remark(forms.Form):
    """A remark, and what it is on."""

    about = forms.ChoiceField(label=gettext_lazy("On"), required=False)
    text = forms.CharField(label=gettext_lazy("Remark"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: object, subjects: dict[str, str]) -> None:
        super().__init__(data)  # type: ignore[arg-type] # what a browser sent, or nothing
        offer(self, "about", subjects.items())


class Remarked(msgspec.Struct, frozen=True):
    """Remarks on one thing, as the page shows them."""

    about: str
    words: str
    notes: list[Note]


@require_safe
@of_case(did="case.review opened")
def review(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where the review stands, what was said, and what this person may do next."""
    return _page(request, desk)


@require_POST
@of_case()
def decide(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Submit a draft; approve or return what was submitted."""
    does = request.POST.get("does")
    demand(desk.user, Verb.CASE_SUBMIT if does == "submit" else Verb.CASE_REVIEW, desk.case)
    form: forms.Form = Submit(request.POST) if does == "submit" else Decide(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if does == "submit":
                store.submit(desk.user, desk.case, said["words"])
            elif does == "approve":
                store.approve(desk.user, desk.case, said["version"], said["answer"])
            else:
                store.give_back(desk.user, desk.case, said["answer"])
        except RefusedError as error:
            say(form, error)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("review", desk.case.id)
    return _page(request, desk, deciding=form)


@require_POST
@of_case(Verb.CASE_SUBMIT)
def take_back(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take back what was submitted."""
    store.take_back(desk.user, desk.case)
    messages.success(request, gettext("Taken back."))
    return redirect("review", desk.case.id)


@require_POST
@of_case(Verb.CASE_EDIT)
def remark(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add a remark; then back to the page on which it was written."""
    form = Remark(request.POST, _subjects(desk))
    if not form.is_valid():
        return _page(request, desk, remarking=form)
    store.remark(desk.user, desk.case, form.cleaned_data["about"], form.cleaned_data["text"])
    messages.success(request, gettext("Saved."))
    return redirect(back_to(request, reverse("review", args=[desk.case.id])))


@require_POST
@of_case(Verb.CASE_EDIT)
def settle(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Mark a remark as settled, or as open again."""
    store.settle(desk.user, desk.case, number, settled="again" not in request.POST)
    return redirect("review", desk.case.id)


def _page(
    request: HttpRequest, desk: Desk, *, deciding: forms.Form | None = None, remarking: Remark | None = None
) -> HttpResponse:
    user, case = desk.user, desk.case
    subjects, where = _subjects(desk), store.reviewed(case)
    about: dict[str, list[Note]] = {}
    for note in store.remarks(case):
        about.setdefault(note.about, []).append(note)
    page = {
        "desk": desk,
        "case": case,
        "state": where.state,
        "last": where.last,
        "changed": where.changed,
        "mine": where.last is not None and where.last.by == user,
        "rounds": [one for one in store.rounds(case) if one.state != Review.State.SUBMITTED],
        "may_submit": may(user, Verb.CASE_SUBMIT, case),
        "may_decide": may(user, Verb.CASE_REVIEW, case),
        "may_remark": desk.may_edit,
        "submitting": deciding if isinstance(deciding, Submit) else Submit(),
        "deciding": deciding
        if isinstance(deciding, Decide)
        else Decide(initial={"version": where.last.version if where.last else 0}),
        "remarking": remarking or Remark(None, subjects),
        "remarked": [Remarked(one, subjects.get(one, one), notes) for one, notes in sorted(about.items())],
    }
    return render(request, "web/review.html", page, status=WRONG if deciding or remarking else None)


def _subjects(desk: Desk) -> dict[str, str]:
    """What a remark may be on: the case, each finding on it, each file of it."""
    found: dict[str, str] = {"": gettext("The whole case")}
    if desk.forum is not None:
        decision = desk.decision
        for one in decision.findings.values():
            harm = decision.described.get(one.about) or one.about
            found[one.id] = f"{one.sentence} ({harm})" if harm else one.sentence
    return found | {f"{_FILE}{one.id}": one.name for one in files_of(desk.user, desk.case)}
