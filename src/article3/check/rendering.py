"""Pages of the check as HTML; forms and links alone, so that every browser can show them without scripts."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import msgspec

from article3.check.casing import days
from article3.check.countries import countries, states
from article3.check.ending import ending
from article3.check.loading import parts, questions, said
from article3.check.model import GO, HARD, NOT_SAID, SKIP, UNKNOWN, Takes
from article3.check.order import ANNOUNCED
from article3.check.state import chosen
from article3.guide.loading import LANGUAGES, shelf
from article3.guide.rendering import ANY, Place, circuit_names
from article3.guide.voice import NAMES, Voice
from article3.guide.voice import voice as guides_voice
from article3.languages.catalog import catalog
from article3.law.countries import named
from article3.law.loading import Law
from article3.store.keys import SHORTEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.check.ending import Ending
    from article3.check.model import Notice, Question
    from article3.check.state import State

DOMAIN = "check"
"""The catalogs of the check."""
_HERE = Path(__file__).parent
_ENGLISH = "en"
_BLANKS = {UNKNOWN: "unknown", NOT_SAID: "not_said"}


class Voices(msgspec.Struct, frozen=True):
    """How the check speaks one language: its own texts, and days and courts as the guide has them.

    Attributes:
        own: the check's catalog.
        guide: the guide's.
    """

    own: Voice
    guide: Voice

    def say(self, english: str) -> str:
        """A text in this language, in English where it is not translated."""
        return self.own.say(english)

    def frame(self, name: str, **values: str) -> str:
        """A text of the pages.

        Raises:
            KeyError: if there is no such text, or a value that it needs is not given.
        """
        return self.say(said().frame[name]).format(**values)


@functools.cache
def voices(language: str) -> Voices:
    """A language by its code.

    Raises:
        KeyError: if the check does not speak it.
        CatalogError: if its catalog is broken.
    """
    if language not in NAMES:
        raise KeyError(language)
    return Voices(Voice(language, catalog(language, DOMAIN)), guides_voice(language))


class Reader(msgspec.Struct, frozen=True):
    """For whom a page is made.

    Attributes:
        voices: the language.
        law: the law data.
        today: the day whose law is applied.
    """

    voices: Voices
    law: Law
    today: dt.date


class Shown(msgspec.Struct, frozen=True):
    """A question with its answer, as it is printed: in English, and in the language in which it was answered."""

    part: str
    asks: tuple[str, str]
    answer: tuple[str, str]


def start(reader: Reader) -> str:
    """The first page: what the check is, that nothing is kept, where to begin or to go on."""
    return _page("start.html.j2", reader, "check")


def asked(reader: Reader, state: State, question: Question, *, wrong: str = "") -> str:
    """A question, or the announcement of the hard ones.

    Args:
        reader: for whom.
        state: the answers so far.
        question: what is asked.
        wrong: the name of the text that says why an answer was not taken.
    """
    if question is ANNOUNCED:
        return _page("hard.html.j2", reader, "hard_title", state=state.encoded(), go=GO, skip=SKIP, hard=HARD)
    places = _places(question, reader)
    number = len([name for name, _ in state.answers if name != HARD]) + 1
    more = {
        "number": number,
        "places": places,
        "day": question.takes is Takes.DAY,
        "can_go_back": bool(state.answers),
        "urgent": tuple(_just_told(state)),
    }
    return _page("question.html.j2", reader, "check", state=state.encoded(), q=question, wrong=wrong, **more)


def ended(reader: Reader, state: State, *, finished: bool) -> str:
    """What the answers come to.

    Args:
        reader: for whom.
        state: the answers.
        finished: whether nothing is left to ask.
    """
    found = ending(state, reader.law, reader.today)
    return _page("ending.html.j2", reader, "ending", state=state.encoded(), finished=finished, **_told(found, reader))


def paper(reader: Reader, state: State) -> str:
    """The page to print for a representative: in English, with the reader's language beside it."""
    found = ending(state, reader.law, reader.today)
    english = voices(_ENGLISH)
    more = {
        "two": reader.voices.own.language != _ENGLISH,
        "answers": tuple(answers(reader, state)),
        "e": english.frame,
        "english_day": english.guide.day,
        "today": reader.today,
        "left": tuple(one for one in found.not_known if one.id not in state.given),
        "told_notes": tuple(one for one in (*found.urgent, *found.notices) if one.told),
    }
    return _page("paper.html.j2", reader, "paper_title", state=state.encoded(), **more, **_told(found, reader))


