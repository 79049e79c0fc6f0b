"""What Today offers is remembered, and read anew as soon as a file, a level or the version is another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.cli import stamps
from footcore_tui.cli.offers import read_offers
from footcore_tui.cli.standing import Position
from footcore_tui.tui.desk import Offer

ROUTINE = """
format = 1
name = "{name}"
about = "Three holds,\\nthen rest."
prepare = "5s"

[[block]]
steps = [{{ name = "Stand", hold = "{seconds}s" }}]
"""
LEVELS = {"single-leg-stance": "hand"}


class Shop:
    """The files of a person, and how often they were read."""

    def __init__(self, home: Path) -> None:
        self.routines = home / "data" / "routines"
        self.routines.mkdir(parents=True)
        self.bundled = home / "bundled"
        self.bundled.mkdir()
        self.memory = home / "state" / "offers"
        self.read = 0

    def write(self, name: str, seconds: int = 30, changed_at: int = 1) -> Path:
        file = self.routines / f"{name.lower()}.toml"
        file.write_text(ROUTINE.format(name=name, seconds=seconds))
        os.utime(file, ns=(changed_at, changed_at))
        return file

    def library(self) -> Library:
        self.read += 1
        return Library(self.bundled, self.routines)

    def offers(self, levels: Mapping[str, str] = LEVELS) -> tuple[Offer, ...]:
        return read_offers(self.library, Position(levels, {}))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    shop = Shop(tmp_path)
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr(stamps, "data_folder", lambda _: shop.bundled)
    return shop


def test_the_routines_are_read_once_for_as_long_as_they_stay(shop: Shop) -> None:
    shop.write("Morning")
    expected = (Offer("morning", "Morning", "Three holds, then rest.", 35),)
    assert [shop.offers() for _ in range(3)] == [expected] * 3
    assert shop.read == 1


def test_a_self_test_and_open_work_are_remembered_as_such(shop: Shop) -> None:
    file = shop.write("Morning")
    file.write_text(
        file.read_text().replace("[[block]]", 'tags = ["test"]\n[[block]]').replace("hold =", 'test = "hold", cap =')
    )
    for _ in range(2):
        (offer,) = shop.offers()
        assert (offer.test, offer.open) == (True, True)
    assert shop.read == 1


def test_a_file_that_comes_changes_or_goes_is_seen(shop: Shop) -> None:
    shop.write("Morning")
    shop.offers()
    evening = shop.write("Evening")
    assert [offer.name for offer in shop.offers()] == ["Evening", "Morning"]
    shop.write("Morning", seconds=45, changed_at=2)
    assert [offer.seconds for offer in shop.offers()] == [35, 50]
    evening.unlink()
    assert [offer.name for offer in shop.offers()] == ["Morning"]
    assert shop.read == 4


def test_an_exercise_that_changes_is_seen(shop: Shop) -> None:
    shop.write("Morning")
    shop.offers()
    exercises = shop.routines / "exercises"
    exercises.mkdir()
    (exercises / "mine.toml").write_text("format = 1\n")
    shop.offers()
    assert shop.read == 2


@pytest.mark.parametrize("what", ["levels", "version"])
def test_other_levels_or_another_version_read_anew(shop: Shop, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.write("Morning")
    shop.offers()
    if what == "version":
        monkeypatch.setattr(stamps, "__version__", "0.0.0")
    shop.offers({} if what == "levels" else LEVELS)
    assert shop.read == 2


def test_no_routine_at_all_is_remembered_too(shop: Shop) -> None:
    assert shop.offers() == shop.offers() == ()
    assert shop.read == 1


@pytest.mark.parametrize("damage", ["a line too short", "no number", "no text", "nothing"])
def test_a_damaged_memory_is_read_past(shop: Shop, damage: str) -> None:
    shop.write("Morning")
    good = shop.offers()
    key = shop.memory.read_text().split("\n")[0]
    content = {"a line too short": f"{key}\nmorning\tMorning", "no number": f"{key}\nmorning\tMorning\t\tx"}
    shop.memory.write_bytes({"no text": b"\xff\xfe", "nothing": b""}.get(damage) or content.get(damage, "").encode())
    assert shop.offers() == good
    assert shop.read == 2
    assert shop.offers() == good
    assert shop.read == 2


def test_where_nothing_can_be_remembered_the_files_are_read_each_time(shop: Shop) -> None:
    shop.write("Morning")
    shop.memory.parent.write_text("a file where the folder should be")
    assert shop.offers() == shop.offers()
    assert shop.read == 2


def test_a_broken_routine_is_not_offered(shop: Shop) -> None:
    shop.write("Morning")
    (shop.routines / "broken.toml").write_text("format = 1")
    assert [offer.name for offer in shop.offers()] == ["Morning"]


def test_the_week_of_a_plan_is_remembered_with_the_rest(shop: Shop) -> None:
    file = shop.write("Morning")
    file.write_text(f"{file.read_text()}\n[plan]\nweeks = 6\n")
    assert [shop.offers()[0].part for _ in range(2)] == ["week 1 of 6"] * 2
    assert shop.read == 1
