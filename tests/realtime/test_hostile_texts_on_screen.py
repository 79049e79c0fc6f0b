"""Promises 12 and 13 on a real terminal: of what the app sends, nothing comes from a text but ink."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hostile_texts import HARMLESS, REFUSED, routine_of, some

from tests.realtime.terminal_process import TerminalProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")

OWN = re.compile(
    rb"\x1b\[[0-9;]*m|\x1b\[\d+;\d+H"  # colours, the cursor's place
    rb"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004)[hl]"  # the screen, the mouse, paste, focus
    rb"|\x1b\[\?20(?:26|48)\$p|\x1b\[>\d+u|\x1b\[<u"  # questions to the terminal, its keyboard protocol
    rb"|\x1b\]22;(?:default|pointer|text)\x07"  # the mouse pointer's shape
    rb"|\x1b\[2[23];2t"  # the title put away and back
    rb"|\x1b\]2;(?:Done|(?:[\d:]+s?(?: left)?|Paused)(?: \xc2\xb7 (?:Get ready|Hold|Switch|LEFT|RIGHT))*)\x07"
    rb"|[\r\n\x07]"
)
"""All that Textual and the app send of their own accord."""
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
TYPED = {name: text for name, text in (HARMLESS | REFUSED).items() if "\x1b" not in text}
"""What can be pasted: terminals take the escapes out of a paste."""
RIGHT, DOWN, PAGE_DOWN, CLEAR = b"\x1b[C", b"\x1b[B", b"\x1b[6~", b"\x15"


@contextmanager
def app(home: Path, *arguments: str) -> Iterator[TerminalProcess]:
    """The app; at the end all that it sent is looked at."""
    terminal = TerminalProcess(home, *arguments)
    try:
        yield terminal
        stray = re.findall(f".{{,20}}{OBEYED.pattern}.{{,40}}", OWN.sub(b"", bytes(terminal.written)).decode("utf-8"))
        assert stray == []
    finally:
        terminal.close()


def pasted(text: str) -> bytes:
    return f"\x1b[200~{text}\x1b[201~".encode()


def click_everywhere(terminal: TerminalProcess, step: int = 4) -> None:
    """One cell in so many; no text here is shorter."""
    for row in range(1, terminal.rows + 1):
        places = range(1 + row % step, terminal.columns + 1, step)
        terminal.send(b"".join(b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (x, row, x, row) for x in places))
        terminal.drain(0.01)


def leave(terminal: TerminalProcess) -> None:
    terminal.send(b"q")
    assert terminal.wait() == 0
    assert terminal.given_back() == []
    assert "Traceback" not in terminal.screen()


def test_the_library_of_all_such_texts_is_walked_through_filtered_and_clicked(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "routines"
    folder.mkdir(parents=True)
    texts = HARMLESS | REFUSED
    for number, text in enumerate(texts.values()):
        (folder / f"{number}.toml").write_bytes(routine_of(text).encode())
    (folder / "\x1b]52;c;aGk=\x07.toml").write_text("format = 2\n")
    with app(tmp_path) as terminal:
        terminal.wait_for("q quit")
        for _ in range(12):
            terminal.send(DOWN)
            terminal.drain(0.03)
        click_everywhere(terminal)
        terminal.send(b"r")
        terminal.wait_for("type to filter")
        for number in range(len(texts) + 4):
            terminal.send(DOWN + PAGE_DOWN if number % 8 == 0 else DOWN)
            terminal.drain(0.03)
        click_everywhere(terminal)
        for name in some(TYPED, 20):
            terminal.send(pasted(TYPED[name]))
            terminal.drain(0.04)
            terminal.send(CLEAR)
        terminal.wait_for("type to filter")
        terminal.send(b"\x1b")
        terminal.wait_for("q quit")
        leave(terminal)


@pytest.mark.parametrize("name", some(HARMLESS, 1))
def test_a_session_of_such_texts_goes_through_every_state(tmp_path: Path, name: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(routine_of(HARMLESS[name]), "utf-8")
    with app(tmp_path, "play", str(file), "--mute") as terminal:
        terminal.wait_for("Enter go on")
        terminal.drain(0.6)
        click_everywhere(terminal)
        terminal.send(b"\r")
        terminal.wait_for("GET READY")
        terminal.drain(0.6)
        terminal.send(RIGHT)
        terminal.wait_for("HOLD")
        click_everywhere(terminal)
        terminal.send(RIGHT)
        terminal.wait_for("SWITCH")
        terminal.send(RIGHT)
        terminal.wait_for("2 of 8")
        terminal.send(b"t ")
        terminal.wait_for("PAUSED")
        terminal.send(b"?")
        terminal.wait_for("Everything by name")
        terminal.send(b"\x1b")
        terminal.wait_for("PAUSED")
        terminal.send(b" ")
        terminal.wait_for("GOING ON")
        terminal.send(b"q")
        terminal.wait_for("How hard was it?")
        terminal.drain(0.6)
        for text in map(TYPED.__getitem__, some(TYPED, 3)):
            terminal.send(b"n")
            terminal.wait_for("A note")
            terminal.send(CLEAR)
            terminal.drain(0.1)
            terminal.send(pasted(f"note {text}"))
            terminal.wait_for("note ")
            terminal.send(b"\r")
            terminal.wait_for("“note")
        click_everywhere(terminal)
        assert "How hard was it?" in terminal.screen()
        leave(terminal)
    (record,) = terminal.history()
    assert "note" in str(record["note"])
    with app(tmp_path) as terminal:
        terminal.wait_for("h history")
        terminal.send(b"h")
        terminal.wait_for("in these 53 weeks")
        terminal.send(b"s")
        terminal.wait_for("1 session")
        terminal.send(b"\r")
        terminal.wait_for("“note")
        click_everywhere(terminal)
        assert "“note" in terminal.screen()
        terminal.send(b"qc")
        terminal.wait_for("Work per week")
        terminal.send(RIGHT)
        terminal.wait_for("Best hold")
        click_everywhere(terminal)
        terminal.send(b"q")
        terminal.wait_for("q quit")
        leave(terminal)


def test_the_offer_after_a_crash_shows_such_a_name(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(routine_of(HARMLESS["a click action"]), "utf-8")
    with app(tmp_path, "play", str(file), "--mute") as terminal:
        terminal.wait_for("Enter go on")
        terminal.drain(0.7)
        terminal.send(b"\r")
        terminal.wait_for("GET READY")
        terminal.drain(0.7)
        terminal.send(RIGHT)
        terminal.wait_for("HOLD")
        terminal.signal(signal.SIGKILL)
        terminal.process.wait()
        terminal.drain()
    with app(tmp_path) as terminal:
        assert HARMLESS["a click action"] in terminal.wait_for("A session broke off")
        click_everywhere(terminal)
        assert "A session broke off" in terminal.screen()
        terminal.drain(0.7)  # keys of the first half second were meant for something else
        terminal.send(b"k")
        terminal.wait_for("q quit")
        leave(terminal)
