"""The questions of the comparison chart: what each changes about the model applicant, or which rule it asks.

The answers are found in :mod:`article3.explanations.chart`; only their wording stands here.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from article3.explanations.model_applicant import Facts
from article3.facts import bars, persecution, proceeding
from article3.logic.propositions import Citation, cite


class Note(msgspec.Struct, frozen=True):
    """What is worth knowing beside the answers, often because something else is said elsewhere.

    Attributes:
        says: the note.
        by: its authorities; on a day on which one of them cannot be cited it is not shown.
        from_: the first day of which it is true, where its authorities are older.
    """

    says: str
    by: tuple[Citation, ...]
    from_: dt.date | None = None


class Question(msgspec.Struct, frozen=True):
    """A row of the chart.

    Attributes:
        asks: the question.
        yes: the answer where the rules say yes.
        no: the answer where they say no.
        change: what is changed about the model applicant; the answer is yes if the form is then refused.
        missing: the rules one of which must then fail; the first that fails gives the authority.
        rule: instead, a rule about life after a grant that gives the answer.
        otherwise: the rule whose authority is given where the answer is no, if not the same.
        parts: instead, rules of which the answer names those that the form rests on.
        more: whether the row goes beyond the ten of the usual chart.
        notes: what is often said and is not right, and what else to know.
    """

    asks: str
    yes: str = "Yes"
    no: str = "No"
    change: Facts = {}
    missing: tuple[str, ...] = ()
    rule: str = ""
    otherwise: str = ""
    parts: tuple[str, ...] = ()
    more: bool = False
    notes: tuple[Note, ...] = ()


QUESTIONS: tuple[Question, ...] = (
    Question(
        "What must the applicant prove?",
        parts=("refugee", "threat_to_life_or_freedom", "likely_torture"),
        notes=(
            Note("Past persecution alone can be enough for asylum.", (cite("cfr-1208-13", "(b)"),)),
            Note(
                "A fear can be well founded although the chance of persecution is less than one half. The tenth that is often "
                "named is an illustration, not a threshold; that passage is known here only as reported.",
                (cite("ins-v-cardoza-fonseca"),),
            ),
            Note("More likely than not is, as a rule, more than one half.", (cite("cfr-1208-16", "(c)(2)"),)),
            Note(
                "In the Seventh Circuit it is a substantial risk, not taken as a percentage.",
                (cite("rodriguez-molinero-v-lynch", point="standard_of_likelihood"),),
            ),
        ),
    ),
    Question(
        "On account of a protected ground?",
        change={persecution.protected_ground: "none"},
        missing=("withholding_nexus", "nexus"),
        notes=(
            Note(
                "Torture needs no protected ground, but it needs specific intent, a purpose such as those listed, and the "
                "State's part.",
                (cite("cfr-1208-18", "(a)(1)"), cite("cfr-1208-18", "(a)(5)")),
            ),
        ),
    ),
    Question(
        "Filing deadline?",
        yes="Yes: a year from the last arrival, with exceptions",
        no="No deadline of this kind",
        change={proceeding.last_arrival: dt.date(2015, 3, 2)},
        missing=("timely_filing",),
    ),
    Question(
        "Must it be filed in immigration court?",
        yes="No: also with the asylum office, by a person who is not in proceedings",
        no="Yes, as a rule",
        rule="affirmative_application",
        otherwise="before_a_judge",
        notes=(
            Note(
                "Asylum officers also decide withholding and protection under the Convention in the asylum merits process.",
                (cite("cfr-1240-17", "(i)(2)"),),
            ),
            Note(
                "Enrollment in that process was paused in April 2023; no restart was found.",
                (cite("fr-87-18078"),),
                dt.date(2023, 4, 12),
            ),
            Note(
                "The Department of Homeland Security alone decides for persons removed under section 235(c).",
                (cite("cfr-1208-18", "(d)"),),
            ),
        ),
    ),
    Question(
        "Criminal and security bars?",
        change={bars.persecutor: True},
        missing=("asylum_bar", "mandatory_denial"),
        notes=(
            Note(
                "It is often said that withholding has no bar and the Convention no criminal bar. Both kinds of withholding have "
                "the same bars; only deferral has none.",
                (cite("ina-241", "(b)(3)(B)"), cite("cfr-1208-16", "(d)(2)"), cite("cfr-1208-17", "(a)")),
            ),
            Note("For asylum every aggravated felony is a bar.", (cite("ina-208", "(b)(2)(B)(i)"),)),
        ),
    ),
    Question(
        "Discretionary?",
        change={persecution.merits_discretion: False},
        missing=("asylum",),
    ),
    Question(
        "Can the person be removed to a different country?",
        rule="third_country_removal",
        otherwise="lawful_status",
        notes=(
            Note(
                "Deferral is often set apart here. Both forms under the Convention, and withholding under the INA, protect only "
                "from the country named.",
                (cite("cfr-1208-16", "(f)"), cite("cfr-1208-17", "(b)(2)")),
            ),
            Note("Asylum can be ended for a safe third country.", (cite("ina-208", "(c)(2)"),)),
        ),
    ),
    Question(
        "Is immigration detention possible after the grant?",
        rule="removal_order",
        otherwise="lawful_status",
        yes="Yes: there is an order of removal, and with it the power to detain",
    ),
    Question("Path to permanent residence?", rule="permanent_residence", yes="Yes, after a year"),
    Question(
        "Can spouse and children get status through it?",
        rule="family_included",
        notes=(
            Note(
                "It is often said that withholding extends to the family. It does not: each needs a claim of his or her own.",
                (cite("ina-208", "(b)(3)"),),
            ),
            Note(
                "A judge who denied asylum only in discretion must consider the denial again if it keeps the family apart.",
                (cite("cfr-1208-16", "(e)"),),
            ),
        ),
    ),
    Question("Is it a lawful immigration status?", rule="lawful_status", more=True),
    Question(
        "Does it authorize work by itself?",
        rule="work_authorization",
        otherwise="work_on_supervision",
        no="No: a work permit can be asked for once released on an order of supervision",
        more=True,
    ),
    Question(
        "Is there a travel document with which to return?",
        rule="refugee_travel_document",
        otherwise="removal_order",
        no="No: leaving carries out the order of removal",
        more=True,
        notes=(
            Note(
                "Travel is often called limited. In effect there is none: to leave is to be removed.",
                (cite("ina-101", "(g)"),),
            ),
        ),
    ),
    Question(
        "Who must prove what to end it?",
        rule="end_by_reopening",
        otherwise="termination_at_hearing",
        yes="The government: a ground of termination, by a preponderance, after reopening",
        no="The applicant again, at a new hearing, once the government brings new relevant evidence",
        more=True,
        notes=(
            Note(
                "'Conditions change' is only one of several grounds; fraud and later acts are others.",
                (cite("cfr-1208-24", "(b)"),),
            ),
            Note(
                "Deferral also ends at the person's own request or on accepted assurances.",
                (cite("cfr-1208-17", "(e)"), cite("cfr-1208-17", "(f)")),
            ),
        ),
    ),
)
