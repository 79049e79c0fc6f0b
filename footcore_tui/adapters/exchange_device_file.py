"""This device's own file in the synchronised folder: written after each commit, always caught up from the history."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from footcore_tui.adapters.event_codec import IMPORTED
from footcore_tui.adapters.exchange_events import (
    ENDING,
    MOST_BYTES,
    Stored,
    event_of,
    header,
    line_of,
    read_events,
)
from footcore_tui.adapters.history_reader import uri
from footcore_tui.core.errors import HistoryError

_SINCE = "SELECT id, device, seq, kind, session, utc, body FROM event WHERE device = ? AND seq > ? ORDER BY seq"
_LAST = "SELECT coalesce(max(seq), 0) FROM event WHERE device = ?"
_IMPORTED = "SELECT id, device, seq, kind, session, utc, body FROM event WHERE instr(device, ?) ORDER BY id"


class DeviceFile:
    """Nothing here may hold up a session: what could not be written is in `problem`, and caught up the next time."""

    def __init__(self, folder: Path, history: Path, device: str) -> None:
        self.path = folder / f"{device}{ENDING}"
        self.imported = folder / f"imported-{self.path.name}"
        """What was imported here or elsewhere stands in a file of its own."""
        self.problem = ""
        """Why the file is behind; empty where it is not."""
        self._history = history
        self._device = device
        self._size = -1
        """As this process left it."""
        self._last = 0

    def catch_up(self) -> None:
        """Appends what the history has of this device and the file has not."""
        try:
            self._catch_up()
            self.problem = ""
        except OSError as error:
            self.problem = f"{self.path} can't be written: {error.strerror or error}."
        except sqlite3.Error as error:
            self.problem = f"{self.path} is behind: {error}."
        except HistoryError as error:
            self.problem = str(error)

    def is_ahead(self) -> bool:
        """Whether it holds what the history has not: an older copy of that was put back."""
        with suppress(OSError, sqlite3.Error), closing(self._connect()) as connection:
            (last,) = connection.execute(_LAST, (self._device,)).fetchone()
            return self._find_last(self.path.stat().st_size) > int(last)
        return False

    def write_imported(self) -> None:
        """Makes that file anew where it is not as it should be. Raises OSError, sqlite3.Error."""
        file = self.imported
        with closing(self._connect()) as connection:
            events = [Stored(*row) for row in connection.execute(_IMPORTED, (IMPORTED,))]
        text = "".join([header(self._device), *map(line_of, events)]).encode()
        if not events or (file.exists() and file.read_bytes() == text):
            return
        new = file.with_suffix(f".{os.getpid()}")
        with new.open("wb") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(file)

    def _catch_up(self) -> None:
        self.path.parent.mkdir(exist_ok=True)
        # Unbuffered: one write, so that two windows of this device never mix their lines; a doubled line is harmless.
        with self.path.open("ab+", buffering=0) as stream:
            if stream.tell() != self._size:
                self._last = self._find_last(stream.tell())
            # The history is let go before the folder is written to: that may take its time.
            with closing(self._connect()) as connection:
                events = [Stored(*row) for row in connection.execute(_SINCE, (self._device, self._last))]
            text = "".join(map(line_of, events))
            data = (text if stream.seek(0, os.SEEK_END) else header(self._device) + text).encode()
            if data:
                self._size = -1
                if stream.write(data) != len(data):
                    raise OSError("it took a part only")
                os.fsync(stream.fileno())
            self._size = stream.tell()
        self._last = events[-1].seq if events else self._last

    def _find_last(self, size: int) -> int:
        """The number of the last whole line: all before it are there. A torn line at the end is cut off."""
        with self.path.open("rb+") as stream:
            stream.seek(max(0, size - MOST_BYTES))
            tail = stream.read()
            end = tail.rfind(b"\n") + 1
            if end != len(tail):
                stream.truncate(size - len(tail) + end)
        last = event_of(tail[:end].rstrip(b"\n").rpartition(b"\n")[2])
        if last is not None and last.device == self._device:
            return last.seq
        own = {event.seq for event in read_events([self.path]).events if event.device == self._device}
        return next(number for number in range(len(own) + 1) if number + 1 not in own)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(uri(str(self._history), "rw"), uri=True, timeout=1.0, isolation_level=None)
