"""Forms of our own for tests: a PDF with the fields that an edition's data names, as the agency's program would make it. None of its words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from article3.documents.forms.edition import Box, Edition

READ_ONLY, LINES, COMB = 1, 1 << 12, 1 << 24
STATES = ("CA", "NY", "TX")
_CROSS = b"q\n1 1 8 8 re\nW\nn\n0.5 w\n2 8 m\n8 2 l\n8 8 m\n2 2 l\ns\nQ\n"
_XFA = "<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'><xfa:data><form1>{}</form1></xfa:data></xfa:datasets>"


def form_file(
    edition: Edition,
    *,
    texts: Mapping[str, str] | None = None,
    ticks: Collection[str] = (),
    barcode: bool = True,
    words: str = "",
    absent: Collection[str] = (),
    password: str | None = None,
    hidden: Mapping[str, str] | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A form with fields and nothing else on its pages.

    Args:
        edition: whose fields it has.
        texts: what stands in fields, by key.
        ticks: keys of the boxes that are ticked.
        barcode: whether the barcode names the edition.
        words: what page 1 says.
        absent: keys of fields that are left out.
        password: if not None, the file is encrypted, and opens with this one.
        hidden: what the XFA part says besides, by the last part of a field's name.
        more: fields at the root that the edition does not have, with their values.
    """
    pdf = pikepdf.new()
    for _ in range(edition.pages):
        pdf.add_blank_page(page_size=(612, 792))
    if words:
        page = pdf.pages[0]
        page["/Contents"] = Stream(pdf, b"BT /F1 8 Tf 40 20 Td (" + words.encode() + b") Tj ET")
        page["/Resources"] = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
    root = pdf.make_indirect(Dictionary(T=String("form1[0]"), Kids=Array()))
    parents: dict[str, Any] = {}
    for key, box in edition.boxes.items():
        if key not in absent:
            _add(pdf, edition, box, parents, root, (texts or {}).get(key, ""), is_ticked=key in ticks, barcode=barcode)
    fields = Array([root])
    for name, value in (more or {}).items():
        fields.append(pdf.make_indirect(Dictionary(T=String(name), FT=Name.Tx, V=String(value))))
    leaves = "".join(f"<{tag}>{value}</{tag}>" for tag, value in (hidden or {}).items())
    data = pdf.make_indirect(Stream(pdf, _XFA.format(leaves).encode()))
    pdf.Root["/AcroForm"] = Dictionary(
        Fields=fields, XFA=Array([String("datasets"), data]), DA=String("/Helv 0 Tf 0 g"), SigFlags=2
    )
    pdf.Root["/Perms"] = Dictionary(UR3=Dictionary())
    out = io.BytesIO()
    encryption = False if password is None else pikepdf.Encryption(user=password, owner="owner")
    pdf.save(out, deterministic_id=password is None, encryption=encryption)
    return out.getvalue()


def _add(
    pdf: pikepdf.Pdf,
    edition: Edition,
    box: Box,
    parents: dict[str, Any],
    root: Any,
    text: str,
    *,
    is_ticked: bool,
    barcode: bool,
) -> None:
    above, _, last = box.name.removeprefix("form1[0].").rpartition(".") if "\\." not in box.name else _escaped(box.name)
    page = pdf.pages[box.page - 1].obj
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            T=String(last),
            Rect=Array(list(box.box)),
            F=4,
            P=page,
            DA=String("/Helv 9 Tf 0 g"),
        )
    )
    if box.kind == "tick":
        drawn = Stream(pdf, _CROSS, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]))
        field["/FT"], field["/AP"] = Name.Btn, Dictionary(N=Dictionary({f"/{box.on}": drawn}))
        field["/AS"] = Name(f"/{box.on}") if is_ticked else Name.Off
        if is_ticked:
            field["/V"] = Name(f"/{box.on}")
    elif box.kind == "choice":
        field["/FT"], field["/Opt"] = Name.Ch, Array([Array([String(one), String(one)]) for one in STATES])
    else:
        field["/FT"] = Name.Tx
        flags = (LINES | READ_ONLY if box.lines else 0) | (READ_ONLY if box.left else 0)
        flags |= COMB if box.how == "digits" and edition.form == "I-765" and box.max == 9 else 0
        field["/Ff"] = flags
        if box.max:
            field["/MaxLen"] = box.max
        value = f"{edition.form}|{edition.printed}|{box.page}" if box.kind == "barcode" and barcode else text
        if value:
            field["/V"] = String(value)
    parent = _parent(pdf, above, parents, root)
    field["/Parent"] = parent
    parent["/Kids"].append(field)
    if "/Annots" not in page:
        page["/Annots"] = Array()
    page["/Annots"].append(field)


def _escaped(name: str) -> tuple[str, str, str]:
    parts = name.removeprefix("form1[0].").split(".", 1)
    return parts[0], ".", parts[1]


def _parent(pdf: pikepdf.Pdf, above: str, parents: dict[str, Any], root: Any) -> Any:
    if not above:
        return root
    if above not in parents:
        higher, _, last = above.rpartition(".")
        node = pdf.make_indirect(Dictionary(T=String(last), Kids=Array()))
        grand = _parent(pdf, higher, parents, root)
        node["/Parent"] = grand
        grand["/Kids"].append(node)
        parents[above] = node
    return parents[above]
