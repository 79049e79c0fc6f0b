"""The routine that is played: remembered as it was read, for as long as nothing of it changes."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from footcore_tui.adapters import paths
from footcore_tui.cli.remembered import routine_called
from footcore_tui.cli.shelf import library
from footcore_tui.core.errors import UnknownRoutine
from footcore_tui.core.routine import Routine
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.ports import RoutineLibrary

PLAN = """
format = 1
name   = "Plan"
[plan]
weeks = 3
[[block]]
name  = "Stand"
weeks = "2-3"
hold  = ["5s", "10s"]
sides = "each"
[[block]]
exercise = "short-foot"
reps = 3
hold = "2s"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    Path(paths.routines_folder()).mkdir(parents=True)
    (Path(paths.routines_folder()) / "plan.toml").write_text(PLAN, "utf-8")
    return tmp_path


def nobody() -> RoutineLibrary:
    raise AssertionError("the library was asked")


def memory() -> Path:
    return Path(paths.cache_folder()) / "played"


@pytest.mark.parametrize("name", ["plan", "desk-balance", "desk-reset", "short-foot"])
def test_it_comes_back_the_same(home: Path, name: str) -> None:
    first = routine_called(name, library)
    again = routine_called(name, nobody)
    assert again == first == library().routine(name)
    assert compile_timeline(again) == compile_timeline(first)


def test_another_one_is_not_taken_for_it(home: Path) -> None:
    routine_called("plan", library)
    assert routine_called("desk-balance", library).id == "desk-balance"
    assert routine_called("plan", library).id == "plan"


@pytest.mark.parametrize("what", ["routine", "exercises", "new"])
def test_after_a_change_it_is_read_anew(home: Path, what: str) -> None:
    routine_called("plan", library)
    folder = Path(paths.routines_folder())
    if what == "routine":
        (folder / "plan.toml").write_text(PLAN.replace('"10s"', '"20s"'), "utf-8")
    else:
        place = folder / "exercises" if what == "exercises" else folder
        place.mkdir(exist_ok=True)
        (place / "more.toml").write_text("format = 1\n", "utf-8")
    with pytest.raises(AssertionError, match="library was asked"):
        routine_called("plan", nobody)
    assert routine_called("plan", library) == library().routine("plan")


def test_a_file_is_read_each_time(home: Path) -> None:
    path = str(Path(paths.routines_folder()) / "plan.toml")
    assert routine_called(path, library).name == "Plan"
    with pytest.raises(AssertionError, match="library was asked"):
        routine_called(path, nobody)


def test_one_that_is_not_there_is_said_to_be(home: Path) -> None:
    with pytest.raises(UnknownRoutine):
        routine_called("plam", library)


@pytest.mark.parametrize("damage", [b"", b"x" * 500, b"cut", b"turned"])
def test_what_is_damaged_is_read_anew(home: Path, damage: bytes) -> None:
    routine_called("plan", library)
    content = memory().read_bytes()
    written = {b"cut": content[:-9], b"turned": content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]}
    memory().write_bytes(written.get(damage, damage))
    assert routine_called("plan", library).name == "Plan"


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("evil",)


def test_nothing_in_it_is_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though its digest is right."""
    from footcore_tui.adapters.toml_digest import sha256_of

    monkeypatch.chdir(home)
    routine_called("plan", library)
    body = memory().read_bytes()[64:]
    key = body[: body.index(b"\x80")]
    evil = key + pickle.dumps(Evil())
    memory().write_bytes(sha256_of(evil).encode() + evil)
    assert isinstance(routine_called("plan", library), Routine)
    assert not (home / "evil").exists()


def test_where_nothing_can_be_kept_it_is_read_each_time(home: Path) -> None:
    Path(paths.cache_folder()).write_text("in the way")
    assert routine_called("plan", library).name == "Plan"
    assert routine_called("plan", library).name == "Plan"
