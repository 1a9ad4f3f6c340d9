"""Write a plan into the official PDF that the user supplies, and read it back before it is handed over."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name, String

from article3.documents.forms import appearance
from article3.documents.forms.copying import copied_page
from article3.documents.forms.edition import Box, short
from article3.documents.forms.fitting import Fitted, is_plain, on_line_of_cells, on_lines, on_one_line
from article3.documents.forms.planning import Addition, Blank, Plan
from article3.documents.forms.reading import FormError, opened, whole

if TYPE_CHECKING:
    from article3.documents.forms.edition import Edition

_READ_ONLY, _COMB = 1, 1 << 24
CONTINUED = "(continued on Supplement B)"
SEE = "See Supplement B"
_SEE_SHORT = "Suppl. B"


class Written(msgspec.Struct, frozen=True):
    """A field that was filled, as it was read back.

    Attributes:
        key: of the field.
        where: its place on the form.
        value: what stands in it; the file's own word for ticked, where it is a box to tick.
        page: of the result, counted from 1.
        size: of the font; 0 for a box to tick.
    """

    key: str
    where: str
    value: str
    page: int
    size: float = 0


class FilledOut(msgspec.Struct, frozen=True):
    """A filled form.

    Attributes:
        data: the PDF.
        written: every filled field.
        blanks: what stays empty although the form asks for it.
        continued: what was carried to continuation pages.
        pages: how many the result has.
        remarks: what the lawyer should know.
    """

    data: bytes
    written: tuple[Written, ...]
    blanks: tuple[Blank, ...]
    continued: tuple[Addition, ...]
    pages: int
    remarks: tuple[str, ...]


class _Expected(msgspec.Struct, frozen=True):
    name: str
    value: str
    entry: Written
    lines: tuple[str, ...] | None


def fill(data: bytes, name: str, plan: Plan, edition: Edition, made: str) -> FilledOut:
    """Fill a form.

    Args:
        data: the official PDF.
        name: what to call it in messages.
        plan: what goes where.
        edition: whose fields the PDF has.
        made: how the result was made, for the properties of the file.

    Raises:
        FormError: if the PDF cannot be filled, or what was written is not what is read back.
    """
    with whole(name), opened(data, name) as pdf:
        writer = _Writer(pdf, name, edition, plan)
        writer.write()
        pdf.docinfo["/Article3"] = String(made)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, encryption=False)
        pages = len(pdf.pages)
    read_back(out.getvalue(), name, writer.expected)
    return FilledOut(
        out.getvalue(),
        tuple(one.entry for one in writer.expected),
        tuple(writer.blanks),
        tuple(writer.continued),
        pages,
        (*plan.remarks, *writer.remarks),
    )


class _Target(msgspec.Struct, frozen=True):
    box: Box
    field: Any
    name: str


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf, name: str, edition: Edition, plan: Plan) -> None:
        self._pdf, self._name, self._edition, self._plan = pdf, name, edition, plan
        self.blanks = list(plan.blanks)
        self.continued: list[Addition] = list(plan.additions)
        self.remarks: list[str] = []
        self.expected: list[_Expected] = []
        form = pdf.Root.get("/AcroForm")
        if not isinstance(form, Dictionary) or "/Fields" not in form:
            raise FormError(f"{name}: it has no fields to fill; give the official PDF as it was downloaded")
        self._form = form
        self._font = appearance.add_font(form, pdf)
        self._fields = fields_of(form["/Fields"])

    def write(self) -> None:
        self._strip()
        self._unlock()
        missing = self._write_plan(self._plan, self._fields, {})
        if missing:
            listed = ", ".join(sorted(missing)[:5])
            told = f"The file has no field for {len(missing)} particulars ({listed}); enter them by hand."
            self.remarks.append(told)
        self._write_children()
        self._write_continued()

    def _strip(self) -> None:
        """Without the XFA part the AcroForm is what every viewer shows; the agency's usage rights end with any change."""
        for key in ("/XFA", "/SigFlags"):
            if key in self._form:
                del self._form[key]
        self._form["/NeedAppearances"] = False
        for key in ("/Perms", "/NeedsRendering"):
            if key in self._pdf.Root:
                del self._pdf.Root[key]

    def _unlock(self) -> None:
        """Scripts of the XFA part unlock answers after a yes; without it the lawyer could not correct them."""
        for box in self._edition.boxes.values():
            field = self._fields.get(box.name)
            if field is not None and not box.left and int(field.get("/Ff", 0)) & _READ_ONLY:
                field["/Ff"] = int(field["/Ff"]) & ~_READ_ONLY

    def _write_plan(self, plan: Plan, fields: dict[str, Any], renamed: dict[str, str]) -> set[str]:
        missing: set[str] = set()
        groups: dict[str, str] = {}
        for key in self._edition.boxes:
            box = self._edition.boxes[key]
            if key not in plan.texts and key not in plan.ticks:
                continue
            field = fields.get(renamed.get(box.name, box.name))
            if field is None:
                missing.add(box.where)
            elif key in plan.ticks:
                if box.group and groups.setdefault(box.group, key) != key:
                    raise FormError(f"{self._name}: {groups[box.group]} and {key} exclude each other; nothing was written")
                self._tick(box, field, fields, renamed)
            else:
                self._write_text(_Target(box, field, renamed.get(box.name, box.name)), plan.texts[key])
        return missing

    def _tick(self, box: Box, field: Any, fields: dict[str, Any], renamed: dict[str, str]) -> None:
        states = [str(state) for state in field.get("/AP", {}).get("/N", {}) if str(state) != "/Off"]
        on = f"/{box.on}" if f"/{box.on}" in states else (states[0] if len(states) == 1 else "")
        if not on:
            raise FormError(f"{self._name}: {box.where}: the box has no state {box.on!r}; this is another edition of the form")
        for other in self._edition.boxes.values():
            if box.group and other.group == box.group and other.key != box.key:
                rival = fields.get(renamed.get(other.name, other.name))
                if rival is not None and "/V" in rival:
                    rival["/V"] = rival["/AS"] = Name.Off
        field["/V"] = field["/AS"] = Name(on)
        name = renamed.get(box.name, box.name)
        entry = Written(box.key, box.where, on[1:], _page_of(self._pdf, field))
        self.expected.append(_Expected(name, on[1:], entry, None))

    def _write_text(self, target: _Target, text: str) -> None:
        box, field = target.box, target.field
        if box.kind == "choice" and not _is_offered(field, text):
            self._blank(box, f"{text!r} is not in the form's list")
            return
        paper = self._paper(field)
        if int(field.get("/Ff", 0)) & _COMB and box.max:
            text = _in_western_digits(text)
            if not is_plain(text):
                self._blank(box, "it has letters that its cells cannot hold; write it by hand, or correct it in the case")
                return
            fitted = on_line_of_cells(text, box.max, paper.wide, paper.high)
            self._set(target, text, fitted, appearance.of_comb(paper, fitted, box.max))
            return
        if not is_plain(text):
            self._write_drawn(target, text)
            return
        if box.lines:
            fitted = on_lines(text, paper.wide, paper.high, CONTINUED)
            if fitted.rest and not self._carry(box, fitted.rest):
                return
            self._set(target, _shown(text, fitted.rest), fitted, appearance.of_lines(paper, fitted))
            return
        fitted = on_one_line(text, paper.wide, paper.high)
        if not fitted.lines:
            if not self._carry(box, text):
                return
            fitted = on_one_line(SEE, paper.wide, paper.high)
            fitted = fitted if fitted.lines else on_one_line(_SEE_SHORT, paper.wide, paper.high)
        self._set(target, fitted.lines[0], fitted, appearance.of_line(paper, fitted))

    def _paper(self, field: Any) -> appearance.Paper:
        return appearance.Paper(self._pdf, self._font, *_size(field))

    def _write_drawn(self, target: _Target, text: str) -> None:
        """A text in letters that the form's font lacks, such as a name in Arabic."""
        from article3.documents.forms.native import NoFontError, drawn_on_lines, drawn_on_one_line  # noqa: PLC0415 - slow

        wide, high = _size(target.field)
        try:
            drawn = drawn_on_lines(text, wide, high, CONTINUED) if target.box.lines else drawn_on_one_line(text, wide, high)
        except NoFontError:
            why = "no font on this machine has its letters; install a Noto font for the script, or write it by hand"
            self._blank(target.box, why)
            return
        if not drawn.size:
            why = "it is too long for its box, in letters that the form's own font does not have; write it by hand"
            self._blank(target.box, why)
            return
        if drawn.rest and not self._carry(target.box, drawn.rest):
            return
        self._set(target, _shown(text, drawn.rest), Fitted(drawn.size, ()), drawn.into(self._pdf), plain=False)

    def _set(self, target: _Target, value: str, fitted: Fitted, stream: Any, *, plain: bool = True) -> None:
        box, field = target.box, target.field
        field["/V"] = String(value)
        field["/DA"] = String(f"{appearance.FONT} {fitted.size:g} Tf 0 g")
        if "/RV" in field:
            del field["/RV"]
        field["/AP"] = Dictionary(N=self._pdf.make_indirect(stream))
        entry = Written(box.key, box.where, value, _page_of(self._pdf, field), fitted.size)
        self.expected.append(_Expected(target.name, value, entry, fitted.lines if plain else None))

    def _blank(self, box: Box, why: str) -> None:
        self.blanks.append(Blank(box.key, box.where, box.means, why, box.needed))

    def _carry(self, box: Box, text: str) -> bool:
        """Note what is carried to a continuation page; where the form has none, the field stays blank."""
        if self._edition.continuation is None or box.page == self._edition.continuation.page:
            self._blank(box, "it is too long for its box; write it by hand, or shorten it in the case")
            return False
        self.continued.append(Addition(box.part or f"page {box.page}", box.item or box.means, text))
        return True

    def _write_children(self) -> None:
        page = self._edition.further_children
        for number, plan in enumerate(self._plan.children, start=2):
            if page is not None:
                fields, renamed = self._copy(page.page, f"SupplementA{number}", number - 1)
                self._write_plan(plan, fields, renamed)

    def _write_continued(self) -> None:
        places = self._edition.continuation
        if not self.continued or places is None:
            return
        wide, high = _size(self._fields[self._edition.boxes[places.text].name])
        self.continued = sorted(self.continued, key=lambda one: one.part)
        sheets = [Addition(one.part, one.question, text) for one in self.continued for text in _sheets(one.text, wide, high)]
        for number, sheet in enumerate(sheets, start=1):
            fields: dict[str, Any] = self._fields
            renamed: dict[str, str] = {}
            if number > 1:
                fields, renamed = self._copy(places.page, f"SupplementB{number}", number - 1)
            texts = {**self._heads(), places.part: sheet.part, places.question: sheet.question, places.text: sheet.text}
            self._write_plan(Plan(texts, frozenset()), fields, renamed)

    def _heads(self) -> dict[str, str]:
        texts = self._plan.texts
        found = {"supplement_b.a_number": texts.get("a_number", ""), "supplement_b.name": texts.get("printed_name", "")}
        return {key: text for key, text in found.items() if text and key in self._edition.boxes}

    def _copy(self, page: int, prefix: str, after: int) -> tuple[dict[str, Any], dict[str, str]]:
        """A copy of a page behind it and its earlier copies: its fields, and how they are called."""
        place = self._place(page) + after - 1
        fields = copied_page(self._pdf, self._form, page=self._place(page), place=place, prefix=prefix)
        own = {box.name for box in self._edition.boxes.values() if box.page == page}
        return fields, {name: f"{prefix}.{short(name)}" for name in own}

    def _place(self, page: int) -> int:
        """Where a page of the edition lies now: copies of earlier pages stand before it."""
        names = {box.name for box in self._edition.boxes.values() if box.page == page}
        field = next(self._fields[name] for name in sorted(names) if name in self._fields)
        return _page_of(self._pdf, field)


