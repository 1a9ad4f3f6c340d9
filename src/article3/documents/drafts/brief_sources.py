"""What a brief may lean on: authorities that were read, the record by its letters, facts stated for the applicant.

An authority that is known only from reports is named in a gap, so that counsel reads it before it is cited; one that nobody
has read, or that does not stand on the day, never comes here, because no finding and no governing reading carries it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.documents.drafts.brief_values import Run, RunKind, gap, text
from article3.evidence.tabs import tabs
from article3.law.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from article3.facts.case import Case
    from article3.findings.model import Cited, Decision, PositionTaken, QuestionOfLaw
    from article3.law.loading import Law
    from article3.law.model import Authority
    from article3.precedents.beside import Decision as Decided

READ = frozenset({"text", "headnote"})
"""How an authority must have been checked to be cited in a brief."""

_DECLARATIONS = frozenset({"declaration", "witness_statement"})
COURTS, AGENCY, STATUTES, REGULATIONS, OTHER = (
    "Court decisions",
    "Administrative decisions",
    "Statutes",
    "Regulations",
    "Other authorities",
)
GROUPS = (COURTS, AGENCY, STATUTES, REGULATIONS, OTHER)
"""The headings of the table of authorities, in order."""
_AGENCIES = frozenset({"bia", "ag"})
_BY_KIND = {Kind.STATUTE: STATUTES, Kind.REGULATION: REGULATIONS, Kind.RULE: OTHER, Kind.TREATY: OTHER}


class Words(msgspec.Struct, frozen=True):
    """Our fixed sentences.

    Attributes:
        harm: by fact and answer, of a harm suffered and of a harm feared.
        case: by fact and answer, of the case as a whole.
        conviction: by fact and answer, of one conviction.
        best: for a question of law, the readings that serve the applicant, the best first.
    """

    harm: Mapping[str, Mapping[str, tuple[str, str]]]
    case: Mapping[str, Mapping[str, Mapping[str, str]]]
    conviction: Mapping[str, Mapping[str, str]]
    best: Mapping[str, tuple[str, ...]]

    def of(self, fact: str) -> Mapping[str, tuple[str, str]]:
        """For a fact, what is said for each answer that helps: of what was suffered or is so, and of what is feared."""
        group, _, name = fact.partition(".")
        if group == "harm":
            return self.harm.get(name, {})
        found = self.conviction.get(name, {}) if group == "conviction" else self.case.get(group, {}).get(name, {})
        return {answer: (sentence, sentence) for answer, sentence in found.items()}

    def serving(self, name: str, question: QuestionOfLaw) -> str | None:
        """Of the readings of a question that are alive, the one that serves the applicant best; ``None`` if none does."""
        live = {reading.id for reading in question.readings if reading.live}
        return next((reading for reading in self.best.get(name, ()) if reading in live), None)


@functools.cache
def words() -> Words:
    """The sentences of ``brief_words.toml``, checked."""
    path = Path(__file__).with_name("brief_words.toml")
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Words)


def written(cite: str) -> str:
    """A citation the way a brief writes it: ``8 C.F.R. § 1208.18(a)(1)``, ``INA § 241(b)(3)``; a decision's as it stands."""
    cite = re.sub(r"^(\d+) CFR (?=\d)", r"\1 C.F.R. § ", cite)
    cite = re.sub(r"^INA (?=\d)", "INA § ", cite)
    return re.sub(r"(?<=\))( flush|, effect)$|, [a-z]+$", "", cite) if "§" in cite else cite


class Pages(msgspec.Struct, frozen=True):
    """Where an exhibit stands in the packet that is filed; a translation rather than what it translates.

    Attributes:
        first, last: its pages.
        marked: those with highlighted passages.
    """

    first: int
    last: int
    marked: tuple[int, ...] = ()

    def cited(self) -> Run:
        """The page where it has one, or those with highlighted passages; among several pages counsel chooses."""
        if self.first == self.last:
            return Run(str(self.first), RunKind.RECORD)
        if self.marked:
            return Run(", ".join(map(str, self.marked)), RunKind.RECORD)
        return gap(f"page, of {self.first} to {self.last}")


