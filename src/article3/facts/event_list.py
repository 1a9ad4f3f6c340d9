"""Read the events of a case file, and hold them against the facts that state the same days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.facts.case import Answer
from article3.facts.event import Event, Service
from article3.facts.events import IMPLIED, KINDS, STATED_BY, EventKind, order_of
from article3.facts.problems import nearest, shown
from article3.facts.reading import id_of, text_of, unknown_key
from article3.facts.tree import Mapping, Scalar, Sequence, is_blank, walk
from article3.facts.values import UNKNOWN, BadValueError, day_of
from article3.facts.vocabulary import full_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from article3.facts.problems import Problem
    from article3.facts.tree import Node, Place
    from article3.logic.variables import Variable

EVENTS_KEY = "events"
EVENT_KEYS = ("kind", "on", "served", "outcome", "id", "because", "note")
_SERVICES = tuple(service.value for service in Service)


class Events:
    """Reads the events.

    Args:
        problems: what is wrong so far; more is added.
        because: reads a list of exhibit ids.
    """

    def __init__(self, problems: list[Problem], because: Callable[[Node], tuple[str, ...]]) -> None:
        self._problems = problems
        self._because = because
        self._ids: dict[str, Place] = {}
        self._read: list[tuple[Event, Place]] = []

    def read(self, node: Node) -> None:
        """Read the list."""
        remedy = "write each as '- kind: judge_decided', with 'on:' on the line below"
        if not isinstance(node, Sequence):
            if not is_blank(node):
                expected = "a list of events: each starts with '-'"
                self._problems.append(node.place.problem("not-a-list", f"found {node.kind}", expected, remedy))
            return
        for item in node.items:
            if isinstance(item, Mapping):
                self._event(item)
            else:
                self._problems.append(item.place.problem("wrong-shape", f"found {item.kind}", "'kind:' and 'on:'", remedy))

    def found(self) -> tuple[Event, ...]:
        """The events by day, each with an id of its own."""
        taken, seen = set(self._ids), dict.fromkeys(KINDS, 0)
        named = []
        for event, _ in self._read:
            seen[event.kind] += 1
            name, number = event.id, seen[event.kind]
            while not name or (not event.id and name in taken):
                name = event.kind if number == 1 else f"{event.kind}-{number}"
                number += 1
            taken.add(name)
            named.append(Event(name, event.kind, event.day, event.service, event.outcome, event.because, event.note))
        return tuple(sorted(named, key=order_of))

    def fill(self, answers: dict[tuple[Variable, int | None], Answer]) -> None:
        """Fill in the facts that events state, and find what contradicts a fact that the file states itself.

        Where there are several events of a kind, the fact is about the latest.
        """
        for kind, fact in STATED_BY.items():
            dated = [(event, place) for event, place in self._read if event.kind == kind and event.day is not None]
            if not dated:
                continue
            latest, place = max(dated, key=lambda pair: pair[0].day or dt.date.min)
            stated = answers.get((fact, None))
            if stated is None or stated.value is None:
                answers[fact, None] = Answer(latest.day, latest.because, latest.note)
            elif stated.value != latest.day:
                expected = f"the day that {full_id(fact)} states, {stated.value}"
                remedy = f"correct one of the two; the event alone is enough, so {full_id(fact)} can be left out"
                self._problems.append(place.problem("event-against-fact", shown(str(latest.day)), expected, remedy))

        for kind, outcome, implied in IMPLIED:
            showing = [place for event, place in self._read if event.kind == kind and (not outcome or event.outcome == outcome)]
            stated = answers.get((implied, None))
            if showing and (stated is None or stated.value is None):
                answers[implied, None] = Answer(value=True)
            elif showing and stated is not None and stated.value is False:
                remedy = f"correct one of the two; the event alone is enough, so {full_id(implied)} can be left out"
                expected = f"no such event, as {full_id(implied)} is no"
                self._problems.append(showing[-1].problem("event-against-fact", f"an event {kind}", expected, remedy))

    def _event(self, item: Mapping) -> None:
        for key, _, place in walk(item):
            if key not in EVENT_KEYS:
                remedy = "write the day after 'on:'" if key in {"date", "day", "when"} else "say it under 'note:'"
                self._problems.append(unknown_key(key, place, EVENT_KEYS, remedy))
        kind = self._kind(item)
        if kind is None:
            return
        day, sound = self._day(item)
        service = self._option(item, "served", _SERVICES, kind)
        outcome = self._option(item, "outcome", kind.outcomes, kind)
        identifier = id_of(item.items.get("id"), self._ids, self._problems)
        because = self._because(item.items["because"]) if "because" in item.items else ()
        note = text_of(item.items["note"], self._problems) if "note" in item.items else ""
        if sound:
            read = Event(identifier, kind.id, day, Service(service) if service else None, outcome, because, note)
            self._read.append((read, item.items["on"].place))

    def _kind(self, item: Mapping) -> EventKind | None:
        node = item.items.get("kind")
        remedy = "'article3 law list events' lists the kinds"
        if node is None or is_blank(node):
            self._problems.append(
                item.place.problem("no-kind", "an event without 'kind:'", "'kind:'", f"say what it is; {remedy}")
            )
        elif not isinstance(node, Scalar):
            self._problems.append(node.place.problem("wrong-shape", f"found {node.kind}", "one kind of event", remedy))
        elif node.text not in KINDS:
            close = nearest(node.text, KINDS)
            expected = "a kind of event"
            self._problems.append(node.place.problem("no-such-event", shown(node.text), expected, close or remedy))
        else:
            return KINDS[node.text]
        return None

    def _day(self, item: Mapping) -> tuple[dt.date | None, bool]:
        """The day, and whether it could be read; a day that the file says is unknown is ``None``."""
        node = item.items.get("on")
        expected = "'on:' with the day, such as 2026-03-09"
        if node is None or is_blank(node):
            remedy = "write the day, or 'on: unknown' if it happened on a day that is not known"
            self._problems.append(item.place.problem("no-day", "an event without 'on:'", expected, remedy))
            return None, False
        if not isinstance(node, Scalar):
            self._problems.append(node.place.problem("wrong-shape", f"found {node.kind}", expected, "write one day"))
            return None, False
        if node.text.lower() == UNKNOWN:
            return None, True
        try:
            return day_of(node.text), True
        except BadValueError as error:
            remedy = "write 'on: unknown' if the day is not known, and what is known of it under 'note:'"
            told = remedy if error.code == "not-a-day" else error.remedy
            self._problems.append(node.place.problem(error.code, error.found, error.expected, told))
            return None, False

    def _option(self, item: Mapping, key: str, options: Iterable[str], kind: EventKind) -> str:
        node = item.items.get(key)
        if node is None or is_blank(node):
            return ""
        known = tuple(options)
        if not known:
            remedy = "say it under 'note:'"
            problem = node.place.problem("no-outcome", f"an outcome of {kind.id}", "none: this kind of event has none", remedy)
        elif not isinstance(node, Scalar):
            problem = node.place.problem("wrong-shape", f"found {node.kind}", "a single value", "write one word")
        elif node.text.lower() == UNKNOWN:
            return ""
        elif node.text in known:
            return node.text
        else:
            remedy = nearest(node.text, known) or "choose one, and say more under 'note:'"
            expected = f"one of {', '.join(known)}, or unknown"
            problem = node.place.problem("not-an-option", shown(node.text), expected, remedy)
        self._problems.append(problem)
        return ""
