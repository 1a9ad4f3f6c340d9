"""The program in this process: its arguments, its streams and its environment as it would have them in a process of its own.

To start Python and import the program takes longer than most commands run. A process of its own stays where one is
tested: closed and broken streams, other encodings, what is loaded, libraries that are missing.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from unittest import mock

from article3.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OURS = frozenset({"NO_COLOR", "FORCE_COLOR", "ARTICLE3_DEBUG"})
"""What the one who runs the tests may have set for himself."""


def article3(
    *arguments: str, stdin: str | None = None, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command as the installed program does, without color unless asked for."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    given, out, err = (io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8") for text in (stdin or "", "", ""))
    with (
        mock.patch.dict(os.environ, {**kept, "COLUMNS": "80", **(environment or {})}, clear=True),
        mock.patch.multiple(sys, argv=["article3", *arguments], stdin=given, stdout=out, stderr=err),
        contextlib.chdir(cwd or "."),
    ):
        code = _code()
        out.flush()
        err.flush()
    return subprocess.CompletedProcess(["article3", *arguments], code, _text(out), _text(err))


def _code() -> int:
    try:
        main()
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else int(stopped.code is not None)
    return 0


def _text(stream: io.TextIOWrapper) -> str:
    """What was written, with line ends as a pipe read as text has them."""
    stream.seek(0)
    return stream.read()
