"""Yardstick for start, quit and idling: the stock Textual hello world, which answers a key so that readiness shows."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("HELLO-PAINTED")

    def on_key(self, event: events.Key) -> None:
        if event.key == "x":
            self.query_one(Static).update("KEY-ANSWERED")


if __name__ == "__main__":
    Hello().run()
