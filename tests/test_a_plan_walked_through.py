"""A plan of six weeks, day by day: misses, two weeks of illness, and a flight from Los Angeles to Auckland."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from exchange_builders import an_empty_history, merged, stored_as
from record_builders import began, ended

from footcore_tui.adapters.history_days import DayBook, day_book
from footcore_tui.core.choices import PlanAction, PlanChanged
from footcore_tui.core.day_events import DaysMarked, Reason
from footcore_tui.core.days import day_of, iso
from footcore_tui.core.record import Event, Moment
from footcore_tui.tui.widgets.planned import plan_text, proposal_text

SHAPE = ((3, 3, 3, 4, 2, 2), (1, 1, 1, 1, 2, 1))
OFFSETS = {"LA": -7 * 3600, "AK": 12 * 3600}
STEPS = {"start": PlanAction.START, "back": PlanAction.STEP_BACK}

# The date and the zone, what is said there at 18:00, and what is done then. Weeks 1 to 3 ask for three sessions, the
# fourth for four, the fifth for two on each of two days, the last for two. 2026-07-19 is lost over the date line.
WALK = """
2026-06-01 LA | none                                                                       | start did
2026-06-02 LA | week 1 of 6 · 1 of 3 this week · due today                                 | did
2026-06-03 LA | week 1 of 6 · 2 of 3 this week · due today                                 |
2026-06-04 LA | week 1 of 6 · 2 of 3 this week · due today                                 | did did
2026-06-05 LA | week 1 of 6 · 3 of 3 this week · week 2 opens in 3 days                    |
2026-06-06 LA | week 1 of 6 · 3 of 3 this week · week 2 opens in 2 days                    |
2026-06-07 LA | week 1 of 6 · 3 of 3 this week · week 2 opens tomorrow                     |
2026-06-08 LA | week 2 of 6 · 0 of 3 this week · due today                                 | did
2026-06-09 LA | week 2 of 6 · 1 of 3 this week · due today                                 |
2026-06-10 LA | week 2 of 6 · 1 of 3 this week · due today                                 | did
2026-06-11 LA | week 2 of 6 · 2 of 3 this week · due today                                 |
2026-06-12 LA | week 2 of 6 · 2 of 3 this week · due today                                 |
2026-06-13 LA | week 2 of 6 · 2 of 3 this week · due today                                 |
2026-06-14 LA | week 2 of 6 · 2 of 3 this week · due today                                 |
2026-06-15 LA | week 2 of 6 · 2 of 3 this week · due today                                 |
2026-06-16 LA | week 2 of 6 · 2 of 3 this week · due today                                 | did
2026-06-17 LA | week 3 of 6 · 0 of 3 this week · due today                                 | did
2026-06-18 LA | week 3 of 6 · 1 of 3 this week · due today                                 |
2026-06-19 LA | week 3 of 6 · 1 of 3 this week · due today                                 | did
2026-06-20 LA | week 3 of 6 · 2 of 3 this week · due today                                 |
2026-06-21 LA | week 3 of 6 · 2 of 3 this week · due today                                 |
2026-06-22 LA | week 3 of 6 · 2 of 3 this week · due today                                 |
2026-06-23 LA | week 3 of 6 · 2 of 3 this week · due today                                 | did
2026-06-24 LA | week 4 of 6 · 0 of 4 this week · due today                                 | did
2026-06-25 LA | week 4 of 6 · 1 of 4 this week · due today                                 | did
2026-06-26 LA | week 4 of 6 · 2 of 4 this week · due today                                 | ill
2026-06-27 LA | week 4 of 6 · 2 of 4 this week · due today                                 | ill
2026-06-28 LA | week 4 of 6 · 2 of 4 this week · due today                                 | ill
2026-06-29 LA | week 4 of 6 · 2 of 4 this week · due today                                 | ill
2026-06-30 LA | week 4 of 6 · 2 of 4 this week · due today                                 | ill
2026-07-01 LA | week 4 of 6 · 2 of 4 this week · due today                                 | ill
2026-07-02 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | ill
2026-07-03 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | ill
2026-07-04 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | ill
2026-07-05 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | ill
2026-07-06 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | ill
2026-07-07 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | ill
2026-07-08 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | ill
2026-07-09 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | ill
2026-07-10 LA | week 4 of 6 · 2 of 4 this week · due today Welcome back. Begin week 4 anew | back did
2026-07-11 LA | week 4 of 6 · 1 of 4 this week · due today                                 | did
2026-07-12 LA | week 4 of 6 · 2 of 4 this week · due today                                 |
2026-07-13 LA | week 4 of 6 · 2 of 4 this week · due today                                 | did
2026-07-14 LA | week 4 of 6 · 3 of 4 this week · due today                                 | did
2026-07-15 LA | week 4 of 6 · 4 of 4 this week · week 5 opens in 2 days                    |
2026-07-16 LA | week 4 of 6 · 4 of 4 this week · week 5 opens tomorrow                     |
2026-07-17 LA | week 5 of 6 · 0 of 4 this week · due today                                 | did did
2026-07-18 LA | week 5 of 6 · 2 of 4 this week · due today                                 | did
2026-07-20 AK | week 5 of 6 · 3 of 4 this week · due today                                 |
2026-07-21 AK | week 5 of 6 · 3 of 4 this week · due today                                 | did
2026-07-22 AK | week 5 of 6 · 4 of 4 this week · week 6 opens in 2 days                    | did
2026-07-23 AK | week 5 of 6 · 4 of 4 this week · week 6 opens tomorrow                     |
2026-07-24 AK | week 6 of 6 · 0 of 2 this week · due today                                 |
2026-07-25 AK | week 6 of 6 · 0 of 2 this week · due today                                 | did
2026-07-26 AK | week 6 of 6 · 1 of 2 this week · due today                                 |
2026-07-27 AK | week 6 of 6 · 1 of 2 this week · due today                                 |
2026-07-28 AK | week 6 of 6 · 1 of 2 this week · due today                                 | did
2026-07-29 AK | all 6 weeks done                                                           |
"""


class Walker:
    """One person with a clock, and a history that is empty at first."""

    def __init__(self) -> None:
        self.connection: sqlite3.Connection = an_empty_history()
        self.now = Moment(0, 0)
        self.events = 0

    def be(self, date: str, zone: str) -> None:
        """There at 18:00."""
        offset = OFFSETS[zone]
        self.now = Moment((day_of(date) - day_of("1970-01-01")) * 86_400 + 18 * 3600 - offset, offset)

    @property
    def book(self) -> DayBook:
        return day_book(self.connection, (self.now.utc, self.now.offset), {}, None)

    @property
    def stands(self) -> str:
        plan = self.book.plan
        if plan is None:
            return "none"
        return " ".join(filter(None, (plan_text(plan), proposal_text(plan).removesuffix(", or go on?"))))

    def do(self, what: str) -> None:
        today, plan = iso(self.book.days.today), self.book.plan
        if what == "did":
            self.now = replace(self.now, utc=self.now.utc + 600)
            session = replace(began(f"s{self.events}", self.now.utc, offset=self.now.offset), plan="six", week=1)
            self.take(session, replace(ended(session.session), ended=Moment(self.now.utc + 60, self.now.offset)))
        elif what == "ill":
            self.take(DaysMarked(today, today, Reason.ILL))
        else:
            week = (plan and plan.proposal) or 1
            self.take(PlanChanged("six", STEPS[what], week, *SHAPE, today, self.now))

    def take(self, *events: Event) -> None:
        for event in events:
            self.events += 1
            merged(self.connection, [stored_as(event, seq=self.events, utc=self.now.utc)])


def test_it_always_says_what_is_due() -> None:
    walker = Walker()
    for line in WALK.strip().splitlines():
        place, stands, doing = (part.strip() for part in line.split("|"))
        walker.be(*place.split())
        assert f"{place} {walker.stands}" == f"{place} {stands}"
        for what in doing.split():
            walker.do(what)
    walker.connection.close()
