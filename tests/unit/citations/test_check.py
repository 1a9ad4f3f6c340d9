"""The check, row by row against citations written by hand, and as a whole."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from article3.citations.check import check
from article3.citations.checked import CheckedCitation, Kind, Report, Severity
from article3.citations.finding import citations as found_in
from article3.citations.model import Citation, Code, Document, Form, Part, Passage, Place, Provision
from article3.citations.reading import read
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROWS = tomllib.loads(Path(__file__).with_name("checks.toml").read_text(encoding="utf-8"))["row"]
AS_OF = dt.date(2026, 10, 1)
LAW = load()
CIRCUIT_KINDS = {"not_binding_here", "not_followed_here"}


def cited(fields: Mapping[str, Any], text: str = "{}", passage: int = 0) -> tuple[Citation, str]:
    """A citation of these fields, and the text with it in place of the braces."""
    given = dict(fields)
    volume, _, rest = given.pop("at", "").partition(" ")
    reporter, _, page = rest.rpartition(" ")
    provision = None
    if "code" in given:
        title = given.pop("title", None)
        rest_of = {key: given.pop(key, "") for key in ("section", "paragraphs", "until")}
        provision = Provision(Code(given.pop("code")), title=title, **rest_of)
    written = (
        given.pop("written", "")
        or given.get("name")
        or f"{volume} {rest}".strip()
        or (f"{provision.section}" if provision else "Id.")
    )
    start = text.index("{}")
    given |= {key: tuple(given.get(key, ())) for key in ("pins", "parallel")}
    form = Form(given.pop("form", "case"))
    citation = Citation(
        form,
        passage,
        start,
        start + len(written),
        written,
        volume=volume,
        reporter=reporter,
        page=page,
        provision=provision,
        **given,
    )
    return citation, text.replace("{}", written)


def checked(row: Mapping[str, Any]) -> CheckedCitation:
    """What the check says of the citation of a row."""
    citation, text = cited(row["cite"], row.get("text", "{}"))
    document = Document("text.md", (Passage(text, Place(Part.BODY, 1, heading=row.get("heading", ""))),), "0" * 64)
    return check(document, [citation], LAW, row.get("as_of", AS_OF), row.get("circuit", "ca9")).citations[0]


@pytest.mark.parametrize("row", ROWS, ids=[row["row"] for row in ROWS])
def test_each_row(row: Mapping[str, Any]) -> None:
    found = checked(row)
    said = [f"{remark.kind.value} {remark.severity.value}" for remark in found.remarks]
    assert sorted(said) == sorted(row["expect"]), [remark.says for remark in found.remarks]
    assert found.authority == row.get("authority", "")
    if "binding" in row:
        assert found.binding is row["binding"]
    if "says" in row:
        assert any(row["says"] in remark.says for remark in found.remarks), [remark.says for remark in found.remarks]
    assert not {remark.kind.value for remark in found.remarks} & set(row.get("without", ()))


def test_there_are_enough_rows_and_each_kind_has_one() -> None:
    assert len(ROWS) >= 40
    told = {expected.split()[0] for row in ROWS for expected in row["expect"]}
    online = {"on_file", "not_on_file", "several_on_file", "parallel_on_file", "name_on_file_differs", "year_on_file_differs"}
    # What CourtListener says is tested beside the stand-in for it.
    assert {kind.value for kind in Kind} - told == {*online, "not_read_online"}


def one(**fields: Any) -> CheckedCitation:
    return checked({"cite": fields})


def test_unread_decisions_end_nothing_by_themselves() -> None:
    found = one(form="register", at="85 Fed. Reg. 81698", year=2020)
    assert found.binding
    assert "reported" in found.status


def test_a_range_of_sections_checks_each_of_them() -> None:
    found = one(form="provision", code="CFR", title=8, section="1208.16", until="1208.18")
    assert found.authority == "cfr-1208-16"
    assert {remark.authority for remark in found.remarks} == {"cfr-1208-16", "cfr-1208-18"}


def test_the_convention_and_public_laws_resolve() -> None:
    assert one(form="provision", code="treaty", section="3").authority == "convention-against-torture"
    assert one(form="provision", code="Pub. L.", section="105-277").authority == "farra-2242"
    assert one(form="provision", code="rules", section="Fed. R. App. P. 26", paragraphs="(a)").authority == "frap-26"


def _report(texts: Sequence[str], citations: Sequence[Citation], circuit: str = "ca9", **more: Any) -> Report:
    passages = tuple(Passage(text, Place(Part.BODY, number)) for number, text in enumerate(texts, 1))
    return check(Document("brief.md", passages, "0" * 64), citations, LAW, AS_OF, circuit, **more)


ZHENG = {"name": "Zheng v. Ashcroft", "at": "332 F.3d 1186", "court": "ca9", "year": 2003}


def test_back_references_follow_what_they_refer_to() -> None:
    full, text = cited(ZHENG, "Officials look away. {}.")
    id_ = Citation(Form.ID, 1, 0, 3, "Id.", pins=("1194",), refers_to=0)
    short = Citation(
        Form.SHORT, 1, 5, 20, "Zheng, 332 F.3d at 1190", name="Zheng", volume="332", reporter="F.3d", pins=("1190",), refers_to=0
    )
    record = Citation(Form.RECORD, 2, 0, 5, "Ex. C", name="Ex. C")
    of_record = Citation(Form.ID, 2, 7, 10, "Id.", refers_to=3)
    before = Citation(Form.ID, 1, 22, 25, "Id.", pins=("1100",), refers_to=0)
    wrong = msgspec.structs.replace(short, volume="333")
    report = _report([text, "Id. at 1194. Zheng at 1190.", "Ex. C. Id."], [full, id_, short, record, of_record, before, wrong])
    ids = [found.authority for found in report.citations]
    assert ids == ["zheng-v-ashcroft"] * 3 + ["", ""] + ["zheng-v-ashcroft"] * 2
    kinds = [[remark.kind for remark in found.remarks] for found in report.citations]
    assert kinds == [[], [], [], [], [], [Kind.PIN_OUTSIDE], [Kind.CITE_DIFFERS]]
    assert (report.counts.citations, report.counts.resolved, report.counts.record) == (7, 5, 1)
    assert (report.counts.error, report.counts.warning, report.counts.ok) == (1, 1, 5)


def test_a_short_form_alone_is_found_by_its_page() -> None:
    short = Citation(Form.SHORT, 0, 0, 5, "Zheng, 332 F.3d at 1194", name="Zheng", volume="332", reporter="F.3d", pins=("1194",))
    assert _report(["Zheng"], [short]).citations[0].authority == "zheng-v-ashcroft"


def test_a_bare_name_is_the_one_that_the_text_cites() -> None:
    name = Citation(Form.NAME, 0, 0, 9, "Matter of A-B-", name="Matter of A-B-")
    full, text = cited({"name": "Matter of A-B-", "at": "28 I&N Dec. 307", "court": "ag", "year": 2021}, passage=1)
    alone = _report(["Matter of A-B- governs."], [name]).citations[0]
    assert [remark.kind for remark in alone.remarks] == [Kind.AMBIGUOUS]
    assert _report(["Matter of A-B- governs.", text], [name, full]).citations[0].authority == "matter-of-a-b-2021"


def test_what_holds_wherever_it_is_cited_is_told_once_and_errors_always() -> None:
    cole, text = cited({"name": "Cole v. Holder", "at": "659 F.3d 762", "court": "ca9", "year": 2011})
    again = msgspec.structs.replace(cole, passage=1)
    first, second = _report([text, text], [cole, again], "ca11").citations
    assert [remark.kind for remark in first.remarks] == [Kind.NOT_BINDING_HERE]
    assert second.remarks == ()
    over, words = cited({"name": "Matter of O-F-A-S-", "at": "27 I&N Dec. 709", "court": "bia", "year": 2019})
    report = _report([words, words], [over, msgspec.structs.replace(over, passage=1)])
    assert [found.severity for found in report.citations] == [Severity.ERROR, Severity.ERROR]


def test_a_citation_sentence_is_cited_for_the_sentence_before_it() -> None:
    zheng, text = cited(ZHENG, "Willful blindness is enough. The record shows it. See {}. More follows.")
    nearest = _report([text], [zheng], "ca11").citations[0]
    assert Kind.NOT_LAW_HERE not in {remark.kind for remark in nearest.remarks}
    zheng, text = cited(ZHENG, "The record shows it. Willful blindness is enough. See {}. More follows.")
    assert Kind.NOT_LAW_HERE in {remark.kind for remark in _report([text], [zheng], "ca11").citations[0].remarks}


def test_a_note_is_cited_for_the_sentence_that_calls_it() -> None:
    zheng, text = cited(ZHENG, "{}.", passage=1)
    body = Passage("Willful blindness is enough. So it was here.", Place(Part.BODY, 1), notes=((28, 1),))
    document = Document("brief.docx", (body, Passage(text, Place(Part.FOOTNOTE, 1))), "0" * 64)
    found = check(document, [zheng], LAW, AS_OF, "ca11").citations[0]
    assert Kind.NOT_LAW_HERE in {remark.kind for remark in found.remarks}


def test_a_sentence_that_runs_over_a_page_is_joined() -> None:
    provision, text = cited(
        {"form": "provision", "code": "CFR", "title": 8, "section": "1208.18", "paragraphs": "(a)(8)"},
        "that he breach a duty, {}.",
        passage=1,
    )
    found = _report(["Acquiescence requires awareness and", text], [provision]).citations[0]
    assert [remark.kind for remark in found.remarks] == [Kind.OTHER_PARAGRAPH]


LISTS = Path(__file__).parents[2] / "citations"
BY_THE_CITE = {"name", "provision", "treatment", "register", "court", "reporter"}
"""Kinds of slips that a check of citations can see; the others are of what the prose says the law is."""


def test_every_slip_of_the_cites_in_a_long_text_is_remarked_on_where_it_stands() -> None:
    slips = tomllib.loads((LISTS / "advisory-like.toml").read_text(encoding="utf-8"))["slip"]
    document = read(LISTS / "advisory-like.txt", "advisory-like.txt")
    report = check(document, found_in(document, LAW), LAW, AS_OF, "ca9")
    told = {
        (document.passages[found.citation.passage].place.line, remark.authority)
        for found in report.citations
        for remark in found.remarks
    }
    # Its sentences are not those in which a paragraph beside the right one is cited; a row of this module's table has one.
    expected = [slip for slip in slips if slip["kind"] in BY_THE_CITE and slip["authority"] != "cfr-1208-18"]
    assert len(expected) > 10
    assert [slip["says"] for slip in expected if (slip["line"], slip["authority"]) not in told] == []


def test_the_report_says_what_was_asked() -> None:
    full, text = cited(ZHENG)
    report = _report([text], [full], checked_at="2026-10-01 09:00")
    assert (report.document, report.as_of, report.circuit) == ("brief.md", "2026-10-01", "ca9")
    assert report.law_version == LAW.version
    assert report.checked_at == "2026-10-01 09:00"
    assert report.warnings == ()
    assert report.citations[0].verified is LAW.authority("zheng-v-ashcroft").verification.level
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def test_the_report_warns_of_what_it_cannot_know() -> None:
    late = check(Document("x", (), ""), [], LAW, LAW.maintained_through + dt.timedelta(1))
    assert [warning.split()[0:2] for warning in late.warnings] == [["The", "law"], ["No", "circuit"], ["No", "citation"]]


def test_what_is_no_forum_is_refused() -> None:
    with pytest.raises(ValueError, match="'bia' is not the id of a circuit"):
        check(Document("x", (), ""), [], LAW, AS_OF, "bia")


def test_another_reporter_of_the_same_opinion_is_no_difference() -> None:
    assert not one(form="case", name="Nasrallah v. Barr", at="590 U.S. 573", year=2020).remarks
    [remark] = one(form="case", name="Nasrallah v. Barr", at="590 U.S. 573", year=2019).remarks
    assert remark.kind is Kind.YEAR_DIFFERS


def test_a_decision_about_several_people_is_known_by_the_first() -> None:
    found = one(form="case", name="Matter of Y-L-", at="23 I&N Dec. 270", year=2002)
    assert found.authority == "matter-of-y-l"
    assert Kind.NAME_DIFFERS not in {remark.kind for remark in found.remarks}
    other = one(form="case", name="Matter of A-G-", at="23 I&N Dec. 270", year=2002)
    assert Kind.NAME_DIFFERS in {remark.kind for remark in other.remarks}
