"""The file that a person keeps: it opens with its passphrase and with nothing else, and holds nothing in the clear."""

from __future__ import annotations

import base64
import json
import math
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from article3.check.casing import built
from article3.check.phrases import MANY, six_words, words
from article3.check.sealed import LARGEST, SealedError, is_locked, locked, unlocked
from article3.check.state import State
from article3.cli.app import app
from article3.facts.case_file import parse_case

if TYPE_CHECKING:
    from pathlib import Path

    from article3.law.loading import Law

PHRASE = "seven plain words nobody has written here"
STATE = State().with_answer("country", "SV").with_answer("fear", "yes").with_answer("who", "private").with_answer("state", "CA")


@pytest.fixture(scope="module")
def case(law: Law) -> str:
    return built(STATE, law).text


@pytest.fixture(scope="module")
def sealed(case: str) -> bytes:
    return locked(case, STATE, PHRASE)


def test_it_opens_with_its_passphrase(sealed: bytes, case: str) -> None:
    inside = unlocked(sealed, PHRASE)
    assert inside.case == case
    assert inside.state == STATE
    assert unlocked(sealed, f"  {PHRASE.replace(' ', '  ')} ").state == STATE, "spaces are as people type them"


def test_it_holds_no_plain_word_of_the_answers(sealed: bytes) -> None:
    for word in ("Salvador", "article3", "check", "fear", "private", "detained", "circuit", "torture", "SV"):
        assert word.encode() not in sealed.partition(b"\n")[2], word
    head = json.loads(sealed.partition(b"\n")[0])
    assert set(head) == {"what", "version", "key"}
    assert head["what"] == "a3"
    assert set(head["key"]) == {"salt", "operations", "memory", "wrapped"}


def test_two_files_of_the_same_answers_have_nothing_alike(case: str, sealed: bytes) -> None:
    again = locked(case, STATE, PHRASE)
    assert again.partition(b"\n")[2][:24] != sealed.partition(b"\n")[2][:24]
    assert json.loads(again.partition(b"\n")[0])["key"]["salt"] != json.loads(sealed.partition(b"\n")[0])["key"]["salt"]


def test_another_passphrase_is_named_as_the_cause(sealed: bytes) -> None:
    with pytest.raises(SealedError, match="the passphrase is another one"):
        unlocked(sealed, PHRASE.upper())


@pytest.mark.parametrize("at", [-1, -40])
def test_a_changed_file_is_refused(sealed: bytes, at: int) -> None:
    changed = bytearray(sealed)
    changed[at] ^= 1
    with pytest.raises(SealedError, match="cut short or changed"):
        unlocked(bytes(changed), PHRASE)
    with pytest.raises(SealedError, match="cut short or changed"):
        unlocked(sealed[:at], PHRASE)


def test_a_file_cannot_ask_for_more_work_than_ours(sealed: bytes) -> None:
    line, _, body = sealed.partition(b"\n")
    head = json.loads(line)
    for key, value in (("memory", 1 << 40), ("operations", 1 << 30), ("salt", base64.b64encode(b"short").decode())):
        made = {**head, "key": {**head["key"], key: value}}
        with pytest.raises(SealedError, match="another version"):
            unlocked(json.dumps(made).encode() + b"\n" + body, PHRASE)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"article3: 1\n", b'{"what":"article3 backup","version":1}\n', b"x" * (LARGEST + 1)]
)
def test_what_is_no_such_file_is_named(content: bytes) -> None:
    assert not is_locked(content)
    with pytest.raises(SealedError, match="not a file of the private check"):
        unlocked(content, PHRASE)


def test_a_short_passphrase_keeps_nobody_out(case: str) -> None:
    with pytest.raises(SealedError, match="at least 12"):
        locked(case, STATE, "a b c        d")


def test_six_words_are_plain_and_hard_to_guess() -> None:
    assert MANY * math.log2(len(words())) > 54
    assert len(set(words())) == len(words())
    assert all(word.isascii() and word.islower() and word.isalpha() and 3 <= len(word) <= 8 for word in words())
    made = six_words()
    assert set(made.split()) <= set(words())
    assert len(made.split()) == MANY
    assert made != six_words()


def opened(*arguments: str, phrase: str = PHRASE) -> tuple[int, str, str]:
    done = CliRunner(env={"ARTICLE3_PASSPHRASE": phrase, "NO_COLOR": "1"}).invoke(app, ["check", "open", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_a_representative_opens_it_as_a_case(sealed: bytes, case: str, tmp_path: Path, law: Law) -> None:
    file, out = tmp_path / "private.a3", tmp_path / "case.yaml"
    file.write_bytes(sealed)
    code, _, told = opened(str(file), "-o", str(out))
    assert code == 0, told
    assert "confidential" in told
    assert out.read_text(encoding="utf-8") == case
    assert out.stat().st_mode & 0o077 == 0
    assert parse_case(out.read_text(encoding="utf-8"), "case.yaml", law).circuit == "ca9"
    assert opened(str(file), "-o", str(out))[0] == 2
    assert opened(str(file), "-o", str(out), "--force")[0] == 0
    assert opened(str(file))[1] == case


def test_what_goes_wrong_is_named_and_nothing_written(sealed: bytes, tmp_path: Path) -> None:
    file, out = tmp_path / "private.a3", tmp_path / "case.yaml"
    file.write_bytes(sealed)
    for arguments, phrase, why in (
        ((str(file),), "another passphrase", "the passphrase is another one"),
        ((str(file),), "", "set ARTICLE3_PASSPHRASE"),
        ((str(tmp_path / "none"),), PHRASE, "cannot be read"),
        ((str(tmp_path),), PHRASE, "cannot be read"),
    ):
        code, said, told = opened(*arguments, "-o", str(out), phrase=phrase)
        assert code == 2
        assert why in told
        assert not said
        assert not out.exists()
