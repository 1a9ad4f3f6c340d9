"""What the documentation says is so."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3.facts.vocabulary import FACTS, full_id
from article3.rules.rulebase import QUESTIONS, RULES
from program import article3

if TYPE_CHECKING:
    from types import ModuleType

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(command: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command, comments=True)
    assert words[0] == "article3"
    return article3(*words[1:], cwd=ROOT)


def test_the_session_in_the_readme_is_real() -> None:
    command, session = re.findall(r"<!-- session: (.*?) -->\n```text\n\$ .*?\n(.*?)```", README, re.DOTALL)[0]
    output = run(command).stdout
    pieces = [piece.strip("\n") for piece in session.split("...\n") if piece.strip()]
    assert len(pieces) >= 3
    for piece in pieces:
        assert piece in output, piece


@pytest.mark.parametrize(
    "command",
    re.findall(
        r"^article3 (?:screen|explain|ask|law|compare|impact|likelihood|argue).*?examples.*$|^article3 law .*$",
        README,
        re.MULTILINE,
    ),
)
def test_the_commands_in_the_readme_work(command: str) -> None:
    done = run(command)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_two_commands_of_the_readme_exist_and_ci_runs_the_second() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "make demo" in README
    assert "make test" in README
    assert re.search(r"^demo: ", makefile, re.MULTILINE)
    assert re.search(r"^test: ", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "tools" / "write_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    pages: dict[str, str] = reference().pages()
    return pages


@pytest.mark.parametrize(
    "name",
    [
        "command-line.md",
        *(
            f"{of}.schema.json"
            for of in (
                "case",
                "decision",
                "argument",
                "likelihood",
                "comparison",
                "transfer",
                "law-diff",
                "impact",
                "questions",
                "what-if",
                "cite-check",
                "i589-check",
                "form-filled",
            )
        ),
    ],
)
def test_generated_pages_are_current(generated: dict[str, str], name: str) -> None:
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == generated[name], "run 'make reference'"


def markdown() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", markdown(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_glossary_is_in_order_and_has_one_row_a_word() -> None:
    words = [
        word.lower()
        for word in re.findall(r"^\| ([^|]+?) \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    ]
    words = words[2:] if words[0] == "word" else words
    assert words == sorted(words)
    assert len(words) == len(set(words))


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_nothing_names_a_machine_or_a_registry() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split("\0")
    for name in filter(None, tracked):
        path = ROOT / name
        if not path.is_file() or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert str(ROOT) + "/" not in text, name
        if name.endswith((".lock", ".txt")) and "requirements" in name:
            assert "://" not in text, name


def test_public_modules_classes_and_functions_are_documented() -> None:
    for path in (ROOT / "src" / "article3").rglob("*.py"):
        if path.parent.name == "migrations" and path.name[0] in "0_":  # Django writes them
            continue
        first = path.read_text(encoding="utf-8").lstrip()
        assert first.startswith('"""'), path.name


def test_every_rule_question_and_fact_says_what_it_is() -> None:
    for rule in RULES.values():
        assert rule.sentence.endswith("."), rule.id
        assert rule.by, rule.id
    for variable, fact in FACTS.items():
        assert fact.question.strip(), full_id(variable)
    assert QUESTIONS


def test_limits_name_the_bound_that_the_code_has() -> None:
    from article3.logic.evaluation import BOUND  # noqa: PLC0415

    assert f"{BOUND:,} diagram nodes" in (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
