"""How the claim comes before a judge and what becomes of it there: the application, the screening of a fear, the appeal."""

from article3.facts.fact import Group
from article3.logic.propositions import cite

application = Group("application", "Form I-589: is the claim under the Convention before the judge?")

_REQUEST = cite("cfr-1208-13", "(c)(1)")

convention_box = application.yes_no(
    "convention_box",
    "Is the box at the top of page 1 ticked, which asks for withholding under the Convention?",
    by=_REQUEST,
    form="Part A.I",
)
torture_ground_box = application.yes_no(
    "torture_ground_box",
    'Is the box "Torture Convention" ticked among the grounds of the claim?',
    hint="Both boxes should be ticked. If one is not, amend the form.",
    by=_REQUEST,
    form="Part B.1",
)
requested_otherwise = application.yes_no(
    "requested_otherwise",
    "Was protection under the Convention asked for in some other way, for example on the record at the master calendar hearing?",
    by=_REQUEST,
)
evidence_raises_torture = application.assessment(
    "evidence_raises_torture",
    "Does the evidence indicate that the applicant may be tortured in the country of removal?",
    hint="A fear of torture stated in the application (question B.4) with supporting evidence.",
    by=_REQUEST,
    form="Part B.4",
)
complete = application.yes_no(
    "complete",
    "Is every question of the form answered, is it signed, and is everything attached that it asks for?",
    hint="An incomplete form can be returned or, once in court, treated as abandoned (Matter of C-A-R-R-).",
    by=cite("matter-of-c-a-r-r"),
)
states_a_claim = application.assessment(
    "states_a_claim",
    "If everything in the application is true, does it make out each element of the claim?",
    by=cite("matter-of-h-a-a-v", point="pretermission"),
    form="Part B.1",
)

screening = Group("screening", "Screening of a fear, or an interview on the merits, by an asylum officer")

standard = screening.choice(
    "standard",
    "Which standard applies to the screening of a credible fear of torture?",
    "significant_possibility",
    "reasonable_possibility",
    "reasonable_probability",
    hint="significant_possibility is the usual one. reasonable_possibility: entry between 11 May 2023 and May 2025, caught by "
    "the rule on lawful pathways. reasonable_probability: caught by the limit on asylum of June 2024.",
    by=cite("cfr-208-30", "(e)(3)"),
)

significant_possibility = screening.assessment(
    "significant_possibility",
    "Is there a significant possibility that the applicant could establish eligibility for withholding or deferral under the "
    "Convention?",
    by=cite("cfr-208-30", "(e)(3)"),
)
significant_possibility_of_asylum = screening.assessment(
    "significant_possibility_of_asylum",
    "Is there a significant possibility that the applicant could establish eligibility for asylum or withholding under the INA?",
    by=cite("cfr-208-30", "(e)(2)"),
)
reasonable_probability = screening.assessment(
    "reasonable_probability",
    "Is there a reasonable probability that the applicant would be tortured in the country of removal?",
    hint="More than a reasonable possibility, less than more likely than not.",
    by=cite("cfr-208-35", "(b)"),
)
reasonable_possibility = screening.assessment(
    "reasonable_possibility",
    "Is there a reasonable possibility that the applicant would be tortured in the country of removal?",
    by=cite("cfr-208-31", "(c)"),
)
reasonable_possibility_of_persecution = screening.assessment(
    "reasonable_possibility_of_persecution",
    "Is there a reasonable possibility that the applicant would be persecuted there on a protected ground?",
    by=cite("cfr-208-31", "(c)"),
)

officer_found_eligible = screening.yes_no(
    "officer_found_eligible",
    "After an interview on the merits, did an asylum officer find the applicant eligible for withholding or for protection under "
    "the Convention?",
    by=cite("cfr-1240-17", "(i)(2)"),
)
officer_finding_rebutted = screening.assessment(
    "officer_finding_rebutted",
    "Has the government shown the judge, with evidence about this applicant, that the applicant is not eligible?",
    by=cite("cfr-1240-17", "(i)(2)"),
)

appeal = Group("appeal", "Decision and appeal")

decision_day = appeal.day(
    "decision_day",
    "On which day did the judge give the decision orally, or was the written decision mailed or served?",
    by=cite("cfr-1003-38", "(b)"),
)
appeal_received_day = appeal.day(
    "appeal_received_day",
    "On which day did the Board receive the notice of appeal?",
    hint="Received, not mailed.",
    by=cite("cfr-1003-38", "(b)"),
)
asylum_decided_on_merits = appeal.yes_no(
    "asylum_decided_on_merits",
    "Did the judge decide an asylum application other than by refusing it as late, barred by an earlier denial, or for a "
    "third country?",
    by=cite("cfr-1003-38", "(b)"),
)
appealed = appeal.yes_no(
    "appealed",
    "Did either side appeal to the Board?",
    hint="The government can appeal a grant; until its time has run, the grant is not final.",
    by=cite("cfr-1003-38", "(b)"),
)
appeal_waived = appeal.yes_no("appeal_waived", "Did both sides waive appeal?", by=cite("cfr-1241-1", "(b)"))
board_dismissed = appeal.yes_no(
    "board_dismissed", "Did the Board dismiss the appeal, so that the judge's decision stands?", by=cite("cfr-1241-1", "(a)")
)
judge_found_likely = appeal.yes_no(
    "judge_found_likely", "Did the judge find that torture was more likely than not?", by=cite("cfr-1003-1", "(d)(3)")
)
board_reversed = appeal.yes_no("board_reversed", "Did the Board set that prediction aside?", by=cite("cfr-1003-1", "(d)(3)"))
clear_error_shown = appeal.assessment(
    "clear_error_shown",
    "Did the Board find the prediction clearly erroneous, with reasons that rest on the record?",
    hint="Weighing the evidence anew is not finding clear error.",
    by=cite("cfr-1003-1", "(d)(3)"),
)
board_decision_day = appeal.day("board_decision_day", "On which day did the Board decide?", by=cite("ina-242", "(b)(1)"))
petition_day = appeal.day(
    "petition_day", "On which day was the petition for review filed with the court of appeals?", by=cite("ina-242", "(b)(1)")
)

lateness_excused = appeal.assessment(
    "lateness_excused",
    "If the petition was late: has the government waived or forfeited the time limit, or does the court toll it?",
    hint="The limit is not jurisdictional since Riley v. Bondi (26 June 2025). Whether courts will toll it is "
    "being litigated; the "
    "government now objects as a rule.",
    by=cite("riley-v-bondi"),
)
judge_elsewhere = appeal.yes_no(
    "judge_elsewhere",
    "Did the judge sit in another circuit than the court in which the case was filed, and appear by video?",
    by=cite("ina-242", "(b)(2)"),
)
petition_circuit = appeal.choice(
    "petition_circuit",
    "With the court of appeals for which circuit was the petition for review filed?",
    "court_of_filing",
    "judges_seat",
    "another",
    hint="court_of_filing: the circuit of the immigration court in which the case was filed, or to which venue was changed. "
    "judges_seat: the circuit in which the judge sat.",
    by=cite("ina-242", "(b)(2)"),
)

old_order = Group("old_order", "Orders that were final before the Convention regulations (22 March 1999)")

reopening_day = old_order.day(
    "reopening_day",
    "On which day was the motion to reopen for protection under the Convention filed?",
    by=cite("cfr-1208-18", "(b)(2)"),
)
prima_facie = old_order.assessment(
    "prima_facie",
    "Did the evidence with that motion make a prima facie case?",
    by=cite("cfr-1208-18", "(b)(2)"),
)
