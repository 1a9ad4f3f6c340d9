"""What each form of protection gives, and what it does not. Each rule is asked of each form, as if it were granted."""

from article3.facts import after
from article3.logic.propositions import Constant, all_of, cite, question, rule
from article3.logic.truth import Truth

affirmative_application = rule(
    "affirmative_application",
    "Outside proceedings it can be applied for with the asylum office.",
    after.form.is_("asylum"),
    by=cite("cfr-1208-2", "(a)"),
)

lawful_status = rule(
    "lawful_status",
    "It is a lawful immigration status.",
    after.form.is_("asylum"),
    by=cite("ina-208", "(c)(1)"),
)

permanent_residence = rule(
    "permanent_residence",
    "It opens a path to permanent residence, after a year.",
    after.form.is_("asylum"),
    by=cite("ina-209", "(b)"),
)

family_included = rule(
    "family_included",
    "Spouse and children can have the same protection through it.",
    after.form.is_("asylum"),
    by=cite("ina-208", "(b)(3)"),
)

discretion_reconsidered = rule(
    "discretion_reconsidered",
    "A discretionary denial of asylum that keeps the family apart must be considered again.",
    all_of(
        after.form.one_of("withholding_ina", "withholding_cat"),
        after.asylum_denied_in_discretion,
    ),
    by=cite("cfr-1208-16", "(e)"),
)

removal_order = rule(
    "removal_order",
    "An order of removal stands behind it, so that leaving the United States carries that order out.",
    after.form.one_of("withholding_ina", "withholding_cat", "deferral_cat"),
    by=(cite("ina-101", "(g)"), cite("cfr-1208-17", "(a)")),
)

refugee_travel_document = rule(
    "refugee_travel_document",
    "A refugee travel document can be had, with which to return.",
    after.form.is_("asylum"),
    by=cite("cfr-223-2", "(b)(2)"),
)

work_authorization = rule(
    "work_authorization",
    "The grant itself authorizes work; the card is only its proof.",
    after.form.one_of("asylum", "withholding_ina", "withholding_cat"),
    by=(cite("cfr-274a-12", "(a)(10)"), cite("ina-208", "(c)(1)")),
)

work_on_supervision = rule(
    "work_on_supervision",
    "A work permit can be asked for, at the agency's discretion, once released on an order of supervision.",
    all_of(
        after.form.is_("deferral_cat"),
        after.supervised,
        after.cannot_be_removed,
    ),
    by=(cite("cfr-274a-12", "(c)(18)"), cite("ina-241", "(a)(7)")),
)

third_country_removal = rule(
    "third_country_removal",
    "Removal to another country than the one named stays possible.",
    after.form.one_of("withholding_ina", "withholding_cat", "deferral_cat"),
    by=(cite("cfr-1208-16", "(f)"), cite("cfr-1208-17", "(b)(2)")),
)

third_country_notice = rule(
    "third_country_notice",
    "Before removal to another country there must be notice and a chance to say that torture is feared there.",
    all_of(
        third_country_removal,
        question(
            "third_country_notice",
            notice_and_chance=Constant(Truth.ESTABLISHED, "Written notice and a real opportunity to raise the fear."),
            as_policy_says=Constant(Truth.NOT_ESTABLISHED, "Only what the government's own policy provides."),
        ),
    ),
    by=cite("cfr-1208-16", "(f)"),
    weighs=[after.third_country_named],
)
