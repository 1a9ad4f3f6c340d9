"""Every address, for every role, with somebody else's case: taken from the addresses themselves, so that a new page is tested unasked."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from article3.store.models import Case, Role, User
from article3.web.middleware import OPEN_TO_ALL, POLICY
from browsing import signed_in
from people import TODAY, case_of, person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpResponse

pytestmark = pytest.mark.django_db

REFUSED = {403, 404, 405}
TITLE = "Client of somebody else"
FOREIGN = f"article3: 1\ntitle: {TITLE}\nforum: {{circuit: 9}}\n"
CREATES = frozenset({Role.ATTORNEY, Role.REPRESENTATIVE, Role.PARALEGAL})
FOR_EVERYBODY = {
    "home",
    "law",
    "library",
    "search",
    "law_page",
    "calendars",
    "calendars_all",
    "timeline_style",
    "what_changed",
    "what_changed_look",
    "what_changed_renew",
    "account_change_password",
    "usersessions_list",
}
"""Pages without a case that whoever works here may see: their own account, the list of their own cases and what changes in them; the law,
the library and the search of both."""
FOR_ROLES: dict[str, frozenset[Role]] = {
    **dict.fromkeys(
        ("people", "person", "person_sessions", "person_invitation", "invitation_take_back"), frozenset({Role.ADMINISTRATOR})
    ),
    **dict.fromkeys(("trail", "trail_verify", "trail_export"), frozenset({Role.ADMINISTRATOR, Role.AUDITOR})),
    **dict.fromkeys(("case_new", "case_import", "case_table", "case_table_take", "case_table_template"), CREATES),
    "library_add": CREATES | {Role.ADMINISTRATOR},
}
"""Pages without a case for some roles alone. A page that is named nowhere here must refuse everybody."""
WITHOUT_ASSIGNMENT = {"assignments": {Role.ADMINISTRATOR}, "assignment_end": {Role.ADMINISTRATOR}}
"""Who may do what in a case that they are not assigned to: an administrator hands cases on, without reading them."""


class Address(NamedTuple):
    """An address and what it takes."""

    name: str
    takes: dict[str, str]

    def url(self, case: uuid.UUID, number: int) -> str:
        """The address filled in."""
        samples: dict[str, object] = {"uuid": case, "int": number, "str": "nothing", "slug": "nothing", "path": "nothing"}
        return reverse(self.name, kwargs={name: samples[kind] for name, kind in self.takes.items()})


def walked(patterns: Iterable[URLPattern | URLResolver], takes: dict[str, str] | None = None) -> Iterator[Address]:
    for one in patterns:
        kinds = {
            name: type(to).__name__.removesuffix("Converter").lower().replace("string", "str")
            for name, to in one.pattern.converters.items()
        }
        together = {**(takes or {}), **kinds}
        if isinstance(one, URLResolver):
            yield from walked(one.url_patterns, together)
        else:
            assert one.name, f"{one.pattern} needs a name, by which it is known who may see it"
            yield Address(one.name, together)


ADDRESSES = sorted(walked(get_resolver().url_patterns))
CLOSED_TO_VISITORS = [one for one in ADDRESSES if one.name not in OPEN_TO_ALL]
OF_A_CASE = [one for one in ADDRESSES if "case_id" in one.takes]
OTHERS = [one for one in CLOSED_TO_VISITORS if "case_id" not in one.takes and not one.name.startswith("mfa_")]


@pytest.fixture
def foreign() -> Case:
    return case_of(person(Role.ATTORNEY, "Somebody Else"), FOREIGN)


def both(client: Client, url: str) -> list[HttpResponse]:
    """What is answered when the page is asked for, and when a form is sent to it."""
    answers: list[HttpResponse] = [client.get(url), client.post(url)]  # type: ignore[list-item] # the test client's own kind
    for answer in answers:
        assert answer.headers["Content-Security-Policy"] in {POLICY, f"{POLICY}; manifest-src 'self'"}, url
        assert answer.headers["Cache-Control"], url
        assert TITLE not in body(answer), url
    return answers


def body(answer: HttpResponse) -> str:
    return b"".join(answer).decode(errors="replace")


def test_the_walk_finds_what_is_there() -> None:
    names = {one.name for one in ADDRESSES}
    assert {"home", "assignments", "review", "mfa_index", "people", "trail", "health"} <= names
    assert len(names) == len(ADDRESSES) > 25
    assert len(OF_A_CASE) >= 7
    assert all("uuid" not in one.takes.values() or {"case_id", "report_id"} & one.takes.keys() for one in ADDRESSES), (
        "an id of a case is called case_id, that of a report of the library report_id"
    )


def test_a_visitor_is_sent_to_sign_in(foreign: Case) -> None:
    for one in CLOSED_TO_VISITORS:
        for answer in both(Client(), one.url(foreign.pk, 1)):
            assert answer.status_code == 302, one
            assert answer.headers["Location"].startswith("/accounts/login/"), one


def test_whoever_has_no_second_factor_sees_only_how_to_get_one(foreign: Case) -> None:
    client = signed_in(person(Role.ADMINISTRATOR), second_factor=False)
    for one in CLOSED_TO_VISITORS:
        if one.name in {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}:
            continue
        for answer in both(client, one.url(foreign.pk, 1)):
            assert (answer.status_code, answer.headers["Location"]) == (302, reverse("mfa_index")), one
    page = body(client.get(reverse("mfa_index")))  # type: ignore[arg-type]
    assert reverse("people") not in page


def test_after_the_last_day_nothing_is_open(foreign: Case) -> None:
    for one in CLOSED_TO_VISITORS:
        user = person(Role.ATTORNEY, f"Left {one.name}")
        client = signed_in(user, second_factor=False)
        User.objects.filter(pk=user.pk).update(ends=TODAY.replace(year=2020))
        answer = client.get(one.url(foreign.pk, 1))
        assert answer.status_code == 302, one
        assert answer.headers["Location"].startswith("/accounts/login/"), one


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_foreign_case_cannot_be_told_from_none(role: Role, foreign: Case) -> None:
    client = signed_in(person(role))
    nowhere = uuid.uuid4()
    for one in OF_A_CASE:
        theirs, none = both(client, one.url(foreign.pk, 1)), both(client, one.url(nowhere, 1))
        if role in WITHOUT_ASSIGNMENT.get(one.name, set()):
            assert 404 in {answer.status_code for answer in none}, one
            continue
        assert [answer.status_code for answer in theirs] == [answer.status_code for answer in none], one
        assert {answer.status_code for answer in theirs} <= {404, 405}, one
        assert 404 in {answer.status_code for answer in theirs}, one
        assert [plain(answer) for answer in theirs] == [plain(answer) for answer in none], one


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_page_is_refused_unless_it_is_for_this_role(role: Role, foreign: Case) -> None:
    client = signed_in(person(role))
    other = person(Role.PARALEGAL, "Another Person")
    for one in OTHERS:
        answers = both(client, one.url(foreign.pk, other.pk))
        statuses = {answer.status_code for answer in answers}
        assert all(status < 500 for status in statuses), one
        if one.name in FOR_EVERYBODY or role in FOR_ROLES.get(one.name, frozenset()):
            continue
        assert statuses <= REFUSED, f"{one.name} answers {statuses} to the role {role.value}"


def test_who_may_is_let_in(foreign: Case) -> None:
    seen = {role: signed_in(person(role)) for role in Role}
    for name in ("people", "trail"):
        for role, client in seen.items():
            assert client.get(reverse(name)).status_code == (200 if role in FOR_ROLES[name] else 404), (name, role)
    answer = seen[Role.ADMINISTRATOR].get(reverse("assignments", args=[foreign.pk]))
    assert answer.status_code == 200
    assert "Somebody Else" in answer.content.decode()


def test_pages_for_visitors_hold_the_policy_too(foreign: Case) -> None:
    for one in ADDRESSES:
        both(Client(), one.url(foreign.pk, 1))
    assert Client().get("/no/such/page").headers["Content-Security-Policy"] == POLICY


def test_no_page_holds_a_script_or_style(foreign: Case) -> None:
    client = signed_in(person(Role.ADMINISTRATOR))
    for one in ADDRESSES:
        if one.name == "account_logout":
            continue
        for browser in (client, Client()):
            page = body(browser.get(one.url(foreign.pk, 1)))  # type: ignore[arg-type]
            assert not re.search(
                r"<style|\sstyle=|\son[a-z]+=|javascript:|https?://(?!testserver)", page.replace("http://www.w3.org", "")
            ), one
            for script in re.findall(r"<script[^>]*>", page):
                assert "src=" in script or 'type="application/json"' in script, (one, script)


def plain(answer: HttpResponse) -> str:
    """The page without what differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body(answer))
