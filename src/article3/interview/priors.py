"""How often an unknown fact is taken to have which value, and how much it asks of a person: stated in data, replaceable.

These are weights for the order of questions. They are no statistics, and nothing here says how likely it is that a claim
succeeds.
"""

from __future__ import annotations

import functools
import math
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from article3.facts.problems import Problem, nearest, shown
from article3.facts.vocabulary import COLLECTIONS, FACTS, full_id
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Number, Value, Variable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_BY_ID: dict[str, Variable] = {full_id(variable): variable for variable in FACTS}
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
_CERTAIN = "write 0.1 for one in ten; nothing unknown is certain"
_KEYS = {"about", "yes", "some", "reaches", "options", "why"}


class PriorsError(Exception):
    """A file of priors cannot be used; every problem found in it is listed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class Prior(msgspec.Struct, frozen=True):
    """What is taken of one fact or list while it is unknown.

    Attributes:
        about: the fact's full id, such as ``bars.persecutor``, or the list's.
        weights: for each option its weight; for yes or no, for a list and for what reaches a bound: ``yes`` and ``no``.
        why: the reason, in words.
    """

    about: str
    weights: dict[str, float]
    why: str

    def said(self) -> str:
        """The weights in words."""
        whole = sum(self.weights.values())
        return ", ".join(f"{name} {weight / whole:.0%}" for name, weight in self.weights.items())


class Priors(msgspec.Struct, frozen=True):
    """What is taken of unknown facts; of a fact that is not named, every value alike.

    Attributes:
        source: where it is from, for people.
    """

    source: str
    stated: dict[str, Prior]

    def of(self, about: str, values: Sequence[Value]) -> list[float] | None:
        """A weight for each value, or ``None`` if every value weighs the same."""
        prior = self.stated.get(about)
        if prior is None:
            return None
        if isinstance(_BY_ID.get(about), Choice):
            return [prior.weights.get(str(value), 0.0) for value in values]
        yes, no = prior.weights["yes"], prior.weights["no"]
        if len(values) == 2 and values[0] is True:  # noqa: PLR2004 - yes and no
            return [yes, no]
        # The lowest of several pieces is below every bound.
        return [no, *[yes / (len(values) - 1)] * (len(values) - 1)] if len(values) > 1 else None


class Burden(msgspec.Struct, frozen=True):
    """How much a question asks of a person.

    Attributes:
        weight: what the expected information is divided by; 1 for a plain fact.
        hard: whether it touches what was done to the person, so that it is announced and may be left out.
        why: the reason, in words.
    """

    weight: float
    hard: bool = False
    why: str = ""


@functools.cache
def stated_priors() -> Priors:
    """The priors that come with the project.

    Raises:
        PriorsError: if that file is broken.
    """
    return msgspec.structs.replace(parse_priors(_data("priors.toml"), "priors.toml"), source="this project (priors.toml)")


def read_priors(path: Path) -> Priors:
    """Priors from a file of the user's; a fact that it does not name keeps the project's prior.

    Raises:
        PriorsError: listing everything that is wrong with it.
    """
    name = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _whole(name, "no-such-file", "there is no such file", "a file of priors in TOML", "check the name") from None
    except UnicodeDecodeError:
        raise _whole(name, "not-utf-8", "bytes that are not UTF-8 text", "a text in UTF-8", "save it again as UTF-8") from None
    except OSError as error:
        remedy = "name a file that you may read"
        raise _whole(name, "unreadable", error.strerror or "it cannot be read", "a readable file", remedy) from None
    own = parse_priors(text, name)
    return Priors(f"{name} and, for what it does not name, {stated_priors().source}", {**stated_priors().stated, **own.stated})


def parse_priors(text: str, name: str) -> Priors:
    """Priors from a text.

    Args:
        text: TOML.
        name: what to call it in messages.

    Raises:
        PriorsError: listing everything that is wrong with it.
    """
    import tomllib  # noqa: PLC0415 - only what is asked next needs it

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (0, 0)
        cause = _AT_LINE.sub("", str(error)).strip()
        raise PriorsError([Problem("not-toml", name, line, column, "", cause, "a file in TOML", "correct it there")]) from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*prior\s*\]\]", line)]
    problems: list[Problem] = []
    for key in tables.keys() - {"prior"}:
        remedy = nearest(key, ["prior"]) or "write each prior under '[[prior]]'"
        problems.append(Problem("unknown-key", name, 0, 0, "", shown(key), "tables called 'prior'", remedy))
    listed = tables.get("prior", [])
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        raise PriorsError(
            [Problem("wrong-shape", name, 0, 0, "prior", "no list of tables", "'[[prior]]'", "double the brackets")]
        )
    stated: dict[str, Prior] = {}
    for number, table in enumerate(listed):
        line = lines[number] if len(lines) == len(listed) else 0
        place = f"prior[{number + 1}]"
        wrong = [Problem(code, name, line, 1 if line else 0, place, *told) for code, *told in _wrong(table, stated)]
        problems += wrong
        if not wrong:
            stated[table["about"]] = Prior(table["about"], _weights(table), table.get("why", ""))
    if problems:
        raise PriorsError(sorted(problems, key=lambda problem: problem.line))
    return Priors(name, stated)


def _wrong(table: Mapping[str, Any], stated: Mapping[str, Prior]) -> Iterator[tuple[str, str, str, str]]:
    """What is wrong with one prior: code, what was found, what was expected, what to do."""
    for key in table.keys() - _KEYS:
        expected = f"one of {', '.join(sorted(_KEYS))}"
        yield "unknown-key", shown(key), expected, nearest(key, _KEYS) or "'article3 ask --help' tells where they are explained"
    about = table.get("about")
    if not isinstance(about, str) or (about not in _BY_ID and about not in COLLECTIONS):
        known = [*_BY_ID, *COLLECTIONS]
        remedy = nearest(str(about), known) or "'article3 law list facts' lists them"
        found = "no fact is named" if about is None else shown(str(about))
        yield "unknown-fact", found, "'about' with a fact's name, such as bars.persecutor, or a list's", remedy
        return
    if about in stated:
        yield "named-twice", shown(about), "each fact once", "keep one of the two"
    expects = _expected(about)
    given = table.keys() & {"yes", "some", "reaches", "options"}
    if not expects:
        yield "not-asked", shown(about), "a fact that a rule tests", "leave it out"
    elif given != {expects}:
        yield (
            "wrong-kind",
            f"found {', '.join(sorted(given)) or 'no prior'}",
            f"'{expects}' for this fact",
            f"write '{expects} = …'",
        )
    elif expects == "options":
        yield from _wrong_options(_BY_ID[about], table["options"])
    elif not _is_share(table[expects]):
        yield (
            "not-a-share",
            shown(str(table[expects])),
            "a number above 0 and below 1",
            _CERTAIN,
        )


def _expected(about: str) -> str:
    if about in COLLECTIONS:
        return "some"
    variable = _BY_ID[about]
    if isinstance(variable, YesNo):
        return "yes"
    if isinstance(variable, Choice):
        return "options"
    return "reaches" if isinstance(variable, (Number, Day, Estimate)) else ""


def _wrong_options(variable: Variable, options: object) -> Iterator[tuple[str, str, str, str]]:
    known = variable.options if isinstance(variable, Choice) else ()
    if not isinstance(options, dict):
        yield "wrong-shape", "no table of weights", "'options = {official = 2, private = 1}'", "give each option a weight"
        return
    for name, weight in options.items():
        if name not in known:
            yield "not-an-option", shown(str(name)), f"one of {', '.join(known)}", nearest(str(name), known) or "choose one"
        elif isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 < weight < math.inf:
            yield "not-a-weight", shown(str(weight)), "a number above 0", "nothing unknown is impossible"
    missing = [name for name in known if name not in options]
    if missing:
        yield "option-missing", f"no weight for {', '.join(missing)}", "a weight for every option", "add the others"


def _is_share(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1


def _weights(table: Mapping[str, Any]) -> dict[str, float]:
    if "options" in table:
        return {name: float(weight) for name, weight in table["options"].items()}
    share = next(float(table[key]) for key in ("yes", "some", "reaches") if key in table)
    return {"yes": share, "no": 1 - share}


def _whole(file: str, code: str, found: str, expected: str, remedy: str) -> PriorsError:
    return PriorsError([Problem(code, file, 0, 0, "", found, expected, remedy)])


def _data(name: str) -> str:
    return files("article3.interview").joinpath("data", name).read_text(encoding="utf-8")


class _Named(msgspec.Struct, frozen=True):
    facts: list[str]
    why: str
    weight: float = 2.0


class _First(msgspec.Struct, frozen=True):
    ask: str
    before: list[str]


class _Several(msgspec.Struct, frozen=True):
    ask: str
    of: str


class _Burdens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: dict[str, float]
    hard: list[_Named]
    late: list[_Named]
    early: list[_Named]
    first: list[_First]
    several: list[_Several]


@functools.cache
def _stated_burdens() -> _Burdens:
    return msgspec.toml.decode(_data("burdens.toml"), type=_Burdens)


@functools.cache
def leads_stated() -> dict[str, tuple[str, ...]]:
    """What is asked first for the sake of order, by the id of the fact or list that comes after it."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in _stated_burdens().first:
        for name in entry.before:
            found[name] = (*found.get(name, ()), entry.ask)
    return found


