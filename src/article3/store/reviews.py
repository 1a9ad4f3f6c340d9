"""A supervisor's review of a case: draft, submitted, then returned or approved; and remarks on its findings and documents."""

from __future__ import annotations

import msgspec
from django.db import transaction
from django.utils import timezone

from article3.store import trail
from article3.store.access import Verb, demand
from article3.store.errors import NoAccessError, RefusedError
from article3.store.models import Case, Note, Review, User

_STATE = Review.State


class Reviewed(msgspec.Struct, frozen=True):
    """Where the review of a case stands.

    Attributes:
        last: the last round that was not taken back; a draft has none.
        changed: whether the case was saved again after what was submitted.
    """

    last: Review | None
    changed: bool

    @property
    def state(self) -> str:
        """``draft``, ``submitted``, ``returned`` or ``approved``; what was changed after it was decided is a draft again."""
        if self.last is None or (self.changed and self.last.state != _STATE.SUBMITTED):
            return "draft"
        return self.last.state


def reviewed(case: Case) -> Reviewed:
    """Where the review of a case stands; the caller has opened the case."""
    last = Review.objects.filter(case=case).exclude(state=_STATE.TAKEN_BACK).select_related("by", "decided_by").first()
    return Reviewed(last, last is not None and last.version != case.current)


def rounds(case: Case) -> list[Review]:
    """Every round, latest first."""
    return list(Review.objects.filter(case=case).select_related("by", "decided_by"))


def submit(user: User, case: Case, words: str = "") -> Review:
    """Submit the version that stands now for review.

    Raises:
        NoAccessError: if they may not.
        RefusedError: if one is submitted already.
    """
    demand(user, Verb.CASE_SUBMIT, case)
    with transaction.atomic():
        _lock(case)
        if Review.objects.filter(case=case, state=_STATE.SUBMITTED).exists():
            raise RefusedError("words", "this case is submitted already; take that back first")
        made = Review.objects.create(
            case=case, version=case.current, state=_STATE.SUBMITTED, by=user, at=timezone.now(), words=words.strip()
        )
        trail.record(user, "case.submitted", case.id, version=made.version)
    return made


def take_back(user: User, case: Case) -> None:
    """Take back what was submitted, before it is decided.

    Raises:
        NoAccessError: if they may not, or nothing is submitted.
    """
    demand(user, Verb.CASE_SUBMIT, case)
    with transaction.atomic():
        open_one = _open(case)
        _close(open_one, user, _STATE.TAKEN_BACK, "")
        trail.record(user, "case.taken back", case.id, version=open_one.version)


def give_back(user: User, case: Case, words: str) -> None:
    """Return what was submitted, saying what is to be done.

    Raises:
        NoAccessError: if they may not, or nothing is submitted.
        RefusedError: if nothing is said.
    """
    demand(user, Verb.CASE_REVIEW, case)
    if not words.strip():
        raise RefusedError("answer", "say what is to be done before it can be approved")
    with transaction.atomic():
        open_one = _open(case)
        _close(open_one, user, _STATE.RETURNED, words)
        trail.record(user, "case.returned", case.id, version=open_one.version)


def approve(user: User, case: Case, version: int, words: str = "") -> None:
    """Approve what was submitted.

    Args:
        user: a supervisor of the case other than whoever submitted it: nobody reviews their own work.
        case: the case.
        version: which they were shown.
        words: what they say.

    Raises:
        NoAccessError: if they may not, or nothing is submitted.
        RefusedError: if it is their own, or another version was submitted meanwhile.
    """
    demand(user, Verb.CASE_REVIEW, case)
    with transaction.atomic():
        open_one = _open(case)
        if open_one.by == user:
            raise RefusedError("answer", "you submitted this yourself; another supervisor reviews it")
        if open_one.version != version:
            raise RefusedError("answer", "another version was submitted meanwhile; look at that one")
        _close(open_one, user, _STATE.APPROVED, words)
        trail.record(user, "case.approved", case.id, version=open_one.version)


def remarks(case: Case, about: str | None = None) -> list[Note]:
    """Remarks on a case, or on one finding or document of it, oldest first."""
    found = Note.objects.filter(case=case).select_related("author")
    return list(found if about is None else found.filter(about=about))


def remark(user: User, case: Case, about: str, text: str) -> Note:
    """Add a remark.

    Args:
        user: whoever works on the case or supervises it.
        case: the case.
        about: a finding such as ``acquiescence[gang]``, ``file:`` and a file's id, or nothing for the whole case.
        text: the remark.

    Raises:
        NoAccessError: if they may not.
        RefusedError: if nothing is said.
    """
    demand(user, Verb.CASE_EDIT, case)
    if not text.strip():
        raise RefusedError("text", "write the remark")
    with transaction.atomic():
        made = Note.objects.create(case=case, author=user, at=timezone.now(), about=about[:200], text=text.strip())
        trail.record(user, "case.remarked", case.id, note=made.pk)
    return made


def settle(user: User, case: Case, number: int, *, settled: bool = True) -> None:
    """Mark a remark as settled, or as open again.

    Raises:
        NoAccessError: if they may not, or the case has no such remark.
    """
    demand(user, Verb.CASE_EDIT, case)
    with transaction.atomic():
        if not Note.objects.filter(case=case, pk=number).update(settled=timezone.now() if settled else None):
            raise NoAccessError("there is no such remark")
        trail.record(user, "case.remark settled" if settled else "case.remark opened", case.id, note=number)


def _lock(case: Case) -> None:
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())


def _open(case: Case) -> Review:
    _lock(case)
    found = Review.objects.filter(case=case, state=_STATE.SUBMITTED).first()
    if found is None:
        raise NoAccessError("nothing is submitted for review")
    return found


def _close(review: Review, user: User, state: str, words: str) -> None:
    review.state, review.decided_by, review.decided, review.answer = state, user, timezone.now(), words.strip()
    review.save(update_fields=["state", "decided_by", "decided", "answer"])
