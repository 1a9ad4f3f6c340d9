"""A passage of an exhibit pinned in the case file: quoted for the claim or as speaking against it, and tied to what it proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3.facts.editing import restated
from article3.facts.rewriting import put

if TYPE_CHECKING:
    from article3.facts.case import Case
    from article3.law.loading import Law
    from article3.logic.variables import Variable


class Pin(msgspec.Struct, frozen=True):
    """What is pinned.

    Attributes:
        exhibit: its id.
        passage: word for word.
        is_adverse: whether it speaks against the claim: it is then neither marked nor quoted in support.
    """

    exhibit: str
    passage: str
    is_adverse: bool = False


def pinned(text: str, case: Case, pin: Pin, law: Law, proves: tuple[Variable, int | None] | None = None) -> str:
    """The case file with a passage among those of its exhibit, each once.

    Args:
        text: the case file.
        case: what it says.
        pin: what is pinned.
        law: for reading it back.
        proves: a stated fact that the exhibit proves by it, with the index of the harm or conviction it belongs to: the exhibit
            is named there, and the answer stays as it is.

    Raises:
        LookupError: if the case has no such exhibit, or does not state that fact.
        CaseFileError: if the result is no case file.
    """
    exhibit = case.exhibits[pin.exhibit]
    there = exhibit.adverse if pin.is_adverse else exhibit.highlight
    if pin.passage not in there:
        key = "adverse" if pin.is_adverse else "highlight"
        text = put(text, ("exhibits", pin.exhibit, key), [*there, pin.passage])
    if proves is not None:
        answer = case.answers[proves]
        if pin.exhibit not in answer.because:
            answer = msgspec.structs.replace(answer, because=(*answer.because, pin.exhibit))
            text, _ = restated(text, case, proves, answer, law)
    return text
