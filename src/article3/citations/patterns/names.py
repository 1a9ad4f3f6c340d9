"""Names of decisions in a text: "Zheng v. Ashcroft", "Matter of J-F-F-", and a name alone before a reporter."""

from __future__ import annotations

import bisect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3.citations.patterns.marks import NOTE, WORD
from article3.law.data_files import read

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSUS = re.compile(r"(?<=\S)\s(?:vs?\.|versus|v)\s(?=\S)")
_MATTER = re.compile(r"\b(?:In\sthe\s)?(?:Matter\sof|In\sre:?|Ex\sparte|Interest\sof)\s(?=[A-Z])")
_INITIALS = re.compile(r"[A-Z]{1,3}(?:\s?-\s?[A-Z]{1,3})+(?:\s?-)?(?![a-z])|[A-Z]-(?![A-Za-z])")
_MORE = re.compile(rf"(?:(?:,\s|\s&\s)(?:{_INITIALS.pattern}))*(?:\set\sal\.)?")
_NUMERAL = re.compile(r"\s(?:I{1,3}|IV|V)\b")
"""A second or third decision in the same matter: "A-B- II"."""

_WORDS = {key: frozenset(words.split()) for key, words in read(Path(__file__).with_name("words.toml")).items()}
_LINKS, _LEADS, _ABBREVIATIONS = _WORDS["links"], _WORDS["leads"], _WORDS["abbreviations"]
_AFTER_COMMA = re.compile(
    r",\s(?:Inc\.?|LLC|L\.L\.C\.|Ltd\.?|Jr\.?|Sr\.?|Co\.|N\.A\.|et\sal\.?|(?:U\.S\.\s)?Att(?:orne)?'?y\s?Gen(?:eral|\.)?(?:\sof\s(?:the\s)?U(?:nited|\.)\s?S(?:tates|\.))?"
    r"|U\.S\.\sAttorney\sGeneral|Attorney\sGeneral|Sec'y[\w. ]*|Warden)"
)
_BRACKETED = re.compile(r"\[?[A-Z]\]?$")

_CAPTION = re.compile(
    r"(?:\s[A-Z][\w-]*){0,3},?\s(?:\(?A[\s#-]?\d{2,3}[\s-]|(?:Lead\s)?(?:Respondents?|Petitioners?|Applicants?)\b|In\s[A-Z]\w+\sProceedings)"
)
"""After the name of the matter that the text itself is about."""

_MANY = 14
"""Most words of a party."""

ROLE = re.compile(r"(?:\set\sal\.)?,\s(?:Respondents?|Petitioners?|Applicants?|Beneficiar(?:y|ies))\b")
"""After a name: it is the heading of the text itself, "Matter of A-B-, Respondent", and cites nothing."""


class Name(msgspec.Struct, frozen=True):
    """A decision's name in a passage."""

    start: int
    end: int


def names(plain: str, emphasis: tuple[tuple[int, int], ...]) -> Iterator[Name]:
    """Whole names, in order; heads of pages and captions, all in capitals, are none.

    Args:
        plain: the passage in plain letters.
        emphasis: what is set off in it, which tells where a name begins.
    """
    found = [*_versus(plain, emphasis), *_matters(plain)]
    found.sort(key=lambda name: (name.start, -name.end))
    end = -1
    for name in found:
        if name.start >= end:
            yield name
            end = name.end


def _versus(plain: str, emphasis: tuple[tuple[int, int], ...]) -> Iterator[Name]:
    last = 0
    for match in _VERSUS.finditer(plain):
        start = _left(plain, match.start(), last)
        off = _set_off(emphasis, match.start())
        if off is not None:
            start = max(start, _unled(plain, off, match.start()))
        end = _right(plain, match.end())
        if start == match.start() or end == match.end() or _shouted(plain[start : match.start()], plain[match.end() : end]):
            continue
        yield Name(start, end)
        last = end


def _set_off(emphasis: tuple[tuple[int, int], ...], offset: int) -> int | None:
    """Where the words set off begin that an offset is in; they stand in order and lie apart."""
    place = bisect.bisect_right(emphasis, (offset, sys.maxsize)) - 1
    return emphasis[place][0] if place >= 0 and offset < emphasis[place][1] else None


def _shouted(left: str, right: str) -> bool:
    """Whether both parties are in capitals, as in a caption; initials and INS are no shouting."""
    sides = [re.sub(r"[^A-Za-z ]", "", side) for side in (left, right)]
    return all(side.isupper() for side in sides) and max(map(len, sides)) > 4 and "." not in left  # noqa: PLR2004 - INS, DHS, USCIS


def _unled(plain: str, start: int, stop: int) -> int:
    """Where the words set off begin once signals before the name are left out: "But see Matter of ..."."""
    for word in WORD.finditer(plain, start, stop):
        if word[0] not in _LEADS and word[0][0].isupper():
            return word.start()
    return start


