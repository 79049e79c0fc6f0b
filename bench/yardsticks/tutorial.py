"""Yardstick for a hold: Digits and a ProgressBar moved ten times a second, as a tutorial would count down."""

from time import monotonic

from textual.app import App, ComposeResult
from textual.widgets import Digits, ProgressBar, Static

HOLD_SECONDS = 15.0
"""As long as a hold of the routine that it is compared with, over and over."""


class Tutorial(App[None]):
    CSS = "ProgressBar, ProgressBar Bar { width: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Digits("15")
        yield ProgressBar(total=HOLD_SECONDS, show_eta=False)
        yield Static("TUTORIAL-PAINTED")

    def on_mount(self) -> None:
        self.began = monotonic()
        self.set_interval(1 / 10, self.tick)

    def tick(self) -> None:
        elapsed = (monotonic() - self.began) % HOLD_SECONDS
        digits, shown = self.query_one(Digits), f"{HOLD_SECONDS - elapsed:02.0f}"
        if digits.value != shown:
            digits.update(shown)
        self.query_one(ProgressBar).update(progress=elapsed)


if __name__ == "__main__":
    Tutorial().run()
