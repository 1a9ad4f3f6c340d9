"""Every address of the workbench."""

from django.urls import include, path

from article3.web import pages

urlpatterns = [
    path("health", pages.health, name="health"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("", include("article3.web.cases.urls")),
]
