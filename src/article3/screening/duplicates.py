"""Count cases that have the name of an earlier one, in memory that does not grow with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from article3.screening.arrays import np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_AT_ONCE = 1 << 24
"""So many names are compared at once; more are compared share by share."""


def marks(names: Any) -> bytes:
    """Eight bytes for each name: equal for equal names, and practically never for others."""
    return b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names.to_pylist())


def repeated(files: Sequence[Path]) -> int:
    """How many names there are beyond the first of each kind.

    Args:
        files: of marks.
    """
    total = sum(path.stat().st_size for path in files) // 8
    shares = -(-total // _AT_ONCE)
    found = 0
    for share in range(shares):
        some = [part[part % shares == share] for path in files for part in [np.fromfile(path, np.uint64)]]
        together = np.concatenate(some)
        found += len(together) - len(np.unique(together))
    return found
