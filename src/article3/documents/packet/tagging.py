"""The tags of a PDF, by which a screen reader reads it: those of a source are kept, pages without any get one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DEEPEST = 60
"""A tree that goes deeper is broken: it refers to itself."""

MOST_OBJECTS = 250_000
"""A source with more objects is not worth their memory: its pages get one tag each instead of its own."""


class Tags:
    """The structure tree of a PDF that is being put together.

    Args:
        pdf: the file.
        language: of the whole.
    """

    def __init__(self, pdf: pikepdf.Pdf, language: str) -> None:
        self._pdf = pdf
        self._language = language
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array([])))
        self._parents: list[tuple[int, pikepdf.Object]] = []
        self._next = 0
        self._section = self._document
        self._roles: dict[str, pikepdf.Object] = {}
        self._classes: dict[str, pikepdf.Object] = {}

    def begin(self, title: str, language: str = "") -> None:
        """What follows belongs to a part of its own, in a language of its own if its code is given."""
        self._section = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self._document, T=String(title), K=Array([]))
        )
        if language:
            self._section.Lang = String(language)
        self._document.K.append(self._section)

    def mark(self, page: pikepdf.Page, kind: str, alternative: str = "") -> None:
        """Tag a whole page as one element; its content is enclosed as marked content 0 of that kind."""
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=self._section, Pg=page.obj, K=0))
        if alternative:
            element.Alt = String(alternative)
        self._section.K.append(element)
        page.obj.StructParents = self._next
        self._parents.append((self._next, self._pdf.make_indirect(Array([element]))))
        self._next += 1

    def graft(
        self, source: pikepdf.Pdf, pages: Sequence[pikepdf.Page], *, in_part: bool = False, root: pikepdf.Object | None = None
    ) -> bool:
        """Take over the tags of a source whose pages have just been added.

        Args:
            source: the file with the tags.
            pages: its pages in this file.
            in_part: whether they are only some of its pages; what belongs to the others is left behind.
            root: its tree, if that has been taken out of it.

        Returns:
            Whether it had any that could be taken over; if not, its pages are untouched.
        """
        root = source.Root.get("/StructTreeRoot") if root is None else root
        if not isinstance(root, Dictionary) or "/K" not in root or len(source.objects) > MOST_OBJECTS:
            return False
        copied = root if source is self._pdf else self._pdf.copy_foreign(source.make_indirect(root))
        parents = list(_numbered(copied.get("/ParentTree")))
        keys = {key for key, _ in parents}
        offset = self._next
        for owner, name in _owners(pages):
            key = _integer(owner.get(name))
            if key in keys:
                owner[name] = (key or 0) + offset
            elif name in owner:
                del owner[name]
        used = {key for owner, name in _owners(pages) if (key := _integer(owner.get(name))) is not None} if in_part else None
        self._parents += [(key + offset, value) for key, value in parents if used is None or key + offset in used]
        self._next = offset + max(keys, default=-1) + 1
        for kid in _kids(copied):
            if isinstance(kid, Dictionary) and (not in_part or _prune(kid)):
                self._adopt(kid)
        for name, own in (("/RoleMap", self._roles), ("/ClassMap", self._classes)):
            for role, meaning in _pairs(copied.get(name)):
                own.setdefault(role, meaning)
        return True

    def _adopt(self, element: pikepdf.Object) -> None:
        """Put an element into the present section; of a whole document, what is in it."""
        if element.get("/S") != Name.Document:
            element.P = self._section
            self._section.K.append(element)
            return
        if "/Lang" in element and self._section.objgen != self._document.objgen and "/Lang" not in self._section:
            self._section.Lang = element.Lang
        for kid in _kids(element):
            if isinstance(kid, Dictionary):
                kid.P = self._section
                self._section.K.append(kid)

    def finish(self) -> None:
        """Write the tree into the file."""
        numbers = Array([])
        for key, value in self._parents:
            numbers.append(key)
            numbers.append(value)
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        self._root.ParentTreeNextKey = self._next
        self._root.K = self._document
        for name, own in (("/RoleMap", self._roles), ("/ClassMap", self._classes)):
            if own:
                self._root[name] = Dictionary(own)
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
        self._pdf.Root.Lang = String(self._language)
        self._pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _integer(found: object) -> int | None:
    """A whole number of a PDF, which comes as one of Python."""
    return found if isinstance(found, int) else None


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = element.get("/K", Array([]))
    return list(found) if isinstance(found, Array) else [found]


def _pairs(found: pikepdf.Object | None) -> Iterator[tuple[str, pikepdf.Object]]:
    if isinstance(found, Dictionary):
        yield from found.items()


def _numbered(tree: pikepdf.Object | None, depth: int = 0) -> Iterator[tuple[int, pikepdf.Object]]:
    """The entries of a number tree."""
    if not isinstance(tree, Dictionary) or depth > _DEEPEST:
        return
    numbers = tree.get("/Nums")
    if isinstance(numbers, Array):
        for at in range(0, len(numbers) - 1, 2):
            key = _integer(numbers[at])
            if key is not None:
                yield key, numbers[at + 1]
    for kid in tree.get("/Kids", Array([])):
        yield from _numbered(kid, depth + 1)


def _owners(pages: Sequence[pikepdf.Page]) -> Iterator[tuple[pikepdf.Object, str]]:
    """What refers to the parent tree: pages, their annotations, and the forms drawn on them."""
    seen: set[tuple[int, int]] = set()
    for page in pages:
        yield page.obj, "/StructParents"
        for annotation in page.obj.get("/Annots", Array([])):
            if isinstance(annotation, Dictionary):
                yield annotation, "/StructParent"
        resources = page.obj.get("/Resources")
        drawn = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        for _, form in _pairs(drawn):
            if isinstance(form, pikepdf.Stream) and form.objgen not in seen:
                seen.add(form.objgen)
                yield form, "/StructParents"
                yield form, "/StructParent"


def _prune(element: pikepdf.Object, depth: int = 0) -> bool:
    """Take out of an element what stands on pages that are not there; false if nothing is left of it."""
    if "/K" not in element or depth > _DEEPEST:
        return True
    has_page = isinstance(element.get("/Pg"), Dictionary)
    kept = []
    for kid in _kids(element):
        if _integer(kid) is not None:
            stays = has_page
        elif isinstance(kid, Dictionary) and "/S" in kid:
            stays = _prune(kid, depth + 1)
        else:
            stays = isinstance(kid, Dictionary) and (isinstance(kid.get("/Pg"), Dictionary) or ("/Pg" not in kid and has_page))
        if stays:
            kept.append(kid)
    element.K = Array(kept)
    return bool(kept)
