"""The text of a new routine file, in the layout of those that come with footcore."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from footcore_tui.core.text import printable

DIRECTIVE = "#:schema ./routine.schema.json"
"""By this line an editor finds the schema that lies beside the file."""
ALIGNED = 14
"""Longer keys would push the others' values too far to the right."""

Keys = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the comments above it, or comments alone."""

    keys: Keys
    comments: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    """Comments on the lines of its keys."""


def routine_text(top: Keys, parts: Iterable[Part], about: Iterable[str] = ()) -> str:
    """`top` are the keys of the file, `about` the comments at its head."""
    lines = [DIRECTIVE, "", *_comments(about), "", *_aligned({"format": 1, **top}, {})]
    for part in parts:
        lines += ["", *_comments(part.comments)]
        if part.keys:
            lines += ["[[block]]", *_aligned(part.keys, part.beside)]
    return "\n".join(lines) + "\n"


def _comments(lines: Iterable[str]) -> Iterator[str]:
    return (f"# {printable(line)}".rstrip() for line in lines)


def _aligned(keys: Keys, beside: Mapping[str, str]) -> list[str]:
    width = max(len(key) for key in keys if len(key) <= ALIGNED)
    lines = [f"{key:<{width}} = {_written(value)}" for key, value in keys.items()]
    return [f"{line} # {beside[key]}" if key in beside else line for key, line in zip(keys, lines, strict=True)]


def _written(value: str | int) -> str:
    """As TOML: its basic strings escape what JSON's do."""
    return json.dumps(value, ensure_ascii=False)
