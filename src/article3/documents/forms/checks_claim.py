"""Is protection under the Convention asked for, everywhere the form asks, and told so that it is a claim?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.forms.checked import Remark, Severity
from article3.documents.forms.looking import (
    ACQUIESCENCE,
    BURDEN,
    PRETERMITTED,
    RAISED,
    REQUEST,
    TORTURE,
    WAIVED,
    Look,
    says_nothing,
    speaks_of,
)
from article3.facts.harm import feared_harms

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOP, _GROUND, _YES, _NO, _TOLD = "cat_box", "basis.torture", "feared_torture.yes", "feared_torture.no", "feared_torture.text"
_NARRATIVES = ("past_harm.text", "feared_harm.text", _TOLD)
_BY = (REQUEST, WAIVED, RAISED)
_SHORT = 80
"""An account of torture in fewer characters tells who, what and why hardly ever."""


def claim(look: Look) -> Iterator[Remark]:
    """The box on page 1, the ground in Part B, question B.4 and what is told, against each other."""
    if not look.has(_TOP):
        return
    top, ground, fears = look.ticked(_TOP), look.ticked(_GROUND), look.ticked(_YES)
    told = " ".join(look.told(key) for key in _NARRATIVES if look.has(key))
    asked = top or ground or fears or speaks_of("torture", look.told(_TOLD)) or "tortur" in told.casefold()
    if not asked:
        is_feared = look.case is not None and bool(look.case.members(feared_harms))
        yield look.remark(
            "convention-not-asked-for",
            Severity.ERROR if is_feared else Severity.WARNING,
            "Nothing in the form asks for protection under the Convention: neither box is ticked, and B.4 tells of no torture."
            + (" The case lists harm that is feared." if is_feared else ""),
            "If torture is feared, tick the box at the top of page 1 and 'Torture Convention' in Part B.1, and answer "
            "B.4 yes with reasons.",
            _TOP, _GROUND, _YES,
            by=_BY,
        )  # fmt: skip
        return
    if not top:
        yield _top_unticked(look)
    if not ground:
        yield look.remark(
            "convention-ground-unticked",
            Severity.ERROR,
            "'Torture Convention' is not among the grounds ticked in Part B.1, though the form speaks of torture or "
            "asks for it elsewhere.",
            "Tick it: the two boxes and B.4 should agree.",
            _GROUND,
            by=_BY,
        )
    yield from _fear(look, fears=fears)


def _top_unticked(look: Look) -> Remark:
    settled = look.settled("unticked_box")
    here = {
        "waived": " In this forum a claim counts as given up where the box is blank and nobody asks for it in another way; "
        "what the form tells elsewhere may not save it.",
        "raised_by_evidence": " In this forum a fear of torture stated elsewhere, with evidence, still raises the "
        "claim; do not rely on it.",
    }.get(settled, " Whether the claim is then given up is open in this forum.")
    return look.remark(
        "convention-box-unticked",
        Severity.ERROR,
        f"The box at the top of page 1, which asks for withholding under the Convention, is not ticked.{here}",
        "Tick it. If the form is filed already, file an amended one and ask for the protection on the record.",
        _TOP,
        by=_BY,
    )


def _fear(look: Look, *, fears: bool) -> Iterator[Remark]:
    told = look.told(_TOLD)
    if look.ticked(_NO) and not fears:
        yield look.remark(
            "torture-denied",
            Severity.ERROR,
            "B.4 is answered no: the form says that no torture is feared, and asks for protection from it elsewhere.",
            "Answer B.4 yes and say why torture is feared, of what kind, by whom; or take the request out.",
            _NO,
            by=(BURDEN, REQUEST),
        )
    if not fears:
        return
    if told and not says_nothing(told):
        if len(told) < _SHORT:
            yield look.remark(
                "torture-barely-told",
                Severity.WARNING,
                f"B.4 tells of torture in {len(told)} characters. A claim whose facts, all taken as true, do not make "
                "out each element is "
                "reported to be denied without a hearing.",
                "Say why torture is feared, of what kind, by whom, why they would, and what officials do about it.",
                _TOLD,
                by=(PRETERMITTED, BURDEN),
            )
        every = " ".join(look.told(key) for key in _NARRATIVES)
        if not speaks_of("official", every):
            yield look.remark(
                "no-official-named",
                Severity.WARNING,
                "No answer in Part B names police, soldiers or any other official. Torture under the Convention needs "
                "the State's part: "
                "an official does it, has it done, agrees or knowingly lets it happen.",
                "If it is so, say which officials, what they know, and what they did or failed to do.",
                *_NARRATIVES,
                by=(TORTURE, ACQUIESCENCE, PRETERMITTED),
            )
        if not speaks_of("torture", every):
            yield look.remark(
                "no-torture-told",
                Severity.WARNING,
                "The answers in Part B name no act of the weight of torture.",
                "Say what was done and what is feared, act by act.",
                *_NARRATIVES,
                by=(TORTURE, PRETERMITTED),
            )
