"""A form is filled, read back by others, and looked at: ink where the data of the edition says the box is, and none where it must not be."""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pypdfium2
import pytest

from article3.documents.forms import filling
from article3.documents.forms.checking import check
from article3.documents.forms.edition import Edition, editions
from article3.documents.forms.filling import CONTINUED, SEE, FilledOut, fill, read_back
from article3.documents.forms.planning import Plan, planned
from article3.documents.forms.reading import FormError, read_form
from article3.documents.forms.stated import Wish
from article3.facts.case_file import parse_case, read
from article3.logic.forum import Forum
from form_files import form_file

if TYPE_CHECKING:
    from article3.facts.case import Case
    from article3.law.loading import Law

ROOT = Path(__file__).parents[3]
DAY = dt.date(2026, 11, 23)
SCALE = 2
ASYLUM = next(edition for edition in editions() if edition.id == "i-589-2025-01-20")
PERMIT = next(edition for edition in editions() if edition.form == "I-765")
REAL = os.environ.get("ARTICLE3_FORMS", "")
FORMS = pytest.mark.skipif(not REAL, reason="ARTICLE3_FORMS does not name a folder of official forms")
LONG = " ".join(f"On day {number} they came to my door again and spoke of the warehouse." for number in range(1, 161))
KIDS = "".join(
    f"    - {{family_name: Ejemplo, given_name: Kind{number}, born: 201{number}-03-0{number}, sex: female, in_us: no}}\n"
    for number in range(1, 8)
)
FULL = f"""
article3: 1
applicant: {{nationality: El Salvador}}
past_harms: []
feared_harms:
  - id: gang
    what: They take me again.
papers:
  person:
    a_number: A000-111-222
    family_name: Ejemplo Łukasz
    given_name: Jorge
    native_name: خورخي
    street: {"An avenue whose name goes on and on " * 6}
    phone: 510-555-0100
    sex: male
    marital_status: married
    court_history: now
    other_languages: none (but a little Portuguese, learned at work, and some words of Nahuat, learned at home)
  spouse: {{family_name: Muestra, given_name: Eva, sex: female, in_us: yes, in_court: no}}
  children:
{KIDS}  entries:
    - {{on: 2021-07-15, place: San Ysidro, status: none}}
    - {{on: 2015-01, place: Laredo, status: visitor}}
    - {{on: 2010, place: Houston, status: visitor}}
    - {{on: about 2005, place: Miami, status: visitor, expires: 2005-06}}
  jobs:
    - {{employer: Bakery, occupation: Helper, since: 2022-03}}
  relatives:
    - {{relation: mother, name: Ana Ejemplo, deceased: yes}}
  account:
    past_harm: |
      {LONG}
    feared_torture: They would beat me; the police let them.
    arrested_abroad: no
    belonged: no
    returned: yes
  signing: {{other_prepared: yes}}
  representative: {{name: Ada Abogada, kind: attorney, phone: 415-555-0102, state: CA, g28: yes}}
"""


@pytest.fixture(scope="module")
def case(law: Law) -> Case:
    return parse_case(FULL, "full.yaml", law)


def filled(case: Case, edition: Edition = ASYLUM, wish: Wish | None = None, form: bytes | None = None) -> FilledOut:
    return fill(form or form_file(edition), "form.pdf", planned(case, edition, wish or Wish(DAY)), edition, "made by a test")


@pytest.fixture(scope="module")
def asylum(case: Case) -> FilledOut:
    return filled(case)


@pytest.fixture(scope="module")
def pages(asylum: FilledOut) -> list[Any]:
    return drawn(asylum.data)


def drawn(data: bytes) -> list[Any]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return [page.render(scale=SCALE, grayscale=True).to_pil() for page in document]


def ink(page: Any, box: tuple[float, ...]) -> int:
    left, bottom, right, top = (round(one * SCALE) for one in box)
    shown = page.crop((left, 792 * SCALE - top, right, 792 * SCALE - bottom))
    return sum(shown.histogram()[:128])


