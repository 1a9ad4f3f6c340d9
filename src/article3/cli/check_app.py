"""``article3 check``: files that people made for themselves in the private check."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads annotations when it runs
from typing import Annotated

import typer

check_app = typer.Typer(
    help="Files of the private check, which a person at risk makes in the browser (article3 serve, /check/).",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@check_app.callback()
def _group() -> None:
    pass


@check_app.command("open")
def open_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The encrypted file that the person handed over.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="CASE.yaml", help="Write the case here; standard output if absent.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over CASE.yaml if it exists.")] = False,
) -> None:
    """Open an encrypted file with its passphrase, as a case file.

    The passphrase is asked for, or comes from ARTICLE3_PASSPHRASE.
    """
    try:
        from article3.cli.check import open_file  # noqa: PLC0415
    except ImportError as error:
        from article3.cli.errors import refuse  # noqa: PLC0415

        raise typer.Exit(refuse(f"this needs more of this program ({error.name}); install article3[workbench]", "text")) from None
    raise typer.Exit(open_file(file, output, force=force))
