"""One book for all tests, as anybody would get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.book.golden import files, place
from article3.book.shelf import Shelf, stocked
from article3.book.site import build
from page_reader import Page

if TYPE_CHECKING:
    from article3.law.loading import Law


@pytest.fixture(scope="session")
def shelf(law: Law) -> Shelf:
    return stocked(law, law.maintained_through, files(place()))


@pytest.fixture(scope="session")
def book(shelf: Shelf) -> dict[str, str]:
    return build(shelf)


@pytest.fixture(scope="session")
def read(book: dict[str, str]) -> dict[str, Page]:
    return {path: Page(text) for path, text in book.items() if path.endswith(".html")}
