"""Is it the right paper: the edition, the signature, and what is not for the applicant to fill?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.documents.forms.checked import CURRENT, NEWER, OLDER, UNKNOWN, Remark, Severity
from article3.documents.forms.looking import INCOMPLETE, SIGNED, Look
from article3.documents.forms.reading import current_on_record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from article3.documents.forms.reading import FilledForm

_SIGNATURES = ("signature", "preparer.signature", "supplement_a.signature", "supplement_b.signature")
_SWORN = ("F", "G")


def standing(form: FilledForm, today: dt.date) -> str:
    """How a form's edition stands to the newest on record by a day."""
    current = current_on_record(form.form, today)
    if form.day is None:
        return UNKNOWN
    if form.day == current.day:
        return CURRENT
    return OLDER if form.day < current.day else NEWER


def paper(look: Look) -> Iterator[Remark]:
    """Edition, signature, fields that are not the applicant's, and what the file hides."""
    yield from _edition(look)
    yield from _signature(look)
    yield from _sworn(look)
    yield from _file(look)


def _edition(look: Look) -> Iterator[Remark]:
    form, stands = look.form, standing(look.form, look.today)
    current = current_on_record(form.form, look.today)
    basis = current.source
    known = f"Form {form.form}, edition {current.printed}"
    if stands == OLDER:
        expires = form.edition.expires
        is_expired = expires is not None and expires < look.today
        yield look.remark(
            "old-edition",
            Severity.ERROR if is_expired else Severity.WARNING,
            f"The form is of the edition {form.printed}{f', which expired on {expires}' if is_expired else ''}; the "
            f"newest on record is {current.printed}"
            + (f", known to be in use on {current.in_use}." if current.in_use else "."),
            f"Look up which editions are accepted, and if this is none of them put the answers on {known}.",
            basis=basis,
        )  # fmt: skip
    elif stands == NEWER:
        yield look.remark(
            "new-edition", Severity.NOTE, f"The form is of the edition {form.printed}, newer than any on record; it "
            "was read by the names of its fields.",
            "Look over what was read; docs/how-to/add-a-form-edition.md tells how to add an edition.", basis=basis,
        )  # fmt: skip
    elif stands == UNKNOWN:
        yield look.remark(
            "edition-unknown", Severity.WARNING, "The form names no edition; it was read by the names of its fields, "
            f"as {form.edition.printed}.",
            f"See the foot of page 1; the newest on record is {current.printed}.", basis=basis,
        )  # fmt: skip
    if gone := form.pages_gone:
        yield look.remark(
            "pages-missing", Severity.ERROR, f"Page{'s' if len(gone) > 1 else ''} {', '.join(map(str, gone))} of the form "
            f"{'are' if len(gone) > 1 else 'is'} not in the file.",
            "File every page of the form, also those on which nothing was to be said.", by=(INCOMPLETE,),
        )  # fmt: skip
    if form.missing:
        few = ", ".join(sorted({look.box(key).where for key in form.missing})[:6])
        yield look.remark(
            "fields-missing", Severity.WARNING, f"{len(form.missing)} fields of the edition are not in the file: {few}.",
            "Check these by hand; the file is of another edition, or was changed.",
        )  # fmt: skip
    if form.strange:
        yield look.remark(
            "fields-unknown", Severity.NOTE, f"{len(form.strange)} filled fields are not known here and were not "
            f"checked: {', '.join(form.strange[:5])}.",
            "Check these by hand.",
        )  # fmt: skip


def _signature(look: Look) -> Iterator[Remark]:
    if not look.has("signature"):
        return
    typed = [key for key in _SIGNATURES if look.has(key) and look.text(key)]
    if typed:
        yield look.remark(
            "typed-signature", Severity.ERROR, "A signature is typed into the form; the form says that a typed name is none.",
            "Take it out and have the form signed.", *typed, by=(SIGNED, INCOMPLETE),
        )  # fmt: skip
    else:
        yield look.remark(
            "sign", Severity.NOTE, "The form as a file is unsigned; a signature in ink does not show in it.",
            "Have it signed and dated before filing, by the applicant, and in Part E by whoever prepared it.",
            "signature", "preparer.signature", by=(SIGNED, INCOMPLETE),
        )  # fmt: skip


def _sworn(look: Look) -> Iterator[Remark]:
    filled = [key for key, box in look.form.edition.boxes.items() if box.part in _SWORN and (look.ticked(key) or look.text(key))]
    if filled:
        parts = " and ".join(sorted({look.box(key).part for key in filled}))
        yield look.remark(
            "sworn-part-filled", Severity.WARNING, f"Part {parts} is filled in; it is completed under oath at the "
            "interview or the hearing.",
            "Leave it blank when filing.", *filled,
        )  # fmt: skip
    office = [key for key, box in look.form.edition.boxes.items() if box.part == "Office use" and look.text(key)]
    if office:
        yield look.remark(
            "office-part-filled", Severity.WARNING, "Something stands in the part for the agency.", "Take it out.", *office
        )


def _file(look: Look) -> Iterator[Remark]:
    if look.form.torn:
        yield look.remark(
            "tick-shown-otherwise", Severity.ERROR, "Boxes show another state than the file stores: one viewer shows "
            "them ticked, another not.",
            "Open the form, tick them again and save it.", *look.form.torn,
        )  # fmt: skip
    if look.form.hidden:
        yield look.remark(
            "xfa-differs", Severity.WARNING,
            f"The XFA part of the file holds answers that its fields do not show ({', '.join(look.form.hidden[:5])}); "
            "Adobe Reader shows those.",
            "Open it in Adobe Reader, compare, and print what is meant.",
        )  # fmt: skip
