"""The case room: every page answers, and says what the decision says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from people import case_of

if TYPE_CHECKING:
    from django.test import Client

    from article3.store.models import User

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("example", EXAMPLES[:2], ids=[path.stem for path in EXAMPLES[:2]])
def test_every_page_of_a_case_answers(example: Path, attorney: User, client: Client) -> None:
    case = case_of(attorney, example.read_text(encoding="utf-8"))
    for name in ("case", "case_map", "case_forums", "ask", "facts", "forum", "exhibits", "events", "history", "case_text"):
        assert client.get(reverse(name, args=[case.id])).status_code == 200, name
    assert client.get("/").status_code == 200
