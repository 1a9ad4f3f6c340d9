"""What holds of every text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from article3.citations.finding import citations
from article3.citations.model import Document, Form, Part, Passage, Place
from article3.law.loading import load
from article3.law.model import Kind
from texts import document, found

_PIECES = [
    "Zheng v. Ashcroft, 332 F.3d 1186, 1194 (9th Cir. 2003)",
    "Matter of J-F-F-, 23 I&N Dec. 912 (A.G. 2006)",
    "(quoting Ali v. Reno, 237 F.3d 591 (6th Cir. 2001))",
    "8 CFR §§ [1]208.16(c)(2), (3) and 1208.18",
    "INA § 241(b)(3)",
    "Id. at 5",
    "id.",
    "Zheng, supra, at 7",
    "Ex. C at 41",
    "Tr. 12:3-9",
    "Pub. L. No. 105-277, 112 Stat. 2681",
    "64 Fed. Reg. 8478",
    "No. 18-1234",
    "v.",
    "(",
    ")",
    "“",
    "¹",
    " § ",
    ", ",
    "; ",
    ". ",
    "\n\n",
    "See ",
    "12",
    "I&N Dec.",
    "J-F-",
    "*",
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.text(st.characters(exclude_characters="\0"), max_size=8)), max_size=14
).map("".join)


def _passage(text: str) -> Document:
    return Document("-", (Passage(text, Place(Part.BODY, 1)),), "")


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_offsets_are_true_and_nothing_overlaps(text: str) -> None:
    for read in (_passage(text), document(text)):
        citations_ = citations(read)
        end: dict[int, int] = {}
        for number, one in enumerate(citations_):
            assert one.written
            assert read.passages[one.passage].text[one.start : one.end] == one.written
            assert one.start >= end.get(one.passage, 0)
            end[one.passage] = one.end
            assert one.refers_to is None or (0 <= one.refers_to < len(citations_) and one.refers_to != number)
            assert one.within is None or (one.within < number and citations_[one.within].passage == one.passage)
            assert one.refers_to is None or citations_[one.refers_to].form is not Form.ID


@given(st.text(alphabet=st.characters(categories=["L", "Z", "P"], exclude_characters="§¶"), max_size=40))
@settings(max_examples=50, deadline=None)
def test_words_around_change_nothing(words: str) -> None:
    calm = re.sub(r"[^a-z ]", "", words.lower())
    core = "Al-Saher v. INS, 268 F.3d 1143, 1147 (9th Cir. 2001)"
    (one,) = found(f"The court {calm}. {core}. And so {calm}.")
    assert (one.written, one.name, one.year) == (core, "Al-Saher v. INS", 2001)


def test_every_decision_of_the_law_data_is_found_by_its_own_citation() -> None:
    reported = [
        one
        for one in load().authorities.values()
        if one.kind is Kind.DECISION and re.fullmatch(r"\d+ [A-Z].* \d+", one.cite) and one.precedential
    ]
    assert len(reported) > 200
    read = document("\n\n".join(f"As was said: {one.full_cite}." for one in reported))
    citations_ = [one for one in citations(read) if one.form is Form.CASE]
    assert [f"{one.volume} {one.reporter} {one.page}" for one in citations_] == [one.cite for one in reported]
    assert [one.year for one in citations_] == [one.decided.last.year for one in reported]
    assert [one.court for one in citations_] == [one.court for one in reported]
    wrong = [(ours.name, theirs.name) for ours, theirs in zip(citations_, reported, strict=True) if ours.name != theirs.name]
    assert wrong == []


def test_every_provision_of_the_law_data_is_found_by_its_own_name() -> None:
    named = [one.name for one in load().authorities.values() if re.match(r"\d+ (?:CFR|U\.S\.C\.) |INA ", one.name)]
    assert len(named) > 60
    citations_ = citations(document("\n\n".join(f"It follows from {name}." for name in named)))
    assert [one.written for one in citations_] == named
