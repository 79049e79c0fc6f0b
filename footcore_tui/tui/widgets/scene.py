"""The player as a picture: everything it shows as one frozen value, painted as parts that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region

from footcore_tui.core.exercise import Contact, Side
from footcore_tui.core.interval import Kind
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.core.timeline import Timeline
from footcore_tui.core.voice import Voice
from footcore_tui.tui.theme import Look, Palette, palette_of
from footcore_tui.tui.widgets import wording
from footcore_tui.tui.widgets.glyph import Cut, lettered
from footcore_tui.tui.widgets.ground import state_of
from footcore_tui.tui.widgets.keys import KeyHint, key_line
from footcore_tui.tui.widgets.layout import Layout, lay_out
from footcore_tui.tui.widgets.line import cell_len, clipped, spread, wrapped
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.raster import Row
from footcore_tui.tui.widgets.ribbon import ribbon
from footcore_tui.tui.widgets.sole import Light, feet_for, soles


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the player shows."""

    snapshot: Snapshot
    timeline: Timeline
    name: str
    """The routine's."""
    look: Look
    keys: tuple[KeyHint, ...] = ()
    """Those that do something now, the most wanted first."""
    notice: str = ""
    muted: bool = False
    engine: str = ""
    voice: Voice = Voice.OFF
    flash: bool = False
    """Whether a cue is shown that can't be heard."""
    unsaved: bool = False
    rehearsal: bool = False
    go_on_key: str = "space"
    done_key: str = "Enter"
    touch_key: str = "t"


def paint(scene: Scene, width: int, height: int) -> tuple[Part, ...]:
    """The parts of the picture, none over another; what they leave free is ground."""
    palette = palette_of(scene.look, state_of(scene.snapshot))
    layout = _layout(scene, width, height)
    parts = _parts if layout.keys else _small_parts
    return tuple(parts(scene, layout, palette))


def _layout(scene: Scene, width: int, height: int) -> Layout:
    snapshot = scene.snapshot
    soled = bool(_contact(snapshot)) or snapshot.interval.side is not Side.BOTH
    return lay_out(width, height, wording.widest_digits(snapshot), wording.big_word(snapshot), soled=soled)


def _parts(scene: Scene, layout: Layout, palette: Palette) -> Iterator[Part]:
    snapshot = scene.snapshot
    yield Part(layout.header, (_header(scene, layout.header.width, palette),))
    yield _digits(scene, layout, palette)
    if layout.word_cut:
        ink = palette.ink if snapshot.phase is Phase.PAUSED else palette.accent
        yield _letters(wording.big_word(snapshot), layout.word, layout.word_cut, palette.style(ink))
    if layout.breadth:
        feet = feet_for(snapshot.interval.side, _contact(snapshot), _light(snapshot))
        yield Part(layout.feet, soles(feet, layout.breadth, palette))
    yield Part(layout.what, (_what(snapshot, layout.what.width, palette),))
    yield from _words(scene, layout, palette)
    yield Part(layout.strip, ribbon(snapshot, scene.timeline, layout.strip.width, layout.strip.height, palette))
    yield Part(layout.clock, (_clock(scene, layout.clock.width, palette),))
    yield Part(layout.keys, (key_line(scene.keys, layout.keys.width, palette),))


def _small_parts(scene: Scene, layout: Layout, palette: Palette) -> Iterator[Part]:
    """Below 40×10: the state and the side, the digits, what is next."""
    snapshot, ground = scene.snapshot, palette.style(palette.ink)
    side = "" if snapshot.interval.side is Side.BOTH else f" {snapshot.interval.side.value.upper()}"
    bold = palette.style(palette.accent, bold=True)
    state = f"{wording.sign(snapshot)} {wording.word(snapshot)}"
    short = state if cell_len(state + side) <= layout.what.width else wording.sign(snapshot)
    yield Part(layout.what, (spread([(short + side, bold)], [], layout.what.width, ground),))
    yield _digits(scene, layout, palette)
    soft = palette.style(palette.soft)
    yield Part(layout.next, (spread([(wording.following(snapshot), soft)], [], layout.next.width, ground),))


def _contact(snapshot: Snapshot) -> tuple[Contact, ...]:
    exercise = snapshot.interval.movement.exercise
    return exercise.contact if exercise else ()


