"""Search finds words in whatever form, with or without accents, and marks what it found."""

from __future__ import annotations

import itertools
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as some

from article3.documents.texts.languages import language_of
from article3.documents.texts.passages import cut
from article3.documents.texts.words import LANGUAGES, MOST_TERMS, Term, alternatives, asked, excerpt, indexed, stem


def fits(query: str, text: str, language: str) -> bool:
    """Whether a text is found, worked out on the words themselves."""
    words = f" {indexed(text, language)} "
    mark = words.split(maxsplit=1)[0]
    return any(
        mark in marks
        and all(f" {' '.join(phrase).removesuffix('*')}{'' if phrase[-1].endswith('*') else ' '}" in words for phrase in phrases)
        for phrases, marks in alternatives(asked(query)).items()
    )


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("torture", "They were tortured by the police.", "en"),
        ("governments", "the government\u2019s forces", "en"),
        ('"police tortured"', "The Police torture people.", "en"),
        ("persecu*", "Persecution of journalists", "en"),
        ("persecutio*", "Persecution of journalists", "en"),
        ("policia", "La policía llegó", "es"),
        ("persecuciones", "sufrió persecución", "es"),
        ("PERSECUCIÓN", "por persecucion politica", "es"),
        ("الشرطة", "وقال إنَّ الشُّرطــة عذّبته", "ar"),
        ("تعذيب", "اتهمت بالتعذيب", "ar"),
        ("المدرسه", "في المدرسة", "ar"),
        ("ان", "أن إن آن", "ar"),
        ("٢٠٢٣", "in 2023", "en"),
        ("torture", "ACQUI­ESCENCE to tor­ture", "en"),
        ("non-state", "non-state actors", "en"),
        ("quickly", "Quick, quietly", "en"),
    ],
)
def test_words_are_found_in_whatever_form(query: str, text: str, language: str) -> None:
    assert fits(query, text, language)
    assert any(piece.is_found for piece in excerpt(text, language, asked(query)))


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ('"tortured police"', "The police tortured people.", "en"),
        ("police army", "The police tortured people.", "en"),
        ("actos", "They acted.", "en"),  # a Spanish word, whose stem is an English one
        ("olice*", "police", "en"),
        ("qlen qz qzpolice", "police", "en"),
    ],
)
def test_what_is_not_there_is_not_found(query: str, text: str, language: str) -> None:
    assert not fits(query, text, language)


def test_what_is_asked_is_read_as_words_phrases_and_beginnings() -> None:
    assert asked('Police "of the  State" tortur* ""  - *') == (
        Term(("police",)),
        Term(("of", "the", "state")),
        Term(("tortur",), True),
    )
    assert asked("“never closed") == (Term(("never", "closed")),)
    assert len(asked(" ".join(f"w{number}" for number in range(99)))) == MOST_TERMS
    assert asked("*** \"' --") == ()


@given(some.text(max_size=200), some.sampled_from(LANGUAGES))
def test_the_index_holds_letters_and_digits_alone(text: str, language: str) -> None:
    assert all(letter.isalnum() or letter == " " for letter in indexed(text, language))
    for phrases in alternatives(asked(text)):
        assert all(word.removesuffix("*").isalnum() for phrase in phrases for word in phrase)


@given(some.text(max_size=300), some.text(max_size=30), some.sampled_from(LANGUAGES))
def test_an_excerpt_is_of_the_text_and_not_long(text: str, query: str, language: str) -> None:
    pieces = excerpt(text, language, asked(query), most=80)
    assert "".join(piece.text for piece in pieces).replace("… ", "").replace(" …", "") in text.replace("… ", "").replace(" …", "")
    assert sum(len(piece.text) for piece in pieces) <= 80 + 4


def test_a_long_passage_is_shown_around_what_was_found() -> None:
    pieces = excerpt("before " * 100 + "the police came " + "after " * 100, "en", asked("police"))
    assert [piece.text for piece in pieces if piece.is_found] == ["police"]
    assert pieces[0].text.startswith("…")
    assert pieces[-1].text.endswith("…")
    assert not any(piece.is_found for piece in excerpt("nothing of it", "en", asked("police")))


def test_an_arabic_word_is_arabic_in_an_english_text() -> None:
    assert stem("التعذيب", "en") == stem("التعذيب", "ar") == "تعذيب"
    assert stem("tortured", "ar") == "tortured"


@pytest.mark.unmeasured
def test_threads_that_search_at_the_same_time_do_not_mix_their_words() -> None:
    """A stemmer keeps the word that it is at; a mixed one would be kept, and the word not be found again."""
    endings = ("ation", "ing", "ed", "fulness", "ities", "ously", "ement")
    words = ["".join(parts) for parts in itertools.product(("detain", "tortur", "govern", "accept", "persecut"), endings)]
    expected = [stem.__wrapped__(word, "en") for word in words]
    found: list[list[str] | BaseException] = []

    def run() -> None:
        try:
            found.extend([stem.__wrapped__(word, "en") for word in words] for _ in range(20))
        except IndexError as error:
            found.append(error)

    turn = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        running = [threading.Thread(target=run) for _ in range(4)]
        for one in running:
            one.start()
        for one in running:
            one.join()
    finally:
        sys.setswitchinterval(turn)
    assert found == [expected] * 80


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The police tortured him for three days and nobody was charged.", "en"),
        ("La policía lo torturó durante tres días y nadie fue acusado por ello.", "es"),
        ("قالت الشرطة إنه كان في المدرسة", "ar"),
        ("پلیس او را شکنجه کرد و گفت که چیزی نگو", ""),
        ("La police l'a torturé et est partie de la maison dans la nuit avec les papiers", ""),
        ("A polícia torturou o homem e ele não foi para a casa dos pais", ""),
        ("Xxy qqz 12", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_heading_is_in_the_language_of_what_stands_before_it() -> None:
    assert language_of("Executive Summary", "en") == "en"
    assert language_of("الخلاصة", "en") == "ar"
    assert language_of("1234", "es") == "es"


def test_a_page_is_cut_at_paragraphs_and_long_ones_at_sentences() -> None:
    assert cut("One.\n\nTwo\nlines.\n \n\n") == ["One.", "Two\nlines."]
    long = cut("A sentence of some words. " * 200)
    assert all(len(one) <= 1400 for one in long)
    assert all(one.endswith(".") for one in long)
    assert " ".join(long).split() == ("A sentence of some words. " * 200).split()
    assert cut("acqui\x02\r\nescence") == ["acquiescence"]
    assert max(map(len, cut("x" * 9000))) <= 1400
    assert cut(" \f \x00 ") == []
