"""guide: the guide for the person at risk as a static site and as documents to print."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from article3 import __version__
from article3.book.writing import OccupiedError, check, write
from article3.cli import ANSWERED, BAD_LAW
from article3.cli.errors import refuse
from article3.cli.terminal import complain
from article3.guide.loading import LANGUAGES
from article3.guide.site import build
from article3.languages.catalog import CatalogError
from article3.law.forums import circuit_of
from article3.law.loading import load

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from article3.law.loading import Law


def write_guide(out: Path, languages: Sequence[str], named: Sequence[str], as_of: dt.date, *, paper: bool, force: bool) -> int:
    """Make the guide and write it.

    Args:
        out: the directory to write it to.
        languages: codes of languages; all of them if there is none.
        named: circuits; all of them, and none, if there is none.
        as_of: the day whose law is told.
        paper: whether PDF documents are made too.
        force: write into a directory that holds other things.

    Returns:
        The exit code.
    """
    law = load()
    unknown = [one for one in languages if one not in LANGUAGES]
    if unknown:
        return refuse(f"--language {unknown[0]}: the guide speaks {', '.join(LANGUAGES)}", "text")
    found = {one: circuit_of(one, law) for one in named}
    missing = [one for one, circuit in found.items() if circuit is None]
    if missing:
        return refuse(f"--circuit {missing[0]}: it names no circuit; 9, ca9, 9th or dc would", "text")
    if as_of < law.begins:
        return refuse(f"--as-of {as_of}: the regulations took effect on {law.begins}; use that day or a later one", "text")
    began = time.perf_counter()
    try:
        check(out, force=force)
        circuits = [circuit for circuit in found.values() if circuit] or None
        made = _built(law, as_of, languages or LANGUAGES, circuits, paper=paper)
        write(made, out, f"article3 {__version__}, law data {law.version}, guide as of {as_of}", force=force)
    except OccupiedError as error:
        return refuse(str(error), "text")
    except CatalogError as error:
        complain(f"article3: {error}")
        return BAD_LAW
    except ImportError as error:
        return refuse(f"PDF needs more of this program ({error.name}); install article3[guide], or use --no-paper", "text")
    except OSError as error:
        return refuse(f"{out} cannot be written ({error.strerror}); what was there before is untouched", "text")
    pages = sum(name.endswith(".html") for name in made)
    sheets = sum(name.endswith(".pdf") for name in made)
    complain(
        f"Wrote {pages} pages and {sheets} documents to {out} in {time.perf_counter() - began:.0f} s. Open {out / 'index.html'}."
    )
    return ANSWERED


def _built(
    law: Law, as_of: dt.date, languages: Sequence[str], circuits: Sequence[str] | None, *, paper: bool
) -> dict[str, str | bytes]:
    """The files of the guide; on a terminal, a bar tells how far it has come."""
    if not sys.stderr.isatty():
        return build(law, as_of, languages=languages, circuits=circuits, paper=paper)
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Making the guide", total=None)
        return build(
            law,
            as_of,
            languages=languages,
            circuits=circuits,
            paper=paper,
            progress=lambda done, of: bar.update(task, completed=done, total=of),
        )