class Sources:
    """Makes runs of authorities and exhibits.

    Args:
        case: for its exhibits.
        decision: on that case; its forum and questions.
        law: the law data.
        pages: of each exhibit in the packet, by its letter, where a packet was built.
        doubted: quoted passages that are not known to stand in their exhibits, each by exhibit and words.
    """

    def __init__(
        self,
        case: Case,
        decision: Decision,
        law: Law,
        pages: Mapping[str, Pages] | None = None,
        doubted: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.case = case
        self.decision = decision
        self.law = law
        self._pages = pages or {}
        self._doubted = doubted
        self._tabs = {tab.exhibit.id: tab for tab in tabs(case)}
        self.second_hand: dict[str, str] = {}
        """Authorities that were named in gaps because nobody has read them: id, and as cited."""

    def cited(self, one: Cited | PositionTaken | Decided) -> tuple[Run, ...]:
        """An authority as a citation if it was read, else as a gap that asks counsel to read it."""
        return self.authority(one.authority, one.cite, one.verified)

    def authority(self, identifier: str, cite: str, verified: str) -> tuple[Run, ...]:
        """The same, from its parts."""
        known = self.law.authority(identifier)
        if verified not in READ:
            self.second_hand[identifier] = cite
            rest = ", for this point" if known.verification.level.value in READ else ""
            return (gap(f"read before citing: {written(cite)}{rest}"),)
        found = Run(written(cite), RunKind.CITE, identifier, self.entry(known, cite))
        if known.kind is Kind.DECISION and cite == known.full_cite:
            return (found, text(" "), gap("pinpoint"))
        return (found,)

    def entry(self, known: Authority, cite: str) -> str:
        """Its line in the table of authorities: a decision as a whole, a provision down to the paragraph."""
        return known.full_cite if known.kind is Kind.DECISION else written(cite)

    def group(self, identifier: str) -> str:
        """The heading of the table of authorities under which it stands."""
        known = self.law.authority(identifier)
        if known.kind is Kind.DECISION:
            return AGENCY if known.court in _AGENCIES else COURTS
        return _BY_KIND[known.kind]

    def persuasive(self, identifier: str) -> bool:
        """Whether it is a decision that does not bind here, being another circuit's."""
        court = self.law.courts[self.law.authority(identifier).court]
        return court.forum and court.id != self.decision.forum.circuit

    def record(self, because: Iterable[str], *, quoted: bool = False) -> tuple[Run, ...]:
        """Where in the record it is: `` (Ex. B at 12)``, a declaration by its paragraphs; what is not known is a gap.

        Args:
            because: ids of the exhibits.
            quoted: whether words are quoted that were told for the draft; what was signed may say them otherwise.
        """
        found = [self._tabs[one] for one in because if one in self._tabs]
        if not found:
            return (text(" ("), gap("exhibit and page"), text(")"))
        runs: list[Run] = [text(" (")]
        for number, tab in enumerate(found):
            if number:
                runs.append(text("; "))
            runs.append(Run(f"Ex. {tab.letter}", RunKind.RECORD))
            if tab.exhibit.kind in _DECLARATIONS:
                runs += [text(" ¶ "), gap("number; quote it as signed" if quoted else "number")]
            else:
                runs += [text(" at "), self._pages[tab.letter].cited() if tab.letter in self._pages else gap("page")]
        return (*runs, text(")"))

    def quoted(self, exhibit: str, passage: str) -> Run:
        """The words of an exhibit as a quotation; as a gap where it is not known that they stand there."""
        if not self.is_sure(exhibit, passage):
            return gap(f"compare with Exhibit {self._tabs[exhibit].letter} before it is quoted: {passage}")
        return Run(f"\u201c{passage.replace(chr(34), chr(39))}\u201d", RunKind.QUOTE)

    def is_sure(self, exhibit: str, passage: str) -> bool:
        """Whether nothing speaks against a passage's standing in its exhibit."""
        return (exhibit, passage) not in self._doubted

    def letters(self, because: Iterable[str]) -> str:
        """The exhibits by their letters, for a table or a memorandum."""
        return ", ".join(f"Ex. {self._tabs[one].letter}" for one in because if one in self._tabs)

    def declaration(self) -> tuple[str, ...]:
        """The id of the applicant's declaration, if the case has exactly one exhibit of that kind."""
        found = [exhibit.id for exhibit in self.case.exhibits.values() if exhibit.kind == "declaration"]
        return (found[0],) if len(found) == 1 else ()
