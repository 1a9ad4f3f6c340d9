"""Six plain words as a passphrase, for who would rather not think one up."""

from __future__ import annotations

import functools
import secrets

from article3.check.loading import HERE
from article3.law.data_files import read

MANY = 6
"""Words of a passphrase: with this list more than 54 bits, each of which Argon2id makes slow to guess."""


@functools.cache
def words() -> tuple[str, ...]:
    """The list they are drawn from."""
    return tuple(str(read(HERE / "words.toml")["words"]).split())


def six_words() -> str:
    """A passphrase that nobody has seen before."""
    return " ".join(secrets.choice(words()) for _ in range(MANY))
