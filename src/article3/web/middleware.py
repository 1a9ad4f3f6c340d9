"""What holds for every page: who may see it, and what a browser may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils import timezone

from article3.store.errors import NoAccessError
from article3.web.accounts import has_second_factor
from article3.web.errors import not_found
from article3.web.sessions import has_ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script or style in a page, nothing from any other host, no page inside another."""

OPEN_TO_ALL = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "invitation",
        "calendar",
        "health",
        "set_language",
        "check",
        "check_style",
        "check_ask",
        "guide",
        "guide_file",
        "guide_files",
        "guide_page",
    }
)
"""Names of the pages for people who have not signed in, or are about to; every other page asks who is there."""

_FOR_SECOND_FACTOR = frozenset({"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"})
"""What somebody who has no second factor yet may see: how to get one."""


class Confidential:
    """Headers by which browsers keep pages to themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page, not kept by any cache, with the policy for what it may load."""
        response = self._answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if not response.headers.get("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        return response


class SignedIn:
    """Denies by default: a page is for people who have signed in with a second factor, unless it is named as open to all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or the way to sign in."""
        # Whoever is no longer let in is nobody here: the backend that finds the person of a session asks for that each time.
        if request.user.is_authenticated and has_ended(request.session, timezone.now()):
            logout(request)
        name = resolve(request.path_info).url_name
        if name in OPEN_TO_ALL:
            return self._answer(request)
        user = request.user
        if not user.is_authenticated:
            after = request.get_full_path() if request.method == "GET" and not request.headers.get("HX-Request") else "/"
            return _elsewhere(request, redirect_to_login(after).url)
        ready = has_second_factor(user)
        if name not in _FOR_SECOND_FACTOR and not ready:
            return _elsewhere(request, reverse("mfa_index"))
        request.ready = ready  # type: ignore[attr-defined] # for the navigation
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """What somebody may not have looks like what does not exist."""
        return not_found(request, error) if isinstance(error, NoAccessError) else None


def _elsewhere(request: HttpRequest, url: str) -> HttpResponseBase:
    """The way to another page; a part of a page cannot become that page, so that the browser is told."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403, headers={"HX-Redirect": url})
    return redirect(url)
