# ruff: noqa: RUF001 - the texts have the dashes and quotation marks of real ones
"""Each kind of citation, in the ways it is written."""

from __future__ import annotations

import pytest

from article3.citations.model import Form
from gold_lists import normal
from texts import found, written

ONE = [
    # decisions
    ("Al-Saher v. INS, 268 F.3d 1143, 1147 (9th Cir. 2001)", "268 F.3d 1143"),
    ("Reyes-Sanchez v. U.S. Att’y Gen., 369 F.3d 1239 (11th Cir. 2004)", "369 F.3d 1239"),
    ("Pieschacon-Villegas v. Att'y Gen. of U.S., 671 F.3d 303 (3d Cir. 2011)", "671 F.3d 303"),
    ("De La Rosa v. Holder, 598 F.3d 103 (2d Cir. 2010)", "598 F.3d 103"),
    ("H.H. v. Garland, 52 F.4th 8, 18 (1st Cir. 2022)", "52 F.4th 8"),
    ("Kamalthas v. INS, 251 F.3d 1279, 1283 (9th Cir.2001)", "251 F.3d 1279"),
    ("Pirir-Boc v. Holder, 750 F.3d 1077, 1086 n.9 (9th Cir. 2014)", "750 F.3d 1077"),
    ("Zadvydas v. Davis, 533 U. S. 678, 701 (2001)", "533 U.S. 678"),
    ("Loper Bright Enters. v. Raimondo, 603 U.S. 369 (2024)", "603 U.S. 369"),
    ("Amica Ctr. for Immigrant Rights v. Exec. Off. for Immigr. Rev., 830 F.3d 667 (D.C. Cir. 2016)", "830 F.3d 667"),
    ("Matter of J-F-F-, 23 I&N Dec. 912, 917 (AG 2006)", "23 I&N Dec. 912"),
    ("Matter of J-F-F-, 23 I. & N. Dec. 912 (A.G. 2006)", "23 I&N Dec. 912"),
    ("Matter of J–F–F–, 23 I & N Dec. 912 (A.G. 2006)", "23 I&N Dec. 912"),
    ("In re J-F-F-, 23 I&N Dec 912 (A.G. 2006)", "23 I&N Dec. 912"),
    ("Matter of Acosta, 19 I. and N. Dec. 211, 232 (BIA 1985)", "19 I&N Dec. 211"),
    ("J-E-, 23 I&N Dec. 291 (BIA 2002)", "23 I&N Dec. 291"),
    ("Patel v. Att'y Gen., 259 F. App'x 511, 513 (3d Cir. 2007)", "259 F. App'x 511"),
    ("Riley v. Bondi, 606 U.S. ___ (2025)", "606 U.S."),
    # provisions
    ("8 CFR § 1208.16(c)(2)", "8 CFR 1208.16(c)(2)"),
    ("8 CFR 1208.13(c)(1)", "8 CFR 1208.13(c)(1)"),
    ("8 C.F.R. §274a.12 (c)(18)", "8 CFR 274a.12(c)(18)"),
    ("8 C. F. R. section 1003.1(d)(3)", "8 CFR 1003.1(d)(3)"),
    ("8 C.F.R. Part 1208", "8 CFR part 1208"),
    ("8 U.S.C. § 1231(b)(3)(B) (2018)", "8 USC 1231(b)(3)(B)"),
    ("8 U. S. C. §1252(a)(4)", "8 USC 1252(a)(4)"),
    ("18 USC 2340", "18 USC 2340"),
    ("INA § 241(b)(3)", "INA 241(b)(3)"),
    ("INA 240A(b)", "INA 240A(b)"),
    ("I.N.A. § 208(a)(2)(B)", "INA 208(a)(2)(B)"),
    ("section 208(a)(2)(B) of the Act", "INA 208(a)(2)(B)"),
    ("section 241(b)(2) of the Immigration and Nationality Act", "INA 241(b)(2)"),
    ("section 2242 of FARRA", "Pub. L. 105-277§ 2242"),
    ("Pub. L. No. 107-56, § 412, 115 Stat. 272 (Oct. 26, 2001)", "Pub. L. 107-56§ 412"),
    ("Article 3 of the Convention", "CAT art. 3"),
    ("Article III of the Convention Against Torture", "CAT art. 3"),
    ("CAT art. 1(1)", "CAT art. 1(1)"),
    ("Fed. R. App. P. 26(c)", "Fed. R. App. P. 26(c)"),
    # the register, memoranda
    ("64 Fed. Reg. 8478, 8480 (Feb. 19, 1999)", "64 Fed. Reg. 8478"),
    ("85 Fed. Reg. 80,274 (Dec. 11, 2020)", "85 Fed. Reg. 80274"),
    ("87 FR 18078", "87 Fed. Reg. 18078"),
    ("FR Doc. 2026-02326 (Feb. 6, 2026)", "FR Doc. 2026-02326"),
    ("EOIR PM 25-28", "PM 25-28"),
    ("Policy Memorandum 25-40, at 2", "PM 25-40"),
    ("DM 22-04", "DM 22-04"),
    ("PM-602-0192", "PM 602-0192"),
    # the record
    ("Ex. C at 41", "Ex. C"),
    ("Exh. 3, Tab B, at 7-9", "Exh. 3, Tab B"),
    ("Tab D at 3", "Tab D"),
    ("Tr. 12:3-9", "Tr."),
    ("Tr. at 45-46", "Tr."),
    ("I-589 at 5", "I-589"),
    ("R. at 100", "R."),
    ("A.R. 45", "A.R."),
    ("Respondent's Decl. ¶ 4", "Respondent's Decl."),
    ("Form I-589, Part B, Question 4", "Form I-589"),
    ("IJ Dec. at 5", "IJ Dec."),
]


