"""A disk in memory that loses what was not synced: for SQLite, by a file system of our own (test-only, by apsw).

A power cut keeps what was synced, and of the sectors that were not a random half. A file that was made is there for
good once it was synced itself; one that was removed comes back, in one cut of two, unless its folder was synced too.
"""

from __future__ import annotations

from random import Random

import apsw

SECTOR = 512


class PowerCut(Exception):
    """Nothing works any more."""


class Contents:
    """A file: what is safe on the disk, and the changes since, each of one sector or a new length."""

    def __init__(self, safe: bytes = b"", *, is_named: bool = False) -> None:
        self.now = bytearray(safe)
        self._safe = bytes(safe)
        self._changes: list[tuple[int, bytes] | int] = []
        self.is_named = is_named
        """Whether its name is safe, too."""

    def write(self, data: bytes, offset: int) -> None:
        if len(self.now) < offset + len(data):
            self.now.extend(bytes(offset + len(data) - len(self.now)))
        self.now[offset : offset + len(data)] = data
        for start in range(offset - offset % SECTOR, offset + len(data), SECTOR):
            low, high = max(start, offset), min(start + SECTOR, offset + len(data))
            self._changes.append((low, data[low - offset : high - offset]))

    def truncate(self, size: int) -> None:
        del self.now[size:]
        self._changes.append(size)

    def sync(self) -> None:
        self._safe, self.is_named = bytes(self.now), True
        self._changes.clear()

    def after_cut(self, chance: Random) -> bytes:
        left = bytearray(self._safe)
        for change in self._changes:
            if chance.random() < 0.5:
                continue
            if isinstance(change, int):
                del left[change:]
            else:
                offset, data = change
                left.extend(bytes(max(0, offset + len(data) - len(left))))
                left[offset : offset + len(data)] = data
        return bytes(left)


class Disk:
    """Files by name; after so many operations the power is cut."""

    def __init__(self, files: dict[str, bytes] | None = None, operations: int = 1 << 62) -> None:
        self.files = {name: Contents(safe, is_named=True) for name, safe in (files or {}).items()}
        self.removed: dict[str, Contents] = {}
        """Those whose removal is not safe yet."""
        self._left = operations

    def work(self) -> None:
        """Each operation comes by here. Raises PowerCut."""
        self._left -= 1
        if self._left < 0:
            raise PowerCut

    def remove(self, name: str, *, is_synced: bool) -> None:
        contents = self.files.pop(name)
        if is_synced:
            self.removed.pop(name, None)
        elif contents.is_named:
            self.removed[name] = contents

    def after_cut(self, chance: Random) -> dict[str, bytes]:
        """What is found when the power is back."""
        back = {name: one for name, one in self.removed.items() if chance.random() < 0.5}
        left = {name: one for name, one in self.files.items() if one.is_named or chance.random() < 0.5}
        return {name: one.after_cut(chance) for name, one in (back | left).items()}


class DiskFile:
    """What SQLite does with an open file."""

    def __init__(self, disk: Disk, contents: Contents) -> None:
        self._disk = disk
        self._contents = contents

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._contents.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.work()
        self._contents.write(bytes(data), offset)

    def xTruncate(self, size: int) -> None:
        self._disk.work()
        self._contents.truncate(size)

    def xSync(self, _flags: int) -> None:
        self._disk.work()
        self._contents.sync()

    def xFileSize(self) -> int:
        return len(self._contents.now)

    def xLock(self, _level: int) -> None:
        return

    def xUnlock(self, _level: int) -> None:
        return

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, _operation: int, _pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xClose(self) -> None:
        return


class DiskSystem(apsw.VFS):
    """SQLite's way to the disk that is plugged in."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.disk = Disk()
        super().__init__(name, "")

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> DiskFile:
        plain = "" if name is None else name if isinstance(name, str) else name.filename()
        flags[1] = flags[0]
        if not plain:
            return DiskFile(self.disk, Contents())
        if plain not in self.disk.files:
            self.disk.work()
            self.disk.files[plain] = Contents()
        return DiskFile(self.disk, self.disk.files[plain])

    def xDelete(self, name: str, syncdir: bool) -> None:
        self.disk.work()
        if name in self.disk.files:
            self.disk.remove(name, is_synced=syncdir)

    def xAccess(self, name: str, _flags: int) -> bool:
        return name in self.disk.files

    def xFullPathname(self, name: str) -> str:
        return name
