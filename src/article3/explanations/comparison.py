"""A comparison of forums as an outline, and the strip that stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.moved import by, elements_moved, forms_moved, question_item, readings, taken_item, truths
from article3.explanations.outline import Outline, Section
from article3.explanations.text import Paint, plain
from article3.explanations.wording import ASCII_MARKS, FORM_ANSWERS, FORM_NAMES, MARKS, NOT_ADVICE
from article3.law.periods import AGENCY
from article3.logic.truth import Truth

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from article3.findings.comparison import Change, Comparison, DayCompared, Group, Parting, Transfer
    from article3.findings.outlooks import Seen
    from article3.law.matrix import Column

SHORT = {
    "asylum": "asylum",
    "withholding_ina": "withholding INA",
    "withholding_cat": "withholding CAT",
    "deferral_cat": "deferral",
    "protection_cat": "either CAT form",
}
"""Names of the forms in a strip of 80 columns."""

_NAMES, _CELL = 16, 5
_STYLES = {Truth.ESTABLISHED: "good", Truth.NOT_ESTABLISHED: "bad", Truth.UNDETERMINED: "open"}
AGENCY_SAYS = "AG/B: what Attorney General, Board and orders that bind everywhere say where no circuit has ruled."


def head(column: Column) -> str:
    """A forum's name in four columns or fewer."""
    return "AG/B" if column.id == AGENCY else column.label.replace(" Cir.", "").replace(".", "")


def cells(day: DayCompared, form: str, forums: Iterable[Column]) -> list[Seen]:
    """How a form comes out in each forum."""
    of = {forum: group for group in day.groups for forum in group.forums}
    return [of[column.id].forms[form] for column in forums]


LAW_OPEN, ASCII_LAW_OPEN = "§", "*"
"""Follows the mark of what turns on an open question of law too."""
LAW_OPEN_SAYS = "turns on an open question of law too"


def marked(seen: Seen, *, ascii_only: bool = False) -> str:
    """The mark of a cell."""
    mark = (ASCII_MARKS if ascii_only else MARKS)[seen.truth]
    return mark + (ASCII_LAW_OPEN if ascii_only else LAW_OPEN) if seen.turns_on else mark


def letters(day: DayCompared, forums: Iterable[Column]) -> list[str]:
    """The letter of each forum's group."""
    of = {forum: group.letter for group in day.groups for forum in group.forums}
    return [of[column.id] for column in forums]


def strip(found: Comparison, paint: Paint = plain, *, ascii_only: bool = False) -> list[str]:
    """The forms of protection by forum in 80 columns: one table for one day, one for each form for several."""
    heads = paint(" " * _NAMES + "".join(f"{head(column):<{_CELL}}" for column in found.forums).rstrip(), "strong")

    def row(name: str, shown: list[Seen]) -> str:
        signs = [(marked(seen, ascii_only=ascii_only), _STYLES[seen.truth]) for seen in shown]
        return f"{name:<{_NAMES}}{''.join(paint(sign, style) + ' ' * (_CELL - len(sign)) for sign, style in signs)}".rstrip()

    last = found.days[-1]
    if len(found.days) == 1:
        lines = [heads, *(row(SHORT[form], cells(last, form, found.forums)) for form in SHORT)]
    else:
        lines = []
        for form in SHORT:
            lines += ["", paint(FORM_NAMES[form], "title"), heads]
            lines += [row(str(day.as_of), cells(day, form, found.forums)) for day in found.days]
        lines = lines[1:]
    if len(last.groups) > 1:
        lines.append(f"{'alike':<{_NAMES}}{''.join(f'{letter:<{_CELL}}' for letter in letters(last, found.forums))}".rstrip())
    if found.own:
        index = next(index for index, column in enumerate(found.forums) if column.id == found.own)
        lines.append(f"{'this case':<{_NAMES}}{' ' * (_CELL * index)}^")
    if any(seen.turns_on for day in found.days for group in day.groups for seen in group.forms.values()):
        lines.append(paint(f"{ASCII_LAW_OPEN if ascii_only else LAW_OPEN} {LAW_OPEN_SAYS}", "dim"))
    return lines


def subtitle(found: Comparison) -> str:
    """Days and law."""
    days = [day.as_of for day in found.days]
    when = f"as of {days[0]}" if len(days) == 1 else f"on {len(days)} days from {days[0]} to {days[-1]}"
    return f"In all thirteen forums, {when}. Law data {found.version}, kept to {found.maintained_through}. {AGENCY_SAYS}"


def outline(found: Comparison) -> Outline:
    """Groups, partings, what differs in law only, what changed from day to day."""
    names = {column.id: head(column) for column in found.forums}
    last = found.days[-1]
    when = "" if len(found.days) == 1 else f", as of {last.as_of}"
    sections = [
        Section(f"Alike{when}", [_group(group, names) for group in last.groups]),
        Section(f"Where the forums part, and why{when}", [_parting(parting, names) for parting in found.partings]),
        Section("Different in law, alike on these facts", _beside(found.beside)),
        *(Section(f"From {one} to {other}", items) for (one, other), items in _changes(found.changes, names).items()),
        Section(
            "Read this too", [Item(Role.WARNING, words) for words in (*_later(last.as_of, found.maintained_through), *CAUTIONS)]
        ),
    ]
    return Outline(found.title or "Case", subtitle(found), [section for section in sections if section.items])


