"""The kinds of evidence of a claim, and what is to be known of a publication, as data (``kinds.toml``)."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from pathlib import Path

import msgspec


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A provision, and the paragraph of it."""

    authority: str
    pin: str


class Rule(Basis, frozen=True, forbid_unknown_fields=True):
    """What a provision says, in our words."""

    says: str


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of evidence.

    Attributes:
        proves: what it can prove, in sentences.
        ask: the question with which to look for it.
        exhibits: kinds of exhibits that are of this kind.
        facts: facts; an exhibit that proves one is of this kind too.
        law: what provisions say of such evidence, or of what it proves.
    """

    id: str
    name: str
    proves: tuple[str, ...]
    ask: str
    exhibits: tuple[str, ...]
    facts: tuple[str, ...]
    law: tuple[Rule, ...] = ()


class Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Something to be known of what a publisher published from some day on.

    Attributes:
        words: one of these stands in the author, the title or the source of such an exhibit, in small letters.
        source: what was read, so that another person finds it.
        on: the day it was read.
    """

    publisher: str
    words: tuple[str, ...]
    from_: dt.date
    says: str
    source: str
    on: dt.date


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data.

    Attributes:
        by: the provision by which all evidence relevant to future torture is considered.
    """

    kinds: tuple[Kind, ...]
    notices: tuple[Notice, ...]
    by: Basis


@functools.cache
def evidence_kinds() -> Kinds:
    """The kinds and the notices, checked."""
    data = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return msgspec.convert(data, Kinds)
