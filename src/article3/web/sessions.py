"""When a session ends: some time after its last use, and at the latest some time after it began.

How long it may last is the organization's judgment; these limits are ours.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

IDLE = dt.timedelta(hours=1)
"""How long somebody may do nothing."""
WHOLE = dt.timedelta(hours=12)
"""How long a session lasts at most."""
_EXACT = dt.timedelta(minutes=1)
"""How exactly the last use is known: writing it down at every request would make each of them a save."""
_BEGAN, _USED = "began", "used"


def begin(session: SessionBase, now: dt.datetime) -> None:
    """Note when somebody signed in."""
    session[_BEGAN] = session[_USED] = now.timestamp()


def has_ended(session: SessionBase, now: dt.datetime) -> bool:
    """Whether a session of somebody who signed in is over; if it is not, note that it is used."""
    began, used = session.get(_BEGAN), session.get(_USED)
    if began is None or used is None:
        return True
    at = now.timestamp()
    if at - began >= WHOLE.total_seconds() or at - used >= IDLE.total_seconds():
        return True
    if at - used >= _EXACT.total_seconds():
        session[_USED] = at
    return False
