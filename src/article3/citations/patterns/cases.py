"""Decisions: a reporter's number with the name before it and the tail behind it; names alone."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, Any

from article3.citations.model import Form
from article3.citations.patterns.marks import Mark, marked
from article3.citations.patterns.names import ROLE, Name, alone, names
from article3.citations.patterns.reporters import Core, Docket, dockets
from article3.citations.patterns.tails import Tail, explanations, pins, tail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from article3.citations.patterns.marks import Claims

_GAP = re.compile(r"(?:\s?,)?\s?(?:\([A-Z0-9][^()]{0,40}\),?\s?)?(?:(?:supra|slip\sop\.),?\s)?")
"""Between a name and its reporter."""

_PARALLEL = re.compile(r"\s?,\s(?:also\sreported\s(?:at|in)\s)?")
_AT = re.compile(r",?\s(?:at\s)?\*?\d")
_GOES_ON = re.compile(r"(?:\s?-\s?\*?\d{1,5})?(?:,?\s?(?:&\s?)?nn?\.\s?\d+)*")
"""After the page of a short form: the end of its range, and notes."""

_COURTS_OF_REPORTERS = {"U.S.": "scotus", "S. Ct.": "scotus", "L. Ed.": "scotus", "L. Ed. 2d": "scotus"}


class Numbered:
    """The numbers of cases in a passage that no citation has taken yet."""

    def __init__(self, found: Iterable[Docket]) -> None:
        self._dockets = list(found)
        self._starts = [one.start for one in self._dockets]
        self._by_end = {one.end: one for one in self._dockets}
        self._taken: set[Docket] = set()

    def left(self) -> list[Docket]:
        """Those that are left, in order."""
        return [one for one in self._dockets if one not in self._taken]

    def take(self, docket: Docket) -> None:
        """It belongs to a citation."""
        self._taken.add(docket)

    def ending(self, offset: int) -> Docket | None:
        """The one that ends there."""
        found = self._by_end.get(offset)
        return None if found in self._taken else found

    def leading(self, plain: str, offset: int, before: int) -> Docket | None:
        """The one that stands before an offset with nothing but a comma between, and begins after another."""
        ends = [end for end in (offset - 2, offset - 1) if re.fullmatch(r",?\s", plain[max(0, end) : offset])]
        near = (self.ending(end) for end in ends)
        return next((one for one in near if one is not None and one.start >= before), None)

    def between(self, start: int, end: int) -> Docket | None:
        """The first that begins between two offsets."""
        first, last = bisect.bisect_right(self._starts, start), bisect.bisect_left(self._starts, end)
        return next((one for one in self._dockets[first:last] if one not in self._taken), None)


class Finder:
    """Finds the decisions of one passage."""

    def __init__(
        self, text: str, plain: str, emphasis: tuple[tuple[int, int], ...], claims: Claims, courts: Mapping[str, str]
    ) -> None:
        """Prepare.

        Args:
            text: the passage.
            plain: the same in plain letters.
            emphasis: what is set off in it.
            claims: what other patterns have taken; what is found here is added.
            courts: ids of courts by their abbreviations, without spaces and points, in lower case.
        """
        self.text, self.plain, self.emphasis, self.claims, self.courts = text, plain, emphasis, claims, courts
        self.named = list(names(plain, emphasis))
        self.whole = {text[name.start : name.end] for name in self.named}
        self.used: set[Name] = set()

    def decisions(self, reporters: Iterable[Core]) -> Iterator[Mark]:
        """Citations with one of those reporters, or with a number."""
        found = self._cores(reporters)
        numbered = Numbered(one for one in dockets(self.plain) if self.claims.free(one.start, one.end))
        place = 0
        while place < len(found):
            group = self._group(found, place, numbered)
            stop = found[place + len(group)].start if place + len(group) < len(found) else len(self.plain)
            yield self._decision(group, stop, numbered)
            place += len(group)
        for docket in numbered.left():
            yield from self._by_docket(docket)

    def alone(self) -> Iterator[Mark]:
        """Whole names that no reporter follows."""
        for name in self.named:
            if name in self.used or not self.claims.free(name.start, name.end):
                continue
            if ROLE.match(self.plain, name.end):
                continue
            if " vs" in self.plain[name.start : name.end]:  # "CAT vs. asylum" compares; a decision is cited with "v."
                continue
            spans, end = pins(self.plain, name.end, self.claims.after(name.end, len(self.plain)), at=True)
            if not self.claims.free(name.start, end):
                spans, end = (), name.end
            fields = {"name": self.text[name.start : name.end], "pins": tuple(self.text[a:b] for a, b in spans)}
            yield Mark(marked(Form.NAME, self.text, name.start, end, **fields), explanations(self.plain, end))

    def _cores(self, reporters: Iterable[Core]) -> list[Core]:
        found: list[Core] = []
        order = sorted(reporters, key=lambda core: (core.reporter != "I&N Dec.", core.start, core.start - core.end))
        # What is taken lies apart, so that of all that begins before a core ends the last alone can reach into it.
        starts: list[int] = []
        ends: list[int] = []
        for core in order:
            at = bisect.bisect_left(starts, core.end)
            if self.claims.free(core.start, core.end) and (at == 0 or ends[at - 1] <= core.start):
                found.append(core)
                starts.insert(at, core.start)
                ends.insert(at, core.end)
        found.sort(key=lambda core: core.start)
        return found

    def _group(self, found: list[Core], place: int, numbered: Numbered) -> list[Core]:
        """The core there with its parallels: reporters that follow with nothing but pins between."""
        group = [found[place]]
        for further in range(place + 1, len(found)):
            core, last = found[further], group[-1]
            if last.short is not core.short or last.reporter == core.reporter:
                break
            _, end = pins(self.plain, last.end, core.start)
            gap = _PARALLEL.match(self.plain, end)
            between = numbered.ending(core.start - 2)
            if gap is None or gap.end() not in {core.start, between.start if between else None}:
                break
            group.append(core)
        return group

    def _decision(self, group: list[Core], stop: int, numbered: Numbered) -> Mark:
        first, last = group[0], group[-1]
        before = self.claims.before(first.start)
        docket = numbered.leading(self.plain, first.start, before)
        inside = numbered.between(first.end, last.start)
        docket = docket or inside
        if docket:
            numbered.take(docket)
        start, name = self._name(docket.start if docket and docket is not inside else first.start, before, short=first.short)
        start = min(start, docket.start) if docket and not name else start
        end = tail(self.plain, last.end, stop)
        inner = tuple(pin for core in group[:-1] for pin in self._own_pins(core, group))
        own: tuple[str, ...] = (self.text[first.page_start : first.end],) if first.short else ()
        if first.short:
            own, end = self._short_pins(first, end)
        fields = self._fields(first, end) | {"name": name, "pins": own + inner + self._written(end, last.end)}
        if docket:
            fields["docket"] = docket.number
        fields["parallel"] = tuple(f"{core.volume} {core.reporter} {core.page}" for core in group[1:])
        form = Form.SHORT if first.short else Form.CASE
        self.claims.take(start, end.end)
        return Mark(marked(form, self.text, start, end.end, **fields), end.words)

    def _short_pins(self, core: Core, end: Tail) -> tuple[tuple[str, ...], Tail]:
        """The pins of a short form: its page is the first of them, and a range may go on."""
        more = _GOES_ON.match(self.plain, core.end)
        stop = more.end() if more else core.end
        pin = self.text[core.page_start : stop]
        return (pin,), tail(self.plain, stop, len(self.plain)) if stop > core.end else end

    def _own_pins(self, core: Core, group: list[Core]) -> Iterator[str]:
        spans, _ = pins(self.plain, core.end, group[group.index(core) + 1].start)
        return (self.text[a:b] for a, b in spans)

    def _written(self, end: Tail, start: int) -> tuple[str, ...]:
        """The pins as the text has them."""
        found = []
        for pin in end.pins:
            place = self.plain.find(pin, start)
            found.append(self.text[place : place + len(pin)])
            start = place + len(pin)
        return tuple(found)

    def _fields(self, core: Core, end: Tail) -> dict[str, Any]:
        court = self.court(end.court) or _COURTS_OF_REPORTERS.get(core.reporter, "")
        words = "; ".join(self.text[a:b] for a, b in end.words)
        page = "" if core.short or not core.page.isalnum() else core.page
        volume = core.volume if core.volume.isalnum() else ""
        found: dict[str, Any] = {"volume": volume, "reporter": core.reporter, "page": page, "court": court, "year": end.year}
        return found | {"parenthetical": words}

    def court(self, written: str) -> str:
        """Id of a court by its abbreviation in a parenthesis."""
        return self.courts.get(bare(written), "")

    def _name(self, stop: int, before: int, *, short: bool) -> tuple[int, str]:
        """Where the citation begins, with its name or none."""
        place = bisect.bisect_right(self.named, stop, key=lambda name: name.end) - 1
        name = self.named[place] if place >= 0 else None
        gap = _GAP.match(self.plain, name.end) if name else None
        if name and gap and gap.end() == stop and name.start >= before and name not in self.used:
            self.used.add(name)
            return name.start, self.text[name.start : name.end]
        start = alone(self.plain, stop, before)
        if start < stop and (short or self.plain[stop - 2 : stop] == ", "):
            return start, self.text[start:stop].strip(" ,")
        return stop, ""

    def _by_docket(self, docket: Docket) -> Iterator[Mark]:
        """A decision cited by its number alone: it has a name before it, or a court and year behind it."""
        before = self.claims.before(docket.start)
        start, name = self._name(docket.start, before, short=False)
        end = tail(self.plain, docket.end, self.claims.after(docket.end, len(self.plain)))
        versus = " v" in name or name in self.whole
        if not (versus or (end.court and end.year)) or not self.claims.free(docket.start, docket.end):
            return
        start = start if versus else docket.start
        fields = {
            "name": name if versus else "",
            "docket": docket.number,
            "pins": self._written(end, docket.end),
            "year": end.year,
        }
        fields |= {"court": self.court(end.court), "parenthetical": "; ".join(self.text[a:b] for a, b in end.words)}
        self.claims.take(start, end.end)
        yield Mark(marked(Form.CASE, self.text, start, end.end, **fields), end.words)


def bare(abbreviation: str) -> str:
    """An abbreviation of a court without spaces and points."""
    return re.sub(r"[\s.']", "", abbreviation).lower()
