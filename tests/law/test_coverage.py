"""Everything that must be covered is, by something that exists; and nothing in the product is without a source."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from typer.testing import CliRunner

from article3.cli.app import app
from article3.cli.coverage import commands
from article3.explanations.coverage import Registries, counts, gaps, registries, unclaimed
from article3.law.coverage import DATA, KINDS, Coverage, MetBy, Outcome, Row, load_coverage
from article3.law.data_files import LawDataError

if TYPE_CHECKING:
    from click.testing import Result

    from article3.law.loading import Law

ROOT = Path(__file__).parents[2]
ROWS = [*(f"A{number}" for number in range(1, 58)), *(f"B{number}" for number in range(1, 12))]
NOTES = [f"note-{number}" for number in range(1, 77)]
CORRECTIONS = [*(f"advisory-{number}" for number in range(1, 25)), *(f"page-{number}" for number in range(1, 28))]
DIFFERENT = {"A13", "A19", "A33", "A34", "A38", "A42", "A45", "B1", "B2", "B6", "B7"}
"""The rows marked as those in which a source is wrong, stale or too simple."""


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return load_coverage()


@pytest.fixture(scope="module")
def known(law: Law) -> Registries:
    cases = {
        f"{path.stem}: {case['name']}"
        for path in (ROOT / "tests" / "cases").glob("*.toml")
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    }
    pages = {str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))}
    examples = {path.stem for path in (ROOT / "examples").glob("*.yaml")}
    return registries(law, commands=commands(), pages=pages, cases=cases, examples=examples)


def test_every_row_note_and_correction_is_there_in_order(coverage: Coverage) -> None:
    assert [row.id for row in coverage.rows] == ROWS
    assert [row.id for row in coverage.notes] == NOTES
    assert [row.id for row in coverage.corrections] == CORRECTIONS


def test_nothing_is_missing(coverage: Coverage, known: Registries) -> None:
    assert gaps(coverage, known) == []


def test_nothing_in_the_product_is_without_a_source(coverage: Coverage, known: Registries) -> None:
    assert unclaimed(coverage, known) == []


def test_every_example_chart_question_and_number_serves_a_row(coverage: Coverage, known: Registries) -> None:
    for kind in ("examples", "chart", "numbers"):
        named = {name for part in coverage.parts().values() for row in part for name in getattr(row.met_by, kind)}
        assert named == set(getattr(known, kind))


def named_things(coverage: Coverage) -> list[tuple[str, str, str]]:
    """Kind, thing and a row that names it, for every thing that any row names."""
    every = [row for part in coverage.parts().values() for row in part]
    return [(kind, name, row.id) for row in every for kind, names in row.met_by.by_kind().items() for name in names]


def without(known: Registries, kind: str, name: str) -> Registries:
    """The registries with one thing taken away: a pin or a profile, where the name has one, else the whole entry."""
    identifier, _, part = name.partition("@")
    there: Any = getattr(known, kind)
    rest: Any
    if kind == "authorities":
        rest = {other: authority for other, authority in there.items() if other != identifier}
        if part:
            authority = there[identifier]
            rest[identifier] = msgspec.structs.replace(
                authority,
                holdings=tuple(holding for holding in authority.holdings if holding.pin != part),
                paragraphs=tuple(paragraph for paragraph in authority.paragraphs if paragraph.id != part),
            )
    elif kind == "countries":
        rest = {other: profiles for other, profiles in there.items() if other != identifier}
        if part:
            rest[identifier] = there[identifier] - {part}
    else:
        rest = set(there) - {name}
    return dataclasses.replace(known, **{kind: rest})


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_taken_away_leaves_a_gap_that_names_row_and_thing(kind: str, coverage: Coverage, known: Registries) -> None:
    things = [(name, row) for of, name, row in named_things(coverage) if of == kind]
    assert things
    for name in dict.fromkeys(name for name, _ in things):
        found = gaps(coverage, without(known, kind, name))
        for row in (row for other, row in things if other == name):
            assert f"{row}: {kind}: {name!r} does not exist; correct the id, or name what meets the row now" in found


@pytest.mark.parametrize("kind", ["rules", "questions", "countries"])
def test_what_no_row_names_is_told(kind: str, coverage: Coverage, known: Registries) -> None:
    there: Any = getattr(known, kind)
    more: Any = {**there, "something_new": frozenset()} if kind == "countries" else {*there, "something_new"}
    (problem,) = unclaimed(coverage, dataclasses.replace(known, **{kind: more}))
    assert problem.startswith(f"{kind}: something_new: no row of the table names it")


def test_a_row_with_nothing_is_a_gap(coverage: Coverage, known: Registries) -> None:
    empty = msgspec.structs.replace(coverage, rows=(Row("A1", "Something."), *coverage.rows[1:]))
    assert gaps(empty, known) == ["A1: nothing meets it; name what does under 'met_by', or say why nothing needs to"]


def test_a_row_marked_later_is_met_by_something_now(coverage: Coverage) -> None:
    later = [row for row in coverage.rows if row.outcome is Outcome.LATER]
    assert {"A52", "B1", "B4", "B5", "B9", "B10"} <= {row.id for row in later}
    for row in later:
        assert row.met_by.rules or row.met_by.facts, row.id
        assert row.met_by.authorities or row.met_by.countries or row.met_by.chart, row.id


def test_where_a_source_is_wrong_the_row_says_so(coverage: Coverage) -> None:
    assert {row.id for row in coverage.rows if row.departs} >= DIFFERENT
    for row in coverage.corrections:
        assert row.departs, row.id


def test_only_notes_without_a_legal_source_are_met_by_nothing(coverage: Coverage) -> None:
    assert [row.id for row in coverage.notes if row.outcome is Outcome.NONE] == ["note-66", "note-68", "note-76"]
    assert all(row.why for row in coverage.notes if not row.met_by.authorities)


def test_the_counts_are_those_of_the_rows(coverage: Coverage) -> None:
    for part in coverage.parts().values():
        assert sum(counts(part).values()) == len(part)
    assert counts([Row("x", "y", MetBy(rules=("torture",)), departs="d", later="l")]) == {Outcome.LATER: 1}


def test_the_words_are_sentences(coverage: Coverage) -> None:
    for part in coverage.parts().values():
        for row in part:
            for words in filter(None, (row.what, row.departs, row.later, row.why)):
                assert re.search(r"[.?]$", words), (row.id, words)
                assert not words.endswith(".."), (row.id, words)


BAD = {
    "a key misspelt": ("advisory.toml", '[A1]\nwaht = "x"\n', r"advisory\.toml: A1: .*(what|waht)"),
    "a kind misspelt": ("advisory.toml", '[A1]\nwhat = "x."\nmet_by.rule = ["torture"]\n', r"advisory\.toml: A1: .*rule"),
    "not a list": ("notes.toml", '[41]\nwhat = "x."\nmet_by.authorities = "a"\n', r"notes\.toml: 41: .*authorities"),
    "not a row": ("notes.toml", '41 = "x"\n', r"notes\.toml: 41: a row with 'what'"),
    "an id of its own": ("notes.toml", '[41]\nid = "x"\nwhat = "y."\n', r"notes\.toml: 41: .*remove the key 'id'"),
    "a correction without a table": ("corrections.toml", 'advisory = "x"\n', r"corrections\.toml: advisory: a table"),
    "a bad correction": ("corrections.toml", "[advisory.1]\nwhat = 1\n", r"corrections\.toml: advisory\.1: .*str"),
    "nothing that is right instead": ("corrections.toml", '[page.3]\nwhat = "x."\n', r"corrections\.toml: page\.3: 'departs' is missing"),
    "beyond without a reason": ("beyond.toml", '[bond]\nwhat = "x."\n', r"beyond\.toml: bond: 'why' is missing"),
    "two of one name": ("beyond.toml", '[A1]\nwhat = "x."\nwhy = "y."\n', r"two rows are called A1; rename one"),
    "no TOML": ("service-page.toml", "= broken", r"service-page\.toml: "),
}  # fmt: skip


@pytest.mark.parametrize("slip", BAD)
def test_a_slip_is_named_with_its_file_and_key(slip: str, tmp_path: Path) -> None:
    name, text, says = BAD[slip]
    place = shutil.copytree(DATA, tmp_path / "coverage")
    (place / name).write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError, match=says):
        load_coverage(place)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LawDataError, match=r"coverage/corrections\.toml is missing; docs/architecture\.md"):
        load_coverage(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["law", "coverage", *arguments])


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_the_whole_table_is_shown(style: str, coverage: Coverage) -> None:
    done = run("--format", style)
    assert done.exit_code == 0
    words = " ".join(done.stdout.split()).replace("\\", "")
    for part in coverage.parts().values():
        for row in part:
            assert f"{row.id} ({row.outcome.value})." in words
        for outcome, number in counts(part).items():
            assert f"{number} {outcome.value}".casefold() in words.casefold()
    assert re.search(r"gaps\W+None\.", words, re.IGNORECASE)


def test_the_whole_table_in_json(coverage: Coverage) -> None:
    shown = json.loads(run("--format", "json").stdout)
    assert shown["gaps"] == []
    assert set(shown["outcome"]) == {row.id for part in coverage.parts().values() for row in part}
    assert sum(shown["counts"]["rows"].values()) == len(ROWS)
    assert msgspec.convert(shown["coverage"], Coverage) == coverage


def test_gaps_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article3.cli.coverage.commands", lambda: frozenset({"article3 screen"}))
    assert "B11: commands: 'article3 court' does not exist" in " ".join(run().stdout.split())


@pytest.mark.parametrize("identifier", ["A33", "a33"])
def test_one_row_is_shown_in_full(identifier: str) -> None:
    shown = run(identifier).stdout
    assert "Met, with a departure." in shown
    assert "cfr-1208-18@(a)(7)" in shown
    assert "acquiescence: a breach without awareness" in shown
    assert json.loads(run(identifier, "-f", "json").stdout)["row"]["id"] == "A33"


def test_an_unknown_row_is_refused_with_a_remedy() -> None:
    done = run("A58")
    assert done.exit_code == 2
    assert "A58: the table of coverage has no such row" in done.stderr
    assert "notes note-1 to note-76" in run("zzz").stderr