CAUTIONS = (
    NOT_ADVICE,
    (
        "A circuit without a recorded decision is not a circuit without law: 'article3 law matrix' shows how well each position "
        "is verified. 'article3 screen' gives every warning on the case itself."
    ),
)
"""What a reader must know besides."""


def _later(as_of: dt.date, through: dt.date) -> tuple[str, ...]:
    if as_of <= through:
        return ()
    return (f"The law here is kept to {through}; you asked for {as_of}. Look for anything newer before you rely on it.",)


def _group(group: Group, names: dict[str, str]) -> Item:
    alike: dict[tuple[object, ...], list[str]] = {}
    for form, seen in group.forms.items():
        alike.setdefault((seen.truth, frozenset(seen.missing), frozenset(seen.turns_on)), []).append(form)
    item = Item(Role.FINDING, f"{group.letter}: {', '.join(names[forum] for forum in group.forums)}")
    for forms in alike.values():
        seen = group.forms[forms[0]]
        item.items.append(Item(Role.PLAIN, f"{', '.join(SHORT[form] for form in forms)}: {_says(seen)}", seen.truth))
    return item


def _says(seen: Seen) -> str:
    words = [FORM_ANSWERS[seen.truth]]
    if seen.missing:
        words.append(f"waits for {len(seen.missing)} {'fact' if len(seen.missing) == 1 else 'facts'}")
    if seen.turns_on:
        words.append(f"turns on {', '.join(seen.turns_on)}")
    return "; ".join(words)


def _parting(parting: Parting, names: dict[str, str]) -> Item:
    item = Item(Role.LAW, parting.asks, tag=parting.question)
    for side in parting.sides:
        where = ", ".join(names[forum] for forum in side.forums)
        live = f"{'OPEN between ' if side.open else ''}{' and '.join(side.live)}"
        item.items.append(Item(Role.OPEN if side.open else Role.PLAIN, f"{where}: {live}"))
        item.items[-1].items = [taken_item(taken) for taken in side.by] or [Item(Role.NOTE, "nobody has decided, as recorded")]
    if parting.elements:
        item.items.append(Item(Role.NOTE, f"Differs by it: {', '.join(parting.elements)}"))
    if parting.flips:
        item.items.append(Item(Role.NOTE, f"By itself it changes the answer for: {_forms(parting.flips)}"))
    if parting.opens:
        item.items.append(Item(Role.NOTE, f"By itself it changes what is open for: {_forms(parting.opens)}"))
    if not parting.flips and not parting.opens:
        item.items.append(Item(Role.NOTE, "By itself it changes no form of protection on these facts."))
    return item


def _forms(forms: Iterable[str]) -> str:
    return ", ".join(SHORT[form] for form in forms)


def _beside(questions: tuple[str, ...]) -> list[Item]:
    return [Item(Role.NOTE, ", ".join(questions))] if questions else []


def _changes(changes: tuple[Change, ...], names: dict[str, str]) -> dict[tuple[object, object], list[Item]]:
    found: dict[tuple[object, object], list[Item]] = {}
    for change in changes:
        where = ", ".join(names[forum] for forum in change.forums)
        item = Item(Role.FINDING, where)
        item.items = [
            Item(Role.PLAIN, f"{FORM_NAMES[moved.rule]}: {truths(moved)}", moved.after)
            for moved in change.findings
            if moved.is_form and moved.flips
        ]
        begins = [f"{moved.finding} ({by(moved.by)})" for moved in change.findings if moved.element]
        if begins:
            item.items.append(Item(Role.NOTE, f"Begins at: {', '.join(begins)}"))
        item.items += [question_item(question) for question in change.questions]
        if change.by_day:
            item.items.append(Item(Role.NOTE, "The day itself matters: a time has run, or has begun."))
        found.setdefault((change.from_, change.to), []).append(item)
    return found


def transfer_outline(found: Transfer) -> Outline:
    """What a transfer changes: the forms, the elements at which it begins, the questions of law with both sides."""
    one, other = found.names
    kept = f"As of {found.as_of}. Law data {found.version}, kept to {found.maintained_through}."
    places = [f"{place} leads to the {name}." for place, name in zip(found.places, found.names, strict=True) if place]
    unchanged = [
        Item(Role.PLAIN, f"{FORM_NAMES[form]}: {FORM_ANSWERS[now.truth]}, as before", now.truth)
        for form, (_, now) in found.forms.items()
        if form not in {moved.rule for moved in found.findings}
    ]
    sections = [
        Section("The forms of protection", [*forms_moved(found.findings), *unchanged]),
        Section("Where the difference begins", elements_moved(found.findings)),
        Section(
            "By which question of law",
            [
                Item(
                    Role.OPEN if apart.after.open else Role.LAW,
                    apart.asks,
                    tag=apart.question,
                    items=[
                        Item(Role.PLAIN, f"{court}: {readings(side)}", items=[taken_item(taken) for taken in side.by])
                        for court, side in zip(found.names, (apart.before, apart.after), strict=True)
                    ],
                )
                for apart in found.questions
            ],
        ),
        Section("Different in law, alike on these facts", _beside(found.beside)),
        Section(
            "Read this too",
            [
                Item(Role.WARNING, words)
                for words in (*found.doubts, *found.venue, *_later(found.as_of, found.maintained_through), *CAUTIONS)
            ],
        ),
    ]
    title = f"{found.title or 'Case'}: if transferred"
    subtitle_ = f"From the {one} to the {other}. {' '.join([*places, kept])}"
    return Outline(title, subtitle_, [section for section in sections if section.items])
