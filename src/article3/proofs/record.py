"""What comes out of putting a property to the solver, piece by piece."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from article3.proofs.claims import Excused, Failure
from article3.proofs.worlds import GaveUpError

if TYPE_CHECKING:
    from collections.abc import Callable

    from article3.law.loading import Law
    from article3.proofs.claims import Excuse, Sample
    from article3.proofs.worlds import World


@dataclasses.dataclass
class Record:
    """The checks of one property, and what they found.

    Attributes:
        law: the law data.
        how: for which cases and readings the property was shown.
        checks: how many questions were asked.
        exceptions: those that proved to be needed.
        failures: what breaks the property.
        undecided: what the solver did not answer.
        narrowed: what would break the property under readings that no forum has together: it holds in the forums there are.
    """

    law: Law
    how: str = ""
    checks: int = 0
    exceptions: list[Excused] = dataclasses.field(default_factory=list)
    failures: list[Failure] = dataclasses.field(default_factory=list)
    undecided: list[str] = dataclasses.field(default_factory=list)
    narrowed: list[str] = dataclasses.field(default_factory=list)

    def fail(self, says: str, *samples: Sample) -> None:
        """Note what breaks the property."""
        self.failures.append(Failure(says, samples))

    def excuse(self, excuse: Excuse) -> None:
        """Note that an exception is needed; once is enough."""
        self.excused(excuse.what, excuse.why, *(self.law.authority(one.authority).cited(one.pin) for one in excuse.by))

    def excused(self, what: str, why: str, *by: str) -> None:
        """The same, in words."""
        told = Excused(what, why, by)
        if told not in self.exceptions:
            self.exceptions.append(told)

    def trying(self, about: str, check: Callable[[], None]) -> None:
        """Make a check, and note it if the solver gives up."""
        try:
            check()
        except GaveUpError as error:
            self.undecided.append(f"{about} ({error})")

    def counted(self, world: World) -> None:
        """Count the questions that a world was asked."""
        self.checks += world.checks
        world.checks = 0
