"""The commands of packets as the user meets them: libraries that are missing, progress, the example in one command."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pypdf
import pytest

from article3.cli import packet
from packet_files import packet_case
from program import article3

ROOT = Path(__file__).parents[3]
TODAY = ("--today", "2026-11-23")
ONE = "\n  - {id: a, title: A paper, language: English, file: complaint.pdf}\n"


@pytest.mark.parametrize("missing", ["pikepdf", "PIL", "pypdfium2"])
def test_a_library_that_is_missing_is_named(missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = packet_case(tmp_path, ONE)
    for name in [name for name in sys.modules if name.startswith("article3.documents.packet")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    done = article3("packet", "check", str(case), *TODAY)
    assert done.returncode == 2
    assert f"packet needs {missing}; install it with: pip install 'article3[documents]'" in done.stderr


def test_nothing_is_loaded_for_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    done = article3("packet", "build", "--help")
    assert done.returncode == 0
    assert "Build the packet" in done.stdout


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    with packet._progress() as progress:
        progress.begin("Numbering pages", 2)
        progress.step()
        progress.begin("Writing files", 1)
        progress.step()
    assert "Writing files" in shown.getvalue()
    assert "1/1" in shown.getvalue()


@pytest.fixture(scope="module")
def jorge(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("jorge") / "packet.pdf"
    done = article3("packet", "build", "examples/jorge.yaml", "-o", str(place), *TODAY, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return place, done.stdout


@pytest.mark.unmeasured
def test_the_example_is_a_packet_in_one_command(jorge: tuple[Path, str]) -> None:
    place, shown = jorge
    pages = pypdf.PdfReader(place, strict=True).pages
    assert f"Wrote {place}: pages 1 to {len(pages)}," in shown
    assert "missing:" not in shown
    assert "error:" not in shown
    words = pages[1].extract_text()
    assert all(f"\n{letter}\n" in f"\n{words}\n" or f"{letter} " in words for letter in "ABCDE")


def test_a_check_in_json_is_what_the_schema_says(tmp_path: Path) -> None:
    import jsonschema  # noqa: PLC0415

    case = packet_case(tmp_path, ONE)
    done = article3("packet", "check", str(case), *TODAY, "--format", "json")
    schema = json.loads((ROOT / "docs" / "reference" / "packet.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(done.stdout), schema)
    refused = article3("packet", "build", str(case), "-o", "packet.doc", "--format", "json", *TODAY)
    assert json.loads(refused.stderr)["error"]["code"] == "usage"
