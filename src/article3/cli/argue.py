"""argue: what decided cases force on a case, and how to argue from them otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from article3.cli import ANSWERED
from article3.cli.cases import Request, case_and_forum, rendered, source_of
from article3.cli.errors import UsageError, refuse, report
from article3.cli.issue_names import no_such_issue
from article3.cli.output import as_json, deliver, places
from article3.explanations.argument import of_argument
from article3.facts.problems import CaseFileError, nearest
from article3.findings.venue import forum_used
from article3.law.loading import Law, load
from article3.precedents.argument import Argument, argument
from article3.precedents.reasons import Model

if TYPE_CHECKING:
    from article3.facts.case import Case


def argue_file(
    file: str, wanted: str | None, request: Request, model: str, *, everything: bool = False, brief: bool = False
) -> int:
    """Argue from precedent about one case.

    Args:
        file: the case file.
        wanted: an issue, or an issue with the harm or conviction in brackets; all issues if absent.
        request: the forum, the format, the place of the result.
        model: reason or result.
        everything: also issues of which nothing is known, every factor and every decision.
        brief: one screen for each issue at most.

    Returns:
        The exit code.
    """
    law = load()
    if everything and brief:
        return refuse("--all and --brief ask for opposite things; use one of them", request.style)
    try:
        request.check(law)
        place = places([file], request.style, request.output)[0]
        found = _argument(file, wanted, request, law, Model(model))
        if request.style == "json":
            content = as_json(found)
        else:
            content = rendered(of_argument(found, everything=everything, named=wanted is not None, brief=brief), request)
        deliver(place, content)
    except CaseFileError as error:
        return report(error.problems, request.style)
    except UsageError as error:
        return refuse(str(error), request.style)
    return ANSWERED


def _argument(file: str, wanted: str | None, request: Request, law: Law, model: Model) -> Argument:
    case, forum = case_and_forum(file, request, law)
    issue, about = ("", "") if wanted is None else _asked(wanted, law)
    used = forum_used(case, forum, law, request.forum_found(law))
    issues = [issue] if issue else list(law.issues)
    found = argument(case, forum, law, issues, model=model, place=used.place, doubts=used.doubts)
    told = tuple(argued for argued in found.issues if about in {"", argued.about})
    if not told:
        raise UsageError(_nothing(case, law, issue, about))
    return msgspec.structs.replace(found, issues=told, source=source_of(file))


def _asked(wanted: str, law: Law) -> tuple[str, str]:
    """The issue that is asked for, and the harm or conviction, if one is named."""
    found = _WANTED.fullmatch(wanted)
    if found is None:
        raise UsageError(
            f"{wanted}: write an issue, such as severity, or with the id of a harm or conviction, severity[detention]"
        )
    issue, about = found["issue"], found["about"] or ""
    if issue not in law.issues:
        raise UsageError(f"{issue}: {no_such_issue(issue, law)}")
    return issue, about


_WANTED = re.compile(r"(?P<issue>[^\[\]]+)(\[(?P<about>[^\[\]]+)\])?")


def _nothing(case: Case, law: Law, issue: str, about: str) -> str:
    """Why there is nothing to argue about."""
    if not issue:
        return "the case lists no harm and no conviction, so there is nothing to argue about; list them, even with an id only"
    entity = law.issues[issue].entity.value
    names = [name for (of, _), name in case.names.items() if of.id == entity]
    if names and about:
        remedy = nearest(about, names) or f"those it lists are {', '.join(names)}"
        return f"{issue}[{about}]: the case lists no {entity} of this id; {remedy}"
    return f"{issue}: this issue is about a {entity}, and the case lists none"
