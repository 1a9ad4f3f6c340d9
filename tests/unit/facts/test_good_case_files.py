"""What a case file may look like, and what is made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.facts.case import Case
from article3.facts.case_file import parse_case, read
from article3.logic.variables import Interval, Value, Variable

if TYPE_CHECKING:
    from article3.law.loading import Law

HEAD = "article3: 1\n"
EXHIBITS = HEAD + "exhibits:\n  - {id: A, title: Declaration, kind: declaration}\n  - {id: B-2, title: X-ray, note: hand}\n"
MORE_LIKELY = Interval(0.5, 1.0, low_open=True)

Parsed = Callable[[str], Case]

ANSWERS: dict[str, tuple[str, str, Value]] = {
    "yes": ("applicant.credible", "yes", True),
    "no": ("applicant.credible", "no", False),
    "true": ("applicant.credible", "true", True),
    "false": ("applicant.credible", "false", False),
    "yes, quoted": ("applicant.credible", '"yes"', True),
    "no, in single quotes": ("applicant.credible", "'no'", False),
    "yes with a comment": ("applicant.credible", "yes  # see A", True),
    "yes as an answer": ("applicant.credible", "{is: yes}", True),
    "yes as an answer on lines of its own": ("applicant.credible", "\n    is: yes\n    note: calm", True),
    "a choice": ("persecution.protected_ground", "political_opinion", "political_opinion"),
    "the choice none": ("persecution.protected_ground", "none", "none"),
    "a choice, quoted": ("persecution.protected_ground", '"race"', "race"),
    "a choice as an answer": ("persecution.protected_ground", "{is: religion, note: from the file}", "religion"),
    "a whole number": ("bars.aggravated_felony_years", "5", 5.0),
    "zero": ("bars.aggravated_felony_years", "0", 0.0),
    "a number with a fraction": ("bars.aggravated_felony_years", "2.5", 2.5),
    "a number, quoted": ("bars.aggravated_felony_years", '"4"', 4.0),
    "a day": ("filing.last_arrival", "2021-03-09", dt.date(2021, 3, 9)),
    "a day, quoted": ("filing.last_arrival", '"2021-03-09"', dt.date(2021, 3, 9)),
    "a leap day": ("filing.last_arrival", "2024-02-29", dt.date(2024, 2, 29)),
    "the earliest day": ("filing.last_arrival", "1900-01-01", dt.date(1900, 1, 1)),
    "the latest day": ("filing.last_arrival", "2100-12-31", dt.date(2100, 12, 31)),
    "the standard, met": ("risk.all_sources", "more_likely_than_not", MORE_LIKELY),
    "the standard, not met": ("risk.all_sources", "not_more_likely_than_not", Interval(0.0, 0.5)),
    "a percentage": ("risk.all_sources", "60%", Interval(0.6, 0.6)),
    "a percentage with a space": ("risk.all_sources", "60 %", Interval(0.6, 0.6)),
    "a percentage with a fraction": ("risk.all_sources", "12.5%", Interval(0.125, 0.125)),
    "a range of percentages": ("risk.all_sources", "40% to 70%", Interval(0.4, 0.7)),
    "a range with one percent sign": ("risk.all_sources", "40 to 70%", Interval(0.4, 0.7)),
    "a range with a hyphen": ("risk.all_sources", "40%-70%", Interval(0.4, 0.7)),
    "a range with a dash": ("risk.all_sources", "40% – 70%", Interval(0.4, 0.7)),  # noqa: RUF001 - people type it
    "a range between 0 and 1": ("risk.all_sources", "0.4-0.7", Interval(0.4, 0.7)),
    "a number between 0 and 1": ("risk.all_sources", "0.6", Interval(0.6, 0.6)),
    "never": ("risk.all_sources", "0%", Interval(0.0, 0.0)),
    "always": ("risk.all_sources", "100%", Interval(1.0, 1.0)),
    "a range of one point": ("risk.all_sources", "50% to 50%", Interval(0.5, 0.5)),
    "a text": ("applicant.nationality", "Côte d'Ivoire", "Côte d'Ivoire"),
    "a text that looks like no": ("applicant.nationality", "no", "no"),
    "a text of several lines": (
        "applicant.nationality",
        "|\n    Syria\n    and Lebanon",
        "Syria\n    and Lebanon".replace("    ", ""),
    ),
    "a text in Arabic": ("applicant.nationality", "سوري", "سوري"),
}

UNKNOWN = {
    "blank": "",
    "null": "null",
    "a tilde": "~",
    "an empty text": '""',
    "the word": "unknown",
    "the word, quoted": '"unknown"',
    "the word in capitals": "UNKNOWN",
}


def _text(fact: str, written: str) -> str:
    section, key = fact.split(".")
    return f"{HEAD}{section}:\n  {key}: {written}\n"


@pytest.mark.parametrize("form", ANSWERS)
def test_an_answer_is_read_as_its_fact_asks(form: str, parsed: Parsed, variables: dict[str, Variable]) -> None:
    fact, written, value = ANSWERS[form]
    case = parsed(_text(fact, written))
    assert case.value(variables[fact], None) == value
    assert len(case.answers) == 1


@pytest.mark.parametrize("form", ANSWERS)
def test_the_schema_accepts_every_form_of_answer(form: str, schema_faults: Callable[[str], list[str]]) -> None:
    fact, written, _ = ANSWERS[form]
    assert schema_faults(_text(fact, written)) == []


@pytest.mark.parametrize("form", UNKNOWN)
@pytest.mark.parametrize(
    "fact",
    [
        "applicant.credible",
        "persecution.protected_ground",
        "bars.aggravated_felony_years",
        "filing.last_arrival",
        "risk.all_sources",
        "applicant.nationality",
    ],
)
def test_unknown_is_never_a_value(form: str, fact: str, parsed: Parsed, variables: dict[str, Variable]) -> None:
    for written in (UNKNOWN[form], f"{{is: {UNKNOWN[form]}}}", f"{{is: {UNKNOWN[form]}, note: she cannot say}}"):
        assert parsed(_text(fact, written)).value(variables[fact], None) is None


@pytest.mark.parametrize("written", ["unknown", "{is: unknown}"])
def test_the_schema_accepts_unknown_for_every_fact(
    written: str, variables: dict[str, Variable], schema_faults: Callable[[str], list[str]]
) -> None:
    for fact, variable in variables.items():
        if variable.entity is None and not fact.startswith("calendar."):
            assert schema_faults(_text(fact, written)) == []


def test_an_unknown_with_a_note_keeps_the_note_and_its_proof(parsed: Parsed, variables: dict[str, Variable]) -> None:
    case = parsed(EXHIBITS + "applicant:\n  credible: {is: unknown, because: [A, B-2], note: not yet heard}\n")
    answer = case.answer(variables["applicant.credible"])
    assert answer is not None
    assert (answer.value, answer.because, answer.note) == (None, ("A", "B-2"), "not yet heard")


def test_a_blank_fact_is_not_stated_at_all(parsed: Parsed) -> None:
    assert parsed(HEAD + "applicant:\n  credible:\n").answers == {}


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + "applicant:\n",
        HEAD + "applicant:\n  # credible: yes\n",
        HEAD + "forum:\nexhibits:\nfeared_harms:\n",
        HEAD + "forum: {}\napplicant: {}\n",
        "# a comment first\n\n" + HEAD,
        "---\n" + HEAD + "...\n",
        "%YAML 1.1\n---\n" + HEAD,
        "{article3: 1}",
    ],
)
def test_a_case_may_state_nothing(text: str, parsed: Parsed) -> None:
    case = parsed(text)
    assert (case.answers, case.lists, case.exhibits, case.circuit, case.as_of, case.title) == ({}, {}, {}, None, None, "")


def test_no_list_and_an_empty_list_are_different_things(parsed: Parsed) -> None:
    assert parsed(HEAD).lists == {}
    assert parsed(HEAD + "convictions:\n").lists == {}
    assert parsed(HEAD + "convictions: []\n").lists == {"convictions": ()}


def test_entries_have_the_ids_of_the_file_and_numbers_otherwise(parsed: Parsed, variables: dict[str, Variable]) -> None:
    case = parsed(
        HEAD
        + "past_harms:\n  - id: arrest\n    custody: official\n  - custody: private\n"
        + "feared_harms:\n  - id: gang.2\n    custody: nobody\n  -\n"
    )
    custody = variables["harm.custody"]
    assert custody.entity is not None
    harms = custody.entity
    shown = {
        name: [(case.name(harms, index), case.value(custody, index)) for index in indexes] for name, indexes in case.lists.items()
    }
    assert shown == {
        "past_harms": [("arrest", "official"), ("past_harms-2", "private")],
        "feared_harms": [("gang.2", "nobody"), ("feared_harms-2", None)],
    }


def test_exhibits_are_kept_with_what_is_said_of_them(parsed: Parsed) -> None:
    exhibits = parsed(EXHIBITS).exhibits
    assert [(found.id, found.title, found.kind, found.note) for found in exhibits.values()] == [
        ("A", "Declaration", "declaration", ""),
        ("B-2", "X-ray", "", "hand"),
    ]


def test_exhibits_may_stand_after_the_facts_they_prove(parsed: Parsed, variables: dict[str, Variable]) -> None:
    case = parsed(HEAD + "applicant:\n  credible: {is: yes, because: [A]}\nexhibits:\n  - {id: A, title: Declaration}\n")
    answer = case.answer(variables["applicant.credible"])
    assert answer is not None
    assert answer.because == ("A",)


@pytest.mark.parametrize(
    ("written", "circuit"),
    [
        ("9", "ca9"),
        ("9th", "ca9"),
        ("ca9", "ca9"),
        ("CA9", "ca9"),
        ("2nd", "ca2"),
        ("1st", "ca1"),
        ("11", "ca11"),
        ("DC", "cadc"),
        ("D.C.", "cadc"),
    ],
)
def test_the_circuit_is_named_as_people_name_it(written: str, circuit: str, parsed: Parsed) -> None:
    assert parsed(f"{HEAD}forum:\n  circuit: {written}\n").circuit == circuit


def test_the_law_of_its_first_day_can_be_asked_for(parsed: Parsed) -> None:
    assert parsed(HEAD + "forum:\n  as_of: 1999-03-22\n").as_of == dt.date(1999, 3, 22)


@pytest.mark.parametrize("blank", ["", "null", "~"])
def test_a_blank_title_is_no_title(blank: str, parsed: Parsed) -> None:
    assert parsed(f"{HEAD}title: {blank}\n").title == ""


@pytest.mark.parametrize("blank", ["", "null", "~", '""'])
def test_what_is_blank_is_absent(blank: str, parsed: Parsed, variables: dict[str, Variable]) -> None:
    case = parsed(
        f"{HEAD}forum:\n  circuit: {blank}\n  as_of: {blank}\n"
        f"exhibits:\n  - id: A\n    title: Declaration\n    kind: {blank}\n    note: {blank}\n"
        f"applicant:\n  credible:\n    is: yes\n    because: {blank}\n    note: {blank}\n"
        f"past_harms: {blank}\nfeared_harms:\n  - id: {blank}\n    custody: {blank}\n"
    )
    answer = case.answer(variables["applicant.credible"])
    assert answer is not None
    assert (answer.value, answer.because, answer.note) == (True, (), "")
    assert (case.exhibits["A"].kind, case.exhibits["A"].note, case.circuit, case.as_of) == ("", "", None, None)
    assert (case.lists, list(case.names.values()), len(case.answers)) == ({"feared_harms": (0,)}, ["feared_harms-1"], 1)


def test_a_range_with_one_percent_sign_may_start_at_nothing(parsed: Parsed, variables: dict[str, Variable]) -> None:
    assert parsed(f"{HEAD}risk:\n  all_sources: 0 to 30%\n").value(variables["risk.all_sources"], None) == Interval(0.0, 0.3)


GOOD = HEAD + "title: José, a nurse\nforum:\n  circuit: 9\napplicant:\n  credible: {is: yes, note: calm}\n"


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n").encode("utf-8-sig"),
        GOOD.removesuffix("\n").encode(),
    ],
    ids=["plain", "CRLF", "CR", "BOM", "BOM and CRLF", "no last line end"],
)
def test_editors_may_save_the_file_as_they_please(
    content: bytes, law: Law, tmp_path: Path, variables: dict[str, Variable]
) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    case = read(path, law)
    assert (case.title, case.circuit, case.value(variables["applicant.credible"], None)) == ("José, a nurse", "ca9", True)


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[3] / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_published_example_is_read_and_states_something(path: Path, law: Law) -> None:
    case = read(path, law)
    assert case.title
    assert case.answers
    assert all(proof in case.exhibits for answer in case.answers.values() for proof in answer.because)


def test_control_characters_written_as_escapes_are_left_out(law: Law) -> None:
    case = parse_case('article3: 1\ntitle: "a\\e[31m\\aname"\n', "case", law)
    assert case.title == "a[31mname"