def _light(snapshot: Snapshot) -> Light:
    running = snapshot.phase in (Phase.RUNNING, Phase.COUNTING_IN)
    return Light.LIT if running and snapshot.interval.kind is not Kind.REST else Light.WAITING


def _header(scene: Scene, width: int, palette: Palette) -> Row:
    level, exercise = scene.snapshot.interval.movement.level, scene.snapshot.interval.movement.exercise
    right = (
        [(f"level {exercise.rank(level)} · {level.name}", palette.style(palette.soft))] if level and exercise else []
    )
    if scene.rehearsal:
        right = [("a rehearsal, not recorded", palette.style(palette.accent))]
    if scene.unsaved:
        right = [("! not saved", palette.button)]
    return spread([(scene.name, palette.style(palette.ink, bold=True))], right, width, palette.style(palette.ink))


def _digits(scene: Scene, layout: Layout, palette: Palette) -> Part:
    snapshot = scene.snapshot
    text, region = wording.digits(snapshot), layout.digits
    if layout.digit_cut is None:
        style = palette.button if scene.flash else palette.style(palette.ink, bold=True)
        line = spread([(text, style)], [], region.width, palette.style(palette.ink))
        return Part(region, (line,) * region.height)
    muted = snapshot.phase is Phase.PAUSED
    ink = palette.soft if muted else palette.accent if snapshot.count_in else palette.ink
    style = palette.button if scene.flash else palette.style(ink)
    rows = (line[: region.width].ljust(region.width) for line in lettered(text, layout.digit_cut))
    return Part(region, tuple((Segment(line, style),) for line in rows))


def _letters(text: str, region: Region, cut: Cut, style: Style) -> Part:
    rows = (line[: region.width].ljust(region.width) for line in lettered(text, cut))
    return Part(region, tuple((Segment(line, style),) for line in rows))


def _what(snapshot: Snapshot, width: int, palette: Palette) -> Row:
    """The state, the movement and its number; of these the movement's name is cut first."""
    name, count = wording.what(snapshot)
    state, number = f"{wording.sign(snapshot)} {wording.word(snapshot)}  ", f"  {count}"
    name = clipped(name, max(0, width - cell_len(state) - cell_len(number)))
    pieces = [
        (state, palette.style(palette.accent, bold=True)),
        (name, palette.style(palette.ink, bold=True)),
        (number, palette.style(palette.soft)),
    ]
    return spread(pieces, [], width, palette.style(palette.ink))


def _words(scene: Scene, layout: Layout, palette: Palette) -> Iterator[Part]:
    """The cue, or a notice in its place, and under its last line what is next."""
    snapshot, width, ink = scene.snapshot, layout.cue.width, palette.style(palette.ink)
    said = scene.notice or wording.cue(snapshot, scene.go_on_key, scene.done_key, scene.touch_key)
    lines = wrapped(said, width, layout.cue.height)
    last = wrapped(said.rpartition(". ")[2], width)
    if not scene.notice and _half_over(snapshot) and len(last) <= layout.cue.height < len(wrapped(said, width)):
        # What does not fit ends with what keeps a person safe.
        lines = last
    following = spread(
        [("next  ", palette.style(palette.soft)), (wording.following(snapshot), palette.style(palette.soft))],
        [],
        width,
        ink,
    )
    rows = [spread([(line, ink)], [], width, ink) for line in lines if line]
    rows.append(following)
    blank = spread([], [], width, ink)
    rows += [blank] * (layout.cue.height + layout.next.height - len(rows))
    yield Part(Region(layout.cue.x, layout.cue.y, width, len(rows)), tuple(rows))


def _half_over(snapshot: Snapshot) -> bool:
    """Of a get-ready or a rest whose length is known."""
    waits = snapshot.phase is Phase.RUNNING and snapshot.interval.kind in (Kind.PREPARE, Kind.REST)
    return waits and snapshot.planned is not None and snapshot.elapsed >= snapshot.planned / 2


def _clock(scene: Scene, width: int, palette: Palette) -> Row:
    snapshot, soft = scene.snapshot, palette.style(palette.soft)
    left = [(wording.progress(snapshot, scene.timeline), palette.style(palette.ink))]
    if touched := wording.touch_downs(snapshot):
        left.append((f"   {touched}", soft))
    return spread(
        left, [(wording.sound(scene.muted, scene.engine, scene.voice), soft)], width, palette.style(palette.ink)
    )
