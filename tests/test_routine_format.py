"""`footcore routine format`: what it says, what it leaves alone, and how it writes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from footcore_tui.adapters import data_files
from footcore_tui.cli.edge import run

UNTIDY = 'name="Desk" # mine\nformat=1\n[[block]]\nhold="15s"\nname="Balance"\n'
TIDY = 'format = 1\nname   = "Desk" # mine\n\n[[block]]\nname = "Balance"\nhold = "15s"\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    return tmp_path


def test_a_file_is_laid_out_once_and_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.toml").write_text(UNTIDY)
    (here / "b.toml").write_text(TIDY)
    assert run(["routine", "format", "a.toml", "b.toml"]) == 0
    assert (here / "a.toml").read_text() == TIDY
    assert capsys.readouterr().out == "a.toml: laid out anew\n"
    assert run(["routine", "format", "a.toml", "b.toml"]) == 0
    assert capsys.readouterr().out == ""


def test_a_folder_is_laid_out_with_all_its_files(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "exercises").mkdir()
    (here / "exercises" / "toes.toml").write_text("format   = 1\n\n[[exercise]]\nid = 'curl'\nname = 'Curl'\n")
    (here / "a.toml").write_text("format   = 1\nname = 'A'\n[[block]]\ntime = '9s'\nname = 'B'\n")
    assert run(["routine", "format", "."]) == 0
    assert capsys.readouterr().out.count("laid out anew") == 2
    assert run(["routine", "format", "--check", "."]) == 0


def test_check_only_names_what_would_change(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.toml").write_text(UNTIDY)
    assert run(["routine", "format", "--check", "a.toml"]) == 1
    assert capsys.readouterr().out == "a.toml: would be laid out anew\n"
    assert (here / "a.toml").read_text() == UNTIDY


def test_a_broken_file_is_not_touched_and_the_others_are(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = UNTIDY.replace('"15s"', "15")
    (here / "a.toml").write_text(broken)
    (here / "b.toml").write_text(UNTIDY)
    assert run(["routine", "format", "a.toml", "none.toml", "b.toml"]) == 1
    assert (here / "a.toml").read_text() == broken
    assert (here / "b.toml").read_text() == TIDY
    err = capsys.readouterr().err
    assert "a.toml:4:6: 15 has no unit of time" in err
    assert "a.toml: mend these first" in err
    assert "none.toml: there is no such file" in err


def test_a_file_of_exercises_is_laid_out_too(here: Path) -> None:
    (here / "e.toml").write_text('[[exercise]]\nname="Curl"\nid="curl"\n[[exercise.level]]\nname="A"\nid="a"\n')
    assert run(["routine", "format", "e.toml"]) == 0
    assert (here / "e.toml").read_text() == (
        '[[exercise]]\nid   = "curl"\nname = "Curl"\n\n[[exercise.level]]\nid   = "a"\nname = "A"\n'
    )


def test_a_warning_keeps_nothing_from_being_laid_out(here: Path) -> None:
    (here / "a.toml").write_text(UNTIDY + 'relax="2s"\n')
    assert run(["routine", "format", "a.toml"]) == 0
    assert (here / "a.toml").read_text() == TIDY.replace('name = "B', 'name  = "B').replace(
        "hold =", "hold  ="
    ) + 'relax = "2s"\n'


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_a_link_stays_a_link_and_a_mode_stays(here: Path) -> None:
    (here / "real").mkdir()
    real = here / "real" / "a.toml"
    real.write_text(UNTIDY)
    real.chmod(0o640)
    (here / "a.toml").symlink_to(real)
    assert run(["routine", "format", "a.toml"]) == 0
    assert (here / "a.toml").is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == (TIDY, 0o640)
    assert [path.name for path in real.parent.iterdir()] == ["a.toml"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    (here / "a.toml").write_text(UNTIDY)
    monkeypatch.setattr(data_files.os, "fsync", full)
    assert run(["routine", "format", "a.toml"]) == 1
    assert "no space left" in capsys.readouterr().err
    assert (here / "a.toml").read_text() == UNTIDY
    assert [path.name for path in here.iterdir()] == ["a.toml"]


def test_what_would_not_mean_the_same_is_not_written(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footcore_tui.adapters.toml_layout._with", lambda line, _comment: line)
    (here / "a.toml").write_text(UNTIDY)
    assert run(["routine", "format", "a.toml"]) == 1
    assert "without a loss" in capsys.readouterr().err
    assert (here / "a.toml").read_text() == UNTIDY
