"""The pages of the private check as HTML: each works without a script, and carries what it needs itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from article3.check.ending import ending, rows, urgent
from article3.check.order import following
from article3.check.places import countries, states
from article3.check.questions import Kind, questions
from article3.check.speaking import LANGUAGES, speaker
from article3.check.state import HARD
from article3.documents.drafts.words import words
from article3.guide.loading import LANGUAGES as GUIDES
from article3.guide.rendering import Place, circuit_names, environment
from article3.guide.voice import voice

if TYPE_CHECKING:
    import datetime as dt

    from article3.check.state import State
    from article3.law.loading import Law

_TEMPLATES = environment(Path(__file__).parent / "templates")


def begin(language: str, *, problem: str = "") -> str:
    """The first page: what the check is, and that nothing is kept.

    Args:
        language: by its code.
        problem: the name of the text on what went wrong with a file; empty if nothing did.
    """
    return _page("begin", language, problem=problem, guide_language=language if language in GUIDES else "en")


def question(language: str, state: State, today: dt.date, *, problem: str = "", law: Law) -> str:
    """The next question, or what the answers may mean if there is none left.

    Args:
        language: by its code.
        state: the answers so far.
        today: the day.
        problem: the name of the text on what is wrong with the answer that was given.
        law: the law data.
    """
    asked, most = following(state, today)
    if not asked:
        return end(language, state, today, law=law)
    speaks = speaker(language)
    before = urgent(state.back(), today, speaks)
    news = [line for line in urgent(state, today, speaks) if line not in before]
    given = {"state": state, "urgent": news, "number": len(state.given) + 1, "problem": problem}
    if asked == HARD:
        return _page("hard", language, **given)
    chosen = questions()[asked]
    return _page("question", language, **given, left=most - 1, asked=chosen, options=_options(chosen.kind, language))


def end(language: str, state: State, today: dt.date, *, law: Law) -> str:
    """What the answers may mean."""
    found = ending(state, law, today, speaker(language))
    return _page("end", language, state=state, ending=found, **_guide(language, found.circuit, law, today))


def paper(language: str, state: State, today: dt.date, *, law: Law) -> str:
    """The page for a representative: English, and beside it the person's language."""
    english, own = speaker("en"), speaker(language)
    pairs = list(zip(rows(state, english), rows(state, own), strict=True))
    found = [ending(state, law, today, one) for one in ((english, own) if language != "en" else (english,))]
    speakers = (english, own) if language != "en" else (english,)
    made_on = words("en").day(today)
    more = _guide(language, found[0].circuit, law, today)
    return _page(
        "paper", language, state=state, pairs=pairs, endings=list(zip(speakers, found, strict=True)), made_on=made_on, **more
    )


def keep(language: str, state: State, *, problem: str = "", words: str = "") -> str:
    """The page on which a passphrase is chosen and the file saved.

    Args:
        language: by its code.
        state: the answers.
        problem: the name of the text on what is wrong with the passphrase; empty if nothing is.
        words: a passphrase made just now, to be shown once; empty if none was asked for.
    """
    return _page("keep", language, state=state, problem=problem, words=words)


def broken(language: str) -> str:
    """What is shown when a page came back damaged."""
    return _page("broken", language)


def languages() -> str:
    """The page that leads to each language."""
    about = {code: (name, speaker(code).frame("check"), speaker(code).direction) for code, name in LANGUAGES.items()}
    return _TEMPLATES.get_template("languages.html.j2").render(about=about)


def _guide(language: str, circuit: str, law: Law, today: dt.date) -> dict[str, Any]:
    """Where the guide goes on, in the person's language if it speaks that."""
    speaks = voice(language) if language in GUIDES else voice("en")
    there = f"/guide/{speaks.language}/{circuit_names(law)[circuit]}/"
    court = words(language)
    return {
        "guide": there,
        "guide_language": speaks.language,
        "court_named": voice(language).court(circuit) if circuit else "",
        "day_named": court.day(today),
        "version": law.version,
    }


def _options(kind: Kind, language: str) -> list[tuple[str, str]]:
    if kind is Kind.STATE:
        return [(code, name) for code, (name, _) in states().items()]
    return list(countries(language).items()) if kind is Kind.COUNTRY else []


def _page(name: str, language: str, **more: Any) -> str:
    speaks = speaker(language)
    context = {
        "t": speaks.frame,
        "text": speaks.say,
        "speaks": speaks,
        "languages": LANGUAGES,
        "leave": Place("", "").leave,
        "page": name,
    }
    return _TEMPLATES.get_template(f"{name}.html.j2").render({**context, "state": None, "problem": "", **more})
