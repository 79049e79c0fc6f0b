"""`footcore doctor`'s parts beside the sound: what is told of what was found."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from history_files import asked_before

from footcore_tui.adapters.audio.line_queue import LineQueue
from footcore_tui.adapters.audio.speech_survey import Voiced, survey
from footcore_tui.adapters.audio.synthesis import MAKERS, NAMES, SpeechUnavailable, Synthesiser
from footcore_tui.adapters.history_health import Health
from footcore_tui.cli import doctor as command
from footcore_tui.cli.doctor_database import Database, Shared, database_object, look_at_history, report_database
from footcore_tui.cli.doctor_report import sound_object
from footcore_tui.cli.doctor_terminal import Ends, Terminal, read_terminal, report_terminal, terminal_object
from footcore_tui.cli.doctor_timing import SECONDS, STEP_SECONDS, Timing, measure, report_timing, timing_object
from footcore_tui.cli.doctor_voice import ANYWHERE, Voices, install_hint, report_voices, say_sentence, voices_object
from footcore_tui.cli.parser import DOCTOR_PARTS
from footcore_tui.core.settings import Settings
from footcore_tui.core.speech import Line
from footcore_tui.core.voice import Voice
from footcore_tui.ports import ScheduledCue

FLITE, MUTE = Voiced("flite", "rms"), Voiced("espeak-ng", reason="no library of espeak-ng")


class Watch:
    def __init__(self, late: Sequence[float] = ()) -> None:
        self.time = 100.0
        self._late = list(late)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.time += seconds + (self._late.pop(0) if self._late else 0.0)


def voices(*found: Voiced, language: str = "en", chosen: Settings | None = None) -> str:
    return "\n".join(report_voices(Voices(language, found, 19), chosen or Settings(), "apt install espeak-ng"))


def test_the_first_synthesiser_that_speaks_is_the_one_that_a_session_takes() -> None:
    text = voices(MUTE, FLITE, Voiced("last", "x"))
    assert "espeak-ng  no: no library of espeak-ng\n" in text
    assert "flite      speaks en by its voice rms; a session takes it\n" in text
    assert text.count("a session takes it") == 1
    assert "apt" not in text


@pytest.mark.parametrize(
    ("found", "language", "chosen", "said"),
    [
        ((MUTE,), "de", Settings(), "No synthesiser speaks de here; 19 shipped words, in English"),
        ((MUTE,), "de", Settings(), "A whole voice: apt install espeak-ng."),
        ((FLITE,), "en", Settings(), "Where a line is not ready in time, 19 shipped words"),
        ((FLITE,), "en", Settings(voice=Voice.OFF), "A session says nothing until v is pressed."),
        ((FLITE,), "en", Settings(voice_name="Anna\x1b[2J"), 'The settings name the voice "Anna\\x1b[2J"'),
    ],
)
def test_what_is_missing_of_the_voice_is_told(
    found: tuple[Voiced, ...], language: str, chosen: Settings, said: str
) -> None:
    assert said in voices(*found, language=language, chosen=chosen)


def test_a_voice_that_is_used_as_it_was_named_is_not_complained_of() -> None:
    assert "The settings name" not in voices(Voiced("espeak-ng", "en-us+f3"), chosen=Settings(voice_name="+f3"))


def test_programs_are_told_of_the_voice_and_how_to_get_one() -> None:
    shape = voices_object(Voices("de", (MUTE,), 19), Settings(), "here")
    assert (shape["synthesiser"], shape["voice"], shape["install"]) == (None, None, "here")
    shape = voices_object(Voices("en", (MUTE, FLITE), 19), Settings(), "here")
    assert (shape["synthesiser"], shape["voice"], shape["install"]) == ("flite", "rms", None)


@pytest.mark.parametrize(
    ("platform", "release", "hint"),
    [
        ("linux", 'ID=ubuntu\nID_LIKE="debian"\n', "apt install espeak-ng"),
        ("linux", 'NAME="Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', "apt install espeak-ng"),
        ("linux", "ID=fedora\n", "dnf install espeak-ng"),
        ("linux", "ID=manjaro\nID_LIKE=arch\n", "pacman -S espeak-ng"),
        ("linux", "ID=other\n", ANYWHERE),
        ("linux", None, ANYWHERE),
        ("darwin", None, "System Settings, Accessibility, Spoken Content"),
        ("win32", None, "Settings, Time & language, Speech"),
    ],
)
def test_a_voice_is_had_in_the_way_of_the_system(tmp_path: Path, platform: str, release: str | None, hint: str) -> None:
    file = tmp_path / "os-release"
    if release is not None:
        file.write_text(release)
    assert install_hint(platform, file) == hint


class Tongue:
    """A synthesiser with one language."""

    name = "tongue"
    closed = False

    def speaks(self, language: str) -> bool:
        return self.voice_for(language, "") is not None

    def voice_for(self, language: str, voice: str) -> str | None:
        return "Anna" if language == "de" else None

    def close(self) -> None:
        self.closed = True


def test_each_synthesiser_says_its_voice_or_why_it_has_none_and_is_given_back() -> None:
    tongue = Tongue()

    def missing() -> Synthesiser:
        raise SpeechUnavailable("there is no flite")

    makers, names = (missing, lambda: tongue), ("flite", "tongue")
    assert survey("de", "", makers, names) == [Voiced("flite", reason="there is no flite"), Voiced("tongue", "Anna")]
    assert survey("fr", "", makers, names)[1] == Voiced("tongue", reason="no voice for fr")
    assert tongue.closed
    assert len(MAKERS) == len(NAMES)


class Mouth:
    """A client whose lines are made ready by `how`."""

    detail, latency = "tape", 0.0

    def __init__(self, engine: str, how: str) -> None:
        self._engine, self._how = engine, how
        self.engine = ""
        self.refusals: dict[str, str] = {}
        self.lines = LineQueue()
        self.prepared: list[Line] = []
        self.cues: list[ScheduledCue] = []

    def open(self) -> None:
        self.engine = self._engine

    def prepare(self, lines: Iterable[Line]) -> None:
        self.prepared += lines
        if self._how:
            self.lines.note(self._how)

    def schedule(self, cues: Sequence[ScheduledCue]) -> None:
        self.cues += cues


@pytest.mark.parametrize(
    ("engine", "how", "told"),
    [
        ("pulse", "flite", 'It said "Wechsel. Rechter Fuß." by flite.'),
        ("pulse", "cached", 'It said "Wechsel. Rechter Fuß." as it was kept from an earlier time.'),
        ("pulse", "words", 'It said "Wechsel. Rechter Fuß." by the shipped words.'),
        ("pulse", "none", 'It had nothing to say "Wechsel. Rechter Fuß." with.'),
        ("pulse", "", 'It had nothing to say "Wechsel. Rechter Fuß." with.'),
        ("off", "", "Nothing was said, as nothing sounds here."),
        ("", "", "Nothing was said, as nothing sounds here."),
    ],
)
def test_a_sentence_is_said_and_it_is_told_by_what(engine: str, how: str, told: str) -> None:
    mouth, watch = Mouth(engine, how), Watch()
    assert say_sentence("de", mouth, watch.now, watch.sleep) == told
    assert [cue.line for cue in mouth.cues] == mouth.prepared
    assert watch.time < 120
    assert all(line.language == "de" for line in mouth.prepared)
    # Said to its end before the client is closed.
    assert all(watch.time >= cue.at + cue.line.room - 1e-6 for cue in mouth.cues if cue.line)


HERE = Ends(is_stdin=True, is_stdout=True, size=(80, 24), encoding="utf-8")
FULL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def told(environment: dict[str, str], ends: Ends = HERE) -> str:
    return "\n".join(report_terminal(read_terminal(environment, ends)))


@pytest.mark.parametrize(
    ("environment", "colours", "why"),
    [
        (FULL, "truecolor", "COLORTERM=truecolor"),
        ({**FULL, "COLORTERM": "24bit"}, "truecolor", "COLORTERM=24bit"),
        ({"TERM": "xterm-256color"}, "256", "TERM=xterm-256color"),
        ({"TERM": "xterm-kitty"}, "256", "TERM=xterm-kitty"),
        ({"TERM": "linux", "COLORTERM": "yes"}, "16", "TERM=linux"),
        ({}, "16", "nothing: neither TERM nor COLORTERM is set"),
        ({**FULL, "TERM": "dumb"}, "none", "TERM=dumb"),
        ({**FULL, "NO_COLOR": ""}, "none", "NO_COLOR"),
    ],
)
def test_colours_are_told_with_what_they_come_from(environment: dict[str, str], colours: str, why: str) -> None:
    shape = terminal_object(read_terminal(environment, HERE))
    assert (shape["colours"], shape["colours_by"]) == (colours, why)
    assert f", by {why}" in told(environment)


@pytest.mark.parametrize("environment", [FULL, {"TERM": "xterm-256color"}, {"TERM": "linux"}, {"TERM": "dumb"}])
def test_the_colours_are_those_that_the_app_finds(environment: dict[str, str]) -> None:
    from rich.console import Console

    found = Console(force_terminal=True, _environ=environment).color_system
    colours = read_terminal(environment, HERE).colours
    assert {"truecolor": "truecolor", "256": "256", "standard": "16", None: "none"}[found] == colours


@pytest.mark.parametrize(
    ("environment", "ends", "said"),
    [
        (FULL, HERE, "80 columns, 24 rows: room for the whole player (40×10)"),
        (FULL, replace(HERE, size=(40, 10)), "room for the whole player"),
        (FULL, replace(HERE, size=(39, 10)), "below 40×10 the player shows state, side, digits and what is next alone"),
        (FULL, replace(HERE, size=(40, 9)), "below 40×10"),
        (FULL, replace(HERE, size=None), "not known: no terminal"),
        (FULL, HERE, "utf-8: digits and pictures are drawn in blocks"),
        (FULL, replace(HERE, encoding="ascii"), "ascii has no blocks: `footcore show` draws with -=#"),
        (FULL, replace(HERE, is_stdin=False), "input       no terminal: nothing is asked"),
        (FULL, replace(HERE, is_stdout=False), "output      no terminal: sessions are lines of text"),
        ({**FULL, "TMUX": "/tmp/x", "SSH_TTY": "/dev/pts/1", "SSH_CONNECTION": "1"}, HERE, "inside      tmux, ssh\n"),
        ({**FULL, "SSH_TTY": "/dev/pts/1"}, HERE, "Over ssh sounds come from this machine"),
        ({"TERM": "dumb"}, HERE, "TERM=dumb has no screen"),
    ],
)
def test_of_the_terminal_is_told_what_it_means(environment: dict[str, str], ends: Ends, said: str) -> None:
    assert said in told(environment, ends)


def test_a_terminal_without_blocks_is_told_of_in_its_own_characters() -> None:
    for size in ((80, 24), (20, 5), None):
        told(FULL, replace(HERE, encoding="ascii", size=size)).encode("ascii")


def test_what_the_environment_holds_does_not_reach_the_terminal_as_a_control() -> None:
    assert "\x1b" not in told({"TERM": "x\x1b[2J"})


def test_whether_the_app_would_open_here_is_told_to_programs() -> None:
    screens: list[tuple[dict[str, str], Ends]] = [
        (FULL, HERE), ({"TERM": "dumb"}, HERE), (FULL, replace(HERE, is_stdin=False)),
    ]  # fmt: skip
    found: list[Terminal] = [read_terminal(*one) for one in screens]
    assert [terminal_object(one)["screen"] for one in found] == [True, False, False]


def test_lateness_is_measured_wait_by_wait_for_two_seconds() -> None:
    late = [0.001] * 50 + [0.004] * 40
    watch = Watch(late)
    timing = measure(watch.now, watch.sleep, lambda: 0.5)
    assert SECONDS - 2 * STEP_SECONDS <= watch.time - 100.0 <= SECONDS
    assert timing.late_ms == tuple(sorted(timing.late_ms))
    assert timing.late_ms[0] == pytest.approx(1.0)
    assert timing.share(0.5) == pytest.approx(1.0)
    assert timing.share(1.0) == pytest.approx(4.0)


def test_a_stall_is_measured_once_and_ends_the_measuring_soon_after() -> None:
    watch = Watch([5.0])
    timing = measure(watch.now, watch.sleep, lambda: None)
    assert timing.late_ms == (pytest.approx(5000.0),)


def test_a_wake_that_came_early_was_not_late() -> None:
    watch = Watch([-0.001] * 200)
    assert set(measure(watch.now, watch.sleep, lambda: None).late_ms) == {0.0}


GOOD = Timing(tuple([0.5] * 98 + [9.0, 30.0]), 0.3, 2)
BAD = replace(GOOD, late_ms=tuple([0.5] * 98 + [11.0, 30.0]))


@pytest.mark.parametrize(
    ("timing", "said"),
    [
        (GOOD, ("p50    0.5 ms", "p99    9.0 ms late", "at most 10 ms", "worst  30.0 ms", "keeps its time here.")),
        (BAD, ("p99    11.0 ms", "This machine wakes late.", "0.3 processes wanted to run", "on 2 cores: not busy")),
        (replace(BAD, load=5.5), ("5.5 processes wanted to run at a time, on 2 cores: it is busy.",)),
        (replace(BAD, load=None), ("the system does not say",)),
    ],
)  # fmt: skip
def test_lateness_is_told_with_what_it_should_be_and_why(timing: Timing, said: tuple[str, ...]) -> None:
    text = "\n".join(report_timing(timing))
    assert all(one in text for one in said), text
    assert timing_object(timing)["keeps_time"] is (timing is GOOD)
    assert timing_object(timing)["works"] is True


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    return tmp_path


NOW = datetime(2026, 3, 2, 12, 0)
FOUND = Database("/home/a/history.sqlite3", "3.45.0", Health(1, 12, 340, True), (), "", 5_300_000_000, None, None)


@pytest.mark.parametrize(
    ("database", "said"),
    [
        (FOUND, ("file      /home/a/history.sqlite3", "sessions  12, in 340 events", "5.3 GB", "are kept here.")),
        (FOUND, ("3.45.0; STRICT tables, from 3.37 on", "version   1; this footcore writes 1", "nothing is wrong")),
        (replace(FOUND, health=replace(Health(1), checked=False)), ("not brought to its end in time",)),
        (replace(FOUND, health=None), ("sessions  none yet",)),
        (replace(FOUND, free_bytes=2_500_000), ("free      2.5 MB",)),
        (replace(FOUND, free_bytes=None), ("free      not known",)),
        (replace(FOUND, backup=("/b/h.1.sqlite3", timedelta(days=3, hours=2))), ("backup    h.1.sqlite3, 3 days old",)),
        (replace(FOUND, backup=("h", timedelta(hours=47, minutes=50))), ("h, 47 h old",)),
        (replace(FOUND, backup=("h", timedelta(minutes=50))), ("h, made within the hour",)),
        (replace(FOUND, doubt="It lies in a folder of Dropbox."), ("It lies in a folder of Dropbox.", "are kept here")),
        (replace(FOUND, shared=Shared("/s", ("a.jsonl", "b.jsonl"))), ("sync_dir  /s: a.jsonl, b.jsonl",)),
        (replace(FOUND, shared=Shared("/s")), ("/s: of no other device yet",)),
        (replace(FOUND, shared=Shared("/s", problem="it does not answer")), ("/s: it does not answer",)),
    ],
)  # fmt: skip
def test_of_the_history_is_told_what_was_found(database: Database, said: tuple[str, ...]) -> None:
    text = "\n".join(report_database(database))
    assert all(one in text for one in said), text


def test_what_keeps_sessions_from_being_kept_is_told_and_nothing_good_beside_it() -> None:
    text = "\n".join(report_database(replace(FOUND, health=None, problems=("The disk is\x1b full.",))))
    assert "The disk is\\x1b full." in text
    assert "Sessions are kept here." not in text
    assert "none yet: the file" not in text


def test_a_new_home_has_no_history_and_gets_none(home: Path) -> None:
    found = look_at_history(Settings(), NOW)
    assert (found.health, found.problems, found.backup, found.shared) == (None, (), None, None)
    assert found.free_bytes
    assert list(home.iterdir()) == []


def test_the_newest_backup_and_other_devices_files_are_found(home: Path) -> None:
    asked_before(home)
    backups, shared = home / "data" / "backups", home / "shared"
    backups.mkdir()
    shared.mkdir()
    for name in ("2026-02-27T120000", "2026-03-01T110000", "2026-01-01T120000"):
        (backups / f"history.{name}.sqlite3").touch()
    (home / "state").mkdir()
    own = "00000000-0000-4000-8000-000000000001"
    (home / "state" / "device").write_text(own)
    for name in (f"{own}.jsonl", f"imported-{own}.jsonl", "other.jsonl", "note.txt"):
        (shared / name).touch()
    found = look_at_history(Settings(sync_dir=str(shared)), NOW)
    assert found.problems == ()
    assert found.backup == (str(backups / "history.2026-03-01T110000.sqlite3"), timedelta(hours=25))
    assert found.shared == Shared(str(shared), ("other.jsonl",))
    assert look_at_history(Settings(sync_dir=str(home / "x")), NOW).shared == Shared(
        str(home / "x"), problem="there is no such folder yet"
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.write_bytes(b"no database at all, and long enough to be one" * 100), "not a database"),
        (lambda file: file.write_bytes(file.read_bytes().replace(b"CREATE", b"CRAETE")), "damaged"),
    ],
)
def test_a_history_that_cannot_be_read_is_a_problem_with_the_way_out(home: Path, spoil: object, said: str) -> None:
    asked_before(home)
    assert callable(spoil)
    spoil(home / "data" / "history.sqlite3")
    found = look_at_history(Settings(), NOW)
    assert said in found.problems[0]
    assert "footcore history restore latest" in found.problems[1]


def test_a_history_of_a_newer_footcore_is_a_problem(home: Path) -> None:
    asked_before(home)
    with closing(sqlite3.connect(home / "data" / "history.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 99")
    (problem,) = look_at_history(Settings(), NOW).problems
    assert problem == "A newer footcore wrote it (version 99): it is read, nothing is written to it."


def test_a_full_disk_and_a_folder_that_cannot_be_written_are_problems(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 4096})())
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert look_at_history(Settings(), NOW).problems == ("The disk is full.", f"{home} can't be written.")


def test_each_key_for_programs_stands_in_the_reference() -> None:
    page = (Path(__file__).parents[1] / "docs" / "command-line.md").read_text("utf-8")
    shapes = {
        "sound": sound_object([], Settings()),
        "voice": voices_object(Voices("en", (), 19), Settings(), ""),
        "terminal": terminal_object(read_terminal(FULL, HERE)),
        "database": database_object(FOUND),
        "timing": timing_object(GOOD),
    }
    assert list(shapes) == list(command.PARTS) == list(DOCTOR_PARTS)
    for part, shape in shapes.items():
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{part}` | `works`"))
        assert [key for key in shape if f"`{key}`" not in row] == []


@pytest.mark.parametrize("part", ["terminal", "database"])
def test_a_part_alone_is_an_object_of_that_part(home: Path, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.doctor(part, None, as_json=True) == 0
    shape = json.loads(capsys.readouterr().out)
    assert list(shape) == [part]
    assert shape[part]["works"] is True


def test_the_exit_code_is_1_where_sessions_are_not_kept(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "data" / "history.sqlite3").mkdir(parents=True)
    assert command.doctor("database", None) == 1
    assert "not a regular file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("part", "as_json", "screen", "loud"),
    [(None, False, True, True), (None, False, False, False), ("sound", False, False, True), (None, True, True, False)],
)
def test_nothing_is_played_that_was_not_asked_for_where_nobody_looks(
    part: str | None, as_json: bool, screen: bool, loud: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: screen)
    assert command.Wish(part, as_json=as_json).is_loud is loud


def test_the_language_is_that_of_the_routine_of_the_day(home: Path) -> None:
    file = home / "data" / "routines" / "meine.toml"
    file.parent.mkdir(parents=True)
    file.write_text('format = 1\nname = "Meine"\nlanguage = "de"\n[[block]]\nname = "Stand"\nhold = "5s"\n', "utf-8")
    languages = [command._language(Settings(daily=daily)) for daily in ("meine", "nowhere", "")]
    assert languages == ["de", "en", "en"]
