"""A line on the desktop: by which program, and what it is given."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from footcore_tui.adapters.notify import DesktopNotifier, _command
from footcore_tui.cli.world import _telling
from footcore_tui.core.cues import Sound

PROGRAM = """#!{python}
import json, sys
open({out!r}, "w").write(json.dumps(sys.argv[1:]))
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Stands for notify-send: it writes down what it was given."""
    file = tmp_path / "notify-send"
    file.write_text(PROGRAM.format(python=sys.executable, out=str(tmp_path / "given")))
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.mark.skipif(sys.platform == "win32", reason="a program of POSIX")
def test_the_text_is_an_argument_and_no_markup(program: Path) -> None:
    notifier = DesktopNotifier("linux", lambda _: str(program))
    notifier.notify('<b>Rest</b> & "$(reboot)"; `x`')
    assert notifier._running is not None
    assert notifier._running.wait(20) == 0
    given = json.loads((program.parent / "given").read_text())
    assert given[-3:] == ["--", "footcore", '&lt;b&gt;Rest&lt;/b&gt; &amp; "$(reboot)"; `x`']


def test_a_program_that_is_not_there_or_can_not_start_costs_nothing(tmp_path: Path) -> None:
    for notifier in (DesktopNotifier("linux", lambda _: None), DesktopNotifier("win32", lambda _: "x")):
        notifier.notify("Rest")
    broken = tmp_path / "notify-send"
    broken.write_text("not a program")
    notifier = DesktopNotifier("linux", lambda _: os.fspath(broken))
    for _ in range(2):
        notifier.notify("Rest")
    assert notifier._running is None


def test_on_a_mac_the_text_is_no_part_of_the_script() -> None:
    command = _command("darwin", lambda name: f"/usr/bin/{name}")
    assert command[0] == "/usr/bin/osascript"
    assert all("display" not in part or "item 2 of argv" in part for part in command)


def test_a_change_of_side_a_rest_and_the_end_are_told() -> None:
    told, rung = list[str](), list[Sound]()

    class Desktop:
        def notify(self, text: str) -> None:
            told.append(text)

    ring = _telling(Desktop(), rung.append)
    for sound in Sound:
        ring(sound)
    assert sorted(told) == ["Finished", "Rest", "Switch sides"]
    assert rung == list(Sound)
    _telling(Desktop(), None)(Sound.REST)
    assert told[-1] == "Rest"
