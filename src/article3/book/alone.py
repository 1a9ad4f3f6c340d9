"""The matrix of circuits and readings as one page that stands alone."""

from __future__ import annotations

from article3.book.pages import Page
from article3.book.shelf import Shelf
from article3.book.site import rendered
from article3.law.loading import load
from article3.law.matrix import Matrix, QuestionTable


def matrix_page(found: Matrix | QuestionTable) -> str:
    """All questions, or one, as an HTML page with its style in it and no link."""
    shelf = Shelf(load(), found.as_of)
    if isinstance(found, Matrix):
        page = Page("questions.html", "Questions of law, by circuit", "questions.html.j2", lambda: {"matrix": found})
    else:
        contents = {"table": found, "source": "", "chart": None, "periods": (), "askers": (), "cases": ()}
        page = Page("question.html", found.row.asks, "question.html.j2", lambda: contents)
    return rendered(shelf, page, linked=False)
