"""What reading a text gives: its passages, and the citations in them.

A *document* is a sequence of *passages* (paragraphs, footnotes, cells of tables, pages), each with a *place* a person can find
again. A *citation* is a stretch of one passage. Offsets count characters of the passage's text and never reach across two.
"""

from __future__ import annotations

import enum

import msgspec


class Part(enum.Enum):
    """Where in a document a passage stands."""

    BODY = "body"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TABLE = "table"
    HEADER = "header"
    COMMENT = "comment"


class Place(msgspec.Struct, frozen=True):
    """Where a passage is, for a person who looks it up.

    Attributes:
        number: of the paragraph, footnote or cell in its part, from 1.
        page: of a PDF, from 1.
        line: first line in a file of plain text, from 1.
        heading: the heading it stands under, where the format tells.
    """

    part: Part
    number: int
    page: int | None = None
    line: int | None = None
    heading: str = ""


class Passage(msgspec.Struct, frozen=True):
    """A stretch of text that belongs together; a citation never leaves it.

    Attributes:
        text: as printed, without the breaks of lines inside it.
        notes: places in ``text`` where a note is called, with the passage's number in :attr:`Document.passages` of that note, so
            that "id." in a note follows what stood before the call.
        emphasis: stretches of ``text`` that are set off (italic, underlined, or between asterisks), where the format tells.
        origins: where its pieces stood in a file of plain text or Markdown: offset, line and column, the last two from 1.
    """

    text: str
    place: Place
    notes: tuple[tuple[int, int], ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    origins: tuple[tuple[int, int, int], ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A text that was read.

    Attributes:
        name: the file's name without its folder, or ``-`` for standard input.
        passages: in reading order; notes after the passage that calls them.
        digest: SHA-256 of the file's bytes, in hexadecimal, so that a record names exactly what was checked.
        warnings: what could not be read, in words (a page that is a picture, text in a box).
    """

    name: str
    passages: tuple[Passage, ...]
    digest: str
    warnings: tuple[str, ...] = ()


class Form(enum.Enum):
    """How something is cited.

    ``CASE``: a reported or docketed decision in full. ``SHORT``: a name or part of it with volume, reporter and page. ``SUPRA``
    and ``ID``: back to an earlier citation. ``NAME``: a decision's name alone, no reporter: a whole name ("Zheng v. Ashcroft",
    "Matter of J-F-F-"), or a party's alone where the text cites that decision elsewhere.
    ``PROVISION``: a section of the Code of Federal Regulations, the Immigration and Nationality Act, the United States Code, a
    public law, rules of court or a treaty. ``REGISTER``: the Federal Register. ``MEMO``: a numbered policy memorandum.
    ``RECORD``: an exhibit, transcript, form or other page of the record.
    """

    CASE = "case"
    SHORT = "short"
    SUPRA = "supra"
    ID = "id"
    NAME = "name"
    PROVISION = "provision"
    REGISTER = "register"
    MEMO = "memo"
    RECORD = "record"


class Code(enum.Enum):
    """The collection a provision is in."""

    CFR = "CFR"
    INA = "INA"
    USC = "U.S.C."
    PUBLIC_LAW = "Pub. L."
    TREATY = "treaty"
    RULES = "rules"


class Provision(msgspec.Struct, frozen=True):
    """One section, as far down as it is cited.

    Attributes:
        title: of the CFR or the U.S.C.; ``None`` for the INA and treaties.
        section: ``1208.16``, ``241``, ``1231``.
        paragraphs: ``(b)(3)(B)``, or empty.
        until: for a range, the last section or the last paragraphs, in full (``1208.18`` for ``1208.16-.18``, ``(c)(3)(iv)`` for
            ``(c)(3)(i)-(iv)``), else empty.
    """

    code: Code
    section: str
    title: int | None = None
    paragraphs: str = ""
    until: str = ""


class Citation(msgspec.Struct, frozen=True):
    """One citation in a text.

    Attributes:
        form: how it is cited.
        passage: number of its passage in the document, from 0.
        start: offset of its first character in the passage.
        end: offset after its last: pins and the parenthesis of court and year are included, explanations in parentheses are not,
            so that no two citations overlap.
        written: those characters.
        name: of the case as written ("Al-Safer v. INS", "Matter of J-F-F-"), or of the exhibit ("Ex. C"). A note that gives only
            the reporter has the name that stands before its call.
        volume: of a reporter, as written; empty for others.
        reporter: by its usual abbreviation ("F.3d", "I&N Dec.", "Fed. Reg.").
        page: first page, or number of a docketed or electronic citation ("2019 WL 1234567" has page ``1234567``).
        pins: pages or paragraphs pointed to, as written: ``("1147-48",)``.
        court: as an id of the law data (``ca9``, ``bia``) where the text or the reporter tells, else empty.
        year: as written, or ``None``.
        docket: number of the case, where it is cited by it.
        parallel: further reporters of the same citation, each ``volume reporter page``.
        provision: for ``PROVISION``.
        signal: what introduces it, in lower case, else empty: ``see``, ``but see``, ``cf.`` …; within another citation also
            ``quoting``, ``citing`` or its later history (``abrogated on other grounds by``).
        parenthetical: words in a parenthesis after it, without the court and year ("en banc", "finding acquiescence").
        refers_to: number of the citation it stands for (``ID``, ``SUPRA``, ``SHORT``, ``NAME``), or ``None`` where none is found.
        within: number of the citation in whose parenthesis or history it stands, or ``None``.
        twin: the other section that a bracket means: ``[1]208.16`` has ``provision`` 1208.16 and ``twin`` 208.16.
    """

    form: Form
    passage: int
    start: int
    end: int
    written: str
    name: str = ""
    volume: str = ""
    reporter: str = ""
    page: str = ""
    pins: tuple[str, ...] = ()
    court: str = ""
    year: int | None = None
    docket: str = ""
    parallel: tuple[str, ...] = ()
    provision: Provision | None = None
    signal: str = ""
    parenthetical: str = ""
    refers_to: int | None = None
    within: int | None = None
    twin: Provision | None = None
