"""One case in all thirteen forums, on one day or several; where they part, by which question of law, and what a transfer changes.

These types are the published JSON. Nothing here holds a rule: outlooks and moves come from the graph that ``decide`` uses.
"""

from __future__ import annotations

import datetime as dt
import string
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import msgspec

from article3.findings.moves import DAY, FindingMoved, Move, askers
from article3.findings.outlooks import Outlook, Outlooks, Seen
from article3.law.changes import Alive, QuestionChange, alive, question_change
from article3.law.matrix import Column, Taken, columns
from article3.law.periods import forums, name
from article3.law.positions import governance
from article3.law.venue_rules import rules_of_venue
from article3.logic.forum import Forum
from article3.rules.rulebase import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.facts.case import Case
    from article3.law.loading import Law

SCHEMA = 1
"""Version of the JSON schemas of comparisons and transfers."""


class Group(msgspec.Struct, frozen=True):
    """Forums in which the case comes out alike: the same answer for each form, which depends on the same still.

    Attributes:
        letter: its name in a table.
        forums: ids.
        forms: each form of protection, by its id.
    """

    letter: str
    forums: tuple[str, ...]
    forms: dict[str, Seen]


class Side(msgspec.Struct, frozen=True):
    """Forums in which a question of law stands alike.

    Attributes:
        forums: ids.
        live: the readings alive there.
        open: whether more than one is.
        by: what settles it there or keeps it open, each once.
    """

    forums: tuple[str, ...]
    live: tuple[str, ...]
    open: bool
    by: tuple[Taken, ...]


class Parting(msgspec.Struct, frozen=True):
    """A question of law on which the forums part on these facts.

    Attributes:
        sides: the forums by how the question stands there.
        elements: ids of the findings that ask it and differ.
        flips: ids of the forms of protection that some forum would answer otherwise if, of all questions, only this one stood
            there as it does in another forum.
        opens: ids of those that would then only depend on other things.
    """

    question: str
    asks: str
    sides: tuple[Side, ...]
    elements: tuple[str, ...]
    flips: tuple[str, ...]
    opens: tuple[str, ...]


class DayCompared(msgspec.Struct, frozen=True):
    """All forums on a day."""

    as_of: dt.date
    groups: tuple[Group, ...]


class Change(msgspec.Struct, frozen=True):
    """What changed from one day compared to the next, alike in some forums.

    Attributes:
        forums: ids.
        questions: the questions of law that make the difference, each with what changed it; without those by the day alone.
        by_day: whether the day itself makes a difference.
    """

    from_: dt.date = msgspec.field(name="from")
    to: dt.date
    forums: tuple[str, ...]
    findings: tuple[FindingMoved, ...]
    questions: tuple[QuestionChange, ...]
    by_day: bool = False


class Comparison(msgspec.Struct, frozen=True):
    """A case in all forums.

    Attributes:
        schema: version of this format.
        own: id of the forum that the case, or the user, names; empty if neither does.
        forums: every forum, in order.
        days: one entry for each day, in order.
        partings: the questions of law on which the forums part on the last day, those that change an answer first.
        beside: ids of those on which they differ that day without any difference on these facts.
        changes: what changed between one day and the next.
        source: the file the case was read from, as the user named it.
    """

    schema: int
    title: str
    own: str
    version: str
    maintained_through: dt.date
    forums: tuple[Column, ...]
    days: tuple[DayCompared, ...]
    partings: tuple[Parting, ...]
    beside: tuple[str, ...]
    changes: tuple[Change, ...]
    source: str = ""


class Apart(msgspec.Struct, frozen=True):
    """A question of law that stands otherwise where a case is transferred to."""

    question: str
    asks: str
    before: Alive
    after: Alive


