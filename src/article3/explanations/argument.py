"""An argument from precedent as an outline: what is forced, what would force it, what to liken the case to and tell it from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.argument_choice import (
    FEW,
    forced_for,
    likened,
    likened_in_short,
    to_find_out,
    told_apart,
    told_apart_in_short,
)
from article3.explanations.items import Item, Role
from article3.explanations.law_here import law_here, law_in_brief, on_other_law, other_law
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import NOT_ADVICE, VERIFIED
from article3.law.precedents import Decided, Side
from article3.logic.truth import Truth
from article3.precedents.beside import Use
from article3.precedents.reasons import Model, Outcome
from article3.precedents.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from article3.precedents.argument import Argued, Argument, FactorStated, WouldForce
    from article3.precedents.beside import Decision, Near

    _Factors: TypeAlias = Mapping[str, FactorStated]
    """The factors of an issue by their ids."""

_MARKS = {"yes": Truth.ESTABLISHED, "no": Truth.NOT_ESTABLISHED, "unknown": Truth.UNDETERMINED}

_PARTY = {Side.FOR: "for the applicant", Side.AGAINST: "against the applicant"}

WEIGHTS = {
    Decided.HOLDING: "decided on the merits",
    Decided.UPHELD: "left standing on review: shows what may be found, not what must be",
    Decided.REMAND: "sent back: shows what must be considered, decides nothing on the merits",
    Decided.DICTUM: "said in passing",
}
"""In what way a tribunal came to the point, and what that is good for."""

DOUBT = "It forces nothing, because its reason may be wider than what was read:"
"""What goes before a precedent's doubt."""

PAST = "It was decided of harm that had happened. Of harm that is feared it is evidence, and forces nothing."

_MODELS = {
    Model.REASON: "A binding decision forces the outcome if this case has its whole reason and no opposing factor that is not "
    "mentioned in what was read of it.",
    Model.RESULT: "A binding decision forces the outcome if this case has all its factors for the winner and no opposing factor "
    "that is not mentioned in what was read of it.",
}

_UNMENTIONED = "not mentioned in what was read of it"

_CHECK = {
    "text": "Check the decision first: the passage was read, not everything that the tribunal had before it.",
    "headnote": "Check the decision first: only its headnote or opening was read, and it may have had any of them before it.",
    "secondary": "READ THE DECISION FIRST: nobody here has read it, only what others report of it, and it may well have had any "
    "of them before it.",
}
"""What must be done before anybody says that a decision did not have a factor, by how well it was read."""


def of_argument(argument: Argument, *, everything: bool = False, named: bool = False, brief: bool = False) -> Outline:
    """The outline of an argument.

    Args:
        argument: what to tell.
        everything: also issues of which nothing is known, every decision and every factor; otherwise the nearest ones.
        named: whether somebody asked for these issues by name: then each is told of which a factor is known, or all if none is.
        brief: one screen for each issue at most.
    """
    told = _to_tell(argument, everything=everything, named=named)
    silent = [argued for argued in argument.issues if argued not in told]
    contradicted = dict.fromkeys(sentence for argued in told for sentence in argued.contradicted)
    sections = [
        Section("What is recorded contradicts binding precedent", [Item(Role.WARNING, sentence) for sentence in contradicted]),
        Section("In short", [_short(argued, everything=everything) for argued in told]),
        *(
            Section(
                f"{argued.title}: {argued.about}",
                list(_in_brief(argued) if brief else _issue(argued, everything=everything)),
            )
            for argued in told
        ),
        Section(_NOT_KNOWN if named else _SILENT, _silent(silent, brief=brief)),
        Section("Read this too", [Item(Role.WARNING, warning) for warning in (*argument.warnings, _HOW, NOT_ADVICE)]),
    ]
    return Outline(argument.title or "Case", _subtitle(argument), [section for section in sections if section.items])


def _silent(silent: Sequence[Argued], *, brief: bool) -> list[Item]:
    if brief:
        return [Item(Role.NOTE, f"{_listed([argued.id for argued in silent])}.")] if silent else []
    return [Item(Role.FACT, argued.title, tag=argued.id) for argued in silent]


