"""Reads `config.toml`. It is never written, so nothing in it is lost; what is wrong in it is told, and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import tomli

from footcore_tui.adapters.paths import small_file
from footcore_tui.adapters.toml_positions import Place, positions
from footcore_tui.core.day_rules import LIMITS
from footcore_tui.core.days import minutes_of
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.settings import PRESETS, Preset, Settings, SoundEngine, SoundSet
from footcore_tui.core.voice import Voice

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)
KeyPath = tuple[str, ...]

VOLUME = (0, 100)
TARGETS = (1, 24)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFSET_MS = (-1000, 1000)
VOICE_RATE = (50, 200)


def read_settings(path: str) -> Settings:
    """The settings of a file; the defaults where there is none, or where its values can't be used."""
    try:
        text = small_file(path).decode("utf-8-sig").replace("\r\n", "\n")
        tables: dict[str, object] = dict(tomli.loads(text))
        places = positions(text)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return _unread(path, f"it can't be read: {error.strerror or error}")
    except UnicodeDecodeError:
        return _unread(path, "it is not UTF-8 text")
    except tomli.TOMLDecodeError as error:
        return _unread(path, f"{error.msg}; none of the file is used", error.lineno, error.colno)
    except (ValueError, RecursionError):
        return _unread(path, "it can't be understood; none of the file is used")
    return _Reader(path, text, tables, places).settings()


def _unread(path: str, message: str, line: int = 1, column: int = 1) -> Settings:
    return Settings(problems=(Problem(path, line, column, Severity.ERROR, "settings-unread", message, ""),))


class _Reader:
    """Takes one value after the other out of the tables; what nobody took is unknown."""

    def __init__(self, path: str, text: str, tables: dict[str, object], places: Place) -> None:
        self._path = path
        self._text = text
        self._values = dict(_flat(tables))
        self._places = dict(places.paths())
        self._known: list[str] = []
        self._problems: list[Problem] = []

    def settings(self) -> Settings:
        defaults = Settings()
        hearing = PRESETS[self._take(("sound", "preset"), _one_of(Preset), Preset.NORMAL)]
        found = Settings(
            day_start=self._take(("day_start",), _minutes, defaults.day_start),
            target=self._take(("target",), _within(TARGETS), defaults.target),
            rest_days=self._take(("rest_days",), _weekdays, defaults.rest_days),
            week_target=self._take(("week_target",), _within(LIMITS["week_target"]), defaults.week_target),
            day_needs=self._take(("day_needs",), _within(LIMITS["day_needs"]), defaults.day_needs),
            counts_from=self._take(("counts_from",), _share, defaults.counts_from),
            streak=self._take(("streak",), _truth, defaults.streak),
            daily=self._take(("daily",), _text, defaults.daily),
            sync_dir=self._take(("sync_dir",), _folder, defaults.sync_dir),
            theme=self._take(("theme",), _text, "") or None,
            engine=self._take(("sound", "engine"), _one_of(SoundEngine), hearing.engine),
            mute=self._take(("sound", "mute"), _truth, defaults.mute),
            notify=self._take(("sound", "notify"), _truth, hearing.notify),
            volume=self._take(("sound", "volume"), _within(VOLUME), hearing.volume),
            offset_ms=self._take(("sound", "offset_ms"), _within(OFFSET_MS), defaults.offset_ms),
            sounds=self._take(("sound", "set"), _one_of(SoundSet), hearing.sounds),
            primer=self._take(("sound", "primer"), _truth, defaults.primer),
            voice=self._take(("voice", "mode"), _one_of(Voice), hearing.voice),
            voice_name=self._take(("voice", "name"), _text, defaults.voice_name),
            voice_rate=self._take(("voice", "rate"), _within(VOICE_RATE), defaults.voice_rate),
            keys=self._table("keys", _keys),
            levels=self._table("levels", _text),
        )
        self._refuse_the_rest()
        problems = sorted(self._problems, key=lambda problem: (problem.line, problem.column))
        return replace(found, problems=tuple(problems))

    def _take(self, key: KeyPath, check: Callable[[object], T], default: T) -> T:
        """`check` raises ValueError with what the value has to be."""
        self._known.append(".".join(key))
        if key not in self._values:
            return default
        value = self._values.pop(key)
        try:
            return check(value)
        except ValueError as error:
            self._report(key, "setting-value", f"{'.'.join(key)} has to be {error}, not {_shown(value)}", "")
            return default

    def _table(self, name: str, check: Callable[[object], str]) -> tuple[tuple[str, str], ...]:
        """The pairs of a table whose keys are not known beforehand."""
        named = [key for key in self._values if key[0] == name and len(key) > 1]
        pairs = ((".".join(key[1:]), self._take(key, check, "")) for key in named)
        return tuple(sorted((key, value) for key, value in pairs if value))

    def _refuse_the_rest(self) -> None:
        for key in self._values:
            name = ".".join(key)
            close = get_close_matches(name, self._known, 1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(self._known)}"
            self._report(key, "unknown-setting", f"there is no setting {_shown(name)}", hint)

    def _report(self, key: KeyPath, code: str, message: str, hint: str) -> None:
        place = self._places.get(key)
        offset = 0 if place is None else place.key
        line = self._text.count("\n", 0, offset) + 1
        column = offset - (self._text.rfind("\n", 0, offset) + 1) + 1
        source = self._text.split("\n")[line - 1]
        self._problems.append(Problem(self._path, line, column, Severity.ERROR, code, message, hint, source))


def _flat(table: dict[str, object], above: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, (*above, key))
        else:
            yield (*above, key), value


def _shown(value: object) -> str:
    return repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:39]}…"


def _minutes(value: object) -> int:
    if isinstance(value, time) and not (value.second or value.microsecond):
        return value.hour * 60 + value.minute
    try:
        return minutes_of(value if isinstance(value, str) else "")
    except ValueError as error:
        raise ValueError('a time of day as "04:00"') from error


def _within(limits: tuple[int, int]) -> Callable[[object], int]:
    def check(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and limits[0] <= value <= limits[1]:
            return value
        raise ValueError(f"a whole number from {limits[0]} to {limits[1]}")

    return check


def _weekdays(value: object) -> int:
    names = value if isinstance(value, list) else [value]
    found = {
        WEEKDAYS.index(name[:3].lower()) for name in names if isinstance(name, str) and name[:3].lower() in WEEKDAYS
    }
    if len(found) != len(names) or len(found) == len(WEEKDAYS):
        raise ValueError('weekdays as ["sat", "sun"], six at most')
    return sum(1 << day for day in found)


def _share(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
        return float(value)
    raise ValueError("a share of a session, more than 0 and at most 1")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("a text in quotation marks")


def _folder(value: object) -> str:
    if value == "" or (
        isinstance(value, str) and "\0" not in value and (Path(value).is_absolute() or value.startswith("~"))
    ):
        return str(value)
    raise ValueError('a whole path as "~/Sync/footcore"')


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def _one_of(words: type[W]) -> Callable[[object], W]:
    def check(value: object) -> W:
        if isinstance(value, str) and value in set(words):
            return words(value)
        raise ValueError(f"one of {', '.join(words)}")

    return check


def _keys(value: object) -> str:
    names = value if isinstance(value, list) else [value]
    keys = [name.strip() for name in names if isinstance(name, str)]
    if not keys or len(keys) != len(names) or not all(keys):
        raise ValueError('a key as "space", or a list of keys')
    return ",".join(keys)
