"""Programs that open one store, each in a process of its own, on the embedded database as shipped."""

from __future__ import annotations

import sys
from pathlib import Path

_OPEN = """
import sys
from pathlib import Path
sys.path.insert(0, {support!r})
from article3.store.home import VERSION, Home, StoreRecord
from article3.store.keys import MasterKey
from article3.store import opening
home, key = Home(Path({place!r})), MasterKey(bytes(range(32)))
if not home.exists:
    home.write(StoreRecord(VERSION, "here", key.sealed(b"correct horse battery", operations=1, memory=8192)))
opening.set_up(home, key)
opening.migrate()
from article3.store import cases, trail
from article3.store.models import Case, Entry, Role, User, Version
from people import JORGE, by, person
"""


def program(place: Path, then: str) -> list[str]:
    """A command that opens the store at a place, makes it where there is none, and does something."""
    return [sys.executable, "-c", _OPEN.format(support=str(Path(__file__).parent), place=str(place)) + then]
