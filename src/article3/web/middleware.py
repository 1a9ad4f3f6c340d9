"""What holds for every page: who may see it, and what a browser may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from article3.web.accounts import has_second_factor, may_sign_in

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
        "health",
    }
)
"""Names of the pages for people who have not signed in, or are about to; every other page asks who is there."""

_FOR_SECOND_FACTOR = frozenset({"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"})


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
        name = resolve(request.path_info).url_name
        if name in OPEN_TO_ALL:
            return self._answer(request)
        user = request.user
        if not user.is_authenticated:
            if request.headers.get("HX-Request"):  # a part of a page cannot become the sign-in page
                return HttpResponse(status=403, headers={"HX-Redirect": redirect_to_login(request.get_full_path()).url})
            return redirect_to_login(request.get_full_path())
        if not may_sign_in(user):
            return redirect("account_inactive")
        if name not in _FOR_SECOND_FACTOR and not has_second_factor(user):
            return redirect("mfa_index")
        return self._answer(request)
