"""The applicant's declaration: the incidents in order of time, in the person's own words, with a gap for what is not told yet.

A gap asks and never suggests: it says what kind of thing is missing, not what the answer should be. Nothing stands in a
declaration that the case file does not have from the person. 28 U.S.C. 1746 gives the form of the last sentence, within and
without the United States (whole section read at uscode.elaws.us/law/28usc1746).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.columns import INCIDENTS, fits, misplaced
from article3.documents.drafts.sheet import Line, Piece, Role, Sheet, gap, line, numbered
from article3.documents.drafts.words import name_of, words
from article3.facts import harm, papers, proceeding
from article3.facts.contradictions import contradictions
from article3.facts.scripts import is_mostly_latin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from article3.documents.drafts.words import Words
    from article3.documents.provenance import Provenance
    from article3.facts.case import Case


def declaration(case: Case, provenance: Provenance, *, own: str = "", abroad: bool = False) -> Sheet:
    """The declaration of the applicant.

    Args:
        case: the case.
        provenance: how the paper is made.
        own: the code of the language for a second column; empty for English alone.
        abroad: whether it is signed outside the United States, for the form of the last sentence.
    """
    writer = _Writer(case, words(own) if own else None)
    lines = numbered([*writer.head(), *writer.person(), *writer.incidents(), *writer.fear(), *writer.end(abroad=abroad)])
    return Sheet(
        words("en").say("declaration.title", name=applicant(case) or "the applicant"),
        "en",
        own,
        lines,
        provenance.line(),
        is_filed=True,
        warnings=(*misplaced(case, own), *(f"papers: {says}" for says in contradictions(case))),
    )


def applicant(case: Case) -> str:
    """The applicant's full name; empty if neither part of it is known."""
    names = (papers.given_name, papers.middle_name, papers.family_name)
    return " ".join(filter(None, (case.papers.words(name) for name in names)))


