"""The evidence matrix in the browser."""

from __future__ import annotations

import pytest
from django.urls import reverse

from article3.store.models import Role
from browsing import signed_in
from people import JORGE, case_of, person

pytestmark = pytest.mark.django_db

PROVED = JORGE.replace("    victim: applicant\n  - id: police", "    victim: {is: applicant, because: [story]}\n  - id: police")


def test_the_matrix_leads_to_the_findings_and_says_what_is_lacking() -> None:
    attorney = person(Role.ATTORNEY)
    case = case_of(attorney, PROVED)
    page = signed_in(attorney).get(reverse("evidence", args=[case.id])).content.decode()
    assert page.count("proves it") >= 1
    assert "gap" in page
    assert "lacking" in page
    assert f'href="{reverse("finding_about", args=[case.id, "sufferer", 0])}"' in page
    assert "8 CFR 1208.16(c)(3)" in page


def test_a_case_without_exhibits_says_so() -> None:
    attorney = person(Role.ATTORNEY)
    case = case_of(attorney, "article3: 1\ntitle: Bare\nforum: {circuit: 9}\nfeared_harms:\n  - {id: gang}\n")
    page = signed_in(attorney).get(reverse("evidence", args=[case.id])).content.decode()
    assert "The case names no exhibits yet." in page
