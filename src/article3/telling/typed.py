"""What a person may type in an interview, in their language."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path


@functools.cache
def commands(language: str) -> dict[str, str]:
    """What is meant in English by each word or phrase that may be typed; empty for English itself."""
    stated = tomllib.loads(Path(__file__).with_name("typed.toml").read_text(encoding="utf-8")).get(language, {})
    return {typed: english for english, ways in stated.items() for typed in ways}
