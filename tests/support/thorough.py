"""How many examples a heavy property is tried on: some on every run, all of them with 'make test-all'."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("ARTICLE3_THOROUGH"))


def examples(number: int) -> int:
    """So many examples on a thorough run, half as many on others; never fewer than five."""
    return number if THOROUGH else min(number, max(5, number // 2))
