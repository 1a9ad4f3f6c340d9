"""What the buttons of the likelihood page do to a draft: a link added to a chain or taken out, a step moved, a link dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext

from article3.facts.reading import ID_PATTERN
from article3.facts.rewriting import cleaned
from article3.web.cases.chain_draft import ChainDraft, Draft, LinkDraft

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import QueryDict

_ID = re.compile(ID_PATTERN)
_LONGEST = 28
"""Most letters of a short name that is made from an event."""


class Moved(msgspec.Struct, frozen=True):
    """A draft after a button was pressed.

    Attributes:
        draft: what it is now.
        opened: the link to go on with; empty if there is none.
        chain: the index of the harm to go on with; absent if there is none.
    """

    draft: Draft
    opened: str = ""
    chain: int | None = None


def moved(draft: Draft, do: str, posted: QueryDict) -> Moved:
    """The draft after a button was pressed; one that means nothing here changes nothing.

    Args:
        draft: as typed.
        do: the button: ``add:0``, ``out:0:detained``, ``up:0:detained``, ``drop:detained``, ``keep:detained``.
        posted: the form, for what is to be added.
    """
    verb, _, rest = do.partition(":")
    if verb in {"drop", "keep"} and rest in draft.links:
        return Moved(_dropped(draft, rest) if verb == "drop" else _kept(draft, rest))
    number, _, link = rest.partition(":")
    chain = draft.chain(int(number)) if number.isdecimal() else None
    if chain is None:
        return Moved(draft)
    if verb == "add":
        return _added(draft, chain, posted)
    if link not in chain.links:
        return Moved(draft)
    steps = _without(chain.steps, link) if verb == "out" else _earlier(chain.steps, link) if verb == "up" else chain.steps
    relocation = chain.relocation if any(chain.relocation in step for step in steps) else ""
    changed = msgspec.structs.replace(chain, steps=steps, relocation=relocation)
    return Moved(draft.with_chain(changed), link if verb == "up" else "", chain.index)


def added(draft: Draft, posted: QueryDict) -> Moved:
    """The draft with every link that is typed and not added yet, as before it is kept: what somebody typed is not lost."""
    for chain in draft.chains:
        if chain.adding[0]:
            made = _added(draft, chain, posted)
            draft = made.draft
            now = draft.chain(chain.index)
            if now is not None and now.error:
                return made
    return Moved(draft)


def _dropped(draft: Draft, link: str) -> Draft:
    """A link that no chain names is taken out; one that was never saved is forgotten at once."""
    if link not in {one.id for one in draft.unused}:
        return draft
    if draft.links[link].is_new:
        return msgspec.structs.replace(draft, links={name: one for name, one in draft.links.items() if name != link})
    return msgspec.structs.replace(draft, dropped=(*draft.dropped, link))


def _kept(draft: Draft, link: str) -> Draft:
    return msgspec.structs.replace(draft, dropped=tuple(name for name in draft.dropped if name != link))


def _without(steps: tuple[tuple[str, ...], ...], link: str) -> tuple[tuple[str, ...], ...]:
    left = (tuple(name for name in step if name != link) for step in steps)
    return tuple(step for step in left if step)


def _earlier(steps: tuple[tuple[str, ...], ...], link: str) -> tuple[tuple[str, ...], ...]:
    at = next(number for number, step in enumerate(steps) if link in step)
    if at == 0:
        return steps
    return (*steps[: at - 1], steps[at], steps[at - 1], *steps[at + 1 :])


def _added(draft: Draft, chain: ChainDraft, posted: QueryDict) -> Moved:
    def of(name: str) -> str:
        return cleaned(posted.get(f"add-{name}-{chain.index}", "")).strip()

    def wrong(words: str) -> Moved:
        return Moved(draft.with_chain(msgspec.structs.replace(chain, error=words)), chain=chain.index)

    chosen, event, name = of("what"), of("event"), of("name")
    if chosen:
        if chosen not in draft.links or chosen in chain.links:
            return wrong(gettext("That link is in this chain already, or is no longer there; choose another."))
        link = draft.links[chosen]
    elif not event:
        return wrong(gettext("Say in a sentence what would happen, or choose a link that is there already."))
    elif name and (not _ID.fullmatch(name) or name in draft.links):
        return wrong(gettext("The short name is taken, or is none: at most 40 letters, digits, '-', '_' or '.', without spaces."))
    else:
        link = LinkDraft(name or short_name(event, draft.links), event, is_new=True)
    steps = _placed(chain.steps, link.id, of("where"))
    changed = msgspec.structs.replace(chain, steps=steps, adding=("", ""))
    return Moved(_kept(draft, link.id).with_link(link).with_chain(changed), link.id, chain.index)


def _placed(steps: tuple[tuple[str, ...], ...], link: str, where: str) -> tuple[tuple[str, ...], ...]:
    """The steps with a link more: before a step, within it as an alternative, or at the end."""
    how, _, number = where.partition(":")
    at = int(number) if number.isdecimal() and int(number) < len(steps) else None
    if at is None or how not in {"before", "with"}:
        return (*steps, (link,))
    if how == "with":
        return (*steps[:at], (*steps[at], link), *steps[at + 1 :])
    return (*steps[:at], (link,), *steps[at:])


def short_name(event: str, taken: Collection[str]) -> str:
    """A short name for a link, from the first words of its event, that no other link has."""
    found = ""
    for word in re.findall(r"[a-z0-9]+", event.lower()):
        longer = f"{found}_{word}" if found else word
        if len(longer) > _LONGEST:
            break
        found = longer
    found = found or "link"
    numbered = (f"{found}-{number}" for number in range(2, len(taken) + 3))
    return found if found not in taken else next(name for name in numbered if name not in taken)
