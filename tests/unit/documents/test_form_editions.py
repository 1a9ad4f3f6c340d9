"""The data of each edition of a form: every field is filled from something, or says why it is not."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from article3.documents.forms.edition import EDITIONS, Edition, EditionError, editions, newest, read_editions, short
from article3.documents.forms.reading import read_form
from article3.documents.forms.stated import UnknownTermError, Wish
from article3.documents.forms.worked import stated_in
from article3.facts.case import Case
from article3.facts.papers import LIST_KEYS, SHEETS_BY_ID
from article3.facts.vocabulary import SECTIONS
from article3.logic.variables import Choice

STATED = stated_in(Case(), Wish(dt.date(2026, 11, 23)))
ALL = pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.id)
UNFILLED = {
    "signed by hand",
    "written by the person who signs",
    "belongs to the form",
    "for the agency",
    "completed under oath at the interview or hearing",
}
REAL = os.environ.get("ARTICLE3_FORMS", "")
FORMS = pytest.mark.skipif(not REAL, reason="ARTICLE3_FORMS does not name a folder of official forms")


@ALL
def test_every_field_is_filled_from_something_or_says_why_not(edition: Edition) -> None:
    for key, box in edition.boxes.items():
        assert bool(box.from_) != bool(box.left), key
        if edition.form == "I-589":
            assert not box.left or box.left in UNFILLED, key


@ALL
def test_what_fills_a_field_can_be_stated_in_a_case(edition: Edition) -> None:
    for box in edition.boxes.values():
        for term in box.from_:
            STATED.value(term)  # an unknown one is an error


def test_a_name_that_no_case_can_state_is_an_error() -> None:
    for term in (
        "person.shoe_size",
        "children.1.shoe_size",
        "mother.shoe_size",
        "worked.shoe_size",
        "siblings.1.shoe",
        "shoes.size",
    ):
        with pytest.raises(UnknownTermError):
            STATED.value(term)


@ALL
def test_a_tick_names_its_state_and_a_value_that_its_fact_can_have(edition: Edition) -> None:
    facts = {
        f"{group.id}.{key}": fact.variable for group in (*SECTIONS, *SHEETS_BY_ID.values()) for key, fact in group.facts.items()
    }
    facts |= {f"{name}.{key}": fact.variable for name, (_, sheet) in LIST_KEYS.items() for key, fact in sheet.facts.items()}
    for key, box in edition.boxes.items():
        if box.kind != "tick":
            assert not box.on, key
            assert not box.is_, key
            continue
        assert box.on, key
        for term in box.from_:
            assert box.is_, key
            variable = facts.get(".".join(part for part in term.split(".") if not part.isdigit()))
            if isinstance(variable, Choice):
                assert box.is_ in variable.options, key
            elif variable is not None:
                assert box.is_ in {"yes", "no"}, key


@ALL
def test_boxes_that_exclude_each_other_come_in_groups(edition: Edition) -> None:
    groups: dict[str, list[str]] = {}
    for key, box in edition.boxes.items():
        if box.group:
            groups.setdefault(box.group, []).append(box.is_ or key)
    for group, values in groups.items():
        assert len(values) > 1, group
        assert len(set(values)) == len(values), group


@ALL
def test_fields_lie_on_the_page_and_not_on_one_another(edition: Edition) -> None:
    for page in range(1, edition.pages + 1):
        boxes = [box for box in edition.boxes.values() if box.page == page]
        assert boxes
        for box in boxes:
            left, bottom, right, top = box.box
            assert 0 <= left < right <= 612, box.key
            assert 0 <= bottom < top <= 792, box.key
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                wide = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
                high = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
                assert wide <= 2 or high <= 2, (one.key, other.key)


@ALL
def test_explanations_are_asked_for_by_ticks_and_pages_that_are_copied_exist(edition: Edition) -> None:
    for box in edition.boxes.values():
        assert all(edition.boxes[key].kind == "tick" for key in box.asked_by)
    if edition.continuation is not None:
        places = edition.continuation
        assert {edition.boxes[key].page for key in (places.text, places.part, places.question)} == {places.page}
    if edition.further_children is not None:
        page = edition.further_children
        shown = {
            int(key.split(".")[1]) for key, box in edition.boxes.items() if box.page == page.page and key.startswith("children.")
        }
        assert shown == set(range(page.first, page.first + page.each))


def test_the_boxes_of_the_convention_are_where_the_form_has_them() -> None:
    for edition in editions():
        if edition.form == "I-589":
            top, ground, yes = (edition.boxes[key] for key in ("cat_box", "basis.torture", "feared_torture.yes"))
            assert (short(top.name), top.on, top.page) == ("CheckBox31[0]", "1", 1)
            assert (short(ground.name), ground.on, ground.page) == ("CheckBoxtorture[0]", "Y", 5)
            assert (short(yes.name), yes.on, yes.page) == ("ckboxyn4[0]", "Y", 6)
            assert short(edition.boxes["children.any.yes"].name) == "ChildrenCheckbox[0]"  # whose state is N


def test_a_dot_that_is_escaped_is_part_of_a_name() -> None:
    assert short(r"form1[0].#subform[4].CheckBoxAIII5\.m[0]") == r"CheckBoxAIII5\.m[0]"


def test_the_newest_edition_is_told_and_a_form_without_any_is_an_error() -> None:
    assert (newest("I-589").printed, newest("I-589").seen) == ("07/28/26", False)
    with pytest.raises(EditionError, match="Form I-000"):
        newest("I-000")


def two_fields(key: str, name: str) -> str:
    head = 'form="X"\nedition="01/02/20"\ntitle=""\npages=1\nsource=""\nseen=true\n'
    fields = [f'{{key="{k}",name="{n}",page=1,means="m",kind="text",box=[0,0,1,1]}}' for k, n in (("a", "n"), (key, name))]
    return f"{head}fields=[{','.join(fields)}]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('form = "X"', "Object missing required field"),
        ("form = ", "Invalid value"),
        ('form="X"\nedition="1/2"\ntitle=""\npages=1\nsource=""\nseen=true', "does not match format"),
        ('form="X"\nedition="01/02/20"\ntitle=""\npages=1\nsource=""\nseen=true\ninherits="y"', "inherits from y"),
        ('form="X"\nedition="01/02/20"\ntitle=""\npages=1\nsource=""\nseen=true\nabsent=["a"]', "a is no field of x"),
        (
            two_fields("a", "o"),
            "two fields are called a",
        ),
        (
            two_fields("b", "n"),
            "two keys are of one field",
        ),
    ],
)
def test_data_that_is_not_sound_is_refused_with_the_name_of_its_file(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "x.toml").write_text(text)
    with pytest.raises(EditionError, match=rf"x\.toml: .*{told}"):
        read_editions(tmp_path)


def test_the_editions_on_record_are_those_of_the_folder() -> None:
    assert {edition.id for edition in editions()} == {path.stem for path in EDITIONS.glob("*.toml")}


@FORMS
@pytest.mark.parametrize("edition", [edition for edition in editions() if edition.seen], ids=lambda edition: edition.id)
def test_an_official_form_has_the_fields_of_its_edition_and_no_others(edition: Edition) -> None:
    form = read_form((Path(REAL) / f"{edition.id}.pdf").read_bytes(), edition.id)
    assert form.edition is edition
    assert (form.missing, form.strange, form.texts, form.ticks, form.torn) == ((), (), {}, frozenset(), ())
