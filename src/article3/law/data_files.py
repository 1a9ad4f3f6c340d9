"""Read a TOML file of the law data, with errors that name the file, the place, the cause and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

_T = TypeVar("_T")


class LawDataError(Exception):
    """The law data is broken; the message names file, place, cause and remedy."""


def read_text(path: Path, *, name: str = "", remedy: str = "") -> str:
    """The text of a file.

    Args:
        path: the file.
        name: what to call it in messages; its own name if empty.
        remedy: what to do if it is missing.

    Raises:
        LawDataError: if it is missing, no file, not readable, or no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LawDataError(f"{name or path} is missing{f'; {remedy}' if remedy else ''}") from None
    except UnicodeDecodeError as error:
        raise LawDataError(f"{name or path.name}: {error}; save it as UTF-8") from None
    except OSError as error:
        where = name or f"{path.parent.name}/{path.name}"
        if path.is_dir():
            raise LawDataError(f"{where} is a directory, and every name in .toml is read as a file; move or rename it") from None
        raise LawDataError(f"{where} cannot be read ({error.strerror}); make it a file that you may read") from None


def parse(text: str, name: str) -> dict[str, Any]:
    """The tables in a text.

    Raises:
        LawDataError: if it is not TOML.
    """
    import tomllib  # noqa: PLC0415 - most runs find the law data in the cache

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LawDataError(f"{name}: {error}; correct the TOML") from None


def read(path: Path, *, name: str = "", remedy: str = "") -> dict[str, Any]:
    """The tables of a file.

    Args:
        path: the file.
        name: what to call it in messages; its own name if empty.
        remedy: what to do if it is missing.

    Raises:
        LawDataError: if it is missing, no file, not readable, no UTF-8, or no TOML.
    """
    return parse(read_text(path, name=name, remedy=remedy), name or path.name)


def convert(data: Any, kind: type[_T], name: str, *, remedy: str = "") -> _T:
    """The data as a typed value; unknown keys and wrong types are errors.

    Args:
        data: what was read.
        kind: the type.
        name: what to call its place in messages.
        remedy: what to do if it does not fit.

    Raises:
        LawDataError: if it does not fit.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise LawDataError(f"{name}: {error}{f'; {remedy}' if remedy else ''}") from None
