"""Everything that can go wrong, in one tree; core and adapters raise, the edges turn it into words.

FootcoreError
├── UsageError            the command line was off; exit code 2
├── RoutineError          a routine can't be had
│   ├── UnknownRoutine    no routine of that id, no such file
│   └── BrokenRoutine     the file has problems; carries all of them
├── PackError             a pack, or a routine as text, can't be made or taken
├── TimelineError         a routine has nothing to do in that week or stage
└── HistoryError          the history can't be read or written
    ├── DamagedHistory    the file is damaged; it can be mended
    ├── NewerHistory      an older app met a newer file; nothing was written
    └── NotSaved          a commit failed; what was to be saved is in memory only
"""

from __future__ import annotations

# Checkers take the name for true; `typing` itself is too slow for `footcore status`, which imports this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from footcore_tui.core.problem import Problem


class FootcoreError(Exception):
    """The root; its text is a sentence for a person."""

    hint: str = ""


class UsageError(FootcoreError):
    """The command line asked for something that does not exist."""


class RoutineError(FootcoreError):
    """A routine can't be had."""


class UnknownRoutine(RoutineError):
    """No routine has that id, and no file has that path."""


class BrokenRoutine(RoutineError):
    """A routine file with at least one error."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(f"{first.file}:{first.line}:{first.column}: {first.message}")
        self.problems = problems


class PackError(FootcoreError):
    """A pack, or a routine as text, can't be made or taken; nothing was changed."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.hint = hint


class TimelineError(FootcoreError):
    """A routine has nothing to do in the week or stage asked for."""


class HistoryError(FootcoreError):
    """The history can't be read or written."""


class DamagedHistory(HistoryError):
    """The history's file is damaged."""

    hint = "`footcore history restore latest` saves what can be read of it, joined with the newest backup."


class NewerHistory(HistoryError):
    """The history was written by a newer footcore."""


class NotSaved(HistoryError):
    """A commit failed."""
