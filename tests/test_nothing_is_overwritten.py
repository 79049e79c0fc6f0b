"""What a command writes takes no other file's place, and where it can't be whole nothing stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from footcore_tui.cli.edge import run

LIMITED = "import resource, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
MAIN = "from footcore_tui.cli.edge import run\nsys.exit(run(sys.argv[1:]))\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "command",
    [
        ("routine", "sheet", "desk-balance", "-o"),
        ("history", "export", "--format", "jsonl"),
    ],
)
@pytest.mark.parametrize("name", ["lunch.toml", "history.sqlite3", "link"])
def test_a_document_takes_no_routines_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], name: str
) -> None:
    there = tmp_path / ("lunch.toml" if name == "link" else name)
    there.write_text("mine")
    if name == "link":
        (tmp_path / name).symlink_to(there)
    assert run([*command, name]) == 1
    assert "is there already" in capsys.readouterr().err
    assert there.read_text() == "mine"


def test_a_document_replaces_one_and_a_link_goes_on_pointing(tmp_path: Path) -> None:
    (tmp_path / "link.html").symlink_to(tmp_path / "page.html")
    for name in ("page.html", "page.html", "link.html"):
        assert run(["routine", "sheet", "desk-balance", "-o", name]) == 0
    assert (tmp_path / "link.html").is_symlink()
    assert "Single-leg stance" in (tmp_path / "page.html").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of a file's size is POSIX's")
def test_a_routine_that_cannot_be_written_whole_leaves_no_file(tmp_path: Path) -> None:
    command = [sys.executable, "-B", "-c", LIMITED + MAIN, "routine", "new", "n.toml"]
    done = subprocess.run(command, env=os.environ, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True)
    assert done.returncode == 1
    assert b"can't be written" in done.stderr
    assert not (tmp_path / "n.toml").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("routine", "add", "~nobody-here/x"),
        ("routine", "new", "~nobody-here/x.toml"),
        ("routine", "pack", "~nobody-here/x"),
        ("routine", "sheet", "desk-balance", "-o", "~nobody-here/x.html"),
        ("history", "restore", "~nobody-here/x"),
    ],
)
def test_a_home_that_is_nobodys_is_a_name_like_any_other(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert run(list(command)) != 0
    assert "unexpected" not in capsys.readouterr().err