_SILENT = "Little or nothing is known yet on these; name one of them to see its factors"
_NOT_KNOWN = "No factor of the issue is known for these; name one of them, or use --all, to see what to find out"

_HOW = (
    "Factors are what is mentioned in what was read of a decision, not all there is to it. What is not forced is for argument; "
    "what is forced can be contested by showing a factor that sets the case apart. A factor that is not mentioned in what was "
    "read may have been before the tribunal all the same: check the decision first. An unknown factor counts neither way."
)


def _to_tell(argument: Argument, *, everything: bool, named: bool) -> list[Argued]:
    if everything:
        return list(argument.issues)
    if named:
        known = [argued for argued in argument.issues if any(factor.value != "unknown" for factor in argued.factors)]
        return known or list(argument.issues)
    return [argued for argued in argument.issues if argued.speaks or argued.outcome is not Outcome.NOT_FORCED]


def _subtitle(argument: Argument) -> str:
    place = f"{argument.place}, " if argument.place else ""
    return (
        f"Arguments from precedent. {place}{argument.court}, as of {argument.as_of}. {_MODELS[argument.model]} "
        f"Law data {argument.law_version}, kept to {argument.maintained_through}."
    )


def _short(argued: Argued, *, everything: bool) -> Item:
    return Item(Role.FACT, f"{argued.title}: {_answer(argued, everything=everything)}", tag=argued.id)


def _answer(argued: Argued, *, everything: bool) -> str:
    """The outcome, and the decisions that matter most, all of them shown below: first those against the applicant that bind."""
    by = "; ".join(one.cite for one in argued.by)
    apart, alike = told_apart(argued, everything=everything), likened(argued, everything=everything)
    answer = _names(told_apart_in_short(apart))
    if argued.outcome is Outcome.FOR:
        binding = _names([one for one in told_apart_in_short(apart) if one.binds])
        return f"forced for the applicant by {by}{f'; still to be answered: {binding}' if binding else ''}."
    if argued.outcome is Outcome.AGAINST:
        return f"forced against the applicant by {by}."
    if argued.outcome is Outcome.CONFLICT:
        return f"binding decisions conflict, so nothing is forced: {by}."
    liken = likened_in_short(alike)
    care = ", with care," if any(one.rests_on for one in liken) else ""
    advice = [*([f"tell it from {answer}"] if answer else []), *([f"liken it{care} to {_names(liken)}"] if liken else [])]
    return f"not forced; {'; '.join(advice) or 'no decision recorded here shares a known factor with it'}."


def _names(decisions: Sequence[Decision]) -> str:
    """Their names, those that bind first, by what each is good for here."""
    groups: dict[str, list[str]] = {}
    for one in sorted(decisions, key=lambda one: not one.binds):
        groups.setdefault(_force(one), []).append(one.cite.partition(",")[0])
    return ", then ".join(f"{_listed(names)} ({force})" for force, names in groups.items())


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_FORCES = {Standing.BINDING.value: "binding", Standing.OPEN.value: "binding if the open question is answered its way"}


def _force(one: Decision) -> str:
    return _FORCES[one.standing] if one.binds else (on_other_law(one) or "not binding")


def _issue(argued: Argued, *, everything: bool) -> Iterator[Item]:
    yield Item(Role.PLAIN, argued.asks)
    factors = {factor.id: factor for factor in argued.factors}
    yield from (law_here(one) for one in argued.law)
    yield _outcome(argued, factors)
    yield from _settles(argued)
    yield from _known(argued, everything=everything)
    liken, distinguish = likened(argued, everything=everything), told_apart(argued, everything=everything)
    whole = everything or forced_for(argued) is None
    for side in Side:
        ways = argued.would_force[side.value]
        if ways:
            yield Item(Role.JOINT, f"What would force it {_PARTY[side]}:", items=[_way(way, factors) for way in ways])
    if distinguish:
        yield Item(
            Role.JOINT,
            "Tell the case from:",
            items=[_near(one, factors, whole=whole, everything=everything) for one in distinguish],
        )
    if liken:
        yield Item(
            Role.JOINT, "Liken the case to:", items=[_near(one, factors, whole=whole, everything=everything) for one in liken]
        )
    if whole:
        yield from _open(argued, (*distinguish, *liken), everything=everything)
    yield from _further(argued, len(liken) + len(distinguish), everything=everything)
    if argued.gone and whole:
        yield Item(Role.JOINT, "Not to be relied on here:", items=[_decision(one) for one in argued.gone])