def test_every_filled_field_is_read_back_by_our_reader_and_by_another(asylum: FilledOut) -> None:
    form = read_form(asylum.data, "filled")
    own = {entry.key: entry.value for entry in reversed(asylum.written) if entry.key in form.texts}  # the page before its copies
    assert {key: "".join(value.split()) for key, value in own.items()} == {key: "".join(form.texts[key].split()) for key in own}
    assert form.torn == form.strange == form.missing == form.hidden == ()
    fields = pypdf.PdfReader(io.BytesIO(asylum.data), strict=True).get_fields() or {}
    for entry in asylum.written:
        box = ASYLUM.boxes[entry.key]
        found = [
            str(field.get("/V", "")).removeprefix("/")
            for name, field in fields.items()
            if name.endswith(box.name.rpartition(".")[2])
        ]
        assert any("".join(value.split()) == "".join(entry.value.split()) for value in found), entry.key


def test_the_ink_is_in_the_boxes_that_were_filled_and_nowhere_else(asylum: FilledOut, pages: list[Any]) -> None:
    written = {entry.key for entry in asylum.written if entry.page <= ASYLUM.pages}
    for key, box in ASYLUM.boxes.items():
        if box.page <= 10 and box.kind != "barcode":
            assert (ink(pages[box.page - 1], box.box) > 0) == (key in written), key


def test_a_tick_takes_the_state_of_the_form_and_excludes_its_rivals(case: Case) -> None:
    form = form_file(ASYLUM, ticks={"sex.female", "arrested_abroad.yes"})
    found = read_form(filled(case, form=form).data, "filled").ticks
    assert {"sex.male", "arrested_abroad.no", "cat_box", "basis.torture", "feared_torture.yes", "mother.deceased"} <= found
    assert not {"sex.female", "arrested_abroad.yes", "arrested_abroad.text"} & found


def test_what_others_sign_swear_or_keep_is_left_alone(asylum: FilledOut) -> None:
    with pikepdf.open(io.BytesIO(asylum.data)) as pdf:
        fields = filling.fields_of(pdf.Root.AcroForm.Fields)
        for key, box in ASYLUM.boxes.items():
            field = fields[box.name]
            if box.left and box.kind != "barcode":
                assert "/V" not in field, key
                assert "/AP" not in field or box.kind == "tick", key
            if box.kind == "barcode":
                assert str(field.V) == f"I-589|01/20/25|{box.page}"
            locked = int(field.get("/Ff", 0)) & 1
            assert bool(locked) == bool(box.left and box.kind != "tick"), key  # what is to be filled can be corrected
        assert "/XFA" not in pdf.Root.AcroForm
        assert "/Perms" not in pdf.Root
        assert not bool(pdf.Root.AcroForm.NeedAppearances)
        assert str(pdf.docinfo["/Article3"]) == "made by a test"


def test_a_long_answer_goes_on_on_copies_of_supplement_b_and_nothing_is_lost(asylum: FilledOut) -> None:
    form = read_form(asylum.data, "filled")
    assert form.text("past_harm.text").endswith(CONTINUED)
    pieces = [
        form.text("past_harm.text").removesuffix(CONTINUED),
        *(page.text for page in form.continued if page.question == "1.A"),
    ]
    assert len(pieces) > 2
    assert "".join("".join(pieces).split()) == "".join(LONG.split())
    assert {(page.part, page.question) for page in form.continued} == {
        ("A.I", "7"),
        ("A.I", "8"),
        ("A.I", "19.c"),
        ("A.I", "25"),
        ("B", "1.A"),
    } - {("A.I", "7")}
    assert form.text("home.street") == SEE
    assert next(page.text for page in form.continued if page.question == "19.c") == "Miami, visitor; on about 2005 until 06/2005"


