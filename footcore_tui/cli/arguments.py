"""What every part of the command line is made of: a parser that complains as footcore does, and numbers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from footcore_tui.core.errors import UsageError

Handler = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """Complains as every other part of footcore does."""

    def error(self, message: str) -> NoReturn:
        error = UsageError(message)
        error.hint = f"See `{self.prog} --help`."
        raise error

    def set_defaults(self, **kwargs: object) -> None:
        """Every command has some; with them the line knows which parser it came to in the end."""
        super().set_defaults(**kwargs, asked=self)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Of a command or tool: the choices without argparse's word for the place."""
        choices = action.choices
        if isinstance(action, argparse._SubParsersAction) and choices is not None and value not in choices:
            self.error(f"{self.prog} knows no {value}; it knows {', '.join(choices)}")
        super()._check_value(action, value)


Tools: TypeAlias = "argparse._SubParsersAction[Parser]"


def count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 99:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 99")
    return int(text)


def seconds(text: str) -> float:
    if not text.isascii() or not text.isdigit() or int(text[:9]) > 24 * 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds up to a day")
    return float(text)


def speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a speed from 0.1 to 1000")
    return speed
