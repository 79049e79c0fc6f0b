"""Chromium without a window, asked over two pipes (its debugging protocol: JSON, each message ended by a zero byte)."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-extensions", "--remote-debugging-pipe"),
)
HUNG_SECONDS = 60.0
_TOLD = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")


class Browser:
    """One page; what it asked of the network and what it complained of is kept."""

    def __init__(self, asks: int, answers: int) -> None:
        self._asks, self._answers = asks, answers
        self._number = 0
        self._left = b""
        self._page = ""
        self.requests: list[str] = []
        self.complaints: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._page = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def open(self, file: Path) -> None:
        self.ask("Page.navigate", url=file.as_uri())
        while self._message().get("method") != "Page.loadEventFired":
            pass

    def value(self, script: str) -> Any:
        return self.ask("Runtime.evaluate", expression=script, returnByValue=True)["result"]["value"]

    def pdf(self) -> bytes:
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True)["data"])

    def ask(self, method: str, **values: object) -> dict[str, Any]:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": values}
        message = json.dumps(asked | ({"sessionId": self._page} if self._page else {})).encode() + b"\0"
        while message:
            message = message[os.write(self._asks, message) :]
        while (answer := self._message()).get("id") != self._number:
            pass
        assert "error" not in answer, (method, answer)
        return answer["result"]

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            data = os.read(self._answers, 1 << 16)
            assert data, "the browser is gone"
            self._left += data
        message, _, self._left = self._left.partition(b"\0")
        found = json.loads(message)
        if found.get("method") == "Network.requestWillBeSent":
            self.requests.append(found["params"]["request"]["url"])
        if found.get("method") in _TOLD:
            self.complaints.append(found["params"])
        return found


@contextmanager
def a_browser(folder: Path) -> Iterator[Browser]:
    """`folder`: for its profile. The program reads at descriptor 3 and writes at 4."""
    assert PROGRAM
    there, asks = os.pipe()
    answers, back = os.pipe()
    wired = f'exec 8<&{there} 9>&{back} && exec "$@" 3<&8 4>&9'
    command = ["bash", "-c", wired, "bash", PROGRAM, *OPTIONS, f"--user-data-dir={folder}"]
    process = subprocess.Popen(command, pass_fds=(there, back), stderr=subprocess.DEVNULL)
    os.close(there)
    os.close(back)
    watch = Timer(HUNG_SECONDS, process.kill)
    watch.start()
    try:
        yield Browser(asks, answers)
    finally:
        watch.cancel()
        process.kill()
        process.wait()
        os.close(asks)
        os.close(answers)
