"""What every page is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, get_language_bidi

from article3 import __version__

if TYPE_CHECKING:
    from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - Django calls it with one
    """The language of the page, its direction, our version."""
    return {"language": get_language() or "en", "direction": "rtl" if get_language_bidi() else "ltr", "version": __version__}
