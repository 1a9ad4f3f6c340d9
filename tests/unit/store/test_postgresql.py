"""The store's tests once more on a PostgreSQL server, which is started here and gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
pytestmark = [
    pytest.mark.unmeasured,
    pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed; 'make test' installs it where Debian is"),
]


def as_nobody_special(*command: str) -> list[str]:
    """The server refuses to run as root."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command] if os.getuid() == 0 else [*command]


@pytest.fixture
def address() -> Iterator[str]:
    assert PROGRAMS is not None
    place = Path("/tmp") / f"article3-pg-{os.getpid()}"  # noqa: S108 - a socket's path is short
    place.mkdir(mode=0o700)
    try:
        if os.getuid() == 0:
            shutil.chown(place, "postgres", "postgres")
        data = place / "data"
        subprocess.run(
            as_nobody_special(str(PROGRAMS / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync"),
            check=True, capture_output=True, cwd="/",
        )  # fmt: skip
        options = f"-c listen_addresses= -k {place} -c fsync=off"
        control = as_nobody_special(str(PROGRAMS / "pg_ctl"), "-D", str(data), "-w", "-l", str(place / "log"))
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        try:
            yield f"postgresql://postgres@/postgres?host={place}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL, cwd="/")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def test_the_store_works_on_postgresql_as_on_its_own_database(address: str) -> None:
    tests = ["test_cases.py", "test_trail.py", "test_backup.py", "test_files.py", "test_reading.py", "test_search.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", *(f"tests/unit/store/{name}" for name in tests)],
        env={**os.environ, "ARTICLE3_TEST_DATABASE": address}, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    assert "[100%]" in done.stdout, "some ran"
