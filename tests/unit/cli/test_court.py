"""--court and the command court."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from article3.cli.app import app

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[3]
EXAMPLE = str(ROOT / "examples" / "jorge.yaml")
AS_OF = ("--as-of", "2026-10-02")


def article3(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def forum(*arguments: str) -> dict[str, object]:
    done = article3("screen", EXAMPLE, *AS_OF, "--format", "json", *arguments)
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)["forum"]
    assert isinstance(found, dict)
    return found


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(f"article3: 1\nforum:\n{text}", encoding="utf-8")
    return str(path)


def test_a_court_picks_the_circuit_over_the_file() -> None:
    found = forum("--court", "Dallas")
    assert (found["circuit"], found["place"]) == ("ca5", "Dallas Immigration Court")
    assert "Oklahoma (Tenth Circuit)" in str(found["doubts"])


def test_a_court_that_is_certain_leaves_no_doubt() -> None:
    assert forum("--court", "San Diego") == {
        "circuit": "ca9",
        "court": "Court of Appeals for the Ninth Circuit",
        "as_of": "2026-10-02",
        "place": "San Diego Immigration Court",
    }


def test_court_and_circuit_may_be_given_together_if_they_agree() -> None:
    assert forum("--court", "El Cajon", "-c", "9")["place"] == "El Cajon, CA"


def test_the_outline_names_the_place_and_its_doubts() -> None:
    shown = " ".join(article3("screen", EXAMPLE, *AS_OF, "--court", "Otero", "--brief").stdout.split())
    assert "Otero Immigration Court, Court of Appeals for the Tenth Circuit, as of 2026-10-02. The forum must be checked" in shown
    assert "The forum: It sits in New Mexico (Tenth Circuit) though beside El Paso (Fifth)." in shown
    plain = article3("screen", EXAMPLE, *AS_OF, "--brief").stdout
    assert "must be checked" not in plain


def test_a_file_may_name_the_court(tmp_path: Path) -> None:
    case = written(tmp_path, "  court: El Cajon, CA\n")
    found = json.loads(article3("screen", case, *AS_OF, "-f", "json").stdout)
    assert (found["forum"]["circuit"], found["forum"]["place"]) == ("ca9", "El Cajon, CA")
    assert any("How the hearing is held is not stated" in warning for warning in found["warnings"])
    other = json.loads(article3("screen", case, *AS_OF, "-f", "json", "-c", "5").stdout)
    assert other["forum"] == {"circuit": "ca5", "court": "Court of Appeals for the Fifth Circuit", "as_of": "2026-10-02"}


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("  court: San Diego\n", "", "How the hearing is held"),
        ("  court: El Cajon\n  hearing: in_person\n", "", "How the hearing is held"),
        ("  court: El Cajon\n  hearing: unknown\n", "How the hearing is held is not stated", "Venue was changed"),
        ("  circuit: 9\n  hearing: video\n", "Matter of Garcia, 28 I&N Dec. 693 (BIA 2023)", "How the hearing is held"),
        (
            "  circuit: 9\n  hearing: Video\n",
            "In the circuit in which the judge sat when completing the proceedings (Herrera-Alcala v. Garland, 39 F.4th 233 (4th Cir. 2022)).",
            "Venue was",
        ),
        ("  circuit: 9\n  venue_changed: yes\n", "the court to which a judge moved the case", "by video"),
        ("  circuit: 9\n  venue_changed: no\n  hearing: in_person\n", "", "Venue was changed"),
    ],
)
def test_how_the_hearing_is_held_and_a_change_of_venue_give_warnings(tmp_path: Path, text: str, said: str, unsaid: str) -> None:
    warnings = " ".join(json.loads(article3("screen", written(tmp_path, text), *AS_OF, "-f", "json").stdout)["warnings"])
    assert said in warnings
    assert unsaid not in warnings


def test_a_warning_cites_only_what_was_decided_by_then(tmp_path: Path) -> None:
    case = written(tmp_path, "  circuit: 9\n  hearing: video\n")
    warnings = " ".join(json.loads(article3("screen", case, "--as-of", "2020-01-01", "-f", "json").stdout)["warnings"])
    assert "had not been settled by 2020-01-01" in warnings
    assert "Garcia" not in warnings


def test_a_question_of_law_can_be_shown_for_a_court() -> None:
    shown = article3("law", "show", "awareness", "--court", "Chicago", *AS_OF).stdout
    assert "ca7: " in shown
    assert "ca8: " not in shown


def test_court_says_what_was_found_why_and_what_is_doubtful() -> None:
    shown = " ".join(article3("court", "El Cajon").stdout.split())
    for said in (
        "El Cajon, CA: Court of Appeals for the Ninth Circuit (ca9)",
        "usually heard by San Diego or Otay Mesa",
        "Doubtful: People of El Cajon are usually heard there.",
        "- otay-mesa: Otay Mesa, open, code OTM; confidence high",
        "Matter of Garcia, 28 I&N Dec. 693 (BIA 2023)",
        "INA 242(b)(2)",
        "Courts known from:",
    ):
        assert said in shown, said
    found = json.loads(article3("court", "El Cajon", "-f", "json").stdout)
    assert found["found"]["circuit"] == "ca9"
    assert [court["id"] for court in found["courts"]] == ["san-diego", "otay-mesa"]
    assert found["rules"]
    assert all(len(line) <= 80 for line in article3("court", "New York").stdout.splitlines())


def test_court_lists_all_courts() -> None:
    lines = article3("court").stdout.splitlines()
    assert any(line.split()[:2] == ["kansas-city", "ca8"] for line in lines)
    assert any("adjudication center, confidence uncertain" in line for line in lines)
    listed = json.loads(article3("court", "--format", "json").stdout)
    assert len(listed) == len(lines)


def test_errors_of_court_are_json_where_json_was_asked_for() -> None:
    done = article3("court", "Springfield", "-f", "json")
    assert done.exit_code == 2
    assert json.loads(done.stderr)["error"]["code"] == "usage"
