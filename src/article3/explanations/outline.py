"""A decision as an outline: sections of nested items, the same for every format.

A finding is told once, where it first matters; elsewhere it is only referred to. One that rests on facts alone is told in
place, one that rests on other findings in a block of its own, so that nothing nests deeply. What did not decide is named in
one line, not unfolded, unless the full outline is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.explanations.forced import forced_by_precedent
from article3.explanations.items import Frame, Item, Role
from article3.explanations.life import after_a_grant, procedure
from article3.explanations.wording import BEARS, FORM_ANSWERS, FORM_NAMES, LIST_NAMES, NOT_ADVICE, VERIFIED
from article3.findings.excerpt import grounds_below
from article3.findings.model import Cited, Decision, Finding, Ground, GroundKind, PositionTaken, QuestionOfLaw
from article3.law.positions import Standing
from article3.logic.truth import Truth
from article3.precedents.applied import Bears

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.precedents.applied import PrecedentApplied

_ESTABLISHED, _NOT_ESTABLISHED, _UNDETERMINED = Truth.ESTABLISHED, Truth.NOT_ESTABLISHED, Truth.UNDETERMINED


_COUNTED = {Standing.OUTRANKED.value, Standing.DICTA.value, Standing.UNREAD.value}
"""Contrary positions that a short account mentions: those of tribunals that would bind this forum."""


_WHICHEVER_WAY = "Some points are still open, but every way of settling them gives this answer."

_FEW = 2
"""So many missing facts, or open questions of law, are spelled out in the summary itself."""


class Section(msgspec.Struct):
    """A titled part of an outline."""

    title: str
    items: list[Item]


class Outline(msgspec.Struct):
    """A whole explanation.

    Attributes:
        title: what it is about.
        subtitle: forum and law.
        frame: the language it is told in.
    """

    title: str
    subtitle: str
    sections: list[Section]
    frame: Frame = Frame()


def of_decision(decision: Decision, *, full: bool = False) -> Outline:
    """The explanation of a whole decision: the forms of protection, element by element, and what is open.

    Args:
        decision: what to explain.
        full: unfold everything. Otherwise feared torture is told element by element, and past torture and the forms outside the
            Convention by their parts only.
    """
    teller = _Teller(decision, full=full)
    convention = ("protection_cat",) if full else ("hearing", "likely_torture", "mandatory_denial")
    reasons = [
        Section(title, [block for name in names for block in teller.blocks(decision.findings[name], deep=deep or full)])
        for title, names, deep in (
            ("Protection under the Convention, element by element", convention, True),
            ("Past torture (evidence of what may come, not a presumption)", ("past_torture",), False),
            ("Withholding of removal under the INA", ("withholding_ina",), False),
            ("Asylum", ("asylum",), False),
        )
    ]
    turning = {name: _turning(decision, name) for name in decision.questions}
    told = [name for name in decision.questions if turning[name] or name in teller.questions]
    beside = _beside(decision, teller, full=full)
    sections = [
        Section("The forms of protection", [_form(decision, name) for name in FORM_NAMES]),
        *(beside if decision.granted and not full else beside[:1]),
        Section("Forced by precedent", forced_by_precedent(decision)),
        Section("What is missing", _missing(decision)),
        Section("Questions of law", [_question(name, decision.questions[name], turning[name], full=full) for name in told]),
        *reasons,
        *([] if decision.granted and not full else beside[1:]),
        Section("Evidence", _exhibits(decision)),
        Section("Read this too", [Item(Role.WARNING, warning) for warning in cautions(decision)]),
    ]
    return Outline(decision.title or "Case", subtitle(decision), [section for section in sections if section.items])


def _beside(decision: Decision, teller: _Teller, *, full: bool) -> list[Section]:
    """The way to a decision and life after a grant; in full, each finding of them that is not told yet."""
    if not full:
        steps = procedure(decision)
        return [Section("On the way to a decision", steps), Section(_life(decision), after_a_grant(decision))]
    afterwards = {name for names in decision.after.values() for name in names}
    parts: dict[str, list[Item]] = {"On the way to a decision, and beyond it": [], _life(decision): []}
    for title, after in zip(parts, (False, True), strict=True):
        for finding in decision.findings.values():
            if (finding.id in afterwards) is after and not teller.has_told(finding):
                parts[title] += teller.blocks(finding)
    return [Section(title, items) for title, items in parts.items()]


def _life(decision: Decision) -> str:
    if decision.granted:
        return f"After the grant: {FORM_NAMES[decision.granted]}"
    return "If it is granted: what each form gives, and how it ends"


def of_finding(decision: Decision, findings: Sequence[Finding], *, full: bool = True) -> Outline:
    """The explanation of single findings, unfolded to every fact below them.

    Args:
        decision: what they belong to.
        findings: which.
        full: unfold everything; otherwise what did not decide is named in one line.
    """
    teller = _Teller(decision, full=full)
    told = [block for finding in findings for block in teller.blocks(finding)]
    names = [ground.question for finding in findings for ground in grounds_below(decision, finding) if ground.question]
    questions = [_question(name, decision.questions[name], _turning(decision, name), full=full) for name in dict.fromkeys(names)]
    missing = [_ask(decision, place) for place in dict.fromkeys(place for finding in findings for place in finding.missing)]
    sections = [
        Section("Finding" if len(findings) == 1 else "Findings", told),
        Section("What is missing", missing),
        Section("Questions of law", questions),
        Section("Read this too", [Item(Role.WARNING, warning) for warning in cautions(decision)]),
    ]
    return Outline(decision.title or "Case", subtitle(decision), [section for section in sections if section.items])


def subtitle(decision: Decision) -> str:
    """Forum and law in one line."""
    forum, law = decision.forum, decision.law
    place = f"{forum.place}, " if forum.place else ""
    doubtful = " The forum must be checked: see below." if forum.doubts else ""
    return f"{place}{forum.court}, as of {forum.as_of}.{doubtful} Law data {law.version}, kept to {law.maintained_through}."


def cautions(decision: Decision) -> tuple[str, ...]:
    """Everything that a reader is warned of, doubts about the forum first."""
    return (*(f"The forum: {doubt}" for doubt in decision.forum.doubts), *decision.warnings, NOT_ADVICE)


def _form(decision: Decision, name: str) -> Item:
    form = getattr(decision.forms, name)
    item = Item(Role.PLAIN, f"{FORM_NAMES[name]}: {FORM_ANSWERS[form.truth]}", form.truth, target=name)
    if decision.findings[name].whichever_way:
        item.items = [Item(Role.NOTE, _WHICHEVER_WAY)]
        return item
    if form.truth is not _UNDETERMINED:
        item.items = [_reason(decision.findings[because]) for because in form.because]
        return item
    if 0 < len(form.missing) <= _FEW:
        asked = " ".join(decision.asks[place].question for place in form.missing)
        item.items.append(Item(Role.NOTE, f"Still to know: {asked}"))
    elif form.missing:
        item.items.append(Item(Role.NOTE, f"{len(form.missing)} facts are still to be known; see what is missing, below."))
    if len(form.turns_on) > _FEW:
        names = ", ".join(form.turns_on)
        item.items.append(Item(Role.OPEN, f"Turns on {len(form.turns_on)} questions of law, below: {names}."))
    elif form.turns_on:
        asked = "; ".join(decision.questions[question].asks for question in form.turns_on)
        item.items.append(Item(Role.OPEN, f"Turns on a question of law: {asked}"))
    return item


def _reason(finding: Finding) -> Item:
    """One of the findings that decide a form; said so that nobody takes what failed for what holds."""
    because = "Because" if finding.truth is _ESTABLISHED else "Because this does not hold"
    return Item(Role.NOTE, f"{because}: {finding.sentence}", finding.truth, target=finding.id)


def _missing(decision: Decision) -> list[Item]:
    return [
        Item(Role.JOINT, title, items=[_ask(decision, place) for place in places])
        for title, places in missing_by_purpose(decision).items()
    ]


def missing_by_purpose(decision: Decision) -> dict[str, list[str]]:
    """Places of missing facts: what the Convention's protection waits for first, then its form, then the other forms.

    Each is named once, and purposes that wait for nothing more are left out.
    """
    told: set[str] = set()
    found = {}
    for title, forms in (
        ("For protection under the Convention", ("protection_cat",)),
        ("For its form, withholding or deferral", ("withholding_cat", "deferral_cat")),
        ("For the finding of past torture, which is weighed", ("past_torture",)),
        ("For withholding under the INA", ("withholding_ina",)),
        ("For asylum", ("asylum",)),
    ):
        places = [place for form in forms for place in decision.findings[form].missing]
        new = [place for place in dict.fromkeys(places) if place not in told]
        told.update(new)
        if new:
            found[title] = new
    return found


def _ask(decision: Decision, place: str) -> Item:
    asked = decision.asks[place]
    item = Item(Role.FACT, asked.question, _UNDETERMINED, tag=place)
    if asked.known:
        item.items.append(Item(Role.NOTE, f"Known only as {asked.known}, which does not decide it."))
    if asked.after:
        item.items.append(Item(Role.NOTE, f"Leave it until {asked.after} is answered; it may then not be needed."))
    details = " ".join(filter(None, (asked.hint, f"Form I-589: {asked.form}." if asked.form else "")))
    if asked.kind == "assessment":
        details = f"{details} An assessment: record it with reasons.".strip()
    if details:
        item.items.append(Item(Role.NOTE, details))
    return item


def _turning(decision: Decision, question: str) -> list[str]:
    return [name for name in FORM_NAMES if question in getattr(decision.forms, name).turns_on]


def _question(name: str, question: QuestionOfLaw, turning: Sequence[str], *, full: bool = False) -> Item:
    text = f"{question.asks} {'OPEN. ' if question.open else ''}{question.why}"
    item = Item(Role.OPEN if question.open else Role.LAW, text, tag=name)
    for reading in question.readings:
        if reading.live:
            by = [_position(taken, holding=True) for taken in question.governing if taken.reading == reading.id]
            if question.open:
                said = (taken for taken in question.others if taken.reading == reading.id and taken.standing in _COUNTED)
                by += [_position(taken, standing=True, holding=True) for taken in said]
            item.items.append(Item(Role.LAW, f"{'Possible: ' if question.open else ''}{reading.says}", items=by))
    if turning:
        item.items.append(Item(Role.OPEN, f"The answer turns on it for: {'; '.join(FORM_NAMES[form] for form in turning)}."))
    live = {reading.id for reading in question.readings if reading.live}
    contrary = [taken for taken in question.others if full or (taken.reading not in live and taken.standing in _COUNTED)]
    if contrary:
        others = [_position(taken, standing=True) for taken in contrary]
        item.items.append(
            Item(Role.JOINT, "Other positions:" if full else "To the contrary, but not governing here:", items=others)
        )
    return item


def _position(taken: PositionTaken, *, standing: bool = False, holding: bool = False) -> Item:
    why = f"; {taken.standing}" if standing else ""
    ended = f" ({taken.ended_by})" if taken.ended_by and standing else ""
    says = f": {taken.says}" if holding else ""
    return Item(Role.AUTHORITY, f"{taken.cite} ({VERIFIED[taken.verified]}{why}{ended}){says}", tag=taken.authority)


def _exhibits(decision: Decision) -> list[Item]:
    relied = {exhibit for form in FORM_NAMES for exhibit in decision.findings[form].evidence}
    weighed = {exhibit for finding in decision.findings.values() for ground in finding.weighs for exhibit in ground.because}
    return [
        Item(Role.PLAIN, f"{name}: {exhibit.title}{_use(name, relied, weighed)}") for name, exhibit in decision.exhibits.items()
    ]


def _use(exhibit: str, relied: set[str], weighed: set[str]) -> str:
    if exhibit in relied:
        return ""
    return " (weighed)" if exhibit in weighed else " (not relied on by any form so far)"


class _Teller:
    """Tells each finding once."""

    def __init__(self, decision: Decision, *, full: bool) -> None:
        self._decision = decision
        self._full = full
        self._told: set[str] = set()
        self._waiting: list[str] = []
        self._deep = True
        self.questions: set[str] = set()
        self._quoted: set[Cited] = set()

    def has_told(self, finding: Finding) -> bool:
        """Whether the finding stands somewhere already."""
        return finding.id in self._told

    def blocks(self, finding: Finding, *, deep: bool = True) -> list[Item]:
        """The finding and, each in a block of its own, those below it that rest on other findings.

        Those told already are left out. Unless ``deep``, the blocks below are left out too.
        """
        if finding.id in self._told:
            return [self._reference(finding, "See above.")]
        self._waiting, self._deep = [], deep
        told = [self._block(finding)]
        for identifier in list(dict.fromkeys(self._waiting)):
            if identifier not in self._told:
                told += self.blocks(self._decision.findings[identifier])
        return told

    def _block(self, finding: Finding) -> Item:
        self._told.add(finding.id)
        item = Item(Role.FINDING, finding.sentence, finding.truth, finding.id, finding.id)
        described = self._decision.described.get(finding.about)
        if described and finding.rule == "torture":
            item.items.append(Item(Role.NOTE, f"{finding.about}: {described}"))
        if finding.whichever_way:
            item.items.append(Item(Role.NOTE, _WHICHEVER_WAY))
        item.items += [self._authority(cited) for cited in finding.authorities]
        item.items += self._ground(finding.grounds, top=True)
        weighed = [part for part in finding.weighs if self._full or part.value is not None or part.finding]
        if weighed:
            parts = [entry for part in weighed for entry in self._weighed(part)]
            item.items.append(Item(Role.JOINT, "To be weighed, though none of it decides by itself:", items=parts))
        return item

    def _within(self, finding: Finding) -> Item:
        """A finding met inside another: in place if it rests on facts alone, else a reference to its block."""
        if finding.id in self._told:
            return self._reference(finding, "See above.")
        if not self._deep:
            return self._reference(finding, "")
        if not _rests_on_findings(finding.grounds):
            return self._block(finding)
        self._waiting.append(finding.id)
        return self._reference(finding, "See below.")

    def _weighed(self, ground: Ground) -> list[Item]:
        """What is only weighed is referred to, not unfolded: it has a section of its own."""
        if not ground.finding:
            return self._ground(ground)
        finding = self._decision.findings[ground.finding]
        return [Item(Role.NOTE, finding.sentence, finding.truth, finding.id)]

    def _reference(self, finding: Finding, where: str) -> Item:
        return Item(Role.REFERENCE, f"{finding.sentence} {where}".strip(), finding.truth, finding.id, finding.id)

    def _authority(self, cited: Cited) -> Item:
        standing = "" if cited.binding else "; persuasive here"
        text = f"{cited.cite} ({VERIFIED[cited.verified]}{standing})"
        if cited.says and self._full and cited not in self._quoted:
            self._quoted.add(cited)
            text = f"{text}: {' '.join(cited.says.split())}"
        return Item(Role.AUTHORITY, text, tag=cited.authority)

    def _ground(self, ground: Ground, *, top: bool = False) -> list[Item]:
        kind = ground.kind
        if kind is GroundKind.FINDING:
            return [self._within(self._decision.findings[ground.finding])]
        if kind is GroundKind.FACT:
            return [_fact(ground)]
        if kind in {GroundKind.ALL_OF, GroundKind.ANY_OF}:
            return self._joined(ground, top=top)
        if kind is GroundKind.UNLESS:
            general, exception = ground.parts
            if not self._full and general.truth is _NOT_ESTABLISHED:
                return [*self._ground(general, top=top), Item(Role.NOTE, f"Exception not reached: {self._name(exception)}")]
            return [*self._ground(general, top=top), Item(Role.JOINT, "unless:", items=self._ground(exception, top=True))]
        if kind is GroundKind.NOT:
            return [Item(Role.JOINT, "not:", ground.truth, items=self._ground(ground.parts[0]))]
        if kind is GroundKind.SOME:
            return self._some(ground)
        if kind is GroundKind.QUESTION:
            return [self._question(ground)]
        if kind is GroundKind.DAYS:
            return [Item(Role.FACT, ground.says, ground.truth, items=[_fact(part, mark=False) for part in ground.parts])]
        return [Item(Role.LAW, ground.says, ground.truth)]

    def _joined(self, ground: Ground, *, top: bool) -> list[Item]:
        any_of = ground.kind is GroundKind.ANY_OF
        shown, idle, why = list(ground.parts), list[Ground](), "Not needed"
        decisive = [part for part in ground.parts if part.truth is ground.truth]
        if self._full:
            pass
        elif ground.truth.is_definite and any_of == (ground.truth is _ESTABLISHED) and decisive:
            shown, idle = decisive, [part for part in ground.parts if part.truth is not ground.truth]
        elif any_of and ground.truth is _UNDETERMINED:
            shown, idle, why = decisive, [part for part in ground.parts if part.truth is _NOT_ESTABLISHED], "Ruled out"
        items = [entry for part in shown for entry in self._ground(part)]
        if idle:
            items.append(Item(Role.NOTE, f"{why}: {'; '.join(self._name(part) for part in idle)}"))
        if top and not any_of:
            return items
        word = "at least one of:" if any_of else "all of:"
        return [Item(Role.JOINT, word, ground.truth, items=items)] if len(ground.parts) > 1 else items

    def _name(self, ground: Ground) -> str:
        return f"{self._words(ground)} ({ground.truth.value})"

    def _words(self, ground: Ground) -> str:
        joint = " or " if ground.kind is GroundKind.ANY_OF else " and "
        return (
            ground.finding
            or ground.fact.rpartition(".")[2]
            or ground.question
            or joint.join(self._words(part) for part in ground.parts)
        )

    def _some(self, ground: Ground) -> list[Item]:
        if not ground.listed:
            return [Item(Role.FACT, ground.says, ground.truth, ground.place)]
        name = LIST_NAMES[ground.says]
        if not ground.parts:
            return [Item(Role.NOTE, f"The case says that there are none of {name}.", ground.truth)]
        needed = "at least one" if ground.at_least == 1 else f"at least {ground.at_least}"
        items = [entry for part in ground.parts for entry in self._ground(part)]
        return [Item(Role.JOINT, f"{needed} of {name}:", ground.truth, items=items)]

    def _question(self, ground: Ground) -> Item:
        question = self._decision.questions[ground.question]
        self.questions.add(ground.question)
        says = {reading.id: reading.says for reading in question.readings}
        text = f"Question of law{', OPEN here' if len(ground.readings) > 1 else ''}: {question.asks}"
        item = Item(Role.OPEN if len(ground.readings) > 1 else Role.LAW, text, ground.truth, ground.question)
        for reading, part in zip(ground.readings, ground.parts, strict=True):
            by = [_position(taken) for taken in question.governing if taken.reading == reading]
            under = [*by, *self._ground(part)]
            item.items.append(Item(Role.LAW, says[reading], part.truth, items=under))
        return item


def _rests_on_findings(ground: Ground) -> bool:
    return bool(ground.finding) or any(_rests_on_findings(part) for part in ground.parts)


def _fact(ground: Ground, *, mark: bool = True) -> Item:
    answer = "unknown" if ground.value is None else ground.value
    forced = ", forced by precedent" if any(one.bears is Bears.FORCES for one in ground.precedents) else ""
    proof = f" [{', '.join(ground.because)}]" if ground.because else ""
    item = Item(Role.FACT, f"{ground.says} {answer}{forced}{proof}", ground.truth if mark else None, ground.place)
    if ground.note:
        item.items.append(Item(Role.NOTE, ground.note))
    item.items += [_applied(one) for one in ground.precedents]
    return item


def _applied(one: PrecedentApplied) -> Item:
    text = f"{BEARS[one.bears]} {one.cite} ({VERIFIED[one.verified]}), on {one.issue}: {one.says}"
    role = Role.WARNING if one.bears is Bears.CONTRADICTS else Role.AUTHORITY
    return Item(role, text, tag=one.authority)
