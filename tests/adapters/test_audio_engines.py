"""The engines of the worker without a device: packages, libraries and programs of the tests' own stand in for it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
import sysconfig
import time
import wave
from array import array
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

from footcore_tui.adapters.audio import primer, process, simpleaudio_player
from footcore_tui.adapters.audio.engines import TABLE, Workshop
from footcore_tui.adapters.audio.file_clip import ClipFolder
from footcore_tui.adapters.audio.output import EngineUnavailable
from footcore_tui.adapters.audio.player_output import PlayerOutput
from footcore_tui.adapters.audio.protocol import ENGINES
from footcore_tui.adapters.audio.pulse_stream import PulseStream
from footcore_tui.adapters.audio.simpleaudio_player import SimpleaudioPlayer
from footcore_tui.adapters.audio.system_player import Program, ProgramPlayer, system_player

BEEP = array("h", [1000] * 480)
POSIX = pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")


def shop(*, asked: bool) -> Workshop:
    return Workshop(lambda _cue: BEEP, 1.0, 0.0, time.monotonic, lambda *_: None, asked)


def test_every_engine_has_its_maker_in_the_order_in_which_they_are_tried() -> None:
    assert tuple(TABLE) == ENGINES == ("simpleaudio", "miniaudio", "pulse", "player")


class SimpleaudioError(Exception):
    pass


class FakePlaying:
    def __init__(self, playing: bool) -> None:
        self.playing = playing

    def stop(self) -> None:
        self.playing = False

    def is_playing(self) -> bool:
        return self.playing


class FakeSimpleaudio:
    """What of the package is used."""

    def __init__(self) -> None:
        self.played: list[tuple[object, ...]] = []
        self.last = FakePlaying(False)
        self.broken = False
        self.stuck = False

    def play_buffer(self, *arguments: object) -> FakePlaying:
        if self.broken:
            raise SimpleaudioError("Error opening PCM device. -- CODE: -2 -- MSG: No such file or directory")
        self.played.append(arguments)
        self.last = FakePlaying(self.stuck)
        return self.last


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> FakeSimpleaudio:
    fake, outer, inner = FakeSimpleaudio(), ModuleType("simpleaudio"), ModuleType("simpleaudio._simpleaudio")
    vars(outer)["play_buffer"] = fake.play_buffer
    vars(inner)["SimpleaudioError"] = SimpleaudioError
    monkeypatch.setitem(sys.modules, "simpleaudio", outer)
    monkeypatch.setitem(sys.modules, "simpleaudio._simpleaudio", inner)
    return fake


def test_simpleaudio_is_tried_with_silence_and_gets_48_khz_mono_in_16_bits(package: FakeSimpleaudio) -> None:
    clip = SimpleaudioPlayer().load(BEEP)
    clip.play()
    (silence, *form), (beep, *_) = package.played
    assert isinstance(silence, array)
    assert set(silence) == {0}
    assert form == [1, 2, 48_000]
    assert beep == BEEP


def test_a_simpleaudio_clip_is_cut_by_closing_it(package: FakeSimpleaudio) -> None:
    clip = SimpleaudioPlayer().load(BEEP)
    assert not clip.busy
    package.stuck = True
    clip.play()
    assert clip.busy
    clip.close()
    clip.close()
    assert not clip.busy


def test_a_sound_server_that_is_away_is_told_in_the_log_and_the_next_clip_plays(
    package: FakeSimpleaudio, capsys: pytest.CaptureFixture[str]
) -> None:
    player = SimpleaudioPlayer()
    package.broken = True
    clip = player.load(BEEP)
    clip.play()
    assert not clip.busy
    clip.close()
    assert "No such file" in capsys.readouterr().err
    package.broken = False
    player.load(BEEP).play()
    assert package.played[-1][0] == BEEP


def test_simpleaudio_is_refused_where_it_can_not_play_silence(package: FakeSimpleaudio) -> None:
    package.broken = True
    with pytest.raises(EngineUnavailable, match=r"can't play.*No such file"):
        SimpleaudioPlayer()


def test_simpleaudio_is_refused_where_silence_never_ends(
    package: FakeSimpleaudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simpleaudio_player, "CHECK_SECONDS", 0.02)
    package.stuck = True
    with pytest.raises(EngineUnavailable, match="plays nothing"):
        SimpleaudioPlayer()
    assert not package.last.playing


def test_simpleaudio_is_refused_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    with pytest.raises(EngineUnavailable, match="not installed"):
        SimpleaudioPlayer()


def test_simpleaudio_is_refused_by_a_free_threaded_python(
    package: FakeSimpleaudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sysconfig.get_config_var
    monkeypatch.setattr(sysconfig, "get_config_var", lambda name: 1 if name == "Py_GIL_DISABLED" else real(name))
    with pytest.raises(EngineUnavailable, match="free-threaded"):
        SimpleaudioPlayer()
    assert package.played == []


def test_simpleaudio_wakes_the_device_with_silence_and_with_a_murmur_where_it_is_asked_for(
    package: FakeSimpleaudio,
) -> None:
    plain, asked = TABLE["simpleaudio"](shop(asked=False)), TABLE["simpleaudio"](shop(asked=True))
    assert isinstance(plain, PlayerOutput)
    assert isinstance(asked, PlayerOutput)
    assert plain._waker.primer == primer.silence()
    assert asked._waker.primer == primer.murmur()
    assert package.played


@pytest.fixture
def environment_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, str]]:
    """The worker's environment under a Python, where simpleaudio is there, and where it is the patched one."""

    def made(engines: str, version: tuple[int, int], *, there: bool = True, patched: bool = False) -> dict[str, str]:
        monkeypatch.delenv("PYTHONMALLOC", raising=False)
        monkeypatch.setattr(sys, "version_info", version)
        monkeypatch.setattr(importlib.util, "find_spec", lambda _: object() if there else None)

        def found(name: str) -> str:
            if not patched:
                raise metadata.PackageNotFoundError(name)
            return "1.0.5"

        monkeypatch.setattr(metadata, "version", found)
        return process._environment(["python", "-m", "worker", "--engines", engines])

    return made


