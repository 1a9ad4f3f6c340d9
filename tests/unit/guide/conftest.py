"""The guide of one circuit, and of none, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.guide.site import build
from page_reader import Page

if TYPE_CHECKING:
    from article3.law.loading import Law


@pytest.fixture(scope="session")
def site(law: Law) -> dict[str, str]:
    made = build(law, law.maintained_through, circuits=("ca9",), paper=False)
    return {path: content for path, content in made.items() if isinstance(content, str)}


@pytest.fixture(scope="session")
def read(site: dict[str, str]) -> dict[str, Page]:
    return {path: Page(text) for path, text in site.items() if path.endswith(".html")}
