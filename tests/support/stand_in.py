"""A stand-in for CourtListener's look-up of citations, on this machine: it answers as the service's documentation says."""

from __future__ import annotations

import contextlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 250
_CITATION = re.compile(r"(\d+) ([A-Z][\w.&' ]*?) (\d+)")

Cluster = dict[str, Any]


def cluster(name: str, filed: str, *citations: str) -> Cluster:
    """A decision as the service describes it, as far as it is used here."""
    parts = [_CITATION.fullmatch(one) for one in citations]
    return {
        "case_name": name,
        "date_filed": filed,
        "absolute_url": f"/opinion/1/{name.split(maxsplit=1)[0].lower()}/",
        "citations": [{"volume": int(one[1]), "reporter": one[2], "page": one[3], "type": 1} for one in parts if one is not None],
    }


class StandIn:
    """What it has on file, what it was asked, and how it is to fail.

    Attributes:
        on_file: decisions by citation.
        texts: the text of each request.
        tokens: its header of authorization.
        failing: answers to give before it works: a code, headers and a body for each.
    """

    def __init__(self) -> None:
        self.on_file: dict[str, list[Cluster]] = {}
        self.texts: list[str] = []
        self.tokens: list[str | None] = []
        self.failing: list[tuple[int, dict[str, str], Any]] = []
        self.url = ""

    def answer(self, text: str) -> list[dict[str, Any]]:
        """One answer for each citation, in the order of the text; those beyond the limit are put off."""
        return [self._one(found, number) for number, found in enumerate(_CITATION.finditer(text))]

    def _one(self, found: re.Match[str], number: int) -> dict[str, Any]:
        clusters = self.on_file.get(found.group(), [])
        if number >= LIMIT:
            status, why, clusters = 429, "Too many citations requested.", []
        elif found[2] == "Unk. Rep.":
            status, why = 400, "Unable to find reporter."
        elif not clusters:
            status, why = 404, f"Citation not found: '{found.group()}'"
        else:
            status, why = (200, "") if len(clusters) == 1 else (300, "")
        return {
            "citation": found.group(),
            "normalized_citations": [found.group()],
            "start_index": found.start(),
            "end_index": found.end(),
            "status": status,
            "error_message": why,
            "clusters": clusters,
        }


@contextlib.contextmanager
def running() -> Iterator[StandIn]:
    """One that listens, until the end of the block."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if stand_in.failing:
                code, headers, answer = stand_in.failing.pop(0)
            else:
                stand_in.texts.append(parse_qs(body)["text"][0])
                stand_in.tokens.append(self.headers["Authorization"])
                code, headers, answer = 200, {}, stand_in.answer(stand_in.texts[-1])
            content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(code)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_port}/api/rest/v4"
    try:
        yield stand_in
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
