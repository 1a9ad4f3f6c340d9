"""What a decision says. These types are the published JSON: their names and fields change only with ``SCHEMA``."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from article3.logic.truth import Truth
from article3.precedents.applied import PrecedentApplied

SCHEMA = 1
"""Version of the decision's JSON schema."""


class GroundKind(enum.Enum):
    """How a ground is made of its parts."""

    ALL_OF = "all of"
    ANY_OF = "any of"
    NOT = "not"
    UNLESS = "unless"
    SOME = "some"
    QUESTION = "question of law"
    FINDING = "finding"
    FACT = "fact"
    DAYS = "days"
    LAW = "settled by law"


class Ground(msgspec.Struct, frozen=True, omit_defaults=True):
    """One node of the reasons for a finding.

    Attributes:
        kind: how its parts combine.
        truth: its own truth.
        says: in words, for a leaf.
        parts: what it is made of; for a question of law, one part for each live reading, in the order of ``readings``.
        finding: id of the finding it stands for.
        fact: id of the fact stated, such as ``harm.custody``.
        place: where in the case file it stands or belongs.
        value: what the case states; absent if unknown.
        because: exhibits that prove it.
        note: the author's reasons.
        question: id of the question of law.
        readings: names of the live readings.
        at_least: for ``some``, how many are needed.
        listed: for ``some``, whether the case lists the collection.
        precedents: for an assessment, the binding decisions that force it, or speak for or against what is recorded.
    """

    kind: GroundKind
    truth: Truth
    says: str = ""
    parts: tuple[Ground, ...] = ()
    finding: str = ""
    fact: str = ""
    place: str = ""
    value: str | None = None
    because: tuple[str, ...] = ()
    note: str = ""
    question: str = ""
    readings: tuple[str, ...] = ()
    at_least: int = 1
    listed: bool = True
    precedents: tuple[PrecedentApplied, ...] = ()


class Cited(msgspec.Struct, frozen=True, omit_defaults=True):
    """An authority for a finding, as it stands in the forum.

    Attributes:
        authority: its id in the law data.
        cite: as a brief cites it, pin included.
        binding: whether it binds this forum; otherwise it is persuasive.
        verified: how well this project has checked it: text, headnote or secondary.
        says: the paragraph or holding cited, in our words.
        point: the question of law that it answers, where it is cited for its answer.
    """

    authority: str
    cite: str
    binding: bool
    verified: str
    says: str = ""
    point: str = ""


