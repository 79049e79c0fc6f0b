"""The last net: whatever a text holds, nothing reaches the terminal that it would obey."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class ControlFilter(LineFilter):
    """Turns C0, C1, DEL, what turns the reading direction, breaks the line or is half a character into U+FFFD."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text), style) for text, style, _ in segments]
