"""The rules on packed cases: in C where it can be compiled, in NumPy everywhere.

What is compiled is held against NumPy before it is first used: on random rows both must give the same bits.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from article3.logic.planes import PlaneEvaluation
from article3.screening.arrays import np
from article3.screening.bits import BLOCK, WORDS, NumPyTools
from article3.screening.compiler import NotCompiledError, library
from article3.screening.native import NativeTools, at, whole
from article3.screening.packing import Packed, PackedLeaves
from article3.screening.translation import FUNCTION, NotTranslatedError, translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.logic.propositions import Rule
    from article3.screening.bits import Bits, Tools
    from article3.screening.layout import Layout

CHUNK = 512
"""Blocks that NumPy works on together, so that what is in between stays in the processor's cache."""
_SMALLEST = 256
"""Blocks that are worth a thread."""
_CHECKED = 3
"""Blocks of random rows on which the two are held against each other."""


class Kernel(Protocol):
    """The rules made ready to run.

    Attributes:
        name: ``numpy`` or ``compiled``.
        why: why it is not compiled; empty if it is, or need not be.
    """

    name: str
    why: str

    def __call__(self, cases: Packed) -> Bits:
        """For each rule of the layout where it is established and where not; shape (blocks, twice the rules, words)."""


class NumPyKernel:
    """The rules in NumPy.

    Args:
        roots: the rules asked.
        why: why they are not compiled, where that was tried.
    """

    def __init__(self, roots: Sequence[Rule], why: str = "") -> None:
        self.name, self.why = "numpy", why
        self._roots = roots

    def __call__(self, cases: Packed) -> Bits:
        out = np.empty((len(cases.rows), 2 * len(self._roots), WORDS), np.uint64)
        for start in range(0, len(cases.rows), CHUNK):
            part = slice(start, start + CHUNK)
            evaluation: PlaneEvaluation[Bits] = PlaneEvaluation(PackedLeaves(cases, part))
            for place, root in enumerate(self._roots):
                planes = evaluation.planes(root)
                out[part, 2 * place], out[part, 2 * place + 1] = planes.yes, planes.no
        return out


class CompiledKernel:
    """The rules in C.

    Args:
        layout: which row holds what.
        roots: the rules asked.
        threads: how many processors to use.

    Raises:
        NotCompiledError: if they cannot be compiled.
        article3.screening.translation.NotTranslatedError: if they cannot be translated.
    """

    def __init__(self, layout: Layout, roots: Sequence[Rule], threads: int = 1) -> None:
        self.name, self.why = "compiled", ""
        self._layout, self._rules, self._threads = layout, 2 * len(roots), threads
        self._function = getattr(library(translated(layout, roots)), FUNCTION)

    def __call__(self, cases: Packed) -> Bits:
        count, height, _ = cases.rows.shape
        out = np.empty((count, self._rules, WORDS), np.uint64)
        collections = self._layout.collections
        first = np.array([cases.start(collection) for collection in collections], np.int64)
        entries = np.array([cases.entries[collection] for collection in collections], np.int64)
        rows = cases.rows

        def run(start: int, end: int) -> None:
            self._function(at(rows, start), whole(end - start), whole(height), at(first), at(entries), at(out, start))

        share = -(-count // max(1, min(self._threads, count // _SMALLEST)))
        if share >= count:
            run(0, count)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(lambda start: run(start, min(start + share, count)), range(0, count, share)))
        return out


def kernel(layout: Layout, roots: Sequence[Rule], wanted: str = "auto", threads: int = 1) -> Kernel:
    """Some rules of a layout made ready to run.

    Args:
        layout: which row holds what.
        roots: the rules; each is about the case as a whole.
        wanted: ``auto`` for the fastest that works, ``numpy``, or ``compiled``.
        threads: how many processors to use, where it can be.

    Raises:
        NotCompiledError: if only what is compiled is wanted, and it cannot be had.
        ValueError: if there is no such kernel.
    """
    if wanted not in {"auto", "numpy", "compiled"}:
        raise ValueError(f"{wanted}: there is no such kernel; use auto, numpy or compiled")
    if wanted == "numpy":
        return NumPyKernel(roots)
    try:
        found = CompiledKernel(layout, roots, threads)
        _agree(found, layout, roots)
    except (NotCompiledError, NotTranslatedError) as error:
        if wanted == "compiled":
            raise NotCompiledError(str(error)) from None
        return NumPyKernel(roots, str(error))
    return found


def _agree(compiled: CompiledKernel, layout: Layout, roots: Sequence[Rule]) -> None:
    """Hold the two kernels against each other on random rows, with three entries in each list.

    Raises:
        NotCompiledError: if they differ.
    """
    entries = dict.fromkeys(layout.collections, _CHECKED)
    height = layout.wide + sum(layout.entries[collection.entity] * _CHECKED for collection in layout.collections)
    rows = np.random.default_rng(len(layout.tests)).integers(0, 1 << 64, (_CHECKED, height, WORDS), np.uint64)
    cases = Packed(layout, _CHECKED * BLOCK, entries, rows, None)
    if not (compiled(cases) == NumPyKernel(roots)(cases)).all():
        raise NotCompiledError("what was compiled gives other bits than NumPy does")


def tools(wanted: str = "auto") -> Tools:
    """What packs columns: in C where it can be compiled, else in NumPy.

    Args:
        wanted: as for :func:`kernel`.

    Raises:
        NotCompiledError: if only what is compiled is wanted, and it cannot be had.
    """
    if wanted == "numpy":
        return NumPyTools()
    try:
        return NativeTools()
    except NotCompiledError:
        if wanted == "compiled":
            raise
        return NumPyTools()
