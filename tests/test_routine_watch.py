"""`footcore routine check --watch`: when it checks again, with steps of a film in place of time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from footcore_tui.cli.edge import run
from footcore_tui.cli.routine_watch import Stamp, changes

A, B, C = ((1, 10, 7),), ((2, 11, 7),), ((3, 12, 8),)
GONE: tuple[Stamp, ...] = (None,)


class TheEnd(Exception):
    pass


def checks(*film: tuple[Stamp, ...]) -> list[int]:
    """After how many looks it checked, counted from 1."""
    looks: Iterator[tuple[Stamp, ...]] = iter(film)
    seen: list[tuple[Stamp, ...]] = []

    def look() -> tuple[Stamp, ...]:
        stamp = next(looks, None)
        if stamp is None:
            raise TheEnd
        seen.append(stamp)
        return stamp

    checked = []
    with suppress(TheEnd):
        for _ in changes(look, lambda: None):
            checked += [len(seen)]
    return checked


@pytest.mark.parametrize(
    ("film", "after"),
    [
        ((A, A, A), [1]),
        ((A, B, B, B), [1, 3]),
        ((A, A, B, B, A, A, A), [1, 4, 6]),
        ((A, B, C, C), [1, 4]),
        ((A, GONE, B, B), [1, 4]),
        ((A, GONE, GONE, GONE, A, A), [1, 3, 6]),
        ((A, B, A, A), [1]),
    ],
    ids=["nothing", "saved", "saved twice", "half saved", "replaced", "taken away", "there and back"],
)
def test_it_checks_at_once_and_once_for_each_change_that_stays(
    film: tuple[tuple[Stamp, ...], ...], after: list[int]
) -> None:
    assert checks(*film) == after


def test_it_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["routine", "check", "--watch", "--json", "a.toml"]) == 2
    assert "choose one" in capsys.readouterr().err
