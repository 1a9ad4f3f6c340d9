"""An argument from precedent as an outline: what is forced, what would force it, what to liken the case to and tell it from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import NOT_ADVICE, VERIFIED
from article3.law.precedents import Decided, Side
from article3.logic.truth import Truth
from article3.precedents.argument import Use
from article3.precedents.reasons import Model, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from article3.precedents.argument import Argued, Argument, Decision, FactorStated, Near, WouldForce

    _Factors: TypeAlias = Mapping[str, FactorStated]
    """The factors of an issue by their ids."""

_SHOWN = 3
"""So many of the nearest decisions for each side are told, unless all are asked for."""

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
PAST = "It was decided of harm that had happened. Of harm that is feared it is evidence, and forces nothing."
"""What goes before a precedent's doubt."""

_MODELS = {
    Model.REASON: "A binding decision forces the outcome if this case has its whole reason and no opposing factor that it did "
    "not have.",
    Model.RESULT: "A binding decision forces the outcome if this case has all its factors for the winner and no opposing factor "
    "that it did not have.",
}


def of_argument(argument: Argument, *, everything: bool = False) -> Outline:
    """The outline of an argument.

    Args:
        argument: what to tell.
        everything: also issues of which nothing is known, and every decision; otherwise the nearest ones.
    """
    told = [argued for argued in argument.issues if everything or argued.speaks or argued.outcome is not Outcome.NOT_FORCED]
    silent = [argued for argued in argument.issues if argued not in told]
    sections = [
        Section("In short", [_short(argued) for argued in told]),
        *(Section(f"{argued.title}: {argued.about}", list(_issue(argued, everything=everything))) for argued in told),
        Section(
            "Little or nothing is known yet on these; name one of them to see its factors",
            [Item(Role.FACT, argued.title, tag=argued.id) for argued in silent],
        ),
        Section("Read this too", [Item(Role.WARNING, warning) for warning in (*argument.warnings, _HOW, NOT_ADVICE)]),
    ]
    return Outline(argument.title or "Case", _subtitle(argument), [section for section in sections if section.items])


_HOW = (
    "Factors are what decisions mention, not all there is to them. What is not forced is for argument; what is forced can be "
    "contested by showing a factor that the decision did not have before it. An unknown factor counts neither way."
)


def _subtitle(argument: Argument) -> str:
    place = f"{argument.place}, " if argument.place else ""
    return (
        f"Arguments from precedent. {place}{argument.court}, as of {argument.as_of}. {_MODELS[argument.model]} "
        f"Law data {argument.law_version}, kept to {argument.maintained_through}."
    )


def _short(argued: Argued) -> Item:
    return Item(Role.FACT, f"{argued.title}: {_answer(argued)}", tag=argued.id)


def _answer(argued: Argued) -> str:
    by = "; ".join(one.cite for one in argued.by)
    if argued.outcome is Outcome.FOR:
        return f"forced for the applicant by {by}."
    if argued.outcome is Outcome.AGAINST:
        return f"forced against the applicant by {by}."
    if argued.outcome is Outcome.CONFLICT:
        return f"binding decisions conflict, so nothing is forced: {by}."
    uses = (("liken it to", _top(argued.liken)), ("tell it from", _top(argued.distinguish)))
    advice = "; ".join(f"{use} {names}" for use, names in uses if names)
    return f"not forced; {advice or 'no decision recorded here shares a known factor with it'}."


def _top(near: Sequence[Near]) -> str:
    return " and ".join(one.decision.cite.partition(",")[0] for one in near if one.level == 0)


def _issue(argued: Argued, *, everything: bool) -> Iterator[Item]:
    yield Item(Role.PLAIN, argued.asks)
    factors = {factor.id: factor for factor in argued.factors}
    yield _outcome(argued, factors)
    yield from _settles(argued)
    known = [factor for factor in argued.factors if factor.value != "unknown"]
    yield Item(
        Role.JOINT, "What is known:" if known else "Nothing is known of its factors.", items=[_factor(one) for one in known]
    )
    liken, distinguish = (near if everything else near[:_SHOWN] for near in (argued.liken, argued.distinguish))
    for side in Side:
        ways = argued.would_force[side.value]
        if ways:
            yield Item(Role.JOINT, f"What would force it {_PARTY[side]}:", items=[_way(way, factors) for way in ways])
    if liken:
        yield Item(Role.JOINT, "Liken the case to:", items=[_near(one, factors) for one in liken])
    if distinguish:
        yield Item(Role.JOINT, "Tell the case from:", items=[_near(one, factors) for one in distinguish])
    yield from _open(argued, (*liken, *distinguish), everything=everything)
    hidden = len(argued.liken) + len(argued.distinguish) - len(liken) - len(distinguish)
    more = [
        *([f"{hidden} that are less near"] if hidden else []),
        *([f"{len(argued.others)} that share no known factor"] if argued.others else []),
    ]
    if more and not everything:
        yield Item(Role.NOTE, f"Further decisions on the issue, shown with --all: {' and '.join(more)}.")
    elif argued.others:
        yield Item(Role.JOINT, "Further decisions, which share no known factor:", items=[_decision(one) for one in argued.others])
    if argued.gone:
        yield Item(Role.JOINT, "Not to be relied on here:", items=[_decision(one) for one in argued.gone])


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
    if side is Side.AGAINST:
        for decision, behind in zip(item.items, argued.by, strict=True):
            decision.items.append(Item(Role.NOTE, _contest(behind, factors)))
    if argued.contrary:
        text = "A lower tribunal's decisions would force the opposite; they do not govern:"
        item.items.append(Item(Role.WARNING, text, items=[_decision(one) for one in argued.contrary]))
    return item


