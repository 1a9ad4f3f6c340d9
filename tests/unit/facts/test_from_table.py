"""Cases from a table: a row each, in the words of a case file."""

from __future__ import annotations

import csv
import io

import pytest

from article3.facts import harm
from article3.facts.case_file import parse_case
from article3.facts.from_table import MOST_ROWS, TableError, columns, rows_of
from article3.law.loading import load

TABLE = """\
case_id,title,forum.circuit,proceeding.kind,proceeding.country_of_removal,feared_harms.1.id,feared_harms.1.custody,feared_harms.2.custody
A-1,"Ana, of Utopia",9,removal,Utopia,gang,official,nobody
A-2,,5,,,,,
,,,,,,,
A-3,Third,9,removal,Utopia,"two words",maybe,
"""


def test_each_row_is_a_case_file() -> None:
    first, second, third = rows_of(TABLE, load())
    case = parse_case(first.text, "case.yaml", load())
    assert (first.number, first.name, first.title, first.problems) == (1, "A-1", "Ana, of Utopia", ())
    assert (case.title, case.circuit) == ("Ana, of Utopia", "ca9")
    assert case.members(harm.feared_harms) == (0, 1)
    assert case.value(harm.custody, 0) == "official"
    assert [case.name(harm.harm, index) for index in (0, 1)] == ["gang", "feared_harms-2"]
    assert (second.title, second.problems) == ("A-2", ())
    assert parse_case(second.text, "case.yaml", load()).members(harm.feared_harms) is None, "not said is not none"
    assert {(one.line, one.path, one.code) for one in third.problems} == {
        (3, "feared_harms.1.id", "bad-id"),
        (3, "feared_harms.1.custody", "not-an-option"),
    }


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_any_usual_separator_will_do(separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(csv.reader(io.StringIO(TABLE)))
    assert [row.title for row in rows_of(written.getvalue(), load())] == ["Ana, of Utopia", "A-2", "Third"]


def test_every_column_of_the_template_is_known() -> None:
    (row,) = rows_of(",".join(columns()) + "\n" + ",".join(["x", "One case", "9"] + [""] * (len(columns()) - 3)) + "\n", load())
    assert (row.title, row.problems) == ("One case", ())


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "no cases in it"),
        ("title\n", "no cases in it"),
        ("title,proceeding.kin\nA,removal\n", "proceeding.kin is unknown; "),
        ("title,feared_harms.1.colour\nA,x\n", "feared_harms.1.colour is unknown"),
        ("title,title\nA,B\n", "title stands twice"),
        ("title,\nA,B\n", "column 2 has no name"),
        ("title\n" + "A\n" * (MOST_ROWS + 1), "at most 1,000 are taken at once"),
        ('title\n"A\n', "line 2: "),
    ],
    ids=["empty", "no rows", "misspelt", "unknown", "twice", "no name", "too many", "open quotation"],
)
def test_a_table_that_cannot_be_read_is_refused(table: str, says: str) -> None:
    with pytest.raises(TableError, match="(?s)" + says):
        rows_of(table, load())


def test_what_is_wrong_with_a_row_keeps_no_other_from_being_used() -> None:
    table = "case_id,title,forum.circuit\nA,One,9\nB,Two\nA,Three,9\nC,Four,99\n"
    rows = rows_of(table, load())
    assert [[(one.code, one.path) for one in row.problems] for row in rows] == [
        [],
        [("wrong-width", "")],
        [("twice", "case_id")],
        [("no-such-circuit", "forum.circuit")],
    ]


def test_a_cell_can_hold_anything_that_a_text_can() -> None:
    table = 'title,feared_harms.1.what\n"A: #1, ""quoted""","First line\nsecond: line # no comment"\n'
    (row,) = rows_of(table, load())
    case = parse_case(row.text, "case.yaml", load())
    assert case.title == 'A: #1, "quoted"'
    assert case.value(harm.what, 0) == "First line\nsecond: line # no comment"
