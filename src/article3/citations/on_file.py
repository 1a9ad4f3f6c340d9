"""What CourtListener's answers say about the citations of a report: what was written beside what is on file, never a judgment."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from article3.citations.checked import Kind, Remark, Severity, counted
from article3.citations.model import Form
from article3.citations.naming import near
from article3.citations.online import Status, asked_about, to_send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from article3.citations.checked import CheckedCitation, Report
    from article3.citations.online import Answer, LookUp, OnFile

_INITIALS = re.compile(r"\b(?:[a-z]{1,2}-\s?)*[a-z]{1,2}-(?![a-z])|\b(?:[a-z]\.)+")
_VERSUS = re.compile(r"\s+vs?\.?\s+", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_PARTICLE = 2  # letters: al, de, la, el are no name by themselves
_WORDS = """
    v vs versus matter of in re ex parte rel the us united states america usa ins i n s immigration naturalization service
    services and att y attorney atty general gen department dept homeland security director dist district sec secretary et
    a an no ashcroft barr bondi garland gonzales holder keisler lynch mukasey reno sessions whitaker wilkinson rosen
    gonzalez
"""
_OFFICE = frozenset(_WORDS.split())
"""Words of a caption that do not tell one immigration case from another: the respondent's office and who held it."""


def with_answers(report: Report, looked_up: LookUp) -> Report:
    """The report with what CourtListener answered, and with a warning where it was not asked or gave no answer."""
    citations = tuple(_with(checked, looked_up) for checked in report.citations)
    warnings = report.warnings
    wanted = to_send(checked.citation for checked in report.citations)
    unasked = frozenset(looked_up.unasked)
    missed = [one for one in wanted if one in unasked]
    if missed:
        says = (
            f"The look-up on CourtListener did not happen for {len(missed)} of {len(wanted)} citations: {looked_up.failure}. "
            "Nothing is said of them here but what this database knows."
        )
        warnings = (*warnings, says)
    return msgspec.structs.replace(report, citations=citations, counts=counted(citations), warnings=warnings)


def _with(checked: CheckedCitation, looked_up: LookUp) -> CheckedCitation:
    if checked.citation.form is not Form.CASE:
        return checked
    remarks = [*checked.remarks, *_remarks(checked, looked_up.answers)]
    order = list(Severity)
    remarks.sort(key=lambda remark: order.index(remark.severity))
    return msgspec.structs.replace(checked, remarks=tuple(remarks))


def _remarks(checked: CheckedCitation, answers: dict[str, Answer]) -> Iterator[Remark]:
    told = [(one, answers[one]) for one in asked_about(checked.citation) if one in answers]
    if not told:
        return
    found = next(((one, answer) for one, answer in told if answer.decisions), None)
    if found is None:
        yield from (_absent(one, answer, known=bool(checked.authority)) for one, answer in told)
        return
    one, answer = found
    missing = [other for other, its in told if not its.decisions]
    if told[0][0] in missing:
        yield Remark(
            Kind.PARALLEL_ON_FILE,
            Severity.WARNING,
            f"Only the parallel citation {one} was confirmed: CourtListener has no decision at {told[0][0]}{_asked(answer)}.",
        )
    yield from _found(checked, one, answer)


def _absent(one: str, answer: Answer, *, known: bool) -> Remark:
    if answer.status is Status.NOT_READ:
        return Remark(
            Kind.NOT_READ_ONLINE,
            Severity.NOTE,
            f"CourtListener did not read {one} as a citation that it could look up{_asked(answer)}.",
        )
    says = f"CourtListener has no decision at {one}{_asked(answer)}."
    if known:
        return Remark(
            Kind.NOT_ON_FILE, Severity.NOTE, f"{says} This database has one; CourtListener does not hold every decision."
        )
    return Remark(Kind.NOT_ON_FILE, Severity.WARNING, f"{says} It does not hold every decision: look the citation up elsewhere.")


def _found(checked: CheckedCitation, one: str, answer: Answer) -> Iterator[Remark]:
    citation, several = checked.citation, len(answer.decisions) > 1
    same = [decision for decision in answer.decisions if not citation.name or is_same_name(citation.name, decision.name)]
    if not same:
        names = "; ".join(_described(decision) for decision in answer.decisions)
        says = f"The text says {citation.name}; CourtListener has at {one}: {names}{_asked(answer)}."
        yield Remark(Kind.NAME_ON_FILE_DIFFERS, _how_bad(checked, answer.decisions), says)
        return
    if several:
        names = "; ".join(_described(decision) for decision in answer.decisions)
        yield Remark(
            Kind.SEVERAL_ON_FILE,
            Severity.NOTE,
            f"CourtListener has {len(answer.decisions)} decisions at {one}: {names}{_asked(answer)}.",
        )
        return
    decision = same[0]
    if citation.year is not None and decision.filed and not decision.filed.startswith(str(citation.year)):
        says = f"The text gives the year {citation.year}; CourtListener has {one}, {decision.name}, as filed on {decision.filed}"
        yield Remark(
            Kind.YEAR_ON_FILE_DIFFERS, Severity.NOTE if checked.authority else Severity.WARNING, f"{says}{_asked(answer)}."
        )
        return
    unnamed = "" if citation.name else " The text gives no name to compare."
    yield Remark(Kind.ON_FILE, Severity.OK, f"CourtListener has {one}: {_described(decision)}{_asked(answer)}.{unnamed}")


def _how_bad(checked: CheckedCitation, decisions: tuple[OnFile, ...]) -> Severity:
    """A name that this database confirms is only captioned otherwise there; one that is no slip of the pen is another case's."""
    if checked.authority and not any(remark.kind is Kind.NAME_DIFFERS for remark in checked.remarks):
        return Severity.NOTE
    written = checked.citation.name
    common = {word for decision in decisions for word in _words(written) & _words(decision.name)}
    is_slip = any(near(_first_party(written), _first_party(decision.name)) for decision in decisions)
    return Severity.WARNING if is_slip or any(len(word) > _PARTICLE for word in common) else Severity.ERROR


def _first_party(name: str) -> str:
    return _VERSUS.split(name, maxsplit=1)[0]


def is_same_name(written: str, on_file: str) -> bool:
    """Whether a name as written can be that of a case on file, by the words that tell cases apart.

    A short name is contained in the whole one; "Matter of J-F-F-" and "J-F-F-" are the same; who was Attorney General is not
    compared. Names of nothing but offices are compared word for word.
    """
    one, other = _words(written), _words(on_file)
    return bool(one and other) and (one <= other or other <= one)


def _words(name: str) -> frozenset[str]:
    plain = _ascii(name)
    joined = _INITIALS.sub(lambda found: re.sub(r"[^a-z]", "", found.group()), plain.lower())
    words = frozenset(_WORD.findall(joined))
    return (words - _OFFICE) or words


def _ascii(name: str) -> str:
    dashes = re.sub(r"[‐-―−]", "-", name).replace("’", "'")  # noqa: RUF001 - what texts have for a hyphen and an apostrophe
    return unicodedata.normalize("NFKD", dashes).encode("ascii", "ignore").decode()


def _described(decision: OnFile) -> str:
    return f"{decision.name}, filed on {decision.filed}" if decision.filed else decision.name


def _asked(answer: Answer) -> str:
    return f" (asked on {answer.on})"
