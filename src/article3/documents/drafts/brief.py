"""``brief(...)``: a pre-hearing brief on protection under the Convention, as plain values.

Immigration Court Practice Manual, chapter 4.19 (read at second hand): facts and law with citations, what is not in dispute, a
body of at most 25 pages. A brief states nothing as established that the decision does not find established; what is adverse
goes to the memorandum, save controlling decisions against the claim, which candor to the tribunal puts here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.drafts.brief_cover import TITLE, cover, signature
from article3.documents.drafts.brief_elements import Arguing
from article3.documents.drafts.brief_facts import country_of_removal, history, statement
from article3.documents.drafts.brief_ground import Material as Gathered
from article3.documents.drafts.brief_ground import gathered
from article3.documents.drafts.brief_law import preserved, provisions, readings
from article3.documents.drafts.brief_precedents import comparisons
from article3.documents.drafts.brief_relief import alternatives, bars, relief
from article3.documents.drafts.brief_sources import GROUPS, Sources
from article3.documents.drafts.brief_values import (
    SCHEMA,
    Brief,
    Entry,
    Heading,
    Origin,
    Paragraph,
    RunKind,
    gap,
    gaps,
    numbered,
    paragraph,
)
from article3.evidence.tabs import letter
from article3.facts import proceeding
from article3.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from article3.documents.drafts.brief_material import Material
    from article3.documents.drafts.brief_values import Block, Run
    from article3.documents.limits import Limit
    from article3.findings.model import Decision

_MEASURED = 6
"""So often a body is measured, at most, while comparisons are left out."""
_ARGUMENT = "Argument"
_CHAPTER = 2
"""The level of the argument's own headings."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_LIMITED = frozenset({"withholding_only", "asylum_and_withholding_only"})
"""Kinds of proceedings in which the judge decides this claim and little else."""
_BAR_ISSUES = frozenset({"particularly_serious_crime", "drug_trafficking_exception"})


class TooLongError(Exception):
    """A brief's body is longer than may be filed without leave, and nothing more can be left out of it."""


def within(filed: Brief, longest: Limit) -> None:
    """Refuse a brief that cannot be kept within its pages.

    Raises:
        TooLongError: if its body is longer; the error names the pages and the authority, not the remedy.
    """
    if filed.pages > longest.value:
        raise TooLongError(
            f"the body would have {filed.pages} pages, and at most {longest.value} may be filed without leave ({longest.cite})"
        )


def brief(made_of: Material, measure: Callable[[Sequence[Block]], tuple[int, dict[int, int]]]) -> Brief:
    """A pre-hearing brief.

    Args:
        made_of: the case, its decision and what follows from them.
        measure: how many pages a body has, and on which page each numbered citation stands.
    """
    sources = Sources(made_of.case, made_of.decision, made_of.law, made_of.pages, made_of.doubted)
    body = numbered(_outlined(tuple(_body(made_of, sources))))
    pages, on_page = measure(body)
    left_out: list[str] = []
    for _ in range(_MEASURED):
        if pages <= made_of.longest.value:
            break
        body, dropped = _shorter(body, pages, made_of.longest.value)
        if not dropped:
            break
        left_out += dropped
        body = numbered(body)
        pages, on_page = measure(body)
    decision = made_of.decision
    return Brief(
        schema=SCHEMA,
        title=TITLE,
        origin=origin(decision),
        caption=tuple(cover(made_of.case)),
        body=body,
        authorities=_table(body, on_page, sources),
        pages=pages,
        left_out=tuple(left_out),
        gaps=gaps([*cover(made_of.case), *body]),
        warnings=tuple(_warnings(made_of, sources, pages)),
        provenance=made_of.provenance.line(),
    )


def _whole(sources: Sources, identifier: str) -> tuple[Run, ...]:
    """A treaty or a statute, cited in full."""
    known = sources.law.authority(identifier)
    return sources.authority(identifier, known.full_cite, known.verification.level.value)


