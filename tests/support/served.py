"""A workbench that is running for the tests of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Served:
    """A running workbench.

    Attributes:
        address: where browsers find it.
        invitation: the address of the first administrator's invitation.
        log: what the server wrote.
    """

    def __init__(self, address: str, invitation: str, log: Path) -> None:
        self.address, self.invitation, self.log = address, invitation, log
