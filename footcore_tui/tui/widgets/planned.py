"""A plan in words: where it stands, what is due, and the question whether to step back. It never blames."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcore_tui.core.plans import Progress
    from footcore_tui.tui.plans import PlanOffer


def plan_text(plan: Progress) -> str:
    """As "week 2 of 6 · 1 of 3 this week · due today"."""
    if plan.finished:
        return f"all {plan.weeks} weeks done" if plan.weeks > 1 else "its week is done"
    count = f"week {plan.week} of {plan.weeks} · {plan.done} of {plan.needed} this week"
    return f"{count} · {_next_text(plan)}"


def proposal_text(plan: Progress, greeting: str = "Welcome back. ") -> str:
    """The question; empty where there is none. `greeting`: empty where one stands above it."""
    week = plan.proposal
    if week is None:
        return ""
    if week == plan.week:
        return f"{greeting}Begin week {week} anew, or go on?"
    return f"{greeting}Begin again with week {week}, or go on?"


def reason_text(plan: Progress) -> str:
    """Why it is asked."""
    return f"It has been {plan.away} days: a little less at first makes for an easy start."


def shape_text(offer: PlanOffer) -> str:
    """As "6 weeks · 3 to 5 days a week · 24 to 33 min"."""
    words = [f"{offer.weeks} week{'s' * (offer.weeks != 1)}", f"{_span(offer.days_a_week, 'day')} a week"]
    if offer.sessions_a_day[1] > 1:
        words.append(f"{_span(offer.sessions_a_day, 'session')} a day")
    if offer.seconds[1]:
        shortest, longest = (max(1, round(seconds / 60)) for seconds in offer.seconds)
        words.append(f"{_span((shortest, longest))} min")
    return " · ".join(words)


def _next_text(plan: Progress) -> str:
    if plan.paused:
        return "paused"
    if plan.opens is not None:
        week = plan.week if plan.today < plan.opened else plan.week + 1
        days = plan.opens - plan.today
        return f"week {week} opens {'tomorrow' if days == 1 else f'in {days} days'}"
    if plan.rests:
        return "rest today"
    return "due today" if plan.due else "done for today"


def _span(numbers: tuple[int, int], noun: str = "") -> str:
    least, most = numbers
    many = f" {noun}{'s' * (most != 1)}" if noun else ""
    return f"{least if least == most else f'{least} to {most}'}{many}"
