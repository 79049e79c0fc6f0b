"""Promises 7, 13 and 14: odd files, folders and streams are answered with a sentence, never a traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from history_files import asked_before
from hostile_texts import offences

TAPS = 'format = 1\nname = "Taps · ä 脚"\nprepare = "0s"\n[[block]]\nname = "Tap · 脚"\nhold = "1s"\n'
posix = pytest.mark.skipif(sys.platform == "win32", reason="files and shells of POSIX")


def home_in(folder: Path) -> Path:
    for name in ("data/routines", "config"):
        (folder / name).mkdir(parents=True)
    (folder / "data" / "routines" / "taps.toml").write_text(TAPS, "utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return home_in(tmp_path)


def at_once(check: Callable[[Path, str], None], cases: Iterable[str], folder: Path) -> None:
    """Each in a home of its own: they wait for sessions of a second."""
    with ThreadPoolExecutor() as pool:
        checks = {case: pool.submit(check, home_in(folder / str(n)), case) for n, case in enumerate(cases)}
    for case, done in checks.items():
        if error := done.exception():
            error.add_note(case)
            raise error


def footcore(home: Path, *arguments: str, shell: str = "", **environment: str) -> tuple[int, str, str]:
    """The exit code, what was said, what was complained of; `shell` holds redirections."""
    command = ["sh", "-c", f'exec "$@" {shell}', "sh"] if shell else []
    done = subprocess.run(
        [*command, sys.executable, "-m", "footcore_tui", *arguments],
        env={**os.environ, "FOOTCORE_HOME": str(home), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert offences(done.stdout) == []
    assert offences(done.stderr) == []
    assert b"Traceback" not in done.stderr
    assert b"unexpected" not in done.stderr
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def large(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(100_000_000)


ODD: dict[str, Callable[[Path], object]] = {
    "not a regular file": lambda file: os.mkfifo(file),
    "larger than 64 KiB": large,
    "a regular": lambda file: file.symlink_to("/dev/zero"),
    "regular file": lambda file: file.mkdir(),
    "levels of symbolic links": lambda file: file.symlink_to(file.name),
    "no such file": lambda file: file.symlink_to("/nowhere/at/all"),
}


@posix
def test_odd_files_in_the_routines_folder_are_broken_routines_with_a_reason(home: Path) -> None:
    for number, make in enumerate(ODD.values()):
        make(home / "data" / "routines" / f"odd-{number}.toml")
    code, out, _ = footcore(home, "list")
    broken = [line for line in out.splitlines() if line.startswith("odd-")]
    assert code == 1
    assert "taps" in out
    assert all(reason in line for reason, line in zip(ODD, broken, strict=True))
    paths = [str(home / "data" / "routines" / f"odd-{number}.toml") for number in range(len(ODD))]
    code, out, _ = footcore(home, "routine", "check", *paths)
    assert (code, out.count(": 1 error\n")) == (1, len(ODD))


@posix
@pytest.mark.parametrize("arguments", [("show", "odd"), ("play", "odd"), ("play", "data/routines/odd.toml")])
def test_an_odd_file_is_not_played(home: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    os.mkfifo(home / "data" / "routines" / "odd.toml")
    code, out, err = footcore(home, *arguments)
    assert (code, out) == (1, "")
    assert "it is not a regular file" in err


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA application_id = 0x466F6F74")
        connection.execute("PRAGMA user_version = 99")


def somebody_elses(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE wage (month TEXT)")


HISTORIES: dict[str, Callable[[Path], object]] = {
    "damaged, or not a database": lambda file: file.write_bytes(b"\x1b]52;c;aGk=\x07" * 500),
    "not a footcore history; it was left alone": somebody_elses,
    "it is not a regular file": lambda file: os.mkfifo(file),
    "can't be read: it is not": lambda file: file.mkdir(),
}


def told_and_left_alone(home: Path, reason: str) -> None:
    file = home / "data" / "history.sqlite3"
    HISTORIES[reason](file)
    before = file.read_bytes() if file.is_file() else b""
    for arguments in (("history",), ("status",), ()):
        code, out, err = footcore(home, *arguments)
        assert (code, out) == (1, "")
        assert reason in err
    code, out, err = footcore(home, "play", "taps", "--mute")
    assert code == 1
    assert "1s of 1s of work · completed" in out
    assert "not saved yet" in out
    assert "This is what was done:\n  Tap · 脚 both 1s done\n" in err
    assert before == (file.read_bytes() if file.is_file() else b"")


@posix
def test_a_history_that_cannot_be_used_is_told_left_alone_and_the_session_handed_over(tmp_path: Path) -> None:
    at_once(told_and_left_alone, HISTORIES, tmp_path)


def test_a_newer_history_is_not_written_to_and_the_reason_is_told(home: Path) -> None:
    file = home / "data" / "history.sqlite3"
    newer(file)
    before = file.read_bytes()
    code, _, err = footcore(home, "play", "taps", "--mute")
    assert code == 1
    assert "was written by a newer footcore" in err
    assert "  Tap · 脚 both 1s done\n" in err
    assert file.read_bytes() == before


def test_an_empty_history_is_none(home: Path) -> None:
    (home / "data" / "history.sqlite3").touch()
    assert footcore(home, "history")[:2] == (0, "Nothing yet. `footcore play` begins.\n")
    assert footcore(home, "play", "taps", "--mute")[0] == 0
    assert "taps" in footcore(home, "history")[1]


@posix
def test_a_home_that_is_a_file_still_plays_and_hands_over_what_was_done(tmp_path: Path) -> None:
    home, routine = tmp_path / "home", tmp_path / "taps.toml"
    home.write_text("not a folder")
    routine.write_text(TAPS, "utf-8")
    assert footcore(home, "list")[0] == 0
    assert footcore(home, "history")[0] == 1
    code, out, err = footcore(home, "play", str(routine), "--mute")
    assert code == 1
    assert "completed" in out
    assert "This is what was done:" in err


@posix
def test_a_home_that_cannot_be_written_still_plays(tmp_path: Path) -> None:
    """The kernel's own folders take nothing, from root neither."""
    routine = tmp_path / "taps.toml"
    routine.write_text(TAPS, "utf-8")
    code, out, err = footcore(Path("/proc/footcore"), "play", str(routine), "--mute")
    assert code == 1
    assert "completed" in out
    assert "Not saved" in err or "can't be kept" in err


