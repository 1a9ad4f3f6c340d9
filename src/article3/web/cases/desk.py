"""A case as a page needs it: opened by somebody who may, read, and decided in the forum that is looked at."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlencode

import msgspec
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from article3.explanations.claim_map import ClaimMap, claim_map
from article3.facts.problems import CaseFileError
from article3.facts.proceeding import country_of_removal
from article3.findings.decide import decide
from article3.findings.strip import forms_in
from article3.findings.venue import forum_used
from article3.interview.priors import stated_priors
from article3.interview.report import NextQuestions, next_questions
from article3.interview.setting import Setting, View, goals_of
from article3.law.forums import circuits
from article3.law.loading import load
from article3.law.periods import forums, label
from article3.logic.forum import Forum
from article3.store.access import Verb, may
from article3.store.cases import By, facts_known, latest, opened, version
from article3.store.errors import NoAccessError
from article3.store.memory import DECISIONS, Kept, place_of
from article3.store.models import User
from article3.store.papers import From

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from article3.facts.case import Case as Facts
    from article3.findings.model import Decision, Forms
    from article3.findings.outlooks import Seen
    from article3.interview.report import NextQuestion
    from article3.law.loading import Law
    from article3.store.models import Case, Version

P = ParamSpec("P")

_CLAIM_MAPS: Kept[ClaimMap] = Kept(128)
_QUESTIONS: Kept[NextQuestions] = Kept(256)
_EVERYWHERE: Kept[dict[str, dict[str, Seen]]] = Kept(256)

UNREADABLE = 422


class NoForumError(Exception):
    """Which law governs the case is not known yet, and the page needs to know."""


_BY_WEIGHT = ("protection_cat", "withholding_cat", "deferral_cat", "withholding_ina")
"""The forms by which questions are put first; those that only asylum needs come last."""


def by_form(questions: Sequence[NextQuestion], forms: Forms) -> tuple[NextQuestion, ...]:
    """Questions with those first that the first of some forms needs, otherwise in the order given.

    One that is asked only after another stays behind it.
    """
    ranks: dict[str, int] = {}
    for one in questions:
        own = next((rank for rank, form in enumerate(_BY_WEIGHT) if one.place in getattr(forms, form).missing), len(_BY_WEIGHT))
        ranks[one.place] = max(own, ranks.get(one.after, 0))
    return tuple(sorted(questions, key=lambda one: ranks[one.place]))


class Desk:
    """One case before somebody.

    Args:
        request: who asks, and with which ``circuit`` and ``on`` they look at it, if not with the case's own.
        case: the case; they may open it.

    Attributes:
        user: who.
        today: the day where they are.
        law: the law data.
        version: the version that stands now.
        facts: what it states.
        forum: whose law is applied; ``None`` while no circuit is known.
        is_own: whether that is the case's own forum on the day that the case names, or today.
        lens: the same as the query of an address; empty if it is the case's own.
        problem: why the forum that was asked for could not be used.

    Raises:
        CaseFileError: if the case was saved when the vocabulary was another, and cannot be read.
    """

    def __init__(self, request: HttpRequest, case: Case) -> None:
        self.user = user_of(request)
        self.today = timezone.localdate()
        self.law = load()
        self.case = case
        self.version = latest(case)
        self.facts = self.facts_at(self.version)
        own = None if self.facts.circuit is None else Forum(self.facts.circuit, self.facts.as_of or self.today)
        self.problem = ""
        self.forum = self._asked(request, own)
        self.is_own = self.forum == own
        self.lens = "" if self.forum is None or self.is_own else _query(self.forum)

    @property
    def by(self) -> By:
        """Who changes the case."""
        return By(self.user, self.law, self.today)

    @functools.cached_property
    def may_edit(self) -> bool:
        """Whether this person may change the case."""
        return may(self.user, Verb.CASE_EDIT, self.case)

    @functools.cached_property
    def may_export(self) -> bool:
        """Whether this person may take the case file out."""
        return may(self.user, Verb.CASE_EXPORT, self.case)

    @functools.cached_property
    def may_close(self) -> bool:
        """Whether this person may close the case."""
        return may(self.user, Verb.CASE_CLOSE, self.case)

    @property
    def country(self) -> str:
        """The country of removal, as the case names it; empty if it does not."""
        return str(self.facts.value(country_of_removal, None) or "")

    @property
    def court(self) -> str:
        """The circuit whose law is applied, in a few words."""
        return "" if self.forum is None else label(self.law, self.forum.circuit)

    def facts_at(self, found: Version) -> Facts:
        """What a version of the case states."""
        return facts_known(found, self.law)

    def standing(self) -> Facts:
        """What the case states now, which somebody may have changed since this desk was made."""
        self.case.refresh_from_db()
        return self.facts_at(self.numbered(self.case.current))

    def numbered(self, number: int) -> Version:
        """A version of the case."""
        return self.version if number == self.version.number else version(self.case, number)

    @property
    def decision(self) -> Decision:
        """What is decided of it in the forum that is looked at.

        Raises:
            NoForumError: if no circuit is known.
        """
        forum = self.demanded
        return DECISIONS.of(self.key_in(forum), lambda: decide(self.facts, forum, self.law))

    @property
    def map(self) -> ClaimMap:
        """The claim map of that decision."""
        return _CLAIM_MAPS.of(self.key, lambda: claim_map(self.facts, self.decision))

    @property
    def demanded(self) -> Forum:
        """The forum.

        Raises:
            NoForumError: if no circuit is known: there is nothing to show yet.
        """
        if self.forum is None:
            raise NoForumError
        return self.forum

    @property
    def made_from(self) -> From:
        """What a paper rests on that is made now.

        Raises:
            NoForumError: as :attr:`demanded`.
        """
        forum = self.demanded
        return From(self.version.number, self.law.version, forum.as_of, forum.circuit)

    @property
    def view(self) -> View:
        """The case as the interview sees it."""
        return View(self.facts, Setting(self.law, self.demanded))

    def asked_next(self) -> NextQuestions:
        """Every question that can still matter, those for the Convention first, each in the order of the interview."""
        forum = self.demanded
        return _QUESTIONS.of(self.key_in(forum), lambda: self._ask(forum))

    def asked_next_if_known(self) -> NextQuestions | None:
        """The same, if it was worked out already."""
        return _QUESTIONS.known(self.key)

    def _ask(self, forum: Forum) -> NextQuestions:
        view = self.view
        found = next_questions(view, goals_of(None, view), stated_priors(), forum_used(self.facts, forum, self.law, None))
        return msgspec.structs.replace(found, questions=by_form(found.questions, self.decision.forms))

    def everywhere(self, day: dt.date) -> dict[str, dict[str, Seen]]:
        """How the forms of protection come out in every circuit on a day, and where none has ruled."""
        key = self.case.id, self.version.number, self.law.version, day
        return _EVERYWHERE.of(key, lambda: forms_in(self.facts, forums(self.law), day, self.law))

    @property
    def key(self) -> tuple[object, ...]:
        """What tells this decision from every other.

        Raises:
            NoForumError: if no circuit is known.
        """
        return self.key_in(self.demanded)

    def key_in(self, forum: Forum) -> tuple[object, ...]:
        """The same in a forum."""
        return place_of(self.case.id, self.version.number, self.law, forum)

    def _asked(self, request: HttpRequest, own: Forum | None) -> Forum | None:
        circuit, on = request.GET.get("circuit", ""), request.GET.get("on", "")
        day = day_asked(on, self.law)
        if circuit and circuit not in circuits(self.law):
            self.problem = "both" if on and day is None else "circuit"
            return own
        if on and day is None:
            self.problem = "on"
            return own
        circuit = circuit or (own.circuit if own is not None else "")
        return Forum(circuit, day or (own.as_of if own is not None else self.today)) if circuit else None


def day_asked(words: str, law: Law) -> dt.date | None:
    """The day that an address names; ``None`` if it is none on which there was this law."""
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return None
    return day if law.begins <= day <= dt.date(2100, 1, 1) else None


def _query(forum: Forum) -> str:
    return "?" + urlencode({"circuit": forum.circuit, "on": forum.as_of.isoformat()})


def user_of(request: HttpRequest) -> User:
    """Who asks.

    Raises:
        Http404: if nobody has signed in, which the middleware does not let happen.
    """
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def of_case(
    verb: Verb = Verb.CASE_READ, did: str = "", *, post: Verb | None = None
) -> Callable[
    [Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponseBase],
]:
    """Give a page its case; one that this person may not open is not there.

    Args:
        verb: what they want to do with it.
        did: how the trail tells that they looked at it, unless it is a part of a page that was told already.
        post: what they want to do with it where they send a form.
    """

    def decorated(
        page: Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponseBase]:
        @functools.wraps(page)
        def asked(request: HttpRequest, case_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            told = did if request.method == "GET" and not request.headers.get("HX-Request") else ""
            wanted = post if post is not None and request.method == "POST" else verb
            try:
                case = opened(user_of(request), case_id, wanted, told)
                try:
                    desk = Desk(request, case)
                except CaseFileError as error:
                    return _unreadable(request, case, error)
                try:
                    return page(request, desk, *args, **kwargs)
                except NoForumError:
                    return render(request, "web/cases/no_forum.html", {"desk": desk})
            except NoAccessError:
                raise Http404 from None

        return asked  # type: ignore[return-value] # Django gives the case's id by its name

    return decorated


def _unreadable(request: HttpRequest, case: Case, error: CaseFileError) -> HttpResponse:
    """What is wrong with a case that was saved under another vocabulary, with the way to mend it."""
    back = reverse("case_text", args=[case.id])
    return render(
        request, "web/cases/unreadable.html", {"case": case, "problems": error.problems, "mend": back}, status=UNREADABLE
    )
