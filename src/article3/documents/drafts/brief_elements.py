"""The argument of a brief, one section an element: law of the forum, facts that help, decided cases, what is to be shown yet."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import msgspec

from article3.documents.drafts.brief_facts import in_own_words, incidents
from article3.documents.drafts.brief_ground import gathered, leaves
from article3.documents.drafts.brief_law import provisions, readings
from article3.documents.drafts.brief_precedents import circumstances, comparisons
from article3.documents.drafts.brief_risk import chains
from article3.documents.drafts.brief_sources import words
from article3.documents.drafts.brief_values import Heading, gap, paragraph
from article3.facts import harm
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.documents.drafts.brief_sources import Sources
    from article3.documents.drafts.brief_values import Block, Run
    from article3.findings.model import Decision, Finding
    from article3.findings.risk_model import RiskReport
    from article3.logic.variables import Collection
    from article3.precedents.argument import Argued

ASKED = 4
"""So many missing facts are named in a gap for one element; the memorandum has them all."""


class Element(msgspec.Struct, frozen=True):
    """An element of the claim.

    Attributes:
        title: its heading where it is made out.
        topic: its heading otherwise, which claims nothing.
        rules: the rules that make it up.
        issues: those of decided cases that bear on it.
        absent: whether it is made out where the rules do not hold (an exception).
        met: what is said where it is made out.
        by_law: what is said where the law alone makes it out, and no fact of the case does; the heading then claims nothing.
        shows: what the case has to show even then; where this is given, an element needs a fact to be claimed.
    """

    title: str
    topic: str
    rules: tuple[str, ...]
    issues: tuple[str, ...] = ()
    absent: bool = False
    met: str = "This element is met."
    by_law: str = ""
    shows: str = ""


TORTURE = (
    Element(
        "The pain or suffering is severe, and Respondent's own",
        "Severe pain or suffering of Respondent",
        ("sufferer", "severity"),
        ("severity", "mental_harm"),
    ),
    Element(
        "It is inflicted on purpose and meant to cause severe pain",
        "Specific intent",
        ("specific_intent",),
        ("specific_intent", "specific_intent_prisons", "specific_intent_institutions"),
    ),
    Element("It is inflicted for a prohibited purpose", "Prohibited purpose", ("purpose",)),
    Element(
        "The victim is in the custody or physical control of the offender", "Custody or physical control", ("custody_or_control",)
    ),
    Element(
        "It does not come only from lawful sanctions, nor only from want of process",
        "Lawful sanctions and process",
        ("lawful_sanction", "only_procedure"),
        ("lawful_sanctions",),
        absent=True,
        met="No such exception applies.",
    ),
)
STATE = Element(
    "A public official inflicts it, instigates it, consents to it or acquiesces in it",
    "The part of public officials",
    ("state_involvement",),
    ("official_capacity", "willful_blindness", "breach_of_duty", "government_efforts"),
)
RELOCATION = Element(
    "Living elsewhere in the country does not defeat the claim",
    "Living elsewhere in the country",
    ("relocation",),
    ("relocation",),
    met="On this law the possibility of living elsewhere does not by itself defeat the claim.",
    by_law="On this law the possibility of living elsewhere does not by itself defeat the claim.",
    shows="why Respondent could not live elsewhere in the country without likely being tortured, and the evidence",
)
OWN_RISK = Element(
    "The risk is Respondent's own",
    "Respondent's own risk",
    ("own_risk",),
    ("individual_risk",),
    by_law="On this law evidence of conditions in the country can be enough.",
    shows="how the evidence bears on Respondent rather than on people in the country at large",
)
COURSE = Element(
    "The course of events is as the law asks",
    "The course of events",
    ("course_of_events",),
    met="What the law asks of the course of events is met.",
    by_law="On this law what counts is how likely the whole course is.",
    shows="what has to happen first, step by step, and how likely the whole is",
)
_OF_THE_COUNTRY = frozenset({"risk.country_evidence", "risk.mass_violations", "harm.people_alike_tortured"})
PER_HARM = (*TORTURE, STATE, RELOCATION, OWN_RISK, COURSE)
"""Every element that is asked of one feared harm."""


class Arguing:
    """Writes the sections of the argument.

    Args:
        sources: the case, its decision and the law.
        argued: the argument from precedent, issue by issue.
        report: what the chains of the case say; ``None`` if it has none.
        submitted: the decision if every open question of law is answered as the brief submits.

    Attributes:
        told: sentences that the brief has said already.
        read: questions of law that it has told already.
    """

    def __init__(self, sources: Sources, argued: Sequence[Argued], report: RiskReport | None, submitted: Decision) -> None:
        self._sources = sources
        self._submitted = submitted
        self._decision = sources.decision
        self._argued = [one for one in argued if one.speaks or one.by]
        self._report = report
        self.told: set[str] = set()
        self.read: set[str] = set()

    def past_torture(self) -> Iterator[Block]:
        """That the applicant was tortured before, which is weighed and raises no presumption."""
        names = self._names(harm.past_harms)
        if not names:
            return
        yield self._titled("past_torture", "Respondent has suffered torture before", "Past torture")
        yield from self._law(("past_torture", "principal_factor"), deep=False)
        for name in names:
            if len(names) > 1:
                yield self._heading(name, "suffered")
            for index in incidents(self._sources.case, name):
                yield from list(in_own_words(self._sources, index))[:2]
            yield from self._facts(name, ("torture",), past=True)
            yield from self._cases(name, ("severity", "mental_harm", "official_capacity"))
        yield from self._conclusion([self._decision.findings["past_torture"]], "Respondent has been tortured in the past.")

    def torture(self) -> Iterator[Block]:
        """That what is feared is torture: each element of the definition for each feared harm."""
        feared = [f"torture[{name}]" for name in self._names(harm.feared_harms)]
        yield self._titled(feared, "What Respondent fears is torture", "Whether what is feared is torture")
        for element in TORTURE:
            yield from self._element(element, 3)
        yield from self._element(STATE, 2)

    def likelihood(self) -> Iterator[Block]:
        """That it is more likely than not, with the chain of events and relocation."""
        names = self._names(harm.feared_harms)
        likely = "It is more likely than not that Respondent would be tortured"
        yield Heading(likely if self._is_likely(names) else "Likelihood of torture", 2)
        together = ("all_sources",) if len(names) > 1 else ()
        each = tuple(f"more_likely_than_not[{name}]" for name in names)
        yield from self._law(("single_source", *each, *together, "substantial_risk", "likely_torture"), deep=False)
        for element in (OWN_RISK, COURSE):
            yield from self._element(element, 3)
        if self._report is not None:
            yield from chains(self._report, self._sources)
        yield from self._as_a_whole(names)
        found = self._decision.findings["likely_torture"]
        if found.truth is not Truth.ESTABLISHED or self._is_likely(names):
            yield from self._conclusion([found], "Torture is more likely than not on the evidence as a whole.")
        else:
            yield paragraph("Respondent submits that torture is more likely than not on the evidence as a whole.")
        yield from self._element(RELOCATION, 2)
        yield self._titled("proof", "The evidence is to be believed", "Credibility and corroboration")
        yield from self._law(("proof",))
        yield from self._facts("", ("proof",), past=False)
        yield from self._conclusion([self._decision.findings["proof"]], "The claim rests on evidence that is to be believed.")

    def _element(self, element: Element, level: int) -> Iterator[Block]:
        names = self._names(harm.feared_harms)
        wanted = [f"{rule}[{name}]" for name in names for rule in element.rules]
        bare = [name for name in names if self._is_bare(element, name)]
        contested = [name for name in names if element.shows and self._hurts(element, name)]
        title = element.topic if bare or contested else element.title
        yield self._titled(wanted, title, element.topic, level, absent=element.absent)
        yield from self._law(wanted or list(element.rules))
        if not names:
            yield paragraph(gap("the harm feared, and the evidence of it"))
        for name in names:
            if len(names) > 1:
                yield self._heading(name, "feared")
            yield from self._facts(name, element.rules, past=False)
            yield from self._cases(name, element.issues)
            found = [
                self._decision.findings[one] for one in wanted if one.endswith(f"[{name}]") and one in self._decision.findings
            ]
            yield from self._conclusion(found, element.by_law if name in bare else element.met, absent=element.absent)
            if name in bare and all(self._submitted.findings[one.id].truth is Truth.ESTABLISHED for one in found):
                yield paragraph(gap(f"to be shown: {element.shows}"))
            if name in contested:
                yield paragraph(gap("what the file states against this has to be answered first; see the memorandum"))
            if element is OWN_RISK and not self._helping(element, name) & _OF_THE_COUNTRY:
                yield paragraph(gap("evidence of the conditions in the country of removal, which has to be considered"))

    def _is_bare(self, element: Element, name: str) -> bool:
        """Whether an element that needs facts has none for one harm, so that the law alone makes it out."""
        if not element.shows or (element is COURSE and self._report is not None):
            return False
        if self._helping(element, name):
            return False
        roots = [f"{rule}[{name}]" for rule in element.rules]
        found = [self._decision.findings[root] for root in roots if root in self._decision.findings]
        stated = (leaf for finding in found for leaf in leaves(self._decision, finding.grounds) if leaf.value is not None)
        return all(leaf.truth is not Truth.ESTABLISHED for leaf in stated)

    def _helping(self, element: Element, name: str) -> set[str]:
        """The facts that the case states for an element of one harm."""
        found = gathered(self._decision, [f"{rule}[{name}]" for rule in element.rules])
        return {leaf.fact for leaf in found.helps.values()}

    def _hurts(self, element: Element, name: str) -> bool:
        """Whether the case states something about one harm that speaks against an element."""
        return bool(gathered(self._decision, [f"{rule}[{name}]" for rule in element.rules]).hurts)

    def _is_open(self, findings: Sequence[Finding]) -> bool:
        """Whether an open question of law, told in this brief, lies below some findings."""
        met = gathered(self._decision, [finding.id for finding in findings], deep=False).questions
        return any(name in self.read and self._decision.questions[name].open for name in met)

    def _as_a_whole(self, names: Sequence[str]) -> Iterator[Block]:
        """The likelihood that the case states of each harm, where that is more likely than not and no chain shows it."""
        for name in names:
            found = self._decision.findings.get(f"more_likely_than_not[{name}]")
            if found is None or found.truth is not Truth.ESTABLISHED or self._report is not None:
                continue
            because = next((leaf.because for leaf in leaves(self._decision, found.grounds) if leaf.value is not None), ())
            what = self._decision.described.get(name, name).strip().rstrip(".")
            lead = f"This harm is feared: {what}. " if len(names) > 1 else ""
            says = "the evidence makes it more likely than not that this would happen to Respondent"
            if self._is_likely(names):
                yield paragraph(f"{lead}Taken as a whole, {says}", *self._sources.record(because), ".")
            else:
                yield paragraph(
                    f"{lead}Respondent submits that, taken as a whole and once it is believed, {says}",
                    *self._sources.record(because),
                    ". ",
                    gap("what is still to be shown, or to be answered, in this section and the next two: before this is argued"),
                )

    def _is_likely(self, names: Sequence[str]) -> bool:
        """Whether the likelihood may be claimed: it is established, and the case does not say that one could live elsewhere."""
        established = self._decision.findings["likely_torture"].truth is Truth.ESTABLISHED
        return established and not any(self._hurts(RELOCATION, name) for name in names)

    def _titled(self, findings: str | Sequence[str], title: str, topic: str, level: int = 2, *, absent: bool = False) -> Heading:
        """A heading that claims only what every one of some findings gives."""
        wanted = Truth.NOT_ESTABLISHED if absent else Truth.ESTABLISHED
        named = [findings] if isinstance(findings, str) else findings
        found = [self._decision.findings[name].truth for name in named if name in self._decision.findings]
        return Heading(title if found and all(truth is wanted for truth in found) else topic, level)

    def _names(self, collection: Collection) -> list[str]:
        case = self._sources.case
        return [case.name(harm.harm, index) for index in case.members(collection) or ()]

    def _heading(self, name: str, what: str) -> Heading:
        described = self._decision.described.get(name, "").strip().rstrip(".")
        return Heading(f"The harm {what}: {described or name}", 4)

    def _law(self, roots: Sequence[str], *, deep: bool = True) -> Iterator[Block]:
        """The law behind some findings, told once in a brief."""
        material = gathered(self._decision, roots, deep=deep)
        said = provisions(material, self._sources, self.told)
        if said is not None:
            yield said
        yield from readings(material, self._sources, self.read, self.told)

    def _facts(self, name: str, rules: Sequence[str], *, past: bool) -> Iterator[Block]:
        """The facts that help, each with its place in the record; one cite for what the same exhibits prove."""
        roots = [f"{rule}[{name}]" if name else rule for rule in rules]
        helping = list(gathered(self._decision, roots).helps.values())
        runs: list[Run | str] = []
        for because, proved in itertools.groupby(helping, key=lambda leaf: leaf.because):
            said = " ".join(words().of(leaf.fact)[leaf.value or ""][0 if past else 1] for leaf in proved)
            runs += [f"{said.rstrip('.')}", *self._sources.record(because), ". "]
        if runs:
            yield paragraph("The record shows the following. ", *runs)

    def _cases(self, name: str, issues: Sequence[str]) -> Iterator[Block]:
        """The circumstances that decided cases look to, then those cases; each sentence and each decision to be answered once."""
        argued = [one for one in self._argued if one.about == name and one.issue in issues]
        present = list(dict.fromkeys(runs for one in argued for runs in circumstances(one, self._sources)))
        if present:
            listed: list[Run | str] = []
            for runs in present:
                listed += ["; " if listed else "", *runs]
            yield paragraph("Of the circumstances to which decided cases look, these are present: ", *listed, ".")
        for one in argued:
            for found in comparisons(one, self._sources):
                key = found.text.partition(" As in that case")[0]
                if key not in self.told:
                    self.told.add(key)
                    yield found

    def _conclusion(self, findings: Sequence[Finding], met: str, *, absent: bool = False) -> Iterator[Block]:
        """What follows: never more than the finding says."""
        wanted = Truth.NOT_ESTABLISHED if absent else Truth.ESTABLISHED
        if findings and all(finding.truth is wanted for finding in findings):
            either = " It is so whichever way the open question is answered." if self._is_open(findings) else ""
            yield paragraph(f"{met}{either}")
            return
        if findings and all(self._submitted.findings[finding.id].truth is wanted for finding in findings):
            yield paragraph(f"On the reading of the law that Respondent submits: {met[:1].lower()}{met[1:]}")
            return
        if not absent and any(finding.truth is Truth.NOT_ESTABLISHED for finding in findings):
            yield paragraph(gap("not made out on the facts in the file; see the memorandum before anything is argued here"))
            return
        missing = list(dict.fromkeys(place for finding in findings if finding.truth is not wanted for place in finding.missing))
        asked = [self._decision.asks[place].question for place in missing if place in self._decision.asks]
        runs: list[Run | str] = []
        for question in dict.fromkeys(asked[:ASKED]):
            runs += [" " if runs else "", gap(f"to be shown: {question}")]
        if len(asked) > ASKED:
            runs += [" ", gap(f"and more, {len(asked) - ASKED} in number: see the memorandum")]
        if not asked:
            runs.append(gap("depends on an open question of law; see the memorandum"))
        yield paragraph(*runs)
