"""The edge: errors become sentences and exit codes; a traceback is for `FOOTCORE_DEBUG=1` alone.

`footcore status` comes through here at every prompt, so what only some calls need is imported where it is needed.
"""

from __future__ import annotations

import os
import sys
from types import TracebackType

from footcore_tui.cli.streams import settle, silence
from footcore_tui.core.errors import FootcoreError, UsageError

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from footcore_tui.runner import Runner

OK, PROBLEM, USAGE, INTERRUPTED = 0, 1, 2, 130


def run(arguments: list[str]) -> int:
    """Runs one command; returns its exit code."""
    settle()
    if not os.environ.get("FOOTCORE_DEBUG"):
        sys.excepthook = _say_briefly
    try:
        code = _answer(arguments)
        sys.stdout.flush()
    except UsageError as error:
        return _complain(error, USAGE)
    except FootcoreError as error:
        return _complain(error, PROBLEM)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone, as after `| head`.
        silence()
        return OK
    return code


def _answer(arguments: list[str]) -> int:
    """Raises FootcoreError."""
    if arguments[:1] == ["status"]:
        from footcore_tui.cli.status import main as status

        return status(arguments[1:])
    if not arguments:
        # Without a line there is nothing to parse.
        from footcore_tui.cli.home import home

        return home()
    if arguments[0] == "play" and len(arguments) == 2 and not arguments[1].startswith("-"):
        # The usual call, without the parser: a session would carry that about to its end.
        from footcore_tui.cli.play import Wish, play

        return play(Wish(arguments[1]))
    from footcore_tui.cli.parser import dispatch

    return dispatch(arguments)


def say(sentence: str) -> None:
    """To the person, on standard error; what a terminal would obey in it is spelt out."""
    from footcore_tui.cli.wrapping import fitted
    from footcore_tui.core.text import printable

    print(fitted(printable(sentence, "\n"), sys.stderr), file=sys.stderr)


def tell(text: str) -> None:
    """The same on standard output: what was asked for."""
    from footcore_tui.cli.wrapping import fitted
    from footcore_tui.core.text import printable

    print(fitted(printable(text, "\n"), sys.stdout))


def _complain(error: FootcoreError, code: int) -> int:
    say(f"footcore: {error}")
    if error.hint:
        say(f"  {error.hint}")
    return code


def _say_briefly(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if isinstance(error, OSError) and error.strerror:
        silence()
        say(f"footcore: something could not be read or written: {error.strerror}.")
    else:
        say(f"footcore: something unexpected happened ({kind.__name__}: {error}).")
    say("  What was done is saved. FOOTCORE_DEBUG=1 shows where it happened.")


def say_unsaved(runner: Runner) -> int:
    """The history could not take it: the person gets it in their hands. Returns the exit code."""
    say(f"footcore: {runner.refusal or 'The history could not be written.'} This is what was done:")
    for attempt in runner.record.work:
        say(f"  {attempt.name} {attempt.side} {attempt.seconds:.0f}s {attempt.outcome}")
    return 1
