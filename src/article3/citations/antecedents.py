"""Join citations: what "id.", "supra", short forms and bare names stand for, and which stand within another.

A note is read where it is called. "Id." in a note means what was cited last before it, in the note or before the call; in the
body it means what the body cited last. What is quoted in a parenthesis, and later history, is passed over: "id." after it means
the decision that the sentence cites. A page of the record counts like any other citation.
"""

from __future__ import annotations

import bisect
import itertools
import re
from typing import TYPE_CHECKING

import msgspec

from article3.citations.in_full import Full
from article3.citations.model import Citation, Form, Part, Provision
from article3.citations.patterns.names import is_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from article3.citations.model import Document
    from article3.citations.patterns.marks import Mark

_BACK = {Form.ID, Form.SUPRA, Form.SHORT, Form.NAME}
_PAGED = re.compile(r"\*?\d")
_SECTION_OF_PIN = re.compile(r"§*\s*(?P<section>\d+[A-Za-z]?(?:\.\d+[a-z]?)?)(?P<paragraphs>(?:\(\w+\))*)")
_LIST = 6
"""How far back a list of provisions goes."""
_NOTES = {Part.FOOTNOTE, Part.ENDNOTE}


def linked(document: Document, marks: list[list[Mark]]) -> tuple[Citation, ...]:
    """The citations of all passages, numbered through and joined.

    Args:
        document: what was read.
        marks: of each passage, in order; :attr:`Citation.within` of a mark is a place in its own passage.
    """
    return _Links(document, marks).joined()


