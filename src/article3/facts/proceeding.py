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

proceeding = Group("proceeding", "The proceeding")

kind = proceeding.choice(
    "kind",
    "What kind of proceeding is it?",
    "removal",
    "deportation_or_exclusion",
    "withholding_only",
    "asylum_and_withholding_only",
    hint="Withholding-only follows a reinstated order or an administrative order against a person "
    "convicted of an aggravated felony; "
    "asylum is not available there.",
    by=cite("cfr-1208-2", "(c)(3)(i)"),
)
country_of_removal = proceeding.text(
    "country_of_removal", "To which country would the applicant be removed?", by=_CAT_ELIGIBILITY, form="Part B.4"
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
earlier_asylum_denial = filing.yes_no(
    "earlier_asylum_denial", "Has an earlier asylum application been denied?", by=cite("ina-208", "(a)(2)(C)"), form="Part C.1"
)
