"""What the likelihood of torture hangs on, as published: these types are the JSON of ``article3 likelihood``."""

from __future__ import annotations

import msgspec

from article3.findings.model import ForumUsed, LawUsed
from article3.logic.truth import Truth

RISK_SCHEMA = 1
"""Version of this JSON."""


class Span(msgspec.Struct, frozen=True):
    """A likelihood between 0 and 1: its ends, rounded outwards, and the best estimate.

    Attributes:
        best: ``None`` where it rests on a link that nobody has estimated.
    """

    low: float
    best: float | None
    high: float


class BaseRateShown(msgspec.Struct, frozen=True, omit_defaults=True):
    """A group's rate and how it differs for this applicant; ``factor`` is absent where nothing is said."""

    of: str
    rate: Span
    factor: Span | None = None
    because: tuple[str, ...] = ()


class LinkShown(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event, and what it does to the chance of at least one counted harm.

    Attributes:
        chance: given the steps before it.
        harms: the harms whose chains name it.
        base_rate: the group's rate that it is reasoned from.
        break_even: its chance at which that of at least one harm is one half, others at best; ``None`` if no chance does that, or
            another was not estimated.
        at_low, at_high: the chance of at least one harm with this link at its ends, others at best.
        fallen: the same with this link failed, at 0.
        drop: how much is lost when it fails.
        legal_break_even: as ``break_even``, but a chain counts only while each of its steps is above one half; chains that
            are left out for that test alone come to count where they pass it. Only where the law of the forum may ask it.
        by_step: at that chance a chain drops out, because a step of it is no longer above one half.
    """

    id: str
    event: str
    chance: Span
    harms: tuple[str, ...]
    because: tuple[str, ...] = ()
    note: str = ""
    base_rate: BaseRateShown | None = None
    break_even: float | None = None
    at_low: float | None = None
    at_high: float | None = None
    fallen: float | None = None
    drop: float | None = None
    legal_break_even: float | None = None
    by_step: bool = False


class StepShown(msgspec.Struct, frozen=True):
    """One step of a chain: the links of which one is enough, and the step's chance."""

    links: tuple[str, ...]
    chance: Span


class BoundsShown(msgspec.Struct, frozen=True):
    """Ends that hold without independence.

    Attributes:
        read_as: how the chances are read: ``given_earlier`` or ``by_themselves``.
        tight: no narrower ends hold whatever the dependence.
    """

    read_as: str
    low: float
    high: float
    tight: bool


class LeftOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reason why a feared harm does not count.

    Attributes:
        rule: the rule that fails, or the fact.
        says: it in words.
        authorities: who requires it in the forum, as a brief cites them.
        step: the least likely step of the chain, where it is the test of each event that fails.
    """

    rule: str
    says: str
    authorities: tuple[str, ...]
    step: str = ""


class HarmShown(msgspec.Struct, frozen=True, omit_defaults=True):
    """One feared harm with a chain.

    Attributes:
        torture: whether it is torture, however likely it is (rule ``torture``).
        course_of_events: whether it passes the test of each event, where the forum asks for one (rule ``course_of_events``).
        counts: whether it counts for the likelihood of torture (rule ``torture_feared``: both of these, the country of removal,
            relocation, and evidence that bears on this applicant).
        left_out: why it does not count, if it does not.
        whole: the chance of the whole chain.
        more_likely_than_not: whether that is above one half.
        weakest_step: number of the least likely step at best, counted from 1, of those that were estimated.
        each_step: whether every step is above one half.
        relocation: the link that stands for the possibility of living elsewhere.
        stated: the likelihood that the case states, which is kept.
    """

    id: str
    torture: Truth
    course_of_events: Truth
    counts: Truth
    steps: tuple[StepShown, ...]
    whole: Span
    more_likely_than_not: Truth
    weakest_step: int | None
    each_step: Truth
    bounds: tuple[BoundsShown, ...]
    described: str = ""
    relocation: str = ""
    stated: str = ""
    left_out: tuple[LeftOut, ...] = ()


class TogetherShown(msgspec.Struct, frozen=True, omit_defaults=True):
    """At least one of several harms.

    Attributes:
        harms: those counted.
        all_chains: no harm could be counted, so that all with chains are, for the arithmetic alone.
        span: the chance of at least one; absent if the exact computation is out of reach.
        more_likely_than_not: whether that is above one half.
        refused: why it is out of reach.
    """

    harms: tuple[str, ...]
    bounds: tuple[BoundsShown, ...]
    span: Span | None = None
    more_likely_than_not: Truth = Truth.UNDETERMINED
    refused: str = ""
    all_chains: bool = False


class ExhibitCarries(msgspec.Struct, frozen=True):
    """What is lost if an exhibit fails: the links that it proves fail, each as if it had no other proof.

    Attributes:
        links: those that it proves.
        at_low: the chance of at least one harm with all of them at their low ends, others at best.
        fallen: the same with all of them at 0.
        drop: how much is lost when they fail.
    """

    exhibit: str
    title: str
    links: tuple[str, ...]
    at_low: float
    fallen: float
    drop: float


class LegalTest(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question of law on likelihood as it stands in the forum, and what the chains say to each live reading.

    Attributes:
        says: what the chains make of it, one sentence for each live reading.
        authorities: those that govern, as a brief cites them, with how well each was verified and what it holds.
        read_here: how the forum's own court has read them, where it has not decided the question itself.
        not_a_percentage: a live reading is one that no number decides.
    """

    question: str
    asks: str
    open: bool
    why: str
    says: tuple[str, ...]
    authorities: tuple[str, ...] = ()
    read_here: tuple[str, ...] = ()
    not_a_percentage: bool = False


class ConflictShown(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that the case states and the rules keep, although the chains make it another.

    Attributes:
        harm: the feared harm; empty for all sources together.
        fact: what is stated, by its id: ``likelihood``, ``weakest_link``, ``needs_a_chain``, ``risk.all_sources``.
        stated: as the case states it; the rules take this.
        computed: as the chains make it.
        stated_above, computed_above: for numbers, whether they are above one half.
    """

    fact: str
    stated: str
    computed: str
    harm: str = ""
    stated_above: Truth | None = None
    computed_above: Truth | None = None


class Attack(msgspec.Struct, frozen=True, omit_defaults=True):
    """The cheapest change of one link that brings the chance of at least one harm to one half.

    Attributes:
        link: its id.
        at: its chance now, at best.
        to: its break-even chance.
        falls: the conclusion is lost by it (else it would be won).
        by_step: a chain stops counting there, or comes to count, by the test of each step.
    """

    link: str
    at: float
    to: float
    falls: bool
    by_step: bool = False


class EachStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the test of each step makes of the whole, where the law of the forum may ask it.

    Attributes:
        harms: those that count, or would if each of their steps were above one half.
        best: the chance of at least one of those whose every step is, all links at best; absent if out of reach.
        refused: why it is out of reach.
    """

    harms: tuple[str, ...]
    best: float | None = None
    refused: str = ""


class RiskReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """The likelihood of torture, chain by chain and together: reproducible, storable, comparable.

    Attributes:
        all_sources: what the rules take for ``risk.all_sources``, stated or computed; empty if unknown.
        with_failing_chains: at least one harm if those were counted too that are left out for the test of each event alone.
        each_step: what the test of each step makes of the whole; absent if no live reading asks it, or no harm could pass it.
        attack: where the conclusion is most cheaply turned, by the whole or by the test of each step where that may be asked.
        weakest: the step nearest above one half where each step must be more likely than not; empty if none is.
        conflicts: where the rules keep what the case states against its own chains.
        assumptions: what every number here takes for granted.
        reminders: what a reader must check.
        illustration: one chance in ten, as said of asylum's well-founded fear.
        warnings: every warning of the decision; what it doubts of the forum stands in ``forum``.
        assumed: readings that the user asked to apply whatever the forum says, by question of law.
    """

    schema: int
    title: str
    forum: ForumUsed
    law: LawUsed
    harms: tuple[HarmShown, ...]
    together: TogetherShown
    established: TogetherShown | None
    links: tuple[LinkShown, ...]
    exhibits: tuple[ExhibitCarries, ...]
    tests: tuple[LegalTest, ...]
    assumptions: tuple[str, ...]
    reminders: tuple[str, ...]
    all_sources: str = ""
    with_failing_chains: TogetherShown | None = None
    each_step: EachStep | None = None
    attack: Attack | None = None
    weakest: str = ""
    conflicts: tuple[ConflictShown, ...] = ()
    illustration: str = ""
    warnings: tuple[str, ...] = ()
    assumed: dict[str, str] = {}
    source: str = ""
