"""Declarations, notes, certificates and summaries say what the case says, and show what is still to be told."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest

from article3.deadlines.clocks import CLOCKS
from article3.deadlines.model import Sort
from article3.documents.drafts.certificates import interpretation, translation
from article3.documents.drafts.columns import misplaced
from article3.documents.drafts.declaration import declaration
from article3.documents.drafts.hijri import hijri
from article3.documents.drafts.interviewing import interviewing_notes
from article3.documents.drafts.sheet import Line, Role, Sheet
from article3.documents.drafts.sheet_html import sheet_page, sheet_pdf
from article3.documents.drafts.sheet_word import FIELDS, TemplateError, sheet_file
from article3.documents.drafts.summary import need_of, needs, summary
from article3.documents.drafts.words import LANGUAGES, code_of, words
from article3.facts.vocabulary import BUILT_IN, COLLECTIONS, FACTS, full_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.deadlines.model import Agenda
    from article3.documents.provenance import Provenance
    from article3.facts.case import Case
    from article3.findings.model import Decision

TODAY = dt.date(2026, 11, 23)


def said(each: Line) -> str:
    return "".join(piece.shown for piece in each.pieces)


def beside(each: Line) -> str:
    return "".join(piece.shown for piece in each.own)


def all_said(sheet: Sheet) -> str:
    return "\n".join(map(said, sheet.lines))


# Words.


def test_every_language_has_the_same_texts_with_the_same_braces() -> None:
    english = words("en").entries
    for code in LANGUAGES:
        entries = words(code).entries
        assert set(entries) == set(english)
        for name, text in english.items():
            assert sorted(re.findall(r"\{(\w+)\}", entries[name])) == sorted(re.findall(r"\{(\w+)\}", text)), (code, name)
            assert entries[name].strip()
        assert len(words(code).months) == 12


def test_no_text_of_one_language_is_left_in_another() -> None:
    english = words("en").entries
    for code in ("es", "ar"):
        assert [
            name
            for name, text in words(code).entries.items()
            if text == english[name] and re.search(r"[a-z]{4}", text.replace("{when}", "").replace("{where}", ""))
        ] == []


@pytest.mark.parametrize(
    ("code", "stated", "expected"),
    [
        ("en", "2021-05-14", "on May 14, 2021"),
        ("en", "2021-05", "in May 2021"),
        ("en", "about 2021", "in 2021, as far as I remember"),
        ("es", "2021-05-14", "el 14 de mayo de 2021"),
        ("es", "about 2021-05", "en mayo de 2021, según recuerdo"),
        ("ar", "2021-05-14", "في 14 أيار (مايو) 2021"),
    ],
)
def test_a_time_is_told_as_far_as_it_is_known(code: str, stated: str, expected: str) -> None:
    assert words(code).when(stated) == expected


def test_a_language_is_known_by_its_english_name() -> None:
    assert [code_of(name) for name in ("Spanish", " arabic ", "English", "Tigrinya", "")] == ["es", "ar", "en", "", ""]
    with pytest.raises(KeyError):
        words("fr")


# The declaration.


def test_a_declaration_tells_the_incidents_in_order_of_time_in_the_persons_words(jorge: Case, provenance: Provenance) -> None:
    sheet = declaration(jorge, provenance)
    text = all_said(sheet)
    assert said(sheet.lines[0]) == "Declaration of Jorge Ejemplo"
    times = ["In February 2021", "In March 2021", "On May 14, 2021", "In June 2021, as far as I remember"]
    assert sorted(times, key=text.index) == times
    assert "They kept me for three days. They beat me." in text
    assert "I declare under penalty of perjury that the foregoing is true and correct." in text
    assert [each.number for each in sheet.lines if each.role is Role.NUMBERED] == list(
        range(1, 1 + sum(each.role is Role.NUMBERED for each in sheet.lines))
    )


def test_what_is_not_told_is_a_gap_that_suggests_no_answer(case_of: Callable[[str], Case], provenance: Provenance) -> None:
    sheet = declaration(case_of("past_harms:\n  - id: cell\n    what: Soldiers beat him in a cell.\n"), provenance)
    assert sheet.title == "Declaration of the applicant"
    assert "full name" in sheet.gaps
    assert "what happened, in your own words" in sheet.gaps
    assert "Soldiers" not in all_said(sheet)  # the office's words, not the person's
    everything = case_of("papers:\n  incidents:\n    - {harm: cell, on: 2020}\npast_harms:\n  - {id: cell}\n")
    assert {"where this was", "what happened, in your own words", "who did it, and how you know"} <= set(
        declaration(everything, provenance).gaps
    )


def test_signed_abroad_it_names_the_laws_of_the_united_states(jorge: Case, provenance: Provenance) -> None:
    assert "under the laws of the United States of America" in all_said(declaration(jorge, provenance, abroad=True))


@pytest.mark.parametrize(
    ("own", "title", "told"), [("es", "Declaración de Jorge Ejemplo", "Declaré contra"), ("ar", "إفادة Jorge Ejemplo", "")]
)
def test_beside_it_stands_the_same_in_the_persons_language(
    jorge: Case, provenance: Provenance, own: str, title: str, told: str
) -> None:
    sheet = declaration(jorge, provenance, own=own)
    assert beside(sheet.lines[0]) == title
    assert told in "\n".join(map(beside, sheet.lines))
    assert words(own).say("declaration.gaps.own_language") in sheet.gaps  # the longest incident has no translation yet
    english = declaration(jorge, provenance)
    assert [said(each) for each in sheet.lines] == [said(each) for each in english.lines]


def test_a_column_has_nothing_of_another_language(jorge: Case, case_of: Callable[[str], Case], provenance: Provenance) -> None:
    """Jorge's case has some incidents in Spanish; none of that may stand as Arabic."""
    arabic = "\n".join(map(beside, declaration(jorge, provenance, own="ar").lines))
    assert "Declaré" not in arabic
    assert any("entry 2: 'translated' stays out of the Arabic column" in one for one in misplaced(jorge, "ar"))
    assert misplaced(jorge, "es") == misplaced(jorge, "") == ()
    nadia = case_of(
        "papers:\n  signing: {language: Arabic}\n  incidents:\n    - {on: 2020, told: They took me., translated: أخذوني.}\n"
        "    - {on: 2021, told: They came back., translated: Han vuelto.}\n"
    )
    assert "أخذوني." in "\n".join(map(beside, declaration(nadia, provenance, own="ar").lines))
    spanish = "\n".join(map(beside, declaration(nadia, provenance, own="es").lines))
    assert "أخذوني" not in spanish
    assert "Han vuelto" not in spanish  # the case says that the declaration was told in Arabic
    assert len(misplaced(nadia, "es")) == 2


