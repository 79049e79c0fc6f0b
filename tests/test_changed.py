"""A routine whose file has changed is said to have, before it is played, and plays all the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from history_files import asked_before

from footcore_tui.adapters import paths
from footcore_tui.cli.changed import remarks
from footcore_tui.cli.edge import run
from footcore_tui.cli.shelf import library

TAPS = 'format = 1\nname = "Taps"\nprepare = "0s"\n[[block]]\nname = "Tap"\nhold = "1s"\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        file = Path(paths.routines_folder()) / "taps.toml"
        file.parent.mkdir(parents=True)
        file.write_text(TAPS)
        asked_before(tmp_path)
        yield file


def said() -> tuple[str, ...]:
    return remarks(library().routine("taps"))


def edit(file: Path, name: str) -> None:
    file.write_text(TAPS.replace('"Tap"', f'"{name}"'))


def test_it_is_said_until_the_changed_one_was_played(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["play", "taps", "--mute"]) == 0
    assert said() == ()
    edit(file, "Tip")
    capsys.readouterr()
    assert run(["play", "taps", "--mute"]) == 0
    out, err = capsys.readouterr()
    assert err == "footcore: Taps has changed since you last played it: footcore show taps\n"
    assert "finish" in out
    assert said() == ()


def test_one_that_was_never_played_nor_added_is_as_it_is(file: Path) -> None:
    edit(file, "Tip")
    assert said() == ()


def test_after_an_add_the_added_one_is_known_and_an_edited_one_is_not(file: Path, tmp_path: Path) -> None:
    sent = tmp_path / "taps.toml"
    edit(sent, "Tip")
    assert run(["routine", "add", str(sent), "--yes"]) == 0
    assert said() == ()
    edit(file, "Top")
    assert said() == ("Taps has changed since it was added: footcore show taps",)
    assert run(["routine", "undo", "taps"]) == 0
    assert said() == ()


def test_an_update_after_a_session_is_no_surprise(file: Path, tmp_path: Path) -> None:
    assert run(["play", "taps", "--mute"]) == 0
    sent = tmp_path / "taps.toml"
    edit(sent, "Tip")
    assert run(["routine", "update", str(sent), "--yes"]) == 0
    assert said() == ()


def test_an_adjustment_is_no_change_and_a_broken_one_is_told(file: Path) -> None:
    assert run(["play", "taps", "--mute"]) == 0
    assert run(["routine", "adjust", "taps", "--voice", "off"]) == 0
    assert said() == ()
    adjustments = Path(paths.adjustments_folder()) / "taps.toml"
    adjustments.write_text('voice = "loud"\n')
    assert said() == ("Your adjustments to Taps: voice is one of full, brief and off.",)


@pytest.mark.parametrize("damage", ["the history", "the journal"])
def test_what_cannot_be_read_keeps_nobody_from_playing(file: Path, damage: str) -> None:
    former = file.parent / ".former"
    former.mkdir()
    if damage == "the history":
        Path(paths.history_file()).write_bytes(b"no history" * 999)
    else:
        (former / "journal.jsonl").write_bytes(b'\xff{"files": 3}\n[]\n{"what": 1, "when": 2, "files": []}\n')
    assert said() == ()
