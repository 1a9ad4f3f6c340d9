"""Reads the how-to pages and follows them in a copy of the repository.

A block that belongs into a file stands below a comment that says where: ``<!-- goes: PATH -->`` for the end of a file, new or not;
``before``, ``after`` or ``instead of`` with a line of that file for a place within it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "how-to"
INDEX = PAGES / "README.md"

_BLOCK = re.compile(
    r"^(?P<indent> *)<!-- goes: (?P<path>\S+)(?: (?P<how>before|after|instead of) (?P<line>.+?))? -->\n"
    r" *```\w+\n(?P<text>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
_COPIED = ("src", "tests", "docs", "examples", "tools", "pyproject.toml", "CHANGELOG.md")

_COMMANDS = """
import contextlib, io, json, sys
from article3.cli import main
ran = []
for words in json.load(sys.stdin):
    sys.argv = ["article3", *words]
    code, output = 0, io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            main()
        except SystemExit as stopped:
            code = stopped.code or 0
    ran.append((code, output.getvalue()))
json.dump(ran, sys.stdout)
"""


@dataclasses.dataclass(frozen=True)
class Block:
    """Some lines of a page, and where they go."""

    path: str
    how: str
    line: str
    text: str

    def put(self, root: Path) -> None:
        path = root / self.path
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(self._placed(before), encoding="utf-8")

    def _placed(self, before: str) -> str:
        if not self.how:
            gap = {".toml": "\n", ".py": "\n\n"}.get(Path(self.path).suffix, "") if before else ""
            return f"{before}{gap}{self.text}"
        lines = before.splitlines(keepends=True)
        places = [number for number, line in enumerate(lines) if line.strip() == self.line]
        assert len(places) == 1, f"{self.path} has the line {self.line!r} {len(places)} times; the page needs it once"
        at = places[0]
        if self.how == "before":
            lines.insert(at, f"{self.text}\n")
        elif self.how == "after":
            lines.insert(at + 1, self.text)
        else:
            lines[at] = self.text
        return "".join(lines)


@dataclasses.dataclass(frozen=True)
class Page:
    """A how-to page."""

    name: str
    text: str

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(
            Block(
                found["path"],
                found["how"] or "",
                found["line"] or "",
                "".join(line.removeprefix(found["indent"]) for line in found["text"].splitlines(keepends=True)),
            )
            for found in _BLOCK.finditer(self.text)
        )

    @property
    def spans(self) -> tuple[str, ...]:
        """What stands in backquotes within the prose, on one line or two."""
        prose = re.sub(r"^ *```.*?^ *```$", "", self.text, flags=re.MULTILINE | re.DOTALL)
        return tuple(" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose))

    def commands(self, program: str) -> list[list[str]]:
        """The words that follow the program's name, for each command shown."""
        return [shlex.split(span)[1:] for span in self.spans if span.split()[0] == program and span != program]

    @property
    def undo(self) -> list[list[str]]:
        """The commands that undo a try-out."""
        fence = re.search(r"## Undo a try-out\n.*?```sh\n(.*?)```", self.text, re.DOTALL)
        assert fence, f"{self.name} does not say how to undo a try-out"
        return [shlex.split(line) for line in fence[1].splitlines()]


def pages() -> list[Page]:
    """The pages in the order of the index."""
    names = re.findall(r"^\| \[.*?\]\((.*?)\)", INDEX.read_text(encoding="utf-8"), re.MULTILINE)
    return [Page(name, (PAGES / name).read_text(encoding="utf-8")) for name in names]


def copied(root: Path) -> Path:
    """A copy of what the pages change or run."""
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    return root


def _environment(copy: Path) -> dict[str, str]:
    """The copy's own program; what runs there is no part of what is measured here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    return kept | {"PYTHONPATH": str(copy / "src"), "PYTHONUTF8": "1", "NO_COLOR": "1"}


def run_commands(copy: Path, commands: list[list[str]]) -> list[tuple[int, str]]:
    """Exit code and output of each ``article3`` command, all in one process."""
    done = subprocess.run(
        [sys.executable, "-c", _COMMANDS],
        input=json.dumps(commands), capture_output=True, text=True, encoding="utf-8", cwd=copy, env=_environment(copy), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [(code, output) for code, output in json.loads(done.stdout)]


def run_tests(copy: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    """``pytest`` in the copy."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        capture_output=True, text=True, encoding="utf-8", cwd=copy, env=_environment(copy), check=False,
    )  # fmt: skip
