"""What can bar asylum and withholding. Nothing here bars deferral."""

from article3.facts.fact import Group
from article3.logic.propositions import cite
from article3.logic.variables import Collection, Entity

bars = Group("bars", "Grounds that bar asylum or withholding (none of them bars deferral)")

persecutor = bars.yes_no(
    "persecutor",
    "Did the applicant order, incite, assist or otherwise take part in persecuting anyone because of race, religion, "
    "nationality, group or political opinion?",
    by=cite("ina-241", "(b)(3)(B)(i)"),
    form="Part B.3, C.3",
)
aggravated_felony_years = bars.number(
    "aggravated_felony_years",
    "To how many years of prison in all was the applicant sentenced, by final judgments, for aggravated felonies?",
    unit="years",
    hint="Add up every sentence that a final judgment imposed for an aggravated felony, suspended time included; 0 if there is "
    "none. Five years or more is a "
    "particularly serious crime without further analysis.",
    by=cite("ina-241", "(b)(3)(B) flush"),
    form="Part C.6",
)
serious_nonpolitical_crime = bars.assessment(
    "serious_nonpolitical_crime",
    "Are there serious reasons to believe that the applicant committed a serious nonpolitical crime abroad before arriving?",
    by=cite("ina-241", "(b)(3)(B)(iii)"),
    form="Part B.2",
)
danger_to_security = bars.assessment(
    "danger_to_security",
    "Are there reasonable grounds to regard the applicant as a danger to the security of the United States?",
    hint="Includes the terrorism grounds of INA 237(a)(4)(B); money or help given to a listed group can count even if forced.",
    by=cite("ina-241", "(b)(3)(B)(iv)"),
    form="Part B.3",
)
human_rights_violator = bars.yes_no(
    "human_rights_violator",
    "Is the applicant deportable for Nazi persecution, genocide, torture or extrajudicial killing?",
    by=cite("ina-237", "(a)(4)(D)"),
    form="Part C.3",
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
    hint="Nature of the offense, sentence, circumstances, danger. Drug trafficking is presumed to be one (Matter of Y-L-).",
    by=cite("ina-241", "(b)(3)(B)(ii)"),
    form="Part C.6",
)
