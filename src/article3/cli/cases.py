"""screen, explain, new, schema."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.errors import NOT_IN_JSON, UsageError, refuse, report
from article3.cli.forum import circuit_named, court_named
from article3.cli.output import STANDARD, deliver, places, write
from article3.cli.terminal import complain, is_ascii_only, paint_for, say
from article3.explanations.brief import in_brief
from article3.explanations.outline import Outline, of_decision, of_finding
from article3.facts.case_file import parse_case, read
from article3.facts.problems import CaseFileError, Problem, nearest
from article3.findings.decide import decide
from article3.findings.excerpt import excerpt
from article3.law.loading import Law, load
from article3.logic.forum import Forum
from article3.rules.rulebase import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.facts.case import Case
    from article3.findings.model import Decision, Finding
    from article3.law.venue import ForumFound


_PUBLISHED = {
    "decision": ("findings.model", "Decision"),
    "argument": ("precedents.argument", "Argument"),
    "likelihood": ("findings.risk_model", "RiskReport"),
    "comparison": ("findings.comparison", "Comparison"),
    "transfer": ("findings.comparison", "Transfer"),
    "law-diff": ("law.changes", "LawDiff"),
    "impact": ("findings.impact", "Impact"),
    "questions": ("interview.report", "NextQuestions"),
    "what-if": ("interview.robustness", "WhatIf"),
    "deadlines": ("deadlines.model", "Agenda"),
    "cite-check": ("citations.outcome", "Outcomes"),
    "i589-check": ("documents.forms.checked", "FormsChecked"),
    "form-filled": ("documents.forms.filled", "FormFilled"),
    "packet": ("documents.packet.model", "PacketReport"),
    "brief": ("documents.drafts.brief_values", "Brief"),
    "memo": ("documents.drafts.brief_values", "Memo"),
}
"""Where the type of each report stands whose schema can be printed."""


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        circuit: as the user wrote it, if they did.
        as_of: the day, if they gave one.
        style: text, json, markdown or html.
        output: a file or directory to write to, instead of standard output.
        today: the day on which they ask.
        full: unfold everything.
        brief: what fits on one screen.
        assume: readings to apply whatever the forum says, each as QUESTION=READING.
        court: the immigration court or place, as the user wrote it, if they did.
        language: in which an explanation is told.
    """

    circuit: str | None
    as_of: dt.date | None
    style: str
    output: Path | None
    today: dt.date
    full: bool = False
    brief: bool = False
    assume: tuple[str, ...] = ()
    court: str | None = None
    language: str = "en"

    def assumed(self, law: Law) -> dict[str, str]:
        """The readings to assume, by question of law.

        Raises:
            UsageError: if one is not of that form, or there is no such question or reading.
        """
        found: dict[str, str] = {}
        for written in self.assume:
            question, sign, reading = written.partition("=")
            if not sign:
                raise UsageError(f"--assume {written}: write QUESTION=READING, such as operative_text=wording_2020")
            if question not in law.questions:
                remedy = nearest(question, list(law.questions)) or "'article3 law list questions' lists them"
                raise UsageError(f"--assume {written}: there is no such question of law; {remedy}")
            readings = [known.id for known in law.questions[question].readings]
            if reading not in readings:
                raise UsageError(f"--assume {written}: the readings of {question} are {', '.join(readings)}")
            if found.get(question, reading) != reading:
                raise UsageError(f"--assume {written}: {question} is assumed to be {found[question]} already; leave one out")
            found[question] = reading
        return found

    def check(self, law: Law) -> None:
        """Refuse at once what no case could make good.

        Raises:
            UsageError: if options contradict each other, or there is no such circuit, or no such law on that day.
        """
        if self.full and self.brief:
            raise UsageError("--full and --brief exclude each other; leave one out")
        if self.style == "json" and self.language != "en":
            raise UsageError(NOT_IN_JSON)
        self.forum_found(law)
        self.assumed(law)
        day = self.as_of or self.today
        if day < law.begins:
            begins = law.begins
            raise UsageError(
                f"--as-of {day}: the regulations under the Convention took effect on {begins}; use that day or a later one"
            )

    def forum_circuit(self, law: Law) -> str | None:
        """The circuit that was asked for, by its name or its court's, if one was.

        Raises:
            UsageError: if there is no such circuit or court.
        """
        found = self.forum_found(law)
        return circuit_named(self.circuit, law) if found is None else found.circuit

    def forum_found(self, law: Law) -> ForumFound | None:
        """What --court leads to, if it is given.

        Raises:
            UsageError: if there is no such circuit or court, or the two contradict each other.
        """
        return court_named(self.court, circuit_named(self.circuit, law), law)


