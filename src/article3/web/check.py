"""The private check, open to all: it sets no cookie, keeps nothing, and writes down nothing of what is answered.

Each page carries the answers in itself and sends them on. Nothing here changes anything for anybody, so that a request from
another site could do no harm: no token against that is asked for, since it would need a cookie.
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from article3 import check
from article3.check import carried, pages
from article3.check.order import next_question
from article3.check.phrases import six_words
from article3.check.questions import Kind, questions
from article3.check.speaking import LANGUAGES
from article3.check.state import HARD, UNKNOWN, UNSAID, BadAnswerError, BadStateError, State, read
from article3.law.loading import load
from article3.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest

BAD = 422
BUSY = 503
_AT_ONCE = threading.BoundedSemaphore(1)
"""So many files are sealed or opened at once in a process: each takes much memory and time by design (Argon2id), and the check is
open to anybody. Where a visitor comes from is neither asked nor kept."""
_PATIENCE = 10.0
"""Seconds that one waits for one's turn."""


class _BusyError(Exception):
    pass


@contextlib.contextmanager
def _in_turn() -> Iterator[None]:
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise _BusyError
    try:
        yield
    finally:
        _AT_ONCE.release()


@require_GET
def start(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The page that leads to each language."""
    return _open(pages.languages())


@require_GET
def style(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What the pages have besides the style of the guide."""
    text = Path(check.__file__).with_name("style.css").read_text(encoding="utf-8")
    answer = HttpResponse(text, content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@csrf_exempt
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, language: str) -> HttpResponse:
    """The next page, by what was answered and which button was pressed.

    Raises:
        Http404: if the check does not speak the language.
    """
    if language not in LANGUAGES:
        raise Http404
    if request.method != "POST":
        return _open(pages.begin(language))
    request.upload_handlers = [MemoryFileUploadHandler(request)]  # a file that is opened is on no disk, not even sealed
    if request.POST.get("do") == "resume":
        return _resumed(request, language)
    try:
        state = read(request.POST.get("state", ""))
    except BadStateError:
        return _open(pages.broken(language), BAD)
    return _STEPS.get(request.POST.get("do", ""), _answered)(request, language, state)


def _asked(request: HttpRequest, language: str, state: State) -> HttpResponse:  # noqa: ARG001
    return _open(pages.question(language, state, timezone.localdate(), law=load()))


def _answered(request: HttpRequest, language: str, state: State) -> HttpResponse:
    """The answer taken, or the question again with what is wrong; a page that was sent twice is taken once."""
    today, question = timezone.localdate(), request.POST.get("question", "")
    if question not in questions() and question != HARD:
        return _open(pages.broken(language), BAD)
    if question != next_question(state, today):
        return _asked(request, language, state)
    do, given = request.POST.get("do", ""), ",".join(request.POST.getlist("answer"))
    try:
        state = state.with_answer(question, do if do in {UNKNOWN, UNSAID} else given)
    except BadAnswerError as error:
        problem = str(error) if given else _NOTHING[questions()[question].kind] if question != HARD else "choose_one"
        return _open(pages.question(language, state, today, problem=problem, law=load()), BAD)
    return _asked(request, language, state)


def _back(request: HttpRequest, language: str, state: State) -> HttpResponse:
    return _asked(request, language, state.back())


def _ended(request: HttpRequest, language: str, state: State) -> HttpResponse:  # noqa: ARG001
    return _open(pages.end(language, state, timezone.localdate(), law=load()))


def _paper(request: HttpRequest, language: str, state: State) -> HttpResponse:  # noqa: ARG001
    return _open(pages.paper(language, state, timezone.localdate(), law=load()))


def _keep(request: HttpRequest, language: str, state: State) -> HttpResponse:  # noqa: ARG001
    return _open(pages.keep(language, state))


def _words(request: HttpRequest, language: str, state: State) -> HttpResponse:  # noqa: ARG001
    return _open(pages.keep(language, state, words=six_words()))


def _save(request: HttpRequest, language: str, state: State) -> HttpResponse:
    """The file, to be kept by the person alone."""
    chosen = request.POST.get("passphrase", "")
    if chosen != request.POST.get("again", ""):
        return _open(pages.keep(language, state, problem="differ"), BAD)
    try:
        with _in_turn():
            data = carried.made(state, chosen)
    except StoreError:
        return _open(pages.keep(language, state, problem="short"), BAD)
    except _BusyError:
        return _open(pages.keep(language, state, problem="busy"), BUSY)
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{carried.NAME}"'
    return answer


def _resumed(request: HttpRequest, language: str) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None or (sent.size or 0) > carried.LARGEST:
        return _open(pages.begin(language, problem="file_wrong"), BAD)
    try:
        with _in_turn():
            state = carried.answers_of(carried.open_carried(sent.read(), request.POST.get("passphrase", "")))
    except carried.CarriedError:
        return _open(pages.begin(language, problem="file_wrong"), BAD)
    except _BusyError:
        return _open(pages.begin(language, problem="busy"), BUSY)
    return _asked(request, language, state)


_NOTHING = {
    Kind.CHOICE: "choose_one",
    Kind.MANY: "choose_some",
    Kind.DAY: "day_form",
    Kind.STATE: "choose_one",
    Kind.COUNTRY: "choose_one",
}
_STEPS: dict[str, Callable[[HttpRequest, str, State], HttpResponse]] = {
    "start": _asked,
    "ask": _asked,
    "back": _back,
    "end": _ended,
    "paper": _paper,
    "keep": _keep,
    "words": _words,
    "save": _save,
}


def _open(content: str, status: int = 200) -> HttpResponse:
    return HttpResponse(content, content_type="text/html; charset=utf-8", status=status)
