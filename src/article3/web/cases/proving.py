"""The evidence matrix of a case: exhibits by elements, the kinds that are lacking, what the days of exhibits say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.shortcuts import render
from django.views.decorators.http import require_GET

from article3.evidence.matrix import ElementProved, Group, matrix
from article3.explanations.wording import MARKS
from article3.web.cases.desk import of_case
from article3.web.cases.room import address_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from article3.evidence.matrix import Matrix
    from article3.web.cases.desk import Desk


class Line(msgspec.Struct, frozen=True):
    """An element, and for each exhibit whether it proves it."""

    element: ElementProved
    address: str
    mark: str
    cells: tuple[bool, ...]


class Table(msgspec.Struct, frozen=True):
    """The elements of one harm, or of the claim."""

    group: Group
    lines: tuple[Line, ...]


@require_GET
@of_case(did="case.evidence_read")
def evidence(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The matrix and the checklist."""
    found = matrix(desk.facts, desk.decision, desk.law)
    context = {
        "desk": desk,
        "found": found,
        "tables": [_table(group, found, desk) for group in found.groups],
        "gaps": sum(element.is_gap for group in found.groups for element in group.elements),
        "lacking": [one.kind for one in found.kinds if not one.exhibits],
        "aged": [one for one in found.exhibits if one.ages],
    }
    return render(request, "web/cases/evidence.html", context)


def _table(group: Group, found: Matrix, desk: Desk) -> Table:
    letters = [one.letter for one in found.exhibits]
    lines = tuple(
        Line(
            element,
            address_of(desk, element.finding, element.place),
            MARKS[element.truth],
            tuple(letter in element.exhibits for letter in letters),
        )
        for element in group.elements
    )
    return Table(group, lines)
