"""The keys of trainers, each remembered from the first pack that was added: trust on first use."""

from __future__ import annotations

import json
from pathlib import Path

from footcore_tui.adapters.data_files import replace_whole
from footcore_tui.adapters.paths import small_file
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import author_key


class KnownKeys:
    """A small JSON file: author to the fingerprint of the key."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, author: str) -> str | None:
        """Raises PackError where the file can't be read: a key that is not known would pass for the first one."""
        return self._read().get(author_key(author))

    def remember(self, author: str, fingerprint: str) -> None:
        """No fingerprint: forgets the author. Raises PackError or OSError."""
        known = {**self._read(), author_key(author): fingerprint}
        if not fingerprint:
            del known[author_key(author)]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(self._file, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True).encode())

    def _read(self) -> dict[str, str]:
        try:
            known = json.loads(small_file(str(self._file)))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            raise self._unread() from error
        if not isinstance(known, dict) or not all(isinstance(one, str) for one in known.values()):
            raise self._unread()
        return known

    def _unread(self) -> PackError:
        return PackError(
            f"the keys of your trainers ({self._file}) can't be read", "mend the file, or move it away to begin anew"
        )
