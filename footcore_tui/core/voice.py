"""How much the voice says. The settings need no more of it."""

from __future__ import annotations

from enum import StrEnum


class Voice(StrEnum):
    """How much is said."""

    FULL = "full"
    BRIEF = "brief"
    """The side, switch, rest, the last one; the rest is left to sounds."""
    OFF = "off"
