"""What introduces a citation: signals, "quoting", and the later history of the decision before it."""

from __future__ import annotations

import re

_BY = r"(?:\s(?:by|in|as|sub\snom\.))?"
_GROUNDS = r"(?:\s(?:in\spart|on\sother\sgrounds|on\s(?:other|different)\sgrounds\sby|as\sto\s[\w\s]{3,40}))*"
_HISTORY = re.compile(
    rf"(?:as\s)?(?P<history>(?:(?:as\s)?amended|aff'd|affirmed|rev'd|reversed|vacat(?:ed|ing)|overrul(?:ed|ing)|abrogat(?:ed|ing)"
    rf"|supersed(?:ed|ing)|modified|withdrawn|reh'g\s(?:en\sbanc\s)?(?:denied|granted)|cert\.\s(?:denied|granted)|remanded|appeal\sdismissed"
    rf"|rejected|disapproved|stayed|reinstated|opinion\samended|superseded){_GROUNDS}{_BY}"
    rf"(?:\s(?:statute|regulation|rule)\sas\sstated\sin)?),?\s*$"
)
_QUOTING = re.compile(
    r"\b(?P<signal>(?:quoting|citing|discussing|following|overruling|accord|relying\son|applying))(?:,\se\.g\.,?)?(?:\salso)?,?\s*$"
)
_SIGNAL = re.compile(
    r"(?:^|[\s(\[\"'\x01\u2014])(?P<signal>(?:but\s)?see,?\s(?:also,?\s|generally\s)?e\.g\.|but\ssee\s?also|but\ssee|see\salso|see\sgenerally|see|but\scf\."
    r"|cf\.|accord|contra|compare|with|e\.g\.)[,:]?\s*$",
    re.IGNORECASE,
)
_NEAR = 90
_FAR = 3000
"""How far before "with" its "compare" may stand: further than a sentence reaches."""


def signal(plain: str, start: int, since: int) -> tuple[str, bool]:
    """What introduces the citation that begins there, in lower case, and whether it is later history of the one before.

    Args:
        plain: the passage in plain letters.
        start: where the citation begins.
        since: where the citation before it ends, its explanations included.
    """
    words = plain[max(since, start - _NEAR) : start]
    history = _HISTORY.search(words)
    if history and re.fullmatch(r"[,;.]?\s?(?:\x01\s?)?", words[: history.start()]) and since:
        return " ".join(history["history"].lower().rstrip(",").split()), True
    quoting = _QUOTING.search(words)
    if quoting:
        return " ".join(quoting["signal"].split()), False
    found = _SIGNAL.search(words)
    if found:
        written = " ".join(found["signal"].lower().split())
        if written != "with" or "compare" in plain[max(0, start - _FAR) : start].lower():
            return written.rstrip(","), False
    return "", False
