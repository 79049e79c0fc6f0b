"""`footcore routine import`: what is written, what is said, and the exit codes."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
from hostile_texts import ALL, offences
from import_builders import Json, formatted

from footcore_tui.adapters.import_files import MOST_BYTES
from footcore_tui.cli.edge import run

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    return folder


def workout(title: str = "Füße am Abend", *names: str, seconds: object = 20, often: int = 2) -> Json:
    exercises = [{"name": name, "duration": seconds} for name in names or ("Tandem stance", "Rest", "Towel flick")]
    return {"title": title, "sets": [{"repetitions": often, "exercises": exercises}], "version": 2}


def given(here: Path, document: object) -> str:
    """Its file lies elsewhere."""
    file = here.parent / "given"
    file.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    return str(file)


def names(here: Path) -> list[str]:
    return sorted(path.name for path in here.iterdir())


def test_a_workout_becomes_a_routine_file_and_it_says_what_it_did(here: Path, capsys: Said) -> None:
    assert run(["routine", "import", given(here, workout())]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(
        "This is a file of Just Another Workout Timer.\n"
        "Wrote fuesse-am-abend.toml: 1m20s of work, 2m5s on the clock.\n"
        "The order of the list stays behind.\n"
        "Next:\n"
        "  footcore routine check --watch fuesse-am-abend.toml"
    )
    assert (here / "fuesse-am-abend.toml").read_text("utf-8") == (
        """\
#:schema ./routine.schema.json

# Imported from a file of Just Another Workout Timer.
# The order of the list stays behind.

format = 1
name   = "Füße am Abend"

