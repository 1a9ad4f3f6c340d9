"""Links and chains of events as the inputs of a page: as a version states them, and as somebody has typed them."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext

from article3.facts import harm
from article3.facts.link import Chain
from article3.facts.links import LINKS_KEY
from article3.facts.problems import shown as repeated
from article3.facts.reading import ID_PATTERN
from article3.facts.revising import Revision, chain_in
from article3.facts.rewriting import at, cleaned, plain
from article3.facts.values import NUMBER_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from article3.facts.case import Case as Facts
    from article3.facts.link import Link
    from article3.facts.rewriting import Plain

NOT_KNOWN = "0% to 100%"
"""How a case file states the chance of a link that nobody can estimate yet."""
_DIGITS = 80
_LONGEST, _SURE = 60, 100
_NUMBER, _ID = re.compile(NUMBER_PATTERN), re.compile(ID_PATTERN)
_GROUP_KEYS = ("of", "rate", "uplift")


class LinkDraft(msgspec.Struct, frozen=True):
    """One link as its inputs hold it.

    Attributes:
        id: how chains name it.
        event: what would happen.
        low: the lower end in percent; blank, like the upper one, while the chance is not known.
        best: the best estimate in percent; blank where the middle is taken.
        high: the upper end in percent.
        note: the reasons.
        because: ids of the exhibits that prove it.
        grouped: whether its chance is reasoned from a group; then the three above are not asked.
        of: the group.
        rate: how often it happens to the group, as the case file writes it.
        uplift: how much likelier it is for this person, as the case file writes it.
        of_group: ids of the exhibits for the rate and the uplift, which only the case file as text can change.
        is_new: whether the version that was shown does not have it.
        theirs: what somebody else has made of it meanwhile; absent if nobody has.
        error: what is wrong with what was typed, and what to do.
    """

    id: str
    event: str = ""
    low: str = ""
    best: str = ""
    high: str = ""
    note: str = ""
    because: tuple[str, ...] = ()
    grouped: bool = False
    of: str = ""
    rate: str = ""
    uplift: str = ""
    of_group: tuple[str, ...] = ()
    is_new: bool = False
    theirs: str | None = None
    error: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether nobody has estimated its chance."""
        return not (self.grouped or self.low or self.best or self.high)

    @property
    def proof(self) -> tuple[str, ...]:
        """Every exhibit behind it, each once."""
        return tuple(dict.fromkeys((*self.because, *self.of_group)))

    @property
    def is_open(self) -> bool:
        """Whether proof and reasons are shown without being asked for."""
        return bool(self.error or self.theirs is not None or self.is_new)


class ChainDraft(msgspec.Struct, frozen=True):
    """The chain of events to one feared harm.

    Attributes:
        index: of the harm in the case.
        name: its id.
        what: what the case says that it is.
        steps: in order; each is the ids of the links of which one is enough.
        relocation: the link in which living elsewhere is weighed; blank if none.
        theirs: what somebody else has made of it meanwhile; absent if nobody has.
        error: what is wrong, and what to do.
        adding: what is typed of a link to be added: the sentence, and its short name.
    """

    index: int
    name: str
    what: str = ""
    steps: tuple[tuple[str, ...], ...] = ()
    relocation: str = ""
    theirs: str | None = None
    error: str = ""
    adding: tuple[str, str] = ("", "")

    @property
    def links(self) -> tuple[str, ...]:
        """Every link of it, in order."""
        return tuple(link for step in self.steps for link in step)

    @property
    def coded(self) -> str:
        """The steps as one input holds them; no id has a sign that parts them."""
        return ";".join("|".join(step) for step in self.steps)


class Draft(msgspec.Struct, frozen=True):
    """All of it.

    Attributes:
        base: the number of the version that was shown.
        links: by id, those of the version first.
        chains: of every feared harm.
        dropped: ids of links to be taken out of the case.
    """

    base: int
    links: dict[str, LinkDraft]
    chains: tuple[ChainDraft, ...]
    dropped: tuple[str, ...] = ()

    @property
    def unused(self) -> list[LinkDraft]:
        """Links that no chain names."""
        named = {link for chain in self.chains for link in chain.links}
        return [link for name, link in self.links.items() if name not in named and name not in self.dropped]

    def chain(self, index: int) -> ChainDraft | None:
        """That of one harm."""
        return next((one for one in self.chains if one.index == index), None)

    def with_chain(self, chain: ChainDraft) -> Draft:
        """The draft with another chain for one harm."""
        chains = tuple(chain if one.index == chain.index else one for one in self.chains)
        return msgspec.structs.replace(self, chains=chains)

    def with_link(self, link: LinkDraft) -> Draft:
        """The draft with a link put in place, or added."""
        return msgspec.structs.replace(self, links={**self.links, link.id: link})


