"""numpy and pyarrow, which are an extra: what screens many cases needs them, what decides one does not."""

from __future__ import annotations

REMEDY = "install them with: pip install 'article3[screening]'"
"""What to do where they are missing."""


class ArraysMissingError(ImportError):
    """numpy or pyarrow is not installed; the message says how to get them."""


try:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError as error:
    raise ArraysMissingError(f"screening many cases needs numpy and pyarrow; {REMEDY}") from error

__all__ = ["REMEDY", "ArraysMissingError", "np", "pa", "pc"]