@pytest.mark.parametrize(("text", "meant"), ONE, ids=[text for text, _ in ONE])
def test_is_found_whole_wherever_it_stands(text: str, meant: str) -> None:
    for sentence in (text, f"See {text}.", f"The rule is known ({text}), and old.", f"So it was held; {text}; and again."):
        (one,) = found(sentence)
        assert one.written == text
        assert normal(one, [one])[0] == meant


NONE = [
    "Page 3 of 12",
    "On March 4, 2021 at 8:30 a.m. she came to 880 Front Street, Suite 4240, San Diego, CA 92101.",
    "Call 202-555-1234 or 415.255.9499.",
    "The judge opened 8 CFR and read. Title 8 of the CFR is long.",
    "In 2020, 3 F.B.I. agents and 45 U.S. citizens came. He is 5 ft. 4 in.",
    "Nos. 1 and 2 are true; see No. 5 below.",
    "See supra Part II.A and infra note 3.",
    "The INA is a statute, and the Act of 1996 changed it.",
    "A choice: CAT Protection vs. Asylum",
    "In the Matter of Amal Example, A 000-000-123, In Removal Proceedings",
    "SMITHSON v. GARLAND",
    'She wrote "id. est" and meant nothing by it. A valid id. was shown.',
    "The hearing lasted from 10:15 to 11:45 on 8/12/2020.",
    "[FR Doc. 2021-00001 Filed 2-25-21; 8:45 am]",
]


@pytest.mark.parametrize("text", NONE)
def test_is_no_citation(text: str) -> None:
    assert written(text) == []


MANY = [
    ("8 CFR §§ [1]208.16–.18", ["8 CFR §§ [1]208.16–.18"], [["8 CFR 1208.16", "8 CFR 208.16"]]),
    (
        "8 C.F.R. §§ 1208.16(c)(2), (3) and 1208.18(a)(1)",
        ["8 C.F.R. §§ 1208.16(c)(2)", "(3)", "1208.18(a)(1)"],
        [["8 CFR 1208.16(c)(2)"], ["8 CFR 1208.16(c)(3)"], ["8 CFR 1208.18(a)(1)"]],
    ),
    ("INA § 241(b)(3)(A), (B)", ["INA § 241(b)(3)(A)", "(B)"], [["INA 241(b)(3)(A)"], ["INA 241(b)(3)(B)"]]),
    (
        "sections 208(b)(2)(A)(ii) and 241(b)(3)(B)(ii) of the Act",
        ["sections 208(b)(2)(A)(ii)", "241(b)(3)(B)(ii) of the Act"],
        [["INA 208(b)(2)(A)(ii)"], ["INA 241(b)(3)(B)(ii)"]],
    ),
    ("8 U.S.C. §§ 1158, 1231(b)(3)", ["8 U.S.C. §§ 1158", "1231(b)(3)"], [["8 USC 1158"], ["8 USC 1231(b)(3)"]]),
    (
        "INA § 241(b)(3), 8 U.S.C. § 1231(b)(3), and § 1231(a)(6)",
        ["INA § 241(b)(3)", "8 U.S.C. § 1231(b)(3)", "§ 1231(a)(6)"],
        [["INA 241(b)(3)"], ["8 USC 1231(b)(3)"], ["8 USC 1231(a)(6)"]],
    ),
    (
        "8 CFR § 1208.16(c)(2). See also § 1208.18(a)(7).",
        ["8 CFR § 1208.16(c)(2)", "§ 1208.18(a)(7)"],
        [["8 CFR 1208.16(c)(2)"], ["8 CFR 1208.18(a)(7)"]],
    ),
]


@pytest.mark.parametrize(("text", "pieces", "meant"), MANY, ids=[text for text, _, _ in MANY])
def test_lists_are_one_citation_a_member(text: str, pieces: list[str], meant: list[list[str]]) -> None:
    citations = found(text)
    assert [one.written for one in citations] == pieces
    assert [normal(one, citations) for one in citations] == meant


