"""What every page is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi

from article3 import __version__
from article3.store.access import Verb, may

if TYPE_CHECKING:
    from django.http import HttpRequest

    from article3.store.models import User


def page(request: HttpRequest) -> dict[str, object]:
    """The language of the page, its direction, our version; whether the person may see more than their own account."""
    return {**bare(), "ready": getattr(request, "ready", False), "may": Allowed(getattr(request, "user", None))}


def bare() -> dict[str, object]:
    """What a page is given that nobody asked for, such as the one about an error of ours."""
    return {
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "version": __version__,
    }


class Allowed:
    """What a template may ask: ``may.manage``, ``may.read_trail``."""

    def __init__(self, user: object) -> None:
        self._user = user

    @property
    def manage(self) -> bool:
        """Whether this person manages accounts."""
        return self._may(Verb.USERS_MANAGE)

    @property
    def read_trail(self) -> bool:
        """Whether this person may read the trail."""
        return self._may(Verb.TRAIL_READ)

    def _may(self, verb: Verb) -> bool:
        return getattr(self._user, "is_authenticated", False) and may(cast("User", self._user), verb)
