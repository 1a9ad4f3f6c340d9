"""Links inside an exhibit: what leads to a page by a name leads there by the page itself, as names do not survive copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, String

from article3.documents.packet.saving import save

if TYPE_CHECKING:
    from pathlib import Path


def settle_links(pdf: pikepdf.Pdf) -> None:
    """Leave of the annotations the links to pages of the file and to addresses; nothing that runs, nothing that nobody sees.

    A destination that has a name (PDF 1.7, 12.3.2.3) is put in its place; a name of no destination takes its link away.
    """
    named = _named(pdf)
    for page in pdf.pages:
        kept = Array([])
        for annotation in page.obj.get("/Annots", Array([])):
            if isinstance(annotation, Dictionary) and annotation.get("/Subtype") == Name.Link and _is_settled(annotation, named):
                kept.append(annotation)
        if "/Annots" in page.obj:
            page.obj.Annots = kept


def settle_file(path: Path, target: Path) -> Path:
    """The same for a file, which stays as it is where it names no destination.

    Returns:
        The file to use: the same, or the target.
    """
    with pikepdf.open(path, access_mode=pikepdf.AccessMode.stream) as pdf:
        if not _named(pdf):
            return path
        settle_links(pdf)
        save(pdf, target)
    return target


def _named(pdf: pikepdf.Pdf) -> dict[str, Array]:
    """Every destination that has a name: those of the tree by their text, those of the old kind with a slash before it."""
    names, old = pdf.Root.get("/Names"), pdf.Root.get("/Dests")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    found = dict(NameTree(tree).items()) if isinstance(tree, Dictionary) else {}
    found |= dict(old.items()) if isinstance(old, Dictionary) else {}
    places = {
        str(String(name)) if isinstance(name, bytes) else name: entry.get("/D") if isinstance(entry, Dictionary) else entry
        for name, entry in found.items()
    }
    return {name: place for name, place in places.items() if isinstance(place, Array) and len(place)}


def _is_settled(link: Dictionary, named: dict[str, Array]) -> bool:
    """Whether a link leads to a page or an address, after a name has been replaced by what it stands for."""
    action = link.get("/A")
    if isinstance(action, Dictionary) and action.get("/S") == Name.URI:
        return True
    goes = isinstance(action, Dictionary) and action.get("/S") == Name.GoTo
    target = action.get("/D") if goes and isinstance(action, Dictionary) else link.get("/Dest")
    if isinstance(target, String | Name):
        target = named.get(str(target))
    if not isinstance(target, Array) or not len(target):
        return False
    if "/A" in link:
        del link["/A"]
    link.Dest = target
    return True
