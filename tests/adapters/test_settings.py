"""What `config.toml` means, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcore_tui.adapters import day_settings as day_settings_module
from footcore_tui.adapters.day_settings import day_settings
from footcore_tui.adapters.settings import read_settings
from footcore_tui.core.day_rules import DEFAULTS
from footcore_tui.core.settings import Settings, SoundEngine, SoundSet
from footcore_tui.core.voice import Voice

FULL = """\
day_start = "03:30"
target = 5
daily = "short-foot"
theme = "dark"

[sound]
engine = "bell"
mute = true
volume = 35
offset_ms = 120

[keys]
player.pause = ["space", "p"]
"player.end" = "ctrl+q"

[levels]
single-leg-stance = "fingertips"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(file: Path, text: str) -> Settings:
    file.write_text(text, "utf-8", newline="")
    return read_settings(str(file))


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert read_settings(str(file)) == Settings()
    assert Settings().day_start == 240
    assert Settings().target == 3
    assert Settings().daily == "desk-balance"


@pytest.mark.parametrize("text", [FULL, "\ufeff" + FULL, FULL.replace("\n", "\r\n")])
def test_every_setting_is_read(file: Path, text: str) -> None:
    assert read(file, text) == Settings(
        day_start=210,
        target=5,
        daily="short-foot",
        theme="dark",
        engine=SoundEngine.BELL,
        mute=True,
        volume=35,
        offset_ms=120,
        keys=(("player.end", "ctrl+q"), ("player.pause", "space,p")),
        levels=(("single-leg-stance", "fingertips"),),
    )


def test_a_time_without_quotation_marks_is_understood(file: Path) -> None:
    assert read(file, "day_start = 05:00:00").day_start == 300


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('day_start = "25:00"', ":1: day_start has to be a time of day as \"04:00\", not '25:00'"),
        ("day_start = 4", ":1: day_start has to be"),
        ("\n\ntarget = 0", ":3: target has to be a whole number from 1 to 24, not 0"),
        ("target = true", ":1: target has to be"),
        ("target = 2.0", ":1: target has to be"),
        ("target = nan", ":1: target has to be"),
        ("target = 99999999999999999999999", ":1: target has to be"),
        ("daily = 5", ":1: daily has to be a text in quotation marks, not 5"),
        ("theme = []", ":1: theme has to be"),
        (
            '[sound]\nengine = "loud"',
            ":2: sound.engine has to be one of auto, simpleaudio, miniaudio, pulse, player, bell, off, not 'loud'",
        ),
        ("[sound]\nmute = 1", ":2: sound.mute has to be true or false, not 1"),
        ("sound.volume = 101", ":1: sound.volume has to be a whole number from 0 to 100, not 101"),
        ("[sound]\n# louder\n offset_ms = -1001", ":3: sound.offset_ms has to be"),
        ("[keys]\nplayer.pause = [1]", ":2: keys.player.pause has to be a key"),
        ('[keys]\nplayer.pause = " "', ":2: keys.player.pause has to be a key"),
        ("sound = 5", ":1: there is no setting 'sound'"),
        ("tagret = 3", ":1: there is no setting 'tagret'"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_the_default_holds(file: Path, text: str, said: str) -> None:
    settings = read(file, text)
    (problem,) = settings.problems
    assert f":{problem.line}: {problem.message}".startswith(said)
    assert problem.file == str(file)
    assert problem.source == text.split("\n")[problem.line - 1]
    assert Settings(problems=settings.problems) == settings


def test_the_column_is_that_of_the_key(file: Path) -> None:
    assert read(file, "[sound]\n  volume = 300").problems[0].column == 3


def test_a_line_that_ends_as_in_windows_is_told_without_its_end(file: Path) -> None:
    (problem,) = read(file, 'theme = "x"\r\ntarget = 0\r\n').problems
    assert (problem.line, problem.column, problem.source) == (2, 1, "target = 0")


def test_a_misspelt_setting_is_told_the_right_one(file: Path) -> None:
    assert read(file, "tagret = 3").problems[0].hint == "did you mean target?"


def test_one_wrong_value_costs_no_other(file: Path) -> None:
    settings = read(file, FULL.replace("volume = 35", "volume = 350").replace("target = 5", "target = 'x'"))
    assert (settings.day_start, settings.target, settings.volume) == (210, 3, 80)
    assert [problem.line for problem in settings.problems] == [2, 9]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"target = 4\nday_start = \n", 2, "none of the file is used"),
        (b"target = 4\ntarget = 5\n", 2, "none of the file is used"),
        (b"daily = '\xff'", 1, "not UTF-8"),
        (b"x" * 70_000, 1, "larger than 64 KiB"),
        (b"a = " + b"[" * 30_000, 1, "none of the file is used"),
    ],
)
def test_a_file_that_can_not_be_read_is_told_and_the_defaults_hold(
    file: Path, content: bytes, line: int, said: str
) -> None:
    file.write_bytes(content)
    settings = read_settings(str(file))
    (problem,) = settings.problems
    assert said in problem.message
    assert problem.line == line
    assert settings == Settings(problems=settings.problems)
    assert file.read_bytes() == content


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    assert "can't be read" in read_settings(str(file)).problems[0].message


