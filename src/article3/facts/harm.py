"""A harm, suffered or feared: who, what, why, the State's part.

One vocabulary serves both lists of a case, so that past torture and feared torture are tested by the same rules.
"""

from article3.facts.fact import Group
from article3.logic.propositions import cite
from article3.logic.variables import Collection, Entity

harm = Entity("harm")
past_harms = Collection("past_harms", harm, "What harm has the applicant suffered? List each; write [] if there was none.")
feared_harms = Collection("feared_harms", harm, "What harm does the applicant fear on return? List each source of harm.")
harm_facts = Group("harm", "A harm", harm)

_DEFINITION = cite("cfr-1208-18", "(a)(1)")
_MENTAL = cite("cfr-1208-18", "(a)(4)")
_INTENT = cite("cfr-1208-18", "(a)(5)")
_SANCTIONS = cite("cfr-1208-18", "(a)(3)")
_ACQUIESCENCE = cite("cfr-1208-18", "(a)(7)")

# What is done, to whom, where.
what = harm_facts.text("what", "What is done, in a sentence?", form="Part B.1.A, B.1.B, B.4")
in_country_of_removal = harm_facts.yes_no(
    "in_country_of_removal",
    "Would it happen in the country to which the applicant would be removed?",
    by=cite("cfr-1208-16", "(c)(2)"),
    form="Part B.4",
)
victim = harm_facts.choice(
    "victim",
    "Who is the victim of the act?",
    "applicant",
    "applicants_child",
    "another_person",
    hint="If it is done to a child or somebody else and the applicant suffers from it, choose applicants_child or "
    "another_person.",
    by=_DEFINITION,
    form="Part B.1.A, B.1.B",
)

# (a)(1), (a)(2), (a)(4): how bad it is.
severe_physical = harm_facts.assessment(
    "severe_physical",
    "Is the physical pain or suffering severe?",
    hint="Beatings over days, electric shock, burning, rape, forced genital mutilation, long deprivation of water, food or "
    "sleep, killing; duration and lasting injury count.",
    by=_DEFINITION,
    form="Part B.1.A, B.4",
)
extreme = harm_facts.assessment(
    "extreme",
    "Is it an extreme form of cruel and inhuman treatment, beyond lesser ill-treatment?",
    by=cite("cfr-1208-18", "(a)(2)"),
    form="Part B.4",
)
prolonged_mental_harm = harm_facts.assessment(
    "prolonged_mental_harm",
    "Does it cause severe mental harm that lasts?",
    hint="Mock executions, threats to family, being made to watch. A psychological evaluation is the usual proof.",
    by=_MENTAL,
    form="Part B.4",
)
mental_from_severe_pain = harm_facts.yes_no(
    "mental_from_severe_pain",
    "Does the mental harm come from severe pain caused on purpose, or from the threat of it?",
    by=cite("cfr-1208-18", "(a)(4)(i)"),
    form="Part B.4",
)
mental_from_mind_altering = harm_facts.yes_no(
    "mental_from_mind_altering",
    "Does the mental harm come from drugs or methods that confuse the mind or the senses, used or threatened?",
    by=cite("cfr-1208-18", "(a)(4)(ii)"),
    form="Part B.4",
)
mental_from_threat_of_death = harm_facts.yes_no(
    "mental_from_threat_of_death",
    "Does the mental harm come from a threat that the person would be killed very soon?",
    by=cite("cfr-1208-18", "(a)(4)(iii)"),
    form="Part B.4",
)
mental_from_threat_to_another = harm_facts.yes_no(
    "mental_from_threat_to_another",
    "Does the mental harm come from a threat that somebody else would very soon be killed or hurt in such a way?",
    by=cite("cfr-1208-18", "(a)(4)(iv)"),
    form="Part B.4",
)

