"""Looking citations up on CourtListener: only where the user asks for it, and only ``volume reporter page`` leaves the machine.

What is sent is built from numbers and the reporters that reporters-db lists, never taken from the text, so that no name, pin or
sentence can be in it. Requests go through the client of the Free Law Project, which runs CourtListener; its service answers for
each citation with a code: 200 found, 300 several decisions, 400 no such reporter, 404 none on file, 429 asked for too much.
See https://www.courtlistener.com/help/api/rest/citation-lookup/ for its limits (250 citations a request, 64,000 characters).
"""

from __future__ import annotations

import datetime as dt
import enum
import ipaddress
import os
import re
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from article3.citations.model import Citation

TOKEN = "COURTLISTENER_API_TOKEN"  # noqa: S105 - the name of the variable, not a token
"""The variable of the environment that holds the user's token."""

AT_ONCE = 250
"""Citations that one request may hold."""
LONGEST_WAIT = dt.timedelta(seconds=90)
"""What is waited for at most when the service asks to wait; beyond it, the look-up is given up with words."""

_ADDRESS = "https://www.courtlistener.com/api/rest/v4"
_BETWEEN = "; "
_ATTEMPTS = 3
_PAUSE = dt.timedelta(seconds=2)
_SERVER_FAILS = 500
_TOO_MUCH = 429
_REFUSED = frozenset({401, 403})
_VOLUME = re.compile(r"[0-9]{1,4}")
_PAGE = re.compile(r"[0-9]{1,6}")
_COMMERCIAL = frozenset({"specialty_west", "specialty_lexis"})


class Status(enum.Enum):
    """What the service says of one citation."""

    FOUND = "found"
    SEVERAL = "several"
    NOT_ON_FILE = "not_on_file"
    NOT_READ = "not_read"


