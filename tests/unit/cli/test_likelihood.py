"""article3 likelihood, as a user meets it."""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from article3.cli.app import app
from article3.explanations import drawing

ROOT = Path(__file__).parents[3]
DANIEL = str(ROOT / "examples" / "daniel.yaml")
AS_OF = ("--as-of", "2026-10-02")
SVG = "{http://www.w3.org/2000/svg}"


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["likelihood", *arguments], input=stdin, prog_name="article3")
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def text() -> str:
    code, shown, told = run(DANIEL, *AS_OF)
    assert (code, told) == (0, "")
    return shown


def test_the_text_keeps_to_eighty_columns_and_says_what_it_must(text: str) -> None:
    assert max(map(len, text.splitlines())) <= 80
    words = " ".join(text.split())
    for said in (
        'The chance of at least one of "Guards beat and shock him in prison" (prison), "The gang that he left seizes and ',
        'look away" (gang): 44.28% to 62.12%, best 54.47%. On both sides of 50% on the numbers stated.',
        "independent of each other",
        "given that the steps before it",
        "A chain must include the part of officials",
        "Expect the government to attack recognized",
        "Without independence".upper(),
        "Living elsewhere in the country is weighed once, in found_anywhere.",
        "one chance in ten illustrates that and is no threshold",
        "reasoned from a group, deportees with such tattoos who are jailed there: 40%; this applicant x1.5.",
        "Matter of A-A-F-V-, 29 I&N Dec. 118 (BIA 2025)",
        "This is not legal advice",
    ):
        assert said in words, said
    assert "\x1b" not in text


def test_json_obeys_its_published_schema() -> None:
    code, shown, _ = run(DANIEL, *AS_OF, "--format", "json")
    assert code == 0
    schema = json.loads((ROOT / "docs" / "reference" / "likelihood.schema.json").read_text(encoding="utf-8"))
    found = json.loads(shown)
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["together"]["span"] == {"low": 0.442828, "best": 0.544687, "high": 0.621164}
    assert found["all_sources"] == "44.2828% to 62.1164%"


def test_markdown_has_tables(text: str) -> None:
    code, shown, _ = run(DANIEL, *AS_OF, "--format", "markdown")
    assert code == 0
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    assert len({line.count(" | ") for line in rows if "prison" in line}) >= 1
    assert "| recognized | 90% | 82.62% | 82.62% | 48.42% | 57.49% | 9.08% |" in shown
    assert "| beaten | 60% | 48.2% | 50% (step) | 54.47% | 54.47% | 0% |" in shown
    assert shown.startswith("# Daniel")
    assert len(rows) >= text.count("recognized")


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tables = 0
        self.headless = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.tables += tag == "table"
        self.headless += tag == "th" and not dict(attrs).get("scope")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_one_sound_page_with_headed_tables() -> None:
    code, shown, _ = run(DANIEL, *AS_OF, "--format", "html")
    assert code == 0
    reader = Reader()
    reader.feed(shown)
    assert (reader.open, reader.headless) == ([], 0)
    assert reader.tables >= 6
    assert "http" not in shown


def test_it_writes_where_it_is_told_to(tmp_path: Path, text: str) -> None:
    code, shown, _ = run(DANIEL, *AS_OF, "--output", str(tmp_path / "out.txt"))
    assert (code, shown) == (0, "")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == text


def test_a_case_without_chains_is_told_what_to_write() -> None:
    code, shown, told = run(str(ROOT / "examples" / "jorge.yaml"), *AS_OF)
    assert (code, shown) == (2, "")
    assert "[no-chain]" in told
    assert "'article3 new' writes a template" in told


def test_standard_input_serves_and_errors_come_as_json() -> None:
    assert run("-", *AS_OF, stdin=Path(DANIEL).read_text(encoding="utf-8"))[0] == 0
    code, _, told = run("-", *AS_OF, "--format", "json", stdin="article3: 1\nforum: {circuit: 9}\nlinks: 1\n")
    assert code == 2
    assert json.loads(told)["error"]["code"] == "not-a-list"


