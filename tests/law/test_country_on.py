"""A country as of a day: no statement, question or note rests on what came later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.explanations.country import of_country
from article3.explanations.text import render
from article3.facts.suggestions import suggestions
from article3.law.countries import country, headings
from article3.law.country_on import country_on, names_later, without_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.law.loading import Law

ONE_DAY = dt.timedelta(days=1)
FALL = dt.date(2024, 12, 8)
EXCEPTION = dt.date(2022, 3, 27)


def shown(name: str, day: dt.date, law: Law) -> str:
    whole = country(name)
    return " ".join(render(of_country(whole, law, day, whole.profiles)).split())


def asked(name: str, day: dt.date) -> str:
    whole = country(name)
    return " ".join(prompt for prompts in suggestions(whole, whole.profiles, day).prompts.values() for prompt in prompts)


@pytest.mark.parametrize("day", [FALL - ONE_DAY, dt.date(2023, 1, 15)])
def test_before_the_fall_of_the_assad_government_nothing_speaks_of_it(day: dt.date, law: Law) -> None:
    told = shown("syria", day, law)
    assert "Opponents of the Assad government" in told
    assert "Which branch or prison?" in told
    for later in (
        "old State", "old army", "December 2024", "2024-12-08", "Who today would", "transitional", "it fell", "July 2025", "2026-01",
        "Look now at", "the new authorities", "divisions", "to which the men now belong",
    ):  # fmt: skip
        assert later not in told, later
    assert "Who today would" not in asked("syria", day)


def test_from_the_fall_on_it_is_spoken_of(law: Law) -> None:
    told = shown("syria", FALL, law)
    assert "Who today would hold a return from the United States against this person" in told
    assert "Have records of that branch or prison" in told
    assert "Forces of the transitional government" in told
    day_after = shown("syria", FALL + ONE_DAY, law)
    assert "Until 2024-12-08" in day_after
    assert "Look now at: Forces of the transitional government" in day_after


def test_before_the_state_of_exception_in_el_salvador_nothing_asks_of_it(law: Law) -> None:
    before, on = EXCEPTION - ONE_DAY, EXCEPTION
    for told in (shown("el-salvador", before, law), asked("el-salvador", before)):
        for later in ("The campaign since 2022", "now listed", "older reports describe another country"):
            assert later not in told, later
    assert "The campaign since 2022 will be called an effort" in shown("el-salvador", on, law)
    assert "The campaign since 2022 will be called an effort" in asked("el-salvador", on)
    assert "now listed" not in asked("el-salvador", dt.date(2025, 2, 19))
    assert "now listed" in asked("el-salvador", dt.date(2025, 2, 20))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from _texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from _texts(below)


@pytest.mark.parametrize("name", [heading.id for heading in headings()])
def test_no_text_names_a_later_date_on_the_eve_of_any_event(name: str) -> None:
    whole = country(name)
    for day in sorted({event.on.first - ONE_DAY for event in whole.events if event.on.first - ONE_DAY < whole.as_of}):
        data = msgspec.to_builtins(country_on(whole, day))
        # When the file was kept and its sources were read is no statement about the country.
        for apart in ("as_of", "sources"):
            del data[apart]
        for profile in data["profiles"]:
            # What carries a date of its own is taken at its word.
            profile["asks"] = [ask for ask in profile["asks"] if not ask.get("from")]
            profile["evidence"] = [proof for proof in profile["evidence"] if not proof.get("from")]
        later = [text for text in _texts(data) if names_later(text, day)]
        assert not later, f"{name} on {day}: {later}"


@pytest.mark.parametrize("name", [heading.id for heading in headings()])
def test_from_the_day_to_which_a_file_is_kept_all_of_it_is_told(name: str) -> None:
    whole = country(name)
    assert country_on(whole, whole.as_of) is whole


def test_a_source_is_cited_only_once_it_is_published() -> None:
    before = country_on(country("syria"), FALL - ONE_DAY)
    assert {source.id for source in before.sources} >= {"state-2022"}
    assert "euaa-2025-12" not in {source.id for source in before.sources}
    assert all("euaa-2025-12" not in profile.sources for profile in before.profiles)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It was so. On 8 December 2024 it ended.", "It was so."),
        ("Ruled as a group; from December 2024 on in power.", "Ruled as a group."),
        ("Since 2025 it is so; before, it was not.", "Before, it was not."),
        ("On 2024-12-08 it fell.", ""),
        ("Garcia v. Holder (9th Cir. 2014) and 29 I&N Dec. 13 of 2025.", ""),
        ("Edgar G.C. v. Garland (9th Cir. 2014) stands.", "Edgar G.C. v. Garland (9th Cir. 2014) stands."),
        ("In December 2023 it was so.", "In December 2023 it was so."),
    ],
)
def test_clauses_that_name_a_later_date_are_left_out(text: str, kept: str) -> None:
    assert without_later(text, FALL - ONE_DAY) == kept
