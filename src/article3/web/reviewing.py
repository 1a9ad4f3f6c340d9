"""The supervisor's review of a case, and remarks on its findings and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from article3.findings.decide import decide as decided
from article3.law.loading import load
from article3.logic.forum import Forum
from article3.store import reviews as store
from article3.store.access import Verb, may
from article3.store.cases import facts_of, latest, opened
from article3.store.errors import RefusedError
from article3.store.files import files_of
from article3.store.models import Note, Review
from article3.web.asking import offer, say, who

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

    from article3.store.models import Case, User

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

    def __init__(self, data: object, subjects: dict[str, str], about: str = "") -> None:
        super().__init__(data, initial={"about": about})  # type: ignore[arg-type]
        offer(self, "about", subjects.items())


class Remarked(msgspec.Struct, frozen=True):
    """Remarks on one thing, as the page shows them."""

    about: str
    words: str
    notes: list[Note]


@require_safe
def review(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Where the review stands, what was said, and what this person may do next."""
    user = who(request)
    return _page(request, user, opened(user, case_id, did="case.review opened"))


@require_POST
def decide(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Submit a draft; approve or return what was submitted."""
    user = who(request)
    does = request.POST.get("does")
    case = opened(user, case_id, Verb.CASE_SUBMIT if does == "submit" else Verb.CASE_REVIEW)
    form: forms.Form = Submit(request.POST) if does == "submit" else Decide(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if does == "submit":
                store.submit(user, case, said["words"])
            elif does == "approve":
                store.approve(user, case, said["version"], said["answer"])
            else:
                store.give_back(user, case, said["answer"])
        except RefusedError as error:
            say(form, error)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("review", case_id)
    return _page(request, user, case, deciding=form)


@require_POST
def take_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take back what was submitted."""
    user = who(request)
    store.take_back(user, opened(user, case_id, Verb.CASE_SUBMIT))
    messages.success(request, gettext("Taken back."))
    return redirect("review", case_id)


@require_POST
def remark(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Add a remark."""
    user = who(request)
    case = opened(user, case_id, Verb.CASE_EDIT)
    form = Remark(request.POST, _subjects(user, case))
    if not form.is_valid():
        return _page(request, user, case, remarking=form)
    store.remark(user, case, form.cleaned_data["about"], form.cleaned_data["text"])
    messages.success(request, gettext("Saved."))
    return redirect("review", case_id)


@require_POST
def settle(request: HttpRequest, case_id: uuid.UUID, number: int) -> HttpResponse:
    """Mark a remark as settled, or as open again."""
    user = who(request)
    store.settle(user, opened(user, case_id, Verb.CASE_EDIT), number, settled="again" not in request.POST)
    return redirect("review", case_id)


def _page(
    request: HttpRequest, user: User, case: Case, *, deciding: forms.Form | None = None, remarking: Remark | None = None
) -> HttpResponse:
    subjects, where = _subjects(user, case), store.reviewed(case)
    about: dict[str, list[Note]] = {}
    for note in store.remarks(case):
        about.setdefault(note.about, []).append(note)
    wanted = request.GET.get("about", "")
    page = {
        "case": case,
        "state": where.state,
        "last": where.last,
        "changed": where.changed,
        "mine": where.last is not None and where.last.by == user,
        "rounds": [one for one in store.rounds(case) if one.state != Review.State.SUBMITTED],
        "may_submit": may(user, Verb.CASE_SUBMIT, case),
        "may_decide": may(user, Verb.CASE_REVIEW, case),
        "may_remark": may(user, Verb.CASE_EDIT, case),
        "submitting": deciding if isinstance(deciding, Submit) else Submit(),
        "deciding": deciding
        if isinstance(deciding, Decide)
        else Decide(initial={"version": where.last.version if where.last else 0}),
        "remarking": remarking or Remark(None, subjects, wanted if wanted in subjects else ""),
        "remarked": [Remarked(one, subjects.get(one, one), notes) for one, notes in sorted(about.items())],
    }
    return render(request, "web/review.html", page, status=WRONG if deciding or remarking else None)


def _subjects(user: User, case: Case) -> dict[str, str]:
    """What a remark may be on: the case, each finding on it, each file of it."""
    law = load()
    facts = facts_of(latest(case), law)
    found: dict[str, str] = {"": gettext("The whole case")}
    if facts.circuit:
        decision = decided(facts, Forum(facts.circuit, facts.as_of or timezone.localdate()), law)
        for one in decision.findings.values():
            harm = decision.described.get(one.about) or one.about
            found[one.id] = f"{one.sentence} ({harm})" if harm else one.sentence
    return found | {f"{_FILE}{one.id}": one.name for one in files_of(user, case)}