def test_a_reading_can_be_assumed() -> None:
    _, shown, _ = run(DANIEL, *AS_OF, "--assume", "aggregation=each_alone")
    words = " ".join(shown.split())
    assert 'One source alone, on the numbers stated: "Guards beat and shock him in prison" (prison) not above 50%; ' in words


def test_ends_that_two_places_would_hide_are_shown_on_their_side_of_one_half() -> None:
    case = Path(DANIEL).read_text(encoding="utf-8")
    case = case.replace("chain: [recognized, arrested, beaten]", "chain: [hair]").replace(
        "links:\n", "links:\n  - {id: hair, event: Invented., chance: 50.00000001%}\n"
    )
    _, shown, _ = run("-", *AS_OF, stdin=case)
    assert "50.00000001%" in shown


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_it_draws_three_pictures(kind: str, tmp_path: Path) -> None:
    place = tmp_path / f"out.{kind}"
    code, _, told = run(DANIEL, *AS_OF, "--draw", str(place))
    assert code == 0, told
    assert told == f"Drew {place}.\n"
    content = place.read_bytes()
    if kind == "png":
        assert content.startswith(b"\x89PNG")
        assert b"Chains of events, each step with its chance" in content
        return
    root = ET.fromstring(content)  # noqa: S314 - our own drawing
    assert (root.get("role"), root.findtext(f"{SVG}title")) == (
        "img",
        "Likelihood of torture: Daniel, an invented deportee with old gang tattoos (El Salvador)",
    )
    assert "at least one 44.28% to 62.12%, best 54.47%" in (root.findtext(f"{SVG}desc") or "")
    parts = {part.get("id"): part.findtext(f"{SVG}desc") for part in root.iter(f"{SVG}g")}
    for name, words in (
        ("chains", "recognized 80% to 95%"),
        ("swings", "widest first. recognized from"),
        ("harms", "prison 28.8%"),
    ):
        assert words in (parts[name] or "")
    colors = set(re.findall(rb"#([0-9a-f]{6})", content))
    assert colors
    assert all(color[:2] == color[2:4] == color[4:] for color in colors), "readable in grey: nothing but grey"


@pytest.mark.unmeasured
def test_the_same_report_is_drawn_in_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        assert run(DANIEL, *AS_OF, "--draw", str(tmp_path / name))[0] == 0
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def without_estimates(*links: str) -> str:
    text = Path(DANIEL).read_text(encoding="utf-8")
    for link in links:
        text = re.sub(rf"(- id: {link}\n(?:    .*\n)*?    )(?:chance|base_rate): .*\n", r"\1chance: 0% to 100%\n", text)
    assert text.count("chance: 0% to 100%") == len(links)
    return text


