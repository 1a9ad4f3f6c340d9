"""What a user is shown of a check: as text, as pages, and as comments in a copy of the Word file."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from docx import Document as WordFile
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.citations.annotated import annotated
from article3.citations.checked import CheckedCitation, Kind, Remark, Report, Severity, counted
from article3.citations.model import Citation, Document, Form, Part, Passage, Place
from article3.citations.outcome import AROUND, Online, Outcome, outcome, sound, where
from article3.citations.outcome_html import record_page, report_page
from article3.citations.outcome_text import render, summary
from article3.citations.reading import read
from article3.law.loading import load
from article3.law.model import Verification
from page_reader import Page
from word_files import call, deleted, inserted, paragraph, word_file

if TYPE_CHECKING:
    from article3.law.loading import Law

NOW = dt.datetime(2026, 11, 22, 12, 30, tzinfo=dt.UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AL_SAFER = "Al-Safer v. INS, 268 F.3d 1143 (9th Cir. 2001)"
ZHENG = "Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003)"
UNKNOWN = "Doe v. Roe, 999 F.3d 1 (9th Cir. 2021)"


def cited(document: Document, *wanted: tuple[str, Form, tuple[Remark, ...], str]) -> Report:
    """A report on strings in a document, with remarks made by hand."""
    found = []
    for written, form, remarks, authority in wanted:
        number = next(number for number, passage in enumerate(document.passages) if written in passage.text)
        start = document.passages[number].text.index(written)
        known = {"cited_as": ZHENG, "status": "in force", "standing": "binding here", "binding": True} if authority else {}
        checked = CheckedCitation(
            Citation(form, number, start, start + len(written), written),
            authority,
            remarks=remarks,
            verified=Verification.TEXT if authority else None,
            **known,  # type: ignore[arg-type]
        )
        found.append(checked)
    return Report(
        document=document.name,
        digest=document.digest,
        as_of="2026-10-02",
        circuit="ca9",
        forum="Ninth Circuit",
        law_version="2026.10",
        law_through="2026-10-02",
        counts=counted(found),
        checked_at="2026-11-22T12:30:00+00:00",
        citations=tuple(found),
        warnings=document.warnings,
    )


def remarks(authority: str = "zheng-v-ashcroft") -> dict[str, tuple[Remark, ...]]:
    return {
        AL_SAFER: (
            Remark(
                Kind.NAME_DIFFERS, Severity.ERROR, "The text says Al-Safer v. INS; 268 F.3d 1143 is <Al-Saher v. INS>.", authority
            ),
            Remark(Kind.UNREAD_BY_US, Severity.NOTE, "Nobody on this project has read it.", "", (authority,), "awareness"),
        ),
        UNKNOWN: (Remark(Kind.NOT_IN_DATABASE, Severity.WARNING, "It is not in this database."),),
    }


@pytest.fixture(scope="module")
def brief() -> bytes:
    return word_file(
        [
            paragraph("The court so held in ", f"*{AL_SAFER}", ", and again later.", call(1)),
            paragraph("Before. ", deleted("gone "), inserted(f"See {UNKNOWN}."), " After."),
        ],
        cells=["plain", f"Compare {ZHENG}."],
        notes=[f"But see {UNKNOWN.replace('999', '998')}."],
        comment="An earlier comment.",
    )


@pytest.fixture(scope="module")
def document(brief: bytes) -> Document:
    return read(brief, "brief.docx")


@pytest.fixture(scope="module")
def shown(document: Document, law: Law) -> Outcome:
    said = remarks(min(law.authorities))
    in_note = UNKNOWN.replace("999", "998")
    wanted = [
        (AL_SAFER, Form.CASE, said[AL_SAFER], ""),
        (in_note, Form.CASE, said[UNKNOWN], ""),
        (UNKNOWN, Form.CASE, said[UNKNOWN], ""),
        (ZHENG, Form.CASE, (), "zheng-v-ashcroft"),
    ]
    return outcome(document, cited(document, *wanted), law, "0.6")


@pytest.mark.parametrize(
    ("place", "name", "words"),
    [
        (Place(Part.BODY, 12), "a.docx", "paragraph 12"),
        (Place(Part.FOOTNOTE, 4), "a.docx", "footnote 4"),
        (Place(Part.ENDNOTE, 4), "a.docx", "endnote 4"),
        (Place(Part.TABLE, 7), "a.docx", "table cell 7"),
        (Place(Part.BODY, 12, page=3), "a.pdf", "page 3"),
        (Place(Part.FOOTNOTE, 2, page=3), "a.pdf", "page 3, footnote 2"),
        (Place(Part.BODY, 12, line=88), "a.md", "paragraph at line 88"),
    ],
)
def test_a_place_in_words(place: Place, name: str, words: str) -> None:
    assert where(place, name) == words


def test_the_line_around_a_citation_is_cut_between_words(law: Law) -> None:
    words = "word " * 100
    text = Document("a.txt", (Passage(f"{words}{ZHENG} {words}", Place(Part.BODY, 1, line=1)),), "0" * 64)
    (mention,) = outcome(text, cited(text, (ZHENG, Form.CASE, (), "")), law, "0.6").citations
    assert mention.before.startswith("… word word")
    assert mention.before.endswith("word ")
    assert mention.after.startswith(" word word")
    assert mention.after.endswith("word …")
    assert max(len(mention.before), len(mention.after)) <= AROUND + 2


def test_as_text_each_remark_stands_below_its_line_with_the_law_behind_it(shown: Outcome) -> None:
    text = render([shown])
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    words = " ".join(text.split())
    assert f"The court so held in [[{AL_SAFER}]], and again later." in words
    assert "ERROR: The text says Al-Safer v. INS; 268 F.3d 1143 is <Al-Saher v. INS>." in words
    assert f"- {shown.authorities[shown.citations[0].found.remarks[0].authority]}" in words
    assert f"- Question of law: {shown.questions['awareness']}" in words
    assert words.index("paragraph 1") < words.index("ERROR: ") < words.index("WARNING: ")
    assert "footnote 1" in words
    assert ZHENG not in words
    assert (
        "4 citations: 1 with an error, 2 with warnings, 0 with notes, 1 with nothing to say. 1 found in this database." in words
    )


def test_what_is_persuasive_only_is_listed_together(document: Document, law: Law) -> None:
    only = (Remark(Kind.NOT_BINDING_HERE, Severity.NOTE, "persuasive only there", min(law.authorities)),)
    wanted = [(AL_SAFER, Form.CASE, remarks(min(law.authorities))[AL_SAFER], ""), (ZHENG, Form.CASE, only, "zheng-v-ashcroft")]
    words = " ".join(render([outcome(document, cited(document, *wanted), law, "0.6")]).split())
    assert f"[[{AL_SAFER}]]" in words
    assert f"[[{ZHENG}]]" not in words
    assert f"persuasive only here, with nothing else to say of it: - {ZHENG} (" in words


def test_color_is_never_alone(shown: Outcome) -> None:
    painted = render([shown], lambda words, style: f"<{style}>{words}</{style}>")
    assert re.sub(r"</?(?:title|strong|dim|good|bad|open|law)>", "", painted) == render([shown])
    assert "<bad>ERROR</bad>" in painted


def test_several_documents_are_told_one_by_one_and_then_together(shown: Outcome) -> None:
    other = msgspec.structs.replace(shown, document="other.docx", citations=(), severity=Severity.OK)
    text = render([shown, other])
    assert text.index("other.docx") < text.index("ALL DOCUMENTS")
    assert re.search(r"error +brief.docx: 4 citations\n +ok +other.docx", text)


def test_the_summary_tells_of_the_record(shown: Outcome) -> None:
    counts = msgspec.structs.replace(shown.counts, record=2)
    assert summary(counts).endswith("2 cites of the record, which only you can check.")


def test_what_a_text_tells_a_terminal_to_do_is_not_done(law: Law) -> None:
    text = f"\x1b[31mred\x07 \u202e{ZHENG}\x9b2J\ud800"
    document = sound(Document("a\x1b.txt", (Passage(text, Place(Part.BODY, 1, line=1)),), "0" * 64))
    remark = Remark(Kind.NOT_IN_DATABASE, Severity.NOTE, "Not here.")
    shown = outcome(document, cited(document, (ZHENG, Form.CASE, (remark,), "")), law, "0.6")
    for words in (render([shown]), render([shown, shown])):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", words)
        assert ZHENG in " ".join(words.split())
    assert msgspec.json.decode(msgspec.json.encode(shown))["citations"][0]["after"].endswith("\ufffd")
    assert report_page([shown]).encode()


PAGES = [report_page, record_page]


@pytest.mark.parametrize("make", PAGES)
def test_the_pages_are_valid_and_whole(make: Any, shown: Outcome) -> None:
    page = Page(make([shown, msgspec.structs.replace(shown, document="other.docx", citations=())]))
    assert page.faults == []
    assert page.declared
    assert len(page.ids) == len(set(page.ids))
    assert {href.removeprefix("#") for href in page.hrefs} <= set(page.ids)
    assert page.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert page.of("html") == [{"lang": "en", "dir": "ltr"}]
    assert len(page.of("main")) == 1
    assert not page.of("script")
    assert not page.of("link")
    assert not page.of("img")
    labels = {one["aria-labelledby"] for _, one in page.elements if "aria-labelledby" in one}
    assert labels <= set(page.ids)
    assert all(one.get("scope") in {"col", "row"} for one in page.of("th"))


def test_the_report_says_severities_in_words_and_escapes_what_the_text_says(shown: Outcome) -> None:
    page = report_page([shown])
    assert "&lt;Al-Saher v. INS&gt;" in page
    text = Page(page).text
    assert "Error: The text says Al-Safer v. INS" in text
    assert "Paragraph 1" in text
    assert shown.digest in text


@pytest.mark.parametrize("make", PAGES)
def test_the_pages_use_only_colors_of_the_style(make: Any, shown: Outcome) -> None:
    style = make([shown]).split("<style>")[1].split("</style>")[0]
    root, _, rest = style.partition("body {")
    assert re.findall(r"#[0-9a-f]{3,6}\b", rest) == []
    assert "prefers-color-scheme: dark" in root
    assert "@media print" in rest


def test_the_record_tells_what_was_checked_what_was_not_and_leaves_a_place_to_sign(shown: Outcome) -> None:
    text = Page(record_page([shown])).text
    for words in (
        "brief.docx",
        shown.digest,
        "2026-11-22T12:30:00+00:00",
        "Law as of 2026-10-02",
        "Forum Ninth Circuit",
        "version 2026.10, kept to 2026-10-02",
        "article3 0.6",
        "no; nothing left the machine",
        "In the law data: passage read.",
        "Not in this database: not checked",
        "What was not checked",
        "No outside database was asked.",
        "Read by on",
    ):
        assert words.lower().replace(" ", "") in text.lower().replace(" ", ""), words


def test_the_record_tells_what_left_the_machine(shown: Outcome) -> None:
    online = Online("www.courtlistener.com", ("1 F.3d 1",), ("2 F.3d 2",), "the network was down")
    text = Page(record_page([msgspec.structs.replace(shown, online=online)])).text
    assert "1 citation sent to www.courtlistener.com, 1 answer kept from earlier; not complete: the network was down" in text
    assert "asked only in part: the network was down" in text


def without_comments(file: bytes) -> str:
    """The body of a file as XML, without the marks of comments that we made."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.xmlchemy import serialize_for_reading  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        root: Any = parse_xml(archive.read("word/document.xml"))
    earlier = {"0"}
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(root.iter(f"{W}{tag}")):
            if mark.get(f"{W}id") not in earlier:
                gone = mark.getparent() if tag == "commentReference" else mark
                gone.getparent().remove(gone)
    return str(serialize_for_reading(root))


