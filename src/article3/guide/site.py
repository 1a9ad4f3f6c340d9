"""The guide as a static site: pages for each language and circuit, sheets to print, and what keeps it on a device."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from article3.guide.loading import LANGUAGES, shelf, sound
from article3.guide.rendering import FILES, circuit_names, first_page, page_ids, rendered, script, sheet, style, worker
from article3.guide.told import Reader, told
from article3.guide.voice import voice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from article3.guide.rendering import Place
    from article3.law.loading import Law

    Told = Callable[[int, int], None]

_MARK = Path(__file__).with_name("mark.svg")


def build(
    law: Law,
    as_of: dt.date,
    *,
    languages: Sequence[str] = LANGUAGES,
    circuits: Sequence[str] | None = None,
    paper: bool = True,
    progress: Told | None = None,
) -> dict[str, str | bytes]:
    """Every file of the site by its path.

    Args:
        law: the law data.
        as_of: the day whose law is told.
        languages: by their codes.
        circuits: ids of circuits; all of them, and the guide for no circuit, if absent.
        paper: whether the whole guide and its sheets are made for paper too.
        progress: is told after each step how many are done and how many there are.

    Raises:
        LawDataError: if a page names what the law data does not have.
        CatalogError: if a catalog is broken.
    """
    sound(law)
    names = circuit_names(law)
    asked = ["", *(circuits if circuits is not None else [one for one in names if one])]
    printed = asked if circuits is not None else [""]
    steps = [(language, circuit, False) for language in languages for circuit in asked]
    steps += [(language, circuit, True) for language in languages for circuit in printed if paper]
    made: dict[str, str | bytes] = {
        "index.html": first_page(),
        "style.css": style(),
        "offline.js": script(),
        "worker.js": worker(),
        "mark.svg": mark(),
        "guide.webmanifest": manifest(),
    }
    for number, (language, circuit, on_paper) in enumerate(steps, 1):
        reader = Reader(voice(language), circuit, law, as_of)
        made |= _printed(reader, names) if on_paper else _pages(reader, names)
        if progress is not None:
            progress(number, len(steps))
    return made


def mark() -> str:
    """The mark of the guide, as SVG."""
    return _MARK.read_text(encoding="utf-8")


def manifest(start: str = "index.html") -> str:
    """By what name and mark the guide stands on a device."""
    icon = {"src": "mark.svg", "type": "image/svg+xml", "sizes": "any"}
    about = {"name": voice("en").frame("guide"), "short_name": "article3", "start_url": start, "display": "browser"}
    return json.dumps({**about, "icons": [icon]}, ensure_ascii=False, indent=1) + "\n"


def kept(place: Place = FILES) -> list[str]:
    """What of a language and circuit is kept on a device: addresses beside the list."""
    pages = [place.address(page, "") for page in page_ids()]
    return [*pages, "../../style.css", "../../offline.js", "../../mark.svg", "../../guide.webmanifest"]


def document(reader: Reader, page: str = "") -> bytes:
    """A page, or the whole guide, as a PDF with tags.

    Raises:
        KeyError: if there is no such page.
    """
    import weasyprint  # noqa: PLC0415 - only paper needs it

    pages = (shelf().page(page),) if page else shelf().pages
    html = sheet(tuple(told(one, reader) for one in pages), reader)
    made: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"article3")
    return made


def _pages(reader: Reader, names: dict[str, str]) -> dict[str, str | bytes]:
    folder = f"{reader.voice.language}/{names[reader.circuit]}"
    made: dict[str, str | bytes] = {f"{folder}/{page}.html": rendered(page, reader, FILES) for page in page_ids()}
    return {**made, f"{folder}/files.json": json.dumps(kept()) + "\n"}


def _printed(reader: Reader, names: dict[str, str]) -> dict[str, str | bytes]:
    return dict(_documents(reader, f"print/{reader.voice.language}-{names[reader.circuit]}"))


def _documents(reader: Reader, start: str) -> Iterator[tuple[str, bytes]]:
    yield f"{start}.pdf", document(reader)
    for page in shelf().pages:
        if page.printed:
            yield f"{start}-{page.id}.pdf", document(reader, page.id)
