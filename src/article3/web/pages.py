"""Pages that belong to no case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from django.http import HttpRequest


def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Whether the server answers; says nothing else."""
    return HttpResponse("ok", content_type="text/plain")
