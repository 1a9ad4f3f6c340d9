"""The statement of facts and the history of a case, each statement with its place in the record.

The applicant's account is quoted, never retold; what is not known stands as a gap.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from article3.documents.drafts.brief_values import Heading, Run, RunKind, Style, gap, paragraph, text
from article3.facts import harm, proceeding
from article3.facts.events import KINDS, events_of
from article3.facts.papers import account, incident, person, representative
from article3.facts.scripts import is_mostly_latin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.documents.drafts.brief_sources import Sources
    from article3.documents.drafts.brief_values import Block, Paragraph
    from article3.facts.case import Case
    from article3.facts.papers import Sheet
    from article3.logic.variables import Collection, Variable

_PARTICULARS = "Form I-589, Part A.I"
_COUNTRY_KINDS = frozenset({"country_conditions", "expert", "news"})
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HISTORY = frozenset({
    "arrived", "charged", "order_final", "fear_referred", "fear_decided", "fear_review_filed", "fear_reviewed", "asylum_filed",
    "individual_hearing", "judge_decided", "reopened",
})  # fmt: skip
"""What of a case's events is its history in court; a change of address or a fee is not."""


def day_in_words(day: dt.date) -> str:
    """A day as an American brief writes it: March 16, 2027."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def when_in_words(stated: str) -> str:
    """A day, month or year as far as it is known: May 14, 2021; May 2021; 2021, with "about" where it is not certain."""
    about, digits = ("about ", stated.removeprefix("about ")) if stated.startswith("about ") else ("", stated)
    parts = [int(part) for part in digits.split("-")]
    if len(parts) == 1:
        return f"{about}{parts[0]}"
    if len(parts) == len(("year", "month")):
        return f"{about}{_MONTHS[parts[1] - 1]} {parts[0]}"
    return about + day_in_words(dt.date(parts[0], parts[1], parts[2]))


def particular(case: Case, sheet: Sheet, name: str, index: int | None = None) -> str:
    """A particular in words; empty if it is not known."""
    value = case.papers.value(sheet.facts[name].variable, index)
    if isinstance(value, dt.date):
        return day_in_words(value)
    return value.strip() if isinstance(value, str) else ""


def known(case: Case, sheet: Sheet, name: str, label: str) -> Run:
    """A particular, or a gap with its label."""
    found = particular(case, sheet, name)
    return text(found) if found else gap(label)


def full_name(case: Case) -> Run:
    """The applicant's name, or a gap."""
    parts = [particular(case, person, name) for name in ("given_name", "middle_name", "family_name")]
    found = " ".join(part for part in parts if part)
    return text(found) if particular(case, person, "family_name") else gap("name")


def country_of_removal(case: Case) -> Run:
    """The country of removal, or a gap."""
    stated = case.value(proceeding.country_of_removal, None)
    return text(str(stated)) if stated else gap("country of removal")


def is_represented(case: Case) -> bool:
    """Whether somebody signs for the applicant; unknown counts as represented, so that nobody is made to file alone."""
    return particular(case, representative, "kind") != "applicant"


def history(sources: Sources) -> Iterator[Block]:
    """The history of the case by its events, up to the day whose law is asked."""
    case, as_of = sources.case, sources.decision.forum.as_of
    yield Heading("Procedural history", 2)
    runs: list[Run] = []
    for event in events_of(case):
        if event.kind not in _HISTORY or event.day is None:
            continue
        label = KINDS[event.kind].label
        if event.day <= as_of and not KINDS[event.kind].is_set:
            runs += [
                text(f"{' ' if runs else ''}{_capital(label)}: {day_in_words(event.day)}"),
                *sources.record(event.because),
                text("."),
            ]
        elif KINDS[event.kind].is_set and event.day >= as_of:
            runs.append(text(f"{' ' if runs else ''}The {label} is set for {day_in_words(event.day)}."))
    if not any(event.kind == "charged" for event in events_of(case)):
        runs += [text(" " if runs else ""), gap("day and contents of the charging document")]
    if not any(event.kind == "asylum_filed" for event in events_of(case)):
        runs += [text(" "), gap("day on which Form I-589 was filed")]
    yield paragraph(*runs)


def statement(sources: Sources) -> Iterator[Block]:
    """Who the applicant is, what happened, what is feared, what the country is like."""
    yield Heading("Respondent", 2)
    yield _who(sources)
    yield Heading("What happened", 2)
    yield from _past(sources)
    yield Heading("What is feared", 2)
    yield from _feared(sources)
    conditions = tuple(_conditions(sources))
    if conditions:
        yield Heading("Conditions in the country of removal", 2)
        yield from conditions


def incidents(case: Case, identifier: str) -> tuple[int, ...]:
    """The incidents that were part of one past harm, in the order of the file."""
    return tuple(
        index for index in case.papers.lists.get("incidents", ()) if particular(case, incident, "harm", index) == identifier
    )


