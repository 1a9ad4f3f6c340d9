"""The process that reads one document: it comes in through a pipe, its pages go out as lines, and nothing is written to disk.

``python -m article3.documents.texts.child KIND FIRST``
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import signal
import sys

import msgspec

from article3.documents.texts.extraction import said
from article3.documents.texts.model import Said, Stopped, Why

MEMORY = 2_500_000_000
"""Bytes that reading a document may take, those of Tesseract apart."""
_DIES_WITH_PARENT = 1


def confine() -> None:
    """Give up what reading a document does not need: memory without end, files, a copy of memory after a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)


def main() -> None:
    """Read what comes in."""
    confine()
    kind, first = sys.argv[1], int(sys.argv[2])
    try:
        for one in said(sys.stdin.buffer.read(), kind, first):
            _say(one)
    except MemoryError:
        _say(Stopped(Why.MEMORY))


def _say(one: Said) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(one) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
