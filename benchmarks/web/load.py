"""Measure the workbench as shipped under people who work at the same time. Run with ``make bench-web``.

``article3 serve`` is started on the store that ``fill.py`` made. Everybody signs in with a password and a code of their app, then
looks and saves for some time. Every save that was acknowledged is looked for in the store after the server was killed.
The people are threads of this process, which shares the machine's cores with the server. Measures, never judges.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import html
import http.client
import http.cookies
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import msgspec

from benchmarks.web.fill import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.web.fill import Person

KEY = "applicant-other_evidence"
"""The field that is saved: of the case as a whole, in every case."""
PAGES = ("caseload", "search", "texts", "case room", "forums", "finding", "claim map", "save")
"""What somebody does, one after the other, with each case; "search" is that of titles, "texts" that of exhibits' passages."""
WORDS = ("torture", "police", "government officials", '"the police"', "deten*", "country report date source", "zzz")
"""What is looked for in texts."""
IDLE = 20
"""Seconds after which a connection is opened anew: the server closes one that was not used for thirty."""
PATIENCE = 60
"""Seconds that the server may take to start."""


class Done(NamedTuple):
    """One request: which page, milliseconds, whether it was answered as it should be."""

    page: str
    taken: float
    well: bool


class Saved(NamedTuple):
    """A save that was acknowledged."""

    case: str
    note: str


