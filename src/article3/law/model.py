"""What the law data holds: authorities, questions of law, courts.

Each type mirrors one kind of TOML file beside this module. Unknown keys are refused, so that a misspelt key is an error
and never a silent loss.
"""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from article3.law.dates import PartialDate


class Verification(enum.Enum):
    """How well somebody on this project has checked a statement of law, strongest first.

    ``TEXT``: the passage itself was read. ``HEADNOTE``: the official syllabus or the opening of the opinion was read.
    ``SECONDARY``: a reliable account states it. ``UNREAD``: a lead from memory; it never decides a case.
    """

    TEXT = "text"
    HEADNOTE = "headnote"
    SECONDARY = "secondary"
    UNREAD = "unread"


class Kind(enum.Enum):
    """What sort of authority a file describes."""

    DECISION = "decision"
    STATUTE = "statute"
    REGULATION = "regulation"
    RULE = "rule"
    TREATY = "treaty"


class Weight(enum.Enum):
    """Whether a court decided the point or only spoke of it."""

    HOLDING = "holding"
    DICTA = "dicta"


class How(enum.Enum):
    """What a later authority does to an earlier one."""

    VACATES = "vacates"
    OVERRULES = "overrules"
    ABROGATES = "abrogates"
    REVERSES = "reverses"
    SUPERSEDES = "supersedes"
    ENJOINS = "enjoins"
    STAYS = "stays"
    AMENDS = "amends"
    REINSTATES = "reinstates"
    LIMITS = "limits"
    REJECTS = "rejects"
    DISTINGUISHES = "distinguishes"
    QUESTIONS = "questions"
    FOLLOWS = "follows"
    APPLIES = "applies"
    CONSTRUES = "construes"

    @property
    def passive(self) -> str:
        """What happened to the earlier authority: "vacated", "limited"."""
        return _PASSIVES[self]


_PASSIVES = {
    How.VACATES: "vacated",
    How.OVERRULES: "overruled",
    How.ABROGATES: "abrogated",
    How.REVERSES: "reversed",
    How.SUPERSEDES: "superseded",
    How.ENJOINS: "enjoined",
    How.STAYS: "stayed",
    How.AMENDS: "amended",
    How.REINSTATES: "reinstated",
    How.LIMITS: "limited",
    How.REJECTS: "rejected",
    How.DISTINGUISHES: "distinguished",
    How.QUESTIONS: "questioned",
    How.FOLLOWS: "followed",
    How.APPLIES: "applied",
    How.CONSTRUES: "construed",
}

ENDING = frozenset({How.VACATES, How.OVERRULES, How.ABROGATES, How.REVERSES, How.SUPERSEDES, How.ENJOINS, How.STAYS})
"""The treatments after which the earlier authority no longer governs the point."""

WHOLE = "whole"
"""The point of a treatment that reaches the earlier authority in every respect."""


class Checked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a statement was verified.

    Attributes:
        level: see :class:`Verification`.
        source: what was read, so that another person can find it.
        on: the day it was read; absent when unread.
        note: anything the next reader should know (a conflict, a doubt).
    """

    level: Verification
    source: str
    on: dt.date | None = None
    note: str = ""


class Holding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One point an authority decides, in our words.

    Attributes:
        holds: the point, in one sentence.
        pin: page or paragraph; empty when it is not known.
        question: id of the question of law it answers, if it answers one we model.
        reading: the reading of that question it adopts.
        weight: holding, or dicta, which never picks a reading.
        nationwide: whether an order of a court that otherwise binds no forum here reaches all of them, because it sets aside or
            enjoins a rule everywhere.
        verified: overrides the authority's own verification for this point.
    """

    holds: str
    pin: str = ""
    question: str = ""
    reading: str = ""
    weight: Weight = Weight.HOLDING
    nationwide: bool = False
    verified: Verification | None = None


class Treatment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What this authority does to an earlier one.

    Attributes:
        authority: id of the earlier authority.
        how: see :class:`How`.
        point: ``whole``, the id of a question of law, or other words for a point we do not model ("jurisdiction").
        on: the day, when it is not the day this authority was decided.
    """

    authority: str
    how: How
    point: str = WHOLE
    on: dt.date | None = None
    note: str = ""


class Track(enum.Enum):
    """Whether a version of a paragraph is the law applied, or words printed in the code that a court keeps from applying."""

    OPERATIVE = "operative"
    PRINTED = "printed"


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A paragraph as it stood in a period.

    Attributes:
        says: the paragraph in our words.
        from_: first day in force (operative) or in print (printed).
        until: last day, if it has ended.
        because: id of the authority that made, ended or enjoined it.
    """

    says: str
    track: Track
    from_: dt.date
    verification: Checked
    until: dt.date | None = None
    because: str = ""

    def covers(self, day: dt.date) -> bool:
        """Whether ``day`` lies in this version's period."""
        return self.from_ <= day and (self.until is None or day <= self.until)


