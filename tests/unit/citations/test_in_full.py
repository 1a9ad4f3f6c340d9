"""What short forms find by the index is what a scan of the whole text would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from article3.citations.in_full import Full, is_alike, letters
from article3.citations.model import Citation, Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAMES = ("", "Zheng v. Ashcroft", "Zheng", "Li Zheng v. Holder", "Matter of J-F-F-", "J-F-F-", "Cole v. Holder", "Holder", "Ж")
CITATIONS = st.builds(
    Citation,
    form=st.sampled_from([Form.CASE, Form.CASE, Form.REGISTER, Form.SHORT, Form.NAME]),
    passage=st.just(0),
    start=st.just(0),
    end=st.just(1),
    written=st.just("x"),
    name=st.sampled_from(NAMES),
    volume=st.sampled_from(["1", "2"]),
    reporter=st.sampled_from(["F.3d", "F. Supp. 2d"]),
    parallel=st.sampled_from([(), ("2 F.3d 7",), ("1 F. Supp. 2d 9",)]),
    parenthetical=st.sampled_from(["", "en banc", "hereinafter Zheng; per curiam"]),
)


def holds(full: Citation, short: Citation) -> bool:
    pairs = [(full.volume, full.reporter), *(tuple(one.rsplit(" ", 1)[0].split(" ", 1)) for one in full.parallel)]
    return (short.volume, short.reporter) in pairs


def goes_by(full: Citation, name: str) -> bool:
    given = full.parenthetical.split("; ")
    return is_alike(name, full.name) or any(letters(one.removeprefix("hereinafter")) == letters(name) for one in given)


def first(numbers: Iterable[int]) -> int | None:
    return next(iter(numbers), None)


def check_one(every: Sequence[Citation], number: int, full: Full) -> None:
    one = every[number]
    before, after = range(number - 1, -1, -1), range(number, len(every))
    same = [n for n in before if every[n].form in {Form.CASE, Form.REGISTER} and holds(every[n], one)]
    alike = [n for n in same if one.name and is_alike(one.name, every[n].name)]
    assert full.at(one, number) == first(alike or same)
    register = (n for n in after if n > number and every[n].form is Form.REGISTER and holds(every[n], one))
    assert full.register_after(one, number) == first(register)
    for places, later in ((before, False), (after, True)):
        cases = [n for n in places if every[n].form is Form.CASE]
        exact = (n for n in cases if letters(every[n].name) == letters(one.name))
        assert full.so_named(one.name, number, after=later) == first(exact)
        called = (n for n in cases if every[n].name and goes_by(every[n], one.name))
        assert full.going_by(one.name, number, after=later) == first(called)


@settings(max_examples=60, deadline=None)
@given(st.lists(CITATIONS, min_size=1, max_size=8), st.data())
def test_it_finds_what_a_scan_finds_also_when_a_name_was_given_later(every: list[Citation], data: st.DataObject) -> None:
    full = Full(every)
    named = data.draw(st.integers(0, len(every) - 1))
    if not every[named].name:
        every[named] = msgspec.structs.replace(every[named], name="Li Zheng v. Holder")
        full.rename(named, every[named])
    for number in range(len(every)):
        check_one(every, number, full)
