"""The answers as a file that the person keeps: sealed with a passphrase, to go on later or to hand to a representative.

A line by which the program knows it, a line with what opens it (Argon2id, RFC 9106), and the sealed content (see
``store.sealing``). The key is made for this file alone.
"""

from __future__ import annotations

import base64
import binascii
import io

import msgspec
import nacl.pwhash

from article3.check.state import BadStateError, State, read
from article3.check.stated import case_text
from article3.store.errors import DamagedError, WrongKeyError
from article3.store.home import KeyRecord
from article3.store.keys import MasterKey, new_key, opened
from article3.store.sealing import seal, unseal

NAME = "notes.a3"
"""What such a file is called; neither its name nor its first line tells whoever finds it what it is about."""
LARGEST = 100_000
"""Most bytes of such a file."""
_HEAD = b"a3 1\n"
_NAME = "check"
_OPERATIONS, _MEMORY = nacl.pwhash.argon2id.OPSLIMIT_INTERACTIVE, nacl.pwhash.argon2id.MEMLIMIT_INTERACTIVE
"""Made and opened where many may ask at once, so that it is not as slow as the key of a store."""


class CarriedError(Exception):
    """A file can't be opened; the message says why and what to do, and repeats nothing of it."""


class Carried(msgspec.Struct, frozen=True):
    """What such a file holds.

    Attributes:
        answers: as a page carries them.
        case: as a case file.
    """

    answers: str
    case: str


def made(state: State, passphrase: str) -> bytes:
    """The answers as a file.

    Raises:
        StoreError: if the passphrase is too short to keep anybody out.
    """
    key = new_key()
    record = key.sealed(_secret(passphrase), operations=_OPERATIONS, memory=_MEMORY)
    out = io.BytesIO()
    out.write(_HEAD + base64.b64encode(msgspec.msgpack.encode(record)) + b"\n")
    seal([msgspec.json.encode(Carried(state.written(), case_text(state)))], out, key.for_(_NAME), _NAME)
    return out.getvalue()


def is_carried(data: bytes) -> bool:
    """Whether a file says that it is one of these."""
    return data.startswith(_HEAD)


def open_carried(data: bytes, passphrase: str) -> Carried:
    """What a file holds.

    Raises:
        CarriedError: if it is none, was changed, or the passphrase is another.
    """
    if not is_carried(data) or len(data) > LARGEST:
        raise CarriedError("this is no file of the private check; choose the file that was saved there")
    source = io.BytesIO(data)
    source.readline()
    try:
        record = msgspec.msgpack.decode(base64.b64decode(source.readline().rstrip(b"\n"), validate=True), type=KeyRecord)
        key = _key(record, passphrase)
        return msgspec.json.decode(b"".join(unseal(source, key.for_(_NAME), _NAME)), type=Carried)
    except WrongKeyError:
        raise CarriedError("this is not its passphrase; type it as it was chosen, with spaces and capitals") from None
    except (binascii.Error, msgspec.MsgspecError, DamagedError):
        raise CarriedError("the file was changed or cut short; ask for it again") from None


def _key(record: KeyRecord, passphrase: str) -> MasterKey:
    """The key of a file, if it asks for no more work than one of ours."""
    if record.operations > 2 * _OPERATIONS or record.memory > 2 * _MEMORY:
        raise DamagedError("it asks for more work than any of ours")
    return opened(record, _secret(passphrase))


def _secret(passphrase: str) -> bytes:
    """A passphrase as it is used: with one space between its words, however it was typed."""
    return " ".join(passphrase.split()).encode()


def answers_of(carried: Carried) -> State:
    """The answers to go on with.

    Raises:
        CarriedError: if this version asks other questions.
    """
    try:
        return read(carried.answers)
    except BadStateError:
        raise CarriedError("it was made by another version of the check, which asked other questions; begin again") from None