class Missing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fact that is unknown and still matters, as a question.

    Attributes:
        fact: id of the fact, or of the list that the case doesn't have.
        place: where its answer belongs in the case file.
        question: the plain question.
        kind: fact, assessment, estimate or list.
        hint: what to look for.
        form: where Form I-589 asks for it.
        known: what is stated already, where it is too loose to decide (a likelihood that spans the line).
        after: place of a fact that is unknown too and is asked first: only one of its answers lets this one matter.
    """

    fact: str
    place: str
    question: str
    kind: str
    hint: str = ""
    form: str = ""
    known: str = ""
    after: str = ""


class Finding(msgspec.Struct, frozen=True):
    """A rule applied to the case.

    Attributes:
        id: the rule's id, followed for a rule about one harm or conviction by its id in brackets.
        rule: the rule's id.
        about: id of the harm or conviction; empty for the case as a whole.
        sentence: the rule in words.
        truth: established, not established or undetermined.
        grounds: why.
        weighs: what the law says to weigh without deciding by itself.
        authorities: those that state the rule, as they stand in the forum.
        evidence: ids of the exhibits relied on.
        missing: places of the unknown facts that can still change it; ``Decision.asks`` has the questions.
        turns_on: ids of the open questions of law that can still change it.
        whichever_way: definite although parts are open, because every way of settling them gives the same answer.
        bounded: undetermined because the check of all completions reached its bound, not because it is known to be open.
    """

    id: str
    rule: str
    sentence: str
    truth: Truth
    grounds: Ground
    authorities: tuple[Cited, ...]
    about: str = ""
    weighs: tuple[Ground, ...] = ()
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()
    whichever_way: bool = False
    bounded: bool = False


class FormOfProtection(msgspec.Struct, frozen=True):
    """One of the four forms of protection, or protection under the Convention as such.

    Attributes:
        truth: whether it is established on the facts stated.
        because: ids of the findings that decide it, or, while it is undetermined, of those that leave it open.
        missing: places of the unknown facts that can still change it; ``Decision.asks`` has the questions.
        turns_on: the open questions of law that can still change it.
    """

    truth: Truth
    because: tuple[str, ...]
    missing: tuple[str, ...]
    turns_on: tuple[str, ...]


class Forms(msgspec.Struct, frozen=True):
    """The four forms of protection, and ``protection_cat``, established even while its form is open."""

    asylum: FormOfProtection
    withholding_ina: FormOfProtection
    withholding_cat: FormOfProtection
    deferral_cat: FormOfProtection
    protection_cat: FormOfProtection


class PositionTaken(msgspec.Struct, frozen=True, omit_defaults=True):
    """An authority's answer to a question of law, as it stands in the forum.

    Attributes:
        standing: why it counts or does not.
        says: the holding, in our words.
        ended_by: citation of the authority that ended or limited it on this point.
    """

    authority: str
    cite: str
    reading: str
    standing: str
    verified: str
    says: str
    ended_by: str = ""


class ReadingOfLaw(msgspec.Struct, frozen=True):
    """One answer to a question of law."""

    id: str
    says: str
    live: bool


class QuestionOfLaw(msgspec.Struct, frozen=True):
    """A question of law as it stands in the forum.

    Attributes:
        open: whether more than one reading is alive.
        why: what settles it or keeps it open.
        governing: the positions that settle it or keep it open.
        others: every other position recorded, those that count most first.
    """

    asks: str
    open: bool
    why: str
    readings: tuple[ReadingOfLaw, ...]
    governing: tuple[PositionTaken, ...]
    others: tuple[PositionTaken, ...]


class ForumUsed(msgspec.Struct, frozen=True, omit_defaults=True):
    """The forum whose law was applied.

    Attributes:
        circuit: id of the court of appeals.
        court: its name.
        as_of: the day.
        place: the immigration court or place from which the circuit was found, if it was.
        doubts: why the circuit may be another.
    """

    circuit: str
    court: str
    as_of: dt.date
    place: str = ""
    doubts: tuple[str, ...] = ()


class LawUsed(msgspec.Struct, frozen=True):
    """The law data that was applied."""

    version: str
    maintained_through: dt.date


class ExhibitListed(msgspec.Struct, frozen=True, omit_defaults=True):
    """An exhibit of the case."""

    title: str
    kind: str = ""


class Decision(msgspec.Struct, frozen=True):
    """All findings on one case in one forum: reproducible, storable, comparable.

    Attributes:
        schema: version of this format.
        forms: the answer for each form of protection.
        procedure: ids of the findings on steps that the case speaks of: screening, application, custody, appeal, review.
        after: for each form of protection, ids of the findings on what it gives and how it ends, as if granted.
        findings: by id, parts before what they are part of.
        asks: every unknown fact that some finding still depends on, by its place in the case file.
        questions: every question of law met on the way, by id.
        exhibits: those of the case, by id.
        described: what the case says each harm or conviction is, by its id.
        warnings: what a reader must know besides.
        granted: the form of protection that a final decision has granted; empty if none has.
        assumed: readings that the user asked to apply whatever the forum says, by question of law.
        source: the file the case was read from, as the user named it.
    """

    schema: int
    title: str
    forum: ForumUsed
    law: LawUsed
    forms: Forms
    procedure: tuple[str, ...]
    after: dict[str, tuple[str, ...]]
    findings: dict[str, Finding]
    asks: dict[str, Missing]
    questions: dict[str, QuestionOfLaw]
    exhibits: dict[str, ExhibitListed]
    described: dict[str, str]
    warnings: tuple[str, ...]
    granted: str = ""
    assumed: dict[str, str] = {}
    source: str = ""
