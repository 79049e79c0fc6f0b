"""`footcore routine adjust`: a client's own rests and voice for a routine; the trainer's file stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.session_lock import alone
from footcore_tui.adapters.toml_adjustments import adjustments_file, gap_seconds, read_adjustments, write_adjustments
from footcore_tui.cli.edge import say, tell
from footcore_tui.cli.shelf import library
from footcore_tui.core.adjustments import TOO_LONG, Adjustments, adjusted, fits
from footcore_tui.core.differences import differences
from footcore_tui.core.errors import BrokenRoutine, FootcoreError, UsageError
from footcore_tui.core.routine import Routine
from footcore_tui.core.voice import Voice

WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """As they were typed; None: as it is."""

    rest: str | None = None
    switch: str | None = None
    prepare: str | None = None
    voice: str | None = None

    def laid_over(self, own: Adjustments) -> Adjustments:
        """Raises UsageError."""
        try:
            gaps = {
                name: gap_seconds(text)
                for name, text in (("rest", self.rest), ("switch", self.switch), ("prepare", self.prepare))
                if text is not None
            }
        except ValueError as error:
            raise UsageError(str(error)) from error
        return replace(own, voice=Voice(self.voice) if self.voice else own.voice, **gaps)


def adjust(name: str, wishes: Wishes, *, reset: bool) -> int:
    """Adjusts a routine, or shows how it is adjusted; the exit code. Raises FootcoreError."""
    found = library().file(name)
    if found.routine is None:
        raise BrokenRoutine(found.problems)
    routine = found.routine
    file = adjustments_file(Path(paths.adjustments_folder()), routine.id)
    if wishes == Wishes() and not reset:
        own = _read(file)
        tell("\n".join(_lines(routine, own)))
        return 0
    with alone(file.parent.with_name(".adjustments.lock"), WAIT_SECONDS) as had:
        if not had:
            raise FootcoreError("another footcore is changing your adjustments: try again once it is done")
        wanted = Adjustments() if reset else wishes.laid_over(_read(file, to_change=True))
        if not fits(routine, wanted):
            raise UsageError(TOO_LONG)
        try:
            write_adjustments(file, routine.id, wanted)
        except OSError as error:
            raise FootcoreError(f"{file} can't be written: {error.strerror or error}") from error
    tell("\n".join(_lines(routine, wanted)))
    return 0


def _read(file: Path, *, to_change: bool = False) -> Adjustments:
    """Raises FootcoreError where a change would lose what can't be read."""
    own, wrong = read_adjustments(file)
    for sentence in wrong:
        say(f"footcore: {file}: {sentence}")
    if wrong and to_change:
        error = FootcoreError("nothing was changed: the file would lose what can't be understood of it")
        error.hint = "Mend it, or begin anew with --reset."
        raise error
    return own


def _lines(routine: Routine, own: Adjustments) -> Iterator[str]:
    if own == Adjustments():
        yield f"{routine.name}: as the trainer wrote it."
        return
    yield f"{routine.name}, as you adjusted it:"
    if not fits(routine, own):
        yield f"  but {TOO_LONG}, so the trainer's hold"
    changed = differences(routine, adjusted(routine, own))
    yield from (f"  {line}" for line in changed)
    if own.voice:
        yield f"  voice {own.voice}"
    if not changed and not own.voice:
        yield "  it has no such gaps, so nothing is changed"
