"""A filled Form I-589 is checked: each remark from the form that earns it, and none from one that is in order."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import random
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from article3.documents.forms.check_html import page
from article3.documents.forms.check_text import render
from article3.documents.forms.checked import FormChecked, Severity
from article3.documents.forms.checking import check, together
from article3.documents.forms.edition import editions
from article3.documents.forms.filling import fill
from article3.documents.forms.planning import Plan
from article3.documents.forms.reading import FormError, read_form
from article3.facts.case_file import parse_case
from article3.logic.forum import Forum
from form_files import form_file

if TYPE_CHECKING:
    from article3.law.loading import Law

DAY = dt.date(2026, 11, 23)
LOCK = "opens it"
BY_ID = {edition.id: edition for edition in editions()}
OLD, SEEN = BY_ID["i-589-2019-04-09"], BY_ID["i-589-2025-01-20"]
NEWEST, PERMIT = BY_ID["i-589-2026-07-28"], BY_ID["i-765-2025-08-21"]
TOLD = "The police of the Third District beat me and gave me electric shocks in 2019; they said they would do it again because I testified."
TEXTS = {
    "family_name": "Ejemplo", "given_name": "Jorge", "other_names": "none", "home.street": "12 Sample Avenue", "home.city": "Oakland",
    "home.state": "CA", "home.zip": "94601", "home.area": "510", "home.phone": "555-0100", "born": "02/11/1994",
    "birth_place": "Soyapango, El Salvador", "nationality": "El Salvador", "birth_nationality": "El Salvador", "ethnicity": "Mestizo",
    "religion": "none", "left_home": "06/20/2026", "entries.1.on": "07/15/2026", "entries.1.place": "San Ysidro", "entries.1.status": "none",
    "passport_country": "El Salvador", "native_language": "Spanish", "other_languages": "none", "homes_abroad.1.city": "Soyapango",
    "homes_abroad.1.country": "El Salvador", "homes.1.street": "12 Sample Avenue", "homes.1.city": "Oakland", "schools.1.name": "Instituto",
    "jobs.1.employer": "none", "mother.name": "Ana", "father.name": "Luis", "printed_name": "Jorge Ejemplo", "past_harm.text": TOLD,
    "feared_harm.text": TOLD, "feared_torture.text": TOLD, "a_number": "000111222", "ssn": "none", "i94_number": "none",
    "passport_number": "unknown", "passport_expires": "01/31/2025", "siblings.1.name": "none", "mother.birth_place": "Soyapango",
    "father.birth_place": "San Salvador",
}  # fmt: skip
TICKS = frozenset({
    "cat_box", "basis.torture", "sex.male", "marital_status.single", "court_history.now", "fluent_in_english.no", "not_married",
    "children.any.no", "past_harm.yes", "feared_harm.yes", "arrested_abroad.no", "belonged.no", "still_active.no", "feared_torture.yes",
    "applied_before.no", "other_countries.no", "status_elsewhere.no", "harmed_others.no", "returned.no", "late.no", "us_crimes.no",
    "family_helped.no", "prepared.no", "counsel_list.yes",
})  # fmt: skip


def checked(
    law: Law,
    *,
    texts: dict[str, str] | None = None,
    ticks: frozenset[str] = TICKS,
    case: str = "",
    circuit: str = "ca5",
    edition: Any = NEWEST,
    **how: Any,
) -> FormChecked:
    data = form_file(edition, texts={**TEXTS, **(texts or {})}, ticks=ticks, **how)
    stated = parse_case(f"article3: 1\n{case}", "case.yaml", law) if case else None
    return check(read_form(data, "form.pdf", "I-589"), law, Forum(circuit, DAY), DAY, stated)


def codes(found: FormChecked) -> set[str]:
    return {remark.code for remark in found.remarks}


def test_of_a_form_in_order_only_the_signature_is_noted(law: Law) -> None:
    found = checked(law)
    assert codes(found) == {"sign"}
    assert (found.severity, found.edition, found.edition_is) == (Severity.NOTE, "07/28/26", "newest on record")


WITHOUT = [
    ({"cat_box"}, {"convention-box-unticked"}, "error"),
    ({"basis.torture"}, {"convention-ground-unticked", "no-ground"}, "error"),
    ({"past_harm.yes"}, {"question-unanswered", "told-without-yes"}, "error"),
    ({"sex.male"}, {"blank"}, "warning"),
    ({"late.no"}, {"question-unanswered"}, "error"),
]


@pytest.mark.parametrize(("gone", "told", "severity"), WITHOUT)
def test_a_tick_that_is_missing_is_told(law: Law, gone: set[str], told: set[str], severity: str) -> None:
    found = checked(law, ticks=TICKS - gone)
    assert codes(found) == told | {"sign"}
    assert found.severity.value == severity


ADDED = [
    ({"sex.female"}, {}, {"contradiction"}),
    ({"late.yes"}, {}, {"contradiction", "late", "late-claimed", "yes-unexplained"}),
    ({"f.checkbox32_0"}, {}, {"sworn-part-filled"}),
    (set(), {"signature": "Jorge Ejemplo"}, {"typed-signature"}),
    (set(), {"office.textfield9_0": "x"}, {"office-part-filled"}),
    (set(), {"children.1.given_name": "Eva"}, {"contradiction"}),
    (set(), {"entries.1.on": "07/15/2021"}, {"late-denied"}),
    (set(), {"entries.1.on": "07/45/2021"}, set()),
    (set(), {"feared_torture.text": "yes"}, {"yes-unexplained"}),
    (set(), {"feared_torture.text": "See attached declaration, please."}, {"see-attached", "torture-barely-told"}),
    (set(), {"past_harm.text": "They hit me."}, {"barely-explained"}),
    (set(), {"family_name": ""}, {"blank-rejected"}),
]


@pytest.mark.parametrize(("ticks", "texts", "told"), ADDED)
def test_what_should_not_stand_there_is_told(law: Law, ticks: set[str], texts: dict[str, str], told: set[str]) -> None:
    assert codes(checked(law, ticks=TICKS | ticks, texts=texts)) - {"sign"} == told


@pytest.mark.parametrize(
    ("key", "code", "authority"),
    [
        ("harmed_others", "persecutor", "cfr-1208-17"),
        ("us_crimes", "crimes", "cfr-1208-17"),
        ("arrested_abroad", "arrests-abroad", "ina-241"),
        ("returned", "returned", "cfr-1208-16"),
    ],
)
def test_a_yes_that_bears_on_a_bar_names_the_bar_and_what_is_left(law: Law, key: str, code: str, authority: str) -> None:
    found = checked(law, ticks=TICKS - {f"{key}.no"} | {f"{key}.yes"}, texts={f"{key}.text": TOLD})
    remark = next(one for one in found.remarks if one.code == code)
    assert (remark.severity, authority in {cited.authority for cited in remark.by}) == (Severity.NOTE, True)


def test_torture_denied_in_b4_contradicts_the_boxes(law: Law) -> None:
    found = checked(law, ticks=TICKS - {"feared_torture.yes"} | {"feared_torture.no"}, texts={"feared_torture.text": ""})
    assert "torture-denied" in codes(found)


def test_an_account_without_official_or_torture_is_told(law: Law) -> None:
    told = "My cousin says bad things about me to the neighbors and wants to have the land that my grandfather left to me and my brothers."
    found = checked(law, texts=dict.fromkeys(("past_harm.text", "feared_harm.text", "feared_torture.text"), told))
    assert {"no-official-named", "no-torture-told"} <= codes(found)


def test_a_form_that_asks_for_asylum_only_is_told_how_to_ask(law: Law) -> None:
    ticks = TICKS - {"cat_box", "basis.torture", "feared_torture.yes"} | {"basis.race", "feared_torture.no"}
    texts = dict.fromkeys(
        ("past_harm.text", "feared_harm.text"), "They called me names in the street, every day, because of my race."
    )
    found = checked(law, ticks=ticks, texts={**texts, "feared_torture.text": ""})
    assert codes(found) == {"convention-not-asked-for", "sign"}


@pytest.mark.parametrize(
    ("circuit", "says", "binding"),
    [
        ("ca5", "counts as given up", "cordero-chavez-v-garland"),
        ("ca9", "still raises the claim", "pirir-boc-v-holder"),
        ("ca1", "is open", None),
    ],
)
def test_what_an_unticked_box_means_is_told_by_the_law_of_the_forum(
    law: Law, circuit: str, says: str, binding: str | None
) -> None:
    remark = next(
        one for one in checked(law, ticks=TICKS - {"cat_box"}, circuit=circuit).remarks if one.code == "convention-box-unticked"
    )
    assert says in remark.says
    bound = {cited.authority for cited in remark.by if cited.binding and not cited.authority.startswith("cfr")}
    assert bound == ({binding} if binding else set())


def test_no_remark_cites_what_nobody_has_read(law: Law) -> None:
    blank = check(
        read_form(form_file(OLD, words="Form I-589 \\(Rev. 04/09/19\\)", barcode=False), "x"), law, Forum("agency", DAY), DAY
    )
    assert {cited.verified for remark in blank.remarks for cited in remark.by} <= {"text", "headnote", "secondary"}
    assert next(one for one in blank.remarks if one.code == "old-edition").severity is Severity.ERROR
    assert "question-unanswered" in codes(blank)


CASE = """
applicant: {nationality: Honduras}
application: {convention_box: no}
bars: {persecutor: yes}
convictions: [{id: theft, offense: Theft}]
past_harms: []
feared_harms: []
papers:
  person: {family_name: EJEMPLO, given_name: Juan, a_number: "000111222", sex: female}
  account: {arrested_abroad: yes}