def test_the_worker_of_simpleaudio_gets_the_systems_allocator_from_python_3_12_on(
    environment_of: Callable[..., dict[str, str]],
) -> None:
    assert environment_of("simpleaudio,miniaudio", (3, 12))["PYTHONMALLOC"] == "malloc"
    assert environment_of("miniaudio,simpleaudio", (3, 14))["PYTHONMALLOC"] == "malloc"
    assert "PATH" in environment_of("simpleaudio", (3, 12))


@pytest.mark.parametrize(
    ("engines", "version", "there", "patched"),
    [
        ("simpleaudio", (3, 11), True, False),
        ("miniaudio,pulse", (3, 13), True, False),
        ("simpleaudio", (3, 13), False, False),
        ("simpleaudio", (3, 13), True, True),
    ],
)
def test_no_other_worker_does(
    environment_of: Callable[..., dict[str, str]], engines: str, version: tuple[int, int], there: bool, patched: bool
) -> None:
    assert "PYTHONMALLOC" not in environment_of(engines, version, there=there, patched=patched)


@pytest.mark.parametrize("error", [OSError("libpulse-simple.so.0: cannot open shared object file"), AttributeError()])
def test_pulse_is_refused_without_its_library(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", missing)
    with pytest.raises(EngineUnavailable, match="not here"):
        PulseStream()


def script(folder: Path, name: str, body: str, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A program of that name that can be run."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return Program((name, "-q"), 0.01)


@POSIX
def test_a_program_is_given_the_clip_as_a_file_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.wav"
    player = ProgramPlayer(script(tmp_path, "sing", f'cp "$2" "{kept}"', monkeypatch))
    clip = player.load(BEEP)
    clip.play()
    assert clip.outcome(5.0) == ""
    with wave.open(str(kept)) as source:
        assert (source.getframerate(), source.getnchannels()) == (48_000, 1)
        assert source.readframes(1000) == BEEP.tobytes()
    assert clip._file.exists()
    clip.close()
    assert not clip._file.exists()
    player.close()
    assert not clip._file.parent.exists()


@POSIX
def test_a_program_is_killed_to_cut_its_clip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f'if [ -e "{tmp_path}/tried" ]; then exec sleep 60; fi; touch "{tmp_path}/tried"'
    player = ProgramPlayer(script(tmp_path, "hum", body, monkeypatch))
    clip = player.load(BEEP)
    clip.play()
    assert clip.busy
    clip.close()
    assert not clip.busy
    player.close()


@POSIX
def test_the_first_program_that_plays_silence_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("footcore_tui.adapters.audio.system_player.CHECK_SECONDS", 0.2)
    programs = [
        Program(("footcore-no-such-program",), 0.0),
        script(tmp_path, "moan", "exit 3", monkeypatch),
        script(tmp_path, "stall", "exec sleep 60", monkeypatch),
    ]
    with pytest.raises(EngineUnavailable) as refusal:
        system_player(programs)
    reasons = "footcore-no-such-program: not installed; moan: ended with code 3; stall: hangs"
    assert str(refusal.value) == reasons
    player = system_player([*programs, script(tmp_path, "sing", "exit 0", monkeypatch)])
    assert (player.detail, player.latency) == ("sing", 0.01)
    player.close()


@POSIX
def test_a_program_that_has_gone_is_told_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    player = ProgramPlayer(script(tmp_path, "sing", "exit 0", monkeypatch))
    (tmp_path / "sing").unlink()
    clip = player.load(BEEP)
    clip.play()
    clip.close()
    assert "sing" in capsys.readouterr().err
    player.close()


def test_a_clip_whose_folder_has_gone_is_told_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    folder = ClipFolder()
    Path(folder._folder.name).rmdir()
    folder.remove(folder.write(BEEP))
    assert "No such file" in capsys.readouterr().err
    folder.close()
