"""The files of a client's own adjustments: one for each routine, by its id, beside the routines."""

from __future__ import annotations

from pathlib import Path

import tomli

from footcore_tui.adapters.data_files import replace_whole
from footcore_tui.adapters.paths import small_file
from footcore_tui.core.adjustments import MAX_SECONDS, Adjustments
from footcore_tui.core.duration import duration_hint, format_duration, parse_duration
from footcore_tui.core.text import quoted
from footcore_tui.core.voice import Voice

GAPS = ("rest", "switch", "prepare")
_HEAD = "# Your own adjustments to {id}: `footcore routine adjust {id}` writes this file, and --reset takes it away.\n"


def adjustments_file(folder: Path, routine: str) -> Path:
    """`routine`: an id."""
    return folder / f"{routine}.toml"


def read_adjustments(file: Path) -> tuple[Adjustments, tuple[str, ...]]:
    """What can be used of a file, and a sentence on each thing that can't; nothing where there is none."""
    try:
        values: dict[str, object] = dict(tomli.loads(small_file(str(file)).decode("utf-8-sig").replace("\r\n", "\n")))
    except FileNotFoundError:
        return Adjustments(), ()
    except OSError as error:
        return Adjustments(), (f"it can't be read: {error.strerror or error}",)
    except (ValueError, RecursionError) as error:
        return Adjustments(), (f"it can't be understood: {getattr(error, 'msg', 'it is no TOML')}",)
    wrong: list[str] = []
    gaps = {key: _gap(key, values.pop(key), wrong) for key in GAPS if key in values}
    voice = _voice(values.pop("voice"), wrong) if "voice" in values else None
    wrong += [f"there is no adjustment {quoted(key)}" for key in values]
    return Adjustments(gaps.get("rest"), gaps.get("switch"), gaps.get("prepare"), voice), tuple(wrong)


def write_adjustments(file: Path, routine: str, own: Adjustments) -> None:
    """All of it or, where nothing is adjusted, no file. Raises OSError."""
    if own == Adjustments():
        file.unlink(missing_ok=True)
        return
    gaps = {key: seconds for key in GAPS if (seconds := getattr(own, key)) is not None}
    lines = [f'{key} = "{format_duration(seconds)}"\n' for key, seconds in gaps.items()]
    lines += [f'voice = "{own.voice}"\n'] if own.voice else []
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(file, (_HEAD.format(id=routine) + "".join(lines)).encode())


def gap_seconds(text: str) -> int:
    """Raises ValueError with what to write instead."""
    seconds = parse_duration(text)
    if seconds is None:
        raise ValueError(f"{quoted(text)} is not a time: {_meant(text)}")
    if not 0 < seconds <= MAX_SECONDS:
        raise ValueError(f"a gap lasts from 1s to {format_duration(MAX_SECONDS)}, not {quoted(text)}")
    return seconds


def _meant(text: str) -> str:
    """A gap without a unit is one of seconds."""
    return f'write "{text}s"' if text.isascii() and text.isdigit() else duration_hint(text)


def _gap(key: str, value: object, wrong: list[str]) -> int | None:
    try:
        if not isinstance(value, str):
            raise ValueError('write a time as "30s"')
        return gap_seconds(value)
    except ValueError as error:
        wrong.append(f"{key}: {error}")
        return None


def _voice(value: object, wrong: list[str]) -> Voice | None:
    if isinstance(value, str) and value in list(Voice):
        return Voice(value)
    wrong.append("voice is one of full, brief and off")
    return None