[[block]]
rounds = 2
rest   = "20s"
rest_between_rounds = "0s"
steps = [
  { exercise = "tandem-stance", hold = "20s" },
  { name = "Towel flick", time = "20s" },
]
"""
    )
    assert run(["routine", "check", "fuesse-am-abend.toml"]) == 0


def test_nothing_is_overwritten(here: Path, capsys: Said) -> None:
    (here / "a.toml").write_text("mine")
    (here / "a-2.toml").symlink_to("nowhere")
    assert run(["routine", "import", given(here, {"workouts": [workout("A"), workout("A"), workout("a!")]})]) == 0
    assert names(here) == ["a-2.toml", "a-3.toml", "a-4.toml", "a-5.toml", "a.toml"]
    assert (here / "a.toml").read_text() == "mine"
    assert not (here.parent / "nowhere").exists()
    assert re.findall(r"Wrote (\S+):", capsys.readouterr().err) == ["a-3.toml", "a-4.toml", "a-5.toml"]


def test_they_go_into_the_folder_that_is_named(here: Path, capsys: Said) -> None:
    (here / "in to").mkdir()
    assert run(["routine", "import", given(here, workout("A")), "--into", "in to"]) == 0
    assert names(here / "in to") == ["a.toml"]
    assert "footcore play 'in to/a.toml'" in capsys.readouterr().err.replace("\\", "/")
    assert run(["routine", "import", given(here, workout("A")), "--into", "nowhere"]) == 2
    assert "there is no folder nowhere" in capsys.readouterr().err
    assert names(here) == ["in to"]


def test_a_dash_is_standard_input(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(workout("A")).encode())))
    assert run(["routine", "import", "-"]) == 0
    assert names(here) == ["a.toml"]


def test_what_cannot_be_made_is_said_and_the_others_are_written(here: Path, capsys: Said) -> None:
    long = workout("Long", often=99, seconds=3600)
    wide = {"title": "Wide", "sets": [workout("", "足" * 40 + str(one))["sets"][0] for one in range(500)]}
    many = workout("Many", *["A", "Rest"] * 99, seconds=1, often=99)
    assert (
        run(["routine", "import", given(here, {"workouts": [long, workout("A"), workout("B", "Rest"), wide, many]})])
        == 1
    )
    err = capsys.readouterr().err
    assert names(here) == ["a.toml"]
    assert "Not made: Long: the session takes 297h5s; at most 12h go\n" in err
    assert "Not made: B: there is nothing to do in it\n" in err
    assert "Not made: Wide: the file is larger than 64 KiB\n" in err
    assert "Not made: Many: the session has 19,602 intervals" in err


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (workout("A", seconds=20.4), 0),
        (workout("A", "One", "Two", "Rest"), 0),
        (b'{"sets": [{"exercises": [{"name": "A", "duration": 9, "duration": 30}]}]}', 1),
        ({"title": "T", "sets": [{"exercises": [{"name": "A", "duration": one} for one in (0.3, 20)]}]}, 1),
        (b'<workout_file><workout><Ramp Duration="9"/><Banner/></workout></workout_file>', 1),
    ],
    ids=["rounded", "last rest", "twice", "too short", "unknown part"],
)
def test_the_exit_code_says_whether_something_else_is_done(
    here: Path, capsys: Said, document: object, code: int
) -> None:
    assert run(["routine", "import", given(here, document)]) == code
    assert len(names(here)) == 1
    (told,) = [
        line
        for line in capsys.readouterr().err.splitlines()
        if "rounded" in line or "left out" in line or "twice" in line
    ]
    if code == 0:
        assert f"# {told.strip()}" in (here / names(here)[0]).read_text("utf-8")


def test_warnings_of_the_check_are_printed_with_the_file_they_stand_in(here: Path, capsys: Said) -> None:
    each = {"name": "Lunge", "duration": 30, "split": True, "splitRest": 5}
    (here / "a.toml").touch()
    assert run(["routine", "import", given(here, {"name": "A", "type": 3, "intervals": [each, each]})]) == 0
    assert "a-2.toml:12:3: warning: " in capsys.readouterr().err


def test_a_file_of_no_program_is_refused_and_the_kinds_are_named(here: Path, capsys: Said) -> None:
    file = given(here, b"format = 1\n")
    assert run(["routine", "import", file]) == 1
    err = capsys.readouterr().err
    assert err.splitlines()[0].startswith(f"footcore: {file}: it can't be read: line 1 is no JSON")
    assert "nothing was written" in err
    assert "Just Another Workout Timer (JSON), OpenHIIT (JSON), Seconds (.seconds) and Zwift (.zwo)" in " ".join(
        err.split()
    )
    assert names(here) == []


@pytest.mark.parametrize("kind", ["nothing", "folder", "device", "fifo", "large", "name"])
def test_what_is_no_file_is_refused_without_waiting(here: Path, capsys: Said, kind: str) -> None:
    file = here.parent / "given"
    match kind:
        case "folder":
            file.mkdir()
        case "device":
            file = Path(os.devnull)
        case "fifo":
            os.mkfifo(file) if hasattr(os, "mkfifo") else file.mkdir()
        case "large":
            file.write_bytes(b" " * (MOST_BYTES + 1))
        case "name":
            file = Path("x" * 5000)
    assert run(["routine", "import", str(file)]) == 1
    assert "can't be read" in capsys.readouterr().err
    assert names(here) == []


def test_too_much_standard_input_is_refused(here: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" " * (MOST_BYTES + 1))))
    assert run(["routine", "import", "-"]) == 1
    assert "larger than 1024 KiB" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_said(here: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("footcore_tui.cli.routine_import.write_new", full)
    assert run(["routine", "import", given(here, workout("A"))]) == 1
    assert "a.toml can't be written: No space left on device" in capsys.readouterr().err


@pytest.mark.parametrize("title", ["", "足", "CON", "com1", "../../x", "-", "W" * 500, "nul.toml"])
def test_every_name_makes_a_file_that_every_system_can_store(here: Path, title: str) -> None:
    assert run(["routine", "import", given(here, workout(title))]) == 0
    (name,) = names(here)
    assert re.fullmatch(r"(?!con\.|com1\.|nul\.)[a-z0-9][a-z0-9-]{0,70}\.toml", name)
    text = (here / name).read_bytes()
    assert formatted(text) == text


def test_whatever_a_name_holds_nothing_of_it_is_obeyed(here: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    texts = [text for text in ALL.values() if "\udcff" not in text]
    timers = [{"type": 3, "name": one, "notes": one, "intervals": [{"name": one, "duration": 9}]} for one in texts]
    bad = [{"type": 3, "name": one, "intervals": [{"name": one, "duration": one}]} for one in texts]
    assert run(["routine", "import", given(here, {"items": [*timers, *bad]})]) == 1
    out, err = capsysbinary.readouterr()
    assert (out, offences(err)) == (b"", [])
    assert b"unexpected" not in err
    assert len(names(here)) == len(timers)
    for name in names(here):
        content = (here / name).read_bytes()
        assert offences(content) == []
        assert formatted(content) == content
