"""Who works on a case, and the supervisor's review."""

from __future__ import annotations

import pytest
from django.urls import reverse

from article3.store import assignments, people, reviews
from article3.store.access import part_in
from article3.store.cases import save
from article3.store.errors import NoAccessError, RefusedError
from article3.store.models import Assignment, Case, Entry, Part, Review, Role, User
from browsing import signed_in
from people import JORGE, assign, by, case_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(attorney: User) -> Case:
    return case_of(attorney)


@pytest.fixture
def paralegal(case: Case) -> User:
    made = person(Role.PARALEGAL)
    assign(made, case, Part.WORKS)
    return made


def test_a_supervisor_gives_and_takes_parts(attorney: User, case: Case) -> None:
    client, volunteer = signed_in(attorney), person(Role.VOLUNTEER)
    url = reverse("assignments", args=[case.pk])
    page = client.post(url, {"user": volunteer.pk, "part": "supervises"}).content.decode()
    assert "only an attorney or accredited representative supervises" in page
    assert part_in(volunteer, case) is None
    assert client.post(url, {"user": volunteer.pk, "part": "works"}).status_code == 302
    assert client.post(url, {"user": volunteer.pk, "part": "reads"}).status_code == 302
    assert part_in(volunteer, case) == Part.READS
    assert client.post(reverse("assignment_end", args=[case.pk, volunteer.pk])).status_code == 302
    assert part_in(volunteer, case) is None
    lines = Entry.objects.filter(on=case.pk, did__in=("case.assigned", "case.dismissed")).order_by("number")
    assert [line.detail for line in lines] == [
        {"user": volunteer.pk, "part": "works", "before": None},
        {"user": volunteer.pk, "part": "reads", "before": "works"},
        {"user": volunteer.pk},
    ]


