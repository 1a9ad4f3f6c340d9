"""C through the system's compiler: built at first use for the machine at hand, and kept.

Nothing here is needed: where there is no compiler, or what it makes does not work, NumPy does the same more slowly.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import hashlib
import os
import platform
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

_FLAGS = ("-O3", "-march=native", "-shared", "-fPIC", "-w")
_DIGEST = 32
"""Bytes of the sum of a library, kept at its end."""
_TIMEOUT = 120
"""Seconds after which the compiler is given up; it takes less than one."""
OFF = "ARTICLE3_COMPILER"
"""Environment variable that names the compiler; ``none`` does without."""


class NotCompiledError(RuntimeError):
    """There is no compiled form; the message says why."""


@functools.cache
def compiler() -> str:
    """The C compiler.

    Raises:
        NotCompiledError: if there is none.
    """
    named = os.environ.get(OFF)
    if named == "none":
        raise NotCompiledError(f"{OFF}=none")
    for name in (named,) if named else ("cc", "gcc", "clang"):
        found = shutil.which(name)
        if found is not None:
            return found
    raise NotCompiledError(f"there is no C compiler{f' called {named}' if named else ''}; any will do, such as Debian's gcc")


@functools.lru_cache(maxsize=64)
def library(source: str) -> ctypes.CDLL:
    """A source as a library that is loaded.

    Raises:
        NotCompiledError: if it cannot be had.
    """
    try:
        made = _cache() / f"{_key(source)}.so"
        if not _is_sound(made):
            _build(source, made)
        return ctypes.CDLL(str(made))
    except (OSError, RuntimeError) as error:
        if isinstance(error, NotCompiledError):
            raise
        raise NotCompiledError(f"what the compiler made cannot be kept or loaded: {error}") from None


def _is_sound(made: Path) -> bool:
    """Whether a library is kept, whole, where nobody else can have put it.

    Raises:
        NotCompiledError: if somebody else can write there: code is loaded from it.
    """
    try:
        kept = made.read_bytes()
        state = made.parent.stat()
    except FileNotFoundError:
        return False
    if state.st_uid != os.geteuid() or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise NotCompiledError(f"{made.parent} is not yours alone to write in; what is compiled is kept there")
    return hashlib.sha256(kept[:-_DIGEST]).digest() == kept[-_DIGEST:]


def _build(source: str, made: Path) -> None:
    try:
        made.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=made.parent, prefix=".build-") as folder:
            written, built = Path(folder) / "rules.c", Path(folder) / "rules.so"
            written.write_text(source, encoding="utf-8")
            command = [compiler(), *_FLAGS, str(written), "-o", str(built)]
            subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT)  # noqa: S603 - our own source
            # A loader minds nothing after a library's end; what is cut off or altered is told by the sum that stands there.
            with built.open("r+b") as stream:
                told = hashlib.sha256(stream.read()).digest()
                stream.write(told)
                stream.flush()
                os.fsync(stream.fileno())
            built.replace(made)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotCompiledError(f"{compiler()} refused it: {said[0] if said else error.returncode}") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotCompiledError(f"it cannot be compiled: {error}") from None


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "article3" / "compiled"


@functools.lru_cache(maxsize=64)
def _key(source: str) -> str:
    """What another source, compiler or processor would have otherwise."""
    return hashlib.sha256("\n".join([source, _version(), *_FLAGS, _processor()]).encode()).hexdigest()[:32]


@functools.cache
def _version() -> str:
    try:
        told = subprocess.run([compiler(), "--version"], check=True, capture_output=True, timeout=_TIMEOUT)  # noqa: S603 - found above
    except (OSError, subprocess.SubprocessError) as error:
        raise NotCompiledError(f"{compiler()} does not tell its version: {error}") from None
    return told.stdout.decode("utf-8", "replace")


_TELLING = ("model name", "flags", "Features", "CPU implementer", "CPU architecture", "CPU part", "isa", "uarch")


@functools.cache
def _processor() -> str:
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        told = "\n".join(line for line in lines if line.startswith(_TELLING))[:10_000]
        if told:
            return told
    return f"{platform.machine()} {platform.processor()}"