"""


def test_a_form_is_held_against_its_case(law: Law) -> None:
    found = checked(law, case=CASE, texts={"a_number": ""})
    assert {"box-differs", "persecutor-denied", "convictions-denied", "differs", "case-knows"} <= codes(found)
    differing = " ".join(remark.says for remark in found.remarks if remark.code == "differs")
    assert "'Jorge'" in differing
    assert "'Honduras'" in differing
    assert "female" in differing
    assert "family name:" not in differing  # the case of letters is no difference
    assert {"box-differs", "persecutor-denied"}.isdisjoint(codes(checked(law, case="papers: {person: {given_name: Jorge}}")))


def test_a_case_that_fears_harm_makes_an_asylum_only_form_an_error(law: Law) -> None:
    ticks = TICKS - {"cat_box", "basis.torture", "feared_torture.yes"} | {"basis.race", "feared_torture.no"}
    texts = dict.fromkeys(
        ("past_harm.text", "feared_harm.text"), "They called me names in the street, every day, because of my race."
    )
    found = checked(law, ticks=ticks, texts={**texts, "feared_torture.text": ""}, case="feared_harms: [{id: gang}]")
    assert next(one for one in found.remarks if one.code == "convention-not-asked-for").severity is Severity.ERROR


def test_an_incident_of_the_case_that_the_form_does_not_tell_is_named(law: Law) -> None:
    incidents = "papers: {incidents: [{on: about 2016-03, where: Freetown}, {on: 2019-02-03}, {where: nowhere}]}"
    remark = next(one for one in checked(law, case=incidents).remarks if one.code == "incident-untold")
    assert remark.says.endswith("names: about March 2016, Freetown.")


def test_a_late_filing_by_the_days_of_the_case_is_told(law: Law) -> None:
    found = checked(law, case="filing: {last_arrival: 2019-01-01}", texts={"entries.1.on": ""})
    assert "late-denied" in codes(found)
    entered = {"entries.1.on": "07/15/2021"}
    assert "late-denied" in codes(checked(law, texts=entered))
    assert "late-denied" not in codes(checked(law, texts=entered, case="filing: {asylum_filed: 2022-07-15}"))
    assert "late-denied" in codes(checked(law, texts=entered, case="filing: {asylum_filed: 2022-07-16}"))


def test_an_edition_that_is_older_newer_or_unnamed_is_told(law: Law) -> None:
    older = checked(law, edition=SEEN)
    assert next(one for one in older.remarks if one.code == "old-edition").severity is Severity.WARNING
    assert older.edition_is == "older"
    unnamed = checked(law, barcode=False)
    assert ("edition-unknown" in codes(unnamed), unnamed.edition) == (True, "")
    assert not any("{" in remark.says for one in (older, unnamed) for remark in one.remarks), "nothing is left to fill in"
    newer = check(
        read_form(form_file(NEWEST, texts=TEXTS, ticks=TICKS, barcode=False, words="Form I-589 Edition 01/01/30"), "x"),
        law, Forum("ca9", DAY), DAY,
    )  # fmt: skip
    assert (newer.edition, newer.edition_is, newer.read_as) == ("01/01/30", "newer than any on record", "01/20/25")


def test_a_file_that_shows_one_thing_and_holds_another_is_told(law: Law) -> None:
    torn = io.BytesIO()
    with pikepdf.open(io.BytesIO(form_file(NEWEST, texts=TEXTS, ticks=TICKS))) as pdf:
        pdf.pages[0].Annots[0].AS = pikepdf.Name.Off
        pdf.save(torn)
    assert "tick-shown-otherwise" in codes(check(read_form(torn.getvalue(), "x"), law, Forum("ca9", DAY), DAY))
    assert "xfa-differs" in codes(checked(law, hidden={"PBL2_TextField": "hidden words"}))
    assert "xfa-differs" not in codes(checked(law, hidden={"PtAILine4_LastName": "Ejemplo"}))
    assert {"fields-missing", "fields-unknown"} <= codes(checked(law, absent={"middle_name"}, more={"Extra[0]": "words"}))


def test_pages_that_are_not_in_the_file_are_told(law: Law) -> None:
    shorter = io.BytesIO()
    with pikepdf.open(io.BytesIO(form_file(NEWEST, texts=TEXTS, ticks=TICKS))) as pdf:
        del pdf.pages[3:]
        pdf.save(shorter)
    found = check(read_form(shorter.getvalue(), "x"), law, Forum("ca9", DAY), DAY)
    told = next(remark for remark in found.remarks if remark.code == "pages-missing")
    assert (told.severity, told.says[:12]) == (Severity.ERROR, "Pages 4, 5, ")
    assert "pages-missing" not in codes(checked(law))


def test_supplement_b_answers_too(law: Law) -> None:
    texts = {"feared_torture.text": "", "supplement_b.part": "B", "supplement_b.question": "4", "supplement_b.text": TOLD}
    assert codes(checked(law, texts=texts)) == {"sign"}
    for part, question, answers in [
        ("B", "2", False), ("A.III", "4", False), ("C", "4", False), ("", "", True), ("", "4", True), ("Part B", "Question 4", True),
        ("", "B.4", True), ("B", "", True),
    ]:  # fmt: skip
        found = checked(law, texts={**texts, "supplement_b.part": part, "supplement_b.question": question})
        assert ("yes-unexplained" not in codes(found)) == answers, (part, question)


def test_a_form_encrypted_with_an_empty_password_is_read(law: Law) -> None:
    assert codes(checked(law, password="")) == {"sign"}


def pdf_of(change: str) -> bytes:
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if change == "scan":
        image = pikepdf.Stream(pdf, b"\0", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
    elif change == "xfa":
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pikepdf.Array())
    elif change == "other":
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(T="a", FT=pikepdf.Name.Tx, V="b"))])
        )
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no PDF", "no readable PDF"),
        (form_file(PERMIT, password=LOCK), "only with a password"),
        (pdf_of("flat"), "no fields: it was flattened"),
        (pdf_of("scan"), "pictures, as of a scan"),
        (pdf_of("xfa"), "XFA only"),
        (pdf_of("other"), "a form that is not known here"),
        (form_file(PERMIT), "this is Form I-765, and Form I-589 is meant"),
    ],
    ids=["no-pdf", "password", "flat", "scan", "xfa", "other", "i-765"],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(FormError, match=told):
        read_form(data, "form.pdf", "I-589")


@pytest.mark.unmeasured
def test_a_damaged_file_is_read_or_refused_and_never_an_error_of_ours() -> None:
    sound, chance = form_file(NEWEST, texts=TEXTS), random.Random(1)  # noqa: S311 - the same damage each time
    for number in range(60):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 5, 60))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with contextlib.suppress(FormError):
            form = read_form(bytes(data[: chance.randrange(len(data))] if number % 5 == 0 else data), "x")
            fill(bytes(data), "x", Plan({"given_name": "Jorge"}, frozenset({"cat_box"})), form.edition, "")


def test_the_report_is_told_in_words_and_as_a_page(law: Law) -> None:
    found = [checked(law, ticks=TICKS - {"cat_box"}), checked(law)]
    report = together(found, law, Forum("agency", DAY), None)
    text = render(report)
    assert "ERROR Top of page 1: The box at the top of page 1" in text
    assert "ALL FORMS" in text
    assert "1 error, 1 note; " in text
    assert max(map(len, text.splitlines())) <= 80
    shown = page(report)
    assert shown.count("<section") == 2
    assert "Cordero-Chavez" in shown
    assert report.severity is Severity.ERROR


def test_what_may_be_blank_is_noted_since_it_does_not_tell_whether_there_is_none(law: Law) -> None:
    found = checked(law, texts={"ssn": "", "siblings.1.name": ""})
    [remark] = [one for one in found.remarks if one.code == "blank-if-any"]
    assert remark.severity is Severity.NOTE
    assert "Part A.I, 2 (Social Security number)" in remark.says
    assert "Part A.III, 5 (sibling 1: full name)" in remark.says
    assert "passport" not in remark.says


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("us_crimes", "I was convicted of assault in 2019 and served two years."),
        ("harmed_others", "I stood guard while others beat men."),
    ],
)
def test_a_no_beside_a_story_is_an_error_and_asks_which_is_true(law: Law, question: str, told: str) -> None:
    found = checked(law, texts={f"{question}.text": told})
    [remark] = [one for one in found.remarks if one.code == "told-without-yes"]
    assert remark.severity is Severity.ERROR
    assert "which is true" in remark.remedy
    assert "take the text out" not in remark.remedy


@pytest.mark.parametrize(
    "words", ["See attached declaration.", "Ver declaración adjunta.", "Please see my declaration, attached."]
)
def test_an_answer_that_only_points_elsewhere_is_an_error(law: Law, words: str) -> None:
    found = checked(law, texts={"past_harm.text": words})
    assert {one.code: one.severity for one in found.remarks}["see-attached"] is Severity.ERROR


def test_an_unticked_box_is_not_said_to_end_a_claim_that_is_asked_for_otherwise(law: Law) -> None:
    found = checked(law, ticks=TICKS - {"cat_box"}, circuit="ca5")
    [remark] = [one for one in found.remarks if one.code == "convention-box-unticked"]
    assert "nobody asks for it in another way" in remark.says


def test_a_case_that_contradicts_itself_is_told_before_it_is_sworn_to(law: Law) -> None:
    text = "papers:\n  person: {left_home: 2021-05-10}\n  incidents:\n    - {on: 2021-05-14, told: They took me.}\n"
    found = checked(law, case=text)
    told = [one for one in found.remarks if one.code == "case-contradicts"]
    assert [one.severity for one in told] == [Severity.ERROR]
    assert "left home on 2021-05-10" in told[0].says
