"""Torture by an official: 8 CFR 1208.18(a)(1), "a public official or other person acting in an official capacity"."""

from article3.facts import harm
from article3.logic.propositions import all_of, any_of, cite, question, rule, unless

rogue_official = rule(
    "rogue_official",
    "The official acts wholly outside the official capacity.",
    harm.rogue,
    by=(cite("cfr-1208-18", "(a)(1)"), cite("matter-of-o-f-a-s-2019", "713")),
)

under_color_of_law = rule(
    "under_color_of_law",
    "The official misuses power that only the office gives.",
    harm.color_of_law,
    by=(cite("cfr-1208-18", "(a)(1)"), cite("matter-of-o-f-a-s-2020", "42"), cite("matter-of-j-g-r", "736")),
    weighs=[
        harm.access_through_office,
        harm.on_duty_or_in_uniform,
        harm.threatens_official_retaliation,
        harm.state_motive,
    ],
)

official_capacity = rule(
    "official_capacity",
    "Whoever inflicts it does so as an official, or in an official capacity.",
    any_of(
        harm.perpetrator.is_("acting_for_the_state"),
        all_of(
            harm.perpetrator.is_("official"),
            question(
                "official_capacity",
                rogue_excluded=unless(harm.perpetrator.is_("official"), rogue_official),
                color_of_law=under_color_of_law,
                official_status=harm.perpetrator.is_("official"),
            ),
        ),
    ),
    by=cite("cfr-1208-18", "(a)(1)"),
)

official_capacity_as_printed = rule(
    "official_capacity_as_printed",
    "In the wording of 2020: whoever inflicts it is an official acting in an official capacity, that is, under color of law.",
    any_of(
        harm.perpetrator.is_("acting_for_the_state"),
        all_of(harm.perpetrator.is_("official"), under_color_of_law),
    ),
    by=cite("cfr-1208-18", "(a)(1)"),
)
