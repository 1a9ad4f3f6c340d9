"""An official form filled from a case, in memory, with everything there is to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from article3 import __version__
from article3.documents.forms.checks_paper import standing
from article3.documents.forms.filled import FormFilled
from article3.documents.forms.filling import fill
from article3.documents.forms.planning import planned
from article3.documents.forms.reading import FormError, read_form
from article3.documents.provenance import Provenance
from article3.findings.authorities import cited_in
from article3.law.periods import AGENCY
from article3.logic.forum import Forum
from article3.logic.propositions import cite

if TYPE_CHECKING:
    from article3.documents.forms.stated import Wish
    from article3.facts.case import Case
    from article3.findings.model import Cited
    from article3.law.loading import Law


class Blank(msgspec.Struct, frozen=True):
    """An official form to be filled.

    Attributes:
        data: the PDF.
        name: of its file.
        kind: the form, such as I-589.
        result: what the filled one is to be called.
    """

    data: bytes
    name: str
    kind: str
    result: str


def filled_from(case: Case, blank: Blank, law: Law, wish: Wish) -> tuple[FormFilled, bytes]:
    """The filled form, told and as it is.

    Raises:
        FormError: if the form cannot be filled; the message names the file, the cause and what to do.
    """
    form = read_form(blank.data, blank.name, blank.kind)
    edition = form.edition
    if edition.expires is not None and edition.expires < wish.today:
        raise FormError(
            f"{blank.name}: the edition {edition.printed} expired on {edition.expires}; download the one in use and fill that"
        )
    if gone := form.pages_gone:
        raise FormError(f"{blank.name}: pages {', '.join(map(str, gone))} are not in the file; download the whole form")
    plan = planned(case, edition, wish)
    made = Provenance(__version__, law.version, law.maintained_through, case.as_of or wish.today, wish.today).line()
    result = fill(blank.data, blank.name, plan, edition, made)
    remarks = list(result.remarks)
    if form.texts or form.ticks:
        remarks.append("The form was not blank: what stood where the case says nothing was left as it was.")
    told = FormFilled(
        blank.result,
        blank.kind,
        form.printed,
        standing(form, wish.today),
        result.pages,
        result.written,
        result.blanks,
        result.continued,
        tuple(remarks),
        _authority(case, wish, law),
        made,
    )
    return told, result.data


def _authority(case: Case, wish: Wish, law: Law) -> tuple[Cited, ...]:
    """What the category of Form I-765 rests on."""
    if not wish.category:
        return ()
    found = cited_in(cite("cfr-274a-12", wish.category), law, Forum(case.circuit or AGENCY, case.as_of or wish.today))
    return () if found is None else (found,)
