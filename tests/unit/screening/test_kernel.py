"""The rules in C: only where they give what NumPy gives; without a compiler, in NumPy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from article3.rules.rulebase import FORMS, RULES
from article3.screening import compiler
from article3.screening.bits import BLOCK, WORDS, NumPyTools
from article3.screening.compiler import NotCompiledError
from article3.screening.kernel import CHUNK, CompiledKernel, NumPyKernel, kernel, tools
from article3.screening.layout import layout
from article3.screening.packing import Packed
from article3.screening.translation import NotTranslatedError, translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from article3.logic.propositions import Rule


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No library is loaded yet, and none was kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    caches = (compiler.compiler, compiler.library, compiler._key, compiler._version)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    for cache in caches:
        cache.cache_clear()


def at_random(roots: Sequence[Rule], blocks: int, entries: int) -> Packed:
    found = layout(tuple(roots))
    height = found.wide + sum(found.entries[one.entity] * entries for one in found.collections)
    rows = np.random.default_rng(5).integers(0, 1 << 64, (blocks, height, WORDS), np.uint64)
    return Packed(found, blocks * BLOCK, dict.fromkeys(found.collections, entries), rows, None)


@pytest.mark.parametrize("entries", [0, 1, 5])
@pytest.mark.parametrize("blocks", [1, CHUNK + 3])
def test_both_give_the_same_on_any_rows(blocks: int, entries: int) -> None:
    roots = (*FORMS, RULES["past_torture"], RULES["timely_appeal"])
    cases = at_random(roots, blocks, entries)
    compiled = CompiledKernel(cases.layout, roots, threads=2)(cases)
    assert (compiled == NumPyKernel(roots)(cases)).all()


def test_every_rule_about_a_case_is_translated() -> None:
    for rule in RULES.values():
        if rule.entity is None:
            assert rule.id not in translated(layout((rule,)), (rule,))  # names are no part of it


def test_a_rule_about_each_harm_is_left_to_numpy() -> None:
    roots = (RULES["torture"],)
    with pytest.raises(NotTranslatedError, match="torture is about each harm"):
        translated(layout(roots), roots)
    assert "about each harm" in kernel(layout(roots), roots).why


def test_there_is_no_other_kernel() -> None:
    with pytest.raises(ValueError, match="use auto, numpy or compiled"):
        kernel(layout(FORMS), FORMS, "fortran")


def test_without_a_compiler_numpy_does_it(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(fresh))
    found = kernel(layout(FORMS), FORMS)
    assert (found.name, isinstance(tools(), NumPyTools)) == ("numpy", True)
    assert "no C compiler" in found.why
    with pytest.raises(NotCompiledError, match="no C compiler"):
        kernel(layout(FORMS), FORMS, "compiled")
    with pytest.raises(NotCompiledError):
        tools("compiled")


@pytest.mark.usefixtures("fresh")
def test_it_can_be_told_to_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTICLE3_COMPILER", "none")
    assert kernel(layout(FORMS), FORMS).why == "ARTICLE3_COMPILER=none"


def test_a_compiler_that_refuses_is_quoted(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = fresh / "broken"
    broken.write_text("#!/bin/sh\n[ \"$1\" = --version ] && echo 1 && exit 0\necho 'no room on the device' >&2\nexit 1\n")
    broken.chmod(0o700)
    monkeypatch.setenv("ARTICLE3_COMPILER", str(broken))
    assert "no room on the device" in kernel(layout(FORMS), FORMS).why
    assert not list(fresh.rglob("*.so"))


@pytest.mark.unmeasured
@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("left", [0, 9000, -1])
def test_what_was_cut_off_or_altered_is_made_anew(left: int) -> None:
    assert kernel(layout(FORMS), FORMS).name == "compiled"
    kept = compiler._cache() / f"{compiler._key(translated(layout(FORMS), FORMS))}.so"
    sound = kept.read_bytes()
    damaged = sound[:left] if left >= 0 else sound[:5000] + b"\0" * 9 + sound[5009:]
    kept.unlink()  # what is loaded stays as it is
    kept.write_bytes(damaged)
    assert not compiler._is_sound(kept)
    compiler.library.cache_clear()
    assert kernel(layout(FORMS), FORMS).name == "compiled"
    assert compiler._is_sound(kept)


def test_nothing_is_loaded_from_where_others_can_write(fresh: Path) -> None:
    assert kernel(layout(FORMS), FORMS).name == "compiled"
    (fresh / "article3" / "compiled").chmod(0o777)
    compiler.library.cache_clear()
    assert "is not yours alone to write in" in kernel(layout(FORMS), FORMS).why


@pytest.mark.usefixtures("fresh")
def test_without_a_home_numpy_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert "home directory" in kernel(layout(FORMS), FORMS).why


def test_what_gives_other_bits_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NumPyKernel, "__call__", lambda _, cases: np.zeros((len(cases.rows), 2 * len(FORMS), WORDS), np.uint64))
    found = kernel(layout(FORMS), FORMS)
    assert (found.name, found.why) == ("numpy", "what was compiled gives other bits than NumPy does")


def test_the_source_is_the_same_each_time() -> None:
    assert translated(layout(FORMS), FORMS) == translated(layout(FORMS), FORMS)
    assert Path(compiler.__file__).with_name("native.c").exists()
