"""The applicant, the proceeding and the filing dates."""

from article3.facts.fact import Group
from article3.logic.propositions import cite

_CAT_ELIGIBILITY = cite("cfr-1208-16", "(c)(2)")

applicant = Group("applicant", "The applicant")

nationality = applicant.text("nationality", "What is the applicant's nationality?", form="Part A.I")
credible = applicant.assessment(
    "credible",
    "Is the applicant's testimony credible?",
    hint="Consistent, detailed, plausible on the whole. A claim under "
    "the Convention can succeed on other evidence even where it is not.",
    by=_CAT_ELIGIBILITY,
)
corroboration = applicant.choice(
    "corroboration",
    "If the judge asked for evidence to support the testimony, what happened?",
    "not_asked_for",
    "provided",
    "not_obtainable",
    "missing",
    hint="not_obtainable: the applicant does not have it and cannot reasonably get it; say why in a note.",
    by=cite("ina-240", "(c)(4)"),
)
other_evidence = applicant.assessment(
    "other_evidence",
    "Without the applicant's own testimony, would the other evidence support the claim?",
    hint="For example evidence of country conditions. Asked where the testimony may be doubted or may be too little.",
    by=cite("cfr-1208-16", "(c)(3)"),
)
other_facts = applicant.assessment(
    "other_facts",
    "Does the claim rest on other facts than those the judge may not believe?",
    by=cite("cfr-1208-16", "(c)(3)"),
)

proceeding = Group("proceeding", "The proceeding")

kind = proceeding.choice(
    "kind",
    "What kind of proceeding is it?",
    "removal",
    "deportation_or_exclusion",
    "withholding_only",
    "asylum_and_withholding_only",
    "asylum_merits",
    "credible_fear",
    "reasonable_fear",
    "section_235c",
    "alien_terrorist_removal",
    hint="withholding_only: after a reinstated order, or an administrative order against a person convicted of an "
    "aggravated felony; no asylum there. asylum_merits: before the judge after an asylum officer's merits interview. "
    "credible_fear, reasonable_fear: still being screened. section_235c and alien_terrorist_removal: no judge decides.",
    by=cite("cfr-1208-2", "(c)(3)(i)"),
)
removal_order = proceeding.choice(
    "removal_order",
    "What is the removal order: an earlier order that is used again, or a new one that no judge made, because of a conviction?",
    "reinstated",
    "administrative",
    hint="Asked in withholding-only proceedings and in reasonable-fear screening. reinstated: the notice says that an earlier "
    "order is reinstated, whoever made that order. administrative: a final administrative removal order against a person "
    "convicted of an aggravated felony. The time to ask a court for review can depend on it.",
    by=cite("ina-242", "(b)(1)"),
)
country_of_removal = proceeding.text(
    "country_of_removal", "To which country would the applicant be removed?", by=_CAT_ELIGIBILITY, form="Part B.4"
)

displaced = proceeding.choice(
    "displaced",
    "Has anything been invoked that takes the claim out of the judge's hands?",
    "nothing",
    "cooperative_agreement",
    "assurances",
    hint="cooperative_agreement: the government asks for removal to a third country under an asylum cooperative agreement. "
    "assurances: the government has accepted another government's assurances that the applicant would not be tortured.",
    by=cite("cfr-1240-11", "(h)"),
)
agreement_does_not_reach = proceeding.assessment(
    "agreement_does_not_reach",
    "Is the applicant outside the agreement, or within one of its exceptions?",
    by=cite("cfr-1240-11", "(h)"),
)
third_country_risk = proceeding.estimate(
    "third_country_risk",
    "How likely is it that the applicant would be persecuted on a protected ground, or tortured, in the third country?",
    by=cite("cfr-1240-11", "(h)"),
)
final_order_day = proceeding.day(
    "final_order_day",
    "On which day did the order of removal become final?",
    hint="In withholding-only proceedings and reasonable-fear screening: the day of the reinstatement or of the administrative "
    "order.",
    by=cite("ina-242", "(b)(1)"),
)

filing = Group("filing", "Entry and filing (asylum only: protection under the Convention has no deadline of this kind)")

last_arrival = filing.day(
    "last_arrival",
    "On which day did the applicant last arrive in the United States?",
    by=cite("ina-208", "(a)(2)(B)"),
    form="Part A.I, 19.c",
)
asylum_filed = filing.day(
    "asylum_filed",
    "On which day was the asylum application filed?",
    hint="In court, the day the court received it.",
    by=cite("ina-208", "(a)(2)(B)"),
)
unaccompanied_child = filing.yes_no(
    "unaccompanied_child",
    "Is the applicant an unaccompanied child?",
    by=cite("ina-208", "(a)(2)(B)"),
)
changed_circumstances = filing.assessment(
    "changed_circumstances",
    "Have circumstances changed that materially affect eligibility for asylum?",
    hint="In the country, in the applicant's own life or in the law; the application must follow within a reasonable time.",
    by=cite("ina-208", "(a)(2)(D)"),
    form="Part C.5",
)
extraordinary_circumstances = filing.assessment(
    "extraordinary_circumstances",
    "Do extraordinary circumstances explain why the application came late?",
    hint="For example serious illness, being a minor, or a representative's serious mistake; not of the applicant's own making.",
    by=cite("ina-208", "(a)(2)(D)"),
    form="Part C.5",
)
reasonable_period = filing.assessment(
    "reasonable_period",
    "Given those circumstances, was the application filed within a reasonable time?",
    hint="Count from when the applicant learned of them.",
    by=cite("ina-208", "(a)(2)(D)"),
    form="Part C.5",
)
earlier_asylum_denial = filing.yes_no(
    "earlier_asylum_denial", "Has an earlier asylum application been denied?", by=cite("ina-208", "(a)(2)(C)"), form="Part C.1"
)