def test_what_is_said_holds_no_control_characters(file: Path) -> None:
    (problem,) = read(file, '"\\u001b]0;x" = 1').problems
    assert problem.message.isprintable()


KEYS = (
    *("day_start", "target", "daily", "theme", "keys.a"),
    *("sound.engine", "sound.mute", "sound.volume", "sound.offset_ms"),
)
VALUES = (
    *("0", "-1", "99", "1e400", "nan", "true", "[]", "[[{}]]", "{}", "{a.b = 1}"),
    *("''", "'off'", "'04:00'", "04:00:01", "1979-05-27", "'''x\ny'''"),
)


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES)))
def test_any_value_is_within_its_limits_or_told(
    tmp_path_factory: pytest.TempPathFactory, lines: dict[str, str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    settings = read(file, "\n".join(f"{key} = {value}" for key, value in lines.items()))
    assert 0 <= settings.day_start < 1440
    assert 1 <= settings.target <= 24
    assert 0 <= settings.volume <= 100
    assert -1000 <= settings.offset_ms <= 1000
    assert all(binding and keys for binding, keys in settings.keys)
    assert all(problem.message.startswith((*lines, "there is no setting")) for problem in settings.problems)


RULES = """
rest_days = ["sat", "Sunday"]
week_target = 5
day_needs = 2
counts_from = 0.75
streak = false
"""


def test_the_rules_of_days_are_read(file: Path) -> None:
    settings = read(file, RULES)
    assert not settings.problems
    assert settings.rules() == {
        "day_start": 240,
        "rest_days": 0b110_0000,
        "week_target": 5,
        "day_needs": 2,
        "counts_from": 0.75,
    }
    assert not settings.streak


@pytest.mark.parametrize(
    "line",
    [
        'rest_days = ["someday"]',
        "rest_days = 6",
        'rest_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]',
        "week_target = 8",
        "day_needs = 0",
        "counts_from = 0",
        "counts_from = nan",
        "counts_from = 1.5",
        'streak = "no"',
    ],
)
def test_a_rule_that_can_not_be_meant_is_told_and_left_out(file: Path, line: str) -> None:
    settings = read(file, line)
    assert [problem.code for problem in settings.problems] == ["setting-value"]
    assert settings.rules() == DEFAULTS


class TestDaySettings:
    """The short way to some of them is the long way's answer."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            FULL,
            RULES,
            "target = 7",
            '"targ\\u0065t" = 7',
            "mute = true",
            "day_start = 'x'",
            'daily = "a\\nb"',
            "target =",
        ],
    )
    def test_it_gives_what_the_settings_give(self, file: Path, text: str) -> None:
        settings = read(file, text)
        expected = (settings.rules(), settings.target, settings.streak, settings.daily)
        memory = str(file.with_name("memory"))
        assert [day_settings(str(file), memory) for _ in range(2)] == [expected, expected]

    def test_a_text_is_read_once(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        memory = str(file.with_name("memory"))
        file.write_text("target = 7")
        assert day_settings(str(file), memory)[1] == 7
        monkeypatch.setattr(day_settings_module, "_read", lambda *_: ({}, 0, True, "read again"))
        assert day_settings(str(file), memory)[1] == 7
        file.write_text("target = 8")
        assert day_settings(str(file), memory)[3] == "read again"

    @pytest.mark.parametrize(
        "content", [b"", b"\xff", b"0.0.0 1 2 x\ntarget = 7", b"a b\ntarget = 7", b"0.1.0 a b c\n"]
    )
    def test_a_damaged_memory_is_passed_over(self, file: Path, content: bytes) -> None:
        file.write_text("target = 7")
        memory = file.with_name("memory")
        memory.write_bytes(content)
        assert day_settings(str(file), str(memory))[1] == 7

    def test_a_memory_that_can_not_be_written_costs_nothing_else(self, file: Path) -> None:
        file.write_text("target = 7")
        file.with_name("state").write_text("in the way")
        assert day_settings(str(file), str(file.with_name("state") / "memory"))[1] == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ('[sound]\npreset = "silent"', True),
        ('[sound]\npreset = "silent"\nnotify = false', False),
        ("[sound]\nnotify = true", True),
    ],
)
def test_the_silent_preset_tells_on_the_desktop(file: Path, text: str, expected: bool) -> None:
    assert read(file, text).notify is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (SoundEngine.AUTO, 80, SoundSet.MALLET, Voice.FULL)),
        ('[sound]\npreset = "office"', (SoundEngine.AUTO, 40, SoundSet.MINIMAL, Voice.BRIEF)),
        ('[sound]\npreset = "gym"', (SoundEngine.AUTO, 100, SoundSet.BELL, Voice.FULL)),
        ('[sound]\npreset = "silent"', (SoundEngine.OFF, 0, SoundSet.MALLET, Voice.OFF)),
        (
            '[sound]\npreset = "office"\nvolume = 60\nset = "wood"\n[voice]\nmode = "off"',
            (SoundEngine.AUTO, 60, SoundSet.WOOD, Voice.OFF),
        ),
        ('[sound]\nvolume = 60\npreset = "gym"', (SoundEngine.AUTO, 60, SoundSet.BELL, Voice.FULL)),
    ],
)
def test_a_preset_sets_what_nothing_else_does(
    tmp_path: Path, text: str, expected: tuple[SoundEngine, int, SoundSet, Voice]
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    found = read_settings(str(file))
    assert (found.engine, found.volume, found.sounds, found.voice) == expected
    assert found.problems == ()


def test_the_voice_has_a_name_and_a_pace(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[sound]\nprimer = true\n[voice]\nname = "slt"\nrate = 120\n', "utf-8")
    found = read_settings(str(file))
    assert (found.primer, found.voice_name, found.voice_rate) == (True, "slt", 120)


@pytest.mark.parametrize("folder", ["", "~/Sync/footcore", "~nobody-here/x", str(Path("x").absolute())])
def test_the_folder_of_several_machines_is_a_whole_path(file: Path, folder: str) -> None:
    file.write_text(f"sync_dir = '{folder}'\n")
    found = read_settings(str(file))
    assert (found.sync_dir, found.problems) == (folder, ())


@pytest.mark.parametrize("value", ['"Sync"', "3", '"/a\\u0000b"', "true"])
def test_a_folder_that_is_none_is_told(file: Path, value: str) -> None:
    file.write_text(f"sync_dir = {value}\n")
    found = read_settings(str(file))
    assert found.sync_dir == ""
    assert 'sync_dir has to be a whole path as "~/Sync/footcore"' in found.problems[0].message
