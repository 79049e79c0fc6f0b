"""`footcore doctor`: engines that answer as they are told, and a clock that moves when it is waited for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from footcore_tui.adapters.audio.protocol import ENGINES
from footcore_tui.cli import doctor as command
from footcore_tui.cli.doctor_report import report
from footcore_tui.cli.doctor_sound import READY_SECONDS, WHAT, Trial, examine
from footcore_tui.core.cues import SOUND_SECONDS, Sound
from footcore_tui.core.errors import UsageError
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.settings import Settings, SoundEngine
from footcore_tui.core.speech import Line
from footcore_tui.ports import ScheduledCue


class Engine:
    """A client of one engine."""

    detail = "tape"
    latency = 0.035

    def __init__(self, name: str, kind: str = "works") -> None:
        """`kind`: works, refuses, hangs, ends, or dies once it has begun."""
        self._name = name
        self._kind = kind
        self.engine = ""
        self.refusals: dict[str, str] = {}
        self.opened = self.closed = False
        self.lines: tuple[Line, ...] = ()
        self.cues: list[ScheduledCue] = []

    def open(self) -> None:
        self.opened = True
        if self._kind in ("works", "dies"):
            self.engine = self._name
        elif self._kind != "hangs":
            self.engine = "off"
        if self._kind == "refuses":
            self.refusals = {self._name: "no card\x1b[2J"}

    def prepare(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)

    def schedule(self, cues: Sequence[ScheduledCue]) -> None:
        self.cues += cues
        if self._kind == "dies":
            self.engine = "off"

    def close(self) -> None:
        self.closed = True


class Watch:
    def __init__(self) -> None:
        self.time = 100.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.time += seconds


def tried(name: str, kind: str) -> tuple[Trial, Engine, Watch]:
    engine, watch = Engine(name, kind), Watch()
    return examine(name, engine, watch.now, watch.sleep), engine, watch


def test_every_sound_is_played_whole_then_left_and_right_each_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    trial, engine, watch = tried("pulse", "works")
    assert trial == Trial("pulse", "tape", 0.035)
    sounds = [cue for cue in engine.cues if cue.sound]
    assert [cue.sound for cue in sounds] == list(Sound)
    for cue, after in zip(engine.cues, engine.cues[1:], strict=False):
        assert after.at - cue.at >= max(1.0, SOUND_SECONDS[cue.sound] if cue.sound else 0.0) - 1e-9
    lines = tuple(cue.line for cue in engine.cues if cue.line)
    assert [line.words for line in lines] == [("left",), ("right",)]
    assert lines == engine.lines
    assert engine.cues[0].at > 100.0
    assert watch.time - 100.0 < 1.1 * (len(engine.cues) + 1)
    out = capsys.readouterr().out
    assert " ".join([*Sound, '"left"', '"right"']) in out
    assert "35 ms" in out


def test_a_name_is_told_when_its_sound_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, watch = Engine("pulse"), Watch()
    told: list[tuple[str, float]] = []
    monkeypatch.setattr("builtins.print", lambda *words, **_: told.append(("".join(words).strip(), watch.time)))
    examine("pulse", engine, watch.now, watch.sleep)
    times = {word: at for word, at in told if word in set(Sound)}
    assert times == pytest.approx({cue.sound.value: cue.at for cue in engine.cues if cue.sound})


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("refuses", "no card"), ("hangs", "no answer within 6 s"), ("ends", "its process ended"), ("dies", "fell silent")],
)
def test_an_engine_that_does_not_sound_says_why(kind: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    trial, engine, watch = tried("miniaudio", kind)
    assert not trial.works
    assert reason in trial.reason
    assert "\x1b" not in trial.reason + capsys.readouterr().out
    assert kind == "dies" or not engine.cues
    assert kind == "dies" or watch.time <= 100.0 + READY_SECONDS + 0.1


WORKS, BROKEN = Trial("pulse", "libpulse", 0.062), Trial("simpleaudio", reason="not installed")
PLAYER = Trial("player", "paplay", 0.005)


def told(tried: Sequence[Trial], settings: Settings | None = None) -> str:
    return "\n".join(report(tried, settings or Settings(), "/home/a/config.toml", "/home/a/audio.log"))


def test_the_report_says_which_is_taken_and_why_not_each_other_in_a_table() -> None:
    text = told([BROKEN, WORKS, PLAYER])
    assert "simpleaudio  no: not installed\n" in text
    assert "pulse        sounds by libpulse, latency 62 ms; auto takes it\n" in text
    assert "player       sounds by paplay, latency 5 ms; not taken by auto, as pulse comes first\n" in text
    assert "A session sounds by pulse, the first that works." in text
    assert "/home/a/audio.log" in text
    assert "Nothing sounds" not in text


def test_the_report_says_how_the_settings_stand_and_how_they_are_changed() -> None:
    problem = Problem("config.toml", 3, 1, Severity.ERROR, "setting-value", "sound.volume has to be a number", "")
    settings = Settings(engine=SoundEngine.PLAYER, volume=40, offset_ms=120, mute=True, problems=(problem,))
    text = told([BROKEN, WORKS, PLAYER], settings)
    assert "A session sounds by player, as the settings say; auto would take pulse" in text
    assert "Volume: 40 of 100." in text
    assert "mute = true" in text
    assert "/home/a/config.toml, line 3: sound.volume has to be a number" in text
    assert 'engine    = "player"\n  volume    = 40\n  offset_ms = 120\n  primer    = false' in text
    assert all(engine in text for engine in SoundEngine)


def test_a_volume_of_nothing_and_an_engine_that_is_off_are_named_as_what_they_are() -> None:
    text = told([WORKS], Settings(volume=0))
    assert "Volume: 0 of 100, at which nothing can be heard." in text
    assert "A session is silent" in told([WORKS, PLAYER], Settings(engine=SoundEngine.OFF))


@pytest.mark.parametrize(("platform", "help_"), [("linux", "pactl info"), ("darwin", "the system's sound settings")])
def test_where_nothing_sounds_the_report_says_what_to_try(
    platform: str, help_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    text = told([BROKEN, replace(BROKEN, engine="player")])
    assert "Nothing sounds here. To try" in text
    assert help_ in text
    assert "the terminal's bell, as nothing else works" in text


class Ward:
    """Stands in for the AudioClient's class."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self.kinds = kinds
        self.engines: list[Engine] = []

    def __call__(self, sounding: object, log: object, name: str) -> Engine:
        self.engines.append(Engine(name, self.kinds.get(name, "refuses")))
        return self.engines[-1]


