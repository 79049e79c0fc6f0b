"""The terminal's title. Textual has no public way to its driver, so this module alone asks for it by its own name."""

from __future__ import annotations

from textual.driver import Driver

SAVE = "\x1b[22;2t"
RESTORE = "\x1b[23;2t"


class Title:
    """The title while the player is up; silent where there is no terminal of one's own."""

    def __init__(self, app: object) -> None:
        driver = getattr(app, "_driver", None)
        usable = isinstance(driver, Driver) and not driver.is_headless and not driver.is_web
        self._driver = driver if usable and isinstance(driver, Driver) else None
        self._shown = ""
        self._write(SAVE)

    def show(self, text: str) -> None:
        if text != self._shown:
            self._shown = text
            self._write(f"\x1b]2;{''.join(filter(str.isprintable, text))}\x07")

    def restore(self) -> None:
        self._write(RESTORE)

    def _write(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)
