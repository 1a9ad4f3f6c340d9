"""article3 store, as an administrator runs it; in the test's own process the store is the test's database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from typer.testing import CliRunner

from article3.cli.app import app
from article3.documents.texts.words import stem
from article3.store import opening
from article3.store.files import add
from article3.store.home import VERSION, Home, StoreRecord
from article3.store.keys import new_key
from article3.store.models import Case, Entry, Passage, Report, Role, StoredFile, User
from people import JORGE, case_of, person

ROOT = Path(__file__).parents[3]
PHRASE, OTHER = "correct horse battery staple", "quite another passphrase"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = Home(tmp_path / "store")
    home.write(StoreRecord(VERSION, "here", new_key().sealed(PHRASE.encode(), operations=1, memory=8192)))
    monkeypatch.setattr(settings, "ARTICLE3_FILES", str(home.files))
    monkeypatch.setattr(opening, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(opening, "migrate", lambda: None)
    monkeypatch.setenv("ARTICLE3_HOME", str(home.path))
    return home


def run(*arguments: str, phrase: str = PHRASE, code: int = 0) -> Any:
    env = {"NO_COLOR": "1", "ARTICLE3_PASSPHRASE": phrase}
    done = CliRunner(env=env).invoke(app, ["store", *arguments, "--format", "json"], prog_name="article3")
    assert done.exit_code == code, done.output
    return json.loads(done.stdout) if code == 0 or done.stdout else done.stderr


@pytest.mark.django_db
def test_cases_are_taken_in_with_their_documents_and_given_out_again(home: Home, tmp_path: Path) -> None:
    assert home.exists
    attorney = person(Role.ATTORNEY)
    told = run("import", str(ROOT / "examples" / "jorge.yaml"), "--user", attorney.email.upper())
    assert (len(told["cases"]), told["files"]) == (1, StoredFile.objects.count())
    assert told["files"] > 4
    out = tmp_path / "out"
    assert run("export", str(out))["files"] == told["files"]
    folder = out / told["cases"][0]
    assert (folder / "case.yaml").read_bytes() == (ROOT / "examples" / "jorge.yaml").read_bytes()
    assert (folder / "complaint.pdf").read_bytes() == (ROOT / "examples" / "jorge" / "complaint.pdf").read_bytes()
    assert Entry.objects.filter(did="case.exported", on=told["cases"][0]).exists()
    assert "name a new folder" in str(run("export", str(out), code=2))


@pytest.mark.django_db
def test_of_several_case_files_all_or_none_are_taken_in(home: Home, tmp_path: Path) -> None:
    assert home.exists
    attorney = person(Role.ATTORNEY)
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(JORGE, encoding="utf-8")
    bad.write_text(JORGE.replace("victim: applicant", "victim: nobody"), encoding="utf-8")
    run("import", str(good), str(bad), "--user", attorney.email, code=2)
    assert not Case.objects.exists()
    assert "nobody has this address" in str(run("import", str(good), "--user", "no@example.org", code=2))


@pytest.mark.django_db
def test_a_store_is_verified_and_what_is_wrong_is_named(home: Home) -> None:
    case = case_of(attorney := person(Role.ATTORNEY))
    known = add(attorney, case, "a.txt", [b"x"])
    assert run("verify")["ok"]
    place = home.files / known.id.hex[:2] / known.id.hex
    place.write_bytes(place.read_bytes()[:-1])
    told = run("verify", code=2)
    assert not told["ok"]
    assert known.id.hex in told["says"]


@pytest.mark.django_db
def test_a_backup_is_written_once_and_a_new_passphrase_opens_the_store(home: Home, tmp_path: Path) -> None:
    case_of(person(Role.ATTORNEY))
    place = tmp_path / "backup"
    told = run("backup", str(place))
    assert (told["files"], told["rows"] > 5) == (0, True)
    assert "exists already" in str(run("backup", str(place), code=2))
    run("backup", str(place), "--force")
    assert "is not the passphrase" in str(run("verify", phrase="another passphrase", code=2))
    fresh = tmp_path / "key"
    fresh.write_text("a new passphrase for it\n", encoding="utf-8")
    assert "can be read by others" in str(run("rekey", "--new-key-file", str(fresh), code=2))
    fresh.chmod(0o600)
    run("rekey", "--new-key-file", str(fresh))
    assert run("verify", phrase="a new passphrase for it")["ok"]
    assert home.exists


@pytest.mark.django_db
def test_people_are_invited_and_listed_and_a_case_is_shredded_only_on_purpose(home: Home) -> None:
    assert home.exists
    assert run("user", "invite", "vera@example.org", "--name", "Vera Volunteer", "--role", "volunteer", "--ends", "2027-01-01")[
        "link"
    ]
    assert run("user", "invite", "x@example.org", "--name", "X", "--role", "king", code=2)
    user = person(Role.ATTORNEY)
    assert run("user", "invite", user.email, "--again")["link"].startswith("/invitation/")
    assert [one["email"] for one in run("user", "list")["people"]] == [user.email]
    assert not User.objects.get().has_usable_password()
    case = case_of(user)
    assert "say --yes" in str(run("shred", str(case.id), code=2))
    assert "there is no case" in str(run("shred", "nonsense", "--yes", code=2))
    run("shred", str(case.id), "--yes")
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_reports_of_a_folder_are_added_once(home: Home, tmp_path: Path) -> None:
    assert home.exists
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "utopia-2023.txt").write_text("The police of Utopia.", encoding="utf-8")
    (folder / "ruritania-2023.txt").write_text("The army of Ruritania.", encoding="utf-8")
    told = ("--date", "2024-04-22", "--source", "An invented office")
    assert run("library", "add", str(folder), *told)["files"] == 2
    assert [(one.country, one.title) for one in Report.objects.all()] == [
        ("Ruritania", "Ruritania 2023"),
        ("Utopia", "Utopia 2023"),
    ]
    assert "2 were there already" in run("library", "add", str(folder), *told)["says"]
    (folder / "empty.txt").touch()
    refused = run("library", "add", str(folder), *told, code=2)
    assert "1 were refused" in refused["says"]
    assert "is not there" in str(run("library", "add", str(tmp_path / "no"), *told, code=2))
    assert "--title" in str(run("library", "add", str(folder), *told, "--title", "One", code=2))
    with mock.patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        assert "0 documents are still to be read" in run("work", "--once")["says"]
    assert Passage.objects.count() == 2
    assert run("verify")["files"] == 2


def in_process_of_its_own(home: Path, *arguments: str, code: int = 0, phrase: str = PHRASE) -> str:
    env = {
        **os.environ,
        "ARTICLE3_HOME": str(home),
        "ARTICLE3_PASSPHRASE": phrase,
        "NO_COLOR": "1",
        "ARTICLE3_NEW_PASSPHRASE": OTHER,
    }
    done = subprocess.run(
        [sys.executable, "-c", "from article3.cli import main; main()", "store", *arguments],
        env=env, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


@pytest.mark.unmeasured
def test_a_store_is_made_backed_up_restored_and_given_another_key_by_commands(tmp_path: Path) -> None:
    one, two, backup = tmp_path / "one", tmp_path / "two", tmp_path / "backup"
    assert "there is no store" in in_process_of_its_own(one, "verify", code=2)
    assert "/invitation/" in in_process_of_its_own(one, "init", "--email", "ada@example.org", "--name", "Ada")
    assert "already" in in_process_of_its_own(one, "init", "--email", "ada@example.org", "--name", "Ada", code=2)
    report = tmp_path / "utopia.txt"
    report.write_text("The police of Utopia.", encoding="utf-8")
    in_process_of_its_own(one, "library", "add", str(report), "--date", "2024-04-22", "--source", "An invented office")
    assert "0 documents are still" in in_process_of_its_own(one, "work", "--once")
    in_process_of_its_own(one, "backup", str(backup))
    assert "Restored" in in_process_of_its_own(two, "restore", str(backup))
    assert "new master key" in in_process_of_its_own(two, "rekey", "--all")
    database = next(two.glob("article3-*.db"))
    assert not database.read_bytes().startswith(b"SQLite format"), "every page is encrypted"
    assert database.stat().st_mode & 0o077 == 0
    assert "is not the passphrase" in in_process_of_its_own(two, "verify", code=2)
    assert "5 lines of the trail, 1 files" in in_process_of_its_own(two, "verify", phrase=OTHER)
    assert count_of(two, "police") == count_of(one, "police", PHRASE) == "1", "the index was written anew too"


def count_of(home: Path, word: str, phrase: str = OTHER) -> str:
    """How many passages the index of a store has a word in."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom article3.store.home import Home\n"
        "from article3.store.opening import set_up, unlock\nhome = Home(Path(sys.argv[1]))\n"
        "set_up(home, unlock(home, sys.argv[2].encode()))\nfrom django.db import connection\n"
        "from article3.store.index import INDEX\ncursor = connection.cursor()\n"
        "cursor.execute(f'SELECT count(*) FROM {INDEX} WHERE {INDEX} MATCH %s', [sys.argv[3]])\nprint(cursor.fetchone()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(home), phrase, stem(word, "en")], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
