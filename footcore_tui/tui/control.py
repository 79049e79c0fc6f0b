"""The last net: whatever a text holds, no control character reaches the terminal."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


class ControlFilter(LineFilter):
    """Turns C0 and C1, ESC and DEL into U+FFFD."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        if not any(_CONTROLS.search(segment.text) for segment in segments):
            return segments
        return [Segment(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text), style) for text, style, _ in segments]
