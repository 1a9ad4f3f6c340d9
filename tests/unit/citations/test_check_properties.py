"""What holds of the check for every authority in the law data, and for any citation at all."""

from __future__ import annotations

import datetime as dt
import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.citations.check import check
from article3.citations.checked import CheckedCitation, Kind, Severity, worst
from article3.citations.finding import citations as found_in
from article3.citations.index import reported_in
from article3.citations.model import Citation, Code, Document, Form, Part, Passage, Place, Provision
from article3.citations.naming import plain_name
from article3.citations.provisions import resolve_provision
from article3.citations.purposes import named_questions, phrases
from article3.citations.reporters import series, usual
from article3.citations.treatment import worth
from article3.law.loading import load
from article3.law.model import Authority
from article3.law.model import Kind as Sort

LAW = load()
AS_OF = dt.date(2026, 10, 1)
CIRCUITS = ["", *(court.id for court in LAW.courts.values() if court.forum)]
DECISIONS = [authority for authority in LAW.authorities.values() if authority.kind is Sort.DECISION]
REPORTED = [authority for authority in DECISIONS if any(True for _ in reported_in(authority.cite))]
DIFFERENCES = {
    Kind.NAME_DIFFERS,
    Kind.OTHER_CAPTION,
    Kind.CITE_DIFFERS,
    Kind.YEAR_DIFFERS,
    Kind.COURT_DIFFERS,
    Kind.IMPOSSIBLE,
    Kind.INCOMPLETE,
    Kind.AMBIGUOUS,
    Kind.NOT_IN_DATABASE,
    Kind.PIN_OUTSIDE,
}
ENDED = {Kind.ENDED_WHOLE, Kind.SUPERSEDED, Kind.ENJOINED}
ACCUSING = re.compile(
    r"\b(?:fake|hallucinat\w*|fabricat\w*|invented|made up|bogus|fraud\w*|dishonest\w*|lie[sd]?)\b", re.IGNORECASE
)


def by_hand(authority: Authority, name: str = "") -> Citation:
    """An authority cited in full, with what its own cite says."""
    places = list(reported_in(authority.cite))
    volume, reporter, page = (str(part) for part in places[0]) if places else ("", "", "")
    name = name or authority.name
    return Citation(
        Form.CASE,
        0,
        0,
        len(name),
        name,
        name=name,
        volume=volume,
        reporter=reporter,
        page=page,
        court=authority.court,
        year=authority.decided.last.year,
        docket="" if places else authority.cite,
    )


def checked(citation: Citation, circuit: str = "", as_of: dt.date = AS_OF) -> CheckedCitation:
    document = Document("x", (Passage(citation.written, Place(Part.BODY, 1)),), "")
    return check(document, [citation], LAW, as_of, circuit).citations[0]


def kinds(found: CheckedCitation) -> set[Kind]:
    return {remark.kind for remark in found.remarks}


@pytest.mark.parametrize("authority", REPORTED, ids=[authority.id for authority in REPORTED])
def test_every_decision_cited_in_full_is_itself_and_nothing_differs(authority: Authority) -> None:
    found = checked(by_hand(authority))
    assert found.authority == authority.id
    assert kinds(found) & DIFFERENCES == set(), [remark.says for remark in found.remarks]


def test_every_decision_without_a_reporter_is_itself() -> None:
    others = [authority for authority in DECISIONS if authority not in REPORTED]
    assert len(others) > 50
    differing = DIFFERENCES - {Kind.CITE_DIFFERS}
    for authority in others:
        found = checked(by_hand(authority))
        assert (found.authority, kinds(found) & differing) == (authority.id, set())


def test_every_decision_as_the_data_cites_it_is_found_in_a_text_and_resolved() -> None:
    missed = []
    for authority in REPORTED:
        text = f"The point is settled. See {authority.full_cite}."
        document = Document("x", (Passage(text, Place(Part.BODY, 1)),), "")
        report = check(document, found_in(document, LAW), LAW, AS_OF)
        hits = [found for found in report.citations if found.authority == authority.id]
        if not hits or any(kinds(hit) & DIFFERENCES for hit in hits):
            missed.append(authority.full_cite)
    assert missed == []


