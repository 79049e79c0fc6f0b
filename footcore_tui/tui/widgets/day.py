"""Today as a picture: the count in large digits, the week as seven days, the routine that is due, the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from footcore_tui.core.clock import clock_text
from footcore_tui.tui.desk import DayMark, Offer, Today, WeekDay
from footcore_tui.tui.theme import Look, Palette, State, palette_of
from footcore_tui.tui.widgets.glyph import Cut, lettered
from footcore_tui.tui.widgets.greeting import SMALLEST, greeting_text
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import cell_len, clipped, wrapped
from footcore_tui.tui.widgets.page import Page
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.raster import Row

WELCOME = "Shoes off, something fixed within reach: a worktop, a rail, a wall."
TOO_MUCH = "Pain of 6 or more: stop for today, and take one step easier next time."
DAY = 6
"""Columns of a day in the large week."""
LISTED = 4
"""Rows of the list that are kept, however much there is to say of the marked routine."""
LOW_MARKS = {
    DayMark.KEPT: "██",
    DayMark.RESERVE: "▒▒",
    DayMark.BRIDGED: "▬▬",
    DayMark.OPEN: "▁▁",
    DayMark.MISSED: "· ",
    DayMark.AHEAD: "  ",
}


@dataclass(frozen=True, slots=True)
class DayScene:
    """All that Today shows."""

    today: Today
    offers: tuple[Offer, ...]
    marked: int
    """Which offer Enter starts."""
    look: Look
    keys: tuple[KeyHint, ...]
    notice: str = ""
    plans_key: str = ""
    """Of the screen on which a proposal is answered."""
    smallest: Offer | None = None
    """The smallest session, where someone comes back after a gap and there is one."""
    quiet: str = ""
    """Said below all else, where no notice is."""


def length_text(seconds: int) -> str:
    return clock_text(seconds) if seconds else "at your pace"


def streak_text(days: int) -> str:
    return f"{days} day{'s' * (days != 1)} in a row"


def paint_day(scene: DayScene, width: int, height: int) -> tuple[Part, ...]:
    page = Page(width, height, palette_of(scene.look, State.HOME))
    today = scene.today
    streak = streak_text(today.streak_days) if today.streak_days and not today.rests else ""
    quiet = "" if today.rests or today.back else scene.quiet
    page.note(scene.notice or quiet, 3 if height >= 16 else 1, calm=not scene.notice)
    page.line([("footcore", page.bold)], [(streak, page.soft)] if height >= 12 else [])
    page.skip(2 if height >= 30 else 1 if height >= 16 else 0)
    if today.rests:
        page.text(TOO_MUCH, page.accent)
    elif today.newcomer:
        page.text(WELCOME, page.ink)
    elif today.back:
        page.text(greeting_text(scene.smallest), page.accent)
    elif height >= 18 and page.width >= 60:
        _large_day(today, page, height)
    else:
        _low_day(today, page)
    page.skip(2 if height >= 30 else 1 if height >= 10 else 0)
    if not today.rests:
        _plan(scene, page, height)
    _offers(scene, page)
    return page.done(scene.keys)


def _standing(today: Today) -> tuple[str, ...]:
    """The week and the months, a few words a row."""
    if not today.week or today.streak_days is None:
        return ()
    week = f"{today.week_kept_days} of {today.week_target} this week"
    weeks = f"{today.weeks_kept} week{'s' * (today.weeks_kept != 1)} · " if today.weeks_kept else ""
    left = f"{today.reserve_left} reserve day{'s' * (today.reserve_left != 1)} left"
    return week, f"{weeks}score {today.score}", left


def _low_day(today: Today, page: Page) -> None:
    page.line([(f"{today.sessions} of {today.target} done today", page.bold)])
    if today.week and page.room > 6:
        page.line([piece for day in today.week for piece in _low_cell(day, page.palette)])


def _low_cell(day: WeekDay, palette: Palette) -> Iterator[tuple[str, Style]]:
    yield day.name[:1], palette.style(palette.ink if day.today else palette.soft, bold=day.today)
    yield f"{LOW_MARKS[day.mark]} ", _day_style(day, palette)


def _large_day(today: Today, page: Page, height: int) -> None:
    """ "1 of 3" as large as the player's digits on the left, the seven days on the right."""
    tall = max(4, min(8, height // 5))
    cut = Cut(tall * 2 * 0.75, tall * 2, max(1, round(tall * 0.45)))
    week = list(_week(today.week, page.palette, tall)) if today.week else [()] * (tall + 1)
    lit = page.palette.style(page.palette.accent if today.sessions else page.palette.ink)
    count = [Segment(line, lit) for line in lettered(str(min(today.sessions, 99)), cut)]
    said = _standing(today)[: tall - 1]
    rows: list[Row] = []
    for row, days in enumerate(week):
        left = [count[row]] if row < tall else []
        if row == tall - 1:
            left.append(Segment(f"  of {today.target} done today", page.bold))
        elif row < len(said):
            left.append(Segment(f"  {said[row]}", page.soft))
        room = page.width - sum(len(segment.text) for segment in (*left, *days))
        rows.append((*left, Segment(" " * max(0, room), page.ink), *days))
    page.rows(rows)


def _week(week: tuple[WeekDay, ...], palette: Palette, tall: int) -> Iterator[Row]:
    """Seven columns and their names; a kept day fills its column."""
    ground = palette.style(palette.ink)
    for row in range(tall):
        line: list[Segment] = []
        for day in week:
            cell = _cell(day.mark, row, tall)
            if day.mark is DayMark.BRIDGED and row == tall - 2:
                cell = day.why[:DAY].center(DAY)
            line += [Segment(cell, _day_style(day, palette)), Segment(" ", ground)]
        yield tuple(line[:-1])
    names: list[Segment] = []
    for day in week:
        style = palette.style(palette.ink, bold=True) if day.today else palette.style(palette.soft)
        names += [Segment(day.name[:3].center(DAY), style), Segment(" ", ground)]
    yield tuple(names[:-1])


def _cell(mark: DayMark, row: int, tall: int) -> str:
    last = row == tall - 1
    match mark:
        case DayMark.KEPT:
            return "█" * DAY
        case DayMark.RESERVE:
            return "▒" * DAY
        case DayMark.BRIDGED:
            return ("▄" if last else " ") * DAY
        case DayMark.OPEN:
            ends = "▛▜" if row == 0 else "▙▟" if last else "▌▐"
            return ends[0] + ("▀" if row == 0 else "▄" if last else " ") * (DAY - 2) + ends[1]
        case DayMark.MISSED | DayMark.AHEAD:
            return ("▁" if last else " ") * DAY


def _day_style(day: WeekDay, palette: Palette) -> Style:
    match day.mark:
        case DayMark.KEPT | DayMark.RESERVE | DayMark.OPEN:
            return palette.style(palette.accent)
        case DayMark.BRIDGED | DayMark.MISSED:
            return palette.style(palette.soft)
        case DayMark.AHEAD:
            return palette.style(palette.faint)


def _plan(scene: DayScene, page: Page, height: int) -> None:
    """The plan that runs, and the question whether to step back; where it is low, the question alone."""
    plan = scene.today.plan
    if plan is None:
        return
    from footcore_tui.core.text import printable
    from footcore_tui.tui.widgets.planned import plan_text, proposal_text

    name = next((offer.name for offer in scene.offers if offer.id == plan.routine), printable(plan.routine))
    asked = proposal_text(plan, "") if scene.today.back else proposal_text(plan)
    if height >= 16:
        stands = plan_text(plan)
        if cell_len(name) + cell_len(stands) + 3 <= page.width:
            page.line([(name, page.bold), (f"   {stands}", page.ink)])
        else:
            page.text(name, page.bold)
            page.text(stands, page.ink)
    if asked:
        key = f" {scene.plans_key} "
        first, *more = wrapped(asked, page.width - len(key) - 2, 2)
        page.line([(key, page.button), (f"  {first}", page.accent)])
        for line in more:
            page.line([(" " * (len(key) + 2), page.ink), (line, page.accent)])
    page.skip(1 if height >= 16 else 0)


def _offers(scene: DayScene, page: Page) -> None:
    if not scene.offers:
        page.text("No routine was found. Put one into the routines folder.", page.ink)
        return
    _marked_offer(scene, page)
    if scene.today.newcomer or len(scene.offers) < 2 or page.room < 3:
        return
    page.skip()
    first = max(0, min(scene.marked - page.room // 2, len(scene.offers) - page.room))
    for index, offer in list(enumerate(scene.offers))[first : first + page.room]:
        marked = index == scene.marked
        tag, length = _tag(offer, scene), length_text(offer.seconds)
        # A name that is cut can still be told, a tag would be left out.
        name = clipped(offer.name, page.width - cell_len(tag) - cell_len(length) - 4) if tag else offer.name
        page.line(
            [("▸ " if marked else "  ", page.accent), (name, page.bold if marked else page.soft)],
            [(tag, page.soft), (length, page.soft)],
        )


def _tag(offer: Offer, scene: DayScene) -> str:
    """Why it stands first."""
    smallest = SMALLEST if offer == scene.smallest else ""
    said = " · ".join(filter(None, (smallest, "due" if offer.id == scene.today.due else "")))
    return f"{said}  " if said else ""


def _marked_offer(scene: DayScene, page: Page) -> None:
    """The routine that Enter starts."""
    offer = scene.offers[scene.marked]
    page.line(
        [(" Enter ", page.button), ("  ", page.ink), (offer.name, page.bold)],
        [
            (f"{SMALLEST}  " if offer == scene.smallest else "", page.soft),
            (f"{offer.part}  " if offer.part else "", page.soft),
            (length_text(offer.seconds), page.bold),
        ],
    )
    if offer.about and page.room > 4:
        listed = 0 if scene.today.newcomer or len(scene.offers) < 2 else min(len(scene.offers), LISTED) + 1
        about = _first_sentence(offer.about) if scene.today.newcomer else offer.about
        page.text(about, page.soft, most=max(2, page.room - listed))


def _first_sentence(text: str) -> str:
    """Someone new has a minute until the first hold, and more to read before it."""
    first, stop, _ = text.partition(". ")
    return first + stop.rstrip()