class Browser:
    """One person's: a connection that stays open, and cookies."""

    def __init__(self, port: int) -> None:
        self._port, self._cookies = port, http.cookies.SimpleCookie()
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._used = 0.0

    def ask(self, address: str, form: dict[str, str] | None = None, *, part: bool = False) -> tuple[int, str, str]:
        """Status, text and where it leads, of a page, of a form that is sent, or of a part that htmx asks for."""
        headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self._cookies.items())}
        headers |= {"Origin": f"http://127.0.0.1:{self._port}"} | ({"HX-Request": "true"} if part else {})
        if time.monotonic() - self._used > IDLE:
            self._connection.close()  # and opened anew by the request
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request("GET" if form is None else "POST", address, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
            self._used = time.monotonic()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies.load(line)
        return answer.status, text, answer.headers.get("Location", "")

    def sign_in(self, person: Person) -> None:
        """With a password, then a code."""
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value  # noqa: PLC0415 - Django, set up by ``main``

        token = _token(self.ask("/accounts/login/")[1])
        form = {"login": person.email, "password": person.password, "csrfmiddlewaretoken": token}
        _, _, then = self.ask("/accounts/login/", form)
        if not then.startswith("/accounts/2fa/"):
            raise RuntimeError(f"the password leads to {then or 'the same page'}")
        token = _token(self.ask(then)[1])
        code = str(format_hotp_value(hotp_value(person.app, int(time.time()) // 30)))
        _, _, then = self.ask(then, {"code": code, "csrfmiddlewaretoken": token})
        if then != "/":
            raise RuntimeError(f"the code leads to {then or 'the same page'}")


class Worker(threading.Thread):
    """Somebody who works until it is time to stop."""

    def __init__(self, number: int, person: Person, browser: Browser, until: float, pause: float) -> None:
        super().__init__()
        self._number, self._person, self._browser, self._until, self._pause = number, person, browser, until, pause
        self._chance = random.Random(number)  # noqa: S311 - no secret
        self._room = self._token = ""
        self.done: list[Done] = []
        self.saved: list[Saved] = []

    def run(self) -> None:
        """Go through the pages of one case after the other."""
        while time.monotonic() < self._until:
            case = self._chance.choice(self._person.cases)
            for page in PAGES:
                if time.monotonic() >= self._until:
                    return
                self._do(page, case)
                if self._pause:
                    time.sleep(self._pause * self._chance.uniform(2 / 3, 4 / 3))

    def _do(self, page: str, case_id: str) -> None:
        match page:
            case "caseload":
                self._token = _token(self._ask(page, "/"))
            case "texts":
                self._ask(page, "/search/", {"words": self._chance.choice(WORDS), "csrfmiddlewaretoken": self._token})
            case "case room":
                self._room = self._ask(page, f"/cases/{case_id}/")
            case "finding":
                findings = re.findall(rf'href="(/cases/{case_id}/findings/[^"]+)"', self._room)
                if findings:
                    self._ask(page, html.unescape(self._chance.choice(findings)), part=True)
            case "save":
                self._save(case_id, self._room, self._token)
            case _:
                addresses = {
                    "search": f"/?title={self._chance.randrange(1000)}",
                    "forums": f"/cases/{case_id}/forums/",
                    "claim map": f"/cases/{case_id}/map/",
                }
                self._ask(page, addresses[page], part=page != "search")

    def _save(self, case: str, room: str, token: str) -> None:
        """Save a note that nobody else writes; two who work on one case may be told of each other, which counts as an answer."""
        seen = re.search(rf"/cases/{case}/history/(\d+)/", room)
        number = seen.group(1) if seen else ""
        note = f"bench {self._number}-{len(self.done)}-{time.time_ns()}"
        form = {f"is-{KEY}": "yes", f"note-{KEY}": note, f"seen-{KEY}": number, "csrfmiddlewaretoken": token}
        if "Saved." in self._ask("save", f"/cases/{case}/answers/?only={KEY}", form, part=True):
            self.saved.append(Saved(case, note))

    def _ask(self, page: str, address: str, form: dict[str, str] | None = None, *, part: bool = False) -> str:
        begun = time.perf_counter()
        try:
            status, text, _ = self._browser.ask(address, form, part=part)
        except (OSError, http.client.HTTPException):
            status, text = 0, ""
        self.done.append(Done(page, (time.perf_counter() - begun) * 1000, status == http.HTTPStatus.OK))
        return text


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return found.group(1) if found else ""


@contextlib.contextmanager
def served(folder: Path, plan: Plan, port: int) -> Iterator[tuple[float, int]]:
    """The server as shipped: seconds until it answered first, and its process; killed at the end, as a failing machine would."""
    environment = {**os.environ, "ARTICLE3_HOME": str(folder / "store"), "ARTICLE3_PASSPHRASE": plan.secret}
    command = [sys.executable, "-c", "from article3.cli import main; main()", "serve", "--port", str(port)]
    begun = time.perf_counter()
    with (folder / "server.log").open("ab") as log:
        running = subprocess.Popen(command, env=environment, stderr=log, start_new_session=True)  # noqa: S603 - our own command
    try:
        while True:
            with contextlib.suppress(OSError):
                if Browser(port).ask("/health")[0] == http.HTTPStatus.OK:
                    break
            if running.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise RuntimeError(f"the server did not start; see {folder / 'server.log'}")
            time.sleep(0.01)
        yield time.perf_counter() - begun, running.pid
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def memory(group: int) -> list[float]:
    """Megabytes that each process of the server has in memory, pages that they share counted in each."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(place.name)) == group:
                lines = (place / "status").read_text(encoding="utf-8").splitlines()
                found += [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")]
    return sorted(found)


def processors(group: int) -> float:
    """Seconds that the server's processes have been on a processor: what a busy machine does not change much."""
    used = 0
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(place.name)) == group:
                fields = (place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")


def worked(plan: Plan, port: int, seconds: float, pause: float, group: int) -> tuple[list[Worker], float]:
    """Everybody signs in, then all work at the same time; the seconds of processors that the server took for their work."""
    browsers = [Browser(port) for _ in plan.people]
    for browser, person in zip(browsers, plan.people, strict=True):
        browser.sign_in(person)
    before = processors(group)
    until = time.monotonic() + seconds
    zipped = zip(plan.people, browsers, strict=True)
    workers = [Worker(number, person, browser, until, pause) for number, (person, browser) in enumerate(zipped)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return workers, processors(group) - before


def lost(saved: list[Saved]) -> int:
    """How many acknowledged saves no version of their case holds."""
    from article3.store.models import Version  # noqa: PLC0415 - Django has been set up by now

    by_case: dict[str, list[str]] = defaultdict(list)
    for one in saved:
        by_case[one.case].append(one.note)
    missing = 0
    for case, notes in by_case.items():
        kept = "\n".join(Version.objects.filter(case_id=case).values_list("text", flat=True))
        missing += sum(note not in kept for note in notes)
    return missing


def table(done: list[Done], seconds: float) -> dict[str, dict[str, float]]:
    """By page: how many, how many a second, milliseconds (p50, p95, p99, longest), how many were not answered well."""
    found = {}
    for page in (*PAGES, "all"):
        of = [one for one in done if page in {one.page, "all"}]
        if not of:
            continue
        taken = sorted(one.taken for one in of)
        cuts = statistics.quantiles(taken, n=100, method="inclusive") if len(taken) > 1 else taken * 99
        figures = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": taken[-1]}
        rounded = {name: round(value, 1) for name, value in figures.items()}
        found[page] = {
            "requests": len(of),
            "per_s": round(len(of) / seconds, 1),
            **rounded,
            "errors": sum(not one.well for one in of),
        }
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--port", type=int, default=8077)
    parser.add_argument("--starts", type=int, default=5, help="how often the server is started only to see how long that takes")
    parser.add_argument(
        "--pauses", type=float, nargs="+", default=[1.5, 0], help="mean seconds between two requests of one person"
    )
    asked = parser.parse_args()
    plan = msgspec.json.decode((asked.folder / "plan.json").read_bytes(), type=Plan)

    from article3.store.home import Home  # noqa: PLC0415
    from article3.store.opening import set_up, unlock  # noqa: PLC0415

    home = Home(asked.folder / "store")
    set_up(home, unlock(home, plan.secret.encode()), database=os.environ.get("ARTICLE3_DATABASE", ""))
    report: dict[str, object] = {"on": dt.datetime.now(dt.UTC).isoformat(), "cores": os.cpu_count(), "cases": plan.cases}
    starts = []
    for _ in range(asked.starts):
        with served(asked.folder, plan, asked.port) as (begun, _group):
            starts.append(round(begun, 2))
    report["start_s"] = starts
    print("seconds until the first answer:", *starts)
    for pause in asked.pauses:
        before = os.getloadavg()[0]
        with served(asked.folder, plan, asked.port) as (_, group):
            first = memory(group)
            workers, spent = worked(plan, asked.port, asked.seconds, pause, group)
            used = memory(group)
        saved = [one for worker in workers for one in worker.saved]
        done = [one for worker in workers for one in worker.done]
        found, each = table(done, asked.seconds), round(1000 * spent / max(1, len(done)), 1)
        missing = lost(saved)
        report[f"pause {pause}"] = {
            "people": len(workers), "load_before": before, "pages": found, "acknowledged": len(saved), "lost": missing,
            "processor_ms_each": each, "mb_at_start": first, "mb_at_end": used,
        }  # fmt: skip
        print(f"{len(workers)} people, {pause} s between requests, {asked.seconds} s; load before {before:.1f}")
        for page, figures in found.items():
            print(f"  {page:10}", *(f"{name} {value:g}" for name, value in figures.items()), sep="  ")
        print(f"  saves acknowledged {len(saved)}, lost {missing}; processor ms of the server for each request {each:g}")
        print("  MB", *(f"{one:.0f}" for one in first), "then", *(f"{one:.0f}" for one in used))
    (asked.folder / "report.json").write_bytes(msgspec.json.format(msgspec.json.encode(report)))


if __name__ == "__main__":
    main()
