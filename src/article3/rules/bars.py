"""What bars withholding, under the INA and under the Convention alike: INA 241(b)(3)(B), 8 CFR 1208.16(d)(2).

Nothing here bars deferral. A bar decides which form protection takes, never whether there is protection.
"""

from article3.facts import bars
from article3.logic.propositions import all_of, any_of, cite, rule, some

persecutor = rule(
    "persecutor",
    "The applicant took part in persecuting others.",
    bars.persecutor,
    by=cite("ina-241", "(b)(3)(B)(i)"),
)

aggravated_felony_five_years = rule(
    "aggravated_felony_five_years",
    "Aggravated felonies with sentences of five years or more in all are a particularly serious crime without more.",
    bars.aggravated_felony_years.at_least(5),
    by=cite("ina-241", "(b)(3)(B) flush"),
)

serious_conviction = rule(
    "serious_conviction",
    "The conviction is final and is for a particularly serious crime on its own facts.",
    all_of(bars.final, bars.particularly_serious),
    by=(cite("ina-241", "(b)(3)(B)(ii)"), cite("matter-of-n-a-m")),
)

particularly_serious_crime = rule(
    "particularly_serious_crime",
    "The applicant has been convicted of a particularly serious crime.",
    any_of(
        aggravated_felony_five_years,
        some(bars.convictions, serious_conviction),
    ),
    by=cite("ina-241", "(b)(3)(B)(ii)"),
)

serious_nonpolitical_crime = rule(
    "serious_nonpolitical_crime",
    "There are serious reasons to believe that the applicant committed a serious nonpolitical crime abroad.",
    bars.serious_nonpolitical_crime,
    by=cite("ina-241", "(b)(3)(B)(iii)"),
)

danger_to_security = rule(
    "danger_to_security",
    "There are reasonable grounds to regard the applicant as a danger to the security of the United States.",
    bars.danger_to_security,
    by=cite("ina-241", "(b)(3)(B)(iv)"),
)

human_rights_violator = rule(
    "human_rights_violator",
    "The applicant is deportable for Nazi persecution, genocide, torture or extrajudicial killing.",
    bars.human_rights_violator,
    by=(cite("ina-241", "(b)(3)(B)"), cite("ina-237", "(a)(4)(D)")),
)

mandatory_denial = rule(
    "mandatory_denial",
    "A ground applies on which withholding must be denied.",
    any_of(
        persecutor,
        particularly_serious_crime,
        serious_nonpolitical_crime,
        danger_to_security,
        human_rights_violator,
    ),
    by=(cite("cfr-1208-16", "(d)(2)"), cite("ina-241", "(b)(3)(B)")),
)
