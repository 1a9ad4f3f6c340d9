"""packet: exhibits put together for the court, and what is missing for it."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from article3 import __version__
from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.cases import read_case
from article3.cli.errors import UsageError, refuse, report
from article3.cli.output import STANDARD, as_json, filled, folder_of
from article3.cli.terminal import complain, paint_for, say
from article3.documents.limits import BYTES
from article3.documents.provenance import Provenance
from article3.explanations.text import Paint, plain
from article3.facts.problems import CaseFileError
from article3.law.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from article3.documents.packet.build import Built
    from article3.documents.packet.model import PacketReport, Plan, Progress

_EXTRA = frozenset({"PIL", "mammoth", "pikepdf", "pypdfium2", "weasyprint"})
_STYLES = {"error": "bad", "missing": "bad", "warning": "open", "note": "dim"}


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides the case.

    Attributes:
        today: the day on which the packet is made.
        as_of: the day whose law is asked for, if the user gave one.
        style: text or json.
        title: of the submission; worked out if empty.
        papers: what goes with the exhibits, each with its kind, as the user named it.
        output: the packet; ``None`` if it is only checked.
        draft: build although something is missing.
        force: write over what is there.
        limit: the most bytes of a file; ``None`` for what ECAS takes.
        html: write the page of HTML too.
        template: an office's own pages, if it has some.
    """

    today: dt.date
    as_of: dt.date | None
    style: str
    title: str = ""
    papers: tuple[tuple[str, str], ...] = ()
    output: Path | None = None
    draft: bool = False
    force: bool = False
    limit: int | None = None
    html: bool = True
    template: Path | None = None


def bytes_of(megabytes: float | None) -> int | None:
    """Bytes of so many megabytes of a million each."""
    return None if megabytes is None else round(megabytes * BYTES)


def build_packet(file: str, request: Request) -> int:
    """Build a packet.

    Returns:
        The exit code: bad input if something is missing, and nothing was written.
    """
    return _guarded(lambda: _build(file, request), request.style)


def show_template() -> int:
    """Print the template of the pages, to begin an office's own from.

    Returns:
        The exit code.
    """
    return _guarded(_print_template, "text")


def _print_template() -> int:
    from article3.documents.packet.templates import OURS  # noqa: PLC0415

    say(OURS.read_text(encoding="utf-8"))
    return ANSWERED


def check_packet(file: str, request: Request) -> int:
    """Tell what is missing for a packet.

    Returns:
        The exit code: bad input if it would not be built.
    """
    return _guarded(lambda: _check(file, request), request.style)


def _guarded(action: Callable[[], int], style: str) -> int:
    try:
        return action()
    except CaseFileError as error:
        return report(error.problems, style)
    except UsageError as error:
        return refuse(str(error), style)
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _EXTRA:
            raise
        return refuse(f"packet needs {missing}; install it with: pip install 'article3[documents]'", style)
    except OSError as error:
        if "cannot load library" not in str(error):  # WeasyPrint's way to say that Pango is missing
            raise
        return refuse("packet needs Pango: install the package libpango-1.0-0 of Debian, or Pango by other means", style)


def _check(file: str, request: Request) -> int:
    from article3.documents.packet import build  # noqa: PLC0415 - after the extra was found missing, or not
    from article3.documents.packet.reading import Room  # noqa: PLC0415

    planned = _planned(file, request)
    with tempfile.TemporaryDirectory(prefix="article3-packet-") as folder, _progress() as progress:
        found = build.check(planned, Room(Path(folder)), progress)
    _show(found, request)
    return ANSWERED if found.ready else BAD_INPUT


def _build(file: str, request: Request) -> int:
    from article3.documents.packet import build  # noqa: PLC0415
    from article3.documents.packet.reading import Room  # noqa: PLC0415
    from article3.documents.packet.templates import TemplateError, Templates  # noqa: PLC0415
    from article3.documents.packet.written import WrittenError  # noqa: PLC0415

    output = request.output
    if output is None:
        raise UsageError("name the packet with --output")
    planned = _planned(file, request)
    _check_places(file, output, planned, request)
    try:
        templates = Templates(request.template)
    except TemplateError as error:
        raise UsageError(f"--template {error}") from None
    order = build.Order(output.stem, request.limit, draft=request.draft, twin=request.html)
    try:
        _tell_leftovers(output)
        folder = tempfile.TemporaryDirectory(prefix=f".{output.stem}-", dir=output.resolve().parent)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}); nothing was changed") from None
    with folder as name:
        try:
            with _progress() as progress:
                built = build.build(planned, order, Room(Path(name), templates), progress)
        except (TemplateError, WrittenError) as error:
            raise UsageError(f"{error}; nothing was changed") from None
        except OSError as error:
            raise UsageError(f"{output.parent} cannot hold the packet ({error.strerror}); nothing was changed") from None
        _move(built, output, request)
    _show(built.report, request)
    return ANSWERED if built.report.built else BAD_INPUT


def _planned(file: str, request: Request) -> Plan:
    from article3.documents.packet.model import Kind  # noqa: PLC0415
    from article3.documents.packet.plan import Paper, Wishes, plan  # noqa: PLC0415

    law = load()
    as_of = request.as_of or request.today
    for option, given in (("--as-of", request.as_of), ("--today", request.today)):
        if given is not None and given < law.begins:
            raise UsageError(f"{option} {given}: the regulations under the Convention took effect on {law.begins}")
    case = read_case(file, law)
    folder = folder_of(file)
    papers = tuple(Paper(Kind(kind), *_titled(named)) for kind, named in request.papers)
    provenance = Provenance(__version__, law.version, law.maintained_through, request.as_of or case.as_of or as_of, request.today)
    return plan(case, law, request.today, Wishes(folder, papers, request.title), provenance)


