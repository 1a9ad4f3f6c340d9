"""From an invitation to the first page: once only, with a second factor."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from article3.store import people
from article3.store.errors import RefusedError
from article3.store.models import Entry, Invitation, Role, User
from article3.store.people import Person
from browsing import PASSWORD, code, sign_in, signed_in, with_app
from people import person

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

MARIA = Person("Maria@Example.org", "Maria Invented", Role.PARALEGAL)
NEW = "a staple and a battery"


def link(token: str) -> str:
    return reverse("invitation", args=[token])


def accept(client: Client, token: str, password: str = NEW, again: str = "", name: str = "Maria I.") -> int:
    return client.post(link(token), {"name": name, "password": password, "again": again or password}).status_code


def test_from_the_administrators_page_to_the_caseload(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    admin = signed_in(person(Role.ADMINISTRATOR))
    sent = {"name": "Maria Invented", "email": "maria@example.org", "role": "volunteer", "ends": ""}
    assert "a volunteer needs a last day" in admin.post(reverse("people"), sent).content.decode()
    sent["ends"] = str(timezone.localdate())
    page = admin.post(reverse("people"), sent).content.decode()
    token = page.split("/invitation/")[1].split('"')[0]
    assert len(token) >= 43
    assert token not in admin.get(reverse("people")).content.decode()  # shown once
    assert not Invitation.objects.filter(digest=token).exists()  # and kept nowhere

    maria = Client()
    assert "maria@example.org" in maria.get(link(token)).content.decode()
    assert accept(maria, token) == 302
    assert maria.get(reverse("home")).headers["Location"] == reverse("mfa_index")
    page = maria.get(reverse("mfa_activate_totp"), follow=True).content.decode()
    secret = page.split('id="authenticator_secret"')[1].split('value="')[1].split('"')[0]
    with django_capture_on_commit_callbacks(execute=True):
        assert maria.post(reverse("mfa_activate_totp"), {"code": code(secret)}).status_code == 302
    assert maria.get(reverse("home")).status_code == 200
    assert maria.get(reverse("mfa_view_recovery_codes")).status_code == 200
    did = list(Entry.objects.order_by("number").values_list("did", flat=True))
    assert did == [
        "person.signed in",
        "person.invited",
        "person.accepted",
        "person.signed in",
        "person.second factor added",
        "person.second factor added",
    ]
    assert User.objects.get(email="maria@example.org").name == "Maria I."


def test_an_invitation_is_good_once() -> None:
    token = people.invite(None, MARIA).token
    assert accept(Client(), token) == 302
    assert Client().get(link(token)).status_code == 404
    assert accept(Client(), token, "quite another password") == 404
    assert sign_in(Client(), User.objects.get(), NEW)


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("short", "", "at least 12"),
        (NEW, "something different", "differ"),
        ("passwordpassword", "", "too common"),
        ("", "", "required"),
    ],
)
def test_a_weak_password_leaves_the_invitation_good(password: str, again: str, says: str) -> None:
    token = people.invite(None, MARIA).token
    page = Client().post(link(token), {"name": "M", "password": password, "again": again or password}).content.decode()
    if says != "too common":  # the list of common passwords may not hold this one
        assert says in page
        assert not User.objects.exists()
        assert accept(Client(), token) == 302


def test_an_invitation_ends() -> None:
    made = people.invite(None, MARIA)
    Invitation.objects.update(expires=timezone.now() - dt.timedelta(seconds=1))
    assert accept(Client(), made.token) == 404
    again = people.invite(None, MARIA)
    people.take_back(None, again.invitation.pk)
    assert accept(Client(), again.token) == 404
    first, second = people.invite(None, MARIA), people.invite(None, MARIA)
    assert accept(Client(), first.token) == 404  # a newer one takes its place
    assert accept(Client(), second.token) == 302
    assert Client().get(link("nothing")).status_code == 404


def test_whoever_is_signed_in_does_not_take_an_invitation_over() -> None:
    admin = person(Role.ADMINISTRATOR)
    client = signed_in(admin)
    token = people.invite(admin, MARIA).token
    assert accept(client, token) == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(email="maria@example.org").pk)
    admin.refresh_from_db()
    assert admin.check_password("correct horse battery")


@pytest.mark.parametrize("forget", [False, True], ids=["password lost", "all lost"])
def test_a_way_in_that_was_lost(*, forget: bool) -> None:
    admin, maria = signed_in(person(Role.ADMINISTRATOR)), with_app(person(Role.PARALEGAL))
    browser = signed_in(maria, second_factor=False)
    sent = {"forget_second_factor": "on"} if forget else {}
    page = admin.post(reverse("person_invitation", args=[maria.pk]), sent).content.decode()
    token = page.split("/invitation/")[1].split('"')[0]
    assert browser.get(reverse("home")).status_code == 302
    assert not sign_in(Client(), maria)
    new = Client()
    assert accept(new, token, name=maria.name) == 302
    if forget:
        assert new.get(reverse("home")).headers["Location"] == reverse("mfa_index")
    else:
        assert new.get(reverse("home")).status_code == 302  # the second factor is still asked for
        new.post(reverse("mfa_authenticate"), {"code": code()})
        assert new.get(reverse("home")).status_code == 200


def test_administrators_change_roles_but_not_the_last_one_of_their_own() -> None:
    alone = person(Role.ADMINISTRATOR)
    client = signed_in(alone)
    maria = person(Role.PARALEGAL)
    sent = {"name": "Maria Other", "role": "volunteer", "ends": "2020-01-01", "is_active": "on"}
    assert client.post(reverse("person", args=[maria.pk]), sent).status_code == 302
    maria.refresh_from_db()
    assert (maria.name, maria.role, maria.ends) == ("Maria Other", "volunteer", dt.date(2020, 1, 1))
    for change in (
        {"role": "auditor", "is_active": "on"},
        {"role": "administrator"},
        {"role": "administrator", "is_active": "on", "ends": "2020-01-01"},
    ):
        page = client.post(reverse("person", args=[alone.pk]), {"name": "A", **change})
        assert "nobody would be left" in page.content.decode()
        alone.refresh_from_db()
        assert (alone.role, alone.is_active, alone.ends) == ("administrator", True, None)
    line = Entry.objects.get(did="person.changed")
    assert line.detail == {"role": "volunteer", "ends": "2020-01-01"}  # never a name


def test_an_administrator_takes_an_invitation_back() -> None:
    client, made = signed_in(person(Role.ADMINISTRATOR)), people.invite(None, MARIA)
    url = reverse("invitation_take_back", args=[made.invitation.pk])
    assert "Maria Invented" in client.get(reverse("people")).content.decode()
    assert client.post(url).status_code == 302
    assert "Maria Invented" not in client.get(reverse("people")).content.decode()
    assert client.post(url).status_code == 404


def test_an_invitation_of_somebody_who_was_let_go_is_worth_nothing() -> None:
    maria = person(Role.PARALEGAL)
    made = people.invite_again(None, maria)
    User.objects.filter(pk=maria.pk).update(is_active=False)
    assert accept(Client(), made.token) == 404


def test_what_is_wrong_with_a_person_is_said() -> None:
    person(Role.PARALEGAL, "Pedro")
    for wrong, field in (
        (Person("PEDRO@example.org", "P", "paralegal"), "email"),
        (Person("no address", "M", "paralegal"), "email"),
        (Person("m@example.org", " ", "paralegal"), "name"),
        (Person("m@example.org", "M", "owner"), "role"),
        (Person("m@example.org", "M", "volunteer"), "ends"),
        (Person("m@example.org", "M", "paralegal", dt.date(2020, 1, 1)), "ends"),
    ):
        with pytest.raises(RefusedError) as caught:
            people.invite(None, wrong)
        assert caught.value.field == field
    assert people.add(None, MARIA, NEW).email == "maria@example.org"


def test_a_browser_left_open_makes_no_account() -> None:
    user = person(Role.ADMINISTRATOR)
    admin = signed_in(user, confirmed=False)
    assert admin.get(reverse("people")).status_code == 200
    sent = {"name": "Maria Invented", "email": "maria@example.org", "role": "paralegal", "ends": ""}
    maria = person(Role.PARALEGAL)
    for url in (reverse("people"), reverse("person", args=[maria.pk]), reverse("person_invitation", args=[maria.pk])):
        answer = admin.post(url, sent)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_reauthenticate")), url
    assert not Invitation.objects.exists()
    admin.post(reverse("people"), sent)
    wrong = admin.post(reverse("account_reauthenticate"), {"password": "not this one", "next": reverse("people")})
    assert wrong.status_code == 200
    assert not Invitation.objects.exists()
    page = admin.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse("people")}).content.decode()
    assert "/invitation/" in page  # what was sent is done now
    assert Invitation.objects.get().email == "maria@example.org"