def test_each_copied_page_has_names_of_its_own_and_shows_its_text(asylum: FilledOut, pages: list[Any]) -> None:
    copies = [entry for entry in asylum.written if entry.page > ASYLUM.pages]
    assert copies
    names = [key for key in pypdf.PdfReader(io.BytesIO(asylum.data)).get_fields() or {} if key.startswith("Supplement")]
    assert len(names) == len(set(names))
    for entry in copies:
        assert ink(pages[entry.page - 1], ASYLUM.boxes[entry.key].box) > 0, entry.key
    assert asylum.pages == len(pages)


def test_children_from_the_seventh_on_stand_on_a_copy_right_behind_supplement_a(asylum: FilledOut) -> None:
    seventh = next(entry for entry in asylum.written if entry.value == "Kind7")
    assert (seventh.key, seventh.page) == ("children.5.given_name", 12)
    assert next(entry for entry in asylum.written if entry.value == "Kind6").page == 11
    assert next(entry for entry in asylum.written if entry.key == "supplement_b.text").page == 13
    assert {entry.value for entry in asylum.written if entry.key == "children.total"} == {"7"}


def test_letters_that_the_form_cannot_show_are_drawn_with_their_font_in_the_file(asylum: FilledOut, pages: list[Any]) -> None:
    with pikepdf.open(io.BytesIO(asylum.data)) as pdf:
        fields = filling.fields_of(pdf.Root.AcroForm.Fields)
        for key in ("native_name", "family_name"):
            field = fields[ASYLUM.boxes[key].name]
            fonts = list(field.AP.N.Resources.Font.values())
            assert fonts
            assert all("/FontFile" in str(font.DescendantFonts[0].FontDescriptor.keys()) for font in fonts), key
            assert ink(pages[ASYLUM.boxes[key].page - 1], ASYLUM.boxes[key].box) > 0
    assert read_form(asylum.data, "filled").text("native_name") == "خورخي"


def test_a_long_text_in_other_letters_is_carried_on_too_and_one_without_a_font_is_left(law: Law) -> None:
    told = " ".join(f"Łukasz came back on day {number}, and said so." for number in range(1, 90))
    result = filled(
        parse_case(
            f"article3: 1\npapers: {{account: {{past_harm: '{told}'}}, person: {{native_name: '\ue000\ue001'}}}}", "x", law
        )
    )
    form = read_form(result.data, "x")
    pieces = [form.text("past_harm.text").removesuffix(CONTINUED), *(page.text for page in form.continued)]
    assert "".join("".join(pieces).split()) == "".join(told.split())
    assert "no font on this machine" in {blank.key: blank.why for blank in result.blanks}["native_name"]


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_form_filled_from_an_example_says_what_the_example_says(path: Path, law: Law) -> None:
    case = read(path, law)
    result = filled(case)
    found = check(read_form(result.data, "x"), law, Forum("ca9", DAY), DAY, case)
    wrong = {
        "contradiction",
        "differs",
        "case-knows",
        "box-differs",
        "told-without-yes",
        "convention-not-asked-for",
        "tick-shown-otherwise",
    }
    assert {remark.code for remark in found.remarks} & wrong == set()
    told = {remark.code for remark in found.remarks}
    assert bool(result.blanks) == bool(
        told & {"blank", "blank-rejected", "blank-if-any", "question-unanswered", "yes-unexplained"}
    )


def test_what_the_case_does_not_say_stays_blank_and_is_listed_with_its_home(asylum: FilledOut) -> None:
    blanks = {blank.key: blank for blank in asylum.blanks}
    assert "account.harmed_others" in blanks["harmed_others.no"].why
    assert blanks["returned.text"].needed == "asked by a yes"
    assert blanks["spouse.born"].why == "the case does not say (spouse.born)"
    assert "past_harm.yes" not in blanks
    assert "signature" not in blanks


