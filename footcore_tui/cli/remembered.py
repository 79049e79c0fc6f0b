"""The routine that is played, remembered from the last time for as long as no file of it changes.

To load what reads a routine's file takes two megabytes, which a session would carry to its end, and as long as the
rest of its start but for Textual.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from footcore_tui.adapters import paths
from footcore_tui.adapters.toml_digest import sha256_of
from footcore_tui.cli.stamps import stamp
from footcore_tui.core.routine import Routine

if TYPE_CHECKING:
    from footcore_tui.ports import RoutineLibrary

DIGEST_BYTES = 64
OURS = "footcore_tui.core."


def routine_called(name: str, library: Callable[[], RoutineLibrary]) -> Routine:
    """By id or by path; `library` is asked where it is not remembered. Raises UnknownRoutine or BrokenRoutine."""
    if paths.is_path(name):
        return library().routine(name)
    memory, key = Path(paths.cache_folder()) / "played", f"{name}\n{stamp()}\n"
    routine = _remembered(memory, key)
    if routine is None:
        routine = library().routine(name)
        _remember(memory, key, routine)
    return routine


class _Reader(pickle.Unpickler):
    """Makes values of the core, and nothing else: what a file says can't run anything."""

    def find_class(self, module: str, name: str) -> type:
        known = module.startswith(OURS) or (module, name) == ("builtins", "frozenset")
        found: object = super().find_class(module, name) if known else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is not a value of a routine")
        return found


def _remembered(memory: Path, key: str) -> Routine | None:
    """None where anything is not as it was."""
    try:
        content = memory.read_bytes()
        digest, body = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
        if digest != sha256_of(body).encode() or not body.startswith(key.encode()):
            return None
        found: object = _Reader(BytesIO(body[len(key.encode()) :])).load()
    except (OSError, pickle.UnpicklingError):
        return None
    return found if isinstance(found, Routine) else None


def _remember(memory: Path, key: str, routine: Routine) -> None:
    """Where it can't be written the file is read anew."""
    body = key.encode() + pickle.dumps(routine)
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        new = memory.with_name(f"{memory.name}.{os.getpid()}")
        new.write_bytes(sha256_of(body).encode() + body)
        new.replace(memory)
