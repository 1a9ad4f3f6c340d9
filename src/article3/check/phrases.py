"""Six plain words as a passphrase, for who would rather not think one up."""

from __future__ import annotations

import functools
import secrets
import tomllib
from pathlib import Path

MANY = 6
"""Words of a passphrase: with this list more than 54 bits, each of which Argon2id makes slow to guess."""


@functools.cache
def words() -> tuple[str, ...]:
    """The list from which they are drawn."""
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["words"].split())


def six_words() -> str:
    """A passphrase that nobody has seen before."""
    return " ".join(secrets.choice(words()) for _ in range(MANY))
