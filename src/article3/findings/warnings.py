"""What a reader must know beside the findings: limits of the law data, and doubtful records in the case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from article3.facts import bars, harm, procedure, proceeding
from article3.facts.contradictions import contradictions
from article3.facts.fact import Kind
from article3.facts.vocabulary import FACTS, full_id
from article3.law.countries import named
from article3.logic.calendar import next_working_day
from article3.logic.truth import Truth
from article3.logic.variables import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from article3.facts.case import Case
    from article3.findings.model import Finding
    from article3.law.loading import Law
    from article3.law.positions import Governance
    from article3.logic.forum import Forum


def warnings(
    case: Case,
    forum: Forum,
    law: Law,
    standing: Iterable[Governance],
    findings: Mapping[str, Finding],
    *,
    assume: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """One sentence or two each, those about the law first."""
    return (
        *_about_assumptions(assume or {}),
        *_about_the_law(forum, law, standing),
        *_about_the_country(case),
        *_about_dates(case, forum),
        *_about_the_case(case),
        *_about_the_check(findings),
    )


def _about_assumptions(assume: Mapping[str, str]) -> Iterable[str]:
    if assume:
        listed = "; ".join(f"{question} is {reading}" for question, reading in assume.items())
        yield f"This is a what-if, not the law of the forum: it assumes that {listed}."


def _about_the_law(forum: Forum, law: Law, standing: Iterable[Governance]) -> Iterable[str]:
    if forum.as_of > law.maintained_through:
        yield (
            f"The law here is kept to {law.maintained_through}; you asked for {forum.as_of}. "
            f"Look for anything newer before you rely on it."
        )
    for governing in standing:
        for position in governing.positions:
            if position.uncertain:
                authority = position.authority
                yield (
                    f"{authority.full_cite} may already have been decided: we know its date only as {authority.decided}. "
                    f"Here it counts from {authority.decided.last}; you asked for {forum.as_of}."
                )
    for caution in law.cautions:
        if caution.from_ <= forum.as_of and (caution.until is None or forum.as_of <= caution.until):
            yield " ".join(caution.says.split())


def _about_the_country(case: Case) -> Iterable[str]:
    stated = (case.value(proceeding.country_of_removal, None), case.value(proceeding.nationality, None))
    profiled = {heading.id: heading for words in stated if isinstance(words, str) for heading in named(words)}
    for heading in profiled.values():
        yield (
            f"Conditions in {heading.name} are recorded up to {heading.as_of}, with what is often said and no longer so: "
            f"'article3 country {heading.id}'. They suggest questions and decide nothing."
        )


def _about_the_case(case: Case) -> Iterable[str]:
    bare = [
        full_id(variable)
        for (variable, _), answer in case.answers.items()
        if FACTS[variable].kind is Kind.ASSESSMENT and answer.value is not None and not answer.because and not answer.note
    ]
    if bare:
        yield f"Recorded without reasons: {', '.join(dict.fromkeys(bare))}. Give each assessment a note or an exhibit."
    unproved = [answer for answer in case.answers.values() if answer.value is not None and not answer.because]
    if unproved:
        known = sum(answer.value is not None for answer in case.answers.values())
        yield f"{len(unproved)} of {known} recorded facts name no exhibit."
    years = case.value(bars.aggravated_felony_years, None)
    if isinstance(years, float) and years > 0 and case.members(bars.convictions) == ():
        yield "The case gives years of prison for aggravated felonies but says that there is no conviction. Correct one of them."
    for says in contradictions(case):
        yield f"The case contradicts itself. {says}"
    if case.value(proceeding.kind, None) == "section_235c":
        yield (
            "No judge decides here, which does not end the matter: for an order under INA 235(c) the Department of Homeland "
            "Security itself assesses whether removal would breach Article 3 (8 CFR 1208.18(d)). Put the claim to it in writing."
        )
    for index in case.members(harm.feared_harms) or ():
        if case.value(harm.government_unable, index) is True and case.value(harm.duty_breached, index) is True:
            yield (
                f"{case.name(harm.harm, index)}: the case says both that the government is unable to stop it and that "
                f"officials breach "
                "a duty to step in. Say which duty, and what they could have done."
            )
        likelihood = case.value(harm.likelihood, index)
        if (
            isinstance(likelihood, Interval)
            and likelihood.above(0.5) is Truth.ESTABLISHED
            and case.value(harm.could_relocate, index) is True
        ):
            name = case.name(harm.harm, index)
            yield (
                f"{name}: the case says both that it is more likely than not and that the applicant could live safely "
                "elsewhere in the "
                "country. The likelihood must already take account of relocation; check both."
            )


def _about_dates(case: Case, forum: Forum) -> Iterable[str]:
    """The day by which a petition for review should be filed, where it runs from an order that may pass unnoticed."""
    if (
        case.value(proceeding.kind, None) not in {"withholding_only", "reasonable_fear"}
        or case.value(procedure.petition_day, None) is not None
    ):
        return
    ordered, order = case.value(proceeding.final_order_day, None), case.value(proceeding.removal_order, None)
    why = _WHY_FROM_THE_ORDER[order if isinstance(order, str) else ""] if forum.as_of >= _RILEY else _BEFORE_RILEY
    protective = "File a protective petition by then and ask the court to hold it"
    if not isinstance(ordered, dt.date):
        yield (
            f"Count 30 days from the removal order for a petition for review, not from the decision on protection: {why} "
            f"{protective}; give the day of the order, and the last day is worked out here."
        )
        return
    last = next_working_day(ordered + dt.timedelta(days=30))  # Fed. R. App. P. 26(a), as in the rule 'timely_petition'
    if last < forum.as_of:
        yield (
            f"Counted from the removal order of {ordered}, a petition for review was due by {last}: {why} A late petition can be "
            "heard only if the limit is waived, forfeited or tolled, where the law of the day allows that."
        )
        return
    yield f"Counted from the removal order of {ordered}, a petition for review is due by {last}: {why} {protective}."


_WHY_FROM_THE_ORDER = {
    "administrative": "so Riley v. Bondi (U.S. 2025) decided for administrative orders.",
    "reinstated": "so some circuits count for reinstated orders, and Riley v. Bondi (U.S. 2025) may lead others to.",
    "": "so Riley v. Bondi (U.S. 2025) decided for administrative orders, and some circuits count so for reinstated ones.",
}
"""By kind of removal order; without one, as long as it is not known."""

_RILEY = dt.date(2025, 6, 26)
_BEFORE_RILEY = "from which of the two the days run is disputed, and the earlier day is the safe one."


def _about_the_check(findings: Mapping[str, Finding]) -> Iterable[str]:
    bounded = [finding.id for finding in findings.values() if finding.bounded]
    if bounded:
        yield (
            f"So much is unknown that not every way of settling it could be checked for: {', '.join(bounded)}. They are shown as "
            "undetermined; answering more facts will settle the check."
        )