def anchored(file: bytes) -> dict[str, str]:
    """The words of each comment by the text that it stands at."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        root: Any = parse_xml(archive.read("word/document.xml"))
    comments = {comment.comment_id: comment for comment in WordFile(io.BytesIO(file)).comments}
    found = {}
    for start in root.iter(f"{W}commentRangeStart"):
        number, words, at = start.get(f"{W}id"), "", start.getnext()
        while not (at.tag == f"{W}commentRangeEnd" and at.get(f"{W}id") == number):
            words += "".join(text.text or "" for text in at.iter(f"{W}t"))
            words += "".join("(note)" for _ in at.iter(f"{W}footnoteReference"))
            at = at.getnext()
        found[comments[int(number)].text] = words
    return found


def test_a_copy_in_word_has_a_comment_at_each_citation_to_look_at(brief: bytes, document: Document, shown: Outcome) -> None:
    copy = annotated(brief, document, shown, NOW)
    comments = list(WordFile(io.BytesIO(copy)).comments)
    assert [comment.author for comment in comments] == ["A. Reader", "article3", "article3", "article3", "article3"]
    assert {comment.timestamp for comment in comments[1:]} == {NOW}
    stand = anchored(copy)
    by = {words.split("\n")[0]: place for words, place in stand.items()}
    assert by["ERROR: The text says Al-Safer v. INS; 268 F.3d 1143 is <Al-Saher v. INS>."] == AL_SAFER
    assert by["WARNING: It is not in this database."] == f"See {UNKNOWN}."
    assert by[f"footnote 1: {UNKNOWN.replace('999', '998')}"] == "(note)"
    about = next(words for words in stand if words.startswith("Citations checked by article3 0.6"))
    assert shown.digest in about
    assert "as of 2026-10-02, Ninth Circuit" in about


def test_the_copy_keeps_everything_else(brief: bytes, document: Document, shown: Outcome) -> None:
    copy = annotated(brief, document, shown, NOW)
    assert without_comments(copy) == without_comments(brief)
    with zipfile.ZipFile(io.BytesIO(brief)) as before, zipfile.ZipFile(io.BytesIO(copy)) as after:
        assert set(before.namelist()) <= set(after.namelist())
        assert before.read("word/footnotes.xml") == after.read("word/footnotes.xml")
    again = read(copy, "copy.docx")
    assert [passage.text for passage in again.passages] == [passage.text for passage in document.passages]


def test_a_remark_with_characters_that_xml_has_not_is_written_without_them(document: Document, brief: bytes, law: Law) -> None:
    remark = Remark(Kind.NOT_IN_DATABASE, Severity.NOTE, "a\x00b\x0cc\ud800d")
    shown = outcome(document, cited(document, (ZHENG, Form.CASE, (remark,), "")), law, "0.6")
    assert "NOTE: abcd" in anchored(annotated(brief, document, shown, NOW))


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, 140), max_size=12), pad=st.integers(0, 30))
def test_a_comment_stands_at_whole_runs_around_its_citation(cuts: list[int], pad: int) -> None:
    law = load()  # no fixture: a failure would print it whole
    text = f"{'x' * pad} See {ZHENG}, and again {UNKNOWN}."
    ends = sorted({min(cut, len(text)) for cut in cuts} | {len(text)})
    runs = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    file = word_file([paragraph(*runs)])
    document = read(file, "a.docx")
    remark = Remark(Kind.NOT_IN_DATABASE, Severity.NOTE, "Not here.")
    shown = outcome(document, cited(document, (UNKNOWN, Form.CASE, (remark,), "")), law, "0.6")
    copy = annotated(file, document, shown, NOW)
    around = anchored(copy)["NOTE: Not here."]
    start, end = text.index(UNKNOWN), text.index(UNKNOWN) + len(UNKNOWN)
    bounds = [0, *ends]
    assert around == text[max(one for one in bounds if one <= start) : min(one for one in bounds if one >= end)]


def test_a_file_without_text_gets_no_comment(law: Law) -> None:
    empty = word_file([])
    document = read(empty, "empty.docx")
    copy = annotated(empty, document, outcome(document, cited(document), law, "0.6"), NOW)
    assert list(WordFile(io.BytesIO(copy)).comments) == []
