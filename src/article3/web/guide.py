"""The guide for the person at risk, open to all: it sets no cookie, keeps nothing, and knows nobody."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from article3.guide.loading import LANGUAGES
from article3.guide.rendering import Place, circuit_names, first_page, page_ids, rendered, script, style, worker
from article3.guide.site import kept, manifest, mark
from article3.guide.told import Reader
from article3.guide.voice import voice
from article3.law.loading import load
from article3.web.middleware import POLICY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.http import HttpRequest

_SERVED = Place("../../", "")
_HERE = Place("", "")
_FILES: dict[str, tuple[str, Callable[[], str]]] = {
    "style.css": ("text/css", style),
    "offline.js": ("text/javascript", script),
    "worker.js": ("text/javascript", worker),
    "mark.svg": ("image/svg+xml", mark),
    "guide.webmanifest": ("application/manifest+json", functools.partial(manifest, "./")),
}
_DAY = 86400


@require_GET
def start(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The page that leads to each language."""
    return _open(first_page(_HERE))


@require_GET
def file(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """What every page uses: the style, the mark, the script that keeps the guide on a device.

    Raises:
        Http404: if there is no such file.
    """
    if name not in _FILES:
        raise Http404
    sort, content = _FILES[name]
    return _open(content(), sort)


@require_GET
def page(request: HttpRequest, language: str, circuit: str, name: str) -> HttpResponse:  # noqa: ARG001
    """A page in a language, for the readers of a circuit.

    Raises:
        Http404: if the guide does not have it.
    """
    law = load()
    circuits = {shown: circuit for circuit, shown in circuit_names(law).items()}
    if language not in LANGUAGES or circuit not in circuits or name not in page_ids():
        raise Http404
    return _open(_written(language, circuits[circuit], name, timezone.localdate(), law.version))


@require_GET
def files(request: HttpRequest, language: str, circuit: str) -> HttpResponse:  # noqa: ARG001
    """What is kept on a device when somebody asks for that.

    Raises:
        Http404: if the guide does not have that language or circuit.
    """
    if language not in LANGUAGES or circuit not in circuit_names(load()).values():
        raise Http404
    return _open(json.dumps(kept(_SERVED)), "application/json")


@functools.lru_cache(maxsize=512)
def _written(language: str, circuit: str, name: str, day: dt.date, _version: str) -> str:
    return rendered(name, Reader(voice(language), circuit, load(), day), _SERVED)


def _open(content: str, sort: str = "text/html") -> HttpResponse:
    """An answer that any cache may keep: it is the same for everybody."""
    answer = HttpResponse(content, content_type=f"{sort}; charset=utf-8")
    answer.headers["Cache-Control"] = f"public, max-age={_DAY}"
    answer.headers["Content-Security-Policy"] = f"{POLICY}; manifest-src 'self'"
    return answer