def screen_files(files: Sequence[str], request: Request) -> int:
    """Decide each case; the good ones are answered even if others are bad.

    Returns:
        The exit code.
    """
    law = load()
    answered: list[tuple[Decision, Path | None]] = []
    problems: list[Problem] = []
    try:
        request.check(law)
        for name, place in zip(files, places(files, request.style, request.output), strict=True):
            try:
                answered.append((_decision(name, request, law), place))
            except CaseFileError as error:
                problems += error.problems
        report(problems, request.style)
        shown = [decision for decision, place in answered if place is None]
        if shown:
            say(_together(shown, request, several=len(files) > 1))
        for decision, place in answered:
            if place is not None:
                write(place, _whole(decision, request))
    except UsageError as error:
        return refuse(str(error), request.style)
    return BAD_INPUT if problems else ANSWERED


def explain_file(file: str, rule: str | None, request: Request, *, priors: Path | None = None, shares: bool = False) -> int:
    """One rule on one case.

    Returns:
        The exit code.
    """
    if rule is None:
        return refuse("name a rule, such as acquiescence ('article3 law list rules' lists them), or use --what-if", request.style)
    if priors is not None or shares:
        option = "--shares" if priors is None else "--priors"
        return refuse(f"{option} has a meaning only with --what-if; add --what-if or leave it out", request.style)
    law = load()
    try:
        request.check(law)
        place = places([file], request.style, request.output)[0]
        decision = _decision(file, request, law)
        findings = _findings(decision, rule)
        if request.style == "json":
            content = _json(excerpt(decision, findings))
        else:
            content = rendered(of_finding(decision, findings), request)
        deliver(place, content)
    except CaseFileError as error:
        return report(error.problems, request.style)
    except UsageError as error:
        return refuse(str(error), request.style)
    return ANSWERED


def new_file(
    file: Path | None, *, force: bool, country: str | None, profiles: Sequence[str], papers: bool, today: dt.date
) -> int:
    """Write a template, with the questions of a country's profiles if a country is named.

    Returns:
        The exit code.
    """
    from article3.cli.country import suggested  # noqa: PLC0415 - only this command needs it
    from article3.facts.template import papers_template, template  # noqa: PLC0415 - only this command needs it

    try:
        content = template(suggested(country, profiles, today)) + (papers_template() if papers else "")
    except UsageError as error:
        return refuse(str(error), "text")
    if file is None or str(file) == STANDARD:
        say(content)
        return ANSWERED
    if file.exists() and not force:
        return refuse(f"{file} exists already; nothing was written. Choose another name, or use --force to write over it", "text")
    try:
        write(file, content)
    except UsageError as error:
        return refuse(str(error), "text")
    complain(f"Wrote {file}. Fill in what is known, then: article3 screen {file}")
    return ANSWERED


