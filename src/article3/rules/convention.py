"""The two forms of protection under the Convention: 8 CFR 1208.16(c)(4) and 1208.17(a).

If torture is more likely than not, the judge must protect; a bar only decides the form.
"""

from article3.logic.propositions import all_of, any_of, cite, rule, unless
from article3.rules.application import claim_raised
from article3.rules.bars import mandatory_denial
from article3.rules.hearing import hearing
from article3.rules.likelihood import likely_torture

withholding_cat = rule(
    "withholding_cat",
    "Withholding of removal under the Convention must be granted.",
    unless(
        all_of(hearing, claim_raised, likely_torture),
        mandatory_denial,
    ),
    by=cite("cfr-1208-16", "(c)(4)"),
)

deferral_cat = rule(
    "deferral_cat",
    "Deferral of removal under the Convention must be granted, because a ground bars withholding.",
    all_of(hearing, claim_raised, likely_torture, mandatory_denial),
    by=(cite("cfr-1208-16", "(c)(4)"), cite("cfr-1208-17", "(a)")),
)

protection_cat = rule(
    "protection_cat",
    "Protection under the Convention must be granted, in one form or the other.",
    any_of(withholding_cat, deferral_cat),
    by=cite("cfr-1208-16", "(c)(4)"),
)