def draft_of(facts: Facts, text: str, number: int) -> Draft:
    """What a version states.

    Args:
        facts: read from it.
        text: the version.
        number: of the version.
    """
    tree = plain(text)
    chains = []
    for index in facts.members(harm.feared_harms) or ():
        name = facts.name(harm.harm, index)
        chain = chain_in(tree, name) or Chain(())
        chains.append(ChainDraft(index, name, _what(facts, index), chain.steps, chain.relocation))
    return Draft(number, {name: _link(link, at(tree, (LINKS_KEY, name))) for name, link in facts.links.items()}, tuple(chains))


def _what(facts: Facts, index: int) -> str:
    told = facts.answer(harm.what, index)
    return "" if told is None or told.value is None else str(told.value)


def _link(link: Link, entry: Plain | None) -> LinkDraft:
    chance = link.chance
    unknown = chance.low == 0 and chance.high == 1 and chance.middle
    shown = LinkDraft(link.id, link.event.strip(), note=link.note.strip(), because=link.because, grouped=link.base is not None)
    if link.base is None:
        low, high = ("", "") if unknown else (in_percent(chance.low), in_percent(chance.high))
        best = "" if chance.middle or chance.low == chance.high else in_percent(chance.best)
        return msgspec.structs.replace(shown, low=low, high=high, best=best)
    base = entry.get("base_rate") if isinstance(entry, dict) else None
    words = [_words(base.get(key, "") if isinstance(base, dict) else "") for key in ("of", "rate", _uplift_key(base))]
    return msgspec.structs.replace(shown, of=words[0], rate=words[1], uplift=words[2], of_group=link.base.because)


def _uplift_key(base: Plain | None) -> str:
    return "factor" if isinstance(base, dict) and base.get("factor") else "uplift"


