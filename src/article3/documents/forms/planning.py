"""What goes where: from a case to the fields of an edition, and what stays blank and why. Nothing here touches a PDF."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from article3.documents.forms.stated import WORKED, Stated, Wish
from article3.documents.forms.wording import as_day, as_month, digits, flowing, telephone
from article3.documents.forms.worked import stated_in
from article3.facts.contradictions import contradictions
from article3.facts.papers import LIST_KEYS
from article3.facts.scripts import is_mostly_latin
from article3.facts.values import written

if TYPE_CHECKING:
    from article3.documents.forms.edition import Box, Edition
    from article3.facts.case import Case
    from article3.logic.variables import Value

PRESENT = "present"
_CHILDREN, _SIBLINGS = "children", "siblings"
_ROW = 3
_HEAD_OF_CHILDREN, _HEAD_OF_CONTINUED = "supplement_a.", "supplement_b."
"""Fields at the head of the pages that are copied: they stay empty where nothing is on the page."""
_TABLES = {"entries": "19.c", "homes_abroad": "1", "homes": "2", "schools": "3", "jobs": "4", _SIBLINGS: "5"}
"""The lists that have rows on the form, and the item in which they stand."""
_PARTS = {"entries": "A.I"}
_ASKED = {
    "worked.asks_for_convention": "feared_harms",
    "worked.arrested_ever": "account.arrested_in_us, account.arrested_abroad",
    "worked.court_history": "person.court_history",
    "worked.entry_status": "entries",
    "worked.feared_harm": "feared_harms, account.feared_harm",
    "worked.feared_harm_told": "account.feared_harm",
    "worked.feared_torture": "feared_harms, account.feared_torture",
    "worked.feared_torture_told": "account.feared_torture",
    "worked.full_name": "person",
    "worked.harmed_others": "account.harmed_others",
    "worked.has_children": "children",
    "worked.last_arrival": "entries, filing.last_arrival",
    "worked.late": "entries, filing.last_arrival, filing.asylum_filed",
    "worked.past_harm": "past_harms, incidents, account.past_harm",
    "worked.past_harm_told": "incidents, account.past_harm",
    "worked.reason": "--reason",
    "worked.still_active": "account.still_active",
    "worked.us_crimes": "account.arrested_in_us",
    "worked.us_crimes_told": "account.us_arrests",
}
"""Where in a case file belongs what is worked out."""


_GROUND = "persecution.protected_ground"


class Blank(msgspec.Struct, frozen=True):
    """A field that was left empty.

    Attributes:
        key: of the field.
        where: its place on the form.
        means: what would go there.
        why: why it was left.
        needed: see :class:`article3.documents.forms.edition.Box`; empty for what is asked only where it applies.
    """

    key: str
    where: str
    means: str
    why: str
    needed: str = ""


class Addition(msgspec.Struct, frozen=True):
    """What is carried to a continuation page: the part and the question of the form, and the text."""

    part: str
    question: str
    text: str


class Plan(msgspec.Struct, frozen=True):
    """What is to be written into a form.

    Attributes:
        texts: by key.
        ticks: keys of the boxes to tick.
        blanks: what stays empty although the form asks for it.
        additions: entries of lists that have no row on the form.
        children: for each further copy of the page of children the texts and ticks, by the keys of that page.
        remarks: what the lawyer should know of how it was filled.
    """

    texts: dict[str, str]
    ticks: frozenset[str]
    blanks: tuple[Blank, ...] = ()
    additions: tuple[Addition, ...] = ()
    children: tuple[Plan, ...] = ()
    remarks: tuple[str, ...] = ()


def planned(case: Case, edition: Edition, wish: Wish) -> Plan:
    """What a case puts into a form.

    Raises:
        UnknownTermError: if the edition's data names what no case can state.
    """
    stated = stated_in(case, wish)
    texts: dict[str, str] = {}
    ticks: set[str] = set()
    blanks: list[Blank] = []
    remarks: list[str] = []
    further = edition.further_children
    has_further = further is not None and (stated.count(_CHILDREN) or 0) >= further.first
    for key, box in edition.boxes.items():
        if not box.from_ or key.startswith(_HEAD_OF_CONTINUED) or (key.startswith(_HEAD_OF_CHILDREN) and not has_further):
            continue
        if box.kind == "tick":
            if _ticks(box, stated):
                ticks.add(key)
            continue
        text = _text(box, stated)
        if box.lines and not box.from_[0].startswith("worked."):
            text = flowing(text)
        if box.lines and not is_mostly_latin(text):
            place = _ASKED.get(box.from_[0], box.from_[0])
            why = f"the case has it in other letters, and the form is answered in English; write the English there ({place})"
            blanks.append(Blank(key, box.where, box.means, why, box.needed))
        elif text and box.max and len(text) > box.max:
            why = f"it has {len(text)} characters, and {box.max} fit; write it by hand, or shorten it in the case"
            blanks.append(Blank(key, box.where, box.means, why, box.needed))
        elif text:
            texts[key] = text
    known = {blank.key for blank in blanks}
    blanks += [blank for blank in _left(edition, texts, ticks, stated) if blank.key not in known]
    if case.papers.lists.get(_CHILDREN) is None and "children.any.yes" in edition.boxes:
        remarks.append(
            "Whether there are children the case does not say; write 'children: []' under 'papers:' if there are none."
        )
    remarks += _claim(edition, ticks, stated)
    remarks += [f"The case contradicts itself. {says}" for says in contradictions(case)]
    return Plan(
        texts,
        frozenset(ticks),
        tuple(blanks),
        tuple(_additions(edition, stated)),
        tuple(_further_children(edition, stated)),
        tuple(remarks),
    )


def _ticks(box: Box, stated: Stated) -> bool:
    return any(stated.words(term) == box.is_ for term in box.from_)


def _text(box: Box, stated: Stated) -> str:
    parts = [_written(box, stated.value(term), term, stated) for term in box.from_]
    return ", ".join(filter(None, parts)) if all(parts) or len(parts) == 1 else ""


def _written(box: Box, value: Value | None, term: str, stated: Stated) -> str:
    if value is None:
        return PRESENT.capitalize() if box.how == PRESENT and _is_open(term, stated) else ""
    if box.kind == "date" and isinstance(value, (str, dt.date)):
        return as_day(value)
    if box.kind == "month" and isinstance(value, (str, dt.date)):
        return as_month(value)
    text = written(value).strip()
    if box.how == "digits":
        return digits(text) or text  # "none" is an answer
    if box.how in {"area code", "local number"}:
        found = telephone(text)
        return "" if found is None else found[box.how == "local number"]
    return text


def _is_open(term: str, stated: Stated) -> bool:
    """Whether an entry has a beginning and no end: it lasts."""
    return bool(stated.words(term.rsplit(".", 1)[0] + ".since"))


def _left(edition: Edition, texts: dict[str, str], ticks: set[str], stated: Stated) -> list[Blank]:
    """What is blank although the form asks for it; of boxes that exclude each other, the question once."""
    found: list[Blank] = []
    married = stated.words("person.marital_status") == "married"
    seen: set[str] = set()
    for key, box in edition.boxes.items():
        called = [one for one in box.asked_by if one in ticks]
        permit = box.group == "arrested" and stated.words("worked.category_2") == "8"  # Form I-765 asks it of (c)(8) only
        asked = (
            permit or box.needed in {"rejected", "expected", "if_any", "claim"} or (box.needed == "married" and married) or called
        )
        if not asked or key in texts or key in ticks or (box.group and (box.group in seen or _group_ticked(edition, box, ticks))):
            continue
        seen.add(box.group)
        means = box.means if not box.group else _question(edition, box)
        found.append(Blank(key, box.where, means, _why(box, stated), "asked by a yes" if called else box.needed))
    for number in range(1, (stated.count(_CHILDREN) or 0) + 1):
        found += [
            Blank(key, box.where, box.means, "the case does not say", "expected")
            for key, box in edition.boxes.items()
            if key in {f"children.{number}.{one}" for one in ("family_name", "given_name", "born", "birth_place")}
            and key not in texts
        ]
    return found


def _group_ticked(edition: Edition, box: Box, ticks: set[str]) -> bool:
    return any(edition.boxes[key].group == box.group for key in ticks)


def _question(edition: Edition, box: Box) -> str:
    yes = edition.boxes.get(f"{box.group}.yes")
    return f"{yes.means}, or not" if yes else box.group.rsplit(".", 1)[-1].replace("_", " ")


def _why(box: Box, stated: Stated) -> str:
    if box.key in {"harmed_others.yes", "harmed_others.no"} and stated.value("account.harmed_others") is False:
        return (
            "the case says both that nobody was harmed (account.harmed_others) and that the applicant took part in persecution "
            "(bars.persecutor); find out which is right before anybody signs"
        )
    if box.key in {"us_crimes.yes", "us_crimes.no", "us_crimes.text"} and stated.case.lists.get("convictions"):
        return (
            "the case lists convictions, and not whether they were in the United States: say so under 'account: arrested_in_us:'"
        )
    if box.needed == "if_any":
        return "the case does not say; write 'none' there if that is so"
    stands = [term for term in box.from_ if stated.words(term)]
    if stands and box.how in {"area code", "local number"}:
        return f"{' and '.join(stands)} is no number in the United States, for which the form has room: write it in by hand"
    homes = [_ASKED.get(term, term) for term in box.from_ if term in _ASKED or not term.startswith(f"{WORKED}.")]
    return "the case does not say" + (f" ({' and '.join(homes)})" if homes else "")


def _claim(edition: Edition, ticks: set[str], stated: Stated) -> list[str]:
    if "cat_box" not in edition.boxes:
        return []
    if "cat_box" not in ticks:
        return ["No harm is feared in the case, so that the boxes asking for protection under the Convention were not ticked."]
    names = {
        "application.convention_box": "at the top of page 1",
        "application.torture_ground_box": "among the grounds in Part B",
    }
    found = [
        f"The case states that the Convention's box {place} is not ticked on the form as filed; here it is ticked."
        for term, place in names.items()
        if stated.words(term) == "no"
    ]
    if {key for key in ticks if key.startswith("basis.")} == {"basis.torture"} and stated.words(_GROUND) != "none":
        found.append(
            "Only 'Torture Convention' is ticked in Part B.1, for the case names no protected ground "
            f"({_GROUND}). Asylum and withholding under the INA need one: ask before they are given up."
        )
    return found


def _additions(edition: Edition, stated: Stated) -> list[Addition]:
    """Entries that have no row, in the order of the form."""
    found = []
    for name, item in _TABLES.items():
        rows = {key.split(".")[1] for key in edition.boxes if key.startswith(f"{name}.") and key.count(".") == _ROW - 1}
        lines = [_line(name, number, stated) for number in range(len(rows) + 1, (stated.count(name) or 0) + 1)]
        if rows and any(lines):
            found.append(Addition(_PARTS.get(name, "A.III"), item, "\n".join(filter(None, lines))))
    return found


def _line(name: str, number: int, stated: Stated) -> str:
    keys = ("name", "birth_place", "location") if name == _SIBLINGS else tuple(LIST_KEYS[name][1].facts)
    words = [stated.words(f"{name}.{number}.{key}") for key in keys if key not in {"on", "since", "until", "expires"}]
    times = {key: stated.value(f"{name}.{number}.{key}") for key in ("on", "since", "until", "expires") if key in keys}
    told = {"on": "on", "since": "from", "until": "to", "expires": "until"}
    stretch = [f"{told[key]} {as_day(time)}" for key, time in times.items() if isinstance(time, (str, dt.date))]
    if name == _SIBLINGS and stated.value(f"{name}.{number}.deceased") is True:
        words.append("deceased")
    return "; ".join(filter(None, (", ".join(filter(None, words)), " ".join(stretch))))


def _further_children(edition: Edition, stated: Stated) -> list[Plan]:
    """The page of further children again, for those who find no room on the one that the form has."""
    page = edition.further_children
    number = stated.count(_CHILDREN) or 0
    if page is None or number < page.first + page.each:
        return []
    own = {key: box for key, box in edition.boxes.items() if box.page == page.page and box.from_}
    found = []
    for first in range(page.first + page.each, number + 1, page.each):
        texts: dict[str, str] = {}
        ticks: set[str] = set()
        for key, box in own.items():
            shifted = box
            if key.startswith(f"{_CHILDREN}."):
                terms = tuple(_shifted(term, first - page.first) for term in box.from_)
                shifted = msgspec.structs.replace(box, from_=terms)
            if box.kind == "tick":
                if _ticks(shifted, stated):
                    ticks.add(key)
            elif text := _text(shifted, stated):
                texts[key] = text
        found.append(Plan(texts, frozenset(ticks)))
    return found


def _shifted(term: str, by: int) -> str:
    name, number, key = term.split(".")
    return f"{name}.{int(number) + by}.{key}"
