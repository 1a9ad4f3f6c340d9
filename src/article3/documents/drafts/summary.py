"""Two plain pages for the client, in the client's language: what was found, what is missing, what to bring, the next dates.

It says what the decision says and no more, promises nothing, and tells no fact of the case, for it may lie where others read it.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from article3.deadlines.model import Sort, Status
from article3.documents.drafts.declaration import applicant
from article3.documents.drafts.hijri import hijri
from article3.documents.drafts.sheet import Line, Role, Sheet, gap, line
from article3.documents.drafts.words import words
from article3.logic.truth import Truth

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.deadlines.model import Agenda, Deadline
    from article3.documents.drafts.words import Words
    from article3.documents.provenance import Provenance
    from article3.facts.case import Case
    from article3.findings.model import Decision, Forms

_FORMS = ("asylum", "withholding_ina", "withholding_cat", "deferral_cat")
_TRUTHS = {Truth.ESTABLISHED: "yes", Truth.NOT_ESTABLISHED: "no", Truth.UNDETERMINED: "open"}
_DATES = 6
"""Most dates that are told: two pages hold no more, and the first are those to act on."""
_TOLD = frozenset({Status.OVERDUE, Status.TODAY, Status.UPCOMING})
_OURS = frozenset({Sort.LAST_DAY, Sort.SET_DAY, Sort.WINDOW})


def summary(
    case: Case, decision: Decision, agenda: Agenda, provenance: Provenance, language: str, *, with_hijri: bool = False
) -> Sheet:
    """The summary.

    Args:
        case: for the name alone.
        decision: what was found and what is missing.
        agenda: the next dates.
        provenance: how the paper is made.
        language: its code.
        with_hijri: whether the dates have the day of the Hijri calendar beside them.

    Raises:
        KeyError: if there are no words for the language.
    """
    said = words(language)
    today = said.day(provenance.made_on)
    lines = [
        line(Role.TITLE, said.say("summary.title")),
        _addressed(said, applicant(case), today),
        line(Role.TEXT, said.say("summary.note")),
        line(Role.HEADING, said.say("summary.what")),
        line(Role.TEXT, said.say("summary.what_text")),
        line(Role.TEXT, said.say("summary.other_country")),
        line(Role.HEADING, said.say("summary.found")),
        line(Role.TEXT, said.say(f"summary.{_found(decision.forms)}")),
        line(Role.HEADING, said.say("summary.forms")),
        *(_form(said, decision.forms, form) for form in _FORMS),
        line(Role.HEADING, said.say("summary.missing")),
        *_missing(said, decision),
        line(Role.HEADING, said.say("summary.bring")),
        *(line(Role.ITEM, "• ", said.say(f"summary.bring_list.{each}")) for each in said.group("summary.bring_list")),
        line(Role.HEADING, said.say("summary.dates")),
        *_dates(said, agenda, with_hijri=with_hijri),
    ]
    return Sheet(said.say("summary.title"), language, "", tuple(lines), provenance.line())


def _addressed(said: Words, name: str, today: str) -> Line:
    before, _, after = said.entries["summary.for"].partition("{name}")
    return line(Role.SUBTITLE, before, name or gap(said.say("declaration.gaps.name")), after.format(day=today))


def _found(forms: Forms) -> str:
    """The name of the text on protection under the Convention as a whole."""
    if forms.protection_cat.truth is Truth.ESTABLISHED and Truth.ESTABLISHED not in {
        forms.withholding_cat.truth,
        forms.deferral_cat.truth,
    }:
        return "either"
    return _TRUTHS[forms.protection_cat.truth]


def _form(said: Words, forms: Forms, form: str) -> Line:
    truth = getattr(forms, form).truth
    gives = f" {said.say(f'summary.gives.{form}')}" if truth is not Truth.NOT_ESTABLISHED else ""
    return line(Role.ITEM, f"• {said.say(f'summary.form.{form}')}: {said.say(f'summary.{_TRUTHS[truth]}')}{gives}")


def _missing(said: Words, decision: Decision) -> Iterator[Line]:
    needed = needs(decision)
    if not needed:
        yield line(Role.TEXT, said.say("summary.missing_none"))
        return
    yield line(Role.TEXT, said.say("summary.missing_text"))
    yield from (line(Role.ITEM, "• ", said.say(f"summary.need.{need}")) for need in needed)


def needs(decision: Decision) -> tuple[str, ...]:
    """What is still needed for protection under the Convention, as names of ``summary.need``, in the order of the texts."""
    found = {need_of(decision.asks[place].fact) for place in decision.forms.protection_cat.missing if place in decision.asks}
    return tuple(need for need in words("en").group("summary.need") if need in found)


def need_of(fact: str) -> str:
    """The need under which a missing fact, or a list that is missing, is told: ``harm.likelihood`` is under ``likely``."""
    sections, facts = _needs()
    section = fact.partition(".")[0]
    return facts.get(fact) or sections.get(section) or ("record" if section == "convictions" else "story")


@functools.cache
def _needs() -> tuple[dict[str, str], dict[str, str]]:
    data = tomllib.loads(resources.files("article3.documents.drafts").joinpath("needs.toml").read_text(encoding="utf-8"))
    return data["sections"], data["facts"]


def _dates(said: Words, agenda: Agenda, *, with_hijri: bool) -> Iterator[Line]:
    def named(day: dt.date) -> str:
        beside = hijri(day, said.code) if with_hijri else ""
        return f"{said.day(day)} ({beside})" if beside else said.day(day)

    yield line(Role.TEXT, said.say("summary.dates_text"))
    told = [each for each in agenda.deadlines if each.status in _TOLD and each.sort in _OURS and said.has(_entry(each))]
    if not told:
        yield line(Role.TEXT, said.say("summary.dates_none"))
    for each in told[:_DATES]:
        assert each.day is not None  # noqa: S101 - what is due has a day
        when = said.say("summary.on" if each.sort is Sort.SET_DAY else "summary.by", day=named(each.day))
        safest = said.say("summary.safest", day=named(each.safest)) if each.safest is not None else ""
        past = f" {said.say('summary.past')}" if each.status is Status.OVERDUE else ""
        yield line(Role.ITEM, f"• {said.say(_entry(each))}: {when}{safest}.{past}")
    if with_hijri and told:
        yield line(Role.TEXT, said.say("summary.hijri"))
    yield line(Role.TEXT, said.say("summary.one_year"))


def _entry(deadline: Deadline) -> str:
    return f"summary.deadline.{deadline.clock}"
