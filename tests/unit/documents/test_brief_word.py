"""Brief and memorandum as Word files."""

from __future__ import annotations

import io
import re
import zipfile
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.shared import Inches

from article3.documents.drafts.brief_material import changes
from article3.documents.drafts.brief_word import BRIEF, brief_file, memo_file
from article3.documents.drafts.memo import memo
from article3.documents.drafts.sheet_word import TemplateError
from briefs import TODAY, drafted, of_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from article3.documents.drafts.brief_values import Brief
    from article3.law.loading import Law


@pytest.fixture(scope="module")
def brief(examples: dict[str, Path], law: Law) -> Brief:
    return drafted(of_file(examples["jorge"], "ca9", law))


@pytest.fixture(scope="module")
def data(brief: Brief) -> bytes:
    return brief_file(brief, TODAY)


@pytest.fixture(scope="module")
def xml(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


@pytest.mark.unmeasured
def test_gaps_are_highlighted(data: bytes) -> None:
    runs = [run for paragraph in Document(io.BytesIO(data)).paragraphs for run in paragraph.runs if run.style.name == "Gap"]
    assert "[signature]" in {run.text for run in runs}
    assert all(run.text.startswith("[") and run.text.endswith("]") for run in runs)
    assert runs[0].style.font.highlight_color is not None


def test_every_citation_is_marked_for_the_table_of_authorities(brief: Brief, xml: str) -> None:
    marks = re.findall(r' TA (?:\\l "([^"]*)" )?\\s "([^"]*)" \\c (\d)', xml.replace("&amp;", "&").replace("&quot;", '"'))
    assert {long for long, _, _ in marks if long} == {entry.text for entry in brief.authorities}
    assert len([long for long, _, _ in marks if long]) == len(brief.authorities)
    assert len(marks) >= len(brief.authorities)


def test_the_table_of_authorities_is_a_field_with_a_first_version(brief: Brief, data: bytes, xml: str) -> None:
    assert re.findall(r' TOA \\c "(\d)"', xml.replace("&quot;", '"')) == ["1", "8", "2", "6", "3"]
    lines = [
        one.text
        for one in Document(io.BytesIO(data)).paragraphs
        if one.style is not None and one.style.name == "Authorities Line"
    ]
    assert lines[0] == f"{brief.authorities[0].text}\t1"
    assert len(lines) == len(brief.authorities)


def test_fields_begin_and_end_in_pairs(xml: str) -> None:
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')


def test_names_of_decisions_are_in_italics(data: bytes) -> None:
    italic = {run.text for paragraph in Document(io.BytesIO(data)).paragraphs for run in paragraph.runs if run.italic}
    assert {"Davila v. Barr", "Matter of S-V-"} <= italic
    assert not any("C.F.R." in text for text in italic)


def test_pages_are_letter_size_and_numbered(data: bytes) -> None:
    document = Document(io.BytesIO(data))
    assert [(section.page_width, section.page_height) for section in document.sections] == [(Inches(8.5), Inches(11))] * 3
    assert "PAGE" in document.sections[2].footer.paragraphs[0]._p.xml


def test_how_it_was_made_stands_in_its_properties_and_at_its_end(brief: Brief, data: bytes) -> None:
    document = Document(io.BytesIO(data))
    assert document.core_properties.comments == brief.provenance
    assert document.paragraphs[-1].text == f"[{brief.provenance}; take this line out before it is signed or filed]"
    assert document.core_properties.author == ""
    assert document.core_properties.created.date() == TODAY


def test_the_archive_has_no_times_of_its_own(data: bytes) -> None:
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_tables_of_a_memorandum_have_heads(examples: dict[str, Path], law: Law) -> None:
    made_of = of_file(examples["daniel"], "ca9", law)
    document = Document(io.BytesIO(memo_file(memo(made_of, drafted(made_of), changes(made_of)), TODAY)))
    assert document.tables
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    assert document.paragraphs[0].text.startswith("PRIVILEGED")


def own_template(change: Callable[[Any], None]) -> bytes:
    """Our template with something changed in it."""
    document = Document(str(resources.files("article3.documents.drafts").joinpath("templates", BRIEF)))
    change(document)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def test_an_office_can_put_its_own_template_in_its_place(brief: Brief) -> None:
    def letterhead(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Example Legal Aid for {{ name }}, {{ a_number }}"

    made = brief_file(brief, TODAY, {"name": "Jorge Ejemplo", "a_number": "000111222"}, own_template(letterhead))
    assert Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text == "Example Legal Aid for Jorge Ejemplo, 000111222"
    assert len(Document(io.BytesIO(made)).sections) == 3


def test_a_template_that_cannot_be_used_is_refused(brief: Brief) -> None:
    def unknown(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ judge }}"

    def no_place(document: Any) -> None:
        document.paragraphs[-1].text = "the text should stand here"

    def text_after(document: Any) -> None:
        document.add_paragraph("after the text")

    def no_style(document: Any) -> None:
        document.styles["Brief Item"].delete()

    for change, says in (
        (unknown, "names the unknown field 'judge'"),
        (no_place, "write {{ body }} as its last paragraph"),
        (text_after, "write {{ body }} as its last paragraph"),
        (no_style, "has no style called 'Brief Item'"),
    ):
        with pytest.raises(TemplateError, match=re.escape(says)):
            brief_file(brief, TODAY, template=own_template(change))
    with pytest.raises(TemplateError, match="no Word file"):
        brief_file(brief, TODAY, template=b"not a Word file")
