"""Chains of events in columns: which rows floats decide, and what they fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa
import pytest

from article3.facts.case_file import parse_case
from article3.facts.problems import CaseFileError
from article3.findings import decide
from article3.law.loading import load
from article3.logic.forum import Forum
from article3.screening import screen as module
from article3.screening.chances import chained, with_chances
from article3.screening.columns import batch_of, schema
from article3.screening.kernel import tools
from article3.screening.one_by_one import prepared_rows
from article3.screening.places import forums
from article3.screening.screen import Screen
from random_cases import CHAINED

if TYPE_CHECKING:
    from article3.facts.case import Case
    from article3.screening.bits import Flags

LAW = load()
FORUM = Forum("ca9", LAW.maintained_through)
SCREEN = Screen(LAW, rules=("single_source", "all_sources"), default=FORUM)
TORTURE = (
    "in_country_of_removal: yes, victim: applicant, severe_physical: yes, extreme: yes, for_punishment: yes, deliberate: yes, "
    "pain_intended: yes, singled_out: yes, from_conditions: no, custody: official, only_from_sanction: no, only_procedural: no, "
    "perpetrator: official, color_of_law: yes, on_duty_or_in_uniform: yes, rogue: no, could_relocate: no"
)


def case_with(chances: dict[str, str], *harms: str, risk: str = "") -> Case:
    links = ", ".join(f"{{id: {name}, event: {name}, chance: {chance}}}" for name, chance in chances.items())
    feared = ", ".join(f"{{id: harm-{at}, {TORTURE}, {harm}}}" for at, harm in enumerate(harms))
    return parse_case(f"{{article3: 1, risk: {{{risk}}}, links: [{links}], feared_harms: [{feared}]}}", "chances", LAW)


def filled(*cases: Case) -> tuple[list[dict[str, Any]], Flags]:
    batch = batch_of([(str(at), case) for at, case in enumerate(cases)], LAW)
    assert chained(batch).all()
    found, alone = with_chances(batch, forums(LAW).places(batch, FORUM), tools("numpy"))
    return found.to_pylist(), alone


OWN = case_with({"seen": "90%", "held": "60% to 70%", "sold": "20%"}, "chain: [seen, {any_of: [held, sold]}]")
TWO = case_with({"seen": "40%", "held": "30% to 40%"}, "chain: [seen]", "chain: [held]")
SHARED = case_with({"seen": "40%", "held": "30%"}, "chain: [seen]", "chain: [seen, held]")
EVEN = case_with({"seen": "62.5%", "held": "80%"}, "chain: [seen, held]")
EVEN_ALTERNATIVES = case_with({"seen": "20%", "held": "37.5%"}, "chain: [{any_of: [seen, held]}]")
EVEN_TOGETHER = case_with({"seen": "20%", "held": "37.5%"}, "chain: [seen]", "chain: [held]")
EVEN_ADDED = case_with({"seen": "30%"}, "chain: [seen]", "likelihood: 20%")
EVEN_LINK = case_with({"seen": "50%"}, "chain: [seen]")
WITHOUT_CHAINS = case_with({"seen": "40%"}, "likelihood: 40%")


def test_a_chain_is_worked_out_in_floats() -> None:
    (row,), alone = filled(OWN)
    (jail,) = row["feared_harms"]
    assert not alone.any()
    assert jail["needs_a_chain"] is True
    assert jail["likelihood"] == pytest.approx({"low": 0.9 * 0.68, "high": 0.9 * 0.76, "low_open": False})
    assert jail["weakest_link"] == pytest.approx({"low": 0.68, "high": 0.76, "low_open": False})
    assert row["risk.all_sources"] is None


def test_harms_with_chains_of_their_own_are_taken_together() -> None:
    (row,), alone = filled(TWO)
    assert not alone.any()
    assert row["risk.all_sources"] == pytest.approx({"low": 1 - 0.6 * 0.7, "high": 1 - 0.6 * 0.6, "low_open": False})
    assert [harm["weakest_link"] for harm in row["feared_harms"]] == [None, None]
    assert [harm["needs_a_chain"] for harm in row["feared_harms"]] == [False, False]


def test_what_is_stated_is_kept() -> None:
    case = case_with(
        {"seen": "90%", "held": "80%"},
        "chain: [seen, held], likelihood: 20% to 30%, weakest_link: 10%, needs_a_chain: no",
        "likelihood: 1%",
        risk="all_sources: 40%",
    )
    (row,), _ = filled(case)
    jail = row["feared_harms"][0]
    assert (jail["likelihood"]["low"], jail["likelihood"]["high"]) == (0.2, 0.3)
    assert (jail["weakest_link"]["low"], jail["needs_a_chain"]) == (0.1, False)
    assert row["risk.all_sources"]["high"] == 0.4


def test_likelihoods_that_are_stated_add_up_with_those_of_chains() -> None:
    (row,), alone = filled(case_with({"seen": "30%"}, "chain: [seen]", "likelihood: 25% to 45%"))
    assert not alone.any()
    assert row["risk.all_sources"] == pytest.approx({"low": 0.3, "high": 0.75, "low_open": False})


def test_a_harm_of_which_nothing_is_known_may_be_certain() -> None:
    (row,), alone = filled(case_with({"seen": "30%"}, "chain: [seen]", "what: beaten"))
    assert not alone.any()
    assert row["risk.all_sources"] == pytest.approx({"low": 0.3, "high": 1.0, "low_open": False})


@pytest.mark.parametrize(
    ("case", "alone"),
    [
        (OWN, False),
        (TWO, False),
        (SHARED, True),
        (EVEN, True),
        (EVEN_ALTERNATIVES, True),
        (EVEN_TOGETHER, True),
        (EVEN_ADDED, True),
        (EVEN_LINK, False),
    ],
)
def test_exact_arithmetic_has_what_is_shared_or_even(case: Case, alone: bool) -> None:  # noqa: FBT001 - a column of the table
    assert filled(case)[1].tolist() == [alone]


def test_rows_are_worked_out_one_by_one_only_where_they_must(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    def counted(batch: pa.RecordBatch, *rest: Any) -> pa.RecordBatch:
        taken.extend(batch.column("case_id").to_pylist())
        return prepared_rows(batch, *rest)

    monkeypatch.setattr(module, "prepared_rows", counted)
    cases = {
        "own": OWN,
        "shared": SHARED,
        "two": TWO,
        "even": EVEN,
        "plain": WITHOUT_CHAINS,
        "link": EVEN_LINK,
        "daniel": CHAINED,
    }
    found = SCREEN(batch_of(list(cases.items()), LAW)).to_pylist()
    assert sorted(taken) == ["daniel", "even", "shared"]
    assert [row["case_id"] for row in found] == list(cases)
    for row, case in zip(found, cases.values(), strict=True):
        decision = decide(case, FORUM, LAW)
        assert row["deferral_cat"] == decision.forms.deferral_cat.truth.value
        for rule in ("single_source", "all_sources"):
            assert row[f"rule.{rule}"] == decision.findings[rule].truth.value
    outcomes = {row["case_id"]: (row["rule.single_source"], row["rule.all_sources"]) for row in found}
    assert outcomes["own"] == ("established", "not established")
    assert outcomes["two"] == ("not established", "established")
    assert outcomes["even"] == ("not established", "not established")


@pytest.mark.parametrize(
    "links",
    [
        [{"id": "seen", "low": 0.4, "best": 0.4, "high": 1.4}],
        [{"id": "seen", "low": 0.4, "best": 0.9, "high": 0.6}],
        [{"id": "seen", "low": None, "best": 0.4, "high": 0.6}],
        [{"id": "seen", "low": 0.4, "best": 0.5, "high": 0.6}] * 2,
        [{"id": None, "low": 0.4, "best": 0.5, "high": 0.6}],
        [{"id": "held", "low": 0.4, "best": 0.5, "high": 0.6}],
        [],
        None,
    ],
    ids=str,
)
def test_links_that_are_not_sound_are_refused(links: object) -> None:
    row = {"feared_harms": [{"id": "jail", "chain": [["seen"]]}], "links": links}
    with pytest.raises(CaseFileError):
        SCREEN(pa.RecordBatch.from_pylist([row], schema=schema()))


@pytest.mark.parametrize("chain", [[], [[]], [None], [[None]], [["seen"], ["seen"]], [["held"]]], ids=str)
def test_chains_that_are_not_sound_are_refused(chain: object) -> None:
    link = {"id": "seen", "low": 0.4, "best": 0.5, "high": 0.6}
    row = {"feared_harms": [{"id": "jail", "chain": chain}], "links": [link]}
    with pytest.raises(CaseFileError):
        SCREEN(pa.RecordBatch.from_pylist([row], schema=schema()))


def test_ids_mean_something_in_their_own_row_only() -> None:
    other = msgspec.structs.replace(TWO, links=dict(reversed(TWO.links.items())))
    low = case_with({"seen": "10%", "held": "20%"}, "chain: [held]", "chain: [seen]")
    rows, alone = filled(TWO, low, other)
    assert not alone.any()
    assert [[harm["likelihood"]["high"] for harm in row["feared_harms"]] for row in rows] == [[0.4, 0.4], [0.2, 0.1], [0.4, 0.4]]


def test_estimates_can_be_points_and_columns_can_be_absent() -> None:
    batch = batch_of([("two", TWO), ("own", OWN)], LAW).drop_columns(["risk.all_sources", "more"])
    harms = batch.column("feared_harms")
    kept = {name: harms.values.field(name) for name in ("id", "chain")} | {"likelihood": pa.array([0.7, None, None])}
    points = pa.ListArray.from_arrays(harms.offsets, pa.StructArray.from_arrays(list(kept.values()), list(kept)))
    batch = batch.set_column(batch.schema.get_field_index("feared_harms"), "feared_harms", points)
    found, alone = with_chances(batch, forums(LAW).places(batch, FORUM), tools("numpy"))
    assert not alone.any()
    likely = [[harm["likelihood"]["high"] for harm in row] for row in found.column("feared_harms").to_pylist()]
    assert likely == [[0.7, 0.4], [pytest.approx(0.9 * 0.76)]]


def test_a_part_of_a_batch_comes_out_as_in_the_whole() -> None:
    batch = batch_of([(str(at), case) for at, case in enumerate([WITHOUT_CHAINS, OWN, SHARED, TWO] * 3)], LAW)
    assert SCREEN(batch.slice(5, 5)).to_pylist() == SCREEN(batch).to_pylist()[5:10]