def _titled(named: str) -> tuple[Path, str]:
    """The file, and the title if there is one, of a paper named as FILE or TITLE=FILE."""
    title, sign, file = named.partition("=")
    if not sign or Path(named).exists():
        return Path(named), ""
    return Path(file), title.strip()


def _check_places(file: str, output: Path, planned: Plan, request: Request) -> None:
    """Refuse what would be written over an input, or over what is there.

    Raises:
        UsageError: if so.
    """
    from article3.documents.packet.plan import inputs  # noqa: PLC0415

    if output.suffix.lower() != ".pdf":
        raise UsageError(f"--output {output}: a packet is written as .pdf; give the file that ending")
    if not output.resolve().parent.is_dir():
        raise UsageError(f"--output {output}: there is no directory {output.parent}; make it first")
    taken = {path.resolve() for path in inputs(planned)} | ({Path(file).resolve()} if file != STANDARD else set())
    for place in _earlier(output, html=request.html):
        if not place.is_file():
            raise UsageError(f"--output {output}: {place} is no file; choose another place")
        if place.resolve() in taken:
            raise UsageError(f"--output {output}: {place} goes into the packet, and would be written over. Choose another place")
        if not request.force:
            raise UsageError(f"{place} is there already; choose another place, or write over it with --force")


def _tell_leftovers(output: Path) -> None:
    """Name what a build left that was killed: it holds a client's documents, and may belong to one that still runs."""
    left = re.compile(re.escape(f".{output.stem}-") + r"[a-z0-9_]{8}")
    for path in sorted(output.resolve().parent.iterdir()):
        if path.is_dir() and left.fullmatch(path.name):
            complain(
                f"{path} was left by a build that was ended or still runs; it holds the case's documents. Remove it if none runs."
            )


def _earlier(output: Path, *, html: bool) -> list[Path]:
    """What lies where the packet, its parts or its page of HTML would be written."""
    part = re.compile(re.escape(output.stem) + r"_Part[0-9]+\.pdf")
    found = [path for path in sorted(output.resolve().parent.iterdir()) if part.fullmatch(path.name)]
    places = [output, *([output.with_suffix(".html")] if html else [])]
    return [place for place in places if place.exists()] + [output.parent / path.name for path in found]


def _move(built: Built, output: Path, request: Request) -> None:
    """Put the files where they belong, all at the end; parts of an earlier packet go."""
    from article3.documents.packet.joining import is_ours  # noqa: PLC0415

    if not built.files:
        return
    try:
        for made, name in built.files:
            made.chmod(0o600)  # it holds a client's facts
            place = output.parent / name
            made.replace(place.resolve() if place.is_symlink() else place)
        kept = {name for _, name in built.files}
        for place in _earlier(output, html=request.html):
            if place.name in kept:
                continue
            if is_ours(place):
                place.unlink()
                complain(f"Removed {place}, of an earlier packet.")
            else:
                complain(f"{place} is no part of this packet, and was not made here; it was left.")
        twin = output.with_suffix(".html")
        if twin.name not in kept and twin.exists():
            complain(f"{twin} was there before and is not of this packet; it was left. Remove it if it is of an earlier one.")
    except OSError as error:
        raise UsageError(f"{output.parent} cannot be written to ({error.strerror}); look at what is there") from None


def _show(found: PacketReport, request: Request) -> None:
    if request.style == "json":
        say(as_json(found))
    else:
        say("\n".join(_lines(found, paint_for(sys.stdout), request)) + "\n")


def _lines(found: PacketReport, paint: Paint, request: Request) -> Iterator[str]:
    place = request.output.parent if request.output else Path()
    if found.built:
        for part in found.parts:
            yield f"Wrote {place / part.file}: pages {part.first} to {part.last}, {part.size / 1_000_000:.1f} MB."
        if request.html and request.output:
            yield f"Wrote {request.output.with_suffix('.html')}: the same text for a screen reader."
        if found.draft:
            yield paint("A DRAFT: something is missing, as told below. It is not to be filed as it is.", "bad")
    elif request.output is not None:
        yield paint("Nothing was written: something is missing.", "bad")
    else:
        words = "Nothing is missing." if found.ready else "Something is missing: 'packet build' would refuse."
        yield paint(words, "good" if found.ready else "bad")
    yield ""
    yield paint(found.title, "title")
    for entry in found.entries:
        pages = "" if not entry.first else f"  {entry.first}" if entry.first == entry.last else f"  {entry.first}-{entry.last}"
        where = f" (part {entry.part})" if entry.part else ""
        yield f"  {entry.letter or '-':3} {entry.title}{pages}{where}"
    if found.remarks:
        yield ""
    for remark in sorted(found.remarks, key=lambda one: list(_STYLES).index(one.severity.value)):
        yield from filled(f"{remark.severity.value}: {remark.about}: {remark.says}.", "", paint, _STYLES[remark.severity.value])
        if remark.remedy:
            yield from filled(f"{remark.remedy[0].upper()}{remark.remedy[1:]}.", "    ", plain)
    yield ""
    yield paint(found.provenance.line(), "dim")


@contextlib.contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, where somebody watches."""
    from article3.documents.packet.model import Progress  # noqa: PLC0415

    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description:16}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:

        class _Shown(Progress):
            def begin(self, what: str, steps: int) -> None:
                for task in bar.task_ids:
                    bar.remove_task(task)
                bar.add_task(what, total=steps)

            def step(self, steps: int = 1) -> None:
                for task in bar.task_ids:
                    bar.advance(task, steps)

        yield _Shown()
