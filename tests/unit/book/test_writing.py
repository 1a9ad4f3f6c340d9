"""A book is written whole, over an earlier book only, and loses nothing of anybody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from article3.book.writing import MANIFEST, OccupiedError, check, write

FIRST = {"index.html": "one", "rules/a.html": "a", "rules/b.html": "b"}
SECOND = {"index.html": "two", "rules/a.html": "a", "questions/c.html": "é"}


def contents(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in sorted(out.rglob("*")) if path.is_file()
    }


def without_manifest(out: Path) -> dict[str, str]:
    found = contents(out)
    del found[MANIFEST]
    return found


def test_a_book_is_written_and_a_later_one_takes_its_place(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "book"
    write(FIRST, out, "first")
    assert without_manifest(out) == FIRST
    write(SECOND, out, "second")
    assert without_manifest(out) == SECOND
    assert sorted(path.name for path in out.parent.iterdir()) == ["book"]


def test_an_empty_directory_will_do(tmp_path: Path) -> None:
    write(FIRST, tmp_path, "first")
    assert without_manifest(tmp_path) == FIRST


def test_a_directory_that_holds_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(OccupiedError, match=r"case\.yaml.*use --force"):
        write(FIRST, tmp_path, "first")
    assert contents(tmp_path) == {"case.yaml": "mine"}


def test_what_somebody_added_to_an_earlier_book_is_not_lost(tmp_path: Path) -> None:
    out = tmp_path / "book"
    write(FIRST, out, "first")
    (out / "rules" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OccupiedError, match=r"notes\.txt"):
        write(SECOND, out, "second")
    assert without_manifest(out) == {**FIRST, "rules/notes.txt": "mine"}
    write(SECOND, out, "second", force=True)
    assert without_manifest(out) == {**SECOND, "rules/notes.txt": "mine"}


def test_force_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "mine.txt").write_text("mine", encoding="utf-8")
    write(FIRST, tmp_path, "first", force=True)
    assert without_manifest(tmp_path) == {**FIRST, "sub/mine.txt": "mine"}


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    place = tmp_path / "book"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(OccupiedError, match="is a file; name a directory"):
        write(FIRST, place, "first", force=True)
    assert place.read_text(encoding="utf-8") == "mine"


def test_a_failure_leaves_the_earlier_book_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "book"
    write(FIRST, out, "first")
    with pytest.raises((OSError, ValueError)):
        write({"index.html": "two", "bad\0name.html": ""}, out, "second")
    assert without_manifest(out) == FIRST
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_if_the_new_book_cannot_take_its_place_the_old_one_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "book"
    write(FIRST, out, "first")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no"):
        write(SECOND, out, "second")
    assert without_manifest(out) == FIRST


def test_a_manifest_that_cannot_be_read_makes_no_book(tmp_path: Path) -> None:
    write(FIRST, tmp_path, "first")
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(OccupiedError):
        check(tmp_path)
    assert check(tmp_path, force=True) == ("index.html", "rules/a.html", "rules/b.html")


def test_a_manifest_cannot_reach_outside(tmp_path: Path) -> None:
    out, outside = tmp_path / "book", tmp_path / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    out.mkdir()
    (out / "other.txt").write_text("mine", encoding="utf-8")
    (out / MANIFEST).write_text('{"book": "x", "files": ["../outside.txt"]}', encoding="utf-8")
    write(FIRST, out, "first", force=True)
    assert outside.read_text(encoding="utf-8") == "mine"
