"""country, and new --country, as a user meets them."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from article3.cli.app import app
from article3.facts.case_file import parse_case
from article3.facts.suggestions import suggestions
from article3.facts.template import template
from article3.findings.decide import decide
from article3.law.countries import country, headings
from article3.logic.forum import Forum

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from article3.law.loading import Law

BEFORE, AFTER = "2024-12-08", "2024-12-09"


def run(*arguments: str) -> Result:
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, [*arguments])


def section(text: str, title: str) -> str:
    found = re.search(rf"^{title}\n(.*?)(?=^\n?[A-Z][A-Z ,:]+$|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_countries_are_listed_with_the_day_to_which_they_are_kept(style: str) -> None:
    done = run("country", "--format", style)
    assert done.exit_code == 0
    for heading in headings():
        assert re.search(rf"{heading.id} +{heading.name}, kept to {heading.as_of}", done.stdout)


def test_countries_are_listed_in_json() -> None:
    listed = json.loads(run("country", "-f", "json").stdout)
    assert {entry["id"] for entry in listed} == {heading.id for heading in headings()}
    assert all({"name", "as_of", "names"} <= set(entry) for entry in listed)


def test_what_had_ended_by_a_day_stands_under_no_longer_so() -> None:
    before, after = (run("country", "syria", "--as-of", day).stdout for day in (BEFORE, AFTER))
    assert "[assad-opposition]" in section(before, "PROFILES")
    assert "[assad-opposition]" not in section(after, "PROFILES")
    assert "[assad-opposition]" in section(after, "NO LONGER SO")
    assert "[assad-state]" in section(after, "NO LONGER SO")
    assert "[alawites]" in section(after, "PROFILES")
    assert "The torturer is gone" not in before
    assert "The torturer is gone" in after


def test_what_had_not_begun_is_left_out() -> None:
    done = run("country", "syria", "--as-of", "2020-01-01").stdout
    assert "[alawites]" not in done
    assert "[transitional-forces]" not in done
    assert "[assad-opposition]" in done


def test_a_later_day_than_the_file_is_kept_to_is_warned_of() -> None:
    assert "you asked for 2030-01-01" in " ".join(run("country", "iraq", "--as-of", "2030-01-01").stdout.split())
    assert "you asked for" not in run("country", "iraq", "--as-of", "2026-07-02").stdout


def test_every_line_of_text_fits_and_every_source_is_told() -> None:
    done = run("country", "iraq", "--as-of", "2026-07-02").stdout
    assert max(len(line) for line in done.splitlines() if "://" not in line and "/" not in line) <= 80
    for source in country("iraq").sources:
        assert f"[{source.id}]" in done
    assert "established" not in done.splitlines()[2]


def test_one_profile_comes_with_its_actors_and_listings_only() -> None:
    done = run("country", "iraq", "--profile", "us-connection", "--as-of", "2026-07-02").stdout
    assert "[us-connection]" in done
    assert "[lgbt]" not in done
    assert "[pmf]" in done
    assert "[tribe-or-family]" not in done
    assert "it never bars deferral" in " ".join(done.split())
    assert "Saleh v. Garland, 100 F.4th 742 (6th Cir. 2024)" in " ".join(done.split())


def test_a_decision_is_not_cited_before_it_was_made() -> None:
    assert "Saleh v. Garland, 100" not in " ".join(run("country", "iraq", "--as-of", "2024-05-01").stdout.split())


def test_json_holds_the_whole_file_and_how_it_stands() -> None:
    shown = json.loads(run("country", "Syrian Arab Republic", "-f", "json", "--as-of", AFTER).stdout)
    assert shown["as_of"] == AFTER
    assert shown["profiles"]["assad-opposition"] == "ended"
    assert shown["profiles"]["alawites"] == "current"
    assert set(shown["ended"]) == {"assad-state", "assad-militias"}
    assert len(shown["stale"]) >= 6
    assert {profile["id"] for profile in shown["country"]["profiles"]} == set(shown["profiles"])


def test_markdown_tells_the_same_profiles() -> None:
    done = run("country", "iraq", "-f", "markdown", "--as-of", "2026-07-02").stdout
    for profile in country("iraq").profiles:
        assert f"`{profile.id}`" in done


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("country", "sirya"), "did you mean 'Siria'?"),
        (("country", "irak-i"), "there is no profile of this country"),
        (("country", "Syria and Iraq"), "names several countries; choose one of iraq, syria"),
        (("country", "iraq", "--profile", "lgtb"), "did you mean 'lgbt'?"),
        (("country", "iraq", "--profile", "xyz"), "those of Iraq are us-connection"),
        (("country", "iraq", "--as-of", "soon"), "Invalid value"),
        (("country", "iraq", "-f", "html"), "Invalid value"),
        (("new", "--profile", "lgbt"), "--profile needs --country"),
        (("new", "--country", "nowhere-land"), "there is no profile of this country"),
    ],
)
def test_wrong_use_is_answered_with_a_remedy(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_an_error_is_json_where_json_was_asked_for() -> None:
    done = run("country", "sirya", "-f", "json")
    assert json.loads(done.stderr)["error"]["code"] == "usage"


def test_new_writes_the_questions_beside_the_facts_they_bear_on(tmp_path: Path) -> None:
    place = tmp_path / "case.yaml"
    assert run("new", str(place), "--country", "iraq", "--profile", "lgbt").exit_code == 0
    text = place.read_text(encoding="utf-8")
    assert "  nationality: Iraq\n" in text
    assert "  country_of_removal: Iraq\n" in text
    feared = text.partition("\nfeared_harms:\n")[2]
    before, _, _ = feared.partition("#     only_from_sanction:")
    assert "> lgbt: Is it the sentence itself that is feared" in " ".join(before.split())
    assert "us-connection" not in text
    assert "> " not in text.partition("\nfeared_harms:\n")[0]
    assert run("new", str(place), "--country", "iraq").exit_code == 2
    assert run("screen", str(place), "-c", "9").exit_code == 0


def test_questions_of_a_profile_that_ended_belong_to_past_harms() -> None:
    syria = country("syria")
    ended = [profile for profile in syria.profiles if profile.id == "assad-opposition"]
    text = template(suggestions(syria, ended, dt.date(2026, 11, 22)))
    past, _, feared = text.partition("\npast_harms:\n")[2].partition("\nfeared_harms:\n")
    assert "> assad-opposition" in past
    assert "> assad-opposition" not in feared
    assert "ended 2024-12-08: for past harm only" in " ".join(text.replace("#", "").split())
    then = template(suggestions(syria, ended, dt.date(2020, 1, 1)))
    assert "> assad-opposition" in then.partition("\nfeared_harms:\n")[2]


@pytest.mark.parametrize("name", [heading.id for heading in headings()])
def test_a_file_with_suggestions_decides_nothing_more_than_a_bare_one(name: str, law: Law) -> None:
    found = country(name)
    forum = Forum("ca9", dt.date(2026, 10, 2))
    bare = decide(parse_case(template(), "bare", law), forum, law)
    filled = template(suggestions(found, found.profiles, dt.date(2026, 11, 22)))
    decision = decide(parse_case(filled, "filled", law), forum, law)
    assert {key: finding.truth for key, finding in decision.findings.items()} == {
        key: finding.truth for key, finding in bare.findings.items()
    }
    assert decision.forms == bare.forms
    assert decision.asks == bare.asks
    assert max(map(len, filled.splitlines())) <= 102
    head, marker, lists = filled.partition("\nconvictions:\n")
    unfolded = head + marker + re.sub(r"(?m)^# (?=   )|^# (?=  -)", "", lists)
    for number in range(3):
        unfolded = unfolded.replace("give it a short name", f"entry{number}", 1)
    answered = {variable.id for (variable, _), answer in parse_case(unfolded, "unfolded", law).answers.items() if answer.value}
    assert answered == {"nationality", "country_of_removal"}


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("applicant: {nationality: Iraqi}", ["iraq"]),
        ("proceeding: {country_of_removal: Syria}\napplicant: {nationality: Syrian}", ["syria"]),
        ("proceeding: {country_of_removal: Syria}\napplicant: {nationality: Iraqi}", ["syria", "iraq"]),
        ("applicant: {nationality: Ruritanian}", []),
        ("", []),
    ],
)
def test_a_decision_says_once_that_a_country_is_recorded(stated: str, told: list[str], law: Law) -> None:
    decision = decide(parse_case(f"article3: 1\n{stated}\n", "case", law), Forum("ca9", dt.date(2026, 10, 2)), law)
    assert re.findall(r"article3 country (\w+)", " ".join(decision.warnings)) == told
    for name in told:
        assert f"up to {country(name).as_of}" in " ".join(decision.warnings)
