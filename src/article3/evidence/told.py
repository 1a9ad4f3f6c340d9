"""The evidence matrix in words, as an outline: for the terminal, Markdown and HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.explanations.items import Item, Role
from article3.explanations.outline import Outline, Section
from article3.explanations.wording import NOT_ADVICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.evidence.matrix import ElementProved, ExhibitListed, Group, KindThere, Matrix

_NAMES = {"feared_harms": "Feared harm", "past_harms": "Past harm", "claim": "The claim as a whole"}


def outline(found: Matrix) -> Outline:
    """The kinds, the elements with their proof, the exhibits with what their days say."""
    sections = [
        Section("Kinds of evidence", [_kind(one) for one in found.kinds]),
        *(Section(_title(group), list(_elements(group))) for group in found.groups),
        Section("Exhibits", [_exhibit(one) for one in found.exhibits]),
        Section("Read this too", list(_cautions(found))),
    ]
    gaps = sum(element.is_gap for group in found.groups for element in group.elements)
    lacking = sum(not one.exhibits for one in found.kinds)
    subtitle = f"{len(found.exhibits)} exhibits; {gaps} elements without proof; {lacking} of {len(found.kinds)} kinds lacking."
    return Outline("Evidence and what it proves", subtitle, [section for section in sections if section.items])


def _title(group: Group) -> str:
    name = _NAMES.get(group.id, group.id)
    return f"{name}: {group.about}" if group.about else name


def _kind(one: KindThere) -> Item:
    there = f"Ex. {', '.join(one.exhibits)}" if one.exhibits else "lacking"
    item = Item(Role.PLAIN, f"{one.kind.name}: {there}")
    item.items = [Item(Role.NOTE, words) for words in one.kind.proves]
    if not one.exhibits:
        item.items.append(Item(Role.NOTE, f"Ask: {one.kind.ask}"))
    item.items += [Item(Role.AUTHORITY, words) for words in one.law]
    return item


def _elements(group: Group) -> Iterator[Item]:
    for element in group.elements:
        yield Item(Role.FINDING, f"{element.says} {proof(element)}", element.truth, element.finding, element.finding)


def proof(element: ElementProved) -> str:
    """What proves an element, in a few words."""
    if element.exhibits:
        return f"Ex. {', '.join(element.exhibits)}."
    return "No exhibit; it stands against the claim." if element.against else "No exhibit."


def _exhibit(one: ExhibitListed) -> Item:
    count = (
        "proves nothing that the case file says" if not one.facts else f"proves {one.facts} fact{'' if one.facts == 1 else 's'}"
    )
    item = Item(Role.PLAIN, f"{one.letter}. {one.title}: {count}{'' if one.has_file else '; no file is named'}")
    item.items = [Item(Role.WARNING, f"{age.says}{f' ({age.basis})' if age.basis else ''}") for age in one.ages]
    return item


def _cautions(found: Matrix) -> Iterator[Item]:
    yield Item(Role.AUTHORITY, f"{found.basis}: all evidence relevant to the possibility of future torture is considered.")
    yield Item(
        Role.WARNING, "What is counted here is what the case file ties together; whether it is believed is the judge's to say."
    )
    yield Item(Role.WARNING, NOT_ADVICE)