# (a)(1): why it is done.
for_information = harm_facts.yes_no(
    "for_information", "Is it done to get information or a confession?", by=_DEFINITION, form="Part B.1.A, B.1.B"
)
for_punishment = harm_facts.yes_no(
    "for_punishment",
    "Is it done to punish for something that somebody did or is suspected of?",
    by=_DEFINITION,
    form="Part B.1.A, B.1.B",
)
for_intimidation = harm_facts.yes_no(
    "for_intimidation", "Is it done to intimidate or coerce somebody?", by=_DEFINITION, form="Part B.1.A, B.1.B"
)
for_discrimination = harm_facts.yes_no(
    "for_discrimination", "Is it done for a reason based on discrimination of any kind?", by=_DEFINITION, form="Part B.1.A, B.1.B"
)
for_like_purpose = harm_facts.assessment(
    "for_like_purpose",
    "Is it done for another purpose of the same kind?",
    hint="The regulation's list is of examples: 'for such purposes as'.",
    by=_DEFINITION,
    form="Part B.1.A, B.1.B",
)

# (a)(5): intent.
deliberate = harm_facts.yes_no(
    "deliberate",
    "Is the act done on purpose, and not by accident, neglect or for lack of resources?",
    by=_INTENT,
    form="Part B.4",
)
pain_intended = harm_facts.assessment(
    "pain_intended",
    "Does whoever does it mean to cause severe pain or suffering?",
    hint="Words spoken, repetition, method, singling the person out. Poor conditions alone rarely show it (Matter of "
    "J-E-), and pain whose "
    "severity nobody foresaw or meant does not count.",
    by=_INTENT,
    form="Part B.4",
)
singled_out = harm_facts.yes_no(
    "singled_out",
    "Is this person singled out, for who they are or what they did?",
    hint="What set Guerra v. Barr apart from Matter of J-R-G-P-.",
    by=cite("guerra-v-barr"),
    form="Part B.1.B, B.4",
)

from_conditions = harm_facts.yes_no(
    "from_conditions",
    "Would the pain come from the conditions of a prison or an institution, rather than from what somebody does to the person?",
    hint="Hunger, filth, crowding, restraint, lack of medicine. What guards, staff or police would do to the "
    "person on purpose is a "
    "harm of its own: list it separately.",
    by=cite("matter-of-j-e"),
    form="Part B.2, B.4",
)
abused_there = harm_facts.assessment(
    "abused_there",
    "Would guards or staff there single this person out for deliberate abuse?",
    hint="More than bad conditions and more than being a member of a group: say who would do what, and on what"
    " evidence. If somebody "
    "would do it on purpose, list that also as a harm of its own.",
    by=cite("guerra-v-barr"),
    form="Part B.4",
)
conditions_kept_to_harm = harm_facts.assessment(
    "conditions_kept_to_harm",
    "Do officials create or keep those conditions in order to make people suffer?",
    hint="Neglect, lack of money or of training is not enough (Matter of J-E-, Matter of J-R-G-P-).",
    by=cite("matter-of-j-e"),
    form="Part B.4",
)

# (a)(6): custody.
custody = harm_facts.choice(
    "custody",
    "In whose custody or physical control is the victim?",
    "official",
    "private",
    "nobody",
    hint="Being held, tied, cornered or overpowered counts; an arrest is not needed. Of a killing from a distance, "
    "leave it blank and give "
    "the reasons in a note.",
    by=cite("cfr-1208-18", "(a)(6)"),
    form="Part B.2, B.4",
)

# (a)(3), (a)(8): what does not count.
only_from_sanction = harm_facts.assessment(
    "only_from_sanction",
    "Does all the pain come from the lawful punishment itself, and none from abuse added to it?",
    by=_SANCTIONS,
    form="Part B.2",
)
sanction_authorized = harm_facts.assessment(
    "sanction_authorized", "Is that sanction imposed by a court or otherwise authorized by law?", by=_SANCTIONS, form="Part B.2"
)
sanction_defeats_purpose = harm_facts.assessment(
    "sanction_defeats_purpose",
    "Does that sanction defeat the object and purpose of the Convention, to prohibit torture?",
    by=_SANCTIONS,
)
only_procedural = harm_facts.assessment(
    "only_procedural", "Is the complaint only that legal procedure is not followed?", by=cite("cfr-1208-18", "(a)(8)")
)