class _Links:
    def __init__(self, document: Document, marks: list[list[Mark]]) -> None:
        self.document = document
        self.marks = [mark for places in marks for mark in places]
        self.first = [0]
        for places in marks:
            self.first.append(self.first[-1] + len(places))
        self.found: list[Citation] = [
            msgspec.structs.replace(
                mark.citation,
                passage=passage,
                within=None if mark.citation.within is None else self.first[passage] + mark.citation.within,
            )
            for passage, places in enumerate(marks)
            for mark in places
        ]
        self.called = {note for passage in document.passages for _, note in passage.notes}
        self.full = Full(self.found)

    def joined(self) -> tuple[Citation, ...]:
        for passage in range(len(self.document.passages)):
            self._nest(passage)
        for passage in range(len(self.document.passages)):
            self._name_notes(passage)
        for number, before, lists in self._order():
            citation = self.found[number]
            if citation.form in _BACK and citation.refers_to is None:
                self._change(number, refers_to=self._meant(number, before))
            if self.found[number].within is None:
                for one in lists:
                    one.append(number)
        for number, citation in enumerate(self.found):
            if citation.form is Form.NAME and citation.refers_to is None:
                self._change(number, refers_to=self._named(number, after=True))
        return tuple(self.found)

    def _change(self, number: int, **fields: object) -> None:
        self.found[number] = msgspec.structs.replace(self.found[number], **fields)

    def _nest(self, passage: int) -> None:
        """Say of each citation in whose explanation it stands, or whose history it is."""
        open_: list[tuple[int, int, int]] = []
        for number in self._of(passage):
            start = self.found[number].start
            open_ = [span for span in open_ if span[1] > start]
            outer = [one for a, _, one in open_ if a <= start]
            open_ += [(*span, number) for span in self.marks[number].words]
            if outer:
                self._change(number, within=outer[-1])
            elif self.found[number].within is not None:
                self._change(number, within=self._outermost(number))

    def _outermost(self, number: int) -> int | None:
        """The citation whose history it is: the last before that is no explanation or history itself."""
        one = self.found[number].within
        while one is not None and (further := self.found[one].within) is not None:
            one = further
        return one

    def _name_notes(self, passage: int) -> None:
        """A note that begins with a bare reporter cites the decision named last before its call."""
        text = self.document.passages[passage].text
        names = [one for one in self._of(passage) if self.found[one].form is Form.NAME]
        ends = [self.found[one].end for one in names]
        for offset, note in self.document.passages[passage].notes:
            places = range(self.first[note], self.first[note + 1])
            bare = next((one for one in places if self.found[one].form in {Form.CASE, Form.SHORT}), None)
            if (
                bare is None
                or self.found[bare].name
                or re.search(r"[^\s\W]", self.document.passages[note].text[: self.found[bare].start])
            ):
                continue
            before = bisect.bisect_right(ends, offset)
            named = names[before - 1] if before else None
            if named is not None and not _sentence_between(text[self.found[named].end : offset]):
                self._change(bare, name=self.found[named].name)
                self.full.rename(bare, self.found[bare])
                if self._named(named) is None:
                    self._change(named, refers_to=bare)

    def _order(self) -> Iterator[tuple[int, list[int], list[list[int]]]]:
        """Numbers in the order of reading, each note at its call; with each, what "id." there can mean, and where to add it."""
        body: list[int] = []
        flat: list[int] = []
        for passage in range(len(self.document.passages)):
            if passage in self.called:
                continue
            noted = self.document.passages[passage].place.part in _NOTES
            pieces = [(self.found[number].start, 1, number) for number in self._of(passage)]
            pieces += [(offset, 0, note) for offset, note in self.document.passages[passage].notes]
            for _, cited, number in sorted(pieces):
                if not cited:
                    yield from ((inner, flat, [flat]) for inner in self._of(number))
                elif noted:
                    yield number, flat, [flat]
                else:
                    named = self.found[number].form is Form.NAME
                    yield number, body or flat, [body] if named else [body, flat]

    def _of(self, passage: int) -> range:
        return range(self.first[passage], self.first[passage + 1])

    def _meant(self, number: int, before: list[int]) -> int | None:
        citation = self.found[number]
        if citation.form is Form.ID:
            return self._id(number, before)
        if citation.form is Form.SHORT:
            return self._short(number)
        return self._named(number)

    def _id(self, number: int, before: list[int]) -> int | None:
        """The last citation of a kind that can have such a pin: no page in a section, no section in a decision."""
        inside = self.found[number].within
        enclosed: Iterable[int] = ()
        if inside is not None:
            beside = (one for one in range(number - 1, inside - 1, -1) if self.found[one].within == inside)
            enclosed = itertools.chain(beside, (inside,))
        pin = self.found[number].pins[0] if self.found[number].pins else ""
        for one in itertools.chain(enclosed, reversed(before)):
            root = self._root(one)
            if self.found[root].form is Form.ID:
                return None
            provision = self.found[root].form is Form.PROVISION
            if pin.startswith(("§", "(")) and not provision and not pin.startswith("§§"):
                continue
            if _PAGED.match(pin) and provision and "." not in pin:
                continue
            return self._member(number, root, pin) if provision else root
        return None

    def _member(self, number: int, root: int, pin: str) -> int:
        """Of a list of provisions, the one whose section the pin names; the provision meant is filled in."""
        match = _SECTION_OF_PIN.match(pin)
        if match is None:
            return root
        for one in range(root, max(-1, root - _LIST), -1):
            other = self.found[one].provision
            if other is not None and other.section == match["section"]:
                root = one
                break
        meant = self.found[root].provision
        if meant is not None and ("." in match["section"]) == ("." in meant.section):
            paragraphs = match["paragraphs"] or ""
            self._change(number, provision=Provision(meant.code, match["section"], meant.title, paragraphs))
        return root

    def _root(self, number: int) -> int:
        seen = {number}
        while (further := self.found[number].refers_to) is not None and further not in seen:
            seen.add(further)
            number = further
        return number

    def _short(self, number: int) -> int | None:
        """The decision with that volume and reporter, by its name where several have them; else by the name alone."""
        short = self.found[number]
        same = self.full.at(short, number)
        if same is not None:
            return same
        if short.name:
            return self._named(number)
        return self.full.register_after(short, number)

    def _named(self, number: int, *, after: bool = False) -> int | None:
        """The nearest decision in full that goes by that name, before the citation or after it."""
        name = self.found[number].name
        exact = self.full.so_named(name, number, after=after)
        if exact is not None:
            return self._as_amended(exact)
        if " v" in name and not is_matter(name):
            return None
        return self.full.going_by(name, number, after=after)

    def _as_amended(self, number: int) -> int:
        """The same decision in the form it was given later, where the citation says so."""
        name = self.found[number].name
        later = range(number + 1, min(number + 3, len(self.found)))
        amended = [one for one in later if self.found[one].within == number and "amended" in self.found[one].signal]
        return next((one for one in amended if self.found[one].name == name), number)


def _sentence_between(words: str) -> bool:
    """Whether a sentence ends and another begins in these words."""
    return re.search(r"[a-z\u201d\")]\.[\u201d\"]?\s+[A-Z\u201c\"(]", words) is not None
