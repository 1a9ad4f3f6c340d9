"""A case file to fill in: every fact as a comment with its question. Blank means unknown."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from article3.facts.case import HEARINGS, SCHEMA_VERSION, VENUE_CHANGED
from article3.facts.event import Service
from article3.facts.fact import Fact, Group, Kind, When
from article3.facts.factors import FACTORS
from article3.facts.harm import feared_harms
from article3.facts.papers import LIST_KEYS, PAPERS_KEY, SHEETS
from article3.facts.proceeding import country_of_removal, nationality
from article3.facts.values import LEGAL_ESTIMATES, written
from article3.facts.vocabulary import COLLECTIONS, SECTIONS
from article3.logic.propositions import YesNo
from article3.logic.variables import Choice, Day, Estimate, Number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from article3.facts.suggestions import Suggestions

_WIDTH = 100


def _comment(words: str, indent: str = "") -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ", break_on_hyphens=False)


def papers_template() -> str:
    """What to add to a case file for its documents, everything still blank."""
    lines = [
        "",
        *_comment(
            "What only the documents need: Form I-589, the declaration, the brief, the packet. No rule tests any of it. Times "
            "are written as far as they are known: 2019, 2019-03, 2019-03-09, or about 2019. A text of several lines is written "
            "after a bar: 'told: |', with its lines below it."
        ),
        f"{PAPERS_KEY}:",
    ]
    for sheet in SHEETS:
        lines += ["", *_comment(sheet.title, "  "), f"  {sheet.id}:", *_facts(sheet, "    ", sheet.id, {})]
    for name, (collection, sheet) in LIST_KEYS.items():
        entry = list(_facts(sheet, "      ", name, {}))
        lines += ["", *_comment(collection.question, "  "), f"  {name}:", "#    -", *(f"# {line}".rstrip() for line in entry)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def template(suggested: Suggestions | None = None) -> str:
    """A commented case file in which everything is still unknown.

    Args:
        suggested: a country to name in it, and questions to write beside the facts they bear on.
    """
    prompts = {} if suggested is None else suggested.prompts
    lines = [
        *_comment(
            "A case for article3. Leave out or leave blank what is not known: unknown is not no. A fact is a bare value "
            "(custody: private) or an answer with its proof and reasons "
            "(custody: {is: private, because: [A], note: three days}). "
            "Keep this file confidential. "
            "Do not read it out to a client line by line: many questions are about violence. Let the person tell "
            "the story in their own "
            "order, with an interpreter of their choice, and with breaks; fill this in afterwards."
        ),
        *([] if suggested is None else _comment(suggested.about)),
        f"article3: {SCHEMA_VERSION}",
        "title: ",
        "",
        "forum:",
        *_comment("The circuit in which the immigration court sits: 1 to 11, or dc. Or the court, such as San Diego.", "  "),
        "  circuit: ",
        "  court: ",
        *_comment("The day whose law is applied, as 2026-01-31; today if blank.", "  "),
        "  as_of: ",
        *_comment("Whether the hearing is by video, and whether a judge has granted a change of venue.", "  "),
        *_comment(f"hearing: one of {', '.join(HEARINGS)}; venue_changed: one of {', '.join(VENUE_CHANGED)}", "  "),
        "  hearing: ",
        "  venue_changed: ",
        "",
        *_comment("What proves the facts. Refer to an exhibit by its id: because: [A]"),
        "exhibits:",
        "#  - id: A",
        "#    title: Declaration of the applicant",
        "#    kind: declaration",
        "#    file: declaration.pdf",
        "#    language: Spanish",
        "#    translation: {file: declaration-en.pdf, translator: who certifies it}",
        *_EVENTS,
    ]
    for group in SECTIONS:
        lines += ["", *_comment(group.title), f"{group.id}:", *_facts(group, "  ", group.id, prompts)]
    lines += _LINKS
    for name, (collection, group) in COLLECTIONS.items():
        lines += ["", *_comment(collection.question), f"{name}:"]
        more = _CHAIN if collection is feared_harms else ()
        entry = ("  - id: give it a short name", *more, *_facts(group, "    ", name, prompts), *_factors(group))
        lines += [f"# {line}".rstrip() for line in entry]
    content = "\n".join(line.rstrip() for line in lines) + "\n"
    if suggested is not None:
        for variable in (nationality, country_of_removal):
            named = f"\n  {variable.id}: {written(suggested.country)}\n"
            content = content.replace(f"\n  {variable.id}:\n", named, 1)
    return content


_LINKS = (
    "",
    *_comment(
        "The events through which a feared harm would come about, each written once, with its chance given those before it: "
        "a percentage or a range. 'article3 likelihood' computes with them. Instead of a chance, a group's rate and "
        "how much likelier it is for this person: base_rate: {of: which group, rate: 30%, uplift: x1.5 to x2, because: [A]}"
    ),
    "links:",
    "#  - id: detained",
    "#    event: He is detained on arrival.",
    "#    chance: 60% to 80%",
    "#    because: [A]",
)
_CHAIN = (
    *_comment(
        "The links that lead to it, in order, the part of officials included: [detained, {any_of: [known, told]}, beaten]", "    "
    ),
    "    chain: ",
    *_comment("The link of the chain that stands for the possibility of living elsewhere in the country.", "    "),
    "    relocation: ",
)


_EVENTS = (
    "",
    *_comment(
        "What happened or is set for a day: 'article3 deadlines' works the deadlines out from it, and 'article3 law list events' "
        "lists the kinds. A day that a fact below states too is written in one of the two places. "
        f"served: one of {', '.join(service.value for service in Service)}"
    ),
    "events:",
    "#  - kind: judge_decided",
    "#    on: 2026-03-09",
    "#    served: oral",
    "#    outcome: denied",
)


def _factors(group: Group) -> Iterator[str]:
    yield from _comment(
        f"Circumstances that decided cases turn on, by issue, each yes or no: 'article3 law precedents' lists the issues, "
        f"'article3 law precedents ISSUE' the factors, and 'article3 argue' says which of them matter for a {group.id}.",
        "    ",
    )
    yield f"    {FACTORS}:"


def _facts(group: Group, indent: str, place: str, prompts: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[str]:
    for fact in group.facts.values():
        yield from _comment(" ".join(filter(None, (fact.question, fact.hint, _how(fact)))), indent)
        for prompt in prompts.get((place, fact.id), ()):
            yield from _comment(f"> {prompt}", indent)
        yield f"{indent}{fact.id}: "


def _how(fact: Fact) -> str:
    variable = fact.variable
    reasons = " (an assessment: give reasons in a note)" if fact.kind is Kind.ASSESSMENT else ""
    if isinstance(variable, YesNo):
        return f"yes or no{reasons}"
    if isinstance(variable, Choice):
        return f"one of: {', '.join(variable.options)}"
    if isinstance(variable, Number):
        return f"a number of {variable.unit}"
    if isinstance(variable, Day):
        return "a day, as 2024-03-09"
    if isinstance(variable, When):
        return "a day, a month or a year"
    if isinstance(variable, Estimate):
        return f"{', '.join(LEGAL_ESTIMATES)}, or 60%, or 40% to 70%"
    return ""
