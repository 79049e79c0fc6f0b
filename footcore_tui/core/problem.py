"""A problem of a routine file: what is wrong, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place."""

    file: str
    """As the person named it, or relative to the library."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters of the line."""
    severity: Severity
    code: str
    """A stable slug, as `unknown-key`; what `allow = [...]` silences for warnings."""
    message: str
    hint: str
    """What to write instead; empty where there is nothing to suggest."""
    source: str = ""
    """The line of the file, without its line end."""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR
