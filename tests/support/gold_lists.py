"""Lists of all citations of a text, made by hand, and how well what was found agrees with them."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from typing import TYPE_CHECKING, Any

from article3.citations.model import Code, Form
from article3.citations.patterns.marks import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from article3.citations.model import Citation, Document

SAME = {("register", "short")}
"""Forms that the list and the program call differently: "85 FR at 36265" is a short form of the register."""


_NEAR = 8
"""Letters between two members of a list."""


@dataclasses.dataclass
class Agreement:
    """How a list and what was found agree.

    Attributes:
        missed: entries that were not found, or found in another form.
        added: citations that no entry has.
        unlike: found, but read otherwise: what the list says, and what was read.
    """

    entries: int = 0
    citations: int = 0
    missed: list[str] = dataclasses.field(default_factory=list)
    added: list[str] = dataclasses.field(default_factory=list)
    unlike: list[str] = dataclasses.field(default_factory=list)

    @property
    def recall(self) -> float:
        """Part of the entries that were found."""
        return 1 - len(self.missed) / self.entries

    @property
    def precision(self) -> float:
        """Part of what was found that the list has."""
        return 1 - len(self.added) / self.citations


def agreement(path: Path, document: Document, found: Sequence[Citation]) -> Agreement:
    """Compare a list with what was found in its text."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["citation"]
    result = Agreement(citations=len(found))
    used: set[int] = set()
    places: dict[int, int] = {}
    for entry in entries:
        where = _where(entry, document, places)
        if where is None:
            result.entries += 1
            result.missed.append(f"line {entry['line']}: {entry['written']!r} is not in the text")
            continue
        passage, start, end = where
        mine = [n for n, one in enumerate(found) if one.passage == passage and one.start < end and one.end > start]
        fitting = [n for n in mine if _same(entry["form"], found[n].form)]
        used.update(mine)
        if entry.get("either") and not fitting:
            continue
        result.entries += 1
        if not fitting:
            read = ", ".join(f"{found[n].form.value} {found[n].written!r}" for n in mine)
            result.missed.append(f"line {entry['line']}: {entry['form']} {entry['written']!r} ({read or 'nothing'})")
            result.added += [found[n].written for n in mine]
            continue
        result.unlike += _differences(entry, [found[n] for n in fitting], found)
    for number, one in enumerate(found):
        if number not in used:
            line = document.passages[one.passage].place.line
            result.added.append(f"line {line}: {one.form.value} {one.written!r}")
    return result


def _where(entry: dict[str, Any], document: Document, places: dict[int, int]) -> tuple[int, int, int] | None:
    """Passage, start and end of an entry: the first place after the entry before it, from its line backwards."""
    wanted = _even(entry["written"])
    lines = [(one.place.line or 0, number) for number, one in enumerate(document.passages)]
    line, passage = max((pair for pair in lines if pair[0] <= entry["line"]), default=(0, 0))
    for number in (passage, *(n for one, n in lines if abs(one - line) < 3 and n != passage)):
        text, offsets = _evened(document.passages[number].text)
        start = text.find(wanted, places.get(number, 0))
        if start >= 0:
            places[number] = start + len(wanted)
            return number, offsets[start], offsets[start + len(wanted) - 1] + 1
    return None


def _even(text: str) -> str:
    """The same of words in a list; one that the end of a line divides is whole in the document."""
    return _evened(re.sub(r"(?<=[a-z])- (?=[a-z])", "", text))[0]


def _evened(text: str) -> tuple[str, list[int]]:
    """Plain letters without spaces and stars of emphasis, and where each stood."""
    kept = [(letter, offset) for offset, letter in enumerate(plain(text)) if not letter.isspace() and letter != "*"]
    return "".join(letter for letter, _ in kept), [offset for _, offset in kept]


def _same(listed: str, form: Form) -> bool:
    return listed == form.value or (listed, form.value) in SAME


def _differences(entry: dict[str, Any], mine: list[Citation], found: Sequence[Citation]) -> list[str]:
    wrong = []
    what = f"line {entry['line']}: {entry['written']!r}"
    listed = {_key(one) for one in entry["normal"]}
    read = {_key(one) for citation in mine for one in normal(citation, found)}
    ranged = any(one.provision and one.provision.until for one in mine)
    back = entry["form"] not in {"case", "provision"}
    if listed and not (listed == read or ((ranged or back) and listed & read) or (not ranged and read and read <= listed)):
        wrong.append(f"{what} is {sorted(listed)}, read {sorted(read)}")
    antecedent = entry.get("refers_to", "")
    antecedents = [found[citation.refers_to] for citation in mine if citation.refers_to is not None]
    means = {_key(one) for citation in antecedents for one in (*normal(citation, found), *_list_of(citation, found))}
    if antecedent and _key(antecedent) not in means:
        wrong.append(f"{what} refers to {antecedent}, read {sorted(means)}")
    if "year" in entry and entry["year"] not in {one.year for one in mine}:
        wrong.append(f"{what} has year {entry['year']}, read {[one.year for one in mine]}")
    pins = [_key(pin) for pin in entry.get("pins", ())]
    others = [_key(pin) for one in mine for pin in one.pins]
    if pins and re.sub(r"[^a-z0-9]", "", "".join(pins)) != re.sub(r"[^a-z0-9]", "", "".join(others)):
        wrong.append(f"{what} has pins {pins}, read {others}")
    return wrong


def _list_of(citation: Citation, found: Sequence[Citation]) -> list[str]:
    """The members of the list that a provision is in: a list of the lists by hand is one entry, known by its first member."""
    if citation.provision is None:
        return []
    near = [one for one in found if one.passage == citation.passage and one.provision and 0 <= citation.start - one.end < _NEAR]
    return [name for one in near for name in normal(one, found)]


def _key(text: str) -> str:
    return re.sub(r"[\s.,]+|(?<=pm)-", "", plain(text).lower()).replace("'", "")


def normal(citation: Citation, found: Sequence[Citation]) -> list[str]:
    """What a citation cites, the way the lists write it."""
    if citation.provision is not None:
        return _provision(citation)
    if citation.form in {Form.ID, Form.SUPRA, Form.SHORT, Form.NAME}:
        return [] if citation.refers_to is None else normal(found[citation.refers_to], found)
    if citation.form is Form.RECORD:
        return [citation.name]
    if citation.form is Form.MEMO or not citation.volume:
        return [f"{citation.reporter} {citation.page}".strip() or citation.docket]
    own = f"{citation.volume} {citation.reporter} {citation.page}".strip()
    return [own, *citation.parallel, *([citation.docket] if citation.docket else [])]


def _provision(citation: Citation) -> list[str]:
    read = []
    for one in (citation.provision, citation.twin):
        if one is None or (one.code is Code.TREATY and not citation.name):
            continue
        part = "part " if one.code is Code.CFR and "." not in one.section else ""
        last = f"-{one.until}" if one.until and one.code is Code.USC else ""
        name = {Code.USC: "USC", Code.TREATY: "CAT", Code.RULES: ""}.get(one.code, one.code.value)
        article = "art. " if one.code is Code.TREATY and one.section else ""
        read.append(f"{one.title or ''} {name} {part}{article}{one.section}{one.paragraphs}{last}".strip())
    if citation.provision is not None and "Stat." in citation.provision.section:
        return [citation.provision.section]
    return [*read, *citation.parallel]
