"""An agenda as an iCalendar file (RFC 5545): an all-day entry for each deadline, with alarms.

Entries keep their UIDs from one export to the next, so that importing again updates and doesn't duplicate. Nothing that names
the client goes into the file unless it is asked for: calendars are shared, and 8 CFR 1208.6 makes records of asylum confidential.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import unicodedata
from typing import TYPE_CHECKING, Any

from article3 import __version__
from article3.deadlines.counting import in_words
from article3.deadlines.model import Deadline, Sort, Status
from article3.deadlines.wording import DUE, SORTS, capitalized, matters, other_days, short
from article3.explanations.cleaning import one_line
from article3.explanations.wording import NOT_ADVICE, VERIFIED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from article3.deadlines.model import Agenda

ALARMS = {
    Sort.LAST_DAY: (14, 7, 2),
    Sort.SET_DAY: (14, 7, 2),
    Sort.WINDOW: (14, 7),
    Sort.FIRST_DAY: (0,),
    Sort.GOVERNMENT: (0,),
}
"""So many days before each sort of day an alarm rings."""
_RINGS_AT = 9
"""The hour at which it rings, by the calendar's own clock."""

_PRODUCER = "-//article3//"
_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_PREFIXES = {
    Status.OVERDUE: "Overdue: ",
    Status.MET: "Done: ",
    Status.LATE: "Done late: ",
    Status.CLOSED: "Closed: ",
}
_DAY = dt.timedelta(days=1)


class NotInstalledError(Exception):
    """The library that writes calendars is not installed; the message says what to do."""


class NotOursError(Exception):
    """What stands where the calendar should go is no calendar that article3 wrote."""


def library() -> ModuleType:
    """The library that writes calendars.

    Raises:
        NotInstalledError: if it is not installed.
    """
    try:
        import icalendar  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise NotInstalledError(
            "a calendar needs icalendar, which is not installed; install article3 with its extra 'calendar', or leave --ics out"
        ) from None
    return icalendar


