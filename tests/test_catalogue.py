"""`footcore list` reads a file once: whatever has not changed is answered from the index."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from footcore_tui.adapters import library as files
from footcore_tui.adapters import paths
from footcore_tui.cli import stamps
from footcore_tui.cli.catalogue import Listed, catalogue
from footcore_tui.cli.shelf import library

ROUTINE = """format = 1
name = "{name}"
prepare = "5s"
[[block]]
name = "Stand"
hold = "{seconds}s"
reps = 3
relax = "5s"
"""
EXERCISE = 'format = 1\n[[exercise]]\nid = "curl"\nname = "Curl"\n'


class Shop:
    """The files of a person, and which of them were read."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.routines = Path(paths.routines_folder())
        (self.routines / "exercises").mkdir(parents=True)
        self._read: list[str] = []
        reading = files.small_file

        def read(path: str) -> bytes:
            self._read.append(Path(path).name)
            return reading(path)

        monkeypatch.setattr(files, "small_file", read)

    def write(self, name: str, seconds: int = 30, changed_at: int = 1) -> Path:
        file = self.routines / f"{name.lower()}.toml"
        file.write_text(ROUTINE.format(name=name, seconds=seconds), "utf-8")
        os.utime(file, ns=(changed_at, changed_at))
        return file

    def look(self) -> tuple[dict[str, Listed], list[str]]:
        """What is listed of the person's own, and which of their files were read for it."""
        self._read.clear()
        found = catalogue(library)
        own = {path.name for path in self.routines.rglob("*.toml")}
        return {one.id: one for one in found}, sorted(name for name in self._read if name in own)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    return Shop(tmp_path, monkeypatch)


def test_of_a_thousand_files_the_one_that_changed_is_read(shop: Shop) -> None:
    for number in range(1000):
        shop.write(f"R{number}")
    assert len(shop.look()[1]) == 1000
    assert shop.look()[1] == []
    shop.write("R7", seconds=45, changed_at=2)
    found, read = shop.look()
    assert read == ["r7.toml"]
    assert (found["r7"].work_seconds, found["r8"].work_seconds) == (135, 90)
    assert shop.look()[1] == []


def test_it_lists_what_the_library_does(shop: Shop) -> None:
    shop.write("Morning")
    (shop.routines / "broken.toml").write_text("format = 1")
    (shop.routines / "exercises" / "odd.toml").write_text("format = 2")
    for _ in range(2):
        assert [one.id for one in catalogue(library)] == [file.id for file in library().routines()]


def test_a_file_of_the_same_size_that_was_written_later_is_read(shop: Shop) -> None:
    shop.write("Morning")
    shop.look()
    shop.write("Morning", seconds=40, changed_at=2)
    assert shop.look()[0]["morning"].work_seconds == 120


def test_what_comes_and_what_goes_is_seen(shop: Shop) -> None:
    shop.write("Morning")
    shop.look()
    evening = shop.write("Evening")
    assert shop.look()[1] == ["evening.toml"]
    evening.unlink()
    found, read = shop.look()
    assert ("evening" in found, read) == (False, [])


def test_after_a_change_of_an_exercise_all_are_read(shop: Shop) -> None:
    shop.write("Morning")
    shop.look()
    (shop.routines / "exercises" / "mine.toml").write_text(EXERCISE)
    assert shop.look()[1] == ["mine.toml", "morning.toml"]


def test_another_version_reads_all(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.write("Morning")
    shop.look()
    monkeypatch.setattr(stamps, "__version__", "0.0.0")
    assert shop.look()[1] == ["morning.toml"]


def test_an_adjustment_is_seen_and_reads_that_routine_alone(shop: Shop) -> None:
    shop.write("Morning")
    shop.write("Evening")
    shop.look()
    adjustments = Path(paths.adjustments_folder())
    adjustments.mkdir()
    (adjustments / "morning.toml").write_text('prepare = "20s"\n')
    found, read = shop.look()
    assert read == ["morning.toml"]
    assert found["morning"].clock_seconds == found["evening"].clock_seconds + 15


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_be_read_again_is(shop: Shop) -> None:
    file = shop.write("Morning")
    file.chmod(0)
    assert shop.look()[0]["morning"].name is None
    file.chmod(0o600)
    assert shop.look()[0]["morning"].name == "Morning"


def test_a_link_to_nothing_is_listed_until_there_is_something(shop: Shop, tmp_path: Path) -> None:
    (shop.routines / "morning.toml").symlink_to(tmp_path / "there.toml")
    assert [shop.look()[0]["morning"].name for _ in range(2)] == [None, None]
    (tmp_path / "there.toml").write_text(ROUTINE.format(name="There", seconds=9))
    assert shop.look()[0]["morning"].name == "There"


@pytest.mark.parametrize("damage", ["", "{}", "[]", "[[[", '{"key": 1}', "a row", "\x00"])
def test_a_damaged_index_is_read_past(shop: Shop, damage: str) -> None:
    shop.write("Morning")
    good = shop.look()[0]
    index = Path(paths.cache_folder()) / "listed"
    if damage == "a row":
        content = json.loads(index.read_text())
        content["files"][str(shop.routines / "morning.toml")][3] = ["morning", 3]
        damage = json.dumps(content)
    index.write_text(damage)
    assert shop.look() == (good, ["morning.toml"])
    assert shop.look() == (good, [])


def test_where_nothing_can_be_kept_the_files_are_read_each_time(shop: Shop) -> None:
    shop.write("Morning")
    Path(paths.cache_folder()).write_text("in the way")
    assert shop.look() == shop.look()
