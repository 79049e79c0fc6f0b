"""The edge: errors become sentences and exit codes; a traceback is for `FOOTCORE_DEBUG=1` alone."""

from __future__ import annotations

import os
import sys
import types

from footcore_tui.core.errors import FootcoreError, UsageError

OK, PROBLEM, USAGE, INTERRUPTED = 0, 1, 2, 130


def run(arguments: list[str]) -> int:
    """Runs one command; returns its exit code."""
    if not os.environ.get("FOOTCORE_DEBUG"):
        sys.excepthook = _say_briefly
    from footcore_tui.cli.parser import dispatch

    try:
        code = dispatch(arguments)
        sys.stdout.flush()
    except UsageError as error:
        return _complain(error, USAGE)
    except FootcoreError as error:
        return _complain(error, PROBLEM)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone, as after `| head`; the interpreter would flush, and complain, once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


def _complain(error: FootcoreError, code: int) -> int:
    print(f"footcore: {error}", file=sys.stderr)
    if error.hint:
        print(f"  {error.hint}", file=sys.stderr)
    return code


def _say_briefly(kind: type[BaseException], error: BaseException, _trace: types.TracebackType | None) -> None:
    print(f"footcore: something unexpected happened ({kind.__name__}: {error}).", file=sys.stderr)
    print("  What was done is saved. FOOTCORE_DEBUG=1 shows where it happened.", file=sys.stderr)
