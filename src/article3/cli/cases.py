"""screen, explain, new, schema."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.terminal import complain, is_ascii_only, paint_for, say, write_whole
from article3.explanations.outline import Outline, of_decision, of_finding
from article3.facts.case_file import parse_case, read
from article3.facts.problems import CaseFileError, Problem, nearest
from article3.findings.decide import decide
from article3.findings.model import Decision, Finding
from article3.law.forums import circuit_of, circuits
from article3.law.loading import Law, load
from article3.logic.forum import Forum
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.facts.case import Case

_SUFFIXES = {"text": ".txt", "json": ".json", "markdown": ".md", "html": ".html"}


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        circuit: as the user wrote it, if they did.
        as_of: the day, if they gave one.
        style: text, json, markdown or html.
        output: a file or directory to write to, instead of standard output.
        today: the day on which they ask.
        full: unfold everything.
    """

    circuit: str | None
    as_of: dt.date | None
    style: str
    output: Path | None
    today: dt.date
    full: bool = False


class UsageError(Exception):
    """The command was used in a way that cannot be answered; the message says why and what to do."""


def screen_files(files: Sequence[str], request: Request) -> int:
    """Decide each case; the good ones are answered even if others are bad.

    Returns:
        The exit code.
    """
    law = load()
    results: list[tuple[str, Decision]] = []
    problems: list[Problem] = []
    try:
        _check_output(files, request)
        circuit = _circuit(request.circuit, law)
        for name in files:
            try:
                case = _read(name, law)
                results.append((name, decide(case, _forum(case, circuit, request, law, name), law)))
            except CaseFileError as error:
                problems += error.problems
        for problem in problems:
            _report(problem, request.style)
        if request.output is None:
            say(_together([decision for _, decision in results], request, several=len(files) > 1))
        else:
            for name, decision in results:
                _write(_place(request.output, name, request.style, several=len(files) > 1), _whole(decision, request))
    except UsageError as error:
        return _usage(str(error), request.style)
    return BAD_INPUT if problems else ANSWERED


def explain_file(file: str, rule: str, request: Request) -> int:
    """One rule on one case.

    Returns:
        The exit code.
    """
    law = load()
    try:
        case = _read(file, law)
        decision = decide(case, _forum(case, _circuit(request.circuit, law), request, law, file), law)
        findings = _findings(decision, rule)
        if request.style == "json":
            content = _json(
                {"forum": decision.forum, "law": decision.law, "findings": {finding.id: finding for finding in findings}}
            )
        else:
            content = _rendered(of_finding(decision, findings), request)
        if request.output is None:
            say(content)
        else:
            _write(request.output, content)
    except CaseFileError as error:
        for problem in error.problems:
            _report(problem, request.style)
        return BAD_INPUT
    except UsageError as error:
        return _usage(str(error), request.style)
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


def _forum(case: Case, circuit: str | None, request: Request, law: Law, name: str) -> Forum:
    governing = circuit or case.circuit
    if governing is None:
        remedy = "write 'forum: {circuit: 9}' in the file, or use --circuit 9"
        expected = "the circuit in which the court sits"
        raise CaseFileError([Problem("no-circuit", name, 0, 0, "forum.circuit", "the circuit is not known", expected, remedy)])
    day = request.as_of or case.as_of or request.today
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
        why = "no harm or conviction is listed, or the law of this forum does not reach it"
        raise UsageError(f"{wanted}: this rule has nothing to speak of in this case ({why})")
    remedy = nearest(wanted, [*decision.findings, *RULES]) or "'article3 law list rules' lists them"
    raise UsageError(f"{wanted}: there is no such rule; {remedy}")


def _rendered(outline: Outline, request: Request) -> str:
    if request.style == "markdown":
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415 - one format a run

        return markdown(outline)
    if request.style == "html":
        from article3.explanations.html import render as html  # noqa: PLC0415 - one format a run

        return html(outline)
    from article3.explanations.text import plain, render  # noqa: PLC0415 - one format a run

    to_terminal = request.output is None
    return render(outline, paint_for(sys.stdout) if to_terminal else plain, ascii_only=to_terminal and is_ascii_only(sys.stdout))


def _whole(decision: Decision, request: Request) -> str:
    if request.style == "json":
        return _json(decision)
    return _rendered(of_decision(decision, full=request.full or request.style == "html"), request)


def _together(decisions: Sequence[Decision], request: Request, *, several: bool) -> str:
    if request.style == "json":
        return _json(list(decisions) if several else decisions[0]) if decisions else ""
    return "\n".join(_whole(decision, request) for decision in decisions)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _check_output(files: Sequence[str], request: Request) -> None:
    if len(files) > 1 and request.style == "html" and request.output is None:
        raise UsageError("several cases make several pages: name a directory for them with --output")
    if len(files) > 1 and request.output is not None and not request.output.is_dir():
        raise UsageError(f"{request.output} is not a directory; several cases need one to be written into")


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
        complain(json.dumps({"error": {key: getattr(problem, key) for key in Problem.__struct_fields__}}))
    else:
        complain(str(problem))


def _usage(message: str, style: str) -> int:
    complain(json.dumps({"error": {"code": "usage", "found": message}}) if style == "json" else f"article3: {message}")
    return BAD_INPUT