def _further(argued: Argued, shown: int, *, everything: bool) -> Iterator[Item]:
    if everything:
        if argued.others:
            items = [_decision(one) for one in argued.others]
            yield Item(Role.JOINT, "Further decisions, which share no known factor:", items=items)
        return
    hidden = len(likened(argued, everything=True)) + len(told_apart(argued, everything=True)) - shown
    gone = len(argued.gone) if forced_for(argued) else 0
    more = [
        *([f"{hidden} that share a known factor"] if hidden else []),
        *([f"{len(argued.others)} that share none"] if argued.others else []),
        *([f"{gone} not to be relied on here"] if gone else []),
    ]
    if more:
        yield Item(Role.NOTE, f"Further decisions on the issue, shown with --all: {' and '.join(more)}.")


def _outcome(argued: Argued, factors: _Factors) -> Item:
    if argued.outcome is Outcome.NOT_FORCED:
        still = " or ".join(_PARTY[side] for side in argued.possible)
        text = f"Not forced by any binding decision.{f' Once more is known it could be forced {still}.' if still else ''}"
        return Item(Role.OPEN, text)
    if argued.outcome is Outcome.CONFLICT:
        text = "Binding decisions of the same rank force both outcomes, so nothing is forced:"
        return Item(Role.WARNING, text, items=[_decision(one, party=True) for one in argued.by])
    side = Side.FOR if argued.outcome is Outcome.FOR else Side.AGAINST
    item = Item(Role.LAW, f"Forced {_PARTY[side]} by:", items=[_decision(one, reason=factors) for one in argued.by])
    for decision, behind in zip(item.items, argued.by, strict=True):
        decision.items.append(Item(Role.NOTE, _contest(behind, factors)))
    if argued.contrary:
        text = "A lower tribunal's decisions would force the opposite; they do not govern:"
        item.items.append(Item(Role.WARNING, text, items=[_decision(one) for one in argued.contrary]))
    return item


def _contest(behind: Decision, factors: _Factors) -> str:
    """What would take a case out of the reach of a decision that forces its outcome."""
    loser = behind.outcome.other
    mentioned = behind.factors_for if loser is Side.FOR else behind.factors_against
    new = [one.id for one in factors.values() if one.side is loser and one.id not in mentioned]
    reached = f"It would not reach this case if any of these were not so: {_present(behind.reason, factors)}"
    if not new:
        return f"{reached}."
    shown = "were shown" if loser is Side.FOR else "were shown by the other side"
    return (
        f"{reached}; or if any of these {shown}, which are not mentioned in what was read of the decision: "
        f"{_present(new, factors)}. {_CHECK[behind.verified]}"
    )


def _settles(argued: Argued) -> Iterator[Item]:
    for one in argued.establishes:
        outcomes = {"for the applicant": one.for_applicant, "against": one.against_applicant}
        answers = "; ".join(f"{answer} if it comes out {side}" for side, answer in outcomes.items() if answer)
        recorded = one.recorded or "nothing"
        yield Item(Role.NOTE, f"This settles: {one.question} {answers}. Recorded: {recorded}.", tag=one.place)


def _known(argued: Argued, *, everything: bool) -> Iterator[Item]:
    """What is known of the factors: in full those that are so, or on which a forced outcome rests; the others by name."""
    known = [factor for factor in argued.factors if factor.value != "unknown"]
    if not known:
        yield Item(Role.JOINT, "Nothing is known of its factors.")
        return
    if everything:
        yield Item(Role.JOINT, "What is known:", items=[_factor(one) for one in known])
        return
    behind = {name for one in argued.by for name in one.reason}
    rests = forced_for(argued) is not None
    told = [one for one in known if one.value == "yes" and (not rests or one.id in behind)]
    if told:
        title = "What is known, and makes it reach this case:" if rests else "What is known:"
        yield Item(Role.JOINT, title, items=[_factor(one) for one in told])
    absent = [one.says for one in known if one.value == "no"]
    if absent:
        yield Item(Role.NOTE, f"Known not to be so: {', '.join(absent)}.")


