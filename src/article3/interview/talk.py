"""What an interview says: plain words, hard questions announced, nothing that has to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.wording import NOT_ADVICE
from article3.facts.case import SCHEMA_VERSION
from article3.facts.fact import Kind
from article3.facts.values import MORE_LIKELY_THAN_NOT, NOT_MORE_LIKELY_THAN_NOT
from article3.interview.answers import listed
from article3.interview.corrections import where_answers_stand
from article3.interview.effects import called
from article3.interview.session import NONE, choices
from article3.interview.setting import cautions
from article3.interview.wording import SHARES, effect_lines
from article3.logic.propositions import YesNo
from article3.logic.truth import Truth
from article3.logic.variables import Collection, Day, Estimate, Number

if TYPE_CHECKING:
    from article3.findings.model import ForumUsed
    from article3.interview.ranking import Ranked
    from article3.interview.report import NextQuestion
    from article3.interview.session import Session
    from article3.law.loading import Law

FIRST_WORDS = (
    "One question at a time, the one that tells most first. Every answer is saved at once. No question has to be answered. Some "
    "are about violence: let the person tell it in their own words and order, with breaks, and answer here afterwards."
)
COMMANDS = "At any question: d (not known), skip (prefer not to say), back, why, help, quit."
FORUM_QUESTION = (
    "In which immigration court is the case, or in which federal circuit? Write the city, such as San Diego, or the number of "
    "the circuit, such as 9. The law differs from circuit to circuit."
)
FORUM_HELP = (
    "The city stands on the notice of hearing and on the court's letters. Write it, or the state with it, such as El Cajon, CA; "
    "or the number of the federal circuit in which that court sits, such as 9."
)
FORUM_WHY = (
    "Which facts matter depends on it: the circuits read the Convention's regulations differently, so that no question can be "
    "chosen before it is known."
)
FORUM_NEEDED = (
    "This one question is needed: without a circuit there is no law to apply. Write a city or a circuit, or quit; nothing is "
    "saved before it is answered."
)
LAST = "Nothing is left to ask. Write back to change the last answer, or press Enter to end."
NOTHING = "Nothing was answered, and nothing was saved."
NO_FORUM = "That is no court, city or circuit known here."
HARD = "What comes now may be hard to talk about. It can be left out (skip), or left for another day (quit)."
_EXAMPLES = {
    "feared_harms": ", such as gang or arrest",
    "past_harms": ", such as gang or arrest",
    "convictions": ", such as robbery or theft-2019",
}
_HEAD = (
    "# A case for article3, begun in an interview. Unknown is not no: what is not known is left out, or says 'unknown'.\n"
    "# Keep this file confidential.\n"
)


def new_case() -> str:
    """The case file with which an interview begins."""
    return f"{_HEAD}article3: {SCHEMA_VERSION}\n"


def example(collection: Collection) -> str:
    """Names that an entry of a list might be given, as the end of a sentence."""
    return _EXAMPLES.get(collection.id, "")


def how_to_answer(one: Ranked) -> list[str]:
    """What can be answered, and who can."""
    about, asked = one.point.about, one.point.asked
    lines = []
    if isinstance(about, Collection):
        lines.append(f"Give the first one a short name{example(about)}. Only if there is none at all, write none.")
    elif isinstance(about, YesNo):
        lines.append("yes or no")
    elif choices(one):
        lines += [f"{number}. {option}" for number, option in enumerate(choices(one), 1)]
    elif isinstance(about, Number):
        lines.append(f"A number of {about.unit}, in digits.")
    elif isinstance(about, Day):
        lines.append("A day, as 2024-03-09.")
    elif isinstance(about, Estimate):
        lines.append(
            f"{MORE_LIKELY_THAN_NOT}, {NOT_MORE_LIKELY_THAN_NOT}, a percentage such as 60%, or a range such as 40% to 70%."
        )
    if asked.kind == Kind.ASSESSMENT.value:
        lines.append("This is a legal assessment: a lawyer answers it, and writes the reasons into the file afterwards.")
    if asked.kind == Kind.ESTIMATE.value:
        lines.append("This is an estimate on all the evidence: a lawyer answers it.")
    if asked.known:
        lines.append(f"So far the file says {asked.known}, which is too loose to decide.")
    return lines


def help_lines(told: NextQuestion) -> list[str]:
    """What to look for, and what makes it matter."""
    lines = [told.hint or "There is nothing to add to the question."]
    if told.authority:
        lines.append(f"It matters because of {told.authority}.")
    if told.form:
        lines.append(f"Form I-589 asks for it in {told.form}.")
    return lines


def why_lines(told: NextQuestion, *, shares: bool = False) -> list[str]:
    """Why it is asked, and what its answers would do; in shares of the ways to fill in the rest too, if that is wanted."""
    return [*told.why, *([*effect_lines(told), SHARES] if shares else [])]


def opening(used: ForumUsed, law: Law) -> list[str]:
    """Whose law is applied, and how the interview goes."""
    place = f"{used.place}, " if used.place else ""
    return [f"{place}{used.court}, as of {used.as_of}. Law data kept to {law.maintained_through}.", FIRST_WORDS, COMMANDS]


def none_lines(told: NextQuestion) -> list[str]:
    """What it would end to say that a list has nothing in it, and how to confirm that."""
    ends = next((one.rules_out for one in told.answers if one.answer == NONE), ())
    ended = f" With that, {listed([called(name) for name in ends], 'or')} cannot be established." if ends else ""
    confirm = f"Write {NONE} again to confirm; skip if you are not ready, or press Enter to answer anew."
    return [f"'{NONE}' says that there is none at all.{ended} {confirm}"]


def corrections(session: Session, place: object) -> list[str]:
    """How an answer of a file in which nothing is left to ask is corrected.

    Args:
        session: the interview.
        place: the file.
    """
    stand = where_answers_stand(session.edited)
    if not stand:
        return []
    told = f"To correct an answer, change it in {place}, or delete its line to be asked again. The answers stand here:"
    return [told, *stand]


def closing(session: Session, used: ForumUsed) -> list[str]:
    """How the goals stand, what is left, and what to read besides."""
    lines = [f"{called(goal)[0].upper()}{called(goal)[1:]}: {truth.value}." for goal, truth in session.standing().items()]
    left, aside = len(session.left()), session.put_aside()
    if left:
        lines.append(f"{left} question{'s' if left > 1 else ''} left that can matter.")
    if aside:
        lines.append(f"{aside} more can matter and {'was' if aside == 1 else 'were'} not known, or left out.")
    if not left and not aside:
        turns_on = session.view.turns_on(session.goals)
        if turns_on:
            lines.append(f"No fact is left to ask for. It turns on open questions of law: {', '.join(turns_on)}.")
        elif all(truth is not Truth.UNDETERMINED for truth in session.standing().values()):
            lines.append("No fact is left to ask for: it is decided.")
    return [*lines, *cautions(session.view, used), NOT_ADVICE]