def test_what_was_told_in_arabic_letters_is_no_english(case_of: Callable[[str], Case], provenance: Provenance) -> None:
    papers = "papers:\n  person: {native_language: Arabic}\n  incidents:\n    - {on: 2020, told: أخذوني من البيت., who: الشرطة}\n"
    case = case_of(papers)
    sheet = declaration(case, provenance, own="ar")
    assert "أخذوني" not in all_said(sheet)
    assert "أخذوني من البيت." in "\n".join(map(beside, sheet.lines))
    assert "the same in English, translated by somebody competent" in sheet.gaps
    assert "أخذوني" not in all_said(declaration(case, provenance))
    assert [one for one in sheet.warnings if "'told' is not in English" in one]
    assert not [one for one in sheet.warnings if "stays out" in one]


@pytest.mark.parametrize(
    ("stated", "text", "column", "why"),
    [
        (
            "French",
            "Ils m'ont battu.",
            "es",
            "the case states French; put the Spanish there, or correct papers: signing: language",
        ),
        ("Farsi", "مرا بردند.", "ar", "the case states Farsi; put the Arabic there"),
        ("Arabic and Kurdish", "أخذوني.", "ar", "the case states Arabic and Kurdish"),
        ("Spanish", "أخذوني.", "es", "it is not in Latin letters; write the Spanish there"),
        ("Arabic", "Han vuelto.", "ar", "it is not in Arabic letters; write the Arabic there"),
        ("", "Han vuelto.", "es", "the case does not state the person's language; name it under papers: signing: language"),
        ("", "أخذوني.", "ar", "the case does not state the person's language"),
    ],
)
def test_a_text_stands_in_the_column_of_the_language_that_the_case_states(
    case_of: Callable[[str], Case], provenance: Provenance, stated: str, text: str, column: str, why: str
) -> None:
    signing = f"  signing: {{language: {stated}}}\n" if stated else ""
    case = case_of(f'papers:\n{signing}  incidents:\n    - {{on: 2020, told: They took me., translated: "{text}"}}\n')
    sheet = declaration(case, provenance, own=column)
    assert text not in "\n".join(map(beside, sheet.lines))
    assert words(column).say("declaration.gaps.own_language") in sheet.gaps
    [warning] = sheet.warnings
    assert "entry 1: 'translated' stays out of the" in warning
    assert why in warning