def in_own_words(sources: Sources, index: int) -> Iterator[Paragraph]:
    """An incident: when and where in ours, what happened in the applicant's words."""
    case = sources.case
    when, where = particular(case, incident, "on", index), particular(case, incident, "where", index)
    told = " ".join(particular(case, incident, "told", index).split())
    if not is_mostly_latin(told):
        yield paragraph(
            "An incident is to be told here: ", gap("in English, translated: what Respondent told in another language"), "."
        )
        return
    if not told:
        yield paragraph("An incident is to be told here: ", gap("what happened, in Respondent's own words"), ".")
        return
    lead: list[Run] = [text(_capital(_dated(when))) if when else gap("when")]
    lead += [text(" ("), _quoted(where), text(")")] if where else []
    yield paragraph(*lead, text(", as Respondent states"), *sources.record(sources.declaration(), quoted=True), ":")
    yield paragraph(_quoted(told), style=Style.QUOTATION)
    for name, says in (("who", "Of those who did it Respondent states"), ("afterwards", "Of what followed Respondent states")):
        more = " ".join(particular(case, incident, name, index).split())
        if more and is_mostly_latin(more):
            yield paragraph(f"{says}: ", _quoted(more), *sources.record(sources.declaration(), quoted=True), ".")


def _who(sources: Sources) -> Paragraph:
    case = sources.case
    born, city = particular(case, person, "born"), particular(case, person, "birth_city")
    country = particular(case, person, "birth_country")
    place = ", ".join(filter(None, (city, country)))
    nationality = case.value(proceeding.nationality, None)
    runs: list[Run | str] = ["Respondent, ", full_name(case), ", was born on ", text(born) if born else gap("date of birth")]
    runs += [" in ", text(place) if place else gap("place of birth"), ", and is a national of "]
    runs += [text(str(nationality)) if nationality else gap("nationality"), " ("]
    runs += [Run(_PARTICULARS, RunKind.RECORD), "). The country of removal is ", country_of_removal(case), "."]
    left = particular(case, person, "left_home")
    if left:
        runs += [
            f" Respondent left the home country {_dated(when_in_words(left), bare=True)} (",
            Run(_PARTICULARS, RunKind.RECORD),
            ").",
        ]
    return paragraph(*runs)


def _past(sources: Sources) -> Iterator[Block]:
    case = sources.case
    listed = case.papers.lists.get("incidents", ())
    for index in listed:
        yield from in_own_words(sources, index)
    told = {particular(case, incident, "harm", index) for index in listed}
    harms = case.members(harm.past_harms)
    for index in harms or ():
        name = case.name(harm.harm, index)
        if name not in told:
            yield paragraph(*_described(sources, harm.past_harms, index))
    if harms is not None and not harms and not listed:
        yield paragraph("Respondent does not rest the claim on harm already suffered.")
    elif not harms and not listed:
        yield paragraph(gap("what happened to Respondent, with dates and places"))


def _feared(sources: Sources) -> Iterator[Block]:
    case = sources.case
    for index in case.members(harm.feared_harms) or ():
        yield paragraph(*_described(sources, harm.feared_harms, index))
        response = case.value(harm.official_response, index)
        if response:
            because = _because(case, index, harm.official_response)
            yield paragraph(
                f"What officials did when they learned of it: {_stopped(str(response))}", *sources.record(because), "."
            )
    words = " ".join((particular(case, account, "feared_torture") or particular(case, account, "feared_harm")).split())
    if words and not is_mostly_latin(words):
        yield paragraph("In Respondent's words: ", gap("in English, translated: what is feared"), ".")
    elif words:
        yield paragraph("In Respondent's words (", Run("Form I-589, Part B", RunKind.RECORD), "):")
        yield paragraph(_quoted(words), style=Style.QUOTATION)
    if not case.members(harm.feared_harms):
        yield paragraph(gap("what Respondent fears, from whom, and why"))


def _conditions(sources: Sources) -> Iterator[Block]:
    for exhibit in sources.case.exhibits.values():
        if exhibit.kind not in _COUNTRY_KINDS:
            continue
        title = re.sub(r"\s*\([^()]*\)$", "", exhibit.title)
        runs: list[Run | str] = [text(title), *sources.record((exhibit.id,))]
        if exhibit.highlight:
            runs.append(" says: ")
            for number, passage in enumerate(exhibit.highlight):
                runs += [" " if number else "", sources.quoted(exhibit.id, passage)]
            runs.append("" if exhibit.highlight[-1].rstrip().endswith((".", "!", "?")) else ".")
        else:
            runs += [" says: ", gap("the passages relied on"), "."]
        yield paragraph(*runs)


def _described(sources: Sources, collection: Collection, index: int) -> tuple[Run, ...]:
    """A harm as the case file describes it, with the exhibits on which it rests."""
    what = sources.case.value(harm.what, index)
    if not what:
        label = "the harm suffered, in a sentence" if collection is harm.past_harms else "the harm feared, in a sentence"
        return (gap(label),)
    verb = "Respondent describes this harm" if collection is harm.past_harms else "Respondent fears this"
    return (
        text(f"{verb}: {_stopped(str(what))}"),
        *sources.record(_because(sources.case, index, harm.what)),
        text("."),
    )


def _because(case: Case, index: int, fact: Variable) -> tuple[str, ...]:
    """The exhibits that prove a fact about one harm; those of another fact prove another thing."""
    answer = case.answer(fact, index)
    return () if answer is None else answer.because


def _quoted(words: str) -> Run:
    return Run(f"\u201c{words.replace(chr(34), chr(39))}\u201d", RunKind.QUOTE)


def _dated(stated: str, *, bare: bool = False) -> str:
    """``on May 14, 2021``, ``in May 2021``, ``about May 2021``."""
    words = stated if bare else when_in_words(stated)
    if words.startswith("about "):
        return words
    return f"on {words}" if "," in words else f"in {words}"


def _stopped(words: str) -> str:
    """The words without a full stop at their end, so that a record cite can follow."""
    return words.strip().rstrip(".")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