def pause(reader: Reader, state: State, *, wrong: str = "", words: str = "") -> str:
    """The page on which the answers can be downloaded.

    Args:
        reader: for whom.
        state: the answers.
        wrong: the name of the text that says why no file was made.
        words: a passphrase made just now, to be shown once.
    """
    return _page("pause.html.j2", reader, "keep", state=state.encoded(), wrong=wrong, words=words, least=str(SHORTEST))


def broken(reader: Reader) -> str:
    """What is shown where the answers could not be read."""
    return _page("broken.html.j2", reader, "broken_title")


def again(reader: Reader, wrong: str) -> str:
    """The first page again, with why a file could not be opened."""
    return _page("start.html.j2", reader, "check", wrong=wrong)


def languages() -> str:
    """The page that leads to each language."""
    listed = tuple((code, NAMES[code], voices(code).frame("check")) for code in LANGUAGES)
    return _environment().get_template("languages.html.j2").render(languages=listed)


@functools.cache
def style() -> str:
    """What the check's pages need beside the guide's style."""
    return (_HERE / "style.css").read_text(encoding="utf-8")


def answers(reader: Reader, state: State) -> Iterator[Shown]:
    """Every answer in words, in the order of the parts."""
    given = state.given
    for one in sorted(questions().values(), key=lambda one: parts().index(one.part)):
        if one.id in given:
            english, own = (_answer(one, given[one.id], state, each) for each in (voices(_ENGLISH), reader.voices))
            yield Shown(one.part, (one.asks, reader.voices.say(one.asks)), (english, own))


def _just_told(state: State) -> Iterator[Notice]:
    """What the last answer tells that cannot wait for the end."""
    name, value = state.answers[-1] if state.answers else ("", "")
    if name in questions():
        told = {tell for answer in questions()[name].answers if answer.id in chosen(value) for tell in answer.tells}
        yield from (notice for notice in said().notices if notice.urgent and notice.id in told)


def _answer(one: Question, value: str, state: State, spoken: Voices) -> str:
    if value in _BLANKS:
        return spoken.frame(_BLANKS[value])
    if one.takes is Takes.DAY:
        return spoken.guide.day(days(state)[one.id])
    if one.takes is Takes.STATE:
        return states()[value]
    if one.takes is Takes.COUNTRY:
        return countries(spoken.own.language)[value]
    return "; ".join(spoken.say(one.answer(name).says) for name in chosen(value))


def _places(question: Question, reader: Reader) -> dict[str, str]:
    if question.takes is Takes.STATE:
        return states()
    return countries(reader.voices.own.language) if question.takes is Takes.COUNTRY else {}


def _told(found: Ending, reader: Reader) -> dict[str, Any]:
    circuits = found.built.circuits
    names = circuit_names(reader.law)
    here = names[circuits[0]] if len(circuits) == 1 else ANY
    return {
        "found": found,
        "here": here,
        "guide": f"../../guide/{reader.voices.own.language}/{here}/",
        "one_court": reader.voices.guide.court(circuits[0]) if len(circuits) == 1 else "",
        "country_pages": tuple(_country_pages(found)),
        "day_of": reader.voices.guide.day,
    }


def _country_pages(found: Ending) -> Iterator[str]:
    """The guide's page on the country of removal, if there is one."""
    for (variable, _), answer in found.built.case.answers.items():
        if variable.id == "country_of_removal":
            for heading in named(str(answer.value)):
                if heading.id in shelf().ids:
                    yield heading.id


def _page(template: str, reader: Reader, title: str, **more: Any) -> str:
    spoken = reader.voices
    defaults = {"guide": f"../../guide/{spoken.own.language}/{ANY}/", "wrong": "", "state": ""}
    frame = {
        "t": spoken.frame,
        "say": spoken.say,
        "short": lambda to: spoken.guide.say(shelf().page(to.partition("#")[0]).short),
        "voice": spoken.own,
        "title": spoken.frame(title),
        "languages": {code: NAMES[code] for code in LANGUAGES},
        "leave": Place("", "").leave,
        "as_of": spoken.guide.day(reader.today),
        "version": reader.law.version,
    }
    return _environment().get_template(template).render(**{**frame, **defaults, **more})


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
