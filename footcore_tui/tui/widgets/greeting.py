"""The greeting after a gap, and the offer that goes with it. It never speaks of what was missed."""

from __future__ import annotations

from collections.abc import Sequence

from footcore_tui.core.gap import smallest
from footcore_tui.tui.desk import Offer

NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
SMALLEST = "shortest"
"""The mark of the smallest session."""


def smallest_offer(offers: Sequence[Offer]) -> Offer | None:
    """What takes the least time, self-tests left out; of equals the first. None where nothing has a known length."""
    timed = [offer for offer in offers if not (offer.test or offer.open)]
    found = smallest((offer.id, offer.seconds) for offer in timed)
    return next((offer for offer in timed if offer.id == found), None)


def greeting_text(offer: Offer | None) -> str:
    """`offer`: the smallest session."""
    if offer is None:
        return "Welcome back. However little, it is a good way to begin again."
    minutes = max(1, round(offer.seconds / 60))
    number = NUMBERS[minutes - 1] if minutes <= len(NUMBERS) else str(minutes)
    return f"Welcome back. {number} minute{'s are' if minutes > 1 else ' is'} a good way to begin again."
