"""Pilot finds out sooner that the app is idle."""

from __future__ import annotations

import pytest

LOOK_SECONDS = 1 / 500


@pytest.fixture(autouse=True)
def idle_is_seen_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's rule as it is (less than a twentieth of the time is used), looked at ten times as often.

    Its own step of 20 ms is most of what these tests would take. Nothing here needs it: no thread runs beside the app,
    and a pause ends with a frame of the screen that is up. `FRAME_SECONDS` is for a change of size, and for tests of
    what is painted: the screens below have frames of their own.
    """
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", LOOK_SECONDS)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", LOOK_SECONDS / 20)
