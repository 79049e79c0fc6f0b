"""Keys of one's own: what can be used of them, and that no key of a screen is lost."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from textual.screen import Screen

from footcore_tui.core.settings import Settings
from footcore_tui.tui import screens
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.keymap import SCREENS, usable
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import Studio

EVERYWHERE = FootcoreApp.BINDINGS


@pytest.mark.parametrize(
    "wanted",
    [
        {"player.skip": "x"},
        {"player.skip": "x,right", "player.back": "z"},
        {"player.skip": "left", "player.back": "right"},
        {"player.longer": "up", "player.shorter": "down"},
        {"player.pause": "x", "today.up": "x"},
    ],
    ids=["new", "more", "swapped", "two", "two screens"],
)
def test_keys_that_are_free_are_taken(wanted: dict[str, str]) -> None:
    assert usable(wanted, EVERYWHERE) == (wanted, ())


@pytest.mark.parametrize(
    ("wanted", "lost"),
    [
        ({"player.skip": "q"}, "player.skip"),
        ({"player.skip": "+"}, "player.skip"),
        ({"player.end": "space"}, "player.end"),
        ({"player.sound": "x", "player.end": "x"}, "player.end"),
        ({"player.sound": "ctrl+c"}, "player.sound"),
        ({"app.help": "r"}, "app.help"),
    ],
)
def test_of_two_on_one_key_the_later_stays_as_it_was(wanted: dict[str, str], lost: str) -> None:
    keys, (problem,) = usable(wanted, EVERYWHERE)
    assert keys == {name: key for name, key in wanted.items() if name != lost}
    assert lost in problem


def test_an_id_of_nobody_is_said_with_the_one_that_was_meant() -> None:
    keys, problems = usable({"player.skpi": "x"}, EVERYWHERE)
    assert keys == {}
    assert problems == ("config.toml: keys: there is no player.skpi; did you mean player.skip?",)


async def test_q_leaves_whatever_the_settings_say_and_today_says_why() -> None:
    settings = Settings(theme="dark", keys=(("today.routines", "q"),))
    app = Studio(settings=settings).app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        picture = app.screen.query_one(Picture)
        said = " ".join(picture.render_line(y).text for y in range(24))
        assert "can't be q" in said
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


def test_the_keys_of_every_screen_can_be_chosen() -> None:
    """A screen that is left out would have its ids refused as unknown."""
    for module in pkgutil.iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
    every: list[type[object]] = [Screen]
    for one in every:
        every += one.__subclasses__()
    ours = {one for one in every if one.__module__.startswith(screens.__name__) and one.__dict__.get("BINDINGS")}
    assert ours == set(SCREENS)
