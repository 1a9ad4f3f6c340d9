"""Words that several parts of an explanation share: names of forms and lists, marks, degrees of verification."""

from __future__ import annotations

from article3.logic.truth import Truth
from article3.precedents.applied import Bears

MARKS = {Truth.ESTABLISHED: "✓", Truth.NOT_ESTABLISHED: "✗", Truth.UNDETERMINED: "?"}
ASCII_MARKS = {Truth.ESTABLISHED: "+", Truth.NOT_ESTABLISHED: "-", Truth.UNDETERMINED: "?"}

FORM_NAMES = {
    "asylum": "Asylum (INA 208)",
    "withholding_ina": "Withholding of removal under INA 241(b)(3)",
    "withholding_cat": "Withholding of removal under the Convention",
    "deferral_cat": "Deferral of removal under the Convention",
    "protection_cat": "Protection under the Convention, in either form",
}

SHORT_FORM_NAMES = {
    "asylum": "asylum",
    "withholding_ina": "withholding under the INA",
    "withholding_cat": "withholding under the Convention",
    "deferral_cat": "deferral",
}

FORM_ANSWERS = {
    Truth.ESTABLISHED: "established on the facts stated",
    Truth.NOT_ESTABLISHED: "cannot be granted on the facts stated",
    Truth.UNDETERMINED: "not yet determined",
}
"""Never "available": what is established on paper has still to be found by a judge."""

LIST_NAMES = {
    "feared_harms": "the feared harms",
    "past_harms": "the past harms",
    "convictions": "the convictions",
}

VERIFIED = {
    "text": "passage read",
    "headnote": "headnote or opening read",
    "secondary": "as reported; passage not read",
    "unread": "NOT READ BY US",
}

BEARS = {
    Bears.FORCES: "Forced by",
    Bears.SUPPORTS: "In line with",
    Bears.CONTRADICTS: "Contrary to what is recorded:",
}
"""What a binding precedent does to an assessment."""

NOT_ADVICE = (
    "This is not legal advice: it supports a practitioner's judgment and does not replace it. Check every authority before you "
    "rely on it."
)
