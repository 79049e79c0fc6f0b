"""Where things lie."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

from footcore_tui.adapters import paths

VARIABLES = ("FOOTCORE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME")


@pytest.fixture(autouse=True)
def no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES[:-1]:
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "/home/ann"},
        {"HOME": "/home/ann/"},
        {"HOME": "/"},
        {"HOME": ""},
        {"HOME": "relative"},
        {"HOME": "/home/ann", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/config", "XDG_STATE_HOME": "/state"},
        {"HOME": "/home/ann", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "  ", "XDG_STATE_HOME": ""},
        {"HOME": "/home/ann", "XDG_DATA_HOME": "relative/data", "XDG_CONFIG_HOME": "./c", "XDG_STATE_HOME": "~/s"},
        {"HOME": "/home/ann", "XDG_DATA_HOME": "/with a space/é"},
    ],
)
def test_the_places_are_those_of_platformdirs(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Path(paths.data_folder()) == platformdirs.user_data_path("footcore", appauthor=False)
    assert Path(paths.config_folder()) == platformdirs.user_config_path("footcore", appauthor=False)
    assert Path(paths.state_folder()) == platformdirs.user_state_path("footcore", appauthor=False)


def test_one_variable_moves_all_of_it_under_one_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/elsewhere")
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    places = (paths.history_file(), paths.routines_folder(), paths.settings_file(), paths.state_folder())
    assert [Path(place).relative_to(tmp_path).as_posix() for place in places] == [
        "data/history.sqlite3",
        "data/routines",
        "config/config.toml",
        "state",
    ]


def test_a_relative_folder_is_taken_from_where_the_process_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOOTCORE_HOME", "here/../there")
    assert Path(paths.history_file()) == tmp_path / "there" / "data" / "history.sqlite3"


def test_a_small_file_is_read_whole_and_a_larger_one_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"\r\n" * (paths.SMALL // 2))
    assert paths.small_file(str(file)) == b"\r\n" * (paths.SMALL // 2)
    file.write_bytes(b"x" * (paths.SMALL + 1))
    with pytest.raises(OSError, match="larger than 64 KiB"):
        paths.small_file(str(file))


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"not a regular file|ermission denied"):
        paths.small_file(str(tmp_path))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(OSError, match="not a regular file"):
            paths.small_file(str(tmp_path / "pipe"))
