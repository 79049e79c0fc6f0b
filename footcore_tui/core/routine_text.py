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

Value = str | int | tuple[str, ...]
Keys = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the comments above it, or comments alone."""

    keys: Keys
    comments: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    """Comments on the lines of its keys."""
    steps: tuple[Keys, ...] = ()
    """One a line, where the block has several."""


def routine_text(top: Keys, parts: Iterable[Part], about: Iterable[str] = ()) -> str:
    """`top` are the keys of the file, `about` the comments at its head."""
    lines = [DIRECTIVE, "", *_comments(about), "", *_aligned({"format": 1, **top}, {})]
    for part in parts:
        lines += ["", *_comments(part.comments)]
        if part.keys or part.steps:
            lines += ["[[block]]", *_aligned(part.keys, part.beside), *_steps(part.steps)]
    return "\n".join(lines) + "\n"


def _comments(lines: Iterable[str]) -> Iterator[str]:
    return (f"# {printable(line)}".rstrip() for line in lines)


def _aligned(keys: Keys, beside: Mapping[str, str]) -> Iterator[str]:
    """The lines of the keys, `=` under `=`; below a text of several lines it begins anew."""
    width, names = 0, list(keys)
    for index, key in enumerate(names):
        if not index or _is_long(keys[names[index - 1]]):
            width = _width(keys, names[index:])
            yield from [""] if index else []
        line = f"{key:<{width}} = {_written(keys[key])}"
        yield f"{line} # {beside[key]}" if key in beside else line


def _width(keys: Keys, names: list[str]) -> int:
    """Of the keys that stand together: up to the next text of several lines, that one too."""
    end = next((index for index, key in enumerate(names, start=1) if _is_long(keys[key])), len(names))
    return max((len(key) for key in names[:end] if len(key) <= ALIGNED), default=0)


def _steps(steps: Iterable[Keys]) -> Iterator[str]:
    lines = ["  { " + ", ".join(f"{key} = {_written(value)}" for key, value in step.items()) + " }," for step in steps]
    return iter(["steps = [", *lines, "]"] if lines else [])


def _is_long(value: Value) -> bool:
    return isinstance(value, str) and "\n" in value


def _written(value: Value) -> str:
    """As TOML: its basic strings escape what JSON's do."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, str) and "\n" in value:
        plain = value.replace("\\", "\\\\").replace('"""', '""\\"')
        return f'"""\n{plain}\n"""'
    return json.dumps(value, ensure_ascii=False)
