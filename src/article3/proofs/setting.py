"""What is put to the proof: the law data, and the rules, if need be with a slip in one place."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from article3.law.loading import Law
from article3.logic.propositions import Proposition


class Setting(msgspec.Struct, frozen=True, eq=False):
    """The law data, and the rules as they are unless something stands in place of a part of them.

    Attributes:
        law: the law data.
        instead: what stands in place of which proposition: a seeded error, to see whether a proof notices.
    """

    law: Law
    instead: Mapping[Proposition, Proposition] = {}

    def now(self, node: Proposition) -> Proposition:
        """The proposition, or what stands in its place."""
        return self.instead.get(node, node)
