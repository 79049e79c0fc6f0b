"""Where things stand on the player, at every size."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.cells import cell_len

from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.session import Session
from footcore_tui.core.snapshot import Snapshot
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.tui.theme import Look
from footcore_tui.tui.widgets.layout import lay_out
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.scene import Scene, paint
from tests.tui.studio import DESK, LONG, OPEN, PACED

SIZES = [(40, 10), (80, 24), (120, 40), (200, 60)]
KEYS = (("space", "pause"), ("←", "back"), ("→", "skip"), ("t", "touch-down"), ("q", "end"))


def snapshot_at(routine: Routine, seconds: float, *, paused: bool = False) -> Snapshot:
    session = Session(compile_timeline(routine, Standing()), 0.0)
    session.begin(0.0)
    session.advance(seconds)
    if paused:
        session.pause(seconds)
    return session.snapshot(seconds)


def picture(routine: Routine, size: tuple[int, int], seconds: float = 9, *, paused: bool = False) -> tuple[Part, ...]:
    snapshot = snapshot_at(routine, seconds, paused=paused)
    scene = Scene(snapshot, compile_timeline(routine, Standing()), routine.name, Look.DARK, KEYS, engine="bell")
    return tuple(part for part in paint(scene, *size) if part.region)


def words(parts: tuple[Part, ...]) -> str:
    return "\n".join("".join(segment.text for segment in row) for part in parts for row in part.rows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("paused", [False, True])
def test_the_player_shows_all_it_has_to_say(size: tuple[int, int], paused: bool) -> None:
    said = words(picture(DESK, size, paused=paused))
    for text in ("Single-leg", "1 of 8", "next", "0:09 of 2:26", "♪ bell", "space", "q"):
        assert text in said, text
    assert ("PAUSED" if paused else "HOLD") in said


@pytest.mark.parametrize("size", SIZES)
def test_the_side_is_large_enough_to_be_read_from_across_the_room(size: tuple[int, int]) -> None:
    layout = lay_out(*size, "00", "RIGHT", soled=True)
    assert layout.word.height >= 3
    assert layout.word_cut is not None
    assert layout.word_cut.span("RIGHT") >= size[0] * 0.3


def test_at_eighty_columns_the_digits_own_the_screen_and_the_feet_are_there() -> None:
    layout = lay_out(80, 24, "00", "RIGHT", soled=True)
    assert layout.digits.height >= 8
    assert layout.breadth >= 10


def test_on_a_large_screen_the_digits_fill_nearly_half_the_height() -> None:
    assert lay_out(120, 40, "00", "RIGHT", soled=True).digits.height >= 17


@pytest.mark.parametrize("routine", [DESK, OPEN, PACED, LONG], ids=lambda routine: routine.id)
@pytest.mark.parametrize("width", [0, 1, 2, 5, 13, 39, 40, 41, 59, 63, 64, 81, 100, 133, 240])
def test_no_part_lies_over_another_or_outside_at_any_size(routine: Routine, width: int) -> None:
    for height in (*range(32), 40, 55, 80):
        parts = picture(routine, (width, height), 8, paused=height % 2 == 0)
        for part in parts:
            region = part.region
            assert 0 <= region.x <= region.right <= width, (height, region)
            assert 0 <= region.y <= region.bottom <= height, (height, region)
            assert len(part.rows) == region.height, (height, region)
            widths = {sum(cell_len(segment.text) for segment in row) for row in part.rows}
            assert widths == {region.width}, (height, region)
        assert not any(one.region.overlaps(other.region) for one, other in combinations(parts, 2)), height


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (20, 6), (12, 3)])
def test_a_small_screen_keeps_state_side_digits_and_next(size: tuple[int, int]) -> None:
    parts = picture(DESK, size)
    said = words(parts)
    assert "●" in said
    assert "LEFT" in said
    assert "♪" not in said
    assert len(parts) == 3


def test_the_digits_keep_their_size_from_first_to_last_second() -> None:
    sizes = {
        next(part.region for part in picture(DESK, (80, 24), seconds) if part.region.height > 5)
        for seconds in (5, 10, 12, 19)
    }
    assert len(sizes) == 1


def test_without_feet_to_show_the_digits_take_their_place() -> None:
    beside = lay_out(120, 40, "0:00", "HOLD", soled=True)
    alone = lay_out(120, 40, "0:00", "HOLD", soled=False)
    assert alone.digit_cut is not None
    assert beside.digit_cut is not None
    assert alone.digit_cut.width > beside.digit_cut.width