def origin(decision: Decision) -> Origin:
    """The law on which a document rests."""
    forum, law = decision.forum, decision.law
    return Origin(forum.court, forum.circuit, forum.as_of, law.version, law.maintained_through)


def _body(made_of: Material, sources: Sources) -> Iterator[Block]:
    case, decision = made_of.case, made_of.decision
    arguing = Arguing(sources, made_of.argument.issues, made_of.report, made_of.submitted)
    yield Heading("Introduction", 1)
    yield paragraph(
        "Respondent asks for protection under Article 3 of the Convention, ",
        *_whole(sources, "convention-against-torture"),
        ", as carried out by section 2242 of the Act of 1998, ",
        *_whole(sources, "farra-2242"),
        ", from removal to ",
        country_of_removal(case),
        ". This brief sets out the facts with their place in the record, the law that binds this Court, and how the "
        "one meets the other.",
    )
    yield Heading("Issues not in dispute", 1)
    yield paragraph(gap("what is not in dispute, after conferring with counsel for DHS"))
    yield Heading("Statement of facts", 1)
    yield from history(sources)
    yield from statement(sources)
    against = [name for name, exhibit in case.exhibits.items() if exhibit.adverse]
    if against:
        yield paragraph(
            gap(
                f"answer what speaks against the claim in the exhibits filed ({', '.join(against)}; the passages stand in the "
                "memorandum): the judge and DHS will read them"
            )
        )
    yield Heading("The law", 1)
    yield from _law(made_of, sources, arguing.told, arguing.read)
    yield Heading(_ARGUMENT, 1)
    yield from arguing.past_torture()
    yield from arguing.torture()
    yield from arguing.likelihood()
    yield Heading("Bars, and the form of protection", 2)
    yield from _bars(made_of, sources, arguing)
    other = tuple(alternatives(sources))
    if other:
        yield Heading("Alternative theories", 2)
        yield from other
    kept = tuple(preserved(in_play(decision), sources))
    if kept:
        yield Heading("Issues preserved for appeal", 1)
        yield from kept
    yield Heading("Conclusion", 1)
    yield from relief(sources)
    yield from signature(case)


def _law(made_of: Material, sources: Sources, told: set[str], read: set[str]) -> Iterator[Block]:
    """Definition, burden and mandate: what holds of the claim as a whole."""
    decision = made_of.decision
    limited = ("hearing",) if made_of.case.value(proceeding.kind, None) in _LIMITED else ()
    torture = [name for name, finding in decision.findings.items() if finding.rule == "torture"][:1]
    for name in (*torture, "likely_torture", "withholding_cat", *limited):
        said = provisions(gathered(decision, (name,), deep=False), sources, told)
        if said is not None:
            yield said
    involved = [name for name, finding in decision.findings.items() if finding.rule == "state_involvement"][:1]
    asked = {"operative_text"} & set(gathered(decision, involved, deep=False).questions)
    yield from readings(Gathered(questions=dict.fromkeys(asked)), sources, read, told)


def _bars(made_of: Material, sources: Sources, arguing: Arguing) -> Iterator[Block]:
    decision = made_of.decision
    material = gathered(decision, ("mandatory_denial",) if _speaks_of_bars(made_of) else ())
    said = provisions(material, sources, arguing.told)
    if said is not None:
        yield said
    yield from readings(material, sources, arguing.read, arguing.told)
    yield from bars(sources)
    for one in made_of.argument.issues:
        if (
            one.issue in _BAR_ISSUES
            and (one.speaks or one.by)
            and decision.findings["mandatory_denial"].truth is not Truth.ESTABLISHED
        ):
            yield from comparisons(one, sources)
    said = provisions(gathered(decision, ("deferral_cat",), deep=False), sources, arguing.told)
    if said is not None:
        yield said


def _speaks_of_bars(made_of: Material) -> bool:
    """Whether a conviction is listed or a bar is established; else the law of bars is not set out."""
    return _barred(made_of.decision) or bool(made_of.case.lists.get("convictions"))