# (a)(1): the State's part when an official acts.
perpetrator = harm_facts.choice(
    "perpetrator",
    "Who does it?",
    "official",
    "acting_for_the_state",
    "private",
    hint="official: police, soldiers, guards, of any rank; acting_for_the_state: somebody else in an official capacity; "
    "private: gangs, family, others.",
    by=_DEFINITION,
    form="Part B.1.A, B.1.B, B.4",
)
color_of_law = harm_facts.assessment(
    "color_of_law",
    "Does the official misuse power that only the office gives?",
    hint="Access, detention or retaliation that only an official could manage; rank does not matter.",
    by=cite("matter-of-o-f-a-s-2020"),
    form="Part B.4",
)
rogue = harm_facts.assessment(
    "rogue",
    "Does the official act outside the official capacity altogether, for private ends?",
    by=cite("matter-of-o-f-a-s-2019", "713"),
)
on_duty_or_in_uniform = harm_facts.yes_no(
    "on_duty_or_in_uniform", "Is the official on duty or in uniform?", by=cite("matter-of-j-g-r"), form="Part B.4"
)
access_through_office = harm_facts.yes_no(
    "access_through_office",
    "Does the office give access to the victim, to where the victim is, or to the means?",
    by=cite("matter-of-j-g-r"),
    form="Part B.4",
)
threatens_official_retaliation = harm_facts.yes_no(
    "threatens_official_retaliation",
    "Does the official threaten to use official channels against the victim for reporting?",
    by=cite("matter-of-j-g-r"),
    form="Part B.4",
)
state_motive = harm_facts.yes_no(
    "state_motive",
    "Does what is said or asked show an interest of the State rather than a private one?",
    by=_DEFINITION,
    form="Part B.4",
)

# (a)(1), (a)(7): the State's part when somebody else acts.
instigated_by_official = harm_facts.yes_no(
    "instigated_by_official", "Does an official, acting as such, have somebody else do it?", by=_DEFINITION, form="Part B.4"
)
officials_consent = harm_facts.yes_no(
    "officials_consent", "Does an official, acting as such, consent to somebody else's doing it?", by=_DEFINITION, form="Part B.4"
)
officials_concerned = harm_facts.choice(
    "officials_concerned",
    "Which officials would know of it and fail to step in?",
    "local",
    "higher",
    hint="local: police, guards or others of low rank or of one place; higher: the national government or its policy.",
    by=_ACQUIESCENCE,
    form="Part B.4",
)
officials_know = harm_facts.yes_no(
    "officials_know",
    "Before it happens, do officials know that it is coming?",
    hint="A report to the police is one way of showing it, not a condition.",
    by=_ACQUIESCENCE,
    form="Part B.4",
)
officials_accept = harm_facts.assessment(
    "officials_accept",
    "Are officials willing to let it happen?",
    by=cite("matter-of-s-v", "1312", point="awareness"),
    form="Part B.4",
)
officials_look_away = harm_facts.assessment(
    "officials_look_away",
    "Do officials deliberately look away from it?",
    hint="Willful blindness.",
    by=cite("zheng-v-ashcroft", "1197"),
    form="Part B.4",
)
officials_charged = harm_facts.yes_no(
    "officials_charged",
    "Is it those officials' own task to prevent such acts?",
    hint="Asked only where the printed wording of 2020 is applied, which a court has enjoined.",
    by=_ACQUIESCENCE,
)
duty_breached = harm_facts.assessment(
    "duty_breached",
    "When they know or look away, do officials fail in a legal duty to step in?",
    hint="A promise of protection that is not kept, a complaint not taken, a release without cause.",
    by=_ACQUIESCENCE,
    form="Part B.4",
)
reported = harm_facts.yes_no(
    "reported",
    "Was it, or something like it, reported to officials?",
    hint="Not required. If not, say why: fear, futility, danger.",
    by=cite("zheng-v-ashcroft", "1197"),
    form="Part B.1.A",
)
official_response = harm_facts.text(
    "official_response",
    "What did officials do when it was reported, or when they learned of it?",
    hint="What they said, did and did not do; dates and names if known.",
    by=_ACQUIESCENCE,
    form="Part B.1.A",
)
government_efforts = harm_facts.assessment(
    "government_efforts",
    "Is the government making real efforts to stop those who do it?",
    hint="Arrests, prosecutions, protection that was in fact given. A promise that is not kept is no effort.",
    by=_ACQUIESCENCE,
    form="Part B.4",
)
government_unable = harm_facts.assessment(
    "government_unable",
    "Would the government stop them, but cannot?",
    by=_ACQUIESCENCE,
    form="Part B.4",
)

