"""z3, which is an extra: what is proved needs it, what is decided does not."""

from __future__ import annotations

REMEDY = "install it with: pip install 'article3[proofs]'"
"""What to do where z3 is missing."""


class SolverMissingError(ImportError):
    """z3 is not installed; the message says how to get it."""


try:
    import z3
except ImportError as error:
    raise SolverMissingError(f"the solver z3 is not installed; {REMEDY}") from error

__all__ = ["REMEDY", "SolverMissingError", "z3"]
