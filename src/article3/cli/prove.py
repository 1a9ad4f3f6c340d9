"""law prove: the properties of the law as a whole."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from article3.cli import ANSWERED, NOT_PROVED
from article3.cli.errors import UsageError, refuse
from article3.cli.output import as_json, filled, write
from article3.cli.terminal import paint_for_stdout, say
from article3.facts.problems import nearest
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from article3.explanations.text import Paint
    from article3.proofs.claims import Result, Sample

_STYLES = {"proved": "good", "refuted": "bad", "undecided": "open"}


def prove_law(only: Sequence[str], style: str, out: Path | None) -> int:
    """Put the properties to the proof, and tell of each as it is done.

    Args:
        only: names of properties; all if empty.
        style: text or json.
        out: a directory for the cases that break a property.

    Returns:
        The exit code: answered only if every property is proved.
    """
    try:
        from article3.proofs.prove import PROPERTIES, prove  # noqa: PLC0415 - z3 may be missing
    except ImportError as error:
        return refuse(str(error), style)
    names = [one.name for one in PROPERTIES]
    for name in only:
        if name not in names:
            remedy = nearest(name, names) or f"they are {', '.join(names)}"
            return refuse(f"--only {name}: there is no such property; {remedy}", style)
    if out is not None and not out.is_dir():
        return refuse(f"--out {out}: there is no such directory; make it first", style)
    law, paint = load(), paint_for_stdout()
    if style == "text":
        say(f"{paint('What holds for every case', 'title')}\nLaw data {law.version}, kept to {law.maintained_through}.\n")
    results = []
    for result in prove(law, tuple(only)):
        results.append(result)
        if style == "text":
            say("\n".join(("", *_text(result, paint, shown=out is None))) + "\n")
        try:
            _write(result, out)
        except UsageError as error:
            return refuse(str(error), style)
    proved = sum(result.outcome.value == "proved" for result in results)
    if style == "json":
        say(as_json({"law": law.version, "maintained_through": law.maintained_through, "properties": results}))
    else:
        checks, seconds = sum(result.checks for result in results), sum(result.seconds for result in results)
        say(f"\n{proved} of {len(results)} properties proved, {checks} checks, {seconds:.0f} s.\n")
    return ANSWERED if proved == len(results) else NOT_PROVED


def _write(result: Result, out: Path | None) -> None:
    """Write the cases that break a property, each to a file of its own."""
    if out is not None:
        for name, sample in _files(result):
            write(out / name, sample.text)


def _files(result: Result) -> Iterator[tuple[str, Sample]]:
    samples = [sample for failure in result.failures for sample in failure.samples]
    for number, sample in enumerate(samples, 1):
        yield f"{result.name}-{number}.yaml", sample


def _text(result: Result, paint: Paint, *, shown: bool) -> Iterator[str]:
    word = result.outcome.value
    yield from filled(f"{word.upper()}  {result.name}: {result.says}", "", paint, _STYLES[word])
    yield from filled(f"Shown for {result.how}. {result.checks} checks, {result.seconds:.1f} s.", "  ", paint, "dim")
    for excused in result.exceptions:
        by = f" ({'; '.join(excused.by)})" if excused.by else ""
        yield from filled(f"Except: {excused.what}. {excused.why}{by}", "  ", paint)
    for point in result.undecided:
        yield from filled(f"The solver gave up on: {point}", "  ", paint, "open")
    for point in result.narrowed:
        yield from filled(f"Only in the forums there are: {point}", "  ", paint, "open")
    for failure in result.failures:
        yield from filled(failure.says, "  ", paint, "bad")
        for sample in failure.samples:
            yield from filled(_told(sample), "    ", paint)
            if shown:
                yield textwrap.indent(sample.text.rstrip(), "      ")


def _told(sample: Sample) -> str:
    truths = ", ".join(f"{rule} {truth}" for rule, truth in sample.truths.items())
    assumed = "".join(f", assuming {question}={reading}" for question, reading in sample.assume.items())
    seen = (
        "decide confirms it"
        if sample.confirmed
        else "decide does not confirm it: only the solver's calendar or unlisted facts allow it"
    )
    return f"{sample.circuit} on {sample.as_of}{assumed}: {truths}; {seen}."