def test_a_routines_folder_that_is_a_file_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "routines").write_text("x")
    code, out, _ = footcore(tmp_path, "list")
    assert code == 0
    assert "desk-balance" in out


@pytest.mark.parametrize(
    "settings", [b"daily = ", b"\xff\xfe", b"\x1b]52;c;aGk=\x07 = 1", b"x = [" * 5000, b"target = 0"]
)
def test_settings_that_cannot_be_used_are_told_and_the_session_is_played(home: Path, settings: bytes) -> None:
    (home / "config" / "config.toml").write_bytes(settings)
    code, out, err = footcore(home, "play", "taps", "--plain", "--speed", "100")
    assert code == 0
    assert "completed" in out
    assert err.startswith(f"footcore: {home}/config/config.toml:1:")
    assert footcore(home, "status")[0] == 0


ASCII = ({"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})


@pytest.mark.parametrize("environment", ASCII, ids=["ascii", "C"])
def test_a_stream_without_most_characters_gets_them_spelt_out(home: Path, environment: dict[str, str]) -> None:
    for arguments in (
        *(("list",), ("list", "--json"), ("show", "taps", "--cues"), ("show", "taps", "--json")),
        *(("play", "taps", "--speed", "100"), ("routine", "check", f"{home}/data/routines/taps.toml")),
    ):
        code, out, err = footcore(home, *arguments, **environment)
        assert code == 0
        assert (out + err).isascii()
        assert "\\u811a" in out + err


def test_any_terminal_and_any_width_will_do(home: Path) -> None:
    for environment in ({"TERM": "dumb"}, {"TERM": ""}, {"COLUMNS": "1"}, {"LANG": "C"}, {"COLUMNS": "x"}):
        assert footcore(home, "play", "taps", "--speed", "100", **environment)[0] == 0
        assert footcore(home, **environment)[0] == 0


def works_with_closed(home: Path, closed: str) -> None:
    for arguments in (("list",), ("status",), ()):
        assert footcore(home, *arguments, shell=closed)[0] == 0
    assert footcore(home, "show", "nothing", shell=closed)[0] == 1
    assert footcore(home, "play", "taps", "--mute", shell=closed)[0] == 0
    assert "completed" in footcore(home, "history")[1]


@posix
def test_closed_streams_do_not_matter(tmp_path: Path) -> None:
    at_once(works_with_closed, ["<&-", ">&-", "<&- >&- 2>&-"], tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_told(home: Path) -> None:
    asked_before(home)
    for arguments in (("list",), ("status",), ("show", "taps", "--json"), ("play", "taps", "--mute")):
        code, _, err = footcore(home, *arguments, shell=">/dev/full")
        assert code == 1
        assert err.startswith("footcore: something could not be read or written: No space left on device.\n")


def test_a_home_whose_name_holds_escapes_is_told_without_them(tmp_path: Path) -> None:
    home = tmp_path / "e\x1b[31m"
    environment = {**os.environ, "FOOTCORE_HOME": str(home)}
    command = [sys.executable, "-m", "footcore_tui"]
    subprocess.run([*command, "history", "log", "desk-balance"], env=environment, check=True, capture_output=True)
    done = subprocess.run([*command, "history", "backup"], env=environment, capture_output=True)
    assert done.returncode == 0
    assert b"\\x1b[31m" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr
