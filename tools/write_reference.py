"""Write the generated reference pages: the command line, the terms and the schemas. A test compares them with what this gives."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from article3.cli.app import app
from article3.languages import terms

COMMANDS: tuple[list[str], ...] = (
    [],
    ["screen"],
    ["explain"],
    ["ask"],
    ["interview"],
    ["argue"],
    ["compare"],
    ["impact"],
    ["batch"],
    ["cite-check"],
    ["i589", "check"],
    ["i589", "fill"],
    ["i765", "fill"],
    ["new"],
    ["likelihood"],
    ["deadlines"],
    ["draft"],
    ["draft", "brief"],
    ["draft", "memo"],
    ["chart"],
    ["court"],
    ["country"],
    ["schema"],
    ["law"],
    ["law", "list"],
    ["law", "show"],
    ["law", "matrix"],
    ["law", "precedents"],
    ["law", "diff"],
    ["law", "due"],
    ["law", "book"],
    ["law", "number"],
    ["law", "coverage"],
    ["law", "prove"],
    ["law", "split"],
    ["packet"],
    ["packet", "build"],
    ["packet", "check"],
    ["packet", "template"],
)
SCHEMAS = (
    *("case", "decision", "argument", "likelihood", "comparison", "transfer", "law-diff", "impact", "questions", "what-if"),
    "deadlines",
    "cite-check",
    "packet",
    "i589-check",
    "form-filled",
    "brief",
    "memo",
)
PLACE = Path(__file__).parent.parent / "docs" / "reference"


def pages() -> dict[str, str]:
    """Content of each generated page, by file name."""
    runner = CliRunner(env={"TERMINAL_WIDTH": "100", "NO_COLOR": "1"})
    parts = ["# Command line\n\nWritten by `make reference` from the program's own help.\n"]
    for command in COMMANDS:
        shown = runner.invoke(app, [*command, "--help"], prog_name="article3").output
        parts.append(f"## {' '.join(['article3', *command])}\n\n```text\n{shown.strip()}\n```\n")
    return {
        "command-line.md": "\n".join(parts),
        "terms.md": terms.page(),
        **{f"{of}.schema.json": runner.invoke(app, ["schema", of]).output for of in SCHEMAS},
    }


def main() -> None:
    """Write them."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for name, content in pages().items():
        (PLACE / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
