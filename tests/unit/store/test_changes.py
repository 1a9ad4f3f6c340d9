"""What a change of law does to a caseload: looked at once, for those who may open the cases, and again once they are saved."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from article3.facts.case_file import parse_case
from article3.findings.impact import Between
from article3.law.loading import load
from article3.store import changes, working
from article3.store.cases import facts_of, save
from article3.store.changes import Days
from article3.store.models import Case, Change, Part, Role, Standing, User, Version
from article3.store.standings import Found
from people import JORGE, TODAY, assign, by, case_of, person

if TYPE_CHECKING:
    from article3.facts.case import Case as Facts
    from article3.law.loading import Law

pytestmark = pytest.mark.django_db

DAYS = Days(dt.date(2025, 12, 30), dt.date(2025, 12, 31))
"""The bar for dangers to public health begins in every circuit, as the data has it."""
LONG = 60.0
NOWHERE = "article3: 1\ntitle: No court yet\n"


@pytest.fixture
def attorney() -> User:
    return person(Role.ATTORNEY)


def test_what_is_found_is_what_the_command_line_finds(attorney: User) -> None:
    case, law = case_of(attorney), load()
    assert changes.look(attorney, law, DAYS, LONG) == 0
    found = changes.compared(attorney, law, DAYS)
    expected = Between(law, DAYS.before, DAYS.after).of(parse_case(JORGE, "case.yaml", law), "ca9", str(case.id))
    assert expected is not None
    assert found.impact.changed == (expected,)
    assert [one.question for one in found.impact.questions]
    assert (found.waiting, found.unusable) == (0, ())


def test_a_case_is_looked_at_once_and_again_when_it_was_saved(attorney: User, monkeypatch: pytest.MonkeyPatch) -> None:
    case, law = case_of(attorney), load()
    changes.look(attorney, law, DAYS, LONG)
    first = Change.objects.get()
    monkeypatch.setattr(changes, "_change", None)
    assert changes.look(attorney, law, DAYS, LONG) == 0
    monkeypatch.undo()
    save(by(attorney), case, JORGE.replace("circuit: 9", "circuit: 5"), 1)
    assert changes.compared(attorney, law, DAYS).waiting == 1
    changes.look(attorney, law, DAYS, LONG)
    assert Change.objects.get().version == first.version + 1
    assert changes.compared(attorney, law, DAYS).impact.changed[0].circuit == "ca5"


def test_cases_that_cannot_be_looked_at_are_named(attorney: User) -> None:
    case_of(attorney, NOWHERE)
    broken = case_of(attorney)
    Case.objects.filter(pk=broken.pk).update(title="From another time")
    law = load()
    with pytest.MonkeyPatch.context() as patch:
        real = facts_of

        def older(version: object, data: object) -> object:
            if getattr(version, "case_id", None) == broken.pk:
                return parse_case("article3: 1\nno_such_section: 3\n", "case.yaml", law)
            return real(version, data)  # type: ignore[arg-type]

        patch.setattr(changes, "facts_of", older)
        changes.look(attorney, law, DAYS, LONG)
    found = changes.compared(attorney, law, DAYS)
    assert {(one.title, one.problem) for one in found.unusable} == {
        ("From another time", changes.UNREADABLE),
        ("No court yet", changes.NO_CIRCUIT),
    }
    assert found.impact.changed == ()
    assert found.waiting == 0


def test_nobody_learns_of_cases_that_they_may_not_open(attorney: User) -> None:
    case, other, law = case_of(attorney), person(Role.PARALEGAL, "Another Person"), load()
    changes.look(attorney, law, DAYS, LONG)
    assert changes.look(other, law, DAYS, LONG) == 0
    assert changes.compared(other, law, DAYS).impact.files == 0

    assign(other, case, Part.READS)
    assert len(changes.compared(other, law, DAYS).impact.changed) == 1


QUIET = Days(dt.date(2026, 10, 1), dt.date(2026, 10, 2))
"""Nothing changes between them, as the data has it."""


def test_a_case_that_cannot_change_is_not_read(attorney: User, monkeypatch: pytest.MonkeyPatch) -> None:
    case, law = case_of(attorney), load()
    by_the_day = case_of(attorney, JORGE.replace("forum:", "detention:\n  detention_began: 2026-04-01\nforum:"))
    assert [Standing.objects.get(case=one).found["day_matters"] for one in (case, by_the_day)] == [False, True]
    looked, real = [], facts_of

    def counted(version: Version, data: Law) -> Facts:
        looked.append(version.case_id)
        return real(version, data)

    monkeypatch.setattr(changes, "facts_of", counted)
    assert changes.look(attorney, law, QUIET, LONG) == 0
    assert looked == [by_the_day.id]
    assert changes.compared(attorney, law, QUIET).waiting == 0
    changes.look(attorney, law, DAYS, LONG)
    assert looked.count(case.id) == 1


def test_a_case_saved_before_that_was_noted_is_read(attorney: User) -> None:
    case_of(attorney)
    standing = Standing.objects.get()
    Standing.objects.update(found={name: found for name, found in standing.found.items() if name != "day_matters"})
    assert changes.look(attorney, load(), QUIET, -1.0) == 1


def test_what_is_offered_is_looked_at_before_anybody_asks(attorney: User) -> None:
    case, law = case_of(attorney), load()
    assert changes.look_ahead(law, TODAY, -1.0) > 0
    assert changes.look_ahead(law, TODAY, LONG) == 0
    changed = 0
    for days in changes.offered(law, TODAY).values():
        found = changes.compared(attorney, law, days)
        assert (found.waiting, found.impact.files) == (0, 1)
        expected = Between(law, days.before, days.after).of(parse_case(JORGE, "case.yaml", law), "ca9", str(case.id))
        assert found.impact.changed == (() if expected is None else (expected,))
        changed += len(found.impact.changed)
    assert changed, "in one of them something changes"
    stranger = person(Role.PARALEGAL, "Another Person")
    assert changes.compared(stranger, law, days).impact.files == 0


def test_nothing_is_looked_at_ahead_while_the_machine_is_busy(attorney: User, monkeypatch: pytest.MonkeyPatch) -> None:
    case_of(attorney)
    load_of_machine = 99.0
    monkeypatch.setattr("os.getloadavg", lambda: (load_of_machine, 0.0, 0.0))
    assert not working.looked_ahead()
    assert Change.objects.count() == 0
    load_of_machine = 0.0
    while not working.looked_ahead():
        pass
    assert Change.objects.count() == 2


def test_without_time_nothing_is_lost(attorney: User) -> None:
    for _ in range(3):
        case_of(attorney)
    law = load()
    assert changes.look(attorney, law, DAYS, -1.0) == 3
    assert changes.compared(attorney, law, DAYS).waiting == 3
    assert changes.look(attorney, law, DAYS, LONG) == 0
    assert len(changes.compared(attorney, law, DAYS).impact.changed) == 3


def test_only_some_pairs_of_days_are_kept(attorney: User) -> None:
    case_of(attorney)
    law = load()
    for number in range(9):
        changes.look(attorney, law, Days(dt.date(2024, 1, 1 + number), dt.date(2024, 2, 1)), LONG)
    assert Change.objects.count() == 6
    assert not Change.objects.filter(from_day=dt.date(2024, 1, 1)).exists()


def test_closed_cases_are_left_out(attorney: User) -> None:
    case = case_of(attorney)
    Case.objects.filter(pk=case.pk).update(closed=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert changes.compared(attorney, load(), DAYS).waiting == 0


def test_cases_decided_by_earlier_law_data_are_decided_again(attorney: User) -> None:
    case, law = case_of(attorney), load()
    assert changes.renewal(attorney, law).before == ""
    standing = Standing.objects.get(case=case)
    found = standing.found
    found["findings"]["likely_torture"] = "established"
    found["readings"] = {name: ["another"] for name in found["readings"]}
    forms = {**standing.forms, "deferral_cat": "established"}
    Standing.objects.filter(pk=standing.pk).update(law="2020.01", forms=forms, found=found, fingerprint="other")
    before = changes.renewal(attorney, law)
    assert (before.before, before.waiting, before.changed) == ("2020.01", 1, ())
    assert changes.renew(attorney, law, TODAY, LONG) == 0
    after = changes.renewal(attorney, law)
    assert (after.waiting, after.same) == (0, 0)
    (one,) = after.changed
    assert one.forms == {"deferral_cat": ("established", "undetermined")}
    assert one.findings["likely_torture"] == ("established", "undetermined")
    assert one.questions
    assert changes.renew(attorney, law, TODAY, LONG) == 0
    assert Standing.objects.filter(case=case).count() == 2


def test_a_case_that_comes_out_as_before_is_the_same(attorney: User) -> None:
    case, law = case_of(attorney), load()
    Standing.objects.filter(case=case).update(law="2020.01")
    changes.renew(attorney, law, TODAY + dt.timedelta(days=1), LONG)
    found = changes.renewal(attorney, law)
    assert (found.same, found.changed) == (1, ())


def test_what_is_kept_of_a_decision_can_be_read(attorney: User) -> None:
    case_of(attorney)
    found = msgspec.convert(Standing.objects.get().found, Found)
    assert found.findings["protection_cat"] == "undetermined"
    assert found.readings
