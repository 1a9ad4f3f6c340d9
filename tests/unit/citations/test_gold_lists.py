"""The gold lists say of their texts what stands there, and name what the law data has."""

import re
import tomllib
from pathlib import Path

import pytest

from article3.citations.model import Form
from article3.law.loading import load

GOLD = Path(__file__).parents[2] / "citations"
LISTS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.toml"))}
WITH_TEXT = sorted(name for name in LISTS if (GOLD / f"{name}.txt").exists())
REFERRING = {"id", "supra", "short", "name"}
NORMAL = re.compile(
    r"\d+ (F\.2d|F\.3d|F\.4th|F\. Supp\. 3d|F\. App'x|U\.S\.|U\.S\. App\. D\.C\.|S\. Ct\.|L\. Ed\. 2d|I&N Dec\.|Fed\. Reg\.|WL|BIA LEXIS|Stat\.|U\.S\.T\.) \d[\d-]*"
    r"|\d+ (CFR|USC) (part )?[\d.a-zA-Z-]+(\([0-9a-zA-Z]+\))*|INA \d+[AB]?(\([0-9a-zA-Z]+\))*|Pub\. L\. \d+-\d+( § \d+(\(\w\))?)?"
    r"|CAT( art\. \d+(\(\d\))?)?|No\. \d+-\d+|A\.G\. Order No\. \d+-\d+|Fed\. R\. App\. P\. \d+\(c\)|(PM|DM)[ -]\d+-\d+"
)


def bare(words: str) -> str:
    """The characters, without breaks and marks of emphasis."""
    return re.sub(r"[\s*]", "", words)


def test_every_style_has_a_list_of_sixty() -> None:
    assert {"advisory", "advisory-like", "agency", "board", "brief", "circuit", "opinions", "register"} <= set(LISTS)
    assert {name for name, gold in LISTS.items() if len(gold["citation"]) < 60} == set()


@pytest.mark.parametrize("name", WITH_TEXT)
def test_words_stand_where_the_list_says(name: str) -> None:
    text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
    end = 0
    for entry in LISTS[name]["citation"]:
        assert entry["start"] >= end, entry
        end = entry["end"]
        assert bare(text[entry["start"] : end]) == bare(entry["written"])
        assert text.count("\n", 0, entry["start"]) + 1 == entry["line"]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_entries_are_in_normal_form(name: str) -> None:
    cited: set[str] = set()
    for entry in LISTS[name]["citation"]:
        form = Form(entry["form"]).value
        assert ("refers_to" in entry) == (form in REFERRING) or entry.get("either") or form == "register", entry
        assert entry["normal"] or form == "id", entry
        if form != "record":
            assert all(NORMAL.fullmatch(one) for one in entry["normal"]), entry
        cited.update(entry["normal"])
    assert {entry["refers_to"] for entry in LISTS[name]["citation"] if "refers_to" in entry} <= cited


@pytest.mark.parametrize("name", sorted(LISTS))
def test_slips_name_authorities_of_the_law_data(name: str) -> None:
    authorities = load().authorities
    for slip in LISTS[name].get("slip", []):
        assert slip["authority"] in authorities, slip
        assert slip.get("by", slip["authority"]) in authorities, slip


def test_the_style_of_the_advisory_is_kept() -> None:
    kept = ("written", "form", "normal", "pins", "court", "year", "refers_to")
    ours, theirs = LISTS["advisory-like"]["citation"], LISTS["advisory"]["citation"]
    assert [[e.get(key) for key in kept] for e in ours] == [[e.get(key) for key in kept] for e in theirs]
