"""The command line as a person and a program meet it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from history_files import asked_before

from footcore_tui.cli.edge import run
from footcore_tui.core.safety import GENERAL_CONDITIONS

INTERVAL_KEYS = (
    *("index", "kind", "at", "seconds", "cap", "open", "name", "exercise", "level", "side"),
    *("block", "round", "rounds", "set", "sets", "rep", "reps", "next"),
)
TAPS = 'format = 1\nname = "Taps"\nprepare = "0s"\n[[block]]\nname = "Tap"\nhold = "1s"\nreps = 2\nrelax = "0s"\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        yield tmp_path


def own_routine(home: Path, name: str, text: str) -> Path:
    file = home / "data" / "routines" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_show_json_of_the_desk_balance_is_two_minutes_of_work(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "show", "desk-balance", "--json")
    shape = json.loads(out)
    assert code == 0
    keys = ["format", "id", "name", "week", "work_seconds", "clock_seconds", "open_ended", "intervals", "cues"]
    assert list(shape) == keys
    assert (shape["work_seconds"], shape["clock_seconds"], shape["open_ended"]) == (120, 146, False)
    assert (shape["id"], shape["week"], len(shape["intervals"])) == ("desk-balance", None, 16)
    assert all(tuple(interval) == INTERVAL_KEYS for interval in shape["intervals"])
    first_hold = shape["intervals"][1]
    assert (first_hold["side"], first_hold["rep"], first_hold["reps"], first_hold["next"]) == ("left", 1, 8, 3)
    cue = {"interval", "offset", "at", "seconds", "priority", "kind", "text", "sound"}
    assert all(set(one) == cue for one in shape["cues"])


def test_the_level_that_was_set_is_the_one_that_is_done(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = home / "config" / "config.toml"
    settings.parent.mkdir()
    settings.write_text('[levels]\nsingle-leg-stance = "fingertips"\n', "utf-8")
    shape = json.loads(answer(capsys, "show", "desk-balance", "--json")[1])
    assert {interval["level"] for interval in shape["intervals"]} == {"fingertips"}


def test_show_prints_every_cue_with_its_second(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, "show", "desk-balance", "--cues")
    assert "0:20  ♪ switch" in out
    assert "0:20.6  “Switch. Right foot.”" in out
    assert "0:05  ♪ go" in out
    assert "2:26  ♪ finish" in out


@pytest.mark.parametrize(("voice", "lines"), [("off", 0), ("brief", 10), ("full", 58)])
def test_show_prints_as_much_of_the_voice_as_is_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str], voice: str, lines: int
) -> None:
    shape = json.loads(answer(capsys, "show", "desk-balance", "--json", "--voice", voice)[1])
    said = [cue for cue in shape["cues"] if cue["text"]]
    assert len(said) == lines
    assert all(cue["sound"] is None for cue in said)
    assert {tuple(cue) for cue in shape["cues"]} == {
        ("interval", "offset", "at", "seconds", "priority", "kind", "text", "sound")
    }


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "desk-balnce"), 1, "Did you mean desk-balance?"),
        (("show", "desk-balance", "--week", "2"), 2, "no plan"),
        (("show", "nowhere/there.toml"), 1, "there is no file"),
        (("play", "--speed", "fast"), 2, "'fast' is not a speed"),
        (("play", "desk-balance", "--week", "100"), 2, "not a number from 1 to 99"),
        (("dance",), 2, "footcore knows no dance; it knows play, list, "),
        (
            ("levels", "dance"),
            2,
            "footcore levels knows no dance; it knows take, keep, set\n  See `footcore levels --help`",
        ),
        (("history", "dance"), 2, "footcore history knows no dance; it knows rest, log, "),
        (("plan", "dance"), 2, "footcore plan knows no dance; it knows list, start, "),
        (("history", "delete", "a", "b"), 2, "unrecognized arguments: b\n  See `footcore history delete --help`"),
        (("plan", "start", "dance"), 1, "`footcore plan list` names those"),
        (("test", "dance"), 1, 'there is no self-test "dance"'),
        (("routine",), 2, "required"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    got, out, err = answer(capsys, *arguments)
    assert (got, out) == (code, "")
    assert said in err
    assert "Traceback" not in err


def test_list_shows_a_broken_file_with_its_reason(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_routine(home, "odd.toml", TAPS.replace("hold", "hodl"))
    own_routine(home, "taps.toml", TAPS)
    code, out, _ = answer(capsys, "list")
    assert code == 1
    assert "taps" in out
    broken = next(line for line in out.splitlines() if line.startswith("odd"))
    assert "odd.toml:6:1" in broken


def test_list_is_in_the_order_of_its_first_column(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, "list")
    ids = [line.split()[0] for line in out.splitlines()]
    assert ids == sorted(ids)
    _, out, _ = answer(capsys, "list", "--json")
    assert [one["id"] for one in json.loads(out)] == ids


def test_a_played_session_is_in_the_history(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_routine(home, "taps.toml", TAPS)
    assert answer(capsys, "play", "taps", "--mute")[0] == 0
    _, out, _ = answer(capsys, "history", "--json", "--full")
    (record,) = json.loads(out)
    assert (record["routine"], record["status"], record["work_seconds"]) == ("taps", "completed", 2)
    assert [(one["kind"], one["seconds"], one["outcome"]) for one in record["intervals"]] == [("work", 1, "done")] * 2
    assert record["ended"] is not None


def test_without_a_terminal_what_is_asked_first_stands_beside_the_lines_and_nothing_waits(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_routine(home, "taps.toml", TAPS)
    for _ in range(2):
        code, out, err = answer(capsys, "play", "taps", "--mute")
        assert code == 0
        assert out.splitlines()[0].startswith("00:00 work   Tap")
        assert err.splitlines()[0] == "Does any of this apply to you? Then ask a doctor or physiotherapist first."
        assert err.splitlines()[1:-1] == [f"- {condition}" for condition in GENERAL_CONDITIONS]
    assert answer(capsys, "play", "taps", "--mute", "--speed", "100")[2] == ""
    asked_before(home)
    assert answer(capsys, "play", "taps", "--mute")[2] == ""


def test_an_unexpected_error_is_a_sentence_and_not_a_traceback(home: Path) -> None:
    code = "import footcore_tui.cli.parser as p, sys\np.dispatch = lambda a: 1 / 0\n"
    code += "from footcore_tui.cli.edge import run\nsys.exit(run(['list']))"
    quiet = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (quiet.returncode, "Traceback" in quiet.stderr) == (1, False)
    assert "unexpected" in quiet.stderr
    loud = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "FOOTCORE_DEBUG": "1"},
    )
    assert "Traceback" in loud.stderr


def test_a_reader_that_has_gone_is_no_error(home: Path) -> None:
    command = f"{sys.executable} -m footcore_tui show desk-balance --json --cues | head -n 1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "{\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_the_plain_player_and_what_was_done_is_saved(home: Path, number: signal.Signals) -> None:
    asked_before(home, "single-leg-stance")
    process = subprocess.Popen(
        [sys.executable, "-m", "footcore_tui", "play", "desk-balance", "--mute"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (128 + number, "")
    shown = subprocess.run(
        [sys.executable, "-m", "footcore_tui", "history", "--json", "--full"],
        capture_output=True,
        text=True,
        check=True,
    )
    (record,) = json.loads(shown.stdout)
    assert [one["outcome"] for one in record["intervals"]] == ["cut"]
    assert (record["ended"] is not None) is (number == signal.SIGINT)
