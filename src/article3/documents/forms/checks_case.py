"""Does the form say what the case says?"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from article3.documents.forms.checked import Remark, Severity
from article3.documents.forms.looking import (
    BARRED,
    DEFERRAL,
    EXCUSES,
    INCOMPLETE,
    ONE_YEAR,
    PARTICULARLY_SERIOUS,
    PERSECUTOR,
    REQUEST,
    WAIVED,
    Look,
)
from article3.documents.forms.planning import planned
from article3.documents.forms.stated import Wish
from article3.documents.forms.wording import a_year_after, in_words
from article3.facts.bars import convictions, persecutor
from article3.facts.case import Papers
from article3.facts.contradictions import contradictions
from article3.facts.papers import incident
from article3.facts.procedure import convention_box, torture_ground_box
from article3.facts.proceeding import asylum_filed
from article3.facts.times import earliest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.documents.forms.edition import Box
    from article3.documents.forms.planning import Plan

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_HEAVY = ("past_harm", "feared_harm", "feared_torture", "harmed_others", "us_crimes", "late", "arrested_abroad", "returned")
"""Questions where another answer in the case is no slip."""


def against_case(look: Look) -> Iterator[Remark]:
    """The form's answers against the case's facts; nothing where no case is given."""
    yield from _year(look)
    if look.case is None:
        return
    plan = planned(look.case, look.form.edition, Wish(look.today))
    yield from _boxes(look)
    yield from _bars(look, plan)
    yield from _ticks(look, plan)
    yield from _texts(look, plan)
    yield from _untold(look)
    for says in contradictions(look.case):
        yield look.remark("case-contradicts", Severity.ERROR, f"The case contradicts itself. {says}", "Put the case right first.")


def _untold(look: Look) -> Iterator[Remark]:
    """Incidents of the case whose year no answer in Part B names: form and declaration are held against each other."""
    papers = look.case.papers if look.case is not None else Papers()
    told = " ".join(look.told(key) for key in ("past_harm.text", "feared_harm.text", "feared_torture.text") if look.has(key))
    found = [
        ", ".join(filter(None, (in_words(when), papers.words(incident.facts["where"].variable, entry))))
        for entry in papers.lists.get("incidents", ())
        if (when := papers.words(incident.facts["on"].variable, entry)) and str(earliest(when).year) not in told
    ]
    if found:
        yield look.remark(
            "incident-untold",
            Severity.WARNING,
            f"The case tells of incidents in years that no answer in Part B names: {'; '.join(found)}.",
            "Tell them in B.1.A, in short, or know why they are left out.",
            "past_harm.text",
        )


def _year(look: Look) -> Iterator[Remark]:
    """C.5 against the entry that the form itself lists, or the case's."""
    arrived = entry_day(look.text("entries.1.on"))
    if arrived is None or not look.has("late.no"):
        return
    stated = look.case.value(asylum_filed, None) if look.case is not None else None
    filed = stated if isinstance(stated, dt.date) else look.today
    is_late = filed > a_year_after(arrived)
    if is_late and look.ticked("late.no"):
        yield look.remark(
            "late-denied",
            Severity.ERROR,
            f"C.5 says that the form is filed within a year of the last arrival; A.I.19.c gives {arrived}, and the day of "
            f"filing is {filed}.",
            "If it was filed in time, check it with --today and the day of filing; otherwise answer yes and explain.",
            "late.no", "entries.1.on",
            by=(ONE_YEAR, EXCUSES),
        )  # fmt: skip
    if not is_late and look.ticked("late.yes"):
        yield look.remark(
            "late-claimed",
            Severity.WARNING,
            f"C.5 says that the form is filed more than a year after the last arrival; A.I.19.c gives {arrived}.",
            "Check the day of arrival; a later entry may start the year anew.",
            "late.yes", "entries.1.on",
            by=(ONE_YEAR,),
        )  # fmt: skip