def _matters(plain: str) -> Iterator[Name]:
    for match in _MATTER.finditer(plain):
        initials = _INITIALS.match(plain, match.end())
        if initials:
            end = initials.end()
            more = _MORE.match(plain, end)
            end = more.end() if more else end
            numeral = _NUMERAL.match(plain, end)
            end = numeral.end() if numeral else end
        else:
            end = _right(plain, match.end())
        if end > match.end() and not _CAPTION.match(plain, end):
            yield Name(match.start(), end)


def _left(plain: str, stop: int, start: int) -> int:
    """Where the party begins that ends there."""
    begin = stop
    words = list(WORD.finditer(plain, max(start, stop - 160), stop))
    for number, word in enumerate(reversed(words)):
        text = word[0]
        bare = text.lstrip("([\"'\x01\u2014-")
        if number >= _MANY or not bare or bare in _LEADS or NOTE in text.rstrip(NOTE):
            break
        first = number == 0
        if not _goes_on(bare, first=first):
            break
        begin = word.end() - len(bare)
        if bare != text and not text.startswith("["):
            break
    for word in WORD.finditer(plain, begin, stop):
        if word[0] not in _LINKS or word[0] == "el":
            return word.start()
    return stop


def _goes_on(word: str, *, first: bool) -> bool:
    """Whether a party may have this word, read from its end."""
    if word in _LINKS:
        return True
    if not _begins(word) and not word[0].isdigit():
        return False
    if first:
        return not word.endswith((";", ":", "!", "?", ")", '"', NOTE))
    if word.endswith(","):
        return False
    if word.endswith("."):
        return _abbreviated(word)
    return not word.endswith((";", ":", "!", "?", ")", '"', "'", NOTE)) and not word[0].isdigit()


def _begins(word: str) -> bool:
    """Whether a word can begin a name: in capitals, or with the Arabic article: al-Bihani."""
    return word[0].isupper() or re.match(r"(?:al|el|an|as|ash|ad|ar)-[A-Z]", word) is not None


def _abbreviated(word: str) -> bool:
    bare = word.rstrip(".,")
    return bare in _ABBREVIATIONS or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", bare) is not None


def _right(plain: str, start: int) -> int:
    """Where the party ends that begins there."""
    end = start
    for number, word in enumerate(WORD.finditer(plain, start, start + 200)):
        text = word[0]
        bare = re.split(r"[\x01()\[\"\u2014*;:?!]", text, maxsplit=1)[0]
        stripped = bare.rstrip(",")
        if number >= _MANY or not stripped:
            break
        if stripped in _LINKS and stripped not in {"to", "a"} and number:
            if bare != text or bare.endswith(","):
                break
            continue
        if not _begins(stripped) or (number and stripped in _LEADS):
            break
        owner = re.match(r"(.+?)'s?$", stripped)
        if owner and not _abbreviated(stripped):
            return word.start() + owner.end(1)
        end = word.start() + len(stripped)
        if bare != text or bare.endswith(",") or (stripped.endswith(".") and not _abbreviated(stripped)):
            break
    more = _AFTER_COMMA.match(plain, end)
    while more:
        end = more.end()
        more = _AFTER_COMMA.match(plain, end)
    if plain[start:end].endswith(".") and not _abbreviated(plain[start:end].rsplit(maxsplit=1)[-1]):
        end -= 1
    return end


def alone(plain: str, stop: int, start: int) -> int:
    """Where a party's name begins that stands alone before an offset: "Zheng" in "Zheng, 332 F.3d at 1194"."""
    end = stop
    while end > start and plain[end - 1] in ", ":
        end -= 1
    if end == stop or stop - end > 3:  # noqa: PLR2004 - a comma and the spaces beside it
        return stop
    tail = plain[max(start, end - 60) : end]
    matter = list(_MATTER.finditer(tail))
    if matter:
        begin = end - len(tail) + matter[-1].start()
        if _right(plain, end - len(tail) + matter[-1].end()) >= end or _INITIALS.fullmatch(tail[matter[-1].end() :]):
            return begin
    begin = _left(plain, end, start)
    return begin if begin < end else stop


def party(name: str) -> str:
    """The party a case is called by: the person, not the official: "Al-Saher" of "Al-Saher v. INS"."""
    matter = _MATTER.match(name)
    if matter:
        return name[matter.end() :]
    return _VERSUS.split(name, maxsplit=1)[0]


def respondent(name: str) -> str:
    """The other party, or nothing."""
    sides = _VERSUS.split(name, maxsplit=1)
    return sides[1] if len(sides) > 1 else ""


def is_matter(name: str) -> bool:
    """Whether it is a decision of the Board or the Attorney General by its name."""
    return _MATTER.match(name) is not None
