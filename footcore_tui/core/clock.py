"""Time as a clock shows it."""

from __future__ import annotations

import math


def clock_text(seconds: float) -> str:
    """Minutes and seconds: 0:41, 12:05, 1:02:03."""
    minutes, second = divmod(max(0, math.floor(seconds)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
