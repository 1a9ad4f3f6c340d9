"""Custody before and after a final order: INA 236, 241(a); 8 CFR 241.4, 241.13; Zadvydas v. Davis.

After a grant other than asylum there is an order of removal, and with it the power to detain for removal elsewhere.
"""

from article3.facts import after
from article3.logic.propositions import Constant, Not, all_of, any_of, cite, question, rule, unless
from article3.logic.truth import Truth
from article3.rules.benefits import removal_order

bond_hearing = rule(
    "bond_hearing",
    "The person is detained, the order is not final, and an immigration judge can set bond.",
    unless(
        all_of(
            after.detained,
            any_of(
                Not(after.entered_without_inspection),
                question(
                    "bond_for_entrants",
                    bond_hearing=Constant(Truth.ESTABLISHED, "Section 236(a) applies, and an immigration judge may set bond."),
                    no_bond=Constant(Truth.NOT_ESTABLISHED, "The person is held as an applicant for admission, without bond."),
                ),
            ),
        ),
        any_of(after.order_is_final, after.mandatory_before_order),
    ),
    by=cite("ina-236", "(a)"),
)

removal_period = rule(
    "removal_period",
    "The removal period of 90 days is running, or is extended because the person obstructs removal.",
    all_of(
        removal_order,
        any_of(
            after.asked_on.within_days_of(after.removal_period_began, 90, from_start=True, number="removal_period"),
            after.obstructs,
        ),
    ),
    by=cite("ina-241", "(a)(1)"),
)

detention_in_removal_period = rule(
    "detention_in_removal_period",
    "The law says to detain during the removal period.",
    removal_period,
    by=cite("ina-241", "(a)(2)"),
)

bar_to_release = rule(
    "bar_to_release",
    "During the removal period release is forbidden altogether.",
    all_of(removal_period, after.never_released_class),
    by=cite("ina-241", "(a)(2)"),
)

six_months_after_removal_period_began = Not(
    after.asked_on.within_months_of(after.removal_period_began, 6, number="presumptively_reasonable_detention")
)
six_months_after_detention_began = Not(
    after.asked_on.within_months_of(after.detention_began, 6, number="presumptively_reasonable_detention")
)

release_after_six_months = rule(
    "release_after_six_months",
    "Six months of detention have passed, and removal is too unlikely in the foreseeable future for detention to go on.",
    question(
        "detention_after_six_months",
        reasonable_time=unless(
            all_of(
                removal_order,
                six_months_after_removal_period_began,
                six_months_after_detention_began,
                after.removal_unlikely,
            ),
            after.government_rebuts,
        ),
        no_limit=Constant(Truth.NOT_ESTABLISHED, "The statute sets no limit."),
    ),
    by=(cite("ina-241", "(a)(6)"), cite("zadvydas-v-davis", "701")),
)

detention_beyond_removal_period = rule(
    "detention_beyond_removal_period",
    "Detention beyond the removal period is allowed, while removal somewhere is reasonably foreseeable.",
    unless(
        all_of(
            removal_order,
            Not(removal_period),
            after.held_beyond_class,
        ),
        release_after_six_months,
    ),
    by=(cite("ina-241", "(a)(6)"), cite("zadvydas-v-davis", "701")),
)

unlawful_redetention = rule(
    "unlawful_redetention",
    "A person once released is held again without a violation and without changed circumstances that make removal likely.",
    question(
        "redetention",
        no_rule=Constant(Truth.NOT_ESTABLISHED, "No rule limits it."),
        only_on_grounds=all_of(
            removal_order,
            after.released_before,
            Not(after.ground_to_take_back),
        ),
    ),
    by=(cite("ina-241", "(a)(3)"), cite("cfr-241-13", "(i)")),
)

supervision = rule(
    "supervision",
    "After the removal period a person who is not held any longer is released on an order of supervision.",
    all_of(
        removal_order,
        Not(removal_period),
        any_of(Not(after.held_beyond_class), release_after_six_months),
    ),
    by=cite("ina-241", "(a)(3)"),
)