@pytest.mark.parametrize(
    ("text", "section", "until", "twin"),
    [
        ("8 CFR §§ [1]208.16 to [1]208.18", "1208.16", "1208.18", ("208.16", "208.18")),
        ("8 CFR §§ [1]208.16-.18", "1208.16", "1208.18", ("208.16", "208.18")),
        ("8 CFR 1208.16 through 1208.18", "1208.16", "1208.18", None),
        ("8 CFR §§ 1208.16(c)(3)(i) – (iv)", "1208.16", "(c)(3)(iv)", None),
        ("8 C.F.R. 1208.17(d)(1)-(4)", "1208.17", "(d)(4)", None),
        ("18 U.S.C. §§ 2340-2340A", "2340", "2340A", None),
    ],
)
def test_a_range_keeps_both_ends(text: str, section: str, until: str, twin: tuple[str, str] | None) -> None:
    (one,) = found(text)
    assert one.provision is not None
    assert (one.provision.section, one.provision.until) == (section, until)
    assert (twin is None and one.twin is None) or (one.twin is not None and (one.twin.section, one.twin.until) == twin)


def test_court_year_pins_and_explanation() -> None:
    (one,) = found("Matter of T-C-A-, 28 I&N Dec. 472, 482–83 & n.4 (BIA 2022) (en banc) (finding no clear error).")
    assert (one.name, one.court, one.year, one.pins) == ("Matter of T-C-A-", "bia", 2022, ("482–83 & n.4",))
    assert one.parenthetical == "en banc; finding no clear error"
    (one,) = found("Nasrallah v. Barr, 590 U.S. 573, 140 S. Ct. 1683, 1692, 207 L. Ed. 2d 111 (2020)")
    assert (one.reporter, one.court, one.year, one.parallel) == ("U.S.", "scotus", 2020, ("140 S. Ct. 1683", "207 L. Ed. 2d 111"))
    (one,) = found("Lockwood Alvarez v. Garland, No. 20-9502, 2022 WL 3023692, at *3 (10th Cir. Aug. 1, 2022) (unpublished)")
    assert (one.docket, one.page, one.pins, one.court, one.year) == ("No. 20-9502", "3023692", ("*3",), "ca10", 2022)
    (one,) = found("Riley v. Bondi, No. 23-1270, slip op. at 9 (U.S. June 26, 2025)")
    assert (one.docket, one.pins, one.year) == ("No. 23-1270", ("9",), 2025)
    (one,) = found("Ruiz v. Mukasey, 526 F.3d 31, 38 (C.A.1 2008)")
    assert one.year == 2008


@pytest.mark.parametrize(
    ("before", "signal"),
    [
        ("See ", "see"),
        ("See also ", "see also"),
        ("But see ", "but see"),
        ("Cf. ", "cf."),
        ("*Contra* ", "contra"),
        ("See, e.g., ", "see, e.g."),
        ("We agree with ", ""),
    ],
)
def test_signals(before: str, signal: str) -> None:
    (one,) = found(f"{before}Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003).")
    assert (one.signal, one.name) == (signal, "Zheng v. Ashcroft")


def test_later_history_belongs_to_the_decision_before_it() -> None:
    oxygene, listed, nasrallah, back = found(
        "Oxygene v. Lynch, 813 F.3d 541 (4th Cir. 2016) (listing others that follow Matter of J-E-), abrogated on other grounds by"
        " Nasrallah v. Barr, 140 S. Ct. 1683 (2020). Id. at 545."
    )
    assert (nasrallah.signal, nasrallah.within, listed.within) == ("abrogated on other grounds by", 0, 0)
    assert (oxygene.within, back.refers_to) == (None, 0)


def test_what_is_quoted_is_within_and_no_two_overlap() -> None:
    outer, quoted, _ = found(
        "Hamoui v. Ashcroft, 389 F.3d 821, 827 (9th Cir. 2004) (citing Khup v. Ashcroft, 376 F.3d 898, 907 (9th Cir. 2004)). Id."
    )
    assert (quoted.within, quoted.signal, outer.end <= quoted.start) == (0, "citing", True)


def test_parties_and_short_names_after_the_full_one() -> None:
    text = (
        "Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003). Zheng asks for no report. Maldonado v. Lynch, 786 F.3d 1155 (9th Cir. 2015)"
        ' (en banc) ("Maldonado II"). In Maldonado II the court went on. Mr. Ali spoke. Ali v. Reno, 237 F.3d 591 (6th Cir. 2001).'
        " The case of Ali is hard."
    )
    named = [one for one in found(text) if one.form is Form.NAME]
    assert [(one.written, one.refers_to) for one in named] == [("Zheng", 0), ("Maldonado II", 2), ("Maldonado II", 2)]


def test_only_words_set_off_are_names_where_the_text_sets_names_off() -> None:
    text = "*Singh v. Whitaker*, 914 F.3d 654 (9th Cir. 2019). Singh came in May. As *Singh* says, the past is not all."
    assert [one.written for one in found(text) if one.form is Form.NAME] == ["Singh"]
    assert found(text)[-1].start == text.replace("*", "").rindex("Singh")
