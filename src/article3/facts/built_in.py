"""What a decision knows by itself: the day, and the four forms of protection, each looked at as if it were granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.after import FORMS, asked_on, form, grant, grants
from article3.facts.case import Answer, Case

if TYPE_CHECKING:
    import datetime as dt

    from article3.logic.variables import Variable


def with_built_in(case: Case, as_of: dt.date) -> Case:
    """The case, with the day and the four forms added.

    Args:
        case: as its file states it.
        as_of: the day whose law is asked.
    """
    answers: dict[tuple[Variable, int | None], Answer] = {(form, index): Answer(name) for index, name in enumerate(FORMS)}
    answers[asked_on, None] = Answer(as_of)
    return case.knowing(answers, grant, FORMS, grants.id)
