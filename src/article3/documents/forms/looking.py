"""What every check of a form looks at, and how it cites."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.documents.forms.checked import Remark, Severity
from article3.documents.forms.reading import FilledForm
from article3.facts.case import Case
from article3.findings.authorities import cited_in
from article3.law.loading import Law
from article3.law.model import Verification
from article3.law.positions import governance
from article3.logic.forum import Forum
from article3.logic.propositions import cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from article3.documents.forms.edition import Box
    from article3.documents.forms.reading import Continued
    from article3.logic.propositions import Citation

REJECTION = "USCIS is reported to refuse a form with this blank (its page on Form I-589 of 2026-09-30, read at second hand)"

REQUEST = cite("cfr-1208-13", "(c)(1)")
WAIVED = cite("cordero-chavez-v-garland", point="unticked_box")
RAISED = cite("pirir-boc-v-holder", point="unticked_box")
INCOMPLETE = cite("matter-of-c-a-r-r")
PRETERMITTED = cite("matter-of-h-a-a-v", point="pretermission")
SIGNED = cite("cfr-1208-3", "(c)(2)")
TORTURE = cite("cfr-1208-18", "(a)(1)")
ACQUIESCENCE = cite("cfr-1208-18", "(a)(7)")
BURDEN = cite("cfr-1208-16", "(c)(2)")
PERSECUTOR = cite("ina-241", "(b)(3)(B)(i)")
PARTICULARLY_SERIOUS = cite("ina-241", "(b)(3)(B)(ii)")
NONPOLITICAL = cite("ina-241", "(b)(3)(B)(iii)")
BARRED = cite("cfr-1208-16", "(d)(2)")
DEFERRAL = cite("cfr-1208-17", "(a)")
ONE_YEAR = cite("ina-208", "(a)(2)(B)")
EXCUSES = cite("ina-208", "(a)(2)(D)")
ASYLUM_ONLY = cite("cfr-1208-4", "(a)")
RELOCATION = cite("cfr-1208-16", "(c)(3)(ii)")
RESETTLED = cite("ina-208", "(b)(2)(A)(vi)")


class Look(msgspec.Struct, frozen=True, eq=False):
    """A form, what it is held against, and the law of the forum.

    Attributes:
        form: as it was read.
        case: the case it belongs to, if it is known.
        law: the law data.
        forum: circuit and day.
        today: the day, for what is not filed yet.
    """

    form: FilledForm
    case: Case | None
    law: Law
    forum: Forum
    today: dt.date

    def has(self, key: str) -> bool:
        """Whether the edition asks this at all."""
        return key in self.form.edition.boxes

    def box(self, key: str) -> Box:
        """A field of the edition."""
        return self.form.edition.boxes[key]

    def ticked(self, key: str) -> bool:
        """Whether a box is ticked."""
        return key in self.form.ticks

    def text(self, key: str) -> str:
        """What stands in a field."""
        return self.form.text(key)

    def where(self, *keys: str) -> tuple[str, ...]:
        """Places of fields, each once."""
        return tuple(dict.fromkeys(self.box(key).where for key in keys if self.has(key)))

    def told(self, key: str) -> str:
        """An answer in words with what continues it on Supplement B: the pages that name its question, or that name none."""
        box = self.box(key)
        further = [page.text for page in self.form.continued if _continues(page, box)]
        return "\n".join(filter(None, (self.text(key), *further)))

    def remark(
        self,
        code: str,
        severity: Severity,
        says: str,
        remedy: str,
        *keys: str,
        by: Sequence[Citation] = (),
        basis: str = "",
    ) -> Remark:
        """A remark with the authorities that can be cited in the forum."""
        cited = tuple(found for one in by if (found := cited_in(one, self.law, self.forum)) is not None)
        return Remark(code, severity, says, remedy, self.where(*keys), cited, basis)

    def settled(self, question: str) -> str:
        """The reading of a question of law that governs in the forum; empty where it is open."""
        found = governance(self.law, question, self.forum.circuit, self.forum.as_of)
        read = any(position.authority.verification.level is not Verification.UNREAD for position in found.governing)
        return found.live[0] if len(found.live) == 1 and read else ""


@functools.cache
def words() -> dict[str, tuple[str, ...]]:
    """The words by which answers are recognized, by what they tell."""
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    return msgspec.convert(data, dict[str, tuple[str, ...]])


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words()[kind])
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def speaks_of(kind: str, text: str) -> bool:
    """Whether an answer has a word of a kind."""
    return _pattern(kind).search(text) is not None


def says_nothing(text: str) -> bool:
    """Whether an answer consists of a word that says nothing."""
    return text.strip().strip(".!").casefold() in words()["nothing"]


def _continues(page: Continued, box: Box) -> bool:
    """Whether a continuation page is about a question: by part and question, both in one box, or by neither."""
    part, question = _letters(page.part).removeprefix("part"), _letters(page.question).removeprefix("question")
    own, item = _letters(box.part), _letters(box.item)
    if not part and not question:
        return True
    return part + question == own + item or (part in {"", own} and question == item) or (not question and part == own)


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())
