"""What does not count: lawful sanctions and mere procedure, 8 CFR 1208.18(a)(3) and (a)(8)."""

from article3.facts import harm
from article3.logic.propositions import Not, all_of, cite, rule, unless

sanction_against_the_convention = rule(
    "sanction_against_the_convention",
    "The sanction defeats the object and purpose of the Convention, so its being lawful does not excuse it.",
    harm.sanction_defeats_purpose,
    by=cite("cfr-1208-18", "(a)(3)"),
)

lawful_sanction = rule(
    "lawful_sanction",
    "The pain comes only from a lawful sanction, or is part of one.",
    unless(
        all_of(
            Not(harm.perpetrator.is_("private")),
            harm.only_from_sanction,
            harm.sanction_authorized,
        ),
        sanction_against_the_convention,
    ),
    by=(cite("cfr-1208-18", "(a)(3)"), cite("matter-of-a-a-f-v")),
)

only_procedure = rule(
    "only_procedure",
    "The complaint is only that legal procedure is not followed, which is not torture by itself.",
    harm.only_procedural,
    by=cite("cfr-1208-18", "(a)(8)"),
)
