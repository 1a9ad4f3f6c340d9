"""law book: the law as a static site."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from article3 import __version__
from article3.book.golden import GoldenFileError, files, place
from article3.book.shelf import stocked
from article3.book.site import build
from article3.book.writing import OccupiedError, check, write
from article3.cli import ANSWERED
from article3.cli.errors import refuse
from article3.cli.terminal import complain
from article3.law.loading import load

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from article3.book.shelf import Shelf


def write_book(out: Path, as_of: dt.date | None, cases: Path | None, *, force: bool) -> int:
    """Make the book and write it.

    Args:
        out: the directory to write it to.
        as_of: the day whose law is shown; the last to which the law data is kept, if absent.
        cases: where golden cases lie, instead of the places where they usually do.
        force: write into a directory that holds other things.

    Returns:
        The exit code.
    """
    law = load()
    if as_of is not None and as_of < law.begins:
        return refuse(f"--as-of {as_of}: the regulations took effect on {law.begins}; use that day or a later one", "text")
    if cases is not None and not cases.is_dir():
        return refuse(f"--cases {cases}: there is no such directory", "text")
    try:
        check(out, force=force)
        golden = files(cases if cases is not None else place())
        shelf = stocked(law, as_of or law.maintained_through, golden)
        began = time.perf_counter()
        made = _built(shelf)
        write(made, out, f"article3 {__version__}, law data {law.version}, as of {shelf.as_of}", force=force)
    except (OccupiedError, GoldenFileError) as error:
        return refuse(str(error), "text")
    except OSError as error:
        return refuse(f"{out} cannot be written ({error.strerror}); what was there before is untouched", "text")
    pages = sum(name.endswith(".html") for name in made)
    if not golden:
        complain("No golden cases were found; the pages say so. Name their directory with --cases.")
    complain(f"Wrote {pages} pages to {out} in {time.perf_counter() - began:.1f} s. Open {out / 'index.html'} in a browser.")
    return ANSWERED


def _built(shelf: Shelf) -> dict[str, str]:
    """The files of the book; on a terminal, a bar tells how far it has come."""
    if not sys.stderr.isatty():
        return build(shelf)
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Making pages", total=None)
        return build(shelf, lambda done, of: bar.update(task, completed=done, total=of))
