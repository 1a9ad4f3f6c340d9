"""One book for all tests, as anybody would get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from article3.book.golden import files, place
from article3.book.optional import countries, coverage
from article3.book.shelf import Shelf
from article3.book.site import build

if TYPE_CHECKING:
    from article3.law.loading import Law


@pytest.fixture(scope="session")
def shelf(law: Law) -> Shelf:
    return Shelf(law, law.maintained_through, files(place()), countries(), coverage())


@pytest.fixture(scope="session")
def book(shelf: Shelf) -> dict[str, str]:
    return build(shelf)
