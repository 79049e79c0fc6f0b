"""The plans as a picture: where the one that runs stands, the list, and what the marked one is about."""

from __future__ import annotations

from dataclasses import dataclass

from footcore_tui.core.plans import Progress
from footcore_tui.core.text import printable
from footcore_tui.tui.plans import PlanOffer
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import cell_len, wrapped
from footcore_tui.tui.widgets.page import Page
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.planned import plan_text, proposal_text, reason_text, shape_text

NOTHING = "No routine here has weeks."


@dataclass(frozen=True, slots=True)
class PlansScene:
    """All that the plans' screen shows."""

    offers: tuple[PlanOffer, ...]
    marked: int
    progress: Progress | None
    """Of the plan that runs."""
    scrolled: int
    """Lines of the text that are above its place."""
    look: Look
    keys: tuple[KeyHint, ...]
    notice: str = ""

    @property
    def offer(self) -> PlanOffer | None:
        return self.offers[self.marked] if self.offers else None


def paint_plans(scene: PlansScene, width: int, height: int) -> tuple[Part, ...]:
    page, lines = _head(scene, width, height)
    for line in lines[min(scene.scrolled, max(0, len(lines) - page.room)) :]:
        page.line([(line, page.soft)])
    return page.done(scene.keys)


def most_scrolled(scene: PlansScene, width: int, height: int) -> int:
    """How far the text can be scrolled until its last line is on the page."""
    page, lines = _head(scene, width, height)
    return max(0, len(lines) - page.room)


def _head(scene: PlansScene, width: int, height: int) -> tuple[Page, list[str]]:
    """The page down to where the text of the marked plan begins, and that text."""
    page = Page(width, height, palette_of(scene.look, State.HOME))
    page.note(scene.notice, 3 if height >= 16 else 1)
    gap = 1 if height >= 16 else 0
    if scene.progress:
        _progress(scene, scene.progress, page)
    else:
        page.line([("Plans", page.bold)], [("none is running", page.soft)])
    page.skip(gap)
    offer = scene.offer
    if offer is None:
        page.text(NOTHING, page.ink)
        return page, []
    _list(scene, page)
    page.skip(gap)
    page.text(shape_text(offer), page.bold)
    return page, _paragraphs(offer.about, page.width)


def _progress(scene: PlansScene, progress: Progress, page: Page) -> None:
    name = next((one.name for one in scene.offers if one.id == progress.routine), printable(progress.routine))
    stands = plan_text(progress)
    if cell_len(name) + cell_len(stands) + 3 <= page.width:
        page.line([(name, page.bold), (f"   {stands}", page.ink)])
    else:
        page.text(name, page.bold)
        page.text(stands, page.ink)
    if progress.proposal is not None:
        page.text(proposal_text(progress), page.accent)
        if page.height >= 16:
            page.text(reason_text(progress), page.soft)


def _list(scene: PlansScene, page: Page) -> None:
    """So many names round the marked one as leave the text its half."""
    room = max(1, page.room // 2)
    first = max(0, min(scene.marked - room // 2, len(scene.offers) - room))
    for index, offer in list(enumerate(scene.offers))[first : first + room]:
        marked = index == scene.marked
        runs = scene.progress is not None and scene.progress.routine == offer.id and not scene.progress.finished
        page.line(
            [("▸ " if marked else "  ", page.accent), (offer.name, page.bold if marked else page.soft)],
            [("yours" if runs else "", page.accent)],
        )


def _paragraphs(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        lines += [*([""] if lines else []), *wrapped(paragraph, width)]
    return lines