@pytest.mark.parametrize(
    ("stated", "column"),
    [("Iraqi Arabic", "ar"), ("Arabic (Levantine)", "ar"), (" spanish ", "es"), ("Spanish (Guatemala)", "es")],
)
def test_a_variety_of_a_language_counts_as_the_language(
    case_of: Callable[[str], Case], provenance: Provenance, stated: str, column: str
) -> None:
    text = {"ar": "أخذوني.", "es": "Han vuelto."}[column]
    signing = f'papers:\n  signing: {{language: "{stated}"}}\n'
    case = case_of(f"{signing}  incidents:\n    - {{on: 2020, told: They took me., translated: {text}}}\n")
    sheet = declaration(case, provenance, own=column)
    assert text in "\n".join(map(beside, sheet.lines))
    assert sheet.warnings == ()


def test_somebody_who_told_it_in_english_has_a_column_in_the_first_language(
    case_of: Callable[[str], Case], provenance: Provenance
) -> None:
    told = "papers:\n  signing: {language: English}\n  person: {native_language: Arabic}\n"
    case = case_of(f"{told}  incidents:\n    - {{on: 2020, told: They took me., translated: أخذوني.}}\n")
    assert "أخذوني." in "\n".join(map(beside, declaration(case, provenance, own="ar").lines))


# Word files.


def _document(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


def test_a_word_file_has_the_lines_marks_the_gaps_and_is_the_same_each_time(jorge: Case, provenance: Provenance) -> None:
    sheet = declaration(jorge, provenance)
    content = sheet_file(sheet, TODAY, {})
    assert content == sheet_file(sheet, TODAY, {})
    document = _document(content)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "Declaration of Jorge Ejemplo"
    assert f"[{provenance.line()}; take this line out before it is signed or filed]" in texts
    marked = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.style.name == "Gap"]
    assert marked == [f"[{each.text}]" for line in sheet.lines for each in line.pieces if each.gap]
    assert document.core_properties.comments == provenance.line()


def test_arabic_stands_right_to_left_in_its_column(jorge: Case, provenance: Provenance) -> None:
    content = sheet_file(declaration(jorge, provenance, own="ar"), TODAY, {})
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    table = _document(content).tables[0]
    assert all("<w:bidi/>" in cell.paragraphs[0]._p.xml for cell in table.columns[1].cells)
    assert not any("<w:bidi/>" in cell.paragraphs[0]._p.xml for cell in table.columns[0].cells)
    assert xml.count("<w:rtl/>") == xml.count('w:bidi="ar-SA"') > 20


def _template(*paragraphs: str, styles: bool = True) -> bytes:
    from article3.documents.drafts.sheet_word import _ours  # noqa: PLC0415

    document = _document(_ours()) if styles else docx.Document()
    for paragraph in document.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    for words_ in paragraphs:
        document.add_paragraph(words_)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def test_an_office_can_use_a_template_of_its_own(jorge: Case, provenance: Provenance) -> None:
    template = _template("Example Legal Aid", "{{ name }}, {{ a_number }}", "{{ body }}", "{{ provenance }}")
    document = _document(
        sheet_file(declaration(jorge, provenance), TODAY, {"name": "Jorge & Sons", "a_number": "000111222"}, template)
    )
    assert [paragraph.text for paragraph in document.paragraphs][:3] == [
        "Example Legal Aid",
        "Jorge & Sons, 000111222",
        "Declaration of Jorge Ejemplo",
    ]


