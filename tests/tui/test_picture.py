"""A picture is painted once for a size, whole in its first frame, and of a new one only the cells that differ."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from footcore_tui.tui.widgets.picture import Part, Picture
from tests.tui.studio import FRAME_SECONDS

GROUND = Style()


class Watched(Picture):
    """Remembers what it was asked for."""

    def __init__(self, gallery: Gallery) -> None:
        super().__init__(gallery.paint, GROUND)
        self.first_rows: list[str] = []
        self.refreshed: list[tuple[Region, ...]] = []

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if y == 0:
            self.first_rows.append(strip.text.rstrip())
        return strip

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Watched:
        self.refreshed.append(regions)
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


class Gallery(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.text = "0:15"
        self.painted: list[tuple[int, int]] = []

    def paint(self, width: int, height: int) -> Sequence[Part]:
        self.painted.append((width, height))
        rows = tuple((Segment(line, GROUND),) for line in (self.text, "still"))
        return (Part(Region(0, 0, len(self.text), 1), rows[:1]), Part(Region(0, 2, 5, 1), rows[1:]))

    def compose(self) -> ComposeResult:
        self.picture = Watched(self)
        yield self.picture


async def test_the_first_frame_is_the_picture_and_it_is_painted_once() -> None:
    gallery = Gallery()
    async with gallery.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        assert set(gallery.picture.first_rows) == {"0:15"}
        assert gallery.painted == [(20, 5)]
        await pilot.resize_terminal(30, 6)
        await pilot.pause(FRAME_SECONDS)
        assert gallery.painted == [(20, 5), (30, 6)]
        assert set(gallery.picture.first_rows) == {"0:15"}


async def test_one_figure_that_changes_is_one_cell() -> None:
    gallery = Gallery()
    async with gallery.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        gallery.picture.refreshed.clear()
        gallery.text = "0:14"
        gallery.picture.show(gallery.paint, GROUND)
        assert gallery.picture.refreshed == [(Region(3, 0, 1, 1),)]


async def test_the_same_picture_again_is_no_repaint() -> None:
    gallery = Gallery()
    async with gallery.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        gallery.picture.refreshed.clear()
        gallery.picture.show(gallery.paint, GROUND)
        assert gallery.picture.refreshed == []