def of_several() -> dict[str, str]:
    """Facts that add up several entries of a list, with the list."""
    return {entry.ask: entry.of for entry in _stated_burdens().several}


@functools.cache
def _burdens() -> tuple[dict[str, float], dict[str, tuple[_Named, bool]]]:
    found = _stated_burdens()
    named = [
        (entry, hard) for entries, hard in ((found.hard, True), (found.late, False), (found.early, False)) for entry in entries
    ]
    return found.kinds, {name: (entry, hard) for entry, hard in named for name in entry.facts}


def burden(about: str) -> Burden:
    """How much the question about a fact or a list asks of a person.

    Args:
        about: the fact's full id, or the list's.
    """
    kinds, named = _burdens()
    weight = kinds["list" if about in COLLECTIONS else FACTS[_BY_ID[about]].kind.value]
    if about not in named:
        return Burden(weight)
    entry, hard = named[about]
    return Burden(weight * entry.weight, hard=hard, why=entry.why)


def unknown_names() -> list[str]:
    """What the project's own data names that is no fact and no list; for a test."""
    ordered = [name for after, first in leads_stated().items() for name in (after, *first)]
    several = [name for pair in of_several().items() for name in pair]
    named = [*stated_priors().stated, *_burdens()[1], *ordered, *several]
    return [name for name in named if name not in _BY_ID and name not in COLLECTIONS]
