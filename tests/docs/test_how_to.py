"""The how-to pages, followed: every example goes where its page says, every command is run, every name exists."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from article3.law.loading import DATA, _problems_of_holding, _problems_of_question
from article3.law.model import Holding, LegalQuestion
from how_to import INDEX, PAGES, ROOT, Page, copied, pages, run_commands, run_tests

if TYPE_CHECKING:
    from pathlib import Path

    from article3.law.loading import Law

pytestmark = pytest.mark.unmeasured

ALL = pages()
BY_NAME = {page.name: page for page in ALL}
every_page = pytest.mark.parametrize("page", ALL, ids=[page.name for page in ALL])

# Too slow to run whole in the copy.
LEFT_FOR_THE_END = {
    "tests/law/test_coverage.py",
    "tests/law/test_law_data.py",
    "tests/law/test_positions_exhaustively.py",
    "tests/law/test_venue.py",
}
INSTEAD = {"tests/law/test_positions_exhaustively.py::test_golden_cases_stand_on_both_sides_of_every_change"}
# What the examples meet besides the tests whose names have the example's own.
ABOUT_THE_EXAMPLES = {
    "stay_request",
    "test_every_question_that_the_rules_ask_is_in_the_data_and_the_reverse",
    "test_every_rule_and_question_that_a_module_holds_is_part_of_a_decision",
    "test_a_rule_stands_under_its_own_id",
}


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository in which every page has been followed, in the order of the index."""
    copy = copied(tmp_path_factory.mktemp("followed"))
    # The thousands of other golden cases are run where they stand; to collect them again here takes seconds.
    touched = {block.path for page in ALL for block in page.blocks} | {"tests/cases/common.toml"}
    for path in (copy / "tests" / "cases").glob("*.toml"):
        if path.relative_to(copy).as_posix() not in touched:
            path.unlink()
    for page in ALL:
        for block in page.blocks:
            block.put(copy)
    return copy


def test_the_index_names_every_page_once() -> None:
    assert sorted(page.name for page in ALL) == sorted(path.name for path in PAGES.glob("*.md") if path != INDEX)


@every_page
def test_a_page_has_an_example_and_ends_with_how_to_undo_it(page: Page) -> None:
    assert page.blocks
    assert page.text.rindex("\n## ") == page.text.index("\n## Undo a try-out")
    gone = {name for command in page.undo if command[0] == "rm" for name in command[1:]}
    restored = {name for command in page.undo if command[:2] == ["git", "restore"] for name in command[2:]}
    assert {command[0] for command in page.undo} <= {"rm", "git"}
    assert [name for name in restored if not (ROOT / name).exists()] == []
    for block in page.blocks:
        if (ROOT / block.path).exists():
            assert any(block.path == name or block.path.startswith(f"{name}/") for name in restored), block.path
        else:
            assert block.path in gone, block.path


@pytest.fixture(scope="module")
def ran(followed: Path) -> dict[str, tuple[int, str]]:
    """Every command of every page, run in the copy."""
    commands = [
        words for page in [*ALL, Page(INDEX.name, INDEX.read_text(encoding="utf-8"))] for words in page.commands("article3")
    ]
    return {" ".join(words): result for words, result in zip(commands, run_commands(followed, commands), strict=True)}


def test_every_command_of_every_page_answers(ran: dict[str, tuple[int, str]]) -> None:
    assert len(ran) >= 20
    assert {command: output for command, (code, output) in ran.items() if code != 0 or not output.strip()} == {}


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("law show doe-v-roe", "Answers filming: shows_intent"),
        ("law show awareness -c 11", "ca11: willful_blindness"),
        ("law show harm.filmed", "Who held the camera"),
        ("law show filming -c 9", "ca9: OPEN: shows_intent or one_sign"),
        ("law show filming -c 9 --as-of 2026-11-19", "ca9: one_sign. Before 2026-11-20 the law knew one answer only."),
        ("explain examples/jorge.yaml specific_intent --assume filming=shows_intent", "intent_from_filming[gang]"),
        ("law number stay_request", "5 days"),
        ("law show severity.left_in_the_cold", "if it is not so: no night in the cold without cover"),
        ("country freedonia", "Police of the new government"),
        ("court rutland", "Second Circuit"),
        ("court Rutland, VT", "Second Circuit"),
    ],
)
def test_a_command_shows_what_the_page_promises(ran: dict[str, tuple[int, str]], command: str, shown: str) -> None:
    assert shown in " ".join(ran[command][1].split())


