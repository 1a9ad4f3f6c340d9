"""The commands as a user meets them, in a process of their own where that matters."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
import yaml

from article3.law.data_files import LawDataError
from program import article3

ROOT = Path(__file__).parents[3]
EXAMPLE = str(ROOT / "examples" / "jorge.yaml")
AS_OF = ("--as-of", "2026-10-02")


def in_a_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as installed, in a process of its own."""
    env = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "ARTICLE3_DEBUG"}}
    command = [sys.executable, "-c", "from article3.cli import main; main()", *arguments]
    env |= {"PYTHONUTF8": "1", **environment}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, check=False)


def test_the_program_in_a_process_of_its_own_says_what_it_says_here() -> None:
    for arguments in (("screen", EXAMPLE, *AS_OF), ("screen", "nowhere.yaml"), ("screen", EXAMPLE, "-c", "13"), ("--version",)):
        there, here = in_a_process(*arguments), article3(*arguments)
        assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)


@pytest.fixture(scope="module")
def decision() -> dict[str, object]:
    done = article3("screen", EXAMPLE, *AS_OF, "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_the_decision_in_json_obeys_its_published_schema(decision: dict[str, object]) -> None:
    schema = json.loads((ROOT / "docs" / "reference" / "decision.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(decision, schema)


def test_the_decision_in_json_has_at_least_what_is_promised(decision: dict[str, object]) -> None:
    assert {"forum", "law", "forms", "findings", "warnings"} <= set(decision)
    assert decision["forum"] == {"circuit": "ca9", "court": "Court of Appeals for the Ninth Circuit", "as_of": "2026-10-02"}
    law, forms = decision["law"], decision["forms"]
    assert isinstance(law, dict)
    assert isinstance(forms, dict)
    assert {"version", "maintained_through"} <= set(law)
    assert set(forms) == {"asylum", "withholding_ina", "withholding_cat", "deferral_cat", "protection_cat"}
    for form in forms.values():
        assert {"truth", "because", "missing", "turns_on"} <= set(form)


@pytest.mark.parametrize("style", ["text", "markdown", "html"])
def test_each_format_tells_the_same_findings(style: str, decision: dict[str, object]) -> None:
    shown = article3("screen", EXAMPLE, *AS_OF, "--format", style, "--full").stdout
    findings = decision["findings"]
    assert isinstance(findings, dict)
    reachable = [identifier for identifier, finding in findings.items() if finding["truth"] != "undetermined"]
    assert reachable
    for identifier in reachable:
        assert identifier in shown.replace("\n", " "), identifier


def test_a_brief_answer_fits_on_one_screen() -> None:
    brief = article3("screen", EXAMPLE, *AS_OF, "--brief").stdout
    for title in ("THE FORMS OF PROTECTION", "TO ASK FIRST", "READ THIS TOO"):
        assert title in brief
    assert len(brief.splitlines()) <= 42
    assert max(map(len, brief.splitlines())) <= 80


def test_text_is_readable_at_eighty_columns() -> None:
    for line in article3("screen", EXAMPLE, *AS_OF, "--full").stdout.splitlines():
        assert len(line) <= 80, line


def test_color_only_where_it_is_wanted() -> None:
    assert "\x1b[" not in article3("screen", EXAMPLE, *AS_OF).stdout
    assert "\x1b[" in article3("screen", EXAMPLE, *AS_OF, environment={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in article3("screen", EXAMPLE, *AS_OF, environment={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_a_terminal_without_utf8_gets_plain_marks() -> None:
    shown = in_a_process("screen", EXAMPLE, *AS_OF, PYTHONUTF8="0", PYTHONIOENCODING="ascii").stdout
    assert "+ established" in shown


def test_standard_input_is_a_case() -> None:
    text = Path(EXAMPLE).read_text(encoding="utf-8")
    assert article3("screen", "-", *AS_OF, stdin=text).stdout == article3("screen", EXAMPLE, *AS_OF).stdout
    assert article3("explain", "-", "torture[gang]", *AS_OF, stdin=text).returncode == 0


def test_several_cases_at_once_become_one_array() -> None:
    other = str(ROOT / "examples" / "shiwen.yaml")
    done = article3("screen", EXAMPLE, other, *AS_OF, "--format", "json")
    found = json.loads(done.stdout)
    assert [entry["title"].split(",")[0] for entry in found] == ["Jorge", "Shiwen"]
    assert [entry["source"] for entry in found] == [EXAMPLE, other]


def test_a_bad_case_does_not_keep_the_good_ones_from_being_answered(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("article3: 1\nforum: {circuit: 9}\nbars: {persecutr: yes}\n", encoding="utf-8")
    done = article3("screen", str(bad), EXAMPLE, *AS_OF)
    assert done.returncode == 2
    assert "Jorge" in done.stdout
    assert "did you mean 'persecutor'?" in done.stderr


def test_errors_are_json_where_json_was_asked_for(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("article3: 1\nbars: {persecutr: yes}\n", encoding="utf-8")
    done = article3("screen", str(bad), "--format", "json")
    assert done.returncode == 2
    error = json.loads(done.stderr.splitlines()[0])["error"]
    assert (error["code"], error["line"], error["column"]) == ("unknown-fact", 2, 8)
    assert done.stdout == ""


def test_a_case_without_a_circuit_says_how_to_name_one(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("article3: 1\n", encoding="utf-8")
    done = article3("screen", str(case))
    assert done.returncode == 2
    assert "--circuit 9" in done.stderr
    assert article3("screen", str(case), "-c", "9th").returncode == 0


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("screen", EXAMPLE, "--circuit", "13"), "there is no such circuit"),
        (("screen", EXAMPLE, "--as-of", "1999-03-21"), "took effect on 1999-03-22"),
        (("screen", EXAMPLE, "--as-of", "yesterday"), "Invalid value"),
        (("screen", "nowhere.yaml"), "there is no such file"),
        (("screen", EXAMPLE, EXAMPLE, "-f", "html"), "name a directory"),
        (("screen", EXAMPLE, EXAMPLE, "-o", "nowhere"), "is not a directory"),
        (("screen", EXAMPLE, "-o", "nowhere/file.txt"), "cannot be written"),
        (("screen",), "Missing argument"),
        (("screen", EXAMPLE, "--full", "--brief"), "exclude each other"),
        (("explain", EXAMPLE, "acquiescense"), "did you mean 'acquiescence'?"),
        (("explain", EXAMPLE, "serious_conviction"), "has nothing to speak of in this case"),
        (("screen", EXAMPLE, "--court", "Springfield"), "write which: Springfield, IL (Seventh Circuit)"),
        (("screen", EXAMPLE, "--court", "Falls Church"), "does not settle venue"),
        (("screen", EXAMPLE, "--court", "Sann Diego"), "did you mean 'San Diego'?"),
        (("screen", EXAMPLE, "--court", "San Diego", "-c", "5"), "leave one of the two out"),
        (("screen", EXAMPLE, "--court", "San Diego", "-c", "99"), "there is no such circuit"),
        (("explain", EXAMPLE, "torture", "--court", "Kansas"), "usually heard by Kansas City (Eighth Circuit)"),
        (("law", "show", "awareness", "--court", "Columbus"), "names places in several circuits"),
        (("court", "Springfield"), "names places in several circuits"),
        (("law", "show", "zheng"), "did you mean"),
        (("law", "show", "Al-Safer"), "did you mean al-saher-v-ins?"),  # as the practice advisory misspells it
        (("law", "show", "awareness", "-c", "99"), "there is no such circuit"),
        (("law", "list", "everything"), "Invalid value"),
        (("nonsense",), "No such command"),
        (("schema", "nothing"), "Invalid value"),
    ],
)
def test_wrong_use_is_answered_with_exit_code_2_and_a_remedy(arguments: tuple[str, ...], said: str) -> None:
    done = article3(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_output_is_written_whole_and_privately(tmp_path: Path) -> None:
    place = tmp_path / "out.json"
    assert article3("screen", EXAMPLE, *AS_OF, "-f", "json", "-o", str(place)).returncode == 0
    assert json.loads(place.read_text(encoding="utf-8"))["schema"] == 1
    assert place.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_several_cases_are_written_into_a_directory(tmp_path: Path) -> None:
    other = str(ROOT / "examples" / "shiwen.yaml")
    assert article3("screen", EXAMPLE, other, *AS_OF, "-f", "html", "-o", str(tmp_path)).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["jorge.html", "shiwen.html"]


def test_two_cases_of_one_name_are_not_written_over_each_other(tmp_path: Path) -> None:
    text, out = Path(EXAMPLE).read_text(encoding="utf-8"), tmp_path / "out"
    out.mkdir()
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "case.yaml").write_text(text, encoding="utf-8")
    done = article3("screen", str(tmp_path / "a" / "case.yaml"), str(tmp_path / "b" / "case.yaml"), "-o", str(out))
    assert done.returncode == 2
    assert "would both be written to" in done.stderr
    assert list(out.iterdir()) == []


def test_a_result_is_never_written_over_a_case(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    text = Path(EXAMPLE).read_text(encoding="utf-8")
    case.write_text(text, encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to(case)
    for output in ("case.yaml", "link.yaml"):
        done = article3("screen", str(case), "-o", str(tmp_path / output))
        assert done.returncode == 2
        assert "is a case" in done.stderr
    assert case.read_text(encoding="utf-8") == text


def test_a_link_is_followed_and_a_device_is_not_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert article3("screen", EXAMPLE, "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("Jorge")
    assert article3("screen", EXAMPLE, "-o", os.devnull).returncode == 0
    assert Path(os.devnull).is_char_device()


def test_a_dash_is_standard_output_and_explain_takes_a_directory_too(tmp_path: Path) -> None:
    assert article3("screen", EXAMPLE, *AS_OF, "-o", "-", cwd=tmp_path).stdout == article3("screen", EXAMPLE, *AS_OF).stdout
    assert article3("explain", EXAMPLE, "torture", *AS_OF, "-o", str(tmp_path)).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["jorge.txt"]


def test_output_that_cannot_be_written_is_not_called_an_error_of_ours() -> None:
    command = f'"{sys.executable}" -c "from article3.cli import main; main()" screen "{EXAMPLE}" > /dev/full'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "standard input or output cannot be used" in done.stderr


def test_new_writes_a_template_that_screens_and_never_overwrites(tmp_path: Path) -> None:
    place = tmp_path / "case.yaml"
    assert article3("new", str(place)).returncode == 0
    assert article3("screen", str(place), "-c", "9").returncode == 0
    place.write_text("mine", encoding="utf-8")
    done = article3("new", str(place))
    assert done.returncode == 2
    assert place.read_text(encoding="utf-8") == "mine"
    assert article3("new", str(place), "--force").returncode == 0
    assert article3("new", str(tmp_path / "no" / "case.yaml")).returncode == 2
    assert article3("new").stdout == place.read_text(encoding="utf-8")


def test_the_examples_obey_the_published_schema_of_a_case(examples: dict[str, Path]) -> None:
    schema = json.loads(article3("schema").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    for path in examples.values():
        validator.validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) | {"article3": 1})  # noqa: S506 - text only


def test_explain_unfolds_one_finding(decision: dict[str, object]) -> None:
    done = article3("explain", EXAMPLE, "acquiescence[gang]", *AS_OF)
    assert "Zheng v. Ashcroft, 332 F.3d 1186, 1197 (9th Cir. 2003)" in done.stdout.replace("\n", " ").replace("  ", " ")
    shown = json.loads(article3("explain", EXAMPLE, "acquiescence", *AS_OF, "-f", "json").stdout)
    assert {"acquiescence[gang]", "acquiescence[warehouse]", "awareness[gang]"} <= set(shown["findings"])
    assert "asylum" not in shown["findings"]
    assert set(shown["questions"]) == {"acquiescing_official", "awareness", "government_efforts"}
    missing = {place for finding in shown["findings"].values() for place in finding["missing"]}
    assert missing == set(shown["asks"])
    jsonschema.validate(shown, json.loads((ROOT / "docs" / "reference" / "decision.schema.json").read_text(encoding="utf-8")))
    findings = decision["findings"]
    assert isinstance(findings, dict)
    assert shown["findings"]["acquiescence[gang]"] == findings["acquiescence[gang]"]


@pytest.mark.parametrize(("part", "known"), [("authorities", "zheng-v-ashcroft"), ("questions", "awareness"), ("rules", "torture"), ("facts", "harm.custody"), ("courts", "ca9")])  # fmt: skip
def test_the_law_can_be_listed(part: str, known: str) -> None:
    assert any(line.startswith(f"{known} ") for line in article3("law", "list", part).stdout.splitlines())
    assert known in [entry["id"] for entry in json.loads(article3("law", "list", part, "-f", "json").stdout)]


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        ("zheng-v-ashcroft", "Answers awareness: willful_blindness"),
        ("matter-of-o-f-a-s-2019", "vacated by Matter of O-F-A-S-, 28 I&N Dec. 35 (A.G. 2020) (whole)"),
        ("cfr-1208-18", "(a)(7) (printed from 2021-01-11"),
        ("awareness", "ca11: willful_acceptance"),
        ("acquiescence", "By: 8 CFR 1208.18(a)(7)"),
        ("harm.custody", "In whose custody"),
        ("custody", "In whose custody"),
        ("ca9", "Binds immigration courts within the circuit"),
    ],
)
def test_the_law_can_be_shown(identifier: str, said: str) -> None:
    shown = " ".join(article3("law", "show", identifier, *AS_OF).stdout.split())
    assert said in shown
    assert json.loads(article3("law", "show", identifier, "-f", "json").stdout)


def test_a_question_can_be_shown_for_one_circuit_and_day() -> None:
    before = article3("law", "show", "awareness", "-c", "9", "--as-of", "2002-01-01").stdout
    assert "ca9: willful_acceptance" in before
    assert "ca8" not in before


def test_version_and_help() -> None:
    assert article3("--version").stdout.startswith("article3 0.")
    done = article3("--help")
    assert done.returncode == 0
    for command in ("screen", "explain", "new", "schema", "court", "law"):
        assert command in done.stdout


_PRINTING = (
    ("screen", EXAMPLE, "--full"),
    ("law", "list", "authorities"),
    ("law", "matrix"),
    ("chart", "-f", "json"),
    ("court",),
    ("country",),
    ("schema",),
    ("--help",),
    ("--version",),
)


@pytest.mark.unmeasured
@pytest.mark.parametrize("arguments", _PRINTING, ids=" ".join)
def test_a_reader_that_goes_away_is_no_error(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)  # gone before the first word, however short the output is
    command = [sys.executable, "-c", "from article3.cli import main; main()", *arguments]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.returncode == 0
    assert done.stderr == ""


def test_an_error_that_nobody_reads_still_shows_in_the_exit_code() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", "from article3.cli import main; main()", "screen", "absent.yaml"]
    assert subprocess.run(command, stderr=writer, check=False).returncode == 2
    os.close(writer)


@pytest.mark.unmeasured
@pytest.mark.parametrize("arguments", _PRINTING, ids=" ".join)
def test_a_closed_standard_output_is_said_so(arguments: tuple[str, ...]) -> None:
    assert _run_closed(">&-", *arguments) == (
        2,
        "article3: standard input or output cannot be used (it is closed); nothing was changed\n",
    )


def test_closed_streams_that_are_not_needed_do_no_harm(tmp_path: Path) -> None:
    place = tmp_path / "answer.txt"
    assert _run_closed("<&- >&-", "screen", EXAMPLE, "-o", str(place)) == (0, "")
    assert place.read_text(encoding="utf-8").startswith("Jorge")
    assert _run_closed("2>&- >/dev/null", "screen", EXAMPLE) == (0, "")
    assert _run_closed("2>&-", "screen", "absent.yaml") == (2, "")


def test_a_closed_standard_input_is_said_so() -> None:
    code, said = _run_closed("<&-", "screen", "-")
    assert code == 2
    assert "it is closed" in said


def _run_closed(closing: str, *arguments: str) -> tuple[int, str]:
    """The exit code, and what was said on standard error, of a command with streams closed by the shell."""
    words = shlex.join([sys.executable, "-c", "from article3.cli import main; main()", *arguments])
    done = subprocess.run(["bash", "-c", f"{words} {closing}"], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_an_error_of_ours_shows_no_trace_and_no_facts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import article3.cli  # noqa: PLC0415
    from article3.cli import cases  # noqa: PLC0415

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the client's secret")

    monkeypatch.setattr(cases, "decide", fail)
    monkeypatch.setattr(sys, "argv", ["article3", "screen", EXAMPLE])
    monkeypatch.delenv("ARTICLE3_DEBUG", raising=False)
    with pytest.raises(SystemExit) as stopped:
        article3.cli.main()
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert "an error of ours: ZeroDivisionError" in said
    assert "secret" not in said
    monkeypatch.setenv("ARTICLE3_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        article3.cli.main()


def test_broken_law_data_is_said_to_be_broken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import article3.cli  # noqa: PLC0415
    from article3.cli import cases  # noqa: PLC0415

    def broken() -> None:
        raise LawDataError("doe-v-roe.toml: a decision needs a cite")

    monkeypatch.setattr(cases, "load", broken)
    monkeypatch.setattr(sys, "argv", ["article3", "screen", EXAMPLE])
    with pytest.raises(SystemExit) as stopped:
        article3.cli.main()
    assert stopped.value.code == 3
    assert "the law data is broken: doe-v-roe.toml: a decision needs a cite" in capsys.readouterr().err


def test_help_and_one_case_load_nothing_heavy() -> None:
    heavy = ("numpy", "pydantic", "rich", "jinja2", "http", "ssl")  # sqlite3 comes with the measuring of coverage
    code = (
        "import sys; sys.argv = ['article3', 'screen', sys.argv[1]]\n"
        "from article3.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"sys.stderr.write(repr([name for name in {heavy!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code, EXAMPLE], capture_output=True, text=True, check=True)
    assert done.stderr == "[]"


def test_the_day_is_the_users_own_when_none_is_given() -> None:
    shown = json.loads(in_a_process("screen", EXAMPLE, "-f", "json", TZ="UTC").stdout)
    assert shown["forum"]["as_of"] in {time.strftime("%Y-%m-%d", time.gmtime(time.time() + shift)) for shift in (-60, 0)}


def test_a_what_if_is_said_to_be_one() -> None:
    done = article3("screen", EXAMPLE, *AS_OF, "--assume", "operative_text=wording_2020", "--brief")
    assert done.returncode == 0
    assert "This is a what-if, not the law of the forum: it assumes that operative_text is wording_2020" in " ".join(
        done.stdout.split()
    )
    shown = json.loads(article3("screen", EXAMPLE, *AS_OF, "--assume", "awareness=willful_acceptance", "-f", "json").stdout)
    assert shown["assumed"] == {"awareness": "willful_acceptance"}
    assert shown["questions"]["awareness"]["why"].startswith("Assumed, whatever the law of this forum is.")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["awareness"], "--assume awareness: write QUESTION=READING"),
        (["awarenes=willful_blindness"], "there is no such question of law; did you mean 'awareness'?"),
        (["awareness=blindness"], "the readings of awareness are willful_acceptance, willful_blindness"),
        (["awareness=willful_blindness", "awareness=willful_acceptance"], "awareness is assumed to be willful_blindness already"),
    ],
)
def test_an_assumption_that_makes_no_sense_is_refused(given: list[str], message: str) -> None:
    options = [part for assumption in given for part in ("--assume", assumption)]
    done = article3("screen", EXAMPLE, *AS_OF, *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert not done.stdout


def test_the_chart_can_be_written_to_a_file(tmp_path: Path) -> None:
    place = tmp_path / "chart.html"
    assert article3("chart", "--circuit", "9", "--as-of", "2026-10-02", "-f", "html", "-o", str(place)).returncode == 0
    assert "<table>" in place.read_text(encoding="utf-8")
    assert article3("chart", "-o", str(tmp_path / "no" / "chart.txt")).returncode == 2


def test_what_was_granted_alone_is_told(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "article3: 1\nforum: {circuit: 9, as_of: 2026-10-02}\nafter: {granted: deferral_cat, supervised: yes}\n"
        "appeal: {decision_day: 2026-05-04}\n",
        encoding="utf-8",
    )
    shown = " ".join(article3("screen", str(case)).stdout.split())
    assert "AFTER THE GRANT: DEFERRAL OF REMOVAL UNDER THE CONVENTION" in shown
    assert "✗ It is a lawful immigration status. [lawful_status[deferral_cat]]" in shown
    assert "The Board received the appeal in time. [timely_appeal]" in shown
    before = " ".join(article3("screen", EXAMPLE, *AS_OF).stdout.split())
    assert "IF IT IS GRANTED: WHAT EACH FORM GIVES, AND HOW IT ENDS" in before
    assert (
        "It is a lawful immigration status. Yes: asylum. No: withholding under the INA, withholding under the Convention, deferral."
        in before
    )
