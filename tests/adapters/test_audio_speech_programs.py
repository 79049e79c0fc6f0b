"""Programs that speak, replaced by scripts that note what they are told; what a text may never reach."""

from __future__ import annotations

import math
import os
import sys
import threading
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from footcore_tui.adapters.audio import speech_programs
from footcore_tui.adapters.audio.espeak_voices import voices_for, words_a_minute
from footcore_tui.adapters.audio.speech_programs import EspeakProgram, Flite, Program, Say
from footcore_tui.adapters.audio.speech_wave import wave_bytes
from footcore_tui.adapters.audio.speech_windows import Sapi, sapi_rate
from footcore_tui.adapters.audio.synthesis import SpeechUnavailable, Synthesiser, plain
from tests.hostile_texts import ALL

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for a Unix shell")

SOUND = array("h", [round(9_000 * math.sin(index / 9)) for index in range(2_205)])
SCRIPT = """#!/bin/sh
for one in "$@"; do printf '%s\\n' "$one" >>{folder}/arguments; done
out="$FOOTCORE_SPEECH_SOUND"; text="$FOOTCORE_SPEECH_TEXT"
[ "$1 $2" = "-v ?" ] && cat {folder}/voices
case "$*" in *GetInstalledVoices*) cp {folder}/voices "$out"; exit 0;; esac
case "$*" in *"-q -v"*) for known in $(cat {folder}/known); do [ "$known" = "$3" ] && exit 0; done; exit 1;; esac
while [ $# -gt 0 ]; do
  case "$1" in -w|-o) out="$2";; -f) text="$2";; --stdin) text=/dev/stdin;; esac
  shift
done
[ -n "$text" ] && cat "$text" >>{folder}/texts
[ -n "$out" ] && cp {folder}/sound.wav "$out"
env | grep -v PYTEST_CURRENT_TEST >{folder}/environment
exit 0
"""


