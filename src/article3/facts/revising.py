"""Change links and chains in the text of a case file: several at once, and beside what somebody else has changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts import rewriting
from article3.facts.harm import feared_harms
from article3.facts.link import Chain
from article3.facts.links import ANY_OF, LINKS_KEY
from article3.facts.rewriting import Plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_HARMS = feared_harms.id


class Revision(msgspec.Struct, frozen=True):
    """What is to be changed.

    Attributes:
        links: by the id of a link that is there, the keys to put, each with its value; a blank one takes the key out.
        added: by id, the links to add, each with its keys.
        dropped: ids of links to take out.
        chains: by the name of a feared harm, its chain from now on; without steps it has none.
    """

    links: dict[str, dict[str, Plain]] = {}
    added: dict[str, dict[str, Plain]] = {}
    dropped: tuple[str, ...] = ()
    chains: dict[str, Chain] = {}

    def __bool__(self) -> bool:
        return bool(self.links or self.added or self.dropped or self.chains)


def place_of_link(identifier: str) -> str:
    """Where a link stands, as problems and conflicts name it."""
    return f"{LINKS_KEY}[{identifier}]"


def place_of_chain(harm: str) -> str:
    """Where the chain of a feared harm stands."""
    return f"{_HARMS}[{harm}].chain"


def revised(text: str, revision: Revision) -> str:
    """The text with the change, and with everything else as it is.

    Raises:
        NoSuchPlaceError: if a link or a harm that is to be changed is not there, or another link has the id of an added one.
    """
    tree = rewriting.plain(text)
    for identifier, entry in revision.added.items():
        if rewriting.at(tree, (LINKS_KEY, identifier)) != _entry(identifier, entry):
            text = rewriting.add(text, (LINKS_KEY,), _entry(identifier, entry))
    for identifier, values in revision.links.items():
        for key, value in values.items():
            text = _set(text, (LINKS_KEY, identifier, key), value)
    for harm, chain in revision.chains.items():
        if chain_in(tree, harm) != chain:
            text = _set(text, (_HARMS, harm, "chain"), _written(chain))
            text = _set(text, (_HARMS, harm, "relocation"), chain.relocation)
    for identifier in revision.dropped:
        if rewriting.at(tree, (LINKS_KEY, identifier)) is not None:
            text = rewriting.drop(text, (LINKS_KEY, identifier))
    return text


def contested(revision: Revision, shown: dict[str, Plain], now: dict[str, Plain]) -> tuple[str, ...]:
    """The places of the change that somebody else has changed since, otherwise than it would.

    Args:
        revision: the change.
        shown: the case file that whoever makes it had before them, read by :func:`article3.facts.rewriting.plain`.
        now: the one that stands now.
    """
    return tuple(dict.fromkeys((*_contested_links(revision, shown, now), *_contested_chains(revision, shown, now))))


def without(revision: Revision, places: Collection[str]) -> Revision:
    """The change without what is contested, and without what only that would name.

    Links are taken out only together with the whole change: what is contested may name them.
    """
    taken = {name for name in revision.added if place_of_link(name) in places}
    chains = {
        harm: chain
        for harm, chain in revision.chains.items()
        if place_of_chain(harm) not in places and taken.isdisjoint(chain.links)
    }
    named = {link for chain in chains.values() for link in chain.links}
    return Revision(
        {name: values for name, values in revision.links.items() if place_of_link(name) not in places},
        {name: entry for name, entry in revision.added.items() if name in named},
        (),
        chains,
    )


def chain_in(tree: dict[str, Plain], harm: str) -> Chain | None:
    """The chain of a feared harm as it is written, without steps if it has none; ``None`` if there is no such harm."""
    entry = rewriting.at(tree, (_HARMS, harm))
    if not isinstance(entry, dict):
        return None
    chain, relocation = entry.get("chain", ""), entry.get("relocation", "")
    steps = tuple(_step(step) for step in chain) if isinstance(chain, list) else ()
    return Chain(steps, relocation if isinstance(relocation, str) else "")


def _step(step: Plain) -> tuple[str, ...]:
    found = step.get(ANY_OF, []) if isinstance(step, dict) else [step]
    return tuple(link for link in found if isinstance(link, str))


def _written(chain: Chain) -> Plain:
    return [step[0] if len(step) == 1 else {ANY_OF: list(step)} for step in chain.steps]


def _entry(identifier: str, entry: dict[str, Plain]) -> dict[str, Plain]:
    return {"id": identifier, **{key: value for key, value in entry.items() if value not in ("", [])}}


def _set(text: str, path: tuple[str, ...], value: Plain) -> str:
    """The text with a value at a place, or without what stands there if the value is blank."""
    before = rewriting.at(rewriting.plain(text), path)
    if value not in ("", []):
        return text if before == value else rewriting.put(text, path, value)
    return text if before is None else rewriting.drop(text, path)


def _contested_links(revision: Revision, shown: dict[str, Plain], now: dict[str, Plain]) -> Iterator[str]:
    for identifier, values in revision.links.items():
        before, standing = (rewriting.at(tree, (LINKS_KEY, identifier)) for tree in (shown, now))
        done = isinstance(standing, dict) and all(standing.get(key, "") == (value or "") for key, value in values.items())
        if standing != before and not done:
            yield place_of_link(identifier)
    for identifier, entry in revision.added.items():
        if rewriting.at(now, (LINKS_KEY, identifier)) not in (None, _entry(identifier, entry)):
            yield place_of_link(identifier)
    for identifier in revision.dropped:
        if rewriting.at(now, (LINKS_KEY, identifier)) not in (None, rewriting.at(shown, (LINKS_KEY, identifier))):
            yield place_of_link(identifier)


def _contested_chains(revision: Revision, shown: dict[str, Plain], now: dict[str, Plain]) -> Iterator[str]:
    for harm, chain in revision.chains.items():
        standing = chain_in(now, harm)
        gone = any(rewriting.at(now, (LINKS_KEY, link)) is None and link not in revision.added for link in chain.links)
        if standing is None or gone or standing not in (chain_in(shown, harm), chain):
            yield place_of_chain(harm)
