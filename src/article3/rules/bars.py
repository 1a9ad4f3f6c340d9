"""What bars withholding, under the INA and under the Convention alike: INA 241(b)(3)(B), 8 CFR 1208.16(d)(2).

Nothing here bars deferral. A bar decides which form protection takes, never whether there is protection.
"""

from article3.facts import bars
from article3.logic.propositions import Constant, Not, all_of, any_of, cite, question, rule, some, unless
from article3.logic.truth import Truth

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

presumption_rebutted = rule(
    "presumption_rebutted",
    "All six mitigating conditions are met, and extraordinary and compelling circumstances besides.",
    all_of(
        bars.small_quantity,
        bars.modest_payment,
        bars.peripheral_part,
        bars.no_violence,
        bars.no_organized_crime,
        bars.no_harm_to_juveniles,
        bars.extraordinary_and_compelling,
    ),
    by=(cite("ina-241", "(b)(3)(B)(ii)"), cite("matter-of-y-l")),
)

trafficking_presumption = rule(
    "trafficking_presumption",
    "An aggravated felony of drug trafficking is presumed to be a particularly serious crime, and nothing rebuts that.",
    question(
        "trafficking_crimes",
        presumed=unless(
            all_of(bars.aggravated_felony, bars.drug_trafficking),
            presumption_rebutted,
        ),
        presumed_from_2002=unless(
            all_of(bars.aggravated_felony, bars.drug_trafficking, Not(bars.pleaded_before_y_l)),
            presumption_rebutted,
        ),
        case_by_case=Constant(Truth.NOT_ESTABLISHED, "Nothing is presumed; each conviction is judged on its own facts."),
    ),
    by=(cite("ina-241", "(b)(3)(B)(ii)"), cite("matter-of-y-l")),
)

mental_health_weighed = rule(
    "mental_health_weighed",
    "Mental health bore on the offense, and may be weighed.",
    question(
        "mental_health_in_bar",
        may_be_weighed=bars.mental_health,
        excluded=Constant(Truth.NOT_ESTABLISHED, "Mental health is not considered for this purpose."),
    ),
    by=cite("ina-241", "(b)(3)(B)(ii)"),
)

serious_conviction = rule(
    "serious_conviction",
    "The conviction is final and is for a particularly serious crime, by presumption or on its own facts.",
    all_of(
        bars.final,
        any_of(trafficking_presumption, bars.particularly_serious),
    ),
    by=(cite("ina-241", "(b)(3)(B)(ii)"), cite("matter-of-n-a-m")),
    weighs=[mental_health_weighed],
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

public_health_danger = rule(
    "public_health_danger",
    "A designated public-health emergency makes the applicant a danger to security.",
    question(
        "public_health_bar",
        not_in_force=Constant(Truth.NOT_ESTABLISHED, "The text that says so is not in force."),
        in_force=bars.public_health,
    ),
    by=cite("cfr-1208-16", "(d)(2)"),
)

danger_to_security = rule(
    "danger_to_security",
    "There are reasonable grounds to regard the applicant as a danger to the security of the United States.",
    any_of(
        bars.terrorism,
        bars.danger_to_security,
        public_health_danger,
    ),
    by=(cite("ina-241", "(b)(3)(B)(iv)"), cite("ina-241", "(b)(3)(B) flush")),
)

human_rights_violator = rule(
    "human_rights_violator",
    "The applicant is deportable for Nazi persecution, genocide, torture or extrajudicial killing.",
    bars.human_rights_violator,
    by=(cite("ina-241", "(b)(3)(B)"), cite("ina-237", "(a)(4)(D)")),
)

undisproved_bar = rule(
    "undisproved_bar",
    "The evidence indicates that a ground may apply, and the applicant has failed to disprove it.",
    unless(bars.evidence_indicates, bars.disproved),
    by=(cite("cfr-1240-8", "(d)"), cite("cfr-1208-16", "(d)(2)")),
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
        undisproved_bar,
    ),
    by=(cite("cfr-1208-16", "(d)(2)"), cite("ina-241", "(b)(3)(B)")),
)
