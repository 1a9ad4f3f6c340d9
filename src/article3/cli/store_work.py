"""store work, store library …: texts read without a server, and reports put into the shared library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article3.cli.errors import UsageError
from article3.cli.store import Done, Request, opened, steps
from article3.cli.terminal import complain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

_PIECE = 1 << 20


def work(request: Request, *, once: bool) -> Done:
    """Read the texts of documents, until told to stop or until none is left."""
    with opened(request):
        from article3.store.models import Reading  # noqa: PLC0415 - the tables are known once a store is open
        from article3.store.working import work as do  # noqa: PLC0415

        if not once:
            complain("Reading the texts of documents as they come. Stop it with Ctrl+C.")
        do(once=once)
        waiting = Reading.objects.filter(state__in=(Reading.State.WAITING, Reading.State.READING)).count()
        failed = Reading.objects.filter(state=Reading.State.FAILED).count()
    return Done(f"Stopped. {waiting} documents are still to be read; {failed} could not be read, and their pages say why.")


def add_reports(request: Request, named: Sequence[Path], country: str, published: dt.date, source: str, title: str) -> Done:
    """Put reports into the library: files, or every file of folders."""
    files = _files(named)
    if title and len(files) > 1:
        raise UsageError("--title: it is the title of one report; several take theirs from the names of their files")
    with opened(request):
        from article3.store import library  # noqa: PLC0415
        from article3.store.errors import StoreError  # noqa: PLC0415

        new, there, refused = 0, 0, 0
        with steps("Adding reports") as step:
            for file in files:
                told_country, year = library.named_by(file)
                words = title or f"{told_country} {year}".strip()
                told = library.Particulars(words, country or told_country, source, published)
                try:
                    with file.open("rb") as content:
                        added = library.add(None, told, file.name, iter(lambda content=content: content.read(_PIECE), b""))  # type: ignore[misc]
                except (OSError, StoreError) as error:
                    complain(f"{file}: not added: {error.strerror if isinstance(error, OSError) else error}")
                    refused += 1
                    continue
                finally:
                    step()
                new += added.is_new
                if not added.is_new:
                    known = added.report
                    there += 1
                    complain(f"{file}: not added: it is there already, as {known.title} ({known.country}, {known.published})")
    says = (
        f"Added {new} reports; {there} were there already, {refused} were refused. A running server reads their text, as does: "
    )
    return Done(f"{says}article3 store work --once", files=new, ok=not refused)


def _files(named: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in named:
        if path.is_dir():
            found += sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"{path} is not there; nothing was added")
    if not found:
        raise UsageError("there is no file in what was named; nothing was added")
    return found
