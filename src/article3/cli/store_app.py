"""The commands ``store …`` as the command line takes them. What they do is in :mod:`article3.cli.store`."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - typer reads annotations when it runs
from pathlib import Path
from typing import Annotated

import typer

from article3.cli.options import TwoFormats, day, today

store_app = typer.Typer(
    help="The store of the workbench: made, backed up, restored, given another key. It lies where ARTICLE3_HOME says.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
user_app = typer.Typer(help="People who use the workbench.", no_args_is_help=True, rich_markup_mode=None)
library_app = typer.Typer(
    help="The library of reports about countries, shared by all who use the workbench.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
store_app.add_typer(user_app, name="user")
store_app.add_typer(library_app, name="library")

KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key-file", metavar="FILE", help="A file that holds the passphrase; else ARTICLE3_PASSPHRASE, else it is asked for."
    ),
]
_Format = Annotated[TwoFormats, typer.Option("--format", "-f", help="How to tell what was done.")]
_Force = Annotated[bool, typer.Option("--force", help="Write over a file that exists.")]


@store_app.command("init")
def store_init(
    email: Annotated[str, typer.Option("--email", help="Address of the first administrator.")],
    name: Annotated[str, typer.Option("--name", help="Their name.")],
    key_file: KeyFile = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Make a store, encrypted, and invite its first administrator.

    Example: article3 store init --email ada@example.org --name "Ada Abogada"
    """
    from article3.cli import store  # noqa: PLC0415 - help is shown at once

    raise typer.Exit(store.run(store.Request(format.value, key_file), lambda: store.init(email, name, key_file)))


@store_app.command("backup")
def store_backup(
    output: Annotated[Path, typer.Argument(metavar="OUT", help="The backup, one encrypted file.")],
    key_file: KeyFile = None,
    force: _Force = False,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Back up everything into one encrypted file, and read it again before it counts. People may go on working.

    Example: article3 store backup /media/safe/2026-11-23.article3
    """
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store.backup(request, output, force=force)))


@store_app.command("restore")
def store_restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="What 'store backup' wrote.")],
    key_file: KeyFile = None,
    check: Annotated[bool, typer.Option("--check", help="Only read the backup through, and restore nothing.")] = False,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Make a store out of a backup, in an empty place (ARTICLE3_HOME), on this machine or another.

    Example: ARTICLE3_HOME=~/restored article3 store restore 2026-11-23.article3
    """
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store.restored(request, backup, check=check)))


@store_app.command("rekey")
def store_rekey(
    key_file: KeyFile = None,
    new_key_file: Annotated[
        Path | None,
        typer.Option(
            "--new-key-file",
            metavar="FILE",
            help="A file that holds the new passphrase; else ARTICLE3_NEW_PASSPHRASE, else it is asked for.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="A new master key too: the database is written anew. Stop the server first.")
    ] = False,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Set another passphrase; with --all another master key too.

    Backups that were made before open with the passphrase of their time.
    """
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store.rekey(request, new_key_file, everything=everything)))


@store_app.command("verify")
def store_verify(key_file: KeyFile = None, format: _Format = TwoFormats.TEXT) -> None:  # noqa: A002
    """Check the trail's chain, the database's pages and every file."""
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store.verify(request)))


@store_app.command("export")
def store_export(
    folder: Annotated[Path, typer.Argument(metavar="OUT/", help="A new folder.")],
    case: Annotated[list[str] | None, typer.Option("--case", metavar="ID", help="Only this case; may be given again.")] = None,
    key_file: KeyFile = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Write cases as case files with their documents, in the clear, each into a folder of its own."""
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store.export(request, folder, tuple(case or ()))))


@store_app.command("import")
def store_import(
    files: Annotated[list[Path], typer.Argument(metavar="CASE...", help="Case files.")],
    user: Annotated[str, typer.Option("--user", metavar="EMAIL", help="Whose cases they become.")],
    key_file: KeyFile = None,
    today_: Annotated[
        dt.datetime | None,
        typer.Option("--today", metavar="DAY", formats=["%Y-%m-%d"], help="The day they are decided for; today if absent."),
    ] = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Take case files into the store, with the documents that they name. All of them, or none."""
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    on = day(today_) or today()
    raise typer.Exit(store.run(request, lambda: store.take_in(request, files, user, on)))


@store_app.command("shred")
def store_shred(
    case: Annotated[str, typer.Argument(metavar="ID", help="The case, by its id, as its address in the workbench ends.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    key_file: KeyFile = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Destroy a case with its key and its files. Earlier backups still hold it."""
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store.shred_case(request, case, sure=yes)))


@store_app.command("work")
def store_work(
    once: Annotated[bool, typer.Option("--once", help="End when nothing is left to do.")] = False,
    key_file: KeyFile = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Read the texts of documents in the background. 'article3 serve' does so by itself; several may run at the same time.

    Pages without text are recognized by Tesseract, where it is installed.
    """
    from article3.cli import store, store_work  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store_work.work(request, once=once)))


@library_app.command("add")
def library_add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Reports, or folders of them.")],
    date: Annotated[dt.datetime, typer.Option("--date", metavar="DAY", formats=["%Y-%m-%d"], help="The day that they bear.")],
    source: Annotated[str, typer.Option("--source", help="Who published them.")],
    country: Annotated[
        str, typer.Option("--country", help="The country that they are about; else the name of each file tells.")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="Of one report; else the name of the file.")] = "",
    key_file: KeyFile = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Put reports into the shared library. What is there already is named, and not added again.

    Example: article3 store library add el-salvador-2023.pdf --date 2024-04-22 --source "US Department of State"
    """
    from article3.cli import store, store_work  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    on = date.date()
    raise typer.Exit(store.run(request, lambda: store_work.add_reports(request, files, country, on, source, title)))


@user_app.command("invite")
def user_invite(
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    name: Annotated[str, typer.Option("--name", help="Their name.")] = "",
    role: Annotated[
        str, typer.Option("--role", help="administrator, attorney, representative, paralegal, volunteer or auditor.")
    ] = "attorney",
    ends: Annotated[
        dt.datetime | None,
        typer.Option("--ends", metavar="DAY", formats=["%Y-%m-%d"], help="Their last day; a volunteer has one."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="For somebody who has lost their password or second factor: a new way in.")
    ] = False,
    key_file: KeyFile = None,
    format: _Format = TwoFormats.TEXT,  # noqa: A002
) -> None:
    """Invite somebody. The link is shown once; hand it over yourself, nothing is mailed."""
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store.invited(request, email, name, role, day(ends), again=again)))


@user_app.command("list")
def user_list(key_file: KeyFile = None, format: _Format = TwoFormats.TEXT) -> None:  # noqa: A002
    """Who has an account."""
    from article3.cli import store  # noqa: PLC0415

    request = store.Request(format.value, key_file)
    raise typer.Exit(store.run(request, lambda: store.people(request)))
