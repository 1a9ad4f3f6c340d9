"""A report on the likelihood of torture as a page of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.tables import Page, Part, Table
from article3.explanations.wording import NOT_ADVICE
from article3.findings.risk_words import SIDES, called
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from article3.findings.risk_model import (
        Attack,
        BoundsShown,
        ConflictShown,
        EachStep,
        HarmShown,
        LeftOut,
        LinkShown,
        RiskReport,
        Span,
        TogetherShown,
    )

_READ_AS = {
    "given_earlier": "each chance given the steps before it; any dependence among alternatives and harms",
    "by_themselves": "each chance by itself; any dependence among all links",
}

_CELLS = {Truth.ESTABLISHED: "above", Truth.NOT_ESTABLISHED: "not above", Truth.UNDETERMINED: "on both sides"}
_OUTCOMES = ("likelihood", "risk.all_sources")
_STATED = {"likelihood": "a likelihood of {}", "weakest_link": "{} for the least likely link"}
_FALLS = ("if at its low end", "if it fails (0)")


def risk_page(report: RiskReport) -> Page:
    """The report as a page."""
    forum = report.forum
    subtitle = (
        f"Likelihood of torture. {forum.court}, as of {forum.as_of}. Law data {report.law.version}, kept to "
        f"{report.law.maintained_through}."
    )
    parts = (
        _together(report),
        *(_harm(shown, report) for shown in report.harms),
        _without_independence(report),
        *_tests(report),
        _flips(report),
        _carries(report),
        Part("Read this too", notes=_warnings(report)),
        Part("What this takes for granted", notes=(*report.assumptions, *report.reminders, report.illustration, NOT_ADVICE)),
    )
    return Page(report.title or "Case", subtitle, tuple(part for part in parts if part.says or part.tables or part.notes))


def _warnings(report: RiskReport) -> tuple[str, ...]:
    """What the decision warns of, its doubts of the forum among it."""
    return *(f"The forum: {doubt}" for doubt in report.forum.doubts), *report.warnings


def percent(number: float) -> str:
    """A likelihood in per cent: two places, and more where one half is so near that two would hide the side."""
    texts = [f"{number * 100:.{places}f}" for places in (2, 4, 6, 14)]
    text = next((shown for shown in texts if (float(shown) > 50) == (number > 0.5)), texts[-1])  # noqa: PLR2004
    return f"{text.rstrip('0').rstrip('.')}%"


def percents(span: Span) -> str:
    """A span, with its best estimate."""
    if span.low == span.high:
        return percent(span.low if span.best is None else span.best)
    best = "no best estimate" if span.best is None else f"best {percent(span.best)}"
    return f"{percent(span.low)} to {percent(span.high)}, {best}"


def best_of(span: Span) -> str:
    """The best estimate alone; "none" where it rests on a link that nobody has estimated."""
    return "none" if span.best is None else percent(span.best)


def _together(report: RiskReport) -> Part:
    together = report.together
    assumed = "; ".join(f"{question} is {reading}" for question, reading in report.assumed.items())
    says = [f"A what-if, not the law of the forum: {assumed}."] if assumed else []
    says += [_conflict(conflict, report) for conflict in report.conflicts]
    says.append(_of_all(report))
    if any(test.not_a_percentage for test in report.tests):
        says.append("In this forum 'more likely than not' is not a literal percentage; see the law in this forum, below.")
    if together.all_chains:
        says.append(
            "None of these harms counts in this forum as the case stands, for the reasons below; the numbers show the arithmetic "
            "alone."
        )
    if report.established is not None and report.established.span is not None:
        names = _named(report.established.harms, report)
        says.append(f"Of those established to count ({names}): {percents(report.established.span)}.")
    if report.with_failing_chains is not None:
        says += _with_failing_chains(report.with_failing_chains, report)
    if report.all_sources:
        says.append(f"The rules take for all sources together (risk.all_sources): {report.all_sources}.")
    if warnings := _warnings(report):
        says.append(f"Warnings under 'Read this too': {len(warnings)}.")
    rows = tuple(
        (
            shown.id,
            percent(shown.whole.low),
            best_of(shown.whole),
            percent(shown.whole.high),
            _CELLS[shown.more_likely_than_not],
            shown.torture.value,
            shown.course_of_events.value,
        )
        for shown in report.harms
    )
    head = ("harm", "low", "best", "high", "against 50%", "torture", "chain of events")
    caption = (
        "Each feared harm with a chain, on the numbers stated. Torture: what the harm is, however likely. Chain of events: the "
        "test of each event, where this forum asks for one."
    )
    notes = [_why_left_out(shown.id, reason) for shown in report.harms for reason in shown.left_out]
    return Part("In short", tuple(says), (Table(caption, head, rows, numbers=3),), tuple(notes))


def _why_left_out(name: str, reason: LeftOut) -> str:
    step = f"; its least likely step is {reason.step}" if reason.step else ""
    says = reason.says.rstrip(".?")
    return f"{name} is left out: '{says}' is not established ({reason.rule}){step}. Required by: {'; '.join(reason.authorities)}."


def _with_failing_chains(more: TogetherShown, report: RiskReport) -> Iterable[str]:
    if more.span is not None:
        extra = _named((name for name in more.harms if name not in report.together.harms), report)
        yield (
            f"Were {extra} counted too, left out for the test of each event alone, the chance of at least one of "
            f"{_named(more.harms, report)} would be {percents(more.span)}. Nothing read here decides whether a "
            "source that fails that test may still be added to the others; it is left out."
        )


def _of_all(report: RiskReport) -> str:
    together = report.together
    names = _named(together.harms, report)
    what = f"the chance of {names}" if len(together.harms) == 1 else f"the chance of at least one of {names}"
    if together.span is None:
        return f"{_capital(what)} could not be computed exactly: {together.refused}. The bounds below hold all the same."
    counted = {shown.counts for shown in report.harms if shown.id in together.harms}
    if counted != {Truth.ESTABLISHED} and not together.all_chains:
        proved = "all of these prove" if len(together.harms) > 1 else "this proves"
        what = f"if {proved} to count, {what}"
    side = _capital(SIDES[together.more_likely_than_not])
    counts = {conflict.harm for conflict in report.conflicts if conflict.fact in _OUTCOMES}
    if counts & {"", *together.harms}:
        numbers = "the links' numbers, which the rules do not take as they are: see the conflict"
    else:
        numbers = "the numbers stated"
    return f"{_capital(what)}: {percents(together.span)}. {side} on {numbers}."


def _named(harms: Iterable[str], report: RiskReport) -> str:
    described = {shown.id: shown.described for shown in report.harms}
    return ", ".join(called(harm, described.get(harm, "")) for harm in harms)


def _conflict(conflict: ConflictShown, report: RiskReport) -> str:
    """What the rules take, what the chain makes, and that one of the two must be corrected."""
    about = _named((conflict.harm,), report) if conflict.harm else "all sources together"
    makes = "Its chain makes" if conflict.harm else "The chains make"
    if conflict.stated_above is None or conflict.computed_above is None:
        says = f"answers {conflict.stated} to '{conflict.fact}', and the rules take that. {makes} it {conflict.computed}"
    else:
        stated = _STATED.get(conflict.fact, "{}").format(conflict.stated)
        says = (
            f"states {stated}, {SIDES[conflict.stated_above]}, and the rules take that. {makes} {conflict.computed}, "
            f"{SIDES[conflict.computed_above]}"
        )
    return f"CONFLICT: for {about} the case {says}. Correct one of the two."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _harm(shown: HarmShown, report: RiskReport) -> Part:
    links = {link.id: link for link in report.links}
    rows = []
    for number, step in enumerate(shown.steps, 1):
        if len(step.links) > 1:
            rows.append((f"{number}", "", *_three(step.chance), f"any of {' or '.join(step.links)}"))
        mark = str(number) if len(step.links) == 1 else ""
        rows += [(mark, name, *_three(links[name].chance), _proved(links[name], shown)) for name in step.links]
    says = [shown.described] if shown.described else []
    notes = [f"The whole course: {percents(shown.whole)}; {SIDES[shown.more_likely_than_not]} on the numbers stated."]
    if len(shown.steps) > 1:
        notes.append(f"{_weakest(shown)}The least likely at each end: {SIDES[shown.each_step]}.")
    if shown.stated:
        conflict = any(found.harm == shown.id and found.fact == "likelihood" for found in report.conflicts)
        notes.append(f"The case states {shown.stated}, which the rules keep{': see the conflict above' if conflict else ''}.")
    if shown.relocation:
        notes.append(f"Living elsewhere in the country is weighed once, in {shown.relocation}.")
    notes += [words for step in shown.steps for name in step.links for words in _reasons(links[name])]
    table = Table("Its steps, each given those before it", ("step", "link", "low", "best", "high", "event"), tuple(rows))
    return Part(f"Feared harm: {shown.id}", tuple(says), (table,), tuple(notes))


def _weakest(shown: HarmShown) -> str:
    if shown.weakest_step is None:
        return ""
    among = ", of those estimated" if any(step.chance.best is None for step in shown.steps) else ""
    return f"Least likely step at best{among}: {' or '.join(shown.steps[shown.weakest_step - 1].links)}. "


def _three(span: Span) -> tuple[str, str, str]:
    return percent(span.low), best_of(span), percent(span.high)


def _proved(link: LinkShown, shown: HarmShown) -> str:
    shared = [name for name in link.harms if name != shown.id]
    also = f" (also in {', '.join(shared)})" if shared else ""
    return f"{link.event} [{', '.join(link.because) or 'no exhibit'}]{also}"


def _reasons(link: LinkShown) -> Iterable[str]:
    base = link.base_rate
    if base is not None:
        uplift = "no uplift for this applicant is stated"
        if base.factor is not None:
            low, high = (f"x{end:g}" for end in (base.factor.low, base.factor.high))
            uplift = f"this applicant {low}" if low == high else f"this applicant {low} to {high}"
        yield f"{link.id}: reasoned from a group, {base.of}: {percents(base.rate)}; {uplift}."
    if link.note:
        yield f"{link.id}: {link.note}"


def _without_independence(report: RiskReport) -> Part:
    rows = [_bound(shown.id, bounds) for shown in report.harms for bounds in shown.bounds]
    rows += [_bound("at least one", bounds) for bounds in report.together.bounds if len(report.together.harms) > 1]
    head = ("harm", "low", "high", "how the chances are read")
    says = "Ends that hold whatever the links have to do with each other; tight: no narrower ends hold for every dependence."
    return Part("Without independence", (says,), (Table("Bounds", head, tuple(rows), numbers=2),))


def _bound(name: str, bounds: BoundsShown) -> tuple[str, ...]:
    tight = "tight" if bounds.tight else "not always tight"
    return name, percent(bounds.low), percent(bounds.high), f"{_READ_AS[bounds.read_as]} ({tight})"


def _tests(report: RiskReport) -> Iterable[Part]:
    for test in report.tests:
        opened = "OPEN. " if test.open else ""
        notes = (*test.says, *test.authorities, *test.read_here)
        yield Part(f"The law in this forum: {test.question.replace('_', ' ')}", (f"{test.asks} {opened}{test.why}",), notes=notes)


def _flips(report: RiskReport) -> Part:
    moved = [link for link in report.links if link.at_low is not None or link.legal_break_even is not None]
    moved.sort(key=lambda link: -_swing(link))
    tested = report.each_step is not None and report.each_step.best is not None
    rows = tuple(_flip(link, tested=tested) for link in moved)
    turn = _turn(report.attack, _not_estimated(report))
    if not rows:
        return Part("Where the conclusion flips", notes=(turn,) if _not_estimated(report) else ())
    caption = (
        "Break-even: the chance of the link at which that of at least one harm is 50%, every other link at best. "
        "Low and high: the chance of at least one harm with the link at its ends."
    )
    if tested:
        caption += (
            " Legal: the break-even where a chain counts only while each of its steps is above 50%; (step) marks that it is "
            "there that a chain stops counting."
        )
    notes = [turn]
    if report.each_step is not None:
        notes += _tested(report.each_step, report)
    if report.weakest:
        notes.append(f"Where each step must be more likely than not, the step nearest to failing that test is {report.weakest}.")
    head = ("link", "best", "break-even", *(["legal"] * tested), "at low", "at high", "swing")
    return Part("Where the conclusion flips", (), (Table(caption, head, rows, numbers=len(head) - 1),), tuple(notes))


def _flip(link: LinkShown, *, tested: bool) -> tuple[str, ...]:
    legal = ["none" if link.legal_break_even is None else legal_break_even(link)] if tested else []
    if link.at_low is None or link.at_high is None:
        # Named only by a chain that is left out: it moves nothing as long as that is so.
        return link.id, best_of(link.chance), "-", *legal, "-", "-", "-"
    plain = "none" if link.break_even is None else percent(link.break_even)
    return link.id, best_of(link.chance), plain, *legal, percent(link.at_low), percent(link.at_high), percent(_swing(link))


def legal_break_even(link: LinkShown) -> str:
    """The break-even of a link under the test of each step, marked where it is that test that turns the conclusion."""
    return "" if link.legal_break_even is None else f"{percent(link.legal_break_even)}{' (step)' * link.by_step}"


def _not_estimated(report: RiskReport) -> list[str]:
    """The links of the harms counted that nobody has estimated."""
    return [link.id for link in report.links if link.chance.best is None and set(link.harms) & set(report.together.harms)]


def _turn(attack: Attack | None, not_estimated: list[str]) -> str:
    """Which link turns the conclusion most cheaply."""
    if not_estimated:
        return (
            f"Nobody has estimated {', '.join(not_estimated)}: until then no change is the cheapest, and what a link does is "
            "worked out only where every other is estimated."
        )
    if attack is None:
        return "No single link, changed alone, brings the chance to 50%."
    at, to = percent(attack.at), percent(attack.to)
    if attack.falls and attack.by_step:
        return (
            f"Expect the government to attack {attack.link}: at {to} (from {at}) a step is no longer above 50%, its chain stops "
            "counting where each step must be, and the chance falls to 50% or less. No other change is as cheap."
        )
    if attack.falls:
        return (
            f"Expect the government to attack {attack.link}: it is the cheapest change that brings the chance to 50%, "
            f"from {at} to {to}."
        )
    if attack.by_step:
        return (
            f"Proof helps most at {attack.link}: from {at} to more than {to} its chain would pass the test of each step, and "
            "carry the claim past 50%."
        )
    return f"Proof helps most at {attack.link}: from {at} to more than {to} would carry the claim past 50%."


def _tested(each_step: EachStep, report: RiskReport) -> Iterable[str]:
    """What the test of each step changes in the whole, if anything."""
    if each_step.best is None:
        yield f"Break-evens under the test of each step could not be computed exactly: {each_step.refused}."
    elif report.together.span is not None and each_step.best != report.together.span.best:
        yield (
            "Counting only chains whose every step is above 50% at best, the chance of at least one is "
            f"{percent(each_step.best)}; what is said of attack and proof is reckoned from there."
        )


def _swing(link: LinkShown) -> float:
    return (link.at_high or 0.0) - (link.at_low or 0.0)


def _carries(report: RiskReport) -> Part:
    links = sorted(
        (link for link in report.links if link.drop is not None), key=lambda link: (-(link.drop or 0.0), link.at_low or 0.0)
    )
    says = (
        "The chance of at least one harm, others at best, worst failure first. A single number is its own low end.",
        "With an exhibit go all links that it proves, as if those had no other proof.",
    )
    tables = []
    if report.exhibits:
        rows = tuple(
            (shown.exhibit, percent(shown.at_low), percent(shown.fallen), f"{', '.join(shown.links)} ({shown.title})")
            for shown in report.exhibits
        )
        tables.append(Table("Exhibits", ("exhibit", *_FALLS, "links"), rows, numbers=2))
    if links:
        lost = tuple((link.id, percent(link.at_low or 0.0), percent(link.fallen or 0.0)) for link in links)
        tables.append(Table("Links", ("link", *_FALLS), lost, numbers=2))
    return Part("What carries the conclusion", says if tables else (), tuple(tables))
