"""The private check, open to all: the answers travel in the page, and the server keeps, logs and knows nothing of them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from article3.check import rendering
from article3.check.casing import built
from article3.check.loading import questions
from article3.check.model import HARD, NOT_SAID, UNKNOWN
from article3.check.order import ANNOUNCED, next_question
from article3.check.phrases import six_words
from article3.check.rendering import Reader, voices
from article3.check.sealed import LARGEST, NAME, SealedError, locked, unlocked
from article3.check.state import LONGEST, AnswerError, State, StateError, decoded, joined
from article3.guide.loading import LANGUAGES
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

_T = TypeVar("_T")
_MOST = LARGEST + LONGEST + 4096
"""Bytes of a request that is read at all."""
_BAD, _BUSY = 400, 503
_WAIT = 20.0
_ONE_AT_A_TIME = threading.BoundedSemaphore(1)
"""Finding a key from a passphrase takes much memory: anybody may ask for it here, so that a process does it one at a time."""
_BLANKS = {"unknown": UNKNOWN, "not_said": NOT_SAID}


class _BusyError(Exception):
    """Others are waiting for a key."""


@require_GET
def start(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The page that leads to each language."""
    return _private(rendering.languages())


@require_GET
def style_sheet(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What the pages need beside the guide's style."""
    return HttpResponse(rendering.style(), content_type="text/css; charset=utf-8")


# A request from another site's page can do nothing here: it changes nothing, and there is no session that it could use. A token
# against it would need a cookie, and there is to be none.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, language: str) -> HttpResponse:
    """The first page, or what follows from the answers that the page has sent.

    Raises:
        Http404: if the check is not given out in that language.
    """
    if language not in LANGUAGES:
        raise Http404
    reader = Reader(voices(language), load(), timezone.localdate())
    if request.method != "POST":
        return _private(rendering.start(reader))
    if int(request.META.get("CONTENT_LENGTH") or 0) > _MOST:
        return _private(rendering.again(reader, "resume_large"), _BAD)
    request.upload_handlers = [MemoryFileUploadHandler(request)]  # a file that is opened is on no disk, sealed or not
    try:
        return _answered(request, reader)
    except StateError:
        return _private(rendering.broken(reader), _BAD)


def _answered(request: HttpRequest, reader: Reader) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "open":
        return _opened(request, reader)
    state = State() if act == "begin" else decoded(request.POST.get("state", ""))
    if act in {"next", *_BLANKS}:
        return _taken(request, reader, state, _BLANKS.get(act))
    shown: dict[str, Callable[[], HttpResponse]] = {
        "back": lambda: _next(reader, state.back()),
        "end": lambda: _ended(reader, state),
        "paper": lambda: _private(rendering.paper(reader, state)),
        "pause": lambda: _private(rendering.pause(reader, state)),
        "words": lambda: _private(rendering.pause(reader, state, words=six_words())),
        "file": lambda: _file(request, reader, state),
    }
    return shown.get(act, lambda: _next(reader, state))()


def _next(reader: Reader, state: State) -> HttpResponse:
    """The next question, or the end where nothing is left to ask."""
    question = next_question(state, reader.law, reader.today)
    if question is None:
        return _private(rendering.ended(reader, state, finished=True))
    return _private(rendering.asked(reader, state, question))


def _ended(reader: Reader, state: State) -> HttpResponse:
    finished = next_question(state, reader.law, reader.today) is None
    return _private(rendering.ended(reader, state, finished=finished))


def _taken(request: HttpRequest, reader: Reader, state: State, blank: str | None) -> HttpResponse:
    """The page after an answer, or the same question again where it was none."""
    name = request.POST.get("question", "")
    if name not in questions() and name != HARD:
        raise StateError("a question that is not asked")
    value = joined(request.POST.getlist("answer")) if blank is None else blank
    try:
        return _next(reader, state.with_answer(name, value))
    except AnswerError as error:
        question = ANNOUNCED if name == HARD else questions()[name]
        return _private(rendering.asked(reader, state, question, wrong=error.why), _BAD)


def _file(request: HttpRequest, reader: Reader, state: State) -> HttpResponse:
    """The file with the answers, to be kept by the person alone."""
    given = request.POST.get("first", "")
    if given != request.POST.get("second", ""):
        return _private(rendering.pause(reader, state, wrong="keep_same"), _BAD)
    text = built(state, reader.law).text
    try:
        content = _slowly(lambda: locked(text, state, given))
    except SealedError:
        return _private(rendering.pause(reader, state, wrong="keep_same"), _BAD)
    except _BusyError:
        return _private(rendering.pause(reader, state, wrong="busy"), _BUSY)
    answer = _private(content, sort="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer


def _opened(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Where a person's file leads: the next question, with the answers that are in it."""
    sent = request.FILES.get("file")
    content = b"" if sent is None else sent.read()
    if not content or len(content) > LARGEST:
        return _private(rendering.again(reader, "resume_large"), _BAD)
    try:
        state = _slowly(lambda: unlocked(content, request.POST.get("passphrase", ""))).state
    except SealedError:
        return _private(rendering.again(reader, "resume_wrong"), _BAD)
    except _BusyError:
        return _private(rendering.again(reader, "busy"), _BUSY)
    return _next(reader, state)


def _slowly(work: Callable[[], _T]) -> _T:
    """What work comes to that takes much memory.

    Raises:
        _BusyError: if others have waited for too long.
    """
    if not _ONE_AT_A_TIME.acquire(timeout=_WAIT):
        raise _BusyError
    try:
        return work()
    finally:
        _ONE_AT_A_TIME.release()


def _private(content: str | bytes, status: int = 200, sort: str = "text/html; charset=utf-8") -> HttpResponse:
    """An answer that no cache keeps, and that tells no other page where one was."""
    answer = HttpResponse(content, content_type=sort, status=status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