def test_no_example_is_a_gap_in_the_table_of_coverage(ran: dict[str, tuple[int, str]]) -> None:
    shown = " ".join(ran["law coverage"][1].split())
    for example in ("rules: intent_from_filming", "questions: filming", "numbers: stay_request", "countries: freedonia"):
        assert f"{example}: no row" not in shown
        assert example.split()[1] in shown


def test_the_tests_that_the_pages_name_pass_in_the_copy(followed: Path) -> None:
    files, words = set(INSTEAD), set(ABOUT_THE_EXAMPLES)
    for page in ALL:
        for command in page.commands("pytest"):
            files |= {word for word in command if word.startswith("tests/")} - LEFT_FOR_THE_END
            words |= {command[place + 1] for place, word in enumerate(command) if word == "-k"}
    done = run_tests(followed, [*sorted(files), "-k", " or ".join(f"({word})" for word in sorted(words))])
    assert done.returncode == 0, done.stdout + done.stderr


# What the pages name.


def _source() -> str:
    texts = [path.read_text(encoding="utf-8") for folder in ("src", "tests", "tools") for path in (ROOT / folder).rglob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in (*DATA.glob("*.toml"), *(DATA / "questions").glob("*.toml"))]
    return "\n".join(texts)


@pytest.fixture(scope="module")
def known_words(law: Law) -> set[str]:
    """Every word of the code and of the examples, and the ids of the law data."""
    examples = [block.text for page in ALL for block in page.blocks]
    return {*re.findall(r"\w+", "\n".join([_source(), *examples])), *law.authorities, *law.questions}


def _exists(path: str) -> bool:
    if path == "src/article3/law/countries/<country>.toml":
        return True
    made = {block.path for page in ALL for block in page.blocks}
    places = (ROOT, DATA, DATA / "questions", DATA / "countries")
    return path in made or any((place / path).exists() for place in places)


@every_page
def test_every_path_and_target_of_a_page_exists(page: Page) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    paths = {span for span in page.spans if re.fullmatch(r"[\w./<>-]+(/|\.(toml|py|md))|[\w.<>-]+(/[\w.<>-]+)+", span)}
    assert [path for path in sorted(paths - {"el-salvador.toml"}) if not _exists(path)] == []
    for words in page.commands("pytest"):
        assert (ROOT / words[0]).is_file(), words
        assert all((ROOT / word).is_file() for word in words if word.startswith("tests/")), words
    for words in page.commands("make"):
        assert re.search(rf"^{words[0]}: ", makefile, re.MULTILINE), words


@every_page
def test_every_test_that_a_page_names_exists(page: Page) -> None:
    source = _source()
    assert [span for span in page.spans if re.fullmatch(r"test_\w+", span) and f"def {span}(" not in source] == []


@every_page
def test_every_key_and_id_of_a_page_exists(page: Page, known_words: set[str]) -> None:
    """A span of one word, or ``key = value``: the word, or the key, is one that the code or the data has."""
    named = {
        found[1] for span in page.spans if (found := re.fullmatch(r"(?:\[\[?)?([a-z][\w.-]*?)(?:\]\]?|\.)?(?: = .*)?", span))
    }
    named = {word for word in named if not word.endswith((".toml", ".py", ".md", ".yaml"))}
    unknown = {word for word in named if word not in known_words and not set(word.split(".")) <= known_words}
    assert unknown == set()


# The messages on the page about questions of law.


def _question(text: str, **changes: Any) -> LegalQuestion:
    data = tomllib.loads(text) | {"id": "filming"} | changes
    return msgspec.convert({key: value for key, value in data.items() if value is not None}, LegalQuestion)


def test_the_messages_on_a_question_of_law_are_those_of_the_loader(law: Law) -> None:
    page = BY_NAME["add-a-question-of-law.md"]
    text = next(block.text for block in page.blocks if block.path.endswith("filming.toml"))
    sound = _question(text)
    with_it = dataclasses.replace(law, questions={**law.questions, "filming": sound})
    told = [
        *_problems_of_question(_question(text, before=None), law),
        *_problems_of_question(_question(text, after="shows_intent"), law),
        *_problems_of_question(_question(text, before="no"), law),
        *_problems_of_holding("doe-v-roe.toml", Holding("It decides.", question="filming", reading="shows_intent"), law),
        *_problems_of_holding("doe-v-roe.toml", Holding("It decides.", question="filming", reading="yes"), with_it),
    ]
    assert _problems_of_question(sound, law) == []
    assert [f"`{message}`" for message in told if f"`{message}`" not in page.text] == []
    assert len(told) == 5
