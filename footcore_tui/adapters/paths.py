"""Where things lie: the platform's own places, or all under `FOOTCORE_HOME`.

Strings, not Paths: `footcore status` imports this module, and pathlib alone costs as much as its whole work. On
Linux the places are read from the environment by hand for the same reason; a test holds them to platformdirs.
"""

from __future__ import annotations

import os
import stat
import sys

APP = "footcore"
SMALL = 64 * 1024
"""The most bytes that are read of a text file."""

if sys.platform == "win32":
    _READING = os.O_RDONLY | os.O_BINARY
else:
    # Opening a FIFO does not wait for its other end.
    _READING = os.O_RDONLY | os.O_NONBLOCK


def data_folder() -> str:
    """The history and the person's own routines."""
    return _folder("data", "XDG_DATA_HOME", ".local/share")


def config_folder() -> str:
    return _folder("config", "XDG_CONFIG_HOME", ".config")


def state_folder() -> str:
    """What belongs to this machine alone: its device id, locks, logs."""
    return _folder("state", "XDG_STATE_HOME", ".local/state")


def cache_folder() -> str:
    """What can be made again at any time: spoken lines."""
    return _folder("cache", "XDG_CACHE_HOME", ".cache")


def history_file() -> str:
    return f"{data_folder()}/history.sqlite3"


def routines_folder() -> str:
    return f"{data_folder()}/routines"


def adjustments_folder() -> str:
    """The person's own adjustments to routines, a file for each."""
    return f"{data_folder()}/adjustments"


def trainers_file() -> str:
    """The keys of the trainers whose packs were added."""
    return f"{data_folder()}/trainers.json"


def settings_file() -> str:
    return f"{config_folder()}/config.toml"


def day_settings_file() -> str:
    return f"{state_folder()}/day-settings"


def is_path(name: str) -> bool:
    """Whether what a routine is called by means a file, not an id."""
    return name.endswith(".toml") or any(mark and mark in name for mark in ("/", os.sep, os.altsep))


def small_file(path: str, most: int = SMALL) -> bytes:
    """The bytes of a regular file. Raises OSError, with a sentence of its own where it is none or too large."""
    descriptor = os.open(path, _READING)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("it is not a regular file")
        data = os.read(descriptor, most + 1)
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise OSError(f"it is larger than {most // 1024} KiB")
    return data


def _folder(kind: str, variable: str, below_home: str) -> str:
    if base := os.environ.get("FOOTCORE_HOME"):
        return f"{os.path.abspath(base)}/{kind}"
    if sys.platform == "linux":
        named, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
        if named.startswith("/"):
            return f"{named}/{APP}"
        if home.startswith("/"):
            return f"{home.rstrip('/')}/{below_home}/{APP}"
    return _platform_folder(kind)


def _platform_folder(kind: str) -> str:
    from platformdirs import user_cache_dir, user_config_dir, user_data_dir, user_state_dir

    folders = {"cache": user_cache_dir, "config": user_config_dir, "data": user_data_dir, "state": user_state_dir}
    return folders[kind](APP, appauthor=False)
