"""The benchmark of packets, small; and as large as it is promised, among the slow tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.packet import measured

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.unmeasured
def test_it_makes_its_own_input_and_measures_a_packet(tmp_path: Path) -> None:
    found = measured(tmp_path, 3, 1)
    assert found.files == 1
    assert 0.9 < found.megabytes < 1.5
    assert 20 < found.memory < 1024


@pytest.mark.slow
def test_two_thousand_pages_and_five_hundred_megabytes_fit_into_a_gigabyte(tmp_path: Path) -> None:
    found = measured(tmp_path, 2000, 500)
    assert found.memory < 1024
    assert found.megabytes > 500
    assert found.files >= 20