def _contest(behind: Decision, factors: _Factors) -> str:
    """What would take a case out of the reach of a decision against the applicant."""
    new = [one.id for one in factors.values() if one.side is Side.FOR and one.id not in behind.factors_for]
    shown = f"; or if any of these were shown, which it did not have before it: {_present(new, factors)}" if new else ""
    return f"It would not reach this case if any of these were not so: {_present(behind.reason, factors)}{shown}."


def _settles(argued: Argued) -> Iterator[Item]:
    for one in argued.establishes:
        outcomes = {"for the applicant": one.for_applicant, "against": one.against_applicant}
        answers = "; ".join(f"{answer} if it comes out {side}" for side, answer in outcomes.items() if answer)
        recorded = one.recorded or "nothing"
        yield Item(Role.NOTE, f"This settles: {one.question} {answers}. Recorded: {recorded}.", tag=one.place)


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


def _near(near: Near, factors: _Factors) -> Item:
    item = _decision(near.decision)
    item.items.append(Item(Role.NOTE, f"Shared: {_present(near.shared, factors)}."))
    apart = (*near.lacking, *near.burdened)
    closer = (*near.stronger, *near.relieved)
    reason = [name for name in near.lacking if name in near.decision.reason]
    if near.use is Use.LIKEN:
        told = (
            ("Expect it to be told apart by", apart),
            ("This case is stronger by", closer),
            ("Would bring it closer, if shown", near.to_show),
        )
        more = ("Would tell it apart, if the other side shows", near.to_rule_out)
    else:
        told = (
            ("Tell it apart by", apart),
            ("Expect the answer that this case is weaker by", closer),
            ("Would tell it apart, if shown", near.to_rule_out),
        )
        more = ("Would bring it closer, if the other side shows", near.to_show)
    item.items += [Item(Role.NOTE, f"{label}: {_told(names, factors)}.") for label, names in (*told, more) if names]
    if reason:
        text = f"It does not reach this case, because it rested on what is not so here: {_present(reason, factors)}."
        item.items.append(Item(Role.NOTE, text))
    return item


def _told(names: Sequence[str], factors: _Factors) -> str:
    """Factors in words; of those that the case lacks, that it does."""
    return ", ".join(factors[name].lacks if factors[name].value == "no" else factors[name].says for name in names)


def _present(names: Sequence[str], factors: _Factors) -> str:
    """Factors in words, as present, whatever is known of them in the case."""
    return ", ".join(factors[name].says for name in names)


def _open(argued: Argued, near: Sequence[Near], *, everything: bool) -> Iterator[Item]:
    """The unknown factors that matter for what is told, each with the evidence to look for."""
    ways = [way for side in Side for way in argued.would_force[side.value]]
    matter = {name for way in ways for name in (*way.present, *way.absent)} | {
        name for one in near if one.level == 0 for name in (*one.to_show, *one.to_rule_out)
    }
    unknown = [factor for factor in argued.factors if factor.value == "unknown"]
    asked = [factor for factor in unknown if everything or factor.id in matter or not near]
    if asked:
        items = [_asked(factor) for factor in asked]
        yield Item(Role.JOINT, "What to find out, and what would show it:", items=items)


def _asked(factor: FactorStated) -> Item:
    text = f"{factor.asks} ({factor.side.value}; {factor.cite})"
    return Item(Role.FACT, text, Truth.UNDETERMINED, factor.place, items=[Item(Role.NOTE, factor.evidence)])


def _decision(one: Decision, *, reason: _Factors | None = None, party: bool = False) -> Item:
    ended = f" ({one.ended_by})" if one.ended_by else ""
    outcome = f" {_PARTY[one.outcome]}" if party else ""
    text = f"{one.cite} ({VERIFIED[one.verified]}; {one.standing}{ended}; {WEIGHTS[one.weight]}){outcome}: {one.says}"
    item = Item(Role.AUTHORITY, text, tag=one.authority)
    if reason is not None:
        item.items.append(Item(Role.NOTE, f"Its reason: {_present(one.reason, reason)}."))
    if one.doubt:
        item.items.append(Item(Role.NOTE, f"{DOUBT} {one.doubt}"))
    if one.past:
        item.items.append(Item(Role.NOTE, PAST))
    return item
