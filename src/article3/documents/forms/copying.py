"""Copy a page of a form with its fields, under names of their own."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_OF_THE_PAGE = ("/StructParents", "/Annots", "/Parent", "/B")
_KEPT_FOR_PARENT = ("/Parent", "/StructParent", "/P")


def copied_page(pdf: pikepdf.Pdf, form: Any, *, page: int, place: int, prefix: str) -> dict[str, Any]:
    """Copy a page.

    Args:
        pdf: the form.
        form: its dictionary of fields.
        page: which page, counted from 1.
        place: after which page the copy goes.
        prefix: the name above the names of its fields.

    Returns:
        The fields of the copy by full name; they are blank, but for what is the same on every page (the barcode).
    """
    original = pdf.pages[page - 1]
    kept = {key: value for key, value in original.obj.items() if key not in _OF_THE_PAGE}
    copy = pdf.make_indirect(Dictionary(kept))
    parent = pdf.make_indirect(Dictionary(T=String(prefix)))
    fields: dict[str, Any] = {}
    kids = []
    for annotation in original.get("/Annots", []):
        if annotation.get("/Subtype") != Name.Widget or "/T" not in annotation:
            continue
        field = pdf.make_indirect(Dictionary({key: value for key, value in annotation.items() if key not in _KEPT_FOR_PARENT}))
        _clear(field)
        field["/Parent"], field["/P"] = parent, copy
        kids.append(field)
        fields[f"{prefix}.{annotation['/T']!s}"] = field
    parent["/Kids"] = Array(kids)
    copy["/Annots"] = Array(kids)
    form["/Fields"].append(parent)
    pdf.pages.insert(place, pikepdf.Page(copy))
    inserted = pdf.pages[place].obj
    for field in kids:
        field["/P"] = inserted
    return fields


def _clear(field: Any) -> None:
    if "PDF417" in str(field["/T"]):
        return
    if field.get("/FT") == Name.Btn:
        field["/AS"] = Name.Off
        for key in ("/V",):
            if key in field:
                del field[key]
        return
    for key in ("/V", "/RV", "/AP"):
        if key in field:
            del field[key]
