"""Signing in: two factors, lock-out, last days, sessions that end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from article3.store import people
from article3.store.models import Counted, Entry, Role, User
from article3.web import sessions
from article3.web.accounts import Accounts
from browsing import PASSWORD, code, sign_in, signed_in, with_app
from people import person

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.http import HttpRequest

pytestmark = pytest.mark.django_db

HOME = reverse("home")
SECOND = reverse("mfa_authenticate")


def told(did: str) -> int:
    return Entry.objects.filter(did=did).count()


def lets_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


@pytest.fixture
def user() -> User:
    return with_app(person(Role.ATTORNEY))


def test_a_password_alone_opens_nothing(user: User) -> None:
    client = Client()
    assert sign_in(client, user) == SECOND
    assert not lets_in(client)
    assert client.post(SECOND, {"code": "000000"}).status_code == 200
    assert not lets_in(client)
    assert client.post(SECOND, {"code": code()}).headers["Location"] == HOME
    assert lets_in(client)
    assert (told("person.second factor refused"), told("person.signed in")) == (1, 1)
    client.post(reverse("account_logout"))
    assert not lets_in(client)
    assert told("person.signed out") == 1


def test_a_code_is_good_once(user: User) -> None:
    used = code()
    for expected in (True, False):
        client = Client()
        sign_in(client, user)
        client.post(SECOND, {"code": used})
        assert lets_in(client) is expected


def test_five_wrong_passwords_lock_the_account_whichever_process_counts(user: User) -> None:
    for _ in range(5):
        assert not sign_in(Client(), user, "wrong wrong wrong")
    assert Counted.objects.filter(key__contains="login_failed").exists()  # in the database, where every process sees it
    for _ in range(3):
        assert not sign_in(Client(), user)
    assert (told("person.refused"), told("person.locked out")) == (5, 1)
    other = with_app(person(Role.PARALEGAL))
    assert sign_in(Client(), other) == SECOND
    Counted.objects.update(expires=timezone.now() - dt.timedelta(seconds=1))
    assert sign_in(Client(), user) == SECOND


def test_five_wrong_codes_lock_the_second_factor(user: User) -> None:
    client = Client()
    sign_in(client, user)
    for _ in range(5):
        client.post(SECOND, {"code": "000000"})
    client.post(SECOND, {"code": code()})
    assert not lets_in(client)


def test_it_is_not_said_whether_an_address_has_an_account(user: User) -> None:
    answers = []
    for email in (user.email, "nobody@example.org"):
        answer = Client().post("/accounts/login/", {"login": email, "password": "wrong wrong wrong"})
        answers.append(answer.content.decode().replace(email, "").split("<form")[1].split("csrfmiddlewaretoken")[1][80:])
    assert answers[0] == answers[1]
    assert "not correct" in answers[0]
    lines = Entry.objects.filter(did="person.refused")
    assert [(line.who, line.detail) for line in lines] == [(user.pk, {}), (0, {})]


@pytest.mark.parametrize("way", ["ends", "is_active"])
def test_after_the_last_day_nobody_signs_in(user: User, way: str) -> None:
    today = timezone.localdate()
    User.objects.filter(pk=user.pk).update(ends=today)
    assert sign_in(Client(), user) == SECOND  # the last day is a day
    change = {"ends": today - dt.timedelta(days=1)} if way == "ends" else {"is_active": False}
    User.objects.filter(pk=user.pk).update(**change)
    client = Client()
    assert sign_in(client, user) in {"", reverse("account_inactive")}
    assert not lets_in(client)
    assert told("person.signed in") == 0


def test_a_passkey_does_not_pass_the_last_day(user: User) -> None:
    User.objects.filter(pk=user.pk).update(ends=dt.date(2020, 1, 1))
    user.refresh_from_db()
    request: HttpRequest = Client().get("/accounts/login/").wsgi_request
    answer = Accounts(request).pre_login(
        request, user, email_verification="none", signal_kwargs=None, email=None, signup=False, redirect_url=None
    )
    assert answer is not None
    assert answer.headers["Location"] == reverse("account_inactive")


@pytest.mark.parametrize(
    ("passed", "used", "over"),
    [
        (dt.timedelta(minutes=59), dt.timedelta(minutes=59), False),
        (dt.timedelta(minutes=61), dt.timedelta(minutes=61), True),
        (dt.timedelta(hours=11), dt.timedelta(minutes=2), False),
        (dt.timedelta(hours=12), dt.timedelta(minutes=2), True),
    ],
    ids=["in use", "idle", "long", "too long"],
)
def test_a_session_ends(user: User, passed: dt.timedelta, used: dt.timedelta, *, over: bool) -> None:
    client = signed_in(user, second_factor=False)
    session, now = client.session, timezone.now()
    session.update({"began": (now - passed).timestamp(), "used": (now - used).timestamp()})
    session.save()
    assert lets_in(client) is not over
    assert over or client.session["used"] >= now.timestamp()


def test_a_session_of_unknown_age_has_ended(user: User) -> None:
    client = signed_in(user, second_factor=False)
    session = client.session
    del session["began"]
    session.save()
    assert not lets_in(client)
    assert sessions.IDLE < sessions.WHOLE


def test_using_a_session_is_written_down_at_most_once_a_minute(user: User) -> None:
    client = signed_in(user, second_factor=False)
    client.get(HOME)
    before = client.session["used"]
    client.get(HOME)
    assert client.session["used"] == before


def test_own_sessions_are_listed_and_the_others_can_be_ended(user: User) -> None:
    browsers = []
    for agent in ("First Browser", "Second Browser"):
        client = Client(headers={"user-agent": agent})
        sign_in(client, user)
        client.post(SECOND, {"code": code()})
        assert lets_in(client)
        browsers.append(client)
        cache.clear()  # the code of this half minute was used
    page = browsers[1].get(reverse("usersessions_list")).content.decode()
    assert "First Browser" in page
    browsers[1].post(reverse("usersessions_list"))
    assert [lets_in(client) for client in browsers] == [False, True]


def test_an_administrator_ends_all_sessions(user: User) -> None:
    client = signed_in(user, second_factor=False)
    assert lets_in(client)
    people.end_sessions(person(Role.ADMINISTRATOR), user)
    assert not lets_in(client)


def test_a_new_password_ends_the_other_sessions(user: User) -> None:
    here, there = (signed_in(user, second_factor=False) for _ in range(2))
    new = "another horse battery"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), sent).status_code == 302
    assert (lets_in(here), lets_in(there)) == (True, False)
    assert told("person.password changed") == 1


def test_the_secret_of_an_app_is_sealed_in_the_database(user: User) -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - once the tables are known

    assert "JBSWY3" not in str(Authenticator.objects.get(user=user).data)


def test_allauths_other_pages_are_closed(user: User) -> None:
    client = signed_in(user, second_factor=False)
    for path in (
        "signup/",
        "email/",
        "confirm-email/",
        "password/reset/",
        "password/set/",
        "login/code/confirm/",
        "2fa/webauthn/signup/",
    ):
        assert client.get(f"/accounts/{path}").status_code == 404, path


def test_too_many_sign_ins_from_one_place_are_refused_in_our_words() -> None:
    answers = [Client().post("/accounts/login/", {"login": "a@example.org", "password": "x"}) for _ in range(31)]
    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()
    assert Counted.objects.filter(value=True, key__contains="told").count() == 1


def test_what_is_counted_is_forgotten_in_time() -> None:
    assert cache.add("once", [1.5], timeout=100)
    assert not cache.add("once", [2.5], timeout=100)
    assert cache.get("once") == [1.5]
    assert cache.touch("once", 200)
    Counted.objects.update(expires=timezone.now())
    assert cache.get("once", "gone") == "gone"
    assert not cache.touch("once", 200)
    assert cache.add("once", [3.5], timeout=None)
    assert cache.get("once") == [3.5]
    cache.set("once", {"a": 1})
    assert cache.get("once") == {"a": 1}
    assert cache.delete("once")
    assert not cache.delete("once")
    cache.set("again", 1)
    cache.clear()
    assert cache.get("again") is None


def test_whoever_removes_their_second_factor_sees_nothing_else_again(
    user: User, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    client = Client()
    sign_in(client, user)
    client.post(SECOND, {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    assert told("person.recovery codes renewed") == 1
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    other = Client()
    sign_in(other, user)
    other.post(SECOND, {"code": codes[0]})
    assert lets_in(other)
    again = Client()
    sign_in(again, user)
    again.post(SECOND, {"code": codes[0]})
    assert not lets_in(again)  # a recovery code is good once

    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert told("person.second factor removed") >= 1
    assert client.get(HOME).headers["Location"] == reverse("mfa_index")