@pytest.fixture
def ward(monkeypatch: pytest.MonkeyPatch) -> Ward:
    made, watch = Ward({}), Watch()
    monkeypatch.setattr(command, "AudioClient", made)
    monkeypatch.setattr(command, "examine", lambda name, client: examine(name, client, watch.now, watch.sleep))
    monkeypatch.setattr(command, "settings", Settings)
    return made


def test_every_engine_is_tried_in_turn_and_given_back(ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
    ward.kinds = {"pulse": "works"}
    assert command.doctor("sound", None) == 0
    assert [engine._name for engine in ward.engines] == list(ENGINES) == list(WHAT)
    assert all(engine.opened and engine.closed for engine in ward.engines)
    assert "A session sounds by pulse" in capsys.readouterr().out


def test_the_exit_code_is_1_where_nothing_sounds(ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.doctor("sound", None) == 1
    assert "To try" in capsys.readouterr().out


def test_for_a_program_nothing_is_played_and_nothing_is_said_beside_the_object(
    ward: Ward, capsys: pytest.CaptureFixture[str]
) -> None:
    ward.kinds = {"pulse": "works"}
    assert command.doctor("sound", None, as_json=True) == 0
    assert all(engine.opened and engine.closed and not engine.cues for engine in ward.engines)
    sound = json.loads(capsys.readouterr().out)["sound"]
    assert (sound["works"], sound["engine"], sound["setting"]) == (True, "pulse", "auto")
    assert [one["latency_ms"] for one in sound["engines"] if one["works"]] == [35]


def test_one_engine_alone_can_be_tried(ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
    ward.kinds = {"player": "works", "pulse": "works"}
    assert command.doctor("sound", "player") == 0
    assert [engine._name for engine in ward.engines] == ["player"]
    assert "auto takes" not in capsys.readouterr().out


def test_an_engine_that_there_is_not_is_wrong_usage_and_plays_nothing(ward: Ward) -> None:
    with pytest.raises(UsageError, match="simpleaudio, miniaudio, pulse, player"):
        command.doctor("sound", "bell")
    with pytest.raises(UsageError, match="sound, voice, terminal, database, timing"):
        command.doctor("sight", None)
    with pytest.raises(UsageError, match="--engine goes with sound"):
        command.doctor("voice", "pulse")
    assert ward.engines == []


def test_an_interrupted_doctor_gives_its_engine_back(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Trial:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "examine", interrupted)
    with pytest.raises(KeyboardInterrupt):
        command.doctor("sound", None)
    assert [engine.closed for engine in ward.engines] == [True]