@pytest.mark.parametrize(
    ("template", "says"),
    [
        (_template("{{ body }}", "{{ jugde }}"), "names the unknown field 'jugde'; the fields are body"),
        (_template("{{ title }}"), "has no place for the text"),
        (_template("{{ body }}", styles=False), "has no style called 'Sheet Title'"),
        (_template("{{ body"), "cannot be read"),
        (_template("{{ body }} {% if %}"), "cannot be read"),
        (b"PK not a file", "is no Word file"),
        (_template("{{ body }}", "{{ cycler.__init__.__globals__.os.getcwd() }}"), "names the unknown field 'cycler'"),
        (_template("{{ body }}", "{{ name.__class__.__base__.__subclasses__() }}"), "asks for more than its fields"),
        (_template("{{ body }}", "{{ 1 // 0 }}"), "asks for more than its fields"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(jorge: Case, provenance: Provenance, template: bytes, says: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(says)):
        sheet_file(declaration(jorge, provenance), TODAY, {}, template)


def test_every_field_can_be_named(jorge: Case, provenance: Provenance) -> None:
    template = _template(*(f"{{{{ {field} }}}}" for field in FIELDS))
    assert sheet_file(interpretation(jorge, provenance), TODAY, {}, template)


# Notes and certificates.


def test_notes_ask_for_what_the_decision_misses_under_the_rule_that_needs_it(
    jorge: Case, provenance: Provenance, decided: Callable[[Case], Decision]
) -> None:
    decision = decided(jorge)
    text = all_said(interviewing_notes(decision, provenance))
    for place in decision.forms.protection_cat.missing:
        assert text.count(f"; {place})") == 1
        assert decision.asks[place].question in text
    assert "may stop, skip a question or take a break" in text
    assert "8 CFR 1208.16(c)(2)" in text


def test_certificates_are_filled_in_or_show_what_is_missing(
    jorge: Case, case_of: Callable[[str], Case], provenance: Provenance
) -> None:
    whole = all_said(interpretation(jorge, provenance))
    assert "I, Marta Inventada, am competent to translate and interpret between Spanish and English." in whole
    assert "510-555-0101" in whole
    assert {"name of the interpreter", "language", "full name"} <= set(interpretation(case_of(""), provenance).gaps)
    of_exhibit = all_said(translation(jorge.exhibits["complaint"], provenance))
    assert "from Spanish into English. The translation of “Complaint to the police” is true and accurate" in of_exhibit
    assert "name of the translator" in translation(jorge.exhibits["story"], provenance).gaps


# The client's summary.


def test_every_fact_that_can_be_missing_is_told_as_some_need() -> None:
    known = set(words("en").group("summary.need"))
    built_in = {fact.variable for group in BUILT_IN for fact in group.facts.values()}
    told = {full_id(variable): need_of(full_id(variable)) for variable in FACTS if variable not in built_in}
    assert set(told.values()) | {need_of(name) for name in COLLECTIONS} == known
    assert told["harm.likelihood"] == "likely"
    assert need_of("convictions") == "record"


def test_every_day_that_is_the_clients_is_told_in_each_language() -> None:
    for clock in CLOCKS:
        if clock.sort in {Sort.LAST_DAY, Sort.SET_DAY, Sort.WINDOW}:
            assert words("ar").has(f"summary.deadline.{clock.id}"), clock.id


def test_a_summary_says_what_the_decision_says(
    jorge: Case, provenance: Provenance, decided: Callable[[Case], Decision], agenda_of: Callable[[Case], Agenda]
) -> None:
    decision = decided(jorge)
    text = all_said(summary(jorge, decision, agenda_of(jorge), provenance, "en"))
    assert "It cannot be answered yet. Some facts are missing." in text
    assert needs(decision) == ("likely", "papers")
    assert "Main hearing (individual): on March 16, 2027." in text
    # The 14th is a Sunday and the 15th Presidents' Day; that the day moves forward is only reported.
    assert "File evidence for the main hearing: by February 16, 2027; safest by February 12, 2027." in text
    assert "The government may still try to send you to another country." in text
    assert "Asylum has a time limit: as a rule one year after you arrived, with exceptions." in text
    for private in ("warehouse", "gang", "beat"):
        assert private not in text


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ("bars: {persecutor: yes, disproved: no}\n", "does not apply"),
        ("", "It cannot be answered yet"),
    ],
)
def test_each_form_is_told_with_its_truth(
    case_of: Callable[[str], Case],
    provenance: Provenance,
    decided: Callable[[Case], Decision],
    agenda_of: Callable[[Case], Agenda],
    stated: str,
    says: str,
) -> None:
    case = case_of(f"proceeding: {{kind: removal}}\n{stated}")
    sheet = summary(case, decided(case), agenda_of(case), provenance, "en")
    asylum = next(said(each) for each in sheet.lines if said(each).startswith("• Asylum:"))
    assert says in asylum


@pytest.fixture(scope="module")
def arabic(
    jorge: Case, provenance: Provenance, decided: Callable[[Case], Decision], agenda_of: Callable[[Case], Agenda]
) -> Sheet:
    return summary(jorge, decided(jorge), agenda_of(jorge), provenance, "ar")


def test_the_page_says_its_language_and_direction(arabic: Sheet) -> None:
    page = sheet_page(arabic)
    assert '<html lang="ar" dir="rtl">' in page
    assert page.count("<h2>") == 6
    assert page.count("<li>") == sum(each.role is Role.ITEM for each in arabic.lines)
    assert "http" not in page


def test_a_name_cannot_break_the_page(
    case_of: Callable[[str], Case],
    provenance: Provenance,
    decided: Callable[[Case], Decision],
    agenda_of: Callable[[Case], Agenda],
) -> None:
    case = case_of('papers: {person: {given_name: "<script>", family_name: "A&B"}}\n')
    page = sheet_page(summary(case, decided(case), agenda_of(case), provenance, "en"))
    assert "&lt;script&gt; A&amp;B" in page


def test_the_pdf_is_tagged_two_pages_at_most_and_the_same_each_time(arabic: Sheet) -> None:
    content = sheet_pdf(arabic)
    assert content == sheet_pdf(arabic)
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    assert len(reader.pages) <= 2
    assert "'/Marked': True" in str(reader.root_object["/MarkInfo"])
    assert str(reader.root_object["/Lang"]) == "ar"


# Days of the Hijri calendar.


@pytest.mark.parametrize(
    ("day", "language", "says"),
    [
        (dt.date(2027, 1, 12), "ar", "4 شعبان 1448 هـ"),
        (dt.date(2027, 1, 12), "en", "4 Sha'ban 1448 AH"),
        (dt.date(2024, 7, 7), "en", "1 Muharram 1446 AH"),
        (dt.date(2090, 1, 1), "en", ""),
    ],
)
def test_a_day_in_the_hijri_calendar(day: dt.date, language: str, says: str) -> None:
    """1 Muharram 1446 was July 7, 2024 by the Umm al-Qura calendar (Saudi Arabia's civil calendar)."""
    assert hijri(day, language) == says


def test_a_summary_has_hijri_days_only_where_they_are_wished(
    jorge: Case, provenance: Provenance, decided: Callable[[Case], Decision], agenda_of: Callable[[Case], Agenda]
) -> None:
    decision, dates = decided(jorge), agenda_of(jorge)
    plain = all_said(summary(jorge, decision, dates, provenance, "ar"))
    assert "هـ" not in plain
    sheet = summary(jorge, decision, dates, provenance, "ar", with_hijri=True)
    assert "هـ)" in all_said(sheet)
    assert words("ar").say("summary.hijri") in all_said(sheet)
    assert len(pypdf.PdfReader(io.BytesIO(sheet_pdf(sheet))).pages) <= 2