def test_a_case_keeps_a_supervisor(attorney: User, case: Case) -> None:
    client = signed_in(attorney)
    for sent in ({"part": "works"}, None):
        url = reverse("assignments", args=[case.pk]) if sent else reverse("assignment_end", args=[case.pk, attorney.pk])
        answer = client.post(url, {"user": attorney.pk, **sent} if sent else {}, follow=True)
        assert "nobody would be left who supervises" in answer.content.decode()
        assert part_in(attorney, case) == Part.SUPERVISES
    other = person(Role.REPRESENTATIVE)
    assignments.assign(attorney, case, other, Part.SUPERVISES)
    answer = client.post(reverse("assignment_end", args=[case.pk, attorney.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("home")
    assert client.get(reverse("assignments", args=[case.pk])).status_code == 404


def test_an_administrator_hands_a_case_on_without_reading_it(attorney: User, case: Case) -> None:
    admin = person(Role.ADMINISTRATOR)
    client = signed_in(admin)
    assert str(case.pk) in client.get(reverse("person", args=[attorney.pk])).content.decode()
    page = client.get(reverse("assignments", args=[case.pk])).content.decode()
    assert str(case.pk) in page
    assert case.title not in page
    assert assignments.without_supervisor(admin) == []
    people.change(admin, attorney, {"is_active": False})
    assert assignments.without_supervisor(admin) == [case]
    assert str(case.pk) in client.get(reverse("people")).content.decode()
    other = person(Role.REPRESENTATIVE)
    assert client.post(reverse("assignments", args=[case.pk]), {"user": other.pk, "part": "supervises"}).status_code == 302
    assert assignments.without_supervisor(admin) == []


@pytest.mark.parametrize("part", [Part.WORKS, Part.READS])
def test_only_supervisors_assign(case: Case, part: Part) -> None:
    worker = person(Role.ATTORNEY, "Second Attorney")
    assign(worker, case, part)
    assert signed_in(worker).get(reverse("assignments", args=[case.pk])).status_code == 404
    with pytest.raises(NoAccessError):
        assignments.assign(worker, case, worker, Part.SUPERVISES)
    with pytest.raises(NoAccessError):
        assignments.dismiss(worker, case, worker)


def test_nobody_who_left_or_audits_gets_a_part(attorney: User, case: Case) -> None:
    left, auditor = person(Role.PARALEGAL, "Left Already"), person(Role.AUDITOR)
    person(Role.ADMINISTRATOR)  # without one, nobody could be changed
    people.change(None, left, {"is_active": False})
    left.refresh_from_db()
    for one in (left, auditor):
        assert one not in assignments.could_join(case)
        with pytest.raises(RefusedError):
            assignments.assign(attorney, case, one, Part.READS)
    assert assignments.parts_for(Role.AUDITOR) == []
    assert Part.SUPERVISES not in assignments.parts_for(Role.PARALEGAL)


def test_a_review_from_draft_to_approval(attorney: User, case: Case, paralegal: User) -> None:
    theirs, mine = signed_in(paralegal), signed_in(attorney)
    url, decide = reverse("review", args=[case.pk]), reverse("review_decide", args=[case.pk])
    page = theirs.get(url).content.decode()
    assert "Submit version 1" in page
    assert "Approve" not in page
    assert theirs.post(decide, {"does": "submit", "words": "Please look at acquiescence"}).status_code == 302
    assert theirs.post(decide, {"does": "approve", "version": 1}).status_code == 404
    assert "Please look at acquiescence" in mine.get(url).content.decode()
    answer = mine.post(decide, {"does": "return", "version": 1, "answer": " "})
    assert answer.status_code == 422
    assert "say what is to be done" in answer.content.decode()
    assert mine.post(decide, {"does": "return", "version": 1, "answer": "Ask about the report"}).status_code == 302
    assert reviews.reviewed(case).state == "returned"
    save(by(paralegal), case, JORGE + "# asked\n", 1)
    case.refresh_from_db()
    assert reviews.reviewed(case).state == "draft"
    reviews.submit(paralegal, case)
    with pytest.raises(RefusedError, match="already"):
        reviews.submit(attorney, case)
    with pytest.raises(RefusedError, match="another version"):
        reviews.approve(attorney, case, 1)
    assert mine.post(decide, {"does": "approve", "version": 2, "answer": ""}).status_code == 302
    assert reviews.reviewed(case).state == "approved"
    assert "Ask about the report" in mine.get(url).content.decode()
    did = list(
        Entry.objects.filter(on=case.pk, did__in=("case.submitted", "case.returned", "case.approved")).values_list(
            "did", "detail"
        )
    )
    assert did == [
        ("case.submitted", {"version": 1}),
        ("case.returned", {"version": 1}),
        ("case.submitted", {"version": 2}),
        ("case.approved", {"version": 2}),
    ]
    assert [one.state for one in reviews.rounds(case)] == [Review.State.APPROVED, Review.State.RETURNED]


def test_nobody_approves_their_own_work(attorney: User, case: Case) -> None:
    client, url = signed_in(attorney), reverse("review_decide", args=[case.pk])
    client.post(url, {"does": "submit"})
    assert "you submitted this yourself" in client.post(url, {"does": "approve", "version": 1}).content.decode()
    assert client.post(reverse("review_take_back", args=[case.pk])).status_code == 302
    assert reviews.reviewed(case).state == "draft"
    assert client.post(reverse("review_take_back", args=[case.pk])).status_code == 404


def test_remarks_on_a_finding_and_on_a_file(attorney: User, case: Case, paralegal: User) -> None:
    client, url = signed_in(paralegal), reverse("remark", args=[case.pk])
    about = "acquiescence[gang]"
    assert f'value="{about}"' in client.get(reverse("review", args=[case.pk])).content.decode()
    assert client.post(url, {"about": about, "text": " "}).status_code == 422
    assert client.post(url, {"about": "no such finding", "text": "x"}).status_code == 422
    assert client.post(url, {"about": about, "text": "Who saw it?"}).status_code == 302
    (note,) = reviews.remarks(case, about)
    assert (note.author, note.text) == (paralegal, "Who saw it?")
    settle = reverse("remark_settle", args=[case.pk, note.pk])
    for sent, settled in (({}, True), ({"again": "1"}, False)):
        assert signed_in(attorney, second_factor=settled).post(settle, sent).status_code == 302
        assert (reviews.remarks(case)[0].settled is not None) is settled
    assert client.post(reverse("remark_settle", args=[case_of(attorney).pk, note.pk])).status_code == 404


def test_a_reader_says_nothing(case: Case) -> None:
    reader = person(Role.VOLUNTEER)
    assign(reader, case, Part.READS)
    client = signed_in(reader)
    page = client.get(reverse("review", args=[case.pk])).content.decode()
    assert "<textarea" not in page
    assert client.post(reverse("remark", args=[case.pk]), {"text": "x"}).status_code == 404
    assert client.post(reverse("review_decide", args=[case.pk]), {"does": "submit"}).status_code == 404
    assert Assignment.objects.filter(case=case).count() == 2