def _barred(decision: Decision) -> bool:
    return decision.findings["mandatory_denial"].truth is Truth.ESTABLISHED


def in_play(decision: Decision) -> list[str]:
    """The questions of law that the argument meets; those on which nothing known can hang are not among them."""
    roots = ["past_torture", "likely_torture", "mandatory_denial", "withholding_cat"]
    roots += [name for name, finding in decision.findings.items() if finding.about and finding.rule == "torture_feared"]
    return list(gathered(decision, roots).questions)


def _outlined(body: Sequence[Block]) -> tuple[Block, ...]:
    """The body with the headings of the argument marked I, II and A, B."""
    inside, chapter, part = False, 0, 0
    result: list[Block] = []
    for block in body:
        if isinstance(block, Heading):
            if block.level == 1:
                inside = block.text == _ARGUMENT
            elif inside and block.level == _CHAPTER:
                chapter, part = chapter + 1, 0
                result.append(Heading(f"{_ROMAN[chapter - 1]}. {block.text}", block.level))
                continue
            elif inside and block.level == _CHAPTER + 1:
                part += 1
                result.append(Heading(f"{letter(part - 1)}. {block.text}", block.level))
                continue
        result.append(block)
    return tuple(result)


def _shorter(body: Sequence[Block], pages: int, longest: int) -> tuple[tuple[Block, ...], list[str]]:
    """The body without its least weighty comparisons, about as many as it is too long by, one at least."""
    weighed = sorted(
        (block.weight, -number) for number, block in enumerate(body) if isinstance(block, Paragraph) and block.weight
    )
    total = sum(_length(block) for block in body)
    too_much = total * (pages - longest) / pages
    gone: set[int] = set()
    for _, negative in weighed:
        if too_much <= 0:
            break
        gone.add(-negative)
        too_much -= _length(body[-negative])
    named = [block.about for number, block in enumerate(body) if number in gone and isinstance(block, Paragraph)]
    return tuple(block for number, block in enumerate(body) if number not in gone), named


def _length(block: Block) -> int:
    return len(block.text) if isinstance(block, Paragraph | Heading) else sum(len(cell) for row in block.rows for cell in row)


def _table(body: Sequence[Block], on_page: dict[int, int], sources: Sources) -> tuple[Entry, ...]:
    """The table of authorities: by group, then by the alphabet, with the pages of the body."""
    pages: dict[tuple[str, str], set[int]] = {}
    for block in body:
        for run in block.runs if isinstance(block, Paragraph) else ():
            if run.kind is RunKind.CITE:
                pages.setdefault((run.authority, run.entry), set()).add(on_page.get(run.at, 0))
    entries = [
        Entry(sources.group(authority), entry, authority, tuple(sorted(page for page in found if page)))
        for (authority, entry), found in pages.items()
    ]
    return tuple(sorted(entries, key=lambda entry: (GROUPS.index(entry.group), _sorted_by(entry.text))))


def _sorted_by(cite: str) -> str:
    return cite.removeprefix("Matter of ").casefold()


def _warnings(made_of: Material, sources: Sources, pages: int) -> Iterator[str]:
    longest = made_of.longest
    if pages > longest.value:
        yield (
            f"The body has {pages} pages as measured, {pages - longest.value} more than may be filed without leave "
            f"({longest.cite}); nothing more could be left out here. Shorten the statement of facts, or move for leave to exceed "
            f"the limit."
        )
    if sources.second_hand:
        count = len(sources.second_hand)
        named = "1 authority is named in a gap" if count == 1 else f"{count} authorities are named in gaps"
        yield f"{named}, known here only from reports: read before citing, or leave out."
    if made_of.decision.forms.protection_cat.truth is not Truth.ESTABLISHED:
        yield "Not every element is established on the facts in the file; the gaps in the argument say where."
    yield from made_of.decision.warnings