def test_every_provision_resolves_to_itself() -> None:
    for authority in LAW.authorities.values():
        for title, code, section in re.findall(r"^(\d+) (CFR|U\.S\.C\.) ([\d.a-z]+)$", authority.name):
            citation = Citation(
                Form.PROVISION, 0, 0, 1, authority.name, provision=Provision(Code(code), section, title=int(title))
            )
            assert resolve_provision(LAW, citation, AS_OF).authority is authority
        for section in re.findall(r"^INA (\w+)$", authority.name):
            for provision in (Provision(Code.INA, section), Provision(Code.USC, authority.cite.split()[-1], title=8)):
                citation = Citation(Form.PROVISION, 0, 0, 1, authority.name, provision=provision)
                assert resolve_provision(LAW, citation, AS_OF).authority is authority


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(REPORTED), st.integers(0, 200), st.sampled_from(string.ascii_lowercase))
def test_another_letter_in_the_name_is_told(authority: Authority, place: int, letter: str) -> None:
    begins = len("Matter of ") if authority.name.startswith("Matter of ") else 0
    places = [
        n for n in range(begins, len(authority.name)) if authority.name[n].isalpha() and authority.name[n - 1 : n + 2] != " v."
    ]
    where = places[place % len(places)]
    name = authority.name[:where] + letter + authority.name[where + 1 :]
    if plain_name(name) != plain_name(authority.name):
        assert Kind.NAME_DIFFERS in kinds(checked(by_hand(authority, name)))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(list(LAW.authorities)),
    st.dates(dt.date(1999, 1, 1), AS_OF),
    st.dates(dt.date(1999, 1, 1), AS_OF),
    st.sampled_from(CIRCUITS),
)
def test_a_later_day_ends_no_less(identifier: str, one: dt.date, other: dt.date, circuit: str) -> None:
    earlier, later = sorted((one, other))
    before, after = worth(LAW, identifier, earlier, circuit), worth(LAW, identifier, later, circuit)
    for remark in before.remarks:
        if remark.kind in ENDED and remark.severity is Severity.ERROR:
            assert any(
                then.by[:1] == remark.by and (then.severity is Severity.ERROR or then.kind is Kind.RESTORED)
                for then in after.remarks
            )


@pytest.mark.parametrize("circuit", CIRCUITS)
def test_no_other_circuits_decision_binds(circuit: str) -> None:
    for authority in DECISIONS:
        court = LAW.courts[authority.court]
        value = worth(LAW, authority.id, AS_OF, circuit)
        if court.forum and court.id != circuit and not any(holding.nationwide for holding in authority.holdings):
            assert not value.binding
        if any(remark.kind in ENDED and remark.severity is Severity.ERROR for remark in value.remarks):
            assert not value.binding
        assert not any(ACCUSING.search(remark.says) for remark in value.remarks)


_text = st.text(alphabet=st.sampled_from("ABCabc 0123456789.-§()_&'"), max_size=12)
_provisions = st.builds(Provision, st.sampled_from(Code), _text, st.sampled_from([None, 8, 22]), _text, _text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            Citation,
            form=st.sampled_from(Form),
            passage=st.integers(0, 2),
            start=st.integers(0, 30),
            end=st.integers(0, 40),
            written=_text,
            name=_text,
            volume=st.sampled_from(["", "0", "268", "23", "___", "9999"]),
            reporter=st.sampled_from(["", "F.3d", "I&N Dec.", "U.S.", "WL", "Fed. Reg.", "Abc."]),
            page=st.sampled_from(["", "1143", "912", "__", "7"]),
            pins=st.lists(_text, max_size=2).map(tuple),
            court=st.sampled_from(["", "ca9", "bia", "ag", "scotus", "nysd"]),
            year=st.sampled_from([None, 1, 1999, 2020, 2999]),
            docket=_text,
            provision=st.one_of(st.none(), _provisions),
            refers_to=st.sampled_from([None, 0, 1, 5, -1]),
        ),
        max_size=4,
    ),
    st.sampled_from(CIRCUITS),
)
def test_no_citation_stops_the_check_and_it_answers_the_same_twice(citations: list[Citation], circuit: str) -> None:
    document = Document("x", tuple(Passage("Willful blindness. See it. " * 2, Place(Part.BODY, n)) for n in (1, 2)), "")
    report = check(document, citations, LAW, AS_OF, circuit)
    assert report == check(document, citations, LAW, AS_OF, circuit)
    assert len(report.citations) == len(citations)
    for found in report.citations:
        assert found.severity is worst(remark.severity for remark in found.remarks)
        assert [remark.severity for remark in found.remarks] == sorted(
            (remark.severity for remark in found.remarks), key=list(Severity).index
        )
        assert all(remark.says and not ACCUSING.search(remark.says) for remark in found.remarks)


def test_the_phrases_name_questions_and_readings_that_exist() -> None:
    for phrase in phrases():
        assert phrase.question in LAW.questions
        assert phrase.reading in {"", *(reading.id for reading in LAW.questions[phrase.question].readings)}
        for words in phrase.words:
            assert words == " ".join(words.casefold().replace("-", " ").split())
            assert phrase.question in {named.question for named in named_questions(f"On {words} more is said.")}


def test_nearly_every_question_that_decisions_answer_has_phrases() -> None:
    unnamed = set(LAW.questions) - {phrase.question for phrase in phrases()}
    assert unnamed == {"bars_in_screening", "cooperative_agreement_first", "public_health_bar"}
    assert not any(LAW.answers[question] for question in unnamed)


def test_the_series_agree_with_what_is_on_record() -> None:
    for authority in LAW.authorities.values():
        for volume, reporter, _ in reported_in(authority.cite):
            one = series().get(re.sub(r"[^a-z0-9&]+", "", reporter.casefold()))
            if one is None:
                continue
            year = authority.decided.last.year
            assert usual(one.name) == one.name
            assert (one.first or 0) <= year <= (one.last or 9999)
            assert 0 < volume <= (one.volumes or 9999)
            if one.yearly and re.search(r"\(.*\d{4}\)", authority.cite):
                assert volume + one.yearly == int(authority.cite[-5:-1])