def test_what_is_told_in_other_letters_is_no_answer_in_english(law: Law) -> None:
    told = "سوف يعذبونني مرة أخرى (Baghdad)."
    result = filled(parse_case(f"article3: 1\npapers: {{account: {{feared_harm: '{told}'}}}}", "x", law))
    assert not any("يعذبونني" in words for words in read_form(result.data, "x").texts.values())
    [blank] = [one for one in result.blanks if "answered in English" in one.why]
    assert "account.feared_harm" in blank.why


def test_what_is_sworn_is_the_persons_own_telling_and_never_the_offices_words(law: Law) -> None:
    text = """article3: 1
past_harms: [{id: cell, what: They beat him in a cell.}]
feared_harms: [{id: again, what: They beat him again., official_response: The police laughed at him.}]
papers: {}
"""
    result = filled(parse_case(text, "case.yaml", law))
    told = read_form(result.data, "x")
    assert not any("him" in words for words in told.texts.values())
    whys = {blank.key: blank.why for blank in result.blanks}
    for key, home in (("past_harm", "account.past_harm"), ("feared_harm", "account.feared_harm"), ("feared_torture", "account")):
        assert home in whys[f"{key}.text"]


def test_what_does_not_fit_or_is_not_asked_of_the_applicant_alone_is_said_so(law: Law) -> None:
    text = 'article3: 1\npast_harms: []\npapers:\n  person: {phone: "+503 2222 3333"}\n'
    found = filled(parse_case(text, "case.yaml", law))
    blanks = {blank.key: blank for blank in found.blanks}
    assert "person.phone is no number in the United States" in blanks["home.phone"].why
    assert "past_harm.no" in blanks or "past_harm.yes" in blanks, "the form asks of family and friends too"


def test_the_same_case_gives_the_same_bytes(asylum: FilledOut, case: Case) -> None:
    assert filled(case).data == asylum.data


def test_a_permit_has_cells_lists_and_categories(case: Case, law: Law) -> None:
    result = filled(case, PERMIT, Wish(DAY, "(a)(10)", "initial"))
    form = read_form(result.data, "filled")
    assert [form.text(f"category.{number}") for number in (1, 2, 3)] == ["a", "10", ""]
    assert (form.text("a_number"), form.text("preparer.state"), form.text("phone")) == ("000111222", "CA", "5105550100")
    assert {"reason.initial", "mail_is_home.yes", "preparer.is.counsel"} <= form.ticks
    blanks = {blank.key: blank.why for blank in result.blanks}
    assert "and 34 fit" in blanks["mail.street"]  # and there is no page to go on on
    assert "arrested.yes" not in blanks
    pending = filled(case, PERMIT, Wish(DAY, "(c)(8)"))
    assert {"arrested.yes", "reason.initial"} <= {blank.key for blank in pending.blanks}
    elsewhere = parse_case("article3: 1\npapers: {person: {state: Texas}}\n", "x.yaml", law)
    assert "not in the form's list" in {blank.key: blank.why for blank in filled(elsewhere, PERMIT).blanks}["mail.state"]


def test_a_form_that_lacks_fields_is_filled_where_it_can_be_and_says_so(case: Case) -> None:
    result = filled(case, form=form_file(ASYLUM, absent={"given_name"}))
    assert "no field for 1 particulars (Part A.I, 5)" in " ".join(result.remarks)


def test_boxes_that_exclude_each_other_are_never_both_ticked() -> None:
    both = Plan({}, frozenset({"sex.male", "sex.female"}))
    with pytest.raises(FormError, match=r"sex\.male and sex\.female exclude each other"):
        fill(form_file(ASYLUM), "form.pdf", both, ASYLUM, "")


def test_a_file_without_fields_cannot_be_filled() -> None:
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    with pytest.raises(FormError, match="no fields to fill"):
        fill(out.getvalue(), "form.pdf", Plan({}, frozenset()), ASYLUM, "")


