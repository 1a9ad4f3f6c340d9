"""Agendas of cases written as a few lines, for the tests of deadlines."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.deadlines.agenda import agenda
from article3.facts.case_file import parse_case
from article3.law.loading import load

if TYPE_CHECKING:
    from article3.deadlines.model import Agenda, Deadline

KINDS = {
    "removal": "proceeding: {kind: removal}\n",
    "apart": "proceeding: {kind: withholding_only}\n",
    "reinstated": "proceeding: {kind: withholding_only, removal_order: reinstated}\n",
    "administrative": "proceeding: {kind: withholding_only, removal_order: administrative}\n",
    "credible": "proceeding: {kind: credible_fear}\n",
    "reasonable": "proceeding: {kind: reasonable_fear}\n",
    "unknown": "",
}
"""The section of a case file that says what kind of proceeding it is."""


def agenda_of(text: str, today: str, kind: str = "removal") -> Agenda:
    """The agenda of a case: its file without the version and the kind of proceeding."""
    case = parse_case(f"article3: 1\n{KINDS[kind]}{text}", "case.yaml", load())
    return agenda(case, dt.date.fromisoformat(today), load())


def events(*written: str) -> str:
    """The section of events, each as ``kind 2026-03-09 key=value``."""
    lines = []
    for each in written:
        kind, day, *more = each.split()
        lines.append(f"  - {{{', '.join([f'kind: {kind}', f'on: {day}', *(': '.join(one.split('=')) for one in more)])}}}")
    return "events:\n" + "\n".join(lines) + "\n"


def deadline(found: Agenda, identifier: str) -> Deadline:
    """The deadline with an id, or the only one of a clock."""
    fitting = [each for each in found.deadlines if identifier in {each.id, each.clock}]
    assert len(fitting) == 1, (identifier, [each.id for each in found.deadlines])
    return fitting[0]
