"""law list, law show."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.authority import StatusShown, named, told
from article3.cli.errors import UsageError, refuse
from article3.cli.forum import circuit_named, court_named
from article3.cli.issues import FactorShown, ids_of_issues, issues_named, told_of
from article3.cli.output import as_json
from article3.cli.terminal import say
from article3.facts.events import KINDS
from article3.facts.problems import nearest
from article3.facts.vocabulary import FACTS, full_id
from article3.findings.decide import question_of_law
from article3.law.forums import circuits
from article3.law.loading import Law, load
from article3.law.model import WHOLE, Authority, Court, LegalQuestion
from article3.law.positions import governance
from article3.law.precedents import Issue
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.facts.fact import Fact
    from article3.findings.model import PositionTaken, QuestionOfLaw
    from article3.logic.propositions import Rule

_WIDTH = 80


def list_law(part: str, style: str) -> int:
    """List what the law data holds.

    Returns:
        The exit code.
    """
    rows = _rows(part, load())
    if style == "json":
        say(as_json([{"id": key, **more} for key, more in rows]))
        return ANSWERED
    width = max(len(key) for key, _ in rows)
    for key, more in rows:
        say(f"{key:<{width}}  {'  '.join(str(value) for value in more.values())}\n")
    return ANSWERED


def _rows(part: str, law: Law) -> list[tuple[str, dict[str, str]]]:
    if part == "authorities":
        return [
            (authority.id, {"verified": authority.verification.level.value, "cite": authority.full_cite})
            for authority in sorted(law.authorities.values(), key=lambda authority: authority.id)
        ]
    if part == "questions":
        return [(question.id, {"asks": question.asks}) for question in law.questions.values()]
    if part == "rules":
        return [(rule.id, {"sentence": rule.sentence}) for rule in RULES.values()]
    if part == "facts":
        return [(full_id(variable), {"kind": fact.kind.value, "question": fact.question}) for variable, fact in FACTS.items()]
    if part == "events":
        return [(kind.id, {"outcomes": ", ".join(kind.outcomes) or "-", "asks": kind.asks}) for kind in KINDS.values()]
    if part == "issues":
        return [(issue.id, {"about": issue.entity.value, "asks": issue.asks}) for issue in law.issues.values()]
    return [(court.id, {"name": court.name}) for court in law.courts.values()]


def show_law(
    identifier: str, circuit: str | None, as_of: dt.date, style: str, court: str | None = None, *, point: str = WHOLE
) -> int:
    """Show one thing of the law.

    Args:
        identifier: its id, or for a decision its name.
        circuit: of a question of law, how it stands there.
        as_of: the day whose law is shown.
        style: text or json.
        court: the same, by an immigration court or a place.
        point: of an authority, the question of law or the issue for which its status is asked.

    Returns:
        The exit code.
    """
    law = load()
    try:
        forum = circuit_named(circuit, law)
        found = court_named(court, forum, law)
    except UsageError as error:
        return refuse(str(error), style)
    forum = found.circuit if found else forum
    if point != WHOLE and point not in law.questions and point not in law.issues:
        remedy = nearest(point, [*law.questions, *law.issues]) or "'article3 law list questions' and 'list issues' list them"
        return refuse(f"--point {point}: there is no such question of law and no such issue; {remedy}", style)
    shown = _found(identifier, law, forum, as_of, point)
    if shown:
        return _show([shown], law, as_of, point, style)
    meant = named(identifier, law)
    if meant:
        things = [{"name": one.why, **_found(one.authority.id, law, forum, as_of, point)} for one in meant]
        return _show(things, law, as_of, point, style)
    facts = (full_id(variable) for variable in FACTS)
    known = [*law.authorities, *law.questions, *law.courts, *RULES, *facts, *ids_of_issues(law)]
    words = identifier.casefold()
    by_name = (it.id for it in law.authorities.values() if any(words in name.casefold() for name in (it.name, *it.also)))
    parts = list(dict.fromkeys([*(name for name in known if words in name), *by_name]))[:5]
    likely = f"did you mean {', '.join(parts)}?" if parts else nearest(identifier, known)
    remedy = likely or "'article3 law list' lists the authorities; questions, rules, facts, courts and issues likewise"
    return refuse(f"{identifier}: nothing in the law has this id or name; {remedy}", style)


def _show(things: list[dict[str, object]], law: Law, as_of: dt.date, point: str, style: str) -> int:
    if style == "json":
        say(as_json(things[0] if len(things) == 1 else things))
        return ANSWERED
    blocks = [[line for thing in shown.values() for line in _lines(thing, law, as_of, point)] for shown in things]
    say("\n\n".join("\n".join(_wrapped(line) for line in block) for block in blocks) + "\n")
    return ANSWERED


def _found(identifier: str, law: Law, circuit: str | None, as_of: dt.date, point: str) -> dict[str, object]:
    shown: dict[str, object] = {}
    if identifier in law.authorities:
        authority = shown["authority"] = law.authorities[identifier]
        shown["status"] = StatusShown.of(law, authority, as_of, point)
    if identifier in law.courts:
        shown["court"] = law.courts[identifier]
    if identifier in RULES:
        shown["rule"] = _RuleShown.of(RULES[identifier], law)
    if identifier in law.questions:
        shown["question"] = law.questions[identifier]
        where = [circuit] if circuit else circuits(law)
        shown["positions"] = {court: question_of_law(governance(law, identifier, court, as_of)) for court in where}
    for variable, fact in FACTS.items():
        if identifier == full_id(variable) or (identifier == variable.id and identifier not in RULES):
            shown[f"fact {full_id(variable)}"] = _FactShown.of(fact, law)
    return shown | dict(issues_named(identifier, law))


class _RuleShown(msgspec.Struct, frozen=True):
    id: str
    sentence: str
    by: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule, law: Law) -> _RuleShown:
        return cls(rule.id, rule.sentence, tuple(law.authority(citation.authority).cited(citation.pin) for citation in rule.by))


class _FactShown(msgspec.Struct, frozen=True):
    id: str
    kind: str
    question: str
    hint: str
    by: str
    form: str

    @classmethod
    def of(cls, fact: Fact, law: Law) -> _FactShown:
        by = law.authority(fact.by.authority).cited(fact.by.pin) if fact.by else ""
        return cls(full_id(fact.variable), fact.kind.value, fact.question, fact.hint, by, fact.form)


def _wrapped(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return textwrap.fill(line, _WIDTH, subsequent_indent=" " * (indent + 2), break_on_hyphens=False) if line.strip() else ""


def _lines(thing: object, law: Law, as_of: dt.date, point: str) -> Iterator[str]:
    if isinstance(thing, str) and thing:
        yield from (thing, "")
    elif isinstance(thing, Authority):
        yield from told(thing, law, as_of, point)
    elif isinstance(thing, Court):
        yield f"{thing.id}: {thing.name}. Binds {thing.binds}." if thing.rank else f"{thing.id}: {thing.name} ({thing.binds})."
    elif isinstance(thing, LegalQuestion):
        yield thing.asks
        yield thing.about
        yield ""
        for reading in thing.readings:
            yield f"{reading.id}: {reading.says}"
    elif isinstance(thing, _RuleShown):
        yield f"{thing.id}: {thing.sentence}"
        yield f"  By: {'; '.join(thing.by)}"
    elif isinstance(thing, _FactShown):
        yield f"{thing.id} ({thing.kind}): {thing.question}"
        yield from (
            f"  {label}: {value}"
            for label, value in (("Help", thing.hint), ("By", thing.by), ("Form I-589", thing.form))
            if value
        )
    elif isinstance(thing, (Issue, FactorShown)):
        yield from told_of(thing)
    elif isinstance(thing, dict):
        yield from (line for circuit, question in thing.items() for line in _standing(circuit, question))


def _standing(circuit: str, question: QuestionOfLaw) -> Iterator[str]:
    live = " or ".join(reading.id for reading in question.readings if reading.live)
    yield ""
    yield f"{circuit}: {'OPEN: ' if question.open else ''}{live}. {question.why}"
    yield from (f"  {_cited(taken)}" for taken in question.governing)


def _cited(taken: PositionTaken) -> str:
    return f"{taken.reading}: {taken.cite} ({taken.verified})"
