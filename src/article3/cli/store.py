"""store …: the store of the workbench, from the command line."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from article3.cli import ANSWERED, BAD_INPUT
from article3.cli.errors import UsageError, refuse, report
from article3.cli.output import as_json
from article3.cli.passphrase import KEY_FILE, NEW_PASSPHRASE, PASSPHRASE, forget, secret
from article3.cli.terminal import complain, say
from article3.facts.problems import CaseFileError
from article3.law.loading import load

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from article3.facts.case import Case as Facts
    from article3.store.home import Home
    from article3.store.keys import MasterKey
    from article3.store.models import Case

DATABASE = "ARTICLE3_DATABASE"
_EXTRA = frozenset({
    "PIL", "allauth", "django", "django_htmx", "django_tasks", "django_tasks_db", "docx", "gunicorn", "nacl", "psycopg",
    "pypdfium2", "snowballstemmer", "sqlcipher3", "whitenoise",
})  # fmt: skip


class Request(msgspec.Struct, frozen=True):
    """What the user asked for besides.

    Attributes:
        style: text or json.
        key_file: the file with the passphrase, if they named one.
    """

    style: str
    key_file: Path | None = None


class Done(msgspec.Struct, frozen=True):
    """What was done, as the commands tell it.

    Attributes:
        says: in words.
        link: of an invitation, below the address of the workbench.
        rows, files, trail: how many there are.
        people, cases: what was listed or taken in.
        ok: whether all is as it should be.
    """

    says: str
    link: str = ""
    rows: int = 0
    files: int = 0
    trail: int = 0
    people: tuple[dict[str, str], ...] = ()
    cases: tuple[str, ...] = ()
    ok: bool = True


def run(request: Request, action: Callable[[], Done]) -> int:
    """Do something with a store, and tell it.

    Returns:
        The exit code.
    """
    try:
        from article3.store.errors import StoreError  # noqa: PLC0415 - an extra

        try:
            done = action()
        except StoreError as error:
            return refuse(str(error), request.style)
    except UsageError as error:
        return refuse(str(error), request.style)
    except CaseFileError as error:
        return report(error.problems, request.style)
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _EXTRA:
            raise
        return refuse(f"the store needs {missing}; install it with: pip install 'article3[workbench]'", request.style)
    if request.style == "json":
        say(as_json(done))
    else:
        say(f"{done.says}\n")
        for one in done.people:
            say("  ".join(one.values()) + "\n")
    return ANSWERED if done.ok else BAD_INPUT


def init(email: str, name: str, key_file: Path | None) -> Done:
    """Make a store and invite its first administrator."""
    import uuid  # noqa: PLC0415

    from article3.store.home import VERSION, StoreRecord, home_named  # noqa: PLC0415
    from article3.store.keys import new_key  # noqa: PLC0415
    from article3.store.opening import migrate, set_up  # noqa: PLC0415

    home = home_named(os.environ)
    if home.exists:
        raise UsageError(f"there is a store in {home.path} already; nothing was changed")
    if home.path.exists() and any(home.path.iterdir()):
        raise UsageError(f"{home.path} is not empty; choose another place with ARTICLE3_HOME")
    key = new_key()
    sealed = key.sealed(secret(key_file, os.environ, new=True, named="A passphrase for the store"))
    home.write(StoreRecord(VERSION, uuid.uuid4().hex, sealed))
    try:
        set_up(home, key, database=os.environ.get(DATABASE, ""))
        migrate()
        return _first(email, name, home)
    except BaseException:
        _undo(home)
        raise


def _first(email: str, name: str, home: Home) -> Done:
    from article3.store import people  # noqa: PLC0415
    from article3.store.errors import RefusedError  # noqa: PLC0415

    try:
        made = people.invite(None, people.Person(email, name, "administrator"))
    except RefusedError as error:
        raise UsageError(f"--{error.field}: {error}") from None
    link = f"/invitation/{made.token}"
    return Done(
        f"Made a store in {home.path}. Start it with: article3 serve\n"
        f"Then open this below the address that it shows, once, to choose a password: {link}\n"
        f"(without --port that is http://localhost:8000{link})\n"
        "Keep the passphrase apart from the machine: without it nobody can read the store, and nobody can restore it.",
        link=link,
    )


def _undo(home: Home) -> None:
    """Take away the store that could not be made, so that it can be tried again."""
    from django.db import connections  # noqa: PLC0415

    with contextlib.suppress(Exception):
        connections.close_all()
    for path in (home.record, *home.path.glob("article3.db*")):
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        home.files.rmdir()
        home.path.rmdir()


@contextlib.contextmanager
def opened(request: Request) -> Iterator[tuple[Home, MasterKey]]:
    """An existing store, its tables up to date.

    Raises:
        StoreError: if there is none, or the passphrase is another.
        UsageError: if there is no passphrase.
    """
    from article3.store.home import home_named  # noqa: PLC0415
    from article3.store.opening import migrate, set_up, unlock  # noqa: PLC0415

    home = home_named(os.environ)
    home.read()
    key = unlock(home, secret(request.key_file, os.environ))
    forget()
    set_up(home, key, database=os.environ.get(DATABASE, ""))
    migrate()
    yield home, key


def backup(request: Request, output: Path, *, force: bool) -> Done:
    """Write a backup."""
    if output.exists() and not force:
        raise UsageError(f"{output} exists already; choose another name, or use --force to write over it")
    if not output.resolve().parent.is_dir():
        raise UsageError(f"{output} cannot be written: there is no directory {output.parent}")
    with opened(request) as (home, key), steps("Backing up") as step:
        from article3.store.backup import back_up  # noqa: PLC0415

        made = back_up(home, key, output, step)
    says = f"Wrote {output}: {made.rows} rows, {len(made.files)} files; read back and found whole."
    return Done(says, rows=made.rows, files=len(made.files), trail=made.trail)


def restored(request: Request, place: Path, *, check: bool) -> Done:
    """Restore a backup, or only read it through."""
    from article3.store.backup_head import key_of, prepare  # noqa: PLC0415
    from article3.store.home import home_named  # noqa: PLC0415
    from article3.store.opening import migrate, set_up  # noqa: PLC0415

    key = key_of(place, secret(request.key_file, os.environ, named="Passphrase of the store when the backup was made"))
    forget()
    if check:
        # What is sealed is told by its digests alone; no database is needed.
        set_up(home_named(os.environ), key)
        from article3.store.backup import examine  # noqa: PLC0415 - the tables are known from here on

        found = examine(place, key)
        return Done(f"{place} is whole: {found.rows} rows, {len(found.files)} files.", rows=found.rows, files=len(found.files))
    home = home_named(os.environ)
    prepare(home, place)
    try:
        set_up(home, key, database=os.environ.get(DATABASE, ""))
        migrate()
        from article3.store.backup import restore  # noqa: PLC0415

        with steps("Restoring") as step:
            made = restore(home, place, key, step)
    except BaseException:
        import shutil  # noqa: PLC0415

        from django.db import connections  # noqa: PLC0415

        with contextlib.suppress(Exception):
            connections.close_all()
        shutil.rmtree(home.path, ignore_errors=True)
        raise
    says = f"Restored {made.rows} rows and {len(made.files)} files to {home.path}. Everybody has to sign in again."
    return Done(says, rows=made.rows, files=len(made.files), trail=made.trail)


def rekey(request: Request, new_key_file: Path | None, *, everything: bool) -> Done:
    """Set another passphrase."""
    fresh = os.environ.get(NEW_PASSPHRASE, "").encode()
    if not fresh:
        others = {name: value for name, value in os.environ.items() if name not in {PASSPHRASE, KEY_FILE}}
        fresh = secret(new_key_file, others, new=True, named="The new passphrase")
    with opened(request) as (home, key):
        from article3.store.rekeying import new_master, new_passphrase  # noqa: PLC0415

        if everything:
            new_master(home, key, fresh)
            return Done("The store has a new master key and a new passphrase. Earlier backups open with the earlier passphrase.")
        new_passphrase(home, key, fresh)
    return Done("The store has a new passphrase. Earlier backups, and earlier copies of store.json, open with the earlier one.")


def verify(request: Request) -> Done:
    """Check the trail, the database and every file."""
    with opened(request):
        from django.db import connection  # noqa: PLC0415

        from article3.store import trail  # noqa: PLC0415
        from article3.store.errors import DamagedError  # noqa: PLC0415
        from article3.store.files import content  # noqa: PLC0415
        from article3.store.models import Report, StoredFile  # noqa: PLC0415

        found = trail.verify()
        faults = [] if found.broken_at is None else [f"the trail is broken at line {found.broken_at}"]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA cipher_integrity_check")
                faults += [f"the database: {row[0]}" for row in cursor.fetchall()]
                cursor.execute("PRAGMA integrity_check")
                faults += [f"the database: {row[0]}" for row in cursor.fetchall() if row[0] != "ok"]
        files: list[StoredFile | Report] = [
            *StoredFile.objects.select_related("case").order_by("id"),
            *Report.objects.order_by("id"),
        ]
        with steps("Reading files") as step:
            for known in files:
                try:
                    for _ in content(known):
                        pass
                except DamagedError as error:
                    faults.append(f"file {known.id.hex}: {error}")
                step()
    if faults:
        return Done("\n".join(faults), files=len(files), trail=found.lines, ok=False)
    return Done(
        f"All is as it should be: {found.lines} lines of the trail, {len(files)} files.", files=len(files), trail=found.lines
    )


def export(request: Request, folder: Path, named: Sequence[str]) -> Done:
    """Write cases in the clear."""
    if folder.exists():
        raise UsageError(f"{folder} exists already; name a new folder")
    with opened(request):
        from article3.store import trail  # noqa: PLC0415
        from article3.store.cases import latest  # noqa: PLC0415
        from article3.store.files import content  # noqa: PLC0415
        from article3.store.models import Case, StoredFile  # noqa: PLC0415
        from article3.store.writing import whole, write_whole  # noqa: PLC0415

        cases = [_case(one) for one in named] if named else list(Case.objects.order_by("id"))
        folder.mkdir(mode=0o700)
        count = 0
        for case in cases:
            place = folder / str(case.id)
            place.mkdir(mode=0o700)
            trail.record(None, "case.exported", case.id, version=case.current)
            write_whole(place / "case.yaml", latest(case).text.encode())
            for known in StoredFile.objects.filter(case=case).select_related("case"):
                with whole(_free_name(place, known.name)) as out:
                    for piece in content(known):
                        out.write(piece)
                count += 1
    says = f"Wrote {len(cases)} cases and {count} documents to {folder}, in the clear: keep them as you keep the clients' papers."
    return Done(says, files=count, cases=tuple(str(case.id) for case in cases))


def take_in(request: Request, files: Sequence[Path], email: str, today: dt.date) -> Done:
    """Take case files in, all of them or none."""
    law = load()
    texts = []
    for file in files:
        try:
            texts.append((file, file.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
            raise UsageError(f"{file} cannot be read ({why}); nothing was taken in") from None
    with opened(request):
        from django.db import transaction  # noqa: PLC0415

        from article3.facts.case_file import parse_case  # noqa: PLC0415
        from article3.store.cases import By, create  # noqa: PLC0415
        from article3.store.files import add  # noqa: PLC0415
        from article3.store.models import User  # noqa: PLC0415

        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise UsageError(f"--user {email}: nobody has this address; 'article3 store user list' lists them")
        made, count = [], 0
        with transaction.atomic():
            for file, text in texts:
                facts = parse_case(text, str(file), law)
                case = create(By(user, law, today), text, "imported")
                made.append(str(case.id))
                for name in _documents(facts):
                    path = file.parent / name
                    if path.is_file():
                        with path.open("rb") as source:
                            add(user, case, path.name, iter(lambda source=source: source.read(1 << 20), b""))  # type: ignore[misc]
                        count += 1
                    else:
                        complain(f"{file}: {name} is not there; the case was taken in without it")
    return Done(f"Took in {len(made)} cases and {count} documents.", files=count, cases=tuple(made))


def _documents(facts: Facts) -> list[str]:
    """The files that a case names."""
    found = []
    for exhibit in facts.exhibits.values():
        by = exhibit.translation
        found += [name for name in (exhibit.file, *((by.file, by.certified) if by else ())) if name]
    return list(dict.fromkeys(found))


def shred_case(request: Request, named: str, *, sure: bool) -> Done:
    """Destroy a case."""
    with opened(request):
        from article3.store.shredding import shred  # noqa: PLC0415

        case = _case(named)
        if not sure:
            if not sys.stdin.isatty():
                raise UsageError("say --yes to destroy the case; nothing was changed")
            complain(f"This destroys the case {case.id}, {case.current} versions, and its files. It cannot be undone.")
            if input("Type the id again to go on: ").strip() != str(case.id):
                raise UsageError("that is another id; nothing was changed")
        files = shred(None, case)
    return Done(f"The case and {files} files are destroyed. Backups that were made before still hold them.", files=files)


def invited(request: Request, email: str, name: str, role: str, ends: dt.date | None, *, again: bool) -> Done:
    """Invite somebody."""
    with opened(request):
        from article3.store import people  # noqa: PLC0415
        from article3.store.errors import RefusedError  # noqa: PLC0415
        from article3.store.models import User  # noqa: PLC0415

        try:
            if again:
                user = User.objects.filter(email=email.lower()).first()
                if user is None:
                    raise UsageError(f"nobody has the address {email}; 'article3 store user list' lists them")
                made = people.invite_again(None, user, forget_second_factor=True)
            else:
                made = people.invite(None, people.Person(email, name, role, ends))
        except RefusedError as error:
            raise UsageError(f"{error.field}: {error}") from None
    link = f"/invitation/{made.token}"
    return Done(f"Hand this over with the address of the workbench before it; it works once, for seven days: {link}", link=link)


def people(request: Request) -> Done:
    """List who has an account."""
    with opened(request):
        from article3.store.models import User  # noqa: PLC0415

        found = tuple(
            {
                "email": user.email,
                "name": user.name,
                "role": user.role,
                "ends": user.ends.isoformat() if user.ends else "",
                "active": "active" if user.is_active else "not active",
            }
            for user in User.objects.all()
        )
    return Done(f"{len(found)} people", people=found)


def _case(named: str) -> Case:
    from article3.store.models import Case  # noqa: PLC0415 - the tables are known once a store is open

    try:
        found = Case.objects.filter(id=UUID(named)).first()
    except ValueError:
        found = None
    if found is None:
        raise UsageError(f"there is no case {named!r}; its address in the workbench ends in its id")
    return found


def _free_name(place: Path, name: str) -> Path:
    """A name in a folder that is not taken."""
    first = place / (name if name != "case.yaml" else "case-document.yaml")
    found, number = first, 2
    while found.exists():
        found, number = first.with_stem(f"{first.stem}-{number}"), number + 1
    return found


@contextlib.contextmanager
def steps(what: str) -> Iterator[Callable[[], None]]:
    """How far it is, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda: progress.advance(task)
