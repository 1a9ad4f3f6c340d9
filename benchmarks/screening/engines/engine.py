"""What the harness asks of an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

    from article3.law.loading import Law

Numbers = np.ndarray[Any, np.dtype[np.int8]]
NOT_ESTABLISHED, ESTABLISHED, UNDETERMINED = 0, 1, 2
"""How answers are compared."""


class Engine(Protocol):
    """An engine with our rules in its language.

    Attributes:
        package: what its distribution is called; empty if it has none of its own.
        values: how many truth values it has as used here.
        most: the most cases that it can be asked for in a few seconds.
        explains: what it says of its reasons; empty if nothing.
    """

    package: ClassVar[str]
    values: int
    most: ClassVar[int]
    explains: ClassVar[str]

    def build(self, law: Law) -> None:
        """Make the rules ready."""

    def prepare(self, table: pa.Table) -> Any:
        """The cases in the form that the engine takes."""

    def run(self, prepared: Any) -> Any:
        """The answers, in whatever form the engine gives them."""

    def answers(self, found: Any) -> dict[str, Numbers]:
        """The same for comparison, by form of protection, in the order of the cases; this is not timed."""

    def explain(self, prepared: Any) -> str:
        """The answer to one case with what the engine can say of its reasons."""


def of_truths(truths: Any) -> Numbers:
    """Answers from a list of true, false and null."""
    return np.array([UNDETERMINED if truth is None else int(truth) for truth in truths], np.int8)