def _sheets(text: str, wide: float, high: float) -> list[str]:
    """A text in pieces that each fill a continuation page."""
    found: list[str] = []
    rest = text
    while rest:
        fitted = on_lines(rest, wide, high)
        found.append(rest[: len(rest) - len(fitted.rest)].strip() if fitted.rest else rest)
        rest = fitted.rest
    return found


def _shown(text: str, rest: str) -> str:
    return f"{text[: len(text) - len(rest)].strip()}\n{CONTINUED}" if rest else text


def _is_offered(field: Any, text: str) -> bool:
    offered = [one[0] if isinstance(one, Array) else one for one in field.get("/Opt", [])]
    return text in {str(one) for one in offered}


def fields_of(fields: Any, above: str = "") -> dict[str, Any]:
    """Every field that has a value of its own, by full name."""
    found: dict[str, Any] = {}
    for field in fields:
        part = str(field["/T"]) if "/T" in field else ""
        name = f"{above}.{part}" if above and part else above or part
        kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
        if kids:
            found |= fields_of(kids, name)
        else:
            found[name] = field
    return found


def _size(field: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(one) for one in field["/Rect"])
    return abs(right - left), abs(top - bottom)


def _in_western_digits(text: str) -> str:
    """A number written with other digits (Arabic-Indic, full width) as the form's cells hold it."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def _page_of(pdf: pikepdf.Pdf, field: Any) -> int:
    for number, page in enumerate(pdf.pages, start=1):
        if any(annotation.objgen == field.objgen for annotation in page.get("/Annots", [])):
            return number
    return 0


def read_back(data: bytes, name: str, expected: list[_Expected]) -> None:
    """Hold what was written against what another reading of the file finds: every value, and what every field shows.

    Raises:
        FormError: if they differ.
    """
    with opened(data, name) as pdf:
        fields = fields_of(pdf.Root["/AcroForm"]["/Fields"])
        for one in expected:
            field = fields.get(one.name)
            held = "" if field is None else field.get("/V", "")
            found = str(held).removeprefix("/") if isinstance(held, Name) else str(held)
            if field is None or found != one.value:
                raise FormError(f"{name}: {one.entry.where} was not read back as it was written; nothing was written")
            if one.entry.size == 0:
                if field.get("/AS") != f"/{one.value}":
                    raise FormError(f"{name}: {one.entry.where} does not show its tick; nothing was written")
                continue
            stream = field["/AP"]["/N"]
            shown = "".join("".join(appearance.shown_in(stream)).split()) if one.lines is not None else ""
            if one.lines is None and not appearance.draws_anything(stream):
                raise FormError(f"{name}: {one.entry.where} shows nothing; nothing was written")
            if one.lines is not None and shown != "".join("".join(one.lines).split()):
                raise FormError(f"{name}: {one.entry.where} shows another text than it holds; nothing was written")
