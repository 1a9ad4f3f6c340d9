"""ask, and explain --what-if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.cli import ANSWERED
from article3.cli.cases import Request, case_and_forum, rendered, source_of
from article3.cli.errors import UsageError, refuse, report
from article3.cli.output import as_json, deliver, places
from article3.facts.problems import CaseFileError
from article3.findings.venue import forum_used
from article3.interview.priors import Priors, PriorsError, read_priors, stated_priors
from article3.interview.setting import GoalError, Setting, View, goal_named, goals_of
from article3.law.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from article3.findings.model import ForumUsed
    from article3.law.loading import Law

_CLAIM = "protection_cat"


def ask_file(file: str, goal: str | None, top: int | None, priors: Path | None, request: Request, *, shares: bool = False) -> int:
    """What to ask next in a case.

    Returns:
        The exit code.
    """
    from article3.interview.report import next_questions  # noqa: PLC0415 - loaded once the arguments are known to be sound
    from article3.interview.wording import of_questions  # noqa: PLC0415

    law = load()
    try:
        request.check(law)
        place = places([file], request.style, request.output)[0]
        weights = priors_of(priors)
        view, used = viewed(file, request, law)
        found = next_questions(view, goals_of(goal, view), weights, used, top=top, source=source_of(file))
        deliver(place, as_json(found) if request.style == "json" else rendered(of_questions(found, shares=shares), request))
    except (CaseFileError, PriorsError) as error:
        return report(error.problems, request.style)
    except (UsageError, GoalError) as error:
        return refuse(str(error), request.style)
    return ANSWERED


def what_if_file(file: str, goal: str | None, priors: Path | None, request: Request, *, shares: bool = False) -> int:
    """What would make or break a conclusion in a case.

    Returns:
        The exit code.
    """
    from article3.interview.robustness import what_if  # noqa: PLC0415
    from article3.interview.wording import of_what_if  # noqa: PLC0415

    law = load()
    try:
        request.check(law)
        place = places([file], request.style, request.output)[0]
        weights = priors_of(priors)
        view, used = viewed(file, request, law)
        found = what_if(view, goal_named(goal or _CLAIM, view.stated), weights, used, source=source_of(file))
        deliver(place, as_json(found) if request.style == "json" else rendered(of_what_if(found, shares=shares), request))
    except (CaseFileError, PriorsError) as error:
        return report(error.problems, request.style)
    except (UsageError, GoalError) as error:
        return refuse(str(error), request.style)
    return ANSWERED


def priors_of(file: Path | None) -> Priors:
    """The priors of a file of the user's, or those that come with the project.

    Raises:
        PriorsError: if they cannot be used.
    """
    return stated_priors() if file is None else read_priors(file)


def viewed(file: str, request: Request, law: Law) -> tuple[View, ForumUsed]:
    """A case file in the forum that the options or the file name.

    Raises:
        CaseFileError: if the file cannot be used, or nobody names a forum.
        UsageError: if the options name no forum.
    """
    case, forum = case_and_forum(file, request, law)
    used = forum_used(case, forum, law, request.forum_found(law))
    return View(case, Setting(law, forum, request.assumed(law))), used
