"""law split: the fewest facts on which two forums part."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from article3.cli import ANSWERED, NOT_PROVED
from article3.cli.errors import UsageError, refuse
from article3.cli.forum import circuit_named
from article3.cli.output import as_json, filled, write
from article3.cli.terminal import paint_for_stdout, say
from article3.facts.problems import nearest
from article3.law.loading import load
from article3.law.venue import short_name
from article3.logic.forum import Forum
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from article3.explanations.text import Paint
    from article3.law.loading import Law
    from article3.proofs.split import Split


def split_law(
    one: str,
    other: str,
    question: str | None,
    rule: str | None,
    days: tuple[dt.date, dt.date],
    style: str,
    output: Path | None,
) -> int:
    """Show a smallest case that two forums decide differently.

    Args:
        one: a circuit as people name it.
        other: another.
        question: the question of law on which they are to part.
        rule: the conclusion that is to differ.
        days: the day whose law each applies.
        style: text or json.
        output: where to write the case file.

    Returns:
        The exit code.
    """
    law = load()
    try:
        forums = (_forum(one, days[0], law), _forum(other, days[1], law))
        _known(question, rule, law)
        from article3.proofs.split import NotKnownError, split  # noqa: PLC0415 - z3 may be missing

        try:
            found = split(law, *forums, question or "", rule or "")
        except NotKnownError as error:
            refuse(str(error), style)
            return NOT_PROVED
        if found is not None and output is not None:
            write(output, found.samples[0].text)
    except (UsageError, ImportError) as error:
        return refuse(str(error), style)
    names = tuple(f"{short_name(forum.circuit, law)} on {forum.as_of}" for forum in forums)
    if style == "json":
        say(as_json({"law": law.version, "forums": forums, "split": found}))
    elif found is None:
        say("\n".join(filled(_nothing(names, question, rule))) + "\n")
    else:
        say("\n".join(_text(found, names, paint_for_stdout(), shown=output is None)) + "\n")
        if output is not None:
            say(f"\nWritten: {output}. Screen it in each forum: article3 screen {output} --circuit {forums[1].circuit}\n")
    return ANSWERED


def _forum(written: str, day: dt.date, law: Law) -> Forum:
    circuit = circuit_named(written, law)
    assert circuit is not None  # noqa: S101 - a name was given
    if day < law.begins:
        raise UsageError(f"--as-of {day}: the regulations took effect on {law.begins}; use that day or a later one")
    return Forum(circuit, day)


def _known(question: str | None, rule: str | None, law: Law) -> None:
    if question is not None and question not in law.questions:
        remedy = nearest(question, law.questions) or "'article3 law list questions' lists them"
        raise UsageError(f"--question {question}: there is no such question of law; {remedy}")
    if rule is not None and rule not in RULES:
        remedy = nearest(rule, RULES) or "'article3 law list rules' lists them"
        raise UsageError(f"--rule {rule}: there is no such rule; {remedy}")


def _nothing(names: tuple[str, ...], question: str | None, rule: str | None) -> str:
    about = f" on {rule}" if rule else ""
    because = f" because of {question}" if question else ""
    found = f"{' and '.join(names)}: no case was found on which they part{about}{because}."
    return f"{found} 'article3 law matrix' shows their readings."


def _text(found: Split, names: tuple[str, ...], paint: Paint, *, shown: bool) -> Iterator[str]:
    yield from filled(f"Where {' and '.join(names)} part", "", paint, "title")
    yield from filled(f"{found.rule}: {found.sentence}", "", paint)
    for name, truth, sample in zip(names, found.truths, found.samples, strict=True):
        seen = "" if sample.confirmed else " (decide does not confirm it)"
        yield from filled(f"{name}: {truth.value}{seen}", "  ", paint, "strong")
    deciding = [parting for parting in found.partings if parting.decides] or found.partings
    yield ""
    yield paint("BECAUSE", "title")
    for parting in deciding:
        yield from filled(f"{parting.question}: {parting.asks}", "  ", paint)
        for name, live in zip(names, parting.readings, strict=True):
            yield from filled(f"{name}: {' or '.join(live)}", "    ", paint, "law")
    yield ""
    fewest = "no case with fewer does" if found.smallest else "none can be spared, though a smaller case was not ruled out"
    yield paint("ON THIS ONE FACT" if len(found.facts) == 1 else f"ON THESE {len(found.facts)} FACTS", "title")
    yield from filled(f"Everything else is unknown; {fewest}.", "", paint, "dim")
    for stated in found.facts:
        yield from filled(f"{stated.question} {stated.value} ({stated.fact})", "  ", paint)
    if shown:
        yield ""
        yield paint("CASE FILE", "title")
        yield textwrap.indent(found.samples[0].text.rstrip(), "  ")
