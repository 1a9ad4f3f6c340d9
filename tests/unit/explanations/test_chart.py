"""The comparison chart: each answer follows from the rules, and none is written down."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from article3.explanations.chart import Chart, chart
from article3.explanations.chart_pages import html, markdown, outline
from article3.explanations.chart_questions import QUESTIONS
from article3.explanations.model_applicant import MODEL, WITH_A_BAR, applicant
from article3.explanations.text import render
from article3.facts.after import FORMS
from article3.findings import decide
from article3.law.forums import circuits
from article3.law.loading import load
from article3.logic.forum import Forum
from article3.logic.truth import Truth
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from article3.law.loading import Law

E, N = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED
TODAY = dt.date(2026, 10, 2)

ADVISORY = {
    "On account of a protected ground?": (E, E, N, N),
    "Filing deadline?": (E, N, N, N),
    "Must it be filed in immigration court?": (E, N, N, N),  # here 'yes' means that the asylum office will do
    "Criminal and security bars?": (E, E, E, N),
    "Discretionary?": (E, N, N, N),
    "Can the person be removed to a different country?": (N, E, E, E),
    "Is immigration detention possible after the grant?": (N, E, E, E),
    "Path to permanent residence?": (E, N, N, N),
    "Can spouse and children get status through it?": (E, N, N, N),
}
"""The advisory's chart, part IX, rows two to ten: asylum, withholding under the INA, under the Convention, deferral."""


@pytest.fixture(scope="module")
def whole(law: Law) -> Chart:
    return chart(law, TODAY, more=True)


def test_the_answers_are_those_of_the_advisorys_chart(whole: Chart) -> None:
    found = {row.asks: tuple(row.cells[form].truth for form in FORMS) for row in whole.rows}
    assert {asks: found[asks] for asks in ADVISORY} == ADVISORY


def test_what_must_be_proved_is_the_standard_on_which_the_form_rests(whole: Chart) -> None:
    first = whole.rows[0]
    assert first.asks == "What must the applicant prove?"
    assert "well-founded fear" in first.cells["asylum"].says
    assert "life or freedom" in first.cells["withholding_ina"].says
    assert first.cells["withholding_cat"].says == first.cells["deferral_cat"].says == RULES["likely_torture"].sentence


def test_the_usual_chart_has_ten_questions_and_more_are_offered(law: Law, whole: Chart) -> None:
    assert len(chart(law, TODAY, "ca9").rows) == 10
    assert len(whole.rows) == len(QUESTIONS) > 10


def test_every_cell_has_an_authority_that_was_read(whole: Chart) -> None:
    for row in whole.rows:
        for cell in row.cells.values():
            assert cell.authorities, row.asks
            assert all(cited.verified != "unread" for cited in cell.authorities)


def test_the_service_pages_mistakes_are_answered(whole: Chart) -> None:
    notes = {row.asks: " ".join(note.says for note in row.notes) for row in whole.rows}
    assert "only deferral has none" in notes["Criminal and security bars?"]
    assert "It does not" in notes["Can spouse and children get status through it?"]
    assert "to leave is to be removed" in notes["Is there a travel document with which to return?"]


def test_every_note_has_authorities_that_were_read_and_is_shown_today(whole: Chart) -> None:
    for question, row in zip(QUESTIONS, whole.rows, strict=True):
        assert [note.says for note in row.notes] == [note.says for note in question.notes]
        for note in row.notes:
            assert note.authorities, note.says
            assert all(cited.verified != "unread" for cited in note.authorities), note.says


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("a substantial risk", dt.date(2015, 12, 17)),
        ("in the asylum merits process", dt.date(2022, 5, 31)),
        ("was paused in April 2023", dt.date(2023, 4, 12)),
        ("only deferral has none", dt.date(1999, 3, 22)),
    ],
)
def test_a_note_is_shown_from_the_day_on_which_it_holds(law: Law, words: str, first: dt.date) -> None:
    def noted(day: dt.date) -> bool:
        return any(words in note.says for row in chart(law, day, "ca7").rows for note in row.notes)

    assert noted(first)
    assert first == law.begins or not noted(first - dt.timedelta(days=1))


@pytest.mark.parametrize("circuit", circuits(load()))
@pytest.mark.parametrize("day", [TODAY, dt.date(2003, 1, 2)])
def test_to_the_model_applicant_every_form_must_be_granted(law: Law, circuit: str, day: dt.date) -> None:
    free = decide(applicant(tuple(MODEL.items())), Forum(circuit, day), law).forms
    assert (free.asylum.truth, free.withholding_ina.truth, free.withholding_cat.truth) == (E, E, E)
    barred = decide(applicant(tuple(WITH_A_BAR.items())), Forum(circuit, day), law).forms
    assert (barred.withholding_cat.truth, barred.deferral_cat.truth) == (N, E)


def test_an_answer_that_differs_by_circuit_is_said_to_differ(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    from article3.explanations import chart as module  # noqa: PLC0415
    from article3.explanations.chart_questions import Question  # noqa: PLC0415
    from article3.facts import harm  # noqa: PLC0415

    asks = Question("Is a safe part of the country fatal?", change={harm.could_relocate: True}, missing=("relocation",))
    monkeypatch.setattr(module, "QUESTIONS", (asks,))
    cell = chart(law, TODAY).rows[0].cells["withholding_cat"]
    assert cell.truth is Truth.UNDETERMINED
    assert "It differs by circuit" in cell.says
    assert chart(law, TODAY, "ca9").rows[0].cells["withholding_cat"].truth is N


def test_each_format_has_every_question_and_answer(law: Law, whole: Chart) -> None:
    text = " ".join(render(outline(whole, law)).split())
    table, page = markdown(whole, law), html(whole, law)
    for row in whole.rows:
        assert row.asks.upper() in text
        assert row.asks in table
        assert row.asks.replace("'", "&#39;") in page
        for note in row.notes:
            assert f"{note.says} - {note.authorities[0].cite}" in text
            assert f"{note.says} *" in table.replace("\\", "")
            assert f"{note.says} <span".replace("'", "&#39;") in page
    assert "In every circuit, as of 2026-10-02" in text
    assert table.count("\n| ") == len(whole.rows) + 2
    assert '<html lang="en" dir="ltr">' in page
    assert page.count('<th scope="row">') == len(whole.rows)
    assert "http" not in page


def test_the_command_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    from article3.cli.chart import show_chart  # noqa: PLC0415

    assert show_chart("9", TODAY, "json", None, more=False) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [row["asks"] for row in shown["rows"]][1] == "On account of a protected ground?"
    assert show_chart("12", TODAY, "text", None, more=False) == 2
    assert show_chart(None, dt.date(1999, 1, 1), "text", None, more=False) == 2
    assert "took effect on 1999-03-22" in capsys.readouterr().err
