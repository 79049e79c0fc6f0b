"""From one version of the file to the next: all of it or nothing, and a backup."""

from __future__ import annotations

from pathlib import Path

import pytest
from history_files import history_at, rows, saved
from record_builders import began, ended

from footcore_tui.adapters.history_reader import APPLICATION_ID
from footcore_tui.adapters.sqlite_schema import MIGRATIONS, writing
from footcore_tui.core.errors import NewerHistory, NotSaved


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


NEXT = (*MIGRATIONS, ("CREATE TABLE more (id INTEGER) STRICT", "INSERT INTO more VALUES (1)"))
BROKEN = (*MIGRATIONS, ("CREATE TABLE more (id INTEGER) STRICT", "INSERT INTO missing VALUES (1)"))


@pytest.fixture
def old(file: Path) -> Path:
    history = history_at(file)
    saved(history, began(), ended())
    history.close()
    return file


def test_a_new_file_needs_no_backup(old: Path) -> None:
    assert sorted(path.name for path in old.parent.iterdir()) == ["history.lock", "history.sqlite3"]


def test_a_migration_leaves_a_backup_of_what_was(old: Path) -> None:
    with writing(old, NEXT):
        pass
    backup = old.parent / "backups" / "history.v1.sqlite3"
    assert rows(old, "SELECT id FROM more") == [(1,)]
    assert rows(old, "PRAGMA user_version") == [(2,)]
    assert rows(backup, "PRAGMA user_version") == [(1,)]
    assert rows(backup, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(backup, "SELECT * FROM event") == rows(old, "SELECT * FROM event")


def test_a_migration_that_fails_changes_nothing(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(NotSaved), writing(old, BROKEN):
        pass
    assert old.read_bytes() == before
    with writing(old, NEXT):
        pass
    assert rows(old, "SELECT count(*) FROM event") == [(2,)]


def test_a_backup_that_was_broken_off_is_made_anew(old: Path) -> None:
    folder = old.parent / "backups"
    folder.mkdir()
    (folder / "history.v1.part").write_bytes(b"half a backup")
    with writing(old, NEXT):
        pass
    assert [path.name for path in folder.iterdir()] == ["history.v1.sqlite3"]
    assert rows(folder / "history.v1.sqlite3", "SELECT count(*) FROM event") == [(2,)]


def test_a_migration_whose_backup_can_not_be_made_changes_nothing(old: Path) -> None:
    before = old.read_bytes()
    (old.parent / "backups").write_text("a file where the folder should be")
    with pytest.raises(NotSaved, match=r"The backup .* was not made"), writing(old, NEXT):
        pass
    assert old.read_bytes() == before


def test_a_newer_file_is_read_and_not_written(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(old, NEXT):
        pass
    before = old.read_bytes()
    history = history_at(old)
    (answer,) = saved(history, began("s2"))
    assert isinstance(answer, NewerHistory)
    assert "nothing is written" in str(answer)
    assert len(history.records()) == 1
    assert history.unsaved == (began("s2"),)
    history.close()
    assert old.read_bytes() == before
