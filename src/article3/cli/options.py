"""What the options of the commands have in common: formats, forums, days."""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from typing import Annotated

import typer


class Language(enum.StrEnum):
    """In which language it is told."""

    EN = "en"
    ES = "es"
    AR = "ar"


class Format(enum.StrEnum):
    """How to show a result."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class FiveFormats(enum.StrEnum):
    """How to show a comparison."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"


class TwoFormats(enum.StrEnum):
    """How to show what the law data says."""

    TEXT = "text"
    JSON = "json"


class ThreeFormats(enum.StrEnum):
    """How to show a country."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class ReportFormats(enum.StrEnum):
    """How to show a check of citations."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class FailOnSeverity(enum.StrEnum):
    """From which severity a check of citations fails."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class Schema(enum.StrEnum):
    """Which schema."""

    CASE = "case"
    DECISION = "decision"
    LIKELIHOOD = "likelihood"
    ARGUMENT = "argument"
    COMPARISON = "comparison"
    TRANSFER = "transfer"
    LAW_DIFF = "law-diff"
    IMPACT = "impact"
    QUESTIONS = "questions"
    WHAT_IF = "what-if"
    DEADLINES = "deadlines"
    CITE_CHECK = "cite-check"
    PACKET = "packet"
    I589_CHECK = "i589-check"
    FORM_FILLED = "form-filled"
    BRIEF = "brief"
    MEMO = "memo"


class Model(enum.StrEnum):
    """What counts as a precedent's reason."""

    REASON = "reason"
    RESULT = "result"


class FailOnDay(enum.StrEnum):
    """What in an agenda makes the exit code tell."""

    OVERDUE = "overdue"
    DUE = "due"


class Part(enum.StrEnum):
    """Which part of the law."""

    AUTHORITIES = "authorities"
    QUESTIONS = "questions"
    RULES = "rules"
    FACTS = "facts"
    COURTS = "courts"
    ISSUES = "issues"
    EVENTS = "events"


Circuit = Annotated[
    str | None,
    typer.Option(
        "--circuit", "-c", metavar="CIRCUIT", help="Circuit whose precedent binds: 9, ca9, 9th, dc. Overrides the file."
    ),
]
Told = Annotated[
    Language,
    typer.Option(
        "--language",
        "-l",
        help="Tell it in English (en), Spanish (es) or Arabic (ar); names, citations and your own words stay as they are.",
    ),
]
Court = Annotated[
    str | None,
    typer.Option(
        "--court",
        metavar="PLACE",
        help="Immigration court, or city with state, instead of --circuit: 'San Diego', 'El Cajon, CA'.",
    ),
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        formats=["%Y-%m-%d"],
        help="Day whose law is applied, as 2024-03-09. Overrides the file; today if neither says.",
    ),
]
CountryAsOf = Annotated[
    dt.datetime | None,
    typer.Option("--as-of", metavar="DAY", formats=["%Y-%m-%d"], help="Day to look at, as 2024-12-09; today if absent."),
]
Profiles = Annotated[
    list[str] | None,
    typer.Option("--profile", metavar="PROFILE", help="Only this profile of the country; may be given several times."),
]
From = Annotated[dt.datetime, typer.Option("--from", metavar="DAY", formats=["%Y-%m-%d"], help="The first day, as 2025-01-31.")]
To = Annotated[dt.datetime, typer.Option("--to", metavar="DAY", formats=["%Y-%m-%d"], help="The second day, a later one.")]
Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="QUESTION=READING",
        help="What if: apply this reading of a question of law, whatever the forum says. Repeatable; the decision says so.",
    ),
]
Goal = Annotated[
    str | None,
    typer.Option(
        "--goal",
        "-g",
        metavar="GOAL",
        help="One form of protection, or a rule; if absent, the screening of a fear while it is open, else the four forms.",
    ),
]
Shares = Annotated[
    bool, typer.Option("--shares", help="Tell shares of the ways to fill in what is unknown too; they are no chances of success.")
]
PriorsFile = Annotated[
    Path | None,
    typer.Option("--priors", metavar="FILE", help="Weights of unknown facts (TOML) in place of ours; see docs/interview.md."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file, or into this directory if there are several cases.")
]


def day(moment: dt.datetime | None) -> dt.date | None:
    """The day of an option, if it was given."""
    return None if moment is None else moment.date()


def today() -> dt.date:
    """The day by the user's own calendar; everything below is told it."""
    return dt.date.today()  # noqa: DTZ011 - courts count local days


def now() -> dt.datetime:
    """The moment of the run, for what has to be told from an earlier run."""
    return dt.datetime.now(dt.UTC)
