"""Settings by which the type checker, the tests and ``makemigrations`` know the tables; no store belongs to them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from article3.store.home import Home
from article3.store.keys import MasterKey
from article3.store.settings import settings_for

_PLACE = Path(tempfile.gettempdir()) / f"article3-tests-{os.getuid()}"
_PLACE.mkdir(mode=0o700, exist_ok=True)
_SETTINGS = settings_for(Home(_PLACE), MasterKey(bytes(32)), database=os.environ.get("ARTICLE3_TEST_DATABASE", ""))
if _SETTINGS["DATABASES"]["default"]["ENGINE"] == "article3.store.sqlcipher":
    # A file of its own for each run: an encrypted file is what users have, and runs at the same time do not meet.
    _SETTINGS["DATABASES"]["default"]["TEST"] = {"NAME": str(_PLACE / f"{os.getpid()}.db")}
# Hashing that is slow by design would be most of what a test does.
_SETTINGS["PASSWORD_HASHERS"] = ["django.contrib.auth.hashers.MD5PasswordHasher"]
globals().update(_SETTINGS)