def _factor(factor: FactorStated) -> Item:
    proof = f" [{', '.join(factor.because)}]" if factor.because else ""
    text = f"{factor.asks} {factor.value}{proof} ({factor.side.value})"
    item = Item(Role.FACT, text, _MARKS[factor.value], factor.place)
    if factor.note:
        item.items.append(Item(Role.NOTE, factor.note))
    return item


def _way(way: WouldForce, factors: _Factors) -> Item:
    needs = [
        *([f"show: {_present(way.present, factors)}"] if way.present else []),
        *([f"rule out: {_present(way.absent, factors)}"] if way.absent else []),
    ]
    return Item(Role.AUTHORITY, f"{way.cite}: {'; '.join(needs)}.", tag=way.authority)


def _near(near: Near, factors: _Factors, *, whole: bool, everything: bool) -> Item:
    """A decision beside the case.

    Args:
        near: the decision.
        factors: those of the issue, by id.
        whole: more than what both have and what sets them apart, which is enough where nothing hangs on it.
        everything: also each unknown factor that could still set them apart; there are many, and "what to find out" has the best.
    """
    item = _decision(near.decision)
    item.items.append(Item(Role.NOTE, f"Shared: {_present(near.shared, factors)}."))
    apart = _beside(near.lacking, near.burdened, factors)
    closer = _beside(near.relieved, near.stronger, factors)
    to_show, to_rule_out = _beside(near.to_show, (), factors), _beside((), near.to_rule_out if everything else (), factors)
    reason = [name for name in near.lacking if name in near.decision.reason]
    if near.use is Use.LIKEN:
        told = (
            ("Expect it to be told apart by", apart),
            ("This case is stronger by", closer),
            ("Would bring it closer, if shown", to_show),
            ("Would tell it apart, if the other side shows", to_rule_out),
        )
    else:
        told = (
            ("Tell it apart by", apart),
            ("Expect the answer that this case is weaker by", closer),
            ("Would tell it apart, if shown", to_rule_out),
            ("Would bring it closer, if the other side shows", to_show),
        )
    item.items += [Item(Role.NOTE, f"{label}: {names}.") for label, names in (told if whole else told[:1]) if names]
    if reason:
        text = f"It does not reach this case, because it rested on what is not so here: {_present(reason, factors)}."
        item.items.append(Item(Role.NOTE, text))
    return item


def _beside(mentioned: Sequence[str], unmentioned: Sequence[str], factors: _Factors) -> str:
    """Factors in words: those that the decision mentions, and apart from them those of which only the case is known to speak."""
    parts = [
        *([_told(mentioned, factors)] if mentioned else []),
        *([f"{_told(unmentioned, factors)} ({_UNMENTIONED})"] if unmentioned else []),
    ]
    return "; ".join(parts)


def _told(names: Sequence[str], factors: _Factors) -> str:
    """Factors in words; of those that the case lacks, that it does."""
    return ", ".join(factors[name].lacks if factors[name].value == "no" else factors[name].says for name in names)


def _present(names: Sequence[str], factors: _Factors) -> str:
    """Factors in words, as present, whatever is known of them in the case."""
    return ", ".join(factors[name].says for name in names)


def _open(argued: Argued, near: Sequence[Near], *, everything: bool) -> Iterator[Item]:
    """The unknown factors that matter most for what is told, each with the evidence to look for."""
    unknown = [factor for factor in argued.factors if factor.value == "unknown"]
    asked = unknown if everything or not near else to_find_out(argued, near)[:_ASKED]
    if asked:
        items = [_asked(factor) for factor in asked]
        yield Item(Role.JOINT, "What to find out, and what would show it:", items=items)
    if len(unknown) > len(asked):
        yield Item(Role.NOTE, f"{len(unknown) - len(asked)} more factors are unknown and matter less; --all shows them.")


_ASKED = 8
"""So many unknown factors are told with their evidence, the most useful first, unless all are asked for."""