class OnFile(msgspec.Struct, frozen=True):
    """A decision as CourtListener has it.

    Attributes:
        name: of the case.
        filed: the day, as ``2001-10-15``, or empty.
        url: its page, or empty.
        citations: all its citations, each ``volume reporter page``.
    """

    name: str
    filed: str = ""
    url: str = ""
    citations: tuple[str, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """What the service said of one citation.

    Attributes:
        status: found or not.
        on: the day on which it was asked.
        decisions: what is on file under the citation.
    """

    status: Status
    on: dt.date
    decisions: tuple[OnFile, ...] = ()


class LookUp(msgspec.Struct, frozen=True):
    """What came of a look-up.

    Attributes:
        answers: by the citation that was asked about.
        unasked: citations that have no answer.
        failure: why some have none, in words, or empty.
        sent: citations that were in a request, answered or not; what left the machine, or may have.
    """

    answers: dict[str, Answer]
    unasked: tuple[str, ...] = ()
    failure: str = ""
    sent: tuple[str, ...] = ()


class Service(Protocol):
    """What answers: the part of the client that is used."""

    def lookup_text(self, text: str) -> list[dict[str, Any]]:
        """Codes and decisions for each citation in a text."""


class NotInstalledError(ImportError):
    """The client is not installed; the message tells how to install it."""


class InsecureAddressError(ValueError):
    """The token would be sent unencrypted; the message tells where, and what to do."""


class _GivenUpError(Exception):
    """No more is asked; the message says why."""


def sendable(volume: str, reporter: str, page: str) -> str:
    """A citation as it may be sent, or empty if it is none that CourtListener could know.

    Numbers of commercial databases (WL, LEXIS) are not sent: they can be those of a client's own case.
    """
    import reporters_db  # type: ignore[import-untyped]  # noqa: PLC0415 - only where it is used

    editions, variations = reporters_db.EDITIONS, reporters_db.VARIATIONS_ONLY
    written = " ".join(reporter.split())
    known = written if written in editions else next(iter(variations.get(written, ())), "")
    if not known or not _VOLUME.fullmatch(volume) or not _PAGE.fullmatch(page):
        return ""
    kinds = {one["cite_type"] for one in reporters_db.REPORTERS[editions[known]]}
    return "" if kinds & _COMMERCIAL else f"{volume} {known} {page}"


def asked_about(citation: Citation) -> tuple[str, ...]:
    """What may be sent of one citation: its own reporter first, then the parallel ones."""
    parts = [(citation.volume, citation.reporter, citation.page)]
    for other in citation.parallel:
        volume, _, rest = other.partition(" ")
        reporter, _, page = rest.rpartition(" ")
        parts.append((volume, reporter, page))
    return tuple(dict.fromkeys(ready for one in parts if (ready := sendable(*one))))


def to_send(citations: Iterable[Citation]) -> tuple[str, ...]:
    """All that would be sent of some citations: each once, in reading order; short forms have no page of their own to look up."""
    from article3.citations.model import Form  # noqa: PLC0415 - here and for types only

    full = (citation for citation in citations if citation.form is Form.CASE)
    return tuple(dict.fromkeys(one for citation in full for one in asked_about(citation)))


def service(token: str, base_url: str = "") -> Service:
    """The official client.

    Args:
        token: the user's own.
        base_url: of another service that answers alike; :func:`address` if empty.

    Raises:
        InsecureAddressError: if the token would travel unencrypted over a network.
        NotInstalledError: if it is not installed.
    """
    there = base_url or address()
    if not _is_safe(there):
        raise InsecureAddressError(
            f"COURTLISTENER_API_BASE_URL {_without_sign_in(there)}: your token would be sent there unencrypted; "
            "give an address that begins with https://"
        )
    try:
        from courtlistener import CourtListener  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
    except ImportError:
        raise NotInstalledError(
            "--online needs the client of CourtListener; install it with: pip install 'article3[online]'"
        ) from None
    client: Service = CourtListener(api_token=token, base_url=there, timeout=60.0).citation_lookup
    return client


def address() -> str:
    """Where citations are sent: the variable that the client itself knows, else CourtListener."""
    return os.environ.get("COURTLISTENER_API_BASE_URL") or _ADDRESS


def host() -> str:
    """The name of the machine there."""
    return urlsplit(_without_sign_in(address())).netloc


def _without_sign_in(there: str) -> str:
    """An address without the name and password that some put before the machine's name."""
    scheme, mark, rest = there.partition("://")
    machine, slash, path = rest.partition("/")
    return f"{scheme}{mark}{machine.rpartition('@')[2]}{slash}{path}" if mark else there.rpartition("@")[2]


def _is_safe(there: str) -> bool:
    """Whether what is sent there is encrypted, or does not leave this machine (a stand-in for tests)."""
    try:
        parts = urlsplit(there)
    except ValueError:
        return False
    machine = parts.hostname or ""
    return bool(machine) and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(machine)))


def _is_here(machine: str) -> bool:
    """Whether it is the name of this machine itself."""
    try:
        return machine == "localhost" or ipaddress.ip_address(machine).is_loopback
    except ValueError:
        return False


def look_up(
    citations: Sequence[str],
    known: Mapping[str, Answer],
    ask: Service,
    *,
    now: Callable[[], dt.datetime],
    sleep: Callable[[float], None],
) -> LookUp:
    """Ask for what is not known yet.

    Never raises for what the network or the service does: what could not be had is told in words.

    Args:
        citations: each ``volume reporter page``; see :func:`to_send`.
        known: earlier answers; these are not asked for again.
        ask: the service.
        now: the time with its zone, for waiting no longer than was asked for, and for the day of an answer.
        sleep: waits so many seconds.
    """
    answers = {one: known[one] for one in citations if one in known}
    left = [one for one in dict.fromkeys(citations) if one not in answers]
    failure = ""
    sent: dict[str, None] = {}
    while left:
        batch = left[:AT_ONCE]
        sent |= dict.fromkeys(batch)
        try:
            found = _answers(batch, _asked(batch, ask, now, sleep), now().date())
        except _GivenUpError as error:
            failure = str(error)
            break
        if not found:
            failure = "CourtListener put off every citation of a request; ask again later"
            break
        answers |= found
        left = [one for one in left if one not in found]
    return LookUp(answers, tuple(left), failure, tuple(sent))


