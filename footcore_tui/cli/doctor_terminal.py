"""The terminal as its environment tells of it. It is not asked: an answer that comes late would stand on the line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from footcore_tui.cli.strip import ASCII, ink_for
from footcore_tui.core.text import printable

LEAST = (40, 10)
"""Columns and rows of the whole player; below it the screen shows the state, the side, the digits and what is next."""
COLOURS = {"truecolor": "all colours", "256": "256 colours", "16": "sixteen colours", "none": "no colours"}
_INSIDE = {
    "TMUX": "tmux",
    "STY": "screen",
    "ZELLIJ": "zellij",
    "SSH_CONNECTION": "ssh",
    "SSH_TTY": "ssh",
}


@dataclass(frozen=True, slots=True)
class Ends:
    """What this process stands between."""

    is_stdin: bool
    """Whether it is a terminal."""
    is_stdout: bool
    size: tuple[int, int] | None
    """Columns and rows; None where no terminal tells them."""
    encoding: str
    windows: bool = False


@dataclass(frozen=True, slots=True)
class Terminal:
    ends: Ends
    term: str
    colours: str
    """A key of COLOURS."""
    why: str
    """What of the environment says so."""
    inside: tuple[str, ...]

    @property
    def has_blocks(self) -> bool:
        return ink_for(self.ends.encoding) is not ASCII

    @property
    def is_roomy(self) -> bool:
        size = self.ends.size
        return size is not None and size[0] >= LEAST[0] and size[1] >= LEAST[1]

    @property
    def has_screen(self) -> bool:
        """Whether the app would open here, as `cli.home` has it."""
        return self.ends.is_stdin and self.ends.is_stdout and self.term != "dumb"


def find_ends() -> Ends:
    """Those of this process."""
    return Ends(sys.stdin.isatty(), sys.stdout.isatty(), _size(), sys.stdout.encoding, sys.platform == "win32")


def read_terminal(environment: Mapping[str, str], ends: Ends) -> Terminal:
    colours, why = _colours(environment, windows=ends.windows)
    inside = tuple(dict.fromkeys(name for variable, name in _INSIDE.items() if environment.get(variable)))
    return Terminal(ends, environment.get("TERM", ""), colours, why, inside)


def report_terminal(terminal: Terminal) -> Iterator[str]:
    ends = terminal.ends
    yield f"size        {_room(terminal)}"
    yield f"colours     {COLOURS[terminal.colours]}, by {printable(terminal.why)}{_look(terminal)}"
    yield f"characters  {printable(ends.encoding)}{_characters(terminal)}"
    yield f"inside      {', '.join(terminal.inside) or 'neither tmux, screen, zellij nor ssh'}"
    yield f"input       {'a terminal' if ends.is_stdin else 'no terminal: nothing is asked, no key is heard'}"
    yield f"output      {'a terminal' if ends.is_stdout else 'no terminal: sessions are lines of text'}"
    yield ""
    if terminal.term == "dumb":
        yield "TERM=dumb has no screen: sessions are lines of text."
    if "ssh" in terminal.inside:
        yield "Over ssh sounds come from this machine, not from the one before you."
    yield "The terminal was not asked. The app asks it for synchronized output and kitty's keys as it starts."


def terminal_object(terminal: Terminal) -> dict[str, object]:
    columns, rows = terminal.ends.size or (None, None)
    return {
        "works": True,
        "screen": terminal.has_screen,
        "stdin": terminal.ends.is_stdin,
        "stdout": terminal.ends.is_stdout,
        "columns": columns,
        "rows": rows,
        "roomy": terminal.is_roomy,
        "colours": terminal.colours,
        "colours_by": terminal.why,
        "encoding": terminal.ends.encoding,
        "blocks": terminal.has_blocks,
        "inside": list(terminal.inside),
    }


def _colours(environment: Mapping[str, str], *, windows: bool) -> tuple[str, str]:
    """As the app finds them, by the library that paints it."""
    term, colour_term = environment.get("TERM", ""), environment.get("COLORTERM", "")
    if "NO_COLOR" in environment:
        return "none", "NO_COLOR"
    if windows:
        return ("truecolor" if environment.get("WT_SESSION") else "16"), "Windows"
    if term.lower() in ("dumb", "unknown"):
        return "none", f"TERM={term}"
    if colour_term.strip().lower() in ("truecolor", "24bit"):
        return "truecolor", f"COLORTERM={colour_term}"
    if term.lower().rpartition("-")[2] in ("256color", "kitty"):
        return "256", f"TERM={term}"
    return "16", f"TERM={term}" if term else "nothing: neither TERM nor COLORTERM is set"


def _room(terminal: Terminal) -> str:
    if terminal.ends.size is None:
        return "not known: no terminal"
    columns, rows = terminal.ends.size
    least = "×".join(map(str, LEAST)) if terminal.has_blocks else "x".join(map(str, LEAST))
    if terminal.is_roomy:
        return f"{columns} columns, {rows} rows: room for the whole player ({least})"
    return f"{columns} columns, {rows} rows: below {least} the player shows state, side, digits and what is next alone"


def _look(terminal: Terminal) -> str:
    match terminal.colours:
        case "none":
            return "; state and side are told by words and signs"
        case "16":
            return "; the app takes the terminal's own where no theme is set"
        case _:
            return ""


def _characters(terminal: Terminal) -> str:
    if terminal.has_blocks:
        return ": digits and pictures are drawn in blocks"
    return (
        f" has no blocks: `footcore show` draws with {ASCII.heights}, other signs are spelt out; the app's digits need "
        "UTF-8, `footcore play --plain` does not"
    )


def _size() -> tuple[int, int] | None:
    for stream in (sys.__stdout__, sys.__stdin__, sys.__stderr__):
        try:
            size = os.get_terminal_size(stream.fileno()) if stream else None
        except (OSError, ValueError):
            continue
        if size and size.columns and size.lines:
            return size.columns, size.lines
    return None
