"""What can bar asylum and withholding. Nothing here bars deferral."""

from article3.facts.fact import Group
from article3.logic.propositions import cite
from article3.logic.variables import Collection, Entity

bars = Group("bars", "Grounds that bar asylum or withholding (none of them bars deferral)")

persecutor = bars.yes_no(
    "persecutor",
    "Did the applicant ever take part in persecuting anyone because of race, religion, nationality, group or political opinion?",
    hint="Ordering it, urging others to do it, or helping counts.",
    by=cite("ina-241", "(b)(3)(B)(i)"),
    form="Part B.3, C.3",
)
aggravated_felony_years = bars.number(
    "aggravated_felony_years",
    "For aggravated felonies, how many years of prison do all final sentences add up to?",
    unit="years",
    hint="Add up every sentence that a final judgment imposed for an aggravated felony, suspended time included; 0 if there is "
    "none. Any sentence means an aggravated felony, which bars asylum; five years or more is a particularly serious crime "
    "without further analysis.",
    by=cite("ina-241", "(b)(3)(B) flush"),
    form="Part C.6",
)
ONE_DAY = 1 / 366
"""The least sentence there is, in years."""

serious_nonpolitical_crime = bars.assessment(
    "serious_nonpolitical_crime",
    "Are there serious reasons to believe that the applicant committed a serious nonpolitical crime abroad before arriving?",
    by=cite("ina-241", "(b)(3)(B)(iii)"),
    form="Part B.2",
)
terrorism = bars.assessment(
    "terrorism",
    "Is the applicant described in the terrorism grounds, material support included?",
    hint="Money or help given to a listed or other armed group can count even if it was forced. Does not bar deferral.",
    by=cite("ina-237", "(a)(4)(B)"),
    form="Part B.3",
)
danger_to_security = bars.assessment(
    "danger_to_security",
    "Are there reasonable grounds to regard the applicant as a danger to the security of the United States?",
    hint="Grounds other than terrorism, which is asked for by itself.",
    by=cite("ina-241", "(b)(3)(B)(iv)"),
    form="Part B.3",
)
human_rights_violator = bars.assessment(
    "human_rights_violator",
    "Is the applicant deportable for Nazi persecution, genocide, torture or extrajudicial killing?",
    hint="Asks what the applicant did to others, not what others did to the applicant: ordering it, urging it, helping or "
    "taking part. A service in police, army or an armed group is a reason to ask. It bars withholding and not deferral.",
    by=cite("ina-237", "(a)(4)(D)"),
    form="Part C.3",
)
public_health = bars.assessment(
    "public_health",
    "Is the applicant within a public-health emergency that has been designated?",
    hint="The text has been in force since 2025-12-31; no designation under it was seen by 2026-10-02.",
    by=cite("cfr-1208-13", "(c)(10)"),
)
evidence_indicates = bars.assessment(
    "evidence_indicates",
    "Does the evidence indicate that one of these grounds may apply?",
    hint="Say no if nothing in the record points to one. If something does, the applicant must prove by a preponderance of "
    "the evidence that the ground does not apply.",
    by=cite("cfr-1240-8", "(d)"),
)
disproved = bars.assessment(
    "disproved",
    "Has the applicant proved that this ground does not apply?",
    hint="Asked only where the evidence indicates a ground; the applicant must show that it is more likely than not absent.",
    by=cite("cfr-1240-8", "(d)"),
)
firmly_resettled = bars.assessment(
    "firmly_resettled",
    "Was the applicant firmly resettled in another country before arriving?",
    by=cite("ina-208", "(b)(2)(A)(vi)"),
    form="Part C.2",
)
safe_third_country = bars.assessment(
    "safe_third_country",
    "Can the applicant be removed under an agreement to a safe third country?",
    hint="A bar to asylum only. Where the government invokes a cooperative agreement, it is decided first.",
    by=cite("ina-208", "(a)(2)(A)"),
)

conviction = Entity("conviction")
convictions = Collection("convictions", conviction, "Has the applicant been convicted of any crime? List each conviction.")
conviction_facts = Group("conviction", "Convictions", conviction)

offense = conviction_facts.text("offense", "What was the offense?", form="Part C.6")
final = conviction_facts.yes_no(
    "final",
    "Is the conviction final?",
    hint="Say in a note whether a direct appeal is pending or still possible.",
    by=cite("ina-241", "(b)(3)(B)(ii)"),
)
aggravated_felony = conviction_facts.assessment(
    "aggravated_felony", "Is it an aggravated felony?", by=cite("ina-208", "(b)(2)(B)(i)")
)
particularly_serious = conviction_facts.assessment(
    "particularly_serious",
    "Is it a particularly serious crime?",
    hint="Nature of the offense, sentence, circumstances of the crime; danger to the community follows from it.",
    by=cite("ina-241", "(b)(3)(B)(ii)"),
    form="Part C.6",
)

drug_trafficking = conviction_facts.yes_no(
    "drug_trafficking",
    "Is it for unlawful trafficking in drugs?",
    hint="An aggravated felony of this kind is presumed to be particularly serious (Matter of Y-L-).",
    by=cite("matter-of-y-l"),
    form="Part C.6",
)
pleaded_before_y_l = conviction_facts.yes_no(
    "pleaded_before_y_l",
    "Was the plea or the verdict before 5 March 2002, when Matter of Y-L- was decided?",
    by=cite("miguel-miguel-v-gonzales"),
)
mental_health = conviction_facts.yes_no(
    "mental_health",
    "Did the applicant's mental health bear on the offense?",
    by=cite("matter-of-b-z-r", point="mental_health_in_bar"),
)
small_quantity = conviction_facts.yes_no("small_quantity", "Was the quantity of the drug very small?", by=cite("matter-of-y-l"))
modest_payment = conviction_facts.yes_no("modest_payment", "Was the payment for the drug modest?", by=cite("matter-of-y-l"))
peripheral_part = conviction_facts.yes_no(
    "peripheral_part", "Was the applicant's part in it merely peripheral?", by=cite("matter-of-y-l")
)
no_violence = conviction_facts.yes_no(
    "no_violence", "Was it free of violence and of any threat of violence?", by=cite("matter-of-y-l")
)
no_organized_crime = conviction_facts.yes_no(
    "no_organized_crime", "Was it free of any tie to organized crime or a terrorist group?", by=cite("matter-of-y-l")
)
no_harm_to_juveniles = conviction_facts.yes_no(
    "no_harm_to_juveniles", "Was it free of harm to juveniles?", by=cite("matter-of-y-l")
)
extraordinary_and_compelling = conviction_facts.assessment(
    "extraordinary_and_compelling",
    "With all six met, are there extraordinary and compelling circumstances that justify departing from the presumption?",
    hint="All six are the least that is needed, not enough by themselves.",
    by=cite("matter-of-y-l"),
)