class Paragraph(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph of a statute, treaty or regulation, with its versions over time."""

    id: str
    versions: tuple[Version, ...]
    heading: str = ""

    def at(self, day: dt.date, track: Track = Track.OPERATIVE) -> Version | None:
        """The version on that track on that day, or ``None``."""
        return next((version for version in self.versions if version.track is track and version.covers(day)), None)


class Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision, statute, regulation, rule or treaty.

    Attributes:
        id: the name of its file.
        name: as it is cited ("Zheng v. Ashcroft", "8 CFR 1208.18").
        cite: reporter citation without the name; empty for provisions whose name is their citation.
        court: id of the court or maker (``ca9``, ``bia``, ``ag``, ``scotus``, ``congress``, ``doj`` …).
        decided: day of decision, or of taking effect for a provision.
        verification: how the file as a whole was checked.
        precedential: false for an unpublished decision or one that binds no other tribunal.
        also: other names that sources are known to give it, slips among them ("Al-Safer v. INS"), so that it is found by them.
        abbreviation: the court's, as in a citation's parenthesis; the loader takes it from ``courts.toml``.
    """

    id: str
    name: str
    court: str
    decided: PartialDate
    kind: Kind
    verification: Checked
    cite: str = ""
    precedential: bool = True
    en_banc: bool = False
    parallel: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    about: str = ""
    note: str = ""
    holdings: tuple[Holding, ...] = ()
    treats: tuple[Treatment, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    abbreviation: str = ""

    @property
    def full_cite(self) -> str:
        """Name, reporter, court and year, the way a brief cites it."""
        return self.cited()

    def cited(self, pin: str = "") -> str:
        """The same, with a page or paragraph."""
        if self.kind is not Kind.DECISION:
            whole = f"{self.name}, {self.cite}" if self.cite and not pin else self.name
            return f"{whole}{pin}" if pin.startswith("(") or not pin else f"{whole}, {pin}"
        reporter = f"{self.name}, {self.cite}, {pin}" if pin else f"{self.name}, {self.cite}"
        return f"{reporter} ({' '.join(filter(None, (self.abbreviation, str(self.decided.last.year))))})"

    def verified(self, holding: Holding) -> Verification:
        """How well this holding was checked."""
        return holding.verified or self.verification.level

    def paragraph(self, pin: str) -> Paragraph | None:
        """The paragraph with that id, or the closest one that contains it: ``(a)(4)`` for ``(a)(4)(ii)``."""
        containing = [paragraph for paragraph in self.paragraphs if pin.startswith(paragraph.id)]
        return max(containing, key=lambda paragraph: len(paragraph.id), default=None)


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to a question of law: a name and what it says, in our words."""

    id: str
    says: str


class LegalQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A point on which tribunals differ or have changed; its readings are formulas in ``article3.rules``.

    Attributes:
        asks: the question, in plain words.
        about: the provision it is about.
        source: from where we know that it is a question.
        text: which reading the words of the provision favor, if any; shown where nobody has decided, and decides nothing.
        begins: the day from which it is a question; before it, the law knew one answer only.
        before: the reading that was the law before that day.
        after: the reading that a provision makes the law from that day on, where no tribunal has decided otherwise.
        because: the provision that does so.
    """

    id: str
    asks: str
    readings: tuple[Reading, ...]
    about: str = ""
    source: str = ""
    text: str = ""
    begins: dt.date | None = None
    before: str = ""
    after: str = ""
    because: str = ""


class Court(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tribunal, or a maker of law.

    Attributes:
        rank: 1 is highest: Supreme Court, then the circuit, then Attorney General, then Board; 0 binds no forum here.
        forum: whether immigration courts sit within it, so that it can be named as a forum.
        abbreviation: as in a citation's parenthesis.
        binds: whom its decisions bind, in words.
    """

    id: str
    name: str
    abbreviation: str = ""
    rank: int = 0
    forum: bool = False
    binds: str = ""