def calendar(agenda: Agenda, key: str, at: dt.datetime, *, names: bool = False, earlier: bytes = b"") -> bytes:
    """The calendar of a case; deadlines without a day are not in it.

    Args:
        agenda: what to write.
        key: what tells this case from every other, the same at each export; see :func:`case_digest`.
        at: the moment of the export, with its time zone. A later export has a higher SEQUENCE, so that it replaces this one.
        names: whether to put the case's title in; the entries are then marked private.
        earlier: the file of an earlier export. What this case no longer leads to is cancelled in the new one.

    Raises:
        NotInstalledError: if the library is missing.
        NotOursError: if ``earlier`` is no calendar that article3 wrote.
    """
    library = _library_and_check(earlier)
    title = _clean(agenda.title) if names else ""
    whole = library.Calendar()
    whole.add("prodid", f"{_PRODUCER}deadlines {__version__}//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):  # RFC 7986, and what calendars read before it
        # Wrapped, as the library knows neither for a text and would not escape it.
        whole.add(name, library.vText(f"Deadlines: {title}" if title else "Deadlines"))
    case = case_digest(key)
    entries = {uid(case, deadline): (deadline, deadline.day) for deadline in agenda.deadlines if deadline.day is not None}
    for name, (deadline, day) in entries.items():
        entry = _entry(library, name, at, day)
        _fill(entry, deadline, agenda, title)
        for alarm in _alarms(library, deadline, agenda.today):
            entry.add_component(alarm)
        whole.add_component(entry)
    for name, day in _entries_of(library, earlier):
        if name.startswith(f"{case}-") and name not in entries:
            whole.add_component(_withdrawn(library, name, day, at))
    content: bytes = whole.to_ical()
    return content


def together(calendars: Sequence[bytes]) -> bytes:
    """Several calendars as one.

    Args:
        calendars: each as :func:`calendar` writes it; there may be none.

    Raises:
        NotInstalledError: if the library is missing.
    """
    made = library()
    whole = made.Calendar()
    whole.add("prodid", f"{_PRODUCER}deadlines {__version__}//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        whole.add(name, made.vText("Deadlines"))
    for one in calendars:
        for part in made.Calendar.from_ical(one).subcomponents:
            whole.add_component(part)
    content: bytes = whole.to_ical()
    return content


@functools.lru_cache(maxsize=16)
def case_digest(key: str) -> str:
    """A digest of what tells a case from every other. Slow by design, so that names can't be tried against it at leisure."""
    plain = unicodedata.normalize("NFKC", " ".join(key.split())).casefold()
    return hashlib.scrypt(plain.encode(), salt=b"article3 deadlines", n=2**14, r=8, p=1, dklen=10).hex()


def uid(case: str, deadline: Deadline) -> str:
    """The UID of a deadline's entry; its day and its words can change without changing it."""
    own = hashlib.blake2b(deadline.id.encode(), key=case.encode(), digest_size=10).hexdigest()
    return f"{case}-{own}@article3"


def _library_and_check(earlier: bytes) -> ModuleType:
    """The library.

    Raises:
        NotInstalledError: if it is missing.
        NotOursError: if ``earlier`` is no calendar of ours.
    """
    found = library()
    if earlier:
        try:
            producer = str(found.Calendar.from_ical(earlier).get("prodid", ""))
            days = [day for _, day in _entries_of(found, earlier)]
        except (ValueError, IndexError, KeyError, AttributeError):
            producer, days = "", []
        whole = all(type(day) is dt.date and day < dt.date.max for day in days)
        if not producer.startswith(_PRODUCER) or not whole:
            raise NotOursError
    return found


def _entry(library: ModuleType, name: str, at: dt.datetime, day: dt.date) -> Any:
    """An entry with its UID, its place in the order of exports, and its day."""
    moment = at.astimezone(dt.UTC).replace(microsecond=0)
    entry = library.Event()
    entry.add("uid", name)
    entry.add("dtstamp", moment)
    entry.add("last-modified", moment)
    entry.add("sequence", max(0, int((moment - _EPOCH).total_seconds())))
    entry.add("dtstart", day)
    entry.add("dtend", day + _DAY)
    entry.add("transp", "TRANSPARENT")
    return entry


def _fill(entry: Any, deadline: Deadline, agenda: Agenda, title: str) -> None:
    disputed = f" ({'the safe day' if deadline.turns_on else 'disputed: the safe day'})" if matters(deadline) else ""
    of = f"{title}: " if title else ""
    entry.add("summary", _clean(f"{of}{_PREFIXES.get(deadline.status, '')}{deadline.what.rstrip('.')}{disputed}"))
    entry.add("status", "CONFIRMED")
    entry.add("description", "\n".join(_clean(line) for line in description(deadline, agenda)))
    entry.add(
        "categories", ["article3", SORTS[deadline.sort], *(["disputed"] if deadline.disputed and matters(deadline) else [])]
    )
    if title:
        entry.add("class", "PRIVATE")
    if deadline.sort in {Sort.LAST_DAY, Sort.SET_DAY} and deadline.status in DUE:
        entry.add("priority", 1)


def description(deadline: Deadline, agenda: Agenda) -> Iterator[str]:
    """What an entry says: the day and how it is worked out, by what authority, what missing it costs. No client's words."""
    if deadline.day is not None:
        safest = f"; safest by {in_words(deadline.safest)}" if deadline.safest is not None else ""
        yield f"{deadline.what.rstrip('.')}: {in_words(deadline.day)} ({SORTS[deadline.sort]}){safest}."
    if matters(deadline):
        yield f"{capitalized(other_days(deadline))}."
        for other in deadline.other_days:
            yield f"- {in_words(other.day)}: {other.why}"
    if deadline.steps:
        yield "How it is worked out:"
        yield from (f"{number}. {step.says}" for number, step in enumerate(deadline.steps, 1))
    if deadline.cited:
        yield "Authority:"
        yield from (f"- {cited.cite} ({VERIFIED[cited.verification.value]})" for cited in deadline.cited)
    for label, said in (("If it is missed", deadline.missing), ("More time", deadline.extension), ("Note", deadline.note)):
        if said:
            yield f"{label}: {said}"
    yield f"Worked out on {short(agenda.today)}; law data kept to {short(agenda.law_through)}. {NOT_ADVICE}"


def _alarms(library: ModuleType, deadline: Deadline, today: dt.date) -> Iterator[Any]:
    """Alarms on days still to come; where all are over, one on the day itself."""
    if deadline.status not in DUE or deadline.day is None or deadline.day < today:
        return
    ahead = [days for days in ALARMS[deadline.sort] if deadline.day - days * _DAY > today] or [0]
    for days in ahead:
        alarm = library.Alarm()
        alarm.add("action", "DISPLAY")
        # No title: an alarm shows on a locked screen.
        alarm.add("description", _clean(f"{deadline.what.rstrip('.')}: {in_words(deadline.day)}"))
        alarm.add("trigger", dt.timedelta(hours=_RINGS_AT) - days * _DAY)
        yield alarm


def _clean(words: str) -> str:
    """Words on one line, without the control characters that a calendar must not hold."""
    return " ".join(one_line(words).split())


def _entries_of(library: ModuleType, earlier: bytes) -> Iterator[tuple[str, dt.date]]:
    """UID and day of each entry of an earlier export."""
    if not earlier:
        return
    for entry in library.Calendar.from_ical(earlier).walk("VEVENT"):
        day = entry.get("dtstart")
        if day is not None and "uid" in entry:
            yield str(entry["uid"]), day.dt


def _withdrawn(library: ModuleType, name: str, day: dt.date, at: dt.datetime) -> Any:
    entry = _entry(library, name, at, day)
    entry.add("summary", "Withdrawn")
    entry.add("status", "CANCELLED")
    entry.add("description", "The case file no longer leads to this day. Delete the entry if the calendar keeps it.")
    return entry
