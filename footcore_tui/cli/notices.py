"""What is to be said of the history: on Today one thing at a time, and all of it once the screen is gone."""

from __future__ import annotations

import os
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.place_of_data import doubt_about


class Notices:
    """Of one start."""

    def __init__(self) -> None:
        self.accounts: list[str] = []
        """What was mended."""
        self.reports: list[str] = []
        """What synchronising has to say."""
        self.folder: Path | None = None
        """Which that is about: it need not be named."""
        self._noticed = self._reported = False

    def next(self) -> str:
        """What was not said yet; empty where there is nothing."""
        if not self._noticed:
            self._noticed = True
            if notice := self.accounts[0] if self.accounts else doubt_about(paths.data_folder()):
                return notice
        if self._reported or not self.reports:
            return ""
        self._reported = True
        first, *more = self.reports
        if self.folder:
            first = first.replace(f"{self.folder}{os.sep}", "")
        from footcore_tui.core.text import printable

        return printable(f"{first} {len(more)} more when you leave." if more else first)
