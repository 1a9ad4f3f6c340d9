"""Every kind of bad case file, with the exact words in which the user hears of it."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from article3 import facts
from article3.facts.case_file import parse_case, read
from article3.facts.problems import CaseFileError, Problem
from article3.facts.tree import LARGEST
from article3.law import venue

if TYPE_CHECKING:
    from click.testing import Result

    from article3.facts.case import Case
    from article3.law.loading import Law

Screened = Callable[..., "Result"]
"""Runs 'article3 screen' with some arguments."""

BAD = Path(__file__).parents[2] / "bad"
NAMES = sorted(path.name for path in BAD.glob("*.yaml"))
NOBODY = 65534
CLIENT = "Ximena"
"""The invented client whose name stands in longer texts of the corpus."""


@contextlib.contextmanager
def _as_somebody_else() -> Iterator[None]:
    """Root may read everything, so that a test run by root gives its rights up for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@dataclasses.dataclass(frozen=True)
class MadeAtRunTime:
    """A bad file that cannot stand in the corpus: its name, how it is made, and what the user is told."""

    name: str
    make: Callable[[Path], None]
    says: str


def _bytes(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def _nothing(path: Path) -> None:
    assert not path.exists()


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _locked(path: Path) -> None:
    path.write_text("article3: 1\n", encoding="utf-8")
    path.chmod(0)


EMPTY = "the file is empty [empty-file]\n  expected: a case\n  remedy:   run 'article3 new' for a template"
NOT_UTF_8 = "bytes that are not UTF-8 text [not-utf-8]\n  expected: a text file in UTF-8\n  remedy:   save it again as UTF-8"
BAD_CHARACTER = (
    "a character that YAML does not allow [bad-character]\n"
    "  expected: plain text\n  remedy:   remove it, or save the file again as UTF-8 text"
)
BAD_VERSION = (
    " [bad-version]\n  expected: 'article3: 1'\n"
    "  remedy:   this is the version of the file's format, not of the case; leave it as the template has it"
)
UNREADABLE = (
    " [unreadable]\n  expected: a readable file\n  remedy:   check that you may read it, and that it is where its name says"
)
NO_CREDIBLE = (
    "applicant.credible: found 'maybe' [not-yes-or-no]\n"
    "  expected: yes, no or unknown\n  remedy:   put explanations under 'note:'"
)

RUN_TIME = (
    MadeAtRunTime("empty.yaml", _bytes(b""), f"empty.yaml: {EMPTY}"),
    MadeAtRunTime("blank_lines.yaml", _bytes(b" \n\n \r\n"), f"blank_lines.yaml: {EMPTY}"),
    MadeAtRunTime("bom_only.yaml", _bytes(b"\xef\xbb\xbf"), f"bom_only.yaml: {EMPTY}"),
    MadeAtRunTime(
        "comments_only.yaml",
        _bytes(b"# Ximena's case\n# to be filled in\n"),
        "comments_only.yaml: no content but comments [empty-file]\n"
        "  expected: a case\n  remedy:   run 'article3 new' for a template",
    ),
    MadeAtRunTime("not_utf_8.yaml", _bytes(b"article3: 1\ntitle: \xff\xfe\n"), f"not_utf_8.yaml: {NOT_UTF_8}"),
    MadeAtRunTime("latin_1.yaml", _bytes("article3: 1\ntitle: José\n".encode("latin-1")), f"latin_1.yaml: {NOT_UTF_8}"),
    MadeAtRunTime("utf_16.yaml", _bytes("article3: 1\n".encode("utf-16")), f"utf_16.yaml: {NOT_UTF_8}"),
    MadeAtRunTime("cut_off_letter.yaml", _bytes(b"article3: 1\ntitle: Jos\xc3"), f"cut_off_letter.yaml: {NOT_UTF_8}"),
    MadeAtRunTime("nul.yaml", _bytes(b"article3: 1\ntitle: a\0b\n"), f"nul.yaml:2:9: {BAD_CHARACTER}"),
    MadeAtRunTime("escape.yaml", _bytes(b"article3: 1\ntitle: \x1b[31mred\n"), f"escape.yaml:2:8: {BAD_CHARACTER}"),
    MadeAtRunTime("utf_16_no_bom.yaml", _bytes("article3: 1\n".encode("utf-16-le")), f"utf_16_no_bom.yaml:1:2: {BAD_CHARACTER}"),
    MadeAtRunTime("crlf.yaml", _bytes(b"article3: 1\r\napplicant:\r\n  credible: maybe\r\n"), f"crlf.yaml:3:13: {NO_CREDIBLE}"),
    MadeAtRunTime("cr.yaml", _bytes(b"article3: 1\rapplicant:\r  credible: maybe\r"), f"cr.yaml:3:13: {NO_CREDIBLE}"),
    MadeAtRunTime(
        "bom.yaml",
        _bytes(b"\xef\xbb\xbfarticle3: one\n"),
        f"bom.yaml:1:11: article3: found 'one'{BAD_VERSION}",
    ),
    MadeAtRunTime(
        "version_of_5000_digits.yaml",
        _bytes(b"article3: " + b"9" * 5000 + b"\n"),
        f"version_of_5000_digits.yaml:1:11: article3: found a text of 5000 characters{BAD_VERSION}",
    ),
    MadeAtRunTime(
        "large.yaml",
        _bytes(b"article3: 1\n#" + b" Ximena" * (LARGEST // 7) + b"\n"),
        f"large.yaml: {12 + 1 + 7 * (LARGEST // 7) + 1} characters [too-large]\n"
        f"  expected: at most {LARGEST}\n  remedy:   keep exhibits in files of their own",
    ),
    MadeAtRunTime(
        "deep.yaml",
        _bytes(b"article3: 1\ntitle: " + b"[" * 500 + b"]" * 500 + b"\n"),
        "deep.yaml:2:15: very deep nesting [too-deep]\n  expected: at most 8 levels\n"
        "  remedy:   put text that starts with '[', '{', '- ' or '? ' in quotation marks",
    ),
    MadeAtRunTime(
        "folder.yaml",
        Path.mkdir,
        "folder.yaml: this is a directory [directory]\n  expected: a case file\n  remedy:   name the files in it",
    ),
    MadeAtRunTime(
        "absent.yaml",
        _nothing,
        "absent.yaml: there is no such file [no-such-file]\n"
        "  expected: a case file\n  remedy:   check the name; 'article3 new' writes a template",
    ),
    MadeAtRunTime(
        "loop.yaml",
        _loop,
        f"loop.yaml: Too many levels of symbolic links{UNREADABLE}",
    ),
    MadeAtRunTime("locked.yaml", _locked, f"locked.yaml: Permission denied{UNREADABLE}"),
)

made_at_run_time = pytest.mark.parametrize("kind", RUN_TIME, ids=lambda kind: kind.name)
in_the_corpus = pytest.mark.parametrize("name", NAMES)


def _expected(name: str) -> str:
    return (BAD / name).with_suffix(".txt").read_text(encoding="utf-8").removesuffix("\n")


def test_the_corpus_has_at_least_fifty_kinds_each_with_its_expectation() -> None:
    assert len(NAMES) >= 50
    assert sorted(path.stem for path in BAD.glob("*.txt")) == [Path(name).stem for name in NAMES]


def test_no_two_files_of_the_corpus_show_the_same() -> None:
    texts = [(BAD / name).read_text(encoding="utf-8") for name in NAMES]
    assert len(set(texts)) == len(texts)


@in_the_corpus
def test_a_bad_file_is_refused_in_these_words(name: str, law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    with pytest.raises(CaseFileError) as from_file:
        read(Path(name), law)
    assert str(from_file.value) == _expected(name)
    with pytest.raises(CaseFileError) as from_text:
        parse_case((BAD / name).read_text(encoding="utf-8"), name, law)
    assert from_text.value.problems == from_file.value.problems


def test_the_command_line_says_the_same_of_every_bad_file_and_exits_with_2(
    screened: Screened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BAD)
    result = screened(*NAMES)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert result.stderr == "".join(f"{_expected(name)}\n" for name in NAMES)


@made_at_run_time
def test_a_bad_file_made_at_run_time_is_refused_in_these_words(
    kind: MadeAtRunTime, law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kind.make(tmp_path / kind.name)
    with _as_somebody_else() if kind.make is _locked else contextlib.nullcontext(), pytest.raises(CaseFileError) as caught:
        read(Path(kind.name), law)
    assert str(caught.value) == kind.says


@made_at_run_time
def test_the_command_line_refuses_a_bad_file_made_at_run_time(
    kind: MadeAtRunTime, screened: Screened, law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert law.courts  # read now, because another user may not read the law data
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o755)
    kind.make(tmp_path / kind.name)
    with _as_somebody_else() if kind.make is _locked else contextlib.nullcontext():
        result = screened(kind.name)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{kind.says}\n")


def _run(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from article3.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=False, timeout=60)


def test_the_installed_program_says_it_on_standard_error_only() -> None:
    name = "many_problems.yaml"
    result = _run("screen", name, folder=BAD)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode("utf-8") == f"{_expected(name)}\n"


def test_a_bad_case_on_standard_input_is_refused_under_that_name(tmp_path: Path) -> None:
    result = _run("screen", "-", folder=tmp_path, stdin=(BAD / "yes_no_sentence.yaml").read_bytes())
    assert (result.returncode, result.stdout) == (2, b"")
    assert (
        result.stderr.decode("utf-8")
        == _expected("yes_no_sentence.yaml").replace("yes_no_sentence.yaml", "standard input") + "\n"
    )


def test_nesting_without_end_is_refused_and_does_not_kill_the_program(tmp_path: Path) -> None:
    openings = {"braces.yaml": "{a: ", "brackets.yaml": "[", "dashes.yaml": "- ", "question_marks.yaml": "? "}
    for name, opening in openings.items():
        (tmp_path / name).write_text("article3: 1\ntitle:\n  " + opening * 200_000, encoding="utf-8")
    result = _run("screen", *openings, folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, b"")
    said = [line for line in result.stderr.decode("utf-8").splitlines() if not line.startswith(" ")]
    assert [(line.partition(":")[0], line.rpartition(" ")[2]) for line in said] == [(name, "[too-deep]") for name in openings]


def test_in_json_every_problem_is_an_object_of_its_own(screened: Screened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    result = screened("many_problems.yaml", "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    stated = [Problem(**json.loads(line)["error"]) for line in result.stderr.splitlines()]
    assert "\n".join(map(str, stated)) == _expected("many_problems.yaml")


# Every code of the sources is exercised.

_PLACE_OF_CODE = {"Problem": 0, "problem": 0, "BadValueError": 0, "PlaceError": 0, "_fail": 1, "_whole": 1}


def _codes(node: ast.expr, module: ast.Module) -> Iterator[re.Pattern[str]]:
    """The codes that an expression can be, as patterns; none for a code that is only passed on."""
    if isinstance(node, ast.Constant):
        yield re.compile(re.escape(str(node.value)))
    elif isinstance(node, ast.IfExp):
        yield from _codes(node.body, module)
        yield from _codes(node.orelse, module)
    elif isinstance(node, ast.JoinedStr):
        parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z]+" for part in node.values)
        yield re.compile("".join(parts))
    elif isinstance(node, ast.Name):
        for statement in ast.walk(module):
            if isinstance(statement, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == node.id for target in statement.targets
            ):
                yield from _codes(statement.value, module)


_OF_OTHER_FILES = {"from_table"}
"""Modules whose problems are of tables, not of case files; they have tests of their own."""


def _codes_of_the_sources() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    files = [path for path in sorted(Path(facts.__path__[0]).glob("*.py")) if path.stem not in _OF_OTHER_FILES]
    for path in (*files, Path(venue.__file__)):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(module):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            place = _PLACE_OF_CODE.get(name)
            if place is not None and len(call.args) > place:
                found |= {code.pattern: code for code in _codes(call.args[place], module)}
    return found


def _codes_of_the_corpus() -> set[str]:
    said = "\n".join([*map(_expected, NAMES), *(kind.says for kind in RUN_TIME)])
    return set(re.findall(r"\[([a-z0-9-]+)\]$", said, re.MULTILINE))


def test_every_code_of_the_sources_occurs_in_the_corpus() -> None:
    sources = _codes_of_the_sources()
    assert len(sources) >= 40
    corpus = _codes_of_the_corpus()
    assert [pattern for pattern, code in sources.items() if not any(map(code.fullmatch, corpus))] == []


def test_every_code_of_the_corpus_stands_in_the_sources() -> None:
    sources = _codes_of_the_sources().values()
    assert {code for code in _codes_of_the_corpus() if not any(source.fullmatch(code) for source in sources)} == set()


# A client's words stay in the file.

SENTENCE = "Ximena Quispe hid at 12 Calle Ocho after the sergeant cut her with a machete"
TAGGED = "!Ximena%20Quispe%20hid%20at%2012%20Calle%20Ocho%20after%20the%20sergeant%20cut%20her"
HEAD = "article3: 1\n"

PLACES_FOR_A_SENTENCE = {
    "version": f"article3: {SENTENCE}\n",
    "whole file": f"{SENTENCE}\n",
    "title in a list": f"{HEAD}title: [{SENTENCE}]\n",
    "forum": f"{HEAD}forum: {SENTENCE}\n",
    "circuit": f"{HEAD}forum: {{circuit: {SENTENCE}}}\n",
    "court": f"{HEAD}forum: {{court: {SENTENCE}}}\n",
    "hearing": f"{HEAD}forum: {{hearing: {SENTENCE}}}\n",
    "change of venue": f"{HEAD}forum: {{venue_changed: {SENTENCE}}}\n",
    "day of the law": f"{HEAD}forum: {{as_of: {SENTENCE}}}\n",
    "key of the forum": f"{HEAD}forum: {{{SENTENCE}: 9}}\n",
    "section": f"{HEAD}applicant: {SENTENCE}\n",
    "name of a section": f"{HEAD}{SENTENCE}: yes\n",
    "name of a section, twice": f"{HEAD}{SENTENCE}: yes\n{SENTENCE}: yes\n",
    "name of a fact": f"{HEAD}applicant:\n  {SENTENCE}: yes\n",
    "name of a fact of a harm": f"{HEAD}feared_harms:\n  - {SENTENCE}: yes\n",
    "yes or no": f"{HEAD}applicant: {{credible: {SENTENCE}}}\n",
    "choice": f"{HEAD}persecution: {{protected_ground: {SENTENCE}}}\n",
    "number": f"{HEAD}bars: {{aggravated_felony_years: {SENTENCE}}}\n",
    "day": f"{HEAD}filing: {{last_arrival: {SENTENCE}}}\n",
    "likelihood": f"{HEAD}risk: {{all_sources: {SENTENCE}}}\n",
    "key of an answer": f"{HEAD}applicant:\n  credible: {{is: yes, {SENTENCE}: yes}}\n",
    "note with a comma": f"{HEAD}applicant:\n  credible: {{is: yes, note: calm, {SENTENCE}}}\n",
    "note in a list": f"{HEAD}applicant:\n  credible: {{is: yes, note: [{SENTENCE}]}}\n",
    "note with a colon": f"{HEAD}applicant:\n  credible: {{is: yes, note: She said: {SENTENCE}: {SENTENCE}}}\n",
    "proof": f"{HEAD}applicant:\n  credible: {{is: yes, because: {SENTENCE}}}\n",
    "proof in a list": f"{HEAD}applicant:\n  credible: {{is: yes, because: [{SENTENCE}]}}\n",
    "list": f"{HEAD}feared_harms: {SENTENCE}\n",
    "entry of a list": f"{HEAD}feared_harms:\n  - {SENTENCE}\n",
    "id of an entry": f"{HEAD}feared_harms:\n  - id: {SENTENCE}\n",
    "exhibits": f"{HEAD}exhibits: {SENTENCE}\n",
    "exhibit": f"{HEAD}exhibits:\n  - {SENTENCE}\n",
    "id of an exhibit": f"{HEAD}exhibits:\n  - id: {SENTENCE}\n    title: Declaration\n",
    "id of an exhibit, and another is named": (
        f"{HEAD}exhibits:\n  - id: {SENTENCE}\n    title: Declaration\napplicant:\n  credible: {{is: yes, because: [A]}}\n"
    ),
    "kind of an exhibit": f"{HEAD}exhibits:\n  - id: A\n    title: Declaration\n    kind: {SENTENCE}\n",
    "key of an exhibit": f"{HEAD}exhibits:\n  - id: A\n    title: Declaration\n    {SENTENCE}: yes\n",
    "tag": f"{HEAD}title: {TAGGED} x\n",
    "YAML that cannot be read": f"{HEAD}title: '{SENTENCE}\n",
    "broken indentation": f"{HEAD} {SENTENCE}: {SENTENCE}\n",
}


@pytest.mark.parametrize("place", PLACES_FOR_A_SENTENCE)
@pytest.mark.parametrize("style", ["text", "json"])
def test_a_clients_sentence_is_never_repeated(
    place: str, style: str, screened: Screened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(PLACES_FOR_A_SENTENCE[place], encoding="utf-8")
    result = screened("case.yaml", "--format", style)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [word for word in ("Ximena", "Quispe", "Calle Ocho", "machete") if word in result.stderr] == []


def test_no_message_of_the_corpus_names_the_client() -> None:
    naming = [name for name in NAMES if CLIENT in (BAD / name).read_text(encoding="utf-8")]
    assert len(naming) >= 10
    assert [name for name in naming if CLIENT in _expected(name)] == []


@pytest.mark.parametrize("key", [r'"\e[31m"', r'"a\nb"', r'"a\rb"', r'"\x9b31m"'])
def test_a_message_holds_no_control_characters_of_the_file(key: str, refused: Callable[[str], tuple[Problem, ...]]) -> None:
    for problem in refused(f"{HEAD}{key}: yes\n"):
        assert all(character.isprintable() for character in problem.path + problem.found + problem.expected + problem.remedy)


# What the exact words above cannot show.


@pytest.mark.parametrize(
    ("section", "key", "opposite"),
    [("applicant", "not_credible", "credible"), ("filing", "accompanied_child", "unaccompanied_child")],
)
def test_a_key_is_never_taken_for_its_opposite(
    section: str, key: str, opposite: str, refused: Callable[[str], tuple[Problem, ...]]
) -> None:
    (problem,) = refused(f"article3: 1\n{section}:\n  {key}: yes\n")
    assert opposite not in problem.remedy


@pytest.mark.parametrize(
    ("written", "meant"),
    [("more likely then not", "more_likely_than_not"), ("not more likly than not", "not_more_likely_than_not")],
)
def test_a_slip_of_the_pen_in_the_standard_is_put_right(
    written: str, meant: str, refused: Callable[[str], tuple[Problem, ...]]
) -> None:
    (problem,) = refused(f"article3: 1\nrisk:\n  all_sources: {written}\n")
    assert problem.remedy == f"did you mean {meant!r}?"


def test_a_reference_is_reported_where_it_stands(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    (problem,) = refused("article3: 1\napplicant: &a\n  credible: yes\nfiling: *a\n")
    assert (problem.code, problem.line) == ("anchor", 4)


def test_a_tag_that_is_not_text_is_refused_and_not_a_crash(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    (problem,) = refused("article3: 1\ntitle: !%ED%A0%80 x\n")
    assert problem.code in {"tag", "syntax"}


@pytest.mark.parametrize("tag", ["!!binary", "!!python/object:os.system", "!!set"])
def test_a_tag_for_other_than_plain_values_is_refused(tag: str, refused: Callable[[str], tuple[Problem, ...]]) -> None:
    assert [problem.code for problem in refused(f"article3: 1\ntitle: {tag} x\n")] == ["tag"]


def test_an_entry_without_an_id_never_gets_the_id_of_another(parsed: Callable[[str], Case]) -> None:
    try:
        case = parsed("article3: 1\nfeared_harms:\n  - id: feared_harms-2\n  - custody: private\n")
    except CaseFileError as error:
        assert {problem.code for problem in error.problems} == {"id-taken"}  # noqa: PT017 - either outcome is sound
    else:
        assert len(set(case.names.values())) == 2


def test_a_part_is_named_by_the_id_of_its_entry_and_by_its_number_otherwise(
    refused: Callable[[str], tuple[Problem, ...]],
) -> None:
    entries = "- custody: x\n- custody: x\n  id: gang\n- {id: the gang, custody: x}\n- {id: null, custody: x}\n"
    paths = [problem.path for problem in refused(f"article3: 1\nfeared_harms:\n{entries}") if problem.code == "not-an-option"]
    assert paths == [f"feared_harms[{name}].custody" for name in ("1", "gang", "3", "4")]


def test_an_exhibit_whose_id_is_refused_is_not_missed_as_well(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    exhibits = "exhibits:\n  - {id: Tab A, title: Declaration}\n"
    (problem,) = refused(f"article3: 1\n{exhibits}applicant:\n  credible: {{is: yes, because: [Tab A]}}\n")
    assert problem.code == "bad-id"


def test_every_reference_is_reported_and_nothing_of_the_text_is_lost(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    assert [(problem.line, problem.column) for problem in refused("article3: 1\ntitle: *a\nfiling: *b\n")] == [(2, 8), (3, 9)]
    assert [problem.code for problem in refused("article3: 1\ntitle: &sworn statement\n")] == ["anchor"]
    assert [problem.code for problem in refused("article3: 1\ntitle: ! sworn statement\n")] == ["tag"]


@pytest.mark.parametrize("range_", ["0.4 to 70%", "40% to 0.7", "40% to 70", "0.5 - 60%"])
def test_a_range_of_a_percentage_and_a_bare_number_is_not_guessed_at(
    range_: str, refused: Callable[[str], tuple[Problem, ...]]
) -> None:
    (problem,) = refused(f"article3: 1\nrisk:\n  all_sources: {range_}\n")
    assert "%" in problem.remedy


@pytest.mark.parametrize(
    ("written", "opposite"), [("not true", "true"), ("not yes", "yes"), ("untrue", "true"), ("notrue", "true"), ("yesn't", "yes")]
)
def test_the_remedy_never_proposes_the_opposite(
    written: str, opposite: str, refused: Callable[[str], tuple[Problem, ...]]
) -> None:
    (problem,) = refused(f"article3: 1\napplicant:\n  credible: {written}\n")
    assert f"did you mean '{opposite}'" not in problem.remedy


@pytest.mark.parametrize(
    "written",
    [
        "less likely than not",
        "no more likely than not",
        "is not more likely than not",
        "as likely as not",
        "more likely not",
        "hardly likely than not",
    ],
)
def test_no_remedy_turns_a_likelihood_round(written: str, refused: Callable[[str], tuple[Problem, ...]]) -> None:
    (problem,) = refused(f"article3: 1\nrisk:\n  all_sources: {written}\n")
    assert "did you mean 'more_likely_than_not'" not in problem.remedy
