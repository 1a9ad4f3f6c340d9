"""Phrasebooks: texts as they stand, phrases with open parts, sentences, lists; what is unknown stays English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article3.languages.phrasebook import Phrasebook, sentences

KNOWN = {
    "The harm is torture.": "El daño es tortura.",
    "See below.": "Vea más abajo.",
    "Because: {finding}": "Porque: {finding}",
    "{number} facts are missing.": "Faltan {number} hechos.",
    "{who} and {who} again": "{who} y otra vez {who}",
    "asylum": "asilo",
    "deferral": "aplazamiento",
    " and ": " y ",
    "Yes: {forms}.": "Sí: {forms}.",
    "Yes: as a rule, {forms}.": "Sí: por regla general, {forms}.",
    "{answer} [{exhibits}]": "{answer} [{exhibits}]",
    "Governed by {decision}.": "Rige {decision}.",
}
BOOK = Phrasebook(KNOWN)


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("The harm is torture.", "El daño es tortura."),
        ("Because: The harm is torture.", "Porque: El daño es tortura."),
        ("The harm is torture. See below.", "El daño es tortura. Vea más abajo."),
        ("Because: The harm is torture. See below.", "Porque: El daño es tortura. Vea más abajo."),
        ("12 facts are missing.", "Faltan 12 hechos."),
        ("asylum, deferral", "asilo, aplazamiento"),
        ("asylum, deferral and asylum", "asilo, aplazamiento y asilo"),
        ("asylum and asylum again", "asilo y otra vez asilo"),
        ("Yes: asylum.", "Sí: asilo."),
        ("Yes: as a rule, asylum.", "Sí: por regla general, asilo."),
        ("asylum [A, B]", "asilo [A, B]"),
        ("Governed by Zheng v. Ashcroft. See below.", "Rige Zheng v. Ashcroft. Vea más abajo."),
        ("What nobody knows. See below.", "What nobody knows. Vea más abajo."),
        ("Because: what nobody knows", "Porque: what nobody knows"),
    ],
)
def test_a_text_is_told_as_far_as_there_are_words_for_it(english: str, told: str) -> None:
    assert BOOK.say(english) == told


@pytest.mark.parametrize(
    "english",
    [
        "What nobody knows.",
        "several facts are missing.",
        "What nobody knows [A]",
        "asylum, or what nobody knows",
        "one and two again",
    ],
)
def test_a_text_of_which_no_part_is_known_is_not_told_at_all(english: str) -> None:
    if english == "one and two again":  # the same open part twice stands for the same words
        assert BOOK.found(english) is None
    assert BOOK.say(english) == english


def test_a_citation_does_not_end_a_sentence() -> None:
    told = "Matter of J-F-F-, 23 I&N Dec. 912 (A.G. 2006). Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003)."
    assert sentences(told) == [
        "Matter of J-F-F-, 23 I&N Dec. 912 (A.G. 2006).",
        "Zheng v. Ashcroft, 332 F.3d 1186 (9th Cir. 2003).",
    ]


@given(st.lists(st.sampled_from([*KNOWN, "Jorge said so.", "[A]", "and", "; ", ". ", "{", "}"]), max_size=8))
def test_whatever_it_is_given_it_says_something(parts: list[str]) -> None:
    text = " ".join(parts)
    assert BOOK.say(text) or not text
    assert Phrasebook({}).say(text) == text


def test_words_of_a_client_are_never_changed_by_a_phrasebook_without_them() -> None:
    assert BOOK.say("My brother; my sister, and I, were there.") == "My brother; my sister, and I, were there."


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("8 CFR 1208.18(a)(7) (passage read)", "\u200e8 CFR 1208.18(a)(7)\u200e (قُرئ)"),
        ("See Form I-589.", "انظر الاستمارة \u200eI-589\u200e."),
        ("gang (passage read)", "\u200egang\u200e (قُرئ)"),
        ("deferral (passage read)", "التأجيل (قُرئ)"),
        ("feared_harms[gang].for_punishment (passage read)", "\u200efeared_harms[gang].for_punishment\u200e (قُرئ)"),
    ],
)
def test_what_stays_in_latin_letters_is_held_together_in_arabic(english: str, told: str) -> None:
    known = {"{authority} (passage read)": "{authority} (قُرئ)", "See Form I-589.": "انظر الاستمارة I-589.", "deferral": "التأجيل"}
    assert Phrasebook(known, right_to_left=True).say(english) == told