class Bench:
    """A folder with the only programs that can be found by name, and what they noted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "sound.wav").write_bytes(wave_bytes(SOUND, 22_050))
        (folder / "known").write_text("en-us en-gb de en-us+f3\n")

    def put(self, name: str, script: str = SCRIPT) -> None:
        file = self.folder / name
        file.write_text(script.replace("{folder}", str(self.folder)))
        file.chmod(0o755)

    def noted(self, what: str) -> str:
        file = self.folder / what
        return file.read_text() if file.exists() else ""

    def arguments(self) -> list[str]:
        return self.noted("arguments").splitlines()


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return Bench(tmp_path)


def espeak(programs: Bench) -> Synthesiser:
    programs.put("espeak-ng")
    return EspeakProgram()


def say(programs: Bench) -> Synthesiser:
    (programs.folder / "voices").write_text(
        "Albert              en_US    # Hello\n"
        "Anna                de_DE    # Hallo\n"
        "Daniel              en_GB    # Hello\n"
        "Eddy (English (US)) en_US    # Hello\n"
        "Samantha            en_US    # Hello\n"
    )
    programs.put("say")
    return Say("darwin")


def sapi(programs: Bench) -> Synthesiser:
    (programs.folder / "voices").write_text("en-US|Microsoft Zira Desktop\nen-GB|Microsoft Hazel Desktop\n")
    programs.put("powershell")
    return Sapi("win32")


def flite(programs: Bench) -> Synthesiser:
    programs.put("flite")
    return Flite()


ALL_PROGRAMS = pytest.mark.parametrize("make", [espeak, say, sapi, flite])
Make = Callable[[Bench], Synthesiser]


@ALL_PROGRAMS
def test_the_sound_of_a_text_comes_back(programs: Bench, make: Make) -> None:
    assert make(programs).say("Left foot.", "en-US", "", 1.0) == (SOUND, 22_050)
    assert programs.noted("texts") == "Left foot."


@ALL_PROGRAMS
@pytest.mark.parametrize("text", ["--help", "-w /tmp/x", "$(id)", "; rm -rf x", "a\nb", "`id`", "%PATH%"])
def test_a_text_is_in_no_argument_and_in_no_variable(programs: Bench, make: Make, text: str) -> None:
    make(programs).say(text, "en", "", 1.0)

    assert programs.noted("texts") == text
    assert not any(text in argument for argument in programs.arguments())
    assert text not in programs.noted("environment")


@ALL_PROGRAMS
def test_a_voice_that_is_an_option_or_a_path_is_not_passed_on(programs: Bench, make: Make) -> None:
    synthesiser = make(programs)
    for voice in ("-w", "--help", "../../x", "en;id", "en+../x", "+", "$(id)"):
        synthesiser.say("Hold.", "en-US", voice, 1.0)

    told = "\n".join(programs.arguments()) + programs.noted("environment")
    assert "../" not in told.replace(str(programs.folder), "")
    assert "$(id)" not in told
    assert "en;id" not in told
    assert "--help" not in programs.arguments()


@ALL_PROGRAMS
def test_the_text_and_its_sound_are_gone_afterwards(
    programs: Bench, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))

    make(programs).say("Hold.", "en", "", 1.0)

    assert list((tmp_path / "temporary").iterdir()) == []


@ALL_PROGRAMS
def test_a_program_that_is_not_there_says_so(
    programs: Bench, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bench, "put", lambda self, name: None)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SpeechUnavailable, match="there is no"):
        make(programs)


@ALL_PROGRAMS
@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 3\n", "#!/bin/sh\nexit 0\n", "#!/bin/sh\nkill -9 $$\n"])
def test_a_program_that_fails_or_leaves_no_sound_says_so(programs: Bench, make: Make, script: str) -> None:
    synthesiser = make(programs)
    synthesiser.speaks("en")
    for name in ("espeak-ng", "say", "powershell", "flite"):
        programs.put(name, script)

    with pytest.raises(SpeechUnavailable):
        synthesiser.say("Hold.", "en", "", 1.0)


@ALL_PROGRAMS
def test_a_program_that_hangs_is_ended(programs: Bench, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    synthesiser = make(programs)
    synthesiser.speaks("en")
    for name in ("espeak-ng", "say", "powershell", "flite"):
        programs.put(name, "#!/bin/sh\nexec sleep 30\n")
    monkeypatch.setattr(speech_programs, "LIMIT_SECONDS", 0.1)

    with pytest.raises(SpeechUnavailable, match=r"longer than 0\.1 s"):
        synthesiser.say("Hold.", "en", "", 1.0)


def test_a_program_whose_child_keeps_its_pipes_open_is_left_in_time(
    programs: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs.put("flite", "#!/bin/sh\nsleep 2 &\necho $! >{folder}/child\nwait\n")
    monkeypatch.setattr(speech_programs, "LIMIT_SECONDS", 0.3)

    with pytest.raises(SpeechUnavailable):
        Flite().say("Hold.", "en", "", 1.0)

    os.kill(int(programs.noted("child")), 9)


def test_a_program_that_can_not_be_run_says_so(programs: Bench) -> None:
    programs.put("flite", "#!/nowhere/at/all\n")

    with pytest.raises(SpeechUnavailable):
        Flite().say("Hold.", "en", "", 1.0)


def test_closing_ends_what_runs(programs: Bench) -> None:
    os.mkfifo(programs.folder / "started")
    programs.put("flite", "#!/bin/sh\necho >{folder}/started\nexec sleep 30\n")
    program = Program("flite")
    codes: list[int] = []
    running = threading.Thread(target=lambda: codes.append(program.run(())))
    running.start()

    (programs.folder / "started").read_text()
    program.close()
    running.join(2)

    assert codes == [-9]


def test_speed_is_given_to_each_in_its_own_measure(programs: Bench) -> None:
    for make in (espeak, say, sapi, flite):
        make(programs).say("Hold.", "en", "", 1.4)

    assert programs.arguments().count("245") == 2
    assert "duration_stretch=0.714" in programs.arguments()
    assert sapi_rate(1.0) == 0
    assert sapi_rate(1.4) == 3
    assert sapi_rate(100) == 10
    assert words_a_minute(100) == 450


@pytest.mark.parametrize(
    ("language", "voice", "first"),
    [
        ("en", "", "en-us"),
        ("en-US", "", "en-us"),
        ("en-GB", "", "en-gb"),
        ("en-AU", "", "en-gb"),
        ("de", "", "de"),
        ("de-AT", "", "de-at"),
        ("pt-BR", "", "pt-br"),
        ("zh-Hans", "", "zh-hans"),
        ("no", "", "nb"),
        ("de", "+f3", "de+f3"),
        ("en", "en-gb+f2", "en-gb+f2"),
        ("de", "en-gb+f2", "de"),
        ("de", "Samantha", "de"),
        ("en", "-x", "en-us"),
        ("en", "en+", "en-us"),
    ],
)
def test_a_language_finds_its_voice_in_espeak_ng(language: str, voice: str, first: str) -> None:
    assert voices_for(language, voice)[0] == first


def test_a_region_without_a_voice_has_that_of_its_language() -> None:
    assert voices_for("de-AT") == ("de-at", "de")
    assert voices_for("en-GB") == voices_for("en-NZ") == ("en-gb", "en", "en-us")
    assert voices_for("en") == ("en-us",)
    assert voices_for("zh-Hans")[-1] == "cmn"


def test_a_tag_that_is_none_has_no_voice() -> None:
    assert voices_for("") == ()
    assert voices_for("--help") == ()
    assert voices_for("../x") == ()


def test_espeak_ng_speaks_what_it_accepts_and_nothing_else(programs: Bench) -> None:
    synthesiser = espeak(programs)

    assert synthesiser.speaks("de-AT")
    assert not synthesiser.speaks("xx")
    with pytest.raises(SpeechUnavailable):
        synthesiser.say("Hold.", "xx", "", 1.0)


def test_a_users_voice_that_espeak_ng_has_not_is_replaced(programs: Bench) -> None:
    synthesiser = espeak(programs)
    synthesiser.say("Hold.", "en", "+f3", 1.0)
    assert programs.arguments()[-9:][3] == "en-us+f3"

    synthesiser.say("Hold.", "en", "+f9", 1.0)
    assert programs.arguments()[-9:][3] == "en-us"


def test_say_takes_a_usual_voice_of_the_region_or_the_users(programs: Bench) -> None:
    synthesiser = say(programs)
    for language, voice in (("en-US", ""), ("en-GB", ""), ("de", ""), ("en", "albert"), ("de", "albert")):
        synthesiser.say("x", language, voice, 1.0)

    arguments = programs.arguments()[2:]
    assert [arguments[at + 1] for at, one in enumerate(arguments) if one == "-v"] == [
        "Samantha",
        "Daniel",
        "Anna",
        "Albert",
        "Anna",
    ]
    assert not synthesiser.speaks("fr")


def test_sapi_takes_the_voice_of_the_region(programs: Bench) -> None:
    synthesiser = sapi(programs)
    synthesiser.say("x", "en-GB", "", 1.0)

    assert "FOOTCORE_SPEECH_VOICE=Microsoft Hazel Desktop" in programs.noted("environment")
    assert not synthesiser.speaks("de")


def test_flite_speaks_english_only_and_letters_without_their_accents(programs: Bench) -> None:
    synthesiser = flite(programs)

    assert synthesiser.speaks("en-GB")
    assert not synthesiser.speaks("de")
    synthesiser.say("Café", "en", "", 1.0)
    assert programs.noted("texts") == "Cafe"
    assert synthesiser.say("足指", "en", "", 1.0) == (array("h"), 16_000)


def test_the_voices_of_other_systems_are_not_looked_for(programs: Bench) -> None:
    programs.put("say")
    programs.put("powershell")

    with pytest.raises(SpeechUnavailable):
        Say("linux")
    with pytest.raises(SpeechUnavailable):
        Sapi("linux")
    assert not programs.arguments()


def test_commands_in_brackets_are_plain_words() -> None:
    assert plain("[[slnc 5000]] Hold") == "slnc 5000 Hold"
    assert plain("<break time='9s'/>Hold") == "break time='9s'/ Hold"
    assert plain("[" * 9) == ""


def test_what_can_not_be_said_is_left_out() -> None:
    assert plain("Big toe 🦶\ufe0f up\x07\x00\n3 × 5") == "Big toe up 3 × 5"
    assert plain("…") == ""
    assert plain("足指体操") == "足指体操"
    assert len(plain("a " * 900)) <= 500


@pytest.mark.parametrize("text", ALL.values(), ids=ALL.keys())
def test_a_hostile_text_is_plain_afterwards(text: str) -> None:
    said = plain(text)

    assert all(one.isprintable() or one in "\u200c\u200d" for one in said)
    assert not set(said) & set("[]<>")
    said.encode()