class Transfer(msgspec.Struct, frozen=True):
    """What a transfer to another circuit changes.

    Attributes:
        schema: version of this format.
        before: id of the forum left.
        after: id of the forum entered.
        forms: each form of protection, by its id, before and after.
        findings: what comes out otherwise or depends on other things, parts first.
        questions: the questions of law that make these differences.
        beside: ids of questions of law that differ without any difference on these facts.
        places: the courts or places from which the two forums were found, if they were.
        doubts: why one of the two circuits may be another.
        venue: what decides whose law applies.
    """

    schema: int
    title: str
    as_of: dt.date
    version: str
    maintained_through: dt.date
    before: str
    after: str
    names: tuple[str, str]
    forms: dict[str, tuple[Seen, Seen]]
    findings: tuple[FindingMoved, ...]
    questions: tuple[Apart, ...]
    beside: tuple[str, ...]
    places: tuple[str, str] = ("", "")
    doubts: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    source: str = ""


def compare(case: Case, days: Sequence[dt.date], law: Law, *, own: str = "") -> Comparison:
    """A case in all thirteen forums.

    Args:
        case: the facts.
        days: the days whose law is applied, in order.
        law: the law data.
        own: the forum of the case, if it is known.

    Raises:
        ValueError: if there is no day, or the days are not in order.
    """
    if not days or list(days) != sorted(set(days)):
        raise ValueError("the days must be in order, each once")
    outlooks = Outlooks(case, law)
    between = _Between(case, law, outlooks)
    return Comparison(
        SCHEMA,
        case.title,
        own,
        law.version,
        law.maintained_through,
        columns(law),
        tuple(DayCompared(day, tuple(_groups(day, law, outlooks))) for day in days),
        *_partings(days[-1], law, outlooks),
        tuple(change for one, other in pairwise(days) for change in between.changes(one, other)),
    )


def transfer(case: Case, before: str, after: str, as_of: dt.date, law: Law) -> Transfer:
    """What a transfer of a case from one circuit to another changes.

    Args:
        case: the facts.
        before: id of the forum left.
        after: id of the forum entered.
        as_of: the day whose law is applied in both.
        law: the law data.
    """
    one, other = Forum(before, as_of), Forum(after, as_of)
    outlooks = Outlooks(case, law)
    was, now = outlooks.of(one), outlooks.of(other)
    move = Move(law, one, other)
    findings = move.of(case)
    by = dict.fromkeys(question for moved in findings for question in moved.by)
    return Transfer(
        SCHEMA,
        case.title,
        as_of,
        law.version,
        law.maintained_through,
        before,
        after,
        (name(law, before), name(law, after)),
        {form: (was.forms[form], now.forms[form]) for form in was.forms},
        findings,
        tuple(_apart(law, question, one, other) for question in by),
        tuple(question for question in QUESTIONS if question in move.questions and question not in by),
        venue=rules_of_venue(law, as_of)[:2],
    )


def _apart(law: Law, question: str, one: Forum, other: Forum) -> Apart:
    was, now = (governance(law, question, forum.circuit, forum.as_of) for forum in (one, other))
    return Apart(question, was.question.asks, alive(law, was, one.as_of), alive(law, now, other.as_of))


def _groups(day: dt.date, law: Law, outlooks: Outlooks) -> Iterator[Group]:
    alike: list[tuple[object, Outlook, list[str]]] = []
    for forum in forums(law):
        outlook = outlooks.of(Forum(forum, day))
        what = {form: _open(seen) for form, seen in outlook.forms.items()}
        for known, _, members in alike:
            if known == what:
                members.append(forum)
                break
        else:
            alike.append((what, outlook, [forum]))
    for letter, (_, outlook, members) in zip(string.ascii_uppercase, alike, strict=False):
        yield Group(letter, tuple(members), outlook.forms)


def _open(seen: Seen | None) -> object:
    return None if seen is None else (seen.truth, frozenset(seen.missing), frozenset(seen.turns_on))


