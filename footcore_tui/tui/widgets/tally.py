"""The summary as a picture: what was done per side, against last time, the day, and three questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from rich.segment import Segment
from rich.style import Style

from footcore_tui.core.clock import clock_text
from footcore_tui.core.exercise import Side
from footcore_tui.core.levels import Proposal
from footcore_tui.core.record import Record, Status
from footcore_tui.core.safety import is_too_much
from footcore_tui.core.text import printable
from footcore_tui.tui.desk import Today
from footcore_tui.tui.self_tests import Test
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.day import TOO_MUCH, streak_text
from footcore_tui.tui.widgets.glyph import cut_for, lettered
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.page import Page
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.totals import SideTotal, totals
from footcore_tui.tui.widgets.trials import paint_measured
from footcore_tui.tui.widgets.wording import EARLY

NAME_WIDTH = 8
NUMBERS_WIDTH = 54
SECONDS_WIDTH = 9
TOUCHES_WIDTH = 18
LATER = "It will catch up; your history here has it all."


class Question(Enum):
    """What is asked, in this order; each may be passed over."""

    EFFORT = ("How hard was it?", "hard", 1)
    PAIN = ("Any pain?", "pain", 0)

    @property
    def words(self) -> str:
        return self.value[0]

    @property
    def short(self) -> str:
        return self.value[1]

    @property
    def least(self) -> int:
        return self.value[2]


class Kept(StrEnum):
    """What the history has of the session."""

    SAVED = "saved"
    SAVING = "saving …"
    UNSAVED = "! not saved"
    REHEARSAL = "a rehearsal, not recorded"


@dataclass(frozen=True, slots=True)
class Tally:
    """All that the summary shows."""

    name: str
    """The routine's."""
    record: Record
    last: Record | None
    before: Today
    """The day before this session."""
    after: Today
    asked: Question | None
    effort: int | None
    pain: int | None
    note: str
    look: Look
    keys: tuple[KeyHint, ...]
    kept: Kept
    stage: str = ""
    """What there is to say of a stage that opened."""
    proposal: Proposal | None = None
    """A level to be decided on."""
    answers: tuple[str, str] = ("", "")
    """The keys that take it and turn it down."""
    decided: str = ""
    """What is so now, after one was."""
    behind: str = ""
    """Why a copy elsewhere does not follow; empty where it does."""
    test: Test | None = None
    """What it measured, where it was a self-test."""

    @property
    def rests(self) -> bool:
        """Whether it hurt too much for another session: nothing is said then that could urge anyone on."""
        return is_too_much(self.pain) or self.after.rests


def paint_tally(tally: Tally, width: int, height: int) -> tuple[Part, ...]:
    page = Page(width, height, palette_of(tally.look, State.FINISHED))
    page.note(f"{printable(tally.behind)} {LATER}" if tally.behind else "", 2 if height >= 18 else 1)
    page.line([(tally.name, page.bold)], [(tally.kept, page.accent if tally.kept is Kept.UNSAVED else page.soft)])
    page.skip(1 if height >= 16 else 0)
    if height >= 18:
        _large_word(tally.record, page, min(7, height // 5))
    else:
        page.line([(f"✓ {_word(tally.record)}", page.accent)])
    page.skip(1 if height >= 14 else 0)
    if tally.test:
        paint_measured(tally.test, page)
    else:
        earlier = {one.side: one for one in totals(tally.last)} if tally.last else {}
        for total in totals(tally.record):
            _side_line(total, earlier.get(total.side), page)
    page.skip(1 if height >= 14 else 0)
    if tally.rests:
        page.text(TOO_MUCH, page.accent)
    else:
        _day(tally, page)
    page.skip(1 if height >= 14 else 0)
    _scale(Question.EFFORT, tally.effort, tally, page)
    _scale(Question.PAIN, tally.pain, tally, page)
    if tally.note:
        page.text(f"“{tally.note}”", page.ink, most=2)
    page.skip(1 if height >= 18 else 0)
    if tally.stage:
        page.text(tally.stage, page.accent, most=2)
    if tally.decided:
        page.text(tally.decided, page.accent, most=2)
    if tally.proposal:
        proposed(tally.proposal, tally.answers, page)
    return page.done(tally.keys)


def proposed(proposal: Proposal, keys: tuple[str, str], page: Page, when: str = "next time") -> None:
    """A rung up or down as a question, why, and the keys that answer it."""
    sign = "▲" if proposal.up else "▽"
    reason = f"{proposal.reason[:1].upper()}{proposal.reason[1:]}."
    words = f"{sign} {proposal.exercise.name}: {proposal.level.name} {when}? {reason}"
    page.text(words, page.bold, most=max(1, page.room - 1))
    yes, no = keys
    page.line([(f" {yes} ", page.button), (" yes    ", page.ink), (f" {no} ", page.button), (" not now", page.ink)])


def _word(record: Record) -> str:
    return "DONE" if record.status is Status.COMPLETED else "ENDED"


def _large_word(record: Record, page: Page, rows: int) -> None:
    cut = cut_for(page.width, rows, "ENDED")
    if cut is None:
        return
    lines = lettered(_word(record), cut)
    lit = page.palette.style(page.palette.accent)
    page.rows([(Segment(line, lit), Segment(" " * (page.width - len(line)), page.ink)) for line in lines])


def _side_line(total: SideTotal, earlier: SideTotal | None, page: Page) -> None:
    name = "" if total.side is Side.BOTH else total.side.value
    right = "" if earlier is None else f"last time {clock_text(earlier.seconds + EARLY)}, {_touches(earlier)}"
    page.line(
        [
            ((name or "both").ljust(NAME_WIDTH), page.bold),
            (clock_text(total.seconds + EARLY).ljust(SECONDS_WIDTH), page.accent),
            (_touches(total).ljust(TOUCHES_WIDTH), page.ink),
            (right, page.soft),
        ]
    )


def _touches(total: SideTotal) -> str:
    return f"{total.touch_downs} touch-down{'s' * (total.touch_downs != 1)}"


def _day(tally: Tally, page: Page) -> None:
    page.line(_day_pieces(tally, page))
    if tally.record.share < tally.after.counts_from and tally.kept is not Kept.REHEARSAL:
        text = f"What was done is kept. A session counts from {_part(tally.after.counts_from)} of it on."
        page.text(text, page.soft)


def _day_pieces(tally: Tally, page: Page) -> list[tuple[str, Style]]:
    after, before = tally.after, tally.before
    pieces = [(f"{after.sessions} of {after.target} done today", page.bold)]
    if after.streak_days:
        changed = after.streak_days != before.streak_days
        said = streak_text(after.streak_days)
        was = f", {before.streak_days} before" if changed and before.streak_days else ""
        pieces.append((f"   {said}{was}", page.accent if changed else page.soft))
    return pieces


def _part(share: float) -> str:
    return "half" if share == 0.5 else f"{share:.0%}"


def _scale(question: Question, answer: int | None, tally: Tally, page: Page) -> None:
    """A row of numbers, the answer marked; quiet unless it is asked now."""
    asked, wide = tally.asked is question, page.width >= NUMBERS_WIDTH
    quiet = page.ink if asked else page.soft
    words = f"{question.words:<18}" if wide else f"{question.short:<5}"
    pieces: list[tuple[str, Style]] = [(f"{'▸' if asked else ' '} {words}", page.bold if asked else page.soft)]
    numbers = range(question.least, 11)
    pad = " " if wide else ""
    pieces += [(f" {number}{pad}", page.button if number == answer else quiet) for number in numbers]
    page.line(pieces)
