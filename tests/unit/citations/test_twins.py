"""Sections of the Act and of title 8."""

from __future__ import annotations

import pytest

from article3.citations.model import Code, Provision
from article3.citations.twins import INA_OF_USC, USC_OF_INA, twin
from article3.law.loading import load


@pytest.mark.parametrize(("ina", "usc"), [("208", "1158"), ("240A", "1229b"), ("241", "1231"), ("242", "1252"), ("101", "1101")])
def test_the_same_words_in_the_other_collection(ina: str, usc: str) -> None:
    act = Provision(Code.INA, ina, paragraphs="(b)(3)(B)")
    code = Provision(Code.USC, usc, 8, "(b)(3)(B)")
    assert (twin(act), twin(code)) == (code, act)


def test_nothing_is_guessed() -> None:
    assert twin(Provision(Code.INA, "999")) is None
    assert twin(Provision(Code.USC, "1231", 18)) is None
    assert twin(Provision(Code.CFR, "208.16", 8)) is None


def test_no_two_sections_share_a_twin() -> None:
    assert len(INA_OF_USC) == len(USC_OF_INA)


def test_agrees_with_the_law_data() -> None:
    pairs = [
        (one.name, one.cite)
        for one in load().authorities.values()
        if one.name.startswith("INA ") and one.cite.startswith("8 U.S.C. ")
    ]
    assert len(pairs) >= 8
    for name, cite in pairs:
        assert USC_OF_INA[name.removeprefix("INA ")] == cite.removeprefix("8 U.S.C. ").split()[0].rstrip(",")
