"""Check filled forms: each for itself, and against a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.forms.checked import FormChecked, FormsChecked, Remark, Severity, worst
from article3.documents.forms.checks_answers import answers
from article3.documents.forms.checks_case import against_case
from article3.documents.forms.checks_claim import claim
from article3.documents.forms.checks_paper import paper, standing
from article3.documents.forms.looking import Look
from article3.law.periods import name as name_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from article3.documents.forms.reading import FilledForm
    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.forum import Forum

CHECKED_FORM = "I-589"


def check(form: FilledForm, law: Law, forum: Forum, today: dt.date, case: Case | None = None) -> FormChecked:
    """What there is to say of one filled Form I-589, worst first."""
    look = Look(form, case, law, forum, today)
    found: list[Remark] = [*claim(look), *answers(look), *against_case(look), *paper(look)]
    order = list(Severity)
    remarks = tuple(sorted(found, key=lambda remark: order.index(remark.severity)))
    return FormChecked(
        form.name,
        form.form,
        form.printed,
        standing(form, today),
        form.edition.printed,
        len(form.texts) + len(form.ticks),
        worst([remark.severity for remark in remarks]),
        remarks,
    )


def together(forms: Sequence[FormChecked], law: Law, forum: Forum, case: Case | None) -> FormsChecked:
    """Several forms, and what they were checked against."""
    return FormsChecked(
        worst([form.severity for form in forms]),
        forum.as_of,
        forum.circuit,
        name_of(law, forum.circuit),
        law.version,
        law.maintained_through,
        case.title if case is not None else "",
        tuple(forms),
    )
