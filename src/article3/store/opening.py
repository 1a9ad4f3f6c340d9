"""Open a store: find its key, set Django up on it, bring its tables up to date."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from article3.store.errors import StoreError
from article3.store.keys import opened
from article3.store.settings import settings_for

if TYPE_CHECKING:
    from article3.store.home import Home
    from article3.store.keys import MasterKey


def unlock(home: Home, secret: bytes) -> MasterKey:
    """The master key of a store.

    Raises:
        StoreError: if there is no store there.
        WrongKeyError: if the passphrase is another.
    """
    return opened(home.read().key, secret)


def set_up(home: Home, key: MasterKey, *, database: str = "", hosts: tuple[str, ...] = (), secure: bool = False) -> None:
    """Set Django up for one store; a process serves one store.

    Raises:
        StoreError: if it was set up already, or the address of the database cannot be read.
    """
    import django  # noqa: PLC0415 - heavy, and an extra
    from django.conf import settings  # noqa: PLC0415

    if settings.configured:
        raise StoreError("this process serves a store already")
    os.umask(0o077)  # what is written is its owner's alone
    settings.configure(**settings_for(home, key, database=database, hosts=hosts, secure=secure))
    django.setup()


def migrate() -> None:
    """Bring the tables of an opened store up to what this version needs."""
    from django.core.management import call_command  # noqa: PLC0415

    logging.getLogger("django.db.backends").setLevel(logging.ERROR)
    call_command("migrate", interactive=False, verbosity=0)
