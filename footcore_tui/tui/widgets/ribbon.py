"""The whole session to scale: what is done, where one is, what is to come; work stands taller than what is between."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from footcore_tui.core.interval import Interval
from footcore_tui.core.record import Outcome
from footcore_tui.core.same import Same
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.core.timeline import Timeline
from footcore_tui.tui.theme import Look, Palette, Rgb, palette_of
from footcore_tui.tui.widgets.ground import STATE_OF_KIND
from footcore_tui.tui.widgets.raster import Row, blend, fitted


def ribbon(snapshot: Snapshot, timeline: Timeline, columns: int, rows: int, palette: Palette) -> tuple[Row, ...]:
    """Rows of cells, as wide as `columns`."""
    plan = Same(timeline)
    edges = _edges(plan, columns * 2)
    index, over = snapshot.interval.index, snapshot.phase is Phase.FINISHED
    start, end = edges[index], edges[index + 1]
    share = min(1.0, snapshot.elapsed / snapshot.planned) if snapshot.planned else 0.0
    here = -1 if over else min(round(start + (end - start) * share), max(start, end - 1), columns * 2 - 1)
    return _drawn(plan, snapshot.outcomes, index, here, columns, rows, palette)


@lru_cache(8)
def _drawn(
    plan: Same[Timeline],
    outcomes: tuple[Outcome | None, ...],
    index: int,
    here: int,
    columns: int,
    rows: int,
    palette: Palette,
) -> tuple[Row, ...]:
    edges, tall = _edges(plan, columns * 2), rows * 2
    heights, colours = [], []
    for interval in plan.value.intervals:
        for pixel in range(edges[interval.index], edges[interval.index + 1]):
            present = interval.index == index and here >= 0
            passed = pixel <= here if present else outcomes[interval.index] is not None
            skipped = not present and outcomes[interval.index] is Outcome.SKIPPED
            heights.append(tall if pixel == here else _height(interval, tall, skipped=skipped, passed=passed))
            colours.append(palette.ink if pixel == here else _colour(interval, palette, passed, skipped, present))
    return fitted(_columns(heights, colours, tall, palette.ground), palette)


@lru_cache(8)
def _edges(plan: Same[Timeline], pixels: int) -> tuple[int, ...]:
    """The first pixel of each interval, and the end."""
    weights = [interval.drawn_seconds for interval in plan.value.intervals]
    total, passed, edges = sum(weights) or 1, 0, []
    for weight in weights:
        edges.append(round(passed * pixels / total))
        passed += weight
    return (*edges, pixels)


def _height(interval: Interval, tall: int, *, skipped: bool, passed: bool) -> int:
    if not interval.work or skipped:
        return 1
    return max(tall - 1, 2) if passed else max(1, tall // 2)


def _colour(interval: Interval, palette: Palette, passed: bool, skipped: bool, present: bool) -> Rgb:
    if palette.look is Look.PLAIN:
        return palette.ink
    own = palette_of(palette.look, STATE_OF_KIND[interval.kind]).accent
    if skipped:
        return palette.soft
    if passed:
        return own
    return blend(palette.ground, own, 0.6 if present else 0.38) if palette.blends else palette.faint


def _columns(heights: Sequence[int], colours: Sequence[Rgb], tall: int, ground: Rgb) -> list[list[Rgb]]:
    """The pixels of columns that stand on the lowest row."""
    return [
        [colour if tall - row <= height else ground for height, colour in zip(heights, colours, strict=True)]
        for row in range(tall)
    ]
