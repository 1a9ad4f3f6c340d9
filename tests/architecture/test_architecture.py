"""The shape of the tree, beyond what the import contract says."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured

SOURCE = Path(__file__).parents[2] / "src" / "article3"
MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450


def test_rules_are_only_rules() -> None:
    """A lawyer reads this package aloud: imports and rules, no functions, classes or loops."""
    for path in (SOURCE / "rules").glob("*.py"):
        if path.stem in {"__init__", "rulebase"}:
            continue
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            named = isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call)
            docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            assert named or docstring or isinstance(statement, (ast.Import, ast.ImportFrom)), f"{path.name}:{statement.lineno}"


@pytest.mark.parametrize(
    "package", ["law", "logic", "facts", "rules", "precedents", "likelihood", "findings", "explanations", "book", "interview"]
)
def test_the_core_reads_no_clock(package: str) -> None:
    for path in (SOURCE / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"today", "now", "utcnow"}, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("package", ["logic", "rules", "precedents", "likelihood", "findings", "explanations"])
def test_only_the_loaders_touch_the_disk(package: str) -> None:
    for path in (SOURCE / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "open", f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"read_text", "write_text", "read_bytes", "write_bytes"}, f"{path.name}:{node.lineno}"


def test_nothing_is_called_utils_helpers_or_manager() -> None:
    for path in MODULES:
        assert path.stem not in {"utils", "helpers", "manager", "misc", "common"}


def test_a_case_without_chains_loads_nothing_of_likelihoods_or_drawing() -> None:
    example = SOURCE.parents[1] / "examples" / "jorge.yaml"
    program = (
        "import sys\nfrom article3.cli import main\n"
        f"sys.argv = ['article3', 'screen', {str(example)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    loaded = set(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr.split())
    assert "article3.findings.decide" in loaded
    unwanted = {"article3.facts.links", "article3.findings.chains", "article3.cli.likelihood", "matplotlib", "numpy"}
    assert not loaded & unwanted
    assert not [name for name in loaded if name.startswith("article3.likelihood")]