def print_schema(of: str) -> int:
    """Print a JSON Schema.

    Returns:
        The exit code.
    """
    if of == "case":
        from article3.facts.schema import case_schema  # noqa: PLC0415 - only this command needs it

        found = case_schema(load().issues.values())
    else:
        found = msgspec.json.schema(_published(of))
        title = f"article3 {of.replace('-', ' ')}"
        found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **found}
    say(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return ANSWERED


def _published(of: str) -> type:
    """The type whose JSON is meant; its module is imported only if it is asked for."""
    module, name = _PUBLISHED[of]
    found: type = getattr(importlib.import_module(f"article3.{module}"), name)
    return found


def _decision(name: str, request: Request, law: Law) -> Decision:
    return decided(name, request, law)[1]


def decided(name: str, request: Request, law: Law) -> tuple[Case, Decision]:
    """A case file read, and decided in the forum that the user or the file names.

    Raises:
        CaseFileError: if the file cannot be used, or nobody names a forum.
        UsageError: if the options name no forum.
    """
    case, forum = case_and_forum(name, request, law)
    decision = decide(case, forum, law, assume=request.assumed(law), found=request.forum_found(law))
    return case, msgspec.structs.replace(decision, source=source_of(name))


def source_of(name: str) -> str:
    """What to call the file that a case was read from."""
    return "standard input" if name == STANDARD else name


def case_and_forum(name: str, request: Request, law: Law) -> tuple[Case, Forum]:
    """The case in a file, and the forum that the options or the file name.

    Raises:
        CaseFileError: if the file is wrong, or no circuit is known.
        UsageError: if the options name no forum.
    """
    case = read_case(name, law)
    circuit = request.forum_circuit(law) or case.circuit
    if circuit is None:
        raise CaseFileError([no_circuit(name)])
    return case, Forum(circuit, request.as_of or case.as_of or request.today)


def no_circuit(name: str) -> Problem:
    """That neither the case nor the user says which circuit's law applies."""
    remedy = "write 'forum: {circuit: 9}' or 'forum: {court: San Diego}' in the file, or use --circuit 9 or --court 'San Diego'"
    expected = "the circuit in which the court sits"
    return Problem("no-circuit", name, 0, 0, "forum.circuit", "the circuit is not known", expected, remedy)


def read_case(name: str, law: Law) -> Case:
    """The case in a file, or on standard input.

    Raises:
        CaseFileError: listing everything that is wrong with it.
    """
    if name != STANDARD:
        return read(Path(name), law)
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        remedy = "save the text as UTF-8"
        problem = Problem("not-utf-8", "standard input", 0, 0, "", "bytes that are not UTF-8 text", "a text in UTF-8", remedy)
        raise CaseFileError([problem]) from None
    return parse_case(text, "standard input", law)


def _findings(decision: Decision, wanted: str) -> list[Finding]:
    found = [finding for finding in decision.findings.values() if wanted in {finding.id, finding.rule}]
    if found:
        return found
    rule = RULES.get(wanted)
    if rule is None:
        remedy = nearest(wanted, [*decision.findings, *RULES]) or "'article3 law list rules' lists them"
        raise UsageError(f"{wanted}: there is no such rule; {remedy}")
    if rule.entity is not None and not any(finding.about for finding in decision.findings.values()):
        raise UsageError(f"{wanted}: this rule has nothing to speak of, as the case lists no {rule.entity.id}")
    remedy = "either nothing it speaks of is listed, or the law of this forum does not reach it: try another --circuit"
    raise UsageError(f"{wanted}: this rule has nothing to speak of in this case; {remedy}")


def rendered(outline: Outline, request: Request) -> str:
    """An outline in the language and the format that were asked for: text, Markdown or HTML."""
    if request.language != "en":
        from article3.telling.outlines import told_in  # noqa: PLC0415 - most are told in English

        outline = told_in(request.language, outline)
    if request.style == "markdown":
        from article3.explanations.markdown import render as markdown  # noqa: PLC0415 - one format a run

        return markdown(outline)
    if request.style == "html":
        from article3.explanations.html import render as html  # noqa: PLC0415 - one format a run

        return html(outline)
    from article3.explanations.text import plain, render  # noqa: PLC0415 - one format a run

    to_terminal = request.output is None or str(request.output) == STANDARD
    return render(outline, paint_for(sys.stdout) if to_terminal else plain, ascii_only=to_terminal and is_ascii_only(sys.stdout))


def _whole(decision: Decision, request: Request) -> str:
    if request.style == "json":
        return _json(decision)
    if request.brief:
        return rendered(in_brief(decision), request)
    return rendered(of_decision(decision, full=request.full or request.style == "html"), request)


def _together(decisions: Sequence[Decision], request: Request, *, several: bool) -> str:
    if request.style == "json":
        return _json(list(decisions) if several else decisions[0]) if decisions else ""
    return "\n".join(_whole(decision, request) for decision in decisions)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
