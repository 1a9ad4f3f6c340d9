"""article3 batch, as a user meets it: every format, the same answers; bad rows set aside; nothing half-written."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from pyarrow import ipc

from article3 import __version__
from article3.facts.case_file import read
from article3.findings.decide import decide
from article3.logic.forum import Forum
from article3.rules.rulebase import FORMS
from article3.screening.columns import case_of
from batch_runs import left, lines, run
from invented import rows, table, write

if TYPE_CHECKING:
    from article3.law.loading import Law

EXAMPLES = Path(__file__).parents[3] / "examples"
AS_OF = "2026-10-02"
SVG = "{http://www.w3.org/2000/svg}"
FACTS = [form.id for form in FORMS]


@pytest.fixture(scope="module")
def answers(law: Law) -> list[dict[str, Any]]:
    """What ``decide`` says of the invented cases."""
    found = []
    for row in table(rows(30)).to_pylist():
        case = case_of(row, row["case_id"], law)
        assert case.circuit
        assert case.as_of
        forms = decide(case, Forum(case.circuit, case.as_of), law).forms
        found.append({"case_id": row["case_id"], **{form: getattr(forms, form).truth.value for form in FACTS}})
    return found


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "name", ["a.parquet", "a.arrow", "a.arrows", "a.csv", "a.jsonl", "a.nested.jsonl", "a.csv.gz", "a.jsonl.gz", "a.tsv"]
)
def test_every_format_gives_what_decide_gives(name: str, tmp_path: Path, answers: list[dict[str, Any]]) -> None:
    place = tmp_path / name.removesuffix(".gz").replace(".tsv", ".csv")
    write(place, rows(30))
    if name.endswith(".gz"):
        (tmp_path / name).write_bytes(gzip.compress(place.read_bytes()))
    elif name.endswith(".tsv"):
        kept = pa_csv.ConvertOptions(column_types=dict.fromkeys(pa_csv.read_csv(place).schema.names, pa.string()))
        pa_csv.write_csv(pa_csv.read_csv(place, convert_options=kept), tmp_path / name, pa_csv.WriteOptions(delimiter="\t"))
    code, shown, told = run(tmp_path / name, "-o", tmp_path / "out.jsonl", "--at-once", 8)
    assert (code, told) == (0, "")
    assert "30 cases, 0 rows rejected" in shown
    assert [{key: row[key] for key in ("case_id", *FACTS)} for row in lines(tmp_path / "out.jsonl")] == answers


def test_case_files_in_a_directory_and_the_result_in_every_format(tmp_path: Path, law: Law) -> None:
    for ending in (".parquet", ".arrow", ".arrows", ".csv", ".jsonl"):
        code, _, told = run(EXAMPLES, "-o", tmp_path / f"out{ending}", "-c", 9, "--as-of", AS_OF, "--rule", "acquiescence")
        assert (code, told) == (0, ""), ending
    found = lines(tmp_path / "out.jsonl")
    assert len(found) == len(list(EXAMPLES.glob("*.yaml")))
    for row in found:
        decision = decide(read(EXAMPLES / f"{row['case_id']}.yaml", law), Forum("ca9", dt.date.fromisoformat(AS_OF)), law)
        assert row["deferral_cat"] == decision.forms.deferral_cat.truth.value
        assert isinstance(row["rule.acquiescence.feared_harms"], list)
    for schema in (
        pq.read_schema(tmp_path / "out.parquet"),
        ipc.open_file(tmp_path / "out.arrow").schema,
        ipc.open_stream((tmp_path / "out.arrows").read_bytes()).schema,
    ):
        assert schema.metadata[b"article3.law"] == law.version.encode()
        assert schema.metadata[b"article3.program"] == __version__.encode()
    whole = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["case_id"] for row in whole] == [row["case_id"] for row in found]
    assert ipc.open_file(tmp_path / "out.arrow").read_all().to_pylist() == whole
    assert ipc.open_stream((tmp_path / "out.arrows").read_bytes()).read_all().to_pylist() == whole
    in_csv = pa_csv.read_csv(tmp_path / "out.csv").to_pylist()
    assert {row["law"] for row in (*in_csv, *found)} == {f"law {law.version}"}
    assert [row["missing"] for row in in_csv] == ["; ".join(row["missing"]) for row in whole]
    assert left(tmp_path) == ["out.arrow", "out.arrows", "out.csv", "out.jsonl", "out.parquet"]
    assert (tmp_path / "out.parquet").stat().st_mode & 0o077 == 0


def test_the_default_forum_is_for_rows_that_name_none(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("forum.circuit,forum.court,forum.as_of\n5,,2020-01-01\n,,\n,San Diego,\n")
    code, _, _ = run(tmp_path / "in.csv", "-o", tmp_path / "out.jsonl", "-c", "dc", "--as-of", AS_OF)
    assert code == 0
    found = [(row["case_id"], row["circuit"], row["as_of"]) for row in lines(tmp_path / "out.jsonl")]
    assert found == [("in.csv:1", "ca5", "2020-01-01"), ("in.csv:2", "cadc", AS_OF), ("in.csv:3", "ca9", AS_OF)]


BAD = """case_id,forum.circuit,forum.as_of,proceeding.kind,feared_harms,feared_harms.1.id,feared_harms.1.custody,feared_harms.2.id,feared_harms.2.likelihood
good,9,,removal,,,private,,60%
option,9,,rmoval,,,,,
circuit,99,,,,,,,
day,9,1998-01-01,,,,,,
none,,,,,,,,
wide,9,,,,,,,,,,
both,9,,,[],,private,,
twice,9,,,,gang,,gang,
range,9,,,,,,,160%
last,9,,removal,[],,,,
"""


def test_bad_rows_are_counted_and_set_aside_with_reasons(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(BAD.encode() + b"bytes,9,,\xff\xfe,,,,,\n")
    code, shown, told = run(tmp_path / "in.csv", "-o", tmp_path / "out.jsonl", "--at-once", 4)
    assert code == 5
    assert "2 cases, 9 rows rejected" in shown
    assert "9 of 11 rows were rejected" in told
    assert "1  not-an-option in proceeding.kind" in told
    assert "rmoval" not in told
    assert [row["case_id"] for row in lines(tmp_path / "out.jsonl")] == ["good", "last"]
    found = {row["row"]: row for row in lines(tmp_path / "out.jsonl.rejects.jsonl")}
    assert {number: [one["code"] for one in row["problems"]] for number, row in found.items()} == {
        2: ["not-an-option"],
        3: ["no-such-circuit"],
        4: ["before-the-law"],
        5: ["no-circuit"],
        6: ["wrong-width"],
        7: ["both"],
        8: ["id-taken"],
        9: ["out-of-range", "gap"],
        11: ["not-utf-8"],
    }
    assert found[2] == {
        "file": str(tmp_path / "in.csv"),
        "row": 2,
        "case_id": "option",
        "problems": [
            {
                "code": "not-an-option",
                "column": "proceeding.kind",
                "found": "found 'rmoval'",
                "expected": "one of removal, deportation_or_exclusion, withholding_only, asylum_and_withholding_only, asylum_merits, "
                "credible_fear, reasonable_fear, section_235c, alien_terrorist_removal, or unknown",
                "remedy": "did you mean 'removal'?",
            }
        ],
    }


def test_a_row_of_text_names_its_line_and_what_is_wrong(tmp_path: Path) -> None:
    written = [
        '{"case_id": "plain", "forum": {"circuit": 9}}',
        "",
        '{"case_id": "broken"',
        '{"case_id": "twice", "case_id": "twice"}',
        "[1, 2]",
        '{"case_id": "fact", "forum": {"circuit": 9}, "proceeding": {"kynd": "removal"}}',
        '{"case_id": "dotted", "forum.circuit": "9", "proceeding.kynd": "removal"}',
        '{"case_id": "proof", "forum": {"circuit": 9}, "exhibits": [{"id": "A", "title": "Letter"}], "applicant": {"credible": {"is": true, "because": ["A"]}}}',
        '{"case_id": "deep", "forum": {"circuit": 9}, "proceeding": {"kind": ["removal"]}}',
        '{"case_id": "more", "forum.circuit": 9, "feared_harms": [{"id": "g"}], "more": "{\\"feared_harms\\": [{\\"chain\\": [1]}]}"}',
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(written))
    code, _, _ = run(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert code == 5
    assert [row["case_id"] for row in lines(tmp_path / "out.jsonl")] == ["plain", "proof"]
    found = [(row["row"], *(one["code"] for one in row["problems"])) for row in lines(tmp_path / "out.jsonl.rejects.jsonl")]
    assert found == [
        (3, "not-json"),
        (4, "duplicate-key"),
        (5, "wrong-shape"),
        (6, "unknown-fact"),
        (7, "unknown-column"),
        (9, "wrong-shape"),
        (10, "no-such-link"),
    ]


def test_typed_columns_are_taken_in_many_types_and_bad_cells_refused(tmp_path: Path) -> None:
    columns = {
        "case_id": pa.array([1, 2, 3, 4]),
        "forum": pa.array([{"circuit": 9, "as_of": "2020-01-01"}] * 4),
        "proceeding.kind": pa.array(["removal", "removal", "x", None]).dictionary_encode(),
        "applicant.credible": pa.array(["yes", "unknown", "no", "NO"], pa.large_string()),
        "filing.last_arrival": pa.array([dt.datetime(2020, 5, 1, 23), None, None, dt.datetime(1820, 1, 1)], pa.timestamp("us")),  # noqa: DTZ001
        "risk.all_sources": pa.array([0.6, float("nan"), 1.5, None]),
        "feared_harms": pa.array(
            [[{"id": "a", "custody": "private"}], None, [], [{"id": "b", "custody": "moon"}]],
            pa.large_list(pa.struct([("id", pa.string()), ("custody", pa.large_string())])),
        ),
    }
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")
    code, _, _ = run(tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl")
    assert code == 5
    assert [row["case_id"] for row in lines(tmp_path / "out.jsonl")] == ["1"]
    found = {
        row["case_id"]: [(one["code"], one["column"]) for one in row["problems"]]
        for row in lines(tmp_path / "out.jsonl.rejects.jsonl")
    }
    assert found == {
        "2": [("out-of-range", "risk.all_sources")],
        "3": [("not-an-option", "proceeding.kind"), ("out-of-range", "risk.all_sources")],
        "4": [("unlikely-year", "filing.last_arrival"), ("not-an-option", "feared_harms.custody")],
    }


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("proceeding.kynd", "did you mean 'proceeding.kind'?"),
        ("custody", "did you mean 'feared_harms.1.custody'?"),
        ("feared_harms.1.custdy", "did you mean 'feared_harms.1.custody'?"),
        ("zzz", "--ignore-columns"),
    ],
)
def test_an_unknown_column_is_refused_before_anything_is_written(column: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"case_id,forum.circuit,{column}\n1,9,x\n")
    code, _, told = run(tmp_path / "in.csv", "-o", tmp_path / "out.csv")
    assert code == 2
    assert f"in.csv: column {column!r} is unknown" in told
    assert says in told
    assert left(tmp_path) == ["in.csv"]
    assert run(tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--ignore-columns")[0] == 0


def test_ignored_keys_of_json_are_left_out(tmp_path: Path) -> None:
    odd = [
        '{"case_id": "a", "forum.circuit": 9, "zzz": 1, "proceeding.kynd": 2}',
        '{"case_id": "b", "forum": {"circuit": 9}, "proceeding": {"kynd": 1}, "zzz": {"is": [1]}}',
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(odd))
    assert run(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")[0] == 5
    assert run(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--ignore-columns", "--force")[0] == 0
    assert lines(tmp_path / "out.jsonl.rejects.jsonl") == []  # of the run before


def _cut(place: Path) -> None:
    write(place, rows(20))
    place.write_bytes(place.read_bytes()[:-300])


def test_input_that_cannot_be_used_says_so_and_writes_nothing(tmp_path: Path) -> None:
    for name in ("cut.parquet", "cut.arrow", "cut.arrows"):
        _cut(tmp_path / name)
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "blank.csv").write_text("\n1,2\n")
    (tmp_path / "latin.csv").write_bytes("case_id,größe\n".encode("latin-1"))
    (tmp_path / "twice.csv").write_text("case_id,case_id\n1,2\n")
    (tmp_path / "some.txt").write_text("words")
    (tmp_path / "none").mkdir()
    pq.write_table(pa.table({"case_id": ["1"], "proceeding.kind": [5]}), tmp_path / "type.parquet")
    pq.write_table(pa.table({"case_id": ["1"], "applicant.credible": [1]}), tmp_path / "bits.parquet")
    before = left(tmp_path)
    for name, says in {
        "cut.parquet": "damaged, cut off",
        "cut.arrow": "damaged",
        "empty.csv": "the file is empty",
        "blank.csv": "must name the columns",
        "latin.csv": "not UTF-8",
        "twice.csv": "'case_id' stands twice",
        "some.txt": "its ending tells no format",
        "none": "holds no cases",
        "type.parquet": "'proceeding.kind' is of type int64; expected text",
        "bits.parquet": "'applicant.credible' is of type int64; expected true or false",
        "gone.csv": "No such file",
    }.items():
        code, shown, told = run(tmp_path / name, "-o", tmp_path / "out.parquet")
        assert (code, shown) == (2, ""), name
        assert says in told, (name, told)
        assert name in told
        assert left(tmp_path) == before, name
    code, _, told = run(tmp_path / "cut.arrows", "-o", tmp_path / "out.parquet")  # a stream tells its end only there
    assert code == 2
    assert "damaged" in told
    assert not (tmp_path / "out.parquet").exists()


def test_places_that_cannot_be_are_refused(tmp_path: Path) -> None:
    place = write(tmp_path / "in.parquet", rows(3))
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    before = place.read_bytes()
    for arguments, says in {
        ("-o", place): "one of the inputs",
        ("-o", tmp_path / "no" / "out.csv"): "there is no directory",
        ("-o", tmp_path / "out.txt"): "one of these endings",
        ("-o", tmp_path / "out.csv", "--rejects", place): "one of the inputs",
        ("-o", tmp_path / "out.csv", "--rejects", tmp_path / "out.csv"): "--output goes there",
        ("-o", tmp_path / "out.csv", "--draw", tmp_path / "d.pdf"): ".svg or .png",
        ("-o", tmp_path / "out.csv", "--rule", "acquiescenc"): "did you mean 'acquiescence'?",
        ("-o", tmp_path / "out.csv", "--circuit", "12"): "there is no such circuit",
        ("-o", tmp_path / "out.csv", "--as-of", "1990-01-01"): "took effect on",
    }.items():
        code, _, told = run(place, *arguments)
        assert code == 2, arguments
        assert says in told, told
    if os.geteuid():  # everything is open to root
        assert "nothing can be written" in run(place, "-o", closed / "out.csv")[2]
    assert place.read_bytes() == before
    assert left(tmp_path) == ["closed", "in.parquet"]


def test_too_many_rejects_stop_the_run_which_can_go_on(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("case_id,forum.circuit\n1,9\n2,x\n3,x\n4,9\n")
    code, _, told = run(tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--max-rejects", 1, "--at-once", 1)
    assert code == 2
    assert "2 rows were rejected" in told
    assert not (tmp_path / "out.csv").exists()
    assert "use --resume" in run(tmp_path / "in.csv", "-o", tmp_path / "out.csv")[2]
    assert run(tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--resume")[0] == 5
    assert left(tmp_path) == ["in.csv", "out.csv", "out.csv.rejects.jsonl"]


def test_cases_of_one_name_are_all_kept_and_counted(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("case_id,forum.circuit\na,9\nb,9\na,9\na,9\n")
    code, _, told = run(tmp_path / "in.csv", "-o", tmp_path / "out.jsonl", "--at-once", 2)
    assert code == 0
    assert "2 cases have the name" in told
    assert len(lines(tmp_path / "out.jsonl")) == 4


@pytest.mark.unmeasured
def test_the_summary_counts_by_circuit_nationality_and_year(tmp_path: Path) -> None:
    write(tmp_path / "in.parquet", rows(40))
    code, shown, told = run(
        tmp_path / "in.parquet",
        "-o",
        tmp_path / "out.jsonl",
        "--summary",
        tmp_path / "s.json",
        "--draw",
        tmp_path / "s.svg",
        "-f",
        "json",
    )
    assert code == 0, told
    summary = json.loads(shown)
    assert summary == json.loads((tmp_path / "s.json").read_text())
    found = lines(tmp_path / "out.jsonl")
    for circuit, forms in summary["by"]["circuit"].items():
        for form, truths in forms.items():
            for truth, count in truths.items():
                assert count == sum(row["circuit"] == circuit and row[form] == truth for row in found)
    assert summary["forms"]["deferral_cat"]["undetermined"] == sum(row["deferral_cat"] == "undetermined" for row in found)
    assert {year: sum(truths["asylum"].values()) for year, truths in summary["by"]["year"].items()} == {
        year: sum(str(row["as_of"]).startswith(year) for row in found) for year in summary["by"]["year"]
    }
    assert {"El Salvador", "Iraq", "not stated"} <= set(summary["by"]["nationality"])
    root = ET.fromstring((tmp_path / "s.svg").read_text())  # noqa: S314 - our own drawing
    assert (root.findtext(f"{SVG}title") or "").startswith("40 cases screened; 0 rows rejected")
    assert "by circuit" in (root.findtext(f"{SVG}desc") or "")
    run(tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl", "--force", "--draw", tmp_path / "s.png")
    assert (tmp_path / "s.png").read_bytes().startswith(b"\x89PNG")


def test_entries_whose_numbers_have_a_gap_are_rejected(tmp_path: Path) -> None:
    columns = [f"feared_harms.{number}.custody" for number in (3, 1, 2)]
    (tmp_path / "in.csv").write_text(
        f"case_id,forum.circuit,{','.join(columns)}\n"
        "gap,9,private,private,\nlate,9,,,private\nall,9,private,private,private\nnone,9,,,\n"
    )
    assert run(tmp_path / "in.csv", "-o", tmp_path / "out.jsonl")[0] == 5
    assert [row["case_id"] for row in lines(tmp_path / "out.jsonl")] == ["all", "none"]
    rejects = {row["case_id"]: row["problems"] for row in lines(tmp_path / "out.jsonl.rejects.jsonl")}
    assert [(one["code"], one["found"]) for one in rejects["gap"]] == [
        ("gap", "feared_harms.2 has no cell filled, and feared_harms.3 has")
    ]
    assert rejects["gap"][0]["remedy"] == "number the entries without a gap"
    assert [one["found"] for one in rejects["late"]] == ["feared_harms.1 has no cell filled, and feared_harms.2 has"]


def test_a_court_in_the_column_of_circuits_is_told_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("case_id,forum.circuit\n1,San Diego\n2,Nowhere at all\n")
    assert run(tmp_path / "in.csv", "-o", tmp_path / "out.csv")[0] == 5
    court, other = (row["problems"][0] for row in lines(tmp_path / "out.csv.rejects.jsonl"))
    assert (court["column"], court["remedy"]) == ("forum.circuit", "write a court or a place into the column forum.court")
    assert "forum.court" not in other["remedy"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("in.csv", "case_id;forum.circuit\n1;9\n", "separated by ';'; save it with commas"),
        ("in.csv", "case_id\tforum.circuit\n1\t9\n", "separated by tabs; save it with commas"),
        ("in.tsv", "case_id,forum.circuit\n1,9\n", "separated by commas; save it with tabs, or with the ending .csv"),
        ("in.xlsx", "PK", "save it as CSV"),
        ("in.ods", "PK", "save it as CSV"),
    ],
)
def test_tables_of_another_make_are_told_how_to_be_saved(name: str, text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    for more in ((), ("--ignore-columns",)):
        code, _, told = run(tmp_path / name, "-o", tmp_path / "out.csv", *more)
        assert code == 2
        assert f"{name}: " in told
        assert says in " ".join(told.split())
    assert left(tmp_path) == [name]


def test_case_files_are_named_by_their_place_in_the_directory(tmp_path: Path) -> None:
    case = next(EXAMPLES.glob("*.yaml")).read_text(encoding="utf-8")
    for name in ("in/a.yaml", "in/a.b.yaml", "in/deep/a.yaml", "in/deep/c.yml", "in/deep/c.yaml", "other/a.yaml", "in/bad.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("[" if "bad" in name else case)
    arguments = (tmp_path / "in", tmp_path / "other", "-o", tmp_path / "out.jsonl", "-c", 9)
    code, _, told = run(*arguments)
    assert code == 5
    assert "1 of 7 rows were rejected" in told
    names = [row["case_id"] for row in lines(tmp_path / "out.jsonl")]
    whole = [str(tmp_path / place) for place in ("in/a.yaml", "other/a.yaml")]
    assert sorted(names) == sorted(["a.b", *whole, "deep/a", "deep/c.yml", "deep/c.yaml"])
    assert [row["case_id"] for row in lines(tmp_path / "out.jsonl.rejects.jsonl")] == ["bad"]
    code, shown, _ = run(tmp_path / "other" / "a.yaml", "-o", tmp_path / "one.jsonl", "-c", 9)
    assert (code, [row["case_id"] for row in lines(tmp_path / "one.jsonl")]) == (0, ["a"])
    assert "1 case, 0 rows rejected" in shown


def test_conclusions_are_written_over_only_where_told_to(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("case_id,forum.circuit\n1,9\n2,x\n")
    out = tmp_path / "out.csv"
    assert run(tmp_path / "in.csv", "-o", out, "--resume")[0] == 5  # nothing is there to go on with, and nothing in the way
    first = out.stat().st_ino, out.read_bytes()
    code, shown, told = run(tmp_path / "in.csv", "-o", out)
    assert (code, shown) == (2, "")
    assert "this file exists; choose another place, or write over it with --force" in " ".join(told.split())
    code, shown, told = run(tmp_path / "in.csv", "-o", out, "--resume")
    assert (code, shown) == (0, "")
    assert "out.csv is complete" in told
    assert (out.stat().st_ino, out.read_bytes()) == first
    assert run(tmp_path / "in.csv", "-o", out, "--force")[0] == 5
    assert out.stat().st_ino != first[0]
    assert out.read_bytes() == first[1]
    assert left(tmp_path) == ["in.csv", "out.csv", "out.csv.rejects.jsonl"]


def test_the_summary_says_once_what_a_reader_must_know(tmp_path: Path, law: Law) -> None:
    last = law.maintained_through
    days = [last, last + dt.timedelta(1), last + dt.timedelta(400)]
    (tmp_path / "in.csv").write_text("forum.circuit,forum.as_of\n" + "".join(f"9,{day}\n" for day in days))
    _, shown, _ = run(
        tmp_path / "in.csv", "-o", tmp_path / "a.csv", "--summary", tmp_path / "s.json", "--draw", tmp_path / "s.svg"
    )
    summary = json.loads((tmp_path / "s.json").read_text())
    assert summary["later"] == 2
    drawn = " ".join("".join(ET.fromstring((tmp_path / "s.svg").read_text()).itertext()).split())  # noqa: S314 - our own
    for told in (" ".join(shown.split()), " ".join(summary["notes"]), drawn):
        assert told.count("not legal advice") == 1
        assert f"2 cases ask for the law of a day after {last}" in told
        assert "'article3 screen' of a single case" in told
    (tmp_path / "in.csv").write_text(f"forum.circuit,forum.as_of\n9,{last}\n")
    assert "for the law of a day after" not in run(tmp_path / "in.csv", "-o", tmp_path / "b.csv")[1]