def _words(value: Plain) -> str:
    """A rate as one input holds it; one with a best estimate of its own is left as it is written."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {below}" for key, below in value.items())
    return value if isinstance(value, str) else ""


def in_percent(number: Fraction) -> str:
    """A chance in percent with every digit that the case file has."""
    with localcontext() as context:
        context.prec = _DIGITS
        found = Decimal(number.numerator * 100) / Decimal(number.denominator)
        return f"{found.normalize():f}"


def read_draft(posted: QueryDict, shown: Draft, exhibits: Iterable[str]) -> Draft:
    """What somebody typed, over what was shown.

    Args:
        posted: the form.
        shown: the version that the page showed.
        exhibits: ids of those that there are.
    """
    known = frozenset(exhibits)
    added = [LinkDraft(name, is_new=True) for name in posted.getlist("new") if name not in shown.links and _ID.fullmatch(name)]
    links = {link.id: _typed(posted, link, known) for link in (*shown.links.values(), *added)}
    chains = tuple(_typed_chain(posted, chain, links) for chain in shown.chains)
    dropped = tuple(name for name in posted.getlist("dropped") if name in shown.links)
    return Draft(shown.base, links, chains, dropped)


def _typed(posted: QueryDict, link: LinkDraft, exhibits: frozenset[str]) -> LinkDraft:
    def of(name: str, before: str) -> str:
        return cleaned(posted.get(f"{name}-{link.id}", before)).strip()

    low, best, high = (of(name, before).removesuffix("%").strip() for name, before in _numbers(link))
    because = tuple(dict.fromkeys(one for one in posted.getlist(f"because-{link.id}") if one in exhibits))
    found = msgspec.structs.replace(
        link,
        event=of("event", link.event),
        low=low,
        best=best,
        high=high,
        note=of("note", link.note),
        because=because if f"event-{link.id}" in posted else link.because,
        **{key: of(key, getattr(link, key)) for key in _GROUP_KEYS if link.grouped},
    )
    return msgspec.structs.replace(found, error=trouble(found))


def _numbers(link: LinkDraft) -> tuple[tuple[str, str], ...]:
    return ("low", link.low), ("best", link.best), ("high", link.high)


def _typed_chain(posted: QueryDict, chain: ChainDraft, links: dict[str, LinkDraft]) -> ChainDraft:
    coded = posted.get(f"chain-{chain.index}", chain.coded)
    steps = tuple(tuple(link for link in step.split("|") if link in links) for step in coded.split(";"))
    steps = tuple(step for step in steps if step)
    relocation = posted.get(f"relocation-{chain.index}", chain.relocation)
    named = {link for step in steps for link in step}
    adding = (cleaned(posted.get(f"add-event-{chain.index}", "")), cleaned(posted.get(f"add-name-{chain.index}", "")))
    weighed = relocation if relocation in named else ""
    return msgspec.structs.replace(chain, steps=steps, relocation=weighed, adding=(adding[0].strip(), adding[1].strip()))


def trouble(link: LinkDraft) -> str:
    """What is wrong with the numbers of a link, and what to do; empty if nothing is. Whether they are in order is asked later."""
    if not link.event:
        return gettext("Say in a sentence what would happen.")
    if link.grouped:
        return ""
    for name, typed in _numbers(link):
        if typed and not _is_percentage(typed):
            where = {"low": gettext("At least"), "best": gettext("Best estimate"), "high": gettext("At most")}[name]
            told = {"where": where, "typed": repeated(typed)}
            return gettext("%(where)s: %(typed)s; expected one number from 0 to 100, such as 60 or 62.5.") % told
    if not link.is_unknown and not (link.low and link.high):
        return gettext("State both ends, or leave all three blank while the chance is not known.")
    return ""


def _is_percentage(typed: str) -> bool:
    return len(typed) <= _LONGEST and _NUMBER.fullmatch(typed) is not None and Fraction(typed) <= _SURE


def chance_of(link: LinkDraft) -> Plain:
    """The chance as a case file states it."""
    if link.is_unknown:
        return NOT_KNOWN
    if link.best:
        return {"low": f"{link.low}%", "best": f"{link.best}%", "high": f"{link.high}%"}
    return f"{link.low}%" if link.low == link.high else f"{link.low}% to {link.high}%"


def revision_of(shown: Draft, draft: Draft, text: str) -> Revision:
    """What the draft changes.

    Args:
        shown: the version that was shown, as a draft.
        draft: what was typed.
        text: the version.
    """
    tree = plain(text)
    links: dict[str, dict[str, Plain]] = {}
    for name, before in shown.links.items():
        values = {} if name in draft.dropped else _changed(before, draft.links[name], at(tree, (LINKS_KEY, name)))
        if values:
            links[name] = values
    added = {link.id: _whole(link) for link in draft.links.values() if link.is_new}
    chains = {
        after.name: Chain(after.steps, after.relocation)
        for before, after in zip(shown.chains, draft.chains, strict=True)
        if (before.steps, before.relocation) != (after.steps, after.relocation)
    }
    return Revision(links, added, draft.dropped, chains)


def _whole(link: LinkDraft) -> dict[str, Plain]:
    entry: dict[str, Plain] = {"event": link.event, "chance": chance_of(link), "because": list(link.because), "note": link.note}
    return entry


def _changed(before: LinkDraft, after: LinkDraft, entry: Plain | None) -> dict[str, Plain]:
    values: dict[str, Plain] = {}
    if after.event != before.event:
        values["event"] = after.event
    if not after.grouped and _numbers(after) != _numbers(before):
        values["chance"] = chance_of(after)
    base = entry.get("base_rate") if isinstance(entry, dict) else None
    if after.grouped and isinstance(base, dict):
        names = {"of": "of", "rate": "rate", "uplift": _uplift_key(base)}
        typed = {names[key]: getattr(after, key) for key in _GROUP_KEYS if getattr(after, key) != getattr(before, key)}
        if typed:
            values["base_rate"] = {key: value for key, value in {**base, **typed}.items() if value != ""}
    if after.because != before.because:
        values["because"] = list(after.because)
    if after.note != before.note:
        values["note"] = after.note
    return values


def in_words(link: LinkDraft | None) -> str:
    """A link for people: its event, its chance, its proof and its reasons."""
    if link is None:
        return gettext("taken out of the case")
    if link.grouped:
        chance = f"{link.of}: {link.rate} {link.uplift}".strip()
    elif link.is_unknown:
        chance = gettext("unknown")
    else:
        chance = f"{link.low}%" if link.low == link.high else f"{link.low}% to {link.high}%"
        chance += f" ({gettext('best')} {link.best}%)" if link.best else ""
    proof = f" [{', '.join(link.proof)}]" if link.proof else ""
    note = f" ({link.note})" if link.note else ""
    return f"{link.event} {chance}{proof}{note}"


def chain_in_words(chain: ChainDraft) -> str:
    """A chain for people: its steps by their ids."""
    steps = ", ".join(" / ".join(step) for step in chain.steps) or gettext("no chain of events")
    return f"{steps}; {gettext('living elsewhere:')} {chain.relocation}" if chain.relocation else steps