# 8 CFR 1208.16(c)(2)-(3): how likely it is.
likelihood = harm_facts.estimate(
    "likelihood",
    "All in all, how likely is it that this would happen to the applicant after removal, officials' part included?",
    hint="Weigh everything: past torture, whether the applicant could live safely elsewhere in the country, what happens to "
    "others alike, and whether officials would do or let happen what they are said to. "
    "Each step that one course of events needs must be likely; separate sources of harm are added together elsewhere. "
    "Write more_likely_than_not, not_more_likely_than_not, a percentage, or a range such as 40% to 70%.",
    by=cite("cfr-1208-16", "(c)(2)"),
    form="Part B.1.B, B.4",
)
course_of_events = harm_facts.text(
    "course_of_events",
    "What would happen, step by step, from arrival to the harm?",
    hint="One step after another. Each step that this course needs must be more likely than not (Matter of J-F-F-).",
    by=cite("matter-of-j-f-f", "917"),
    form="Part B.1.B, B.4",
)
needs_a_chain = harm_facts.yes_no(
    "needs_a_chain",
    "Would it happen only if several things happened first, one after another?",
    hint="For example: arrest, then identification, then transfer, then torture.",
    by=cite("matter-of-j-f-f", "917"),
    form="Part B.4",
)
weakest_link = harm_facts.estimate(
    "weakest_link",
    "Of those steps, how likely is the least likely one?",
    by=cite("matter-of-j-f-f", "917"),
    form="Part B.4",
)
people_alike_tortured = harm_facts.assessment(
    "people_alike_tortured",
    "Does the evidence show that people in the applicant's own situation are more likely than not tortured?",
    hint="The narrower the group that the evidence speaks of, and the closer to the applicant, the better: deportees with such "
    "tattoos, witnesses against that gang, members of that party in that town.",
    by=cite("matter-of-m-b-a"),
    form="Part B.4",
)
could_relocate = harm_facts.assessment(
    "could_relocate",
    "Could the applicant live somewhere else in the country without likely being tortured?",
    by=cite("cfr-1208-16", "(c)(3)(ii)"),
    form="Part B.4",
)
found_after_moving = harm_facts.yes_no(
    "found_after_moving",
    "Did the applicant move to another place in the country and get found there?",
    by=cite("cfr-1208-16", "(c)(3)(ii)"),
    form="Part B.1.A",
)

risk = Group("risk", "The risk as a whole")

all_sources = risk.estimate(
    "all_sources",
    "Taking every feared harm that is torture together, each with the part of officials in it, how likely is it that "
    "at least one happens?",
    hint="Asked only when two or more feared harms are torture.",
    by=cite("cfr-1208-16", "(c)(3)"),
    form="Part B.4",
)
substantial_risk = risk.assessment(
    "substantial_risk",
    "Is there a substantial risk that the applicant would be tortured?",
    hint="Asked only where a court takes 'more likely than not' in this sense (the Seventh Circuit).",
    by=cite("cfr-1208-16", "(c)(2)"),
    form="Part B.4",
)
mass_violations = risk.yes_no(
    "mass_violations",
    "Does evidence show gross, flagrant or mass violations of human rights in that country?",
    by=cite("cfr-1208-16", "(c)(3)(iii)"),
)
country_evidence = risk.yes_no(
    "country_evidence",
    "Does other evidence of conditions in that country bear on the risk?",
    by=cite("cfr-1208-16", "(c)(3)(iv)"),
)