def _partings(day: dt.date, law: Law, outlooks: Outlooks) -> tuple[tuple[Parting, ...], tuple[str, ...]]:
    """Every question of law that makes a difference between some two forums, and those that differ and make none."""
    partings, beside = [], []
    for question in QUESTIONS:
        sides = _sides(law, question, day)
        if len(sides) == 1:
            continue
        elements = tuple(_elements(question, sides, day, outlooks))
        if elements:
            flips, opens = _what_if(question, sides, day, law, outlooks)
            partings.append(Parting(question, law.questions[question].asks, sides, elements, flips, opens))
        else:
            beside.append(question)
    partings.sort(key=lambda parting: (not parting.flips, not parting.opens))
    return tuple(partings), tuple(beside)


def _elements(question: str, sides: tuple[Side, ...], day: dt.date, outlooks: Outlooks) -> Iterator[str]:
    """The findings that ask the question and differ between two forums in which it stands otherwise."""
    found = [[outlooks.of(Forum(forum, day)).findings for forum in side.forums] for side in sides]
    known = dict.fromkeys(finding for side in found for findings in side for finding in findings)
    asking = {rule.id for rule in askers(question)}
    for finding in known:
        if finding.partition("[")[0] in asking:
            seen = [{_open(findings.get(finding)) for findings in side} for side in found]
            if any(len(one | other) > 1 for one, other in combinations(seen, 2)):
                yield finding


def _what_if(
    question: str, sides: tuple[Side, ...], day: dt.date, law: Law, outlooks: Outlooks
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms that some forum would answer otherwise, or whose answer would depend on other things there."""
    flips: dict[str, None] = {}
    opens: dict[str, None] = {}
    for circuit in forums(law):
        forum = Forum(circuit, day)
        own = outlooks.of(forum).forms
        for side in sides:
            for form, seen in outlooks.of(forum, question, side.live).forms.items():
                if seen.truth is not own[form].truth:
                    flips[form] = None
                elif _open(seen) != _open(own[form]):
                    opens[form] = None
    return tuple(flips), tuple(form for form in opens if form not in flips)


def _sides(law: Law, question: str, day: dt.date) -> tuple[Side, ...]:
    found: dict[tuple[str, ...], list[str]] = {}
    by: dict[tuple[str, ...], dict[Taken, None]] = {}
    for forum in forums(law):
        standing = governance(law, question, forum, day)
        found.setdefault(standing.live, []).append(forum)
        by.setdefault(standing.live, {}).update(dict.fromkeys(alive(law, standing, day).by))
    return tuple(Side(tuple(members), live, len(live) > 1, tuple(by[live])) for live, members in found.items())


class _Between:
    """What changes in a case from one day to another; worked out once for forums in which the law changed alike."""

    def __init__(self, case: Case, law: Law, outlooks: Outlooks) -> None:
        self._case, self._law, self._outlooks = case, law, outlooks
        self._moved: dict[object, tuple[FindingMoved, ...]] = {}

    def changes(self, one: dt.date, other: dt.date) -> Iterator[Change]:
        """Each once, for all forums in which the same changed by the same authorities."""
        found: dict[object, list[Change]] = {}
        for circuit in forums(self._law):
            before, after = Forum(circuit, one), Forum(circuit, other)
            moved = self._of(before, after)
            if moved:
                change = _change(self._law, before, after, moved)
                causes = tuple((it.question, it.before.live, it.after.live, it.because) for it in change.questions)
                found.setdefault((moved, causes), []).append(change)
        for alike in found.values():
            yield msgspec.structs.replace(alike[0], forums=tuple(change.forums[0] for change in alike))

    def _of(self, before: Forum, after: Forum) -> tuple[FindingMoved, ...]:
        key = (self._outlooks.key(before), self._outlooks.key(after))
        if key[0] == key[1]:
            return ()
        if key not in self._moved:
            self._moved[key] = Move(self._law, before, after).of(self._case)
        return self._moved[key]


def _change(law: Law, before: Forum, after: Forum, moved: tuple[FindingMoved, ...]) -> Change:
    by = dict.fromkeys(question for finding in moved for question in finding.by)
    questions = tuple(
        change
        for question in by
        if question != DAY
        if (change := question_change(law, question, before.circuit, before.as_of, after.as_of)) is not None
    )
    return Change(before.as_of, after.as_of, (before.circuit,), moved, questions, DAY in by)
