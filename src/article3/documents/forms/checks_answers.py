"""Is every question answered, and every yes explained?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from article3.documents.forms.checked import Remark, Severity
from article3.documents.forms.looking import (
    ASYLUM_ONLY,
    BARRED,
    DEFERRAL,
    EXCUSES,
    INCOMPLETE,
    NONPOLITICAL,
    ONE_YEAR,
    PARTICULARLY_SERIOUS,
    PERSECUTOR,
    PRETERMITTED,
    REJECTION,
    RELOCATION,
    RESETTLED,
    Look,
    says_nothing,
    speaks_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.documents.forms.edition import Box
    from article3.logic.propositions import Citation

_SHORT = 25
_POINTER = 60
"""An answer that points elsewhere and has no more characters tells nothing besides."""
_CHILD = "children"
_ONE_CHILD = 3
_NOT_DEFERRAL = "bars asylum and withholding, under the Convention too; deferral it does not bar."


class _Meaning(NamedTuple):
    code: str
    says: str
    remedy: str
    by: tuple[Citation, ...]


_MEANING = {
    "harmed_others.yes": _Meaning(
        "persecutor",
        f"C.3 is answered yes. Taking part in persecution {_NOT_DEFERRAL}",
        "Plead deferral beside withholding, and say exactly what the part was: ordering, urging or helping counts.",
        (PERSECUTOR, BARRED, DEFERRAL),
    ),
    "us_crimes.yes": _Meaning(
        "crimes",
        f"C.6 is answered yes. A particularly serious crime {_NOT_DEFERRAL}",
        "Attach the records of every case, give each instance with its sentence, and plead deferral beside withholding.",
        (PARTICULARLY_SERIOUS, BARRED, DEFERRAL),
    ),
    "arrested_abroad.yes": _Meaning(
        "arrests-abroad",
        "B.2 is answered yes. It can be the harm itself; a serious nonpolitical crime may also be said to lie behind it.",
        "Say who arrested, why, what was done in custody, and how it ended.",
        (NONPOLITICAL, BARRED),
    ),
    "late.yes": _Meaning(
        "late",
        "C.5 is answered yes. The year runs for asylum only; withholding and protection under the Convention have no such limit.",
        "Give the changed or extraordinary circumstances if asylum is asked for; ask for the other forms of protection anyway.",
        (ONE_YEAR, EXCUSES, ASYLUM_ONLY),
    ),
    "returned.yes": _Meaning(
        "returned",
        "C.4 is answered yes. Going back will be held against the fear, and against the danger in every part of the country.",
        "Say why, how long, where and how danger was avoided.",
        (RELOCATION,),
    ),
    "status_elsewhere.yes": _Meaning(
        "status-elsewhere",
        "C.2.B is answered yes. Firm resettlement bars asylum; it does not bar withholding or protection under the Convention.",
        "Say what the status was, how it ended, and whether it can still be used.",
        (RESETTLED,),
    ),
}


def answers(look: Look) -> Iterator[Remark]:
    """Questions of yes and no, and the explanations they call for."""
    yield from _no_ground(look)
    yield from _undecided(look)
    yield from _unexplained(look)
    for key, meaning in _MEANING.items():
        if look.ticked(key):
            yield look.remark(meaning.code, Severity.NOTE, meaning.says, meaning.remedy, key, by=meaning.by)
    yield from _blanks(look)


def _no_ground(look: Look) -> Iterator[Remark]:
    grounds = [key for key in look.form.edition.boxes if key.startswith("basis.")]
    if grounds and not any(map(look.ticked, grounds)):
        yield look.remark(
            "no-ground",
            Severity.ERROR,
            "No ground is ticked in Part B.1.",
            "Tick each ground that the claim rests on; for protection under the Convention, 'Torture Convention'.",
            *grounds[:1],
            by=(INCOMPLETE, PRETERMITTED),
        )


def _groups(look: Look) -> dict[str, list[Box]]:
    found: dict[str, list[Box]] = {}
    for box in look.form.edition.boxes.values():
        if box.group:
            found.setdefault(box.group, []).append(box)
    return found


def _undecided(look: Look) -> Iterator[Remark]:
    for boxes in _groups(look).values():
        ticked = [box for box in boxes if look.ticked(box.key)]
        if len(ticked) > 1:
            yield look.remark(
                "contradiction",
                Severity.ERROR,
                f"Boxes that exclude each other are both ticked: {' and '.join(box.means for box in ticked)}.",
                "Leave one.",
                *(box.key for box in ticked),
                by=(INCOMPLETE,),
            )
        elif not ticked and boxes[0].needed == "rejected":
            asked = next((box for box in boxes if box.is_ == "yes"), boxes[0])
            yield look.remark(
                "question-unanswered",
                Severity.ERROR,
                f"Neither yes nor no is ticked: {asked.means}.",
                "Answer it, as it is: the form is signed under penalty of perjury.",
                asked.key,
                by=(INCOMPLETE,),
                basis=REJECTION,
            )


def _unexplained(look: Look) -> Iterator[Remark]:
    for key, box in look.form.edition.boxes.items():
        if not any(map(look.ticked, box.asked_by)):
            continue
        told = look.told(key)
        if not told or says_nothing(told):
            found = f"is explained with {told!r} only" if told else "is not explained"
            yield look.remark(
                "yes-unexplained",
                Severity.ERROR,
                f"The yes {found}: {box.means}.",
                "Explain it in the box, and go on on Supplement B if there is no room.",
                key,
                by=(INCOMPLETE, PRETERMITTED),
                basis=REJECTION,
            )
        elif speaks_of("elsewhere", told) and len(told) < 4 * _SHORT:
            yield look.remark(
                "see-attached",
                Severity.ERROR if len(told) < _POINTER else Severity.WARNING,
                f"The answer points elsewhere instead of telling: {_clipped(told)!r}.",
                "Answer in the box itself, at least in short; a declaration is no part of the form, and what the form "
                "leaves open can be held "
                "to be no answer.",
                key,
                by=(INCOMPLETE, PRETERMITTED),
            )
        elif len(told) < _SHORT:
            yield look.remark(
                "barely-explained",
                Severity.WARNING,
                f"The yes is explained in {len(told)} characters: {_clipped(told)!r}.",
                "Say what, when, by whom and why.",
                key,
                by=(INCOMPLETE, PRETERMITTED),
            )
    for key, box in look.form.edition.boxes.items():
        if box.asked_by and look.text(key) and not any(map(look.ticked, box.asked_by)):
            yield look.remark(
                "told-without-yes",
                Severity.ERROR if any(map(look.ticked, _denials(look, box))) else Severity.WARNING,
                f"Something is told that no yes calls for: {box.means}.",
                "Ask the applicant which is true before anybody signs: tick yes if what is told is so; correct the text only "
                "if it is not. Nothing true is taken out of a form that is sworn to.",
                key,
                by=(INCOMPLETE,),
            )


def _denials(look: Look, box: Box) -> list[str]:
    """The boxes for no that stand beside those for yes which call for an explanation."""
    groups = {look.box(key).group for key in box.asked_by} - {""}
    return [one.key for one in look.form.edition.boxes.values() if one.group in groups and one.is_ == "no"]


_FILL = "Fill them in; write 'none', 'unknown' or 'not applicable' where that is the answer."
_ASKS = "The form asks that nothing be left blank"
_BLANK = {
    "rejected": ("blank-rejected", Severity.ERROR, "Blank", _FILL, REJECTION),
    "expected": ("blank", Severity.WARNING, "Blank", _FILL, _ASKS),
    "if_any": (
        "blank-if-any",
        Severity.NOTE,
        "Blank, so that it isn't told whether there is none",
        "Write 'none' where that is so.",
        _ASKS,
    ),
}


def _blanks(look: Look) -> Iterator[Remark]:
    needed: dict[str, list[Box]] = {need: [] for need in _BLANK}
    seen: set[str] = set()
    married = look.ticked("marital_status.married")
    for box in look.form.edition.boxes.values():
        need: str = "expected" if box.needed == "married" and married else box.needed
        if need not in needed or (box.group and (box.needed == "rejected" or box.group in seen)):
            continue
        filled = look.text(box.key) or look.ticked(box.key) or (box.group and _any_of_group(look, box.group))
        if not filled:
            needed[need].append(box)
        if box.group:
            seen.add(box.group)
    for need, boxes in needed.items():
        if not boxes:
            continue
        listed = "; ".join(dict.fromkeys(f"{box.where} ({_asked(look, box)})" for box in boxes))
        code, severity, says, remedy, basis = _BLANK[need]
        yield look.remark(
            code, severity, f"{says}: {listed}.", remedy, *(box.key for box in boxes), by=(INCOMPLETE,), basis=basis
        )
    yield from _children(look)


def _asked(look: Look, box: Box) -> str:
    if not box.group:
        return box.means
    yes = f"{box.group}.yes"
    return f"{look.box(yes).means}, or not" if look.has(yes) else box.group.rsplit(".", 1)[-1].replace("_", " ")


def _any_of_group(look: Look, group: str) -> bool:
    return any(look.form.edition.boxes[key].group == group for key in look.form.ticks)


def _children(look: Look) -> Iterator[Remark]:
    listed = {key.split(".")[1] for key in look.form.texts if key.startswith(f"{_CHILD}.") and key.count(".") == _ONE_CHILD - 1}
    if look.ticked("children.any.no") and listed:
        yield look.remark(
            "contradiction", Severity.ERROR, "Children are listed, and 'no children' is ticked.", "Leave one.", "children.any.no"
        )
    elif look.ticked("children.any.yes") and not listed:
        yield look.remark(
            "children-unlisted", Severity.ERROR, "Children are said to exist and none is listed.",
            "List every child, whatever the age and wherever it lives.", "children.any.yes", by=(INCOMPLETE,),
        )  # fmt: skip
    if look.ticked("prepared.yes") and not look.text("preparer.name"):
        yield look.remark(
            "preparer-unnamed", Severity.ERROR, "Somebody else prepared the form, and Part E names nobody.",
            "Complete Part E; the preparer signs it.", "preparer.name", by=(INCOMPLETE,),
        )  # fmt: skip


def _clipped(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 4 * _SHORT else f"{flat[: 4 * _SHORT]}…"
