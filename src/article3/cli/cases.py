"""screen, explain, new, schema."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.terminal import complain, is_ascii_only, paint_for, say, write_whole
from article3.explanations.outline import Outline, of_decision, of_finding
from article3.facts.case import Case
from article3.facts.case_file import parse_case, read
from article3.facts.problems import CaseFileError, Problem, nearest
from article3.findings.decide import decide
from article3.findings.model import Decision, Finding
from article3.law.forums import circuit_of, circuits
from article3.law.loading import Law, load
from article3.logic.forum import Forum
from article3.rules.rulebase import RULES

_SUFFIXES = {"text": ".txt", "json": ".json", "markdown": ".md", "html": ".html"}


class UsageError(Exception):
    """The command was used in a way that cannot be answered; the message says why and what to do."""


def screen_files(
    files: Sequence[str],
    circuit: str | None,
    as_of: dt.date | None,
    style: str,
    output: Path | None,
    today: dt.date,
    *,
    full: bool = False,
) -> int:
    """Decide each case; the good ones are answered even if others are bad.

    Returns:
        The exit code.
    """
    law = load()
    results: list[tuple[str, Decision]] = []
    problems: list[Problem] = []
    try:
        wanted = _circuit(circuit, law)
        for name in files:
            try:
                case = _read(name, law)
                results.append((name, decide(case, _forum(case, wanted, as_of, today, law, name), law)))
            except CaseFileError as error:
                problems += error.problems
        _check_output(files, style, output)
        for problem in problems:
            _report(problem, style)
        if output is None:
            say(_together([decision for _, decision in results], style, several=len(files) > 1, full=full))
        else:
            for name, decision in results:
                _write(
                    _place(output, name, style, several=len(files) > 1),
                    _rendered(decision, of_decision(decision, full=full or style == "html"), style, colored=False),
                )
    except UsageError as error:
        return _usage(str(error), style)
    return BAD_INPUT if problems else ANSWERED


def explain_file(
    file: str, rule: str, circuit: str | None, as_of: dt.date | None, style: str, output: Path | None, today: dt.date
) -> int:
    """One rule on one case.

    Returns:
        The exit code.
    """
    law = load()
    try:
        case = _read(file, law)
        decision = decide(case, _forum(case, _circuit(circuit, law), as_of, today, law, file), law)
        findings = _findings(decision, rule)
        if style == "json":
            content = _json(
                {"forum": decision.forum, "law": decision.law, "findings": {finding.id: finding for finding in findings}}
            )
        else:
            content = _rendered(decision, of_finding(decision, findings), style, colored=output is None)
        if output is None:
            say(content)
        else:
            _write(output, content)
    except CaseFileError as error:
        for problem in error.problems:
            _report(problem, style)
        return BAD_INPUT
    except UsageError as error:
        return _usage(str(error), style)
    return ANSWERED


def new_file(file: Path | None, *, force: bool) -> int:
    """Write a template.

    Returns:
        The exit code.
    """
    from article3.facts.template import template  # noqa: PLC0415 - only this command needs it

    if file is None:
        say(template())
        return ANSWERED
    if file.exists() and not force:
        complain(f"article3: {file} exists already; nothing was written. Choose another name, or use --force to write over it.")
        return BAD_INPUT
    try:
        _write(file, template())
    except UsageError as error:
        return _usage(str(error), "text")
    complain(f"Wrote {file}. Fill in what is known, then: article3 screen {file}")
    return ANSWERED


def print_schema(of: str) -> int:
    """Print a JSON Schema.

    Returns:
        The exit code.
    """
    if of == "case":
        from article3.facts.schema import case_schema  # noqa: PLC0415 - only this command needs it

        found = case_schema()
    else:
        found = msgspec.json.schema(Decision)
        found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "article3 decision", **found}
    say(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return ANSWERED


def _read(name: str, law: Law) -> Case:
    if name != "-":
        return read(Path(name), law)
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem("not-utf-8", "standard input", 0, 0, "", "bytes that are not UTF-8 text", "a text in UTF-8")
        raise CaseFileError([problem]) from None
    return parse_case(text, "standard input", law)


def _circuit(written: str | None, law: Law) -> str | None:
    if written is None:
        return None
    found = circuit_of(written, law)
    if found is None:
        raise UsageError(
            f"--circuit {written}: there is no such circuit; use one of {', '.join(circuits(law))} (9 and 9th do too)"
        )
    return found


def _forum(case: Case, circuit: str | None, as_of: dt.date | None, today: dt.date, law: Law, name: str) -> Forum:
    governing = circuit or case.circuit
    if governing is None:
        remedy = "write 'forum: {circuit: 9}' in the file, or use --circuit 9"
        raise CaseFileError(
            [
                Problem(
                    "no-circuit",
                    name,
                    0,
                    0,
                    "forum.circuit",
                    "the circuit is not known",
                    "the circuit in which the court sits",
                    remedy,
                )
            ]
        )
    day = as_of or case.as_of or today
    if day < law.begins:
        raise UsageError(
            f"--as-of {day}: the regulations under the Convention took effect on {law.begins}; use that day or a later one"
        )
    return Forum(governing, day)


def _findings(decision: Decision, wanted: str) -> list[Finding]:
    found = [finding for finding in decision.findings.values() if wanted in {finding.id, finding.rule}]
    if found:
        return found
    if wanted in RULES:
        raise UsageError(
            f"{wanted}: this rule has nothing to speak of in this case (no harm or conviction is listed, or the law of this forum does not reach it)"
        )
    remedy = nearest(wanted, [*decision.findings, *RULES]) or "'article3 law list rules' lists them"
    raise UsageError(f"{wanted}: there is no such rule; {remedy}")


def _rendered(decision: Decision, outline: Outline, style: str, *, colored: bool) -> str:
    if style == "json":
        return _json(decision)
    if style == "markdown":
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415 - one format a run

        return markdown(outline)
    if style == "html":
        from article3.explanations.html import render as html  # noqa: PLC0415 - one format a run

        return html(outline)
    from article3.explanations.text import plain, render  # noqa: PLC0415 - one format a run

    return render(outline, paint_for(sys.stdout) if colored else plain, ascii_only=colored and is_ascii_only(sys.stdout))


def _together(decisions: Sequence[Decision], style: str, *, several: bool, full: bool) -> str:
    if style == "json":
        return _json(list(decisions) if several else decisions[0]) if decisions else ""
    return "\n".join(
        _rendered(decision, of_decision(decision, full=full or style == "html"), style, colored=True) for decision in decisions
    )


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _check_output(files: Sequence[str], style: str, output: Path | None) -> None:
    if len(files) > 1 and style == "html" and output is None:
        raise UsageError("several cases make several pages: name a directory for them with --output")
    if len(files) > 1 and output is not None and not output.is_dir():
        raise UsageError(f"{output} is not a directory; several cases need one to be written into")


def _place(output: Path, name: str, style: str, *, several: bool) -> Path:
    if not several and not output.is_dir():
        return output
    stem = "case" if name == "-" else Path(name).stem
    return output / f"{stem}{_SUFFIXES[style]}"


def _write(path: Path, content: str) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); nothing was changed") from None


def _report(problem: Problem, style: str) -> None:
    if style == "json":
        complain(json.dumps({"error": {key: getattr(problem, key) for key in Problem.__dataclass_fields__}}))
    else:
        complain(str(problem))


def _usage(message: str, style: str) -> int:
    complain(json.dumps({"error": {"code": "usage", "found": message}}) if style == "json" else f"article3: {message}")
    return BAD_INPUT