def _asked(factor: FactorStated) -> Item:
    text = f"{factor.asks} ({factor.side.value}; {factor.cite})"
    return Item(Role.FACT, text, Truth.UNDETERMINED, factor.place, items=[Item(Role.NOTE, factor.evidence)])


def _decision(one: Decision, *, reason: _Factors | None = None, party: bool = False) -> Item:
    ended = f" ({one.ended_by})" if one.ended_by else ""
    outcome = f" {_PARTY[one.outcome]}" if party else ""
    text = f"{one.cite} ({VERIFIED[one.verified]}; {_standing(one)}{ended}; {WEIGHTS[one.weight]}){outcome}: {one.says}"
    item = Item(Role.AUTHORITY, text, tag=one.authority)
    item.items += [Item(Role.WARNING, other_law(other, one.outcome)) for other in one.rests_on]
    if reason is not None:
        item.items.append(Item(Role.NOTE, f"Its reason: {_present(one.reason, reason)}."))
    if one.doubt:
        item.items.append(Item(Role.NOTE, f"{DOUBT} {one.doubt}"))
    if one.past:
        item.items.append(Item(Role.NOTE, PAST))
    return item


def _standing(one: Decision) -> str:
    """How it stands here; that another court's decision persuades is not said of one that rests on other law."""
    return "another court's" if one.standing == Standing.ELSEWHERE.value and one.rests_on else one.standing


def _in_brief(argued: Argued) -> Iterator[Item]:
    """One screen: the law, what is forced or would be most easily, three decisions on each side, three things to find out."""
    factors = {factor.id: factor for factor in argued.factors}
    for one in argued.law:
        yield from (law_in_brief(one, number) for number in range(len(one.readings)))
    if argued.outcome is Outcome.NOT_FORCED:
        ways = {side: argued.would_force[side.value][:1] for side in Side}
        yield from (
            Item(Role.JOINT, f"The shortest way to force it {_PARTY[side]}:", items=[_way(way, factors)])
            for side in Side
            for way in ways[side]
        )
    else:
        for behind in argued.by:
            yield Item(Role.LAW, f"Forced {_PARTY[behind.outcome]} by {_cited(behind)}.", tag=behind.authority)
        yield from (Item(Role.NOTE, _contest(behind, factors)) for behind in argued.by[:1] if forced_for(argued) is not None)
        yield from (
            Item(Role.WARNING, f"A lower tribunal's decision would force the opposite: {_cited(lower)}.", tag=lower.authority)
            for lower in argued.contrary
        )
    apart, alike = told_apart(argued), likened(argued)
    if apart:
        yield Item(Role.JOINT, "Tell the case from:", items=[_apart_in_brief(one, factors) for one in apart[:FEW]])
        if apart[FEW:]:
            yield Item(Role.NOTE, f"And from these, which bind: {'; '.join(_cited(one.decision) for one in apart[FEW:])}.")
    if alike:
        yield Item(Role.JOINT, "Liken the case to:", items=[_alike_in_brief(one, factors) for one in alike])
    matter = to_find_out(argued, (*apart, *alike))[:FEW] if forced_for(argued) is None else ()
    if matter:
        items = [Item(Role.FACT, factor.asks, Truth.UNDETERMINED, factor.place) for factor in matter]
        yield Item(Role.JOINT, "To find out first:", items=items)


def _cited(one: Decision) -> str:
    more = filter(None, (on_other_law(one), "decided of past harm" if one.past else "", "in doubt" if one.doubt else ""))
    return f"{one.cite} ({'; '.join((_standing(one), one.weight.value, VERIFIED[one.verified], *more))})"


def _apart_in_brief(near: Near, factors: _Factors) -> Item:
    shared = _present(near.shared[:FEW], factors)
    apart = _beside(near.lacking[:FEW], near.burdened[:FEW], factors) or f"nothing known; it shares {shared}"
    return Item(Role.AUTHORITY, f"{_cited(near.decision)}. By: {apart}.", tag=near.decision.authority)


def _alike_in_brief(near: Near, factors: _Factors) -> Item:
    shared = _present(near.shared[:FEW], factors)
    return Item(Role.AUTHORITY, f"{_cited(near.decision)}. Shared: {shared}.", tag=near.decision.authority)