def test_where_nobody_has_estimated_a_link_there_is_no_best_number() -> None:
    """Unknown is not one half."""
    code, shown, _ = run("-", *AS_OF, "--format", "json", stdin=without_estimates("recognized"))
    assert code == 0
    found = json.loads(shown)
    schema = json.loads((ROOT / "docs" / "reference" / "likelihood.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["together"]["span"] == {"low": 0.0, "best": None, "high": 0.653856}
    prison = found["harms"][0]
    assert (prison["whole"]["best"], prison["steps"][0]["chance"]["best"]) == (None, None)
    assert prison["steps"][1]["chance"]["best"] is not None
    assert prison["weakest_step"] == 3, "of those that were estimated"
    assert not found["exhibits"]
    assert "attack" not in found
    links = {link["id"]: link for link in found["links"]}
    # What the link itself moves rests on estimates alone, since every other link has one.
    assert links["recognized"]["at_low"] == links["recognized"]["fallen"] == 0.0
    assert (links["recognized"]["at_high"], links["recognized"]["break_even"]) == (0.605208, 0.826162)
    assert "drop" not in links["recognized"]
    assert {"at_low", "at_high", "break_even", "fallen", "drop", "legal_break_even"}.isdisjoint(links["arrested"])
    words = " ".join(run("-", *AS_OF, stdin=without_estimates("recognized"))[1].split())
    assert "0% to 65.39%, no best estimate. On both sides of 50% on the numbers stated." in words
    assert "Nobody has estimated recognized: until then no change is the cheapest" in words
    assert "Least likely step at best, of those estimated: beaten." in words
    assert "Whether this chance is above one in ten is not known." in words
    assert "taken at its middle where one number is needed: arrested, seized." in words, "those have ends that somebody stated"


def test_two_that_nobody_has_estimated_leave_nothing_to_reckon_from(tmp_path: Path) -> None:
    text = without_estimates("recognized", "seized")
    found = json.loads(run("-", *AS_OF, "--format", "json", stdin=text)[1])
    assert all("at_low" not in link for link in found["links"])
    assert run("-", *AS_OF, "--draw", str(tmp_path / "out.svg"), stdin=text)[0] == 0
    words = " ".join(run("-", *AS_OF, stdin=text)[1].split())
    assert "Nobody has estimated recognized, seized: until then no change is the cheapest" in words


def test_long_names_are_cut_and_not_lost(tmp_path: Path) -> None:
    names = [f"a_rather_long_name_of_a_link_{number}" for number in range(3)]
    links = "".join(f"  - {{id: {name}, event: Invented., chance: 60% to 90%}}\n" for name in names)
    case = Path(DANIEL).read_text(encoding="utf-8").replace("links:\n", f"links:\n{links}")
    case += f"\n  - {{id: third, chain: [{{any_of: [{', '.join(names)}]}}, recognized]}}\n"
    place = tmp_path / "out.svg"
    assert run("-", *AS_OF, "--draw", str(place), stdin=case)[0] == 0
    written = {"".join(text.itertext()).strip() for text in ET.fromstring(place.read_bytes()).iter(f"{SVG}text")}  # noqa: S314
    assert {"1. a_rather_long_name_of_a_link_0…", "THIRD", "at least one"} <= written


def test_a_picture_is_never_higher_than_the_library_can_draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_TALLEST", 500)
    assert run(DANIEL, *AS_OF, "--draw", str(tmp_path / "out.png"))[0] == 0
    # The height stands in the header of the file.
    assert 490 <= int.from_bytes((tmp_path / "out.png").read_bytes()[20:24], "big") <= 500


def test_a_forum_that_reads_no_percentage_is_told_of_at_once() -> None:
    _, shown, _ = run(DANIEL, *AS_OF, "--circuit", "7")
    words = " ".join(shown.split())
    assert "In this forum 'more likely than not' is not a literal percentage" in words
    assert "The numbers here are not turned into that" in words


AMINA = """article3: 1
forum: {circuit: 9}
links:
  - {id: detained, event: She is detained., chance: CHANCE}
feared_harms:
  - {id: police, chain: [LINK]}
"""


def test_a_harm_not_yet_shown_to_be_torture_is_counted_with_an_if() -> None:
    _, shown, _ = run("-", *AS_OF, stdin=AMINA.replace("CHANCE", "80%").replace("LINK", "detained"))
    assert "If this proves to count, the chance of police: 80%. Above 50% on the numbers stated." in " ".join(shown.split())


def test_a_word_is_refused_and_a_misspelt_link_is_named_although_its_chance_cannot_be_read() -> None:
    code, shown, told = run("-", *AS_OF, stdin=AMINA.replace("CHANCE", "likely").replace("LINK", "detaned"))
    assert (code, shown) == (2, "")
    assert "links[detained].chance: found 'likely'" in told
    assert "words are not turned into numbers" in told
    assert "did you mean 'detained'?" in told


def told_of(*changes: tuple[str, str], options: tuple[str, ...] = ()) -> str:
    """What is said of the example with some of it changed, its lines joined."""
    case = Path(DANIEL).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in case, old
        case = case.replace(old, new)
    code, shown, told = run("-", *AS_OF, *options, stdin=case)
    assert code == 0, told
    return " ".join(shown.split())


def test_what_is_out_of_reach_is_refused_in_words_with_the_bounds_beside(tmp_path: Path) -> None:
    wide = [f"w{number}" for number in range(18)]
    steps, turned = (
        ", ".join(f"{{any_of: [{one}, {two}]}}" for one, two in zip(names[::2], names[1::2], strict=True))
        for names in (wide, [*wide[1:], wide[0]])
    )
    links = "".join(f"  - {{id: {name}, event: Invented., chance: 99%}}\n" for name in wide)
    shown = told_of(
        ("links:\n", f"links:\n{links}"),
        ("[recognized, arrested, beaten]", f"[{steps}]"),
        ("[recognized, found_anywhere,", f"[{turned}, found_anywhere,"),
        options=("--draw", str(tmp_path / "out.svg")),
    )
    assert "could not be computed exactly: 18 shared links would have to be looked at together; at most 16 can be" in shown
    assert "The bounds below hold all the same." in shown
    # A pair that fails ends the first chain; the second ends by itself. Eighteen times 1 % makes nine such pairs.
    assert "at least one 91% 100% each chance by itself" in shown
    assert "WHAT CARRIES" not in shown
    assert "not computed" in (tmp_path / "out.svg").read_text(encoding="utf-8")


def test_a_stated_likelihood_is_shown_beside_the_chain() -> None:
    shown = told_of(("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    likelihood: 70%\n"))
    gang = '"The gang that he left seizes and tortures him while the police look away" (gang)'
    short = shown[shown.index("IN SHORT") : shown.index("FEARED HARM")]
    conflict = (
        f"CONFLICT: for {gang} the case states a likelihood of 70%, above 50%, and the rules take that. Its chain makes 24.192% to "
        "38.304%, not above 50%. Correct one of the two."
    )
    assert conflict in short
    assert short.index("CONFLICT") < short.index("The chance of at least one of")
    assert "On both sides of 50% on the links' numbers, which the rules do not take as they are: see the conflict." in short
    assert "The case states 70%, which the rules keep: see the conflict above." in shown
    shown = told_of(("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    likelihood: 30%\n"))
    assert "CONFLICT" not in shown
    assert "The case states 30%, which the rules keep." in shown


def test_no_number_is_called_established(text: str) -> None:
    """That word is a finding's: here only of whether the harms are torture."""
    words = text.split("FEARED HARM")
    assert all("established" not in part for part in words[1:])
    assert [row.split()[-1] for row in words[0].splitlines() if row.startswith(("prison", "gang"))] == ["established"] * 2
    _, shown, _ = run("-", *AS_OF, stdin=AMINA.replace("CHANCE", "50%").replace("LINK", "detained"))
    assert "Not above 50% on the numbers stated." in " ".join(shown.split())


def test_other_conflicts_are_told_in_short_too() -> None:
    shown = told_of(
        ("risk:\n", "risk:\n  all_sources: 90%\n"),
        ("    relocation: found_anywhere\n", "    relocation: found_anywhere\n    needs_a_chain: no\n    weakest_link: 45%\n"),
    )
    short = shown[shown.index("IN SHORT") : shown.index("FEARED HARM")]
    for said in (
        "the case answers no to 'needs_a_chain', and the rules take that. Its chain makes it yes. Correct one of the two.",
        "the case states 45% for the least likely link, not above 50%, and the rules take that. Its chain makes 60% to 70%, above",
        "CONFLICT: for all sources together the case states 90%, above 50%, and the rules take that. The chains make 44.2828% to",
    ):
        assert said in short, said


def test_what_counts_as_no_torture_is_shown_as_arithmetic_alone() -> None:
    shown = told_of(("deliberate: {is: yes", "deliberate: {is: no"))
    assert "None of these harms counts in this forum as the case stands" in shown


ONE_STEP_SHORT = """article3: 1
forum: {circuit: 9}
links:
  - {id: found, event: He is found., chance: 45%}
  - {id: beaten, event: He is beaten., chance: 99%}
  - {id: seized, event: He is seized., chance: 44%}
feared_harms:
  - {id: police, chain: [found, beaten]}
  - {id: gang, chain: [seized]}
"""


def test_a_harm_that_fails_for_one_step_is_not_called_no_torture(tmp_path: Path) -> None:
    place = tmp_path / "out.svg"
    _, shown, _ = run("-", *AS_OF, "--draw", str(place), stdin=ONE_STEP_SHORT)
    words = " ".join(shown.split())
    assert "police 44.55% 44.55% 44.55% not above undetermined not established" in words
    assert "police is left out: 'If it takes a series of events, each of them that must be likely is' is not established" in words
    assert "its least likely step is found. Required by: Matter of J-F-F-, 23 I&N Dec. 912, 917 (A.G. 2006)." in words
    assert "Were police counted too, left out for the test of each event alone" in words
    assert "would be 68.95%" in words
    assert "found 45% - 50% (step) - - -" in words
    assert "Proof helps most at found: from 45% to more than 50% its chain would pass the test of each step" in words
    assert "counts in this forum as the case stands" not in words


def test_the_tornado_says_where_the_test_of_each_step_turns_the_conclusion(tmp_path: Path) -> None:
    place = tmp_path / "out.svg"
    assert run(DANIEL, *AS_OF, "--draw", str(place))[0] == 0
    drawn = place.read_text(encoding="utf-8")
    assert "flips at 50% (step)" in drawn
    assert "flips at 48.2%" not in drawn
    assert run(DANIEL, *AS_OF, "--draw", str(place), "--assume", "chain_of_events=whole_course")[0] == 0
    assert "flips at 48.2%" in place.read_text(encoding="utf-8")


def test_a_claim_that_falls_short_is_told_where_proof_helps_most_or_that_no_one_link_will_do() -> None:
    recognized = "chance: {low: 80%, best: 90%, high: 95%}"
    assert "Proof helps most at recognized: from 80% to more than 82.62% would carry the claim" in told_of(
        (recognized, "chance: 80%")
    )
    far = told_of((recognized, "chance: 10%"), ("chance: 60% to 70%", "chance: 10%"), ("chance: 65%", "chance: 5%"))
    assert "No single link, changed alone, brings the chance to 50%." in far


def test_a_range_makes_no_link_look_safe() -> None:
    """The single number and the range fail alike; beside it stands what the low end alone would cost."""
    case = AMINA.replace("CHANCE", "60%, because: [B]").replace("[LINK]", "[found, detained]")
    case = case.replace("links:\n", "links:\n  - {id: found, event: She is found., chance: 85% to 95%, because: [A, B]}\n")
    case += "exhibits:\n  - {id: A, title: Hers}\n  - {id: B, title: Theirs}\n"
    _, shown, told = run("-", *AS_OF, "--format", "markdown", stdin=case)
    assert told == ""
    for row in (
        "| link | if at its low end | if it fails (0) |",
        "| found | 51% | 0% |\n| detained | 54% | 0% |",
        "| A | 51% | 0% | found (Hers) |\n| B | 51% | 0% | found, detained (Theirs) |",
    ):
        assert row in shown, row


def test_a_link_with_no_uplift_or_a_range_of_it_says_so() -> None:
    uplift = "rate: 40%, uplift: x1.5, because: [B, C]"
    assert "no uplift for this applicant is stated" in told_of((uplift, "rate: 40%"))
    assert "this applicant x1.5 to x2" in told_of((uplift, "rate: 40%, uplift: 1.5 to 2"))


def test_words_of_a_case_cannot_break_a_drawing(tmp_path: Path) -> None:
    case = Path(DANIEL).read_text(encoding="utf-8").replace("title: Daniel, an", 'title: "Daniel <b> & $x_1$ "#')
    place = tmp_path / "out.svg"
    assert run("-", *AS_OF, "--draw", str(place), stdin=case)[0] == 0
    assert ET.fromstring(place.read_bytes()).findtext(f"{SVG}title") == "Likelihood of torture: Daniel <b> & $x_1$"  # noqa: S314


def test_a_drawing_of_another_kind_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    code, shown, told = run(DANIEL, *AS_OF, "--draw", str(tmp_path / "out.pdf"))
    assert (code, shown) == (2, "")
    assert "a drawing is written as .svg or .png" in told


def test_a_drawing_is_never_written_over_the_case(tmp_path: Path) -> None:
    case = tmp_path / "case.svg"
    case.write_text(Path(DANIEL).read_text(encoding="utf-8"), encoding="utf-8")
    code, _, told = run(str(case), *AS_OF, "--draw", str(case))
    assert code == 2
    assert "this is the case" in told
    assert case.read_text(encoding="utf-8").startswith("# Daniel")


@pytest.mark.parametrize("output", ["d.svg", "sub/../d.svg", "link.svg", "hard.svg"])
def test_a_drawing_and_the_report_never_go_to_one_place(output: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "d.svg").write_text("kept", encoding="utf-8")
    (tmp_path / "link.svg").symlink_to(tmp_path / "d.svg")
    (tmp_path / "hard.svg").hardlink_to(tmp_path / "d.svg")
    code, shown, told = run(DANIEL, *AS_OF, "--draw", str(tmp_path / "d.svg"), "--output", str(tmp_path / output))
    assert (code, shown) == (2, "")
    assert "the report would be written over it" in told
    assert (tmp_path / "d.svg").read_text(encoding="utf-8") == "kept"
    fresh = str(tmp_path / "fresh.svg")
    assert run(DANIEL, *AS_OF, "--draw", fresh, "--output", fresh)[0] == 2
    assert not Path(fresh).exists()


AT_ODDS = """article3: 1
forum: {circuit: 9}
links:
  - {id: found, event: She is found., chance: 70%}
  - {id: seized, event: She is seized., chance: 60%}
  - {id: beaten, event: She is beaten., chance: 60%}
feared_harms:
  - {id: gang, chain: [found, seized], likelihood: 80%, could_relocate: yes, relocation: seized}
  - {id: police, chain: [found, beaten], weakest_link: 40%, needs_a_chain: no}
"""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "police: needs_a_chain: the case states no, and its chain makes yes."),
        ((), "police: weakest_link: the case states 40%, and its chain makes 60%."),
        ((), "gang: the case says both that it is more likely than not and that the applicant could live safely elsewhere"),
        (("--as-of", "2027-01-01"), "you asked for 2027-01-01. Look for anything newer before you rely on it."),
        (
            ("--assume", "aggregation=each_alone"),
            "This is a what-if, not the law of the forum: it assumes that aggregation is each",
        ),
        (("--court", "Florence"), "The forum: "),
    ],
)
def test_no_warning_of_the_decision_is_lost(options: tuple[str, ...], said: str) -> None:
    case = AT_ODDS.replace("forum: {circuit: 9}\n", "") if "--court" in options else AT_ODDS
    options = options if "--as-of" in options else (*options, *AS_OF)
    _, shown, _ = run("-", *options, stdin=case)
    assert said in " ".join(shown.split())
    _, as_json, _ = run("-", *options, "--format", "json", stdin=case)
    found = json.loads(as_json)
    told = [*found["warnings"], *(f"The forum: {doubt}" for doubt in found["forum"].get("doubts", ()))]
    assert any(said in warning for warning in told)
    assert found.get("assumed", {}) == ({"aggregation": "each_alone"} if "--assume" in options else {})


def test_what_is_assumed_is_said_before_any_number() -> None:
    _, shown, _ = run("-", *AS_OF, "--assume", "aggregation=each_alone", stdin=AT_ODDS)
    assert shown.index("what-if") < shown.index("80%")


def test_without_the_drawing_library_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    code, shown, told = run(DANIEL, *AS_OF, "--draw", str(tmp_path / "out.svg"))
    assert (code, shown) == (2, "")
    assert "install article3 with its extra 'draw'" in told
    assert run(DANIEL, *AS_OF)[0] == 0


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    code, _, told = run(DANIEL, *AS_OF, "--draw", str(tmp_path / "no" / "such" / "out.svg"))
    assert code == 2
    assert "cannot be written" in told
