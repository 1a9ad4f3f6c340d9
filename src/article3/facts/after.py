"""Life after a grant: what is known of custody, work, family, and of steps to end the protection.

Every decision looks at each of the four forms as if it had been granted. That is the entity ``grant``: a case always has all
four, and its file never lists them.
"""

from article3.facts.fact import Group
from article3.logic.propositions import cite
from article3.logic.variables import Collection, Entity

FORMS = ("asylum", "withholding_ina", "withholding_cat", "deferral_cat")
"""The four forms of protection, by the ids of their rules."""

grant = Entity("grant")
grants = Collection("grants", grant, "If it is granted:")
grant_facts = Group("grant", "A form of protection, if it is granted", grant)
form = grant_facts.choice("form", "Which form of protection is it?", *FORMS, by=cite("cfr-1208-16", "(c)(4)"))

calendar = Group("calendar", "The day")
asked_on = calendar.day("asked_on", "As of which day is the law asked?", by=cite("ina-241", "(a)(1)"))

custody = Group("detention", "Custody")

detained = custody.yes_no("detained", "Is the person detained?", by=cite("ina-241", "(a)(2)"))
entered_without_inspection = custody.yes_no(
    "entered_without_inspection",
    "Did the person enter without inspection, and was the arrest inside the country?",
    by=cite("ina-241", "(a)(2)"),
)
mandatory_before_order = custody.assessment(
    "mandatory_before_order",
    "Does a crime or a security ground make custody mandatory before the order is final?",
    hint="INA 236(c), widened on 29 January 2025 to certain arrests and charges.",
    by=cite("ina-236", "(c)"),
)
order_is_final = custody.yes_no("order_is_final", "Is the order of removal final?", by=cite("ina-241", "(a)(1)"))
removal_period_began = custody.day(
    "removal_period_began",
    "On which day did the removal period begin?",
    hint="The latest of: the order became final; a court that had stayed removal decided; release from other custody.",
    by=cite("ina-241", "(a)(1)"),
)
obstructs = custody.assessment(
    "obstructs",
    "Does the person refuse to apply for travel documents in good faith, or act to prevent removal?",
    hint="The removal period is then extended.",
    by=cite("ina-241", "(a)(1)"),
)
never_released_class = custody.assessment(
    "never_released_class",
    "Is the person inadmissible or deportable on a criminal or terrorism ground that forbids release in the removal period?",
    hint="INA 212(a)(2) or (3)(B), 237(a)(2) or (a)(4)(B).",
    by=cite("ina-241", "(a)(2)"),
)
held_beyond_class = custody.assessment(
    "held_beyond_class",
    "Is the person inadmissible, deportable for violating status, for crime or for security, a risk to the community, or "
    "unlikely to comply?",
    hint="Who is in one of these classes may be held past the 90 days; most are in one.",
    by=cite("ina-241", "(a)(6)"),
)
detention_began = custody.day(
    "detention_began",
    "On which day did the present detention begin?",
    hint="Say in a note when the person was detained before; whether earlier detention counts towards the six "
    "months is disputed.",
    by=cite("zadvydas-v-davis", "701"),
)
released_before = custody.yes_no(
    "released_before",
    "Was the person released after the order became final, and taken into custody again?",
    by=cite("cfr-241-13", "(i)"),
)
ground_to_take_back = custody.assessment(
    "ground_to_take_back",
    "Was there a lawful ground to take the person back: a condition of release violated, or removal now significantly likely?",
    hint="There must be notice of the reasons and a prompt informal interview. Otherwise a petition for habeas corpus may lie.",
    by=cite("cfr-241-13", "(i)"),
)
removal_unlikely = custody.assessment(
    "removal_unlikely",
    "Is there good reason to believe that removal to any country is unlikely in the foreseeable future?",
    by=cite("zadvydas-v-davis", "701"),
)
government_rebuts = custody.assessment(
    "government_rebuts", "Has the government answered that with evidence?", by=cite("zadvydas-v-davis", "701")
)

after = Group("after", "After a grant")

granted = after.choice(
    "granted",
    "Which protection, if any, has been granted by a final decision?",
    "none_yet",
    *FORMS,
    by=cite("cfr-1208-16", "(c)(4)"),
)
supervised = after.yes_no("supervised", "Has the person been released on an order of supervision?", by=cite("ina-241", "(a)(3)"))
cannot_be_removed = after.assessment(
    "cannot_be_removed",
    "Do all countries refuse to take the person, or is removal otherwise impracticable or contrary to the public interest?",
    by=cite("ina-241", "(a)(7)"),
)
third_country_named = after.yes_no(
    "third_country_named",
    "Has the government named another country to which it wants to remove the person?",
    by=cite("cfr-1208-16", "(f)"),
)
asylum_denied_in_discretion = after.yes_no(
    "asylum_denied_in_discretion",
    "Was asylum denied only as a matter of discretion, and does that keep a spouse or child from following?",
    by=cite("cfr-1208-16", "(e)"),
)
government_moves = after.yes_no(
    "government_moves",
    "Has the government moved to end the protection?",
    hint="Deferral: a motion to schedule a hearing. Withholding: a motion to reopen.",
    by=cite("cfr-1208-17", "(d)(1)"),
)
new_relevant_evidence = after.assessment(
    "new_relevant_evidence",
    "Does the motion bring evidence that is relevant to the possibility of torture and was not presented before?",
    by=cite("cfr-1208-17", "(d)(1)"),
)
government_proves_unlikely = after.assessment(
    "government_proves_unlikely",
    "Has the government proved that torture is no longer more likely than not?",
    by=cite("cfr-1208-17", "(d)(1)"),
)
asks_to_end = after.assessment(
    "asks_to_end",
    "Has the person asked in writing to end deferral, knowingly and of their own free will?",
    by=cite("cfr-1208-22", "effect"),
)
fraud = after.assessment(
    "fraud",
    "Has the government proved fraud such that the person was not eligible when it was granted?",
    by=cite("cfr-1208-24", "(b)"),
)
later_act = after.assessment(
    "later_act",
    "Has the government proved an act since then that would have been a ground for mandatory denial?",
    by=cite("cfr-1208-24", "(b)"),
)
fundamental_change = after.assessment(
    "fundamental_change",
    "Has the government proved a fundamental change, so that what was feared no longer threatens?",
    by=cite("cfr-1208-24", "(b)"),
)
