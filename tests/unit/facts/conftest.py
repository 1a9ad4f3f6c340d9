"""What the tests of case files share."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from article3.facts.case_file import parse_case
from article3.facts.problems import CaseFileError, Problem
from article3.facts.schema import case_schema
from article3.facts.vocabulary import FACTS, full_id
from article3.law.loading import Law, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from article3.facts.case import Case
    from article3.logic.variables import Variable


class _Yaml12(yaml.SafeLoader):
    """Reads yes, no and days as text and only numbers, true, false and null otherwise, as editors' YAML 1.2 does."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - types-pyyaml declares it of the instance


for _tag, _pattern, _first in (
    ("null", r"|~|null|Null|NULL", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?\d+", "-+0123456789"),
    ("float", r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", "-+.0123456789"),
):
    _Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), [letter if letter != "\0" else "" for letter in _first]
    )


@pytest.fixture(scope="session")
def law() -> Law:
    return load()


@pytest.fixture(scope="session")
def parsed(law: Law) -> Callable[[str], Case]:
    """The case in a text."""
    return lambda text: parse_case(text, "case.yaml", law)


@pytest.fixture(scope="session")
def refused(law: Law) -> Callable[[str], tuple[Problem, ...]]:
    """The problems of a text, which must have some."""

    def problems(text: str) -> tuple[Problem, ...]:
        with pytest.raises(CaseFileError) as caught:
            parse_case(text, "case.yaml", law)
        return caught.value.problems

    return problems


@pytest.fixture(scope="session")
def variables() -> dict[str, Variable]:
    """Every fact's variable, by section and key."""
    return {full_id(variable): variable for variable in FACTS}


@pytest.fixture(scope="session")
def plain_yaml() -> Callable[[str], Any]:
    """A YAML text as an editor sees it, with yes, no and days as text."""
    return lambda text: yaml.load(text, Loader=_Yaml12)  # noqa: S506 - built on the safe loader


@pytest.fixture(scope="session")
def schema_faults(plain_yaml: Callable[[str], Any]) -> Callable[[str], list[str]]:
    """What the JSON Schema finds wrong with a YAML text."""
    validator = jsonschema.Draft202012Validator(
        case_schema(load().issues.values()), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return lambda text: [fault.message for fault in validator.iter_errors(plain_yaml(text))]


@pytest.fixture(scope="session")
def screened() -> Callable[..., Result]:
    """Runs 'article3 screen' with some arguments."""
    with warnings.catch_warnings():
        # typer uses what click deprecates; that is theirs to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        from typer.testing import CliRunner  # noqa: PLC0415 - inside, because of that warning

        import article3.cli.cases  # noqa: F401, PLC0415 - now, because a test reads as another user, who may not import
        from article3.cli.app import app  # noqa: PLC0415
    return lambda *arguments: CliRunner().invoke(app, ["screen", *arguments])