def _asked(
    batch: Sequence[str], ask: Service, now: Callable[[], dt.datetime], sleep: Callable[[float], None]
) -> list[dict[str, Any]]:
    """The service's answer, after as many attempts as are decent.

    Raises:
        _GivenUpError: if there is none.
    """
    import httpx  # noqa: PLC0415 - comes with the client
    from courtlistener import CourtListenerAPIError  # noqa: PLC0415

    trouble = ""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return ask.lookup_text(_BETWEEN.join(batch))
        except CourtListenerAPIError as error:
            code = error.status_code
            if code != _TOO_MUCH and code < _SERVER_FAILS:
                raise _GivenUpError(_refusal(code)) from None
            wait = _wait(error, now()) if code == _TOO_MUCH else _PAUSE * attempt
            trouble = "CourtListener asks to wait" if code == _TOO_MUCH else f"CourtListener is out of order (HTTP {code})"
        except httpx.HTTPError as error:
            wait, trouble = _PAUSE * attempt, f"CourtListener could not be reached ({type(error).__name__})"
        except (ValueError, AssertionError):
            raise _GivenUpError("CourtListener answered in a way that is not documented") from None
        if wait > LONGEST_WAIT:
            raise _GivenUpError(f"{trouble} until {(now() + wait).astimezone():%H:%M}; ask again then") from None
        if attempt < _ATTEMPTS:
            sleep(wait.total_seconds())
    raise _GivenUpError(f"{trouble}; it was tried {_ATTEMPTS} times")


def _refusal(code: int) -> str:
    if code in _REFUSED:
        return f"CourtListener refused the token in {TOKEN} (HTTP {code}); check it on your account's page"
    return f"CourtListener refused the request (HTTP {code})"


def _wait(error: Any, now: dt.datetime) -> dt.timedelta:
    """How long the service asks to wait: ``wait_until`` in its answer, or the header Retry-After, in seconds."""
    until = error.detail.get("wait_until") if isinstance(error.detail, dict) else None
    try:
        if isinstance(until, str):
            moment = dt.datetime.fromisoformat(until)
            return max(dt.timedelta(), (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)) - now)
        return dt.timedelta(seconds=min(86_400, max(0, int(error.response.headers["Retry-After"]))))
    except (KeyError, ValueError):
        return _PAUSE


def _answers(batch: Sequence[str], told: list[dict[str, Any]], day: dt.date) -> dict[str, Answer]:
    """Answers by citation. A citation of which nothing is told was not read as one; one with 429 is to be asked again.

    Raises:
        _GivenUpError: if it is not as documented.
    """
    starts, at = {}, 0
    for one in batch:
        starts[at] = one
        at += len(one) + len(_BETWEEN)
    found = dict.fromkeys(batch, Answer(Status.NOT_READ, day))
    try:
        for item in told:
            about = starts.get(item["start_index"])
            if about is None:
                continue
            if item["status"] == _TOO_MUCH:
                del found[about]
            else:
                found[about] = Answer(_STATUS[item["status"]], day, tuple(_on_file(one) for one in item.get("clusters") or ()))
    except (KeyError, TypeError, AttributeError, ValueError):
        raise _GivenUpError("CourtListener answered in a way that is not documented") from None
    return found


_STATUS = {200: Status.FOUND, 300: Status.SEVERAL, 400: Status.NOT_READ, 404: Status.NOT_ON_FILE}


def _on_file(cluster: dict[str, Any]) -> OnFile:
    url = cluster.get("absolute_url") or ""
    citations = tuple(f"{one['volume']} {one['reporter']} {one['page']}" for one in cluster.get("citations") or ())
    return OnFile(
        str(cluster["case_name"]),
        str(cluster.get("date_filed") or ""),
        f"https://www.courtlistener.com{url}" if url else "",
        citations,
    )
