"""A passage of a document pinned to its exhibit and to a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from article3.facts import harm
from article3.facts.case_file import parse_case
from article3.facts.pinning import Pin, pinned
from article3.law.loading import load
from article3.store.cases import facts_of, latest, save
from article3.store.files import add
from article3.store.models import Part, Passage, Role
from browsing import signed_in
from people import JORGE, assign, by, case_of, person

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import Case, User

pytestmark = pytest.mark.django_db

TEXT = JORGE.replace("kind: declaration}", "kind: declaration, file: papers/account.txt}")
WORDS = "He was held for three days.\nNobody\n came."


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney, TEXT)


@pytest.fixture
def address(case: Case, attorney: User) -> str:
    file = add(attorney, case, "account.txt", [WORDS.encode()])
    passage = Passage.objects.create(file=file, page=0, position=1, text=WORDS, words="")
    return reverse("pin", args=[case.id, file.id, passage.pk])


def sent(case: Case, **more: str) -> dict[str, str]:
    case.refresh_from_db()
    return {"version": str(case.current), "quote": "Nobody came.", "exhibit": "story", **more}


def test_a_passage_is_pinned_to_its_exhibit_and_to_a_fact(client: Client, case: Case, address: str) -> None:
    page = client.get(address).content.decode()
    assert "He was held for three days." in page
    assert "gang: " in page
    assert '<option value="harm-victim-0">' in page
    answer = client.post(address, sent(case, fact="harm-victim-0"))
    assert answer.headers["Location"] == reverse("evidence", args=[case.id])
    case.refresh_from_db()
    facts = facts_of(latest(case), load())
    assert facts.exhibits["story"].highlight == ("Nobody came.",)
    found = facts.answer(harm.victim, 0)
    assert found is not None
    assert (found.value, found.because) == ("applicant", ("story",))
    versions = case.current
    client.post(address, sent(case, fact="harm-victim-0"))
    case.refresh_from_db()
    assert case.current == versions, "the same is not pinned twice"


def test_what_speaks_against_the_claim_is_kept_apart(client: Client, case: Case, address: str) -> None:
    client.post(address, sent(case, adverse="yes"))
    case.refresh_from_db()
    exhibit = facts_of(latest(case), load()).exhibits["story"]
    assert (exhibit.highlight, exhibit.adverse) == ((), ("Nobody came.",))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"quote": "Everybody came."}, "word for word"),
        ({"quote": ""}, "word for word"),
        ({"exhibit": "another"}, "Choose the exhibit"),
        ({"fact": "harm-no_such-0"}, "does not state that fact"),
    ],
    ids=["other words", "none", "no exhibit", "no fact"],
)
def test_what_cannot_be_pinned_says_why(client: Client, case: Case, address: str, more: dict[str, str], says: str) -> None:
    answer = client.post(address, sent(case, **more))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    case.refresh_from_db()
    assert case.current == 1


def test_a_case_that_was_saved_meanwhile_is_not_written_over(client: Client, case: Case, address: str, attorney: User) -> None:
    old = sent(case)
    save(by(attorney), case, TEXT.replace("The account", "Another title"), 1)
    answer = client.post(address, old)
    assert answer.status_code == 422
    case.refresh_from_db()
    assert facts_of(latest(case), load()).exhibits["story"].title == "Another title"


def test_no_passage_of_another_document_and_no_reader(client: Client, case: Case, address: str) -> None:
    assert client.get(address.replace(address.rstrip("/").rsplit("/", 1)[1] + "/", "999999/")).status_code == 404
    reader = person(Role.VOLUNTEER)
    assign(reader, case, Part.READS)
    assert signed_in(reader).post(address, sent(case)).status_code == 404


def test_a_document_of_no_exhibit_says_so(client: Client, case: Case, attorney: User) -> None:
    file = add(attorney, case, "loose.txt", [b"Words."])
    passage = Passage.objects.create(file=file, page=0, position=1, text="Words.", words="")
    page = client.get(reverse("pin", args=[case.id, file.id, passage.pk])).content.decode()
    assert "No exhibit names this document" in page


def test_pinning_keeps_what_stood_there() -> None:
    law = load()
    text = TEXT.replace("papers/account.txt}", 'papers/account.txt, highlight: ["One."]}')
    new = pinned(text, parse_case(text, "case.yaml", law), Pin("story", "Two: a # sign."), law)
    assert parse_case(new, "case.yaml", law).exhibits["story"].highlight == ("One.", "Two: a # sign.")
    with pytest.raises(LookupError):
        pinned(text, parse_case(text, "case.yaml", law), Pin("nothing", "Two."), law)