@pytest.mark.parametrize("change", ["value", "appearance", "tick"])
def test_what_is_read_back_otherwise_than_it_was_written_is_an_error(change: str) -> None:
    plan = Plan({"given_name": "Jorge"}, frozenset({"cat_box"}))
    with pikepdf.open(io.BytesIO(form_file(ASYLUM))) as pdf:
        writer = filling._Writer(pdf, "form.pdf", ASYLUM, plan)
        writer.write()
        field = filling.fields_of(pdf.Root.AcroForm.Fields)
        if change == "value":
            field[ASYLUM.boxes["given_name"].name].V = pikepdf.String("Juan")
        elif change == "appearance":
            field[ASYLUM.boxes["given_name"].name].AP.N.write(b"BT (Juan) Tj ET")
        else:
            field[ASYLUM.boxes["cat_box"].name].AS = pikepdf.Name.Off
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(FormError, match="nothing was written"):
        read_back(out.getvalue(), "form.pdf", writer.expected)


@FORMS
@pytest.mark.parametrize("edition", [ASYLUM, PERMIT], ids=lambda edition: edition.form)
def test_the_official_form_shows_more_ink_in_each_filled_box_than_before(edition: Edition, law: Law) -> None:
    jorge = read(ROOT / "examples/jorge.yaml", law)
    blank = (Path(REAL) / f"{edition.id}.pdf").read_bytes()
    result = filled(jorge, edition, Wish(DAY, "(c)(8)" if edition is PERMIT else ""), blank)
    before, after = drawn(blank), drawn(result.data)
    written = {entry.key for entry in result.written}
    for key, box in edition.boxes.items():
        more = ink(after[box.page - 1], box.box) > ink(before[box.page - 1], box.box)
        assert more == (key in written) or (box.kind == "choice" and key in written), key
    assert len(written) > 40


def test_a_denial_that_the_case_contradicts_is_not_sworn_to(law: Law) -> None:
    text = "article3: 1\nbars: {persecutor: yes}\npapers: {account: {harmed_others: no}}\n"
    found = filled(parse_case(text, "case.yaml", law))
    form = read_form(found.data, "filled")
    assert not {"harmed_others.yes", "harmed_others.no"} & form.ticks
    [blank] = [one for one in found.blanks if one.key.startswith("harmed_others")]
    assert "bars.persecutor" in blank.why
    assert any("contradicts itself" in remark for remark in found.remarks)


def test_a_claim_on_torture_alone_is_noted_where_the_case_names_no_ground(law: Law) -> None:
    text = "article3: 1\nfeared_harms: [{id: gang}]\npapers: {}\n"
    noted = "Only 'Torture Convention' is ticked"
    assert any(noted in remark for remark in filled(parse_case(text, "case.yaml", law)).remarks)
    told = f"{text}persecution: {{protected_ground: none}}\n"
    assert not any(noted in remark for remark in filled(parse_case(told, "case.yaml", law)).remarks)


@pytest.mark.parametrize(("number", "written"), [("٠١٢٣٤٥٦٧٨", "012345678"), ("012345678", "012345678")])
def test_a_number_in_other_digits_fills_cells(law: Law, number: str, written: str) -> None:
    text = f'article3: 1\npapers: {{person: {{a_number: "{number}"}}}}\n'
    found = filled(parse_case(text, "case.yaml", law), PERMIT, Wish(DAY, "(c)(8)", "initial"))
    assert read_form(found.data, "filled").text("a_number") == written


def test_a_number_that_cells_cannot_hold_is_left_and_said_so(law: Law) -> None:
    text = 'article3: 1\npapers: {person: {ssn: "😀"}}\n'
    found = filled(parse_case(text, "case.yaml", law), PERMIT, Wish(DAY, "(c)(8)", "initial"))
    assert any("cells cannot hold" in blank.why for blank in found.blanks)


def test_a_value_that_begins_with_a_slash_is_read_back_as_it_is(law: Law) -> None:
    text = 'article3: 1\npapers: {person: {street: "/ 12 Sample Avenue"}}\n'
    assert read_form(filled(parse_case(text, "case.yaml", law)).data, "x").text("home.street") == "/ 12 Sample Avenue"