def entry_day(written: str) -> dt.date | None:
    """A day as forms write it; ``None`` if it is none."""
    match = _DAY.fullmatch(written.strip())
    if match is None:
        return None
    month, day, year = map(int, match.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _boxes(look: Look) -> Iterator[Remark]:
    """What the case says of the boxes on the form, as filed."""
    case = look.case
    for key, fact in (("cat_box", convention_box), ("basis.torture", torture_ground_box)):
        stated = case.value(fact, None) if case is not None else None
        if isinstance(stated, bool) and look.has(key) and stated != look.ticked(key):
            yield look.remark(
                "box-differs",
                Severity.ERROR,
                f"The case states that this box is {'ticked' if stated else 'not ticked'}; in the form it is "
                f"{'not ' if stated else ''}so.",
                "Put right the form or the case.",
                key,
                by=(REQUEST, WAIVED),
            )


def _bars(look: Look, plan: Plan) -> Iterator[Remark]:
    case = look.case
    if case is None:
        return
    if case.value(persecutor, None) is True and look.ticked("harmed_others.no"):
        yield look.remark(
            "persecutor-denied",
            Severity.ERROR,
            "C.3 is answered no, and the case states that the applicant took part in persecution.",
            "Correct whichever is wrong before anybody signs: the form is signed under penalty of perjury. The bar "
            "leaves deferral.",
            "harmed_others.no",
            by=(PERSECUTOR, BARRED, DEFERRAL),
        )
    if case.members(convictions) and look.ticked("us_crimes.no"):
        yield look.remark(
            "convictions-denied",
            Severity.ERROR,
            f"C.6 is answered no, and the case lists {len(case.members(convictions) or ())} conviction(s).",
            "If a conviction is of a court in the United States, answer yes and list it.",
            "us_crimes.no",
            by=(PARTICULARLY_SERIOUS, BARRED, DEFERRAL),
        )
    if "late.yes" in plan.ticks and look.ticked("late.no") and entry_day(look.text("entries.1.on")) is None:
        yield look.remark(
            "late-denied", Severity.ERROR, "C.5 is answered no, and by the days in the case more than a year has passed.",
            "Answer yes and explain, or correct the day of arrival.", "late.no", by=(ONE_YEAR, EXCUSES),
        )  # fmt: skip


def _ticks(look: Look, plan: Plan) -> Iterator[Remark]:
    for key in sorted(plan.ticks, key=list(look.form.edition.boxes).index):
        box = look.box(key)
        rivals = [other for other in look.form.ticks if box.group and look.box(other).group == box.group and other != key]
        if not rivals or look.ticked(key) or key == "late.yes":
            continue
        if key == "harmed_others.yes" and look.ticked("harmed_others.no"):
            continue  # told by the bar
        yield look.remark(
            "differs",
            Severity.ERROR if box.group in _HEAVY else Severity.WARNING,
            f"The form says: {look.box(rivals[0]).means}. The case says: {box.means}.",
            "Put right the one that is wrong.",
            key,
            by=(INCOMPLETE,) if box.group in _HEAVY else (),
        )


def _texts(look: Look, plan: Plan) -> Iterator[Remark]:
    """Short answers that differ; a blank one that the case can fill."""
    blank: list[Box] = []
    for key, stated in plan.texts.items():
        box = look.box(key)
        if box.lines or box.left or key.startswith("supplement"):
            continue
        written = look.text(key)
        if not written:
            blank.append(box)
        elif not _alike(written, stated):
            yield look.remark(
                "differs",
                Severity.WARNING,
                f"{box.means}: the form has {written!r}, the case {stated!r}.",
                "Put right the one that is wrong; the declaration and every other paper have to agree.",
                key,
            )
    if blank:
        listed = "; ".join(f"{box.where} ({box.means})" for box in blank)
        yield look.remark(
            "case-knows", Severity.NOTE, f"Blank on the form, and known to the case: {listed}.",
            "'article3 i589 fill' fills them in.", *(box.key for box in blank),
        )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    plain = ["".join(character for character in text.casefold() if character.isalnum()) for text in (one, other)]
    return plain[0] == plain[1]
