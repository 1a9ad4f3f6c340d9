"""Asylum, as far as the comparison needs it: INA 208. None of its deadlines and bars reaches protection under the Convention."""

import datetime as dt

from article3.facts import bars, persecution, proceeding
from article3.logic.propositions import Not, all_of, any_of, cite, rule, some, unless
from article3.rules.bars import (
    danger_to_security,
    particularly_serious_crime,
    persecutor,
    serious_nonpolitical_crime,
    undisproved_bar,
)
from article3.rules.credibility import proof_of_persecution
from article3.rules.hearing import hearing
from article3.rules.statutory_withholding import nexus

asylum_jurisdiction = rule(
    "asylum_jurisdiction",
    "Asylum can be asked for in this kind of proceeding.",
    Not(proceeding.kind.one_of("withholding_only", "reasonable_fear")),
    by=cite("cfr-1208-2", "(c)(3)(i)"),
)

presumed_fear = rule(
    "presumed_fear",
    "Past persecution raises a presumption of a well-founded fear, which the government has not rebutted.",
    unless(persecution.past_persecution, persecution.presumption_rebutted),
    by=cite("ina-101", "(a)(42)"),
)

humanitarian_asylum = rule(
    "humanitarian_asylum",
    "Even without a fear that remains, past persecution or other serious harm gives compelling reasons.",
    all_of(persecution.past_persecution, persecution.humanitarian_reasons),
    by=cite("ina-101", "(a)(42)"),
)

refugee = rule(
    "refugee",
    "The applicant is a refugee: persecuted, or with a well-founded fear of it, on account of a protected ground.",
    all_of(
        nexus,
        any_of(
            persecution.well_founded_fear,
            presumed_fear,
            humanitarian_asylum,
        ),
    ),
    by=(cite("ina-101", "(a)(42)"), cite("ina-208", "(b)(1)(B)(i)")),
)

late_filing_excused = rule(
    "late_filing_excused",
    "Changed or extraordinary circumstances explain the delay, and the application followed within a reasonable time.",
    all_of(
        any_of(
            proceeding.changed_circumstances,
            proceeding.extraordinary_circumstances,
        ),
        proceeding.reasonable_period,
    ),
    by=cite("ina-208", "(a)(2)(D)"),
)

timely_filing = rule(
    "timely_filing",
    "Asylum was applied for within a year of the last arrival, or an exception applies.",
    any_of(
        proceeding.asylum_filed.within_years_of(
            proceeding.last_arrival, 1, no_earlier=dt.date(1997, 4, 1), rolls_over=True, number="asylum_one_year"
        ),
        late_filing_excused,
        proceeding.unaccompanied_child,
    ),
    by=(cite("ina-208", "(a)(2)(B)"), cite("ina-208", "(a)(2)(D)")),
)

earlier_denial = rule(
    "earlier_denial",
    "An earlier asylum application was denied, and nothing has changed since.",
    unless(proceeding.earlier_asylum_denial, proceeding.changed_circumstances),
    by=(cite("ina-208", "(a)(2)(C)"), cite("ina-208", "(a)(2)(D)")),
)

any_aggravated_felony = rule(
    "any_aggravated_felony",
    "For asylum every aggravated felony is a particularly serious crime, whatever the sentence.",
    any_of(
        some(bars.convictions, all_of(bars.final, bars.aggravated_felony)),
        # Years of final sentences for aggravated felonies presuppose such a conviction, listed or not.
        bars.aggravated_felony_years.at_least(bars.ONE_DAY),
    ),
    by=cite("ina-208", "(b)(2)(B)(i)"),
)

safe_third_country = rule(
    "safe_third_country",
    "The applicant can be removed to a safe third country under an agreement.",
    unless(bars.safe_third_country, proceeding.unaccompanied_child),
    by=cite("ina-208", "(a)(2)(A)"),
)

asylum_bar = rule(
    "asylum_bar",
    "A ground applies on which asylum must be denied.",
    any_of(
        earlier_denial,
        safe_third_country,
        persecutor,
        particularly_serious_crime,
        any_aggravated_felony,
        serious_nonpolitical_crime,
        danger_to_security,
        bars.firmly_resettled,
        undisproved_bar,
    ),
    by=(cite("ina-208", "(a)(2)"), cite("ina-208", "(b)(2)(A)")),
)

asylum = rule(
    "asylum",
    "Asylum may be granted, as a matter of discretion.",
    unless(
        all_of(
            hearing,
            asylum_jurisdiction,
            proof_of_persecution,
            refugee,
            timely_filing,
            persecution.merits_discretion,
        ),
        asylum_bar,
    ),
    by=cite("ina-208", "(b)(1)(A)"),
)
