"""Read a case file strictly: everything that is wrong is reported at once, with its place and a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.facts.case import Answer, Case, Papers
from article3.facts.exhibits import Exhibits
from article3.facts.factors import FACTORS, Factors
from article3.facts.harm import feared_harms
from article3.facts.heading import VERSION_KEY, ForumStated, check_version, read_forum
from article3.facts.problems import CaseFileError, Problem, nearest, shown
from article3.facts.reading import id_of, text_of, unknown_key
from article3.facts.tree import Mapping, Node, Place, Scalar, is_blank, parse, walk
from article3.facts.tree import Sequence as ListNode
from article3.facts.values import UNKNOWN, BadValueError, value_of
from article3.facts.vocabulary import COLLECTIONS, GROUPS, SECTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from article3.facts.event import Event
    from article3.facts.fact import Group
    from article3.facts.link import Chain
    from article3.facts.links import Links
    from article3.law.loading import Law
    from article3.logic.variables import Collection, Entity, Value, Variable

_SECTIONS = {group.id: group for group in SECTIONS}
_LINKS, _CHAIN_KEYS, _EVENTS, _PAPERS = "links", ("chain", "relocation"), "events", "papers"
_TOP = (VERSION_KEY, "title", "forum", *_SECTIONS, _LINKS, *COLLECTIONS, "exhibits", _EVENTS, _PAPERS)
_ANSWER_KEYS = ("is", "because", "note")


def read(path: Path, law: Law) -> Case:
    """The case in a file.

    Raises:
        CaseFileError: listing everything that is wrong with it.
    """
    name = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        remedy = "check the name; 'article3 new' writes a template"
        raise _whole(name, "no-such-file", "there is no such file", "a case file", remedy) from None
    except IsADirectoryError:
        raise _whole(name, "directory", "this is a directory", "a case file", "name the files in it") from None
    except UnicodeDecodeError:
        found = "bytes that are not UTF-8 text"
        raise _whole(name, "not-utf-8", found, "a text file in UTF-8", "save it again as UTF-8") from None
    except OSError as error:
        remedy = "check that you may read it, and that it is where its name says"
        raise _whole(name, "unreadable", error.strerror or "it cannot be read", "a readable file", remedy) from None
    return parse_case(text, name, law)


def parse_case(text: str, name: str, law: Law) -> Case:
    """The case in a text.

    Args:
        text: the content of a case file.
        name: what to call it in messages.
        law: names the forums and the day on which this law begins.

    Raises:
        CaseFileError: listing everything that is wrong with it.
    """
    return _Reader(parse(text, name), law).read()


def _whole(file: str, code: str, found: str, expected: str, remedy: str) -> CaseFileError:
    return CaseFileError([Problem(code, file, 0, 0, "", found, expected, remedy)])


class _Reader:
    def __init__(self, tree: Mapping, law: Law) -> None:
        self._tree = tree
        self._law = law
        self._problems: list[Problem] = []
        self._answers: dict[tuple[Variable, int | None], Answer] = {}
        self._lists: dict[str, tuple[int, ...]] = {}
        self._names: dict[tuple[Entity, int], str] = {}
        self._counts: dict[Entity, int] = {}
        self._ids: dict[str, Place] = {}
        self._chosen = {text for key in COLLECTIONS for text in _ids_in(tree.items.get(key))}
        self._exhibits = Exhibits(self._problems)
        self._links: Links | None = None
        self._chains: dict[int, Chain] = {}
        self._factors = Factors(law, self._answer, self._problems)

    def read(self) -> Case:
        items = self._tree.items
        check_version(self._tree, self._problems)
        if "exhibits" in items:
            self._exhibits.read(items["exhibits"])
        if not is_blank(items.get(_LINKS)):
            self._known_links().read(items[_LINKS])
        title = text_of(items["title"], self._problems) if "title" in items else ""
        forum = read_forum(items["forum"], self._law, self._problems) if "forum" in items else ForumStated()
        for key, node, place in walk(self._tree):
            if key in _SECTIONS:
                self._section(node, _SECTIONS[key], None)
            elif key in COLLECTIONS:
                self._list(node, *COLLECTIONS[key])
            elif key not in _TOP:
                self._unknown_section(key, place)
        events = self._events(items.get(_EVENTS))
        papers = self._papers(items.get(_PAPERS))
        if self._problems:
            raise CaseFileError(self._problems)
        return Case(
            title,
            self._answers,
            self._lists,
            self._names,
            self._exhibits.sound,
            forum.circuit,
            forum.as_of,
            forum.court,
            forum.hearing,
            forum.venue_changed,
            {} if self._links is None else self._links.sound,
            self._chains,
            self._factors.found,
            events,
            papers,
        )

    def _papers(self, node: Node | None) -> Papers:
        """What stands under ``papers:``; few verbs need it, so that its vocabulary is loaded only where a file has it."""
        if node is None or is_blank(node):
            return Papers()
        from article3.facts.papers_file import read_papers  # noqa: PLC0415

        return read_papers(node, self._answer, self._problems)

    def _events(self, node: Node | None) -> tuple[Event, ...]:
        """What is listed under ``events:``; few cases list any, so that their reader is loaded only then."""
        if node is None or is_blank(node):
            return ()
        from article3.facts.event_list import Events  # noqa: PLC0415

        events = Events(self._problems, self._because)
        events.read(node)
        events.fill(self._answers)
        return events.found()

    def _known_links(self) -> Links:
        """What reads links and chains; few cases state any, so that it is loaded only then."""
        if self._links is None:
            from article3.facts.links import Links  # noqa: PLC0415

            self._links = Links(self._problems, self._because)
        return self._links

    def _fail(self, place: Place, code: str, found: str, expected: str, remedy: str) -> None:
        self._problems.append(place.problem(code, found, expected, remedy))

    def _unknown_section(self, key: str, place: Place) -> None:
        remedy = _belongs(key) or nearest(key, _TOP) or "'article3 new' writes a template with every section"
        self._fail(place, "unknown-section", f"unknown section, {shown(key)}", f"one of {', '.join(_TOP)}", remedy)

    def _section(self, node: Node, group: Group, scope: int | None, *, chained: bool = False) -> None:
        if not isinstance(node, Mapping):
            if not is_blank(node):
                if group.entity is not None:
                    remedy = "start with '- id:', and below it write each fact as 'name: value'"
                elif isinstance(node, ListNode):
                    remedy = "remove the '-' before each fact"
                else:
                    remedy = f"below '{group.id}:', write each fact as 'name: value'"
                self._fail(node.place, "wrong-shape", f"found {node.kind}", f"facts of {_subject(group)}, one to a line", remedy)
            return
        for key, value, place in walk(node):
            if scope is not None and (key == "id" or (chained and key in _CHAIN_KEYS)):
                continue
            if scope is not None and key == FACTORS:
                self._factors.read(value, group, scope)
                continue
            fact = group.facts.get(key)
            if fact is None:
                self._unknown_fact(key, place, group)
                continue
            answer = self._answer(value, fact.variable)
            if answer is not None:
                self._answers[fact.variable, scope] = answer

    def _unknown_fact(self, key: str, place: Place, group: Group) -> None:
        expected = f"a fact of {_subject(group)}"
        home = _belongs(key)
        if home:
            self._fail(place, "misplaced-fact", shown(key), expected, home)
        else:
            remedy = nearest(key, group.facts) or "'article3 new' writes a template with every fact"
            self._fail(place, "unknown-fact", f"unknown fact, {shown(key)}", expected, remedy)

    def _answer(self, node: Node, variable: Variable) -> Answer | None:
        if isinstance(node, Scalar):
            return None if is_blank(node) else Answer(self._value(node, variable))
        if not isinstance(node, Mapping):
            expected = "a single value, or {is: …, because: […], note: …}"
            self._fail(node.place, "wrong-shape", f"found {node.kind}", expected, "state one value; say the rest under 'note:'")
            return None
        for key, _, place in walk(node):
            if key not in _ANSWER_KEYS:
                remedy = "put the note in quotation marks if it has a comma in it"
                self._problems.append(unknown_key(key, place, _ANSWER_KEYS, remedy))
        stated = node.items.get("is")
        if stated is None:
            remedy = "write 'is: unknown' if it is not known"
            self._fail(node.place, "no-answer", "the answer itself is missing", "'is:' with the answer", remedy)
        elif not isinstance(stated, Scalar):
            self._fail(stated.place, "wrong-shape", f"found {stated.kind}", "a single value", "write one value after 'is:'")
        because = self._because(node.items["because"]) if "because" in node.items else ()
        note = text_of(node.items["note"], self._problems) if "note" in node.items else ""
        return Answer(self._value(stated, variable) if isinstance(stated, Scalar) else None, because, note)

    def _value(self, node: Scalar, variable: Variable) -> Value | None:
        if is_blank(node) or node.text.lower() == UNKNOWN:
            return None
        try:
            return value_of(variable, node.text)
        except BadValueError as error:
            self._fail(node.place, error.code, error.found, error.expected, error.remedy)
            return None

    def _because(self, node: Node) -> tuple[str, ...]:
        if not isinstance(node, ListNode):
            if not is_blank(node):
                expected = "a list of exhibit ids such as [A, B]"
                self._fail(node.place, "not-a-list", f"found {node.kind}", expected, "put the ids in square brackets")
            return ()
        found: dict[str, None] = {}
        for item in node.items:
            if not isinstance(item, Scalar):
                remedy = "write the id alone; describe the exhibit under 'exhibits:'"
                self._fail(item.place, "wrong-shape", f"found {item.kind}", "the id of an exhibit", remedy)
            elif item.text not in self._exhibits.places:
                self._unknown_exhibit(item)
            elif item.text in found:
                self._fail(item.place, "named-twice", shown(item.text), "each exhibit once", "remove one of the two")
            else:
                found[item.text] = None
        return tuple(found)

    def _unknown_exhibit(self, node: Scalar) -> None:
        known = self._exhibits.sound
        expected = f"an exhibit of this file ({', '.join(known) or 'there are none yet'})"
        remedy = nearest(node.text, known) or "add it under 'exhibits:'"
        self._fail(node.place, "no-such-exhibit", shown(node.text), expected, remedy)

    def _list(self, node: Node, collection: Collection, group: Group) -> None:
        if not isinstance(node, ListNode):
            if not is_blank(node):
                remedy = f"start each entry with '- id:'; write '{collection.id}: []' if there are none"
                self._fail(node.place, "not-a-list", f"found {node.kind}", "a list: each entry starts with '-'", remedy)
            return
        entity = collection.entity
        indexes = []
        for number, item in enumerate(node.items, 1):
            index = self._counts.get(entity, 0)
            self._counts[entity] = index + 1
            indexes.append(index)
            written = id_of(item.items.get("id"), self._ids, self._problems) if isinstance(item, Mapping) else ""
            self._names[entity, index] = written or self._free(f"{collection.id}-{number}")
            chained = collection is feared_harms
            self._section(item, group, index, chained=chained)
            if chained and isinstance(item, Mapping) and not all(is_blank(item.items.get(key)) for key in _CHAIN_KEYS):
                chain = self._known_links().chain(item)
                if chain is not None:
                    self._chains[index] = chain
        self._lists[collection.id] = tuple(indexes)

    def _free(self, name: str) -> str:
        while name in self._chosen:
            name += "_"
        return name


def _ids_in(node: Node | None) -> set[str]:
    entries = node.items if isinstance(node, ListNode) else ()
    ids = (entry.items.get("id") for entry in entries if isinstance(entry, Mapping))
    return {found.text for found in ids if isinstance(found, Scalar)}


def _lists_of(group: Group) -> list[str]:
    return sorted(key for key, (_, of) in COLLECTIONS.items() if of is group)


def _subject(group: Group) -> str:
    """What the facts of a group are about, named as the file names it."""
    return f"a {group.id} ({' or '.join(_lists_of(group))})" if group.entity is not None else repr(group.id)


def _belongs(key: str) -> str:
    """Where a fact, or a part of a chain, belongs; empty if there is no such thing."""
    if key in _CHAIN_KEYS:
        return f"it belongs under '{feared_harms.id}:'"
    if key == FACTORS:
        lists = " or ".join(f"'{name}:'" for name in COLLECTIONS)
        return f"it belongs in an entry under {lists}"
    homes = [f"'{home}:'" for group in GROUPS if key in group.facts for home in _lists_of(group) or [group.id]]
    return f"it belongs under {' or '.join(homes)}" if homes else ""
