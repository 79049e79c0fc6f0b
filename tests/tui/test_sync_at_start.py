"""With a folder of other devices the app paints first, and then takes in what lies there."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from threading import Event as Signal

import pytest
from exchange_builders import a_session, device_file, rows_of
from textual.pilot import Pilot

from footcore_tui.cli import sync
from footcore_tui.cli.house import House
from footcore_tui.cli.shelf import settings
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.widgets.picture import Picture

PATIENCE_SECONDS = 20.0


def said(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(24))


def test_today_shows_what_another_device_did_once_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    rows = rows_of(a_session("s1", time.time() - 70))
    file = device_file(tmp_path / "shared" / "device-a.jsonl", rows)
    with file.open("a") as stream:
        stream.write("torn")
    (tmp_path / "home" / "config").mkdir(parents=True)
    (tmp_path / "home" / "config" / "config.toml").write_text(f'sync_dir = "{tmp_path}/shared"\n')
    painted, synchronise, pages = Signal(), sync.synchronise, list[str]()

    def held_up(chosen: object) -> list[str]:
        assert painted.wait(PATIENCE_SECONDS), "the first picture waits for the folder"
        return synchronise(settings())

    async def look(app: FootcoreApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            pages.append(said(pilot))
            painted.set()
            until = time.monotonic() + PATIENCE_SECONDS
            while said(pilot) == pages[0] and time.monotonic() < until:
                await pilot.pause(0.02)
            pages.append(said(pilot))

    monkeypatch.setattr(sync, "synchronise", held_up)
    monkeypatch.setattr(FootcoreApp, "run", lambda app: asyncio.run(look(app)))
    assert House(settings()).run() == 0
    assert "1 day in a row" not in pages[0]
    assert "1 day in a row" in pages[1]
    assert "no event was passed over." not in pages[0]
    assert "\n  device-a.jsonl: a line that is no event was passed over." in pages[1]
    assert "a line that is no event was passed over" in capsys.readouterr().err