class _Writer:
    """Writes the lines in English and, if asked, beside them in the person's own language."""

    def __init__(self, case: Case, own: Words | None) -> None:
        self._case, self._papers = case, case.papers
        self._english, self._own = words("en"), own

    def head(self) -> Iterator[Line]:
        name = applicant(self._case)
        yield self._fixed(Role.TITLE, "title", "name", name)
        yield self._fixed(Role.SUBTITLE, "support")
        number = self._papers.words(papers.a_number)
        yield line(Role.SUBTITLE, f"A {number}" if number else gap("A-Number"), own=("",))
        yield self._fixed(Role.TEXT, "opening", "name", name)

    def person(self) -> Iterator[Line]:
        yield self._fixed(Role.HEADING, "about_me")
        place = ", ".join(filter(None, (self._papers.words(papers.birth_city), self._papers.words(papers.birth_country))))
        born = self._papers.value(papers.born)
        if place and born is not None and hasattr(born, "year"):
            yield self._both(Role.NUMBERED, lambda w: [w.say("declaration.born", day=_bare(w.when(str(born)), w), place=place)])
        elif place:
            yield self._both(Role.NUMBERED, lambda w: [w.say("declaration.born_there", place=place)])
        else:
            yield self._asked("born")
        country = self._case.value(proceeding.nationality, None)
        if isinstance(country, str):
            yield self._both(
                Role.NUMBERED, lambda w: _around(w.entries["declaration.nationality"], "country", _named(country, w))
            )
        language = self._papers.words(papers.native_language)
        if language:
            yield self._both(Role.NUMBERED, lambda w: _around(w.entries["declaration.speak"], "language", _named(language, w)))
        left = self._papers.words(papers.left_home)
        if left:
            yield self._both(Role.NUMBERED, lambda w: [w.say("declaration.left", when=w.when(left))])

    def incidents(self) -> Iterator[Line]:
        yield self._fixed(Role.HEADING, "happened")
        told = set()
        order = sorted(self._papers.lists.get(INCIDENTS, ()), key=lambda index: _by_time(self._incident(index, "on"), index))
        for index in order:
            told.add(self._incident(index, "harm"))
            yield from self._one_incident(index)
        for index in self._case.members(harm.past_harms) or ():
            if self._case.name(harm.harm, index) not in told:
                yield self._asked("when", "where")
                yield self._asked("told")
                yield from self._prompts()
        if not order and not self._case.members(harm.past_harms):
            yield self._asked("told")

    def _one_incident(self, index: int) -> Iterator[Line]:
        when, where = self._incident(index, "on"), self._incident(index, "where")
        if when and where:
            yield self._both(
                Role.NUMBERED,
                lambda w: _around(
                    w.entries["declaration.place_and_time"].replace("{when}", _large(w.when(when))), "where", _named(where, w)
                ),
            )
        elif when:
            yield self._both(
                Role.NUMBERED,
                lambda w: [w.say("declaration.time_only", when=_large(w.when(when))), " ", gap(w.say("declaration.gaps.where"))],
            )
        else:
            yield self._asked(*(["when"] if where else ["when", "where"]))
        who = self._incident(index, "who")
        if who:
            yield self._stated("who", who)
        told, own = self._incident(index, "told"), self._incident(index, "translated")
        if told:
            yield from self._told(told, own)
        else:
            yield self._asked("told")
        after = self._incident(index, "afterwards")
        if after:
            yield self._stated("afterwards", after)
        if self._incident(index, "harm"):
            yield from self._prompts(who=bool(who), after=bool(after))

    def _prompts(self, *, who: bool = False, after: bool = False) -> Iterator[Line]:
        """What the elements of the claim still need to be told about an incident, asked openly."""
        asked = ["words_or_reasons", "body", "officials", "papers"]
        yield from (self._asked(name) for name in ([] if who else ["who"]) + asked + ([] if after else ["reported"]))

    def fear(self) -> Iterator[Line]:
        yield self._fixed(Role.HEADING, "fear")
        stated = [self._account("feared_harm"), self._account("feared_torture")]
        for each in filter(None, stated):
            yield from self._told(each, "")
        if not any(stated):
            yield self._asked("fear")
        if self._account("why_no_report"):
            yield self._fixed(Role.HEADING, "report")
            yield from self._told(self._account("why_no_report"), "")
        yield self._fixed(Role.HEADING, "elsewhere")
        if self._account("relocation"):
            yield from self._told(self._account("relocation"), "")
        else:
            yield self._asked("elsewhere")

    def end(self, *, abroad: bool) -> Iterator[Line]:
        yield self._fixed(Role.NUMBERED, "closing")
        yield self._fixed(Role.TEXT, "jurat_without" if abroad else "jurat_within")
        yield self._both(Role.TEXT, lambda w: [w.say("declaration.executed"), " ", gap(w.say("declaration.gaps.date"))])
        yield self._fixed(Role.SIGNATURE, "signature")

    def _incident(self, index: int, key: str) -> str:
        return self._papers.words(papers.incident.facts[key].variable, index)

    def _account(self, key: str) -> str:
        return self._papers.words(papers.account.facts[key].variable)

    def _told(self, told: str, own: str) -> Iterator[Line]:
        """The person's own words, a numbered line a paragraph; the other column has them in the person's language, or asks."""
        missing = gap(self._own.say("declaration.gaps.own_language")) if self._own is not None else None
        if not is_mostly_latin(told):
            yield self._original(told)
            return
        if own and self._own is not None and not fits(self._case, own, self._own.code):
            own = ""
        paragraphs, others = _paragraphs(told), _paragraphs(own)
        for number, paragraph in enumerate(paragraphs):
            beside: tuple[Piece | str, ...] = ()
            if missing is not None:
                last = number == len(paragraphs) - 1
                beside = (
                    " ".join(others[number:]) if last and others[number:] else others[number] if others[number:] else missing,
                )
            yield line(Role.NUMBERED, paragraph, own=beside)

    def _original(self, told: str) -> Line:
        """What was told in other letters: it stands in the column of its language, and the English is a gap."""
        own: tuple[Piece | str, ...] = ()
        if self._own is not None:
            own = (" ".join(told.split()) if fits(self._case, told, self._own.code) else self._missing(),)
        return line(Role.NUMBERED, gap(self._english.say("declaration.gaps.english")), own=own)

    def _stated(self, entry: str, value: str) -> Line:
        if not is_mostly_latin(value):
            return self._original(value)
        own = () if self._own is None else (self._own.say(f"declaration.{entry}", **{entry: ""}).strip(), " ", self._missing())
        return line(Role.NUMBERED, self._english.say(f"declaration.{entry}", **{entry: " ".join(value.split())}), own=own)

    def _missing(self) -> Piece:
        assert self._own is not None  # noqa: S101 - asked for only beside another language
        return gap(self._own.say("declaration.gaps.own_language"))

    def _fixed(self, role: Role, entry: str, name: str = "", value: str = "") -> Line:
        if not name:
            return self._both(role, lambda w: [w.say(f"declaration.{entry}")])
        return self._both(
            role, lambda w: _around(w.entries[f"declaration.{entry}"], name, value or gap(w.say("declaration.gaps.name")))
        )

    def _asked(self, *entries: str) -> Line:
        return self._both(Role.NUMBERED, lambda w: [gap("; ".join(w.say(f"declaration.gaps.{entry}") for entry in entries))])

    def _both(self, role: Role, made: Callable[[Words], Iterable[Piece | str]]) -> Line:
        own = () if self._own is None else tuple(made(self._own))
        return line(role, *made(self._english), own=own)


def _around(template: str, name: str, value: Piece | str) -> list[Piece | str]:
    before, _, after = template.partition(f"{{{name}}}")
    return [before, value, after]


def _named(value: str, language: Words) -> Piece | str:
    """What the case names in English words; beside them, in another language, a gap until somebody has translated it."""
    if language.code == "en":
        return value
    return language.name if value.strip().lower() == name_of(language.code).lower() else gap(value)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.split("\n\n") if each.strip()]


def _large(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _bare(when: str, language: Words) -> str:
    """A day in a sentence without the preposition that comes with it."""
    return when.removeprefix("on ") if language.code == "en" else when.removeprefix("el ") if language.code == "es" else when


def _by_time(stated: str, index: int) -> tuple[str, int]:
    """Sorts by time; what has none keeps its place among the last."""
    return stated.removeprefix("about ") or "9999", index
